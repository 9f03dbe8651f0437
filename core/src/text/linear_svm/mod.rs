//! Support vector machines with linear decisions.

mod dual;

use super::options::Tokens;
use super::recipe::{ClassWeight, Features, Linear, LinearState, Search, class_weights, recipe_params};
use crate::component::{Classifier, Component, Context, setters};
use crate::data::Documents;
use crate::error::{Result, err};
use dual::Problem;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a decision y d costs, y being 1 for the class and -1 for the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SvmLoss {
    /// max(0, 1 - y d)².
    #[default]
    SquaredHinge,
    /// max(0, 1 - y d): the classical machine, of fewer support vectors.
    Hinge,
}

recipe_params! {
    /// Puts texts, or rows of features, into classes by a linear support vector machine, one class against the others.
    ///
    /// The decision of class k is d_k = w_k·x + b_k, and the weights minimise (|w_k|² + (b_k / intercept_scaling)²) / 2 +
    /// c × sum of s_i × loss(y_i d_k), with y_i 1 for documents of the class and -1 for the others, and s_i the weight of the class
    /// for the former and 1 for the latter; two classes share one vector, and each document has the weight of its
    /// class. Found by coordinate descent in the dual, whose documents rest while they stay at a bound.
    ///
    /// Input: texts, none missing, from which the model makes features scaled to length 1; or a sparse matrix of finite
    /// features. Labels: text, whole numbers or truth values, at least two different ones. Output: the class with the largest
    /// decision and its probability, or the probability of each class. Probabilities are 1 / (1 + exp(-d)) of two classes and
    /// exp(d_k) / sum of exp(d_j) of more. They rank documents as the decisions do but are not calibrated, as a machine learns
    /// on which side of the margin a document is, not how likely: put it into a `CalibratedClassifier` where the number
    /// matters. `explain` gives the n-grams with the largest share w × x in the decision for the class.
    /// Errors: `kp.invalid_data` for features that are not finite or too large to square, or labels that are all equal;
    /// `kp.not_enough_data` when the texts have no n-grams. A search that ends before its tolerance is no error: `parts` has
    /// `converged`.
    /// Cost: O(entries) time a pass and class, classes in parallel, some tens of passes for small c and some hundred for large; in
    /// the model eight bytes a feature and class, in the fit twice that.
    /// Source: Hsieh, Chang, Lin, Keerthi and Sundararajan, A Dual Coordinate Descent Method for Large-scale Linear SVM, ICML
    /// 2008; Fan et al., LIBLINEAR: A Library for Large Linear Classification, JMLR 9, 2008; scikit-learn 1.9.1, `LinearSVC`,
    /// whose optimum this is on the same features.
    pub struct LinearSVM {
        /// Inverse of the strength of the penalty: smaller values draw the weights harder towards 0.
        #[schemars(extend("exclusiveMinimum" = 0.0), range(max = 1e12))]
        pub c: f64,
        /// What a wrong or narrow decision costs.
        pub loss: SvmLoss,
        /// How much each class counts; null for each document the same.
        pub class_weight: Option<ClassWeight>,
        /// Whether each class has an intercept.
        pub fit_intercept: bool,
        /// The constant feature whose weight is the intercept: it is penalised, less so the larger this is.
        #[schemars(extend("exclusiveMinimum" = 0.0), range(max = 1e6))]
        pub intercept_scaling: f64,
        /// Stop when the projected gradients of the dual, each in the unit of the loss, are no further apart.
        #[schemars(extend("exclusiveMinimum" = 0.0), range(max = 1.0))]
        pub tol: f64,
        /// Stop after so many passes over the documents that do not rest.
        #[schemars(range(min = 1, max = 10_000_000))]
        pub max_iter: u32,
    }
}

impl Default for LinearSVM {
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
            loss: SvmLoss::SquaredHinge,
            class_weight: None,
            fit_intercept: true,
            intercept_scaling: 1.0,
            tol: 1e-4,
            max_iter: 1_000,
        }
    }
}

setters! {
    LinearSVM {
        /// Sets the inverse of the strength of the penalty.
        c: f64,
        /// Sets what a decision costs.
        loss: SvmLoss,
        /// Sets how much each class counts.
        class_weight: impl Into<Option<ClassWeight>>,
        /// Sets whether classes have intercepts.
        fit_intercept: bool,
        /// Sets the constant feature.
        intercept_scaling: f64,
        /// Sets when the search stops.
        tol: f64,
        /// Sets how many passes the search takes at most.
        max_iter: u32,
    }
}

/// ```
/// use kingpost::component::{Classifier, Context};
/// use kingpost::{data::{Documents, Frame, Strings}, text::LinearSVM};
/// let texts: Strings = ["red apple", "sour lemon"].into_iter().collect();
/// let labels: Strings = ["sweet", "sour"].into_iter().collect();
/// let model = LinearSVM::default().fit(&Documents::Texts(texts), &labels.into())?;
/// let new: Strings = ["green apple"].into_iter().collect();
/// let found = model.predict(&Frame::new().with("text", new)?.into(), &Context::new())?;
/// assert_eq!(found.strings("label")?.get(0), Some("sweet"));
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for LinearSVM {
    const ID: &'static str = "text.linear_svm";
    const NAME: &'static str = "LinearSVM";
    const VERSION: u32 = 1;
}

impl Classifier for LinearSVM {
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
        let constant = if self.fit_intercept { self.intercept_scaling } else { 0.0 };
        let problem = Problem::new(&x, constant, self.loss)?;
        let weights = class_weights(self.class_weight, labels, classes);
        let outputs = Linear::<f64>::outputs_for(classes);
        let found = ctx.map(outputs, |output| {
            let class = if outputs == 1 { 1 } else { output };
            let own: Vec<bool> = labels.iter().map(|&label| label == class).collect();
            // Of two classes each has its weight; against a class all others weigh 1, as in LIBLINEAR.
            let other = if outputs == 1 { weights[0] } else { 1.0 };
            let costs = [self.c * other, self.c * weights[class]];
            problem.solve(&own, costs, self.tol, self.max_iter as usize, output, ctx)
        })?;
        let mut linear = Linear { outputs, weights: vec![0.0; (x.columns() + 1) * outputs] };
        let mut search = Search { iterations: 0, converged: true };
        for (output, found) in found.into_iter().enumerate() {
            let places = linear.weights[output..].iter_mut().step_by(outputs);
            places.zip(&found.weights).for_each(|(place, &weight)| *place = weight);
            search.iterations = search.iterations.max(found.passes);
            search.converged &= found.converged;
        }
        if linear.weights.iter().any(|weight| !weight.is_finite()) {
            return Err(err!(InvalidData, "the features are too large: their products are not finite; scale them"));
        }
        Ok(LinearState { classes, source, linear, seen, search })
    }
}

#[cfg(test)]
mod tests;
