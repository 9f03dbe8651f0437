use super::tails::{Guide, sorted, value_of};
use super::*;
use crate::data::Data;
use ndarray::array;

fn frame() -> Frame {
    Frame::new()
        .with("a", vec![1.0, 2.0, 2.0, 3.0, 10.0, -4.0])
        .and_then(|frame| frame.with("constant", vec![5.0; 6]))
        .and_then(|frame| frame.with("ties", vec![0.0, -0.0, -1.0, 2.0, 2.0, 2.0]))
        .and_then(|frame| frame.with("d", vec![0.1, 0.2, 0.3, 0.4, 0.5, 0.1]))
        .unwrap()
}

fn close(a: &[f64], b: &[f64]) {
    assert_eq!(a.len(), b.len());
    assert!(a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-12), "{a:?} {b:?}");
}

#[test]
fn training_rows_have_the_scores_of_pyod() {
    // PyOD 3.6.7, numpy 2.4.6, SciPy: `e = ECOD(); e.fit(X); e.decision_scores_, e.threshold_, e.O[:, 0]`.
    let data = Data::from(frame());
    let model = ECOD::default().fit(&Table::from_frame(data.frame().unwrap()).unwrap()).unwrap();
    let ctx = Context::default();
    let expected = [
        2.890_371_757_896_164_5,
        1.791_759_469_228_055,
        2.890_371_757_896_165,
        2.890_371_757_896_164_5,
        4.276_666_119_016_055,
        3.583_518_938_456_11,
    ];
    close(&model.score(&data, &ctx).unwrap(), &expected);
    let threshold = model.parts().unwrap().summary["threshold"].as_f64().unwrap();
    assert!((threshold - 3.930_092_528_736_082_5).abs() < 1e-12);
    let labels = model.predict(&data, &ctx).unwrap();
    assert_eq!(labels.column("anomaly").unwrap(), &vec![false, false, false, false, true, false].into());
    let reasons = model.explain(&data, &Default::default(), &ctx).unwrap();
    let first = [
        1.098_612_288_668_109_6,
        0.405_465_108_108_164_44,
        0.405_465_108_108_164_44,
        1.098_612_288_668_109_6,
        1.791_759_469_228_055,
        1.791_759_469_228_055,
    ];
    close(reasons.f64("a").unwrap(), &first);
    assert_eq!(reasons.f64("constant").unwrap(), [0.0; 6]);
}

#[test]
fn a_column_without_skew_adds_both_tails() {
    // PyOD 3.6.7: ECOD().fit([[1, 0], [2, 0], [3, 9]]).decision_scores_
    let table = array![[1.0, 0.0], [2.0, 0.0], [3.0, 9.0]];
    let state = ECOD::default().fit_table(&Table::from_array(table.view()).unwrap(), &Context::default()).unwrap();
    let scores = state.score(&Table::from_array(table.view()).unwrap(), &Context::default()).unwrap();
    close(&scores, &[1.504_077_396_776_274_2, 1.216_395_324_324_493, 2.197_224_577_336_219_6]);
}

#[test]
fn new_values_count_by_their_place_among_the_training_values() {
    let table = array![[1.0], [2.0], [4.0], [4.0], [90.0]];
    let state = ECOD::default().fit_table(&Table::from_array(table.view()).unwrap(), &Context::default()).unwrap();
    let score = |value: f64| {
        let row = array![[value]];
        state.score(&Table::from_array(row.view()).unwrap(), &Context::default()).unwrap()[0]
    };
    assert_eq!(score(-1e9), score(1.0));
    assert_eq!(score(1e9), score(90.0));
    // Between 2 and 4: two of five below, three of five above.
    assert!((score(3.0) + log(2.0 / 5.0)).abs() < 1e-15);
    // Four of five at or below 4 and three of five at or above.
    assert!((score(4.0) + log(3.0 / 5.0)).abs() < 1e-15);
}

#[test]
fn rows_are_sorted_by_value() {
    let mut rng = crate::math::rng::Rng::new(9, 1);
    for rows in [1, 100, 5_000] {
        let wide = |rng: &mut crate::math::rng::Rng| rng.normal() * [1e-300, 1.0, 1e100][rng.below(3)];
        let column: Vec<f64> = (0..rows).map(|row| if row % 7 == 0 { -0.0 } else { wide(&mut rng) }).collect();
        let found = sorted(&column);
        assert!(found.windows(2).all(|pair| pair[0] < pair[1]), "rising, equal values in the order of their rows");
        assert!(found.iter().all(|&(key, row)| value_of(key) == column[row as usize]));
        assert_eq!(found.len(), rows);
    }
}

