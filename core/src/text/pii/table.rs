//! Lists of words in which any word may be looked up, whatever its case and composition.

use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;

/// Longer words, in bytes, are in no list.
pub(super) const LONGEST: usize = 24;

/// Writes a word in lower case, with accents that are characters of their own composed.
pub(super) fn lower<'a>(word: &[u8], buffer: &'a mut [u8; LONGEST]) -> Option<&'a str> {
    if word.is_ascii() {
        let buffer = buffer.get_mut(..word.len())?;
        buffer.copy_from_slice(word);
        buffer.make_ascii_lowercase();
        return std::str::from_utf8(buffer).ok();
    }
    // A composed word may be shorter, by no more than half.
    let word = std::str::from_utf8(word).ok().filter(|word| word.len() <= 2 * LONGEST)?;
    let mut length = 0;
    for c in word.chars().nfc().flat_map(char::to_lowercase) {
        length += c.encode_utf8(buffer.get_mut(length..length + c.len_utf8())?).len();
    }
    std::str::from_utf8(&buffer[..length]).ok()
}

/// What words mean.
#[derive(Debug)]
pub(super) struct Table<T> {
    /// In order.
    rows: Vec<(&'static str, T)>,
    /// The lengths of words by their first and last bytes, so that nearly every other word costs one look.
    lengths: [u32; 1024],
}

/// The place of a word among the lengths; letters of either case have the same if they are Latin.
#[inline]
fn outline(first: u8, last: u8) -> usize {
    usize::from(first & 31) | usize::from(last & 31) << 5
}

impl<T: Copy> Table<T> {
    /// From meanings, and words between spaces that have them.
    pub(super) fn new(all: &[(T, &'static str)]) -> Self {
        let each = all.iter().flat_map(|&(meaning, words)| words.split_whitespace().map(move |word| (word, meaning)));
        let mut rows: Vec<(&str, T)> = each.collect();
        rows.sort_by_key(|row| row.0);
        let mut lengths = [0; 1024];
        for (word, _) in &rows {
            let (mut letters, upper) = (word.chars(), word.to_uppercase());
            let title: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
            for form in [*word, upper.as_str(), title.as_str()] {
                // Also with a letter that the normal forms take apart.
                for form in [form.to_owned(), form.nfd().collect(), form.replace("फ\u{93c}", "\u{95e}")] {
                    if let (&[first, ..], &[.., last]) = (form.as_bytes(), form.as_bytes()) {
                        lengths[outline(first, last)] |= 1 << form.len().min(31);
                    }
                }
            }
        }
        Self { rows, lengths }
    }

    /// What a word means.
    #[inline]
    pub(super) fn of(&self, word: &[u8]) -> Option<T> {
        let (&[first, ..], &[.., last]) = (word, word) else { return None };
        if self.lengths[outline(first, last)] >> word.len().min(31) & 1 == 0 {
            return None;
        }
        self.search(word)
    }

    fn search(&self, word: &[u8]) -> Option<T> {
        let mut buffer = [0; LONGEST];
        let word = lower(word, &mut buffer)?;
        self.rows.binary_search_by(|(other, _)| (*other).cmp(word)).ok().map(|row| self.rows[row].1)
    }
}

/// Words between spaces.
#[derive(Debug)]
pub(super) struct Words(&'static str, OnceLock<Table<()>>);

impl Words {
    pub(super) const fn new(words: &'static str) -> Self {
        Self(words, OnceLock::new())
    }

    /// Whether a word is one of these.
    pub(super) fn have(&self, word: &[u8]) -> bool {
        self.1.get_or_init(|| Table::new(&[((), self.0)])).of(word).is_some()
    }

    #[cfg(test)]
    pub(super) fn words(&self) -> &'static str {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::super::context::cues;
    use super::super::words::{CUES, SAID};
    use super::*;

    /// Looks each word up in the forms that it may have in a text.
    fn check<T: Copy + PartialEq + std::fmt::Debug>(all: &[(T, &'static str)]) {
        let table = Table::new(all);
        assert!(table.rows.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (meaning, words) in all {
            for word in words.split_whitespace() {
                let decomposed: String = word.nfd().collect();
                let title: String = decomposed.chars().take(1).flat_map(char::to_uppercase).collect();
                let title = title + &decomposed.chars().skip(1).collect::<String>();
                for word in [word, &word.to_uppercase(), &decomposed, &decomposed.to_uppercase(), &title] {
                    assert_eq!(table.of(word.as_bytes()), Some(*meaning), "{word}");
                }
            }
        }
    }

    #[test]
    fn words_are_found_in_any_case_and_composition() {
        check(CUES);
        check(SAID);
        let words = Words::new("tél телефон फ\u{93c}ोन grüße");
        for word in ["tél", "TE\u{301}L", "Телефон", "\u{95e}ोन", "Grüße", "tÉl"] {
            assert!(words.have(word.as_bytes()), "{word}");
        }
        for word in ["", "t", "te", "tel", "télé", "grusse", "télétélétélétélétélétélétélétélétél", "\u{301}"]
        {
            assert!(!words.have(word.as_bytes()), "{word}");
            assert_eq!(cues().of(word.as_bytes()), None, "{word}");
        }
    }
}
