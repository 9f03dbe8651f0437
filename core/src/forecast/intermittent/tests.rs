//! The components against their reference and their own promises.

use super::*;
use crate::component::{Context, FittedSeries, ForecastState, Forecaster};
use crate::data::Panel;
use crate::forecast::samples::{altered, close_to};

/// Poisson demands at about every third step, drawn with numpy.
#[rustfmt::skip]
const DEMAND: [f64; 40] = [
    0., 0., 0., 0., 5., 2., 0., 0., 0., 2., 3., 3., 0., 0., 0., 0., 0., 0., 6., 6.,
    0., 0., 0., 0., 0., 7., 0., 2., 0., 4., 0., 0., 0., 3., 0., 0., 3., 0., 0., 0.,
];

fn fit<F: Forecaster>(component: &F, y: &[f64]) -> FittedSeries<F::State> {
    component.fit_series(Series::new(y), &Context::new()).unwrap()
}

fn ask(state: &impl ForecastState, h: usize) -> Intervals {
    state.forecast(Request { h, levels: &[80.0, 99.0], future: &[] }).unwrap()
}

/// Forecast and, where the reference fits once, values 2, 6, 11, 21 and 40 of the fitted ones and the root mean square
/// of the errors.
fn check<F: Forecaster>(component: &F, mean: f64, fitted: Option<[f64; 5]>, sigma: f64) {
    let found = fit(component, &DEMAND);
    let forecast = ask(&found.state, 3);
    close_to(&forecast.mean, &[mean; 3], 1e-11);
    assert!(found.fitted[0].is_nan() && found.fitted.len() == 40);
    if let Some(expected) = fitted {
        close_to(&[1, 5, 10, 20, 39].map(|at| found.fitted[at]), &expected, 1e-13);
        close_to(&forecast.bounds[1].1, &[mean + 2.575_829_303_548_901 * sigma; 3], 1e-9);
    }
    let model = component.fit(&Panel::from_values(&DEMAND).unwrap()).unwrap();
    let lower = model.forecast(3, &[99.0]).unwrap().f64(&format!("{}-lo-99", F::NAME)).unwrap().to_vec();
    assert_eq!(lower, [0.0; 3], "demand is not below 0");
}

/// statsforecast 2.1.1: `MODEL.forecast(DEMAND, 1, fitted=True)`, and numpy's `sqrt(nanmean((DEMAND - fitted)**2))`.
#[test]
fn numbers_of_statsforecast() {
    let classic = [0.0, 1.0, 0.975_770_925_110_132_3, 1.167_149_071_323_572, 1.142_451_163_059_090_1];
    check(&CrostonClassic::default(), 1.142_451_163_059_090_1, Some(classic), 2.049_161_375_575_611_3);
    let sba = classic.map(|value| 0.95 * value);
    check(&CrostonSBA::default(), 1.085_328_604_906_135_5, Some(sba), 2.050_652_966_193_965_6);
    check(&CrostonOptimized::default(), 1.204_262_912_673_126_1, None, 0.0);
    // TSB(alpha_d=0.2, alpha_p=0.1)
    let tsb = [0.0, 0.5, 0.880_663_280_000_000_2, 1.560_437_249_159_928, 1.083_642_907_244_687_1];
    check(&TSB::default().alpha_d(0.2).alpha_p(0.1), 0.975_278_616_520_218_5, Some(tsb), 2.121_458_123_585_540_5);
    check(&ADIDA::default(), 0.936_451_422_666_478_7, None, 0.0);
    check(&IMAPA::default(), 0.940_741_129_778_224_5, None, 0.0);
}

/// A number or list of a state, as it is saved.
fn saved(state: &impl ForecastState, name: &str) -> Vec<f64> {
    let mut values = Vec::new();
    assert!(altered(state, |store| values = store.take(&format!("state.{name}")).unwrap()).is_ok());
    values
}

