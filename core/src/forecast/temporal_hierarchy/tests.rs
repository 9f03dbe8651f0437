//! Numbers of the reference, and what must hold of any fit.

use super::block::{Covariance, Plan, Shape};
use super::*;
use crate::component::{ForecastState, Intervals, Request, Store};
use crate::data::Panel;
use crate::forecast::reconcile::Past;
use crate::forecast::samples::{AIR_PASSENGERS, altered, close_to};
use crate::forecast::{ARIMA, AutoETS, MSTL, Naive, RandomWalkWithDrift, SeasonalNaive};

fn shape(season: usize) -> Shape {
    let mut lengths = divisors(season);
    lengths.pop();
    Shape { season, lengths }
}

/// Four quarters: a year, two halves, four quarters.
const BASE: [[f64; 7]; 2] = [[100.0, 46.0, 60.0, 20.0, 31.0, 27.0, 35.0], [112.0, 52.0, 57.0, 22.0, 30.0, 30.0, 36.0]];

/// Twelve years of sums and their fitted values.
fn years() -> Past {
    let mut past = Past::default();
    for t in 0..12 {
        let quarter = |node: usize| (20 + 5 * node + (t * 7 + node * 5) % 11) as f64;
        let q: Vec<f64> = (0..4).map(quarter).collect();
        let halves = [q[0] + q[1], q[2] + q[3]];
        let y = [&[halves[0] + halves[1]], &halves[..], &q].concat();
        let error = |node: usize| (((t * (node + 3) * 5 + node * 7 + t * t) % 17) as f64 - 8.0) / 4.0;
        past.fitted.push(y.iter().enumerate().map(|(node, y)| y - error(node)).collect());
        past.y.push(y);
    }
    past
}

#[test]
fn blocks_are_those_of_the_reference() {
    // hierarchicalforecast 1.5.3 (numpy 2.4): MinTrace(method).fit_predict(S, y_hat, y_insample, y_hat_insample); of a variance a
    // level, thief's "mse", (S' W⁻¹ S)⁻¹ S' W⁻¹ f by numpy.
    let shape = shape(4);
    let run =
        |covariance: &Covariance, block: usize| Plan::whole(&shape, covariance).unwrap().observations(&BASE[block]);
    let structural = Covariance::structural(&shape);
    close_to(
        &run(&structural, 0),
        &[17.958333333333336, 28.958333333333336, 25.708333333333332, 33.708333333333336],
        1e-13,
    );
    close_to(&run(&structural, 1), &[21.875, 29.875, 27.625, 33.625], 1e-13);
    let equal = Covariance::equal(&shape);
    close_to(&run(&equal, 0), &[17.142857142857142, 28.142857142857142, 25.142857142857142, 33.142857142857146], 1e-13);
    let levels = Covariance::of_levels(&shape, &[90.0, 40.0, 12.0]);
    close_to(&run(&levels, 0), &[18.4140625, 29.4140625, 25.9765625, 33.9765625], 1e-13);
    let (shrinkage, errors) = years().shrinkage().unwrap();
    let shrunk = Covariance::shrunk(shrinkage, &errors);
    let expected = [17.167253119384814, 28.24621257219366, 25.961958411825727, 32.75591289123706];
    close_to(&run(&shrunk, 0), &expected, 1e-9);
}

#[test]
fn a_year_of_months_and_the_rest_of_one() {
    // The same reference; what is left of a block, by numpy: the sums that have begun less what is known.
    let shape = shape(12);
    let sizes = |length: usize| std::iter::repeat_n(length, 12 / length);
    let sizes: Vec<usize> = [12, 6, 4, 3, 2, 1].into_iter().flat_map(sizes).collect();
    let forecast = |(node, size): (usize, &usize)| 10.0 * *size as f64 + (node * 37 % 29) as f64 / 4.0;
    let mut nodes: Vec<f64> = sizes.iter().enumerate().map(forecast).collect();
    let structural = Covariance::structural(&shape);
    let whole = Plan::whole(&shape, &structural).unwrap().observations(&nodes);
    let expected = [
        10.807633883674153,
        12.807633883674152,
        12.855722357246618,
        9.413368462956754,
        10.817341672253882,
        12.817341672253884,
        9.32629867862331,
        11.32629867862331,
        11.839921010727451,
        13.994058344507767,
        9.01802401106269,
        11.018024011062689,
    ];
    close_to(&whole, &expected, 1e-9);
    let known = [9.0, 12.0, 10.0, 8.0, 11.0];
    for (node, (start, end)) in shape.ranges().into_iter().enumerate() {
        nodes[node] = if end <= 5 { f64::NAN } else { nodes[node] - known[start.min(5)..].iter().sum::<f64>() };
    }
    let rest = Plan::rest(&shape, &structural, 5).unwrap().observations(&nodes);
    let expected = [
        13.630346574605454,
        9.354616884863704,
        11.354616884863702,
        11.958847067790536,
        14.080036092180768,
        9.112238836083215,
        11.11223883608322,
    ];
    close_to(&rest, &expected, 1e-9);
}

