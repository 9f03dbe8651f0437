//! Naive Bayes with multinomial counts.

use super::{Counts, NaiveBayesState, Rule, fit, log_priors};
use crate::component::{Classifier, Component, Context, setters};
use crate::data::Documents;
use crate::error::Result;
use crate::text::options::Tokens;
use crate::text::recipe::{Features, Recipe, recipe_params};

recipe_params! {
    /// Puts texts, or rows of counts, into classes by naive Bayes: each n-gram of a text is drawn with the chance that it has
    /// in its class.
    ///
    /// ln P(class k | x) = ln prior_k + sum over features i of x_i ln θ_ki, up to a constant, with
    /// θ_ki = (N_ki + alpha) / (N_k + alpha × features), where N_ki is the sum of feature i over the documents of class k and
    /// N_k the sum over all features.
    ///
    /// Input: texts, none missing, whose n-grams the model counts; or a sparse matrix of features that are finite and not
    /// negative. Labels: text, whole numbers or truth values, at least two different ones. Output: the most probable class
    /// and its probability, or the probability of each class; those of naive Bayes are too sure of themselves. `explain`
    /// gives the n-grams with the largest share x × ln θ in the decision, above their mean share over the classes.
    /// `update` takes texts with labels that the fit knew, and gives what a fit to all of them gives.
    /// Errors: `kp.unsupported` for an update with `k_best`, or with features other than counts or hashes; `kp.invalid_data` for features that are negative or not finite, or labels that are all equal;
    /// `kp.not_enough_data` when the texts have no n-grams; `kp.invalid_params` when `class_prior` does not fit the classes.
    /// Cost: one pass over the texts; eight bytes a feature and class.
    /// Source: McCallum and Nigam, A Comparison of Event Models for Naive Bayes Text Classification, AAAI-98 Workshop;
    /// scikit-learn 1.9.1, `MultinomialNB`, whose numbers these are on the same features. Hashed columns that no text of the
    /// fit has count as no feature.
    pub struct MultinomialNB {
        /// Added to the count of each feature in each class.
        #[schemars(range(min = 1e-10, max = 1e12))]
        pub alpha: f64,
        /// Whether the classes have the shares that they have in the data; else all the same.
        pub fit_prior: bool,
        /// The share of each class in the order of `classes`, in sum 1; null to go by `fit_prior`.
        #[schemars(extend("items" = {"type": "number", "exclusiveMinimum": 0.0, "maximum": 1.0}))]
        pub class_prior: Option<Vec<f64>>,
    }
}

impl Default for MultinomialNB {
    fn default() -> Self {
        Self {
            features: Features::Count,
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
            alpha: 1.0,
            fit_prior: true,
            class_prior: None,
        }
    }
}

setters! {
    MultinomialNB {
        /// Sets what is added to each count.
        alpha: f64,
        /// Sets whether the classes have the shares that they have in the data.
        fit_prior: bool,
        /// Sets the share of each class, or none.
        class_prior: impl Into<Option<Vec<f64>>>,
    }
}

/// ```
/// use kingpost::component::{Classifier, Context};
/// use kingpost::{data::{Documents, Frame, Strings}, text::MultinomialNB};
/// let texts: Strings = ["red apple", "sour lemon"].into_iter().collect();
/// let labels: Strings = ["sweet", "sour"].into_iter().collect();
/// let model = MultinomialNB::default().word_ngrams([1, 1]).fit(&Documents::Texts(texts), &labels.into())?;
/// let new: Strings = ["green apple"].into_iter().collect();
/// let found = model.predict(&Frame::new().with("text", new)?.into(), &Context::new())?;
/// assert_eq!(found.strings("label")?.get(0), Some("sweet"));
/// assert!((found.f64("probability")?[0] - 2.0 / 3.0).abs() < 1e-12); // (1 + 1) / (2 + 4) against 1 / (2 + 4)
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for MultinomialNB {
    const ID: &'static str = "text.multinomial_nb";
    const NAME: &'static str = "MultinomialNB";
    const VERSION: u32 = 1;
}

impl Classifier for MultinomialNB {
    type State = NaiveBayesState<Self>;

    const UPDATES: bool = true;

    fn fit_documents(
        &self,
        documents: &Documents,
        labels: &[usize],
        classes: usize,
        ctx: &Context,
    ) -> Result<NaiveBayesState<Self>> {
        fit(self, documents, labels, classes, ctx)
    }
}

impl Rule for MultinomialNB {
    fn reads(&self) -> Recipe<'_> {
        self.recipe()
    }

    fn weigh(&self, counts: &Counts) -> Result<(Vec<Vec<f64>>, Vec<f64>)> {
        // Most features are in no document of a class.
        let none = libm::log(self.alpha);
        let shares = |class: &Vec<f64>| {
            let all = libm::log(class.iter().fold(0.0, |sum, count| sum + (count + self.alpha)));
            let log = |&count: &f64| if count == 0.0 { none } else { libm::log(count + self.alpha) };
            class.iter().map(|count| log(count) - all).collect()
        };
        let weights = counts.by_class.iter().map(shares).collect();
        Ok((weights, log_priors(self.class_prior.as_deref(), self.fit_prior, counts)?))
    }
}
