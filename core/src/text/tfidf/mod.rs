//! Counts of known n-grams, weighted by how rare each is.

mod counts;
mod state;

use super::analyze::Analysis;
use super::options::{Norm, analysis_params};
use super::rows::{self, Rows, Work};
use super::vocabulary::Vocabulary;
use crate::component::{Component, Context, Vectorizer, setters};
use crate::data::{Csr, Strings};
use crate::error::{Error, Result, err};
use counts::{Counts, NONE, Stream, Wanted};
pub use state::TfidfState;

analysis_params! {
    /// Counts the n-grams of a text and weighs each by how rare it was in the texts of the fit.
    ///
    /// The weight of a term t in a text is tf(t) × idf(t), with tf the count and idf(t) = ln((n + 1) / (df(t) + 1)) + 1, where
    /// df(t) of the n texts of the fit have the term; each row is then scaled to length 1.
    ///
    /// Input: texts, none missing. Output: one sparse row a text, one column a term in the order of their code points;
    /// terms that the fit did not see are left out. Equal to scikit-learn's TfidfVectorizer with its default token pattern
    /// to 1e-12; `update` takes more texts in and gives what a fit to all of them gives. Where `max_features` must choose between equally frequent terms, the first by code point stay.
    /// Errors: `kp.not_enough_data` when no term is found or none remains after `min_df` and `max_df`;
    /// `kp.unsupported` for an update with other limits than the defaults of `min_df`, `max_df` and `max_features`, which leave out terms
    /// that later texts may have; `kp.invalid_params` when these exclude each other, the first number of `ngram_range` is above the second, a term is
    /// given twice, or one is given that no text has and `smooth_idf` is off: its idf is infinite.
    /// Cost: O(bytes × lengths of n-grams) time and O(bytes of the terms) memory.
    /// Source: Manning, Raghavan and Schütze, Introduction to Information Retrieval, 6.2; scikit-learn 1.9.1,
    /// `TfidfVectorizer`. Characters are those of Unicode 14.0.0.
    pub struct TfidfVectorizer {
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
        /// Each row is scaled to length 1 by this norm; null to leave the weights.
        pub norm: Option<Norm>,
        /// Weigh by idf; else the weight is tf alone.
        pub use_idf: bool,
        /// Count one more text that has every term, as in the formula above; else idf(t) = ln(n / df(t)) + 1.
        pub smooth_idf: bool,
        /// Use 1 + ln(tf) for tf.
        pub sublinear_tf: bool,
        /// Every count becomes 1 before weighing.
        pub binary: bool,
    }
}

impl Default for TfidfVectorizer {
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
            norm: Some(Norm::L2),
            use_idf: true,
            smooth_idf: true,
            sublinear_tf: false,
            binary: false,
        }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::{Context, Vectorizer}, data::{Frame, Strings}, text::TfidfVectorizer};
    /// let texts: Strings = ["red apple", "green apple"].into_iter().collect();
    /// let model = TfidfVectorizer::default().fit(&texts)?;
    /// let features = model.transform(&Frame::new().with("text", texts)?.into(), &Context::new())?;
    /// let (columns, values) = features.row(0);
    /// assert_eq!(columns, [0, 2]); // apple, and red, which is rarer
    /// assert!((values[0] - 0.579_739).abs() < 1e-6 && (values[1] - 0.814_802).abs() < 1e-6);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    TfidfVectorizer {
        /// Sets how few texts a term may have: a number, or below 1 a share.
        min_df: f64,
        /// Sets how many texts a term may have: a number, or at or below 1 a share.
        max_df: f64,
        /// Sets how many terms are kept at most.
        max_features: impl Into<Option<u32>>,
        /// Sets the terms, or none.
        vocabulary: impl Into<Option<Vec<String>>>,
        /// Sets the norm, or none.
        norm: impl Into<Option<Norm>>,
        /// Sets whether rare terms weigh more.
        use_idf: bool,
        /// Sets whether one more text that has every term is counted.
        smooth_idf: bool,
        /// Sets whether tf is 1 + ln(count).
        sublinear_tf: bool,
        /// Sets whether counts become 1.
        binary: bool,
    }
}

impl TfidfVectorizer {
    /// The least and the greatest number of texts that a term may have.
    fn df_bounds(&self, texts: usize) -> Result<(f64, f64)> {
        let texts = texts as f64;
        for (name, value) in [("min_df", self.min_df), ("max_df", self.max_df)] {
            if value > 1.0 && value.fract() != 0.0 {
                return Err(err!(InvalidParams, "{name} is {value}; above 1 it must be a whole number of texts")
                    .with("param", name));
            }
        }
        let least = if self.min_df < 1.0 { self.min_df * texts } else { self.min_df };
        let most = if self.max_df <= 1.0 { self.max_df * texts } else { self.max_df };
        if most < least {
            return Err(
                err!(InvalidParams, "max_df of {most} texts is below min_df of {least}").with("param", "max_df")
            );
        }
        Ok((least, most))
    }
}

impl Component for TfidfVectorizer {
    const ID: &'static str = "text.tfidf";
    const NAME: &'static str = "TfidfVectorizer";
    const VERSION: u32 = 1;
}

