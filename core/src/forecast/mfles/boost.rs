//! The rounds of boosting.

use super::MFLES;
use super::knots::Pieces;
use super::line::{least_squares, repeated_medians};
use super::season::Waves;
use super::smooth::Smoother;
use crate::component::Context;
use crate::error::Result;
use crate::math::stats::median;
use libm::{exp, log, sqrt};

/// A smoother must lower the mean square by more than this share.
const ROUND_PENALTY: f64 = 0.0001;
/// The rounds end when so many have begun without a gain outside of them.
const IDLE_ROUNDS: usize = 6;
/// The first round that may smooth.
pub(super) const FIRST_SMOOTHING: usize = 6;

/// How a series was made fit for the rounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Scale {
    /// Logarithms.
    Log,
    /// Less the mean, over the standard deviation.
    Standard { mean: f64, deviation: f64 },
}

impl Scale {
    fn of(y: &[f64], multiplicative: bool) -> Self {
        if multiplicative {
            return Self::Log;
        }
        let (mean, deviation) = moments(y);
        Self::Standard { mean, deviation: if deviation > 0.0 { deviation } else { 1.0 } }
    }

    pub(super) fn into(self, y: f64) -> f64 {
        match self {
            Self::Log => log(y),
            Self::Standard { mean, deviation } => (y - mean) / deviation,
        }
    }

    pub(super) fn back(self, z: f64) -> f64 {
        match self {
            Self::Log => exp(z),
            Self::Standard { mean, deviation } => mean + z * deviation,
        }
    }
}

impl Scale {
    /// A season's value on the series' own scale: a factor, or a difference.
    pub(super) fn season(self, value: f64) -> f64 {
        match self {
            Self::Log => exp(value),
            Self::Standard { deviation, .. } => value * deviation,
        }
    }

    /// What an observation has beside what was expected of it: a factor, or a difference.
    pub(super) fn apart(self, z: f64, expected: f64) -> f64 {
        self.season(z - expected)
    }
}

/// The mean and the standard deviation.
fn moments(y: &[f64]) -> (f64, f64) {
    let n = y.len() as f64;
    let mean = y.iter().sum::<f64>() / n;
    let squares: f64 = y.iter().map(|value| (value - mean) * (value - mean)).sum();
    (mean, sqrt(squares / n))
}

fn mean_square(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>() / a.len() as f64
}

/// What the rounds have fitted so far; all of it on the scale of [`Scale`].
#[derive(Clone, Debug)]
pub(super) struct Boost {
    pub(super) scale: Scale,
    pub(super) z: Vec<f64>,
    pub(super) fitted: Vec<f64>,
    /// Median and lines at each observation.
    pub(super) trend: Vec<f64>,
    /// The rise over the last step.
    pub(super) slope: f64,
    /// The share of the slope that goes on.
    pub(super) share: f64,
    pub(super) waves: Vec<Waves>,
    /// The season of each period: a value for each place, the first observation's first.
    pub(super) seasons: Vec<Vec<f64>>,
    pub(super) smoother: Smoother,
    pub(super) robust: Option<bool>,
    mean_square: Option<f64>,
    idle: usize,
    residuals: Vec<f64>,
    trial: Vec<f64>,
    part: Vec<f64>,
}

impl Boost {
    /// Nothing but the median; each period is in the series once at least.
    pub(super) fn new(y: &[f64], periods: &[usize], component: &MFLES) -> Self {
        let n = y.len();
        let positive = y.iter().all(|&value| value > 0.0);
        let multiplicative = component.multiplicative.unwrap_or(!periods.is_empty() && positive);
        let scale = Scale::of(y, multiplicative);
        let z: Vec<f64> = y.iter().map(|&value| scale.into(value)).collect();
        let fitted = match periods.iter().max() {
            Some(&period) if component.moving_medians => moving_medians(&z, period),
            _ => vec![median(&mut z.clone()); n],
        };
        let waves = |&period: &usize| Waves::new(period, component.fourier_order, n, component.seasonality_weights);
        Self {
            scale,
            trend: fitted.clone(),
            fitted,
            slope: 0.0,
            share: 1.0,
            waves: periods.iter().map(waves).collect(),
            seasons: periods.iter().map(|&period| vec![0.0; period]).collect(),
            smoother: Smoother::None,
            robust: component.robust,
            mean_square: None,
            idle: 0,
            residuals: vec![0.0; n],
            trial: vec![0.0; n],
            part: vec![0.0; n],
            z,
        }
    }

    /// Carries out the rounds from one to before another.
    pub(super) fn rounds(&mut self, from: usize, to: usize, component: &MFLES, ctx: &Context) -> Result<()> {
        for round in from..to {
            ctx.check()?;
            if !self.begins() {
                break;
            }
            self.leave_residuals();
            self.season(round, component.seasonal_lr);
            if round % 2 == 1 {
                self.line(round, component, ctx)?;
            } else if round >= FIRST_SMOOTHING {
                self.smooth(component);
            } else if round == 0 && self.robust.is_none() {
                self.robust = Some(self.spread() > component.cov_threshold);
            }
        }
        Ok(())
    }

