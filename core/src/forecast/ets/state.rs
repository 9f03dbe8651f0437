//! A fitted series: forecasts, updates, saving.

use super::fit::Fit;
use super::form::{Form, Way};
use super::kernel::{Product, Rates, States, Sums, run};
use super::variance::variances;
use crate::component::{ErrorScale, ForecastState, Intervals, Request, RowReader, RowWriter, corrupt};
use crate::data::Series;
use crate::error::{Result, err};
use crate::forecast::criteria::Criteria;
use libm::sqrt;
use std::borrow::Cow;

/// The model of one series and its states after the last observation.
#[derive(Clone, Debug, PartialEq)]
pub struct EtsState {
    pub(super) form: Form,
    pub(super) rates: Rates,
    pub(super) states: States,
    pub(super) sums: Sums,
    pub(super) n: usize,
    pub(super) parameters: usize,
    /// The states before the first observation, where the history is kept.
    pub(super) start: Option<States>,
}

/// What is derived from the state: reported with it, and checked when it is read back.
pub(super) struct Facts {
    pub(super) sigma2: f64,
    pub(super) loglik: f64,
    pub(super) criteria: Criteria,
}

impl EtsState {
    /// Runs the filter of a fit over its series; returns the one-step forecasts too.
    pub(super) fn of(fit: Fit, y: &[f64]) -> (Self, Vec<f64>) {
        let Fit { form, rates, start, parameters } = fit;
        let first = Some(start.clone());
        let mut state = Self { form, rates, states: start, sums: Sums::default(), n: 0, parameters, start: first };
        let fitted = state.advance(y);
        (state, fitted)
    }

    pub(super) fn advance(&mut self, y: &[f64]) -> Vec<f64> {
        self.n += y.len();
        run(self.form, y, &self.rates, &mut self.states, &mut self.sums)
    }

    pub(super) fn facts(&self) -> Facts {
        let deviance = self.sums.deviance(self.n);
        let free = self.n.saturating_sub(self.parameters + 2).max(1);
        Facts {
            sigma2: self.sums.squares / free as f64,
            loglik: -0.5 * deviance,
            criteria: Criteria::of(deviance, self.parameters + 1, self.n),
        }
    }

    /// Level, trend and season before the next observation, which sum to what is expected of it.
    fn now(&self, states: &States) -> [f64; 3] {
        let (level, trend) = (states.level, self.rates.phi * states.trend);
        [level, trend, self.form.added(level + trend, states.season.get(states.place).copied())]
    }

    /// The parts that the model has, by name.
    fn named(&self, [level, trend, season]: [Vec<f64>; 3]) -> Vec<(String, Vec<f64>)> {
        let mut all = vec![("level".to_owned(), level)];
        all.extend(self.form.trend.then(|| ("trend".to_owned(), trend)));
        let name = format!("season_{}", self.states.season.len());
        all.extend(self.form.season.map(|_| (name, season)));
        all
    }

    pub(super) fn mean(&self, h: usize) -> Vec<f64> {
        let States { level, trend, season, place } = &self.states;
        let (mut sum, mut power) = (0.0, 1.0);
        let step = |ahead: usize| {
            power *= self.rates.phi;
            sum += power;
            let base = if self.form.trend { level + sum * trend } else { *level };
            match self.form.season {
                None => base,
                Some(Way::Additive) => base + season[(place + ahead) % season.len()],
                Some(Way::Multiplicative) => base * season[(place + ahead) % season.len()],
            }
        };
        (0..h).map(step).collect()
    }

    pub(super) fn is_finite(&self) -> bool {
        let States { level, trend, season, .. } = &self.states;
        let few = [*level, *trend, self.sums.squares, self.sums.product.mantissa];
        few.iter().chain(season).all(|value| value.is_finite())
    }
}

