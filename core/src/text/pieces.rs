//! Where the pieces of a text begin and end.

use super::analyze::PADDING;
use super::unicode::{is_space, is_space_byte};

/// Calls `run` with each longest run of characters that are `inside`, told by `byte` for ASCII and by `wide` beyond it.
#[inline]
pub(super) fn runs(text: &str, byte: impl Fn(u8) -> bool, wide: impl Fn(char) -> bool, run: impl FnMut(usize, usize)) {
    if text.is_ascii() { ascii_runs(text.as_bytes(), byte, run) } else { wide_runs(text, byte, wide, run) }
}

fn wide_runs(text: &str, byte: impl Fn(u8) -> bool, wide: impl Fn(char) -> bool, mut run: impl FnMut(usize, usize)) {
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (if c.is_ascii() { byte(c as u8) } else { wide(c) }, start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                run(first, at);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(first) = start {
        run(first, text.len());
    }
}

/// [`wide_runs`] of ASCII, 64 bytes at once: a bit a byte, and a run begins or ends where two neighbours differ.
#[inline]
fn ascii_runs(text: &[u8], inside: impl Fn(u8) -> bool, mut run: impl FnMut(usize, usize)) {
    let (mut start, mut open, mut before) = (0, false, 0);
    for (block, bytes) in text.chunks(64).enumerate() {
        let mut flags = [0; 64];
        flags.iter_mut().zip(bytes).for_each(|(flag, &byte)| *flag = u8::from(inside(byte)));
        let bits = pack(&flags);
        let mut edges = bits ^ (bits << 1 | before);
        before = bits >> 63;
        while edges != 0 {
            let at = block * 64 + edges.trailing_zeros() as usize;
            edges &= edges - 1;
            if open {
                run(start, at);
            }
            start = at;
            open = !open;
        }
    }
    // A text that ends within a block has an edge there; one that fills its last block has none.
    if open {
        run(start, text.len());
    }
}

/// The lowest bit of each byte.
#[inline]
fn pack(flags: &[u8; 64]) -> u64 {
    let (eights, _) = flags.as_chunks::<8>();
    let bits = eights.iter().map(|eight| {
        // The product moves bit 8i to 56 + i; no two terms meet.
        u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56
    });
    bits.rev().fold(0, |packed, bits| packed << 8 | bits)
}

/// Where Python's `str.split` finds words.
pub(super) fn split(text: &str, words: &mut Vec<(usize, usize)>) {
    runs(text, |byte| !is_space_byte(byte), |c| !is_space(c), |start, end| words.push((start, end)));
}

/// Writes the words with one space between them and the padding, and moves `words` there.
pub(super) fn join(text: &str, words: &mut [(usize, usize)], joined: &mut String) {
    joined.clear();
    for (start, end) in words {
        if !joined.is_empty() {
            joined.push(' ');
        }
        let from = joined.len();
        joined.push_str(&text[*start..*end]);
        (*start, *end) = (from, joined.len());
    }
    joined.push_str(PADDING);
}

/// Copies the text, two or more white spaces in a row as one space, and the padding; a single one stays what it is.
pub(super) fn squeeze(text: &str, squeezed: &mut String) {
    squeezed.clear();
    let mut copied = 0;
    let mut space = |start: usize, end: usize| {
        if text[start..end].chars().nth(1).is_some() {
            squeezed.push_str(&text[copied..start]);
            squeezed.push(' ');
            copied = end;
        }
    };
    runs(text, is_space_byte, is_space, &mut space);
    squeezed.push_str(&text[copied..]);
    squeezed.push_str(PADDING);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::unicode::{is_word, is_word_byte};

    #[test]
    fn runs_are_found_wherever_they_meet_a_block() {
        for length in 0..200 {
            let text: String = (0..length).map(|i| if i * i % 11 < 4 || i % 64 > 60 { 'x' } else { ' ' }).collect();
            let (mut fast, mut slow) = (Vec::new(), Vec::new());
            ascii_runs(text.as_bytes(), is_word_byte, |start, end| fast.push((start, end)));
            wide_runs(&text, is_word_byte, is_word, |start, end| slow.push((start, end)));
            assert_eq!(fast, slow, "{text:?}");
        }
    }
}
