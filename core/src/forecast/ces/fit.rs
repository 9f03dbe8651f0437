//! The fit of each model, and the choice among them.

use super::kernel::{Rates, States};
use super::{AutoCES, CesModel};
use crate::component::Context;
use crate::error::{Result, err};
use crate::forecast::Decomposition;
use crate::forecast::classical::{indices, moving_average};
use crate::forecast::criteria::Criteria;
use crate::math::nelder_mead::NelderMead;
use libm::log;

/// A fitted model and the states before the first observation.
pub(super) struct Fit {
    pub(super) model: CesModel,
    pub(super) rates: Rates,
    pub(super) states: States,
}

/// A level and its potential are started so far apart.
const APART: f64 = 1.1;

/// Fits the models that are allowed and returns the best, run over the series.
pub(super) fn search(y: &[f64], component: &AutoCES, ctx: &Context) -> Result<(Fit, Vec<f64>)> {
    let (n, period) = (y.len(), component.season_length as usize);
    // A season must be seen twice.
    let seasonal = period > 1 && n >= 2 * period;
    let all = [CesModel::N, CesModel::S, CesModel::P, CesModel::F];
    let wanted = |model: &&CesModel| match component.model {
        _ if !seasonal => **model == CesModel::N,
        CesModel::Z => true,
        one => **model == one,
    };
    let mut best: Option<(f64, Fit)> = None;
    for &model in all.iter().filter(wanted) {
        ctx.check()?;
        let start = start(y, period, model);
        let rates = best_rates(y, model, &start);
        let mut states = start.clone();
        let squares = states.settle(model, &rates, y, |_| ());
        let value = criteria(squares, model, n).get(component.criterion);
        if best.as_ref().is_none_or(|(least, _)| value < *least) && !value.is_nan() {
            best = Some((value, Fit { model, rates, states: start }));
        }
    }
    let none = || err!(InvalidData, "no model of complex smoothing could be fitted: the values are too large");
    let (_, mut fit) = best.ok_or_else(none)?;
    let mut fitted = Vec::with_capacity(n);
    let mut errors = Vec::with_capacity(n);
    fit.states.settle(fit.model, &fit.rates, y, |error| errors.push(error));
    fitted.extend(y.iter().zip(&errors).map(|(y, error)| y - error));
    Ok((fit, fitted))
}

/// Criteria of a sum of squared errors: the constants of the likelihood are left out, as the reference does.
pub(super) fn criteria(squares: f64, model: CesModel, n: usize) -> Criteria {
    Criteria::of(n as f64 * log(squares.max(f64::MIN_POSITIVE)), model.parameters(), n)
}

/// The parameters of the least squared errors.
fn best_rates(y: &[f64], model: CesModel, start: &States) -> Rates {
    let (first, upper): (&[f64], &[f64]) = match model {
        CesModel::P => (&[1.3, 1.0, 0.1], &[1.8, 1.9, 1.5]),
        CesModel::F => (&[1.3, 1.0, 1.3, 1.0], &[1.8, 1.9, 1.5, 1.5]),
        _ => (&[1.3, 1.0], &[1.8, 1.9]),
    };
    let rates = |x: &[f64]| Rates {
        alpha: [x[0], x[1]],
        beta: [x.get(2).copied().unwrap_or(0.0), x.get(3).copied().unwrap_or(0.0)],
    };
    let mut states = start.clone();
    let mut value = |x: &[f64]| {
        states.level = start.level;
        states.season.copy_from_slice(&start.season);
        states.place = 0;
        log(states.settle(model, &rates(x), y, |_| ()))
    };
    let found =
        NelderMead::default().minimize(first, &vec![0.01; first.len()], upper, &mut |x| y.len() as f64 * value(x));
    rates(&found.x)
}

/// The states that the first run starts with.
fn start(y: &[f64], period: usize, model: CesModel) -> States {
    let mean = |count: usize| y[..count].iter().sum::<f64>() / count as f64;
    let pair = |value: f64| [value, value / APART];
    let (level, season) = match model {
        CesModel::S => ([0.0; 2], y[..period].iter().map(|&value| pair(value)).collect()),
        CesModel::P | CesModel::F => {
            let season = indices(y, &moving_average(y, period), period, Decomposition::Additive);
            let potential = |value: f64| if model == CesModel::F { value / APART } else { 0.0 };
            (pair(mean(period)), season.into_iter().map(|value| [value, potential(value)]).collect())
        }
        _ => (pair(mean(10.min(y.len()))), Vec::new()),
    };
    States { level, season, place: 0 }
}
