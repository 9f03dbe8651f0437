//! One reading of a text: each scanner is asked where its first character stands, and none goes back further than a
//! bounded distance, so that the time is linear whatever the text.

use super::context::{Cue, cue};
use super::kinds::{Found, PiiKind};
use super::marks::{Begin, Marks};
use super::{codes, names, net, numbers};

static WORDS: [bool; 256] = words();

const fn words() -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte as u8, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | 128..);
        byte += 1;
    }
    table
}

/// Whether a byte is part of a word: letters, digits, the underscore, and whatever is not ASCII.
#[inline]
pub(super) fn is_word(byte: u8) -> bool {
    WORDS[byte as usize]
}

/// Whether the character that begins at a byte that is not ASCII is a sign, not a letter: by its block, which its first two
/// bytes tell. Latin-1's signs, general punctuation to technical symbols, the punctuation of CJK, pictures.
#[inline]
pub(super) fn is_sign(bytes: &[u8], place: usize) -> bool {
    match bytes[place] {
        0xc2 | 0xe2 => true,
        0xe3 => at(bytes, place + 1) == 0x80,
        0xf0 => at(bytes, place + 1) == 0x9f,
        _ => false,
    }
}

/// Whether a word goes on at a place.
#[inline]
pub(super) fn word_at(bytes: &[u8], place: usize) -> bool {
    place < bytes.len() && is_word(bytes[place]) && !is_sign(bytes, place)
}

/// Whether a word ends right before a place.
pub(super) fn word_before(bytes: &[u8], place: usize) -> bool {
    let mut first = place.saturating_sub(1);
    while first > 0 && place - first < 4 && bytes[first] & 0xc0 == 0x80 {
        first -= 1;
    }
    place > 0 && word_at(bytes, first)
}

/// The byte before a place, or a space at the start.
#[inline]
pub(super) fn before(bytes: &[u8], at: usize) -> u8 {
    if at == 0 { b' ' } else { bytes[at - 1] }
}

/// The byte at a place, or 0 behind the end.
#[inline]
pub(super) fn at(bytes: &[u8], place: usize) -> u8 {
    bytes.get(place).copied().unwrap_or(0)
}

/// The end of the word that begins or goes on at a place.
#[inline]
pub(super) fn word_end(bytes: &[u8], mut place: usize) -> usize {
    while word_at(bytes, place) {
        place += 1;
    }
    place
}

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
    let bytes = text.as_bytes();
    let (mut found, mut place, mut marks) = (Vec::new(), 0, Marks::new(bytes));
    while let Some(next) = marks.next(place) {
        place = match next {
            Begin::Word { start, end, open } => {
                let end = if open { word_end(bytes, end) } else { end };
                word(text, start, end, wanted, &mut found)
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
fn word(text: &str, start: usize, end: usize, wanted: Wanted, found: &mut Vec<Found>) -> usize {
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
        match cue(&bytes[start..end]) {
            Some(Cue::Birth) => found.extend(numbers::birth(bytes, end)),
            Some(cue) if wanted.people => found.extend(names::after(text, start, end, cue)),
            _ => {}
        }
    }
    end
}

/// Of findings that overlap the surer one stays, of equally sure ones the longer.
fn without_overlaps(mut found: Vec<Found>) -> Vec<Found> {
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