    /// Whether there is another round. The mean square is always that of the fit so far, so each but the first is idle.
    fn begins(&mut self) -> bool {
        let now = mean_square(&self.z, &self.fitted);
        match self.mean_square {
            Some(before) if before <= now => {
                self.idle += 1;
                self.idle <= IDLE_ROUNDS
            }
            _ => {
                self.mean_square = Some(now);
                true
            }
        }
    }

    fn leave_residuals(&mut self) {
        for ((residual, z), fitted) in self.residuals.iter_mut().zip(&self.z).zip(&self.fitted) {
            *residual = z - fitted;
        }
    }

    /// Adds the part to the fit if that lowers the mean square by more than a share of it.
    fn accept(&mut self, least: f64) -> bool {
        self.trial.iter_mut().zip(&self.fitted).zip(&self.part).for_each(|((sum, a), b)| *sum = a + b);
        let (now, before) = (mean_square(&self.z, &self.trial), self.mean_square.unwrap_or(f64::INFINITY));
        let better = before > now + least * before;
        if better {
            self.mean_square = Some(now);
            std::mem::swap(&mut self.fitted, &mut self.trial);
        }
        better
    }

    /// The seasons take turns.
    fn season(&mut self, round: usize, rate: f64) {
        if self.waves.is_empty() {
            return;
        }
        let turn = round % self.waves.len();
        self.waves[turn].fit(&self.residuals, rate);
        let values = &self.waves[turn].values;
        for part in self.part.chunks_mut(values.len()) {
            part.iter_mut().zip(values).for_each(|(part, value)| *part = *value);
        }
        if self.accept(0.0) {
            self.seasons[turn].iter_mut().zip(&self.waves[turn].values).for_each(|(sum, value)| *sum += value);
            self.leave_residuals();
        }
    }

    fn line(&mut self, round: usize, component: &MFLES, ctx: &Context) -> Result<()> {
        let n = self.z.len();
        if self.robust == Some(true) {
            repeated_medians(&self.residuals, &mut self.part, ctx)?;
        } else if round == 1 || !component.changepoints {
            least_squares(&self.residuals, &mut self.part);
        } else {
            let wanted = component.n_changepoints * if component.n_changepoints < 1.0 { n as f64 } else { 1.0 };
            let knots = (wanted as usize).min((0.1 * n as f64) as usize);
            let decay = component.decay;
            if !(Pieces { knots, alpha: component.alpha, decay }).fit(&self.residuals, &mut self.part) {
                return Ok(());
            }
            self.part.iter_mut().for_each(|value| *value *= component.trend_lr);
        }
        if self.accept(0.0) {
            self.trend.iter_mut().zip(&self.part).for_each(|(sum, value)| *sum += value);
            self.slope += self.part[n - 1] - self.part[n - 2];
            if round == 1 && component.trend_penalty {
                self.share = explained(&self.residuals, &self.part).max(0.0);
            }
        }
        Ok(())
    }

    fn smooth(&mut self, component: &MFLES) {
        let rate = component.residuals_lr;
        let mut smoother = if component.smoother {
            Smoother::ensemble(component.min_alpha, component.max_alpha, rate)
        } else {
            Smoother::average(component.ma.unwrap_or(1) as usize, rate)
        };
        for (part, &residual) in self.part.iter_mut().zip(&self.residuals) {
            smoother.push(residual);
            *part = smoother.level();
        }
        if self.accept(ROUND_PENALTY) {
            self.smoother = smoother;
        }
    }

    /// How much varies beside the season, by which the trend is robust or not.
    fn spread(&self) -> f64 {
        let (mean, deviation) = moments(&self.residuals);
        match self.scale {
            Scale::Log => sqrt(exp(std::f64::consts::LN_10 * deviation * deviation - 1.0)),
            Scale::Standard { .. } if mean != 0.0 => deviation / mean,
            Scale::Standard { .. } => deviation,
        }
    }
}

/// The share of the variance that a line explains.
fn explained(y: &[f64], line: &[f64]) -> f64 {
    let (_, deviation) = moments(y);
    1.0 - mean_square(y, line) / (deviation * deviation)
}

/// The median of each season; those begun at the end share that of the last observations.
fn moving_medians(z: &[f64], period: usize) -> Vec<f64> {
    let mut medians = Vec::with_capacity(z.len());
    for turn in z.chunks(period) {
        let whole = if turn.len() == period { turn } else { &z[z.len().saturating_sub(period)..] };
        let middle = median(&mut whole.to_vec());
        medians.extend(turn.iter().map(|_| middle));
    }
    medians
}
