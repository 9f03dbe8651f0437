//! Numbers of the references, and what must hold of any fit.

use super::*;
use crate::component::{ForecastOptions, ForecastState, IntervalMethod, Request, TargetTransform};
use crate::data::{Clock, Frame, Frequency, Panel, PanelSpec, Strings, TimeUnit};
use crate::forecast::samples::{AIR_PASSENGERS, altered, close_to};
use crate::math::special::normal_quantile;

fn fit(component: &LinearLags, series: Series<'_>) -> FittedSeries<LinearLagsState> {
    component.fit_series(series, &Context::new()).unwrap()
}

fn mean(state: &LinearLagsState, h: usize) -> Vec<f64> {
    state.forecast(Request { h, levels: &[], future: &[] }).unwrap().mean
}

/// Days from 2021-03-01, a Monday.
fn days() -> Clock {
    Clock::new(18_687 * 86_400, Frequency::Seconds(86_400), Some(TimeUnit::Second))
}

#[test]
fn forecasts_and_spread_of_statsmodels() {
    // statsmodels 0.15.0: AutoReg(AIR_PASSENGERS, lags=[1, 2, 12], trend="ct").fit(), steps 1, 2, 12, 13 and 24, and their
    // standard errors over that of the first.
    let component = LinearLags::default().lags([12, 2, 1, 2]).d(0).trend(true).ridge(0.0);
    let state = fit(&component, Series::new(&AIR_PASSENGERS)).state;
    close_to(&state.line.weights[..3], &[0.20692465, -0.10859485, 0.86508737], 1e-7);
    let answer = state.forecast(Request { h: 24, levels: &[90.0], future: &[] }).unwrap();
    let expected = [206.9910853610143, 215.67767195572773, 231.065101374343, 248.60238448204976, 274.9830295866319];
    close_to(&[0, 1, 11, 12, 23].map(|at| answer.mean[at]), &expected, 1e-9);
    let half = |at: usize| answer.bounds[0].1[at] - answer.mean[at];
    let expected = [1.0211845125917898, 1.0239443530050898, 1.3404613425038794, 1.3923078907094675];
    close_to(&[1, 11, 12, 23].map(|at| half(at) / half(0)), &expected, 1e-9);
    close_to(&[half(0)], &[normal_quantile(0.95) * state.line.sigma2.sqrt()], 1e-12);
}

#[test]
fn left_out_errors_of_scikit_learn() {
    // scikit-learn 1.9.1: RidgeCV(alphas, store_cv_results=True) on the standardised lags 1 to 12 of the first difference;
    // penalties n × 10^(k/2): 0.1 n is the best, with this mean square. Then Ridge(alpha=0.1 n), continued step by step.
    let component = LinearLags::default().season_length(12).d(1);
    let given = fit(&component.clone().ridge(0.1), Series::new(&AIR_PASSENGERS)).state;
    close_to(&[given.line.sigma2, given.line.constant], &[134.50675039777855, 4.77637836610776], 1e-9);
    let expected = [202.57448460715517, 211.61145148719064, 224.9255622263258, 236.04806801787, 256.90112060478253];
    let steps = mean(&given, 24);
    close_to(&[0, 1, 11, 12, 23].map(|at| steps[at]), &expected, 1e-9);
    let found = fit(&component, Series::new(&AIR_PASSENGERS)).state.line;
    assert!(found.sigma2 <= given.line.sigma2 && (0.3..3.0).contains(&(found.penalty / 0.1)), "{}", found.penalty);
}

#[test]
fn what_is_left_out_is_not_seen() {
    // The mean square is that of fits to all rows but one.
    let n = 14;
    let columns: Vec<Vec<f64>> =
        [7, 11, 5].iter().map(|k| (0..n).map(|i| ((i * k + 3) % 13) as f64).collect()).collect();
    let y: Vec<f64> = (0..n).map(|i| columns[0][i] - 0.5 * columns[1][i] + ((i * 29) % 7) as f64).collect();
    let line = ridge::ridge(&columns, &y, Some(0.0));
    let mut sum = 0.0;
    for left in 0..n {
        let drop = |values: &[f64]| -> Vec<f64> { [&values[..left], &values[left + 1..]].concat() };
        let own = ridge::ridge(&columns.iter().map(|c| drop(c)).collect::<Vec<_>>(), &drop(&y), Some(0.0));
        let expected = (0..3).fold(own.constant, |sum, at| sum + own.weights[at] * columns[at][left]);
        sum += (y[left] - expected) * (y[left] - expected) / n as f64;
    }
    close_to(&[line.sigma2], &[sum], 1e-9);
}

