//! Candidates by MinHash: two sets have the same least hash with a chance that is their similarity.

use super::shingles::spread;
use crate::component::Context;
use crate::error::Result;
use crate::math::rng::Rng;

/// The least value of each of several hashes of a set.
#[derive(Debug)]
pub(super) struct Hashes {
    /// Multipliers (odd) and summands.
    pairs: Vec<(u64, u64)>,
}

impl Hashes {
    pub(super) fn new(count: usize, seed: u64) -> Self {
        let mut rng = Rng::new(seed, 0x6d69_6e68);
        Self { pairs: (0..count).map(|_| (rng.next() | 1, rng.next())).collect() }
    }

    pub(super) fn signature(&self, set: &[u64]) -> Vec<u32> {
        let least = |&(multiplier, summand): &(u64, u64)| {
            let hash = |&member: &u64| (member.wrapping_mul(multiplier).wrapping_add(summand) >> 32) as u32;
            set.iter().map(hash).min().unwrap_or(u32::MAX)
        };
        self.pairs.iter().map(least).collect()
    }
}

/// How many bands of how many rows make the fewest mistakes at a threshold: the areas of false negatives above it and of
/// false positives below it, of which a hundredth counts. So a pair at the threshold is missed about once in a hundred.
pub(super) fn bands(count: usize, threshold: f64) -> (usize, usize) {
    let candidate = |similarity: f64, bands: usize, rows: usize| {
        1.0 - libm::pow(1.0 - libm::pow(similarity, rows as f64), bands as f64)
    };
    let area = |from: f64, to: f64, of: &dyn Fn(f64) -> f64| {
        let step = (to - from) / 50.0;
        (0..50).map(|part| of(from + (f64::from(part) + 0.5) * step) * step).sum::<f64>()
    };
    let mut best = (f64::INFINITY, 1, count);
    for bands in 1..=count {
        for rows in 1..=count / bands {
            let found = |similarity: f64| candidate(similarity, bands, rows);
            let (wrong, missed) = (area(0.0, threshold, &found), area(threshold, 1.0, &|s| 1.0 - found(s)));
            // A candidate that is none costs a comparison; a pair that is none is lost.
            let cost = 0.01 * wrong + missed;
            if cost < best.0 {
                best = (cost, bands, rows);
            }
        }
    }
    (best.1, best.2)
}

/// Pairs of rows with an equal band, in order, each once; the smaller row first.
pub(super) fn candidates(signatures: &[Vec<u32>], bands: usize, rows: usize, ctx: &Context) -> Result<Vec<(u32, u32)>> {
    let found = ctx.each(bands, |band| {
        let key = |row: usize| {
            let part = &signatures[row][band * rows..(band + 1) * rows];
            part.iter().fold(band as u64, |key, &value| spread(key ^ u64::from(value)))
        };
        let mut keys: Vec<(u64, u32)> = (0..signatures.len())
            .filter(|&row| !signatures[row].is_empty())
            .map(|row| (key(row), row as u32))
            .collect();
        keys.sort_unstable();
        pairs_of_equal(&keys, ctx)
    })?;
    let mut pairs: Vec<(u32, u32)> = found.into_iter().flatten().collect();
    pairs.sort_unstable();
    pairs.dedup();
    Ok(pairs)
}

/// Every two rows with one key; keys are sorted.
pub(super) fn pairs_of_equal(keys: &[(u64, u32)], ctx: &Context) -> Result<Vec<(u32, u32)>> {
    let mut pairs = Vec::new();
    for run in keys.chunk_by(|a, b| a.0 == b.0) {
        for (place, &(_, first)) in run.iter().enumerate() {
            if place % 256 == 255 {
                ctx.check()?;
            }
            pairs.extend(run[place + 1..].iter().map(|&(_, second)| (first, second)));
        }
    }
    Ok(pairs)
}
