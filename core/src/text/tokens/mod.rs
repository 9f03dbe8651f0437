//! Words and sentences of texts, with their places.

mod statistics;

pub use statistics::TextStatistics;

use super::columns::{Places, Ranges, each, texts};
use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::{Frame, Strings};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Cuts texts into words by the rules of Unicode, in any script, and says where each is.
///
/// Boundaries are those of Unicode Standard Annex 29; a word is what has a letter or digit between two of them. Scripts without spaces
/// (Chinese, Japanese, Thai) are cut into characters or clusters, as the annex has no dictionary. With `all`, spaces and
/// punctuation are pieces as well, and the pieces make up the text.
///
/// Input: texts; a missing one has no words.
/// Output: one row a word: `row` of the table from 0; `start` and `end` (exclusive) in Unicode code points, as Python counts; `start_utf16`
/// and `end_utf16` in UTF-16 units, as JavaScript and Java count; `token`.
/// Errors: `kp.invalid_data` without a column of texts.
/// Cost: one pass; texts in parallel.
/// Source: Unicode Standard Annex 29, by the crate unicode-segmentation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct TokensOf {
    /// Answer every piece between two boundaries, not words alone.
    pub all: bool,
    /// The column of texts; a table with one column of text needs no name.
    pub text_col: String,
}

impl Default for TokensOf {
    fn default() -> Self {
        Self { all: false, text_col: "text".into() }
    }
}

setters! {
    /// Setters.
    TokensOf {
        /// Sets whether spaces and punctuation are answered.
        all: bool,
        /// Sets the column of texts.
        text_col: impl Into<String>,
    }
}

impl Component for TokensOf {
    const ID: &'static str = "text.tokens";
    const NAME: &'static str = "TokensOf";
    const VERSION: u32 = 1;
}

/// ```
/// use kingpost::{component::{Context, Function}, data::{Frame, Strings}, text::TokensOf};
/// let texts: Strings = ["👩‍🔧 can't wait"].into_iter().collect();
/// let words = TokensOf::default().call(&[Some(&Frame::new().with("text", texts)?)], &Context::new())?.frame()?;
/// assert_eq!(words.strings("token")?.iter().flatten().collect::<Vec<_>>(), ["can't", "wait"]);
/// assert_eq!((words.numbers("start")?, words.numbers("start_utf16")?), (vec![4.0, 10.0], vec![6.0, 12.0]));
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for TokensOf {
    const INPUTS: &'static [Input] = &[Input { name: "data", doc: "A column of texts.", needed: true }];
    const OUTPUT: Output = Output::Frame;

    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
        let texts = texts(inputs.need("data")?, &self.text_col)?;
        pieces(texts, "token", ctx, |text| {
            let range = |(start, piece): (usize, &str)| start..start + piece.len();
            match self.all {
                true => text.split_word_bound_indices().map(range).collect(),
                false => text.unicode_word_indices().map(range).collect(),
            }
        })
    }
}

/// Cuts texts into sentences by the rules of Unicode, and says where each is.
///
/// A sentence ends behind a full stop, question mark or exclamation mark, or the signs of other scripts for them, with closing marks, unless
/// what follows goes on with a small letter; and at the end of a paragraph. Abbreviations before a capital ("Dr. Smith") are cut, as the annex has
/// no list of them. White space around a sentence is not part of it.
///
/// Input: texts; a missing one has no sentences.
/// Output: as that of `tokens`, with `sentence`.
/// Errors: `kp.invalid_data` without a column of texts.
/// Cost: one pass; texts in parallel.
/// Source: Unicode Standard Annex 29, by the crate unicode-segmentation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct SentencesOf {
    /// The column of texts; a table with one column of text needs no name.
    pub text_col: String,
}

impl Default for SentencesOf {
    fn default() -> Self {
        Self { text_col: "text".into() }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::{Context, Function}, data::{Frame, Strings}, text::SentencesOf};
    /// let texts: Strings = ["He paid 3.5 euros. Why?"].into_iter().collect();
    /// let table = Frame::new().with("text", texts)?;
    /// let found = SentencesOf::default().call(&[Some(&table)], &Context::new())?.frame()?;
    /// assert_eq!(found.numbers("start")?, [0.0, 19.0]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    SentencesOf {
        /// Sets the column of texts.
        text_col: impl Into<String>,
    }
}

