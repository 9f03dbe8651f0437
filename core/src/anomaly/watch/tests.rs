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
    let detector = SPOT::default().depth(20_u32).n_init(200_u32);
    assert_goes_on(&detector, &drifting[..3_000], &[0, 15, 150, 220, 221, 1_000]);
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

/// A walk that stands still from 300 to 340.
fn walk(n: u64) -> Vec<f64> {
    let step = |t: u64| ((t * 7_919) % 101) as f64 / 101.0 - 0.49 + ((t * 104_729) % 1_009) as f64 / 1_009.0 - 0.5;
    let mut sum = 0.0;
    let sums = (0..n).map(|t| {
        sum += step(t);
        sum
    });
    let mut y: Vec<f64> = sums.collect();
    let still = y[300];
    y[300..340].fill(still);
    y
}

/// The score of each value.
fn profile(y: &[f64], window: u32, history: u32) -> Vec<f64> {
    let detector = StreamingMatrixProfile::default().window_size(window).history(history).warm_up(0_u32);
    let mut state = detector.start(1, &Context::default()).unwrap();
    y.iter().map(|&value| state.update(&[value])).collect()
}

#[test]
fn the_profile_of_a_stream_is_stumpys() {
    // stumpy 1.14.1: s = stumpi(y[:200], 20, egress=True), then s.update(y[t]) and s.left_P_[-1]; y = walk(700).
    let mut y = walk(700);
    let scores = profile(&y, 20, 200);
    let expected = [
        (0, 2.914_796_671_264_718),
        (50, 3.273_457_508_750_2),
        (99, 0.433_868_753_508_12),
        (100, 0.361_612_973_224_123_1),
        (110, 2.467_537_089_988_011_3),
        (118, 3.028_560_901_610_15),
        (119, 4.472_135_954_999_58),
        (121, 4.472_135_954_999_58),
        (130, 0.0),
        (200, 2.561_098_921_812_557_7),
        (300, 0.928_051_704_254_084_6),
        (499, 0.386_537_968_187_783),
    ];
    for (at, expected) in expected {
        assert!((scores[200 + at] - expected).abs() < 1e-9, "{at}: {} {expected}", scores[200 + at]);
    }
    let total: f64 = scores[200..].iter().sum();
    assert!((total - 1_311.519_583_830_055_4).abs() < 1e-7, "{total}");
    // Once a far outlier has left a window, nothing of it is left in its scores: numpy by the definition, y[400] = 1e9.
    y[400] = 1e9;
    let (scores, before) = (profile(&y, 20, 200), scores);
    for (at, expected) in [(199, 2.645_942_672_608_863_5), (220, 2.223_214_406_883_257_3), (230, 2.652_315_420_073_975)]
    {
        assert!((scores[200 + at] - expected).abs() < 1e-9, "{at}: {} {expected}", scores[200 + at]);
    }
    let same = (600..700).filter(|&at| (scores[at] - before[at]).abs() < 1e-9).count();
    assert!(same >= 90, "{same}");
}

#[test]
fn the_profile_of_a_long_stream_stays_exact() {
    // The same as of its last values alone.
    let y = walk(3_000);
    let scores = profile(&y, 16, 300);
    for end in [1_000, 2_345, 3_000] {
        let own = profile(&y[end - 300..end], 16, 300);
        assert!((own[299] - scores[end - 1]).abs() < 1e-9, "{end}: {} {}", own[299], scores[end - 1]);
    }
    for value in [0.0, 1e100] {
        assert!(profile(&vec![value; 500], 8, 50).iter().all(|&score| score == 0.0));
    }
    let detector = StreamingMatrixProfile::default().window_size(20_u32).history(39_u32);
    assert_eq!(detector.start(1, &Context::default()).unwrap_err().code(), "kp.invalid_params");
}

/// A detector that is saved after so many values goes on to the bit.
fn assert_goes_on<D: StreamDetector>(detector: &D, y: &[f64], cuts: &[usize]) {
    for &cut in cuts {
        let mut state = detector.start(1, &Context::default()).unwrap();
        y[..cut].iter().for_each(|&value| _ = state.update(&[value]));
        let mut store = Store::default();
        state.store(&mut store).unwrap();
        let mut restored = D::State::restore(&store, 1).unwrap();
        for &value in &y[cut..] {
            assert_eq!(restored.update(&[value]).to_bits(), state.update(&[value]).to_bits());
        }
    }
}

#[test]
fn a_profile_goes_on_after_it_was_saved() {
    let mut y = walk(900);
    (y[450], y[700]) = (-1e12, 5e7);
    let detector = StreamingMatrixProfile::default().window_size(12_u32).history(150_u32);
    assert_goes_on(&detector, &y, &[3, 15, 90, 150, 151, 152, 310, 455, 460, 800]);
}

/// Every score.
fn scores<D: StreamDetector>(detector: &D, y: &[f64]) -> Vec<f64> {
    let mut state = detector.start(1, &Context::default()).unwrap();
    y.iter().map(|&value| state.update(&[value])).collect()
}

/// A number that looks drawn from 0 to 1.
fn noise(t: u32) -> f64 {
    f64::from((t * 7_919 + 13) % 101) / 101.0
}

