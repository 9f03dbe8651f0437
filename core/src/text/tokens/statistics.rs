//! What a text looks like, in numbers.

use super::sentences;
use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::Frame;
use crate::error::Result;
use crate::text::columns::{each, is_english_stop_word, texts};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use unicode_segmentation::UnicodeSegmentation;

/// Measures texts: lengths, kinds of characters, repetition, readability. For filters of bad texts, for drift, and as features.
///
/// Words and sentences are those of Unicode Standard Annex 29, a word without a letter or digit left out; letters, digits and capitals
/// are Unicode's. Shares are of the characters, of the words or of the lines, and 0 where there are none.
///
/// `characters` in code points, `utf16_units`, `bytes`, `words`, `sentences`, `lines`;
/// `letter_share`, `upper_share`, `digit_share`, `space_share`, `other_share` (neither letter, digit nor space), `non_ascii_share`,
///   `replacement_share` (U+FFFD, what is left of broken bytes);
/// `mean_word_length` in characters, `mean_sentence_length` in words, `unique_word_share`, `most_common_word_share`, `stop_word_share` (English);
/// `duplicate_line_share`, `ellipsis_line_share`, `bullet_line_share`, `symbol_word_ratio` (`#` and ellipses a word);
/// `character_entropy` in bits a character;
/// `automated_readability_index` 4.71 c / w + 0.5 w / s - 21.43 and `coleman_liau_index` 5.88 c / w - 29.6 s / w - 15.8, with c letters and
///   digits, w words and s sentences: school years of English text; 0 without a word.
///
/// Input: texts.
/// Output: one row a text, in order, with `row` and the columns above; all of a missing text are missing.
/// Errors: `kp.invalid_data` without a column of texts.
/// Cost: one pass for each kind of measure; texts in parallel.
/// Source: Rae et al., Scaling language models: methods, analysis and insights from training Gopher, 2021, appendix A1 (rules of quality); Smith and
/// Senter, Automated readability index, 1967; Coleman and Liau, A computer readability formula designed for machine scoring, 1975.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct TextStatistics {
    /// The column of texts; a table with one column of text needs no name.
    pub text_col: String,
}

impl Default for TextStatistics {
    fn default() -> Self {
        Self { text_col: "text".into() }
    }
}

setters! {
    /// Setters.
    TextStatistics {
        /// Sets the column of texts.
        text_col: impl Into<String>,
    }
}

impl Component for TextStatistics {
    const ID: &'static str = "text.text_statistics";
    const NAME: &'static str = "TextStatistics";
    const VERSION: u32 = 1;
}

const NAMES: [&str; 25] = [
    "characters",
    "utf16_units",
    "bytes",
    "words",
    "sentences",
    "lines",
    "letter_share",
    "upper_share",
    "digit_share",
    "space_share",
    "other_share",
    "non_ascii_share",
    "replacement_share",
    "mean_word_length",
    "mean_sentence_length",
    "unique_word_share",
    "most_common_word_share",
    "stop_word_share",
    "duplicate_line_share",
    "ellipsis_line_share",
    "bullet_line_share",
    "symbol_word_ratio",
    "character_entropy",
    "automated_readability_index",
    "coleman_liau_index",
];

/// ```
/// use kingpost::{component::{Context, Function}, data::{Frame, Strings}, text::TextStatistics};
/// let texts: Strings = ["One two two. Three 🙂!"].into_iter().collect();
/// let table = TextStatistics::default().call(&[Some(&Frame::new().with("text", texts)?)], &Context::new())?.frame()?;
/// assert_eq!((table.f64("characters")?[0], table.f64("utf16_units")?[0]), (21.0, 22.0));
/// assert_eq!((table.f64("words")?[0], table.f64("sentences")?[0], table.f64("unique_word_share")?[0]), (4.0, 2.0, 0.75));
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for TextStatistics {
    const INPUTS: &'static [Input] = &[Input { name: "data", doc: "A column of texts.", needed: true }];
    const OUTPUT: Output = Output::Frame;
    const KEEPS_ROWS: bool = true;

    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
        let texts = texts(inputs.need("data")?, &self.text_col)?;
        let measured = each(texts, ctx, |_, text| measure(text))?;
        let mut frame = Frame::new().with("row", (0..texts.len() as i64).collect::<Vec<_>>())?;
        for (column, name) in NAMES.into_iter().enumerate() {
            let of = |values: &Option<[f64; 25]>| values.map_or(f64::NAN, |values| values[column]);
            frame.push(name.to_owned(), measured.iter().map(of).collect::<Vec<f64>>().into())?;
        }
        Ok(frame.into())
    }
}

