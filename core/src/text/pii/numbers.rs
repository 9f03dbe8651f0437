//! Runs of digits: telephone numbers, cards, IP version 4, numbers of persons, dates of birth.

use super::context::{is_phone, says_before};
use super::kinds::{Found, PiiKind};
use super::scan::{at, before, found, word_at, word_before, word_end};
use super::{ids, names};

/// A run has at most so many groups of digits; a longer one is read in parts.
const GROUPS: usize = 12;

/// Groups of digits with short separators between them.
#[derive(Clone, Copy, Default)]
pub(super) struct Run {
    groups: [(usize, usize); GROUPS],
    count: usize,
}

impl Run {
    fn groups(&self) -> &[(usize, usize)] {
        &self.groups[..self.count]
    }
}

/// Some groups of a run.
pub(super) struct Part<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) groups: &'a [(usize, usize)],
    pub(super) digits: usize,
}

impl Part<'_> {
    pub(super) fn start(&self) -> usize {
        self.groups[0].0
    }

    pub(super) fn end(&self) -> usize {
        self.groups[self.groups.len() - 1].1
    }

    /// Whether the groups have these lengths.
    pub(super) fn shape(&self, lengths: &[usize]) -> bool {
        self.groups.iter().map(|&(start, end)| end - start).eq(lengths.iter().copied())
    }

    /// The one separator between all groups, if it is one; a space where there is one group.
    pub(super) fn separator(&self) -> Option<u8> {
        let mut all = self.groups.windows(2).map(|pair| &self.bytes[pair[0].1..pair[1].0]);
        let Some(first) = all.next() else { return Some(b' ') };
        let [only] = first else { return None };
        all.all(|other| other == first).then_some(*only)
    }

    /// The digits, one a byte.
    pub(super) fn digits(&self) -> impl Iterator<Item = u8> + Clone {
        self.groups.iter().flat_map(|&(start, end)| &self.bytes[start..end]).map(|byte| byte - b'0')
    }

    fn number(&self, group: usize) -> u32 {
        let (start, end) = self.groups[group];
        self.bytes[start..end].iter().take(9).fold(0, |sum, byte| sum * 10 + u32::from(byte - b'0'))
    }
}

/// The length of what may stand between two groups, or none.
fn separator(bytes: &[u8], place: usize) -> Option<usize> {
    let length = match (at(bytes, place), at(bytes, place + 1), at(bytes, place + 2)) {
        (b')', b' ' | b'-' | b'.', _) | (b' ' | b'-' | b'.', b'(', _) => 2,
        (b' ' | b'-' | b'.' | b'/' | b')' | b'(', _, _) => 1,
        (0xc2, 0xa0, _) => 2,
        (0xe2, 0x80, 0x91 | 0x93 | 0xaf) => 3,
        _ => return None,
    };
    at(bytes, place + length).is_ascii_digit().then_some(length)
}

/// Reads the run that begins at a place and notes what is found in it; the place behind it.
pub(super) fn run(bytes: &[u8], start: usize, all: &mut Vec<Found>) -> usize {
    let mut place = start;
    while place < start + 2 && matches!(at(bytes, place), b'+' | b'(') {
        place += 1;
    }
    if !at(bytes, place).is_ascii_digit() {
        return start + 1;
    }
    let mut run = Run::default();
    loop {
        let from = place;
        while at(bytes, place).is_ascii_digit() {
            place += 1;
        }
        run.groups[run.count] = (from, place);
        run.count += 1;
        match separator(bytes, place) {
            Some(length) if run.count < GROUPS => place += length,
            _ => break,
        }
    }
    // A number that goes on as a word is none: "12th", "4x4"; an extension is told apart below.
    let (_, last) = run.groups[run.count - 1];
    let cut = word_at(bytes, last) && extension(bytes, last) == last;
    let count = run.count - usize::from(cut);
    search(bytes, &run.groups()[..count], all);
    if cut { word_end(bytes, place) } else { all.last().map_or(place, |one| one.end.max(place)) }
}