#[test]
fn parameters_are_those_of_statsforecast() {
    // statsforecast 2.1.1: `_optimized_ses_forecast` of sizes, of intervals, and of sums over three steps.
    let state = fit(&CrostonOptimized::default(), &DEMAND).state;
    let found = [saved(&state, "alpha_size"), saved(&state, "alpha_interval")].concat();
    close_to(&found, &[0.143_148_022_223_440_8, 0.174_001_678_134_319_38], 1e-12);
    close_to(&saved(&fit(&ADIDA::default(), &DEMAND).state, "alpha.values"), &[0.246_822_044_914_935_73], 1e-12);
    assert_eq!(saved(&fit(&IMAPA::default(), &DEMAND).state, "alpha.values").len(), 3);
}

#[test]
fn an_alpha_of_ones_own() {
    // Sizes 4, 2; intervals 2, 3.
    let y = [0.0, 4.0, 0.0, 0.0, 2.0];
    let classic = ask(&fit(&CrostonClassic::default().alpha(0.5), &y).state, 1).mean[0];
    let sba = ask(&fit(&CrostonSBA::default().alpha(0.5), &y).state, 1).mean[0];
    close_to(&[classic, sba], &[3.0 / 2.5, 0.75 * 3.0 / 2.5], 1e-15);
}

#[test]
fn intervals_are_as_wide_as_the_errors_are_large() {
    // One-step forecasts 0, 2, 2 and 2 of 4, 0, 0 and 2; the parameters have no say until the second demand.
    let state = fit(&CrostonClassic::default(), &[0.0, 4.0, 0.0, 0.0, 2.0]).state;
    let forecast = ask(&state, 2);
    let sigma = (24.0f64 / 4.0).sqrt();
    close_to(&forecast.bounds[0].1, &[forecast.mean[0] + 1.281_551_565_544_600_5 * sigma; 2], 1e-9);
}

#[test]
fn fitted_values_of_sums_are_those_of_one_filter() {
    // Demands 3 steps apart on average, so 10 sums of 3 of 30 observations; alpha is the same for all fitted values.
    let y: Vec<f64> = (0..31).map(|t| if t % 3 == 0 && t > 0 { f64::from(t % 7) + 1.0 } else { 0.0 }).collect();
    let fitted = fit(&ADIDA::default(), &y).fitted;
    assert!(fitted[..4].iter().all(|value| value.is_nan()));
    close_to(&fitted[4..7], &[4.0 / 3.0; 3], 1e-15);
    assert!(fitted[7..].chunks(3).all(|chunk| chunk.iter().all(|value| *value == chunk[0])));
    // The mean of sums over one step is known from the second observation on.
    let fitted = fit(&IMAPA::default(), &y).fitted;
    assert!(fitted[0].is_nan() && fitted[1..].iter().all(|value| value.is_finite()));
}

#[test]
fn fitted_values_and_updates_of_sums_are_those_of_the_definition() {
    let more = [2.0, 0.0, 0.0, 5.0, 0.0, 0.0, 0.0, 1.0];
    let y = [&DEMAND[..], &more].concat();
    let FittedSeries { mut state, mut fitted } = fit(&IMAPA::default(), &DEMAND);
    let alphas = saved(&state, "alpha.values");
    fitted.extend(state.update(Series::new(&more)).unwrap());
    for (at, value) in fitted.iter().enumerate() {
        let forecast = |(k, alpha): (usize, &f64)| {
            let start = 40 % k;
            let sums = y[start.min(at)..at].chunks_exact(k).map(|sum| sum.iter().sum::<f64>());
            sums.reduce(|level, sum| alpha * sum + (1.0 - alpha) * level).map(|level| level / k as f64)
        };
        let known: Vec<f64> = (1..).zip(&alphas).filter_map(forecast).collect();
        match known.len() {
            0 => assert!(value.is_nan()),
            n => assert_eq!(*value, known.iter().sum::<f64>() / n as f64, "{at}"),
        }
    }
}