fn hierarchy() -> TemporalHierarchy {
    TemporalHierarchy::default().season_length(12u32).method(TemporalMethod::WlsStruct)
}

fn fit(component: &TemporalHierarchy, y: &[f64]) -> FittedSeries<TemporalState> {
    component.fit_series(Series::new(y), &Context::new()).unwrap()
}

fn forecast(state: &TemporalState, h: usize, levels: &[f64]) -> Intervals {
    state.forecast(Request { h, levels, future: &[] }).unwrap()
}

#[test]
fn forecasts_are_the_levels_reconciled() {
    // Of each level by itself, with the season it has there; of eight years.
    let y: Vec<f64> = AIR_PASSENGERS.iter().copied().chain(AIR_PASSENGERS.map(|value| 1.6 * value - 5.0)).collect();
    let state = fit(&hierarchy(), &y).state;
    let nodes: Vec<f64> = divisors(12)
        .into_iter()
        .flat_map(|length| {
            let alone = AutoETS::default().season_length(12 / length as u32);
            let y = sums(&y, length);
            let state = alone.fit_series(Series::new(&y), &Context::new()).unwrap().state;
            state.forecast(Request { h: 12 / length, levels: &[], future: &[] }).unwrap().mean
        })
        .collect();
    let shape = shape(12);
    let plan = Plan::whole(&shape, &Covariance::structural(&shape)).unwrap();
    close_to(&forecast(&state, 12, &[]).mean, &plan.observations(&nodes), 1e-12);
    // A longer horizon begins with the shorter one.
    assert_eq!(forecast(&state, 30, &[]).mean[..7], forecast(&state, 7, &[]).mean);
}

#[test]
fn intervals_are_moved_with_the_forecasts() {
    let state = fit(&hierarchy().method(TemporalMethod::MintShrink), &AIR_PASSENGERS).state;
    let alone = AutoETS::default().season_length(12u32).fit_series(Series::new(&AIR_PASSENGERS), &Context::new());
    let request = Request { h: 24, levels: &[80.0], future: &[] };
    let (own, alone) = (forecast(&state, 24, &[80.0]), alone.unwrap().state.forecast(request).unwrap());
    for step in 0..24 {
        let width = |all: &Intervals| [all.bounds[0].0[step] - all.mean[step], all.bounds[0].1[step] - all.mean[step]];
        close_to(&width(&own), &width(&alone), 1e-9);
    }
    assert!(own.mean[0] != alone.mean[0]);
}

#[test]
fn fitted_values_add_up_and_begin_with_the_series() {
    // Of 46 months the first 10 are no year: there the year has no say.
    for method in [TemporalMethod::WlsStruct, TemporalMethod::WlsVar, TemporalMethod::Ols, TemporalMethod::MintShrink] {
        let fitted = fit(&hierarchy().method(method), &AIR_PASSENGERS[2..]).fitted;
        assert_eq!(fitted.len(), 46);
        let off = |(y, fitted): (&f64, &f64)| (y - fitted).abs() / y;
        let errors: Vec<f64> = AIR_PASSENGERS[2..].iter().zip(&fitted).map(off).collect();
        assert!(errors.iter().all(|error| *error < 0.25), "{method:?}: {errors:?}");
    }
    // A season is what this one waits for; the level of years has a forecast from the second year on, as it has no season.
    let late = fit(&hierarchy().forecaster(SeasonalNaive::default()), &AIR_PASSENGERS).fitted;
    assert!(late[..12].iter().all(|value| value.is_nan()) && late[12..].iter().all(|value| value.is_finite()));
}

#[test]
fn without_a_season_it_is_the_forecaster() {
    let fitted = fit(&TemporalHierarchy::default(), &AIR_PASSENGERS);
    let alone = AutoETS::default().fit_series(Series::new(&AIR_PASSENGERS), &Context::new()).unwrap();
    assert_eq!(fitted.fitted, alone.fitted);
    let request = Request { h: 5, levels: &[90.0], future: &[] };
    assert_eq!(forecast(&fitted.state, 5, &[90.0]).mean, alone.state.forecast(request).unwrap().mean);
}

