//! Numbers of the reference, and what must hold of any fit.

use super::fit::{Data, Fit, Form, fit as fit_form};
use super::harmonics::choose;
use super::kernel::{Passes, Rates, Slopes, States, Turns};
use super::model::{Model, Now, Season, angles};
use super::stable::{Circle, shrinks};
use super::*;
use crate::component::{ForecastState, Intervals, Request};
use crate::forecast::samples::{AIR_PASSENGERS, altered, close_to};

fn fit(component: &TBATS, y: &[f64]) -> FittedSeries<TbatsState> {
    component.fit_series(Series::new(y), &Context::new()).unwrap()
}

fn mean(state: &TbatsState, h: usize) -> Vec<f64> {
    state.forecast(Request { h, levels: &[], future: &[] }).unwrap().mean
}

fn seasons() -> Vec<Season> {
    vec![Season { length: 4.0, waves: vec![1] }, Season { length: 12.0, waves: vec![1, 2, 3] }]
}

/// The model and the first states of the reference's numbers.
fn sample() -> (Model, States) {
    let turns = Turns::new(&angles(&seasons()));
    let gamma = vec![[0.01, -0.005], [0.02, 0.003]];
    let rates = Rates { alpha: 0.6, beta: 0.05, phi: 0.95, gamma, ar: vec![0.3], ma: vec![-0.2, 0.1] };
    let mut states = States { level: 13.0, slope: 0.1, ..States::zero(&turns) };
    let (re, im) = ([0.1, 0.3, -0.2, 0.1], [0.2, 0.5, 0.4, -0.3]);
    for (at, place) in turns.places().enumerate() {
        (states.re[place], states.im[place]) = (re[at], im[at]);
    }
    (Model { seasons: seasons(), turns, lambda: Some(0.4), trend: true, damped: true, rates }, states)
}

fn transformed(model: &Model) -> Vec<f64> {
    AIR_PASSENGERS.iter().map(|&y| model.transform(y)).collect()
}

#[test]
fn the_filter_of_statsforecast() {
    // statsforecast 2.1.1 `tbats`: makeTBATS*Matrix, calcTBATSFaster, tbats_forecast and _compute_sigmah at these parameters.
    let (model, states) = sample();
    let z = transformed(&model);
    let mut passes = Passes::new(z.len(), &model.turns);
    let squares = passes.forwards(&model.turns, &model.rates, &states, &z);
    close_to(&[squares], &[30.734101731555498], 1e-10);
    let expected = [0.6104442394898815, 0.01309907108136521, -0.8324969262242838, 0.2522768212408266];
    close_to(&[0, 1, 20, 47].map(|t| passes.e[t]), &expected, 1e-8);
    let form = Form { boxcox: true, trend: true, damped: true, ar: 1, ma: 2 };
    let (lambda, rates) = (model.lambda, model.rates.clone());
    let found = Fit { form, lambda, rates, start: states, deviance: 0.0, parameters: 20, d: Vec::new() };
    let (state, _) = TbatsState::of(found, seasons(), model.turns, &AIR_PASSENGERS).unwrap();
    let forecast = state.forecast(Request { h: 14, levels: &[95.0], future: &[] }).unwrap();
    let expected = [206.5153986138843, 220.87859390827225, 212.21378182835818, 229.1960421718575];
    close_to(&[0, 1, 4, 13].map(|at| forecast.mean[at]), &expected, 1e-10);
    let width = |at: usize| state.model.transform(forecast.bounds[0].1[at]) - state.model.transform(forecast.mean[at]);
    let expected = [1.2916293005347936, 2.0717324184674846, 4.160149194135706];
    close_to(&[1, 4, 13].map(|at| width(at) / width(0)), &expected, 1e-8);
}

