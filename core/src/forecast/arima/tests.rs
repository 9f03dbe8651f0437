//! Numbers of reference implementations, and what must hold of any fit.

use super::*;
use crate::component::{ForecastState, Request, RowReader, RowWriter, Store};
use crate::data::{Frame, Panel};
use libm::{log, sin};

/// Luteinizing hormone in blood, every ten minutes (Diggle 1990); R's data set `lh`.
const LH: [f64; 48] = [
    2.4, 2.4, 2.4, 2.2, 2.1, 1.5, 2.3, 2.3, 2.5, 2.0, 1.9, 1.7, 2.2, 1.8, 3.2, 3.2, 2.7, 2.2, 2.2, 1.9, 1.9, 1.8, 2.7,
    3.0, 2.3, 2.0, 2.0, 2.9, 2.9, 2.7, 2.7, 2.3, 2.6, 2.4, 1.8, 1.7, 1.5, 1.4, 2.1, 3.3, 3.5, 3.5, 3.1, 2.6, 2.1, 3.4,
    3.0, 2.9,
];

/// Box and Jenkins' monthly airline passengers, January 1949 to December 1960, in thousands (public domain).
#[rustfmt::skip]
const AIR_PASSENGERS: [f64; 144] = [
    112., 118., 132., 129., 121., 135., 148., 148., 136., 119., 104., 118.,
    115., 126., 141., 135., 125., 149., 170., 170., 158., 133., 114., 140.,
    145., 150., 178., 163., 172., 178., 199., 199., 184., 162., 146., 166.,
    171., 180., 193., 181., 183., 218., 230., 242., 209., 191., 172., 194.,
    196., 196., 236., 235., 229., 243., 264., 272., 237., 211., 180., 201.,
    204., 188., 235., 227., 234., 264., 302., 293., 259., 229., 203., 229.,
    242., 233., 267., 269., 270., 315., 364., 347., 312., 274., 237., 278.,
    284., 277., 317., 313., 318., 374., 413., 405., 355., 306., 271., 306.,
    315., 301., 356., 348., 355., 422., 465., 467., 404., 347., 305., 336.,
    340., 318., 362., 348., 363., 435., 491., 505., 404., 359., 310., 337.,
    360., 342., 406., 396., 420., 472., 548., 559., 463., 407., 362., 405.,
    417., 391., 419., 461., 472., 535., 622., 606., 508., 461., 390., 432.,
];

/// Forecasts 1, 2 and 14 steps on, and their standard errors.
const MEAN: [f64; 3] = [6.110182939306537, 6.053778481770677, 6.150031048902152];
const ERRORS: [f64; 3] = [0.036711474747738324, 0.04277837249524825, 0.09548820468288191];

fn fitted(component: &impl Forecaster<State = ArimaState>, y: &[f64]) -> ArimaState {
    component.fit_series(Series::new(y), &Context::new()).unwrap().state
}

fn close(values: &[f64], expected: &[f64], tolerance: f64) {
    let off = |(a, b): (&f64, &f64)| (a - b).abs() <= tolerance * b.abs().max(1.0);
    assert!(values.len() == expected.len() && values.iter().zip(expected).all(off), "{values:?} {expected:?}");
}

fn logs() -> Vec<f64> {
    AIR_PASSENGERS.iter().map(|&value| log(value)).collect()
}

#[test]
fn likelihoods_of_statsmodels_and_r() {
    // statsmodels 0.14 ARIMA(lh, order, trend="c").fit(); R's arima(lh, order = c(1, 0, 0)) prints the same digits.
    type Case = ([u32; 3], f64, &'static [f64], &'static [f64], f64);
    let cases: [Case; 3] = [
        ([1, 0, 0], -29.37916238808213, &[0.57391997], &[], 2.41327899),
        ([3, 0, 0], -27.09241107105776, &[0.64480465, -0.06337331, -0.21979463], &[], 2.39311321),
        ([1, 0, 1], -28.762033208413012, &[0.4522142], &[0.19815427], 2.41007236),
    ];
    for (order, loglik, ar, ma, mean) in cases {
        let state = fitted(&ARIMA::default().order(order[0], order[1], order[2]), &LH);
        let (phi, theta, beta, value) = state.known();
        close(&[value], &[loglik], 1e-7);
        close(phi, ar, 1e-3);
        close(theta, ma, 1e-3);
        close(beta, &[mean], 1e-4);
    }
}

