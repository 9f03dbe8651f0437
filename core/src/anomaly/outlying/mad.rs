//! How far values are from the middle of all.

use super::MOST;
use crate::error::{Result, err};
use libm::{exp, log, sqrt};

/// The median absolute deviation of a normal distribution is 1 / 1.4826 of its standard deviation.
const SCALE: f64 = 1.4826;

/// The middle of values, and how far those below and those above are from it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Medians {
    middle: f64,
    below: f64,
    above: f64,
}

impl Medians {
    /// Of all values that are not missing.
    pub(super) fn new(values: &[f64]) -> Result<Self> {
        let present: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
        if present.is_empty() {
            return Err(err!(NotEnoughData, "every value is missing; at least one is needed"));
        }
        let middle = trimmed_median(present.clone());
        let side = |sign: f64| {
            let off: Vec<f64> = present.iter().map(|value| sign * (value - middle)).filter(|off| *off >= 0.0).collect();
            if off.is_empty() { 0.0 } else { SCALE * trimmed_median(off) }
        };
        Ok(Self { middle, below: side(-1.0), above: side(1.0) })
    }

    /// How many deviations a value is off.
    pub(super) fn score(&self, value: f64) -> f64 {
        let off = value - self.middle;
        let deviation = if off < 0.0 { self.below } else { self.above };
        if off == 0.0 { 0.0 } else { (off.abs() / deviation).min(MOST) }
    }

    /// The values that are `threshold` deviations off.
    pub(super) fn band(&self, threshold: f64) -> (f64, f64) {
        (self.middle - threshold * self.below, self.middle + threshold * self.above)
    }
}

/// The score above which a value is outlying: from 7.94 for 0 to 0.84 for 1, the quantiles 1 - 1e-15 and 0.8 of the
/// normal distribution.
pub(super) fn threshold(sensitivity: f64) -> f64 {
    7.941444487 - (7.941444487 - 0.841621234) * sqrt(sensitivity)
}

/// The trimmed Harrell-Davis estimate of the median: order statistics weighted by the density of Beta((n + 1) / 2, (n +
/// 1) / 2) over the 1 / √n of its range where it is highest.
fn trimmed_median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let count = values.len();
    let n = count as f64;
    if count == 1 {
        return values[0];
    }
    let (low, high) = (0.5 - 0.5 / sqrt(n), 0.5 + 0.5 / sqrt(n));
    let power = (n - 1.0) / 2.0;
    // The density over that in the middle.
    let density = |x: f64| exp(power * log(4.0 * x * (1.0 - x)));
    let (first, last) = ((low * n) as usize, (libm::ceil(high * n) as usize).min(count));
    // Around a value among them, so that the median of equal values is that value.
    let centre = values[count / 2];
    let (mut total, mut sum) = (0.0, 0.0);
    for (at, value) in values.iter().enumerate().take(last).skip(first) {
        let (from, to) = (low.max(at as f64 / n), high.min((at + 1) as f64 / n));
        let weight = if from < to { simpson(density, from, to) } else { 0.0 };
        total += weight;
        sum += weight * (value - centre);
    }
    centre + sum / total
}

/// The integral from `from` to `to`.
fn simpson(f: impl Fn(f64) -> f64, from: f64, to: f64) -> f64 {
    const STEPS: usize = 16;
    let step = (to - from) / STEPS as f64;
    let weighted = |at: usize| (if at.is_multiple_of(2) { 2.0 } else { 4.0 }) * f(from + step * at as f64);
    let inner: f64 = (1..STEPS).map(weighted).sum();
    (f(from) + inner + f(to)) * step / 3.0
}
