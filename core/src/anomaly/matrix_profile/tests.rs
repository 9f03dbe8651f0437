use super::*;
use crate::component::Function;
use crate::data::Frame;
use crate::math::rng::Rng;

/// 60 values: a wave, a step, a constant stretch.
fn sample() -> Vec<f64> {
    (0..60)
        .map(|t: usize| match t {
            20..=31 => 2.0,
            45.. => ((t * t) % 17) as f64 + 3.0,
            _ => ((t * 7) % 12) as f64 * 0.5 + (t % 5) as f64,
        })
        .collect()
}

/// By the definition.
fn brute(a: &[f64], b: &[f64], m: usize, allowed: impl Fn(usize, usize) -> bool) -> Vec<Option<f64>> {
    let normal = |window: &[f64]| -> Option<Vec<f64>> {
        let mean = window.iter().sum::<f64>() / m as f64;
        let variance = window.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / m as f64;
        let constant = window.windows(2).all(|pair| pair[0] == pair[1]);
        let scale = if constant { 1.0 } else { libm::sqrt(variance) };
        let values: Vec<f64> = window.iter().map(|x| if constant { 0.0 } else { (x - mean) / scale }).collect();
        values.iter().all(|x| x.is_finite()).then_some(values)
    };
    let (a, b): (Vec<_>, Vec<_>) = (a.windows(m).map(normal).collect(), b.windows(m).map(normal).collect());
    let distance = |x: &[f64], y: &[f64]| libm::sqrt(x.iter().zip(y).map(|(x, y)| (x - y) * (x - y)).sum::<f64>());
    a.iter()
        .enumerate()
        .map(|(i, x)| {
            let others = b.iter().enumerate().filter(|(j, _)| allowed(i, *j));
            let all = others.filter_map(|(_, y)| Some(distance(x.as_ref()?, y.as_ref()?)));
            all.min_by(f64::total_cmp)
        })
        .collect()
}

fn assert_same(best: &Best, m: usize, expected: &[Option<f64>]) {
    for (at, expected) in expected.iter().enumerate() {
        match (best.distance(at, m), expected) {
            (Some(found), Some(expected)) => {
                // Near 0 a distance is the root of what is lost in rounding.
                assert!((found * found - expected * expected).abs() < 1e-9, "{at}: {found} {expected}");
            }
            (found, expected) => assert_eq!(found, *expected, "{at}"),
        }
    }
}

#[test]
fn both_joins_are_those_of_the_definition() {
    let mut rng = Rng::new(1, 0);
    let mut noisy = sample();
    noisy.iter_mut().skip(5).step_by(3).for_each(|value| *value += rng.normal());
    let mut gaps = noisy.clone();
    (gaps[12], gaps[40]) = (f64::NAN, f64::NAN);
    let long: Vec<f64> = (0..330).map(|_| rng.normal()).collect();
    let ctx = Context::default();
    for y in [&sample(), &noisy, &gaps, &long] {
        for m in [4, 7, 10] {
            let windows = Windows::new(y, m);
            let [before, after] = self_join(&windows, 2, &ctx).unwrap();
            assert_same(&before, m, &brute(y, y, m, |i, j| j + 2 < i));
            assert_same(&after, m, &brute(y, y, m, |i, j| i + 2 < j));
            for other in [&sample(), &gaps, &long] {
                let best = join(&windows, &Windows::new(other, m), None, &ctx).unwrap();
                assert_same(&best, m, &brute(y, other, m, |_, _| true));
                let best = join(&windows, &Windows::new(other, m), Some((-3, 2)), &ctx).unwrap();
                assert_same(&best, m, &brute(y, other, m, |i, j| (j as isize - i as isize + 3).abs() > 2));
            }
        }
    }
}

#[test]
fn the_scale_of_a_series_does_not_matter() {
    let ctx = Context::default();
    let profile = |scale: f64| {
        let y: Vec<f64> = sample().iter().map(|value| (value + 3.0) * scale).collect();
        let [before, _] = self_join(&Windows::new(&y, 6), 2, &ctx).unwrap();
        (0..55).map(|at| before.distance(at, 6)).collect::<Vec<_>>()
    };
    for scale in [1e-99, 1e-9, 1e9, 1e98] {
        for (found, expected) in profile(scale).into_iter().zip(profile(1.0)) {
            let (found, expected) = (found.unwrap_or(-1.0), expected.unwrap_or(-1.0));
            assert!((found - expected).abs() < 1e-6, "{scale}: {found} {expected}");
        }
    }
}