impl Component for SentencesOf {
    const ID: &'static str = "text.sentences";
    const NAME: &'static str = "SentencesOf";
    const VERSION: u32 = 1;
}

impl Function for SentencesOf {
    const INPUTS: &'static [Input] = &[Input { name: "data", doc: "A column of texts.", needed: true }];
    const OUTPUT: Output = Output::Frame;

    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
        pieces(texts(inputs.need("data")?, &self.text_col)?, "sentence", ctx, sentences)
    }
}

/// The sentences of a text without the white space around them.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    for (start, sentence) in text.split_sentence_bound_indices() {
        let trimmed = sentence.trim_start();
        let start = start + sentence.len() - trimmed.len();
        let trimmed = trimmed.trim_end();
        if !trimmed.is_empty() {
            all.push(start..start + trimmed.len());
        }
    }
    all
}

/// Pieces of each text with their places.
fn pieces(texts: &Strings, name: &str, ctx: &Context, of: impl Fn(&str) -> Vec<Range<usize>> + Sync) -> Result<Answer> {
    let all = each(texts, ctx, |_, text| of(text))?;
    let (mut ranges, mut values) = (Ranges::default(), Strings::new());
    for (row, (text, found)) in texts.iter().zip(all).enumerate() {
        let text = text.unwrap_or_default();
        let mut places = Places::new(text);
        for range in found.unwrap_or_default() {
            values.push(&text[range.clone()]);
            ranges.push(row, &mut places, range);
        }
    }
    let frame: Frame = ranges.into_frame()?;
    Ok(frame.with(name, values)?.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(texts: &[&str]) -> Frame {
        Frame::new().with("text", texts.iter().collect::<Strings>()).unwrap()
    }

    #[test]
    fn places_slice_the_text_in_both_units() {
        let texts = [
            "Zoe\u{308} 👩‍🔧 said: «שלום עולם»! Ok? 3.5 km",
            "",
            " \u{202e}abc\u{202c} 🙂🙂 नमस्ते दुनिया। ठीक",
            "東京へ行く。",
        ];
        let table = table(&texts);
        for all in [true, false] {
            let words = TokensOf::default().all(all).call(&[Some(&table)], &Context::new()).unwrap().frame().unwrap();
            let sentences = SentencesOf::default().call(&[Some(&table)], &Context::new()).unwrap().frame().unwrap();
            for (frame, name) in [(&words, "token"), (&sentences, "sentence")] {
                let column = |name: &str| frame.numbers(name).unwrap();
                let (rows, starts, ends) = (column("row"), column("start"), column("end"));
                let (starts_utf16, ends_utf16) = (column("start_utf16"), column("end_utf16"));
                for piece in 0..frame.rows() {
                    let (text, value) = (texts[rows[piece] as usize], frame.strings(name).unwrap().get(piece).unwrap());
                    let points = text.chars().skip(starts[piece] as usize).take((ends[piece] - starts[piece]) as usize);
                    assert_eq!(points.collect::<String>(), value);
                    let units: Vec<u16> = text.encode_utf16().collect();
                    let units = &units[starts_utf16[piece] as usize..ends_utf16[piece] as usize];
                    assert_eq!(String::from_utf16(units).unwrap(), value);
                }
            }
            let whole: String = words.strings("token").unwrap().iter().flatten().collect();
            assert!(!all || whole == texts.concat());
        }
    }

    #[test]
    fn sentences_end_where_the_annex_says() {
        let table = table(&["He paid 3.5 euros. \"Why?\" she asked.  No!\nOk"]);
        let found = SentencesOf::default().call(&[Some(&table)], &Context::new()).unwrap().frame().unwrap();
        let sentences: Vec<&str> = found.strings("sentence").unwrap().iter().flatten().collect();
        // A full stop before a small letter ends no sentence (rule SB8); a question mark does.
        assert_eq!(sentences, ["He paid 3.5 euros.", "\"Why?\"", "she asked.", "No!", "Ok"]);
    }
}
