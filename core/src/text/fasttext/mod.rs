//! A classifier by the mean of learnt vectors of words, pieces of words and n-grams of words.

mod bin;
mod dictionary;
mod quantize;
mod state;
mod train;

use super::analyze::Analysis;
use super::options::{Analyzer, Normalization, StripAccents, Tokens};
use crate::component::{Classifier, Component, Context, setters};
use crate::data::{Documents, Strings};
use crate::error::{Result, err};
pub(crate) use bin::BEGIN;
pub use bin::{read_fasttext, write_fasttext};
use dictionary::Dictionary;
use quantize::Quantized;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
pub use state::FastTextState;
use state::Vectors;

/// What the classifier's chances are made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Loss {
    /// One class of all: the chances of a document sum to 1.
    #[default]
    Softmax,
    /// Each class by itself: the chances of a document need not sum to 1.
    Ova,
}

/// Puts texts into classes by the mean of the vectors of their words, of pieces of words and of n-grams of words, all of which
/// are learnt along with the classes.
///
/// P(class k | text) = softmax over classes of w_k·h, or 1 / (1 + exp(-w_k·h)) with `loss` "ova", where h is the mean of the
/// vectors of the text's features: its words, an end mark, the character n-grams of each word between < and >, and the
/// n-grams of words, the last two by a hash into `bucket` rows. Vectors and weights are found by stochastic gradient descent,
/// one text after the other in an order drawn anew each epoch, with a step that falls from `lr` to 0.
///
/// Input: texts, none missing. Labels: text, whole numbers or truth values, at least two different ones. Output: the most
/// probable class and its probability, or the probability of each class. Words and hashes that the fit did not see are left
/// out. `explain` gives the features with the largest share of w_k·h, above their mean share over the classes; `[word]` is a
/// piece of a word. The order and the first vectors depend on the seed, on nothing else.
/// The defaults go further than those of fastText's command line, 5 epochs of steps from 0.1 with words alone, which leave small
/// data half learnt. A supervised model that fastText itself wrote, plain or quantised, is loaded as a model file is; one
/// is written for it where the name given to `save` ends in `.fasttext.bin` or `.ftz`.
/// Errors: `kp.invalid_data` for features instead of texts or labels that are all equal, or when the search runs off, as with
/// a large `lr`; `kp.invalid_params` when `minn` is above `maxn`.
/// Cost: O(epochs × features of the texts × dim + epochs × texts × classes × dim) time on one thread; four bytes a row and
/// dimension, or with `quantize` one byte a row and `dsub` dimensions.
/// Source: Joulin, Grave, Bojanowski and Mikolov, Bag of Tricks for Efficient Text Classification, EACL 2017; Bojanowski et
/// al., Enriching Word Vectors with Subword Information, TACL 5, 2017; Joulin et al., FastText.zip, arXiv 1612.03651; hashes
/// and steps are those of fastText 0.9.2 on one thread, whose order of texts is that of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct FastTextClassifier {
    /// The normal form of Unicode that texts are brought into first, and again after the steps below; null to leave
    /// them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("default" = null))]
    pub normalization: Option<Normalization>,
    /// Lower-case texts first, by Unicode's full rules.
    pub lowercase: bool,
    /// Fold the case of texts in full, in place of lower case: "Straße" becomes "strasse", and every sigma is one.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(extend("default" = false))]
    pub case_fold: bool,
    /// What becomes of accents; null to keep them.
    pub strip_accents: Option<StripAccents>,
    /// Where words begin and end.
    pub tokens: Tokens,
    /// Leave out words that occur less often.
    #[schemars(range(min = 1, max = 4_294_967_295u32))]
    pub min_count: u32,
    /// The greatest number of words in an n-gram.
    #[schemars(range(min = 1, max = 100))]
    pub word_ngrams: u32,
    /// The least number of characters in a piece of a word.
    #[schemars(range(min = 1, max = 100))]
    pub minn: u32,
    /// The greatest number of characters in a piece of a word; 0 for no pieces.
    #[schemars(range(min = 0, max = 100))]
    pub maxn: u32,
    /// How many rows n-grams and pieces share by their hash.
    #[schemars(range(min = 1, max = 1_000_000_000))]
    pub bucket: u32,
    /// How many dimensions the vectors have.
    #[schemars(range(min = 1, max = 4096))]
    pub dim: u32,
    /// The length of the first step.
    #[schemars(extend("exclusiveMinimum" = 0.0), range(max = 100.0))]
    pub lr: f64,
    /// How often each text is seen.
    #[schemars(range(min = 1, max = 10_000))]
    pub epoch: u32,
    /// Whether the classes exclude each other.
    pub loss: Loss,
    /// Keep the vectors as codes of one byte for every `dsub` dimensions: a model many times smaller, and a little worse.
    pub quantize: bool,
    /// How many dimensions share a code.
    #[schemars(range(min = 1, max = 64))]
    pub dsub: u32,
    /// Keep so many rows alone, those with the longest vectors; null for all; only with `quantize`.
    #[schemars(range(min = 1, max = 2_147_483_647))]
    pub cutoff: Option<u32>,
}

