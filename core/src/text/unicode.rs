//! Characters as Python sees them: words, white space, lower case.

use super::unicode_tables::{SPACE, UNASSIGNED, WORD};

/// Characters below this are looked up in a bitmap, those above by searching the ranges: plain planes 0 and 1.
const MAPPED: usize = 0x2_0000;

/// One bit a character: whether it is part of a word.
static WORD_BITS: [u64; MAPPED / 64] = bitmap();

const fn bitmap() -> [u64; MAPPED / 64] {
    let mut bits = [0; MAPPED / 64];
    let mut range = 0;
    while range < WORD.len() {
        let (mut point, last) = (WORD[range].0 as usize, WORD[range].1 as usize);
        while point <= last && point < MAPPED {
            bits[point / 64] |= 1 << (point % 64);
            point += 1;
        }
        range += 1;
    }
    bits
}

/// Whether Python's `\w` matches a byte of ASCII; without branches, so that many are told at once.
#[inline]
pub(super) fn is_word_byte(byte: u8) -> bool {
    ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte.wrapping_sub(b'0') < 10) | (byte == b'_')
}

/// Whether Python's `\s` matches a byte of ASCII. U+001C to U+001F separate files, groups, records and units: white space
/// to Python, not to Rust.
#[inline]
pub(super) fn is_space_byte(byte: u8) -> bool {
    (byte == b' ') | (byte.wrapping_sub(b'\t') < 5) | (byte.wrapping_sub(0x1c) < 4)
}

/// Whether Python's `\w` matches.
pub(super) fn is_word(c: char) -> bool {
    let point = c as usize;
    match point {
        0..128 => is_word_byte(point as u8),
        128..MAPPED => WORD_BITS[point / 64] >> (point % 64) & 1 == 1,
        _ => among(&WORD, c),
    }
}

/// Whether Python's `\s` matches.
pub(super) fn is_space(c: char) -> bool {
    if c.is_ascii() { is_space_byte(c as u8) } else { among(&SPACE, c) }
}

/// Whether the pinned Unicode version has no such character.
pub(super) fn is_unassigned(c: char) -> bool {
    among(&UNASSIGNED, c)
}

fn among(ranges: &[(u32, u32)], c: char) -> bool {
    let after = ranges.partition_point(|&(first, _)| first <= c as u32);
    after > 0 && c as u32 <= ranges[after - 1].1
}

/// Appends `text` in lower case, as Python's `str.lower`: full mappings, and a final sigma at the end of words.
pub(super) fn lower_into(text: &str, lower: &mut String) {
    if text.is_ascii() {
        let start = lower.len();
        lower.push_str(text);
        lower[start..].make_ascii_lowercase();
    } else if text.contains('Σ') {
        // The one character whose mapping depends on its neighbours: std knows the rule for a whole text.
        let all = text.to_lowercase();
        let mut all = all.chars();
        for c in text.chars() {
            let mapped = all.by_ref().take(c.to_lowercase().len());
            if has_lower(c) {
                lower.extend(mapped);
            } else {
                mapped.for_each(drop);
                lower.push(c);
            }
        }
    } else {
        for c in text.chars() {
            if c.is_ascii() {
                lower.push(c.to_ascii_lowercase());
            } else if has_lower(c) {
                lower.extend(c.to_lowercase());
            } else {
                lower.push(c);
            }
        }
    }
}

/// Whether the pinned Unicode version may map the character to lower case: all but letters that came later.
fn has_lower(c: char) -> bool {
    is_word(c) || ('Ⓐ'..='Ⓩ').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    #[test]
    fn lower_case_is_that_of_python_for_every_character() {
        // CPython 3.11.7: sha256 over chr(i).lower().encode() + b"\n" for every i that is no surrogate.
        let mut digest = Sha256::new();
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            let mut lower = String::new();
            lower_into(c.encode_utf8(&mut [0; 4]), &mut lower);
            lower.push('\n');
            digest.update(lower);
        }
        let hex: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "df5f2dce2f27c6135470af16d1fb16abb665a21ddc29386b62030008b01a2429");
    }

    #[test]
    fn a_sigma_at_the_end_of_a_word_is_final() {
        // CPython 3.11.7, str.lower().
        for (text, expected) in
            [("ΟΔΟΣ", "οδος"), ("ΣΑ Σ", "σα σ"), ("ΑΣ'Α", "ασ'α"), ("aΣ\u{ad}", "aς\u{ad}"), ("Σ", "σ")]
        {
            let mut lower = String::new();
            lower_into(text, &mut lower);
            assert_eq!(lower, expected);
        }
    }

    #[test]
    fn words_and_spaces_are_those_of_python() {
        // CPython 3.11.7: re.match(r"\w", c) holds for 133,548 characters, re.match(r"\s", c) for 29.
        let all = || (0..=0x10_ffff).filter_map(char::from_u32);
        assert_eq!(all().filter(|&c| is_word(c)).count(), 133_548);
        assert_eq!(all().filter(|&c| is_space(c)).count(), 29);
        // U+10D4A came with Unicode 16: the pinned version does not know it.
        assert!(is_word('_') && is_word('²') && is_word('𠀀') && !is_word('\u{941}') && !is_word('\u{10d4a}'));
        assert!(is_space('\u{1c}') && is_space('\u{3000}') && !is_space('\u{200b}'));
    }
}
