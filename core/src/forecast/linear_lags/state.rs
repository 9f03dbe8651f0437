//! A fitted series: forecasts, updates, saving.

use super::design::{Design, carried};
use super::ridge::Line;
use crate::component::{ForecastState, Intervals, Request, RowReader, RowWriter, corrupt};
use crate::data::{Clock, Series};
use crate::error::{Result, err};
use libm::sqrt;

/// The regression of one series, and the values that its next steps need.
#[derive(Clone, Debug, PartialEq)]
pub struct LinearLagsState {
    pub(super) design: Design,
    pub(super) line: Line,
    clock: Clock,
    /// Observations seen.
    seen: usize,
    /// As many of the last values as the differences need, the oldest first, and the same of each regressor.
    values: Vec<f64>,
    regressors: Vec<Vec<f64>>,
    /// As many of the last differences as the longest lag is long, the oldest first.
    past: Vec<f64>,
}

/// What is kept from step to step.
struct Room {
    integration: Vec<f64>,
    row: Vec<f64>,
}

impl LinearLagsState {
    /// Runs the line over its series; returns the one-step forecasts too.
    pub(super) fn of(design: Design, line: Line, series: &Series<'_>) -> Result<(Self, Vec<f64>)> {
        let (clock, regressors) = (series.clock, vec![Vec::new(); design.regressors]);
        let mut state = Self { design, line, clock, seen: 0, values: Vec::new(), regressors, past: Vec::new() };
        let fitted = state.advance(series)?;
        Ok((state, fitted))
    }

    fn room(&self) -> Room {
        Room { integration: self.design.integration(), row: Vec::with_capacity(self.design.size()) }
    }

    /// The value that is expected next, and what of it the differences carry over; none before there is a past.
    fn expect(&self, new: &[(&str, &[f64])], at: usize, room: &mut Room) -> Result<Option<(f64, f64)>> {
        if self.values.len() < self.design.lost() {
            return Ok(None);
        }
        let carry = carried(&room.integration, &self.values);
        if self.past.len() < self.design.reach() {
            return Ok(Some((f64::NAN, carry)));
        }
        let Room { integration, row } = room;
        let differences =
            new.iter().zip(&self.regressors).map(|((_, values), before)| values[at] - carried(integration, before));
        self.design.row(&self.past, &self.clock, self.seen, differences, row)?;
        let sum = row.iter().zip(&self.line.weights).fold(self.line.constant, |sum, (value, w)| sum + value * w);
        Ok(Some((sum + carry, carry)))
    }

    /// Takes the next value in.
    fn learn(&mut self, y: f64, carry: Option<f64>, new: &[(&str, &[f64])], at: usize) {
        if let Some(carry) = carry {
            push(&mut self.past, y - carry, self.design.reach());
        }
        let lost = self.design.lost();
        push(&mut self.values, y, lost);
        self.regressors.iter_mut().zip(new).for_each(|(before, (_, values))| push(before, values[at], lost));
        self.seen += 1;
    }

    fn advance(&mut self, new: &Series<'_>) -> Result<Vec<f64>> {
        let mut room = self.room();
        let mut fitted = Vec::with_capacity(new.y.len());
        for (at, &y) in new.y.iter().enumerate() {
            let expected = self.expect(new.regressors, at, &mut room)?;
            fitted.push(expected.map_or(f64::NAN, |(value, _)| value));
            self.learn(y, expected.map(|(_, carry)| carry), new.regressors, at);
        }
        Ok(fitted)
    }

    /// Standard errors of the forecasts: those of one step times the root of the sum of squared weights of errors to come.
    fn spread(&self, h: usize) -> Vec<f64> {
        let (design, integration) = (&self.design, self.design.integration());
        // The autoregression with the differences multiplied in.
        let mut phi = vec![0.0; design.reach() + integration.len()];
        let own = || design.lags.iter().zip(&self.line.weights);
        own().for_each(|(lag, weight)| phi[lag - 1] += weight);
        for (at, carried) in integration.iter().enumerate() {
            phi[at] += carried;
            own().for_each(|(lag, weight)| phi[at + lag] -= carried * weight);
        }
        let (mut psi, mut sum) = (vec![1.0], 0.0);
        let mut errors = Vec::with_capacity(h);
        for step in 1..=h {
            sum += psi[step - 1] * psi[step - 1];
            errors.push(sqrt(self.line.sigma2 * sum));
            psi.push(phi.iter().zip(psi.iter().rev()).fold(0.0, |sum, (weight, psi)| sum + weight * psi));
        }
        errors
    }
}