/// Looks for the longest part of a run that is something, from its first group on.
fn search(bytes: &[u8], groups: &[(usize, usize)], all: &mut Vec<Found>) {
    let mut first = 0;
    while first < groups.len() {
        let mut next = first + 1;
        let mut digits: usize = groups[first..].iter().map(|(start, end)| end - start).sum();
        for last in (first..groups.len()).rev() {
            if (6..=19).contains(&digits) || last - first == 3 {
                let part = Part { bytes, groups: &groups[first..=last], digits };
                if let Some(one) = classify(&part, first == 0, last + 1 == groups.len()) {
                    all.push(one);
                    next = last + 1;
                    break;
                }
            }
            digits -= groups[last].1 - groups[last].0;
        }
        first = next;
    }
}

/// What some groups of digits are. Parts that are not whole runs must be set off from the rest by a space.
fn classify(part: &Part<'_>, first: bool, last: bool) -> Option<Found> {
    let (bytes, start, end) = (part.bytes, part.start(), part.end());
    let set_off = |byte: u8| matches!(byte, b' ' | b'(' | b')' | b'+');
    if (!first && !set_off(before(bytes, start))) || (!last && !set_off(at(bytes, end))) {
        return None;
    }
    ip4(part)
        .or_else(|| card(part))
        .or_else(|| ids::number(part))
        .or_else(|| if is_date(part) { None } else { phone(part) })
}

fn ip4(part: &Part<'_>) -> Option<Found> {
    if part.groups.len() != 4 || part.separator() != Some(b'.') || part.digits > 12 {
        return None;
    }
    let (bytes, start, end) = (part.bytes, part.start(), part.end());
    let whole = (0..4)
        .all(|group| part.number(group) <= 255 && (bytes[part.groups[group].0] != b'0' || part.number(group) == 0));
    let alone = !(at(bytes, end) == b'.' && at(bytes, end + 1).is_ascii_digit()) && before(bytes, start) != b'.';
    // "version 1.2.3.4" has the same form.
    let version = says_before(bytes, start, &["version", "release", "build", "section", "chapter"])
        || before(bytes, start) == b'v';
    (whole && alone && !version).then(|| found(start..end, PiiKind::IpAddress, 0.95))
}

/// Whether the last digit is the check digit of Luhn's rule.
pub(super) fn luhn(digits: impl Iterator<Item = u8> + Clone) -> bool {
    let count = digits.clone().count();
    let sum: u32 = digits
        .enumerate()
        .map(|(place, digit)| {
            let double = (count - place).is_multiple_of(2);
            let value = u32::from(digit) << u32::from(double);
            if value > 9 { value - 9 } else { value }
        })
        .sum();
    sum.is_multiple_of(10)
}

fn card(part: &Part<'_>) -> Option<Found> {
    const SHAPES: [&[usize]; 5] = [&[4, 4, 4, 4], &[4, 6, 5], &[4, 6, 4], &[4, 4, 4, 4, 3], &[4, 4, 4, 1]];
    if !(13..=19).contains(&part.digits) {
        return None;
    }
    let grouped = matches!(part.separator(), Some(b' ' | b'-')) && SHAPES.iter().any(|shape| part.shape(shape));
    let mut digits = part.digits();
    let (a, b) = (digits.next()?, digits.next()?);
    // Visa, Mastercard, American Express, Discover, Diners, JCB, UnionPay, Maestro, Mir.
    let issued = match (a, b) {
        (4, _) => matches!(part.digits, 13 | 16 | 19),
        (5, 1..=5) | (2, 2..=7) => part.digits == 16,
        (3, 4 | 7) => part.digits == 15,
        (3, 0 | 6 | 8 | 9) => (14..=19).contains(&part.digits),
        (3, 5) => (16..=19).contains(&part.digits),
        (6, _) | (5, 0 | 6..=8) => true,
        _ => false,
    };
    ((part.groups.len() == 1 || grouped) && issued && luhn(part.digits()))
        .then(|| found(part.start()..part.end(), PiiKind::CreditCard, 0.95))
}

