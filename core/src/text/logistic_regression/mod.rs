//! Logistic regression to the optimum.

mod loss;
mod objective;
mod proximal;
mod span;

use super::options::Tokens;
use super::recipe::{ClassWeight, Features, Linear, LinearState, Search, class_weights, recipe_params};
use crate::component::{Classifier, Component, Context, setters};
use crate::data::{Csr, Documents};
use crate::error::{Result, err};
use crate::math::lbfgs::{self, Minimum};
use loss::Loss;
use objective::Objective;
use span::Span;

recipe_params! {
    /// Puts texts, or rows of features, into classes by logistic regression with a penalty on squares, on absolute values or
    /// on both, solved to its optimum.
    ///
    /// P(class k | x) = exp(w_k·x + b_k) / sum over all classes j of exp(w_j·x + b_j); two classes share one vector. The
    /// weights minimise c × sum of s_i × log-loss_i + (1 - l1_ratio) / 2 × |w|² + l1_ratio × sum of |w|, with s_i the weight of
    /// the class of document i; intercepts are free. Found by L-BFGS, among sums of documents where these are at most half as
    /// many as features, or with `l1_ratio` above 0 by accelerated proximal gradient steps that start anew when they overshoot.
    ///
    /// Input: texts, none missing, from which the model makes features scaled to length 1; or a sparse matrix of finite
    /// features. Labels: text, whole numbers or truth values, at least two different ones. Output: the most probable class
    /// and its probability, or the probability of each class. `explain` gives the n-grams with the largest share w × x in
    /// the decision for the class.
    /// Errors: `kp.invalid_data` for features that are not finite or too large to sum, or labels that are all equal;
    /// `kp.not_enough_data` when the texts have no n-grams. A search that ends before its tolerance is no error: `parts` has
    /// `converged`.
    /// Cost: O(entries × classes) time a step on all threads, some tens of steps with squares and some thousand without; in
    /// the model eight bytes a feature and class, in the fit twenty times as much, or forty times eight a document and class.
    /// Source: Nocedal and Wright, Numerical Optimization, 2nd edition, 7.2; Beck and Teboulle, A Fast Iterative
    /// Shrinkage-Thresholding Algorithm, SIAM J. Imaging Sciences 2, 2009; O'Donoghue and Candès, Adaptive Restart for
    /// Accelerated Gradient Schemes, Found. Comput. Math. 15, 2015; scikit-learn 1.9.1, `LogisticRegression`, whose optimum
    /// this is on the same features. `LinearClassifier` is faster and, as it comes, more accurate on texts.
    pub struct LogisticRegression {
        /// Inverse of the strength of the penalty: smaller values draw the weights harder towards 0.
        #[schemars(extend("exclusiveMinimum" = 0.0), range(max = 1e12))]
        pub c: f64,
        /// The share of the penalty on absolute values: 0 for squares alone, 1 for absolute values alone.
        #[schemars(range(min = 0.0, max = 1.0))]
        pub l1_ratio: f64,
        /// How much each class counts; null for each document the same.
        pub class_weight: Option<ClassWeight>,
        /// Whether each class has an intercept.
        pub fit_intercept: bool,
        /// Stop when no component of the gradient of the mean loss, with the penalty in the same scale, is larger.
        #[schemars(extend("exclusiveMinimum" = 0.0), range(max = 1.0))]
        pub tol: f64,
        /// Stop after so many steps.
        #[schemars(range(min = 1, max = 10_000_000))]
        pub max_iter: u32,
    }
}

impl Default for LogisticRegression {
    fn default() -> Self {
        Self {
            features: Features::Tfidf,
            word_ngrams: Some([1, 2]),
            char_ngrams: None,
            normalization: None,
            lowercase: true,
            case_fold: false,
            strip_accents: None,
            stop_words: None,
            tokens: Tokens::Unicode,
            token_pattern: None,
            stemmer: None,
            min_df: 1.0,
            sublinear_tf: false,
            n_features: 1 << 18,
            k_best: None,
            c: 1.0,
            l1_ratio: 0.0,
            class_weight: None,
            fit_intercept: true,
            tol: 1e-4,
            max_iter: 10_000,
        }
    }
}

