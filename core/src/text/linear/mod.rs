//! Logistic regression on n-grams.

mod dual;
mod lanes;
mod line;
mod omega;
mod worth;

use super::options::Tokens;
use super::recipe::{ClassWeight, Features, LinearState, Search, class_weights, recipe_params};
use crate::component::{Classifier, Component, Context, setters};
use crate::data::Documents;
use crate::error::Result;
use dual::Problem;

recipe_params! {
    /// Puts texts, or rows of features, into classes by logistic regression, and says which n-grams spoke for the class.
    ///
    /// P(class k | x) = exp(w_k·x + b_k) / sum over all classes j of exp(w_j·x + b_j). The weights minimise
    /// sum of s_i × log-loss_i + (|w / g|² + |b|²) / (2 c), with s_i the weight of the class of document i. Two classes share one
    /// vector, as in the usual logistic regression. Where the model makes the features and `weigh_features` is set, g is large
    /// for n-grams that say much about the class: the fourth root of the Kullback-Leibler divergence of the classes of the
    /// documents that have the n-gram, and one document like all, from those of all documents, raised by a common factor of
    /// at most 4 so that the mean square of the features stays; else g is 1. Found by coordinate descent in the dual, a document and all its classes at once.
    ///
    /// Input: texts, none missing, from which the model makes features of words and of characters, each scaled to length 1;
    /// or a sparse matrix of finite features, as a vectorizer makes it. Labels: text, whole numbers or truth values, at least
    /// two different ones. Output: the most probable class and its probability, or the probability of each class.
    /// `explain` gives the n-grams with the largest share w × x in the decision for the class, those that speak for it; with
    /// hashing, n-grams of the text that share a column are named together.
    /// Errors: `kp.invalid_data` for features that are not finite or labels that are all equal; `kp.not_enough_data` when the
    /// texts have no n-grams; `kp.invalid_params` when neither words nor characters are asked for. A search that ends before
    /// its tolerance is no error: `parts` has `converged`.
    /// Cost: O(entries × classes) time a pass over the documents, on one thread, about five by default; in the model four bytes
    /// a feature and class, in the fit as much again and eight bytes a document and class.
    /// Source: Yu, Huang and Lin, Dual coordinate descent methods for logistic regression and maximum entropy models, Machine
    /// Learning 85, 2011; Wang and Manning, Baselines and Bigrams, ACL 2012, for the idea that the classes should weigh the
    /// features. Without `weigh_features` the weights are those of scikit-learn 1.9.1's `LogisticRegression` on the same features
    /// and one that is 1, without an intercept of its own, with the same meaning of `c` and `class_weight`.
    pub struct LinearClassifier {
        /// Inverse of the strength of the penalty: smaller values draw the weights harder towards 0.
        #[schemars(extend("exclusiveMinimum" = 0.0), range(max = 1e12))]
        pub c: f64,
        /// How much each class counts; null for each document the same.
        pub class_weight: Option<ClassWeight>,
        /// Whether each class has an intercept.
        pub fit_intercept: bool,
        /// Whether n-grams that say more about the class are held less hard; only where the model makes the features.
        pub weigh_features: bool,
        /// Stop when a pass over the documents changes their decisions by no more than this on average.
        #[schemars(extend("exclusiveMinimum" = 0.0), range(max = 1.0))]
        pub tol: f64,
        /// Stop after so many passes.
        #[schemars(range(min = 1, max = 1_000_000))]
        pub max_iter: u32,
    }
}

impl Default for LinearClassifier {
    fn default() -> Self {
        Self {
            features: Features::Tfidf,
            word_ngrams: Some([1, 2]),
            char_ngrams: Some([2, 4]),
            normalization: None,
            lowercase: true,
            case_fold: false,
            strip_accents: None,
            stop_words: None,
            tokens: Tokens::Unicode,
            token_pattern: None,
            stemmer: None,
            min_df: 1.0,
            sublinear_tf: true,
            n_features: 1 << 18,
            k_best: None,
            c: 50.0,
            class_weight: None,
            fit_intercept: true,
            weigh_features: true,
            tol: 0.2,
            max_iter: 100,
        }
    }
}

setters! {
    LinearClassifier {
        /// Sets the inverse of the strength of the penalty.
        c: f64,
        /// Sets how much each class counts.
        class_weight: impl Into<Option<ClassWeight>>,
        /// Sets whether classes have intercepts.
        fit_intercept: bool,
        /// Sets whether n-grams that say more about the class are held less hard.
        weigh_features: bool,
        /// Sets when the search stops.
        tol: f64,
        /// Sets how many passes the search takes at most.
        max_iter: u32,
    }
}

/// ```
/// use kingpost::component::{Classifier, Context};
/// use kingpost::{data::{Documents, Frame, Strings}, text::LinearClassifier};
/// let texts: Strings = ["red apple", "sour lemon"].into_iter().collect();
/// let labels: Strings = ["sweet", "sour"].into_iter().collect();
/// let model = LinearClassifier::default().fit(&Documents::Texts(texts), &labels.into())?;
/// let new: Strings = ["green apple"].into_iter().collect();
/// let found = model.predict(&Frame::new().with("text", new)?.into(), &Context::new())?;
/// assert_eq!(found.strings("label")?.get(0), Some("sweet"));
/// assert!((found.f64("probability")?[0] - 0.874).abs() < 1e-3);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for LinearClassifier {
    const ID: &'static str = "text.linear_classifier";
    const NAME: &'static str = "LinearClassifier";
    const VERSION: u32 = 1;
}

impl Classifier for LinearClassifier {
    type State = LinearState<f32>;

    fn fit_documents(
        &self,
        documents: &Documents,
        labels: &[usize],
        classes: usize,
        ctx: &Context,
    ) -> Result<LinearState<f32>> {
        let recipe = self.recipe();
        let (source, x) = recipe.read(documents, ctx)?;
        let (x, seen) = recipe.choose(x, labels, classes)?;
        let problem = Problem {
            x: &x,
            labels,
            classes,
            class_weights: class_weights(self.class_weight, labels, classes),
            c: self.c,
            fit_intercept: self.fit_intercept,
            by_worth: self.weigh_features && matches!(documents, Documents::Texts(_)),
        };
        let (linear, ended) = problem.solve(self.tol, self.max_iter as usize, ctx)?;
        let search = Search { iterations: ended.passes, converged: ended.converged };
        Ok(LinearState { classes, source, linear, seen, search })
    }
}

#[cfg(test)]
mod tests;
