//! Dates of birth, and dates that are no telephone numbers.

use super::chars::{Class, at, blank, class, word_before, word_end};
use super::context::says_apart;
use super::kinds::{Found, PiiKind};
use super::numbers::{Gap, Part};
use super::scan::found;
use super::table::Table;
use super::words::{BIRTHS_BEFORE, BIRTHS_BEHIND, MONTHS};
use std::ops::Range;
use std::sync::LazyLock;

/// Whether some groups are a date, or begin with one: year, month and day in a usual order.
pub(super) fn is_date(part: &Part<'_>) -> bool {
    let separator = part.gaps.first().copied();
    let same = part.gaps.get(1).copied() == separator;
    if part.groups.len() < 3 || !same || !matches!(separator, Some(Gap::Dash | Gap::Dot | Gap::Slash | Gap::Wide)) {
        // Two years, or a code of nine digits of the United States.
        let years = part.shape(&[4, 4]) && (0..2).all(|group| (1800..2100).contains(&part.number(group)));
        return years || (part.shape(&[5, 4]) && part.separator() == Some(Gap::Dash));
    }
    let [a, b, c] = [0, 1, 2].map(|group| part.number(group));
    let alone = part.groups.len() == 3;
    let day_and_month = |x: u32, y: u32| (1..=31).contains(&x) && (1..=31).contains(&y) && x.min(y) <= 12;
    match [0, 1, 2].map(|group| part.length(group)) {
        [4, 1..=2, 1..=2] => (1000..3000).contains(&a) && day_and_month(b, c),
        [1..=2, 1..=2, 4] => {
            let ends = alone || part.gaps.get(2).copied() != separator;
            ends && (1000..3000).contains(&c) && day_and_month(a, b)
        }
        [1..=2, 1..=2, 2] => alone && (day_and_month(a, b) || day_and_month(b, c)),
        _ => false,
    }
}

