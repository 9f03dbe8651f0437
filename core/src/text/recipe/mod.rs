//! How a classifier or regressor makes features of documents, and what a linear one knows after the fit.

mod choose;
mod linear;
mod source;
mod state;

use super::hashing::{HashingState, HashingVectorizer};
use super::options::{Analyzer, Normalization, Stemmer, StopWords, StripAccents, Tokens};
use super::rows::{self, Rows, Work};
use super::tfidf::{Entries, TfidfVectorizer};
use crate::component::Context;
use crate::data::{Csr, Documents, Strings};
use crate::error::{Result, err};
pub(super) use linear::Linear;
pub use linear::Weight;
#[cfg(test)]
pub(super) use linear::probabilities;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use source::{Block, KINDS, check_finite};
pub(super) use source::{Grams, Seen, Source};
#[cfg(test)]
pub(super) use state::Answer;
pub use state::LinearState;
pub(super) use state::Search;

/// How n-grams become columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Features {
    /// The n-grams of the fit, weighted by tf-idf.
    #[default]
    Tfidf,
    /// Hashed: a model without a vocabulary, of bounded size.
    Hashing,
    /// The n-grams of the fit, counted.
    Count,
}

/// How much each class counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClassWeight {
    /// All classes count the same in sum: documents of a class weigh n / (classes × documents of the class).
    Balanced,
}

/// The weight of each class.
pub(super) fn class_weights(weight: Option<ClassWeight>, labels: &[usize], classes: usize) -> Vec<f64> {
    let Some(ClassWeight::Balanced) = weight else { return vec![1.0; classes] };
    let mut counts = vec![0usize; classes];
    labels.iter().for_each(|&label| counts[label] += 1);
    counts.into_iter().map(|count| labels.len() as f64 / (classes as f64 * count.max(1) as f64)).collect()
}