#[test]
fn a_long_walk_has_stumpys_profile() {
    // stumpy 1.14.1: y = cumulative sum of ((7919 t) mod 101) / 101 - 0.49 + ((104729 t) mod 1009) / 1009 - 0.5, t <
    // 6000; stump(y, 50)[[0, 1000, 3000, 5950]] and the sum of all distances.
    let mut sum = 0.0;
    let y: Vec<f64> = (0..6_000_u64)
        .map(|t| {
            sum += ((t * 7_919) % 101) as f64 / 101.0 - 0.49 + ((t * 104_729) % 1_009) as f64 / 1_009.0 - 0.5;
            sum
        })
        .collect();
    let [mut best, after] = self_join(&Windows::new(&y, 50), exclusion(50), &Context::default()).unwrap();
    best.merge(&after);
    let total: f64 = (0..5_951).map(|at| best.distance(at, 50).unwrap()).sum();
    for (at, distance, index) in STUMPY {
        assert!((best.distance(at, 50).unwrap() - distance).abs() < 1e-9, "{at}: {:?}", best.distance(at, 50));
        assert_eq!(best.index[at], index, "{at}");
    }
    assert!((total - TOTAL).abs() < 1e-6, "{total}");
}

const TOTAL: f64 = 9_204.828_068_732_215;
const STUMPY: [(usize, f64, u32); 4] = [
    (0, 3.270_445_680_998_436_4, 2_525),
    (1_000, 3.989_359_510_387_773_3, 2_818),
    (3_000, 2.927_468_334_308_557, 475),
    (5_950, 1.994_243_037_872_317_5, 3_425),
];

#[test]
fn causal_scores_do_not_look_ahead() {
    let mut rng = Rng::new(2, 0);
    let mut y: Vec<f64> = (0..400).map(|t| f64::from(t % 20) + 0.1 * rng.normal()).collect();
    for start in [200, 300] {
        (0..10).for_each(|t| y[start + t] = 20.0 - (t as f64 - 5.0) * (t as f64 - 5.0));
    }
    let ctx = Context::default();
    let (whole, half) = (Series::new(&y), Series::new(&y[..100]));
    let detector = MatrixProfile::default().window_size(20).causal(true);
    let scores = detector.fit_series(whole, &ctx).unwrap().score(whole, &ctx).unwrap();
    // At the beginning there is little to be like.
    let top = (100..400).fold(100, |top, at| if scores[at] > scores[top] { at } else { top });
    assert!((195..220).contains(&top) && scores[305] < 0.5 * scores[205], "{top}");
    // What is fitted first is what comes first.
    let state = detector.fit_series(half, &ctx).unwrap();
    assert_eq!(state.score(whole, &ctx).unwrap(), scores);
    let rest = Series { clock: Clock::default().later(100), ..Series::new(&y[100..]) };
    let later = state.score(rest, &ctx).unwrap();
    assert!((30..300).all(|at| (later[at] - scores[100 + at]).abs() < 0.5), "{later:?}");
}

/// Noisy waves with values, levels or steps far from all others.
fn wild(n: usize, seed: u64) -> Vec<(&'static str, Vec<f64>)> {
    let mut rng = Rng::new(seed, 0);
    let y: Vec<f64> = (0..n).map(|t| libm::sin(t as f64 * 0.3) + 0.1 * rng.normal()).collect();
    let with = |change: &dyn Fn(&mut Vec<f64>)| {
        let mut y = y.clone();
        change(&mut y);
        y
    };
    vec![
        ("1e6", with(&|y| y[100] = 1e6)),
        ("1e8", with(&|y| y[100] = 1e8)),
        ("2^31", with(&|y| y[100] = 2_147_483_647.0)),
        ("1e12", with(&|y| y[100] = -1e12)),
        ("of single precision", with(&|y| y[100] = 3.4e38)),
        ("some", with(&|y| (y[20], y[60], y[100], y[109]) = (1e3, 1e5, 1e9, 1e7))),
        ("a step", with(&|y| y[150..].iter_mut().for_each(|value| *value += 1e7))),
        ("a pulse", with(&|y| y[90..150].iter_mut().for_each(|value| *value -= 1e7))),
        (
            "an outage",
            with(&|y| y.iter_mut().enumerate().for_each(|(at, value)| *value += if at == 100 { 0.0 } else { 1e7 })),
        ),
        ("gaps", with(&|y| (y[100], y[101], y[50], y[0]) = (1e9, f64::NAN, f64::NAN, f64::NAN))),
        ("a quiet stretch", with(&|y| y[80..170].iter_mut().for_each(|value| *value *= 1e-7))),
    ]
}

