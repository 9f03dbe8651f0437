//! The n-grams of characters that say which language a text is in.

use super::LanguageIdentifier;
use crate::text::unicode::lower_into;

/// Cuts texts, with buffers that live from text to text.
pub(super) struct Grams {
    least: usize,
    most: usize,
    features: u64,
    lower: String,
    word: Vec<char>,
}

/// A step of the FNV-1a hash on a character.
fn step(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(u32::from(c))).wrapping_mul(0x100_0000_01b3)
}

/// The hash of an n-gram among so many: the upper half of a product, whose bits all matter.
fn place(hash: u64, features: u64) -> u32 {
    let mixed = (hash ^ hash >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    ((u128::from(mixed ^ mixed >> 32) * u128::from(features)) >> 64) as u32
}

impl Grams {
    pub(super) fn new(params: &LanguageIdentifier) -> Self {
        let [least, most] = params.ngram_range.map(|length| length as usize);
        Self { least, most, features: u64::from(params.n_features), lower: String::new(), word: Vec::new() }
    }

    /// Calls `gram` with the hash and the characters of each n-gram of a text.
    pub(super) fn each(&mut self, text: &str, mut gram: impl FnMut(u32, &[char])) {
        let Self { least, most, features, lower, word } = self;
        lower.clear();
        lower_into(text, lower);
        for part in lower.split_whitespace() {
            word.clear();
            word.push(' ');
            word.extend(part.chars().filter(|&c| c.is_ascii_lowercase() || !c.is_ascii()));
            if word.len() == 1 {
                continue;
            }
            word.push(' ');
            for start in 0..word.len() {
                let mut hash = 0xcbf2_9ce4_8422_2325;
                for (length, &c) in word[start..].iter().take(*most).enumerate() {
                    hash = step(hash, c);
                    // A space alone says nothing.
                    if length + 1 >= *least && !(length == 0 && c == ' ') {
                        gram(place(hash, *features), &word[start..=start + length]);
                    }
                }
            }
        }
    }
}
