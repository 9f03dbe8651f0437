//! The backtest against what is known by hand.

use super::*;
use crate::data::{Column, PanelSpec, Strings};
use crate::forecast::Naive;

fn panel() -> Panel {
    let ids: Strings = ["a", "a", "a", "a", "a", "b", "b", "b", "b"].into_iter().collect();
    let ds = vec![1i64, 2, 3, 4, 5, 11, 12, 13, 14];
    let y = vec![1.0, 2.0, 3.0, 4.0, 5.0, 10.0, 30.0, 20.0, 40.0];
    let frame = Frame::new().with("unique_id", ids).unwrap().with("ds", ds).unwrap().with("y", y).unwrap();
    Panel::from_frame(&frame, PanelSpec::default()).unwrap()
}

fn run(options: BacktestOptions) -> Result<Frame> {
    backtest(Entry::forecaster::<Naive>(), &json!({}), &panel(), &options, &Context::new())
}

#[test]
fn each_origin_sees_only_what_came_before() {
    let frame = run(BacktestOptions { h: 1, n_windows: 2, ..BacktestOptions::default() }).unwrap();
    assert_eq!(frame.names().collect::<Vec<_>>(), ["unique_id", "ds", "cutoff", "y", "Naive"]);
    assert_eq!(frame.column("cutoff").unwrap(), &Column::I64(vec![3, 12, 4, 13]));
    assert_eq!(frame.f64("y").unwrap(), [4.0, 20.0, 5.0, 40.0]);
    assert_eq!(frame.f64("Naive").unwrap(), [3.0, 30.0, 4.0, 20.0]);
}

#[test]
fn updating_gives_what_fitting_again_gives_where_there_is_nothing_to_fit() {
    let options =
        BacktestOptions { h: 2, n_windows: 2, step_size: Some(1), level: vec![80.0], ..BacktestOptions::default() };
    let refitted = run(options.clone()).unwrap();
    assert_eq!(refitted, run(BacktestOptions { refit: Refit::Always(false), ..options }).unwrap());
    assert_eq!(refitted.rows(), 8);
}

#[test]
fn what_each_origin_has_learnt_from() {
    let of = |options: BacktestOptions| run(BacktestOptions { n_windows: 2, fitted: true, ..options }).unwrap();
    let frame = of(BacktestOptions { input_size: Some(2), ..BacktestOptions::default() });
    assert_eq!(frame.names().collect::<Vec<_>>(), ["unique_id", "ds", "cutoff", "y", "Naive"]);
    assert_eq!(frame.column("ds").unwrap(), &Column::I64(vec![2, 3, 11, 12, 3, 4, 12, 13]));
    assert_eq!(frame.column("cutoff").unwrap(), &Column::I64(vec![3, 3, 12, 12, 4, 4, 13, 13]));
    let naive = frame.f64("Naive").unwrap();
    assert!(naive.iter().step_by(2).all(|first| first.is_nan()));
    assert_eq!((naive[1], naive[3], naive[5], naive[7]), (2.0, 10.0, 3.0, 30.0));
    // An update adds to it.
    let cutoffs = [3i64, 3, 3, 12, 12, 4, 4, 4, 4, 13, 13, 13];
    let refit = Refit::Always(false);
    let frame = of(BacktestOptions { refit, ..BacktestOptions::default() });
    assert_eq!(frame.column("cutoff").unwrap(), &Column::I64(cutoffs.to_vec()));
    let frame = of(BacktestOptions { refit, input_size: Some(2), ..BacktestOptions::default() });
    assert_eq!(frame.column("ds").unwrap(), &Column::I64(vec![2, 3, 11, 12, 2, 3, 4, 11, 12, 13]));
}

#[test]
fn every_second_origin_is_fitted() {
    let y: Vec<f64> = (0..30).map(|t| f64::from(t * 7919 % 31)).collect();
    let frame = Frame::new().with("y", y).unwrap();
    let of = |refit: Value| {
        let entry = Entry::forecaster::<crate::forecast::AutoETS>();
        let options = json!({"h": 1, "n_windows": 4, "refit": refit});
        let found = backtest_frame(entry, &json!({"model": "ANN"}), &frame, options, &Context::new());
        found.map(|frame| frame.f64("AutoETS").unwrap().to_vec())
    };
    let (always, once, second) = (of(json!(true)).unwrap(), of(json!(false)).unwrap(), of(json!(2)).unwrap());
    assert_eq!((second[0], second[1], second[2]), (always[0], once[1], always[2]));
    assert!(second[1] != always[1] && second[2] != once[2] && second[3] != always[3]);
    assert_eq!(of(json!(1)).unwrap(), always);
    assert_eq!(of(json!(0)).unwrap_err().message(), "refit is 0; must be true or false or 1..=1000000");
}

#[test]
fn an_input_size_forgets_what_came_before() {
    let of = |input_size| {
        let options = BacktestOptions { h: 1, n_windows: 2, input_size, ..BacktestOptions::default() };
        let entry = Entry::forecaster::<crate::forecast::HistoricAverage>();
        let frame = backtest(entry, &json!({}), &panel(), &options, &Context::new()).unwrap();
        frame.f64("HistoricAverage").unwrap().to_vec()
    };
    assert_eq!(of(Some(2)), [2.5, 20.0, 3.5, 25.0]);
    assert_eq!(of(None), [2.0, 20.0, 2.5, 20.0]);
}

#[test]
fn too_many_origins_are_refused() {
    let error = run(BacktestOptions { h: 2, n_windows: 3, ..BacktestOptions::default() }).unwrap_err();
    assert_eq!(error.code(), "kp.not_enough_data");
    assert_eq!((error.context()["series"].as_str(), error.context()["needed"].as_str()), ("a", "7"));
}

