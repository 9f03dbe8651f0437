//! Sparse rows, built text by text on several threads.

use super::analyze::Scratch;
use super::memo::Memo;
use crate::component::Context;
use crate::data::{Csr, Strings};
use crate::error::Result;
use std::ops::Range;

/// Some rows of a matrix.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) ends: Vec<i64>,
    pub(super) indices: Vec<i32>,
    pub(super) values: Vec<f64>,
}

impl Rows {
    /// Makes room for the rows that are to come after `row`, were they like those before: growing costs more.
    fn reserve(&mut self, texts: &Strings, chunk: &Range<usize>, row: usize) {
        let start = if chunk.start == 0 { 0 } else { texts.ends()[chunk.start - 1] };
        let (now, end) = (texts.ends()[row], texts.ends()[chunk.end - 1]);
        let share = (end - now) as f64 / (now - start).max(1) as f64;
        let more = (self.values.len() as f64 * share.min(256.0) * 1.1) as usize;
        self.ends.reserve(chunk.end - row);
        self.indices.reserve(more);
        self.values.reserve(more);
    }
}

/// Buffers that live from text to text.
#[derive(Debug, Default)]
pub(super) struct Work {
    pub(super) scratch: Scratch,
    /// What is known of words, for the one vectorizer that looks inside them; none where few texts are to come.
    pub(super) memo: Option<Memo>,
    pub(super) places: Vec<u32>,
    pub(super) spare: Vec<u32>,
}

impl Work {
    /// For so many texts.
    pub(super) fn new(texts: usize) -> Self {
        Self { memo: (texts >= 16).then(Memo::default), ..Self::default() }
    }

    /// Sorts `places` by the bits from `low` up to `high`; the bits below may stay in any order.
    pub(super) fn sort_places(&mut self, low: u32, high: u32) {
        // With few numbers counters cost more than comparisons; with more of them, more counters pay off.
        match self.places.len() {
            0..200 => self.places.sort_unstable(),
            200..600 => self.sort_digits::<{ 1 << 7 }>(low, high),
            _ => self.sort_digits::<{ 1 << 11 }>(low, high),
        }
    }

    /// As [`Work::sort_places`], a digit after the other in a system of so many digits, a power of two.
    fn sort_digits<const DIGITS: usize>(&mut self, low: u32, high: u32) {
        let Work { places, spare, .. } = self;
        spare.resize(places.len(), 0);
        for shift in (low..high).step_by(DIGITS.trailing_zeros() as usize) {
            let digit = |place: u32| (place >> shift) as usize % DIGITS;
            let mut next = [0u32; DIGITS];
            places.iter().for_each(|&place| next[digit(place)] += 1);
            let mut sum = 0;
            next.iter_mut().for_each(|next| (*next, sum) = (sum, sum + *next));
            for &place in places.iter() {
                let next = &mut next[digit(place)];
                spare[*next as usize] = place;
                *next += 1;
            }
            std::mem::swap(places, spare);
        }
    }
}

/// Texts in runs of about so many bytes: the unit of work of a thread. A short text costs more than its bytes say.
pub(super) fn chunks(texts: &Strings, bytes: usize) -> Vec<Range<usize>> {
    let (mut chunks, mut first, mut start) = (Vec::new(), 0, 0);
    for (row, &end) in texts.ends().iter().enumerate() {
        if end - start + 16 * (row + 1 - first) >= bytes {
            chunks.push(first..row + 1);
            (first, start) = (row + 1, end);
        }
    }
    if first < texts.len() {
        chunks.push(first..texts.len());
    }
    chunks
}

/// Makes the rows of all texts, some texts a thread, and puts them together in order; `append` adds the entries of the
/// text of a number.
pub(super) fn build(
    texts: &Strings,
    columns: usize,
    ctx: &Context,
    append: impl Fn(usize, &mut Work, &mut Rows) + Sync,
) -> Result<Csr> {
    // One thread alone writes where the rows stay.
    let chunks = chunks(texts, if ctx.workers() == 1 { usize::MAX } else { 1 << 18 });
    let mut parts = ctx.map(chunks.len(), |chunk| {
        let (mut rows, mut work) = (Rows::default(), Work::new(chunks[chunk].len()));
        for (step, row) in chunks[chunk].clone().enumerate() {
            if step % 256 == 255 {
                ctx.check()?;
            }
            append(row, &mut work, &mut rows);
            rows.ends.push(rows.values.len() as i64);
            if step == 63 {
                rows.reserve(texts, &chunks[chunk], row);
            }
        }
        Ok(rows)
    })?;
    if let [only] = &mut parts[..] {
        let Rows { mut ends, indices, values } = std::mem::take(only);
        ends.insert(0, 0);
        return Csr::new(columns, ends, indices, values);
    }
    let stored = parts.iter().map(|part| part.values.len()).sum();
    let mut indptr = Vec::with_capacity(texts.len() + 1);
    let (mut indices, mut values) = (Vec::with_capacity(stored), Vec::with_capacity(stored));
    indptr.push(0);
    for part in parts {
        let before = values.len() as i64;
        indptr.extend(part.ends.iter().map(|end| before + end));
        indices.extend_from_slice(&part.indices);
        values.extend_from_slice(&part.values);
    }
    Csr::new(columns, indptr, indices, values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::rng::Rng;

    #[test]
    fn long_lists_are_sorted_by_the_bits_asked_for() {
        for (length, high) in [(10, 12), (2_000, 12), (5_000, 21), (3_000, 32), (300, 21), (599, 12)] {
            let mut rng = Rng::new(1, u64::from(high));
            let places: Vec<u32> = (0..length).map(|_| (rng.next() >> 32) as u32 >> (32 - high)).collect();
            let mut work = Work { places: places.clone(), ..Work::default() };
            work.sort_places(1, high);
            let mut expected = places;
            expected.sort_unstable();
            let columns = |places: &[u32]| places.iter().map(|place| place >> 1).collect::<Vec<_>>();
            assert_eq!(columns(&work.places), columns(&expected));
            work.places.sort_unstable();
            assert_eq!(work.places, expected);
        }
    }
}
