//! Telephone numbers: groups of digits of a usual form, or that a word nearby calls one.

use super::chars::{at, before, word_at, word_before, word_end};
use super::context::{Said, labelled, said_before};
use super::kinds::{Found, PiiKind};
use super::numbers::{Gap, Part};
use super::scan::found;
use super::words::EXTENSIONS;
use std::cell::OnceCell;

/// What the words before a place say, read once and when first asked.
pub(super) struct Before<'a> {
    bytes: &'a [u8],
    said: OnceCell<Said>,
}

impl<'a> Before<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, said: OnceCell::new() }
    }

    fn say(&self, start: usize) -> Said {
        *self.said.get_or_init(|| said_before(self.bytes, start))
    }
}

/// The end of an extension behind a number, "x123" or "ext. 123", or the place itself.
pub(super) fn extension(bytes: &[u8], end: usize) -> usize {
    let mut place = end;
    while place < end + 2 && matches!(at(bytes, place), b' ' | b',') {
        place += 1;
    }
    let word = word_end(bytes, place);
    place = match bytes.get(place..word).unwrap_or_default() {
        [] | [b'0'..=b'9', ..] => return end,
        [b'x' | b'X', rest @ ..] if rest.iter().all(u8::is_ascii_digit) => place + 1,
        word if EXTENSIONS.have(word) => place + word.len(),
        _ => return end,
    };
    while matches!(at(bytes, place), b' ' | b'.' | b':') {
        place += 1;
    }
    let digits = bytes[place.min(bytes.len())..].iter().take(7).take_while(|byte| byte.is_ascii_digit()).count();
    // Digits that go on as a word are none.
    if (1..=6).contains(&digits) && !word_at(bytes, place + digits) { place + digits } else { end }
}

/// The telephone number that some groups are; `alone` tells whether none that is joined to them is left over, by whether
/// they have a usual form.
pub(super) fn phone(part: &Part<'_>, says: &Before<'_>, alone: impl FnOnce(bool) -> bool) -> Option<Found> {
    let bytes = part.bytes;
    let mut start = part.start();
    let bracket = before(bytes, start) == b'(';
    start -= usize::from(bracket);
    let plus = before(bytes, start) == b'+';
    start -= usize::from(plus);
    // What stands before a number as its sign or its beginning makes it something else.
    if matches!(before(bytes, start), b'#' | b'$' | b'.' | b'-' | b'/' | b'=') && !plus || word_before(bytes, start) {
        return None;
    }
    let base = form(part, plus, bracket);
    let end = extension(bytes, part.end());
    let marked = end > part.end();
    let sayable = (6..=15).contains(&part.digits) && part.groups.len() <= 6 && !is_quantity(part);
    if (base == 0.0 && !marked && !sayable) || !fits(part, plus, bracket) || (!plus && !alone(base > 0.0)) {
        return None;
    }
    let said = match says.say(start) {
        Said::Code if !plus => return None,
        Said::Nothing if labelled(bytes, end) => Said::Phone,
        said => said,
    };
    // The less a word says, the more digits it takes.
    let least = match said {
        Said::Phone | Said::Calling => 6,
        Said::CallingAfar => 7,
        Said::CallingBefore => 9,
        Said::Other | Said::Code | Said::Nothing => usize::MAX,
    };
    let called = part.digits >= least;
    let confidence = match (base > 0.0, called) {
        (true, true) => base + 0.25,
        (false, true) if sayable => 0.65,
        (true, false) => base,
        _ if marked => 0.0,
        _ => return None,
    };
    let confidence = (confidence + if marked { 0.2 } else { 0.0 }).min(0.95);
    Some(found(start..end, PiiKind::Phone, confidence))
}

/// Whether the digits may be a telephone number: not zeros only; a slash or a dash between spaces at most behind the code
/// of the area, and before an extension.
fn fits(part: &Part<'_>, plus: bool, bracket: bool) -> bool {
    let first = part.digits().next().unwrap_or(0);
    if part.digits().all(|digit| digit == 0) || part.gaps.contains(&Gap::Double) {
        return false;
    }
    let mut wide = (0..part.gaps.len()).filter(|&place| part.gaps[place] == Gap::Wide);
    let Some(place) = wide.next() else { return true };
    // North America, where no code of an area and no exchange begins with 0 or 1.
    if part.shape(&[3, 3, 4]) || part.shape(&[1, 3, 3, 4]) {
        let count = part.groups.len();
        return bracket || [count - 3, count - 2].iter().all(|&group| part.number(group) >= 200);
    }
    let area: usize = (0..=place).map(|group| part.length(group)).sum();
    let usual = if plus { 3..=8 } else { 2..=5 };
    let second = match (wide.next(), wide.next()) {
        (None, _) => true,
        (Some(place), None) => place + 2 == part.groups.len() && part.length(place + 1) <= 4,
        _ => false,
    };
    (plus || bracket || first == 0) && usual.contains(&area) && part.digits - area >= 5 && second
}