/// What holds for all: updates go on bit by bit, saved states read back, and what is not demand is refused.
fn promises<F: Forecaster>(component: &F)
where
    F::State: PartialEq + std::fmt::Debug,
{
    let what = F::NAME;
    let state = fit(component, &DEMAND[..25]).state;
    let (mut whole, mut parts) = (state.clone(), altered(&state, |_| ()).unwrap());
    assert_eq!(parts, state, "{what}");
    let expected = whole.update(Series::new(&DEMAND[25..])).unwrap();
    let mut found = parts.update(Series::new(&DEMAND[25..26])).unwrap();
    parts = altered(&parts, |_| ()).unwrap();
    found.extend(parts.update(Series::new(&DEMAND[26..])).unwrap());
    assert_eq!((&found, &parts), (&expected, &whole), "{what}");
    assert_eq!(ask(&parts, 4), ask(&whole, 4), "{what}");

    for n in [1, 2, 9] {
        let mut nothing = fit(component, &vec![0.0; n]).state;
        assert_eq!(ask(&nothing, 2).bounds, vec![(vec![0.0; 2], vec![0.0; 2]); 2], "{what}");
        assert_eq!(altered(&nothing, |_| ()).unwrap(), nothing, "{what}");
        nothing.update(Series::new(&[6.0])).unwrap();
        assert!(ask(&nothing, 1).mean[0] > 0.0, "{what}");
        assert_eq!(altered(&nothing, |_| ()).unwrap(), nothing, "{what}");
    }
    let error = component.fit_series(Series::new(&[1.0, -2.0]), &Context::new()).unwrap_err();
    assert_eq!((error.code(), error.context()["value"].as_str()), ("kp.invalid_data", "-2"), "{what}");
    assert_eq!(whole.update(Series::new(&[1.0, f64::NAN])).unwrap_err().code(), "kp.missing_values", "{what}");
    assert_eq!(whole.update(Series::new(&[1.0, -1.0])).unwrap_err().code(), "kp.invalid_data", "{what}");
    assert_eq!(whole, parts, "{what}: an update that fails changes nothing");
}

#[test]
fn updates_go_on_and_what_is_not_demand_is_refused() {
    promises(&CrostonClassic::default());
    promises(&CrostonSBA::default());
    promises(&CrostonOptimized::default());
    promises(&TSB::default());
    promises(&ADIDA::default());
    promises(&IMAPA::default());
}

#[test]
fn with_fixed_parameters_an_update_is_a_longer_fit() {
    fn longer<F: Forecaster>(component: &F)
    where
        F::State: PartialEq + std::fmt::Debug,
    {
        let whole = fit(component, &DEMAND);
        for start in [1, 3, 5, 20] {
            let mut state = fit(component, &DEMAND[..start]).state;
            let expected = state.update(Series::new(&DEMAND[start..])).unwrap();
            assert_eq!((&state, &expected[..]), (&whole.state, &whole.fitted[start..]), "{}", F::NAME);
        }
    }
    longer(&CrostonClassic::default().alpha(0.3));
    longer(&CrostonSBA::default());
    longer(&TSB::default().alpha_p(0.02));
}

#[test]
fn a_changed_state_is_refused() {
    fn refused<F: Forecaster>(component: &F, changes: &[(&str, f64)]) {
        let state = fit(component, &DEMAND).state;
        for &(name, wrong) in changes {
            let key = format!("state.{name}");
            let change = |store: &mut crate::component::Store| match name {
                "demands" | "since" | "errors" | "steps" => store.put(&key, &[wrong as i64]),
                _ => store.put(&key, &[wrong]),
            };
            let error = altered(&state, change).err().unwrap_or_else(|| panic!("{}: {name} {wrong}", F::NAME));
            assert_eq!(error.code(), "kp.corrupt_model");
        }
    }
    let croston = [
        ("alpha_size", 1.5),
        ("alpha_interval", f64::NAN),
        ("size", -1.0),
        ("interval", 0.0),
        ("factor", 0.5),
        ("demands", 0.0),
        ("demands", 41.0),
        ("since", 39.0),
        ("errors", -1.0),
        ("squares", -1.0),
    ];
    refused(&CrostonClassic::default(), &croston);
    refused(&CrostonOptimized::default(), &croston);
    refused(&TSB::default(), &[("chance", 1.5), ("chance", -0.1), ("size", -1.0), ("alpha_p", -1.0)]);
    for wrong in [0.0, 2.0, 4.0] {
        refused(&IMAPA::default(), &[("steps", wrong), ("since", -1.0), ("open.values", 1.0), ("alpha.values", 0.2)]);
    }
    refused(&ADIDA::default(), &[("steps", 0.0), ("open.values", 1.0), ("level.values", -1.0), ("alpha.values", 0.9)]);
}
