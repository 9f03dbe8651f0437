//! The component against its reference and its own promises.

use super::form::{Form, Way};
use super::kernel::{Rates, States, Sums};
use super::variance::variances;
use super::*;
use crate::component::{ForecastState, Intervals, Request, RowReader, RowWriter, Store};
use crate::data::Panel;
pub(super) use crate::forecast::samples::AIR_PASSENGERS;
use crate::forecast::samples::altered;
use crate::math::rng::{Rng, hash};

fn fit(y: &[f64], component: &AutoETS) -> FittedSeries<EtsState> {
    component.fit_series(Series::new(y), &Context::new()).unwrap()
}

fn ask(state: &EtsState, h: usize, levels: &[f64]) -> Intervals {
    state.forecast(Request { h, levels, future: &[] }).unwrap()
}

fn close(actual: f64, expected: f64, tolerance: f64, what: &str) {
    assert!((actual - expected).abs() <= tolerance * expected.abs(), "{what}: {actual} and {expected}");
}

/// What statsforecast 2.1.1 says of a model: name asked for, damping, period, name found, AICc, sigma², the first
/// forecast, and half the width of the 90 % interval 1, 2 and 12 steps on (0 where it is not the book's).
type Case = (&'static str, Option<bool>, u32, &'static str, [f64; 3], [f64; 3]);

/// `statsforecast.ets.ets_f(AIR_PASSENGERS, m, model, damped)` and `forecast_ets(.., h=12, level=[90])`, version 2.1.1.
#[rustfmt::skip]
const CASES: [Case; 11] = [
    ("ZZZ", None, 12, "ETS(A,Ad,A)", [416.5080038894305, 58.473574878013714, 195.2782462760637],
        [12.577869364434036, 13.490891239477776, 20.64767740130614]),
    ("AAA", Some(false), 12, "ETS(A,A,A)", [421.6867370044883, 70.14816438905898, 196.7641549163682],
        [13.776389475462253, 13.78486697992372, 13.882006715714937]),
    ("ANA", None, 12, "ETS(A,N,A)", [422.30339619749753, 81.02449513105951, 194.03385420403893],
        [14.805920856982311, 16.11318489353394, 25.764880696659105]),
    ("MNA", None, 12, "ETS(M,N,A)", [432.83579617860727, 0.004473702089719092, 190.4788974125729],
        [20.95596456886119, 22.743842502679854, 31.160085104542702]),
    ("MNM", None, 12, "ETS(M,N,M)", [421.0230060894362, 0.0035169897595054064, 188.57556648147244], [0.0; 3]),
    ("MAM", Some(true), 12, "ETS(M,Ad,M)", [458.2390885893924, 0.005836439627635364, 182.3239819483519], [0.0; 3]),
    ("ZZZ", None, 1, "ETS(M,N,N)", [457.2552783944006, 0.011575337391465773, 193.997800190018],
        [34.3313507889157, 48.68971168192749, 122.78791361688761]),
    ("MAN", Some(false), 1, "ETS(M,A,N)", [459.7449628506069, 0.011048606474357167, 197.36896121014465],
        [34.12399461807027, 48.8044453958849, 133.30637560223198]),
    ("MAN", Some(true), 1, "ETS(M,Ad,N)", [462.5982583651729, 0.011430781442935543, 195.68309892480093], [0.0; 3]),
    ("AAN", Some(true), 1, "ETS(A,Ad,N)", [464.3617183730332, 289.43984107557225, 195.0240954914239],
        [27.983782220715455, 39.57500476800635, 96.97870178159391]),
    ("ANN", None, 1, "ETS(A,N,N)", [457.4508914997074, 273.0551080934766, 193.997800190018],
        [27.18018506761169, 38.436664469160235, 94.14629216048101]),
];

