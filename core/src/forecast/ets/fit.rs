//! The fit of one model, and the choice among all.

use super::form::{Form, Way};
use super::initial::{close, start};
use super::kernel::{Rates, States, Sums, filter_of};
use super::{AutoETS, Criterion};
use crate::component::Context;
use crate::error::{Result, err};
use crate::math::nelder_mead::NelderMead;
use libm::log;

/// The seasonal states of a longer season stay where the heuristics put them: a simplex in so many dimensions would need
/// memory and time in the square of the season's length.
const LONGEST_FREE_SEASON: usize = 366;

/// A fitted model.
#[derive(Clone, Debug)]
pub(super) struct Fit {
    pub(super) form: Form,
    pub(super) rates: Rates,
    /// The states before the first observation.
    pub(super) start: States,
    /// Fitted parameters: smoothing parameters and free initial states.
    pub(super) parameters: usize,
    pub(super) deviance: f64,
}

impl Fit {
    /// A constant series needs no search: its level is its forecast.
    pub(super) fn constant(level: f64) -> Self {
        Self {
            form: Form { error: Way::Additive, trend: false, damped: false, season: None },
            rates: Rates { alpha: MOST_RATE, beta: 0.0, gamma: 0.0, phi: 1.0 },
            start: States { level, trend: 0.0, season: Vec::new(), place: 0 },
            parameters: 1,
            deviance: f64::NEG_INFINITY,
        }
    }
}

/// Information criteria of a deviance with `k` parameters, the variance among them, and `n` observations.
pub(super) struct Criteria {
    pub(super) aic: f64,
    pub(super) aicc: f64,
    pub(super) bic: f64,
}

impl Criteria {
    pub(super) fn of(deviance: f64, parameters: usize, n: usize) -> Self {
        let (k, n) = (parameters as f64 + 1.0, n as f64);
        let aic = deviance + 2.0 * k;
        let aicc = if n - k - 1.0 > 0.0 { aic + 2.0 * k * (k + 1.0) / (n - k - 1.0) } else { f64::INFINITY };
        Self { aic, aicc, bic: deviance + log(n) * k }
    }

    fn get(&self, criterion: Criterion) -> f64 {
        match criterion {
            Criterion::Aicc => self.aicc,
            Criterion::Aic => self.aic,
            Criterion::Bic => self.bic,
        }
    }
}

const LEAST_RATE: f64 = 1e-4;
const MOST_RATE: f64 = 0.9999;
pub(super) const LEAST_PHI: f64 = 0.8;
pub(super) const MOST_PHI: f64 = 0.98;

/// Upper bounds of beta and gamma. Each model's start lowers them, and they stay low for the models after it: so does
/// the reference, and it keeps the trends of seasonal series from running after the last observations.
struct Bounds {
    beta: f64,
    gamma: f64,
}

/// Fits the models that the parameters allow and returns the best.
pub(super) fn search(y: &[f64], component: &AutoETS, ctx: &Context) -> Result<Fit> {
    let n = y.len();
    let (forms, period) = candidates(y, component)?;
    let mut bounds = Bounds { beta: MOST_RATE, gamma: MOST_RATE };
    let mut best: Option<(f64, Fit)> = None;
    let mut needed = usize::MAX;
    for form in forms {
        ctx.check()?;
        let fixed = usize::from(form.damped && component.phi.is_some());
        let parameters = form.parameters(period, fixed);
        needed = needed.min(parameters + 3);
        let problem = Problem::new(y, form, period, component.phi, &mut bounds);
        if parameters + 2 > n {
            continue;
        }
        let fit = problem.solve(parameters);
        let value = Criteria::of(fit.deviance, parameters, n).get(component.criterion);
        if best.as_ref().is_none_or(|(least, _)| value < *least) && value < f64::INFINITY {
            best = Some((value, fit));
        }
    }
    match best {
        Some((_, fit)) => Ok(fit),
        None if n < needed => Err(not_enough(n, needed, &component.model)),
        None => Err(err!(InvalidData, "no model of {} could be fitted: the values are too large", component.model)),
    }
}

fn not_enough(n: usize, needed: usize, model: &str) -> crate::Error {
    err!(NotEnoughData, "the series has {n} observations; at least {needed} are needed for the model {model}")
        .with("observations", n)
        .with("needed", needed)
}

