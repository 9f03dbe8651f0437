use super::*;

#[test]
fn masses_are_those_of_the_definition() {
    // One column of 0..=9, one tree of one cut: 10 rows at the root, those on each side of the cut in the leaves.
    let detector = HalfSpaceTrees::default().n_trees(1_u32).height(1_u32).window_size(10_u32);
    let mut state = detector.start(1, &Context::default()).unwrap();
    (0..10).for_each(|value| assert_eq!(state.update(&[f64::from(value)]), 0.0));
    let (_, at) = state.cuts[0];
    assert!((0.0..=9.0).contains(&at));
    let left = (0..10).filter(|&value| f64::from(value) < at).count() as f64;
    let expected = |leaf: f64| 1.0 - (10.0 + 2.0 * leaf) / 30.0;
    assert_eq!(state.score(&[-5.0]), expected(left));
    assert_eq!(state.score(&[50.0]), expected(10.0 - left));
}

#[test]
fn what_lies_apart_scores_high_and_windows_move_on() {
    let mut rng = Rng::new(4, 0);
    let mut state = HalfSpaceTrees::default().start(2, &Context::default()).unwrap();
    let mut scores = Vec::new();
    for at in 0..1_000 {
        let far = if at == 600 { 6.0 } else { 0.0 };
        scores.push(state.update(&[rng.normal() + far, rng.normal() - far]));
    }
    assert!(scores[..250].iter().all(|&score| score == 0.0));
    let mut sorted = scores[250..].to_vec();
    sorted.sort_by(f64::total_cmp);
    assert!(scores[600] >= sorted[740], "{}", scores[600]);
    // The stream moves: what was far away becomes usual.
    let before = state.score(&[6.0, 6.0]);
    (0..500).for_each(|_| _ = state.update(&[6.0 + rng.normal(), 6.0 + rng.normal()]));
    assert!(state.score(&[6.0, 6.0]) < before);
}

#[test]
fn a_work_range_is_the_papers() {
    // s - 2 max(s, 1 - s) to s + 2 max(s, 1 - s) for a range of 0..1: s = 1/2 leaves the least room, -0.5..1.5.
    let mut rng = Rng::new(1, 0);
    for _ in 0..1_000 {
        let (low, high) = work_range((3.0, 7.0), &mut rng);
        let (low, high) = ((low - 3.0) / 4.0, (high - 3.0) / 4.0);
        let s = 0.5 * (low + high);
        assert!((0.0..=1.0).contains(&s) && (high - s - 2.0 * s.max(1.0 - s)).abs() < 1e-12);
        assert!(low <= -0.5 && high >= 1.5);
    }
}

#[test]
fn what_no_row_had_shows_in_a_constant_column() {
    for constant in [1.0, 0.0, -1e9] {
        let mut state = HalfSpaceTrees::default().window_size(100_u32).start(2, &Context::default()).unwrap();
        let mut rng = Rng::new(2, 0);
        (0..100).for_each(|_| _ = state.update(&[constant, rng.uniform()]));
        let usual = state.score(&[constant, 0.5]);
        for other in [constant + 1e6, constant - 1e6, constant + 1.0, constant - 10.0] {
            assert!(state.score(&[other, 0.5]) > usual, "{constant} {other}");
        }
    }
}

#[test]
fn the_unit_of_a_column_does_not_matter() {
    let of = |unit: f64| {
        let mut state = HalfSpaceTrees::default().start(2, &Context::default()).unwrap();
        let mut rng = Rng::new(6, 0);
        (0..500).for_each(|_| _ = state.update(&[1_024.0 * rng.normal(), unit * rng.normal()]));
        [0.0, 50.0, -50.0, 2.0].map(|value| state.score(&[0.0, unit * value]))
    };
    let scores = of(1.0);
    assert_eq!(scores, of(1_024.0));
    assert!(scores[1] > scores[0] && scores[2] > scores[0] && scores[1] >= scores[3], "{scores:?}");
}

#[test]
fn about_the_share_that_is_asked_for_is_flagged() {
    let mut rng = Rng::new(3, 0);
    for columns in [1, 3, 6] {
        for uniform in [true, false] {
            let mut draw = |_| if uniform { rng.uniform() } else { rng.normal() };
            let mut frame = crate::data::Frame::new();
            for column in 0..columns {
                let values: Vec<f64> = (0..3_000).map(&mut draw).collect();
                frame.push(format!("x{column}"), values.into()).unwrap();
            }
            let table = crate::data::Table::from_frame(&frame).unwrap();
            let past = table.take(&(0..1_000).collect::<Vec<_>>());
            let mut model = HalfSpaceTrees::default().fit(&past).unwrap();
            let rest = frame.take(&(1_000..3_000).collect::<Vec<_>>());
            let judged = model.update(&rest.into(), &Context::default()).unwrap();
            let count: f64 = judged.numbers("anomaly").unwrap().iter().sum();
            assert!((4.0..45.0).contains(&count), "{columns} {uniform}: {count} of 2000");
            let bytes = model.to_bytes().unwrap();
            let again = crate::component::Model::from_bytes(&bytes).unwrap();
            assert_eq!(again.to_bytes().unwrap(), bytes);
        }
    }
}
