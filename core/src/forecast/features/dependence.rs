//! How values depend on those before.

use super::differences;
use crate::math::lbfgs::dot;
use crate::math::project::{orthogonal, take_away};
use crate::math::stats::{mean, variance};
use libm::{log, sqrt};

/// How many lags the squares are explained by.
const ARCH_LAGS: usize = 12;

/// Autocovariances 0 to `lags`, divided by the length; fewer where the series is shorter.
pub(super) fn covariances(x: &[f64], lags: usize) -> Vec<f64> {
    let mean = mean(x);
    let centred: Vec<f64> = x.iter().map(|value| value - mean).collect();
    (0..=lags.min(x.len() - 1)).map(|lag| dot(&centred[lag..], &centred[..x.len() - lag]) / x.len() as f64).collect()
}

/// Autocorrelations 1 to `lags`; fewer where the series is shorter, none where it is constant.
pub(super) fn correlations(x: &[f64], lags: usize) -> Vec<f64> {
    let all = covariances(x, lags);
    if all[0] > 0.0 { all[1..].iter().map(|value| value / all[0]).collect() } else { Vec::new() }
}

pub(super) fn sum_of_squares(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum()
}

fn at(values: &[f64], place: usize) -> f64 {
    values.get(place).copied().unwrap_or(f64::NAN)
}

/// The first, and the sum of squares of the first ten where there are ten.
pub(super) fn first_and_ten(correlations: &[f64]) -> [f64; 2] {
    [at(correlations, 0), correlations.get(..10).map_or(f64::NAN, sum_of_squares)]
}

pub(super) fn acf_features(x: &[f64], season: usize) -> Vec<f64> {
    let of_x = correlations(x, season.max(10));
    let mut features = first_and_ten(&of_x).to_vec();
    let mut series = x.to_vec();
    for _ in 0..2 {
        series = differences(&series);
        let long = series.len() >= 10;
        features.extend(if long { first_and_ten(&correlations(&series, 10)) } else { [f64::NAN; 2] });
    }
    features.push(at(&of_x, season - 1));
    features
}

/// Levinson and Durbin's recursion: partial autocorrelations, coefficients and variance of each order up to the last.
pub(super) struct Levinson {
    pub(super) partial: Vec<f64>,
    /// The variance left by each order, from 0 on.
    pub(super) left: Vec<f64>,
    /// The coefficients of the order that was the last to be kept.
    pub(super) coefficients: Vec<f64>,
}

impl Levinson {
    /// Goes through the orders; keeps the coefficients wherever `keep` says so of order and variance.
    pub(super) fn new(covariances: &[f64], mut keep: impl FnMut(usize, f64) -> bool) -> Self {
        let mut levinson = Self { partial: Vec::new(), left: vec![covariances[0]], coefficients: Vec::new() };
        let mut weights: Vec<f64> = Vec::new();
        let mut left = covariances[0];
        keep(0, left);
        for order in 1..covariances.len() {
            if left.is_nan() || left <= 0.0 {
                break;
            }
            let known: f64 = weights.iter().zip(covariances[1..order].iter().rev()).map(|(w, c)| w * c).sum();
            let partial = (covariances[order] - known) / left;
            let before = weights.clone();
            weights.iter_mut().zip(before.iter().rev()).for_each(|(w, mirrored)| *w -= partial * mirrored);
            weights.push(partial);
            left *= 1.0 - partial * partial;
            levinson.partial.push(partial);
            levinson.left.push(left);
            if keep(order, left) {
                levinson.coefficients = weights.clone();
            }
        }
        levinson
    }
}

fn partial(x: &[f64], lags: usize) -> Vec<f64> {
    let covariances = covariances(x, lags);
    if covariances[0] > 0.0 { Levinson::new(&covariances, |_, _| false).partial } else { Vec::new() }
}

pub(super) fn pacf_features(x: &[f64], season: usize) -> Vec<f64> {
    let five = |values: &[f64]| values.get(..5).map_or(f64::NAN, sum_of_squares);
    let of_x = partial(x, season.max(5));
    let first = differences(x);
    let second = differences(&first);
    let of = |series: &[f64]| if series.len() > 5 { five(&partial(series, 5)) } else { f64::NAN };
    vec![five(&of_x), of(&first), of(&second), at(&of_x, season - 1)]
}

/// The share of the squares that is explained by the twelve before.
pub(super) fn arch_stat(x: &[f64]) -> f64 {
    if x.len() <= ARCH_LAGS + 1 {
        return f64::NAN;
    }
    let mean = mean(x);
    let squares: Vec<f64> = x.iter().map(|value| (value - mean) * (value - mean)).collect();
    let rows = squares.len() - ARCH_LAGS;
    let mut columns = vec![vec![1.0; rows]];
    columns.extend((1..=ARCH_LAGS).map(|lag| squares[ARCH_LAGS - lag..][..rows].to_vec()));
    orthogonal(&mut columns);
    let mut y = squares[ARCH_LAGS..].to_vec();
    let total = variance(&y) * (rows as f64 - 1.0);
    take_away(&columns, &mut y);
    if total > 0.0 { 1.0 - sum_of_squares(&y) / total } else { f64::NAN }
}

/// Teräsvirta's test with one lag: whether its square and cube explain what the lag itself leaves.
pub(super) fn nonlinearity(x: &[f64]) -> f64 {
    let (n, centre, spread) = (x.len(), mean(x), sqrt(variance(x)));
    if n < 6 || spread.is_nan() || spread <= 0.0 {
        return f64::NAN;
    }
    let x: Vec<f64> = x.iter().map(|value| (value - centre) / spread).collect();
    let before = &x[..n - 1];
    let of = |f: fn(f64) -> f64| before.iter().map(|&value| f(value)).collect::<Vec<f64>>();
    let mut columns = [of(|_| 1.0), of(|x| x), of(|x| x * x), of(|x| x * x * x)];
    orthogonal(&mut columns);
    let mut left = x[1..].to_vec();
    take_away(&columns[..2], &mut left);
    let linear = sum_of_squares(&left);
    take_away(&columns[2..], &mut left);
    10.0 * log(linear / sum_of_squares(&left))
}
