//! What holds of every forecaster that takes observations apart: it takes its forecasts apart too.

use super::samples::{AIR_PASSENGERS, close_to};
use crate::component::{Context, FitInput, ForecastArgs, Model};
use crate::data::{Frame, Strings};
use crate::error::Result;
use serde_json::{Value, json};

const H: usize = 15;

/// Rows of a series: its value, and a regressor where one is wanted.
fn table(rows: std::ops::Range<usize>, value: bool, regressor: bool) -> Frame {
    let ids: Strings = rows.clone().map(|_| "air").collect();
    let ticks: Vec<i64> = rows.clone().map(|t| t as i64).collect();
    let mut frame = Frame::new().with("unique_id", ids).and_then(|frame| frame.with("ds", ticks)).unwrap();
    if value {
        let y = rows.clone().map(|t| AIR_PASSENGERS[t % 48] + (t / 48 * 60) as f64);
        frame = frame.with("y", y.collect::<Vec<_>>()).unwrap();
    }
    let x: Vec<f64> = rows.map(|t| (t * 7 % 5) as f64).collect();
    if regressor { frame.with("x", x).unwrap() } else { frame }
}

/// A model of 60 observations that has learnt 6 more, and came back from its file.
fn fit(name: &str, params: &Value, options: &Value, regressor: bool) -> Result<Model> {
    let entry = super::list().iter().find(|entry| entry.name == name).unwrap();
    let data = table(0..60, true, regressor).into();
    let input = FitInput { data: &data, target: None, options };
    let mut model = Model::fit(*entry, params, input, &Context::new())?;
    model.update(&table(60..66, true, regressor).into(), &Context::new())?;
    Model::from_bytes(&model.to_bytes()?)
}

fn ahead(model: &Model, components: bool, regressor: bool) -> Result<Frame> {
    let future = table(66..66 + H, false, true);
    let args = ForecastArgs { h: H, components, ..ForecastArgs::default() };
    model.forecast_with(&args, regressor.then_some(&future), &Context::new())
}

/// The columns of parts that sum to something, by name, and their sums; parts that a series lacks are missing.
fn sums<'a>(frame: &'a Frame, own: &dyn Fn(&'a str) -> Option<&'a str>) -> (Vec<&'a str>, Vec<f64>) {
    let names: Vec<&str> = frame.names().filter(|name| own(name).is_some()).collect();
    let mut sums = vec![0.0; frame.rows()];
    for name in &names {
        sums.iter_mut().zip(frame.f64(name).unwrap()).for_each(|(sum, part)| *sum += part);
    }
    (names.into_iter().filter_map(own).collect(), sums)
}

/// Checks one model; whether it takes anything apart.
fn check(name: &str, params: &Value, options: &Value, regressor: bool) -> bool {
    let what = format!("{name} {params} {options}");
    let model = fit(name, params, options, regressor).unwrap_or_else(|error| panic!("{what}: {error}"));
    let parts = model.parts().unwrap();
    let Some((_, history)) = parts.tables.iter().find(|(table, _)| table == "components") else {
        assert_eq!(ahead(&model, true, regressor).unwrap_err().code(), "kp.unsupported", "{what}");
        return false;
    };
    let beside = ["unique_id", "ds", "slope"];
    let (observed, sum) = sums(history, &|name| (!beside.contains(&name)).then_some(name));
    let y = table(0..66, true, false);
    let known: Vec<usize> = (0..66).filter(|&t| !sum[t].is_nan()).collect();
    assert!(known.len() > 50, "{what}");
    let at = |values: &[f64]| known.iter().map(|&t| values[t]).collect::<Vec<f64>>();
    close_to(&at(&sum), &at(y.f64("y").unwrap()), 1e-9);
    let forecast = ahead(&model, true, regressor).unwrap();
    let (mut expected, sum) = sums(&forecast, &|column| column.strip_prefix(name)?.strip_prefix('-'));
    close_to(&sum, forecast.f64(name).unwrap(), 1e-9);
    expected.retain(|part| *part != "adjustment" && *part != "remainder");
    assert_eq!(expected, observed[..observed.len() - 1], "{what}");
    assert_eq!(observed.last(), Some(&"remainder"), "{what}");
    let plain = ahead(&model, false, regressor).unwrap();
    assert_eq!(plain.f64(name).unwrap(), forecast.f64(name).unwrap(), "{what}");
    true
}

