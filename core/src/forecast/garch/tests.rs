//! Numbers of the reference, and what must hold of any fit.

use super::*;
use crate::component::{ForecastState, Request, Store};
use crate::data::Panel;
use crate::forecast::samples::{altered, close_to};

/// A path of GARCH(1,1) with omega 0.1, alpha 0.15 and beta 0.75; errors are sums of twelve uniform numbers.
fn path(n: usize) -> Vec<f64> {
    let mut seed = 7_u64;
    let mut uniform = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 11) as f64 / (1_u64 << 53) as f64
    };
    let mut variance = 0.1 / (1.0 - 0.15 - 0.75);
    let mut step = |_| {
        let error = (0..12).fold(0.0, |sum, _| sum + uniform()) - 6.0;
        let y = error * f64::sqrt(variance);
        variance = 0.1 + 0.15 * y * y + 0.75 * variance;
        y
    };
    (0..n).map(&mut step).collect()
}

fn fit(component: &GARCH, y: &[f64]) -> GarchState {
    component.fit_series(Series::new(y), &Context::new()).unwrap().state
}

fn zero(p: u32, q: u32) -> GARCH {
    GARCH::default().lags(p, q).mean(VarianceMean::Zero)
}

fn model(omega: f64, alpha: &[f64], beta: &[f64]) -> Coefficients {
    Coefficients { mean: 0.0, omega, alpha: alpha.to_vec(), beta: beta.to_vec() }
}

/// Minus the log likelihood at the coefficients.
fn negative(y: &[f64], model: &Coefficients) -> f64 {
    let n = y.len() as f64;
    let mean = y.iter().sum::<f64>() / n;
    let variance = y.iter().map(|y| (y - mean) * (y - mean)).sum::<f64>() / n;
    let counted = n - model.lags() as f64;
    0.5 * (counted * libm::log(std::f64::consts::TAU) + Path::default().deviance(y, model, variance))
}

#[test]
fn the_variances_of_statsforecast() {
    // statsforecast 2.1.1: garch_loglik([omega, alphas, betas], path(500), p, q), which is minus the log likelihood. Its
    // densities are about the mean of the series, but the errors that move the variance are about zero.
    let y = path(500);
    close_to(&y[..2], &[0.42856351413236204, -0.5857100042712048], 1e-12);
    let mean = y.iter().sum::<f64>() / 500.0;
    let mixed = |model: &Coefficients| {
        let mut path = Path::default();
        path.deviance(&y, model, y.iter().map(|y| (y - mean) * (y - mean)).sum::<f64>() / 500.0);
        let term = |(y, variance): (&f64, &f64)| {
            libm::log(std::f64::consts::TAU * variance) + (y - mean) * (y - mean) / variance
        };
        0.5 * y.iter().zip(&path.variances).skip(model.lags()).map(term).sum::<f64>()
    };
    close_to(&[mixed(&model(0.1, &[0.15], &[0.75]))], &[687.6466448609764], 1e-10);
    close_to(&[mixed(&model(0.1, &[0.15, 0.05], &[0.7]))], &[689.2057515849456], 1e-10);
}

#[test]
#[rustfmt::skip]
fn the_likelihood_is_no_worse_than_that_of_statsforecast() {
    // statsforecast 2.1.1: garch_model(path(500), p, q)["coeff"], and the least that BFGS of scipy 1.17.1 from six random starts
    // finds of the same function as here, where it was run.
    let y = path(500);
    let cases = [
        (model(0.06483098817370726, &[0.10559506828658465], &[0.828972243930006]), 687.3219835078306),
        (model(0.08114464149891587, &[0.14869242570200825, 1e-08], &[0.27367036716464926, 0.49507234759359553]),
            684.45790648922),
        (model(0.7528885078765919, &[0.2145182316288044], &[]), 688.9919149206615),
        (model(0.7479571819694386, &[0.21329562378878344, 0.007562619375927356], &[]), f64::INFINITY),
        (model(0.7042355763870615, &[0.22153440626134932, 0.007404381802739338, 0.042038885336216046], &[]),
            f64::INFINITY),
        (model(0.06262803997478437, &[0.10375954791231343, 1e-08], &[0.8328631544383268]), 686.23014872923),
    ];
    for (other, least) in cases {
        let (p, q) = (other.alpha.len() as u32, other.beta.len() as u32);
        let state = fit(&zero(p, q), &y);
        let (own, theirs) = (-state.loglik(), negative(&y, &other));
        assert!(own < theirs.min(least) + 1e-6, "{p} {q}: {own}, {theirs} and {least}");
        close_to(&[own], &[negative(&y, &state.model)], 1e-12);
        // A mean can only help.
        let free = fit(&GARCH::default().lags(p, q), &y);
        assert!(free.loglik() > state.loglik() - 1e-6, "{p} {q}");
    }
    // They are no more than a few hundredths apart, for the mean is close to zero.
    let found = fit(&zero(1, 1), &y).model;
    close_to(&[found.omega, found.alpha[0], found.beta[0]], &[0.0648310, 0.1055951, 0.8289722], 0.05);
    let arch = ARCH::default().p(2).mean(VarianceMean::Zero).fit_series(Series::new(&y), &Context::new()).unwrap();
    assert_eq!(arch.state, fit(&zero(2, 0), &y));
}

