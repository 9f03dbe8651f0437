//! The choice among models.

use super::TBATS;
use super::fit::{Data, Fit, Form, fit};
use super::harmonics::choose;
use super::kernel::Turns;
use super::model::{Season, angles};
use super::stable::Circle;
use super::state::TbatsState;
use crate::component::{Context, Forecaster};
use crate::data::Series;
use crate::error::{Result, err};
use crate::forecast::AutoARIMA;
use crate::forecast::criteria::Criteria;
use crate::forecast::season_lengths::given_or_found;
use libm::log;

/// The best model of a series, run over it.
pub(super) fn search(y: &[f64], component: &TBATS, ctx: &Context) -> Result<(TbatsState, Vec<f64>)> {
    let seasons = seasons(y, component, ctx)?;
    let own = angles(&seasons);
    let positive = y.iter().all(|&value| value > 0.0);
    let data = Data {
        y,
        logs: positive.then(|| y.iter().map(|&value| log(value)).collect()),
        turns: Turns::new(&own),
        circle: Circle::new(&own),
        bounds: [component.bc_lower_bound, component.bc_upper_bound],
    };
    let mut best: Option<(f64, Fit)> = None;
    let value = |fit: &Fit| Criteria::of(fit.deviance, fit.parameters, y.len()).get(component.criterion);
    for form in forms(component, positive) {
        ctx.check()?;
        let found = fit(&data, &form, (&[], &[]), None, ctx)?;
        let criterion = value(&found);
        if found.deviance.is_finite() && best.as_ref().is_none_or(|(least, _)| criterion < *least) {
            best = Some((criterion, found));
        }
    }
    let none = || err!(InvalidData, "no TBATS model could be fitted: the values are too large");
    let (least, mut best) = best.ok_or_else(none)?;
    if component.use_arma_errors
        && let Some((ar, ma)) = orders(&best.d, ctx)?
    {
        let form = Form { ar: ar.len(), ma: ma.len(), ..best.form.clone() };
        let found = fit(&data, &form, (&ar, &ma), Some(&best), ctx)?;
        if value(&found) < least {
            best = found;
        }
    }
    TbatsState::of(best, seasons, data.turns, y)
}

/// The seasons that are seen twice and have waves.
fn seasons(y: &[f64], component: &TBATS, ctx: &Context) -> Result<Vec<Season>> {
    let mut lengths = given_or_found(&component.season_lengths, y, ctx)?;
    lengths.retain(|&length| length >= 2.0 && y.len() as f64 >= 2.0 * length);
    lengths.sort_unstable_by(f64::total_cmp);
    lengths.dedup();
    let waves = choose(y, &lengths);
    let all = lengths.into_iter().zip(waves).map(|(length, waves)| Season { length, waves });
    Ok(all.filter(|season| !season.waves.is_empty()).collect())
}

/// The models to be fitted, the simplest first.
fn forms(component: &TBATS, positive: bool) -> Vec<Form> {
    let mut forms = Vec::new();
    for boxcox in [false, true] {
        for (trend, damped) in [(false, false), (true, false), (true, true)] {
            let is = |wanted: Option<bool>, value: bool| wanted.is_none_or(|wanted| wanted == value);
            let transformed = if positive { is(component.use_boxcox, boxcox) } else { !boxcox };
            // Where a damped trend is wanted there is a trend.
            let fits = is(component.use_trend, trend)
                && if component.use_damped_trend == Some(false) {
                    !damped
                } else {
                    is(component.use_damped_trend, damped)
                };
            if transformed && fits {
                forms.push(Form { boxcox, trend, damped, ar: 0, ma: 0 });
            }
        }
    }
    forms
}

/// The ARMA terms that AutoARIMA finds in errors, if there are any.
fn orders(errors: &[f64], ctx: &Context) -> Result<Option<(Vec<f64>, Vec<f64>)>> {
    let auto = AutoARIMA { d: Some(0), seasonal: false, allow_mean: false, ..AutoARIMA::default() };
    match auto.fit_series(Series::new(errors), ctx) {
        Ok(found) => {
            let (ar, ma) = found.state.arma();
            Ok(Some((ar.to_vec(), ma.to_vec())).filter(|(ar, ma)| !ar.is_empty() || !ma.is_empty()))
        }
        Err(error) if error.code() == "kp.cancelled" || error.code() == "kp.deadline_exceeded" => Err(error),
        Err(_) => Ok(None),
    }
}
