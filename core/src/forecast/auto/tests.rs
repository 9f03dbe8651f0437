//! What each kind of series is given, and what must hold of any.

use super::*;
use crate::component::{ForecastState, Request};
use crate::data::{Frame, Panel};
use crate::forecast::Combination;
use crate::forecast::samples::{AIR_PASSENGERS, altered};
use crate::math::rng::Rng;

fn fit(component: &Auto, y: &[f64]) -> FittedSeries<AutoState> {
    component.fit_series(Series::new(y), &Context::new()).unwrap()
}

fn tables(component: &Auto, y: &[f64]) -> (Frame, Frame) {
    let tables = component.fit(&Panel::from_values(y).unwrap()).unwrap().parts().unwrap().tables;
    let table = |name: &str| tables.iter().find(|(own, _)| own == name).unwrap().1.clone();
    (table("series"), table("members"))
}

fn kind(component: &Auto, y: &[f64]) -> String {
    tables(component, y).0.strings("kind").unwrap().get(0).unwrap().to_owned()
}

/// Hours of `days` days: a day, and a week if `weekly`.
fn hours(days: usize, weekly: bool) -> Vec<f64> {
    let mut rng = Rng::new(3, 0);
    let at = |t: usize| {
        let week = if weekly && (t / 24) % 7 >= 5 { -20.0 } else { 0.0 };
        50.0 + 10.0 * libm::sin(t as f64 * std::f64::consts::TAU / 24.0) + week
    };
    (0..24 * days).map(|t| at(t) + rng.normal()).collect()
}

#[test]
fn every_kind_is_seen() {
    let plain = Auto::default();
    assert_eq!(kind(&plain, &[5.0; 9]), "constant");
    assert_eq!(kind(&plain, &[1.0, 2.0, 4.0]), "short");
    assert_eq!(kind(&plain, &[0.0, 0.0, 1.0, 0.0, 4.0, 0.0, 0.0, 2.0, 0.0, 0.0]), "intermittent");
    assert_eq!(kind(&plain, &AIR_PASSENGERS), "plain");
    assert_eq!(kind(&plain.clone().season_length(25), &AIR_PASSENGERS), "plain");
    assert_eq!(kind(&plain.clone().season_length(12), &AIR_PASSENGERS), "season");
    assert_eq!(kind(&plain.clone().season_length(24), &AIR_PASSENGERS), "seasons");
    let mut gaps = AIR_PASSENGERS;
    gaps[7] = f64::NAN;
    assert_eq!(kind(&plain.season_length(12), &gaps), "gaps");
    let error = Auto::default().fit_series(Series::new(&[f64::NAN; 9]), &Context::new()).unwrap_err();
    assert_eq!(error.code(), "kp.missing_values");
}

#[test]
fn a_week_is_found_and_forecast() {
    let y = hours(35, true);
    let (past, future) = y.split_at(24 * 28);
    let component = Auto::default().season_length(24);
    let state = fit(&component, past).state;
    let mean = state.forecast(Request { h: 168, levels: &[], future: &[] }).unwrap().mean;
    let error = mean.iter().zip(future).map(|(mean, y)| (mean - y).abs()).sum::<f64>() / 168.0;
    assert!(error < 2.5, "{error}");
    let (series, members) = tables(&component, past);
    let reason = series.strings("reason").unwrap().get(0).unwrap().to_owned();
    assert!(reason.starts_with("seasons of 24 and 168") && reason.ends_with("rolling origins"), "{reason}");
    assert!((members.f64("weight").unwrap().iter().sum::<f64>() - 1.0).abs() < 1e-12);
    assert!(members.f64("error").unwrap().iter().all(|error| *error > 0.0));
}

#[test]
fn regressors_count_where_they_help() {
    let mut rng = Rng::new(8, 0);
    let x: Vec<f64> = (0..132).map(|_| rng.normal()).collect();
    let y: Vec<f64> = x.iter().map(|x| 50.0 + 8.0 * x + rng.normal()).collect();
    let (known, ahead) = (("x", &x[..120]), ("x", &x[120..]));
    let series = Series { regressors: &[known], ..Series::new(&y[..120]) };
    let state = Auto::default().fit_series(series, &Context::new()).unwrap().state;
    let error = |future: &[(&str, &[f64])]| {
        let mean = state.forecast(Request { h: 12, levels: &[], future }).unwrap().mean;
        mean.iter().zip(&y[120..]).map(|(mean, y)| (mean - y).abs()).sum::<f64>() / 12.0
    };
    assert!(error(&[ahead]) < 2.0, "{}", error(&[ahead]));
    let look = Look::at(series, 1).unwrap();
    assert_eq!((look.kind, look.reason(true).starts_with("one regressor: mean")), (Kind::Regressors, true));
    let mut gaps = y[..120].to_vec();
    gaps[5] = f64::NAN;
    let series = Series { y: &gaps, ..series };
    assert!(Look::at(series, 1).unwrap().reason(false).ends_with("Additive allows"));
    assert!(Auto::default().fit_series(series, &Context::new()).is_ok());
}

#[test]
fn a_year_that_does_not_help_is_not_believed() {
    let mut rng = Rng::new(4, 0);
    let mut level = 100.0;
    let walk = |t: usize| {
        level += 0.3 * rng.normal();
        level + [2.0, 0.0, 0.0, 1.0, 0.0, -2.0, -1.0][t % 7]
    };
    let y: Vec<f64> = (0..1100).map(walk).collect();
    assert_eq!(kind(&Auto::default().season_length(7), &y), "season");
}

#[test]
fn a_season_is_the_combination_of_its_members() {
    let ours = fit(&Auto::default().season_length(12), &AIR_PASSENGERS);
    let models = Look::at(Series::new(&AIR_PASSENGERS), 12).unwrap().members();
    let theirs = Combination::default().models(models).fit_series(Series::new(&AIR_PASSENGERS), &Context::new());
    assert_eq!(ours.fitted, theirs.unwrap().fitted);
}

#[test]
fn updates_go_in_steps_and_states_come_back() {
    let mut gaps = AIR_PASSENGERS;
    gaps[7] = f64::NAN;
    let demand: Vec<f64> = (0..48).map(|t| if t % 3 == 0 { f64::from(t % 7) } else { 0.0 }).collect();
    for (y, m) in [(&AIR_PASSENGERS[..], 12), (&AIR_PASSENGERS[..], 1), (&gaps[..], 12), (&demand[..], 1)] {
        let state = fit(&Auto::default().season_length(m), &y[..40]).state;
        let (mut one, mut many) = (state.clone(), state);
        one.update(Series::new(&y[40..45])).unwrap();
        one.update(Series::new(&y[45..])).unwrap();
        many.update(Series::new(&y[40..])).unwrap();
        let ask = |state: &AutoState| state.forecast(Request { h: 20, levels: &[80.0, 95.0], future: &[] }).unwrap();
        assert_eq!(ask(&one), ask(&many));
        assert_eq!(ask(&altered(&one, |_| ()).unwrap()), ask(&one));
    }
    let state = fit(&Auto::default(), &AIR_PASSENGERS).state;
    let other = |store: &mut crate::component::Store| {
        store.put_strings("state.kind", &["strange"].into_iter().collect());
    };
    assert_eq!(altered(&state, other).unwrap_err().code(), "kp.corrupt_model");
}
