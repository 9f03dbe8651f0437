use super::*;
use crate::data::{Column, Strings};

/// Six series of 40 values: the fourth is off from 12 to 19 and from 37 on, the sixth at 30.
fn series() -> Vec<Vec<f64>> {
    let value = |s: usize, t: usize| {
        let noise = ((t * 37 + s * s * 11 + t * t * 7) % 101) as f64 / 101.0;
        let extra = match (s, t) {
            (3, 12..20) => 6.0,
            (3, 37..) => -9.0,
            (5, 30) => 8.5,
            _ => 0.0,
        };
        10.0 + 3.0 * libm::sin(t as f64 * 0.4) + noise + extra
    };
    (0..6).map(|s| (0..40).map(|t| value(s, t)).collect()).collect()
}

fn table(series: &[Vec<f64>]) -> Frame {
    let ids: Strings =
        series.iter().enumerate().flat_map(|(s, y)| vec![["a", "b", "c", "d", "e", "f"][s]; y.len()]).collect();
    let ds: Vec<i64> = series.iter().flat_map(|y| 0..y.len() as i64).collect();
    let y: Vec<f64> = series.iter().flatten().copied().collect();
    Frame::new().with("unique_id", ids).unwrap().with("ds", ds).unwrap().with("y", y).unwrap()
}

fn run(outlying: &OutlyingSeries, table: &Frame) -> Result<Frame> {
    outlying.call(&[Some(table)], &Context::default())?.frame()
}

fn ints(frame: &Frame, name: &str) -> Vec<i64> {
    frame.column(name).unwrap().to_i64().unwrap()
}

#[test]
fn medians_are_those_of_augurs() {
    // augurs-outlier 0.10.3: MADDetector::with_sensitivity(s) over `series`.
    let table = table(&series());
    let mad = OutlyingSeries::default().method(OutlyingMethod::Mad);
    let found = run(&mad, &table).unwrap();
    let expected = [
        1.0953640587309492,
        1.0610788301239196,
        1.1333539958391057,
        3.6438770188227267,
        1.1231121784078721,
        2.4145095786329973,
    ];
    for (score, expected) in found.f64("score").unwrap().iter().zip(expected) {
        assert!((score - expected).abs() < 1e-9, "{score} {expected}");
    }
    assert_eq!(found.bools("anomaly").unwrap(), [false, false, false, true, false, false]);
    for (sensitivity, low, high, intervals) in [
        (0.1, -9.903628704372478, 24.68021674164581, vec![]),
        (0.5, 0.4332098059239602, 18.168153477095558, vec![(18, 19, false)]),
        (0.9, 6.821727341505986, 14.143477042713904, vec![(14, 19, false), (37, 39, true), (30, 30, false)]),
    ] {
        let mad = mad.clone().sensitivity(sensitivity);
        let times = run(&mad.clone().rows(OutlyingRows::Times), &table).unwrap();
        let band = (times.f64("low").unwrap()[0], times.f64("high").unwrap()[0]);
        assert!((band.0 - low).abs() < 1e-8 && (band.1 - high).abs() < 1e-8, "{band:?}");
        let found = run(&mad.rows(OutlyingRows::Intervals), &table).unwrap();
        let (starts, ends) = (ints(&found, "start"), ints(&found, "end"));
        let open = found.bools("open").unwrap();
        let found: Vec<(i64, i64, bool)> = (0..starts.len()).map(|at| (starts[at], ends[at], open[at])).collect();
        assert_eq!(found, intervals);
    }
}

#[test]
fn clusters_are_those_of_augurs() {
    // augurs-outlier 0.10.3: DbscanDetector::with_sensitivity(s) over `series`.
    let table = table(&series());
    for sensitivity in [0.1, 0.5] {
        let found = run(&OutlyingSeries::default().sensitivity(sensitivity), &table).unwrap();
        assert!(found.f64("score").unwrap().iter().all(|score| *score == 0.0));
    }
    let dbscan = OutlyingSeries::default().sensitivity(0.9);
    let found = run(&dbscan, &table).unwrap();
    assert_eq!(found.f64("score").unwrap(), [0.0, 0.0, 0.0, 11.0 / 40.0, 0.0, 1.0 / 40.0]);
    assert_eq!(found.bools("anomaly").unwrap(), [false, false, false, true, false, true]);
    let times = run(&dbscan.clone().rows(OutlyingRows::Times), &table).unwrap();
    for (name, expected) in
        [("low", [9.017825081991738, 10.344495950501848]), ("high", [11.962372937810242, 13.021717073647086])]
    {
        for (found, expected) in times.f64(name).unwrap().iter().zip(expected) {
            assert!((found - expected).abs() < 1e-12, "{name} {found} {expected}");
        }
    }
    let found = run(&dbscan.rows(OutlyingRows::Intervals), &table).unwrap();
    assert_eq!((ints(&found, "start"), ints(&found, "end")), (vec![12, 37, 30], vec![19, 39, 30]));
}