#[test]
fn the_airline_model() {
    // statsmodels 0.14 ARIMA of the differenced logarithms: -0.40181233, -0.55694707, log likelihood 244.6964844415006,
    // and SARIMAX with exact diffuse start at these parameters for the forecasts.
    let y = logs();
    let state = fitted(&ARIMA::default().order(0, 1, 1).seasonal_order(0, 1, 1, 12), &y);
    let (_, ma, _, loglik) = state.known();
    close(&[loglik], &[244.6964844415006], 1e-8);
    close(ma, &[-0.40181233], 1e-3);
    let answer = state.forecast(Request { h: 14, levels: &[95.0], future: &[] }).unwrap();
    close(&[answer.mean[0], answer.mean[1], answer.mean[13]], &MEAN, 2e-5);
    let z = 1.959963984540054;
    let error = |at: usize| (answer.bounds[0].1[at] - answer.mean[at]) / z;
    // Sigma² is corrected for the two coefficients: 131 observations, 129 degrees of freedom.
    let scale = (131.0f64 / 129.0).sqrt();
    close(&[error(0), error(1), error(13)], &ERRORS.map(|value| value * scale), 5e-4);
}

#[test]
fn regressors_are_used_and_their_future_is_needed() {
    // statsmodels 0.14 ARIMA(lh + 2 sin(t), exog=sin(t), order=(1, 0, 0), trend="c").fit().
    let x: Vec<f64> = (0..48).map(|t| sin(t as f64)).collect();
    let y: Vec<f64> = LH.iter().zip(&x).map(|(y, x)| y + 2.0 * x).collect();
    let series = Series { regressors: &[("x", &x)], ..Series::new(&y) };
    let state = ARIMA::default().order(1, 0, 0).fit_series(series, &Context::new()).unwrap().state;
    let (ar, _, beta, loglik) = state.known();
    close(&[loglik], &[-27.252861157472545], 1e-7);
    close(ar, &[0.57084763], 1e-3);
    close(beta, &[2.40422385, 2.21992519], 1e-3);

    let frame = Frame::new().with("y", y).unwrap().with("x", x.clone()).unwrap();
    let panel = Panel::from_frame(&frame, Default::default()).unwrap();
    let model = AutoARIMA::default().fit(&panel).unwrap();
    assert!(model.forecast(2, &[]).unwrap_err().message().contains("future values of x are needed"));
    // The same column twice cannot be told apart.
    let frame = frame.with("again", x).unwrap();
    let error = AutoARIMA::default().fit(&Panel::from_frame(&frame, Default::default()).unwrap()).unwrap_err();
    assert_eq!(error.code(), "kp.invalid_data");
}

#[test]
fn orders_of_the_reference() {
    // statsforecast 2.1.1 AutoARIMA(season_length=12) on AirPassengers: (1,1,0)(0,1,0)[12], AICc 1020.488; an exact
    // likelihood finds (2,1,1)(0,1,0)[12] as R does.
    let model = AutoARIMA::default().season_length(12).fit(&Panel::from_values(&AIR_PASSENGERS).unwrap()).unwrap();
    let parts = model.parts().unwrap();
    let aicc = parts.tables[0].1.f64("aicc").unwrap()[0];
    assert!(aicc <= 1020.4882, "{aicc}");
    let full = AutoARIMA { max_order: 2, ..AutoARIMA::default().season_length(12).stepwise(false) };
    let other = full.fit(&Panel::from_values(&AIR_PASSENGERS).unwrap()).unwrap().parts().unwrap();
    assert!(other.tables[0].1.f64("aicc").unwrap()[0] <= 1020.4882);
}