#[test]
fn a_value_far_from_all_others_spoils_nothing() {
    let ctx = Context::default();
    let near = |name: &str, found: Option<f64>, expected: Option<f64>, at: usize| match (found, expected) {
        (Some(found), Some(expected)) => {
            // Two windows with the same far value are alike to 1e-13, which counts as all.
            let same = (found - expected).abs() < 1e-9 || found.max(expected) < 1e-5;
            assert!(same, "{name} {at}: {found} {expected}");
        }
        (found, expected) => assert_eq!(found, expected, "{name} {at}"),
    };
    let m = 16;
    for (name, y) in wild(400, 11) {
        let windows = Windows::new(&y, m);
        let [before, after] = self_join(&windows, 4, &ctx).unwrap();
        let expected = [brute(&y, &y, m, |i, j| j + 4 < i), brute(&y, &y, m, |i, j| i + 4 < j)];
        for (best, expected) in [before, after].iter().zip(expected) {
            expected.into_iter().enumerate().for_each(|(at, wanted)| near(name, best.distance(at, m), wanted, at));
        }
        for (other, z) in wild(300, 12).into_iter().step_by(4) {
            let best = join(&windows, &Windows::new(&z, m), Some((-3, 2)), &ctx).unwrap();
            let expected = brute(&y, &z, m, |i, j| (j as isize - i as isize + 3).abs() > 2);
            (0..windows.len()).for_each(|at| near(&format!("{name} {other}"), best.distance(at, m), expected[at], at));
        }
    }
}

#[test]
fn nor_does_it_in_one_of_two_channels() {
    let (ctx, m, other) = (Context::default(), 16, sample().repeat(5));
    for (name, y) in wild(260, 13) {
        let other = &other[..260];
        let frame = Frame::new().with("y", y.clone()).unwrap().with("z", other.to_vec()).unwrap();
        let profile = MultidimensionalProfile::default().window_size(m).exclusion(4_usize);
        let found = profile.call(&[Some(&frame)], &ctx).unwrap().frame().unwrap();
        let found = found.f64("distance").unwrap();
        for at in (0..245).step_by(7) {
            // The distances to each other window, of both channels.
            let of = |x: &[f64]| -> Vec<Option<f64>> {
                (0..245).map(|b| brute(&x[at..at + m], &x[b..b + m], m, |_, _| at.abs_diff(b) > 4)[0]).collect()
            };
            let both = of(&y).into_iter().zip(of(other));
            let (mut one, mut mean) = (f64::INFINITY, f64::INFINITY);
            for (y, z) in both {
                one = one.min(y.unwrap_or(f64::INFINITY)).min(z.unwrap_or(f64::INFINITY));
                mean = mean.min(0.5 * (y.unwrap_or(f64::INFINITY) + z.unwrap_or(f64::INFINITY)));
            }
            for (found, expected) in [(found[2 * at], one), (found[2 * at + 1], mean)] {
                let same = (found - expected).abs() < 1e-7 || (found.is_nan() && expected == f64::INFINITY);
                assert!(same, "{name} {at}: {found} {expected}");
            }
        }
    }
}

#[test]
fn tame_windows_are_computed_as_they_were() {
    // The bits of before: values around the mean of all, no restart.
    let windows = Windows::new(&sample(), 6);
    assert!(windows.falls.is_empty() && windows.x.iter().sum::<f64>().abs() < 1e-12);
    assert!(!Windows::new(&wild(300, 11)[0].1, 16).falls.is_empty());
}

#[test]
fn a_clean_series_begins_without_an_alarm() {
    let y: Vec<f64> = (0..400).map(|t| libm::sin(f64::from(t) * std::f64::consts::TAU / 25.0)).collect();
    let frame = Frame::new().with("y", y).unwrap();
    for window in [10, 25] {
        let detector = MatrixProfile::default().window_size(window).causal(true);
        let (_, judged) = detector.fit_predict(&frame, &Default::default(), &Context::default()).unwrap();
        assert!(judged.f64("score").unwrap().iter().all(|&score| score < 1e-5));
    }
    let mut rng = Rng::new(12, 0);
    let y: Vec<f64> = (0..400).map(|t| f64::from(t % 25) + 0.2 * rng.normal()).collect();
    let detector = MatrixProfile::default().window_size(25).causal(true);
    let frame = Frame::new().with("y", y).unwrap();
    let (_, judged) = detector.fit_predict(&frame, &Default::default(), &Context::default()).unwrap();
    assert!(judged.numbers("anomaly").unwrap().iter().all(|&anomaly| anomaly == 0.0));
    assert!(judged.f64("score").unwrap()[..75].iter().all(|&score| score == 0.0));
}

/// Three channels: walks, of which one stands still for a while and one has a gap.
fn channels() -> [Vec<f64>; 3] {
    let mut walks = [(7_919, 104_729), (1_299, 15_485), (611, 32_452)].map(|(a, b)| {
        let mut sum = 0.0;
        let step = |t: u64| ((t * a) % 101) as f64 / 101.0 - 0.49 + ((t * b) % 1_009) as f64 / 1_009.0 - 0.5;
        let sums = (0..400).map(|t| {
            sum += step(t);
            sum
        });
        sums.collect::<Vec<f64>>()
    });
    let still = walks[1][100];
    walks[1][100..140].fill(still);
    walks[2][300] = f64::NAN;
    walks
}

