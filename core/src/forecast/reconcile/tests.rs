//! Expected numbers: hierarchicalforecast 1.5.3 (numpy 2.4) on the same tables; those of `non_negative`: scipy 1.17's nnls on
//! the same quadratic programme.

use super::*;
use crate::data::{Frame, Strings};

const NODES: [&str; 8] = ["all", "left", "right", "a", "b", "c", "d", "e"];
const BELOW: [&[usize]; 8] = [&[0, 1, 2, 3, 4], &[0, 1], &[2, 3, 4], &[0], &[1], &[2], &[3], &[4]];

fn texts<'a>(values: impl IntoIterator<Item = &'a str>) -> Strings {
    values.into_iter().collect()
}

fn hierarchy() -> Frame {
    Frame::new()
        .with("unique_id", texts(NODES[3..].iter().copied()))
        .and_then(|frame| frame.with("total", texts(["all"; 5])))
        .and_then(|frame| frame.with("side", texts(["left", "left", "right", "right", "right"])))
        .unwrap()
}

/// Observations and fitted values at 40 times.
fn fitted() -> Frame {
    let (mut ids, mut ds, mut y, mut fitted) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (node, name) in NODES.iter().enumerate() {
        for t in 0..40 {
            let value: usize = BELOW[node].iter().map(|b| 50 + 10 * b + (t * 7 + b * 13) % 11).sum();
            ids.push(*name);
            ds.push(t as i64);
            y.push(value as f64);
            fitted.push(value as f64 - (((t * (node + 3) * 5 + node * 7 + t * t) % 17) as f64 - 8.0) / 4.0);
        }
    }
    let frame = Frame::new().with("unique_id", texts(ids)).and_then(|frame| frame.with("ds", ds));
    frame.and_then(|frame| frame.with("y", y)).and_then(|frame| frame.with("M", fitted)).unwrap()
}

const BASE: [[f64; 8]; 2] =
    [[410.0, 120.0, 255.0, 48.0, 66.0, 75.0, 70.0, 92.0], [380.0, 130.0, 260.0, 55.0, 60.0, 80.0, 85.0, 95.0]];
const NEGATIVE: [[f64; 8]; 2] =
    [[410.0, 120.0, 255.0, -48.0, 66.0, -75.0, 70.0, 92.0], [380.0, 130.0, 260.0, -55.0, -60.0, 80.0, -85.0, 95.0]];

fn forecasts(base: [[f64; 8]; 2]) -> Frame {
    let ids = texts(NODES.iter().chain(&NODES).copied());
    let ds: Vec<i64> = [40i64; 8].into_iter().chain([41; 8]).collect();
    let frame = Frame::new().with("unique_id", ids).and_then(|frame| frame.with("ds", ds));
    frame.and_then(|frame| frame.with("M", base.concat())).unwrap()
}

fn run(reconcile: &Reconcile, forecasts: &Frame) -> Result<Frame> {
    reconcile.call(&[Some(forecasts), Some(&hierarchy()), Some(&fitted())], &Context::default())?.frame()
}

fn assert_near(found: &[f64], wanted: [[f64; 8]; 2], tolerance: f64, what: &str) {
    for (found, wanted) in found.iter().zip(wanted.concat()) {
        assert!((found - wanted).abs() < tolerance * wanted.abs().max(1.0), "{what}: {found} instead of {wanted}");
    }
}

fn check(reconcile: Reconcile, base: [[f64; 8]; 2], wanted: [[f64; 8]; 2], tolerance: f64) {
    let result = run(&reconcile, &forecasts(base)).unwrap();
    assert_near(result.f64("M").unwrap(), wanted, tolerance, &format!("{reconcile:?}"));
}

