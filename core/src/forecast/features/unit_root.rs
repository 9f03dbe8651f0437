//! Statistics of tests for a unit root.

use crate::math::lbfgs::dot;
use crate::math::stats::mean;
use libm::{pow, sqrt};

/// How many autocovariances the long-run variance counts.
fn lags(n: usize) -> usize {
    (4.0 * sqrt(sqrt(n as f64 / 100.0))) as usize
}

/// Twice the sum of autocovariances of the errors, with weights that fall to zero (Bartlett).
fn tail(errors: &[f64], lags: usize) -> f64 {
    let n = errors.len();
    let weight = |lag: usize| 1.0 - lag as f64 / (lags as f64 + 1.0);
    let sum: f64 = (1..=lags.min(n - 1)).map(|lag| weight(lag) * dot(&errors[lag..], &errors[..n - lag])).sum();
    2.0 * sum / n as f64
}

/// Kwiatkowski, Phillips, Schmidt and Shin (1992): the squares of the cumulative sums against the long-run variance.
pub(super) fn kpss(x: &[f64]) -> f64 {
    let (n, mean) = (x.len() as f64, mean(x));
    let errors: Vec<f64> = x.iter().map(|value| value - mean).collect();
    let mut sum = 0.0;
    let mut squares = 0.0;
    for error in &errors {
        sum += error;
        squares += sum * sum;
    }
    squares / (n * n) / (dot(&errors, &errors) / n + tail(&errors, lags(x.len())))
}

/// Phillips and Perron (1988): Z-alpha of the regression on a constant and the value before.
pub(super) fn phillips_perron(x: &[f64]) -> f64 {
    if x.len() < 4 {
        return f64::NAN;
    }
    let (y, before) = (&x[1..], &x[..x.len() - 1]);
    let n = y.len() as f64;
    let (centre, centre_before) = (mean(y), mean(before));
    let across: f64 = before.iter().map(|b| (b - centre_before) * (b - centre_before)).sum();
    let along: f64 = y.iter().zip(before).map(|(y, b)| (y - centre) * (b - centre_before)).sum();
    let alpha = along / across;
    let errors: Vec<f64> = y.iter().zip(before).map(|(y, b)| y - centre - alpha * (b - centre_before)).collect();
    let spread: f64 = y.iter().map(|y| (y - centre) * (y - centre)).sum::<f64>() / pow(n, 2.0);
    n * (alpha - 1.0) - 0.5 * tail(&errors, lags(x.len())) / spread
}
