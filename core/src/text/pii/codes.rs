//! Codes of letters and digits: IBAN, and the numbers of persons that have letters.

use super::chars::{at, blank, dash, word_at, word_before, word_end};
use super::kinds::{Found, PiiKind};
use super::scan::found;

/// Countries with an IBAN and its length, in order: the registry of SWIFT, release 99.
static LENGTHS: &[(&[u8; 2], u8)] = &[
    (b"AD", 24),
    (b"AE", 23),
    (b"AL", 28),
    (b"AT", 20),
    (b"AZ", 28),
    (b"BA", 20),
    (b"BE", 16),
    (b"BG", 22),
    (b"BH", 22),
    (b"BI", 27),
    (b"BR", 29),
    (b"BY", 28),
    (b"CH", 21),
    (b"CR", 22),
    (b"CY", 28),
    (b"CZ", 24),
    (b"DE", 22),
    (b"DJ", 27),
    (b"DK", 18),
    (b"DO", 28),
    (b"EE", 20),
    (b"EG", 29),
    (b"ES", 24),
    (b"FI", 18),
    (b"FK", 18),
    (b"FO", 18),
    (b"FR", 27),
    (b"GB", 22),
    (b"GE", 22),
    (b"GI", 23),
    (b"GL", 18),
    (b"GR", 27),
    (b"GT", 28),
    (b"HN", 28),
    (b"HR", 21),
    (b"HU", 28),
    (b"IE", 22),
    (b"IL", 23),
    (b"IQ", 23),
    (b"IS", 26),
    (b"IT", 27),
    (b"JO", 30),
    (b"KW", 30),
    (b"KZ", 20),
    (b"LB", 28),
    (b"LC", 32),
    (b"LI", 21),
    (b"LT", 20),
    (b"LU", 20),
    (b"LV", 21),
    (b"LY", 25),
    (b"MC", 27),
    (b"MD", 24),
    (b"ME", 22),
    (b"MK", 19),
    (b"MN", 20),
    (b"MR", 27),
    (b"MT", 31),
    (b"MU", 30),
    (b"NI", 28),
    (b"NL", 18),
    (b"NO", 15),
    (b"OM", 23),
    (b"PK", 24),
    (b"PL", 28),
    (b"PS", 29),
    (b"PT", 25),
    (b"QA", 29),
    (b"RO", 24),
    (b"RS", 22),
    (b"RU", 33),
    (b"SA", 24),
    (b"SC", 31),
    (b"SD", 18),
    (b"SE", 24),
    (b"SI", 19),
    (b"SK", 24),
    (b"SM", 27),
    (b"SO", 23),
    (b"ST", 25),
    (b"SV", 28),
    (b"TL", 23),
    (b"TN", 24),
    (b"TR", 26),
    (b"UA", 29),
    (b"VA", 22),
    (b"VG", 24),
    (b"XK", 20),
    (b"YE", 30),
];

/// The code that a word with a letter first begins.
pub(super) fn from_letter(bytes: &[u8], start: usize, end: usize) -> Option<Found> {
    iban(bytes, start).or_else(|| match end - start {
        9 if is_nie(&bytes[start..end]) => Some(found(start..end, PiiKind::EsNif, 0.95)),
        16 if is_fiscal_code(&bytes[start..end]) => Some(found(start..end, PiiKind::ItFiscalCode, 0.98)),
        _ => None,
    })
}

/// The code that a digit begins.
pub(super) fn from_digit(bytes: &[u8], start: usize) -> Option<Found> {
    if word_before(bytes, start) {
        return None;
    }
    let digits = bytes[start..].iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
    match digits {
        6 => hetu(bytes, start),
        8 => {
            let letter = start + 8 + usize::from(at(bytes, start + 8) == b'-');
            let end = letter + 1;
            let number = value(&bytes[start..start + 8])?;
            (at(bytes, letter).is_ascii_alphabetic()
                && !word_at(bytes, end)
                && nif_letter(number) == at(bytes, letter).to_ascii_uppercase())
            .then(|| found(start..end, PiiKind::EsNif, if bytes[letter].is_ascii_uppercase() { 0.9 } else { 0.7 }))
        }
        _ => None,
    }
}

