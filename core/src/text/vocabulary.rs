//! A set of byte strings with numbers, made for n-grams: most of them are short, and there are many.

use super::analyze::Gram;

/// Each string has a number, in the order of insertion.
#[derive(Clone, Debug)]
pub(crate) struct Vocabulary {
    /// The strings end to end, and where each ends.
    text: Vec<u8>,
    ends: Vec<usize>,
    /// A power of two of places; a string is at the first free place from where its key points to.
    slots: Vec<Slot>,
    shift: u32,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    /// A string of at most seven bytes is its own key; the key of a longer one is a hash.
    key: u64,
    id: u32,
}

const FREE: u32 = u32::MAX;
const LONG: u64 = 1 << 63;

impl Default for Vocabulary {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}

impl Vocabulary {
    /// Room for so many strings.
    pub(crate) fn with_capacity(strings: usize) -> Self {
        let bits = (strings * 2).next_power_of_two().trailing_zeros().max(4);
        let slots = vec![Slot { key: 0, id: FREE }; 1 << bits];
        Self { text: Vec::new(), ends: Vec::with_capacity(strings), slots, shift: 64 - bits }
    }

    /// How many strings there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The string of a number.
    pub(crate) fn string(&self, id: u32) -> &[u8] {
        let id = id as usize;
        let start = if id == 0 { 0 } else { self.ends[id - 1] };
        &self.text[start..self.ends[id]]
    }

    /// The number of a string.
    #[inline]
    pub(crate) fn get(&self, string: &[u8]) -> Option<u32> {
        let key = key(string);
        let slot = self.slots[self.find(key, string)];
        (slot.id != FREE).then_some(slot.id)
    }

    /// As [`Vocabulary::get`].
    #[inline]
    pub(crate) fn get_gram(&self, gram: Gram<'_>) -> Option<u32> {
        let slot = self.slots[self.find(gram_key(gram), gram.bytes())];
        (slot.id != FREE).then_some(slot.id)
    }

    /// As [`Vocabulary::insert`].
    #[inline]
    pub(crate) fn insert_gram(&mut self, gram: Gram<'_>) -> Option<u32> {
        self.insert_with(gram_key(gram), gram.bytes())
    }

    /// The number of a string, which is added if it is new; `None` when there are 2^32 - 1 already.
    #[inline]
    pub(crate) fn insert(&mut self, string: &[u8]) -> Option<u32> {
        self.insert_with(key(string), string)
    }

    #[inline]
    fn insert_with(&mut self, key: u64, string: &[u8]) -> Option<u32> {
        let place = self.find(key, string);
        if self.slots[place].id != FREE {
            return Some(self.slots[place].id);
        }
        self.add(key, place, string)
    }

    #[cold]
    fn add(&mut self, key: u64, place: usize, string: &[u8]) -> Option<u32> {
        let id = u32::try_from(self.ends.len()).ok().filter(|&id| id != FREE)?;
        self.text.extend_from_slice(string);
        self.ends.push(self.text.len());
        self.slots[place] = Slot { key, id };
        if self.ends.len() * 2 > self.slots.len() {
            self.grow();
        }
        Some(id)
    }

    /// The place of a string, or the free one where it belongs.
    #[inline]
    fn find(&self, key: u64, string: &[u8]) -> usize {
        let last = self.slots.len() - 1;
        let mut place = self.place(key);
        loop {
            let slot = self.slots[place];
            if slot.id == FREE || (slot.key == key && (key & LONG == 0 || self.string(slot.id) == string)) {
                return place;
            }
            place = (place + 1) & last;
        }
    }

    #[inline]
    fn place(&self, key: u64) -> usize {
        (mix(key, 0x9e37_79b9_7f4a_7c15) >> self.shift) as usize
    }

