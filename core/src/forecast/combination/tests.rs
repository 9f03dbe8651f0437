//! Weights by hand, and what must hold of any combination.

use super::*;
use crate::component::{ForecastState, Intervals, Request, RowWriter, Store};
use crate::data::{Frame, Panel};
use crate::forecast::samples::{AIR_PASSENGERS, altered, close_to};
use crate::forecast::{ARIMA, AutoETS, HistoricAverage, Naive, RandomWalkWithDrift, SeasonalNaive};
use weights::{inverse, stacked};

fn fit(component: &Combination, y: &[f64]) -> FittedSeries<CombinationState> {
    component.fit_series(Series::new(y), &Context::new()).unwrap()
}

fn forecast(state: &CombinationState, h: usize, levels: &[f64]) -> Intervals {
    state.forecast(Request { h, levels, future: &[] }).unwrap()
}

fn simple() -> [Member; 4] {
    [
        Naive::default().into(),
        SeasonalNaive::default().into(),
        RandomWalkWithDrift::default().into(),
        HistoricAverage::default().into(),
    ]
}

fn members(component: &Combination, y: &[f64]) -> Frame {
    let tables = component.fit(&Panel::from_values(y).unwrap()).unwrap().parts().unwrap().tables;
    tables.into_iter().find(|(name, _)| name == "members").unwrap().1
}

fn written(state: &CombinationState) -> Store {
    let (mut rows, mut store) = (RowWriter::default(), Store::default());
    state.store(&mut rows);
    rows.end_row();
    rows.store(&mut store);
    store
}

#[test]
fn weights_by_hand() {
    assert_eq!(inverse(&[1.0, 4.0]), [0.8, 0.2]);
    assert_eq!(inverse(&[0.0, 4.0, 0.0]), [0.5, 0.0, 0.5]);
    assert_eq!(inverse(&[1e-300, 1e300]), [1.0, 0.0]);
    // Errors at right angles: weights as one over the squares.
    close_to(&stacked(&[&[1.0, 0.0], &[0.0, 2.0]]), &[0.8, 0.2], 1e-12);
    // The worse of two that err alike gets nothing, and of two that are the same one gets all.
    assert_eq!(stacked(&[&[2.0, 2.0], &[1.0, 1.0]]), [0.0, 1.0]);
    assert_eq!(stacked(&[&[1.0, -1.0], &[1.0, -1.0]]).iter().sum::<f64>(), 1.0);
    assert_eq!(stacked(&[&[1.0, -1.0], &[0.0, 0.0]]), [0.0, 1.0]);
    // min |w (1, 1, 0) + (1 - w) (-1, 0, 1)|²: 3 w = 3/2; scipy 1.16 nnls of the rows and (1 - sum)² says the same.
    close_to(&stacked(&[&[1e9, 1e9, 0.0], &[-1e9, 0.0, 1e9]]), &[0.5, 0.5], 1e-9);
}

#[test]
fn stacking_finds_the_least_error_on_the_simplex() {
    let mut rng = crate::math::rng::Rng::new(5, 0);
    for _ in 0..50 {
        let columns: Vec<Vec<f64>> =
            (0..3).map(|at| (0..12).map(|_| rng.normal() + 0.5 * at as f64).collect()).collect();
        let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
        let error = |w: &[f64]| -> f64 {
            (0..12).map(|t| columns.iter().zip(w).map(|(e, w)| w * e[t]).sum::<f64>()).map(|e| e * e).sum()
        };
        let found = stacked(&columns);
        assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-12 && found.iter().all(|w| *w >= 0.0));
        let grid = (0..=50).flat_map(|i| (0..=50 - i).map(move |j| [i, j, 50 - i - j].map(|k| f64::from(k) / 50.0)));
        let best = grid.map(|w| error(&w)).fold(f64::INFINITY, f64::min);
        assert!(error(&found) <= best * (1.0 + 1e-9), "{found:?}");
    }
}

