//! The sweep over all pairs of windows, diagonal by diagonal: along one, both windows move on by one value, so that
//! their product changes by two terms. Sixteen diagonals go side by side.

use super::windows::Windows;
use crate::math::wide::wide;

/// How many diagonals go side by side.
pub(super) const LANES: usize = 16;
/// After how many steps a product is computed anew, before rounding adds up.
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
    for start in (0..all).step_by(TILE) {
        let mut products = [0.0; LANES];
        for (lane, product) in products.iter_mut().enumerate() {
            *product = a.product(start, b, start + first + lane);
        }
        let rows = start..all.min(start + TILE);
        wide(
            #[inline(always)]
            || side_by_side(a, b, first, rows, products, of_a, of_b),
        );
    }
    for d in first..end.min(first + LANES) {
        one(a, b, d, all..steps(d), of_a, of_b);
    }
}

#[inline(always)]
fn side_by_side(
    a: &Windows,
    b: &Windows,
    first: usize,
    rows: std::ops::Range<usize>,
    mut products: [f64; LANES],
    of_a: &mut Best,
    of_b: &mut Best,
) {
    let there = rows.start + first;
    let own = a.df[rows.clone()].iter().zip(&a.dg[rows.clone()]).zip(&a.inverse[rows.clone()]);
    let (df, dg) = (b.df[there..].windows(LANES), b.dg[there..].windows(LANES));
    let inverse = b.inverse[there..].windows(LANES);
    for (step, ((((a_df, a_dg), a_inverse), df), (dg, inverse))) in own.zip(df).zip(dg.zip(inverse)).enumerate() {
        let (at, other) = (rows.start + step, there + step);
        let (Some(df), Some(dg)) = (df.first_chunk::<LANES>(), dg.first_chunk::<LANES>()) else { return };
        let (Some(inverse), Some(known)) =
            (inverse.first_chunk::<LANES>(), of_b.correlation[other..].first_chunk::<LANES>())
        else {
            return;
        };
        if step > 0 {
            for lane in 0..LANES {
                products[lane] += a_df * dg[lane] + df[lane] * a_dg;
            }
        }
        let level = of_a.correlation[at];
        let mut better = [0_u64; 4];
        for lane in 0..LANES {
            let found = products[lane] * a_inverse * inverse[lane];
            let limit = if known[lane] < level { known[lane] } else { level };
            better[lane % 4] |= if found > limit { u64::MAX } else { 0 };
        }
        // Rare: most pairs are worse than the best that both windows have.
        if better != [0; 4] {
            for lane in 0..LANES {
                let found = products[lane] * a_inverse * inverse[lane];
                of_a.offer(at, found, other + lane);
                of_b.offer(other + lane, found, at);
            }
        }
    }
}

/// One diagonal.
fn one(a: &Windows, b: &Windows, d: usize, rows: std::ops::Range<usize>, of_a: &mut Best, of_b: &mut Best) {
    let mut product = 0.0;
    for at in rows.clone() {
        let other = at + d;
        if (at - rows.start).is_multiple_of(TILE) {
            product = a.product(at, b, other);
        } else {
            product += a.df[at] * b.dg[other] + b.df[other] * a.dg[at];
        }
        let correlation = product * a.inverse[at] * b.inverse[other];
        of_a.offer(at, correlation, other);
        of_b.offer(other, correlation, at);
    }
}
