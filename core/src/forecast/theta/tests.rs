//! The components against their reference and their own promises.

use super::Decomposition::{Additive, Multiplicative};
use super::engine::Kind::{self, Dotm, Dstm, Otm, Stm};
use super::fit::ALPHA;
use super::variance::variances;
use super::*;
use crate::component::{ForecastState, Intervals, Request, RowReader, RowWriter, Store};
use crate::data::Panel;
use crate::math::rng::Rng;

/// Box and Jenkins' monthly airline passengers, 1949 to 1960, in thousands (public domain).
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

#[derive(Clone, Copy, Debug)]
enum Data {
    Air,
    Growth,
    Swing,
    Fives,
}

impl Data {
    fn values(self) -> Vec<f64> {
        let of = |n: u32, f: &dyn Fn(u32, f64) -> f64| (0..n).map(|k| f(k, f64::from(k))).collect();
        match self {
            Self::Air => AIR_PASSENGERS.to_vec(),
            Self::Growth => of(40, &|k, x| 24.0 + 0.5 * x + f64::from(k * k * 7 % 13)),
            Self::Swing => {
                of(41, &|k, x| [3.0, -4.0, 6.0, -5.0][k as usize % 4] + 0.2 * x - 2.0 + f64::from(k * k % 11) * 0.3)
            }
            Self::Fives => {
                of(43, &|k, x| [13.0, 9.0, 8.0, 10.0, 12.0][k as usize % 5] * (20.0 + 0.5 * x + f64::from(k * k % 7)))
            }
        }
    }
}

fn fit(y: &[f64], period: u32, wanted: Decomposition, kinds: &[Kind]) -> FittedSeries<ThetaState> {
    fit_series(Series::new(y), period, wanted, kinds, &Context::new()).unwrap()
}

fn plain(data: Data, kind: Kind) -> ThetaState {
    fit(&data.values(), 1, Multiplicative, &[kind]).state
}

fn ask(state: &ThetaState, h: usize, levels: &[f64]) -> Intervals {
    state.forecast(Request { h, levels, future: &[] }).unwrap()
}

fn close(actual: f64, expected: f64, tolerance: f64, what: &str) {
    assert!((actual - expected).abs() <= tolerance * (1e-3 + expected.abs()), "{what}: {actual} and {expected}");
}

/// Series, period, decomposition wanted, models; then what statsforecast 2.1.1 says: model and decomposition found,
/// first level, alpha, theta, and the forecasts 1, 2 and 14 steps on.
type Case = (Data, u32, Decomposition, &'static [Kind], &'static str, [f64; 3], [f64; 3]);