#[test]
fn the_median_and_the_mean_are_those_of_the_members() {
    let y = &AIR_PASSENGERS;
    let each: Vec<Intervals> = simple()
        .iter()
        .map(|member| {
            let member = member.clone().with("season_length", 12).read("models").unwrap();
            let (fitted, _) = member.fit(Series::new(y), &Context::new()).unwrap();
            fitted.forecast(Request { h: 14, levels: &[80.0], future: &[] }).unwrap()
        })
        .collect();
    let component = Combination::default().models(simple()).season_length(12);
    let median = forecast(&fit(&component, y).state, 14, &[80.0]);
    let mean = forecast(&fit(&component.clone().method(CombinationMethod::Mean), y).state, 14, &[80.0]);
    for step in 0..14 {
        let mut values: Vec<f64> = each.iter().map(|one| one.mean[step]).collect();
        close_to(&[mean.mean[step]], &[values.iter().sum::<f64>() / 4.0], 1e-12);
        values.sort_by(f64::total_cmp);
        assert_eq!(median.mean[step], 0.5 * values[1] + 0.5 * values[2]);
        // The variance of the mixture; 1.28... is the 90 % quantile.
        let z = 1.2815515655446004;
        for (all, centre) in [(&median, median.mean[step]), (&mean, mean.mean[step])] {
            let square = |one: &Intervals| {
                let (half, apart) = (one.bounds[0].1[step] - one.mean[step], z * (one.mean[step] - centre));
                half * half + apart * apart
            };
            let half = (each.iter().map(square).sum::<f64>() / 4.0).sqrt();
            close_to(&[all.bounds[0].0[step], all.bounds[0].1[step]], &[centre - half, centre + half], 1e-9);
        }
    }
}

#[test]
fn weights_come_from_rolling_origins() {
    // A straight line is what drift forecasts without error.
    let line: Vec<f64> = (0..40).map(|t| 3.0 + 2.0 * f64::from(t)).collect();
    for method in [CombinationMethod::InverseError, CombinationMethod::Stacking] {
        let table = members(&Combination::default().models(simple()).method(method), &line);
        close_to(table.f64("weight").unwrap(), &[0.0, 0.0, 1.0, 0.0], 1e-9);
        // Naive, horizon 6: the root of the mean of (2 k)².
        close_to(&table.f64("error").unwrap()[..1], &[(4.0 * 91.0 / 6.0f64).sqrt()], 1e-12);
        assert_eq!(table.strings("member").unwrap().get(2), Some("RandomWalkWithDrift"));
    }
    // Too short for an origin: equal weights.
    let table = members(&Combination::default().models(simple()).method(CombinationMethod::Stacking), &line[..5]);
    assert_eq!(table.f64("weight").unwrap(), [0.25; 4]);
    assert!(table.f64("error").unwrap().iter().all(|error| error.is_nan()));
}

#[test]
fn shares_sum_to_one_and_say_who_is_the_median() {
    let table = members(&Combination::default().season_length(12), &AIR_PASSENGERS);
    close_to(&[table.f64("share").unwrap().iter().sum()], &[1.0], 1e-12);
    let same = Combination::default().models([Naive::default().into(), Naive::default().into()]);
    let table = members(&same, &AIR_PASSENGERS);
    assert_eq!(table.f64("share").unwrap(), [0.5, 0.5]);
    assert_eq!(table.strings("member").unwrap().get(1), Some("Naive_2"));
}

#[test]
fn updates_go_in_steps_and_states_come_back() {
    let methods = [CombinationMethod::Median, CombinationMethod::Mean, CombinationMethod::Stacking];
    for method in methods.into_iter().chain([CombinationMethod::InverseError]) {
        let component = Combination::default().season_length(12).method(method);
        let state = fit(&component, &AIR_PASSENGERS[..40]).state;
        let (mut one, mut many) = (state.clone(), state);
        let next = forecast(&one, 1, &[]).mean;
        one.update(Series::new(&AIR_PASSENGERS[40..45])).unwrap();
        one.update(Series::new(&AIR_PASSENGERS[45..])).unwrap();
        let expected = many.update(Series::new(&AIR_PASSENGERS[40..])).unwrap();
        close_to(&expected[..1], &next, 1e-12);
        assert_eq!(written(&one), written(&many));
        let back = altered(&one, |_| ()).unwrap();
        assert_eq!(written(&back), written(&one));
        assert_eq!(forecast(&back, 20, &[80.0, 95.0]), forecast(&one, 20, &[80.0, 95.0]));
    }
}

#[test]
fn a_member_that_fails_is_left_out() {
    // Four observations are too few for CES and theta.
    let table = members(
        &Combination::default().models(["AutoTheta", "AutoCES", "Naive"].map(Member::named)),
        &[1.0, 3.0, 2.0, 5.0],
    );
    let notes = table.strings("left_out").unwrap();
    assert!(notes.get(1).unwrap().contains("observations"), "{notes:?}");
    assert_eq!(notes.get(2), Some(""));
    assert_eq!(table.f64("share").unwrap(), [0.0, 0.0, 1.0]);
    let y = [1.0, f64::NAN, 3.0, 4.0, 3.0, 2.0];
    let error = Combination::default().fit_series(Series::new(&y), &Context::new()).unwrap_err();
    assert_eq!(error.code(), "kp.missing_values");
}

