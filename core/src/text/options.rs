//! The parameters that every component on texts shares.

use super::stop_words;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the n-grams are made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Analyzer {
    /// Words.
    #[default]
    Word,
    /// Characters, across words; a run of white space counts as one space.
    Char,
    /// Characters inside words, each word with a space before and after it.
    CharWb,
}

/// Where words begin and end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tokens {
    /// Runs of two or more letters, digits and underscores: scikit-learn's default pattern `(?u)\b\w\w+\b`. It cuts Indic
    /// scripts at their vowel signs and drops words of one character.
    #[default]
    Sklearn,
    /// The words of Unicode Standard Annex 29, of any length and in any script.
    Unicode,
    /// What is between spaces, tabs, line ends and bytes of 0, punctuation and all: as fastText cuts.
    Whitespace,
}

/// What becomes of accents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StripAccents {
    /// Decompose (NFKD) and keep ASCII alone: other scripts vanish.
    Ascii,
    /// Decompose (NFKD) and drop the combining marks.
    Unicode,
}

/// A normal form of Unicode: one spelling of what has several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Normalization {
    /// Letters and their marks as one character where there is one.
    Nfc,
    /// Letters and their marks apart.
    Nfd,
    /// As `nfc`, with variants replaced: ligatures, wide and narrow forms, letters in circles, superscripts.
    Nfkc,
    /// As `nfd`, with the same variants replaced.
    Nfkd,
}

/// A list of stop words that comes with the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StopList {
    /// The 318 English words of scikit-learn.
    English,
    /// The 570 English words of the SMART retrieval system, with contractions and single letters.
    Smart,
}

impl StopList {
    /// The words.
    pub(super) fn words(self) -> impl Iterator<Item = &'static str> {
        let words = match self {
            StopList::English => stop_words::ENGLISH,
            StopList::Smart => stop_words::SMART,
        };
        words.split(' ')
    }
}

/// Words to leave out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum StopWords {
    /// A list that comes with the library.
    List(StopList),
    /// These words, as they look after lower-casing.
    Words(Vec<String>),
}

/// A stemmer of the Snowball project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Stemmer {
    Arabic,
    Danish,
    Dutch,
    English,
    Finnish,
    French,
    German,
    Greek,
    Hungarian,
    Italian,
    Norwegian,
    /// The English stemmer of Porter's paper of 1980.
    Porter,
    Portuguese,
    Romanian,
    Russian,
    Spanish,
    Swedish,
    Turkish,
}

impl Stemmer {
    pub(super) fn build(self) -> frostem::Stemmer {
        use frostem::Algorithm;
        frostem::Stemmer::new(match self {
            Stemmer::Arabic => Algorithm::Arabic,
            Stemmer::Danish => Algorithm::Danish,
            Stemmer::Dutch => Algorithm::Dutch,
            Stemmer::English => Algorithm::English,
            Stemmer::Finnish => Algorithm::Finnish,
            Stemmer::French => Algorithm::French,
            Stemmer::German => Algorithm::German,
            Stemmer::Greek => Algorithm::Greek,
            Stemmer::Hungarian => Algorithm::Hungarian,
            Stemmer::Italian => Algorithm::Italian,
            Stemmer::Norwegian => Algorithm::Norwegian,
            Stemmer::Porter => Algorithm::Porter,
            Stemmer::Portuguese => Algorithm::Portuguese,
            Stemmer::Romanian => Algorithm::Romanian,
            Stemmer::Russian => Algorithm::Russian,
            Stemmer::Spanish => Algorithm::Spanish,
            Stemmer::Swedish => Algorithm::Swedish,
            Stemmer::Turkish => Algorithm::Turkish,
        })
    }
}

/// The length of each row of features.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Norm {
    /// The absolute values sum to 1.
    L1,
    /// The squares sum to 1.
    L2,
}

impl Norm {
    /// Scales a row in place; a row of zeros stays as it is.
    pub(super) fn scale(self, values: &mut [f64]) {
        // From left to right, as scikit-learn adds, so that the last bit agrees.
        let length = match self {
            Norm::L1 => values.iter().fold(0.0, |sum, value| sum + value.abs()),
            Norm::L2 => values.iter().fold(0.0, |sum, value| sum + value * value).sqrt(),
        };
        if length > 0.0 {
            values.iter_mut().for_each(|value| *value /= length);
        }
    }
}