impl ForecastState for EtsState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let mean = self.mean(request.h);
        if request.levels.is_empty() {
            return Ok(Intervals { mean, bounds: Vec::new() });
        }
        let variances = variances(self.form, &self.rates, &self.states, self.facts().sigma2, &mean);
        // Beyond every number a recursion may come to infinity less infinity; rounding may leave less than none.
        let known = |variance: f64| if variance.is_nan() { f64::INFINITY } else { variance.max(0.0) };
        let sigma: Vec<f64> = variances.into_iter().map(|variance| sqrt(known(variance))).collect();
        Ok(Intervals::normal(mean, &sigma, request.levels))
    }

    fn error_scale(&self) -> ErrorScale {
        match self.form.error {
            Way::Additive => ErrorScale::Same,
            Way::Multiplicative => ErrorScale::Relative,
        }
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let y = new.complete(0)?;
        let mut next = self.clone();
        let expected = next.advance(y);
        if !next.is_finite() {
            return Err(err!(
                InvalidData,
                "the values are too large for {}: its states are no longer finite",
                self.form
            ));
        }
        *self = next;
        Ok(expected)
    }

    fn store(&self, row: &mut RowWriter) {
        let (form, facts) = (self.form, self.facts());
        let present = |present: bool, value: f64| if present { value } else { f64::NAN };
        let States { level, trend, season, place } = &self.states;
        row.str("model", &form.to_string());
        row.f64("alpha", self.rates.alpha);
        row.f64("beta", present(form.trend, self.rates.beta));
        row.f64("gamma", present(form.season.is_some(), self.rates.gamma));
        row.f64("phi", present(form.damped, self.rates.phi));
        row.f64("sigma2", facts.sigma2);
        row.f64("loglik", facts.loglik);
        row.f64("aic", facts.criteria.aic);
        row.f64("aicc", facts.criteria.aicc);
        row.f64("bic", facts.criteria.bic);
        row.f64("level", *level);
        row.f64("trend", present(form.trend, *trend));
        // The season of the next observation first.
        row.list("season", &[&season[*place..], &season[..*place]].concat());
        row.i64("n", self.n as i64);
        row.i64("parameters", self.parameters as i64);
        row.f64("squares", self.sums.squares);
        row.f64("mantissa", self.sums.product.mantissa);
        row.i64("exponent", self.sums.product.exponent);
        if let Some(start) = &self.start {
            row.f64("start_level", start.level);
            row.f64("start_trend", start.trend);
            row.list("start_season", &[&start.season[start.place..], &start.season[..start.place]].concat());
        }
    }

    fn parameters(&self, _: &[String]) -> Vec<(String, f64)> {
        let States { season, place, .. } = &self.states;
        let next_first = season[*place..].iter().chain(&season[..*place]);
        next_first.enumerate().map(|(at, &value)| (format!("season_{}", at + 1), value)).collect()
    }

    fn components(&self, y: &[f64]) -> Vec<(String, Cow<'_, [f64]>)> {
        let Some(start) = self.start.as_ref().filter(|_| y.len() == self.n) else { return Vec::new() };
        let (mut states, mut sums) = (start.clone(), Sums::default());
        let mut parts: [Vec<f64>; 3] = Default::default();
        let mut remainder = Vec::with_capacity(y.len());
        for value in y {
            parts.iter_mut().zip(self.now(&states)).for_each(|(part, now)| part.push(now));
            remainder.push(value - run(self.form, &[*value], &self.rates, &mut states, &mut sums)[0]);
        }
        let parts = self.named(parts).into_iter().chain([("remainder".to_owned(), remainder)]);
        parts.map(|(name, part)| (name, part.into())).collect()
    }

    fn components_ahead(&self, request: Request<'_>) -> Result<Vec<(String, Vec<f64>)>> {
        let mut states = self.states.clone();
        let mut parts: [Vec<f64>; 3] = Default::default();
        for _ in 0..request.h {
            parts.iter_mut().zip(self.now(&states)).for_each(|(part, now)| part.push(now));
            states.trend *= self.rates.phi;
            states.level += states.trend;
            states.place = (states.place + 1) % states.season.len().max(1);
        }
        Ok(self.named(parts))
    }

    fn forget(&mut self) {
        self.start = None;
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let form = Form::parse(&row.str("model")?)?;
        let rates = Rates {
            alpha: rate(row, "alpha", true, 0.0)?,
            beta: rate(row, "beta", form.trend, 0.0)?,
            gamma: rate(row, "gamma", form.season.is_some(), 0.0)?,
            phi: rate(row, "phi", form.damped, 1.0)?,
        };
        let level = row.finite("level")?;
        let trend = if form.trend { row.finite("trend")? } else { absent(row, "trend", 0.0)? };
        let season = row.list("season")?;
        let lengths = if form.season.is_some() { 2..=8784 } else { 0..=0 };
        if !lengths.contains(&season.len()) || !season.iter().all(|state| state.is_finite()) {
            return Err(corrupt("season", &format!("is not the season of {form}")));
        }
        let n = row.count("n", 1 << 53)?;
        let parameters = row.count("parameters", 10_000)?;
        let (squares, mantissa, exponent) = (row.finite("squares")?, row.finite("mantissa")?, row.i64("exponent")?);
        if n == 0 || squares < 0.0 || !(1.0..2.0).contains(&mantissa) || exponent.unsigned_abs() > 1 << 62 {
            return Err(corrupt("n", "does not match the sums of the errors"));
        }
        let sums = Sums { squares, product: Product { mantissa, exponent } };
        let start = if row.has("start_level") {
            let (level, trend) = (row.finite("start_level")?, row.finite("start_trend")?);
            let own = row.list("start_season")?;
            if own.len() != season.len() || !own.iter().all(|state| state.is_finite()) {
                return Err(corrupt("start_season", &format!("is not the season of {form}")));
            }
            Some(States { level, trend, season: own, place: 0 })
        } else {
            None
        };
        let states = States { level, trend, season, place: 0 };
        let state = Self { form, rates, states, sums, n, parameters, start };
        let Facts { sigma2, loglik, criteria } = state.facts();
        let derived = [
            ("sigma2", sigma2),
            ("loglik", loglik),
            ("aic", criteria.aic),
            ("aicc", criteria.aicc),
            ("bic", criteria.bic),
        ];
        for (name, value) in derived {
            if row.f64(name)?.to_bits() != value.to_bits() {
                return Err(corrupt(name, "does not follow from the state"));
            }
        }
        Ok(state)
    }
}

/// A smoothing parameter in (0, 1], or NaN and `otherwise` where the model has none.
fn rate(row: &mut RowReader<'_>, name: &'static str, present: bool, otherwise: f64) -> Result<f64> {
    if !present {
        return absent(row, name, otherwise);
    }
    let value = row.finite(name)?;
    if value > 0.0 && value <= 1.0 { Ok(value) } else { Err(corrupt(name, &format!("is {value}; must be in (0, 1]"))) }
}

fn absent(row: &mut RowReader<'_>, name: &'static str, otherwise: f64) -> Result<f64> {
    let value = row.f64(name)?;
    if value.is_nan() { Ok(otherwise) } else { Err(corrupt(name, "is set, but the model has none")) }
}
