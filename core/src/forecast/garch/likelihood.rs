//! The variance of each observation by the ones before, its likelihood, and that likelihood's gradient.

use libm::log;

/// The coefficients of a model.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Coefficients {
    pub(super) mean: f64,
    pub(super) omega: f64,
    /// Weights of squared errors, the newest first.
    pub(super) alpha: Vec<f64>,
    /// Weights of variances, the newest first.
    pub(super) beta: Vec<f64>,
}

impl Coefficients {
    /// How many observations are needed before the first variance.
    pub(super) fn lags(&self) -> usize {
        self.alpha.len().max(self.beta.len())
    }

    /// What a variance weighs in the one after it.
    pub(super) fn persistence(&self) -> f64 {
        self.alpha.iter().chain(&self.beta).fold(0.0, |sum, weight| sum + weight)
    }

    /// The next variance after squared errors and variances, the newest last.
    pub(super) fn next(&self, squares: &[f64], variances: &[f64]) -> f64 {
        let past = |weights: &[f64], values: &[f64], sum: f64| {
            weights.iter().zip(values.iter().rev()).fold(sum, |sum, (weight, value)| sum + weight * value)
        };
        past(&self.beta, variances, past(&self.alpha, squares, self.omega))
    }
}

/// The errors of a series and their variances by a model, and what the search needs beside.
#[derive(Clone, Debug, Default)]
pub(super) struct Path {
    squares: Vec<f64>,
    pub(super) variances: Vec<f64>,
    /// What the likelihood changes by with each variance.
    slopes: Vec<f64>,
}

impl Path {
    /// Twice the sum of minus the log densities, without 2 pi, of the observations after the lags; the variances within
    /// the lags are `first`.
    pub(super) fn deviance(&mut self, y: &[f64], model: &Coefficients, first: f64) -> f64 {
        let lags = model.lags().min(y.len());
        self.squares.clear();
        self.squares.extend(y.iter().map(|value| (value - model.mean) * (value - model.mean)));
        self.variances.clear();
        self.variances.resize(lags, first);
        let mut sum = 0.0;
        for at in lags..y.len() {
            let variance = model.next(&self.squares[..at], &self.variances);
            sum += log(variance) + self.squares[at] / variance;
            self.variances.push(variance);
        }
        sum
    }

    /// The deviance, and what it changes by with each coefficient.
    pub(super) fn slopes(&mut self, y: &[f64], model: &Coefficients, first: f64) -> (f64, Coefficients) {
        let deviance = self.deviance(y, model, first);
        let (n, lags) = (y.len(), model.lags().min(y.len()));
        let (alpha, beta) = (vec![0.0; model.alpha.len()], vec![0.0; model.beta.len()]);
        let mut slope = Coefficients { mean: 0.0, omega: 0.0, alpha, beta };
        self.slopes.clear();
        self.slopes.resize(n, 0.0);
        for at in (lags..n).rev() {
            let (variance, square) = (self.variances[at], self.squares[at]);
            let later =
                model.beta.iter().zip(&self.slopes[at + 1..]).fold(0.0, |sum, (beta, slope)| sum + beta * slope);
            let own = (1.0 - square / variance) / variance + later;
            self.slopes[at] = own;
            slope.omega += own;
            slope.mean -= 2.0 * (y[at] - model.mean) / variance;
            for (lag, (slope_alpha, alpha)) in slope.alpha.iter_mut().zip(&model.alpha).enumerate() {
                *slope_alpha += own * self.squares[at - lag - 1];
                slope.mean -= 2.0 * own * alpha * (y[at - lag - 1] - model.mean);
            }
            for (lag, slope_beta) in slope.beta.iter_mut().enumerate() {
                *slope_beta += own * self.variances[at - lag - 1];
            }
        }
        (deviance, slope)
    }
}