/// Keeps the last values, the oldest first.
fn push(values: &mut Vec<f64>, value: f64, most: usize) {
    if values.len() < most {
        values.push(value);
    } else if let Some(last) = most.checked_sub(1) {
        values.rotate_left(1);
        values[last] = value;
    }
}

impl ForecastState for LinearLagsState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let (mut state, mut room) = (self.clone(), self.room());
        let mut mean = Vec::with_capacity(request.h);
        for at in 0..request.h {
            let (value, carry) = state.expect(request.future, at, &mut room)?.unwrap_or((f64::NAN, 0.0));
            mean.push(value);
            state.learn(value, Some(carry), request.future, at);
        }
        let spread = if request.levels.is_empty() { Vec::new() } else { self.spread(request.h) };
        if !mean.iter().chain(&spread).all(|value| value.is_finite()) {
            let h = request.h;
            return Err(err!(
                InvalidData,
                "the regression grows beyond all numbers within {h} steps; use a difference"
            ));
        }
        Ok(Intervals::normal(mean, &spread, request.levels))
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        super::complete(&new, 0)?;
        let mut next = self.clone();
        let expected = next.advance(&new)?;
        *self = next;
        Ok(expected)
    }

    fn store(&self, row: &mut RowWriter) {
        let (design, line) = (&self.design, &self.line);
        row.f64("penalty", line.penalty);
        row.f64("sigma2", line.sigma2);
        row.f64("constant", line.constant);
        let flags = [design.trend, design.month, design.weekday].map(usize::from);
        let counts = [design.d, design.seasonal_d, design.period, flags[0], flags[1], flags[2], design.regressors];
        NAMES.iter().zip(counts).for_each(|((name, _), count)| row.i64(name, count as i64));
        row.i64("seen", self.seen as i64);
        row.clock(self.clock);
        row.list("lags", &design.lags.iter().map(|&lag| lag as f64).collect::<Vec<_>>());
        row.list("weights", &line.weights);
        row.list("values", &self.values);
        row.list("regressor_values", &self.regressors.concat());
        row.list("past", &self.past);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let [penalty, sigma2, constant] = ["penalty", "sigma2", "constant"].map(|name| row.finite(name));
        let (penalty, sigma2, constant) = (penalty?, sigma2?, constant?);
        let mut counts = [0; NAMES.len()];
        for ((name, most), count) in NAMES.into_iter().zip(&mut counts) {
            *count = row.count(name, most)?;
        }
        let [d, seasonal_d, period, trend, month, weekday, regressors] = counts;
        let seen = row.count("seen", 1 << 40)?;
        let clock = row.clock()?;
        let lags = row.list("lags")?;
        let whole = |lag: &f64| (1.0..=MOST as f64).contains(lag) && lag.fract() == 0.0;
        if lags.is_empty() || !lags.iter().all(whole) || !lags.is_sorted_by(|a, b| a < b) {
            return Err(corrupt("lags", "are not rising whole numbers"));
        }
        let lags = lags.into_iter().map(|lag| lag as usize).collect();
        let (trend, month, weekday) = (trend == 1, month == 1, weekday == 1);
        let design = Design { lags, d, seasonal_d, period, trend, month, weekday, regressors };
        if period == 0 || ((month || weekday) && clock.unit().is_none()) || penalty < 0.0 || sigma2 < 0.0 {
            return Err(corrupt("penalty", "is not the penalty of a regression on this calendar"));
        }
        let mut list = |name, length: usize| {
            let values = row.list(name)?;
            if values.len() == length && values.iter().all(|value| value.is_finite()) {
                return Ok(values);
            }
            Err(corrupt(name, &format!("is not {length} numbers")))
        };
        let (weights, values) = (list("weights", design.size())?, list("values", design.lost())?);
        let all = list("regressor_values", design.lost() * regressors)?;
        let past = list("past", design.reach())?;
        let regressors = (0..regressors).map(|at| all[at * design.lost()..(at + 1) * design.lost()].to_vec()).collect();
        let line = Line { constant, weights, penalty, sigma2 };
        Ok(Self { design, line, clock, seen, values, regressors, past })
    }
}

/// The longest lag and season, and the most regressors.
const MOST: usize = 8784;
/// The counts of a design, and the largest of each.
const NAMES: [(&str, usize); 7] = [
    ("d", 2),
    ("seasonal_d", 2),
    ("season_length", MOST),
    ("has_trend", 1),
    ("has_month", 1),
    ("has_day_of_week", 1),
    ("regressors", 1 << 20),
];