/// `statsforecast.theta.auto_theta(y, m, model, decomposition_type)` and `forecast_theta(.., 14)`, version 2.1.1.
#[rustfmt::skip]
const CASES: [Case; 30] = [
    (Data::Air, 12, Multiplicative, &[Stm], "STM multiplicative", [27.3188053721, 0.7539672852, 2.0], [440.9691954466, 429.2492418305, 443.2784157311]),
    (Data::Air, 12, Multiplicative, &[Otm], "OTM multiplicative", [-215.2940046575, 0.7156664372, 22.7048838273], [442.9425320174, 432.2310156806, 459.0535787928]),
    (Data::Air, 12, Multiplicative, &[Dstm], "DSTM multiplicative", [-254.687628948, 0.7715576172, 2.0], [440.7741137934, 429.0618608383, 443.1590980358]),
    (Data::Air, 12, Multiplicative, &[Dotm], "DOTM multiplicative", [-363.3016626218, 0.7247594169, 90.8919999197], [442.9271948707, 432.2984008192, 460.33844547]),
    (Data::Air, 12, Multiplicative, &Kind::ALL, "OTM multiplicative", [-215.2940046575, 0.7156664372, 22.7048838273], [442.9425320174, 432.2310156806, 459.0535787928]),
    (Data::Air, 12, Additive, &[Stm], "STM additive", [-24.3583688447, 0.99, 2.0], [437.0464679193, 426.9353625931, 442.8748259511]),
    (Data::Air, 12, Additive, &[Otm], "OTM additive", [-131.016869103, 0.99, 7.3769090039], [438.0244153622, 428.8814780045, 456.4389569841]),
    (Data::Air, 12, Additive, &[Dstm], "DSTM additive", [-24.3583688447, 0.99, 2.0], [437.0464679193, 426.9337729716, 442.6935498126]),
    (Data::Air, 12, Additive, &[Dotm], "DOTM additive", [45.12493766, 0.99, 1.0], [435.7047622495, 424.2653683101, 424.2653683101]),
    (Data::Air, 12, Additive, &Kind::ALL, "OTM additive", [-131.016869103, 0.99, 7.3769090039], [438.0244153622, 428.8814780045, 456.4389569841]),
    (Data::Growth, 1, Multiplicative, &[Stm], "STM none", [22.594821167, 0.179651022, 2.0], [47.8154456349, 48.0654456349, 51.0654456349]),
    (Data::Growth, 1, Multiplicative, &[Otm], "OTM none", [5.9749716718, 0.1, 9.5916502759], [49.1411862097, 49.5890575368, 54.9635134617]),
    (Data::Growth, 1, Multiplicative, &[Dstm], "DSTM none", [18.5484443665, 0.1884616852, 2.0], [47.8276127126, 48.0589298823, 50.602872053]),
    (Data::Growth, 1, Multiplicative, &[Dotm], "DOTM none", [16.5374583486, 0.1766985727, 2.2076612469], [47.9406009697, 48.1935438317, 50.995711617]),
    (Data::Growth, 1, Multiplicative, &Kind::ALL, "OTM none", [5.9749716718, 0.1, 9.5916502759], [49.1411862097, 49.5890575368, 54.9635134617]),
    (Data::Swing, 4, Multiplicative, &[Stm], "STM additive", [4.5282387288, 0.99, 2.0], [3.4562531882, 13.6445357085, 14.8589259524]),
    (Data::Swing, 4, Multiplicative, &[Otm], "OTM additive", [192.6564672768, 0.99, 282.1150311043], [3.5577499103, 13.8465141856, 16.2666854884]),
    (Data::Swing, 4, Multiplicative, &[Dstm], "DSTM additive", [5.8234978841, 0.99, 2.0], [3.4562531882, 13.6447427071, 14.8328443905]),
    (Data::Swing, 4, Multiplicative, &[Dotm], "DOTM additive", [-0.9804500758, 0.1000820897, 19.6318332124], [3.2104743473, 13.4858972078, 15.7250160925]),
    (Data::Swing, 4, Multiplicative, &Kind::ALL, "OTM additive", [192.6564672768, 0.99, 282.1150311043], [3.5577499103, 13.8465141856, 16.2666854884]),
    (Data::Fives, 5, Multiplicative, &[Stm], "STM multiplicative", [157.4084532734, 0.3676944733, 2.0], [415.6724493601, 504.8139427773, 407.3085924129]),
    (Data::Fives, 5, Multiplicative, &[Otm], "OTM multiplicative", [6.9138707568, 0.1000106839, 61.5801389237], [427.8502762582, 522.4004761444, 446.6391854456]),
    (Data::Fives, 5, Multiplicative, &[Dstm], "DSTM multiplicative", [82.786378566, 0.3781330109, 2.0], [415.5661033329, 504.6179528365, 404.8700536197]),
    (Data::Fives, 5, Multiplicative, &[Dotm], "DOTM multiplicative", [-26.9566535493, 0.1370655809, 40.9766544054], [427.0105039326, 521.2723649117, 444.4986753742]),
    (Data::Fives, 5, Multiplicative, &Kind::ALL, "OTM multiplicative", [6.9138707568, 0.1000106839, 61.5801389237], [427.8502762582, 522.4004761444, 446.6391854456]),
    (Data::Fives, 5, Additive, &[Stm], "STM additive", [136.7857191238, 0.3222808838, 2.0], [416.3520795853, 484.9442722763, 420.3755845686]),
    (Data::Fives, 5, Additive, &[Otm], "OTM additive", [7.4920287854, 0.1, 52.1903268058], [431.9837153661, 503.0687646125, 468.4143555697]),
    (Data::Fives, 5, Additive, &[Dstm], "DSTM additive", [-6.017134233, 0.3527543336, 2.0], [415.546332967, 484.0572053535, 416.3531438947]),
    (Data::Fives, 5, Additive, &[Dotm], "DOTM additive", [-108.8534623525, 0.2398409742, 9.6474654796], [425.8344984091, 496.3836023679, 454.1075904179]),
    (Data::Fives, 5, Additive, &Kind::ALL, "OTM additive", [7.4920287854, 0.1, 52.1903268058], [431.9837153661, 503.0687646125, 468.4143555697]),
];