setters! {
    LogisticRegression {
        /// Sets the inverse of the strength of the penalty.
        c: f64,
        /// Sets the share of the penalty on absolute values.
        l1_ratio: f64,
        /// Sets how much each class counts.
        class_weight: impl Into<Option<ClassWeight>>,
        /// Sets whether classes have intercepts.
        fit_intercept: bool,
        /// Sets when the search stops.
        tol: f64,
        /// Sets how many steps the search takes at most.
        max_iter: u32,
    }
}

/// ```
/// use kingpost::component::{Classifier, Context};
/// use kingpost::{data::{Documents, Frame, Strings}, text::LogisticRegression};
/// let texts: Strings = ["red apple", "sour lemon"].into_iter().collect();
/// let labels: Strings = ["sweet", "sour"].into_iter().collect();
/// let model = LogisticRegression::default().fit(&Documents::Texts(texts), &labels.into())?;
/// let new: Strings = ["green apple"].into_iter().collect();
/// let found = model.predict(&Frame::new().with("text", new)?.into(), &Context::new())?;
/// assert_eq!(found.strings("label")?.get(0), Some("sweet"));
/// assert!((found.f64("probability")?[0] - 0.5576).abs() < 1e-3);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for LogisticRegression {
    const ID: &'static str = "text.logistic_regression";
    const NAME: &'static str = "LogisticRegression";
    const VERSION: u32 = 1;
}

impl Classifier for LogisticRegression {
    type State = LinearState<f64>;

    fn fit_documents(
        &self,
        documents: &Documents,
        labels: &[usize],
        classes: usize,
        ctx: &Context,
    ) -> Result<LinearState<f64>> {
        let recipe = self.recipe();
        let (source, x) = recipe.read(documents, ctx)?;
        // A column that no document has gets no weight.
        let (x, seen) = recipe.choose(x, labels, classes)?;
        let weights = class_weights(self.class_weight, labels, classes);
        let loss = Loss::new(&x, labels, classes, &weights, self)?;
        let found = self.minimise(&x, &loss, ctx)?;
        if found.x.iter().any(|weight| !weight.is_finite()) {
            return Err(err!(InvalidData, "the features are too large: their products are not finite; scale them"));
        }
        let linear = Linear { outputs: loss.outputs, weights: found.x };
        let search = Search { iterations: found.iterations, converged: found.converged };
        Ok(LinearState { classes, source, linear, seen, search })
    }
}

impl LogisticRegression {
    fn minimise(&self, x: &Csr, loss: &Loss<'_>, ctx: &Context) -> Result<Minimum> {
        let max_iterations = self.max_iter as usize;
        let options = lbfgs::Options { tolerance: self.tol, max_iterations, memory: 10 };
        // A vector in the span has two numbers a document.
        if self.l1_ratio == 0.0 && 2 * x.rows() <= x.columns() {
            let mut span = Span::new(x, loss, ctx)?;
            let found = lbfgs::walk(vec![0.0; span.size()], options, &mut span)?;
            return Ok(Minimum { x: span.weights(&found.x), ..found });
        }
        let unit = if self.l1_ratio > 0.0 { 1.0 } else { loss.unit };
        let mut objective = Objective::new(x, loss, unit, ctx)?;
        let start = vec![0.0; objective.size()];
        if self.l1_ratio > 0.0 {
            return proximal::minimise(&objective, start, self.tol, max_iterations);
        }
        let found = lbfgs::walk(start, options, &mut objective)?;
        Ok(Minimum { x: objective.weights(found.x), ..found })
    }
}

#[cfg(test)]
mod tests;
