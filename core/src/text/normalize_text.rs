//! One spelling of what has several.

use super::columns::{each, texts_named};
use super::normal_forms::Plain;
use super::options::{Normalization, StripAccents};
use super::pieces::split;
use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::{Column, Frame, Strings};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What becomes of white space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhiteSpace {
    /// It stays.
    #[default]
    Keep,
    /// None is left at the beginning and the end.
    Trim,
    /// As `trim`, and a run of it between words becomes one space.
    Collapse,
}

/// Gives texts one spelling: a normal form of Unicode, and if asked for folded case, no accents, single spaces.
///
/// The steps, in this order: the normal form; folded or lower case; accents away; the normal form again, which the steps
/// between may have left; white space. Folding is for comparison: it makes equal what differs in case alone, and its result
/// need not be what one would write. It knows no language, so that the Turkish I becomes i.
///
/// Input: texts; a missing one stays missing.
/// Output: the table as it was with the texts replaced.
/// Errors: `kp.invalid_data` without a column of texts.
/// Cost: one pass; texts in parallel; memory for the texts once more.
/// Source: Unicode Standard Annex 15 (normal forms) and The Unicode Standard, section 3.13 (case folding in full), of
/// Unicode 14.0.0; characters that came later stay as they are. White space is that of Python's `str.split`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct NormalizeText {
    /// The normal form; null to leave the characters as they are spelled.
    pub normalization: Option<Normalization>,
    /// Lower-case texts, by Unicode's full rules.
    pub lowercase: bool,
    /// Fold the case of texts in full, in place of lower case: "Straße" becomes "strasse", and every sigma is one.
    pub case_fold: bool,
    /// What becomes of accents; null to keep them.
    pub strip_accents: Option<StripAccents>,
    /// What becomes of white space.
    pub white_space: WhiteSpace,
    /// The column of texts; a table with one column of text needs no name.
    pub text_col: String,
}

impl Default for NormalizeText {
    fn default() -> Self {
        Self {
            normalization: Some(Normalization::Nfc),
            lowercase: false,
            case_fold: false,
            strip_accents: None,
            white_space: WhiteSpace::Keep,
            text_col: "text".into(),
        }
    }
}

setters! {
    /// Setters.
    NormalizeText {
        /// Sets the normal form, or none.
        normalization: impl Into<Option<Normalization>>,
        /// Sets whether texts are lower-cased.
        lowercase: bool,
        /// Sets whether the case of texts is folded.
        case_fold: bool,
        /// Sets what becomes of accents.
        strip_accents: impl Into<Option<StripAccents>>,
        /// Sets what becomes of white space.
        white_space: WhiteSpace,
        /// Sets the column of texts.
        text_col: impl Into<String>,
    }
}

impl Component for NormalizeText {
    const ID: &'static str = "text.normalize_text";
    const NAME: &'static str = "NormalizeText";
    const VERSION: u32 = 1;
}

impl NormalizeText {
    fn of(&self, text: &str) -> String {
        let Self { normalization, lowercase, case_fold, strip_accents, .. } = *self;
        let mut plain = String::with_capacity(text.len());
        Plain { normalization, lowercase, case_fold, strip_accents }.write(text, &mut plain);
        if self.white_space == WhiteSpace::Keep {
            return plain;
        }
        let mut words = Vec::new();
        split(&plain, &mut words);
        match (self.white_space, words.as_slice()) {
            (WhiteSpace::Trim, [(start, ..), .., (_, end)] | [(start, end)]) => plain[*start..*end].to_owned(),
            _ => words.iter().map(|&(start, end)| &plain[start..end]).collect::<Vec<_>>().join(" "),
        }
    }
}

/// ```
/// use kingpost::component::{Context, Function};
/// use kingpost::{data::{Frame, Strings}, text::{Normalization, NormalizeText, WhiteSpace}};
/// let texts: Strings = [" Ｓtraße\t№ ５ "].into_iter().collect();
/// let table = Frame::new().with("text", texts)?;
/// let params = NormalizeText::default().normalization(Normalization::Nfkc).case_fold(true);
/// let plain = params.white_space(WhiteSpace::Collapse).call(&[Some(&table)], &Context::new())?.frame()?;
/// assert_eq!(plain.strings("text")?.get(0), Some("strasse no 5"));
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for NormalizeText {
    const INPUTS: &'static [Input] = &[Input { name: "data", doc: "A column of texts.", needed: true }];
    const OUTPUT: Output = Output::Frame;

    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
        let frame = inputs.need("data")?;
        let (name, texts) = texts_named(frame, &self.text_col)?;
        let mut plain = Strings::new();
        each(texts, ctx, |_, text| self.of(text))?.iter().for_each(|text| plain.push_option(text.as_deref()));
        let mut answer = Frame::new();
        for (other, column) in frame.iter() {
            let column = if other == name { Column::Str(plain.clone()) } else { column.clone() };
            answer.push(other.to_owned(), column)?;
        }
        Ok(answer.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_goes_as_in_python() {
        let of = |white_space, text: &str| NormalizeText::default().white_space(white_space).of(text);
        // CPython 3.11.7: text, text.strip(), " ".join(text.split()).
        let cases = [
            ("\u{1c} a\u{3000}\u{85}b\t", "a\u{3000}\u{85}b", "a b"),
            ("a", "a", "a"),
            (" \u{a0}\n", "", ""),
            ("", "", ""),
            ("\u{200b} x", "\u{200b} x", "\u{200b} x"),
        ];
        for (text, trimmed, collapsed) in cases {
            assert_eq!(of(WhiteSpace::Keep, text), text);
            assert_eq!(of(WhiteSpace::Trim, text), trimmed);
            assert_eq!(of(WhiteSpace::Collapse, text), collapsed);
        }
    }

    #[test]
    fn other_columns_and_missing_texts_stay() {
        let mut texts = Strings::new();
        [Some("E\u{301}\u{fb01}"), None, Some("")].into_iter().for_each(|text| texts.push_option(text));
        let table = Frame::new().with("n", vec![1.0, 2.0, 3.0]).unwrap().with("text", texts).unwrap();
        let call = |params: NormalizeText| params.call(&[Some(&table)], &Context::new()).unwrap().frame().unwrap();
        let plain = call(NormalizeText::default());
        assert_eq!(plain.f64("n").unwrap(), [1.0, 2.0, 3.0]);
        assert_eq!(plain.strings("text").unwrap().iter().collect::<Vec<_>>(), [Some("\u{c9}\u{fb01}"), None, Some("")]);
        let none = call(NormalizeText::default().normalization(None));
        assert_eq!(none, table);
        let ascii = call(NormalizeText::default().strip_accents(StripAccents::Ascii).lowercase(true));
        assert_eq!(ascii.strings("text").unwrap().get(0), Some("efi"));
        let error = NormalizeText::default().call(&[Some(&Frame::new())], &Context::new()).unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::InvalidData);
    }
}
