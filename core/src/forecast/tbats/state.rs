//! A fitted series: forecasts, updates, saving.

use super::fit::Fit;
use super::kernel::{Rates, States, Turns};
use super::model::{Model, Now, Season, angles};
use crate::component::{ErrorScale, ForecastState, Intervals, Request, RowReader, RowWriter, added, corrupt};
use crate::data::Series;
use crate::error::{Result, err};
use crate::forecast::criteria::Criteria;
use crate::forecast::season_lengths::as_parameters;
use libm::{log, sqrt};
use std::borrow::Cow;

/// The transformed observations in parts: level, slope, each season, error.
#[derive(Clone, Debug, Default, PartialEq)]
struct Parts {
    level: Vec<f64>,
    trend: Vec<f64>,
    seasons: Vec<Vec<f64>>,
    remainder: Vec<f64>,
}

/// The model of one series and its states after the last observation.
#[derive(Clone, Debug, PartialEq)]
pub struct TbatsState {
    pub(super) model: Model,
    pub(super) now: Now,
    /// The sum of squared errors, and that of the observations' logarithms.
    squares: f64,
    logs: f64,
    n: usize,
    parameters: usize,
    /// Empty where no history is kept.
    history: Parts,
}

impl TbatsState {
    /// Runs the filter of a fit over its series; returns the one-step forecasts too.
    pub(super) fn of(fit: Fit, seasons: Vec<Season>, turns: Turns, y: &[f64]) -> Result<(Self, Vec<f64>)> {
        let Fit { form, lambda, rates, start, parameters, .. } = fit;
        let model = Model { seasons, turns, lambda, trend: form.trend, damped: form.damped, rates };
        let now = Now::new(&model, start);
        let history = Parts::of(&model);
        let mut state = Self { model, now, squares: 0.0, logs: 0.0, n: 0, parameters, history };
        let fitted = state.advance(y, true)?;
        Ok((state, fitted))
    }

    /// A constant goes on; later observations are followed at once.
    pub(super) fn constant(y: &[f64]) -> Result<Self> {
        let turns = Turns::new(&[]);
        let (gamma, ar, ma) = (Vec::new(), Vec::new(), Vec::new());
        let rates = Rates { alpha: 1.0, beta: 0.0, phi: 1.0, gamma, ar, ma };
        let states = States { level: y[0], ..States::zero(&turns) };
        let model = Model { seasons: Vec::new(), turns, lambda: None, trend: false, damped: false, rates };
        let now = Now::new(&model, states);
        let mut state = Self { model, now, squares: 0.0, logs: 0.0, n: 0, parameters: 2, history: Parts::default() };
        state.advance(y, true)?;
        Ok(state)
    }

    fn advance(&mut self, y: &[f64], keep: bool) -> Result<Vec<f64>> {
        let (model, now, history) = (&self.model, &mut self.now, &mut self.history);
        let mut expected = Vec::with_capacity(y.len());
        for &y in y {
            let (structure, arma) = (now.structure(model), now.arma(model));
            let z = model.transform(y);
            let e = z - structure - arma;
            expected.push(model.back(structure + arma));
            if keep {
                history.push(model, &now.states, z - structure);
            }
            now.advance(model, e);
            self.squares += e * e;
            if model.lambda.is_some() {
                self.logs += log(y);
            }
        }
        self.n += y.len();
        let states = &self.now.states;
        let waves = states.re.iter().chain(&states.im);
        let few = [self.squares, self.logs, states.level, states.slope];
        let mut all = few.iter().chain(waves).chain(&expected);
        if all.all(|value| value.is_finite()) {
            return Ok(expected);
        }
        Err(err!(InvalidData, "the values are too large for TBATS: its states are not finite"))
    }

    /// Parts by name; of a transformed series what each adds to those before it.
    fn named(&self, Parts { level, trend, seasons, remainder }: Parts) -> Vec<(String, Vec<f64>)> {
        let mut parts = vec![("level".to_owned(), level), ("trend".to_owned(), trend)];
        let names = self.model.seasons.iter().map(|season| format!("season_{}", season.length));
        parts.extend(names.zip(seasons));
        parts.push(("remainder".to_owned(), remainder));
        if self.model.lambda.is_some() { added(parts, |z| self.model.back(z)) } else { parts }
    }

    fn sigma2(&self) -> f64 {
        self.squares / self.n.saturating_sub(self.parameters).max(self.n.div_ceil(2)) as f64
    }

    /// Without the constants of the likelihood.
    fn criteria(&self) -> Criteria {
        let jacobian = self.model.lambda.map_or(0.0, |lambda| 2.0 * (lambda - 1.0) * self.logs);
        let deviance = self.n as f64 * log(self.squares.max(f64::MIN_POSITIVE)) - jacobian;
        Criteria::of(deviance, self.parameters, self.n)
    }

    /// What an error of 1 adds to the forecasts after it.
    fn effects(&self, h: usize) -> Vec<f64> {
        let mut now = Now::new(&self.model, States::zero(&self.model.turns));
        let mut error = 1.0;
        (0..h)
            .map(|_| {
                now.advance(&self.model, error);
                error = 0.0;
                now.structure(&self.model) + now.arma(&self.model)
            })
            .collect()
    }
}

