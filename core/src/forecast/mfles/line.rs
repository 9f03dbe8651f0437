//! Straight lines through residuals.

use crate::component::Context;
use crate::error::Result;
use crate::math::stats::median;

/// Writes the line of least squares over the steps 0, 1, ..
pub(super) fn least_squares(y: &[f64], line: &mut [f64]) {
    let n = y.len() as f64;
    let centre = (n - 1.0) / 2.0;
    let mean = y.iter().sum::<f64>() / n;
    let product: f64 = y.iter().enumerate().map(|(t, value)| (t as f64 - centre) * value).sum();
    let slope = product / (n * (n * n - 1.0) / 12.0);
    line.iter_mut().enumerate().for_each(|(t, value)| *value = mean + slope * (t as f64 - centre));
}

/// Writes Siegel's line of repeated medians over the steps 0, 1, ..; there are two values at least.
///
/// The slope is the median of the points' median slopes to all others, the intercept the median of those that the points'
/// own slopes give.
pub(super) fn repeated_medians(y: &[f64], line: &mut [f64], ctx: &Context) -> Result<()> {
    let n = y.len();
    let mut slopes = Vec::with_capacity(n - 1);
    let mut medians = Vec::with_capacity(n);
    for (i, here) in y.iter().enumerate() {
        if i % 256 == 0 {
            ctx.check()?;
        }
        slopes.clear();
        slopes.extend(y[..i].iter().enumerate().map(|(j, value)| (here - value) / (i - j) as f64));
        slopes.extend(y[i + 1..].iter().enumerate().map(|(k, value)| (value - here) / (k + 1) as f64));
        medians.push(median(&mut slopes));
    }
    let mut intercepts: Vec<f64> = y.iter().zip(&medians).enumerate().map(|(t, (y, m))| y - m * t as f64).collect();
    let (slope, intercept) = (median(&mut medians), median(&mut intercepts));
    line.iter_mut().enumerate().for_each(|(t, value)| *value = t as f64 * slope + intercept);
    Ok(())
}