#[test]
fn slopes_are_those_of_differences() {
    let (model, states) = sample();
    let (z, turns) = (transformed(&model), &model.turns);
    let mut passes = Passes::new(z.len(), turns);
    let mut slopes = Slopes { rates: model.rates.clone(), states: States::zero(turns) };
    passes.forwards(turns, &model.rates, &states, &z);
    passes.backwards(turns, &model.rates, &mut slopes);
    let mut check = |slope: f64, change: &dyn Fn(&mut Rates, &mut States, f64)| {
        let mut at = |step: f64| {
            let (mut rates, mut states) = (model.rates.clone(), states.clone());
            change(&mut rates, &mut states, step);
            passes.forwards(turns, &rates, &states, &z)
        };
        let difference = (at(1e-5) - at(-1e-5)) / 2e-5;
        assert!((slope - difference).abs() < 1e-4 * (1.0 + difference.abs()), "{slope} and {difference}");
    };
    check(slopes.rates.alpha, &|rates, _, step| rates.alpha += step);
    check(slopes.rates.beta, &|rates, _, step| rates.beta += step);
    check(slopes.rates.phi, &|rates, _, step| rates.phi += step);
    check(slopes.rates.gamma[0][1], &|rates, _, step| rates.gamma[0][1] += step);
    check(slopes.rates.gamma[1][0], &|rates, _, step| rates.gamma[1][0] += step);
    check(slopes.rates.ar[0], &|rates, _, step| rates.ar[0] += step);
    check(slopes.rates.ma[1], &|rates, _, step| rates.ma[1] += step);
    check(slopes.states.level, &|_, states, step| states.level += step);
    check(slopes.states.slope, &|_, states, step| states.slope += step);
    check(slopes.states.re[5], &|_, states, step| states.re[5] += step);
    check(slopes.states.im[0], &|_, states, step| states.im[0] += step);
}

#[test]
fn models_that_do_not_forget_are_told_by_their_eigenvalues() {
    // numpy 2.4: the largest eigenvalue of F - g w' in absolute value, of statsforecast's matrices.
    let circle = Circle::new(&angles(&seasons()));
    type Case = ([f64; 3], [[f64; 2]; 2], f64);
    let cases: [Case; 11] = [
        ([1.1739, 0.0984, 0.8082], [[0.0052, 0.0181], [-0.0268, 0.0652]], 1.0562),
        ([0.9872, 0.4643, 0.9632], [[0.0002, -0.0011], [-0.0116, -0.0062]], 1.0077),
        ([1.6264, 0.2478, 0.8599], [[0.0521, 0.0683], [-0.0064, -0.0333]], 1.0072),
        ([1.1308, 0.1610, 0.9994], [[-0.0046, 0.0011], [-0.0023, -0.0050]], 1.0028),
        ([0.1702, 0.3468, 0.9051], [[0.0018, -0.0006], [-0.0033, 0.0039]], 1.0041),
        ([1.0431, 0.1270, 0.9189], [[0.0391, -0.0157], [0.0132, 0.0729]], 1.0033),
        ([0.8007, 0.3880, 0.8461], [[-0.0331, -0.0585], [-0.0218, 0.0870]], 1.0486),
        ([0.4974, 0.3196, 0.8399], [[0.0660, -0.1102], [0.0317, 0.0026]], 1.0000),
        ([0.7808, 0.4750, 0.9000], [[0.0029, -0.0066], [0.0091, -0.0033]], 1.0008),
        ([1.4155, 0.2236, 0.9059], [[-0.0317, -0.0546], [-0.0189, -0.0639]], 1.0201),
        ([0.1299, 0.3510, 0.9855], [[0.0845, 0.0787], [-0.0144, -0.0216]], 1.0310),
    ];
    for ([alpha, beta, phi], gamma, largest) in cases {
        let rates = Rates { alpha, beta, phi, gamma: gamma.to_vec(), ar: Vec::new(), ma: Vec::new() };
        assert_eq!(circle.holds(&rates), largest < 1.01, "{rates:?}");
    }
    assert!(shrinks(&[1.2, -0.5], -1.0) && !shrinks(&[1.2, -0.1], -1.0) && !shrinks(&[-1.0], 1.0));
}