#[test]
fn models_of_statsforecast_are_found_again() {
    for (model, damped, period, name, [aicc, sigma2, first], widths) in CASES {
        let component = AutoETS { damped, ..AutoETS::default().season_length(period).model(model).stepwise(false) };
        let state = fit(&AIR_PASSENGERS, &component).state;
        let facts = state.facts();
        assert_eq!(state.form.to_string(), name);
        close(facts.criteria.aicc, aicc, 1e-9, name);
        close(facts.sigma2, sigma2, 1e-7, name);
        let forecast = ask(&state, 12, &[90.0]);
        close(forecast.mean[0], first, 1e-8, name);
        for (step, width) in [0, 1, 11].into_iter().zip(widths) {
            if width > 0.0 {
                close(forecast.bounds[0].1[step] - forecast.mean[step], width, 1e-6, name);
            }
        }
    }
}

#[test]
fn damped_trends_level_out_as_in_the_book() {
    let state = fit(&AIR_PASSENGERS, &AutoETS::default().model("AAN").damped(true).phi(0.9)).state;
    let mean = ask(&state, 200, &[]).mean;
    // mu(h) = level + (phi + phi² + ...) trend, so steps shrink by phi and add up to 9 trends.
    close((mean[2] - mean[1]) / (mean[1] - mean[0]), 0.9, 1e-9, "ratio of steps");
    close(mean[199], state.states.level + 9.0 * state.states.trend, 1e-9, "limit");
}

/// Paths drawn from the model, step by step with the same filter that fits it, must spread as the formulas say.
#[test]
fn variances_agree_with_simulation() {
    let (h, paths) = (20, 20_000);
    for form in Form::all() {
        let period = if form.season.is_some() { 4 } else { 0 };
        let relative = form.error == Way::Multiplicative;
        let season: &[f64] =
            if form.season == Some(Way::Multiplicative) { &[0.8, 1.3, 0.9, 1.0] } else { &[-9., 4., 8., -3.] };
        let rates = Rates {
            alpha: 0.5,
            beta: if form.trend { 0.12 } else { 0.0 },
            gamma: if period > 0 { 0.3 } else { 0.0 },
            phi: if form.damped { 0.9 } else { 1.0 },
        };
        let trend = if form.trend { 1.5 } else { 0.0 };
        let states = States { level: 100.0, trend, season: season[..period].to_vec(), place: 1 % period.max(1) };
        let sigma2: f64 = if relative { 0.003 } else { 9.0 };
        let model = EtsState { form, rates, states, sums: Sums::default(), n: 100, parameters: 5, start: None };
        let mean = model.mean(h);
        let mut rng = Rng::new(1, hash(&form.to_string()));
        let (mut sums, mut squares) = (vec![0.0; h], vec![0.0; h]);
        for _ in 0..paths {
            let mut path = model.clone();
            for step in 0..h {
                let error = rng.normal() * sigma2.sqrt();
                let expected = path.mean(1)[0];
                let y = if relative { expected * (1.0 + error) } else { expected + error };
                path.advance(&[y]);
                sums[step] += y - mean[step];
                squares[step] += (y - mean[step]) * (y - mean[step]);
            }
        }
        for (step, variance) in variances(form, &rates, &model.states, sigma2, &mean).into_iter().enumerate() {
            let n = f64::from(paths);
            let off = sums[step] / n;
            close(variance, squares[step] / n - off * off, 0.06, &format!("{form}, {} steps", step + 1));
        }
    }
}

#[test]
fn an_update_is_a_longer_run_of_the_filter_bit_by_bit() {
    for (model, damped, period, ..) in CASES {
        let component = AutoETS { damped, ..AutoETS::default().season_length(period).model(model) };
        let fit = fit::search(&AIR_PASSENGERS[..40], &component, &Context::new()).unwrap();
        let more: Vec<f64> = AIR_PASSENGERS.iter().cycle().take(48 + 700).copied().collect();
        let (whole, fitted) = EtsState::of(fit.clone(), &more);
        let (mut parts, _) = EtsState::of(fit, &more[..40]);
        let mut expected = parts.update(Series::new(&more[40..41])).unwrap();
        expected.extend(parts.update(Series::new(&more[41..])).unwrap());
        assert_eq!(parts, whole, "{model}");
        assert_eq!(expected, fitted[40..], "{model}");
        assert!(parts.update(Series::new(&[1e300, 1e300])).is_err() || parts.is_finite());
    }
}