#[test]
fn each_fit_is_made_as_asked() {
    let y: Vec<f64> = (0..60).map(|t| libm::exp(f64::from(t) / 20.0) * (3.0 + f64::from(t * 7 % 5))).collect();
    let frame = Frame::new().with("y", y.clone()).unwrap();
    let drift = || Entry::forecaster::<crate::forecast::RandomWalkWithDrift>();
    let run = |options: Value| backtest_frame(drift(), &json!({}), &frame, options, &Context::new());
    let asked = json!({
        "h": 2, "n_windows": 3, "level": 80, "transform": "log", "intervals": "bootstrap", "alias": "rw", "freq": "1"
    });
    let found = run(asked).unwrap();
    let names = ["unique_id", "ds", "cutoff", "y", "rw", "rw-lo-80", "rw-hi-80"];
    assert_eq!(found.names().collect::<Vec<_>>(), names);
    // The drift of the logarithms.
    let log = |at: usize| libm::log(y[at]);
    let expected = libm::exp(log(53) + (log(53) - log(0)) / 53.0);
    assert!((found.f64("rw").unwrap()[0] - expected).abs() < 1e-9 * expected);
    for intervals in ["model", "conformal"] {
        let options = json!({"h": 2, "n_windows": 3, "level": 80, "intervals": intervals, "non_negative": true});
        assert!(run(options).unwrap().f64("RandomWalkWithDrift-lo-80").unwrap().iter().all(|low| *low >= 0.0));
    }
    let error = run(json!({"keep_fitted": true})).unwrap_err();
    assert!(error.code() == "kp.invalid_params" && error.message().contains("n_windows, non_negative"), "{error}");
}

/// Naive and ETS of a panel of which "b" is short, "c" cannot be fitted to by ETS, and "d" has no logarithm.
fn mixed() -> Panel {
    let mut rows: Vec<(&str, i64, f64)> = (0..30).map(|t| ("a", t, 20.0 + (t * 7919 % 31) as f64)).collect();
    rows.extend((0..3).map(|t| ("b", t, 1.0 + t as f64)));
    rows.extend((0..30).map(|t| ("c", t, if t == 9 { f64::NAN } else { 9.0 + (t * 5 % 7) as f64 })));
    rows.extend((0..30).map(|t| ("e", t, 90.0 - (t * 7919 % 31) as f64)));
    rows.extend((0..30).map(|t| ("d", t, if t == 27 { -1.0 } else { 5.0 + (t % 4) as f64 })));
    let ids: Strings = rows.iter().map(|row| row.0).collect();
    let frame = Frame::new().with("unique_id", ids).unwrap();
    let frame = frame.with("ds", rows.iter().map(|row| row.1).collect::<Vec<i64>>()).unwrap();
    let frame = frame.with("y", rows.iter().map(|row| row.2).collect::<Vec<f64>>()).unwrap();
    Panel::from_frame(&frame, PanelSpec::default()).unwrap()
}

fn of_mixed(panel: &Panel, refit: bool, failures: bool, fail_fast: bool) -> Result<Frame> {
    let fit =
        ForecastOptions { fail_fast, transform: crate::component::TargetTransform::Log, ..ForecastOptions::default() };
    let refit = Refit::Always(refit);
    let options = BacktestOptions { h: 2, n_windows: 3, refit, failures, fit, ..BacktestOptions::default() };
    let entry = Entry::forecaster::<crate::forecast::AutoETS>();
    backtest(entry, &json!({"model": "ANN"}), panel, &options, &Context::new())
}

#[test]
fn a_series_that_cannot_be_backtested_leaves_the_others_as_they_were() {
    let panel = mixed();
    let good = panel.select(&[0, 3]);
    for refit in [true, false] {
        let found = of_mixed(&panel, refit, false, false).unwrap();
        assert_eq!(found, of_mixed(&good, refit, false, true).unwrap());
        assert_eq!(found.rows(), 12);
        let failures = of_mixed(&panel, refit, true, false).unwrap();
        assert_eq!(failures.names().collect::<Vec<_>>(), ["unique_id", "code", "message"]);
        let texts =
            |name: &str| failures.strings(name).unwrap().iter().flatten().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(texts("unique_id"), ["b", "c", "d"]);
        assert_eq!(texts("code"), ["kp.not_enough_data", "kp.missing_values", "kp.invalid_data"]);
        let messages = texts("message");
        assert!(messages[0].starts_with("the series has 3 observations; more than"), "{messages:?}");
        assert!(messages[1].starts_with("1 of 2"), "{messages:?}");
        assert!(messages[2].starts_with("a value is -1; the transform"), "{messages:?}");
        assert_eq!(of_mixed(&good, refit, true, false).unwrap().rows(), 0);
    }
}

#[test]
fn the_first_failure_is_the_error_where_all_fail_or_one_is_enough() {
    let panel = mixed();
    let message = |result: Result<Frame>| result.unwrap_err().message().to_owned();
    assert!(message(of_mixed(&panel, true, false, true)).starts_with("series 'b': the series has 3"));
    assert!(message(of_mixed(&panel.select(&[0, 2]), true, false, true)).starts_with("series 'c': 1 of 2"));
    assert!(message(of_mixed(&panel.select(&[2, 4]), true, false, false)).starts_with("series 'c': 1 of 2"));
    assert!(message(of_mixed(&panel.select(&[1]), true, false, false)).starts_with("series 'b': the series has 3"));
    let failures = of_mixed(&panel.select(&[2, 1]), false, true, false).unwrap();
    let ids: Vec<_> = failures.strings("unique_id").unwrap().iter().flatten().collect();
    assert_eq!(ids, ["c", "b"]);
}