/// A struct of parameters that begins with how texts become features, written once for all classifiers.
macro_rules! recipe_params {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$own_meta:meta])* pub $own:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[serde(default, deny_unknown_fields)]
        #[non_exhaustive]
        pub struct $name {
            /// How the n-grams of texts become columns.
            pub features: $crate::text::Features,
            /// The least and the greatest number of words in an n-gram; null for no words.
            #[schemars(extend("items" = {"type": "integer", "minimum": 1, "maximum": 100}))]
            pub word_ngrams: Option<[u32; 2]>,
            /// The least and the greatest number of characters in an n-gram inside a word, with a space on each side; null
            /// for no characters.
            #[schemars(extend("items" = {"type": "integer", "minimum": 1, "maximum": 100}))]
            pub char_ngrams: Option<[u32; 2]>,
            /// The normal form of Unicode that texts are brought into first, and again after the steps below; null to leave
            /// them.
            #[serde(skip_serializing_if = "Option::is_none")]
            #[schemars(extend("default" = null))]
            pub normalization: Option<$crate::text::Normalization>,
            /// Lower-case texts first, by Unicode's full rules.
            pub lowercase: bool,
            /// Fold the case of texts in full, in place of lower case: "Straße" becomes "strasse", and every sigma is
            /// one.
            #[serde(skip_serializing_if = "std::ops::Not::not")]
            #[schemars(extend("default" = false))]
            pub case_fold: bool,
            /// What becomes of accents; null to keep them.
            pub strip_accents: Option<$crate::text::StripAccents>,
            /// Words to leave out: the name of a list, a list of words, or null for none.
            pub stop_words: Option<$crate::text::StopWords>,
            /// Where words begin and end.
            pub tokens: $crate::text::Tokens,
            /// A regular expression of the words, in place of `tokens`; `\w`, `\s`, `\d` and `\b` mean what they mean in
            /// Python, and of a group its content is the word. At most one group, no look-around and no back-references.
            #[schemars(length(min = 1, max = 10_000))]
            pub token_pattern: Option<String>,
            /// Reduce words to their stems, after stop words have gone.
            pub stemmer: Option<$crate::text::Stemmer>,
            /// Leave out n-grams that fewer texts have: at or above 1 a number of texts, below 1 a share; not with hashing.
            #[schemars(range(min = 0.0, max = 9_007_199_254_740_992.0))]
            pub min_df: f64,
            /// Use 1 + ln(count) for the count of an n-gram; not with hashing.
            pub sublinear_tf: bool,
            /// How many columns words have, and how many characters have; only with hashing.
            #[schemars(range(min = 1, max = 1_073_741_823))]
            pub n_features: u32,
            /// Keep so many features alone, those on which the classes differ most by the chi-squared statistic, or,
            /// where numbers are predicted, those that correlate most with them; null for all. Hashed n-grams are
            /// counted without signs then.
            #[schemars(range(min = 1, max = 2_147_483_647))]
            pub k_best: Option<u32>,
            $($(#[$own_meta])* pub $own: $type,)*
        }

        $crate::component::setters! {
            $name {
                /// Sets how n-grams become columns.
                features: $crate::text::Features,
                /// Sets the n-grams of words, or none.
                word_ngrams: impl Into<Option<[u32; 2]>>,
                /// Sets the n-grams of characters, or none.
                char_ngrams: impl Into<Option<[u32; 2]>>,
                /// Sets the normal form, or none.
                normalization: impl Into<Option<$crate::text::Normalization>>,
                /// Sets whether texts are lower-cased.
                lowercase: bool,
                /// Sets whether the case of texts is folded.
                case_fold: bool,
                /// Sets what becomes of accents.
                strip_accents: impl Into<Option<$crate::text::StripAccents>>,
                /// Sets the words to leave out.
                stop_words: impl Into<Option<$crate::text::StopWords>>,
                /// Sets where words begin and end.
                tokens: $crate::text::Tokens,
                /// Sets the regular expression of the words, or none.
                token_pattern: impl Into<Option<String>>,
                /// Sets the stemmer, or none.
                stemmer: impl Into<Option<$crate::text::Stemmer>>,
                /// Sets how few texts an n-gram may have.
                min_df: f64,
                /// Sets whether counts become 1 + ln(count).
                sublinear_tf: bool,
                /// Sets the number of hashed columns.
                n_features: u32,
                /// Sets how many features are kept, or all.
                k_best: impl Into<Option<u32>>,
            }
        }

        impl $name {
            fn recipe(&self) -> $crate::text::recipe::Recipe<'_> {
                $crate::text::recipe::Recipe {
                    features: self.features,
                    ngrams: [self.word_ngrams, self.char_ngrams],
                    normalization: self.normalization,
                    lowercase: self.lowercase,
                    case_fold: self.case_fold,
                    strip_accents: self.strip_accents,
                    stop_words: self.stop_words.as_ref(),
                    tokens: self.tokens,
                    token_pattern: self.token_pattern.as_deref(),
                    stemmer: self.stemmer,
                    min_df: self.min_df,
                    sublinear_tf: self.sublinear_tf,
                    n_features: self.n_features,
                    k_best: self.k_best,
                    alternate_sign: self.k_best.is_none(),
                }
            }
        }
    };
}
pub(super) use recipe_params;

/// How texts become features.
#[derive(Clone, Copy, Debug)]
pub(super) struct Recipe<'a> {
    pub(super) features: Features,
    /// Of words and of characters.
    pub(super) ngrams: [Option<[u32; 2]>; 2],
    pub(super) normalization: Option<Normalization>,
    pub(super) lowercase: bool,
    pub(super) case_fold: bool,
    pub(super) strip_accents: Option<StripAccents>,
    pub(super) stop_words: Option<&'a StopWords>,
    pub(super) tokens: Tokens,
    pub(super) token_pattern: Option<&'a str>,
    pub(super) stemmer: Option<Stemmer>,
    pub(super) min_df: f64,
    pub(super) sublinear_tf: bool,
    pub(super) n_features: u32,
    /// How many features are kept.
    pub(super) k_best: Option<u32>,
    /// Whether half of the hashed n-grams count -1, and rows of them are scaled to length 1.
    pub(super) alternate_sign: bool,
}

