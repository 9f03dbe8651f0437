//! Texts as weighted means of the vectors of their words.

mod indexing;
mod state;
mod table;

use super::analyze::{Analysis, Scratch};
use super::options::{Analyzer, Norm, Normalization, StopWords, StripAccents, Tokens};
use super::reduce::Decomposition;
use super::vocabulary::Vocabulary;
use crate::component::{Component, Context, Vectorizer, setters};
use crate::data::Strings;
use crate::error::{Result, err};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
pub use state::WordVectorsState;

/// A text as the weighted mean of the vectors of its words, without what all texts share.
///
/// v = 1 / n × sum over the n known words w of a text of a / (a + p(w)) × v_w, with p(w) the share of w among all words of the
/// fit's texts; then the projection of v on the first `remove` singular vectors of the fit's texts is taken away. The
/// vectors v_w are those of a table that is given, or else are learnt from the texts by random indexing: each word has a
/// random vector of a few +1 and -1, and v_w is the sum, scaled to length 1, of a / (a + p) times that of each word within
/// `window` of w.
///
/// Input: texts, none missing. Output: one row a text with all its values, one column a dimension; a text without known
/// words is 0. Random indexing depends on the seed.
/// Errors: `kp.io` for a file that cannot be read; `kp.invalid_data` for a table with a line that is not a word and as many finite numbers as the others have;
/// `kp.not_enough_data` when no word of the texts has a vector.
/// Cost: O(words × window × nonzeros) time to learn, O(words × dim) to embed; four bytes a word and dimension. Of a table
/// the words that the texts of the fit have, or all with `keep_all`, stay.
/// Source: Arora, Liang and Ma, A Simple but Tough-to-Beat Baseline for Sentence Embeddings, ICLR 2017; Kanerva, Kristofersson
/// and Holst, Random Indexing of Text Samples for Latent Semantic Analysis, CogSci 2000; Sahlgren, An Introduction to Random
/// Indexing, TKE 2005.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct WordVectors {
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
    /// Words to leave out: the name of a list, a list of words, or null for none.
    pub stop_words: Option<StopWords>,
    /// Where words begin and end.
    pub tokens: Tokens,
    /// A table of vectors as word2vec, GloVe and fastText write it: on each line a word and its numbers with spaces between
    /// them, perhaps after a line with the numbers of words and dimensions; null to learn vectors from the texts. The
    /// model keeps the vectors, and its parameters have null.
    #[serde(skip_serializing)]
    #[schemars(length(min = 1))]
    pub vectors: Option<String>,
    /// The path of a file with such a table, or with one in the binary form of word2vec, instead of `vectors`; read by the fit. The
    /// model keeps the vectors, and its parameters have null.
    #[serde(skip_serializing)]
    #[schemars(length(min = 1))]
    pub vectors_file: Option<String>,
    /// Whether words of the table that no text of the fit has are kept, with the p(w) of a word seen once.
    pub keep_all: bool,
    /// How many dimensions learnt vectors have.
    #[schemars(range(min = 1, max = 4096))]
    pub dim: u32,
    /// How many words before and after a word are its neighbours.
    #[schemars(range(min = 1, max = 100))]
    pub window: u32,
    /// How many numbers of a random vector are not 0.
    #[schemars(range(min = 1, max = 4096))]
    pub nonzeros: u32,
    /// Leave out words that occur less often.
    #[schemars(range(min = 1, max = 4_294_967_295u32))]
    pub min_count: u32,
    /// The a above: smaller values weigh frequent words less; null for the plain mean.
    #[schemars(extend("exclusiveMinimum" = 0.0), range(max = 1.0))]
    pub sif: Option<f64>,
    /// How many singular vectors are taken away.
    #[schemars(range(min = 0, max = 100))]
    pub remove: u32,
    /// Each row is scaled to length 1 by this norm; null to leave it.
    pub norm: Option<Norm>,
}

impl Default for WordVectors {
    fn default() -> Self {
        Self {
            normalization: None,
            lowercase: true,
            case_fold: false,
            strip_accents: None,
            stop_words: None,
            tokens: Tokens::Unicode,
            vectors: None,
            vectors_file: None,
            keep_all: false,
            dim: 300,
            window: 3,
            nonzeros: 10,
            min_count: 1,
            sif: Some(1e-3),
            remove: 1,
            norm: None,
        }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::{Context, Vectorizer}, data::Strings, text::WordVectors};
    /// let texts: Strings = ["red apple", "green apple"].into_iter().collect();
    /// let table = "red 1 0\ngreen 0 1\napple 1 1".to_owned();
    /// let params = WordVectors::default().vectors(table).sif(None).remove(0);
    /// let (model, rows) = params.fit_transform(&texts, &Context::new())?;
    /// assert_eq!(rows.row(0).1, [1.0, 0.5]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    WordVectors {
        /// Sets the normal form, or none.
        normalization: impl Into<Option<Normalization>>,
        /// Sets whether texts are lower-cased.
        lowercase: bool,
        /// Sets whether the case of texts is folded.
        case_fold: bool,
        /// Sets what becomes of accents.
        strip_accents: impl Into<Option<StripAccents>>,
        /// Sets the words to leave out.
        stop_words: impl Into<Option<StopWords>>,
        /// Sets where words begin and end.
        tokens: Tokens,
        /// Sets the table of vectors, or none.
        vectors: impl Into<Option<String>>,
        /// Sets the file with the table of vectors, or none.
        vectors_file: impl Into<Option<String>>,
        /// Sets whether words are kept that no text has.
        keep_all: bool,
        /// Sets how many dimensions learnt vectors have.
        dim: u32,
        /// Sets how many words before and after a word are its neighbours.
        window: u32,
        /// Sets how many numbers of a random vector are not 0.
        nonzeros: u32,
        /// Sets how often a word must occur.
        min_count: u32,
        /// Sets how frequent words are weighed, or none.
        sif: impl Into<Option<f64>>,
        /// Sets how many singular vectors are taken away.
        remove: u32,
        /// Sets the norm, or none.
        norm: impl Into<Option<Norm>>,
    }
}