/// A part of a whole, 0 of nothing.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// How many characters are of each kind.
#[derive(Default)]
struct Characters {
    all: usize,
    units: usize,
    letters: usize,
    upper: usize,
    digits: usize,
    spaces: usize,
    foreign: usize,
    replaced: usize,
}

fn characters(text: &str) -> Characters {
    let mut count = Characters::default();
    for c in text.chars() {
        count.all += 1;
        count.units += c.len_utf16();
        count.letters += usize::from(c.is_alphabetic());
        count.upper += usize::from(c.is_uppercase());
        count.digits += usize::from(c.is_numeric() && !c.is_alphabetic());
        count.spaces += usize::from(c.is_whitespace());
        count.foreign += usize::from(!c.is_ascii());
        count.replaced += usize::from(c == '\u{fffd}');
    }
    count
}

fn entropy(text: &str, all: usize) -> f64 {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    text.chars().for_each(|c| *counts.entry(c).or_default() += 1);
    let part = |&count: &usize| {
        let chance = count as f64 / all as f64;
        -chance * libm::log2(chance)
    };
    // Of one character only or none, -0 would be left, of which `max` keeps one zero or the other.
    counts.values().map(part).sum::<f64>() + 0.0
}

fn measure(text: &str) -> [f64; 25] {
    let count = characters(text);
    let (mut words, mut length, mut stops) = (0usize, 0usize, 0usize);
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for word in text.unicode_words() {
        words += 1;
        length += word.chars().count();
        let lower = word.to_lowercase();
        stops += usize::from(is_english_stop_word(&lower));
        *kinds.entry(lower).or_default() += 1;
    }
    let sentences = sentences(text).len();
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    lines.iter().for_each(|line| *seen.entry(line).or_default() += 1);
    let ellipses = lines.iter().filter(|line| line.ends_with("...") || line.ends_with('…')).count();
    let bullets = lines.iter().filter(|line| line.starts_with(['•', '-', '*', '‣', '◦', '▪'])).count();
    let symbols = text.matches(['#', '…']).count() + text.matches("...").count();
    let signs = (count.letters + count.digits) as f64;
    let (w, s) = (words as f64, sentences.max(1) as f64);
    let [ari, coleman] = match words {
        0 => [0.0, 0.0],
        _ => [4.71 * signs / w + 0.5 * w / s - 21.43, 5.88 * signs / w - 29.6 * s / w - 15.8],
    };
    let of_all = |part: usize| share(part, count.all);
    [
        count.all as f64,
        count.units as f64,
        text.len() as f64,
        w,
        sentences as f64,
        lines.len() as f64,
        of_all(count.letters),
        of_all(count.upper),
        of_all(count.digits),
        of_all(count.spaces),
        of_all(count.all - count.letters - count.digits - count.spaces),
        of_all(count.foreign),
        of_all(count.replaced),
        share(length, words),
        share(words, sentences),
        share(kinds.len(), words),
        share(kinds.values().copied().max().unwrap_or(0), words),
        share(stops, words),
        share(lines.len() - seen.len(), lines.len()),
        share(ellipses, lines.len()),
        share(bullets, lines.len()),
        share(symbols, words),
        entropy(text, count.all),
        ari,
        coleman,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_are_what_their_names_say() {
        let of = |text: &str, name: &str| measure(text)[NAMES.iter().position(|other| *other == name).unwrap()];
        let text = "The cat sat.\n- A dog…\nThe cat sat.\n";
        let expected = [
            ("lines", 3.0),
            ("words", 8.0),
            ("duplicate_line_share", 1.0 / 3.0),
            ("bullet_line_share", 1.0 / 3.0),
            ("ellipsis_line_share", 1.0 / 3.0),
            ("symbol_word_ratio", 1.0 / 8.0),
            ("stop_word_share", 3.0 / 8.0),
            ("most_common_word_share", 0.25),
            ("upper_share", 3.0 / 35.0),
        ];
        for (name, value) in expected {
            assert!((of(text, name) - value).abs() < 1e-15, "{name}: {}", of(text, name));
        }
        assert_eq!((of("abab", "character_entropy"), of("aaaa", "character_entropy")), (1.0, 0.0));
        assert_eq!(of("\u{fffd}a", "replacement_share"), 0.5);
        for text in ["", " ", "!!", "🙂", "\u{301}"] {
            assert!(measure(text).iter().all(|value| value.is_finite()), "{text:?}");
        }
    }
}
