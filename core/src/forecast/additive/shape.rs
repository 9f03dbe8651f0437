//! What the model of one series is made of: where its trend bends, its waves, the standards of its regressors.

use super::solve::{Columns, Prior};
use super::{Additive, Growth, SeasonalityMode};
use crate::data::{Clock, Series};
use crate::error::{Result, err};
use libm::{cos, rint, sin, sqrt};

/// Waves of a length, in days or, where time is whole numbers, in steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Season {
    pub(super) length: f64,
    pub(super) order: usize,
}

const YEAR: f64 = 365.25;

impl Season {
    /// sin and cos of each multiple of the angle, from that of the angle.
    pub(super) fn waves(&self, moment: f64, out: &mut Vec<f64>) {
        let angle = std::f64::consts::TAU * (moment / self.length).fract();
        let (one, other) = (sin(angle), cos(angle));
        let (mut s, mut c) = (one, other);
        for _ in 0..self.order {
            out.extend([s, c]);
            (s, c) = (s * other + c * one, c * other - s * one);
        }
    }

    pub(super) fn name(&self, dated: bool) -> String {
        match (dated, self.length) {
            (true, YEAR) => "yearly".into(),
            (true, 7.0) => "weekly".into(),
            (true, 1.0) => "daily".into(),
            (_, length) => format!("season_{length}"),
        }
    }
}

/// Trend, waves and regressors before any weights are known.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shape {
    pub(super) clock: Clock,
    /// Ticks from the start of the clock to time 0, and from there to time 1.
    pub(super) first: f64,
    pub(super) span: f64,
    pub(super) flat: bool,
    pub(super) multiplicative: bool,
    pub(super) bends: Vec<f64>,
    pub(super) seasons: Vec<Season>,
    /// The mean of each regressor and its deviation.
    pub(super) standards: Vec<[f64; 2]>,
}

impl Shape {
    /// Of a series and those of its steps that have a value, two at least.
    pub(super) fn new(component: &Additive, series: &Series<'_>, known: &[usize]) -> Result<Self> {
        let mut shape = Self {
            clock: series.clock,
            first: 0.0,
            span: 1.0,
            flat: component.growth == Growth::Flat,
            multiplicative: component.seasonality_mode == SeasonalityMode::Multiplicative,
            bends: Vec::new(),
            seasons: Vec::new(),
            standards: series.regressors.iter().map(|(_, values)| standard(values, known)).collect(),
        };
        let (first, last) = (known[0], known[known.len() - 1]);
        let end = shape.time(last)?;
        shape.first = shape.time(first)?;
        shape.span = end - shape.first;
        if !shape.flat {
            // The bends lie evenly over the observations, not over time.
            let reach = libm::floor(known.len() as f64 * component.changepoint_range) as usize;
            let count = (component.n_changepoints as usize).min(reach.saturating_sub(1));
            for bend in 1..=count {
                let at = rint(bend as f64 * ((reach - 1) as f64 / count as f64)) as usize;
                shape.bends.push(shape.time(known[at.min(reach - 1)])?);
            }
        }
        shape.seasons = seasons(component, &series.clock, known)?;
        Ok(shape)
    }

    /// A step in the time of the trend.
    pub(super) fn time(&self, step: usize) -> Result<f64> {
        let (start, tick) = (self.clock.tick(0)?, self.clock.tick(step)?);
        let since = (i128::from(tick) - i128::from(start)) as f64;
        // Whole numbers are counted in steps.
        let since = if self.clock.unit().is_none() { step as f64 } else { since };
        Ok((since - self.first) / self.span)
    }

    /// The values of all waves at a step, season after season.
    pub(super) fn waves(&self, step: usize, out: &mut Vec<f64>) -> Result<()> {
        out.clear();
        if !self.seasons.is_empty() {
            let moment = self.clock.days(step)?.unwrap_or(step as f64);
            self.seasons.iter().for_each(|season| season.waves(moment, out));
        }
        Ok(())
    }

    /// How many weights the trend has.
    pub(super) fn of_trend(&self) -> usize {
        if self.flat { 1 } else { 2 + self.bends.len() }
    }

    /// How many weights the waves have.
    pub(super) fn of_waves(&self) -> usize {
        self.seasons.iter().map(|season| 2 * season.order).sum()
    }

    /// How many weights there are.
    pub(super) fn size(&self) -> usize {
        self.of_trend() + self.of_waves() + self.standards.len()
    }

