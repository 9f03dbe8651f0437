//! Naive Bayes by what the other classes have.

use super::{Counts, NaiveBayesState, Rule, fit};
use crate::component::{Classifier, Component, Context, setters};
use crate::data::Documents;
use crate::error::Result;
use crate::text::options::Tokens;
use crate::text::recipe::{Features, Recipe, recipe_params};

recipe_params! {
    /// Puts texts, or rows of counts, into classes by complement naive Bayes: the class whose n-grams are the rarest in all
    /// other classes; better than `MultinomialNB` where classes are of unequal size.
    ///
    /// The decision for class k is - sum over features i of x_i ln θ_ki, with θ_ki = (M_ki + alpha) / (M_k + alpha × features),
    /// where M_ki is the sum of feature i over the documents of all classes but k and M_k the sum over all features; with
    /// `norm` each ln θ_k is divided by the sum of its values, and the decision is sum of x_i of that.
    ///
    /// Input: texts, none missing, whose n-grams the model counts; or a sparse matrix of features that are finite and not
    /// negative. Labels: text, whole numbers or truth values, at least two different ones. Output: the most probable class
    /// and its probability, or the probability of each class, the softmax of the decisions. `explain` gives the n-grams with
    /// the largest share in the decision, above their mean share over the classes.
    /// `update` takes texts with labels that the fit knew, and gives what a fit to all of them gives.
    /// Errors: `kp.unsupported` for an update with `k_best`, or with features other than counts or hashes; `kp.invalid_data` for features that are negative or not finite, or labels that are all equal;
    /// `kp.not_enough_data` when the texts have no n-grams.
    /// Cost: one pass over the texts; eight bytes a feature and class.
    /// Source: Rennie, Shih, Teevan and Karger, Tackling the Poor Assumptions of Naive Bayes Text Classifiers, ICML 2003;
    /// scikit-learn 1.9.1, `ComplementNB`, whose numbers these are on the same features. Hashed columns that no text of the
    /// fit has count as no feature.
    pub struct ComplementNB {
        /// Added to the count of each feature in each class.
        #[schemars(range(min = 1e-10, max = 1e12))]
        pub alpha: f64,
        /// Whether the weights of each class are divided by their sum.
        pub norm: bool,
    }
}

impl Default for ComplementNB {
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
            norm: false,
        }
    }
}

setters! {
    ComplementNB {
        /// Sets what is added to each count.
        alpha: f64,
        /// Sets whether the weights of each class are divided by their sum.
        norm: bool,
    }
}

/// ```
/// use kingpost::component::{Classifier, Context};
/// use kingpost::{data::{Documents, Frame, Strings}, text::ComplementNB};
/// let texts: Strings = ["red apple", "sour lemon"].into_iter().collect();
/// let labels: Strings = ["sweet", "sour"].into_iter().collect();
/// let model = ComplementNB::default().word_ngrams([1, 1]).fit(&Documents::Texts(texts), &labels.into())?;
/// let new: Strings = ["green apple"].into_iter().collect();
/// let found = model.predict(&Frame::new().with("text", new)?.into(), &Context::new())?;
/// assert_eq!(found.strings("label")?.get(0), Some("sweet"));
/// assert!((found.f64("probability")?[0] - 2.0 / 3.0).abs() < 1e-12);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for ComplementNB {
    const ID: &'static str = "text.complement_nb";
    const NAME: &'static str = "ComplementNB";
    const VERSION: u32 = 1;
}

impl Classifier for ComplementNB {
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

impl Rule for ComplementNB {
    fn reads(&self) -> Recipe<'_> {
        self.recipe()
    }

    fn weigh(&self, counts: &Counts) -> Result<(Vec<Vec<f64>>, Vec<f64>)> {
        let mut all = vec![0.0; counts.features()];
        for class in &counts.by_class {
            all.iter_mut().zip(class).for_each(|(sum, count)| *sum += count);
        }
        let weigh = |class: &Vec<f64>| -> Vec<f64> {
            let others = |(all, own): (&f64, &f64)| all + self.alpha - own;
            let sum = all.iter().zip(class).fold(0.0, |sum, pair| sum + others(pair));
            // Most features are in no document of a class, and in few of all.
            let few: Vec<f64> = (0..64).map(|count| libm::log((f64::from(count) + self.alpha) / sum)).collect();
            let log = |pair: (&f64, &f64)| match few.get(*pair.0 as usize) {
                Some(&log) if *pair.1 == 0.0 && pair.0.fract() == 0.0 => log,
                _ => libm::log(others(pair) / sum),
            };
            let logs: Vec<f64> = all.iter().zip(class).map(log).collect();
            // The logarithms are negative: what divides by their sum turns their sign as well.
            let by = if self.norm { logs.iter().fold(0.0, |sum, log| sum + log) } else { -1.0 };
            // One feature alone has a share of 1, and the logarithms sum to 0.
            logs.iter().map(|log| if by == 0.0 { 0.0 } else { log / by }).collect()
        };
        Ok((counts.by_class.iter().map(weigh).collect(), vec![0.0; counts.by_class.len()]))
    }
}
