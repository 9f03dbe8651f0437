//! A fitted series: forecasts, updates, saving.

use super::engine::{BURN_IN, Kind, Line, Rates, Recursion};
use super::fit::{ALPHA, CLASSIC_THETA, Fit, THETA};
use super::season::{LEAST_INDEX, LEAST_PERIOD, Season};
use super::variance::variances;
use super::{Decomposition, LEAST_OBSERVATIONS};
use crate::component::{ForecastState, Intervals, Request, RowReader, RowWriter, corrupt};
use crate::data::Series;
use crate::error::{Result, err};
use libm::sqrt;

/// The model of one series after its last observation.
#[derive(Clone, Debug, PartialEq)]
pub struct ThetaState {
    pub(super) kind: Kind,
    pub(super) recursion: Recursion,
    /// Mean of the errors after the burn-in, and the sum of their squared distances from it (Welford 1962).
    pub(super) mean_error: f64,
    pub(super) squares: f64,
    pub(super) season: Option<Season>,
}

impl ThetaState {
    /// Runs a fit over its series, which has no season any more; returns the one-step forecasts too.
    pub(super) fn of(fit: Fit, y: &[f64], season: Option<Season>) -> (Self, Vec<f64>) {
        let recursion = Recursion::new(fit.rates, fit.initial);
        let mut state = Self { kind: fit.kind, recursion, mean_error: 0.0, squares: 0.0, season };
        let whole = Line::through(y).coefficients();
        let mut step = |&value: &f64| {
            let line = if fit.kind.dynamic() { state.recursion.line.coefficients() } else { whole };
            state.step(value, line)
        };
        let mut fitted: Vec<f64> = y.iter().map(&mut step).collect();
        if fit.kind.dynamic() {
            // There is no line before the first observation.
            fitted[0] = f64::NAN;
        }
        if let Some(season) = &mut state.season {
            fitted.iter_mut().enumerate().for_each(|(i, value)| *value = season.apply(*value, i));
            season.advance(y.len());
        }
        (state, fitted)
    }

    /// Learns from one observation without its season; returns what the line's coefficients let expect.
    fn step(&mut self, y: f64, line: [f64; 2]) -> f64 {
        let expected = self.recursion.expect(line);
        self.recursion.learn(y);
        if self.recursion.line.n > BURN_IN {
            let off = y - expected - self.mean_error;
            self.mean_error += off / (self.recursion.line.n - BURN_IN) as f64;
            self.squares += off * (y - expected - self.mean_error);
        }
        expected
    }

    /// Forecasts without the season. A dynamic line goes on through the forecasts.
    fn path(&self, h: usize) -> Vec<f64> {
        let mut recursion = self.recursion;
        let whole = recursion.line.coefficients();
        let mut step = |_| {
            let line = if self.kind.dynamic() { recursion.line.coefficients() } else { whole };
            let expected = recursion.expect(line);
            recursion.learn(expected);
            expected
        };
        (0..h).map(&mut step).collect()
    }

    pub(super) fn sigma2(&self) -> f64 {
        self.squares / (self.recursion.line.n - BURN_IN - 1) as f64
    }

    pub(super) fn is_finite(&self) -> bool {
        let Recursion { level, initial, line: Line { mean, slope, .. }, .. } = self.recursion;
        [level, initial, mean, slope, self.mean_error, self.squares].iter().all(|value| value.is_finite())
    }
}

