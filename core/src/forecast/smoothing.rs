//! Simple exponential smoothing: what several forecasters are made of.

use crate::component::{Intervals, RowReader, RowWriter, corrupt};
use crate::error::Result;
use crate::math::golden::{self, AHEAD};
use libm::sqrt;

/// A smoothed level and how fast it follows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Level {
    pub(super) alpha: f64,
    pub(super) value: f64,
}

impl Level {
    pub(super) fn learn(&mut self, y: f64) {
        self.value = self.alpha * y + (1.0 - self.alpha) * self.value;
    }

    /// Reads a smoothing parameter and a level.
    pub(super) fn restore(row: &mut RowReader<'_>, alpha: &'static str, value: &'static str) -> Result<Self> {
        let level = Self { alpha: row.finite(alpha)?, value: row.finite(value)? };
        if (0.0..=1.0).contains(&level.alpha) {
            Ok(level)
        } else {
            Err(corrupt(alpha, &format!("is {}; must be 0 to 1", level.alpha)))
        }
    }
}

/// The smoothing parameter with the least squared one-step errors, the first value being the first level.
pub(super) fn best_alpha(y: &[f64], [least, most]: [f64; 2]) -> f64 {
    golden::minimize(least, most, |alphas| squares(y, alphas))
}

/// The sums of squared one-step errors of several smoothing parameters, side by side.
fn squares(y: &[f64], alphas: &[f64; AHEAD]) -> [f64; AHEAD] {
    let (mut levels, mut sums) = ([0.0; AHEAD], [0.0; AHEAD]);
    let Some((&first, later)) = y.split_first() else { return sums };
    levels.fill(first);
    for &value in later {
        for k in 0..AHEAD {
            let error = value - levels[k];
            sums[k] += error * error;
            levels[k] = alphas[k] * value + (1.0 - alphas[k]) * levels[k];
        }
    }
    sums
}

/// The size of the one-step errors.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Errors {
    /// Sum of the squares, and how many there are.
    pub(super) squares: f64,
    pub(super) count: usize,
}

impl Errors {
    pub(super) fn add(&mut self, error: f64) {
        self.squares += error * error;
        self.count += 1;
    }

    /// The root of the mean square; 0 before the first error.
    pub(super) fn sigma(&self) -> f64 {
        if self.count == 0 { 0.0 } else { sqrt(self.squares / self.count as f64) }
    }

    pub(super) fn store(&self, row: &mut RowWriter) {
        row.f64("squares", self.squares);
        row.i64("errors", self.count as i64);
    }

    pub(super) fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let errors = Self { squares: row.finite("squares")?, count: row.count("errors", 1 << 53)? };
        if errors.squares < 0.0 || errors.count == 0 && errors.squares > 0.0 {
            return Err(corrupt("squares", "is no sum of so many squares"));
        }
        Ok(errors)
    }
}

/// A constant with the intervals of its errors: sigma × sqrt(1 + (h-1) × alpha²).
pub(super) fn constant(level: Level, errors: &Errors, h: usize, levels: &[f64]) -> Intervals {
    let (sigma, alpha) = (errors.sigma(), level.alpha);
    let spread: Vec<f64> = (0..h).map(|step| sigma * sqrt(1.0 + step as f64 * alpha * alpha)).collect();
    Intervals::normal(vec![level.value; h], &spread, levels)
}
