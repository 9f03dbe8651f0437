//! Personal data in texts: where it is, and texts without it.

mod announce;
mod candidates;
mod chars;
mod codes;
mod context;
mod dates;
mod full_width;
mod given;
mod ids;
mod kinds;
mod marks;
mod names;
mod net;
mod numbers;
mod phone;
mod redact;
mod scan;
mod table;
#[cfg(test)]
mod tests;
mod words;

pub use candidates::NameCandidates;
pub use kinds::PiiKind;
pub use redact::{Redact, Unredact};

use super::columns::{Places, Ranges, each, texts};
use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::{Frame, Strings};
use crate::error::{Result, err};
use given::{FINDINGS, FINDINGS_DOC};
use kinds::Found;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Finds personal data in texts by rules: mail and web addresses, telephone numbers, accounts, cards, numbers of persons,
/// dates of birth, names.
///
/// Whatever has check digits must pass them. `confidence` is 0.9 and more where the form or the check digits leave little
/// doubt, 0.6 to 0.9 where a usual form or a word nearby says so; it is a rule's, not a probability. Names are found where
/// something announces them (a title, "my name is", a greeting, the end of a letter), not elsewhere: for free text without
/// such words most names stay unfound, unless a model of yours finds them (`name_candidates`). Such words are known in
/// English, German, French, Spanish, Portuguese, Italian and Dutch, and fewer in Danish, Finnish, Norwegian, Polish and
/// Swedish; those of telephone numbers and births in other scripts, too.
///
/// Input: texts; a missing one has no findings. `findings` of yours stand beside those of the rules: of two that
/// overlap the surer one stays, of equally sure ones the longer; two of one kind become one, and so do parts of a name
/// that follow each other.
/// Output: one row a finding: `row` of the table from 0; `start` and `end` (exclusive) in Unicode code points, as Python counts;
/// `start_utf16` and `end_utf16` in UTF-16 units, as JavaScript and Java count; `kind`, `text`, `confidence`. Findings do not overlap.
/// Errors: `kp.invalid_data` without a column of texts, and for findings that are no part of a text or have no known
/// kind.
/// Cost: one pass over the bytes, 64 at once where nothing begins; documents in parallel.
/// Source: ISO 13616 (IBAN), ISO/IEC 7812 (cards), ITU-T E.164 (telephone), RFC 5321, RFC 3986 and RFC 4291 (addresses), and the
/// published rules of each country's numbers; rules written for this library.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct FindPii {
    /// The kinds to look for; null for all. Fewer may cost less; what is found of a kind does not depend on the others.
    pub kinds: Option<Vec<PiiKind>>,
    /// Findings that are less sure are left out.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub min_confidence: f64,
    /// The column of texts; a table with one column of text needs no name.
    pub text_col: String,
}

impl Default for FindPii {
    fn default() -> Self {
        Self { kinds: None, min_confidence: 0.5, text_col: "text".into() }
    }
}

setters! {
    /// Setters.
    FindPii {
        /// Sets the kinds to look for.
        kinds: impl Into<Option<Vec<PiiKind>>>,
        /// Sets how sure a finding must be.
        min_confidence: f64,
        /// Sets the column of texts.
        text_col: impl Into<String>,
    }
}

impl Component for FindPii {
    const ID: &'static str = "text.find_pii";
    const NAME: &'static str = "FindPii";
    const VERSION: u32 = 1;
}

/// What `find_pii` and `redact` read.
const INPUTS: &[Input] = &[
    Input { name: "data", doc: "A column of texts.", needed: true },
    Input { name: FINDINGS, doc: FINDINGS_DOC, needed: false },
];

/// The findings of a text that are asked for.
fn find(text: &str, kinds: Option<&[PiiKind]>, least: f64) -> Vec<Found> {
    let mut found = scan::scan(text, kinds.map_or(scan::Wanted::ALL, scan::Wanted::of));
    found.retain(|one| one.confidence >= least && kinds.is_none_or(|kinds| kinds.contains(&one.kind)));
    found
}

/// Those of all texts, with those that are given.
fn find_all(
    texts: &Strings,
    findings: Option<&Frame>,
    kinds: Option<&[PiiKind]>,
    least: f64,
    ctx: &Context,
) -> Result<Vec<Option<Vec<Found>>>> {
    let given = given::read(findings, texts, kinds, least)?;
    each(texts, ctx, |row, text| {
        given::among(text, find(text, kinds, least), given.get(row).map_or(&[], Vec::as_slice))
    })
}

fn check_kinds(kinds: Option<&[PiiKind]>) -> Result<()> {
    if kinds.is_some_and(<[_]>::is_empty) {
        return Err(
            err!(InvalidParams, "kinds is empty; must be null for all, or name one or more").with("param", "kinds")
        );
    }
    Ok(())
}

/// ```
/// use kingpost::{component::{Context, Function}, data::{Frame, Strings}, text::FindPii};
/// let texts: Strings = ["👩 call +49 30 901820 or write to a@b.de"].into_iter().collect();
/// let found = FindPii::default().call(&[Some(&Frame::new().with("text", texts)?)], &Context::new())?.frame()?;
/// assert_eq!(found.strings("text")?.iter().flatten().collect::<Vec<_>>(), ["+49 30 901820", "a@b.de"]);
/// assert_eq!(found.numbers("start")?, [7.0, 33.0]);
/// assert_eq!(found.numbers("start_utf16")?, [8.0, 34.0]);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for FindPii {
    const INPUTS: &'static [Input] = INPUTS;
    const OUTPUT: Output = Output::Frame;

    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
        let kinds = self.kinds.as_deref();
        check_kinds(kinds)?;
        let texts = texts(inputs.need("data")?, &self.text_col)?;
        let all = find_all(texts, inputs.get(FINDINGS), kinds, self.min_confidence, ctx)?;
        let (mut ranges, mut names, mut parts, mut confidences) =
            (Ranges::default(), Strings::new(), Strings::new(), vec![]);
        for (row, (text, found)) in texts.iter().zip(all).enumerate() {
            let (text, found) = (text.unwrap_or_default(), found.unwrap_or_default());
            let mut places = Places::new(if found.is_empty() { "" } else { text });
            for one in found {
                ranges.push(row, &mut places, one.start..one.end);
                names.push(one.kind.name());
                parts.push(&text[one.start..one.end]);
                confidences.push(one.confidence);
            }
        }
        let frame: Frame = ranges.into_frame()?.with("kind", names)?.with("text", parts)?;
        Ok(frame.with("confidence", confidences)?.into())
    }
}
