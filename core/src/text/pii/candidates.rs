//! Words that may be names, for a model that the user trains.

use super::chars::{is_letter, word_before};
use super::kinds::PiiKind;
use super::names::{is_name, name_word};
use super::scan::{Wanted, scan};
use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::Strings;
use crate::error::Result;
use crate::text::columns::{Places, Ranges, each, texts};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Lists the words of texts that may be part of a name, each with what stands around it, for a classifier to decide.
///
/// A candidate is a word with a capital that is no title and no word such as "The", and not inside of anything else
/// that `find_pii` finds. Its `context` is a short text for a classifier of texts: the word, the two words before and
/// behind it (`prev_`, `prev2_`, `next_`, `next2_`; marks by their names, `edge` where there is none, other findings by
/// their kinds), and how it and its neighbours are written (`form_`). Fit a classifier to the contexts of texts in
/// which you know the names; then give the candidates of new texts, with the probability of a name as `confidence`, to
/// `find_pii` or `redact` as `findings`.
///
/// Input: texts; a missing one has no candidates.
/// Output: one row a candidate: `row` of the table from 0; `start` and `end` (exclusive) in Unicode code points, as
/// Python counts; `start_utf16` and `end_utf16` in UTF-16 units, as JavaScript and Java count; `text`, `context`.
/// Scripts without capitals have no candidates.
/// Errors: `kp.invalid_data` without a column of texts.
/// Cost: that of `find_pii`, and one more pass; texts in parallel.
/// Source: the features of words that taggers of names use, Tjong Kim Sang and De Meulder, Introduction to the
/// CoNLL-2003 Shared Task, 2003, section 4.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct NameCandidates {
    /// The column of texts; a table with one column of text needs no name.
    pub text_col: String,
}

impl Default for NameCandidates {
    fn default() -> Self {
        Self { text_col: "text".into() }
    }
}

setters! {
    /// Setters.
    NameCandidates {
        /// Sets the column of texts.
        text_col: impl Into<String>,
    }
}

impl Component for NameCandidates {
    const ID: &'static str = "text.name_candidates";
    const NAME: &'static str = "NameCandidates";
    const VERSION: u32 = 1;
}

/// ```
/// use kingpost::{component::{Context, Function}, data::{Frame, Strings}, text::NameCandidates};
/// let texts: Strings = ["Yesterday Ada Berg called."].into_iter().collect();
/// let table = Frame::new().with("text", texts)?;
/// let found = NameCandidates::default().call(&[Some(&table)], &Context::new())?.frame()?;
/// assert_eq!(found.strings("text")?.iter().flatten().collect::<Vec<_>>(), ["Yesterday", "Ada", "Berg"]);
/// let expected = "prev2_edge prev_Yesterday Ada next_Berg next2_called form_title prev_form_title next_form_title";
/// assert_eq!(found.strings("context")?.get(1), Some(expected));
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for NameCandidates {
    const INPUTS: &'static [Input] = &[Input { name: "data", doc: "A column of texts.", needed: true }];
    const OUTPUT: Output = Output::Frame;

    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
        let texts = texts(inputs.need("data")?, &self.text_col)?;
        let all = each(texts, ctx, |_, text| candidates(text))?;
        let (mut ranges, mut parts, mut contexts) = (Ranges::default(), Strings::new(), Strings::new());
        for (row, (text, found)) in texts.iter().zip(all).enumerate() {
            let (text, found) = (text.unwrap_or_default(), found.unwrap_or_default());
            let mut places = Places::new(text);
            for (range, context) in found {
                parts.push(&text[range.clone()]);
                contexts.push(&context);
                ranges.push(row, &mut places, range);
            }
        }
        Ok(ranges.into_frame()?.with("text", parts)?.with("context", contexts)?.into())
    }
}

/// A word, a mark, or something that was found.
struct Piece<'a> {
    range: Range<usize>,
    /// The word itself, or what it is called.
    name: &'a str,
    form: &'static str,
}