#[test]
fn members_are_checked_before_the_fit() {
    let error = |text: &str| {
        let component: Combination = serde_json::from_str(text).unwrap();
        component.fit(&Panel::from_values(&AIR_PASSENGERS).unwrap()).unwrap_err()
    };
    let unknown = error(r#"{"models": ["Naive", "Prophecy"]}"#);
    assert!(unknown.code() == "kp.invalid_params" && unknown.message().contains("there is no forecaster 'Prophecy'"));
    let range = error(r#"{"models": [{"forecaster": "AutoETS", "params": {"season_length": 0}}]}"#);
    assert!(range.code() == "kp.invalid_params" && range.message().contains("season_length is 0"), "{range}");
    let empty = error(r#"{"models": []}"#);
    assert!(empty.code() == "kp.invalid_params" && empty.message().starts_with("models is []"), "{empty}");
}

#[test]
fn a_season_is_handed_on_unless_the_member_has_its_own() {
    let own = AutoETS::default().season_length(4);
    let ours = Combination::default().season_length(12).models([own.clone().into()]);
    let alone = own.fit_series(Series::new(&AIR_PASSENGERS), &Context::new()).unwrap();
    assert_eq!(fit(&ours, &AIR_PASSENGERS).fitted, alone.fitted);
    let handed = Combination::default().season_length(4).models([AutoETS::default().into()]);
    assert_eq!(fit(&handed, &AIR_PASSENGERS).fitted, alone.fitted);
}

#[test]
fn regressors_go_to_those_that_use_them() {
    let x: Vec<f64> = (0..48).map(|t| f64::from(t % 5)).collect();
    let regressors = [("x", x.as_slice())];
    let series = Series { regressors: &regressors, ..Series::new(&AIR_PASSENGERS) };
    let none = Combination::default().fit_series(series, &Context::new()).unwrap_err();
    assert_eq!(none.code(), "kp.unsupported");
    let models: [Member; 2] = [Naive::default().into(), ARIMA::default().into()];
    let component = Combination::default().models(models).method(CombinationMethod::Stacking);
    let mut state = component.fit_series(series, &Context::new()).unwrap().state;
    let future = [("x", &x[..3])];
    let mean = state.forecast(Request { h: 3, levels: &[], future: &future }).unwrap().mean;
    assert!(mean.iter().all(|value| value.is_finite()));
    assert_eq!(state.update(Series { regressors: &[("x", &x[..1])], ..Series::new(&[200.0]) }).unwrap().len(), 1);
}

#[test]
fn what_cannot_have_been_stored_is_refused() {
    let state = fit(&Combination::default().models(simple()), &AIR_PASSENGERS).state;
    let text = |name: &'static str, value: &'static str, rows: usize| {
        move |store: &mut Store| store.put_strings(name, &std::iter::repeat_n(value, rows).collect())
    };
    type Change = Box<dyn FnOnce(&mut Store)>;
    let changes: [Change; 6] = [
        Box::new(text("state.method", "mode", 1)),
        Box::new(text("state.members.forecaster", "forecast.none", 4)),
        Box::new(text("state.members.left_out", "gone", 4)),
        Box::new(|store| store.put("state.members.used", &[0.0; 4])),
        Box::new(|store| store.put("state.members.weight", &[0.25; 4])),
        Box::new(|store| store.put("state.Naive.owners", &[1i64])),
    ];
    for (at, change) in changes.into_iter().enumerate() {
        assert_eq!(altered(&state, change).unwrap_err().code(), "kp.corrupt_model", "{at}");
    }
}

#[test]
fn the_first_that_can_be_fitted_serves() {
    let models = [SeasonalNaive::default().into(), HistoricAverage::default().into(), Naive::default().into()];
    let first = Combination::default().models(models).method(CombinationMethod::First).season_length(12);
    let long: Vec<f64> = AIR_PASSENGERS[..30].to_vec();
    let alone = SeasonalNaive::default().season_length(12).fit(&Panel::from_values(&long).unwrap()).unwrap();
    close_to(
        &forecast(&fit(&first, &long).state, 14, &[]).mean,
        alone.forecast(14, &[]).unwrap().f64("SeasonalNaive").unwrap(),
        0.0,
    );
    assert_eq!(forecast(&fit(&first, &[1.0, 5.0]).state, 2, &[]).mean, [3.0, 3.0]);
    let notes = members(&first, &[1.0, 5.0]);
    let left_out: Vec<&str> = notes.strings("left_out").unwrap().iter().flatten().collect();
    assert!(left_out[0].contains("12") && left_out[1].is_empty(), "{left_out:?}");
    assert_eq!(left_out[2], "one before it was fitted");
    assert_eq!(notes.f64("weight").unwrap(), [0.0, 1.0, 0.0]);
}