#[test]
fn a_guide_finds_what_a_search_finds() {
    let mut rng = crate::math::rng::Rng::new(4, 1);
    let even: Vec<f64> = (0..5_000).map(|_| rng.uniform()).collect();
    let wild: Vec<f64> = (0..3_000).map(|_| rng.normal() * [1e-300, 1.0, 1e300][rng.below(3)]).collect();
    for mut values in [even, wild, vec![7.0], vec![f64::MIN, 0.0, f64::MAX], vec![-0.0, 5e-324]] {
        values.sort_unstable_by(f64::total_cmp);
        values.dedup();
        let guide = Guide::new(&values);
        let near = values.iter().flat_map(|&value| [value.next_down(), value, value.next_up()]);
        for value in near.chain([f64::MIN, f64::MAX, 0.0, -0.0]).filter(|value| value.is_finite()) {
            assert_eq!(guide.place(&values, value), values.partition_point(|&other| other <= value), "{value}");
        }
    }
}

#[test]
fn blocks_and_threads_change_nothing() {
    let mut rng = crate::math::rng::Rng::new(3, 1);
    let values = ndarray::Array2::from_shape_fn((BLOCK + 5, 3), |_| (rng.uniform() * 1_000.0).floor() - 500.0);
    let table = Table::from_array(values.view()).unwrap();
    let one = ECOD::default().fit_table(&table, &Context::new().threads(1)).unwrap();
    assert_eq!(one, ECOD::default().fit_table(&table, &Context::new().threads(3)).unwrap());
    let scores = one.score(&table, &Context::new().threads(1)).unwrap();
    assert_eq!(scores, one.score(&table, &Context::new().threads(3)).unwrap());
    let fitted = ECOD::default().fit_scored(&table, &Context::new().threads(2)).unwrap();
    assert_eq!(fitted, (one, Some(scores.clone())), "the scores of the fit are those of the same rows afterwards");
    let counted = |row: usize| {
        let tail = |column: &[f64]| {
            let share = |count: usize| count as f64 / column.len() as f64;
            let left = -log(share(column.iter().filter(|&&x| x <= column[row]).count()));
            let right = -log(share(column.iter().filter(|&&x| x >= column[row]).count()));
            left.max(right)
        };
        table.complete().unwrap().into_iter().map(tail).sum::<f64>()
    };
    for row in [0, 7, BLOCK - 1, BLOCK, BLOCK + 4] {
        assert!((scores[row] - counted(row)).abs() < 1e-12);
    }
}

#[test]
fn a_broken_state_is_refused() {
    let table = array![[1.0, 5.0], [2.0, 5.0], [2.0, 6.0]];
    let state = ECOD::default().fit_table(&Table::from_array(table.view()).unwrap(), &Context::default()).unwrap();
    let mut store = Store::default();
    state.store(&mut store).unwrap();
    assert_eq!(EcodState::restore(&store, 2).unwrap(), state);
    let breaks: [fn(&mut Store); 7] = [
        |store| store.put("skew", &[0i32]),
        |store| store.put("skew", &[0i32, 2]),
        |store| store.put("values.0", &[2.0, 1.0]),
        |store| store.put("values.1", &[5.0, f64::NAN]),
        |store| store.put::<f64>("values.1", &[]),
        |store| store.put("through.0", &[0u32, 3]),
        |store| store.put("through.1", &[1u32, 4_000_000_000]),
    ];
    for damage in breaks {
        let mut store = store.clone();
        damage(&mut store);
        assert_eq!(EcodState::restore(&store, 2).unwrap_err().code(), "kp.corrupt_model");
    }
}

#[test]
fn missing_values_and_categories_are_refused() {
    let fit = |frame: Frame| ECOD::default().fit(&Table::from_frame(&frame).unwrap()).unwrap_err();
    assert_eq!(fit(Frame::new().with("a", vec![1.0, f64::NAN]).unwrap()).code(), "kp.missing_values");
    let words: Strings = ["x"].into_iter().collect();
    assert_eq!(fit(Frame::new().with("a", words).unwrap()).code(), "kp.invalid_data");
    let wrong = ECOD::default().contamination(0.0);
    let error = wrong.fit(&Table::from_array(array![[1.0]].view()).unwrap()).unwrap_err();
    assert_eq!(error.message(), "contamination is 0.0; must be a number above 0 and at most 0.5");
}