#[test]
fn the_search_ends_about_where_the_reference_does_or_below() {
    // statsforecast 2.1.1: tbats_model(y, [12], [k], False, 0, 1, trend, damped, False), n log of the squared errors.
    let cases = [(2, [400.28974294, 380.56918542, 383.98285495]), (6, [360.8601965, 347.52896299, 349.51793541])];
    for (count, deviances) in cases {
        let own = angles(&[Season { length: 12.0, waves: (1..=count).collect() }]);
        let (turns, circle) = (Turns::new(&own), Circle::new(&own));
        let data = Data { y: &AIR_PASSENGERS, logs: None, turns, circle, bounds: [0.0, 1.0] };
        for ((trend, damped), expected) in [(false, false), (true, false), (true, true)].into_iter().zip(deviances) {
            let form = Form { boxcox: false, trend, damped, ar: 0, ma: 0 };
            let found = fit_form(&data, &form, (&[], &[]), None, &Context::new()).unwrap();
            assert!(found.deviance < expected + 1.0, "{form:?}: {} and {expected}", found.deviance);
        }
    }
}

/// Two seasons and noise.
fn waves(n: usize) -> Vec<f64> {
    let wave = |i: usize, m: f64| libm::sin(2.0 * std::f64::consts::PI * i as f64 / m);
    let noise = |i: usize| ((i * 7919 + 13) % 101) as f64 / 101.0;
    (0..n).map(|i| 20.0 + 3.0 * wave(i, 7.0) + 2.0 * wave(2 * i, 7.0) + 4.0 * wave(i, 30.5) + noise(i)).collect()
}

#[test]
fn waves_that_are_there_are_chosen() {
    let y = waves(300);
    assert_eq!(choose(&y, &[7.0, 30.5]), [vec![1, 2], vec![1]]);
    assert_eq!(choose(&y, &[3.0]), [Vec::<usize>::new()]);
    // Of 14 the even waves are those of 7.
    let both = choose(&y, &[7.0, 14.0]);
    assert!(both[1].iter().all(|wave| wave % 2 == 1), "{both:?}");
    let state = fit(&TBATS::default().season_lengths([7.0, 30.5]), &y).state;
    let ahead = waves(330);
    assert!(mean(&state, 30).iter().zip(&ahead[300..]).all(|(a, b)| (a - b).abs() < 1.5));
    let parts = state.components(&[]);
    let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["level", "trend", "season_7", "season_30.5", "remainder"]);
    for (t, &y) in y.iter().enumerate() {
        let sum: f64 = parts.iter().map(|(_, part)| part[t]).sum();
        assert!((sum - state.model.transform(y)).abs() < 1e-9);
    }
}

#[test]
fn updates_come_one_by_one_or_at_once_and_states_come_back() {
    for component in [
        TBATS::default().season_lengths([12.0]),
        TBATS::default().use_boxcox(false).use_trend(true),
        TBATS::default().season_lengths([4.0, 12.0]).use_damped_trend(true).use_boxcox(true),
    ] {
        let state = fit(&component, &AIR_PASSENGERS[..40]).state;
        let (mut one, mut many) = (state.clone(), state.clone());
        let expected: Vec<f64> =
            AIR_PASSENGERS[40..].iter().flat_map(|y| one.update(Series::new(&[*y])).unwrap()).collect();
        assert_eq!(expected, many.update(Series::new(&AIR_PASSENGERS[40..])).unwrap());
        assert_eq!(one, many);
        assert_eq!(expected[0], mean(&state, 1)[0]);
        let back = altered(&one, |_| ()).unwrap();
        assert_eq!(back, one);
        one.forget();
        assert!(one.components(&[]).is_empty());
        assert_eq!(mean(&altered(&one, |_| ()).unwrap(), 30), mean(&back, 30));
    }
}

#[test]
fn an_update_is_the_filter_over_the_whole_series() {
    let (model, states) = sample();
    let run = |cut: usize| {
        let mut now = Now::new(&model, states.clone());
        let mut back = None;
        for (t, y) in transformed(&model).into_iter().enumerate() {
            if t == cut {
                back = Some(now.clone());
            }
            let e = y - now.structure(&model) - now.arma(&model);
            now.advance(&model, e);
        }
        (now, back)
    };
    assert_eq!(run(10).0, run(47).0);
}