fn saved(state: &EtsState) -> Store {
    let mut writer = RowWriter::default();
    state.store(&mut writer);
    writer.end_row();
    let mut store = Store::default();
    writer.store(&mut store);
    store
}

#[test]
fn a_saved_state_reads_back_and_a_changed_one_is_refused() {
    for (model, damped, period, ..) in CASES {
        let component = AutoETS { damped, ..AutoETS::default().season_length(period).model(model) };
        let state = fit(&AIR_PASSENGERS[..43], &component).state;
        let back = EtsState::restore(&mut RowReader::new(&saved(&state), 1)).unwrap();
        assert_eq!(ask(&back, 20, &[80.0]), ask(&state, 20, &[80.0]));
        let (mut a, mut b) = (state.clone(), back);
        assert_eq!(
            a.update(Series::new(&AIR_PASSENGERS[43..])).unwrap(),
            b.update(Series::new(&AIR_PASSENGERS[43..])).unwrap()
        );
    }
    let state = fit(&AIR_PASSENGERS, &AutoETS::default().season_length(12).stepwise(false)).state;
    let numbers = ["alpha", "beta", "gamma", "phi", "sigma2", "aicc", "level", "trend", "squares", "mantissa"];
    for name in numbers {
        for wrong in [f64::NAN, f64::INFINITY, -1.0, 0.5] {
            let mut store = saved(&state);
            store.put(&format!("state.{name}"), &[wrong]);
            let result = EtsState::restore(&mut RowReader::new(&store, 1));
            // A level or rate of 0.5 is as good as any other.
            if let Ok(state) = result {
                assert!(wrong.is_finite() && state.is_finite(), "{name} {wrong}");
            }
        }
    }
    let mut store = saved(&state);
    store.put("state.season.values", &[1.0; 3]);
    store.put("state.season.ends", &[2i64]);
    assert!(EtsState::restore(&mut RowReader::new(&store, 1)).is_err());
    let mut store = saved(&state);
    store.put("state.n", &[-3i64]);
    assert!(EtsState::restore(&mut RowReader::new(&store, 1)).is_err());
}

#[test]
fn short_and_constant_and_odd_series_have_the_documented_outcome() {
    let auto = AutoETS::default().season_length(12);
    let error = |y: &[f64], component: &AutoETS| {
        let error = component.fit_series(Series::new(y), &Context::new()).unwrap_err();
        (error.code(), error.context().get("needed").cloned().unwrap_or_default())
    };
    for n in [1, 2, 30] {
        let forecast = ask(&fit(&vec![7.5; n], &auto).state, 3, &[95.0]);
        assert_eq!(forecast.mean, [7.5; 3]);
        assert_eq!(forecast.bounds[0], (vec![7.5; 3], vec![7.5; 3]));
    }
    assert_eq!(error(&AIR_PASSENGERS[..6], &auto.clone().model("ZAZ")), ("kp.not_enough_data", "9".into()));
    assert_eq!(error(&AIR_PASSENGERS[..6], &auto.clone().damped(true)), ("kp.not_enough_data", "8".into()));
    assert_eq!(
        error(&AIR_PASSENGERS[..16], &auto.clone().model("AAA").damped(false)),
        ("kp.not_enough_data", "19".into())
    );
    // A season that was never seen whole is left out.
    assert_eq!(fit(&AIR_PASSENGERS[..12], &auto.clone().model("ANA")).state.form.to_string(), "ETS(A,N,N)");
    let zeros: Vec<f64> = (0..48).map(|t| f64::from(t % 5) + f64::from(t % 12)).collect();
    assert_eq!(error(&zeros, &auto.clone().model("MNN")).0, "kp.invalid_data");
    assert_eq!(fit(&zeros, &auto).state.form.error, Way::Additive);
    assert_eq!(error(&AIR_PASSENGERS, &AutoETS::default().model("ANA")).0, "kp.invalid_params");
    assert_eq!(error(&AIR_PASSENGERS, &AutoETS::default().model("ANN").damped(true)).0, "kp.invalid_params");
    let huge: Vec<f64> = AIR_PASSENGERS.iter().map(|y| y * 1e200).collect();
    assert_eq!(error(&huge, &auto.clone().model("AZZ")).0, "kp.invalid_data");
    let panel = Panel::from_values(&AIR_PASSENGERS).unwrap();
    let error = AutoETS::default().model("ANM").fit(&panel).unwrap_err();
    assert!(error.code() == "kp.invalid_params" && error.message().contains("\"MNM\""), "{error}");
}

