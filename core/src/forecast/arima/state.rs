//! A fitted series: forecasts, updates, saving.

use super::filter::{Gain, Room};
use super::fit::Fit;
use super::order::{Coefficients, Order, to_partials};
use crate::component::{ForecastState, Intervals, Request, RowReader, RowWriter, corrupt};
use crate::data::Series;
use crate::error::{Result, err};
use crate::forecast::criteria::Criteria;
use libm::{log, sqrt};

/// The model of one series and the filter after the last observation.
#[derive(Clone, Debug, PartialEq)]
pub struct ArimaState {
    order: Order,
    /// How many coefficients were given and not estimated.
    fixed: usize,
    coefficients: Coefficients,
    /// The constant, where there is one, and then the weight of each regressor.
    beta: Vec<f64>,
    gain: Gain,
    /// The filter's state, and a zero.
    state: Vec<f64>,
    /// As many of the last values without constant and regressors as the differences need, the oldest first.
    tail: Vec<f64>,
    /// Observations seen.
    seen: usize,
    /// Sums over the observations that the likelihood counts: squared errors, and logarithms of their variances.
    squares: f64,
    logs: f64,
}

impl ArimaState {
    /// Runs the filter of a fit over its series; returns the one-step forecasts too.
    pub(super) fn of(fit: &Fit, series: &Series<'_>) -> Result<(Self, Vec<f64>)> {
        let (mut phi, mut theta) = (Vec::new(), Vec::new());
        fit.coefficients.phi(fit.order.period, &mut phi);
        fit.coefficients.theta(fit.order.period, &mut theta);
        let gain = Gain::new(&phi, &theta, &mut Room::default())
            .ok_or_else(|| err!(InvalidData, "{} is all but non-stationary on this series", fit.order))?;
        let mut state = Self {
            order: fit.order,
            fixed: fit.fixed,
            coefficients: fit.coefficients.clone(),
            beta: fit.beta.clone(),
            state: vec![0.0; gain.size() + 1],
            gain,
            tail: Vec::with_capacity(fit.order.lost()),
            seen: 0,
            squares: 0.0,
            logs: 0.0,
        };
        let fitted = state.advance(series);
        Ok((state, fitted))
    }

    /// What constant and regressors add to the value `ahead` steps from now on.
    fn regression(&self, ahead: usize, regressors: &[(&str, &[f64])], row: usize) -> f64 {
        let constant = usize::from(self.order.constant);
        let base = match (self.order.constant, self.order.d + self.order.seasonal_d) {
            (false, _) => 0.0,
            (true, 0) => self.beta[0],
            (true, _) => self.beta[0] * (self.seen + ahead) as f64,
        };
        regressors.iter().zip(&self.beta[constant..]).fold(base, |sum, ((_, values), beta)| sum + beta * values[row])
    }

    fn advance(&mut self, new: &Series<'_>) -> Vec<f64> {
        let (weights, lost) = (self.order.integration(), self.order.lost());
        let mut fitted = Vec::with_capacity(new.y.len());
        for (row, &y) in new.y.iter().enumerate() {
            let value = y - self.regression(1, new.regressors, row);
            self.seen += 1;
            if self.tail.len() < lost {
                self.tail.push(value);
                fitted.push(f64::NAN);
                continue;
            }
            let expected = weights.iter().zip(self.tail.iter().rev()).fold(self.state[0], |sum, (a, b)| sum + a * b);
            let innovation = value - expected;
            fitted.push(y - innovation);
            self.squares += innovation * innovation / self.gain.variance;
            self.logs += log(self.gain.variance);
            self.gain.advance(&mut self.state, innovation);
            self.gain.step();
            if lost > 0 {
                self.tail.rotate_left(1);
                self.tail[lost - 1] = value;
            }
        }
        fitted
    }

    /// Observations that the likelihood counts.
    fn counted(&self) -> usize {
        self.seen.saturating_sub(self.order.lost())
    }

    fn parameters(&self) -> usize {
        self.order.coefficients() - self.fixed + self.beta.len() + 1
    }

    fn sigma2(&self) -> f64 {
        self.squares / (self.counted() + 1).saturating_sub(self.parameters()).max(1) as f64
    }

    fn loglik(&self) -> f64 {
        let n = self.counted() as f64;
        let spread = log((self.squares / n.max(1.0)).max(f64::MIN_POSITIVE));
        -0.5 * (n * (log(2.0 * std::f64::consts::PI) + 1.0 + spread) + self.logs)
    }