#[test]
fn the_least_trace_is_that_of_the_reference() {
    let of = |method| Reconcile::default().method(method);
    let wls_struct = [
        [
            378.666666667,
            123.266666667,
            255.4,
            52.6333333333,
            70.6333333333,
            81.1333333333,
            76.1333333333,
            98.1333333333,
        ],
        [
            381.666666667,
            122.166666667,
            259.5,
            58.5833333333,
            63.5833333333,
            79.8333333333,
            84.8333333333,
            94.8333333333,
        ],
    ];
    check(of(ReconcileMethod::WlsStruct), BASE, wls_struct, 1e-11);
    let ols = [
        [
            392.827586207,
            129.448275862,
            263.379310345,
            55.724137931,
            73.724137931,
            83.7931034483,
            78.7931034483,
            100.793103448,
        ],
        [
            382.068965517,
            123.620689655,
            258.448275862,
            59.3103448276,
            64.3103448276,
            79.4827586207,
            84.4827586207,
            94.4827586207,
        ],
    ];
    check(of(ReconcileMethod::Ols), BASE, ols, 1e-11);
    let wls_var = [
        [
            390.290366084,
            127.294635154,
            262.99573093,
            54.8889405881,
            72.4056945657,
            81.145450854,
            80.5057192546,
            101.344560822,
        ],
        [
            383.036384428,
            125.009575919,
            258.026808509,
            60.1867067447,
            64.8228691747,
            79.5335329726,
            84.2025692259,
            94.2907063106,
        ],
    ];
    check(of(ReconcileMethod::WlsVar), BASE, wls_var, 1e-7);
    let mint_cov = [
        [
            394.449444949,
            123.824821698,
            270.624623252,
            50.1587935381,
            73.6660281596,
            82.6764354567,
            87.8084463985,
            100.139741396,
        ],
        [
            382.050501871,
            126.08465713,
            255.965844742,
            61.8795896178,
            64.2050675118,
            79.5282569659,
            81.9761375911,
            94.4614501847,
        ],
    ];
    check(of(ReconcileMethod::MintCov), BASE, mint_cov, 1e-9);
    let mint_shrink = [
        [
            390.918897341,
            126.248712313,
            264.670185028,
            53.5904547638,
            72.6582575494,
            81.5287584092,
            82.7322209879,
            100.409205631,
        ],
        [
            382.933818041,
            125.294873183,
            257.638944858,
            60.5706016193,
            64.7242715639,
            79.5736801938,
            83.748197518,
            94.3170671461,
        ],
    ];
    check(of(ReconcileMethod::MintShrink), BASE, mint_shrink, 1e-7);
    let emint = [
        [
            393.405542615,
            123.798785744,
            269.606756871,
            48.9326693146,
            74.8661164295,
            82.3415396835,
            89.0993692819,
            98.1658479054,
        ],
        [
            382.042981544,
            125.947174531,
            256.095807013,
            61.1222443351,
            64.8249301959,
            79.4195055503,
            82.0127030565,
            94.6635984061,
        ],
    ];
    check(of(ReconcileMethod::Erm), BASE, emint, 1e-7);
}

#[test]
fn shares_are_those_of_the_reference() {
    let top = |proportions| Reconcile { method: ReconcileMethod::TopDown, proportions, ..Reconcile::default() };
    let forecast = [
        [410.0, 131.2, 278.8, 55.2421052632, 75.9578947368, 88.2278481013, 82.3459915612, 108.226160338],
        [
            380.0,
            126.666666667,
            253.333333333,
            60.5797101449,
            66.0869565217,
            77.9487179487,
            82.8205128205,
            92.5641025641,
        ],
    ];
    check(top(Proportions::Forecast), BASE, forecast, 1e-11);
    let average = [
        [410.0, 131.126460528, 278.873539472, 60.2085462748, 70.9179142533, 81.9328032946, 92.9573146272, 103.98342155],
        [
            380.0,
            121.531841465,
            258.468158535,
            55.8030428888,
            65.7287985763,
            75.9377201267,
            86.1555598984,
            96.3748785098,
        ],
    ];
    check(top(Proportions::Average), BASE, average, 1e-11);
    let of_averages = [
        [
            410.0,
            131.125633502,
            278.874366498,
            60.2040544145,
            70.9215790878,
            81.9398506268,
            92.9581221659,
            103.976393705,
        ],
        [
            380.0,
            121.531074953,
            258.468925047,
            55.7988797013,
            65.7321952521,
            75.9442518005,
            86.1563083489,
            96.3683648973,
        ],
    ];
    check(top(Proportions::OfAverages), BASE, of_averages, 1e-11);
    let middle = Reconcile { method: ReconcileMethod::MiddleOut, level: Some("side".into()), ..Reconcile::default() };
    let middle_out = [
        [375.0, 120.0, 255.0, 50.5263157895, 69.4736842105, 80.6962025316, 75.3164556962, 98.9873417722],
        [390.0, 130.0, 260.0, 62.1739130435, 67.8260869565, 80.0, 85.0, 95.0],
    ];
    check(middle, BASE, middle_out, 1e-11);
}

#[test]
fn the_bottom_up_is_the_sum() {
    let wanted =
        [[351.0, 114.0, 237.0, 48.0, 66.0, 75.0, 70.0, 92.0], [375.0, 115.0, 260.0, 55.0, 60.0, 80.0, 85.0, 95.0]];
    check(Reconcile::default().method(ReconcileMethod::BottomUp), BASE, wanted, 1e-14);
}

#[test]
fn none_is_below_zero_and_all_are_as_near_as_can_be() {
    let of = |method| Reconcile { method, non_negative: true, ..Reconcile::default() };
    let ols = [
        [367.142857143, 114.571428571, 252.571428571, 0.285714285714, 114.285714286, 0.0, 115.285714286, 137.285714286],
        [337.142857143, 76.9047619048, 260.238095238, 40.9523809524, 35.9523809524, 122.619047619, 0.0, 137.619047619],
    ];
    check(of(ReconcileMethod::Ols), NEGATIVE, ols, 1e-9);
    let mint_shrink = [
        [369.738913225, 112.845739944, 256.893173281, 0.0, 112.845739944, 0.0, 130.084556105, 126.808617176],
        [338.059552782, 87.7526739993, 250.306878783, 49.6648504339, 38.0878235654, 116.126968043, 0.0, 134.17991074],
    ];
    check(of(ReconcileMethod::MintShrink), NEGATIVE, mint_shrink, 1e-6);
}

