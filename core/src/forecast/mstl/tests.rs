//! Numbers of the reference, and what must hold of any fit.

use super::decompose::decompose;
use super::*;
use crate::component::{ForecastOptions, ForecastState, Intervals, Request};
use crate::data::Panel;
use crate::forecast::samples::{AIR_PASSENGERS, altered, close_to};
use crate::forecast::{AutoETS, RandomWalkWithDrift};
use crate::math::rng::Rng;
use libm::{cos, sin};
use std::f64::consts::PI;

fn fit(component: &MSTL, y: &[f64]) -> FittedSeries<MstlState> {
    component.fit_series(Series::new(y), &Context::new()).unwrap()
}

fn mean(state: &MstlState, h: usize) -> Vec<f64> {
    state.forecast(Request { h, levels: &[], future: &[] }).unwrap().mean
}

#[test]
#[rustfmt::skip]
fn components_of_statsforecast() {
    // statsforecast 2.1.1 (statsmodels 0.14): mstl(AIR_PASSENGERS, periods), rows 0, 5, 30 and 47: trend, seasons, remainder.
    let cases: [(&[usize], [&[f64]; 4]); 3] = [
        (&[12], [
            &[122.82395466991176, -12.694111758356813, 1.8701570884450547],
            &[126.09202850389002, 11.95031288334321, -3.042341387233236],
            &[171.1438598392339, 27.89623916320985, -0.04009900244375331],
            &[210.99550248775412, -14.597727703117863, -2.3977747846362547],
        ]),
        (&[4, 12], [
            &[122.90383276532809, -3.1853084540561563, -9.98692417092341, 2.268399859651481],
            &[126.12022387972607, -3.802135364927441, 16.202755955933412, -3.520844470732044],
            &[171.1483337720064, 2.0007734749410266, 25.71994588968926, 0.1309468633633344],
            &[210.8964842505293, 5.029713696033328, -19.10141842926661, -2.8247795172960366],
        ]),
        (&[3, 4, 12], [
            &[122.69264438442114, 0.3856631750427012, -3.0501021679365694, -9.239251434616275, 1.2110460430890129],
            &[126.03490956806445, 4.55111673382945, -3.8080763485507334, 11.028406602209413, -2.8063565555525685],
            &[171.14528050028517, -1.252089456149139, 1.9924262006999747, 26.46737636178837, 0.6470063933756194],
            &[210.80606223612455, 5.027332385406827, 5.053028052549798, -24.339270015889845, -2.547152658191294],
        ]),
    ];
    for (periods, rows) in cases {
        let parts = decompose(&AIR_PASSENGERS, periods, false, &Context::new()).unwrap();
        for (at, expected) in [0, 5, 30, 47].into_iter().zip(rows) {
            let mut row = vec![parts.trend[at]];
            row.extend(parts.seasons.iter().map(|season| season[at]));
            row.push(parts.remainder[at]);
            assert!(row.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9), "{row:?} and {expected:?}");
        }
    }
}

#[test]
fn forecasts_of_statsforecast() {
    // statsforecast 2.1.1: MSTL([4, 12]).fit(AIR_PASSENGERS), steps 1, 2, 5, 12, 13 and 14, and three fitted values.
    let fitted = fit(&MSTL::default().season_lengths([12, 4]), &AIR_PASSENGERS);
    let forecast = mean(&fitted.state, 14);
    let expected = [
        196.30306498064775,
        205.07192307160284,
        210.47679063706974,
        213.6107671630955,
        216.1316468988633,
        224.9005049898184,
    ];
    close_to(&[0, 1, 4, 11, 12, 13].map(|step| forecast[step]), &expected, 1e-6);
    let expected = [110.7818699987047, 119.92289261971916, 193.40611894369547];
    close_to(&[0, 1, 47].map(|at| fitted.fitted[at]), &expected, 1e-6);
}

#[test]
fn intervals_are_the_trends_and_the_seasons() {
    let state = fit(&MSTL::default().season_lengths([4, 12]), &AIR_PASSENGERS).state;
    let request = || Request { h: 30, levels: &[90.0, 20.0], future: &[] };
    let (all, trend) = (state.forecast(request()).unwrap(), state.trend.forecast(request()).unwrap());
    let changes = |season: &[f64], m: usize| {
        let squares: Vec<f64> =
            season.windows(m + 1).map(|pair| pair[m] - pair[0]).map(|change| change * change).collect();
        squares.iter().sum::<f64>() / squares.len() as f64
    };
    let rest = state.history.remainder.iter().map(|rest| rest * rest).sum::<f64>() / 48.0;
    let variances = [changes(&state.history.seasons[0], 4), changes(&state.history.seasons[1], 12)];
    for (level, z) in [(0, 1.6448536269514722), (1, 0.2533471031357997)] {
        for step in 0..30 {
            let sigma = |of: &Intervals| (of.bounds[level].1[step] - of.mean[step]) / z;
            let more = rest + variances[0] * (step / 4 + 1) as f64 + variances[1] * (step / 12 + 1) as f64;
            let expected = (sigma(&trend) * sigma(&trend) + more).sqrt();
            assert!((sigma(&all) - expected).abs() < 1e-9 * expected, "{step}");
            let middle = 0.5 * (all.bounds[level].0[step] + all.bounds[level].1[step]);
            assert!((middle - all.mean[step]).abs() < 1e-9 * middle);
        }
    }
}