#[test]
fn the_calendar_and_regressors_have_effects() {
    // Each day of the week has its own level, a promotion adds 5 on its day, and nothing else happens.
    let promotion = |i: usize| f64::from(u8::from(i % 9 == 4));
    let x: Vec<f64> = (0..140).map(promotion).collect();
    let level = |i: usize| [1.0, 4.0, 2.0, 2.0, 7.0, 9.0, -3.0][i % 7];
    let y: Vec<f64> = (0..120).map(|i| level(i) + 5.0 * x[i]).collect();
    let component = LinearLags::default().d(0).day_of_week(true).ridge(1e-9);
    let past: [(&str, &[f64]); 1] = [("x", &x[..120])];
    let state = fit(&component, Series { clock: days(), regressors: &past, ..Series::new(&y) }).state;
    let future: [(&str, &[f64]); 1] = [("x", &x[120..])];
    let steps = state.forecast(Request { h: 20, levels: &[], future: &future }).unwrap().mean;
    let expected: Vec<f64> = (120..140).map(|i| level(i) + 5.0 * x[i]).collect();
    steps.iter().zip(&expected).for_each(|(a, b)| assert!((a - b).abs() < 1e-5, "{a} {b}"));
    // With a difference, the effect is still one on the level; so is that of a month on its growth.
    let walk: Vec<f64> = (0..120).map(|i| 0.5 * i as f64 + 5.0 * x[i]).collect();
    let component = LinearLags::default().d(1).month(true).ridge(1e-9);
    let state = fit(&component, Series { clock: days(), regressors: &past, ..Series::new(&walk) }).state;
    let steps = state.forecast(Request { h: 20, levels: &[], future: &future }).unwrap().mean;
    let expected: Vec<f64> = (120..140).map(|i| 0.5 * i as f64 + 5.0 * x[i]).collect();
    steps.iter().zip(&expected).for_each(|(a, b)| assert!((a - b).abs() < 1e-3, "{a} {b}"));
}

#[test]
fn an_update_is_the_filter_over_the_whole_series() {
    let x: Vec<f64> = (0..60).map(|i| ((i * 7) % 5) as f64).collect();
    let component = LinearLags::default().season_length(4).d(1).seasonal_d(1).trend(true).day_of_week(true);
    let part = |from: usize, to: usize| -> [(&str, &[f64]); 1] { [("x", &x[from..to])] };
    let series = |regressors| Series { clock: days(), regressors, ..Series::new(&AIR_PASSENGERS[..40]) };
    let FittedSeries { state, fitted } = fit(&component, series(&part(0, 40)));
    assert!(fitted[..9].iter().all(|value| value.is_nan()) && fitted[9..].iter().all(|value| value.is_finite()));
    let (mut one, mut many) = (state.clone(), state.clone());
    one.update(Series { regressors: &part(40, 43), ..Series::new(&AIR_PASSENGERS[40..43]) }).unwrap();
    one.update(Series { regressors: &part(43, 48), ..Series::new(&AIR_PASSENGERS[43..]) }).unwrap();
    let rest = many.update(Series { regressors: &part(40, 48), ..Series::new(&AIR_PASSENGERS[40..]) }).unwrap();
    assert_eq!(one, many);
    let whole = Series { clock: days(), regressors: &part(0, 48), ..Series::new(&AIR_PASSENGERS) };
    let (fresh, all) = LinearLagsState::of(state.design.clone(), state.line.clone(), &whole).unwrap();
    assert_eq!((&fresh, &all[9..40], &all[40..]), (&one, &fitted[9..], rest.as_slice()));
    let ahead = |state: &LinearLagsState| {
        state.forecast(Request { h: 12, levels: &[80.0, 95.0], future: &part(48, 60) }).unwrap()
    };
    let back = altered(&one, |_| ()).unwrap();
    assert_eq!((&back, ahead(&back)), (&one, ahead(&one)));
}

