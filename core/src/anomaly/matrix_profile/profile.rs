//! Matrix profiles: of each window the most alike one, in the same series or in another.

use super::sweep::{Best, LANES, sweep};
use super::windows::Windows;
use crate::component::Context;
use crate::error::Result;
use libm::sqrt;
use std::ops::Range;

/// How many diagonals there must be before they are shared out.
pub(super) const MANY: usize = 4_096;
/// Into how many groups: more than most machines have cores, and the same on all, for it decides between equals.
pub(super) const GROUPS: usize = 8;

/// By how much a correlation may be less than 1 by rounding alone.
const ROUNDING: f64 = 1e-13;

impl Best {
    /// The distance of a window to the most alike one: that of both after each was brought to mean 0 and variance 1.
    /// `None` where there is none, or where a value is missing.
    pub(crate) fn distance(&self, at: usize, m: usize) -> Option<f64> {
        let known = self.index[at] != u32::MAX;
        known.then(|| {
            let apart = 1.0 - self.correlation[at];
            if apart < ROUNDING { 0.0 } else { sqrt(2.0 * m as f64 * apart) }
        })
    }
}

/// The most alike window before each and after each, more than `exclusion` steps away.
pub(crate) fn self_join(windows: &Windows, exclusion: usize, ctx: &Context) -> Result<[Best; 2]> {
    let n = windows.len();
    let first = exclusion.saturating_add(1);
    let [mut after, mut before] = shared(windows, windows, first..n.max(first), ctx)?;
    constants(windows, windows, &mut before, |at| [0..at.saturating_sub(exclusion), n..n]);
    constants(windows, windows, &mut after, |at| [0..0, at.saturating_add(first).min(n)..n]);
    Ok([before, after])
}

/// The most alike window of b for each of a. With an `overlap`, window i of a is window i + overlap of b, and b's
/// windows that are at most the exclusion away from it do not count.
pub(crate) fn join(a: &Windows, b: &Windows, overlap: Option<(isize, usize)>, ctx: &Context) -> Result<Best> {
    let (rows, columns) = (a.len(), b.len());
    // The offsets j - i that do not count.
    let (low, high) = overlap.map_or((0, 0), |(offset, exclusion)| {
        let exclusion = exclusion as isize;
        (offset - exclusion, offset + exclusion + 1)
    });
    let (least, most) = (1 - rows as isize, columns as isize);
    let mut best = Best::new(rows);
    for offsets in [least..low.clamp(least, most), high.clamp(least, most)..most] {
        let size = |offset: isize| offset.unsigned_abs();
        if offsets.end > offsets.start.max(0) {
            best.merge(&shared(a, b, size(offsets.start.max(0))..size(offsets.end), ctx)?[0]);
        }
        if offsets.start < offsets.end.min(0) {
            best.merge(&shared(b, a, size(offsets.end.min(0) - 1)..size(offsets.start) + 1, ctx)?[1]);
        }
    }
    let place = |offset: isize| offset.clamp(0, columns as isize) as usize;
    constants(a, b, &mut best, |at| match overlap {
        Some(_) => [0..place(at as isize + low), place(at as isize + high)..columns],
        None => [0..columns, columns..columns],
    });
    Ok(best)
}

/// All offsets of a range, shared out among the threads; what a's windows found and what b's did.
fn shared(a: &Windows, b: &Windows, offsets: Range<usize>, ctx: &Context) -> Result<[Best; 2]> {
    let blocks = offsets.len().div_ceil(LANES);
    let groups = if offsets.len() < MANY { 1 } else { GROUPS };
    let found = ctx.each(groups, |group| {
        let (mut of_a, mut of_b) = (Best::new(a.len()), Best::new(b.len()));
        for block in (group..blocks).step_by(groups) {
            if (block / groups).is_multiple_of(64) {
                ctx.check()?;
            }
            sweep(a, b, offsets.start + block * LANES, offsets.end, &mut of_a, &mut of_b);
        }
        Ok([of_a, of_b])
    })?;
    let mut all = [Best::new(a.len()), Best::new(b.len())];
    for found in &found {
        all.iter_mut().zip(found).for_each(|(all, found)| all.merge(found));
    }
    Ok(all)
}

/// Constant windows have no correlation: two of them are the same, and one and another window are as far apart as two
/// windows with correlation 1/2, which is the distance of the other from nothing.
fn constants(a: &Windows, b: &Windows, best: &mut Best, allowed: impl Fn(usize) -> [Range<usize>; 2]) {
    let places = |constant: bool| -> Vec<u32> {
        (0..b.len()).filter(|&at| !b.is_missing(at) && b.is_constant(at) == constant).map(|at| at as u32).collect()
    };
    let (flat, other) = (places(true), places(false));
    let first = |list: &[u32], ranges: &[Range<usize>; 2]| {
        ranges.iter().find_map(|range| {
            let at = list.partition_point(|&place| (place as usize) < range.start);
            list.get(at).filter(|&&place| (place as usize) < range.end).map(|&place| place as usize)
        })
    };
    for at in 0..a.len() {
        if a.is_missing(at) || (flat.is_empty() && !a.is_constant(at)) {
            continue;
        }
        let ranges = allowed(at);
        if a.is_constant(at) {
            (best.correlation[at], best.index[at]) = (f64::NEG_INFINITY, u32::MAX);
            match (first(&flat, &ranges), first(&other, &ranges)) {
                (Some(place), _) => best.offer(at, 1.0, place),
                (None, Some(place)) => best.offer(at, 0.5, place),
                (None, None) => {}
            }
        } else if let Some(place) = first(&flat, &ranges) {
            // The sweep found 0 with a constant window, if anything.
            best.offer(at, 0.5, place);
        }
    }
}

/// The scores of single observations: the mean over the windows that hold each; windows without a value are left out,
/// and an observation in none of the others gets `None`.
pub(crate) fn of_points(windows: &[Option<f64>], m: usize) -> Vec<Option<f64>> {
    let mut points = Vec::with_capacity(windows.len() + m - 1);
    let mut sums = vec![(0.0, 0_u32)];
    let (mut sum, mut count) = (0.0, 0);
    for value in windows {
        if let Some(value) = value {
            sum += value;
            count += 1;
        }
        sums.push((sum, count));
    }
    for at in 0..windows.len() + m - 1 {
        let (from, to) = ((at + 1).saturating_sub(m), (at + 1).min(windows.len()));
        let count = sums[to].1 - sums[from].1;
        points.push((count > 0).then(|| (sums[to].0 - sums[from].0) / f64::from(count)));
    }
    points
}
