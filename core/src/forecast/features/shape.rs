//! Levels, runs and spectra.

use crate::math::fft::power;
use crate::math::stats::{mean, variance};
use libm::{log, sqrt};

pub(super) fn crossing_points(x: &[f64]) -> f64 {
    let mut sorted = x.to_vec();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len();
    let median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2.0;
    x.windows(2).filter(|pair| (pair[0] <= median) != (pair[1] <= median)).count() as f64
}

/// The entropy of the periodogram as a share of the greatest possible.
pub(super) fn entropy(x: &[f64]) -> f64 {
    let (n, mean) = (x.len(), mean(x));
    let centred: Vec<f64> = x.iter().map(|value| value - mean).collect();
    let mut spectrum = power(&centred);
    spectrum[0] = 0.0;
    let last = spectrum.len() - 1;
    // Each frequency but 0 and one half is there twice.
    let twice = if n.is_multiple_of(2) { last } else { last + 1 };
    spectrum[..twice].iter_mut().for_each(|value| *value *= 2.0);
    let sum: f64 = spectrum.iter().sum();
    if sum.is_nan() || sum <= 0.0 {
        return f64::NAN;
    }
    let shares = spectrum.iter().map(|value| value / sum).filter(|share| *share > 0.0);
    -shares.map(|share| share * log(share)).sum::<f64>() / log(spectrum.len() as f64)
}

/// The longest run of values in one tenth of the range; a value on an edge belongs to the tenth below.
pub(super) fn flat_spots(x: &[f64]) -> f64 {
    let least = x.iter().copied().fold(f64::INFINITY, f64::min);
    let most = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let step = (most - least) / 10.0;
    let tenth = |value: &f64| (1..10).take_while(|&edge| *value > f64::from(edge) * step + least).count();
    let tenths: Vec<usize> = x.iter().map(tenth).collect();
    tenths.chunk_by(|a, b| a == b).map(<[usize]>::len).max().unwrap_or(0) as f64
}

/// The variance of what a measure says of blocks; 0 where there are not two.
pub(super) fn tiles(x: &[f64], season: usize, measure: fn(&[f64]) -> f64) -> f64 {
    let width = if season > 1 { season } else { 10 };
    let measures: Vec<f64> = x.chunks_exact(width).map(measure).collect();
    if measures.len() < 2 { 0.0 } else { variance(&measures) }
}

/// The slope of the logarithm of the rescaled range against that of the length, over all beginnings of the series.
///
/// The range of cumulative sums less their line is that of linear functions over the points (k, sum), so its ends are on
/// the convex hull of the points, which grows with the series.
pub(super) fn hurst(x: &[f64]) -> f64 {
    let (mut upper, mut lower) = (Hull::default(), Hull::default());
    let (mut sum, mut mean, mut squares) = (0.0, 0.0, 0.0);
    let mut points = Vec::with_capacity(x.len());
    for (at, value) in x.iter().enumerate() {
        let length = at as f64 + 1.0;
        sum += value;
        let off = value - mean;
        mean += off / length;
        squares += off * (value - mean);
        upper.add(length, sum);
        lower.add(length, -sum);
        let slope = sum / length;
        let range = upper.most(slope) + lower.most(-slope);
        let spread = sqrt(squares / length);
        if at > 0 && spread > 0.0 && range > 0.0 {
            points.push((log(length), log(range / spread)));
        }
    }
    if points.len() < 2 {
        return f64::NAN;
    }
    let count = points.len() as f64;
    let centre = points.iter().map(|point| point.0).sum::<f64>() / count;
    let across = points.iter().map(|(a, _)| (a - centre) * (a - centre)).sum::<f64>();
    points.iter().map(|(a, b)| (a - centre) * b).sum::<f64>() / across
}

/// The upper convex hull of points that come from left to right.
#[derive(Default)]
struct Hull(Vec<(f64, f64)>);

impl Hull {
    fn add(&mut self, at: f64, value: f64) {
        while let [.., a, b] = self.0.as_slice() {
            if (b.1 - a.1) * (at - b.0) > (value - b.1) * (b.0 - a.0) {
                break;
            }
            self.0.pop();
        }
        self.0.push((at, value));
    }

    /// The greatest value less a line through the origin.
    fn most(&self, slope: f64) -> f64 {
        let above = |place: usize| self.0[place].1 - slope * self.0[place].0;
        let (mut low, mut high) = (0, self.0.len() - 1);
        while low < high {
            let middle = (low + high) / 2;
            if above(middle) < above(middle + 1) { low = middle + 1 } else { high = middle }
        }
        above(low)
    }
}

/// Periods per period with demand, and the squared coefficient of variation of the demands.
pub(super) fn intermittency(y: &[f64]) -> Vec<f64> {
    let demands: Vec<f64> = y.iter().copied().filter(|value| *value != 0.0).collect();
    if demands.is_empty() {
        return Vec::new();
    }
    let mean = mean(&demands);
    vec![y.len() as f64 / demands.len() as f64, variance(&demands) / (mean * mean)]
}

pub(super) fn sparsity(y: &[f64]) -> f64 {
    y.iter().filter(|value| **value == 0.0).count() as f64 / y.len() as f64
}
