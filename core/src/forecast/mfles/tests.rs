//! Numbers of the reference, and what must hold of any fit.

use super::*;
use crate::component::{ForecastOptions, ForecastState, Intervals, Request};
use crate::data::Panel;
use crate::forecast::samples::{AIR_PASSENGERS, altered, close_to};

fn fit(component: &impl Forecaster<State = MflesState>, y: &[f64]) -> FittedSeries<MflesState> {
    component.fit_series(Series::new(y), &Context::new()).unwrap()
}

fn mean(state: &MflesState, h: usize) -> Vec<f64> {
    state.forecast(Request { h, levels: &[], future: &[] }).unwrap().mean
}

/// A trend, two seasons and noise.
fn waves() -> Vec<f64> {
    let wave = |i: usize| 3.0 * libm::sin(2.0 * std::f64::consts::PI * i as f64 / 24.0);
    let noise = |i: usize| ((i * 7919 + 13) % 101) as f64 / 101.0;
    (0..200).map(|i| noise(i) + 20.0 + 0.05 * i as f64 + [0.0, 2.0, 1.0, -3.0][i % 4] + wave(i)).collect()
}

/// The forecasts 1, 2 and 13 steps ahead, and the fitted values 0, 5, 30 and 47.
fn some(fitted: &FittedSeries<MflesState>) -> Vec<f64> {
    let ahead = mean(&fitted.state, 13);
    [0, 1, 12].into_iter().map(|at| ahead[at]).chain([0, 5, 30, 47].into_iter().map(|at| fitted.fitted[at])).collect()
}

#[test]
#[rustfmt::skip]
fn numbers_of_statsforecast() {
    // statsforecast 2.1.1, scikit-learn 1.9.1: MFLES(..).fit(y), its predict(13) and fitted values.
    let waves = waves();
    let cases: [(MFLES, &[f64], [f64; 7]); 13] = [
        (MFLES::default().season_lengths([12]), &AIR_PASSENGERS, [199.22333609132738, 210.69898605214402, 226.6117507194693, 111.99999999999996, 135.9564431545957, 197.58248359035667, 196.41635940325216]),
        (MFLES::default().season_lengths([12]).residuals_lr(0.7), &AIR_PASSENGERS, [196.68408912435692, 208.01347354254827, 223.72341839864876, 110.74784600733977, 135.63486663836963, 197.66670702069456, 193.91288940489085]),
        (MFLES::default().season_lengths([4, 12]), &AIR_PASSENGERS, [199.0689752452293, 210.52507743996713, 226.453315930062, 111.99999999999996, 135.9491745144944, 197.57581626226101, 196.40548582478672]),
        (MFLES::default().season_lengths([12]).robust(true), &AIR_PASSENGERS, [200.22836090407642, 211.74957012574822, 228.75730876706464, 111.99999999999996, 135.9564434429545, 197.5824840094225, 196.4163598198447]),
        (MFLES::default().season_lengths([12]).smoother(true).min_alpha(0.1).max_alpha(0.8), &AIR_PASSENGERS, [196.95236968547732, 208.29720758352255, 224.02858108105474, 111.99999999999996, 137.46962547957625, 199.66895801072624, 194.17739000079382]),
        (MFLES::default().season_lengths([12]).ma(3_u32).moving_medians(true).multiplicative(false), &AIR_PASSENGERS, [174.72891664411307, 182.44674150378214, 174.72891664411307, 112.0, 140.93749574422188, 199.99999471297187, 193.12499675047184]),
        (MFLES::default().season_lengths([1]), &AIR_PASSENGERS, [185.2745279336117, 186.58551420055673, 201.00636313695202, 112.0, 128.96354166666669, 189.46354166666669, 183.96354166666669]),
        (MFLES::default().season_lengths([1]).robust(false).alpha(0.001).n_changepoints(3.0), &AIR_PASSENGERS, [185.3351362736913, 186.68135828124494, 201.48980036433514, 112.0, 128.45041672537224, 189.73106019050226, 183.98891426613764]),
        (MFLES::default().season_lengths([12]).fourier_order(3_u32).robust(false).multiplicative(false).alpha(0.01), &AIR_PASSENGERS, [197.51108647556075, 208.83621015921068, 217.6866104164687, 112.0, 134.8327804189044, 199.1256093951391, 186.59795419910535]),
        (MFLES::default().season_lengths([12]).changepoints(false).trend_penalty(false).max_rounds(5_u32), &AIR_PASSENGERS, [195.24297235935072, 206.75026306048463, 227.22616073397418, 106.425017696399, 133.12389507655516, 198.73850157804748, 190.7686311421264]),
        (MFLES::default().season_lengths([7]).robust(false).alpha(0.0001).decay(0.3).multiplicative(false), &AIR_PASSENGERS, [190.75517698293322, 192.72725383506156, 202.09846684891775, 112.0, 130.00108661458663, 189.55541241729574, 186.080826997244]),
        (MFLES::default().season_lengths([4, 24]).robust(false).multiplicative(false).alpha(0.001), &waves, [33.269133666469514, 34.85158521622077, 28.770921506618002, 20.128712871287128, 25.5274214505062, 26.088291928695146, 19.168067277538203]),
        (MFLES::default().season_lengths([1]).robust(false).alpha(0.002), &waves, [32.642227352268726, 32.67228253096379, 33.00288949660953, 20.128712871287128, 24.38696282744636, 26.529483258258608, 20.716248952473254]),
    ];
    for (component, y, expected) in cases {
        close_to(&some(&fit(&component, y)), &expected, 1e-8);
    }
}

