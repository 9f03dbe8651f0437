//! Tables of many columns.

use crate::anomaly::matrix::Matrix;
use crate::component::Context;
use crate::error::Result;
use crate::math::rng::Rng;

/// Above so many columns rows are projected to so many.
const WIDEST: usize = 64;

/// Random directions, the same for the same seed: distances stay about what they are (Johnson and Lindenstrauss).
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Projection {
    pub(super) seed: u64,
    /// The weights of one column after the other; nothing where columns are few.
    weights: Option<Matrix>,
}

impl Projection {
    pub(super) fn new(columns: usize, seed: u64) -> Self {
        let weights = (columns > WIDEST).then(|| {
            let mut rng = Rng::new(seed, u64::MAX - 2);
            // Signs over the root of their number: the squares of a direction's weights sum to columns / WIDEST.
            let size = 0.125;
            let sign = |bits: u64, at: usize| if bits >> at & 1 == 1 { size } else { -size };
            let column = |bits: u64| (0..WIDEST).map(move |at| sign(bits, at));
            Matrix { width: WIDEST, values: (0..columns).flat_map(|_| column(rng.next())).collect() }
        });
        Self { seed, weights }
    }

    /// How many columns there are afterwards.
    pub(super) fn width(&self, columns: usize) -> usize {
        if self.weights.is_some() { WIDEST } else { columns }
    }

    pub(super) fn apply(&self, rows: Matrix, ctx: &Context) -> Result<Matrix> {
        let Some(weights) = &self.weights else { return Ok(rows) };
        const BLOCK: usize = 64;
        let blocks = ctx.each(rows.rows().div_ceil(BLOCK), |block| {
            let own = block * BLOCK..rows.rows().min((block + 1) * BLOCK);
            let mut values = vec![0.0; own.len() * WIDEST];
            for (to, row) in values.as_chunks_mut::<WIDEST>().0.iter_mut().zip(own) {
                // Most values of a wide table are often its middle.
                for (&value, weights) in rows.row(row).iter().zip(weights.iter()).filter(|(value, _)| **value != 0.0) {
                    to.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += value * weight);
                }
            }
            Ok(values)
        })?;
        Ok(Matrix { width: WIDEST, values: blocks.concat() })
    }

    /// What each column has of a direction among the projected ones, or `None` where there is no projection.
    pub(super) fn back(&self, direction: &[f64]) -> Option<Vec<f64>> {
        let along = |weights: &[f64]| weights.iter().zip(direction).map(|(weight, x)| weight * x).sum();
        self.weights.as_ref().map(|weights| weights.iter().map(along).collect())
    }
}
