//! Where something may begin, 64 bytes at once: a bit for each byte.

use super::chars::{char_before, is_apart, may_stand_apart};
use crate::math::wide::wide;

/// Blocks that are read at once.
const BLOCKS: usize = 32;

/// A window of a text: for each byte whether it belongs to a word, and whether it is a digit or a mark that begins something.
#[derive(Debug)]
pub(super) struct Marks<'a> {
    bytes: &'a [u8],
    /// The first block of the window, and the one behind it.
    first: usize,
    last: usize,
    words: [u64; BLOCKS],
    marks: [u64; BLOCKS],
}

/// What begins at a place.
pub(super) enum Begin {
    /// A word, and the place behind it within its block of bytes; whether it may go on in the next.
    Word { start: usize, end: usize, open: bool },
    /// A digit, or one of `+(@:`.
    Mark(usize),
}

impl<'a> Marks<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, first: 0, last: 0, words: [0; BLOCKS], marks: [0; BLOCKS] }
    }

    /// The first thing at a place or behind it. Places must not go back.
    #[inline]
    pub(super) fn next(&mut self, place: usize) -> Option<Begin> {
        let (mut block, mut mask) = (place / 64, u64::MAX << (place % 64));
        loop {
            if block >= self.last {
                if block * 64 >= self.bytes.len() {
                    return None;
                }
                self.read(block);
            }
            let (words, marks) = (self.words[block - self.first], self.marks[block - self.first]);
            let any = (words | marks) & mask;
            if any != 0 {
                let (bit, from) = (any.trailing_zeros(), block * 64);
                let start = from + bit as usize;
                if marks >> bit & 1 != 0 {
                    return Some(Begin::Mark(start));
                }
                let end = start + (!(words >> bit)).trailing_zeros() as usize;
                return Some(Begin::Word { start, end, open: end == from + 64 });
            }
            (block, mask) = (block + 1, u64::MAX);
        }
    }

    #[cold]
    fn read(&mut self, first: usize) {
        let rest = &self.bytes[first * 64..];
        let (blocks, tail) = rest.as_chunks::<64>();
        let whole = blocks.len().min(BLOCKS);
        self.first = first;
        self.last = first + whole;
        let (words, marks) = (&mut self.words, &mut self.marks);
        let signs = wide(
            #[inline(always)]
            || {
                let mut signs = 0u64;
                for (row, block) in blocks[..whole].iter().enumerate() {
                    let (word, mark, sign) = masks(block);
                    (words[row], marks[row]) = (word, mark);
                    signs |= u64::from(sign) << row;
                }
                signs
            },
        );
        let mut signs = signs;
        if whole < BLOCKS && !tail.is_empty() {
            let mut block = [0; 64];
            block[..tail.len()].copy_from_slice(tail);
            let (word, mark, sign) = masks(&block);
            (self.words[whole], self.marks[whole]) = (word, mark);
            signs |= u64::from(sign) << whole;
            self.last += 1;
        }
        while signs != 0 {
            let row = signs.trailing_zeros() as usize;
            self.without_signs(row);
            signs &= signs - 1;
        }
        // A character may have begun in the block before.
        for row in 0..self.last - first {
            let from = (first + row) * 64;
            if from > 0 && self.bytes[from] & 0xc0 == 0x80 && is_apart(self.bytes, char_before(self.bytes, from)) {
                let rest = &self.bytes[from..];
                let behind = rest.iter().take(3).take_while(|&&byte| byte & 0xc0 == 0x80).count();
                self.words[row] &= u64::MAX << behind;
            }
        }
    }

    /// Takes the bytes of characters that stand apart from words out of the words of a block.
    fn without_signs(&mut self, row: usize) {
        let from = (self.first + row) * 64;
        let block = &self.bytes[from..self.bytes.len().min(from + 64)];
        let mut first = [0; 64];
        first.iter_mut().zip(block).for_each(|(first, &byte)| *first = u8::from(may_stand_apart(byte)));
        let mut all = packed(&first);
        while all != 0 {
            let bit = all.trailing_zeros();
            if is_apart(self.bytes, from + bit as usize) {
                let length = match block[bit as usize] {
                    ..=0xdf => 2,
                    0xe0..=0xef => 3,
                    _ => 4,
                };
                self.words[row] &= !(((1 << length) - 1) << bit);
            }
            all &= all - 1;
        }
    }
}

/// The bytes of words, those of marks, and whether there may be others among those that are not ASCII.
#[inline(always)]
fn masks(block: &[u8; 64]) -> (u64, u64, bool) {
    let (mut words, mut marks, mut signs) = ([0u8; 64], [0u8; 64], 0u8);
    for place in 0..64 {
        let byte = block[place];
        let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
        let digit = byte.wrapping_sub(b'0') < 10;
        let mark = (byte == b'+') | (byte == b'(') | (byte == b'@') | (byte == b':');
        words[place] = u8::from(letter | digit | (byte == b'_') | (byte >= 128));
        marks[place] = u8::from(digit | mark);
        signs |= u8::from(may_stand_apart(byte));
    }
    (packed(&words), packed(&marks), signs != 0)
}

/// One bit for each byte, which is 0 or 1.
#[inline(always)]
fn packed(bytes: &[u8; 64]) -> u64 {
    // The product brings the lowest bit of each of eight bytes to the highest byte, without carries.
    let mut all = 0;
    for (place, eight) in bytes.as_chunks::<8>().0.iter().enumerate() {
        all |= (u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (place * 8);
    }
    all
}
