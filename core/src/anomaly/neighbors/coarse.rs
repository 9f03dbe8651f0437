//! A first look in single precision: half the work, and most points are seen to be too far by it.

use super::{LANES, Neighbors, STEP};
use libm::sqrt;

/// The points in single precision, around the middles of their columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Coarse {
    middles: Vec<f64>,
    /// How far the points of each column are from its middle.
    reach: Vec<f64>,
    /// In the order of [`Neighbors::blocks`].
    pub(super) blocks: Vec<f32>,
}

impl Coarse {
    pub(super) fn new(points: &Neighbors) -> Self {
        let mut ranges = vec![(f64::INFINITY, f64::NEG_INFINITY); points.width];
        for block in points.blocks.chunks_exact((points.width * LANES).max(1)) {
            for ((low, high), lanes) in ranges.iter_mut().zip(block.as_chunks::<LANES>().0) {
                // An empty lane is NaN, which is not chosen.
                lanes.iter().for_each(|&value| (*low, *high) = (low.min(value), high.max(value)));
            }
        }
        let middles: Vec<f64> = ranges.iter().map(|(low, high)| low / 2.0 + high / 2.0).collect();
        let reach =
            ranges.iter().zip(&middles).map(|((low, high), middle)| (high - middle).max(middle - low)).collect();
        let mut blocks = Vec::with_capacity(points.blocks.len());
        for block in points.blocks.chunks_exact((points.width * LANES).max(1)) {
            for (lanes, middle) in block.as_chunks::<LANES>().0.iter().zip(&middles) {
                blocks.extend(lanes.map(|value| (value - middle) as f32));
            }
        }
        Self { middles, reach, blocks }
    }

    pub(super) fn query<'a>(&self, exact: &'a [f64]) -> Query<'a> {
        let (mut coarse, mut squares) = (Vec::with_capacity(exact.len()), 0.0);
        for ((&value, &middle), &reach) in exact.iter().zip(&self.middles).zip(&self.reach) {
            coarse.push((value - middle) as f32);
            // Both values are off by half a last digit, and their difference is rounded by as much.
            let off = (reach + (value - middle).abs()) * (1.01 * f64::from(f32::EPSILON));
            squares += off * off;
        }
        Query { exact, coarse, off: 1.01 * sqrt(squares) }
    }
}

/// A row whose nearest are looked for.
pub(super) struct Query<'a> {
    pub(super) exact: &'a [f64],
    pub(super) coarse: Vec<f32>,
    /// How far a distance in single precision is from the exact one at most, but for the rounding of its sum.
    off: f64,
}

impl Query<'_> {
    /// Whether a point of a block may be within the limit.
    #[inline(always)]
    pub(super) fn is_near(&self, block: &[f32], limit: f32) -> bool {
        let mut sums = [0.0; LANES];
        for (columns, values) in block.as_chunks::<LANES>().0.chunks(STEP).zip(self.coarse.chunks(STEP)) {
            for (column, &value) in columns.iter().zip(values) {
                for lane in 0..LANES {
                    let off = column[lane] - value;
                    sums[lane] += off * off;
                }
            }
            let mut within = 0_u32;
            for sum in sums {
                within |= if sum <= limit { u32::MAX } else { 0 };
            }
            if within == 0 {
                return false;
            }
        }
        true
    }

    /// What is above this in single precision is above the bound; infinite where single precision cannot tell.
    pub(super) fn limit(&self, bound: f64) -> f32 {
        let distance = sqrt(bound);
        // Too small for the squares: those have no more than a few digits there.
        if 4.0 * self.off > distance || distance < 1e-15 {
            return f32::INFINITY;
        }
        let most = (distance + self.off) * (1.0 + (self.coarse.len() + 8) as f64 * f64::from(f32::EPSILON));
        ((most * most) as f32).next_up()
    }
}