impl TfidfVectorizer {
    /// Learns the terms, and keeps those of each text if asked to.
    fn learn(&self, texts: &Strings, stream: bool, ctx: &Context) -> Result<(TfidfState, Stream)> {
        let analysis = self.analysis()?;
        if texts.is_empty() {
            return Err(err!(NotEnoughData, "there are no texts; at least one is needed"));
        }
        let (least, most) = self.df_bounds(texts.len())?;
        let number = u32::try_from(texts.len()).map_err(|_| too_many_texts())?;
        let mut all = self.count(&analysis, texts, stream, ctx)?;
        let (terms, df) = match &self.vocabulary {
            None => self.find(&mut all, number, least, most)?.0,
            Some(given) => look_up(given, &mut all)?,
        };
        Ok((TfidfState::new(self.clone(), terms, df, number)?, all.stream))
    }

    /// Counts the terms of texts.
    fn count(&self, analysis: &Analysis, texts: &Strings, stream: bool, ctx: &Context) -> Result<Counts> {
        // The counts do not depend on how the texts are dealt out, so that may follow the threads.
        let workers = ctx.workers();
        let bytes = if workers == 1 { usize::MAX } else { (texts.text().len() / workers).max(1 << 18) + 1 };
        let chunks = rows::chunks(texts, bytes);
        let wanted = Wanted { totals: self.max_features.is_some() && !self.binary, stream };
        let parts = ctx.map(chunks.len(), |chunk| Counts::of(analysis, texts, chunks[chunk].clone(), wanted, ctx))?;
        let mut parts = parts.into_iter();
        let mut all = parts.next().unwrap_or_default();
        parts.try_for_each(|part| all.merge(part))?;
        Ok(all)
    }

    /// The terms that stay and how many texts have each; and the column of each term that was counted.
    fn find(&self, all: &mut Counts, number: u32, least: f64, most: f64) -> Result<(Known, Vec<u32>)> {
        if all.counts.is_empty() {
            return Err(err!(NotEnoughData, "empty vocabulary; the {number} texts have no terms beside stop words"));
        }
        let kept = self.keep(all, least, most)?;
        let df = kept.iter().map(|&id| all.counts[id as usize].df).collect();
        let mut columns = vec![NONE; all.counts.len()];
        (0..).zip(&kept).for_each(|(column, &id)| columns[id as usize] = column);
        all.stream.renumber(&columns);
        Ok(((std::mem::take(&mut all.terms).renumber(&kept, &columns), df), columns))
    }

    /// [`Vectorizer::fit_texts`], and the entries of each text.
    pub(in crate::text) fn fit_entries(&self, texts: &Strings, ctx: &Context) -> Result<Entries> {
        let (state, stream) = self.learn(texts, true, ctx)?;
        Ok(Entries { state, stream })
    }
}

/// Terms, and how many texts have each.
type Known = (Vocabulary, Vec<u32>);

fn too_many_texts() -> Error {
    err!(InvalidData, "there are more than 2^32 - 1 texts")
}

/// Terms that are given, and how many texts have each.
fn look_up(given: &[String], all: &mut Counts) -> Result<Known> {
    let terms = vocabulary_of(given.iter().map(String::as_str)).map_err(|term| {
        err!(InvalidParams, "vocabulary has '{term}' twice; must have each term once").with("param", "vocabulary")
    })?;
    let mut columns = vec![NONE; all.counts.len()];
    let mut df = Vec::with_capacity(given.len());
    for (column, term) in (0..).zip(given) {
        let id = all.terms.get(term.as_bytes()).map(|id| id as usize);
        df.push(id.map_or(0, |id| all.counts[id].df));
        if let Some(id) = id {
            columns[id] = column;
        }
    }
    all.stream.renumber(&columns);
    Ok((terms, df))
}

/// Terms with their places as numbers, or the first that comes twice.
fn vocabulary_of<'a>(terms: impl ExactSizeIterator<Item = &'a str>) -> std::result::Result<Vocabulary, &'a str> {
    let mut vocabulary = Vocabulary::with_capacity(terms.len());
    for (place, term) in terms.enumerate() {
        vocabulary.insert(term.as_bytes());
        if vocabulary.len() == place {
            return Err(term);
        }
    }
    Ok(vocabulary)
}

/// What the fit found, and where each text has which term.
pub(in crate::text) struct Entries {
    pub(in crate::text) state: TfidfState,
    stream: Stream,
}

impl Entries {
    /// Adds the entries of a text of the fit to a row, as [`TfidfState::append`] does, without a look at the text.
    pub(in crate::text) fn append(&self, row: usize, work: &mut Work, offset: usize, rows: &mut Rows) {
        work.places.clear();
        self.stream.extend(row, &mut work.places);
        self.state.weigh(work, offset, rows);
    }
}

impl Vectorizer for TfidfVectorizer {
    type State = TfidfState;

    const UPDATES: bool = true;

    fn fit_texts(&self, texts: &Strings, ctx: &Context) -> Result<TfidfState> {
        Ok(self.learn(texts, false, ctx)?.0)
    }

    fn fit_transform_texts(&self, texts: &Strings, ctx: &Context) -> Result<(TfidfState, Csr)> {
        let entries = self.fit_entries(texts, ctx)?;
        let append = |row, work: &mut Work, rows: &mut Rows| entries.append(row, work, 0, rows);
        let features = rows::build(texts, entries.state.columns(), ctx, append)?;
        Ok((entries.state, features))
    }
}

#[cfg(test)]
mod tests;
