//! What forecasts of a stream miss it by, in running standard deviations.

use super::{MOST, WIDE, within};
use crate::component::{RowReader, RowWriter};
use crate::error::Result;
use crate::math::stats::{mean, median};
use libm::sqrt;

/// Beyond how many deviations a residual counts as so many.
const CUT: f64 = 2.0;
/// What the bounded square is multiplied by so that its mean is 1 for normal residuals of deviation 1.
const RHO: f64 = 2.52;
/// The deviation of normal values over the median of their sizes.
pub(super) const NORMAL: f64 = 1.482_602_218_505_602;

/// The running deviation of residuals.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Deviation {
    robust: bool,
    /// The weight of the newest residual.
    alpha: f64,
    square: f64,
}

impl Deviation {
    /// That of the first residuals: from the median of their sizes where robust, from their squares otherwise.
    pub(super) fn of(residuals: &[f64], alpha: f64, robust: bool) -> Self {
        let squares: Vec<f64> = residuals.iter().map(|residual| residual * residual).collect();
        let mut sizes: Vec<f64> = residuals.iter().map(|residual| residual.abs()).collect();
        let middle = NORMAL * median(&mut sizes);
        // Where most residuals are 0, the others say how far values go.
        let square = if robust && middle > 0.0 { middle * middle } else { mean(&squares) };
        Self { robust, alpha, square }
    }

    /// How many deviations a residual is.
    pub(super) fn score(&self, residual: f64) -> f64 {
        if residual == 0.0 { 0.0 } else { (residual.abs() / sqrt(self.square)).min(MOST) }
    }

    /// Learns from a residual; what of it others are to learn from.
    pub(super) fn learn(&mut self, residual: f64) -> f64 {
        let square = if self.robust && self.square > 0.0 {
            let part = residual / sqrt(self.square) / CUT;
            let left = (1.0 - part * part).max(0.0);
            RHO * (1.0 - left * left * left) * self.square
        } else {
            residual * residual
        };
        self.square += self.alpha * (square - self.square);
        let most = if self.robust { CUT * sqrt(self.square) } else { f64::INFINITY };
        residual.clamp(-most, most)
    }

    pub(super) fn store(own: Option<&Self>, row: &mut RowWriter) {
        row.f64("square", own.map_or(0.0, |own| own.square));
    }

    pub(super) fn restore(row: &mut RowReader<'_>, alpha: f64, robust: bool) -> Result<Self> {
        Ok(Self { robust, alpha, square: within(row, "square", 0.0, WIDE)? })
    }
}

/// What a value is off its forecast; 0 where the difference is within rounding.
pub(super) fn off(value: f64, forecast: f64) -> f64 {
    let off = value - forecast;
    if off.abs() <= 1e-12 * (value.abs() + forecast.abs()) { 0.0 } else { off }
}