/// An account number: the letters and digits, what stands between groups of four left out, leave 1 of 97.
fn iban(bytes: &[u8], start: usize) -> Option<Found> {
    let code = [at(bytes, start).to_ascii_uppercase(), at(bytes, start + 1).to_ascii_uppercase()];
    let row = LENGTHS.binary_search_by(|(other, _)| other.as_slice().cmp(&code)).ok()?;
    let length = usize::from(LENGTHS[row].1);
    let (mut all, mut count, mut place) = ([0u8; 34], 0, start);
    while count < length {
        let byte = at(bytes, place).to_ascii_uppercase();
        if byte.is_ascii_alphanumeric() {
            all[count] = byte;
            (count, place) = (count + 1, place + 1);
            continue;
        }
        let between = blank(bytes, place).max(dash(bytes, place));
        let grouped = between > 0 && count > 0 && count.is_multiple_of(4);
        if !grouped || !at(bytes, place + between).is_ascii_alphanumeric() {
            return None;
        }
        place += between;
    }
    let all = &all[..length];
    if word_at(bytes, place) || !all[2..4].iter().all(u8::is_ascii_digit) {
        return None;
    }
    let rest = all[4..].iter().chain(&all[..4]).fold(0u32, |rest, &byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        _ => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
    });
    (rest == 1).then(|| found(start..place, PiiKind::Iban, if bytes[start].is_ascii_uppercase() { 0.99 } else { 0.95 }))
}

fn value(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0u32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
}

fn nif_letter(number: u32) -> u8 {
    b"TRWAGMYFPDXBNJZSQVHLCKE"[(number % 23) as usize]
}

/// X, Y or Z, seven digits and a letter that follows from them.
fn is_nie(word: &[u8]) -> bool {
    let first = match word[0].to_ascii_uppercase() {
        b'X' => 0,
        b'Y' => 1,
        b'Z' => 2,
        _ => return false,
    };
    value(&word[1..8]).is_some_and(|number| nif_letter(first * 10_000_000 + number) == word[8].to_ascii_uppercase())
}

/// Day, month, year, the sign of the century, three digits and a letter that follows from the nine digits.
fn hetu(bytes: &[u8], start: usize) -> Option<Found> {
    const CHECK: &[u8; 31] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";
    let sign = at(bytes, start + 6);
    let serial = bytes.get(start + 7..start + 10)?;
    let number = value(&bytes[start..start + 6])? * 1000 + value(serial)?;
    let end = start + 11;
    let check = CHECK[(number % 31) as usize];
    let (day, month) = (value(&bytes[start..start + 2])?, value(&bytes[start + 2..start + 4])?);
    let fits = b"+-ABCDEFUVWXY".contains(&sign) && (1..=31).contains(&day) && (1..=12).contains(&month);
    (fits && at(bytes, start + 10) == check && !word_at(bytes, end)).then(|| found(start..end, PiiKind::FiHetu, 0.95))
}

/// Six letters of the name, year, month and day, place, and a letter that follows from the rest.
fn is_fiscal_code(word: &[u8]) -> bool {
    // What a letter or digit counts in an odd place; in an even one it is its number in order.
    const ODD: [u32; 26] =
        [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
    let letter = |place: usize| word[place].is_ascii_alphabetic();
    let shape = (0..16).all(|place| match place {
        0..6 | 8 | 11 | 15 => letter(place),
        // Digits may be replaced by letters where two persons would have one code.
        _ => word[place].is_ascii_digit() || b"LMNPQRSTUV".contains(&word[place].to_ascii_uppercase()),
    });
    if !shape || word_end(word, 0) != 16 || !word[6..].iter().any(u8::is_ascii_digit) {
        return false;
    }
    let number = |byte: u8| match byte {
        b'0'..=b'9' => u32::from(byte - b'0'),
        _ => u32::from(byte.to_ascii_uppercase() - b'A'),
    };
    let sum: u32 = word[..15]
        .iter()
        .enumerate()
        .map(|(place, &byte)| if place % 2 == 0 { ODD[number(byte) as usize] } else { number(byte) })
        .sum();
    sum % 26 == u32::from(word[15].to_ascii_uppercase() - b'A')
}