#[test]
#[rustfmt::skip]
fn choices_of_statsforecast() {
    // statsforecast 2.1.1: AutoMFLES(..).fit(y), its predict(13) and fitted values.
    let waves = waves();
    let cases: [(AutoMFLES, &[f64], [f64; 7]); 6] = [
        (AutoMFLES::default().season_lengths([12]).test_size(12_u32), &AIR_PASSENGERS, [199.22333609132738, 210.69898605214402, 226.6117507194693, 111.99999999999996, 135.9564431545957, 197.58248359035667, 196.41635940325216]),
        (AutoMFLES::default().season_lengths([12]).test_size(6_u32).n_windows(3_u32).step_size(2_u32).metric(ErrorMeasure::Mae), &AIR_PASSENGERS, [194.50235224991908, 205.70606439914403, 221.24174520500773, 111.99999999999996, 135.00000000000003, 197.45834525148535, 191.7618923256307]),
        (AutoMFLES::default().season_lengths([1]).test_size(6_u32), &AIR_PASSENGERS, [205.5209805536429, 206.84808355626535, 221.4462165851126, 112.55612244897961, 122.30481980026053, 171.0483065566652, 204.1938775510204]),
        (AutoMFLES::default().season_lengths([4, 24]).test_size(24_u32).metric(ErrorMeasure::Mse), &waves, [33.73052764987996, 35.4513886163364, 28.315816158933632, 20.12871287128713, 24.974669651049666, 25.725423723374927, 19.236279394527518]),
        (AutoMFLES::default().season_lengths([12]).test_size(45_u32), &AIR_PASSENGERS, [195.23955783805644, 205.83398427418263, 221.45074326435451, 111.99999999999996, 137.6945729820316, 199.19285435983855, 194.26023924664955]),
        (AutoMFLES::default().season_lengths([1]).test_size(5_u32).metric(ErrorMeasure::Mape).n_windows(4_u32).step_size(1_u32), &waves[..60], [23.269623188238672, 23.273100049768967, 23.31134552660222, 20.128712871287128, 23.62770196636538, 25.000889721777064, 20.327573402606998]),
    ];
    for (component, y, expected) in cases {
        close_to(&some(&fit(&component, y)), &expected, 1e-8);
    }
}

#[test]
fn a_season_goes_on_beyond_the_longest() {
    // 3 does not divide 4, so each season must keep its own count.
    let y: Vec<f64> = (0..60).map(|t| [9.0, 5.0, 1.0][t % 3] + [0.0, 2.0, 4.0, 2.0][t % 4]).collect();
    let state = fit(&MFLES::default().season_lengths([3, 4]).multiplicative(false), &y).state;
    let expected: Vec<f64> = (60..84).map(|t| [9.0, 5.0, 1.0][t % 3] + [0.0, 2.0, 4.0, 2.0][t % 4]).collect();
    let forecast = mean(&state, 24);
    assert!(forecast.iter().zip(&expected).all(|(a, b)| (a - b).abs() < 0.2), "{forecast:?}");
}

#[test]
fn updates_come_one_by_one_or_at_once_and_states_come_back() {
    let components = [
        MFLES::default().season_lengths([12]),
        MFLES::default().season_lengths([4, 12]).smoother(true),
        MFLES::default().season_lengths([12]).multiplicative(false).ma(5_u32),
        MFLES::default().ma(60_u32),
        MFLES::default().max_rounds(3_u32),
    ];
    for component in components {
        let state = fit(&component, &AIR_PASSENGERS[..40]).state;
        let (mut one, mut many) = (state.clone(), state.clone());
        let expected: Vec<f64> =
            AIR_PASSENGERS[40..].iter().flat_map(|y| one.update(Series::new(&[*y])).unwrap()).collect();
        assert_eq!(expected, many.update(Series::new(&AIR_PASSENGERS[40..])).unwrap());
        assert_eq!(one, many);
        assert_eq!(expected[0], mean(&state, 1)[0]);
        let back = altered(&one, |_| ()).unwrap();
        assert_eq!(mean(&back, 30), mean(&one, 30));
        assert_eq!(back.components(&[]), one.components(&[]));
        one.forget();
        assert!(one.components(&[]).is_empty());
        assert_eq!(mean(&altered(&one, |_| ()).unwrap(), 30), mean(&one, 30));
    }
}

