//! Runs of digits: telephone numbers, cards, IP version 4, numbers of persons.

use super::chars::{at, before, blank, char_before, dash, word_at, word_end};
use super::context::says_before;
use super::kinds::{Found, PiiKind};
use super::phone::{self, Before};
use super::scan::found;
use super::words::VERSIONS;
use super::{dates, ids};

/// A run has at most so many groups of digits; a longer one is read in parts.
const GROUPS: usize = 12;

/// What stands between two groups of digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Gap {
    #[default]
    Space,
    Dash,
    Dot,
    Slash,
    /// A bracket, and a space or another mark beside it.
    Bracket,
    /// A slash or a dash with spaces around it.
    Wide,
    /// Two spaces.
    Double,
}

/// Groups of digits with short separators between them.
#[derive(Clone, Copy, Default)]
struct Run {
    groups: [(usize, usize); GROUPS],
    /// What stands behind each.
    gaps: [Gap; GROUPS],
    count: usize,
    /// Where it begins with its sign or bracket.
    start: usize,
    /// Whether other groups are joined to the last one.
    joined_behind: bool,
}

/// Some groups of a run.
pub(super) struct Part<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) groups: &'a [(usize, usize)],
    pub(super) gaps: &'a [Gap],
    pub(super) digits: usize,
}

impl<'a> Part<'a> {
    fn of(bytes: &'a [u8], run: &'a Run, first: usize, last: usize) -> Self {
        let groups = &run.groups[first..=last];
        let digits = groups.iter().map(|(start, end)| end - start).sum();
        Part { bytes, groups, gaps: &run.gaps[first..last], digits }
    }

    pub(super) fn start(&self) -> usize {
        self.groups[0].0
    }

    pub(super) fn end(&self) -> usize {
        self.groups[self.groups.len() - 1].1
    }

    pub(super) fn length(&self, group: usize) -> usize {
        self.groups[group].1 - self.groups[group].0
    }

    /// Whether the groups have these lengths.
    pub(super) fn shape(&self, lengths: &[usize]) -> bool {
        self.groups.iter().map(|&(start, end)| end - start).eq(lengths.iter().copied())
    }

    /// The one separator between all groups, if it is one; a space where there is one group.
    pub(super) fn separator(&self) -> Option<Gap> {
        let first = *self.gaps.first().unwrap_or(&Gap::Space);
        self.gaps.iter().all(|&gap| gap == first).then_some(first)
    }

    /// The digits, one a byte.
    pub(super) fn digits(&self) -> impl Iterator<Item = u8> + Clone {
        self.groups.iter().flat_map(|&(start, end)| &self.bytes[start..end]).map(|byte| byte - b'0')
    }

    pub(super) fn number(&self, group: usize) -> u32 {
        let (start, end) = self.groups[group];
        self.bytes[start..end].iter().take(9).fold(0, |sum, byte| sum * 10 + u32::from(byte - b'0'))
    }
}

/// What stands between two groups, and its length, where it may.
fn gap(bytes: &[u8], place: usize) -> Option<(usize, Gap)> {
    if at(bytes, place + 1).is_ascii_digit() {
        let gap = match bytes[place] {
            b' ' => Gap::Space,
            b'-' => Gap::Dash,
            b'.' => Gap::Dot,
            b'/' => Gap::Slash,
            b'(' | b')' => Gap::Bracket,
            _ => return None,
        };
        return Some((1, gap));
    }
    let (mut signs, mut count, mut end) = ([0; 4], 0, place);
    loop {
        let (sign, length) = match at(bytes, end) {
            b'0'..=b'9' => break,
            sign @ (b'.' | b'/' | b'(' | b')') => (sign, 1),
            _ => match (blank(bytes, end), dash(bytes, end)) {
                (0, 0) => return None,
                (0, length) => (b'-', length),
                (length, _) => (b' ', length),
            },
        };
        *signs.get_mut(count)? = sign;
        (count, end) = (count + 1, end + length);
    }
    let gap = match signs[..count] {
        [b' '] => Gap::Space,
        [b'-'] => Gap::Dash,
        [b')', b' ' | b'-' | b'.' | b'/'] | [b' ' | b'-' | b'.' | b'/', b'('] => Gap::Bracket,
        [b' ', b'/'] | [b'/', b' '] | [b' ', b'/' | b'-', b' '] | [b')', b' ', b'/' | b'-', b' '] => Gap::Wide,
        [b' ', b' '] => Gap::Double,
        _ => return None,
    };
    Some((end - place, gap))
}