#[test]
fn intervals_hold_the_forecast_and_stay_in_range() {
    let state = fit(&TBATS::default().season_lengths([12.0]).use_boxcox(true), &AIR_PASSENGERS).state;
    let Intervals { mean, bounds } = state.forecast(Request { h: 30, levels: &[80.0, 99.9], future: &[] }).unwrap();
    for (step, &mean) in mean.iter().enumerate() {
        let [(low, high), (lower, higher)] = [0, 1].map(|at| (bounds[at].0[step], bounds[at].1[step]));
        assert!(0.0 <= lower && lower < low && low < mean && mean < high && high < higher);
    }
}

#[test]
fn what_no_model_can_be_fitted_to_is_refused() {
    let code = |component: TBATS, y: &[f64]| {
        let fitted = component.fit_series(Series::new(y), &Context::new());
        fitted.map(|_| ()).unwrap_err().code()
    };
    assert_eq!(code(TBATS::default(), &[1.0, 2.0, 4.0]), "kp.not_enough_data");
    assert_eq!(code(TBATS::default(), &[1.0, 2.0, f64::NAN, 3.0, 4.0]), "kp.missing_values");
    assert_eq!(code(TBATS::default(), &[1e300, -1e300, 1e308, -1e308, 1.0]), "kp.invalid_data");
    assert_eq!(code(TBATS::default().use_trend(false).use_damped_trend(true), &AIR_PASSENGERS), "kp.invalid_params");
    assert_eq!(code(TBATS::default().bc_lower_bound(1.0), &AIR_PASSENGERS), "kp.invalid_params");
    let mut state = fit(&TBATS::default().use_boxcox(true), &AIR_PASSENGERS).state;
    assert_eq!(state.update(Series::new(&[190.0, 0.0])).unwrap_err().code(), "kp.invalid_data");
}

#[test]
fn strange_series_have_finite_forecasts() {
    let spike: Vec<f64> = (0..40).map(|t| if t == 20 { 1e9 } else { 0.0 }).collect();
    let down: Vec<f64> = (0..40).map(|t| 1e5 - 3e3 * f64::from(t)).collect();
    let pair: Vec<f64> = (0..40).map(|t| f64::from(t % 2)).collect();
    for y in [&spike, &down, &pair, &vec![5.0; 30], &vec![0.0; 9], &vec![1.0, 2.0, 4.0, 8.0], &vec![-3.0; 2]] {
        for lengths in [vec![1.0], vec![2.0], vec![4.0, 12.0]] {
            let state = fit(&TBATS::default().season_lengths(lengths), y).state;
            assert!(mean(&state, 50).iter().all(|value| value.is_finite()), "{y:?}");
        }
    }
    let mut state = fit(&TBATS::default(), &[5.0; 3]).state;
    assert_eq!(state.update(Series::new(&[5.0, 8.0])).unwrap(), [5.0, 5.0]);
    assert_eq!(mean(&state, 2), [8.0, 8.0]);
}

#[test]
fn what_cannot_have_been_stored_is_refused() {
    let state = fit(&TBATS::default().season_lengths([12.0]), &AIR_PASSENGERS).state;
    type Change = (&'static str, Vec<f64>);
    let changes: [Change; 6] = [
        ("season_lengths", vec![-1.0]),
        ("waves", vec![]),
        ("gamma", vec![0.1]),
        ("cosines", vec![f64::NAN]),
        ("history_trend", vec![0.0; 47]),
        ("last_d", vec![0.0; 9]),
    ];
    for (name, values) in changes {
        let change = |store: &mut crate::component::Store| {
            store.put(&format!("state.{name}.values"), &values);
            store.put(&format!("state.{name}.ends"), &[values.len() as i64]);
        };
        assert_eq!(altered(&state, change).unwrap_err().code(), "kp.corrupt_model", "{name} {values:?}");
    }
    let squares = |store: &mut crate::component::Store| store.put("state.squares", &[1.0]);
    assert_eq!(altered(&state, squares).unwrap_err().code(), "kp.corrupt_model");
}

#[test]
fn one_length_needs_no_list() {
    let read = |text: &str| serde_json::from_str::<TBATS>(text).unwrap();
    assert_eq!(read(r#"{"season_lengths": 12}"#), read(r#"{"season_lengths": [12.0]}"#));
}