#[test]
fn forecasts_hold_what_is_known_of_a_block() {
    // A line: drift forecasts every level of it without error, whatever the place in the block.
    let line: Vec<f64> = (0..40).map(|t| 3.0 + 2.0 * f64::from(t)).collect();
    for method in [TemporalMethod::WlsStruct, TemporalMethod::Ols] {
        let component = hierarchy().forecaster(RandomWalkWithDrift::default()).method(method);
        let mut state = fit(&component, &line[..24]).state;
        let expected = state.update(Series::new(&line[24..])).unwrap();
        close_to(&expected, &line[24..], 1e-9);
        let next: Vec<f64> = (40..60).map(|t| 3.0 + 2.0 * f64::from(t)).collect();
        close_to(&forecast(&state, 20, &[]).mean, &next, 1e-9);
    }
}

#[test]
fn updates_go_in_steps_and_states_come_back() {
    for method in [TemporalMethod::WlsStruct, TemporalMethod::WlsVar, TemporalMethod::Ols, TemporalMethod::MintShrink] {
        let state = fit(&hierarchy().method(method), &AIR_PASSENGERS[..36]).state;
        let (mut one, mut many) = (state.clone(), state);
        let next = forecast(&one, 1, &[]).mean;
        one.update(Series::new(&AIR_PASSENGERS[36..41])).unwrap();
        let expected = many.update(Series::new(&AIR_PASSENGERS[36..])).unwrap();
        assert_eq!(expected[..1], next);
        let later = one.update(Series::new(&AIR_PASSENGERS[41..])).unwrap();
        assert_eq!(expected[5..], later);
        let back = altered(&one, |_| ()).unwrap();
        for other in [&many, &back] {
            assert_eq!(forecast(other, 20, &[80.0, 95.0]), forecast(&one, 20, &[80.0, 95.0]));
        }
        let mut partial = fit(&hierarchy().method(method), &AIR_PASSENGERS[..36]).state;
        partial.update(Series::new(&AIR_PASSENGERS[36..41])).unwrap();
        let mut loaded = altered(&partial, |_| ()).unwrap();
        assert_eq!(loaded.update(Series::new(&AIR_PASSENGERS[41..])).unwrap(), later);
    }
    // After whole blocks the levels are where those of a longer fit with the same parameters are.
    let naive = hierarchy().forecaster(Naive::default());
    let mut state = fit(&naive, &AIR_PASSENGERS[..24]).state;
    state.update(Series::new(&AIR_PASSENGERS[24..])).unwrap();
    assert_eq!(forecast(&state, 12, &[]).mean, forecast(&fit(&naive, &AIR_PASSENGERS).state, 12, &[]).mean);
}

fn levels(component: &TemporalHierarchy, y: &[f64]) -> (Vec<String>, String) {
    let parts = component.fit(&Panel::from_values(y).unwrap()).unwrap().parts().unwrap();
    let table = |name: &str| parts.tables.iter().find(|(own, _)| own == name).unwrap().1.clone();
    let notes = table("levels").strings("left_out").unwrap().iter().map(|note| note.unwrap().to_owned()).collect();
    (notes, table("series").strings("method").unwrap().get(0).unwrap().to_owned())
}

#[test]
fn short_series_do_without_the_long_levels() {
    let (notes, _) = levels(&hierarchy().forecaster(Naive::default()), &AIR_PASSENGERS[..23]);
    assert_eq!(notes[0], "the number of its sums is 1; at least 2 are needed");
    assert!(notes[1..].iter().all(String::is_empty), "{notes:?}");
    let alone = fit(&hierarchy(), &[5.0]).state;
    assert_eq!(forecast(&alone, 3, &[]).mean, [5.0; 3]);
    // A forecaster whose season cannot be 1 has no years.
    let seasonal = ARIMA::default().order(0, 1, 0).seasonal_order(0, 1, 0, 12);
    let (notes, _) = levels(&hierarchy().forecaster(seasonal), &AIR_PASSENGERS);
    assert!(notes[0].contains("season_length is 1") && notes[1..].iter().all(String::is_empty), "{notes:?}");
}

#[test]
fn measures_that_the_errors_do_not_give_are_replaced() {
    for (method, name) in [(TemporalMethod::WlsVar, "wls_var"), (TemporalMethod::MintShrink, "mint_shrink")] {
        assert_eq!(levels(&hierarchy().method(method), &AIR_PASSENGERS).1, name);
        // A constant is forecast without error.
        assert_eq!(levels(&hierarchy().method(method), &[7.0; 40]).1, "wls_struct");
    }
    // Errors of one year.
    let component = hierarchy().method(TemporalMethod::MintShrink).forecaster(Naive::default());
    assert_eq!(levels(&component, &AIR_PASSENGERS[..24]).1, "wls_struct");
}

