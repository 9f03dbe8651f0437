use super::*;
use crate::data::Strings;
use crate::forecast::samples::AIR_PASSENGERS;

/// A series of whole arithmetic, the same in Python.
fn sawtooth(n: usize) -> Vec<f64> {
    let value =
        |t: usize| ((t * 7919) % 23) as f64 / 4.0 + 0.05 * t as f64 + if t.is_multiple_of(3) { 0.0 } else { 3.0 };
    (0..n).map(value).collect()
}

fn of(y: &[f64], features: Features) -> Frame {
    let table = Frame::new().with("y", y.to_vec()).unwrap();
    match features.call(&[Some(&table)], &Context::default()).unwrap() {
        Answer::Frame(frame) => frame,
        Answer::Text(text) => panic!("{text}"),
    }
}

fn check(y: &[f64], season: u32, expected: &[(&str, f64)]) {
    let frame = of(y, Features::default().season_length(season));
    for (name, value) in expected {
        let found = frame.f64(name).unwrap()[0];
        let off = (found - value).abs();
        assert!(off <= 1e-7 * value.abs().max(1e-3), "{name} is {found}, not {value}");
    }
}

// tsfeatures 0.4.5 with numpy 2.4.6, statsmodels 0.15.0, antropy 0.2.3, supersmoother 0.4: each function of a series that
// `scalets` has scaled, with freq = 12, 7 and 1.

#[test]
fn numbers_of_tsfeatures_with_a_season() {
    let monthly = [
        ("x_acf1", 0.8500096575751835),
        ("x_acf10", 2.367818308198906),
        ("diff1_acf1", 0.169552198235298),
        ("diff1_acf10", 0.45972764565197693),
        ("diff2_acf1", -0.2598552920628273),
        ("diff2_acf10", 0.27436918987245534),
        ("seas_acf1", 0.40101775050170807),
        ("arch_lm", 0.6034022632703979),
        ("crossing_points", 5.0),
        ("entropy", 0.5323124606225169),
        ("flat_spots", 2.0),
        ("lumpiness", 0.016092388883028292),
        ("nonlinearity", 0.3012105528962044),
        ("x_pacf5", 0.762123564891576),
        ("diff1x_pacf5", 0.20436746310125017),
        ("diff2x_pacf5", 0.3825892637067919),
        ("seas_pacf", -0.017660261678568226),
        ("nperiods", 1.0),
        ("seasonal_period", 12.0),
        ("trend", 0.98729322265942),
        ("spike", 1.6905562683121418e-07),
        ("linearity", 5.784580747550663),
        ("curvature", 0.8285107202763831),
        ("e_acf1", -0.007398421485710671),
        ("e_acf10", 0.4020227730525187),
        ("seasonal_strength", 0.9683214239341913),
        ("peak", 8.0),
        ("trough", 11.0),
        ("stability", 0.9093663226923187),
        ("unitroot_kpss", 1.0513090905293028),
        ("unitroot_pp", -6.2962636119996995),
        ("series_length", 48.0),
        ("hurst", 0.9197176170522074),
    ];
    check(&AIR_PASSENGERS, 12, &monthly);
    let weekly = [
        ("x_acf1", -0.1258119419642857),
        ("seas_acf1", 0.10236413043478254),
        ("arch_lm", 0.5129942296208534),
        ("crossing_points", 38.0),
        ("entropy", 0.7041835572465505),
        ("flat_spots", 1.0),
        ("lumpiness", 0.3123737013075086),
        ("nonlinearity", 0.20557967123602622),
        ("x_pacf5", 0.5381106205310027),
        ("seas_pacf", 0.13710360777477493),
        ("trend", 0.23516509191348434),
        ("spike", 0.00011748273967171853),
        ("linearity", 3.14847790250109),
        ("curvature", -0.6204557531695154),
        ("e_acf10", 1.5426817329278404),
        ("seasonal_strength", 0.17106286061555165),
        ("peak", 3.0),
        ("trough", 1.0),
        ("stability", 0.22020089285714292),
        ("unitroot_kpss", 1.2596968237980333),
        ("unitroot_pp", -81.18612062383623),
        ("hurst", 0.7532573905048124),
    ];
    check(&sawtooth(70), 7, &weekly);
}

