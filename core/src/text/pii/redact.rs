//! Texts without personal data, and the way back.

use super::{FINDINGS, INPUTS, PiiKind, check_kinds, find_all};
use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::{Column, Frame, Strings};
use crate::error::{Result, err};
use crate::text::columns::{each, texts_beside, texts_named};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Replaces personal data in texts by numbered placeholders, and keeps apart what each stands for.
///
/// What `find_pii` finds becomes `<PHONE_1>`, `<PERSON_2>` and so on. The same value of the same kind has the same number
/// in the whole table, so that texts can still be compared and counted; numbers that a text already uses are passed over. The column
/// `keys` has the way back: store it apart from the texts, with the same care as the data itself; `unredact` takes both.
/// Numbers are of one call: keys of another table do not fit.
///
/// Input: texts; a missing one stays missing. `findings` as those of `find_pii`, such as names that a model found.
/// Output: the table as it was with the texts replaced, and `keys`: for each row a JSON object from placeholder to value, `{}`
/// where nothing was found.
/// Errors: those of `find_pii`, and `kp.invalid_data` where a column is named `keys` already.
/// Cost: that of `find_pii`; memory for the texts once more.
/// Source: as `find_pii`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Redact {
    /// The kinds to replace; null for all.
    pub kinds: Option<Vec<PiiKind>>,
    /// Findings that are less sure stay in the text.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub min_confidence: f64,
    /// The column of texts; a table with one column of text needs no name.
    pub text_col: String,
}

impl Default for Redact {
    fn default() -> Self {
        Self { kinds: None, min_confidence: 0.5, text_col: "text".into() }
    }
}

setters! {
    /// Setters.
    Redact {
        /// Sets the kinds to replace.
        kinds: impl Into<Option<Vec<PiiKind>>>,
        /// Sets how sure a finding must be.
        min_confidence: f64,
        /// Sets the column of texts.
        text_col: impl Into<String>,
    }
}

impl Component for Redact {
    const ID: &'static str = "text.redact";
    const NAME: &'static str = "Redact";
    const VERSION: u32 = 1;
}

/// The column with the way back.
const KEYS: &str = "keys";

/// The length of the placeholder that begins with the `<` at a place, `<` to `>`.
fn placeholder(bytes: &[u8]) -> Option<usize> {
    let end = bytes.iter().take(40).position(|&byte| byte == b'>')?;
    let digits = bytes[..end].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let name = &bytes[1.min(end)..end - digits];
    let named = name.len() > 1 && name.ends_with(b"_") && name.iter().all(|&b| b.is_ascii_uppercase() || b == b'_');
    (digits > 0 && named).then_some(end + 1)
}

/// Every placeholder of a text, as a range of bytes.
fn placeholders(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    let opened = text.match_indices('<');
    opened.filter_map(|(start, _)| placeholder(&text.as_bytes()[start..]).map(|length| start..start + length))
}

/// Numbers that are given to values.
struct Numbers<'a> {
    taken: BTreeSet<&'a str>,
    next: BTreeMap<PiiKind, usize>,
    known: BTreeMap<(PiiKind, &'a str), String>,
}

impl<'a> Numbers<'a> {
    fn of(&mut self, kind: PiiKind, value: &'a str) -> &str {
        let Numbers { taken, next, known } = self;
        known.entry((kind, value)).or_insert_with(|| {
            let next = next.entry(kind).or_insert(0);
            loop {
                *next += 1;
                let name = format!("<{}_{next}>", kind.name().to_ascii_uppercase());
                if !taken.contains(name.as_str()) {
                    return name;
                }
            }
        })
    }
}

