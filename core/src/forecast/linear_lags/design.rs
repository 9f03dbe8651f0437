//! The columns of a regression on lags, as a fit and as the filter see them.

use super::LinearLags;
use crate::data::Clock;
use crate::error::{Result, err};

/// With more, the cost, which grows with the cube, is no longer that of a quick model.
const MOST_LAGS: usize = 1_000;

/// What a value is regressed on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Design {
    /// Rising.
    pub(super) lags: Vec<usize>,
    pub(super) d: usize,
    pub(super) seasonal_d: usize,
    pub(super) period: usize,
    pub(super) trend: bool,
    pub(super) month: bool,
    pub(super) weekday: bool,
    pub(super) regressors: usize,
}

impl Design {
    pub(super) fn new(component: &LinearLags, clock: &Clock, regressors: usize) -> Result<Self> {
        let period = component.season_length as usize;
        if period == 1 && component.seasonal_d > 0 {
            let given = component.seasonal_d;
            return Err(err!(InvalidParams, "seasonal_d is {given} and season_length is 1; a season has at least 2")
                .with("param", "season_length"));
        }
        for (name, asked) in [("month", component.month), ("day_of_week", component.day_of_week)] {
            if asked && clock.unit().is_none() {
                return Err(err!(InvalidParams, "{name} is true, but the times are whole numbers; it needs dates")
                    .with("param", name));
            }
        }
        let mut lags: Vec<usize> = component.lags.iter().map(|&lag| lag as usize).collect();
        if lags.is_empty() {
            lags = (1..=period).collect();
        }
        lags.sort_unstable();
        lags.dedup();
        if lags.len() > MOST_LAGS {
            return Err(err!(
                InvalidParams,
                "there are {} lags; at most {MOST_LAGS} are allowed: name those that matter",
                lags.len()
            )
            .with("param", "lags"));
        }
        let (d, seasonal_d) = (component.d as usize, component.seasonal_d as usize);
        let (trend, month, weekday) = (component.trend, component.month, component.day_of_week);
        Ok(Self { lags, d, seasonal_d, period, trend, month, weekday, regressors })
    }

    /// How many observations the differences cost.
    pub(super) fn lost(&self) -> usize {
        self.d + self.seasonal_d * self.period
    }

    /// The longest lag.
    pub(super) fn reach(&self) -> usize {
        self.lags.last().copied().unwrap_or(0)
    }

    /// How many weights there are.
    pub(super) fn size(&self) -> usize {
        let calendar = if self.month { 12 } else { 0 } + if self.weekday { 7 } else { 0 };
        self.lags.len() + usize::from(self.trend) + calendar + self.regressors
    }

    /// The weights of earlier values that turn a difference back into a value: y(t) = w(t) + sum of weight(j) y(t-j).
    pub(super) fn integration(&self) -> Vec<f64> {
        let mut polynomial = vec![1.0];
        for lag in std::iter::repeat_n(self.period, self.seasonal_d).chain(std::iter::repeat_n(1, self.d)) {
            let mut longer = polynomial.clone();
            longer.resize(polynomial.len() + lag, 0.0);
            polynomial.iter().enumerate().for_each(|(at, value)| longer[at + lag] -= value);
            polynomial = longer;
        }
        polynomial[1..].iter().map(|value| -value).collect()
    }

    /// What a step is regressed on: differences before it, the latest last; the calendar; differences of the regressors.
    pub(super) fn row(
        &self,
        past: &[f64],
        clock: &Clock,
        step: usize,
        regressors: impl Iterator<Item = f64>,
        out: &mut Vec<f64>,
    ) -> Result<()> {
        out.clear();
        out.extend(self.lags.iter().map(|lag| past[past.len() - lag]));
        if self.trend {
            out.push(step as f64);
        }
        let mut dummies = |of: Option<usize>, count: usize| {
            out.extend((0..count).map(|at| f64::from(u8::from(of == Some(at)))));
        };
        if self.month {
            dummies(clock.month(step)?.map(|month| month - 1), 12);
        }
        if self.weekday {
            dummies(clock.weekday(step)?, 7);
        }
        out.extend(regressors);
        Ok(())
    }
}

/// A value less what differences leave of it: the weights times the values before it, the latest last.
pub(super) fn carried(integration: &[f64], before: &[f64]) -> f64 {
    integration.iter().zip(before.iter().rev()).fold(0.0, |sum, (weight, value)| sum + weight * value)
}
