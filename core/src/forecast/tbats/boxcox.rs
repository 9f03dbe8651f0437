//! The transformation of Box and Cox.

use libm::{exp, expm1, log, log1p};

/// (y^lambda - 1) / lambda, the logarithm at 0, of a logarithm of y.
pub(super) fn of_log(log_y: f64, lambda: f64) -> f64 {
    if lambda == 0.0 { log_y } else { expm1(lambda * log_y) / lambda }
}

/// How that changes with lambda.
pub(super) fn slope(log_y: f64, lambda: f64) -> f64 {
    let x = lambda * log_y;
    if x.abs() < 1e-3 {
        // The terms of the closed form cancel near 0.
        return log_y * log_y * (0.5 + x / 3.0 + x * x / 8.0);
    }
    (log_y * exp(x) - expm1(x) / lambda) / lambda
}

pub(super) fn transform(y: f64, lambda: f64) -> f64 {
    of_log(log(y), lambda)
}

/// The value of a transformed one; below all of them, 0.
pub(super) fn back(z: f64, lambda: f64) -> f64 {
    if lambda == 0.0 {
        return exp(z);
    }
    let x = lambda * z;
    if x <= -1.0 { 0.0 } else { exp(log1p(x) / lambda) }
}
