//! Numbers of persons that are written in digits: which check digits they have.

use super::context::says_before;
use super::kinds::{Found, PiiKind};
use super::numbers::{Gap, Part, luhn};
use super::scan::found;

/// The number of a person that some groups of digits are.
///
/// Where a rule lets many a chance number pass (one in ten or eleven), and the form is not particular, a word must say
/// what it is.
pub(super) fn number(part: &Part<'_>) -> Option<Found> {
    let says = |list: &[&str]| says_before(part.bytes, part.start(), list);
    let (kind, confidence) = match part.digits {
        9 => nine(part, says)?,
        10 => ten(part, says)?,
        11 => eleven(part, says)?,
        12 => twelve(part, says)?,
        15 if is_nir(part) => (PiiKind::FrNir, 0.95),
        _ => return None,
    };
    Some(found(part.start()..part.end(), kind, confidence))
}

type Known = Option<(PiiKind, f64)>;

/// The digits as numbers.
fn numbers<const N: usize>(part: &Part<'_>) -> [u32; N] {
    let mut all = [0; N];
    all.iter_mut().zip(part.digits()).for_each(|(number, digit)| *number = u32::from(digit));
    all
}

fn weighed<const N: usize>(numbers: &[u32; N], weights: &[u32]) -> u32 {
    numbers.iter().zip(weights).map(|(number, weight)| number * weight).sum()
}

fn nine(part: &Part<'_>, says: impl Fn(&[&str]) -> bool) -> Known {
    let d: [u32; 9] = numbers(part);
    let (area, group, serial) = (d[0] * 100 + d[1] * 10 + d[2], d[3] * 10 + d[4], part.digits().skip(5).any(|d| d > 0));
    let possible = area != 0 && area != 666 && area < 900 && group != 0 && serial;
    let one = part.groups.len() == 1;
    if possible && (one || part.shape(&[3, 2, 4])) {
        let said = says(&["ssn", "social"]);
        match part.separator() {
            _ if said => return Some((PiiKind::UsSsn, 0.95)),
            Some(Gap::Dash) if !one => return Some((PiiKind::UsSsn, 0.8)),
            _ => {}
        }
    }
    if (one || part.shape(&[3, 3, 3])) && luhn(part.digits()) && says(&["sin", "insurance"]) {
        return Some((PiiKind::CaSin, 0.9));
    }
    let eleven = (weighed(&d, &[9, 8, 7, 6, 5, 4, 3, 2]) + 10 * d[8]) % 11;
    (one && d != [0; 9] && eleven == 0 && says(&["bsn", "burgerservicenummer", "sofinummer"]))
        .then_some((PiiKind::NlBsn, 0.9))
}