    /// Forecasts of the values without constant and regressors.
    fn mean(&self, h: usize) -> Vec<f64> {
        let (weights, size) = (self.order.integration(), self.gain.size());
        let (mut state, mut values) = (self.state.clone(), self.tail.clone());
        for _ in 0..h {
            let difference = state[0];
            (0..size).for_each(|at| state[at] = state[at + 1] + self.gain.phi[at] * difference);
            let past = values.iter().rev();
            let value = weights.iter().zip(past).fold(difference, |sum, (a, b)| sum + a * b);
            values.push(value);
        }
        values.split_off(self.tail.len())
    }

    /// Standard errors of the forecasts: sigma times the root of the sum of squared weights of errors to come.
    fn spread(&self, h: usize) -> Vec<f64> {
        let mut theta = Vec::new();
        self.coefficients.theta(self.order.period, &mut theta);
        // The autoregression with the differences multiplied in.
        let (own, integration) = (&self.gain.phi, self.order.integration());
        let mut phi = vec![0.0; own.len() + integration.len()];
        own.iter().enumerate().for_each(|(at, value)| phi[at] += value);
        for (lag, weight) in integration.iter().enumerate() {
            phi[lag] += weight;
            own.iter().enumerate().for_each(|(at, value)| phi[lag + 1 + at] -= weight * value);
        }
        let (mut psi, mut sum) = (vec![1.0], 0.0);
        let mut errors = Vec::with_capacity(h);
        let sigma2 = self.sigma2();
        for step in 1..=h {
            let last = psi[step - 1];
            sum += last * last;
            errors.push(sqrt(sigma2 * sum));
            let past: f64 = phi.iter().zip(psi.iter().rev()).map(|(a, b)| a * b).sum();
            psi.push(past + theta.get(step - 1).copied().unwrap_or(0.0));
        }
        errors
    }
}

impl ArimaState {
    /// The coefficients without those of seasons.
    pub(in crate::forecast) fn arma(&self) -> (&[f64], &[f64]) {
        (&self.coefficients.ar, &self.coefficients.ma)
    }
}

#[cfg(test)]
impl ArimaState {
    /// Autoregression, moving average, constant and weights, log likelihood.
    pub(super) fn known(&self) -> (&[f64], &[f64], &[f64], f64) {
        (&self.coefficients.ar, &self.coefficients.ma, &self.beta, self.loglik())
    }

    /// The fit again, for another series.
    pub(super) fn as_fit(&self) -> Fit {
        let (order, coefficients, beta) = (self.order, self.coefficients.clone(), self.beta.clone());
        Fit { order, fixed: self.fixed, x: Vec::new(), coefficients, beta, loglik: self.loglik(), n: self.counted() }
    }
}