#[test]
fn odd_series_have_a_forecast_or_an_error() {
    let refused = |component: LinearLags, y: &[f64]| {
        component.fit_series(Series::new(y), &Context::new()).err().map(|error| error.code())
    };
    let plain = || LinearLags::default().d(0);
    assert_eq!(refused(plain(), &[1.0, 2.0, 4.0]), Some("kp.not_enough_data"));
    assert_eq!(refused(plain().season_length(12), &AIR_PASSENGERS[..14]), Some("kp.not_enough_data"));
    assert_eq!(refused(plain(), &[1.0, f64::NAN, 4.0, 3.0, 2.0]), Some("kp.missing_values"));
    assert_eq!(refused(plain().seasonal_d(1), &AIR_PASSENGERS), Some("kp.invalid_params"));
    assert_eq!(refused(plain().month(true), &AIR_PASSENGERS), Some("kp.invalid_params"));
    assert_eq!(refused(plain().season_length(1001), &AIR_PASSENGERS), Some("kp.invalid_params"));
    let huge: Vec<f64> = AIR_PASSENGERS.iter().map(|y| -1e98 * y).collect();
    let tiny: Vec<f64> = AIR_PASSENGERS.iter().map(|y| 1e-300 * y).collect();
    let alternating: Vec<f64> = (0..40).map(|i| if i % 2 == 0 { 1e9 } else { -1e9 }).collect();
    for y in [&[3.0, 4.0, 1.0, 5.0][..], &[0.0; 20], &[0.3; 20], &huge, &tiny, &alternating, &AIR_PASSENGERS[..15]] {
        for component in [plain(), plain().d(1), plain().lags([1, 2]), plain().season_length(12)] {
            let least = component.season_length.max(component.lags.len() as u32) + component.d + 3;
            if (least as usize) <= y.len() {
                let state = fit(&component, Series::new(y)).state;
                let answer = state.forecast(Request { h: 30, levels: &[95.0], future: &[] }).unwrap();
                let bounds = answer.bounds[0].0.iter().chain(&answer.bounds[0].1);
                assert!(answer.mean.iter().chain(bounds).all(|value| value.is_finite()), "{y:?}");
            }
        }
    }
    assert_eq!(mean(&fit(&plain(), Series::new(&[7.5; 20])).state, 3), [7.5; 3]);
    // What doubles at each step is beyond all numbers some day.
    let doubling: Vec<f64> = (0..30).map(|i| f64::from(1 << i)).collect();
    let state = fit(&plain().ridge(0.0), Series::new(&doubling)).state;
    close_to(&mean(&state, 2), &[2.0 * doubling[29], 4.0 * doubling[29]], 1e-6);
    let error = state.forecast(Request { h: 2_000, levels: &[], future: &[] }).unwrap_err();
    assert_eq!(error.code(), "kp.invalid_data");
}

#[test]
fn what_cannot_have_been_stored_is_refused() {
    let state = fit(&LinearLags::default().season_length(3).d(1), Series::new(&AIR_PASSENGERS)).state;
    let changes: [(&str, Vec<f64>); 6] = [
        ("lags", vec![2.0, 1.0, 3.0]),
        ("lags", vec![1.5, 2.0, 3.0]),
        ("lags", vec![]),
        ("weights", vec![1.0; 2]),
        ("past", vec![f64::NAN; 3]),
        ("values", vec![]),
    ];
    for (name, values) in changes {
        let change = |store: &mut crate::component::Store| {
            store.put(&format!("state.{name}.values"), &values);
            store.put(&format!("state.{name}.ends"), &[values.len() as i64]);
        };
        assert_eq!(altered(&state, change).unwrap_err().code(), "kp.corrupt_model", "{name} {values:?}");
    }
    for (name, count) in [("d", 3), ("season_length", 0), ("has_month", 1), ("regressors", 1)] {
        let change = |store: &mut crate::component::Store| store.put(&format!("state.{name}"), &[count as i64]);
        assert_eq!(altered(&state, change).unwrap_err().code(), "kp.corrupt_model", "{name}");
    }
}