#[test]
fn an_update_is_the_filter_of_the_whole_series() {
    let y = logs();
    for component in [
        ARIMA::default().order(0, 1, 1).seasonal_order(0, 1, 1, 12),
        ARIMA::default().order(2, 0, 1),
        ARIMA::default().order(1, 1, 0).include_drift(true),
        ARIMA::default().order(0, 0, 0),
    ] {
        let mut parts = fitted(&component, &y[..100]);
        let fit = parts.as_fit();
        let (whole, expected) = ArimaState::of(&fit, &Series::new(&y)).unwrap();
        let mut steps = parts.update(Series::new(&y[100..101])).unwrap();
        steps.extend(parts.update(Series::new(&y[101..])).unwrap());
        assert_eq!(parts, whole, "{component:?}");
        assert!(steps.iter().zip(&expected[100..]).all(|(a, b)| a.to_bits() == b.to_bits()));
        let (mut writer, mut store) = (RowWriter::default(), Store::default());
        parts.store(&mut writer);
        writer.end_row();
        writer.store(&mut store);
        assert_eq!(ArimaState::restore(&mut RowReader::new(&store, 1)).unwrap(), parts);
    }
}

#[test]
fn series_with_nothing_to_explain() {
    let of = |y: &[f64], season| {
        let model = AutoARIMA::default().season_length(season).fit(&Panel::from_values(y).unwrap()).unwrap();
        model.forecast(3, &[90.0]).unwrap().f64("AutoARIMA").unwrap().to_vec()
    };
    close(&of(&[5.0; 20], 4), &[5.0; 3], 1e-12);
    close(&of(&[7.0], 12), &[7.0; 3], 1e-12);
    let line: Vec<f64> = (0..30).map(|t| 3.0 + 2.0 * t as f64).collect();
    close(&of(&line, 1), &[63.0, 65.0, 67.0], 1e-9);
    let wave: Vec<f64> = (0..40).map(|t| [1.0, 5.0, 2.0, 8.0][t % 4] + 0.5 * t as f64).collect();
    close(&of(&wave, 4), &[21.0, 25.5, 23.0], 1e-9);
    assert_eq!(of(&[1.0, 2.0], 1).len(), 3);
}

#[test]
fn given_coefficients_are_those_of_the_reference() {
    // statsforecast 2.1.1 on y below: coefficients and mean, log likelihood, sigma2, AICc, a forecast of ARIMA(order, fixed).fit(y).
    let (mut w, mut y) = (vec![0.0; 4], Vec::new());
    for t in 0..120 {
        let error = f64::from((t * 7919 + 13) % 101) / 101.0 - 0.5;
        let n = w.len();
        w.push(0.5 * w[n - 1] + 0.3 * w[n - 4] + error);
        y.push(10.0 + w[n]);
    }
    let given = |pairs: &[(&str, f64)]| {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), *value));
        pairs.collect::<BTreeMap<String, f64>>()
    };
    let check = |component: ARIMA, coefficients: &[f64], known: [f64; 3], mean: &[f64]| {
        let state = fitted(&component, &y);
        let (ar, ma, beta, loglik) = state.known();
        close(&[ar, ma, beta].concat(), coefficients, 2e-3);
        assert!(loglik > known[0] - 1e-7 && loglik < known[0] + 1e-3, "{loglik} {known:?}");
        let parts = component.fit(&Panel::from_values(&y).unwrap()).unwrap().parts().unwrap();
        let column = |name: &str| parts.tables[0].1.f64(name).unwrap()[0];
        close(&[column("sigma2"), column("aicc")], &known[1..], 1e-4);
        let next = state.forecast(Request { h: 4, levels: &[], future: &[] }).unwrap().mean;
        close(&next, mean, 1e-4);
        let (mut writer, mut store) = (RowWriter::default(), Store::default());
        state.store(&mut writer);
        writer.end_row();
        writer.store(&mut store);
        assert_eq!(ArimaState::restore(&mut RowReader::new(&store, 1)).unwrap(), state);
        store.put("state.fixed", &[0i64]);
        assert!(ArimaState::restore(&mut RowReader::new(&store, 1)).is_err());
    };
    check(
        ARIMA::default().order(4, 0, 0).fixed(given(&[("ar2", 0.0), ("ar3", 0.0)])),
        &[0.12218787339218767, 0.0, 0.0, 0.05172395071352453, 9.970554329000963],
        [-11.377322769447389, 0.07257362141137834, 31.1024716258513],
        &[9.93246908349824, 9.964403493672018, 9.942551226417956, 9.953579695741775],
    );
    check(
        ARIMA::default().order(2, 0, 0).fixed(given(&[("ar1", 0.4)])),
        &[0.4, -0.0727593215784138, 9.969932532473695],
        [-15.9015216345516, 0.07750750267232065, 38.009939820827334],
        &[9.903660160356912, 9.96244313926936, 9.97175870802657, 9.971207925863427],
    );
    check(
        ARIMA::default().order(2, 0, 2).fixed(given(&[("ma1", 0.0), ("ar1", 0.5)])),
        &[0.5, -0.769035268401306, 0.0, 0.7331895236515333, 9.973234546413414],
        [-7.562579911017011, 0.06730174806261066, 23.472985908990545],
        &[9.974714783272843, 10.218674012745609, 10.094815925229023, 9.845273629954164],
    );
    // With a drift the reference stops far from the top.
    let state = fitted(&ARIMA::default().order(2, 1, 1).include_drift(true).fixed(given(&[("ar1", 0.0)])), &y);
    assert!(state.known().0[0] == 0.0 && state.known().3 > -15.490706528282558, "{}", state.known().3);
    // All of them given: nothing is sought but the mean.
    let all = ARIMA::default().order(1, 0, 1).fixed(given(&[("ar1", 0.5), ("ma1", -0.25)]));
    let state = fitted(&all, &y);
    assert_eq!((state.known().0, state.known().1), (&[0.5][..], &[-0.25][..]));
    for (name, value) in [("ar3", 0.5), ("ma1", 0.5), ("sar1", 0.5), ("drift", 1.0), ("ar0", 0.5), ("ar1", f64::NAN)] {
        let component = ARIMA::default().order(2, 0, 0).fixed(given(&[(name, value)]));
        let error = component.fit_series(Series::new(&y), &Context::new()).unwrap_err();
        assert!(error.code() == "kp.invalid_params" && error.message().starts_with("fixed"), "{error}");
    }
    let wild = ARIMA::default().order(1, 0, 0).fixed(given(&[("ar1", 1.5)]));
    assert_eq!(wild.fit_series(Series::new(&y), &Context::new()).unwrap_err().code(), "kp.invalid_data");
}