/// Whether groups are thousands or hours, "270.000" and "8.30-17.30".
fn is_quantity(part: &Part<'_>) -> bool {
    let hours = |group: usize| part.number(group) < 25 && part.length(group) <= 2 && part.number(group + 1) < 60;
    match *part.gaps {
        [Gap::Dot] => part.length(1) == 3 && part.length(0) <= 3,
        [Gap::Dot, Gap::Dash | Gap::Wide, Gap::Dot] => {
            part.length(1) == 2 && part.length(3) == 2 && hours(0) && hours(2)
        }
        _ => false,
    }
}

/// How sure the form alone makes it that some groups are a telephone number; 0 for no such form.
pub(super) fn form(part: &Part<'_>, plus: bool, bracket: bool) -> f64 {
    let (digits, groups) = (part.digits, part.groups.len());
    let mut all = part.digits();
    let (first, second) = (all.next().unwrap_or(0), all.next().unwrap_or(0));
    if plus {
        return if first > 0 && (8..=15).contains(&digits) { 0.9 } else { 0.0 };
    }
    // The code of the area in brackets: "(030) 901820", but not "(1767-1829".
    let bracket = bracket && part.gaps.first() == Some(&Gap::Bracket) && part.length(0) <= 5;
    if part.shape(&[3, 3, 4]) || (part.shape(&[1, 3, 3, 4]) && first == 1) {
        let dashes = matches!(part.separator(), Some(Gap::Dash | Gap::Dot));
        return if bracket || dashes { 0.7 } else { 0.6 };
    }
    if first == 0 && second == 0 && groups > 1 && (10..=15).contains(&digits) {
        return 0.7;
    }
    if bracket && groups > 1 && (8..=12).contains(&digits) {
        return 0.6;
    }
    if first == 0 && second != 0 && (2..=5).contains(&groups) && (9..=11).contains(&digits) {
        return 0.6;
    }
    0.0
}

#[cfg(test)]
mod tests {
    use super::super::scan::{Wanted, scan};
    use super::super::tests::kinds;

    #[test]
    fn telephone_numbers_have_forms_or_company() {
        for (text, value) in [
            ("+1 (212) 555-0123 x45, please", "+1 (212) 555-0123 x45"),
            ("(0)20 and 020 7946 0958", "020 7946 0958"),
            ("ring 555-0123", "555-0123"),
            ("Tel.: 030/901820", "030/901820"),
            ("0033 1 42 68 53 00", "0033 1 42 68 53 00"),
            ("212.555.0123 ext. 9", "212.555.0123 ext. 9"),
            ("5550123 office", "5550123"),
            ("اتصل +971 4 123 4567 الآن", "+971 4 123 4567"),
        ] {
            assert_eq!(kinds(text), [("phone", value)], "{text}");
        }
        for text in ["5550123", "555-0123", "call invoice 5550123", "$212-555-0123", "1 2 3 4 5 6 7 8 9 10 11 12 13 14"]
        {
            assert_eq!(kinds(text), [], "{text}");
        }
    }