impl ForecastState for TbatsState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let model = &self.model;
        let mut now = self.now.clone();
        let centre: Vec<f64> = (0..request.h)
            .map(|_| {
                let expected = now.structure(model) + now.arma(model);
                now.advance(model, 0.0);
                expected
            })
            .collect();
        let (sigma2, mut sum) = (self.sigma2(), 1.0);
        let mut spread = Vec::with_capacity(request.h);
        for effect in if request.levels.is_empty() { Vec::new() } else { self.effects(request.h) } {
            spread.push(sqrt(sigma2 * sum));
            sum += effect * effect;
        }
        Intervals::carried_back(centre, &spread, request.levels, |z| model.back(z))
            .ok_or_else(|| err!(InvalidData, "the forecast leaves the range of numbers within {} steps", request.h))
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let y = new.complete(0)?;
        if let (Some(_), Some(value)) = (self.model.lambda, y.iter().find(|value| **value <= 0.0)) {
            return Err(err!(InvalidData, "a value is {value}; a model with a transformation takes values above 0"));
        }
        let mut next = self.clone();
        let expected = next.advance(y, !self.history.level.is_empty())?;
        *self = next;
        Ok(expected)
    }

    fn store(&self, row: &mut RowWriter) {
        let Self { model, now, .. } = self;
        let criteria = self.criteria();
        row.str("model", &model.name());
        row.str("transformation", if model.lambda.is_some() { "box_cox" } else { "none" });
        row.str(
            "trend",
            if model.damped {
                "damped"
            } else if model.trend {
                "linear"
            } else {
                "none"
            },
        );
        row.f64("lambda", model.lambda.unwrap_or(1.0));
        row.f64("alpha", model.rates.alpha);
        row.f64("beta", model.rates.beta);
        row.f64("phi", model.rates.phi);
        row.f64("sigma2", self.sigma2());
        row.f64("aic", criteria.aic);
        row.f64("aicc", criteria.aicc);
        row.f64("bic", criteria.bic);
        row.f64("level", now.states.level);
        row.f64("slope", now.states.slope);
        row.list("gamma", model.rates.gamma.as_flattened());
        row.list("ar", &model.rates.ar);
        row.list("ma", &model.rates.ma);
        row.list("season_lengths", &model.seasons.iter().map(|season| season.length).collect::<Vec<_>>());
        row.list("wave_counts", &model.seasons.iter().map(|season| season.waves.len() as f64).collect::<Vec<_>>());
        let waves = model.seasons.iter().flat_map(|season| season.waves.iter().map(|&wave| wave as f64));
        row.list("waves", &waves.collect::<Vec<_>>());
        row.list("cosines", &model.turns.places().map(|at| now.states.re[at]).collect::<Vec<_>>());
        row.list("sines", &model.turns.places().map(|at| now.states.im[at]).collect::<Vec<_>>());
        row.f64("seasons", now.seasons);
        row.list("last_d", &now.d);
        row.list("last_e", &now.e);
        row.i64("n", self.n as i64);
        row.i64("parameters", self.parameters as i64);
        row.f64("squares", self.squares);
        row.f64("logs", self.logs);
        row.list("history_level", &self.history.level);
        row.list("history_trend", &self.history.trend);
        row.list("history_seasons", &self.history.seasons.concat());
        row.list("history_remainder", &self.history.remainder);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let (name, transformation, trend) = (row.str("model")?, row.str("transformation")?, row.str("trend")?);
        let lambda = row.finite("lambda")?;
        let (alpha, beta, phi) = (row.finite("alpha")?, row.finite("beta")?, row.finite("phi")?);
        let derived = [row.f64("sigma2")?, row.f64("aic")?, row.f64("aicc")?, row.f64("bic")?];
        let (level, slope) = (row.finite("level")?, row.finite("slope")?);
        let (gamma, ar, ma) = (numbers(row, "gamma")?, numbers(row, "ar")?, numbers(row, "ma")?);
        let seasons = seasons(row)?;
        let turns = Turns::new(&angles(&seasons));
        if gamma.len() != 2 * seasons.len() {
            return Err(corrupt("gamma", "is not a pair of rates a season"));
        }
        let lambda = match transformation.as_str() {
            "box_cox" => Some(lambda),
            "none" => None,
            other => return Err(corrupt("transformation", &format!("is '{other}'"))),
        };
        let rates = Rates { alpha, beta, phi, gamma: gamma.as_chunks::<2>().0.to_vec(), ar, ma };
        let (trend, damped) = (trend != "none", trend == "damped");
        let model = Model { seasons, turns, lambda, trend, damped, rates };
        let mut states = States { level, slope, ..States::zero(&model.turns) };
        let (re, im) = (numbers(row, "cosines")?, numbers(row, "sines")?);
        if re.len() != model.turns.waves() || im.len() != re.len() {
            return Err(corrupt("cosines", "is not a state a wave"));
        }
        for (place, (re, im)) in model.turns.places().zip(re.into_iter().zip(im)) {
            (states.re[place], states.im[place]) = (re, im);
        }
        let now =
            Now { states, seasons: row.finite("seasons")?, d: numbers(row, "last_d")?, e: numbers(row, "last_e")? };
        let (n, parameters) = (row.count("n", 1 << 53)?, row.count("parameters", 1 << 53)?);
        let (squares, logs) = (row.finite("squares")?, row.finite("logs")?);
        let history = Parts::restore(row, model.seasons.len())?;
        let state = Self { model, now, squares, logs, n, parameters, history };
        let criteria = state.criteria();
        let expected = [state.sigma2(), criteria.aic, criteria.aicc, criteria.bic];
        let same = expected.iter().zip(&derived).all(|(a, b)| a.to_bits() == b.to_bits());
        let past = state.now.d.len() <= state.model.rates.ar.len() && state.now.e.len() <= state.model.rates.ma.len();
        if n == 0 || squares < 0.0 || !past || !same || state.model.name() != name {
            return Err(corrupt("squares", "do not match what follows from them"));
        }
        Ok(state)
    }

    fn components(&self, _y: &[f64]) -> Vec<(String, Cow<'_, [f64]>)> {
        if self.history.level.is_empty() {
            return Vec::new();
        }
        self.named(self.history.clone()).into_iter().map(|(name, part)| (name, part.into())).collect()
    }

    fn components_ahead(&self, request: Request<'_>) -> Result<Vec<(String, Vec<f64>)>> {
        let (model, mut now, mut parts) = (&self.model, self.now.clone(), Parts::of(&self.model));
        for _ in 0..request.h {
            let rest = now.arma(model);
            parts.push(model, &now.states, rest);
            now.advance(model, 0.0);
        }
        let mut named = self.named(parts);
        if model.rates.ar.is_empty() && model.rates.ma.is_empty() {
            // Nothing is expected of the error.
            named.pop();
        }
        Ok(named)
    }

    fn parameters(&self, _: &[String]) -> Vec<(String, f64)> {
        as_parameters(self.model.seasons.iter().map(|season| season.length))
    }

    fn error_scale(&self) -> ErrorScale {
        self.model.lambda.map_or(ErrorScale::Same, ErrorScale::BoxCox)
    }

    fn least(&self) -> f64 {
        if self.model.lambda.is_some() { f64::MIN_POSITIVE } else { f64::NEG_INFINITY }
    }

    fn forget(&mut self) {
        self.history = Parts::of(&self.model);
    }
}