#[test]
fn the_profile_of_channels_is_stumpys() {
    // stumpy 1.14.1: mstump(channels(), 24, discords=..): rows k = 1, 2, 3, places 0, 60, 110, 290, 376; how many
    // distances are finite, and their sum.
    let [x, y, z] = channels();
    let table = Frame::new().with("y", x).unwrap().with("other", y).unwrap().with("third", z).unwrap();
    for (discords, expected) in MSTUMP {
        let profile = MultidimensionalProfile::default().window_size(24).discords(discords);
        let found = profile.call(&[Some(&table)], &Context::default()).unwrap().frame().unwrap();
        let (distances, indices) = (found.f64("distance").unwrap(), found.numbers("index").unwrap());
        for (k, (places, known, total)) in expected.into_iter().enumerate() {
            for (at, distance, index) in places {
                let (own, place) = (distances[3 * at + k], indices[3 * at + k]);
                let same = (own - distance).abs() < 1e-9 || (own.is_nan() && distance == f64::INFINITY);
                assert!(
                    same && (place == index || index == TIE),
                    "{discords} {k} {at}: {own} {distance} {place} {index}"
                );
            }
            let own: Vec<f64> = distances[k..].iter().step_by(3).copied().filter(|value| !value.is_nan()).collect();
            assert_eq!(own.len(), known);
            assert!((own.iter().sum::<f64>() - total).abs() < 1e-7);
        }
    }
}

#[test]
fn one_channel_has_the_profile_of_a_series() {
    let mut rng = Rng::new(7, 0);
    let long: Vec<f64> = (0..6_000).map(|_| rng.normal()).collect();
    for y in [sample(), long] {
        let table = Frame::new().with("y", y).unwrap();
        let ctx = Context::default();
        let many =
            MultidimensionalProfile::default().window_size(10).call(&[Some(&table)], &ctx).unwrap().frame().unwrap();
        let one = MatrixProfileJoin::default().window_size(10).call(&[Some(&table)], &ctx).unwrap().frame().unwrap();
        let (many, one) = (many.f64("distance").unwrap(), one.f64("distance").unwrap());
        assert!(many.iter().zip(one).all(|(a, b)| (a * a - b * b).abs() < 1e-9));
    }
}

/// Many are equally alike.
const TIE: f64 = -2.0;
type Places = [(usize, f64, f64); 5];
/// Of one number of channels: some places, how many distances are finite, and their sum.
type Profile = (Places, usize, f64);
const MSTUMP: [(bool, [Profile; 3]); 2] = [
    (
        false,
        [
            (
                [
                    (0, 0.34253302558517007, 72.0),
                    (60, 0.31098551620901177, 343.0),
                    (110, 0.0, 100.0),
                    (290, 0.8098257925427391, 56.0),
                    (376, 0.2579938671893702, 93.0),
                ],
                377,
                231.89422580449778,
            ),
            (
                [
                    (0, 2.1424877886363443, 244.0),
                    (60, 3.142262751675702, 183.0),
                    (110, 2.642724879387693, 312.0),
                    (290, 3.9805017159585843, 362.0),
                    (376, 2.7151385168282114, 216.0),
                ],
                377,
                1040.4102100165862,
            ),
            (
                [
                    (0, 2.911416517658177, 244.0),
                    (60, 3.868174207439013, 363.0),
                    (110, 3.3948097481139143, 312.0),
                    (290, f64::INFINITY, -1.0),
                    (376, 3.9344606542468727, 174.0),
                ],
                353,
                1301.2405957837789,
            ),
        ],
    ),
    (
        true,
        [
            (
                [
                    (0, 4.4492739757018445, 244.0),
                    (60, 3.9794344872557774, 363.0),
                    (110, 4.898979485566356, TIE),
                    (290, f64::INFINITY, -1.0),
                    (376, 4.924383372587607, 31.0),
                ],
                353,
                1628.8420251963846,
            ),
            (
                [
                    (0, 3.898727040521141, 244.0),
                    (60, 3.9290902017729508, 363.0),
                    (110, 3.93515852653589, 148.0),
                    (290, f64::INFINITY, -1.0),
                    (376, 4.753277491946903, 31.0),
                ],
                353,
                1506.175210242353,
            ),
            (
                [
                    (0, 2.911416517658177, 244.0),
                    (60, 3.868174207439013, 363.0),
                    (110, 3.3948097481139143, 312.0),
                    (290, f64::INFINITY, -1.0),
                    (376, 3.934460654246872, 174.0),
                ],
                353,
                1301.2405957837789,
            ),
        ],
    ),
];