fn ten(part: &Part<'_>, says: impl Fn(&[&str]) -> bool) -> Known {
    let d: [u32; 10] = numbers(part);
    let date = (1..=12).contains(&(d[2] * 10 + d[3])) && (1..=31).contains(&((d[4] * 10 + d[5]) % 60));
    if part.shape(&[6, 4]) && part.separator() == Some(Gap::Dash) && date && luhn(part.digits()) {
        return Some((PiiKind::SePersonnummer, 0.85));
    }
    let rest = 11 - weighed(&d, &[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    let fits = rest % 11 == d[9] && rest != 10 && (part.groups.len() == 1 || part.shape(&[3, 3, 4]));
    (fits && says(&["nhs"])).then_some((PiiKind::UkNhs, 0.95))
}

fn eleven(part: &Part<'_>, says: impl Fn(&[&str]) -> bool) -> Known {
    let d: [u32; 11] = numbers(part);
    if is_cpf(&d) {
        let written = part.shape(&[3, 3, 3, 2]) && *part.gaps == [Gap::Dot, Gap::Dot, Gap::Dash];
        if written || (part.groups.len() == 1 && says(&["cpf"])) {
            return Some((PiiKind::BrCpf, 0.95));
        }
    }
    let one = part.groups.len() == 1;
    let month = (d[2] * 10 + d[3]) % 20;
    let pesel = (weighed(&d, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) + d[10]).is_multiple_of(10);
    if one && pesel && (1..=12).contains(&month) && (1..=31).contains(&(d[4] * 10 + d[5])) && says(&["pesel"]) {
        return Some((PiiKind::PlPesel, 0.95));
    }
    let german = (one || part.shape(&[2, 3, 3, 3])) && is_tax_id(&d);
    (german && says(&["steuer", "steuerid", "steuernummer", "idnr", "identifikationsnummer", "tax", "tin"]))
        .then_some((PiiKind::DeTaxId, 0.95))
}

fn is_cpf(d: &[u32; 11]) -> bool {
    let check = |sum: u32| if sum * 10 % 11 == 10 { 0 } else { sum * 10 % 11 };
    let first = check(weighed(d, &[10, 9, 8, 7, 6, 5, 4, 3, 2]));
    let second = check(weighed(d, &[11, 10, 9, 8, 7, 6, 5, 4, 3, 2]));
    d.iter().any(|&digit| digit != d[0]) && (d[9], d[10]) == (first, second)
}

/// ISO 7064 MOD 11,10; of the first ten digits one stands twice or three times.
fn is_tax_id(d: &[u32; 11]) -> bool {
    let mut product = 10;
    for digit in &d[..10] {
        let sum = (digit + product) % 10;
        product = (if sum == 0 { 10 } else { sum }) * 2 % 11;
    }
    let check = (11 - product) % 10;
    let most = (0..10).map(|digit| d[..10].iter().filter(|&&other| other == digit).count()).max();
    d[0] != 0 && d[10] == check && matches!(most, Some(2 | 3))
}

fn twelve(part: &Part<'_>, says: impl Fn(&[&str]) -> bool) -> Known {
    let d: [u32; 12] = numbers(part);
    let date = (1..=12).contains(&(d[4] * 10 + d[5])) && (1..=31).contains(&((d[6] * 10 + d[7]) % 60));
    let century = matches!(d[0] * 10 + d[1], 18..=20);
    if part.shape(&[8, 4]) && part.separator() == Some(Gap::Dash) && date && century && luhn(part.digits().skip(2)) {
        return Some((PiiKind::SePersonnummer, 0.9));
    }
    let indian = (part.groups.len() == 1 || part.shape(&[4, 4, 4])) && d[0] > 1 && verhoeff(part.digits());
    (indian && says(&["aadhaar", "aadhar", "uidai", "uid", "आधार"])).then_some((PiiKind::InAadhaar, 0.95))
}

/// Whether the last digit is that of Verhoeff's rule: the dihedral group of order ten, and a permutation a place.
fn verhoeff(digits: impl Iterator<Item = u8> + Clone) -> bool {
    const PERMUTATION: [u8; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let product = |a: u8, b: u8| match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => (a + b - 5) % 5 + 5,
        (false, true) => (a + 5 - b) % 5 + 5,
        (false, false) => (a + 5 - b) % 5,
    };
    let count = digits.clone().count();
    let check = digits.enumerate().fold((0u8, [0u8; 24], count), |(_, mut all, count), (place, digit)| {
        all[count - 1 - place] = digit;
        (0, all, count)
    });
    check.1[..count].iter().enumerate().fold(0, |sum, (place, &digit)| {
        let permuted = (0..place % 8).fold(digit, |digit, _| PERMUTATION[digit as usize]);
        product(sum, permuted)
    }) == 0
}

/// The number of France: sex, year, month, place, order, and what is left of 97.
fn is_nir(part: &Part<'_>) -> bool {
    let grouped = part.groups.len() == 1 || part.shape(&[1, 2, 2, 2, 3, 3, 2]) || part.shape(&[13, 2]);
    let d: [u32; 15] = numbers(part);
    let month = d[3] * 10 + d[4];
    let number = d[..13].iter().fold(0u64, |sum, &digit| sum * 10 + u64::from(digit));
    let key = u64::from(d[13] * 10 + d[14]);
    grouped && (1..=2).contains(&d[0]) && (1..=12).contains(&month) && 97 - number % 97 == key
}
