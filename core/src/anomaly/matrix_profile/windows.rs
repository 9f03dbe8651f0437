//! The windows of a series, as the sweep over pairs of them needs them.

use libm::sqrt;

/// Every window of a series: its mean, its length as a vector, and what changes from one to the next.
pub(crate) struct Windows {
    pub(crate) m: usize,
    /// The values around their mean on a scale of about 1; 0 where one is missing.
    pub(super) x: Vec<f64>,
    pub(super) mean: Vec<f64>,
    /// Half of what enters less what leaves; 0 for the first window.
    pub(super) df: Vec<f64>,
    /// What enters and what leaves, around their windows' means; 0 for the first window.
    pub(super) dg: Vec<f64>,
    /// One over the length of the window around its mean: 0 where it is constant, NaN where a value is missing, so that
    /// no comparison with it holds.
    pub(super) inverse: Vec<f64>,
}

impl Windows {
    /// The windows of m values; there are at least m.
    pub(crate) fn new(y: &[f64], m: usize) -> Self {
        let x = to_scale(y);
        let windows = x.len() + 1 - m;
        let mean: Vec<f64> = x.windows(m).map(|window| sum(window.iter().copied()) / m as f64).collect();
        let mut inverse = Vec::with_capacity(windows);
        let mut next_gap = y.iter().position(|value| value.is_nan()).unwrap_or(usize::MAX);
        // How many values up to here are equal to the one before.
        let mut equal = 0;
        (1..m).for_each(|at| equal = if x[at] == x[at - 1] { equal + 1 } else { 0 });
        for (at, window) in x.windows(m).enumerate() {
            if at > 0 {
                equal = if x[at + m - 1] == x[at + m - 2] { equal + 1 } else { 0 };
            }
            if next_gap < at {
                let gap = y[at..].iter().position(|value| value.is_nan());
                next_gap = gap.map_or(usize::MAX, |gap| at + gap);
            }
            let length = sqrt(sum(window.iter().map(|value| (value - mean[at]) * (value - mean[at]))));
            inverse.push(if next_gap < at + m {
                f64::NAN
            } else if equal + 1 >= m || length <= 0.0 {
                0.0
            } else {
                1.0 / length
            });
        }
        let (mut df, mut dg) = (vec![0.0; windows], vec![0.0; windows]);
        for at in 1..windows {
            df[at] = 0.5 * (x[at + m - 1] - x[at - 1]);
            dg[at] = (x[at + m - 1] - mean[at]) + (x[at - 1] - mean[at - 1]);
        }
        Self { m, x, mean, df, dg, inverse }
    }

    /// How many windows there are.
    pub(crate) fn len(&self) -> usize {
        self.mean.len()
    }

    pub(crate) fn is_missing(&self, at: usize) -> bool {
        self.inverse[at].is_nan()
    }

    pub(crate) fn is_constant(&self, at: usize) -> bool {
        self.inverse[at] == 0.0
    }

    /// The product of two windows around their means.
    pub(super) fn product(&self, at: usize, other: &Self, there: usize) -> f64 {
        let (a, b) = (self.mean[at], other.mean[there]);
        let pairs = self.x[at..at + self.m].iter().zip(&other.x[there..there + self.m]);
        sum(pairs.map(|(x, y)| (x - a) * (y - b)))
    }
}

/// A sum in four strands, which rounds less than one and runs faster.
pub(crate) fn sum(values: impl Iterator<Item = f64>) -> f64 {
    let mut strands = [0.0; 4];
    values.enumerate().for_each(|(at, value)| strands[at % 4] += value);
    (strands[0] + strands[1]) + (strands[2] + strands[3])
}

/// Values around their mean, divided by a power of two near the largest; 0 where one is missing.
fn to_scale(y: &[f64]) -> Vec<f64> {
    let known = y.iter().filter(|value| !value.is_nan()).count().max(1) as f64;
    let mean: f64 = y.iter().filter(|value| !value.is_nan()).map(|value| value / known).sum();
    let most = y.iter().filter(|value| !value.is_nan()).fold(0.0_f64, |most, value| most.max((value - mean).abs()));
    let (_, exponent) = libm::frexp(most);
    let scaled = |value: &f64| if value.is_nan() { 0.0 } else { libm::ldexp(value - mean, -exponent) };
    y.iter().map(scaled).collect()
}
