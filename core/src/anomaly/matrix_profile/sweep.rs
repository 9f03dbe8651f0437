//! The sweep over all pairs of windows, diagonal by diagonal: along one, both windows move on by one value, so that
//! their product changes by two terms. Sixteen diagonals go side by side.

use super::windows::Windows;
use crate::math::wide::wide;

/// How many diagonals go side by side.
pub(super) const LANES: usize = 16;
/// After how many steps a product is computed anew, before rounding adds up; sooner where the length of a window falls.
pub(super) const TILE: usize = 16_384;

/// The most alike window of each, as a correlation, and where it is.
#[derive(Clone)]
pub(crate) struct Best {
    pub(crate) correlation: Vec<f64>,
    pub(crate) index: Vec<u32>,
}

impl Best {
    pub(super) fn new(windows: usize) -> Self {
        Self { correlation: vec![f64::NEG_INFINITY; windows], index: vec![u32::MAX; windows] }
    }

    #[inline]
    pub(super) fn offer(&mut self, at: usize, correlation: f64, index: usize) {
        if correlation > self.correlation[at] {
            self.correlation[at] = correlation;
            self.index[at] = index as u32;
        }
    }

    /// The better of both, place by place; of equals the one that comes first in the series.
    pub(crate) fn merge(&mut self, other: &Self) {
        for at in 0..self.index.len() {
            let (own, given) = (self.correlation[at], other.correlation[at]);
            if given > own || (given == own && other.index[at] < self.index[at]) {
                (self.correlation[at], self.index[at]) = (given, other.index[at]);
            }
        }
    }
}

/// The pairs (i, i + d) of windows of a and b for `LANES` offsets d from `first` on, or those up to `end`.
pub(super) fn sweep(a: &Windows, b: &Windows, first: usize, end: usize, of_a: &mut Best, of_b: &mut Best) {
    let steps = |d: usize| a.len().min(b.len().saturating_sub(d));
    let all = if first + LANES <= end { steps(first + LANES - 1) } else { 0 };
    let mut products = [0.0; LANES];
    for rows in stretches(a, b, first, LANES, all) {
        let start = rows.start;
        for (lane, product) in products.iter_mut().enumerate() {
            let other = start + first + lane;
            *product = if start.is_multiple_of(TILE) || a.fell(start) || b.fell(other) {
                a.product(start, b, other)
            } else {
                *product + (a.df[start] * b.dg[other] + b.df[other] * a.dg[start])
            };
        }
        wide(
            #[inline(always)]
            || side_by_side(a, b, first, rows, &mut products, of_a, of_b),
        );
    }
    for d in first..end.min(first + LANES) {
        one(a, b, d, all..steps(d), of_a, of_b);
    }
}

/// The rows within which the products of some diagonals from `first` on only move on: those from one that has a product
/// to be computed anew to the next.
fn stretches(
    a: &Windows,
    b: &Windows,
    first: usize,
    lanes: usize,
    rows: usize,
) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut starts: Vec<usize> = (0..rows).step_by(TILE).collect();
    if !a.falls.is_empty() || !b.falls.is_empty() {
        starts.extend(&a.falls);
        let there = b.falls.iter().flat_map(|&fall| (0..lanes).filter_map(move |lane| fall.checked_sub(first + lane)));
        // The other diagonals move on in between.
        starts.extend(there);
        starts.retain(|&start| start < rows);
        starts.sort_unstable();
        starts.dedup();
    }
    starts.push(rows);
    (1..starts.len()).map(move |at| starts[at - 1]..starts[at])
}

#[inline(always)]
fn side_by_side(
    a: &Windows,
    b: &Windows,
    first: usize,
    rows: std::ops::Range<usize>,
    products: &mut [f64; LANES],
    of_a: &mut Best,
    of_b: &mut Best,
) {
    let there = rows.start + first;
    // A copy, so that they stay in registers.
    let mut moving = *products;
    let own = a.df[rows.clone()].iter().zip(&a.dg[rows.clone()]).zip(&a.inverse[rows.clone()]);
    let (df, dg) = (b.df[there..].windows(LANES), b.dg[there..].windows(LANES));
    let inverse = b.inverse[there..].windows(LANES);
    for (step, ((((a_df, a_dg), a_inverse), df), (dg, inverse))) in own.zip(df).zip(dg.zip(inverse)).enumerate() {
        let (at, other) = (rows.start + step, there + step);
        let (Some(df), Some(dg)) = (df.first_chunk::<LANES>(), dg.first_chunk::<LANES>()) else { break };
        let (Some(inverse), Some(known)) =
            (inverse.first_chunk::<LANES>(), of_b.correlation[other..].first_chunk::<LANES>())
        else {
            break;
        };
        if step > 0 {
            for lane in 0..LANES {
                moving[lane] += a_df * dg[lane] + df[lane] * a_dg;
            }
        }
        let level = of_a.correlation[at];
        let mut better = [0_u64; 4];
        for lane in 0..LANES {
            let found = moving[lane] * a_inverse * inverse[lane];
            let limit = if known[lane] < level { known[lane] } else { level };
            better[lane % 4] |= if found > limit { u64::MAX } else { 0 };
        }
        // Rare: most pairs are worse than the best that both windows have.
        if better != [0; 4] {
            for lane in 0..LANES {
                let found = moving[lane] * a_inverse * inverse[lane];
                of_a.offer(at, found, other + lane);
                of_b.offer(other + lane, found, at);
            }
        }
    }
    *products = moving;
}

/// One diagonal.
fn one(a: &Windows, b: &Windows, d: usize, rows: std::ops::Range<usize>, of_a: &mut Best, of_b: &mut Best) {
    let mut product = 0.0;
    for at in rows.clone() {
        let other = at + d;
        if (at - rows.start).is_multiple_of(TILE) || a.fell(at) || b.fell(other) {
            product = a.product(at, b, other);
        } else {
            product += a.df[at] * b.dg[other] + b.df[other] * a.dg[at];
        }
        let correlation = product * a.inverse[at] * b.inverse[other];
        of_a.offer(at, correlation, other);
        of_b.offer(other, correlation, at);
    }
}
