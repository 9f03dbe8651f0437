//! A fitted series: forecasts, updates, saving.

use super::CesModel;
use super::fit::{Fit, criteria};
use super::kernel::{Rates, States};
use crate::component::{ForecastState, Intervals, Request, RowReader, RowWriter, corrupt};
use crate::data::Series;
use crate::error::{Result, err};
use libm::sqrt;

/// The model of one series and its states after the last observation.
#[derive(Clone, Debug, PartialEq)]
pub struct CesState {
    model: CesModel,
    rates: Rates,
    states: States,
    squares: f64,
    n: usize,
}

impl CesState {
    pub(super) fn of(fit: Fit, squares: f64, n: usize) -> Self {
        let Fit { model, rates, states } = fit;
        Self { model, rates, states, squares, n }
    }

    /// A constant is its own forecast: without a potential nothing moves it.
    pub(super) fn constant(level: f64, n: usize) -> Self {
        let states = States { level: [level, 0.0], season: Vec::new(), place: 0 };
        Self { model: CesModel::N, rates: Rates { alpha: [1.0, 1.0], beta: [0.0; 2] }, states, squares: 0.0, n }
    }

    fn sigma2(&self) -> f64 {
        self.squares / self.n.saturating_sub(self.model.parameters() + 1).max(1) as f64
    }

    /// What an error of 1 adds to the forecasts after it.
    fn effects(&self, h: usize) -> Vec<f64> {
        let mut states = States { level: [0.0; 2], season: vec![[0.0; 2]; self.states.season.len()], place: 0 };
        states.advance(self.model, &self.rates, 1.0);
        (0..h)
            .map(|_| {
                let effect = states.expected(self.model);
                states.advance(self.model, &self.rates, 0.0);
                effect
            })
            .collect()
    }

    fn is_finite(&self) -> bool {
        let pairs = std::iter::once(&self.states.level).chain(&self.states.season);
        self.squares.is_finite() && pairs.flatten().all(|value| value.is_finite())
    }
}

impl ForecastState for CesState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let mut states = self.states.clone();
        let step = |_| {
            let expected = states.expected(self.model);
            states.advance(self.model, &self.rates, 0.0);
            expected
        };
        let mean: Vec<f64> = (0..request.h).map(step).collect();
        if request.levels.is_empty() {
            return Ok(Intervals { mean, bounds: Vec::new() });
        }
        let (sigma2, mut sum) = (self.sigma2(), 1.0);
        let spread = |effect: f64| {
            let sigma = sqrt(sigma2 * sum);
            sum += effect * effect;
            sigma
        };
        let sigma: Vec<f64> = self.effects(request.h).into_iter().map(spread).collect();
        Ok(Intervals::normal(mean, &sigma, request.levels))
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let y = new.complete(0)?;
        let mut next = self.clone();
        let mut expected = Vec::with_capacity(y.len());
        for value in y {
            let forecast = next.states.expected(next.model);
            let error = value - forecast;
            expected.push(forecast);
            next.squares += error * error;
            next.states.advance(next.model, &next.rates, error);
        }
        next.n += y.len();
        if !next.is_finite() {
            return Err(err!(InvalidData, "the values are too large for CES: its states are no longer finite"));
        }
        *self = next;
        Ok(expected)
    }

    fn store(&self, row: &mut RowWriter) {
        let Self { model, rates, states, squares, n } = self;
        let criteria = criteria(*squares, *model, *n);
        row.str("model", model.name());
        row.f64("alpha_0", rates.alpha[0]);
        row.f64("alpha_1", rates.alpha[1]);
        row.f64("beta_0", rates.beta[0]);
        row.f64("beta_1", rates.beta[1]);
        row.f64("sigma2", self.sigma2());
        row.f64("aic", criteria.aic);
        row.f64("aicc", criteria.aicc);
        row.f64("bic", criteria.bic);
        row.f64("level", states.level[0]);
        row.f64("potential", states.level[1]);
        // The season of the next observation first.
        let ring = states.season[states.place..].iter().chain(&states.season[..states.place]);
        row.list("season", &ring.flatten().copied().collect::<Vec<_>>());
        row.i64("n", *n as i64);
        row.f64("squares", *squares);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let name = row.str("model")?;
        let known = [CesModel::N, CesModel::S, CesModel::P, CesModel::F].into_iter().find(|model| model.name() == name);
        let model = known.ok_or_else(|| corrupt("model", &format!("is '{name}'; must be N, S, P or F")))?;
        let rates = Rates {
            alpha: [row.finite("alpha_0")?, row.finite("alpha_1")?],
            beta: [row.finite("beta_0")?, row.finite("beta_1")?],
        };
        let derived = [row.f64("sigma2")?, row.f64("aic")?, row.f64("aicc")?, row.f64("bic")?];
        let level = [row.finite("level")?, row.finite("potential")?];
        let (season, rest) = {
            let list = row.list("season")?;
            let (pairs, rest) = list.as_chunks::<2>();
            (pairs.to_vec(), rest.len())
        };
        let lengths = if model == CesModel::N { 0..=0 } else { 2..=8784 };
        if rest > 0 || !lengths.contains(&season.len()) {
            return Err(corrupt("season", &format!("is not the season of model {name}")));
        }
        let (n, squares) = (row.count("n", 1 << 53)?, row.finite("squares")?);
        let state = Self { model, rates, states: States { level, season, place: 0 }, squares, n };
        let criteria = criteria(squares, model, n);
        let expected = [state.sigma2(), criteria.aic, criteria.aicc, criteria.bic];
        let same = expected.iter().zip(&derived).all(|(a, b)| a.to_bits() == b.to_bits());
        if n == 0 || squares < 0.0 || !same || !state.is_finite() {
            return Err(corrupt("squares", "do not match what follows from them"));
        }
        Ok(state)
    }
}