#[test]
fn every_forecaster_takes_its_forecast_apart_as_it_does_its_history() {
    let mut apart = Vec::new();
    let curved = [json!({}), json!({"transform": "log"}), json!({"transform": "box_cox", "bias_adjust": true})];
    for entry in super::list().iter().filter(|entry| entry.name != "Constant") {
        let has = |name: &str| entry.schema()["properties"].get(name).is_some();
        let mut params = json!({});
        if has("season_length") {
            params = json!({"season_length": 12});
        } else if has("season_lengths") {
            params = json!({"season_lengths": if has("fourier_orders") { vec![12] } else { vec![4, 12] }});
            if has("fourier_orders") {
                params["fourier_orders"] = json!([3]);
            }
        }
        if has("window_size") {
            params["window_size"] = json!(2);
        }
        let given = entry.schema()["required"].as_array().cloned().unwrap_or_default();
        assert!(given.iter().all(|name| params.get(name.as_str().unwrap()).is_some()), "{}", entry.name);
        for options in &curved {
            if check(entry.name, &params, options, false) && options == &curved[0] {
                apart.push(entry.name);
            }
        }
    }
    let known = ["Additive", "AutoETS", "AutoMFLES", "Holt", "HoltWinters", "MFLES", "MSTL", "Structural", "TBATS"];
    assert_eq!(apart, known);
}

#[test]
fn what_is_multiplied_cut_and_regressed_on_sums_too() {
    let none = json!({});
    for model in ["MAM", "MNM", "MNA", "MAA", "ANN"] {
        check("AutoETS", &json!({"season_length": 12, "model": model}), &none, false);
    }
    check("AutoETS", &json!({"season_length": 12, "model": "MAM", "damped": true}), &none, false);
    check("HoltWinters", &json!({"season_length": 12, "error_type": "M"}), &none, false);
    for multiplicative in [false, true] {
        check("MFLES", &json!({"season_lengths": [12], "multiplicative": multiplicative}), &none, false);
    }
    for boxcox in [false, true] {
        check("TBATS", &json!({"season_lengths": [12], "use_boxcox": boxcox, "use_trend": true}), &none, false);
    }
    let trend = json!({"trend": "stochastic", "season_length": 12, "harmonics": 3});
    check("Structural", &trend, &none, false);
    for mode in ["additive", "multiplicative"] {
        let params = json!({"season_lengths": [12], "fourier_orders": [3], "seasonality_mode": mode});
        for regressor in [false, true] {
            check("Additive", &params, &none, regressor);
        }
    }
    // A trend that falls below zero is cut there, which is a part as well.
    let y: Vec<f64> = (0..20).map(|t| 20.0 - f64::from(t)).collect();
    let data = Frame::new().with("y", y).unwrap().into();
    let options = json!({"non_negative": true, "alias": "h"});
    let input = FitInput { data: &data, target: None, options: &options };
    let entry = super::list().iter().find(|entry| entry.name == "Holt").unwrap();
    let forecast = ahead(&Model::fit(*entry, &none, input, &Context::new()).unwrap(), true, false).unwrap();
    let names: Vec<&str> = forecast.names().skip(2).collect();
    assert_eq!(names, ["h", "h-level", "h-trend", "h-adjustment"]);
    let last = |name: &str| forecast.f64(name).unwrap()[H - 1];
    assert!(last("h") == 0.0 && last("h-adjustment") > 10.0, "{forecast:?}");
    assert!((last("h-level") + last("h-trend") + last("h-adjustment")).abs() < 1e-9);
}