impl ForecastState for ThetaState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let mut mean = self.path(request.h);
        if let Some(season) = &self.season {
            mean.iter_mut().enumerate().for_each(|(step, value)| *value = season.apply(*value, step));
        }
        if request.levels.is_empty() {
            return Ok(Intervals { mean, bounds: Vec::new() });
        }
        let sigma2 = self.sigma2();
        let mut sigma = variances(&self.recursion, self.kind.dynamic(), request.h);
        for (step, variance) in sigma.iter_mut().enumerate() {
            let stretch = self.season.as_ref().map_or(1.0, |season| season.stretch(step));
            *variance = sqrt(sigma2 * *variance) * stretch;
        }
        Ok(Intervals::normal(mean, &sigma, request.levels))
    }

    fn error_sizes(&self, y: &[f64]) -> Vec<f64> {
        let season = |season: &Season| (0..=y.len()).map(|at| season.stretch_back(y.len() - at)).collect();
        self.season.as_ref().map_or_else(|| vec![1.0; y.len() + 1], season)
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let y = new.complete(0)?;
        let mut next = self.clone();
        let mut expected = Vec::with_capacity(y.len());
        for &value in y {
            let line = next.recursion.line.coefficients();
            let plain = next.season.as_ref().map_or(value, |season| season.remove(value, 0));
            let forecast = next.step(plain, line);
            expected.push(next.season.as_ref().map_or(forecast, |season| season.apply(forecast, 0)));
            if let Some(season) = &mut next.season {
                season.advance(1);
            }
        }
        if !next.is_finite() {
            return Err(err!(InvalidData, "the values are too large: the model's state is no longer finite"));
        }
        *self = next;
        Ok(expected)
    }

    fn store(&self, row: &mut RowWriter) {
        let Recursion { rates, initial, level, line, .. } = self.recursion;
        row.str("model", self.kind.name());
        row.f64("alpha", rates.alpha);
        row.f64("theta", rates.theta);
        row.f64("initial_level", initial);
        row.f64("level", level);
        row.i64("n", line.n as i64);
        row.f64("mean", line.mean);
        row.f64("slope", line.slope);
        row.f64("mean_error", self.mean_error);
        row.f64("squares", self.squares);
        let (way, indices) = match &self.season {
            None => ("none", Vec::new()),
            // The season of the next observation first.
            Some(season) => (season.way.name(), (0..season.indices.len()).map(|step| season.index(step)).collect()),
        };
        row.str("decomposition", way);
        row.list("season", &indices);
    }

    fn parameters(&self, _: &[String]) -> Vec<(String, f64)> {
        let index = |season: &Season| {
            (0..season.indices.len()).map(|at| (format!("season_{}", at + 1), season.index(at))).collect()
        };
        self.season.as_ref().map_or_else(Vec::new, index)
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let name = row.str("model")?;
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == name);
        let kind = kind.ok_or_else(|| corrupt("model", "is none of STM, OTM, DSTM and DOTM"))?;
        let rates = Rates { alpha: within(row, "alpha", ALPHA)?, theta: within(row, "theta", THETA)? };
        if !kind.optimized() && rates.theta != CLASSIC_THETA {
            return Err(corrupt("theta", &format!("is {}; that of {name} is 2", rates.theta)));
        }
        let (initial, level) = (row.finite("initial_level")?, row.finite("level")?);
        let n = row.count("n", 1 << 53)?;
        if n < LEAST_OBSERVATIONS {
            return Err(corrupt("n", &format!("is {n}; must be at least {LEAST_OBSERVATIONS}")));
        }
        let line = Line { n, mean: row.finite("mean")?, slope: row.finite("slope")? };
        let (mean_error, squares) = (row.finite("mean_error")?, row.finite("squares")?);
        if squares < 0.0 {
            return Err(corrupt("squares", "is below 0"));
        }
        // At most 4,400 products, for alpha is at least 0.1.
        let mut decay = 1.0;
        for _ in 0..n {
            if decay == 0.0 {
                break;
            }
            decay = rates.next_decay(decay);
        }
        let recursion = Recursion { rates, initial, level, decay, line };
        Ok(Self { kind, recursion, mean_error, squares, season: season(row)? })
    }
}

fn within(row: &mut RowReader<'_>, name: &'static str, [least, most]: [f64; 2]) -> Result<f64> {
    let value = row.finite(name)?;
    if (least..=most).contains(&value) {
        Ok(value)
    } else {
        Err(corrupt(name, &format!("is {value}; must be {least} to {most}")))
    }
}

fn season(row: &mut RowReader<'_>) -> Result<Option<Season>> {
    let (way, indices) = (row.str("decomposition")?, row.list("season")?);
    let way = match way.as_str() {
        "none" if indices.is_empty() => return Ok(None),
        "multiplicative" => Decomposition::Multiplicative,
        "additive" => Decomposition::Additive,
        _ => return Err(corrupt("decomposition", "is not multiplicative or additive, or none without a season")),
    };
    let least = if way == Decomposition::Multiplicative { LEAST_INDEX } else { f64::MIN };
    if !(LEAST_PERIOD..=8784).contains(&indices.len()) || !indices.iter().all(|i| i.is_finite() && *i >= least) {
        return Err(corrupt(
            "season",
            "does not have 4 to 8784 indices, finite and, where they multiply, at least 0.01",
        ));
    }
    Ok(Some(Season { way, indices, place: 0 }))
}