/// Whether a group of digits, or the first four characters of an account, is joined to a place by a space or a mark, and
/// no finding ends with it.
fn joined_before(bytes: &[u8], start: usize, all: &[Found]) -> bool {
    if start < 2 {
        return false;
    }
    let sign = char_before(bytes, start);
    let sign_length = blank(bytes, sign).max(dash(bytes, sign)).max(usize::from(matches!(bytes[sign], b'.' | b'/')));
    if sign_length != start - sign || !before(bytes, sign).is_ascii_digit() {
        return false;
    }
    let word = bytes[..sign].iter().rev().take(20).take_while(|byte| byte.is_ascii_alphanumeric());
    let (mut length, mut letters) = (0, 0);
    for byte in word {
        length += 1;
        letters += usize::from(byte.is_ascii_alphabetic());
    }
    (letters == 0 || (length, letters) == (4, 2)) && all.last().is_none_or(|one| one.end != sign)
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
    if let Some(birth) = dates::east_asian_birth(bytes, place) {
        all.push(birth);
        return birth.end;
    }
    let mut run = Run { start, ..Run::default() };
    loop {
        let from = place;
        while at(bytes, place).is_ascii_digit() {
            place += 1;
        }
        run.groups[run.count] = (from, place);
        run.count += 1;
        let Some((length, gap)) = gap(bytes, place) else { break };
        if run.count == GROUPS {
            // Better between groups that are set off from each other than inside a number.
            let off = (1..GROUPS).rev().find(|&group| matches!(run.gaps[group - 1], Gap::Wide | Gap::Double));
            run.count = off.unwrap_or(GROUPS);
            run.joined_behind = off.is_none();
            place = off.map_or(place, |group| run.groups[group].0);
            break;
        }
        run.gaps[run.count - 1] = gap;
        place += length;
    }
    // A number that goes on as a word is none: "12th", "4x4"; an extension is told apart below.
    let (_, last) = run.groups[run.count - 1];
    let cut = word_at(bytes, last) && phone::extension(bytes, last) == last;
    run.count -= usize::from(cut);
    let from = all.len();
    search(bytes, &run, all);
    let end = all[from..].last().map_or(place, |one| one.end.max(place));
    if cut { word_end(bytes, place) } else { end }
}

/// Looks for the longest part of a run that is something, from its first group on.
fn search(bytes: &[u8], run: &Run, all: &mut Vec<Found>) {
    // The first of the groups that are joined before the next one and are nothing yet.
    let (mut first, mut from) = (0, 0);
    while first < run.count {
        let gap = if first > 0 { run.gaps[first - 1] } else { Gap::Double };
        let set_off = !matches!(gap, Gap::Dash | Gap::Dot | Gap::Slash);
        if set_off && first > 0 && gap != Gap::Space {
            from = first;
        }
        let (mut digits, mut next) = (Part::of(bytes, run, first, run.count - 1).digits, first + 1);
        let says = Before::new(bytes);
        // Parts that are not whole runs must be set off from the rest.
        for last in (first..run.count).rev().take_while(|_| set_off) {
            let fits = (6..=19).contains(&digits) || last - first == 3;
            if fits && (last + 1 == run.count || !matches!(run.gaps[last], Gap::Dash | Gap::Dot | Gap::Slash)) {
                let part = Part { bytes, groups: &run.groups[first..=last], gaps: &run.gaps[first..last], digits };
                let spaced = part.gaps.contains(&Gap::Space);
                let alone = |usual: bool| {
                    let before =
                        || (from == 0 && joined_before(bytes, run.start, all)) || continues(run, from, first, usual);
                    !spaced || !(before() || goes_on(bytes, run, last, &part, usual))
                };
                if let Some(one) = classify(&part, &says, alone) {
                    all.push(one);
                    (next, from) = (last + 1, last + 1);
                    break;
                }
            }
            digits -= run.groups[last].1 - run.groups[last].0;
        }
        first = next;
    }
}

/// Whether the groups before a group, joined to it by a space, belong to it for all that is known: they have spaces between
/// them, and before a part of a usual form more than two digits.
fn continues(run: &Run, from: usize, first: usize, usual: bool) -> bool {
    let digits: usize = run.groups[from..first].iter().map(|(start, end)| end - start).sum();
    digits > if usual { 2 } else { 0 } && run.gaps[from..first].iter().all(|&gap| gap == Gap::Space)
}

/// Whether the groups behind a part, joined to it by a space, belong to it for all that is known: they are nothing
/// themselves. Behind a part of a usual form one or two digits may be.
fn goes_on(bytes: &[u8], run: &Run, last: usize, part: &Part<'_>, usual: bool) -> bool {
    if last + 1 == run.count {
        return run.joined_behind;
    }
    if run.gaps[last] != Gap::Space {
        return false;
    }
    let end = (last + 1..run.count - 1).find(|&group| matches!(run.gaps[group], Gap::Wide | Gap::Double));
    let rest = Part::of(bytes, run, last + 1, end.unwrap_or(run.count - 1));
    let small = usual && rest.digits <= 2 && rest.length(0) != part.length(part.groups.len() - 1);
    let same = rest.gaps.iter().all(|&gap| gap == Gap::Space);
    same && !small && !dates::is_date(&rest) && phone::form(&rest, false, false) == 0.0
}

/// What some groups of digits are.
fn classify(part: &Part<'_>, says: &Before<'_>, alone: impl FnOnce(bool) -> bool) -> Option<Found> {
    ip4(part)
        .or_else(|| card(part))
        .or_else(|| ids::number(part))
        .or_else(|| if dates::is_date(part) { dates::birth_apart(part) } else { phone::phone(part, says, alone) })
}

fn ip4(part: &Part<'_>) -> Option<Found> {
    if part.groups.len() != 4 || part.separator() != Some(Gap::Dot) || part.digits > 12 {
        return None;
    }
    let (bytes, start, end) = (part.bytes, part.start(), part.end());
    let whole = (0..4)
        .all(|group| part.number(group) <= 255 && (bytes[part.groups[group].0] != b'0' || part.number(group) == 0));
    let alone = !(at(bytes, end) == b'.' && at(bytes, end + 1).is_ascii_digit()) && before(bytes, start) != b'.';
    // "version 1.2.3.4" has the same form.
    let version = says_before(bytes, start, VERSIONS) || before(bytes, start) == b'v';
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
    let spaced = part.gaps.iter().all(|gap| matches!(gap, Gap::Space | Gap::Double));
    let separated = spaced || matches!(part.separator(), Some(Gap::Dash | Gap::Wide));
    let grouped = separated && SHAPES.iter().any(|shape| part.shape(shape));
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