#[test]
fn bad_orders_are_refused() {
    let panel = Panel::from_values(&LH).unwrap();
    let message = |component: ARIMA| component.fit(&panel).unwrap_err().message().to_owned();
    assert!(message(ARIMA::default().seasonal_order(1, 0, 0, 1)).contains("a season has at least 2"));
    assert!(message(ARIMA::default().include_drift(true)).contains("a drift needs exactly one"));
    assert!(message(ARIMA::default().order(101, 0, 0)).contains("order"));
    let error = ARIMA::default().order(5, 0, 5).fit_series(Series::new(&LH[..10]), &Context::new()).unwrap_err();
    assert_eq!((error.code(), error.context()["needed"].as_str()), ("kp.not_enough_data", "13"));
}

#[test]
fn coefficients_are_named_in_the_parts() {
    let (x, y): (Vec<f64>, Vec<f64>) = (0..80)
        .map(|t| {
            let x = f64::from(t * 7 % 5);
            (x, 40.0 + 3.0 * x + f64::from(t * 7919 % 31) / 31.0)
        })
        .unzip();
    let frame = Frame::new().with("y", y).and_then(|frame| frame.with("price", x)).unwrap();
    let panel = Panel::from_frame(&frame, Default::default()).unwrap();
    let named = |component: ARIMA| {
        let model = component.fit(&panel).unwrap();
        let parts = model.parts().unwrap();
        let table = &parts.tables.iter().find(|(name, _)| name == "parameters").unwrap().1;
        let names: Vec<String> = table.strings("parameter").unwrap().iter().flatten().map(str::to_owned).collect();
        (names, table.f64("value").unwrap().to_vec())
    };
    let (names, values) = named(ARIMA::default().order(1, 0, 2).seasonal_order(1, 0, 1, 4));
    assert_eq!(names, ["ar1", "ma1", "ma2", "sar1", "sma1", "mean", "price"]);
    // The errors are of 0 to 1, so their mean is about a half.
    assert!((values[5] - 40.5).abs() < 0.3 && (values[6] - 3.0).abs() < 0.1, "{values:?}");
    let (names, values) = named(ARIMA::default().order(0, 1, 1).include_drift(true));
    assert_eq!(names, ["ma1", "drift", "price"]);
    assert!(values[0] < -0.5 && values[1].abs() < 0.02, "{values:?}");
}