impl Component for WordVectors {
    const ID: &'static str = "text.word_vectors";
    const NAME: &'static str = "WordVectors";
    const VERSION: u32 = 1;
}

/// The words of texts, how often each occurs, and where.
struct Corpus {
    words: Vocabulary,
    counts: Vec<u64>,
    /// The words of each text, one after the other, and where each text ends.
    stream: Vec<u32>,
    ends: Vec<usize>,
}

impl WordVectors {
    fn analysis(&self) -> Result<Analysis> {
        let stop_words = self.stop_words.as_ref();
        let analysis =
            Analysis::new(Analyzer::Word, [1, 1], self.lowercase, self.strip_accents, stop_words, self.tokens)?;
        Ok(analysis.with_form(self.normalization, self.case_fold))
    }

    fn count(&self, analysis: &Analysis, texts: &Strings, ctx: &Context) -> Result<Corpus> {
        let mut corpus =
            Corpus { words: Vocabulary::default(), counts: Vec::new(), stream: Vec::new(), ends: Vec::new() };
        let mut scratch = Scratch::default();
        for (row, text) in texts.iter().enumerate() {
            if row % 256 == 0 {
                ctx.check()?;
            }
            let (buffer, places) = analysis.words_of(text.unwrap_or_default(), &mut scratch);
            for &(start, end) in places {
                let number = corpus.words.insert(&buffer.as_bytes()[start..end]);
                corpus.stream.extend(number);
            }
            corpus.counts.resize(corpus.words.len(), 0);
            let before = corpus.ends.last().copied().unwrap_or(0);
            corpus.stream[before..].iter().for_each(|&word| corpus.counts[word as usize] += 1);
            corpus.ends.push(corpus.stream.len());
        }
        Ok(corpus)
    }

    /// What a word that occurs so often among so many weighs.
    fn weight(&self, count: u64, all: u64) -> f64 {
        self.sif.map_or(1.0, |a| a / (a + count as f64 / all.max(1) as f64))
    }
}

impl Vectorizer for WordVectors {
    type State = WordVectorsState;

    const DENSE: bool = true;

    fn fit_texts(&self, texts: &Strings, ctx: &Context) -> Result<WordVectorsState> {
        let analysis = self.analysis()?;
        let corpus = self.count(&analysis, texts, ctx)?;
        let all = corpus.counts.iter().sum::<u64>();
        let keep = |word: &str| match corpus.words.get(word.as_bytes()) {
            Some(id) => self.keep_all || corpus.counts[id as usize] >= u64::from(self.min_count),
            None => self.keep_all,
        };
        let (dim, words, vectors) = match (&self.vectors, &self.vectors_file) {
            (Some(_), Some(_)) => {
                return Err(err!(InvalidParams, "vectors and vectors_file are both given; must be one of them")
                    .with("param", "vectors_file"));
            }
            (Some(table), None) => table::read(table, keep)?,
            (None, Some(path)) => table::read_file(path, keep)?,
            (None, None) => indexing::learn(self, &corpus, all, ctx)?,
        };
        if words.len() == 0 {
            let rows = texts.len();
            return Err(err!(
                NotEnoughData,
                "no word of the {rows} texts has a vector; see min_count, tokens and vectors"
            ));
        }
        let weigh = |id: u32| {
            let count = corpus.words.get(words.string(id)).map_or(1, |id| corpus.counts[id as usize]);
            self.weight(count, all) as f32
        };
        let weights = (0..words.len() as u32).map(weigh).collect();
        // The table is in the state now, and in its parameters no more.
        let params = Self { vectors: None, vectors_file: None, ..self.clone() };
        let mut state = WordVectorsState { params, analysis, dim, words, vectors, weights, common: Vec::new() };
        if self.remove > 0 {
            let rows = state.means(texts, ctx)?;
            let found = Decomposition::of(&rows, (self.remove as usize).min(dim).min(rows.rows()), 10, 10, ctx)?;
            state.common = found.vectors;
        }
        Ok(state)
    }
}

#[cfg(test)]
mod tests;