/// Whether three groups are a date: year, month and day in a usual order.
fn is_date(part: &Part<'_>) -> bool {
    let lengths = part.groups.iter().take(3).map(|(start, end)| end - start);
    let separator = part.groups.get(1).map(|group| &part.bytes[part.groups[0].1..group.0]);
    if part.groups.len() < 3 || !matches!(separator, Some([b'-' | b'.' | b'/'])) {
        // Two years, or a code of nine digits of the United States.
        let years = part.shape(&[4, 4]) && (0..2).all(|group| (1800..2100).contains(&part.number(group)));
        return years || (part.shape(&[5, 4]) && part.separator() == Some(b'-'));
    }
    let (a, b, c) = (part.number(0), part.number(1), part.number(2));
    let lengths: Vec<usize> = lengths.collect();
    let day_and_month = |x: u32, y: u32| (1..=31).contains(&x) && (1..=31).contains(&y) && x.min(y) <= 12;
    match lengths[..] {
        [4, 1..=2, 1..=2] => (1000..3000).contains(&a) && day_and_month(b, c),
        [1..=2, 1..=2, 4] => part.groups.len() == 3 && (1000..3000).contains(&c) && day_and_month(a, b),
        [1..=2, 1..=2, 2] => part.groups.len() == 3 && (day_and_month(a, b) || day_and_month(b, c)),
        _ => false,
    }
}

/// The end of an extension behind a number, "x123" or "ext. 123", or the place itself.
fn extension(bytes: &[u8], end: usize) -> usize {
    let mut place = end;
    while place < end + 2 && matches!(at(bytes, place), b' ' | b',') {
        place += 1;
    }
    let word = word_end(bytes, place);
    place = match bytes.get(place..word).unwrap_or_default() {
        word if word.eq_ignore_ascii_case(b"ext") || word.eq_ignore_ascii_case(b"extension") => place + word.len(),
        [b'x' | b'X', rest @ ..] if rest.iter().all(u8::is_ascii_digit) => place + 1,
        _ => return end,
    };
    while matches!(at(bytes, place), b' ' | b'.' | b':') {
        place += 1;
    }
    let digits = bytes[place.min(bytes.len())..].iter().take(7).take_while(|byte| byte.is_ascii_digit()).count();
    // Digits that go on as a word are none.
    if (1..=6).contains(&digits) && !word_at(bytes, place + digits) { place + digits } else { end }
}

fn phone(part: &Part<'_>) -> Option<Found> {
    let (bytes, digits) = (part.bytes, part.digits);
    let end = extension(bytes, part.end());
    let mut start = part.start();
    let bracket = before(bytes, start) == b'(';
    start -= usize::from(bracket);
    let plus = before(bytes, start) == b'+';
    start -= usize::from(plus);
    let marked = end > part.end();
    let base = form(part, plus, bracket) + if marked { 0.2 } else { 0.0 };
    // What stands before a number as its sign or its beginning makes it something else.
    if matches!(before(bytes, start), b'#' | b'$' | b'.' | b'-' | b'/' | b'=') && !plus || word_before(bytes, start) {
        return None;
    }
    let said = is_phone(bytes, start, end);
    let confidence = match (base > 0.0, said) {
        (true, true) => (base + 0.25).min(0.95),
        (true, false) => base,
        (false, true) if (6..=15).contains(&digits) && part.groups.len() <= 6 => 0.65,
        (false, _) => return None,
    };
    Some(found(start..end, PiiKind::Phone, confidence))
}