/// What stands beyond the ends of a text.
const EDGE: Piece<'_> = Piece { range: 0..0, name: "edge", form: "mark" };

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = scan(text, Wanted::ALL).into_iter().filter(|one| one.kind != PiiKind::Person).peekable();
    let (mut pieces, mut place) = (Vec::new(), 0);
    while let Some(c) = text[place..].chars().next() {
        let mut end = place + c.len_utf8();
        let mut add = |end, name, form| pieces.push(Piece { range: place..end, name, form });
        if let Some(one) = found.next_if(|one| one.start <= place) {
            end = one.end.max(place);
            add(end, one.kind.name(), "mark");
        } else if is_letter(c) {
            // A word may end at its first letter, where that stands apart from others.
            end = name_word(text, place).max(end);
            add(end, &text[place..end], form(&text[place..end]));
        } else if let Some(name) = mark(c) {
            add(end, name, "mark");
        }
        place = end;
    }
    pieces
}

fn mark(c: char) -> Option<&'static str> {
    Some(match c {
        '.' | '!' | '?' | '…' => "stop",
        ',' | ';' => "comma",
        ':' => "colon",
        '\n' => "line",
        _ => return None,
    })
}

/// How a word is written.
fn form(word: &str) -> &'static str {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if !first.is_uppercase() => "lower",
        _ if letters.as_str().is_empty() => "initial",
        _ if !letters.any(char::is_lowercase) => "upper",
        _ => "title",
    }
}

/// The candidates of a text, and what stands around each.
fn candidates(text: &str) -> Vec<(Range<usize>, String)> {
    let pieces = pieces(text);
    let near = |place: Option<usize>| place.and_then(|place| pieces.get(place)).unwrap_or(&EDGE);
    let candidate = |(place, piece): (usize, &Piece<'_>)| {
        let may_be = piece.form != "mark" && is_name(piece.name) && !word_before(text.as_bytes(), piece.range.start);
        let (prev, next) = (near(place.checked_sub(1)), near(Some(place + 1)));
        let (prev2, next2) = (near(place.checked_sub(2)), near(Some(place + 2)));
        may_be.then(|| {
            let words = format!(
                "prev2_{} prev_{} {} next_{} next2_{}",
                prev2.name, prev.name, piece.name, next.name, next2.name
            );
            let forms = format!("form_{} prev_form_{} next_form_{}", piece.form, prev.form, next.form);
            (piece.range.clone(), format!("{words} {forms}"))
        })
    };
    pieces.iter().enumerate().filter_map(candidate).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        candidates(text).into_iter().map(|(range, _)| &text[range]).collect()
    }

    #[test]
    fn words_with_capitals_are_candidates() {
        for (text, expected) in [
            ("I saw Dr. Ada O'Neill-Berg's car in Rome", vec!["Ada", "O'Neill-Berg", "Rome"]),
            ("mail Ada.Berg@example.org in Ulm", vec!["Ulm"]),
            ("Пётр и Zoë 👩‍🔧 ÉLISE", vec!["Пётр", "Zoë", "ÉLISE"]),
            ("A1 iPhone 42 the X_y", vec![]),
            ("東京 محمد", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn the_context_names_what_stands_around() {
        let found = candidates("Call +49 30 901820, Ada!\nMr. X");
        let contexts: Vec<&str> = found.iter().map(|(_, context)| context.as_str()).collect();
        let call = "prev2_edge prev_edge Call next_phone next2_comma form_title prev_form_mark next_form_mark";
        let ada = "prev2_phone prev_comma Ada next_stop next2_line form_title prev_form_mark next_form_mark";
        let x = "prev2_Mr prev_stop X next_edge next2_edge form_initial prev_form_mark next_form_mark";
        assert_eq!(contexts, [call, ada, x]);
    }
}
