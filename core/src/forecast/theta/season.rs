//! Whether a series has a season, and the season's indices.

use super::Decomposition;
use crate::component::Context;
use crate::error::Result;
use crate::forecast::classical::{indices, moving_average};
use libm::sqrt;

/// The indices of a season and where in it the next observation is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Season {
    pub(super) way: Decomposition,
    pub(super) indices: Vec<f64>,
    pub(super) place: usize,
}

/// The 95 % quantile of the normal distribution: the two-sided test at 90 %.
const QUANTILE: f64 = 1.644_853_626_951_472_7;

/// Shorter seasons are not looked for: three lags say little.
pub(super) const LEAST_PERIOD: usize = 4;

/// A smaller index would blow the series up that is divided by it.
pub(super) const LEAST_INDEX: f64 = 0.01;

impl Season {
    /// The season of a series, if it passes the test. Additive where a multiplicative one is wanted but a value is not
    /// positive or an index is below 0.01.
    pub(super) fn find(y: &[f64], period: usize, wanted: Decomposition, ctx: &Context) -> Result<Option<Self>> {
        if period < LEAST_PERIOD || y.len() < 2 * period || !is_seasonal(y, period, ctx)? {
            return Ok(None);
        }
        let trend = moving_average(y, period);
        let season = |way| Self { way, indices: indices(y, &trend, period, way), place: 0 };
        if wanted == Decomposition::Multiplicative && y.iter().all(|&value| value > 0.0) {
            let season = season(Decomposition::Multiplicative);
            if season.indices.iter().all(|&index| index >= LEAST_INDEX) {
                return Ok(Some(season));
            }
        }
        Ok(Some(season(Decomposition::Additive)))
    }

    pub(super) fn index(&self, ahead: usize) -> f64 {
        self.indices[(self.place + ahead) % self.indices.len()]
    }

    pub(super) fn remove(&self, y: f64, ahead: usize) -> f64 {
        match self.way {
            Decomposition::Multiplicative => y / self.index(ahead),
            Decomposition::Additive => y - self.index(ahead),
        }
    }

    pub(super) fn apply(&self, y: f64, ahead: usize) -> f64 {
        match self.way {
            Decomposition::Multiplicative => y * self.index(ahead),
            Decomposition::Additive => y + self.index(ahead),
        }
    }

    /// How much wider errors become.
    pub(super) fn stretch(&self, ahead: usize) -> f64 {
        match self.way {
            Decomposition::Multiplicative => self.index(ahead),
            Decomposition::Additive => 1.0,
        }
    }

    /// How much wider errors were so many steps before the next observation.
    pub(super) fn stretch_back(&self, steps: usize) -> f64 {
        let period = self.indices.len();
        self.stretch(period - steps % period)
    }

    pub(super) fn advance(&mut self, steps: usize) {
        self.place = (self.place + steps % self.indices.len()) % self.indices.len();
    }
}

/// |r(m)| > 1.645 sqrt((1 + 2 (r(1)² + ... + r(m-1)²)) / n), with autocorrelations r.
fn is_seasonal(y: &[f64], period: usize, ctx: &Context) -> Result<bool> {
    let n = y.len() as f64;
    let mean = y.iter().sum::<f64>() / n;
    let off: Vec<f64> = y.iter().map(|value| value - mean).collect();
    let variance = dot(&off, &off);
    let mut sum = 0.0;
    for lag in 1..period {
        ctx.check()?;
        let r = dot(&off[lag..], &off) / variance;
        sum += r * r;
    }
    let r = dot(&off[period..], &off) / variance;
    Ok(r.abs() > QUANTILE * sqrt((1.0 + 2.0 * sum) / n))
}

/// The sum of products as far as the shorter goes, in four lanes whose order never changes.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let length = a.len().min(b.len());
    let (a, b) = (a[..length].chunks_exact(4), b[..length].chunks_exact(4));
    let rest: f64 = a.remainder().iter().zip(b.remainder()).map(|(a, b)| a * b).sum();
    let mut lanes = [0.0; 4];
    for (a, b) in a.zip(b) {
        for lane in 0..4 {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]) + rest
}