    #[test]
    fn the_code_of_an_area_may_be_set_off() {
        for text in [
            "0171 / 123 45 67",
            "0171 / 1234567",
            "0171/ 1234567",
            "(0171) / 1234567",
            "+49 (0) 171 / 123 45 67",
            "+49 (0)171 / 1234567",
            "030 - 901820",
            "030 – 901820",
            "030\u{a0}–\u{a0}901820",
            "030 / 901820 - 10",
            "(212) 555 - 0123",
            "212 - 555 - 0123",
        ] {
            for cue in ["", "Tel. ", "tel ", "Tél\u{a0}: "] {
                assert_eq!(kinds(&format!("{cue}{text}, x")), [("phone", text)], "{cue}{text}");
            }
        }
        let two = [("phone", "020 7946 0958"), ("phone", "020 7946 0959")];
        for between in [" / ", "/ ", " - ", "  ", ", ", " "] {
            assert_eq!(kinds(&format!("Tel. 020 7946 0958{between}020 7946 0959")), two, "{between:?}");
        }
        for text in [
            "01.02.2003 - 04.05.2006",
            "01.02.2003 04.05.2006",
            "01/02 - 03/04/2005",
            "01 / 02 / 2003",
            "100 - 200 - 3000",
            "5 - 123456789",
            "0171  /  1234567",
            "2010 / 2011",
            "call 8.30 - 17.30",
            "call 8.30-17.30",
            "the phone costs 270.000",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }

    #[test]
    fn words_of_many_languages_tell_a_telephone_number() {
        for cue in [
            "tél",
            "Tél.",
            "TÉL :",
            "te\u{301}l",
            "电话",
            "电话：",
            "手机",
            "電話",
            "電話番号は",
            "携帯",
            "전화",
            "โทร",
            "Телефон:",
            "тел.",
            "Puh.",
            "telefoonnummer",
            "Handynummer",
            "teléfono",
            "Mobilnummer:",
            "هاتف",
            "טלפון",
            "τηλ.",
            "tlf.",
            "Telefone:",
            "cellulare",
            "फ़ोन",
            "“phone",
            "—Fax",
        ] {
            for space in [" ", "\u{a0}"] {
                assert_eq!(kinds(&format!("{cue}{space}5550123")), [("phone", "5550123")], "{cue}{space}");
            }
        }
        assert_eq!(kinds("手机13812345678。"), [("phone", "13812345678")]);
        assert_eq!(kinds("电话 5550123, 订单 5550124"), [("phone", "5550123")]);
        assert_eq!(kinds("tel 5550123, fax: 5550124"), [("phone", "5550123"), ("phone", "5550124")]);
    }

    #[test]
    fn parts_of_longer_numbers_are_none() {
        for text in [
            "IBAN DE88 3704 0044 0532 0130 00",
            "DE88 0044 0532 0130 00",
            "3704 0044 0532 0130 00",
            "0000 0000 0000 0000",
            "0044 0532 0130 0044",
            "1 85 05 78 006 084 36",
            "Call 1 85 05 78 006 084 36",
            "ISBN 0-306-40615-2",
            "ISBN-10: 0-306-40615-2",
            "ISBN 0 306 40615 2",
            "ISSN 0317 8471 00",
            "Call it a day. 12 34 56 monkeys",
            "03 05 12 23 34 45 06 10",
            "1 2 3 4 5 6 7 8 9 10 11 12 020 7946 0958",
            "cod poştal: 060042, tel:",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
        for (text, value) in [
            ("12:30 020 7946 0958", "020 7946 0958"),
            ("2024-05-17 020 7946 0958", "020 7946 0958"),
            ("020 7946 0958 2024-05-17", "020 7946 0958"),
            ("1 020 7946 0958", "020 7946 0958"),
            ("0171 1234567 24 hours", "0171 1234567"),
            ("1 2 3 4 5 6 7 8 9 10 11 12 212-555-0123", "212-555-0123"),
            ("1 2 3 4 5 6 7 8 9 10  212 555 0123", "212 555 0123"),
            ("phone: 4155552671 ext 22", "4155552671 ext 22"),
            ("ISBN 0-306-40615-2, phone 020 7946 0958", "020 7946 0958"),
        ] {
            assert_eq!(kinds(text), [("phone", value)], "{text}");
        }
        let iban = "DE89 3704 0044 0532 0130 00";
        assert_eq!(kinds(&format!("IBAN {iban}, 030 901820")), [("iban", iban), ("phone", "030 901820")]);
        assert_eq!(kinds(&format!("IBAN {iban} 030 901820")), [("iban", iban), ("phone", "030 901820")]);
    }

    #[test]
    fn confidence_is_never_above_one() {
        for text in ["call +1 (212) 555-0123 x45", "+1 212 555 0123 ext. 4", "tel 4155552671 ext 22"] {
            let found = scan(text, Wanted::ALL);
            assert!(found.iter().all(|one| (0.8..=0.95).contains(&one.confidence)), "{found:?}");
            assert_eq!(found.len(), 1);
        }
    }
}