#[test]
fn parts_sum_to_observations_and_forecasts() {
    let component = MSTL::default().season_lengths([12, 4]).trend_forecaster(RandomWalkWithDrift::default());
    let mut model = component.fit(&Panel::from_values(&AIR_PASSENGERS[..40]).unwrap()).unwrap();
    let next = crate::data::Frame::new().with("ds", (40..48).collect::<Vec<i64>>()).unwrap();
    model.update(&next.with("y", AIR_PASSENGERS[40..].to_vec()).unwrap().into(), &Context::new()).unwrap();
    let tables = model.parts().unwrap().tables;
    let table = &tables.iter().find(|(name, _)| name == "components").unwrap().1;
    let part = |name: &str| table.f64(name).unwrap().to_vec();
    let parts = [part("trend"), part("season_4"), part("season_12"), part("remainder")];
    let sums: Vec<f64> = (0..48).map(|at| parts.iter().map(|part| part[at]).sum()).collect();
    close_to(&sums, &AIR_PASSENGERS, 1e-12);
    // The trend's forecast is a straight line.
    let forecast = model.forecast(24, &[]).unwrap();
    let line: Vec<f64> = forecast
        .f64("MSTL")
        .unwrap()
        .iter()
        .enumerate()
        .map(|(step, value)| value - parts[1][44 + step % 4] - parts[2][36 + step % 12])
        .collect();
    assert!(line.windows(3).all(|three| (three[2] - 2.0 * three[1] + three[0]).abs() < 1e-9), "{line:?}");
    let options = ForecastOptions { keep_fitted: false, ..ForecastOptions::default() };
    let panel = Panel::from_values(&AIR_PASSENGERS).unwrap();
    let bare = component.fit_with(&panel, &options, &Context::new()).unwrap();
    let names: Vec<String> = bare.parts().unwrap().tables.into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["series", "trend", "parameters"]);
    assert_eq!(bare.forecast(24, &[80.0]).unwrap(), component.fit(&panel).unwrap().forecast(24, &[80.0]).unwrap());
}

#[test]
fn every_trend_forecaster_updates_in_steps_and_comes_back() {
    let all =
        ["auto_ets", "auto_arima", "AutoCES", "forecast.auto_theta", "structural", "holt", "garch", "naive", "mstl"];
    for trend in all {
        let component = MSTL::default().season_lengths([4, 12]).trend_forecaster(Member::named(trend));
        let state = fit(&component, &AIR_PASSENGERS[..40]).state;
        let (mut one, mut many) = (state.clone(), state);
        one.update(Series::new(&AIR_PASSENGERS[40..45])).unwrap();
        one.update(Series::new(&AIR_PASSENGERS[45..])).unwrap();
        let expected = many.update(Series::new(&AIR_PASSENGERS[40..])).unwrap();
        assert_eq!(one, many);
        close_to(&expected[..1], &mean(&fit(&component, &AIR_PASSENGERS[..40]).state, 1), 1e-12);
        let back = altered(&one, |_| ()).unwrap();
        assert_eq!(mean(&back, 30), mean(&one, 30), "{trend}");
        assert_eq!(back.history, one.history);
        one.forget();
        assert_eq!(mean(&altered(&one, |_| ()).unwrap(), 30), mean(&one, 30));
    }
}

