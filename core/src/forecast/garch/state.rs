//! A fitted series: forecasts, updates, saving.

use super::likelihood::Coefficients;
use crate::component::{ForecastState, Intervals, Request, RowReader, RowWriter, corrupt};
use crate::data::Series;
use crate::error::{Result, err};
use crate::forecast::criteria::Criteria;
use crate::math::stats::mean;
use libm::{log, sqrt};

/// The model of one series and its variances after the last observation.
#[derive(Clone, Debug, PartialEq)]
pub struct GarchState {
    pub(super) model: Coefficients,
    /// Squared errors and variances of as many observations as the weights need, the newest last.
    pub(super) squares: Vec<f64>,
    pub(super) variances: Vec<f64>,
    /// Coefficients that were searched for, the observations that the likelihood counts, and their deviance without 2 pi.
    pub(super) parameters: usize,
    pub(super) counted: usize,
    pub(super) deviance: f64,
}

impl GarchState {
    /// Without a variance that moves: nothing is expected beside the mean.
    pub(super) fn still(mean: f64, alphas: usize, betas: usize, parameters: usize) -> Self {
        let model = Coefficients { mean, omega: 0.0, alpha: vec![0.0; alphas], beta: vec![0.0; betas] };
        let (squares, variances) = (vec![0.0; alphas], vec![0.0; betas]);
        Self { model, squares, variances, parameters, counted: 0, deviance: 0.0 }
    }

    /// The variance of the next observation.
    pub(super) fn next(&self) -> f64 {
        self.model.next(&self.squares, &self.variances)
    }

    pub(super) fn learn(&mut self, y: f64) {
        let (variance, square) = (self.next(), (y - self.model.mean) * (y - self.model.mean));
        self.counted += 1;
        // A series that never moved has no likelihood.
        self.deviance += if variance > 0.0 { log(variance) + square / variance } else { 0.0 };
        for (values, new) in [(&mut self.squares, square), (&mut self.variances, variance)] {
            if let Some(oldest) = values.first_mut() {
                *oldest = new;
                values.rotate_left(1);
            }
        }
    }

    pub(super) fn loglik(&self) -> f64 {
        -0.5 * (self.counted as f64 * log(2.0 * std::f64::consts::PI) + self.deviance)
    }

    /// The sum of the weights, the variance far ahead, the log likelihood and the criteria.
    fn derived(&self) -> [(&'static str, f64); 8] {
        let criteria = Criteria::of(-2.0 * self.loglik(), self.parameters, self.counted);
        let persistence = self.model.persistence();
        let first = |weights: &[f64]| weights.first().copied().unwrap_or(0.0);
        [
            ("alpha_1", first(&self.model.alpha)),
            ("beta_1", first(&self.model.beta)),
            ("persistence", persistence),
            ("sigma2", self.model.omega / (1.0 - persistence)),
            ("loglik", self.loglik()),
            ("aic", criteria.aic),
            ("aicc", criteria.aicc),
            ("bic", criteria.bic),
        ]
    }

    fn is_finite(&self) -> bool {
        let few = [self.deviance, self.model.mean, self.model.omega];
        few.iter().chain(&self.squares).chain(&self.variances).all(|value| value.is_finite())
    }
}

const DERIVED: [&str; 8] = ["alpha_1", "beta_1", "persistence", "sigma2", "loglik", "aic", "aicc", "bic"];

impl ForecastState for GarchState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let mean = vec![self.model.mean; request.h];
        if request.levels.is_empty() {
            return Ok(Intervals { mean, bounds: Vec::new() });
        }
        let (mut squares, mut variances) = (self.squares.clone(), self.variances.clone());
        let mut step = |_| {
            // A squared error to come is expected to be its variance.
            let variance = self.model.next(&squares, &variances);
            squares.push(variance);
            variances.push(variance);
            sqrt(variance)
        };
        let sigma: Vec<f64> = (0..request.h).map(&mut step).collect();
        Ok(Intervals::normal(mean, &sigma, request.levels))
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let y = new.complete(0)?;
        let mut next = self.clone();
        y.iter().for_each(|&value| next.learn(value));
        if !next.is_finite() {
            return Err(err!(InvalidData, "the values are too large: their variance is no longer finite"));
        }
        *self = next;
        Ok(vec![self.model.mean; y.len()])
    }

    /// Standard deviations: those of the past by the recursion again, from the mean square of the errors on.
    fn error_sizes(&self, y: &[f64]) -> Vec<f64> {
        let square = |value: &f64| (value - self.model.mean) * (value - self.model.mean);
        let squares: Vec<f64> = y.iter().map(square).collect();
        let mut variances = vec![mean(&squares); self.model.lags().min(y.len())];
        for at in variances.len()..y.len() {
            variances.push(self.model.next(&squares[..at], &variances));
        }
        variances.push(self.next());
        variances.into_iter().map(sqrt).collect()
    }

    fn store(&self, row: &mut RowWriter) {
        row.f64("mean", self.model.mean);
        row.f64("omega", self.model.omega);
        self.derived().into_iter().for_each(|(name, value)| row.f64(name, value));
        row.f64("sigma2_next", self.next());
        row.list("alpha", &self.model.alpha);
        row.list("beta", &self.model.beta);
        row.list("squares", &self.squares);
        row.list("variances", &self.variances);
        row.i64("parameters", self.parameters as i64);
        row.i64("counted", self.counted as i64);
        row.f64("deviance", self.deviance);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let (mean, omega) = (row.finite("mean")?, row.finite("omega")?);
        let derived: Vec<f64> = DERIVED.into_iter().map(|name| row.f64(name)).collect::<Result<_>>()?;
        let next = row.f64("sigma2_next")?;
        let mut list = |name, most: usize| {
            let values = row.list(name)?;
            if values.len() <= most && values.iter().all(|value| (0.0..f64::INFINITY).contains(value)) {
                return Ok(values);
            }
            Err(corrupt(name, "is not a few numbers of at least 0"))
        };
        let model = Coefficients { mean, omega, alpha: list("alpha", 10)?, beta: list("beta", 10)? };
        let (squares, variances) = (list("squares", model.alpha.len())?, list("variances", model.beta.len())?);
        if model.alpha.is_empty() || omega < 0.0 || model.persistence() >= 1.0 {
            return Err(corrupt("alpha", "does not make a variance that stays finite"));
        }
        if squares.len() != model.alpha.len() || variances.len() != model.beta.len() {
            return Err(corrupt("squares", "do not match the weights"));
        }
        let (parameters, counted) = (row.count("parameters", 22)?, row.count("counted", 1 << 53)?);
        let state = Self { model, squares, variances, parameters, counted, deviance: row.finite("deviance")? };
        for ((name, value), read) in state.derived().into_iter().zip(derived) {
            if value.to_bits() != read.to_bits() && !(value.is_nan() && read.is_nan()) {
                return Err(corrupt(name, "does not follow from the state"));
            }
        }
        if state.next().to_bits() != next.to_bits() {
            return Err(corrupt("sigma2_next", "does not follow from the state"));
        }
        Ok(state)
    }
}