#[test]
fn residuals_of_holt_winters_are_those_of_statsmodels() {
    // statsmodels 0.15.0: ExponentialSmoothing(y[n:], trend="add", seasonal="add" or None,
    // initialization_method="known", ..).fit(smoothing_level=.., optimized=False).resid from the means of `Smooth::of`;
    // over the root of 0.99 of the mean square so far and 0.01 of the newest.
    let season = |t: u32| 3.0 * libm::sin(2.0 * std::f64::consts::PI * f64::from(t) / 12.0);
    let mut y: Vec<f64> = (0..120).map(|t| 10.0 + 0.1 * f64::from(t) + season(t) + noise(t) - 0.5).collect();
    y[80] += 9.0;
    let plain = HoltWintersResidual::default().robust(false);
    let seasonal = plain.clone().season_length(12_u32).warm_up(40_u32);
    let smooth = plain.alpha(0.3).beta(0.2).warm_up(30_u32);
    let cases = [
        (
            &seasonal,
            [(40, 1.205_588_802_342_285_8), (80, 29.736_986_497_186_57), (119, 0.167_157_913_709_734_3)],
            105.287_200_629_259_4,
        ),
        (
            &smooth,
            [(30, 0.335_076_818_478_706_96), (80, 2.457_272_178_418_381_5), (119, 0.359_621_005_474_306_5)],
            90.772_166_164_433_61,
        ),
    ];
    for (detector, expected, total) in cases {
        let found = scores(detector, &y);
        for (at, expected) in expected {
            assert!((found[at] - expected).abs() < 1e-9 * expected, "{at}: {} {expected}", found[at]);
        }
        let sum: f64 = found.iter().sum();
        assert!((sum - total).abs() < 1e-9 * total, "{sum} {total}");
    }
    assert_goes_on(&seasonal, &y, &[0, 20, 39, 40, 77]);
    // What is robust tells the outlier and forgets it; what is not takes it for the season.
    let found = scores(&seasonal.clone().robust(true), &y);
    assert!(found[80] > 15.0 && found[81..].iter().all(|&score| score < 4.0), "{found:?}");
    assert_eq!(seasonal.warm_up(20_u32).start(1, &Context::default()).unwrap_err().code(), "kp.invalid_params");
}

#[test]
fn residuals_of_an_autoregression_are_those_of_padasip() {
    // padasip 1.2.2: FilterRLS(n=p + 1, mu=forgetting, eps=0.01, w="zeros") over [1, lags] of the differences of (y -
    // median) / (1.4826 median of |y - median|) of the first values; over the running deviation as above.
    let mut y: Vec<f64> = (0..260).map(|t| 50.0 + 5.0 * libm::sin(f64::from(t) / 4.0) + 2.0 * noise(t)).collect();
    y[200] += 12.0;
    let of = |differences: u32, order: u32, forgetting: f64, warm_up: u32| {
        let detector = OnlineAR::default().differences(differences).order(order).forgetting(forgetting);
        detector.warm_up(warm_up).robust(false)
    };
    let cases = [
        (
            of(0, 3, 0.99, 100),
            [(100, 0.776_716_277_953_571_2), (200, 9.753_677_695_701_576), (259, 0.560_670_022_967_730_9)],
            131.608_554_005_444_03,
        ),
        (
            of(1, 5, 1.0, 60),
            [(60, 0.074_258_398_089_055_78), (200, 13.895_081_874_425_857), (259, 0.755_978_474_525_163_2)],
            166.888_984_499_604_05,
        ),
        (
            of(2, 2, 0.999, 80),
            [(80, 0.255_962_676_138_131_9), (200, 10.908_569_171_177_94), (259, 0.933_707_840_380_493)],
            149.728_763_196_617_45,
        ),
    ];
    for (detector, expected, total) in cases {
        let found = scores(&detector, &y);
        for (at, expected) in expected {
            assert!((found[at] - expected).abs() < 1e-9, "{at}: {} {expected}", found[at]);
        }
        let sum: f64 = found.iter().sum();
        assert!((sum - total).abs() < 1e-8, "{sum} {total}");
        assert_goes_on(&detector, &y, &[0, 30, 60, 99, 101, 203]);
        // What is robust takes the forecast in the place of the outlier.
        let found = scores(&detector.robust(true), &y);
        let told: Vec<usize> = (0..260).filter(|&at| found[at] > 5.0).collect();
        assert_eq!(told, [200], "{found:?}");
    }
}

#[test]
fn residuals_stay_numbers_in_streams_without_noise() {
    let mut jumps = vec![1.0; 4_000];
    (1_000..4_000).for_each(|t| jumps[t] = if t % 1_000 < 500 { 1e100 } else { -3.0 });
    let ramp: Vec<f64> = (0..4_000).map(|t| 1e6 + 0.1 * f64::from(t)).collect();
    let wave: Vec<f64> = (0..30_000).map(|t| libm::sin(f64::from(t) / 5.0)).collect();
    for robust in [false, true] {
        let smooth = HoltWintersResidual::default().robust(robust).season_length(5_u32);
        let wild = smooth.clone().alpha(1.0).beta(1.0).gamma(1.0);
        for y in [&vec![7.0; 500], &ramp, &jumps, &wave] {
            for found in [scores(&smooth, y), scores(&wild, y), scores(&OnlineAR::default().robust(robust), y)] {
                assert!(found.iter().all(|score| (0.0..=1e12).contains(score)));
            }
        }
        for y in [&vec![7.0; 500], &ramp] {
            assert!(scores(&smooth, y).iter().all(|&score| score == 0.0));
        }
        let constant = scores(&OnlineAR::default().robust(robust), &vec![7.0; 5_000]);
        assert!(constant.iter().all(|&score| score < 4.0));
    }
}