#[test]
fn what_cannot_have_been_stored_is_refused() {
    let state = fit(&MSTL::default().season_lengths([4, 12]), &AIR_PASSENGERS).state;
    type Change = (&'static str, Vec<f64>);
    let changes: [Change; 7] = [
        ("season_lengths", vec![12.0, 4.0]),
        ("season_lengths", vec![4.5, 11.5]),
        ("season_lengths", vec![4.0, 11.0]),
        ("seasons", vec![f64::NAN; 16]),
        ("season_variances", vec![1.0, -1.0]),
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
    let other = |store: &mut crate::component::Store| {
        store.put_strings("state.trend_forecaster", &["forecast.none"].into_iter().collect());
    };
    assert_eq!(altered(&state, other).unwrap_err().code(), "kp.corrupt_model");
}

#[test]
fn seasons_that_are_not_seen_twice_are_left_out() {
    let component = MSTL::default().season_lengths([1, 12, 25, 12]);
    let fitted = fit(&component, &AIR_PASSENGERS);
    assert_eq!(fitted.state, fit(&MSTL::default().season_lengths([12]), &AIR_PASSENGERS).state);
    // Without a season it is the trend's forecaster.
    let plain = fit(&MSTL::default().season_lengths([1]), &AIR_PASSENGERS);
    let ets = AutoETS::default().model("ZZN").fit_series(Series::new(&AIR_PASSENGERS), &Context::new()).unwrap();
    assert_eq!(plain.fitted, ets.fitted);
    // A constant is one, season or not.
    assert_eq!(mean(&fit(&MSTL::default().season_lengths([2, 3]), &[0.3; 20]).state, 5), [0.3; 5]);
}

#[test]
fn one_length_needs_no_list() {
    let read = |text: &str| serde_json::from_str::<MSTL>(text).unwrap();
    assert_eq!(read(r#"{"season_lengths": 12}"#), read(r#"{"season_lengths": [12]}"#));
    let panel = Panel::from_values(&AIR_PASSENGERS).unwrap();
    let error = MSTL::default().season_lengths([24, 0]).fit(&panel).unwrap_err();
    assert_eq!(error.message(), "season_lengths is [24,0]; must be 1..=8784, or a list of such");
}

/// The seasons that are found where none is given, as the parts name them.
fn found(y: &[f64]) -> Vec<f64> {
    let lengths = MSTL::default().trend_forecaster(RandomWalkWithDrift::default());
    let state = fit(&lengths, y).state;
    state.parameters(&[]).into_iter().map(|(_, length)| length).collect()
}

#[test]
fn seasons_are_found_where_none_is_given() {
    let mut rng = Rng::new(11, 0);
    let mut noise = |n: usize, size: f64| -> Vec<f64> { (0..n).map(|_| size * rng.normal()).collect() };
    let wave = |t: usize, period: f64| sin(2.0 * PI * t as f64 / period) + 0.5 * cos(4.0 * PI * t as f64 / period);
    let of = |noise: Vec<f64>, value: &dyn Fn(usize) -> f64| -> Vec<f64> {
        noise.into_iter().enumerate().map(|(t, e)| 50.0 + value(t) + e).collect()
    };
    let hourly = of(noise(1_000, 0.4), &|t| 0.01 * t as f64 + 3.0 * wave(t, 24.0) + 4.0 * f64::from(t / 24 % 7 >= 5));
    assert_eq!(found(&hourly), [24.0, 168.0]);
    let given = fit(&MSTL::default().season_lengths([24, 168]), &hourly);
    assert_eq!(given.state, fit(&MSTL::default(), &hourly).state);
    // A month of 30.4 days is one of 30.
    let daily = of(noise(240, 0.3), &|t| 2.0 * wave(t, 7.0) + 2.0 * wave(t, 30.4));
    assert_eq!(found(&daily)[..2], [7.0, 30.0]);
    // Neither noise nor a constant nor a short series has one: the trend's forecaster is alone.
    for y in [of(noise(300, 1.0), &|_| 0.0), vec![4.0; 60], of(noise(7, 1.0), &|_| 0.0), hourly[..60].to_vec()] {
        let alone = RandomWalkWithDrift::default().fit_series(Series::new(&y), &Context::new()).unwrap();
        let component = MSTL::default().trend_forecaster(RandomWalkWithDrift::default());
        let fitted = fit(&component, &y);
        assert!(fitted.state.parameters(&[]).is_empty());
        let request = || Request { h: 3, levels: &[], future: &[] };
        close_to(&mean(&fitted.state, 3), &alone.state.forecast(request()).unwrap().mean, 1e-12);
    }
}

#[test]
fn seasons_of_gapped_series_are_found_in_what_fills_the_gaps() {
    let y: Vec<f64> = (0..120).map(|t| if t % 17 == 3 { f64::NAN } else { [9.0, 4.0, 2.0, 7.0][t % 4] }).collect();
    let missing = |missing| {
        let panel = Panel::from_frame(
            &crate::data::Frame::new().with("y", y.clone()).unwrap(),
            crate::data::PanelSpec { missing, ..Default::default() },
        );
        MSTL::default().fit(&panel?)
    };
    assert_eq!(missing(crate::data::Missing::default()).unwrap_err().code(), "kp.missing_values");
    let parts = missing(crate::data::Missing::Interpolate).unwrap().parts().unwrap();
    let table = parts.tables.into_iter().find(|(name, _)| name == "parameters").unwrap().1;
    assert_eq!(table.strings("parameter").unwrap().get(0), Some("season_length_1"));
    assert_eq!(table.f64("value").unwrap(), [4.0]);
}