#[test]
fn bounds_have_the_spread_of_the_reconciled_forecasts() {
    let sigma = [[9.0, 5.0, 6.0, 2.0, 2.5, 3.0, 1.5, 2.0], [11.0, 6.0, 7.0, 2.2, 2.8, 3.5, 2.0, 2.5]];
    let z = crate::math::special::normal_quantile(0.975);
    let base = forecasts(BASE);
    let bound = |sign: f64| base.f64("M").unwrap().iter().zip(sigma.concat()).map(|(m, s)| m + sign * z * s).collect();
    let (low, high): (Vec<f64>, Vec<f64>) = (bound(-1.0), bound(1.0));
    let frame = base.clone().with("M-lo-95", low).and_then(|frame| frame.with("M-hi-95", high)).unwrap();
    let result = run(&Reconcile::default(), &frame).unwrap();
    let wanted = [
        [
            5.81604412661,
            3.88232767813,
            4.41199859835,
            2.51028137326,
            2.52111980219,
            2.66077533149,
            2.42444250011,
            2.22799069728,
        ],
        [
            7.04628032904,
            4.66440545423,
            5.27960865178,
            2.93399142967,
            2.93647058747,
            3.12194543599,
            2.94371317387,
            2.73156816985,
        ],
    ];
    let mean = result.f64("M").unwrap();
    for (name, sign) in [("M-lo-95", -1.0), ("M-hi-95", 1.0)] {
        let found: Vec<f64> =
            result.f64(name).unwrap().iter().zip(mean).map(|(bound, mean)| sign * (bound - mean) / z).collect();
        assert_near(&found, wanted, 1e-6, name);
    }
    // Of independent errors, the variance of a sum is the sum of the variances.
    let bottom_up = Reconcile::default().method(ReconcileMethod::BottomUp);
    let Answer::Frame(alone) = bottom_up.call(&[Some(&frame), Some(&hierarchy())], &Context::default()).unwrap() else {
        panic!("no frame")
    };
    let left = (alone.f64("M-hi-95").unwrap()[1] - alone.f64("M").unwrap()[1]) / z;
    assert!((left * left - 2.0 * 2.0 - 2.5 * 2.5).abs() < 1e-9, "{left}");
}

#[test]
fn whatever_the_method_forecasts_add_up_and_threads_do_not_count() {
    use ReconcileMethod::*;
    for method in [MintShrink, MintCov, WlsVar, WlsStruct, Ols, BottomUp, TopDown, Erm] {
        let reconcile = Reconcile::default().method(method);
        let result = run(&reconcile, &forecasts(BASE)).unwrap();
        for values in result.f64("M").unwrap().chunks(8) {
            for (node, below) in BELOW.iter().enumerate() {
                let sum: f64 = below.iter().map(|leaf| values[3 + leaf]).sum();
                assert!((sum - values[node]).abs() < 1e-10, "{method:?}");
            }
        }
        let one = reconcile
            .call(&[Some(&forecasts(BASE)), Some(&hierarchy()), Some(&fitted())], &Context::default().threads(1));
        assert_eq!(one.unwrap(), Answer::Frame(result));
    }
}

#[test]
fn what_is_wrong_is_named() {
    let code = |reconcile: &Reconcile, tables: &[Option<&Frame>]| {
        let error = reconcile.call(tables, &Context::default()).unwrap_err();
        (error.code(), error.message().to_owned())
    };
    let (base, tree) = (forecasts(BASE), hierarchy());
    let mint = Reconcile::default();
    assert!(code(&mint, &[Some(&base)]).1.contains("'hierarchy'"));
    assert!(code(&mint, &[Some(&base), Some(&tree)]).1.contains("'fitted'"));
    let (kind, message) = code(&mint, &[Some(&base.take(&[0, 1, 2, 3])), Some(&tree)]);
    assert!(kind == "kp.invalid_data" && message.contains("'b' of the hierarchy has no rows"), "{message}");
    let few = fitted().take(&(0..8).map(|node| 40 * node).collect::<Vec<_>>());
    assert_eq!(code(&mint, &[Some(&base), Some(&tree), Some(&few)]).0, "kp.not_enough_data");
    let middle = Reconcile::default().method(ReconcileMethod::MiddleOut);
    assert!(code(&middle, &[Some(&base), Some(&tree)]).1.contains("must be one of total, side, unique_id"));
    let covariance = Reconcile::default().method(ReconcileMethod::MintCov);
    let two = fitted().take(&(0..8).flat_map(|node| [40 * node, 40 * node + 1]).collect::<Vec<_>>());
    assert_eq!(code(&covariance, &[Some(&base), Some(&tree), Some(&two)]).0, "kp.not_enough_data");
}
