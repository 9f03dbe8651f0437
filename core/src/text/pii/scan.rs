//! One reading of a text: each scanner is asked where its first character stands, and none goes back further than a
//! bounded distance, so that the time is linear whatever the text.

use super::context::{Cue, cue};
use super::kinds::{Found, PiiKind};
use super::{codes, names, net, numbers};

/// What a byte may begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Other,
    Letter,
    Digit,
    /// `+` and `(`, with which telephone numbers begin.
    Opening,
    At,
    Colon,
}

static CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut table = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 128.. => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'+' | b'(' => Class::Opening,
            b'@' => Class::At,
            b':' => Class::Colon,
            _ => Class::Other,
        };
        byte += 1;
    }
    table
}

static WORDS: [bool; 256] = words();

const fn words() -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(CLASSES[byte], Class::Letter | Class::Digit);
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
fn is_sign(bytes: &[u8], place: usize) -> bool {
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

/// Everything that is found in a text, in order and without overlaps.
pub(super) fn scan(text: &str) -> Vec<Found> {
    let bytes = text.as_bytes();
    let (mut found, mut place) = (Vec::new(), 0);
    while place < bytes.len() {
        place = match CLASSES[bytes[place] as usize] {
            Class::Other => place + 1,
            Class::Letter => word(text, place, &mut found),
            Class::Digit | Class::Opening => number(bytes, place, &mut found),
            Class::At => keep(net::email(text, place), place + 1, &mut found),
            Class::Colon => keep(net::ip6(bytes, place), place + 1, &mut found),
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

/// What a word begins or announces.
fn word(text: &str, start: usize, found: &mut Vec<Found>) -> usize {
    let bytes = text.as_bytes();
    let end = word_end(bytes, start);
    if end == start {
        // The bytes of a sign that follow its first begin nothing either.
        return start + bytes[start + 1..].iter().take_while(|&&byte| byte & 0xc0 == 0x80).count() + 1;
    }
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
    match cue(&bytes[start..end]) {
        Some(Cue::Birth) => found.extend(numbers::birth(bytes, end)),
        Some(cue) => found.extend(names::after(text, start, end, cue)),
        None => {}
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
