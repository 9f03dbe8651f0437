//! Findings that the user gives, such as a model's, among those of the rules.

use super::kinds::{Found, PiiKind};
use super::names::is_particle;
use super::scan::without_overlaps;
use crate::data::{Frame, Strings};
use crate::error::{Error, Result, err};

/// What the table is called, and what is in it.
pub(super) const FINDINGS: &str = "findings";
pub(super) const FINDINGS_DOC: &str = "What is known from elsewhere, such as a model: `row`, and `start` and `end` in code points or `start_utf16` and \
     `end_utf16`; `kind`, or each is a person; `confidence`, or each is sure. Other columns are ignored.";

/// The findings of each text that are asked for, in order.
pub(super) fn read(
    given: Option<&Frame>,
    texts: &Strings,
    kinds: Option<&[PiiKind]>,
    least: f64,
) -> Result<Vec<Vec<Found>>> {
    let Some(frame) = given else { return Ok(Vec::new()) };
    let units = if frame.get("start").is_some() { ["start", "end"] } else { ["start_utf16", "end_utf16"] };
    let (rows, starts, ends) = (whole(frame, "row")?, whole(frame, units[0])?, whole(frame, units[1])?);
    let names = frame.get("kind").map(|_| frame.strings("kind")).transpose()?;
    let confidences = frame.get("confidence").map(|_| frame.numbers("confidence")).transpose()?;
    let mut order: Vec<usize> = (0..frame.rows()).collect();
    order.sort_by_key(|&at| (rows[at], starts[at], ends[at]));
    let mut found = vec![Vec::new(); texts.len()];
    let mut place = Place { text: "", utf16: units[0] != "start", byte: 0, count: 0 };
    let mut before = -1;
    for at in order {
        let (row, start, end) = (rows[at], starts[at], ends[at]);
        let text = usize::try_from(row).ok().filter(|&row| row < texts.len()).and_then(|row| texts.get(row));
        let text = text.ok_or_else(|| bad(at, &format!("is of row {row}, which has no text")))?;
        if row != before {
            (place, before) = (Place { text, byte: 0, count: 0, ..place }, row);
        }
        let (from, to) = (place.to(start), place.clone().to(end));
        let (Some(from), Some(to), true) = (from, to, start < end) else {
            return Err(bad(at, &format!("is {start}..{end}, which is no part of the text of row {row}")));
        };
        let kind = names.map_or(Ok(PiiKind::Person), |names| kind(at, names.get(at).unwrap_or_default()))?;
        let confidence = confidences.as_ref().map_or(1.0, |confidences| confidences[at]);
        if !(0.0..=1.0).contains(&confidence) {
            return Err(bad(at, &format!("has the confidence {confidence}; must be 0..=1")));
        }
        if confidence >= least && kinds.is_none_or(|kinds| kinds.contains(&kind)) {
            found[row as usize].push(Found { start: from, end: to, kind, confidence });
        }
    }
    Ok(found)
}

fn whole(frame: &Frame, name: &str) -> Result<Vec<i64>> {
    let column = frame.column(name)?;
    column.to_i64().ok_or_else(|| {
        err!(InvalidData, "column '{name}' of the findings is {}; must be whole numbers", column.kind())
            .with("column", name)
    })
}

fn kind(at: usize, name: &str) -> Result<PiiKind> {
    let known = || PiiKind::ALL.map(PiiKind::name).join(", ");
    let kind = PiiKind::ALL.into_iter().find(|kind| kind.name() == name);
    kind.ok_or_else(|| bad(at, &format!("is of the kind '{name}'; must be one of {}", known())))
}

fn bad(at: usize, what: &str) -> Error {
    err!(InvalidData, "finding {at} {what}").with("row", at)
}

/// A place in a text, counted in code points or in UTF-16 units.
#[derive(Clone)]
struct Place<'a> {
    text: &'a str,
    utf16: bool,
    byte: usize,
    count: i64,
}

impl Place<'_> {
    /// Goes on to another place; its byte, where a character begins there.
    fn to(&mut self, count: i64) -> Option<usize> {
        while self.count < count {
            let c = self.text[self.byte..].chars().next()?;
            self.byte += c.len_utf8();
            self.count += if self.utf16 { c.len_utf16() as i64 } else { 1 };
        }
        (self.count == count).then_some(self.byte)
    }
}

/// Findings of rules and given ones, in order and without overlaps: those of a kind that overlap are one, and so are
/// parts of a name.
pub(super) fn among(text: &str, mut rules: Vec<Found>, given: &[Found]) -> Vec<Found> {
    if given.is_empty() {
        return rules;
    }
    rules.extend_from_slice(given);
    rules.sort_by_key(|one| (one.start, one.end));
    let mut all: Vec<Found> = Vec::with_capacity(rules.len());
    for one in rules {
        match all.last_mut() {
            Some(last) if last.kind == one.kind && joined(text, last, &one) => {
                last.end = last.end.max(one.end);
                last.confidence = last.confidence.max(one.confidence);
            }
            _ => all.push(one),
        }
    }
    without_overlaps(all)
}

/// Whether two findings are one: they overlap, or they are names with nothing but spaces, the dot of an initial and
/// small words, such as "van der", between them.
fn joined(text: &str, first: &Found, second: &Found) -> bool {
    if second.start < first.end {
        return true;
    }
    let (name, between) = (&text[first.start..first.end], &text[first.end..second.start]);
    let initial = name.chars().rev().nth(1).is_none_or(char::is_whitespace);
    let between = between.strip_prefix('.').filter(|_| initial).unwrap_or(between);
    let mut words = between.split_whitespace().enumerate();
    let particles = words.all(|(place, word)| is_particle(word, place > 0));
    let spaces = between.starts_with([' ', '\u{a0}', '\u{202f}']) && !between.contains('\n');
    first.kind == PiiKind::Person && spaces && particles
}