/// The models that parameters and data allow, and the season's length for them.
fn candidates(y: &[f64], component: &AutoETS) -> Result<(Vec<Form>, usize)> {
    let (model, damped, n) = (component.model.as_str(), component.damped, y.len());
    let period = component.season_length as usize;
    if period == 1 && model.ends_with(['A', 'M']) {
        return Err(err!(InvalidParams, "model is \"{model}\" and season_length is 1; a season has at least 2"));
    }
    // A season that was never seen whole cannot be fitted.
    let seasonal = period > 1 && n > period;
    let pattern: String =
        model.chars().take(2).chain(if seasonal { model.chars().nth(2) } else { Some('N') }).collect();
    let mut forms: Vec<Form> = Form::all().filter(|form| form.matches(&pattern, damped)).collect();
    if forms.is_empty() {
        return Err(err!(InvalidParams, "model is \"{model}\" and damped is true; a damped model has a trend"));
    }
    let named = pattern.chars().skip(1).filter(|letter| "AM".contains(*letter)).count();
    let needed = 7 + 2 * named + usize::from(damped == Some(true));
    if n < needed {
        return Err(not_enough(n, needed, model));
    }
    let least = y.iter().copied().fold(f64::INFINITY, f64::min);
    if least <= 0.0 {
        forms.retain(|form| !form.needs_positive());
        if forms.is_empty() {
            return Err(err!(InvalidData, "the model {model} takes positive values; the least is {least}"));
        }
    }
    Ok((forms, period))
}

/// One model's likelihood as a function of a vector: alpha, beta, gamma, phi, level, trend and the season from its last
/// state back to its second, each where the model has it and it is free.
struct Problem<'a> {
    y: &'a [f64],
    form: Form,
    fixed_phi: Option<f64>,
    free_season: bool,
    start: States,
    x: Vec<f64>,
    lower: Vec<f64>,
    upper: Vec<f64>,
}

impl<'a> Problem<'a> {
    fn new(y: &'a [f64], form: Form, period: usize, phi: Option<f64>, bounds: &mut Bounds) -> Self {
        let period = if form.season.is_some() { period } else { 1 };
        let (mut x, mut lower, mut upper) = (Vec::new(), Vec::new(), Vec::new());
        let mut add = |value: f64, least: f64, most: f64| {
            x.push(value);
            lower.push(least);
            upper.push(most);
        };
        let between = |share: f64, least: f64, most: f64| least + share * (most - least);
        let alpha = LEAST_RATE + 0.2 * (MOST_RATE - LEAST_RATE) / period as f64;
        add(alpha, LEAST_RATE, MOST_RATE);
        if form.trend {
            bounds.beta = bounds.beta.min(alpha);
            add(between(0.1, LEAST_RATE, bounds.beta), LEAST_RATE, bounds.beta);
        }
        if form.season.is_some() {
            bounds.gamma = bounds.gamma.min(1.0 - alpha);
            add(between(0.05, LEAST_RATE, bounds.gamma), LEAST_RATE, bounds.gamma);
        }
        if form.damped && phi.is_none() {
            add(between(0.99, LEAST_PHI, MOST_PHI), LEAST_PHI, MOST_PHI);
        }
        let start = start(y, period, form);
        let free_season = period <= LONGEST_FREE_SEASON;
        let mut free = |value: f64| add(value, f64::NEG_INFINITY, f64::INFINITY);
        free(start.level);
        if form.trend {
            free(start.trend);
        }
        if free_season {
            start.season.iter().skip(1).rev().for_each(|&state| free(state));
        }
        let start = States { level: start.level, trend: start.trend, season: start.season, place: 0 };
        Self { y, form, fixed_phi: phi, free_season, start, x, lower, upper }
    }

    /// Reads the vector into rates and states.
    fn unpack(&self, x: &[f64], states: &mut States) -> Rates {
        let mut values = x.iter().copied();
        let mut next = |present: bool| if present { values.next().unwrap_or_default() } else { 0.0 };
        let form = self.form;
        let mut rates =
            Rates { alpha: next(true), beta: next(form.trend), gamma: next(form.season.is_some()), phi: 1.0 };
        if form.damped {
            rates.phi = self.fixed_phi.unwrap_or_else(|| next(true));
        }
        states.level = next(true);
        states.trend = next(form.trend);
        states.place = 0;
        match form.season {
            Some(way) if self.free_season => {
                states.season[1..].iter_mut().rev().zip(values).for_each(|(state, value)| *state = value);
                close(&mut states.season, way);
            }
            _ => states.season.copy_from_slice(&self.start.season),
        }
        rates
    }

    /// Searches from the heuristic start.
    fn solve(self, parameters: usize) -> Fit {
        let filter = filter_of(self.form);
        let mut scratch = self.start.clone();
        let multiplicative = self.form.season == Some(Way::Multiplicative);
        let mut deviance = |x: &[f64]| {
            let rates = self.unpack(x, &mut scratch);
            if multiplicative && scratch.season.iter().any(|&state| state < 0.0) {
                return f64::INFINITY;
            }
            let mut sums = Sums::default();
            filter(self.y, &rates, &mut scratch, &mut sums);
            sums.deviance(self.y.len()).max(-1e10)
        };
        let minimum = NelderMead::default().minimize(&self.x, &self.lower, &self.upper, &mut deviance);
        let mut states = self.start.clone();
        let rates = self.unpack(&minimum.x, &mut states);
        Fit { form: self.form, rates, start: states, parameters, deviance: minimum.value }
    }
}