#[test]
fn numbers_of_tsfeatures_without_a_season() {
    let expected = [
        ("nperiods", 0.0),
        ("seasonal_period", 1.0),
        ("trend", 0.5048404544440539),
        ("spike", 1.625439665195947e-05),
        ("linearity", 8.725676386864826),
        ("curvature", -0.1760075949028133),
        ("e_acf1", -0.3503429124100632),
        ("e_acf10", 1.6952059422387418),
        ("stability", 0.5404486595955771),
        ("lumpiness", 0.0925104827878722),
        ("hurst", 1.037865410858131),
        ("entropy", 0.5754998807263423),
        ("unitroot_kpss", 2.9257296409215603),
        ("unitroot_pp", -132.69260724982612),
        ("flat_spots", 2.0),
    ];
    check(&sawtooth(150), 1, &expected);
    let names = of(&sawtooth(30), Features::default());
    assert!(names.names().all(|name| !name.starts_with("hw_") && !name.starts_with("seas_") && name != "peak"));
}

#[test]
fn the_squares_of_whitened_values() {
    // numpy 2.4.6: Yule and Walker's equations solved for each order up to floor(10 log10 n), the least of n log(variance) +
    // 2 order; then acf and arch_stat of tsfeatures 0.4.5.
    check(&AIR_PASSENGERS, 1, &[("arch_acf", 0.08865257084286401), ("arch_r2", 0.29375778167130506)]);
    check(&sawtooth(150), 1, &[("arch_acf", 0.5977908113442282), ("arch_r2", 0.7114525828536492)]);
    // scipy 1.17.1: the likelihood of GARCH(1,1) from the second value on, with the variance of the sample as the first,
    // minimised from four starts by Nelder-Mead and Powell.
    let frame = of(&sawtooth(150), Features::default());
    let [acf, r2] = ["garch_acf", "garch_r2"].map(|name| frame.f64(name).unwrap()[0]);
    assert!((acf - 0.6041102371).abs() < 1e-6 && (r2 - 0.7127877905).abs() < 1e-6, "{acf} {r2}");
}

#[test]
fn smoothing_parameters_are_those_of_the_forecasters() {
    let frame = of(&AIR_PASSENGERS, Features::default().season_length(12));
    let [alpha, beta, gamma] = ["hw_alpha", "hw_beta", "hw_gamma"].map(|name| frame.f64(name).unwrap()[0]);
    assert!((0.0..1.0).contains(&alpha) && (0.0..=alpha).contains(&beta) && (0.0..1.0).contains(&gamma));
    // tsfeatures 0.4.5: 0.99999998, 0.
    assert!(frame.f64("alpha").unwrap()[0] > 0.99 && frame.f64("beta").unwrap()[0] < 0.01);
}

#[test]
fn odd_series_have_missing_features_and_do_not_stop_the_others() {
    let series: [(&str, Vec<f64>); 6] = [
        ("constant", vec![5.0; 30]),
        ("zeros", vec![0.0; 30]),
        ("gap", (0..30).map(|t| if t == 7 { f64::NAN } else { f64::from(t) }).collect()),
        ("one", vec![1.0]),
        ("huge", (0..30).map(|t| if t % 2 == 0 { 1e99 } else { -1e99 }).collect()),
        ("usual", AIR_PASSENGERS.to_vec()),
    ];
    let ids: Strings = series.iter().flat_map(|(id, y)| y.iter().map(|_| *id)).collect();
    let ticks: Vec<i64> = series.iter().flat_map(|(_, y)| 0..y.len() as i64).collect();
    let y: Vec<f64> = series.iter().flat_map(|(_, y)| y.iter().copied()).collect();
    let table = Frame::new().with("unique_id", ids).and_then(|frame| frame.with("ds", ticks)?.with("y", y)).unwrap();
    for season in [1, 12] {
        let features = Features::default().season_length(season);
        let Answer::Frame(frame) = features.call(&[Some(&table)], &Context::default()).unwrap() else { panic!() };
        assert_eq!(frame.rows(), 6);
        let column = |name: &str| frame.f64(name).unwrap().to_vec();
        assert_eq!(column("series_length"), [30.0, 30.0, 30.0, 1.0, 30.0, 48.0]);
        assert_eq!((column("flat_spots")[0], column("crossing_points")[0]), (30.0, 0.0));
        assert_eq!((column("trend")[0], column("stability")[0], column("sparsity")[1]), (0.0, 0.0, 1.0));
        for name in ["x_acf1", "entropy", "hurst", "alpha", "arch_acf", "unitroot_kpss"] {
            assert!(column(name)[0].is_nan() && column(name)[2].is_nan() && !column(name)[5].is_nan(), "{name}");
        }
        assert!(column("adi")[1].is_nan() && column("adi")[0] == 1.0);
        let serial = features.call(&[Some(&table)], &Context::default().threads(1)).unwrap();
        assert_eq!(format!("{serial:?}"), format!("{:?}", Answer::Frame(frame)));
    }
}
