//! Characters: what they are to the words and numbers beside them, by their bytes, since most of a text is ASCII.

use unicode_normalization::char::is_combining_mark;

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

/// Whether a byte may be part of a word: letters, digits, the underscore, and whatever is not ASCII.
#[inline]
pub(super) fn is_word(byte: u8) -> bool {
    WORDS[byte as usize]
}

/// What a character is to a word or number beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A letter, a digit, or a mark of one: the word goes on with it.
    Word,
    /// A letter of a script that stands beside Latin letters and digits without a space: "電話は03-1234-5678です".
    Apart,
    /// Punctuation, white space, a picture.
    Sign,
}

/// The class of the character that begins at a byte that is not ASCII, by its block, which its first bytes tell.
pub(super) fn class(bytes: &[u8], place: usize) -> Class {
    use Class::{Apart, Sign, Word};
    match (bytes[place], at(bytes, place + 1), at(bytes, place + 2)) {
        // Latin-1's signs; general punctuation to technical symbols; private use; pictures; tags.
        (0xc2 | 0xe2 | 0xee, _, _) | (0xef, 0x80..=0xa3, _) | (0xf0, 0x9f, _) | (0xf3, _, _) => Sign,
        // Punctuation: Armenian, Hebrew, Arabic, Urdu, the danda, Ethiopic.
        (0xd5, 0x9a..=0x9f, _) | (0xd6, 0x89 | 0x8a | 0xbe, _) | (0xd8, 0x8c | 0x9b | 0x9f, _) => Sign,
        (0xd9, 0xaa..=0xad, _) | (0xdb, 0x94, _) | (0xe0, 0xa5, 0xa4 | 0xa5) | (0xe1, 0x8d, 0xa0..=0xa8) => Sign,
        // Thai, Lao, Tibetan; Myanmar, Khmer.
        (0xe0, 0xb8.., _) | (0xe1, 0x80 | 0x81 | 0x9e | 0x9f, _) | (0xe1, 0x82, ..0xa0) => Apart,
        // Punctuation of CJK but for its signs of repetition; kana, Han, Hangul.
        (0xe3, 0x80, third) if !(0x85..=0x87).contains(&third) => Sign,
        (0xe3..=0xe9 | 0xeb..=0xed, _, _) | (0xea, 0xb0.., _) | (0xe1, 0x84..=0x87, _) => Apart,
        (0xef, 0xa4..=0xab, _) | (0xf0, 0xa0..=0xb3, _) => Apart,
        // Full-width letters and digits are as Latin ones; the rest of their block, and small and vertical forms.
        (0xef, 0xbc, 0x90..=0x99 | 0xa1..=0xba) | (0xef, 0xbd, 0x81..=0x9a) => Word,
        (0xef, 0xb8 | 0xbc, _) | (0xef, 0xb9, ..0xb0) | (0xef, 0xbb, 0xbf) | (0xef, 0xbd, ..=0xa5) => Sign,
        (0xef, 0xbd | 0xbe, _) | (0xef, 0xbf, ..0xa0) => Apart,
        (0xef, 0xbf, _) => Sign,
        _ => Word,
    }
}

/// Whether a character may be another class than `Word`, by its first byte.
#[inline(always)]
pub(super) fn may_stand_apart(byte: u8) -> bool {
    (byte == 0xc2) | (byte >= 0xd5)
}

/// Whether the character that begins at a byte stands apart from a word before or behind it, if it is not ASCII.
#[inline]
pub(super) fn is_apart(bytes: &[u8], place: usize) -> bool {
    may_stand_apart(bytes[place]) && class(bytes, place) != Class::Word
}

/// Whether a word goes on at a place.
#[inline]
pub(super) fn word_at(bytes: &[u8], place: usize) -> bool {
    place < bytes.len() && is_word(bytes[place]) && !is_apart(bytes, place)
}

/// The first byte of the character that ends right before a place that is not 0.
#[inline]
pub(super) fn char_before(bytes: &[u8], place: usize) -> usize {
    let mut first = place - 1;
    while first > 0 && place - first < 4 && bytes[first] & 0xc0 == 0x80 {
        first -= 1;
    }
    first
}

