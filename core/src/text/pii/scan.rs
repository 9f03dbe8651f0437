//! One reading of a text: each scanner is asked where its first character stands, and none goes back further than a
//! bounded distance, so that the time is linear whatever the text.

use super::chars::{at, word_end};
use super::context::{Cue, cues};
use super::full_width::Plain;
use super::kinds::{Found, PiiKind};
use super::marks::{Begin, Marks};
use super::table::Table;
use super::{codes, dates, names, net, numbers};

/// Which scanners are asked. One that is not asked for runs all the same where what it finds may stand in the way of what is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    numbers: bool,
    births: bool,
    people: bool,
}

impl Wanted {
    pub(super) const ALL: Wanted = Wanted { numbers: true, births: true, people: true };

    /// What the kinds need, of which some are to be found.
    pub(super) fn of(kinds: &[PiiKind]) -> Self {
        // Addresses are surer than any number, so that no number hides them; a name has no digits.
        let numbers = !kinds.iter().all(|kind| matches!(kind, PiiKind::Email | PiiKind::Url | PiiKind::Person));
        let people = kinds.contains(&PiiKind::Person);
        // A month may be taken for a name, a name for the beginning of a short address.
        Self { numbers, births: numbers || people, people: people || kinds.contains(&PiiKind::IpAddress) }
    }
}

/// Everything that is found in a text, in order and without overlaps.
pub(super) fn scan(text: &str, wanted: Wanted) -> Vec<Found> {
    match Plain::of(text) {
        None => read(text, wanted),
        Some(plain) => read(&plain.text, wanted).into_iter().map(|one| plain.back(one)).collect(),
    }
}

fn read(text: &str, wanted: Wanted) -> Vec<Found> {
    let bytes = text.as_bytes();
    let (mut found, mut place, mut marks, cues) = (Vec::new(), 0, Marks::new(bytes), cues());
    while let Some(next) = marks.next(place) {
        place = match next {
            Begin::Word { start, end, open } => {
                let end = if open { word_end(bytes, end) } else { end };
                word(text, start, end, wanted, cues, &mut found)
            }
            Begin::Mark(start) => match bytes[start] {
                b'@' => keep(net::email(text, start), start + 1, &mut found),
                b':' => keep(net::ip6(bytes, start), start + 1, &mut found),
                _ if wanted.numbers => number(bytes, start, &mut found),
                _ => word_end(bytes, start).max(start + 1),
            },
        };
    }
    without_overlaps(found)
}

/// Notes a finding; the place where reading goes on: behind it, or `next` without one.
fn keep(one: Option<Found>, next: usize, found: &mut Vec<Found>) -> usize {
    match one {
        Some(one) => {
            found.push(one);
            one.end.max(next)
        }
        None => next,
    }
}

fn number(bytes: &[u8], start: usize, found: &mut Vec<Found>) -> usize {
    if bytes[start].is_ascii_digit()
        && let Some(code) = codes::from_digit(bytes, start)
    {
        return keep(Some(code), start + 1, found);
    }
    numbers::run(bytes, start, found)
}

/// What a word begins or announces; the place where reading goes on.
#[inline]
fn word(text: &str, start: usize, end: usize, wanted: Wanted, cues: &Table<Cue>, found: &mut Vec<Found>) -> usize {
    let bytes = text.as_bytes();
    let may_be_code =
        at(bytes, start + 2).is_ascii_digit() || at(bytes, start + 1).is_ascii_digit() || end - start == 16;
    if may_be_code && let Some(code) = codes::from_letter(bytes, start, end) {
        return keep(Some(code), end, found);
    }
    let next = at(bytes, end);
    let may_be_url = (next == b':' && bytes[end..].starts_with(b"://")) || (next == b'.' && end - start == 3);
    if may_be_url && let Some(url) = net::url(text, start, end) {
        return keep(Some(url), end, found);
    }
    if wanted.births {
        // "_Dr. Angela Merkel_"
        let marked = bytes[start] == b'_';
        let start = start + usize::from(marked);
        match cues.of(&bytes[start..end]) {
            Some(cue) if marked && cue != Cue::Title => {}
            Some(Cue::Birth) => found.extend(dates::birth(bytes, start, end)),
            Some(cue) if wanted.people => found.extend(names::after(text, start, end, cue)),
            _ => {}
        }
    }
    end
}

/// Of findings that overlap the surer one stays, of equally sure ones the longer.
pub(super) fn without_overlaps(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by_key(|one| (one.start, one.end));
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    for one in found {
        match kept.last_mut() {
            Some(last) if one.start < last.end => {
                let longer = one.confidence == last.confidence && one.end - one.start > last.end - last.start;
                if one.confidence > last.confidence || longer {
                    *last = one;
                }
            }
            _ => kept.push(one),
        }
    }
    kept
}

/// A finding.
pub(super) fn found(range: std::ops::Range<usize>, kind: PiiKind, confidence: f64) -> Found {
    Found { start: range.start, end: range.end, kind, confidence }
}
