//! The words and phrases that say what a text is about.

mod cut;
mod rake;
#[cfg(test)]
mod tests;
mod textrank;
mod yake;

use super::columns::{each, texts};
use super::{StopList, StopWords};
use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::{Frame, Strings};
use crate::error::Result;
use cut::Cut;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How keywords are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum KeywordMethod {
    /// By features of each word in the text: case, place, frequency, neighbours, spread. A lower score is better.
    #[default]
    Yake,
    /// Phrases between stop words, by how often their words are in long phrases. A higher score is better.
    Rake,
    /// Words that stand beside others that do, as PageRank ranks pages. A higher score is better.
    Textrank,
}

/// Finds the keywords of each text by itself: no training, no other texts.
///
/// Texts are cut into sentences and words by Unicode Standard Annex 29; words with hyphens are one, "'s" is left out, and punctuation ends a
/// phrase.
/// `yake`: the candidates are runs of at most `max_ngram` words that neither begin nor end with a stop word and have no number; a word's score is H =
/// T_position T_relatedness / (T_case + (T_frequency + T_sentence) / T_relatedness), a candidate's the product of H divided by (1 + the sum of H) and
/// its frequency, where a stop word inside counts by how often it joins its neighbours. A candidate too like a better one is left out.
/// `rake`: a word's score is its degree (the lengths of the phrases it is in) divided by its frequency, a phrase's the sum.
/// `textrank`: words within `window` of each other are linked, ranked with damping 0.85, and of the best third those side by side
/// are put together; a phrase scores the sum of its words.
///
/// Input: texts; a missing one has no keywords.
/// Output: at most `k` rows a text: `row`, `rank` from 1, `keyword` in lower case, `score`.
/// Errors: `kp.invalid_data` without a column of texts.
/// Cost: a text of n words n × max_ngram (yake), n (rake), n × window × iterations (textrank); texts in parallel.
/// Source: Campos et al., YAKE! Keyword extraction from single documents using multiple local features, 2020; Rose et al., Automatic keyword extraction
/// from individual documents, 2010; Mihalcea and Tarau, TextRank: bringing order into text, 2004. Scores equal those of yake 0.7.3 and rake-nltk 1.0.6
/// where these cut a text into the same words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Keywords {
    /// How keywords are found.
    pub method: KeywordMethod,
    /// How many keywords a text gets at most.
    #[schemars(range(min = 1, max = 100_000))]
    pub k: usize,
    /// The most words a keyword has; only of `yake`.
    #[schemars(range(min = 1, max = 10))]
    pub max_ngram: usize,
    /// How near to each other words are neighbours: 1 side by side; only of `yake` and `textrank`.
    #[schemars(range(min = 1, max = 100))]
    pub window: usize,
    /// A candidate whose Levenshtein similarity with a better one is above this is left out; only of `yake`.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub dedup: f64,
    /// Words that say nothing by themselves: the name of a list, a list of words in lower case, or null for none.
    pub stop_words: Option<StopWords>,
    /// The column of texts; a table with one column of text needs no name.
    pub text_col: String,
}

impl Default for Keywords {
    fn default() -> Self {
        Self {
            method: KeywordMethod::default(),
            k: 10,
            max_ngram: 3,
            window: 1,
            dedup: 0.9,
            stop_words: Some(StopWords::List(StopList::Smart)),
            text_col: "text".into(),
        }
    }
}

setters! {
    /// Setters.
    Keywords {
        /// Sets how keywords are found.
        method: KeywordMethod,
        /// Sets how many keywords a text gets at most.
        k: usize,
        /// Sets the most words a keyword has.
        max_ngram: usize,
        /// Sets how near to each other words are neighbours.
        window: usize,
        /// Sets how alike two keywords may be.
        dedup: f64,
        /// Sets the words that say nothing by themselves.
        stop_words: impl Into<Option<StopWords>>,
        /// Sets the column of texts.
        text_col: impl Into<String>,
    }
}

impl Component for Keywords {
    const ID: &'static str = "text.keywords";
    const NAME: &'static str = "Keywords";
    const VERSION: u32 = 1;
}

/// A keyword and its score.
type Keyword = (String, f64);

/// ```
/// use kingpost::{component::{Context, Function}, data::{Frame, Strings}, text::{KeywordMethod, Keywords}};
/// let texts: Strings = ["The red parcel was late, and the red parcel was broken."].into_iter().collect();
/// let table = Frame::new().with("text", texts)?;
/// let found = Keywords::default().method(KeywordMethod::Rake).call(&[Some(&table)], &Context::new())?.frame()?;
/// assert_eq!((found.strings("keyword")?.get(0), found.f64("score")?[0]), (Some("red parcel"), 4.0));
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for Keywords {
    const INPUTS: &'static [Input] = &[Input { name: "data", doc: "A column of texts.", needed: true }];
    const OUTPUT: Output = Output::Frame;

    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
        let texts = texts(inputs.need("data")?, &self.text_col)?;
        let stops = match &self.stop_words {
            None => BTreeSet::new(),
            Some(StopWords::List(list)) => list.words().map(str::to_owned).collect(),
            Some(StopWords::Words(words)) => words.iter().cloned().collect(),
        };
        let found = each(texts, ctx, |_, text| self.of(text, &stops))?;
        let (mut rows, mut ranks, mut words, mut scores) = (vec![], vec![], Strings::new(), vec![]);
        for (row, found) in found.into_iter().enumerate() {
            for (rank, (word, score)) in found.unwrap_or_default().into_iter().enumerate() {
                rows.push(row as i64);
                ranks.push(rank as i64 + 1);
                words.push(&word);
                scores.push(score);
            }
        }
        let frame = Frame::new().with("row", rows)?.with("rank", ranks)?;
        Ok(frame.with("keyword", words)?.with("score", scores)?.into())
    }
}

impl Keywords {
    fn of(&self, text: &str, stops: &BTreeSet<String>) -> Vec<Keyword> {
        let cut = Cut::new(text);
        let mut found = match self.method {
            KeywordMethod::Yake => return yake::keywords(&cut, stops, self),
            KeywordMethod::Rake => rake::keywords(&cut, stops),
            KeywordMethod::Textrank => textrank::keywords(&cut, stops, self.window),
        };
        // Of equal ones the first in the text.
        found.sort_by(|a, b| b.1.total_cmp(&a.1));
        found.truncate(self.k);
        found
    }
}