/// Series of one kind and three sizes, in the long format. In Python: `3.0**k * (10 + ((t * (7919 + k)) % 23) / 7 + 2.0 * ((t + k) % 4 < 2))`
/// for k in 0, 1, 2 and 12, 9 and 20 steps t.
fn alike() -> Frame {
    let (mut ids, mut ticks, mut y) = (Strings::new(), Vec::new(), Vec::new());
    for (k, n) in [12_i64, 9, 20].into_iter().enumerate() {
        let k = k as i64;
        for t in 0..n {
            ids.push(&format!("s{k}"));
            ticks.push(t);
            let wave = if (t + k) % 4 < 2 { 2.0 } else { 0.0 };
            y.push(f64::from(3_i32.pow(k as u32)) * (10.0 + ((t * (7_919 + k)) % 23) as f64 / 7.0 + wave));
        }
    }
    Frame::new().with("unique_id", ids).and_then(|frame| frame.with("ds", ticks)?.with("y", y)).unwrap()
}

#[test]
fn one_line_for_all_series() {
    // numpy 2.4: lstsq of all rows [1, w[i-1] / s, w[i-4] / s, i + 1] on w[i] / s, with w = diff(y) and s = sqrt(mean(w²)) of
    // each series; three steps ahead, and the mean square of the errors of each series.
    let panel = Panel::from_frame(&alike(), PanelSpec::default()).unwrap();
    let component = LinearLags::default().lags([1_u32, 4]).trend(true).ridge(0.0).pooled(true);
    let model = component.fit(&panel).unwrap();
    let forecast = model.forecast(3, &[]).unwrap();
    let expected = [
        [11.492289743102582, 11.61025412109232, 10.631019960503684],
        [42.01608122372976, 41.11865943392267, 43.502565792248916],
        [109.52111933684496, 116.17737447005356, 114.52007446038172],
    ];
    close_to(forecast.f64("LinearLags").unwrap(), &expected.concat(), 1e-9);
    let parts = model.parts().unwrap();
    let table = &parts.tables.iter().find(|(_, table)| table.get("sigma2").is_some()).unwrap().1;
    close_to(table.f64("sigma2").unwrap(), &[4.447799307932304, 38.30485361897236, 333.4032714716365], 1e-9);
    // A logarithm is learnt from as a logarithm, windows that calibrate are not learnt from, and a series that cannot be
    // fitted spoils no other.
    let ctx = Context::new();
    let options =
        ForecastOptions { intervals: IntervalMethod::Conformal, transform: TargetTransform::Log, ..Default::default() };
    assert!(component.fit_with(&panel, &options, &ctx).unwrap().forecast(2, &[90.0]).unwrap().rows() == 6);
    let (whole, mut broken) = (alike(), Frame::new());
    let mut y = whole.f64("y").unwrap().to_vec();
    y[14] = f64::NAN;
    for name in ["unique_id", "ds"] {
        broken.push(name.to_owned(), whole.column(name).unwrap().clone()).unwrap();
    }
    let broken = broken.with("y", y).unwrap();
    let model = component.fit(&Panel::from_frame(&broken, PanelSpec::default()).unwrap()).unwrap();
    assert_eq!((model.failures().unwrap().rows(), model.forecast(1, &[]).unwrap().rows()), (1, 2));
}

#[test]
fn a_pool_needs_the_panel() {
    let error =
        LinearLags::default().pooled(true).fit_series(Series::new(&AIR_PASSENGERS), &Context::new()).unwrap_err();
    assert_eq!(error.code(), "kp.invalid_params");
    // Every so many-th row of very many.
    let mut pool = Pool::default();
    for series in 0..90 {
        let column = |k: usize| (0..1_000).map(|t| ((t * 7 + series + k) % 13) as f64).collect::<Vec<f64>>();
        pool.add(&Rows { columns: vec![column(0), column(3), column(5)], y: column(1), scale: 2.0, lags: 3 });
    }
    assert!(pool.line(Some(0.0)).unwrap().weights.iter().all(|weight| weight.is_finite()));
}