#[test]
fn a_few_observations_are_smoothed_simply() {
    let fit = |model: &str, y: &[f64]| fit(y, &AutoETS::default().model(model));
    for n in 2..7 {
        let y = &AIR_PASSENGERS[..n];
        let state = fit("ZZZ", y).state;
        assert_eq!((state.form.to_string().as_str(), state.parameters), ("ETS(A,N,N)", 1));
        // No other alpha has smaller errors.
        let squares = |alpha: f64| {
            let mut level = y[0];
            y.iter().fold(0.0, |sum, value| {
                let error = value - level;
                level += alpha * error;
                sum + error * error
            })
        };
        assert!((squares(state.rates.alpha) - state.sums.squares).abs() < 1e-9 * state.sums.squares);
        assert!((0..100).all(|k| squares(f64::from(k) / 100.0) >= state.sums.squares * (1.0 - 1e-3)));
        let ask = ask(&state, 2, &[95.0]);
        assert!(
            ask.mean[0] == ask.mean[1] && ask.bounds[0].0[0] < ask.mean[0] && ask.bounds[0].1[0] < ask.bounds[0].1[1]
        );
    }
    assert_eq!(fit("MZZ", &[3.0, 5.0]).state.form.to_string(), "ETS(M,N,N)");
}

#[test]
fn the_short_search_finds_a_model_as_likely() {
    let likelihood = |n, stepwise| {
        let component = AutoETS::default().season_length(12).stepwise(stepwise);
        fit(&AIR_PASSENGERS[..n], &component).state.facts().criteria.aicc
    };
    for n in [30, 40, 48] {
        let (short, full) = (likelihood(n, true), likelihood(n, false));
        assert!(short < full + 4.0, "{n}: {short} and {full}");
    }
}

#[test]
fn a_jump_does_not_choose_a_model_that_explodes() {
    // A change of unit: a hundredfold jump, to which a multiplicative season is fitted at any price.
    let mut rng = Rng::new(5, 0);
    let mut level = 100.0;
    let mut next = |t| {
        level += rng.normal() * if t < 450 { 0.02 } else { 0.8 };
        if t < 450 { level } else { 100.0 * level }
    };
    let y: Vec<f64> = (0..600).map(&mut next).collect();
    let last = y[599];
    let component = AutoETS::default().season_length(7);
    let off = |component: &AutoETS| {
        let mean = ask(&fit(&y, component).state, 14, &[]).mean;
        mean.iter().map(|value| (value / last - 1.0).abs()).fold(0.0, f64::max)
    };
    assert!(off(&component) < 0.01);
    // What the reference does, and this test would not test if the series were another.
    assert!(off(&component.stepwise(false)) > 1.0);
}

#[test]
fn seasons_longer_than_a_day_of_hours_are_fitted() {
    // Two years of a pattern of 52, the reference's simulation of which is silently zero.
    let y: Vec<f64> = (0..208u32).map(|t| f64::from(t % 52) * 3.0 + f64::from(t * t % 17) + 10.0).collect();
    let fitted = fit(&y, &AutoETS::default().season_length(52));
    assert!(fitted.state.form.season.is_some());
    let forecast = ask(&fitted.state, 52, &[95.0]);
    for (step, (lower, upper)) in forecast.bounds[0].0.iter().zip(&forecast.bounds[0].1).enumerate() {
        let pattern = step as f64 * 3.0 + 18.0;
        assert!(lower - 5.0 < pattern && pattern < upper + 5.0 && upper - lower < 80.0, "{step}: {lower} {upper}");
    }
}

