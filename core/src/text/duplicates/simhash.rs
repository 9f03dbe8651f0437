//! Candidates by SimHash: a fingerprint of 64 bits, near where texts are.

use super::minhash::pairs_of_equal;
use crate::component::Context;
use crate::error::Result;

/// Each bit is that of the greater part of the n-grams, each as often as it comes.
pub(super) fn fingerprint(grams: &[u64]) -> u64 {
    let mut sums = [0i64; 64];
    for gram in grams {
        for (bit, sum) in sums.iter_mut().enumerate() {
            *sum += 2 * (gram >> bit & 1) as i64 - 1;
        }
    }
    sums.iter().enumerate().fold(0, |print, (bit, &sum)| print | u64::from(sum > 0) << bit)
}

/// All pairs of rows whose fingerprints differ in at most so many bits: cut in one piece more than that, one piece is equal.
pub(super) fn pairs(prints: &[Option<u64>], distance: u32, ctx: &Context) -> Result<Vec<(u32, u32)>> {
    let pieces = distance as usize + 1;
    let found = ctx.each(pieces, |piece| {
        let (from, to) = (64 * piece / pieces, 64 * (piece + 1) / pieces);
        let mask = if to - from == 64 { u64::MAX } else { ((1 << (to - from)) - 1) << from };
        let rows = prints.iter().enumerate();
        let mut keys: Vec<(u64, u32)> =
            rows.filter_map(|(row, print)| print.map(|print| (print & mask, row as u32))).collect();
        keys.sort_unstable();
        let near = |&(a, b): &(u32, u32)| match (prints[a as usize], prints[b as usize]) {
            (Some(a), Some(b)) => (a ^ b).count_ones() <= distance,
            _ => false,
        };
        let mut kept = Vec::new();
        // Run by run, so that what is far apart is not kept.
        for run in keys.chunk_by(|a, b| a.0 == b.0) {
            kept.extend(pairs_of_equal(run, ctx)?.into_iter().filter(near));
        }
        Ok(kept)
    })?;
    let mut pairs: Vec<(u32, u32)> = found.into_iter().flatten().collect();
    pairs.sort_unstable();
    pairs.dedup();
    Ok(pairs)
}