/// A struct of parameters that begins with those of the analysis, written once for all components on texts. Parameters that
/// came later are not written down where they have their defaults: a model file from before them stays the same file.
macro_rules! analysis_params {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$own_meta:meta])* pub $own:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[serde(default, deny_unknown_fields)]
        #[non_exhaustive]
        pub struct $name {
            /// What the n-grams are made of: words, characters, or characters inside words.
            pub analyzer: $crate::text::Analyzer,
            /// The least and the greatest length of the n-grams, in words or characters; the least may not be above the
            /// greatest.
            #[schemars(extend("items" = {"type": "integer", "minimum": 1, "maximum": 100}))]
            pub ngram_range: [u32; 2],
            /// The normal form of Unicode that texts are brought into first, and again after the steps below; null to leave
            /// them.
            #[serde(skip_serializing_if = "Option::is_none")]
            #[schemars(extend("default" = null))]
            pub normalization: Option<$crate::text::Normalization>,
            /// Lower-case the text first, by Unicode's full rules.
            pub lowercase: bool,
            /// Fold the case of texts in full, in place of lower case: "Straße" becomes "strasse", and every sigma is
            /// one.
            #[serde(skip_serializing_if = "std::ops::Not::not")]
            #[schemars(extend("default" = false))]
            pub case_fold: bool,
            /// What becomes of accents; null to keep them.
            pub strip_accents: Option<$crate::text::StripAccents>,
            /// Words to leave out: the name of a list, a list of words, or null for none; only where n-grams are of words.
            pub stop_words: Option<$crate::text::StopWords>,
            /// Where words begin and end; only where n-grams are of words.
            pub tokens: $crate::text::Tokens,
            /// A regular expression of the words, in place of `tokens`; `\w`, `\s`, `\d` and `\b` mean what they mean in
            /// Python, and of a group its content is the word. At most one group, no look-around and no back-references.
            #[schemars(length(min = 1, max = 10_000))]
            pub token_pattern: Option<String>,
            /// Reduce words to their stems, after stop words have gone; only where n-grams are of words.
            pub stemmer: Option<$crate::text::Stemmer>,
            /// The text of a tokenizer.json, whose subwords are taken in place of words; null for `tokens`. Only where the
            /// library was built with tokenizers.
            #[schemars(length(min = 1))]
            pub tokenizer: Option<String>,
            $($(#[$own_meta])* pub $own: $type,)*
        }

        $crate::component::setters! {
            $name {
                /// Sets what the n-grams are made of.
                analyzer: $crate::text::Analyzer,
                /// Sets the normal form, or none.
                normalization: impl Into<Option<$crate::text::Normalization>>,
                /// Sets whether the text is lower-cased first.
                lowercase: bool,
                /// Sets whether the case of the text is folded.
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
                /// Sets the text of a tokenizer.json, or none.
                tokenizer: impl Into<Option<String>>,
            }
        }

        impl $name {
            /// Sets the least and the greatest length of the n-grams.
            #[must_use]
            pub fn ngram_range(mut self, least: u32, greatest: u32) -> Self {
                self.ngram_range = [least, greatest];
                self
            }

            /// The vectorizer that cuts texts in the same way.
            #[allow(dead_code)] // each of the two is of use to some
            fn tfidf(&self) -> $crate::text::TfidfVectorizer {
                $crate::text::TfidfVectorizer {
                    analyzer: self.analyzer,
                    ngram_range: self.ngram_range,
                    normalization: self.normalization,
                    lowercase: self.lowercase,
                    case_fold: self.case_fold,
                    strip_accents: self.strip_accents,
                    stop_words: self.stop_words.clone(),
                    tokens: self.tokens,
                    token_pattern: self.token_pattern.clone(),
                    stemmer: self.stemmer,
                    tokenizer: self.tokenizer.clone(),
                    ..Default::default()
                }
            }

            #[allow(dead_code)]
            fn analysis(&self) -> $crate::error::Result<$crate::text::analyze::Analysis> {
                $crate::text::analyze::Analysis::new(
                    self.analyzer,
                    self.ngram_range,
                    self.lowercase,
                    self.strip_accents,
                    self.stop_words.as_ref(),
                    self.tokens,
                )?
                .with_form(self.normalization, self.case_fold)
                .with_stemmer(self.stemmer)
                .with_tokenizer(self.tokenizer.as_deref())?
                .with_pattern(self.token_pattern.as_deref())
            }
        }
    };
}
pub(super) use analysis_params;
