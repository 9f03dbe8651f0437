//! A model as it is reported and stored, and its filter.

use super::boxcox;
use super::harmonics::angle;
use super::kernel::{Rates, States, Turns, terms};

/// A season's length and its waves.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Season {
    pub(super) length: f64,
    pub(super) waves: Vec<usize>,
}

/// The turns of the waves of seasons.
pub(super) fn angles(seasons: &[Season]) -> Vec<Vec<f64>> {
    let of = |season: &Season| season.waves.iter().map(|&wave| angle(wave, season.length)).collect();
    seasons.iter().map(of).collect()
}

/// A model of fixed parameters.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Model {
    pub(super) seasons: Vec<Season>,
    pub(super) turns: Turns,
    pub(super) lambda: Option<f64>,
    pub(super) trend: bool,
    pub(super) damped: bool,
    pub(super) rates: Rates,
}

impl Model {
    /// The name that the paper gives it: TBATS(lambda, {p,q}, phi, {<length, waves>, ..}), "-" for no trend.
    pub(super) fn name(&self) -> String {
        let lambda = self.lambda.unwrap_or(1.0);
        let phi = if self.trend { format!("{:.3}", self.rates.phi) } else { "-".to_owned() };
        let seasons: Vec<String> =
            self.seasons.iter().map(|season| format!("<{},{}>", season.length, season.waves.len())).collect();
        let (p, q) = (self.rates.ar.len(), self.rates.ma.len());
        format!("TBATS({lambda:.3}, {{{p},{q}}}, {phi}, {{{}}})", seasons.join(", "))
    }

    /// An observation on the scale of the model.
    pub(super) fn transform(&self, y: f64) -> f64 {
        self.lambda.map_or(y, |lambda| boxcox::transform(y, lambda))
    }

    pub(super) fn back(&self, z: f64) -> f64 {
        self.lambda.map_or(z, |lambda| boxcox::back(z, lambda))
    }
}

/// The states before the next observation.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Now {
    pub(super) states: States,
    /// The seasons' sum.
    pub(super) seasons: f64,
    /// The last errors of the structure and of the model, as many as there are terms, the oldest first.
    pub(super) d: Vec<f64>,
    pub(super) e: Vec<f64>,
}

impl Now {
    pub(super) fn new(model: &Model, states: States) -> Self {
        let seasons = states.seasons(&model.turns);
        Self { states, seasons, d: Vec::new(), e: Vec::new() }
    }

    /// What the structure expects.
    pub(super) fn structure(&self, model: &Model) -> f64 {
        self.states.level + model.rates.phi * self.states.slope + self.seasons
    }

    /// What the ARMA terms expect of the structure's error.
    pub(super) fn arma(&self, model: &Model) -> f64 {
        terms(&model.rates.ar, &self.d) + terms(&model.rates.ma, &self.e)
    }

    /// Moves on after an error of the model.
    pub(super) fn advance(&mut self, model: &Model, e: f64) {
        let d = self.arma(model) + e;
        self.seasons = self.states.advance(&model.turns, &model.rates, d);
        for (past, value, count) in [(&mut self.d, d, model.rates.ar.len()), (&mut self.e, e, model.rates.ma.len())] {
            if past.len() == count && count > 0 {
                past.remove(0);
            }
            if count > 0 {
                past.push(value);
            }
        }
    }
}