#[cfg(test)]
mod tests {
    use super::super::{FindPii, Redact};
    use super::*;
    use crate::ErrorKind;
    use crate::component::{Context, Function};
    use crate::data::Column;

    fn table(rows: &[i64], starts: &[i64], ends: &[i64], units: [&str; 2]) -> Frame {
        let frame = Frame::new().with("row", rows.to_vec()).unwrap();
        frame.with(units[0], starts.to_vec()).unwrap().with(units[1], ends.to_vec()).unwrap()
    }

    fn texts(texts: &[&str]) -> Frame {
        Frame::new().with("text", texts.iter().collect::<Strings>()).unwrap()
    }

    fn find(params: &FindPii, data: &Frame, findings: &Frame) -> Result<Vec<String>> {
        let found = params.call(&[Some(data), Some(findings)], &Context::new())?.frame()?;
        let (kinds, parts) = (found.strings("kind")?, found.strings("text")?);
        Ok(kinds.iter().flatten().zip(parts.iter().flatten()).map(|(kind, part)| format!("{kind} {part}")).collect())
    }

    #[test]
    fn places_are_those_of_either_unit() {
        let data = texts(&["nobody", "👩 Ada and Bo", "Éva"]);
        let points = table(&[2, 1, 1], &[0, 10, 2], &[3, 12, 5], ["start", "end"]);
        let units = table(&[1, 2, 1], &[11, 0, 3], &[13, 3, 6], ["start_utf16", "end_utf16"]);
        for findings in [points, units] {
            let found = find(&FindPii::default(), &data, &findings).unwrap();
            assert_eq!(found, ["person Ada", "person Bo", "person Éva"]);
        }
    }

    #[test]
    fn parts_of_a_name_are_one_and_names_beside_each_other_are_not() {
        for (text, expected) in [
            ("Ada van der Berg", vec!["person Ada van der Berg"]),
            ("J. Berg", vec!["person J. Berg"]),
            ("Ada, Berg", vec!["person Ada", "person Berg"]),
            ("Ada. Berg", vec!["person Ada", "person Berg"]),
            ("Ada\nBerg", vec!["person Ada", "person Berg"]),
            ("Ada and Berg", vec!["person Ada", "person Berg"]),
        ] {
            let first = text.find(|c: char| !c.is_alphabetic()).unwrap() as i64;
            let last = text.find("Berg").unwrap() as i64;
            let findings = table(&[0, 0], &[0, last], &[first, last + 4], ["start", "end"]);
            assert_eq!(find(&FindPii::default(), &texts(&[text]), &findings).unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn the_surer_of_what_overlaps_stays_and_the_rules_know_the_rest() {
        let data = texts(&["Dear Ada Berg, write to Ada@example.org"]);
        // "Berg", which the rule leaves out or not, and a name in an address.
        let findings = table(&[0, 0], &[9, 24], &[13, 27], ["start", "end"]);
        let with = |values: [f64; 2]| findings.clone().with("confidence", values.to_vec()).unwrap();
        let all = ["person Ada Berg", "email Ada@example.org"];
        assert_eq!(find(&FindPii::default(), &data, &with([0.7, 0.6])).unwrap(), all);
        assert_eq!(find(&FindPii::default(), &data, &with([0.7, 0.4])).unwrap(), all);
        assert_eq!(find(&FindPii::default(), &data, &with([0.7, 1.0])).unwrap(), ["person Ada Berg", "person Ada"]);
        let phones = FindPii::default().kinds(vec![PiiKind::Phone]);
        let kinds: Strings = ["phone", "person"].into_iter().collect();
        let named = findings.clone().with("kind", kinds).unwrap();
        assert_eq!(find(&phones, &data, &named).unwrap(), ["phone Berg"]);
        let sure = FindPii::default().min_confidence(0.9);
        assert_eq!(find(&sure, &data, &with([0.95, 0.5])).unwrap(), ["person Berg", "email Ada@example.org"]);
        let safe = Redact::default().call(&[Some(&data), Some(&with([0.7, 0.4]))], &Context::new()).unwrap();
        let safe = safe.frame().unwrap();
        assert_eq!(safe.strings("text").unwrap().get(0), Some("Dear <PERSON_1>, write to <EMAIL_1>"));
    }

    #[test]
    fn findings_that_are_nowhere_are_refused() {
        let data = texts(&["👩 Ada"]);
        let fails = |findings: Frame, word: &str| {
            let error = find(&FindPii::default(), &data, &findings).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidData);
            assert!(error.message().contains(word), "{error:?}");
        };
        let one = |row, start, end| table(&[row], &[start], &[end], ["start", "end"]);
        for findings in [one(0, 3, 3), one(0, -1, 2), one(0, 2, 6), one(0, 9, 10)] {
            fails(findings, "no part of the text");
        }
        fails(one(1, 0, 1), "has no text");
        fails(one(-1, 0, 1), "has no text");
        fails(table(&[0], &[1], &[3], ["start_utf16", "end_utf16"]), "no part of the text");
        fails(one(0, 2, 5).with("kind", ["cat"].into_iter().collect::<Strings>()).unwrap(), "email");
        fails(one(0, 2, 5).with("confidence", vec![1.5]).unwrap(), "0..=1");
        fails(one(0, 2, 5).with("confidence", vec![f64::NAN]).unwrap(), "0..=1");
        fails(Frame::new().with("row", vec![0i64]).unwrap(), "start_utf16");
        let texts = Column::Str(["a"].into_iter().collect());
        fails(Frame::new().with("row", texts).unwrap().with("start", vec![0i64]).unwrap(), "whole numbers");
    }
}