impl Default for FastTextClassifier {
    fn default() -> Self {
        Self {
            normalization: None,
            lowercase: true,
            case_fold: false,
            strip_accents: None,
            tokens: Tokens::Unicode,
            min_count: 1,
            word_ngrams: 2,
            minn: 3,
            maxn: 6,
            bucket: 2_000_000,
            dim: 100,
            lr: 0.5,
            epoch: 25,
            loss: Loss::Softmax,
            quantize: false,
            dsub: 2,
            cutoff: None,
        }
    }
}

setters! {
    FastTextClassifier {
        /// Sets the normal form, or none.
        normalization: impl Into<Option<Normalization>>,
        /// Sets whether texts are lower-cased.
        lowercase: bool,
        /// Sets whether the case of texts is folded.
        case_fold: bool,
        /// Sets what becomes of accents.
        strip_accents: impl Into<Option<StripAccents>>,
        /// Sets where words begin and end.
        tokens: Tokens,
        /// Sets how often a word must occur.
        min_count: u32,
        /// Sets the greatest number of words in an n-gram.
        word_ngrams: u32,
        /// Sets the least number of characters in a piece of a word.
        minn: u32,
        /// Sets the greatest number of characters in a piece of a word.
        maxn: u32,
        /// Sets how many rows hashes share.
        bucket: u32,
        /// Sets how many dimensions the vectors have.
        dim: u32,
        /// Sets the length of the first step.
        lr: f64,
        /// Sets how often each text is seen.
        epoch: u32,
        /// Sets whether the classes exclude each other.
        loss: Loss,
        /// Sets whether the vectors are kept as codes.
        quantize: bool,
        /// Sets how many dimensions share a code.
        dsub: u32,
        /// Sets how many rows are kept, or all.
        cutoff: impl Into<Option<u32>>,
    }
}

/// ```
/// use kingpost::component::{Classifier, Context};
/// use kingpost::{data::{Documents, Frame, Strings}, text::FastTextClassifier};
/// let texts: Strings = ["red apple", "sour lemon"].into_iter().collect();
/// let labels: Strings = ["sweet", "sour"].into_iter().collect();
/// let model = FastTextClassifier::default().epoch(1000).fit(&Documents::Texts(texts), &labels.into())?;
/// let new: Strings = ["green apple"].into_iter().collect();
/// let found = model.predict(&Frame::new().with("text", new)?.into(), &Context::new())?;
/// assert_eq!(found.strings("label")?.get(0), Some("sweet"));
/// assert!(found.f64("probability")?[0] > 0.9);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for FastTextClassifier {
    const ID: &'static str = "text.fasttext_classifier";
    const NAME: &'static str = "FastTextClassifier";
    const VERSION: u32 = 1;
}

impl FastTextClassifier {
    fn analysis(&self) -> Result<Analysis> {
        let analysis = Analysis::new(Analyzer::Word, [1, 1], self.lowercase, self.strip_accents, None, self.tokens)?;
        Ok(analysis.with_form(self.normalization, self.case_fold))
    }

    fn check(&self) -> Result<()> {
        if self.maxn > 0 && self.minn > self.maxn {
            return Err(err!(InvalidParams, "minn is {}; may not be above maxn of {}", self.minn, self.maxn)
                .with("param", "minn"));
        }
        Ok(())
    }
}

impl Classifier for FastTextClassifier {
    type State = FastTextState;

    fn fit_documents(
        &self,
        documents: &Documents,
        labels: &[usize],
        classes: usize,
        ctx: &Context,
    ) -> Result<FastTextState> {
        let texts: &Strings = match documents {
            Documents::Texts(texts) => texts,
            Documents::Features(_) => return Err(err!(InvalidData, "features were given; must be texts")),
        };
        self.check()?;
        let (mut dictionary, features) = Dictionary::learn(self, texts, ctx)?;
        let trained = train::train(self, &features, dictionary.rows(), labels, classes, ctx)?;
        if !trained.input.iter().chain(&trained.output).all(|weight| weight.is_finite()) {
            return Err(err!(InvalidData, "the search ran off to infinity; lr of {} is too large", self.lr));
        }
        let dim = self.dim as usize;
        let vectors = if self.quantize {
            let kept = quantize::longest(&trained.input, dim, self.cutoff.map(|most| most as usize));
            dictionary.retain(&kept);
            let rows: Vec<f32> =
                kept.iter().flat_map(|&row| &trained.input[row as usize * dim..][..dim]).copied().collect();
            Vectors::Coded(Quantized::of(&rows, dim, self.dsub as usize, ctx)?)
        } else {
            Vectors::Plain { dim, rows: trained.input }
        };
        Ok(FastTextState { dictionary, vectors, output: trained.output, classes, loss: self.loss })
    }
}

#[cfg(test)]
mod tests;