fn found(state: &ThetaState) -> String {
    format!("{} {}", state.kind.name(), state.season.as_ref().map_or("none", |season| season.way.name()))
}

#[test]
fn models_of_statsforecast_are_found_again() {
    for (data, period, wanted, kinds, name, [initial, alpha, theta], forecasts) in CASES {
        let state = fit(&data.values(), period, wanted, kinds).state;
        let what = format!("{data:?} {name}");
        assert_eq!(found(&state), name, "{data:?}");
        close(state.recursion.initial, initial, 1e-6, &what);
        close(state.recursion.rates.alpha, alpha, 1e-6, &what);
        close(state.recursion.rates.theta, theta, 1e-6, &what);
        let mean = ask(&state, 14, &[]).mean;
        for (step, forecast) in [0, 1, 13].into_iter().zip(forecasts) {
            close(mean[step], forecast, 1e-8, &what);
        }
    }
}

#[test]
fn sigma_is_that_of_the_errors_after_the_third() {
    // numpy 2: np.std(auto_theta(y, 1, model)["residuals"][3:], ddof=1).
    for (kind, sigma) in [(Stm, 3.470_202_602_509_961), (Dstm, 3.657_147_859_348_828)] {
        close(plain(Data::Growth, kind).sigma2().sqrt(), sigma, 1e-7, kind.name());
    }
}

#[test]
fn an_update_is_the_reference_with_fixed_parameters() {
    // statsforecast 2.1.1: forecast_theta(forward_theta(auto_theta(y[:30], 1, model), y), 3)["mean"][2].
    let y = Data::Growth.values();
    for (kind, third) in [
        (Stm, 47.734_909_775_514_88),
        (Otm, 49.768_245_203_410_31),
        (Dstm, 48.214_853_649_706_23),
        (Dotm, 48.286_526_800_097_214),
    ] {
        let FittedSeries { state: mut one, .. } = fit(&y[..30], 1, Multiplicative, &[kind]);
        let mut many = one.clone();
        assert_eq!(
            one.update(Series::new(&y[30..31])).unwrap(),
            ask(&many, 1, &[]).mean,
            "what was expected is the forecast"
        );
        one.update(Series::new(&y[31..])).unwrap();
        many.update(Series::new(&y[30..])).unwrap();
        assert_eq!(one, many, "points may come in any portions");
        close(ask(&one, 3, &[]).mean[2], third, 1e-8, kind.name());
    }
}

#[test]
fn a_dynamic_update_is_a_longer_run_bit_by_bit_and_keeps_the_season_in_step() {
    for (data, period, wanted, kinds, name, ..) in CASES {
        let y = data.values();
        let cut = y.len() - 6;
        let mut state = fit(&y[..cut], period, wanted, kinds).state;
        for i in cut..y.len() {
            let (expected, forecast) =
                (state.clone().update(Series::new(&y[i..=i])).unwrap(), ask(&state, 1, &[]).mean);
            assert_eq!(expected, forecast, "{data:?} {name}");
            state.update(Series::new(&y[i..=i])).unwrap();
        }
        if state.kind.dynamic() && state.season.is_none() {
            let parameters =
                fit::Fit { kind: state.kind, rates: state.recursion.rates, initial: state.recursion.initial };
            assert_eq!(ThetaState::of(parameters, &y, None).0, state, "{data:?} {name}");
        }
    }
    // Pure fives: each step's forecast must have its own index, also after an update that ends mid-season.
    let y: Vec<f64> = (0..48).map(|k| [13.0, 9.0, 8.0, 10.0, 12.0][k % 5] * 10.0).collect();
    let mut state = fit(&y[..43], 5, Multiplicative, &[Otm]).state;
    let mut fitted = state.update(Series::new(&y[43..46])).unwrap();
    fitted.extend(ask(&state, 2, &[]).mean);
    fitted.iter().zip(&y[43..]).for_each(|(actual, expected)| close(*actual, *expected, 1e-6, "pattern"));
}