/// ```
/// use kingpost::{component::{Context, Function}, data::{Frame, Strings}, text::{Redact, Unredact}};
/// let texts: Strings = ["mail a@b.de or c@d.fr", "a@b.de again"].into_iter().collect();
/// let table = Frame::new().with("text", texts)?;
/// let safe = Redact::default().call(&[Some(&table)], &Context::new())?.frame()?;
/// assert_eq!(safe.strings("text")?.get(1), Some("<EMAIL_1> again"));
/// assert_eq!(safe.strings("keys")?.get(1), Some(r#"{"<EMAIL_1>":"a@b.de"}"#));
/// let back = Unredact::default().call(&[Some(&safe)], &Context::new())?.frame()?;
/// assert_eq!(back.strings("text")?, table.strings("text")?);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for Redact {
    const INPUTS: &'static [Input] = INPUTS;
    const OUTPUT: Output = Output::Frame;
    const KEEPS_ROWS: bool = true;

    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
        let kinds = self.kinds.as_deref();
        check_kinds(kinds)?;
        let frame = inputs.need("data")?;
        let (name, texts) = texts_named(frame, &self.text_col)?;
        if frame.get(KEYS).is_some() {
            return Err(err!(InvalidData, "a column is named '{KEYS}' already; rename it").with("column", KEYS));
        }
        let all = find_all(texts, inputs.get(FINDINGS), kinds, self.min_confidence, ctx)?;
        let taken = texts.iter().flatten().flat_map(|text| placeholders(text).map(|range| &text[range])).collect();
        let mut numbers = Numbers { taken, next: BTreeMap::new(), known: BTreeMap::new() };
        let (mut safe, mut keys) = (Strings::new(), Strings::new());
        for (text, found) in texts.iter().zip(all) {
            let (Some(text), Some(found)) = (text, found) else {
                safe.push_missing();
                keys.push("{}");
                continue;
            };
            let (mut line, mut key, mut from) = (String::new(), BTreeMap::new(), 0);
            for one in found {
                let value = &text[one.start..one.end];
                let name = numbers.of(one.kind, value);
                line.push_str(&text[from..one.start]);
                line.push_str(name);
                key.insert(name.to_owned(), value);
                from = one.end;
            }
            line.push_str(&text[from..]);
            safe.push(&line);
            keys.push(&serde_json::to_string(&key).map_err(|error| err!(Internal, "no key: {error}"))?);
        }
        Ok(replaced(frame, &name, safe)?.with(KEYS, keys)?.into())
    }
}

/// The table with another column of texts.
fn replaced(frame: &Frame, name: &str, texts: Strings) -> Result<Frame> {
    let (mut other, mut texts) = (Frame::new(), Some(texts));
    for (column, values) in frame.iter() {
        let values = if column == name { texts.take().map(Column::Str) } else { Some(values.clone()) };
        other.push(column.to_owned(), values.unwrap_or(Column::Bool(Vec::new())))?;
    }
    Ok(other)
}

/// Puts back what `redact` replaced.
///
/// Each placeholder that the row's keys know becomes its value again; others stay as they are, so that a text may have been
/// cut, translated or added to in between.
///
/// Input: texts, and the column `keys` that `redact` made, row by row; a missing text stays missing, a missing key is empty.
/// Output: the table with the texts as they were, without `keys`.
/// Errors: `kp.invalid_data` without one of the columns, and for a key that is no JSON object of texts.
/// Cost: one pass over the bytes.
/// Source: the inverse of `redact`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Unredact {
    /// The column of texts; a table with one column of text beside `keys` needs no name.
    pub text_col: String,
}

impl Default for Unredact {
    fn default() -> Self {
        Self { text_col: "text".into() }
    }
}

setters! {
    /// Setters.
    Unredact {
        /// Sets the column of texts.
        text_col: impl Into<String>,
    }
}

impl Component for Unredact {
    const ID: &'static str = "text.unredact";
    const NAME: &'static str = "Unredact";
    const VERSION: u32 = 1;
}

impl Function for Unredact {
    const INPUTS: &'static [Input] = &[Input { name: "data", doc: "A column of texts, and `keys`.", needed: true }];
    const OUTPUT: Output = Output::Frame;
    const KEEPS_ROWS: bool = true;

    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
        let frame = inputs.need("data")?;
        let keys = frame.strings(KEYS)?;
        let (name, texts) = texts_beside(frame, &self.text_col, Some(KEYS))?;
        let lines = each(texts, ctx, |row, text| restore(row, text, keys.get(row).unwrap_or("{}")))?;
        let mut whole = Strings::new();
        for line in lines {
            match line {
                Some(line) => whole.push(&line?),
                None => whole.push_missing(),
            }
        }
        let mut other = Frame::new();
        for (column, values) in replaced(frame, &name, whole)?.into_columns() {
            if column != KEYS {
                other.push(column, values)?;
            }
        }
        Ok(other.into())
    }
}

fn restore(row: usize, text: &str, keys: &str) -> Result<String> {
    let keys: BTreeMap<String, String> = serde_json::from_str(keys).map_err(|error| {
        err!(InvalidData, "the key of row {row} is no JSON object of texts: {error}").with("row", row)
    })?;
    let (mut line, mut from) = (String::with_capacity(text.len()), 0);
    for range in placeholders(text) {
        if let Some(value) = keys.get(&text[range.clone()]) {
            line.push_str(&text[from..range.start]);
            line.push_str(value);
            from = range.end;
        }
    }
    line.push_str(&text[from..]);
    Ok(line)
}