    /// The columns of the regression at the steps that have a value.
    pub(super) fn columns(&self, series: &Series<'_>, known: &[usize], scale: f64) -> Result<Columns> {
        let n = known.len();
        let mut trend = vec![Vec::with_capacity(n); self.of_trend()];
        let mut others = vec![Vec::with_capacity(n); self.of_waves() + self.standards.len()];
        let mut waves = Vec::with_capacity(self.of_waves());
        for &step in known {
            let time = self.time(step)?;
            for (at, column) in trend.iter_mut().enumerate() {
                column.push(match at {
                    0 => 1.0,
                    1 => time,
                    _ => (time - self.bends[at - 2]).max(0.0),
                });
            }
            self.waves(step, &mut waves)?;
            let standards = self.standards.iter().zip(series.regressors);
            let regressors = standards.map(|([mean, sd], (_, values))| (values[step] - mean) / sd);
            others
                .iter_mut()
                .zip(waves.iter().copied().chain(regressors))
                .for_each(|(column, value)| column.push(value));
        }
        let y = known.iter().map(|&step| series.y[step] / scale).collect();
        Ok(Columns { y, trend, others, multiplicative: self.multiplicative })
    }

    /// What is thought of the weights beforehand.
    pub(super) fn prior(&self, component: &Additive) -> Prior {
        let (trend, waves) = (self.of_trend(), self.of_waves());
        let precision = |at: usize| match at {
            0 | 1 if at < trend => 1.0 / 25.0,
            at if at < trend => 0.0,
            at if at < trend + waves => 1.0 / (component.seasonality_prior_scale * component.seasonality_prior_scale),
            _ => 1.0 / (component.regressor_prior_scale * component.regressor_prior_scale),
        };
        let laplace = |at: usize| if at > 1 && at < trend { 1.0 / component.changepoint_prior_scale } else { 0.0 };
        Prior { precision: (0..self.size()).map(precision).collect(), laplace: (0..self.size()).map(laplace).collect() }
    }
}

/// Mean and deviation; those of 0 and 1 and of a constant are left as they are.
fn standard(values: &[f64], known: &[usize]) -> [f64; 2] {
    let own = || known.iter().map(|&step| values[step]);
    let first = values[known[0]];
    if own().all(|value| value == first) || own().all(|value| value == 0.0 || value == 1.0) {
        return [0.0, 1.0];
    }
    let mean = own().sum::<f64>() / known.len() as f64;
    let squares = own().fold(0.0, |sum, value| sum + (value - mean) * (value - mean));
    [mean, sqrt(squares / (known.len() - 1) as f64).max(f64::MIN_POSITIVE)]
}

/// The seasons that are asked for, and those that the calendar and the length of the series call for.
fn seasons(component: &Additive, clock: &Clock, known: &[usize]) -> Result<Vec<Season>> {
    let (lengths, orders) = (&component.season_lengths, &component.fourier_orders);
    if orders.len() != lengths.len() && orders.len() != 1 {
        return Err(err!(
            InvalidParams,
            "fourier_orders has {} numbers; must have 1, or one for each of the {} season_lengths",
            orders.len(),
            lengths.len()
        )
        .with("param", "fourier_orders"));
    }
    let order = |at: usize| orders[if orders.len() == 1 { 0 } else { at }] as usize;
    let given: Vec<Season> =
        lengths.iter().enumerate().map(|(at, &length)| Season { length, order: order(at) }).collect();
    if let Some(at) = (1..given.len()).find(|&at| given[..at].iter().any(|other| other.length == given[at].length)) {
        return Err(
            err!(InvalidParams, "season_lengths has {} twice", given[at].length).with("param", "season_lengths")
        );
    }
    let choices = [
        ("yearly", component.yearly, YEAR, 10, 730.0),
        ("weekly", component.weekly, 7.0, 3, 14.0),
        ("daily", component.daily, 1.0, 4, 2.0),
    ];
    let Some((begin, end)) = clock.days(known[0])?.zip(clock.days(known[known.len() - 1])?) else {
        return match choices.iter().find(|(_, asked, ..)| asked.is_some_and(|order| order > 0)) {
            None => Ok(given),
            Some((name, ..)) => Err(err!(
                InvalidParams,
                "{name} is asked for, but the times are whole numbers; give season_lengths in steps instead"
            )
            .with("param", *name)),
        };
    };
    let mut step = f64::INFINITY;
    for pair in known.windows(2) {
        if let Some((a, b)) = clock.days(pair[0])?.zip(clock.days(pair[1])?) {
            step = step.min(b - a);
        }
    }
    let mut seasons = Vec::new();
    for (_, asked, length, usual, least) in choices {
        // A year of one observation has no season: leap days alone would make one.
        let seen = end - begin >= least && step < libm::floor(length);
        let order = asked.map_or(if seen { usual } else { 0 }, |order| order as usize);
        if order > 0 && !given.iter().any(|season| season.length == length) {
            seasons.push(Season { length, order });
        }
    }
    seasons.extend(given);
    Ok(seasons)
}
