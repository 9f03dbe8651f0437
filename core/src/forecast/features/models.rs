//! Features of fitted models.

use super::dependence::{Levinson, arch_stat, correlations, covariances, sum_of_squares};
use crate::component::Context;
use crate::error::Result;
use crate::forecast::{ets, garch};
use crate::math::stats::mean;
use libm::{floor, log, log10};

/// alpha and beta of Holt's method; nothing of a constant series.
pub(super) fn holt(x: &[f64], ctx: &Context) -> Result<Vec<f64>> {
    if is_constant(x) {
        return Ok(Vec::new());
    }
    Ok(ets::rates(x, 1, ctx)?[..2].to_vec())
}

/// alpha, beta and gamma of Holt and Winters' additive method; nothing where the season is not seen twice.
pub(super) fn holt_winters(x: &[f64], season: usize, ctx: &Context) -> Result<Vec<f64>> {
    if is_constant(x) || x.len() < 2 * season {
        return Ok(Vec::new());
    }
    Ok(ets::rates(x, season, ctx)?.to_vec())
}

fn is_constant(x: &[f64]) -> bool {
    x.iter().all(|&value| value == x[0])
}

/// What the squares of whitened values show before and after the variance is modelled.
pub(super) fn heterogeneity(x: &[f64], ctx: &Context) -> Result<Vec<f64>> {
    if is_constant(x) {
        return Ok(Vec::new());
    }
    let white = whitened(x);
    if white.len() < 2 {
        return Ok(Vec::new());
    }
    let [before_acf, before_r2] = of_squares(&white);
    let mut features = vec![before_acf, f64::NAN, before_r2, f64::NAN];
    [features[1], features[3]] = of_squares(&garch::standardised(&white, ctx)?);
    Ok(features)
}

fn of_squares(x: &[f64]) -> [f64; 2] {
    let squares: Vec<f64> = x.iter().map(|value| value * value).collect();
    let acf = correlations(&squares, 12);
    [if acf.len() == 12 { sum_of_squares(&acf) } else { f64::NAN }, arch_stat(x)]
}

/// The errors of the autoregression by Yule and Walker whose order has the least Akaike criterion.
fn whitened(x: &[f64]) -> Vec<f64> {
    let n = x.len();
    let most = (floor(10.0 * log10(n as f64)) as usize).min(n - 1);
    let mut least = f64::INFINITY;
    let model = Levinson::new(&covariances(x, most), |order, left| {
        let aic = n as f64 * log(left) + 2.0 * order as f64;
        let better = aic < least;
        least = least.min(aic);
        better
    });
    let mean = mean(x);
    let weights = &model.coefficients;
    let error = |window: &[f64]| {
        let past = window.iter().rev().skip(1).zip(weights);
        window[window.len() - 1] - mean - past.map(|(value, weight)| weight * (value - mean)).sum::<f64>()
    };
    x.windows(weights.len() + 1).map(error).collect()
}
