//! The windows of a series, as the sweep over pairs of them needs them.

use libm::sqrt;

/// To which part of what it was the length of a window must fall for its products to be computed anew: what a far
/// outlier leaves behind in them is rounding, and would be most of what remains.
const FALL: f64 = 0.01;

/// Every window of a series: its mean, its length as a vector, and what changes from one to the next.
pub(crate) struct Windows {
    pub(crate) m: usize,
    /// The values on a scale of about 1. Where one is missing, a usual one or the one before it.
    pub(super) x: Vec<f64>,
    pub(super) mean: Vec<f64>,
    /// Half of what enters less what leaves; 0 for the first window.
    pub(super) df: Vec<f64>,
    /// What enters and what leaves, around their windows' means; 0 for the first window.
    pub(super) dg: Vec<f64>,
    /// One over the length of the window around its mean: 0 where it is constant, NaN where a value is missing, so that
    /// no comparison with it holds.
    pub(super) inverse: Vec<f64>,
    /// The windows whose products are computed anew, for their lengths have fallen; ascending.
    pub(super) falls: Vec<usize>,
}

impl Windows {
    /// The windows of m values; there are at least m.
    pub(crate) fn new(y: &[f64], m: usize) -> Self {
        let (own, even) = Self::around_mean(y, m);
        if even { own } else { Self::around_their_own(y, m) }
    }

    /// The windows of values less the mean of all; and whether no window is so small beside the largest value that the
    /// rounding of that difference shows.
    fn around_mean(y: &[f64], m: usize) -> (Self, bool) {
        let x = to_scale(y);
        let windows = x.len() + 1 - m;
        let mean: Vec<f64> = x.windows(m).map(|window| sum(window.iter().copied()) / m as f64).collect();
        let (inverse, falls, least) = inverses(y, &x, &mean);
        let (mut df, mut dg) = (vec![0.0; windows], vec![0.0; windows]);
        for at in 1..windows {
            df[at] = 0.5 * (x[at + m - 1] - x[at - 1]);
            dg[at] = (x[at + m - 1] - mean[at]) + (x[at - 1] - mean[at - 1]);
        }
        let even = falls.is_empty() && least >= FALL;
        (Self { m, x, mean, df, dg, inverse, falls }, even)
    }

    /// The same of values as they are, but for a power of two. Means are found from the differences to one value of the
    /// window, so that small windows far from 0, or beside large ones, keep all digits.
    fn around_their_own(y: &[f64], m: usize) -> Self {
        let x = as_they_are(y);
        let windows = x.len() + 1 - m;
        let above = |window: &[f64], base: f64| sum(window.iter().map(|value| value - base)) / m as f64;
        let mean: Vec<f64> = x.windows(m).map(|window| window[0] + above(window, window[0])).collect();
        let (inverse, falls, _) = inverses(y, &x, &mean);
        let (mut df, mut dg) = (vec![0.0; windows], vec![0.0; windows]);
        for at in 1..windows {
            let (leaves, before) = (x[at - 1], &x[at - 1..at + m - 1]);
            let more = x[at + m - 1] - leaves;
            df[at] = 0.5 * more;
            // The mean moves by more / m, and what leaves is as far from the one before as the others are from it.
            dg[at] = more - more / m as f64 - 2.0 * above(before, leaves);
        }
        Self { m, x, mean, df, dg, inverse, falls }
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

    /// Whether the length of a window has fallen.
    pub(super) fn fell(&self, at: usize) -> bool {
        !self.falls.is_empty() && self.falls.binary_search(&at).is_ok()
    }

    /// The product of two windows around their means.
    pub(super) fn product(&self, at: usize, other: &Self, there: usize) -> f64 {
        let (a, b) = (self.mean[at], other.mean[there]);
        let pairs = self.x[at..at + self.m].iter().zip(&other.x[there..there + self.m]);
        sum(pairs.map(|(x, y)| (x - a) * (y - b)))
    }
}

/// One over the length of each window, the windows where lengths fell, and the least length of those that are neither
/// constant nor have a missing value.
fn inverses(y: &[f64], x: &[f64], mean: &[f64]) -> (Vec<f64>, Vec<usize>, f64) {
    let m = x.len() + 1 - mean.len();
    let mut inverse = Vec::with_capacity(mean.len());
    let (mut falls, mut greatest, mut least) = (Vec::new(), 0.0_f64, f64::INFINITY);
    let mut next_gap = y.iter().position(|value| value.is_nan()).unwrap_or(usize::MAX);
    // How many values up to here are equal to the one before.
    let mut equal = 0;
    (1..m).for_each(|at| equal = if y[at] == y[at - 1] { equal + 1 } else { 0 });
    for (at, window) in x.windows(m).enumerate() {
        if at > 0 {
            equal = if y[at + m - 1] == y[at + m - 2] { equal + 1 } else { 0 };
        }
        if next_gap < at {
            let gap = y[at..].iter().position(|value| value.is_nan());
            next_gap = gap.map_or(usize::MAX, |gap| at + gap);
        }
        let length = sqrt(sum(window.iter().map(|value| (value - mean[at]) * (value - mean[at]))));
        let same = equal + 1 >= m;
        let constant = same || length <= 0.0;
        if !constant && length < FALL * greatest {
            falls.push(at);
            greatest = length;
        }
        greatest = greatest.max(length);
        let missing = next_gap < at + m;
        if !same && !missing {
            least = least.min(length);
        }
        inverse.push(if missing {
            f64::NAN
        } else if constant {
            0.0
        } else {
            1.0 / length
        });
    }
    (inverse, falls, least)
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

/// Values divided by a power of two near the largest; where one is missing, the one before it, or the first.
fn as_they_are(y: &[f64]) -> Vec<f64> {
    let known = || y.iter().copied().filter(|value| !value.is_nan());
    let (_, exponent) = libm::frexp(known().fold(0.0_f64, |most, value| most.max(value.abs())));
    let mut last = known().next().unwrap_or(0.0);
    let scaled = |&value: &f64| {
        last = if value.is_nan() { last } else { value };
        libm::ldexp(last, -exponent)
    };
    y.iter().map(scaled).collect()
}