/// How sure the form alone makes it that some groups are a telephone number; 0 for no such form.
fn form(part: &Part<'_>, plus: bool, bracket: bool) -> f64 {
    let digits = part.digits;
    let mut all = part.digits();
    let (first, second) = (all.next().unwrap_or(0), all.next().unwrap_or(0));
    let dashes = matches!(part.separator(), Some(b'-' | b'.'));
    if plus {
        return if first > 0 && (8..=15).contains(&digits) { 0.9 } else { 0.0 };
    }
    if part.shape(&[3, 3, 4]) || (part.shape(&[1, 3, 3, 4]) && first == 1) {
        return if bracket || dashes { 0.7 } else { 0.6 };
    }
    if first == 0 && second == 0 && part.groups.len() > 1 && (10..=15).contains(&digits) {
        return 0.7;
    }
    if bracket && part.groups.len() > 1 && (8..=12).contains(&digits) {
        return 0.6;
    }
    if first == 0 && second != 0 && part.groups.len() > 1 && (9..=11).contains(&digits) && part.groups.len() <= 5 {
        return 0.6;
    }
    0.0
}

/// The date that follows the word of a birth, within a few words.
pub(super) fn birth(bytes: &[u8], place: usize) -> Option<Found> {
    let window = (place + 48).min(bytes.len());
    let mut at_digit = place;
    while at_digit < window {
        let byte = bytes[at_digit];
        let starts = !word_before(bytes, at_digit);
        if byte.is_ascii_digit() && starts {
            return date(bytes, at_digit).map(|end| found(at_digit..end, PiiKind::DateOfBirth, 0.85));
        }
        if byte.is_ascii_alphabetic() && starts {
            let end = word_end(bytes, at_digit);
            if names::is_month(&bytes[at_digit..end]) {
                let date = date_after_month(bytes, end);
                return date.map(|end| found(at_digit..end, PiiKind::DateOfBirth, 0.85));
            }
            at_digit = end;
        } else {
            at_digit += 1;
        }
    }
    None
}

/// The end of a number of so many digits at most.
fn digits_end(bytes: &[u8], place: usize, most: usize) -> Option<usize> {
    let count = bytes[place.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_digit()).take(most + 1).count();
    (1..=most).contains(&count).then_some(place + count)
}

/// "3/23/1940", "1940-03-23", "23. März 1940", "23rd of March, 1940".
fn date(bytes: &[u8], start: usize) -> Option<usize> {
    let first = digits_end(bytes, start, 4)?;
    let mark = at(bytes, first);
    if matches!(mark, b'/' | b'-' | b'.') && at(bytes, first + 1).is_ascii_digit() {
        let second = digits_end(bytes, first + 1, 2)?;
        if at(bytes, second) != mark {
            return None;
        }
        let third = digits_end(bytes, second + 1, 4)?;
        let part = Part {
            bytes,
            groups: &[(start, first), (first + 1, second), (second + 1, third)],
            digits: third - start - 2,
        };
        return is_date(&part).then_some(third);
    }
    let mut place = first;
    for suffix in ["st", "nd", "rd", "th", ".", " of", " de"] {
        if bytes[place..].starts_with(suffix.as_bytes()) {
            place += suffix.len();
        }
    }
    place += usize::from(at(bytes, place) == b' ');
    let month = word_end(bytes, place);
    if !names::is_month(bytes.get(place..month)?) {
        return None;
    }
    let mut year = month;
    for between in [".", ",", " de", " "] {
        if bytes[year..].starts_with(between.as_bytes()) {
            year += between.len();
        }
    }
    digits_end(bytes, year, 4).filter(|end| end - year == 4 || end - year == 2)
}

/// "March 23, 1940", behind the month.
fn date_after_month(bytes: &[u8], place: usize) -> Option<usize> {
    let place = place + usize::from(at(bytes, place) == b'.');
    let mut day = digits_end(bytes, place + 1, 2)?;
    for suffix in ["st", "nd", "rd", "th", ","] {
        if bytes[day..].starts_with(suffix.as_bytes()) {
            day += suffix.len();
        }
    }
    digits_end(bytes, day + 1, 4).filter(|end| end - day == 5)
}