/// Paths drawn from the model, step by step, must spread as the formula says.
#[test]
fn variances_agree_with_simulation() {
    let (h, paths) = (12, 20_000);
    for kind in Kind::ALL {
        // A short series, where the line still moves, and a theta that gives it weight.
        let mut state = fit(&Data::Growth.values()[..8], 1, Multiplicative, &[kind]).state;
        if kind.optimized() {
            state.recursion.rates.theta = 30.0;
        }
        let whole = state.recursion.line.coefficients();
        let mut rng = Rng::new(3, 0);
        let mean = ask(&state, h, &[]).mean;
        let mut squares = vec![0.0; h];
        for _ in 0..paths {
            let mut path = state.recursion;
            for step in 0..h {
                let line = if kind.dynamic() { path.line.coefficients() } else { whole };
                let y = path.expect(line) + rng.normal();
                path.learn(y);
                squares[step] += (y - mean[step]) * (y - mean[step]);
            }
        }
        for (step, variance) in variances(&state.recursion, kind.dynamic(), h).into_iter().enumerate() {
            close(variance, squares[step] / f64::from(paths), 0.05, &format!("{kind:?} {step}"));
        }
        let sigma = state.sigma2().sqrt();
        let first = ask(&state, 1, &[90.0]);
        close(first.bounds[0].1[0] - first.mean[0], 1.644_853_626_951_472_7 * sigma, 1e-9, "one step");
    }
}

#[test]
fn a_multiplicative_season_widens_the_bounds_by_its_index() {
    let state = fit(&AIR_PASSENGERS, 12, Multiplicative, &[Stm]).state;
    let season = state.season.as_ref().unwrap();
    let forecast = ask(&state, 1, &[90.0]);
    let width = 1.644_853_626_951_472_7 * state.sigma2().sqrt() * season.index(0);
    close(forecast.mean[0] - forecast.bounds[0].0[0], width, 1e-9, "January");
}

#[test]
fn small_values_are_searched_as_well_as_large_ones() {
    let y = Data::Growth.values();
    let second = |scale: f64| {
        let scaled: Vec<f64> = y.iter().map(|value| value * scale).collect();
        ask(&fit(&scaled, 1, Multiplicative, &[Otm]).state, 2, &[]).mean[1] / scale
    };
    // Below a mean of 1 the unit does not matter at all; the search in the unit of the data, with a mean of 38, stops
    // a little later.
    close(second(1.0 / 1_048_576.0), second(1.0 / 64.0), 1e-12, "powers of two");
    close(second(1.0 / 1_048_576.0), second(1.0), 3e-3, "small and large");
}

/// Shares near .95 whose spread is a two-hundredth of that: the least squares are at the least alpha, in any unit.
#[test]
fn values_that_vary_little_against_their_level_are_searched_too() {
    let mut rng = Rng::new(11, 0);
    let y: Vec<f64> = (0..80).map(|_| 0.95 + 0.005 * rng.normal()).collect();
    for kind in Kind::ALL {
        let of = |unit: f64| {
            let scaled: Vec<f64> = y.iter().map(|value| value * unit).collect();
            let state = fit(&scaled, 1, Multiplicative, &[kind]).state;
            (state.recursion.rates.alpha, state.sigma2() / (unit * unit))
        };
        let (alpha, sigma2) = of(1.0);
        assert!((ALPHA[0]..0.15).contains(&alpha), "{kind:?}: {alpha}");
        for unit in [1e-6, 1e-3, 1e3, 1e6] {
            let (other, its) = of(unit);
            assert!((other - alpha).abs() < 0.02, "{kind:?} in {unit}: {other} and {alpha}");
            assert!((its / sigma2 - 1.0).abs() < 2e-3, "{kind:?} in {unit}: {its} and {sigma2}");
        }
    }
}

fn saved(state: &ThetaState) -> Store {
    let mut writer = RowWriter::default();
    state.store(&mut writer);
    writer.end_row();
    let mut store = Store::default();
    writer.store(&mut store);
    store
}