#[test]
fn the_gradient_is_that_of_the_likelihood() {
    let (y, mut path) = (path(60), Path::default());
    let at = |change: &[f64]| Coefficients {
        mean: 0.1 + change[0],
        omega: 0.2 + change[1],
        alpha: vec![0.2 + change[2], 0.1 + change[3]],
        beta: vec![0.3 + change[4], 0.1 + change[5], 0.2 + change[6]],
    };
    let slope = path.slopes(&y, &at(&[0.0; 7]), 1.0).1;
    let all = [&[slope.mean, slope.omega], slope.alpha.as_slice(), &slope.beta].concat();
    for (coefficient, slope) in all.into_iter().enumerate() {
        let mut moved = |by: f64| {
            let mut change = [0.0; 7];
            change[coefficient] = by;
            path.deviance(&y, &at(&change), 1.0)
        };
        let expected = (moved(1e-6) - moved(-1e-6)) / 2e-6;
        assert!((slope - expected).abs() < 1e-5 * expected.abs().max(1.0), "{coefficient}: {slope} and {expected}");
    }
}

#[test]
fn intervals_follow_the_variance_to_its_mean() {
    let state = fit(&zero(1, 1), &path(500));
    let answer = state.forecast(Request { h: 400, levels: &[95.0], future: &[] }).unwrap();
    assert!(answer.mean.iter().all(|&mean| mean == 0.0));
    let sigma = |step: usize| answer.bounds[0].1[step] / 1.959963984540054;
    let variance = |step: usize| sigma(step) * sigma(step);
    let Coefficients { omega, alpha, beta, .. } = &state.model;
    let first = omega + alpha[0] * state.squares[0] + beta[0] * state.variances[0];
    close_to(&[variance(0), variance(1)], &[first, omega + (alpha[0] + beta[0]) * first], 1e-12);
    close_to(&[variance(399)], &[omega / (1.0 - alpha[0] - beta[0])], 1e-9);
}

#[test]
fn an_update_is_the_filter_over_the_whole_series() {
    let y = path(400);
    let part = fit(&GARCH::default().lags(2, 3), &y[..300]);
    let (mut one, mut many) = (part.clone(), part);
    one.update(Series::new(&y[300..311])).unwrap();
    one.update(Series::new(&y[311..])).unwrap();
    many.update(Series::new(&y[300..])).unwrap();
    assert_eq!(one, many);
    // The same coefficients over all of it, from the same first variance.
    let mean = y[..300].iter().sum::<f64>() / 300.0;
    let variance = y[..300].iter().map(|y| (y - mean) * (y - mean)).sum::<f64>() / 300.0;
    let mut path = Path::default();
    let deviance = path.deviance(&y, &one.model, variance);
    assert_eq!((deviance, &path.variances[397..]), (one.deviance, one.variances.as_slice()));
    assert_eq!(altered(&one, |_| ()).unwrap(), one);
}

#[test]
fn what_cannot_have_been_stored_is_refused() {
    let state = fit(&GARCH::default(), &path(100));
    let numbers = [("omega", -0.1), ("alpha_1", 0.5), ("persistence", 0.1), ("loglik", 0.0), ("sigma2_next", 1.0)];
    for (name, value) in numbers.into_iter().chain([("deviance", f64::NAN)]) {
        let change = |store: &mut Store| store.put(&format!("state.{name}"), &[value]);
        assert_eq!(altered(&state, change).unwrap_err().code(), "kp.corrupt_model", "{name}");
    }
    for (name, value) in [("alpha", -0.1), ("beta", 1.1), ("squares", f64::INFINITY), ("variances", -1.0)] {
        let change = |store: &mut Store| store.put(&format!("state.{name}.values"), &[value]);
        assert_eq!(altered(&state, change).unwrap_err().code(), "kp.corrupt_model", "{name}");
    }
}

#[test]
fn short_and_constant_series_and_the_unit_of_the_data() {
    let panel = |y: &[f64]| Panel::from_values(y).unwrap();
    let error = GARCH::default().fit_series(Series::new(&[1.0, 2.0, 1.5, 3.0, 1.0]), &Context::new()).unwrap_err();
    assert_eq!((error.code(), error.context()["needed"].as_str()), ("kp.not_enough_data", "6"));
    let constant = GARCH::default().fit(&panel(&[7.0; 3])).unwrap();
    assert_eq!(constant.forecast(2, &[90.0]).unwrap().f64("GARCH-hi-90").unwrap(), [7.0, 7.0]);
    let y = path(300);
    let large: Vec<f64> = y.iter().map(|y| y * 1024.0).collect();
    let (one, other) = (fit(&GARCH::default(), &y).model, fit(&GARCH::default(), &large).model);
    close_to(&[other.omega, other.mean], &[one.omega * 1024.0 * 1024.0, one.mean * 1024.0], 1e-9);
}