fn numbers(row: &mut RowReader<'_>, name: &'static str) -> Result<Vec<f64>> {
    let list = row.list(name)?;
    if list.iter().all(|value| value.is_finite()) { Ok(list) } else { Err(corrupt(name, "is not finite")) }
}

fn seasons(row: &mut RowReader<'_>) -> Result<Vec<Season>> {
    let (lengths, counts, waves) = (row.list("season_lengths")?, row.list("wave_counts")?, row.list("waves")?);
    let whole = |value: &f64| (1.0..=8784.0).contains(value) && value.fract() == 0.0;
    let known = lengths.iter().all(|length| (1.0..=8784.0).contains(length)) && lengths.is_sorted_by(|a, b| a < b);
    if !known || counts.len() != lengths.len() || !counts.iter().chain(&waves).all(whole) {
        return Err(corrupt("season_lengths", "do not match the waves"));
    }
    if counts.iter().sum::<f64>() != waves.len() as f64 {
        return Err(corrupt("waves", "are not as many as the seasons have"));
    }
    let mut rest = waves.as_slice();
    let mut seasons = Vec::with_capacity(lengths.len());
    for (length, count) in lengths.into_iter().zip(counts) {
        let (own, others) = rest.split_at(count as usize);
        seasons.push(Season { length, waves: own.iter().map(|&wave| wave as usize).collect() });
        rest = others;
    }
    Ok(seasons)
}

impl Parts {
    fn of(model: &Model) -> Self {
        Self { seasons: vec![Vec::new(); model.seasons.len()], ..Self::default() }
    }

    /// What the states are made of, and an error.
    fn push(&mut self, model: &Model, states: &States, error: f64) {
        self.level.push(states.level);
        self.trend.push(model.rates.phi * states.slope);
        self.seasons.iter_mut().enumerate().for_each(|(at, part)| part.push(states.season(&model.turns, at)));
        self.remainder.push(error);
    }

    fn restore(row: &mut RowReader<'_>, count: usize) -> Result<Self> {
        let (level, trend) = (numbers(row, "history_level")?, numbers(row, "history_trend")?);
        let (all, remainder) = (numbers(row, "history_seasons")?, numbers(row, "history_remainder")?);
        let n = level.len();
        if trend.len() != n || remainder.len() != n || all.len() != n * count {
            return Err(corrupt("history_level", "does not match the other parts"));
        }
        let seasons = (0..count).map(|at| all[at * n..(at + 1) * n].to_vec()).collect();
        Ok(Self { level, trend, seasons, remainder })
    }
}
