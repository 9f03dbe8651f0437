//! Counts of known n-grams.

use super::options::analysis_params;
use super::tfidf::{TfidfState, TfidfVectorizer};
use crate::component::{Component, Context, Vectorizer, setters};
use crate::data::{Csr, Strings};
use crate::error::Result;

analysis_params! {
    /// Counts the n-grams of a text that were seen in the texts of the fit, or those of a vocabulary that is given.
    ///
    /// The value of a term in a text is how often it occurs there, or 1 with `binary`.
    ///
    /// Input: texts, none missing. Output: one sparse row of counts a text, one column a term: in the order of their code
    /// points, or as given; other terms are left out. Equal to scikit-learn's CountVectorizer; where `max_features` must
    /// choose between equally frequent terms, the first by code point stay.
    /// Errors: `kp.not_enough_data` when no term is found or none remains after `min_df` and `max_df`; `kp.invalid_params`
    /// when these exclude each other, the first number of `ngram_range` is above the second, or a term is given twice.
    /// Cost: O(bytes × lengths of n-grams) time and O(bytes of the terms) memory.
    /// Source: scikit-learn 1.9.1, `CountVectorizer`. Characters are those of Unicode 14.0.0.
    pub struct CountVectorizer {
        /// Leave out terms that fewer texts have: at or above 1 a number of texts, below 1 a share of them. So 1 is one
        /// text, written as 1.0 too, which scikit-learn takes for all texts.
        #[schemars(range(min = 0.0, max = 9_007_199_254_740_992.0))]
        pub min_df: f64,
        /// Leave out terms that more texts have: above 1 a number of texts, at or below 1 a share of them. So 1 is all
        /// texts, written as a whole number too, which scikit-learn takes for one text.
        #[schemars(range(min = 0.0, max = 9_007_199_254_740_992.0))]
        pub max_df: f64,
        /// Keep at most so many terms, the most frequent ones; null for all.
        #[schemars(range(min = 1, max = 2_147_483_647))]
        pub max_features: Option<u32>,
        /// The terms, each once, in the order of their columns; null to find them. The three limits above do not apply then.
        #[schemars(length(min = 1))]
        pub vocabulary: Option<Vec<String>>,
        /// Every count becomes 1.
        pub binary: bool,
    }
}

impl Default for CountVectorizer {
    fn default() -> Self {
        Self {
            analyzer: Default::default(),
            ngram_range: [1, 1],
            normalization: None,
            lowercase: true,
            case_fold: false,
            strip_accents: None,
            stop_words: None,
            tokens: Default::default(),
            token_pattern: None,
            stemmer: None,
            tokenizer: None,
            min_df: 1.0,
            max_df: 1.0,
            max_features: None,
            vocabulary: None,
            binary: false,
        }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::{Context, Vectorizer}, data::{Frame, Strings}, text::CountVectorizer};
    /// let texts: Strings = ["red red apple", "green apple"].into_iter().collect();
    /// let (model, counts) = CountVectorizer::default().fit_transform(&texts, &Context::new())?;
    /// assert_eq!(counts.row(0), (&[0, 2][..], &[1.0, 2.0][..])); // apple, green, red
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    CountVectorizer {
        /// Sets how few texts a term may have: a number, or below 1 a share.
        min_df: f64,
        /// Sets how many texts a term may have: a number, or at or below 1 a share.
        max_df: f64,
        /// Sets how many terms are kept at most.
        max_features: impl Into<Option<u32>>,
        /// Sets the terms, or none.
        vocabulary: impl Into<Option<Vec<String>>>,
        /// Sets whether counts become 1.
        binary: bool,
    }
}

impl Component for CountVectorizer {
    const ID: &'static str = "text.count";
    const NAME: &'static str = "CountVectorizer";
    const VERSION: u32 = 1;
}

impl CountVectorizer {
    /// The same counts as weights that are left as they are.
    fn unweighted(&self) -> TfidfVectorizer {
        let counts = self.tfidf().min_df(self.min_df).max_df(self.max_df).max_features(self.max_features);
        counts.vocabulary(self.vocabulary.clone()).binary(self.binary).norm(None).use_idf(false)
    }
}

impl Vectorizer for CountVectorizer {
    type State = TfidfState;

    const UPDATES: bool = true;

    fn fit_texts(&self, texts: &Strings, ctx: &Context) -> Result<TfidfState> {
        self.unweighted().fit_texts(texts, ctx)
    }

    fn fit_transform_texts(&self, texts: &Strings, ctx: &Context) -> Result<(TfidfState, Csr)> {
        self.unweighted().fit_transform_texts(texts, ctx)
    }
}

#[cfg(test)]
mod tests;
