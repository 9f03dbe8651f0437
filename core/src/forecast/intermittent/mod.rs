//! Intermittent demand: series of many zeros, such as sales of spare parts.

mod aggregate;
mod croston;
mod tsb;

pub use aggregate::{ADIDA, IMAPA};
pub use croston::{CrostonClassic, CrostonOptimized, CrostonSBA};
pub use tsb::TSB;

use super::smoothing::Errors;
use crate::component::{Intervals, Request};
use crate::data::Series;
use crate::error::{Result, err};

/// Where smoothing parameters are searched for.
const ALPHA: [f64; 2] = [0.1, 0.3];

/// The values, none of them missing or below zero, and at least `least` of them.
fn demand<'a>(series: Series<'a>, least: usize) -> Result<&'a [f64]> {
    let y = series.complete(least)?;
    match y.iter().position(|&value| value < 0.0) {
        None => Ok(y),
        Some(at) => Err(err!(InvalidData, "value {at} of the series is {}; demand must not be negative", y[at])
            .with("value", y[at])),
    }
}

/// A constant with one normal interval at every step, for demand varies far more than its mean moves.
fn constant(mean: f64, errors: &Errors, request: &Request<'_>) -> Intervals {
    let (mean, spread) = (vec![mean; request.h], vec![errors.sigma(); request.h]);
    Intervals::normal(mean, &spread, request.levels)
}

#[cfg(test)]
mod tests;