/// What was learnt of one kind of n-grams.
enum Learnt {
    Tfidf(&'static str, Box<Entries>),
    Hashing(&'static str, HashingState),
}

impl Learnt {
    fn columns(&self) -> usize {
        match self {
            Learnt::Tfidf(_, entries) => entries.state.columns(),
            Learnt::Hashing(_, state) => state.columns(),
        }
    }

    fn block(self) -> Block {
        match self {
            Learnt::Tfidf(kind, entries) => Block { kind, grams: Grams::Tfidf(entries.state) },
            Learnt::Hashing(kind, state) => Block { kind, grams: Grams::Hashing(state) },
        }
    }
}

impl Recipe<'_> {
    /// Where the features of documents come from, and the features.
    pub(super) fn read(&self, documents: &Documents, ctx: &Context) -> Result<(Source, Csr)> {
        match documents {
            Documents::Features(x) => {
                check_finite(x)?;
                Ok((Source::Matrix(x.columns()), x.clone()))
            }
            Documents::Texts(texts) => self.learn(texts, ctx),
        }
    }

    /// Learns the n-grams of texts, and makes their features.
    fn learn(&self, texts: &Strings, ctx: &Context) -> Result<(Source, Csr)> {
        let mut learnt = Vec::new();
        for ((analyzer, kind), ngrams) in KINDS.into_iter().zip(self.ngrams) {
            let Some([least, most]) = ngrams else { continue };
            learnt.push(match self.features {
                Features::Tfidf | Features::Count => {
                    let entries = self.tfidf(analyzer).ngram_range(least, most).fit_entries(texts, ctx)?;
                    Learnt::Tfidf(kind, Box::new(entries))
                }
                Features::Hashing => {
                    let state = HashingState::new(self.hashing(analyzer).ngram_range(least, most))?;
                    Learnt::Hashing(kind, state)
                }
            });
        }
        if learnt.is_empty() {
            return Err(err!(InvalidParams, "word_ngrams and char_ngrams are both null; texts need one of them")
                .with("param", "word_ngrams"));
        }
        let columns = learnt.iter().map(Learnt::columns).sum();
        let append = |row: usize, work: &mut Work, rows: &mut Rows| {
            let mut offset = 0;
            for learnt in &learnt {
                match learnt {
                    Learnt::Tfidf(_, entries) => entries.append(row, work, offset, rows),
                    Learnt::Hashing(_, state) => {
                        state.append(texts.get(row).unwrap_or_default(), work, offset, rows);
                    }
                }
                offset += learnt.columns();
            }
        };
        let x = rows::build(texts, columns, ctx, append)?;
        Ok((Source::Texts(learnt.into_iter().map(Learnt::block).collect()), x))
    }

    fn tfidf(&self, analyzer: Analyzer) -> TfidfVectorizer {
        let words = if analyzer == Analyzer::Word { self.stop_words.cloned() } else { None };
        let tfidf =
            TfidfVectorizer::default().analyzer(analyzer).lowercase(self.lowercase).strip_accents(self.strip_accents);
        let tfidf = tfidf.normalization(self.normalization).case_fold(self.case_fold);
        let tfidf = tfidf.stop_words(words).tokens(self.tokens).stemmer(self.stemmer);
        let tfidf = tfidf.token_pattern(self.token_pattern.map(str::to_owned));
        let tfidf = tfidf.min_df(self.min_df).sublinear_tf(self.sublinear_tf);
        if self.features == Features::Count { tfidf.use_idf(false).norm(None) } else { tfidf }
    }

    fn hashing(&self, analyzer: Analyzer) -> HashingVectorizer {
        let words = if analyzer == Analyzer::Word { self.stop_words.cloned() } else { None };
        let hashing =
            HashingVectorizer::default().analyzer(analyzer).lowercase(self.lowercase).strip_accents(self.strip_accents);
        let hashing = hashing.normalization(self.normalization).case_fold(self.case_fold);
        let hashing = hashing.stop_words(words).tokens(self.tokens).stemmer(self.stemmer);
        let hashing = hashing.token_pattern(self.token_pattern.map(str::to_owned)).n_features(self.n_features);
        // Who wants no signs wants counts.
        if self.alternate_sign { hashing } else { hashing.alternate_sign(false).norm(None) }
    }
}