/// Whether a word ends right before a place.
pub(super) fn word_before(bytes: &[u8], place: usize) -> bool {
    place > 0 && word_at(bytes, char_before(bytes, place))
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

/// The length of a space as it stands inside numbers and names, or 0: also one that does not break, a narrow or a thin
/// one.
#[inline]
pub(super) fn blank(bytes: &[u8], place: usize) -> usize {
    match at(bytes, place) {
        b' ' => 1,
        0xc2 if at(bytes, place + 1) == 0xa0 => 2,
        0xe2 if at(bytes, place + 1) == 0x80 && matches!(at(bytes, place + 2), 0x87 | 0x89 | 0xaf) => 3,
        _ => 0,
    }
}

/// The length of a hyphen, an en dash or a minus, or 0.
#[inline]
pub(super) fn dash(bytes: &[u8], place: usize) -> usize {
    match (at(bytes, place), at(bytes, place + 1), at(bytes, place + 2)) {
        (b'-', _, _) => 1,
        (0xe2, 0x80, 0x90 | 0x91 | 0x93) | (0xe2, 0x88, 0x92) => 3,
        _ => 0,
    }
}

/// Whether a character is a letter, a digit, or a mark that belongs to one.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || (!c.is_ascii() && is_combining_mark(c))
}

/// Whether a character is a letter that is not Latin.
pub(super) fn is_foreign(c: char) -> bool {
    c > '\u{24f}' && c.is_alphabetic() && !('\u{1e00}'..='\u{1eff}').contains(&c)
}

/// Whether a character is a letter that may be joined to a Latin word without belonging to it: of a script without spaces,
/// or, as a prefix, Hebrew and Arabic.
pub(super) fn attaches(c: char) -> bool {
    let semitic = matches!(c, '\u{5d0}'..='\u{6ff}' | '\u{750}'..='\u{77f}');
    semitic || (!c.is_ascii() && class(c.encode_utf8(&mut [0; 4]).as_bytes(), 0) == Class::Apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_have_the_class_of_their_block() {
        let class = |c: char| class(c.encode_utf8(&mut [0; 4]).as_bytes(), 0);
        for c in "éßøžЖλİאعदकաა\u{301}ｗ７ﬁ𝐀ḿ".chars() {
            assert_eq!(class(c), Class::Word, "{c}");
        }
        for c in "のカー々漢電字한글โทรลາབမខｱﾝ豈𠀀".chars() {
            assert_eq!(class(c), Class::Apart, "{c}");
        }
        for c in
            "“”«»—–…™\u{a0}\u{202f}\u{200b}\u{200e}\u{3000}。，、：；（」・！？🙂\u{fe0f}\u{feff}\u{f095}،؛؟۔।։".chars()
        {
            let apart = matches!(c, '・');
            assert_eq!(class(c), if apart { Class::Apart } else { Class::Sign }, "{c} {:x}", u32::from(c));
        }
        assert!((0..=0xffu8).all(|byte| may_stand_apart(byte) == (byte == 0xc2 || byte >= 0xd5)));
        // What is taken for Latin text at a glance must be words.
        for c in ('\u{c0}'..'\u{530}').filter(|c| c.is_alphabetic()) {
            assert_eq!(class(c), Class::Word, "{c}");
        }
    }

    #[test]
    fn spaces_and_dashes_have_their_lengths() {
        for c in [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\u{2007}'] {
            assert_eq!(blank(c.to_string().as_bytes(), 0), c.len_utf8());
        }
        for c in ['-', '–', '‑', '‐', '−'] {
            assert_eq!(dash(c.to_string().as_bytes(), 0), c.len_utf8());
        }
        for c in ['—', '…', '\n', 'a', '\u{200b}', 'é'] {
            assert_eq!((blank(c.to_string().as_bytes(), 0), dash(c.to_string().as_bytes(), 0)), (0, 0), "{c}");
        }
    }
}
