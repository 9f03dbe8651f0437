use super::*;
use crate::data::{Column, Strings};

/// Levels 0, 8 and 3 with changes at 30 and 75, and more spread from 100 on.
fn levels() -> Vec<f64> {
    let level = |t: usize| {
        if t < 30 {
            0.0
        } else if t < 75 {
            8.0
        } else {
            3.0
        }
    };
    let spread = |t: usize| if t >= 100 { 2.5 * (((t * 31) % 11) as f64 - 5.0) / 4.0 } else { 0.0 };
    (0..140).map(|t| ((t * 7919) % 23) as f64 / 4.0 + level(t) + spread(t)).collect()
}

/// Slopes 0.5, -0.7 and 0.1.
fn lines() -> Vec<f64> {
    let line = |t: f64| {
        if t < 40.0 {
            0.5 * t
        } else if t < 90.0 {
            20.0 - 0.7 * (t - 40.0)
        } else {
            -15.0 + 0.1 * (t - 90.0)
        }
    };
    (0..130).map(|t| ((t * 31) % 7) as f64 / 3.0 + line(t as f64)).collect()
}

fn cuts(y: &[f64], cost: ChangeCost, penalty: f64, least: usize) -> Vec<usize> {
    let most = y.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
    // Noise 1 makes the penalty that of ruptures; a variance has no unit.
    let noise = 1.0 / (most * most);
    pelt(&Costs::new(y, most, cost, noise), penalty, least, &Context::default()).unwrap()
}

#[test]
fn cuts_of_ruptures() {
    // ruptures 1.1.10 with numpy 2.4.6: KernelCPD(kernel="linear", min_size=2, jump=1).fit(x).predict(pen) and
    // Pelt(model="linear", min_size=3, jump=1) of the columns value, time and 1.
    let all =
        vec![2, 23, 25, 30, 35, 37, 75, 100, 102, 105, 109, 111, 114, 116, 119, 122, 125, 127, 129, 133, 135, 138];
    let expected = [(5.0, all), (20.0, vec![30, 75, 125, 127, 129]), (60.0, vec![30, 75]), (200.0, vec![30, 75])];
    for (penalty, expected) in expected {
        let found = cuts(&levels(), ChangeCost::Mean, penalty, 2);
        if penalty > 5.0 {
            assert_eq!(found, expected, "{penalty}");
        } else {
            // Several partitions may cost the same.
            let off = total(&levels(), &found) - total(&levels(), &expected);
            assert!(found.len() == expected.len() && off.abs() < 1e-9, "{found:?} {off}");
        }
    }
    for penalty in [3.0, 10.0, 40.0] {
        assert_eq!(cuts(&lines(), ChangeCost::Trend, penalty, 3), [39, 92], "{penalty}");
    }
}

/// The squared errors of all segments.
fn total(y: &[f64], cuts: &[usize]) -> f64 {
    let edges: Vec<usize> = [0].iter().chain(cuts).chain(&[y.len()]).copied().collect();
    let errors = |y: &[f64]| y.iter().map(|value| (value - mean(y)) * (value - mean(y))).sum::<f64>();
    edges.windows(2).map(|edge| errors(&y[edge[0]..edge[1]])).sum()
}

#[test]
fn nothing_better_is_dropped() {
    let (levels, lines) = (levels(), lines());
    for cost in [ChangeCost::Mean, ChangeCost::MeanVariance, ChangeCost::Trend] {
        for (y, least, penalty) in [(&levels, 3, 4.0), (&lines, 5, 9.0), (&levels, 17, 1.0), (&lines, 3, 0.0)] {
            let most = y.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
            let costs = Costs::new(y, most, cost, noise(y, most, cost == ChangeCost::Trend));
            let found = pelt(&costs, penalty, least, &Context::default()).unwrap();
            let n = y.len();
            let mut best = vec![f64::INFINITY; n + 1];
            best[0] = -penalty;
            for end in least..=n {
                let ends = (0..=end - least).map(|from| best[from] + costs.of(from, end) + penalty);
                best[end] = ends.fold(f64::INFINITY, f64::min);
            }
            let edges: Vec<usize> = [0].into_iter().chain(found).chain([n]).collect();
            let sum = edges.windows(2).fold(-penalty, |sum, edge| {
                assert!(edge[1] - edge[0] >= least);
                sum + costs.of(edge[0], edge[1]) + penalty
            });
            assert!((sum - best[n]).abs() <= 1e-9 * best[n].abs(), "{cost:?} {least}: {sum} {}", best[n]);
        }
    }
}

fn run(changepoints: &Changepoints, table: &Frame) -> Result<Frame> {
    match changepoints.call(&[Some(table)], &Context::default())? {
        Answer::Frame(frame) => Ok(frame),
        Answer::Text(text) => panic!("{text}"),
    }
}

#[test]
fn a_row_a_change_of_each_series() {
    let series = [("levels", levels()), ("flat", vec![2.0; 20]), ("lines", lines()), ("one", vec![1.0])];
    let ids: Strings = series.iter().flat_map(|(id, y)| y.iter().map(|_| *id)).collect();
    let ticks: Vec<i64> = series.iter().flat_map(|(_, y)| 10..10 + y.len() as i64).collect();
    let y: Vec<f64> = series.iter().flat_map(|(_, y)| y.iter().copied()).collect();
    let table = Frame::new().with("unique_id", ids).and_then(|frame| frame.with("ds", ticks)?.with("y", y)).unwrap();
    let frame = run(&Changepoints::default().cost(ChangeCost::Trend), &table).unwrap();
    let positions = frame.column("position").unwrap().to_i64().unwrap();
    let times = frame.column("ds").unwrap().to_i64().unwrap();
    assert!(positions.iter().zip(&times).all(|(position, time)| position + 10 == *time));
    let last = positions.len() - 2;
    assert_eq!(positions[last..], [39, 92]);
    let slopes = (frame.f64("before").unwrap()[last], frame.f64("after").unwrap()[last]);
    assert!((slopes.0 - 0.5).abs() < 0.05 && (slopes.1 + 0.7).abs() < 0.05, "{slopes:?}");
}

#[test]
fn missing_values_are_refused_by_name_and_odd_series_have_no_change() {
    let ids: Strings = ["a", "a", "b", "b"].into_iter().collect();
    let y = vec![1.0, 2.0, f64::NAN, 2.0];
    let table = Frame::new()
        .with("unique_id", ids)
        .and_then(|frame| frame.with("ds", vec![1i64, 2, 1, 2])?.with("y", y))
        .unwrap();
    let error = run(&Changepoints::default(), &table).unwrap_err();
    assert_eq!(error.code(), "kp.missing_values");
    assert!(error.message().contains("series 'b'"), "{}", error.message());
    let line: Vec<f64> = (0..50).map(|t| 1e6 + 0.1 * f64::from(t)).collect();
    for (y, cost) in
        [(vec![0.0; 30], ChangeCost::MeanVariance), (line, ChangeCost::Trend), (vec![1.0, 2.0], ChangeCost::Mean)]
    {
        let table = Frame::new().with("y", y).unwrap();
        assert_eq!(run(&Changepoints::default().cost(cost), &table).unwrap().rows(), 0, "{cost:?}");
    }
    let step: Vec<f64> = (0..40).map(|t| if t < 20 { -1e99 } else { 1e99 }).collect();
    let frame = run(&Changepoints::default(), &Frame::new().with("y", step).unwrap()).unwrap();
    assert_eq!(frame.column("position").unwrap(), &Column::I64(vec![20]));
}
