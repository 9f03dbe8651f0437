use super::*;
use crate::component::{Context, StreamDetector};
use crate::math::rng::Rng;

/// A level of 5 to 15 that rises by 20 from 400 to 900, and by 3 from 1500 on.
fn levels() -> Vec<f64> {
    (0..2_400_u32)
        .map(|t| {
            let noise = f64::from((t * 7_919 + 13) % 101) / 101.0 * 10.0;
            noise + if (400..900).contains(&t) { 20.0 } else { 0.0 } + if t >= 1_500 { 3.0 } else { 0.0 }
        })
        .collect()
}

/// Where the score is above the threshold.
fn alarms<D: StreamDetector>(detector: &D, values: &[f64]) -> Vec<usize> {
    let mut state = detector.start(1, &Context::default()).unwrap();
    let mut found = Vec::new();
    for (at, &value) in values.iter().enumerate() {
        let as_it_stands = state.score(&[value]);
        let score = state.update(&[value]);
        assert_eq!(score, as_it_stands);
        assert!(score.is_finite() && score >= 0.0);
        if score > detector.threshold() {
            found.push(at);
        }
    }
    found
}

#[test]
fn changes_are_rivers() {
    // river 0.26.1: drift.PageHinkley(), PageHinkley(threshold=20, mode="down", min_instances=10), ADWIN(),
    // ADWIN(delta=.1, clock=8) over `levels`.
    let y = levels();
    assert_eq!(alarms(&PageHinkley::default(), &y), [402, 902, 1_514]);
    let down = PageHinkley::default().threshold(20.0).mode(ChangeDirection::Down).min_instances(10_u32);
    assert_eq!(alarms(&down, &y), [902]);
    assert_eq!(alarms(&ADWIN::default(), &y), [415, 927, 1_535]);
    assert_eq!(alarms(&ADWIN::default().delta(0.1).clock(8_u32), &y), [407, 903, 1_519]);
}

#[test]
fn drifts_of_errors_are_rivers() {
    // river 0.26.1: drift.binary.DDM() over errors with rates of 0.1, 0.4, 0.15 and 0.45.
    let rate = |t| [(500, 10), (900, 40), (1_500, 15)].iter().find(|(end, _)| t < *end).map_or(45, |(_, rate)| *rate);
    let errors: Vec<f64> = (0..2_400_u32).map(|t| f64::from(u8::from((t * 7_919 + 13) % 101 < rate(t)))).collect();
    assert_eq!(alarms(&DDM::default(), &errors), [540, 1_648]);
}

#[test]
fn charts_are_those_of_the_books() {
    let mut shewhart = Shewhart::default().warm_up(4_u32).watch();
    let scores: Vec<f64> = [1.0, 2.0, 3.0, 2.0, 2.0, 5.0].iter().map(|&value| shewhart.update(value)).collect();
    assert_eq!(scores[..5], [0.0; 5]);
    assert!((scores[5] - libm::sqrt(13.5)).abs() < 1e-12);
    // Baseline of mean 0 and deviation 1: z = 1, then 0.2, 0.36; deviations 0.2, 0.2 sqrt(1.64).
    let mut ewma = EWMA::default().warm_up(2_u32).watch();
    let half = libm::sqrt(0.5);
    let scores: Vec<f64> = [half, -half, 1.0, 1.0].iter().map(|&value| ewma.update(value)).collect();
    assert!((scores[2] - 1.0).abs() < 1e-12 && (scores[3] - 0.36 / 0.2 / libm::sqrt(1.64)).abs() < 1e-12, "{scores:?}");
    let mut cusum = CUSUM::default().warm_up(2_u32).threshold(1.2).watch();
    let scores: Vec<f64> = [half, -half, 1.0, 1.0, 1.0, -1.0].iter().map(|&value| cusum.update(value)).collect();
    for (found, expected) in scores[2..].iter().zip([0.5, 1.0, 1.5, 0.5]) {
        assert!((found - expected).abs() < 1e-12, "{scores:?}");
    }
}

#[test]
fn a_constant_baseline_lets_nothing_else_pass() {
    let mut y = vec![2.0; 150];
    y[120] = 2.1;
    assert_eq!(alarms(&Shewhart::default(), &y), [120]);
    assert_eq!(alarms(&CUSUM::default(), &y), [120]);
    assert!(alarms(&EWMA::default(), &y).contains(&120));
}

#[test]
fn spot_tells_what_is_too_high_and_too_low() {
    let mut rng = Rng::new(2, 0);
    let mut y: Vec<f64> = (0..6_000).map(|_| rng.normal()).collect();
    (y[3_000], y[4_000]) = (7.0, -7.0);
    let found = alarms(&SPOT::default(), &y);
    assert!(found.contains(&3_000) && found.contains(&4_000) && found.len() <= 10, "{found:?}");
    let found = alarms(&SPOT::default().both(false), &y);
    assert!(found.contains(&3_000) && !found.contains(&4_000), "{found:?}");
    let drifting: Vec<f64> = y.iter().enumerate().map(|(t, value)| value + 0.01 * t as f64).collect();
    let found = alarms(&SPOT::default().depth(20_u32), &drifting);
    assert!(found.contains(&3_000) && found.contains(&4_000) && found.len() <= 10, "{found:?}");
    assert!(alarms(&SPOT::default(), &vec![1.0; 1_500]).is_empty());
}

#[test]
fn several_columns_are_watched_each() {
    let detector = Shewhart::default().warm_up(3_u32);
    let mut state = detector.start(2, &Context::default()).unwrap();
    for row in [[1.0, 10.0], [2.0, 20.0], [3.0, 30.0]] {
        assert_eq!(state.update(&row), 0.0);
    }
    assert_eq!(state.update(&[2.0, 60.0]), 4.0);
}