#[test]
fn components_make_up_the_observations() {
    for multiplicative in [false, true] {
        let component = MFLES::default().season_lengths([4, 12]).multiplicative(multiplicative);
        let mut state = fit(&component, &AIR_PASSENGERS[..40]).state;
        state.update(Series::new(&AIR_PASSENGERS[40..])).unwrap();
        let parts = state.components(&[]);
        let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["trend", "season_4", "season_12", "remainder"]);
        for (t, y) in AIR_PASSENGERS.iter().enumerate() {
            let values = parts.iter().map(|(_, values)| values[t]);
            let whole: f64 = values.sum();
            assert!((whole - y).abs() < 1e-9, "{t}: {whole} and {y}");
        }
    }
}

#[test]
fn a_constant_and_a_short_series_go_on() {
    for y in [&[5.0; 30][..], &[7.0][..], &[1.0, 2.0, 4.0][..], &[0.0; 9][..]] {
        for fitted in [fit(&MFLES::default().season_lengths([4]), y), fit(&AutoMFLES::default(), y)] {
            assert_eq!(mean(&fitted.state, 3), [y[y.len() - 1]; 3]);
            assert_eq!(fitted.fitted, y);
        }
    }
    let mut state = fit(&MFLES::default(), &[5.0; 3]).state;
    assert_eq!(state.update(Series::new(&[5.0, 8.0])).unwrap(), [5.0, 5.0]);
    assert_eq!(mean(&state, 2), [8.0, 8.0]);
}

#[test]
fn what_no_model_can_be_fitted_to_is_refused() {
    let code = |component: MFLES, y: &[f64]| {
        let fitted = component.fit_series(Series::new(y), &Context::new());
        fitted.map(|_| ()).unwrap_err().code()
    };
    assert_eq!(code(MFLES::default().multiplicative(true), &[1.0, 2.0, 0.0, 3.0, 4.0]), "kp.invalid_data");
    assert_eq!(code(MFLES::default(), &[1e300, -1e300, 1e308, -1e308, 1.0]), "kp.invalid_data");
    assert_eq!(code(MFLES::default(), &[1.0, f64::NAN, 2.0, 3.0, 4.0]), "kp.missing_values");
    let mut state = fit(&MFLES::default().season_lengths([12]), &AIR_PASSENGERS).state;
    let before = state.clone();
    assert_eq!(state.update(Series::new(&[190.0, -1.0])).unwrap_err().code(), "kp.invalid_data");
    assert_eq!(state, before);
}

#[test]
fn intervals_widen_and_hold_the_forecast() {
    let state = fit(&MFLES::default().season_lengths([12]), &AIR_PASSENGERS).state;
    let Intervals { mean, bounds } = state.forecast(Request { h: 40, levels: &[80.0, 95.0], future: &[] }).unwrap();
    for (step, &mean) in mean.iter().enumerate() {
        let [(low, high), (lower, higher)] = [0, 1].map(|at| (bounds[at].0[step], bounds[at].1[step]));
        assert!(0.0 < lower && lower < low && low < mean && mean < high && high < higher);
    }
    let share = |step: usize| bounds[1].1[step] / mean[step];
    assert!((1..40).all(|step| share(step) >= share(step - 1) * (1.0 - 1e-12)));
}

#[test]
fn what_cannot_have_been_stored_is_refused() {
    let state = fit(&MFLES::default().season_lengths([4, 12]), &AIR_PASSENGERS).state;
    type Change = (&'static str, Vec<f64>);
    let changes: [Change; 6] = [
        ("season_lengths", vec![12.0, 4.0]),
        ("seasons", vec![f64::NAN; 16]),
        ("variances", vec![2.0, 1.0]),
        ("smoother_values", vec![]),
        ("history_remainder", vec![0.0; 47]),
        ("history_seasons", vec![f64::INFINITY; 96]),
    ];
    for (name, values) in changes {
        let change = |store: &mut crate::component::Store| {
            store.put(&format!("state.{name}.values"), &values);
            store.put(&format!("state.{name}.ends"), &[values.len() as i64]);
        };
        assert_eq!(altered(&state, change).unwrap_err().code(), "kp.corrupt_model", "{name} {values:?}");
    }
}

#[test]
fn one_length_needs_no_list_and_unseen_seasons_are_left_out() {
    let read = |text: &str| serde_json::from_str::<MFLES>(text).unwrap();
    assert_eq!(read(r#"{"season_lengths": 12}"#), read(r#"{"season_lengths": [12]}"#));
    let fitted = fit(&MFLES::default().season_lengths([1, 12, 25, 12]), &AIR_PASSENGERS);
    assert_eq!(fitted.state, fit(&MFLES::default().season_lengths([12]), &AIR_PASSENGERS).state);
    let options = ForecastOptions { keep_fitted: false, ..ForecastOptions::default() };
    let panel = Panel::from_values(&AIR_PASSENGERS).unwrap();
    let model = MFLES::default().fit_with(&panel, &options, &Context::new()).unwrap();
    assert!(model.forecast(2, &[]).is_ok());
}