impl ForecastState for ArimaState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let mut mean = self.mean(request.h);
        let add = |(row, value): (usize, &mut f64)| *value += self.regression(row + 1, request.future, row);
        mean.iter_mut().enumerate().for_each(add);
        if request.levels.is_empty() {
            return Ok(Intervals { mean, bounds: Vec::new() });
        }
        Ok(Intervals::normal(mean, &self.spread(request.h), request.levels))
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        super::complete(&new, 0)?;
        let mut next = self.clone();
        let expected = next.advance(&new);
        if !(next.squares.is_finite() && next.state.iter().all(|value| value.is_finite())) {
            let order = self.order;
            return Err(err!(InvalidData, "the values are too large for {order}: its state is no longer finite"));
        }
        *self = next;
        Ok(expected)
    }

    fn store(&self, row: &mut RowWriter) {
        let Order { p, d, q, seasonal_p, seasonal_d, seasonal_q, period, constant } = self.order;
        let deviance = -2.0 * self.loglik();
        let criteria = Criteria::of(deviance, self.parameters(), self.counted());
        row.str("model", &self.order.to_string());
        row.f64("sigma2", self.sigma2());
        row.f64("loglik", self.loglik());
        row.f64("aic", criteria.aic);
        row.f64("aicc", criteria.aicc);
        row.f64("bic", criteria.bic);
        let counts = [p, d, q, seasonal_p, seasonal_d, seasonal_q, period, usize::from(constant), self.seen];
        NAMES.iter().zip(counts).for_each(|(name, count)| row.i64(name, count as i64));
        row.list("ar", &self.coefficients.ar);
        row.list("ma", &self.coefficients.ma);
        row.list("seasonal_ar", &self.coefficients.seasonal_ar);
        row.list("seasonal_ma", &self.coefficients.seasonal_ma);
        row.list("beta", &self.beta);
        let (scaled, change, factor) = self.gain.parts();
        row.list("gain", scaled);
        row.list("change", change);
        row.f64("factor", factor);
        row.f64("variance", self.gain.variance);
        row.list("state", &self.state[..self.gain.size()]);
        row.list("tail", &self.tail);
        row.f64("squares", self.squares);
        row.f64("logs", self.logs);
        // Of most models there are none.
        if self.fixed > 0 {
            row.i64("fixed", self.fixed as i64);
        }
    }

    fn parameters(&self, regressors: &[String]) -> Vec<(String, f64)> {
        let Coefficients { ar, ma, seasonal_ar, seasonal_ma } = &self.coefficients;
        let mut all = Vec::new();
        for (name, values) in [("ar", ar), ("ma", ma), ("sar", seasonal_ar), ("sma", seasonal_ma)] {
            all.extend(values.iter().enumerate().map(|(at, &value)| (format!("{name}{}", at + 1), value)));
        }
        let constant = if self.order.d + self.order.seasonal_d == 0 { "mean" } else { "drift" };
        let constant = self.order.constant.then(|| constant.to_owned());
        all.extend(constant.into_iter().chain(regressors.iter().cloned()).zip(self.beta.iter().copied()));
        all
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let model = row.str("model")?;
        let derived = ["sigma2", "loglik", "aic", "aicc", "bic"];
        let derived: Vec<f64> = derived.into_iter().map(|name| row.f64(name)).collect::<Result<_>>()?;
        let mut counts = [0; NAMES.len()];
        for (name, count) in NAMES.into_iter().zip(&mut counts) {
            *count = row.count(name, if name == "seen" { 1 << 53 } else { MOST })?;
        }
        let [p, d, q, seasonal_p, seasonal_d, seasonal_q, period, constant, seen] = counts;
        let order = Order { p, d, q, seasonal_p, seasonal_d, seasonal_q, period, constant: constant == 1 };
        if order.to_string() != model || period == 0 || d + seasonal_d > 4 || constant > 1 {
            return Err(corrupt("model", &format!("is '{model}', but the orders are those of {order}")));
        }
        let mut list = |name, length: usize| {
            let values = row.list(name)?;
            if values.len() == length && values.iter().all(|value| value.is_finite()) {
                return Ok(values);
            }
            Err(corrupt(name, &format!("is not {length} numbers")))
        };
        let coefficients = Coefficients {
            ar: list("ar", p)?,
            ma: list("ma", q)?,
            seasonal_ar: list("seasonal_ar", seasonal_p)?,
            seasonal_ma: list("seasonal_ma", seasonal_q)?,
        };
        if to_partials(&coefficients.ar).is_none() || to_partials(&coefficients.seasonal_ar).is_none() {
            return Err(corrupt("ar", "is not stationary"));
        }
        let size = order.memory();
        let (beta, scaled) = (row.list("beta")?, row.list("gain")?);
        let change = row.list("change")?;
        let (factor, variance) = (row.finite("factor")?, row.finite("variance")?);
        let fits = |values: &[f64], length| values.len() == length && values.iter().all(|value| value.is_finite());
        let settled = change.is_empty() && factor == 0.0;
        if !fits(&scaled, size) || !(settled || fits(&change, size)) || factor > 0.0 || variance <= 0.0 {
            return Err(corrupt("gain", &format!("is not the gain of {order}")));
        }
        let (mut state, tail) = (row.list("state")?, row.list("tail")?);
        if !fits(&state, size) || !fits(&tail, order.lost().min(seen)) || !fits(&beta, beta.len()) {
            return Err(corrupt("state", &format!("is not the state of {order}")));
        }
        if beta.len() < constant {
            return Err(corrupt("beta", "has no constant"));
        }
        state.push(0.0);
        let mut phi = Vec::new();
        coefficients.phi(period, &mut phi);
        phi.resize(size, 0.0);
        let gain = Gain::restore(phi, scaled, change, factor, variance);
        let (squares, logs) = (row.finite("squares")?, row.finite("logs")?);
        let fixed = if row.has("fixed") { row.count("fixed", order.coefficients())? } else { 0 };
        if fixed == 0 && row.has("fixed") {
            return Err(corrupt("fixed", "is 0; must be at least 1"));
        }
        let this = Self { order, fixed, coefficients, beta, gain, state, tail, seen, squares, logs };
        let criteria = Criteria::of(-2.0 * this.loglik(), this.parameters(), this.counted());
        let expected = [this.sigma2(), this.loglik(), criteria.aic, criteria.aicc, criteria.bic];
        if squares < 0.0 || !expected.iter().zip(&derived).all(|(a, b)| a.to_bits() == b.to_bits()) {
            return Err(corrupt("loglik", "does not follow from the state"));
        }
        Ok(this)
    }
}

const NAMES: [&str; 9] = ["p", "d", "q", "seasonal_p", "seasonal_d", "seasonal_q", "season_length", "constant", "seen"];
/// The largest order and the longest season.
const MOST: usize = 8784;
