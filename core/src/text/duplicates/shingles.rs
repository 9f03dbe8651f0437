//! A text as the set of its short pieces.

use super::Shingle;
use crate::text::unicode::{is_word, lower_into};

/// The 64-bit FNV-1a hash of bytes, mixed so that all bits of short strings differ.
fn hash(bytes: impl Iterator<Item = u8>, start: u64) -> u64 {
    let mixed =
        bytes.fold(0xcbf2_9ce4_8422_2325 ^ start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    spread(mixed)
}

/// A permutation of all 64-bit numbers after which their bits are independent: the end of SplitMix64.
pub(super) fn spread(mut number: u64) -> u64 {
    number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ number >> 31
}

/// The hashes of the n-grams of a text in lower case, in order, each as often as it comes.
pub(super) fn grams(text: &str, shingle: Shingle, ngram: usize) -> Vec<u64> {
    let mut lower = String::with_capacity(text.len());
    lower_into(text, &mut lower);
    let units: Vec<u64> = match shingle {
        Shingle::Word => {
            let words = lower.split(|c| !is_word(c)).filter(|word| !word.is_empty());
            words.map(|word| hash(word.bytes(), 0)).collect()
        }
        Shingle::Char => {
            let mut units = Vec::with_capacity(lower.len());
            for word in lower.split_whitespace() {
                if !units.is_empty() {
                    units.push(u64::from(u32::from(' ')));
                }
                units.extend(word.chars().map(|c| u64::from(u32::from(c))));
            }
            units
        }
    };
    if units.is_empty() {
        return Vec::new();
    }
    // A text shorter than one n-gram is one.
    let ngram = ngram.min(units.len());
    let mut all = Vec::with_capacity(units.len() + 1 - ngram);
    for window in units.windows(ngram) {
        all.push(spread(window.iter().fold(0x9e37_79b9_7f4a_7c15, |hash: u64, unit| {
            (hash.rotate_left(23) ^ unit).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        })));
    }
    all
}

/// The same as a set, in order.
pub(super) fn set(text: &str, shingle: Shingle, ngram: usize) -> Vec<u64> {
    let mut all = grams(text, shingle, ngram);
    all.sort_unstable();
    all.dedup();
    all
}

/// What two sets have in common as a share of what either has.
pub(super) fn jaccard(a: &[u64], b: &[u64]) -> f64 {
    let (mut i, mut j, mut common) = (0, 0, 0usize);
    while i < a.len() && j < b.len() {
        common += usize::from(a[i] == b[j]);
        (i, j) = (i + usize::from(a[i] <= b[j]), j + usize::from(b[j] <= a[i]));
    }
    let all = a.len() + b.len() - common;
    if all == 0 { 1.0 } else { common as f64 / all as f64 }
}