#[test]
fn a_panel_gives_a_table_of_models() {
    let component = AutoETS::default().season_length(12).stepwise(false);
    let model = component.fit(&Panel::from_values(&AIR_PASSENGERS).unwrap()).unwrap();
    let parts = model.parts().unwrap();
    let table = &parts.tables[0].1;
    assert_eq!(table.strings("model").unwrap().get(0), Some("ETS(A,Ad,A)"));
    close(table.f64("aicc").unwrap()[0], 416.508_003_889_430_5, 1e-9, "aicc");
    let fitted = model.fitted().unwrap();
    assert!(fitted.f64("AutoETS").unwrap().iter().all(|value| value.is_finite()));
}

#[test]
fn components_make_up_the_observations_after_saving_and_updates_too() {
    for (model, multiplied) in [("AAA", false), ("MAM", true), ("ANN", false), ("MNA", false)] {
        let component = AutoETS::default().model(model).season_length(12);
        let FittedSeries { mut state, mut fitted } =
            component.fit_series(Series::new(&AIR_PASSENGERS[..40]), &Context::new()).unwrap();
        fitted.extend(state.update(Series::new(&AIR_PASSENGERS[40..])).unwrap());
        let back = altered(&state, |_| ()).unwrap();
        let parts = back.components(&AIR_PASSENGERS);
        assert_eq!(parts, state.components(&AIR_PASSENGERS));
        let part = |name: &str| parts.iter().find(|(own, _)| own == name).map(|(_, part)| part.to_vec());
        let none = vec![0.0; 48];
        let (level, rest) = (part("level").unwrap(), part("remainder").unwrap());
        assert_eq!(
            (part("trend").is_some(), part("season_12").is_some()),
            (model.contains("AA") || multiplied, model != "ANN")
        );
        let (trend, season) = (part("trend").unwrap_or(vec![0.0; 48]), part("season_12").unwrap_or(none));
        for at in 0..48 {
            let expected = level[at] + trend[at] + season[at];
            assert!((expected - fitted[at]).abs() < 1e-9 * fitted[at], "{model} {at}: {expected} {}", fitted[at]);
            assert!((expected + rest[at] - AIR_PASSENGERS[at]).abs() < 1e-9 * AIR_PASSENGERS[at]);
        }
        let seasons: Vec<f64> = state.parameters(&[]).into_iter().map(|(_, value)| value).collect();
        assert_eq!(seasons.len(), if model == "ANN" { 0 } else { 12 });
        // The season that comes next, by the forecast without it.
        if model == "AAA" {
            let next = state.forecast(Request { h: 1, levels: &[], future: &[] }).unwrap().mean[0];
            let base = state.states.level + state.rates.phi * state.states.trend;
            assert!((next - base - seasons[0]).abs() < 1e-9);
        }
        assert!(state.components(&[]).is_empty());
        state.forget();
        assert!(state.components(&AIR_PASSENGERS).is_empty());
    }
}

/// A variance beyond every number is not none.
#[test]
fn what_is_too_uncertain_has_bounds_without_end() {
    let y: Vec<f64> = (0..60).map(|t| if t == 40 { 1000.0 } else { 1.0 + f64::from(t % 3) }).collect();
    let state =
        AutoETS::default().model("MAM").season_length(12).fit_series(Series::new(&y), &Context::new()).unwrap().state;
    let answer = state.forecast(Request { h: 3000, levels: &[95.0], future: &[] }).unwrap();
    let (lower, upper) = &answer.bounds[0];
    let width: Vec<f64> = lower.iter().zip(upper).map(|(lower, upper)| upper - lower).collect();
    assert!(width.iter().all(|width| *width > 0.0), "{width:?}");
    assert_eq!(*width.last().unwrap(), f64::INFINITY);
}