#[test]
fn seasons_are_those_of_the_sums() {
    let own = |member: Member, length: usize| serde_json::to_value(member.for_sums(168, length)).unwrap();
    let ets = Member::from(AutoETS::default().season_length(7u32));
    assert_eq!(own(ets, 8)["params"]["season_length"], 21);
    let mstl = Member::from(MSTL::default().season_lengths([24, 168]));
    assert_eq!(own(mstl.clone(), 8)["params"]["season_lengths"], serde_json::json!([3, 21]));
    assert_eq!(own(mstl, 56)["params"]["season_lengths"], serde_json::json!([3]));
    assert_eq!(own(Member::from(MSTL::default()), 168)["params"]["season_lengths"], serde_json::json!([1]));
    let sought = Member::named("MSTL").set("season_lengths", serde_json::json!([]));
    assert_eq!(own(sought, 8)["params"]["season_lengths"], serde_json::json!([]));
    assert_eq!(own(Member::from(Naive::default()), 8), "Naive");
}

#[test]
fn missing_values_and_unknown_forecasters_are_refused() {
    let y = [1.0, f64::NAN, 3.0, 4.0];
    let error = hierarchy().fit_series(Series::new(&y), &Context::new()).unwrap_err();
    assert_eq!(error.code(), "kp.missing_values");
    let unknown: TemporalHierarchy = serde_json::from_str(r#"{"forecaster": "Prophecy"}"#).unwrap();
    let error = unknown.fit_series(Series::new(&AIR_PASSENGERS), &Context::new()).unwrap_err();
    assert!(error.code() == "kp.invalid_params" && error.message().contains("Prophecy"), "{error}");
    let mut state = fit(&hierarchy(), &AIR_PASSENGERS).state;
    let before = forecast(&state, 3, &[]);
    assert_eq!(state.update(Series::new(&[200.0, f64::NAN])).unwrap_err().code(), "kp.missing_values");
    assert_eq!(forecast(&state, 3, &[]), before);
}

#[test]
fn what_cannot_have_been_stored_is_refused() {
    let mut state = fit(&hierarchy().method(TemporalMethod::MintShrink), &AIR_PASSENGERS).state;
    state.update(Series::new(&AIR_PASSENGERS[..3])).unwrap();
    let text = |name: &'static str, value: &'static str, rows: usize| {
        move |store: &mut Store| store.put_strings(name, &std::iter::repeat_n(value, rows).collect())
    };
    let list = |name: &'static str, values: Vec<f64>| {
        move |store: &mut Store| {
            store.put(&format!("state.{name}.ends"), &[values.len() as i64]);
            store.put(&format!("state.{name}.values"), &values);
        }
    };
    type Change = Box<dyn FnOnce(&mut Store)>;
    let changes: [Change; 14] = [
        Box::new(|store| store.put("state.season_length", &[0i64])),
        Box::new(|store| store.put("state.season_length", &[6i64])),
        Box::new(|store| store.put("state.season_length", &[1i64 << 40])),
        Box::new(text("state.method", "mode", 1)),
        Box::new(text("state.method", "ols", 1)),
        Box::new(|store| store.put("state.shrinkage", &[0.0])),
        Box::new(|store| store.put("state.shrinkage", &[f64::NAN])),
        Box::new(list("errors", vec![1.0; 29])),
        Box::new(list("errors", vec![0.0; 56])),
        Box::new(list("errors", vec![f64::INFINITY; 56])),
        Box::new(list("block", vec![1.0; 12])),
        Box::new(list("block", vec![f64::NAN])),
        Box::new(|store| store.put("state.levels.mean_square", &[-1.0; 6])),
        Box::new(text("state.levels.left_out", "gone", 6)),
    ];
    for (at, change) in changes.into_iter().enumerate() {
        assert_eq!(altered(&state, change).unwrap_err().code(), "kp.corrupt_model", "{at}");
    }
    let state = fit(&hierarchy().method(TemporalMethod::WlsVar), &AIR_PASSENGERS).state;
    let error = altered(&state, |store| store.put("state.levels.mean_square", &[0.0; 6])).unwrap_err();
    assert!(error.code() == "kp.corrupt_model" && error.message().contains("method"), "{error}");
}

#[test]
fn a_level_without_error_does_not_break_the_algebra() {
    // Pairs that sum to the same: all levels but the last are forecast exactly.
    let y: Vec<f64> = (0..48).map(|t| if t % 2 == 0 { 1e6 } else { -1e6 + f64::from(t % 5) * 1e-3 }).collect();
    for method in [TemporalMethod::WlsVar, TemporalMethod::MintShrink] {
        let mut state = fit(&hierarchy().method(method).forecaster(Naive::default()), &y).state;
        for _ in 0..13 {
            assert!(forecast(&state, 14, &[]).mean.iter().all(|value| value.is_finite()));
            state.update(Series::new(&[1e6])).unwrap();
        }
    }
}
