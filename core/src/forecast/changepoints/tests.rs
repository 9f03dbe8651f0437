use super::*;
use crate::data::{Column, Strings};

const COSTS: [ChangeCost; 5] =
    [ChangeCost::Mean, ChangeCost::MeanVariance, ChangeCost::Trend, ChangeCost::Median, ChangeCost::Rbf];

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

fn costs(y: &[f64], cost: ChangeCost) -> Costs {
    let most = y.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
    // Noise 1 makes the penalty that of ruptures; a variance has no unit.
    Costs::new(&[Channel { y, most, noise: 1.0 / (most * most) }], cost, None)
}

fn cuts(y: &[f64], cost: ChangeCost, penalty: f64, least: usize) -> Vec<usize> {
    search::pelt(&costs(y, cost), penalty, Places { least, jump: 1 }, &Context::default()).unwrap()
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

/// A spread of 1, 4 and 0.5 with changes at 60 and 150.
fn spread() -> Vec<f64> {
    let spread = |t: usize| {
        if t < 60 {
            1.0
        } else if t < 150 {
            4.0
        } else {
            0.5
        }
    };
    (0..220).map(|t| spread(t) * (((t * t * 37 + t * 11) % 101) as f64 / 50.0 - 1.0)).collect()
}

type Case = (fn() -> Vec<f64>, ChangeCost, usize, usize, &'static [usize], &'static [usize], &'static [usize]);

#[test]
fn so_many_cuts_of_ruptures() {
    // ruptures 1.1.10 with numpy 2: Dynp, Binseg and Window(width=40) of l2, l1, normal, rbf, and linear over the
    // columns value, time and 1; min_size=2, of linear 3. Signal, cost, jump and n_bkps, and what each finds.
    #[rustfmt::skip]
    let cases: &[Case] = &[
        (levels, ChangeCost::Mean, 1, 2, &[30, 75], &[30, 75], &[30, 75]),
        (levels, ChangeCost::Mean, 1, 5, &[30, 75, 125, 127, 129], &[2, 4, 30, 75, 135], &[30, 75]),
        (levels, ChangeCost::Mean, 5, 3, &[30, 75, 135], &[30, 75, 135], &[30, 75]),
        (levels, ChangeCost::Median, 1, 2, &[30, 75], &[30, 75], &[30, 75]),
        (levels, ChangeCost::Median, 1, 5, &[30, 75, 125, 127, 129], &[2, 30, 35, 40, 75], &[30, 75]),
        (levels, ChangeCost::Median, 5, 3, &[25, 30, 75], &[25, 30, 75], &[30, 75]),
        (levels, ChangeCost::MeanVariance, 1, 2, &[30, 75], &[30, 75], &[30, 75]),
        (levels, ChangeCost::MeanVariance, 1, 5, &[30, 75, 125, 127, 129], &[30, 75, 133, 135, 138], &[30, 75]),
        (levels, ChangeCost::MeanVariance, 5, 3, &[30, 75, 100], &[30, 75, 100], &[30, 75]),
        (levels, ChangeCost::Rbf, 1, 2, &[30, 75], &[30, 75], &[30, 75]),
        (levels, ChangeCost::Rbf, 1, 5, &[30, 75, 125, 127, 129], &[2, 30, 75, 99, 135], &[30, 75]),
        (levels, ChangeCost::Rbf, 5, 3, &[30, 75, 100], &[30, 75, 100], &[30, 75]),
        (levels, ChangeCost::Trend, 1, 2, &[30, 75], &[30, 75], &[40, 76]),
        (levels, ChangeCost::Trend, 1, 5, &[30, 75, 105, 111, 116], &[30, 75, 116, 127, 133], &[40, 76]),
        (levels, ChangeCost::Trend, 5, 3, &[30, 75, 135], &[30, 75, 135], &[40, 75]),
        (lines, ChangeCost::Trend, 1, 2, &[39, 92], &[52, 92], &[40, 92]),
        (lines, ChangeCost::Trend, 1, 5, &[3, 37, 42, 45, 92], &[3, 39, 49, 52, 92], &[40, 92]),
        (lines, ChangeCost::Trend, 5, 3, &[5, 40, 90], &[40, 50, 90], &[40, 90]),
        (spread, ChangeCost::Mean, 1, 2, &[61, 68], &[61, 73], &[73, 138]),
        (spread, ChangeCost::Mean, 1, 5, &[61, 73, 103, 113, 117], &[61, 68, 73, 75, 91], &[73, 138]),
        (spread, ChangeCost::Mean, 5, 3, &[60, 70, 95], &[60, 70, 80], &[75, 155]),
        (spread, ChangeCost::Median, 1, 2, &[61, 68], &[26, 30], &[73]),
        (spread, ChangeCost::Median, 1, 5, &[61, 73, 86, 144, 146], &[2, 12, 17, 26, 30], &[73]),
        (spread, ChangeCost::Median, 5, 3, &[60, 70, 85], &[20, 25, 30], &[75, 130, 155]),
        (spread, ChangeCost::MeanVariance, 1, 2, &[60, 150], &[60, 150], &[56, 151]),
        (spread, ChangeCost::MeanVariance, 5, 3, &[60, 70, 150], &[60, 70, 150], &[60, 150]),
        (spread, ChangeCost::Rbf, 1, 2, &[60, 150], &[60, 150], &[60, 150]),
        (spread, ChangeCost::Rbf, 1, 5, &[61, 68, 84, 86, 150], &[60, 68, 72, 83, 150], &[60, 150]),
        (spread, ChangeCost::Rbf, 5, 3, &[60, 80, 150], &[60, 80, 150], &[25, 60, 150]),
        (spread, ChangeCost::Trend, 1, 2, &[61, 86], &[61, 73], &[66, 151]),
        (spread, ChangeCost::Trend, 1, 5, &[61, 73, 113, 128, 132], &[61, 73, 76, 113, 124], &[66, 113, 151]),
        (spread, ChangeCost::Trend, 5, 3, &[55, 65, 75], &[60, 70, 75], &[65, 150]),
    ];
    for &(y, cost, jump, count, dynp, binseg, window) in cases {
        let (costs, ctx) = (costs(&y(), cost), Context::default());
        let places = Places { least: if cost == ChangeCost::Trend { 3 } else { 2 }, jump };
        assert_eq!(search::optimal(&costs, count, places, &ctx).unwrap(), dynp, "{cost:?} {jump} {count}");
        let found = search::binary_segmentation(&costs, Stop::Count(count), places, &ctx).unwrap();
        assert_eq!(found, binseg, "{cost:?} {jump} {count}");
        let found = search::window(&costs, 40, Stop::Count(count), places, &ctx).unwrap();
        assert_eq!(found, window, "{cost:?} {jump} {count}");
    }
}

#[test]
fn kernel_cuts_of_ruptures() {
    // ruptures 1.1.10: KernelCPD(kernel="rbf", min_size=2).fit(x).predict(pen), and with n_bkps=5, min_size=7,
    // gamma=0.3; Binseg(model="rbf", jump=1).fit(x).predict(pen=2).
    let (y, ctx) = (spread(), Context::default());
    let own = costs(&y, ChangeCost::Rbf);
    let Costs::Kernel(_, unit) = own else { unreachable!() };
    let places = Places { least: 2, jump: 1 };
    for (penalty, expected) in [(2.0, vec![61, 68, 150]), (7.5, vec![60, 150])] {
        assert_eq!(search::pelt(&own, penalty / unit, places, &ctx).unwrap(), expected);
    }
    let found = search::binary_segmentation(&own, Stop::Penalty(2.0 / unit), places, &ctx).unwrap();
    assert_eq!(found, [60, 68, 150]);
    let narrow = Costs::new(&[Channel { y: &y, most: 4.0, noise: 1.0 }], ChangeCost::Rbf, Some(0.3));
    let found = search::optimal(&narrow, 5, Places { least: 7, jump: 1 }, &ctx).unwrap();
    assert_eq!(found, [61, 73, 88, 142, 150]);
}

#[test]
fn cuts_of_ruptures_in_two_channels() {
    // As so_many_cuts_of_ruptures, of the columns levels and spread[:140].
    type Case = (ChangeCost, usize, usize, &'static [usize], &'static [usize], &'static [usize]);
    #[rustfmt::skip]
    let cases: &[Case] = &[
        (ChangeCost::Mean, 1, 2, &[30, 75], &[30, 75], &[30, 75]),
        (ChangeCost::Mean, 1, 4, &[30, 61, 73, 75], &[30, 61, 73, 75], &[30, 75]),
        (ChangeCost::Mean, 5, 3, &[30, 60, 75], &[30, 60, 75], &[30, 75]),
        (ChangeCost::Median, 1, 4, &[30, 61, 73, 75], &[30, 61, 75, 86], &[30, 75]),
        (ChangeCost::Median, 5, 3, &[30, 75, 90], &[30, 75, 90], &[30, 75]),
        (ChangeCost::Rbf, 1, 2, &[30, 75], &[30, 75], &[30, 75]),
        (ChangeCost::Rbf, 1, 4, &[30, 61, 73, 75], &[30, 61, 73, 75], &[30, 75]),
        (ChangeCost::Rbf, 5, 3, &[30, 60, 75], &[30, 60, 75], &[30, 75]),
    ];
    let (levels, spread, ctx) = (levels(), spread(), Context::default());
    let both = [&levels[..], &spread[..140]].map(|y| Channel { y, most: 1.0, noise: 1.0 });
    for &(cost, jump, count, dynp, binseg, window) in cases {
        let (costs, places) = (Costs::new(&both, cost, None), Places { least: 2, jump });
        assert_eq!(search::optimal(&costs, count, places, &ctx).unwrap(), dynp, "{cost:?} {jump} {count}");
        let found = search::binary_segmentation(&costs, Stop::Count(count), places, &ctx).unwrap();
        assert_eq!(found, binseg, "{cost:?} {jump} {count}");
        let found = search::window(&costs, 40, Stop::Count(count), places, &ctx).unwrap();
        assert_eq!(found, window, "{cost:?} {jump} {count}");
    }
    // KernelCPD(kernel="linear", min_size=2, jump=1).
    let costs = Costs::new(&both, ChangeCost::Mean, None);
    let cuts = |penalty| search::pelt(&costs, penalty, Places { least: 2, jump: 1 }, &ctx).unwrap();
    assert_eq!((cuts(20.0), cuts(60.0)), (vec![30, 61, 73, 75, 125, 127, 129], vec![30, 75]));
}

#[test]
fn a_change_that_only_several_channels_show() {
    // In each of six channels the level rises by 1.2 standard deviations at 60, which none shows by itself.
    let mut rng = crate::math::rng::Rng::new(4, 0);
    let mut table = Frame::new();
    let names = ["y", "b", "c", "d", "e", "f"];
    for name in names {
        let y: Vec<f64> = (0..120).map(|t| rng.normal() + if t < 60 { 0.0 } else { 1.2 }).collect();
        table = table.with(name, y).unwrap();
    }
    let table = table.with("flat", vec![7.0; 120]).unwrap();
    let channels: Vec<String> = names[1..].iter().chain(&["flat"]).map(|&name| name.to_owned()).collect();
    for cost in [ChangeCost::Mean, ChangeCost::Median, ChangeCost::Rbf] {
        let together = Changepoints::default().cost(cost).channels(channels.clone());
        let frame = run(&together, &table).unwrap();
        let positions = frame.column("position").unwrap().to_i64().unwrap();
        assert!(positions.len() == 1 && (positions[0] - 60).abs() <= 2, "{cost:?} {positions:?}");
        assert!(frame.f64("after_f").unwrap()[0] - frame.f64("before_f").unwrap()[0] > 0.5);
        assert_eq!(frame.f64("before_flat").unwrap(), frame.f64("after_flat").unwrap());
    }
    let error = run(&Changepoints::default().channels(vec!["g".to_owned()]), &table).unwrap_err();
    assert!(error.code() == "kp.invalid_data" && error.message().contains("'g'"), "{error}");
}

#[test]
fn medians_of_any_stretch() {
    let y = levels();
    let medians = medians::Medians::new(&y);
    for (from, to) in [(0, 1), (0, 140), (3, 8), (30, 75), (17, 98), (139, 140), (99, 101)] {
        let middle = median(&mut y[from..to].to_vec());
        let expected: f64 = y[from..to].iter().map(|value| (value - middle).abs()).sum();
        assert!((medians.deviations(from, to) - expected).abs() < 1e-9, "{from}..{to}");
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
    for cost in COSTS {
        for (y, least, penalty) in [(&levels, 3, 4.0), (&lines, 5, 9.0), (&levels, 17, 1.0), (&lines, 3, 0.0)] {
            // Each segment by itself takes the kernel long.
            let y = if cost == ChangeCost::Rbf { &y[..50] } else { y };
            let most = y.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
            let channel = Channel { y, most, noise: noise(y, most, cost == ChangeCost::Trend) };
            let costs = Costs::new(&[channel], cost, None);
            let found = search::pelt(&costs, penalty, Places { least, jump: 1 }, &Context::default()).unwrap();
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

#[test]
fn so_many_changes_or_a_penalty() {
    let table = Frame::new().with("y", levels()).unwrap();
    let of = |changepoints: &Changepoints| {
        run(changepoints, &table).map(|frame| frame.column("position").unwrap().to_i64().unwrap())
    };
    for search in [ChangeSearch::Optimal, ChangeSearch::BinarySegmentation, ChangeSearch::Window] {
        for cost in COSTS {
            let changepoints = Changepoints::default().search(search).cost(cost).width(40_usize);
            let one = of(&changepoints.clone().n_bkps(Some(1))).unwrap();
            assert_eq!(one.len(), 1, "{search:?} {cost:?}");
            let all = of(&changepoints.clone().n_bkps(Some(1_000_000)).min_size(10_usize).jump(7_usize)).unwrap();
            assert!(all.iter().all(|at| at % 7 == 0) && all.len() <= 13, "{search:?} {cost:?} {all:?}");
            assert!(search == ChangeSearch::Window || all.len() >= 4, "{search:?} {cost:?} {all:?}");
            let edges: Vec<i64> = [0].into_iter().chain(of(&changepoints).unwrap()).chain([140]).collect();
            assert!(edges.windows(2).all(|edge| edge[1] - edge[0] >= 5), "{search:?} {cost:?} {edges:?}");
        }
    }
    let error = of(&Changepoints::default().n_bkps(Some(1)).penalty(Some(3.0))).unwrap_err();
    assert_eq!(error.code(), "kp.invalid_params");
}