/// Whether there is such a day; of a year of two digits, in some century.
fn exists(day: u32, month: u32, year: Option<u32>) -> bool {
    let leap = year.is_none_or(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
    let last = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (1..=12).contains(&month) && (1..=last).contains(&day) && year.is_none_or(|year| (1000..3000).contains(&year))
}

/// Whether three numbers of so many digits are a day that exists, in a usual order.
fn is_day(lengths: [usize; 3], [a, b, c]: [u32; 3]) -> bool {
    match lengths {
        [4, 1..=2, 1..=2] => exists(c, b, Some(a)) || exists(b, c, Some(a)),
        [1..=2, 1..=2, 4] => exists(a, b, Some(c)) || exists(b, a, Some(c)),
        [1..=2, 1..=2, 2] => exists(a, b, None) || exists(b, a, None) || exists(c, b, None),
        _ => false,
    }
}

/// The month that a word names, from 1.
fn month(word: &[u8]) -> Option<u32> {
    static ALL: LazyLock<Table<u32>> = LazyLock::new(|| Table::new(&MONTHS));
    ALL.of(word)
}

fn born(range: Range<usize>) -> Found {
    found(range, PiiKind::DateOfBirth, 0.85)
}

/// The date that follows the word of a birth, within a few words.
pub(super) fn birth(bytes: &[u8], start: usize, place: usize) -> Option<Found> {
    let window = match bytes[start..place].to_ascii_lowercase().as_slice() {
        // "geb. am 12.3.1985", not "Anna Meier geb. Schmidt, 12.3.2020".
        b"geb" => 6,
        // "Nato a Roma il 12/3/1985", not the alliance.
        b"nato" if bytes[start] == b'N' => {
            let next = &bytes[place..];
            if ![" a ", " il ", " in ", " nel "].iter().any(|word| next.starts_with(word.as_bytes())) {
                return None;
            }
            48
        }
        _ => 48,
    };
    let window = (place + window).min(bytes.len());
    let mut at_digit = place;
    while at_digit < window {
        let byte = bytes[at_digit];
        let starts = !word_before(bytes, at_digit);
        if byte.is_ascii_digit() && starts {
            return date(bytes, at_digit).map(|end| born(at_digit..end));
        }
        if byte.is_ascii_alphabetic() && starts {
            let end = word_end(bytes, at_digit);
            if let Some(month) = month(&bytes[at_digit..end]) {
                return date_after_month(bytes, month, end).map(|end| born(at_digit..end));
            }
            at_digit = end;
        } else {
            at_digit += 1;
        }
    }
    None
}

/// The number of so many digits at most that begins at a place, and its end.
fn number(bytes: &[u8], place: usize, most: usize) -> Option<(u32, usize)> {
    let digits = bytes.get(place..)?.iter().take(most + 1).take_while(|byte| byte.is_ascii_digit());
    let (mut number, mut count) = (0, 0);
    for digit in digits {
        (number, count) = (number * 10 + u32::from(digit - b'0'), count + 1);
    }
    (1..=most).contains(&count).then_some((number, place + count))
}

/// The place behind what may follow, each once and in this order.
fn behind(bytes: &[u8], mut place: usize, all: &[&str]) -> usize {
    for one in all {
        if bytes[place..].starts_with(one.as_bytes()) {
            place += one.len();
        }
    }
    place + blank(bytes, place)
}

/// "3/23/1940", "1940-03-23", "23. 3. 1940", "23. März 1940", "23rd of March, 1940", "1940年3月23日".
fn date(bytes: &[u8], start: usize) -> Option<usize> {
    if let Some(end) = east_asian(bytes, start) {
        return Some(end);
    }
    let (a, first) = number(bytes, start, 4)?;
    let mark = at(bytes, first);
    let spaced = usize::from(mark == b'.' && at(bytes, first + 1) == b' ');
    if matches!(mark, b'/' | b'-' | b'.') && at(bytes, first + 1 + spaced).is_ascii_digit() {
        let (b, second) = number(bytes, first + 1 + spaced, 2)?;
        if at(bytes, second) != mark {
            return None;
        }
        let last = second + 1 + usize::from(spaced > 0 && at(bytes, second + 1) == b' ');
        let (c, third) = number(bytes, last, 4)?;
        let lengths = [first - start, second - first - 1 - spaced, third - last];
        return is_day(lengths, [a, b, c]).then_some(third);
    }
    let place = behind(bytes, first, &["st", "nd", "rd", "th", "er", "º", "°", ".", " of", " de"]);
    let end = word_end(bytes, place);
    let month = month(bytes.get(place..end)?)?;
    let (year, end) = year(bytes, behind(bytes, end, &[".", ",", " de", " del"]))?;
    exists(a, month, year).then_some(end)
}

/// A year of four digits or two; two do not say which.
fn year(bytes: &[u8], place: usize) -> Option<(Option<u32>, usize)> {
    let (year, end) = number(bytes, place, 4)?;
    match end - place {
        4 => Some((Some(year), end)),
        2 => Some((None, end)),
        _ => None,
    }
}

/// "March 23, 1940", behind the month.
fn date_after_month(bytes: &[u8], month: u32, place: usize) -> Option<usize> {
    let place = place + usize::from(at(bytes, place) == b'.');
    let (day, end) = number(bytes, place + 1, 2)?;
    let place = behind(bytes, end, &["st", "nd", "rd", "th", ","]);
    let (year, end) = year(bytes, place)?;
    (year.is_some() && exists(day, month, year)).then_some(end)
}

/// The end of "1985年3月12日" or "1985년 3월 12일".
fn east_asian(bytes: &[u8], start: usize) -> Option<usize> {
    if at(bytes, start + 4) < 0xe0 {
        return None;
    }
    let (year, place) = number(bytes, start, 4).filter(|(_, end)| end - start == 4)?;
    let sign = |place: usize, signs: [&str; 2]| {
        let sign = signs.into_iter().find(|sign| bytes[place..].starts_with(sign.as_bytes()))?;
        let place = place + sign.len();
        Some(place + blank(bytes, place))
    };
    let (month, place) = number(bytes, sign(place, ["年", "년"])?, 2)?;
    let (day, place) = number(bytes, sign(place, ["月", "월"])?, 2)?;
    let end = ["日", "일"]
        .into_iter()
        .find(|sign| bytes[place..].starts_with(sign.as_bytes()))
        .map(|sign| place + sign.len())?;
    exists(day, month, Some(year)).then_some(end)
}

/// The date of birth in years, months and days of East Asia that begins at a place, where a word before or behind it says
/// so.
pub(super) fn east_asian_birth(bytes: &[u8], start: usize) -> Option<Found> {
    let end = east_asian(bytes, start)?;
    let next = end + blank(bytes, end);
    // "1985年3月12日生", but not "2020年1月1日生效".
    let said = says_apart(bytes, start, BIRTHS_BEFORE)
        || BIRTHS_BEHIND.iter().any(|word| bytes[next..].starts_with(word.as_bytes()))
        || (["生", "생"].iter().any(|word| bytes[next..].starts_with(word.as_bytes()))
            && (next + 3 >= bytes.len() || bytes[next + 3] < 0x80 || class(bytes, next + 3) != Class::Apart));
    said.then(|| born(start..end))
}

/// The date of birth that three groups are, where a word of a script without spaces says so.
pub(super) fn birth_apart(part: &Part<'_>) -> Option<Found> {
    if part.groups.len() != 3 || !matches!(part.separator(), Some(Gap::Dash | Gap::Dot | Gap::Slash)) {
        return None;
    }
    let day = is_day([0, 1, 2].map(|group| part.length(group)), [0, 1, 2].map(|group| part.number(group)));
    (day && says_apart(part.bytes, part.start(), BIRTHS_BEFORE)).then(|| born(part.start()..part.end()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::kinds;

    #[test]
    fn a_date_is_one_of_birth_where_that_is_said() {
        for (text, value) in [
            ("tell me your date of birth. It's 3/23/1940", "3/23/1940"),
            ("DOB: 1940-03-23", "1940-03-23"),
            ("née le 23 mars 1940 à", "23 mars 1940"),
            ("was born on March 23rd, 1940.", "March 23rd, 1940"),
            ("geboren am 23. März 1940", "23. März 1940"),
        ] {
            assert_eq!(kinds(text), [("date_of_birth", value)], "{text}");
        }
        assert_eq!(kinds("since 3/23/1940; born to run in 1975; birthday on 99/99/1999"), []);
    }

    #[test]
    fn births_are_said_in_several_languages() {
        for (text, value) in [
            ("geb. am 12.03.1985", "12.03.1985"),
            ("geb. 12.3.85", "12.3.85"),
            ("geboren am 12. 3. 1985 in", "12. 3. 1985"),
            ("geboren 12. Ma\u{308}rz 1985", "12. Ma\u{308}rz 1985"),
            ("Geburtstag: 12.03.1985", "12.03.1985"),
            ("née le 1er août 1985", "1er août 1985"),
            ("nato a Roma il 12 marzo 1985", "12 marzo 1985"),
            ("Nato il 12/03/1985", "12/03/1985"),
            ("data de nascimento: 12 de março de 1985", "12 de março de 1985"),
            ("nacida el 12 de marzo de 1985", "12 de marzo de 1985"),
            ("geboortedatum 12 maart 1985", "12 maart 1985"),
            ("född 12 mars 1985", "12 mars 1985"),
            ("urodzony 12 marca 1985", "12 marca 1985"),
            ("Дата рождения: 12.03.1985", "12.03.1985"),
            ("生年月日 1985年3月12日", "1985年3月12日"),
            ("1985年3月12日生まれ", "1985年3月12日"),
            ("張三，1985年3月12日生，", "1985年3月12日"),
            ("出生日期：1985-03-12", "1985-03-12"),
            ("생년월일: 1985년 3월 12일", "1985년 3월 12일"),
            ("DOB: 1985年3月12日", "1985年3月12日"),
        ] {
            assert_eq!(kinds(text), [("date_of_birth", value)], "{text}");
        }
        for text in [
            "Anna Meier geb. Schmidt, 12.3.2020",
            "NATO summit of 12 May 2012",
            "Nato, 12 May 2012",
            "2020年1月1日生效",
            "1985年3月12日",
            "日期：1985-03-12",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }

    #[test]
    fn a_day_of_birth_exists() {
        for date in ["29/02/1984", "29/02/2000", "31/01/1985", "30.04.85", "29.02.85", "1984-02-29", "29 February 1984"]
        {
            assert_eq!(kinds(&format!("born {date}.")), [("date_of_birth", date)], "{date}");
        }
        for date in [
            "31/02/1985",
            "29/02/1985",
            "29/02/1900",
            "31.04.85",
            "1985-02-29",
            "30 February 1984",
            "February 29, 1985",
            "00/01/1985",
            "0/1/1985",
            "1985-00-12",
            "1985年2月29日",
            "32. März 1985",
        ] {
            assert_eq!(kinds(&format!("born {date}.")), [], "{date}");
        }
    }
}