    /// The strings of `kept` alone, each with its place there as its number; `numbers` has the new number of each, or
    /// `u32::MAX` for one that goes.
    pub(super) fn renumber(mut self, kept: &[u32], numbers: &[u32]) -> Self {
        let mut text = Vec::with_capacity(self.text.len());
        let mut ends = Vec::with_capacity(kept.len());
        for &id in kept {
            text.extend_from_slice(self.string(id));
            ends.push(text.len());
        }
        (self.text, self.ends) = (text, ends);
        if kept.len() == numbers.len() {
            let used = self.slots.iter_mut().filter(|slot| slot.id != FREE);
            used.for_each(|slot| slot.id = numbers[slot.id as usize]);
            return self;
        }
        let Self { slots: larger, shift, .. } = Self::with_capacity(kept.len());
        let old = std::mem::replace(&mut self.slots, larger);
        self.shift = shift;
        for Slot { key, id } in old.into_iter().filter(|slot| slot.id != FREE) {
            self.put(Slot { key, id: numbers[id as usize] });
        }
        self
    }

    /// Puts a string that is not there into a free slot; one that goes stays outside.
    fn put(&mut self, slot: Slot) {
        let last = self.slots.len() - 1;
        let mut place = self.place(slot.key);
        while self.slots[place].id != FREE {
            place = (place + 1) & last;
        }
        self.slots[place] = slot;
    }

    fn grow(&mut self) {
        self.shift -= 1;
        let larger = vec![Slot { key: 0, id: FREE }; self.slots.len() * 2];
        let old = std::mem::replace(&mut self.slots, larger);
        old.into_iter().filter(|slot| slot.id != FREE).for_each(|slot| self.put(slot));
    }
}

/// Both halves of the product, folded.
#[inline]
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

/// The string itself and its length where that fits into 63 bits, else a hash with the highest bit set.
#[inline]
fn key(string: &[u8]) -> u64 {
    let length = string.len();
    if length > 7 {
        return hash(string) | LONG;
    }
    let packed = if length >= 4 {
        // Two reads that overlap in bytes that agree.
        let first = string.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
        let last = string.last_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
        u64::from(first) | u64::from(last) << (8 * (length - 4))
    } else {
        string.iter().rev().fold(0, |packed, &byte| packed << 8 | u64::from(byte))
    };
    packed | (length as u64) << 56
}

/// The same key from eight bytes read at once.
#[inline]
fn gram_key(gram: Gram<'_>) -> u64 {
    let size = gram.size();
    if size > 7 {
        return hash(gram.bytes()) | LONG;
    }
    gram.eight() & ((1 << (8 * size)) - 1) | (size as u64) << 56
}

fn hash(string: &[u8]) -> u64 {
    let (blocks, _) = string.as_chunks::<8>();
    let last = string.last_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
    let start = string.len() as u64 ^ 0x2d35_8dcc_aa6c_78a5;
    let hash = blocks.iter().fold(start, |hash, &block| mix(hash ^ u64::from_le_bytes(block), 0x8bb8_4b93_962e_acc9));
    mix(hash ^ last, 0x4b33_a62e_d433_d4a3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn strings_of_every_length_keep_their_numbers() {
        let mut vocabulary = Vocabulary::default();
        let mut expected = BTreeMap::new();
        let source: Vec<u8> = (0..600).map(|i| (i * i % 7) as u8).collect();
        for length in 0..20 {
            for window in source.windows(length.max(1)) {
                let string = &window[..length];
                let next = expected.len() as u32;
                let id = *expected.entry(string.to_vec()).or_insert(next);
                assert_eq!(vocabulary.insert(string), Some(id));
                let padded = [string, b"paddings"].concat();
                assert_eq!(vocabulary.get_gram(Gram::new(&padded, 0, length)), Some(id));
            }
        }
        for (string, id) in expected {
            assert_eq!((vocabulary.get(&string), vocabulary.string(id)), (Some(id), &string[..]));
        }
        assert_eq!(vocabulary.get(b"absent"), None);
        assert_eq!(vocabulary.get(b"absent from all"), None);
    }
}
