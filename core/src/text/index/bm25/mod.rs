//! Ranking of texts by the words of a query.

mod build;
mod rank;
mod state;
#[cfg(test)]
mod tests;

pub use state::Bm25State;

use crate::component::{Component, Context, Index, Items, Keeps, setters};
use crate::error::{Result, err};
use crate::text::options::analysis_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A variant of BM25.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bm25Method {
    /// Lucene's: a term in most texts still counts a little.
    #[default]
    Lucene,
    /// The original: a term in half of the texts or more counts nothing.
    Robertson,
    /// That of the search engine ATIRE.
    Atire,
    /// BM25+: a term that occurs counts at least `delta`, however long the text.
    #[serde(rename = "bm25+")]
    Bm25Plus,
    /// BM25L: long texts lose less.
    Bm25l,
}

analysis_params! {
    /// Ranks texts by the words of a query: BM25.
    ///
    /// A text scores the sum over the query's terms of idf × tf part: with N texts, df of them with the term, tf occurrences in this one of
    /// length l (mean L), and B = k1 (1 - b + b l / L): `lucene` ln(1 + (N - df + 0.5) / (df + 0.5)) × tf / (tf + B); `robertson`
    /// max(0, ln((N - df + 0.5) / (df + 0.5))) × tf / (tf + B); `atire` ln(N / df) × tf (k1 + 1) / (tf + B); `bm25+` ln((N + 1) / df) ×
    /// (delta + tf (k1 + 1) / (tf + B)); `bm25l` ln((N + 1) / (df + 0.5)) × (k1 + 1)(c + delta) / (k1 + c + delta) with c = tf k1 / B. A
    /// term that a query has twice counts twice. Only texts with a term of the query are found.
    ///
    /// Input: texts, none missing; ids in the column `id`, or row numbers. `update` adds texts: idf and mean length follow.
    /// Output: `query`, `rank`, `id`, `score`, at least 0; equal scores in the order of rows.
    /// Errors: `kp.invalid_params` when the first number of `ngram_range` is above the second; `kp.invalid_data` for an id that is there twice.
    /// Cost: fit one pass, texts in parallel; a query the texts that have its rarer terms, as common terms are looked up only in texts that can
    /// still win. Memory: twelve bytes a term and text.
    /// Source: Robertson and Zaragoza, The probabilistic relevance framework: BM25 and beyond, 2009; Kamphuis et al., Which BM25 do you mean?,
    /// 2020; Turtle and Flood, Query evaluation: strategies and optimizations, 1995; bm25s 0.2, whose scores agree to 1e-6.
    pub struct BM25 {
        /// The variant.
        pub method: Bm25Method,
        /// How soon more occurrences stop to count.
        #[schemars(range(min = 0.001, max = 100.0))]
        pub k1: f64,
        /// How much long texts are held back, from 0 (not) to 1.
        #[schemars(range(min = 0.0, max = 1.0))]
        pub b: f64,
        /// What an occurrence counts at least; only of `bm25+` and `bm25l`.
        #[schemars(range(min = 0.0, max = 10.0))]
        pub delta: f64,
    }
}

impl Default for BM25 {
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
            method: Bm25Method::default(),
            k1: 1.5,
            b: 0.75,
            delta: 0.5,
        }
    }
}

setters! {
    /// ```
    /// use kingpost::component::{Context, Index, SearchArgs};
    /// use kingpost::{data::{Frame, Strings}, text::BM25};
    /// let texts: Strings = ["late invoice", "broken screen", "the invoice of the screen"].into_iter().collect();
    /// let model = BM25::default().fit(&Frame::new().with("text", texts)?)?;
    /// let query = Frame::new().with("text", ["screen invoice"].into_iter().collect::<Strings>())?.into();
    /// let found = model.search(&query, &SearchArgs::default(), &Context::new())?;
    /// assert_eq!(found.numbers("id")?, [2.0, 0.0, 1.0]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    BM25 {
        /// Sets the variant.
        method: Bm25Method,
        /// Sets how soon more occurrences stop to count.
        k1: f64,
        /// Sets how much long texts are held back.
        b: f64,
        /// Sets what an occurrence counts at least.
        delta: f64,
    }
}

impl Component for BM25 {
    const ID: &'static str = "text.bm25";
    const NAME: &'static str = "BM25";
    const VERSION: u32 = 1;
}

impl Index for BM25 {
    type State = Bm25State;

    const KEEPS: Keeps = Keeps::Texts;

    fn fit_items(&self, items: &Items, ctx: &Context) -> Result<Bm25State> {
        let mut state = Bm25State::new(self.clone())?;
        state.take_in(texts(items)?, ctx)?;
        Ok(state)
    }
}

fn texts(items: &Items) -> Result<&crate::data::Strings> {
    match items {
        Items::Texts(texts) => Ok(texts),
        Items::Vectors { .. } => Err(err!(InvalidData, "vectors were given where texts are needed")),
    }
}

impl BM25 {
    /// What a term weighs that so many of all texts have.
    fn idf(&self, all: usize, df: usize) -> f64 {
        let (n, df) = (all as f64, df as f64);
        match self.method {
            Bm25Method::Lucene => libm::log(1.0 + (n - df + 0.5) / (df + 0.5)),
            Bm25Method::Robertson => libm::log(((n - df + 0.5) / (df + 0.5)).max(1.0)),
            Bm25Method::Atire => libm::log(n / df),
            Bm25Method::Bm25Plus => libm::log((n + 1.0) / df),
            Bm25Method::Bm25l => libm::log((n + 1.0) / (df + 0.5)),
        }
    }

    /// What so many occurrences in a text count, whose length is this share of the mean.
    fn part(&self, count: f64, length: f64) -> f64 {
        let (k1, delta) = (self.k1, self.delta);
        let share = 1.0 - self.b + self.b * length;
        match self.method {
            Bm25Method::Lucene | Bm25Method::Robertson => count / (k1 * share + count),
            Bm25Method::Atire => count * (k1 + 1.0) / (count + k1 * share),
            Bm25Method::Bm25Plus => (k1 + 1.0) * count / (k1 * share + count) + delta,
            Bm25Method::Bm25l => {
                // Without occurrences and with b = 1 the share may be 0: nothing is still nothing.
                let c = if count > 0.0 { count / share } else { 0.0 };
                (k1 + 1.0) * (c + delta) / (k1 + c + delta)
            }
        }
    }
}