#[test]
fn a_saved_state_reads_back_and_a_changed_one_is_refused() {
    for (data, period, wanted, kinds, ..) in CASES {
        let y = data.values();
        let state = fit(&y[..y.len() - 3], period, wanted, kinds).state;
        let back = ThetaState::restore(&mut RowReader::new(&saved(&state), 1)).unwrap();
        assert_eq!(ask(&back, 20, &[80.0]), ask(&state, 20, &[80.0]));
        let (mut a, mut b) = (state, back);
        assert_eq!(
            a.update(Series::new(&y[y.len() - 3..])).unwrap(),
            b.update(Series::new(&y[y.len() - 3..])).unwrap()
        );
        assert_eq!(ask(&a, 20, &[80.0]), ask(&b, 20, &[80.0]));
    }
    let state = fit(&AIR_PASSENGERS, 12, Multiplicative, &[Stm]).state;
    let refused = |change: &dyn Fn(&mut Store)| {
        let mut store = saved(&state);
        change(&mut store);
        ThetaState::restore(&mut RowReader::new(&store, 1)).is_err()
    };
    assert!(!refused(&|_| {}));
    for name in ["alpha", "theta", "initial_level", "level", "mean", "slope", "mean_error", "squares"] {
        for wrong in [f64::NAN, f64::INFINITY] {
            assert!(refused(&|store| store.put(&format!("state.{name}"), &[wrong])), "{name} {wrong}");
        }
    }
    for (name, wrong) in [("alpha", 0.05), ("alpha", 1.0), ("theta", 0.5), ("theta", 3.0), ("squares", -1.0)] {
        assert!(refused(&|store| store.put(&format!("state.{name}"), &[wrong])), "{name} {wrong}");
    }
    for wrong in [-1, 0, 4, i64::MAX] {
        assert!(refused(&|store| store.put("state.n", &[wrong])), "{wrong}");
    }
    for indices in [&[1.0; 3][..], &[1.0, 1.0, 1.0, 0.0], &[1.0, f64::NAN, 1.0, 1.0], &[]] {
        assert!(
            refused(&|store| {
                store.put("state.season.values", indices);
                store.put("state.season.ends", &[indices.len() as i64]);
            }),
            "{indices:?}"
        );
    }
}

#[test]
fn short_and_constant_and_odd_series_have_the_documented_outcome() {
    let error = |y: &[f64]| Theta::default().fit_series(Series::new(y), &Context::new()).unwrap_err().code();
    assert_eq!(error(&[1.0, 2.0, 3.0, 4.0]), "kp.not_enough_data");
    assert_eq!(error(&[1.0, 2.0, f64::NAN, 4.0, 5.0]), "kp.missing_values");
    for level in [5.0, 0.0, -1e-8, 1e90] {
        for kind in Kind::ALL {
            let fitted = fit(&[level; 30], 7, Multiplicative, &[kind]);
            let forecast = ask(&fitted.state, 3, &[95.0]);
            for bound in [&forecast.mean, &forecast.bounds[0].0, &forecast.bounds[0].1] {
                bound.iter().for_each(|value| assert!((value - level).abs() <= 1e-12 * f64::abs(level), "{bound:?}"));
            }
        }
    }
    let mut state = fit(&[1.0, 2.0, 4.0, 5.0, 9.0], 1, Additive, &Kind::ALL).state;
    let before = state.clone();
    assert_eq!(state.update(Series::new(&[1e200])).unwrap_err().code(), "kp.invalid_data");
    assert_eq!(state.update(Series::new(&[1.0, f64::NAN])).unwrap_err().code(), "kp.missing_values");
    assert_eq!(state, before, "a refused update changes nothing");
    // Too short for a season of 12, and a season of 3 is never looked for.
    assert!(fit(&AIR_PASSENGERS[..23], 12, Additive, &[Stm]).state.season.is_none());
    let threes: Vec<f64> = (0..30).map(|k| [1.0, 5.0, 9.0][k % 3]).collect();
    assert!(fit(&threes, 3, Additive, &[Stm]).state.season.is_none());
}

#[test]
fn the_components_are_their_models() {
    let panel = Panel::from_values(&AIR_PASSENGERS).unwrap();
    let name = |model: crate::Model| {
        let parts = model.parts().unwrap();
        parts.tables[0].1.strings("model").unwrap().get(0).unwrap().to_owned()
    };
    assert_eq!(name(Theta::default().fit(&panel).unwrap()), "STM");
    assert_eq!(name(OptimizedTheta::default().fit(&panel).unwrap()), "OTM");
    assert_eq!(name(DynamicTheta::default().fit(&panel).unwrap()), "DSTM");
    assert_eq!(name(DynamicOptimizedTheta::default().fit(&panel).unwrap()), "DOTM");
    let auto = AutoTheta::default().season_length(12).decomposition_type(Additive).fit(&panel).unwrap();
    let fitted = auto.fitted().unwrap();
    assert!(fitted.f64("AutoTheta").unwrap().iter().all(|value| value.is_finite()));
    assert_eq!(name(auto), "OTM");
    let fitted = DynamicTheta::default().fit(&panel).unwrap().fitted().unwrap();
    let fitted = fitted.f64("DynamicTheta").unwrap();
    assert!(fitted[0].is_nan() && fitted[1..].iter().all(|value| value.is_finite()));
}