#[test]
fn distances_are_those_of_augurs() {
    // augurs-dtw 0.10.3: Dtw::euclidean().with_window(w).distance(..), with no window, 2 and 5.
    let y = series();
    for (window, expected) in [
        (None, [1.9071000494568833, 17.228954796982, 10.783594639566907]),
        (Some(2), [1.9071000494568833, 18.964525408615618, 10.839675525217586]),
        (Some(5), [1.9071000494568833, 17.258080192851878, 10.839675525217586]),
    ] {
        let found = [(&y[0][..], &y[1]), (&y[0], &y[3]), (&y[2][..25], &y[5])];
        for ((a, b), expected) in found.into_iter().zip(expected) {
            let found = cluster::warped(a, b, window);
            assert!((found - expected).abs() < 1e-9, "{window:?} {found} {expected}");
            assert_eq!(found, cluster::warped(b, a, window));
        }
    }
    let found = run(&OutlyingSeries::default().method(OutlyingMethod::Dtw), &table(&y)).unwrap();
    assert_eq!(found.bools("anomaly").unwrap(), [false, false, false, true, false, false]);
    let scores = found.f64("score").unwrap();
    assert!(scores[3] > 1.0 && scores.iter().filter(|score| **score > 1.0).count() == 1, "{scores:?}");
    let apart = OutlyingSeries::default().method(OutlyingMethod::Dtw).threshold(Some(0.1));
    assert!(run(&apart, &table(&y)).unwrap().f64("score").unwrap().iter().all(|score| *score > 1.0));
}

#[test]
fn odd_panels() {
    let one = |y: Vec<f64>| Frame::new().with("y", y).unwrap();
    for method in [OutlyingMethod::Dbscan, OutlyingMethod::Mad, OutlyingMethod::Dtw] {
        let outlying = OutlyingSeries::default().method(method);
        let error = run(&outlying, &one(vec![f64::NAN; 3])).unwrap_err();
        assert_eq!(error.code(), "kp.not_enough_data", "{method:?}");
        let error = run(&outlying, &one(vec![1.0, f64::INFINITY])).unwrap_err();
        assert_eq!(error.code(), "kp.invalid_data", "{method:?}");
        assert!(run(&outlying, &one(vec![])).is_err());
        for y in [vec![2.0], vec![2.0; 30], vec![f64::NAN, 2.0]] {
            let found = run(&outlying, &one(y)).unwrap();
            assert_eq!(found.f64("score").unwrap(), [0.0], "{method:?}");
        }
        // Four series that are the same, and one that is not at one time.
        let mut y = vec![vec![5.0; 10]; 5];
        y[4][3] = 1e99;
        y[2][0] = f64::NAN;
        let found = run(&outlying, &table(&y)).unwrap();
        assert_eq!(found.bools("anomaly").unwrap(), [false, false, false, false, true], "{method:?}");
        assert!(found.f64("score").unwrap().iter().all(|score| score.is_finite()), "{method:?}");
    }
    let dtw = OutlyingSeries::default().method(OutlyingMethod::Dtw).rows(OutlyingRows::Times);
    assert_eq!(run(&dtw, &one(vec![1.0])).unwrap_err().code(), "kp.invalid_params");
    // Nothing outlying has no interval; two series have no majority.
    let two = table(&[vec![1.0, 2.0], vec![100.0, 200.0]]);
    let found = run(&OutlyingSeries::default().threshold(Some(1.0)).rows(OutlyingRows::Intervals), &two).unwrap();
    assert_eq!(found.rows(), 0);
    let far = table(&[vec![1.0, 2.0], vec![100.0, 200.0], vec![1e4, 2e4]]);
    let found = run(&OutlyingSeries::default().threshold(Some(1.0)), &far).unwrap();
    assert_eq!(found.column("score").unwrap(), &Column::F64(vec![1.0; 3]));
}
