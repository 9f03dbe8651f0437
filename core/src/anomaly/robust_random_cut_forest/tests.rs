use super::*;
use crate::component::{Store, StreamState};
use crate::data::{Data, Frame, Table};
use crate::error::ErrorKind;

fn start(forest: &RobustRandomCutForest, columns: usize) -> RobustRandomCutForestState {
    forest.start(columns, &Context::new().seed(11)).unwrap()
}

/// 60 points spread over the unit square.
fn lattice() -> Vec<[f64; 2]> {
    (0..60).map(|i| [f64::from(i * 37 % 61) / 61.0, f64::from(i * 23 % 59) / 59.0]).collect()
}

fn noise(rows: usize, seed: u64) -> Vec<[f64; 2]> {
    let mut rng = Rng::new(seed, 0);
    (0..rows).map(|_| [rng.normal(), (4.0 * rng.uniform()).floor()]).collect()
}

fn saved(state: &RobustRandomCutForestState) -> Store {
    let mut store = Store::default();
    state.store(&mut store).unwrap();
    store
}

#[test]
fn scores_are_the_displacements_of_rrcf() {
    // rrcf 0.4.4, mean over 1,500 trees `RCTree(lattice)` of `insert_point(p)`, `codisp`, `forget_point`, over 60 points;
    // the tolerances are four standard errors of the two means.
    let expected = [
        ([0.5, 0.5], 0.0499, 0.0065),
        ([1.1, 0.5], 0.2522, 0.04),
        ([3.0, 3.0], 0.8118, 0.05),
        ([185.0 % 61.0 / 61.0, 115.0 % 59.0 / 59.0], 0.0769, 0.009),
    ];
    let forest = RobustRandomCutForest::default().num_trees(1000).tree_size(60);
    let mut fresh = start(&forest, 2);
    let mut worn = start(&forest, 2);
    // Points that came and went leave nothing behind.
    noise(90, 1).iter().for_each(|row| _ = worn.update(row));
    lattice().iter().for_each(|row| _ = (fresh.update(row), worn.update(row)));
    for (row, mean, tolerance) in expected {
        for state in [&fresh, &worn] {
            assert!((state.score(&row) - mean).abs() < tolerance, "{row:?}: {} for {mean}", state.score(&row));
        }
    }
}

#[test]
fn a_score_is_what_the_update_then_gives() {
    let mut state = start(&RobustRandomCutForest::default().num_trees(7).tree_size(20).shingle_size(2), 2);
    for row in noise(100, 2) {
        let expected = state.score(&row);
        assert_eq!(state.update(&row).to_bits(), expected.to_bits());
    }
}

#[test]
fn a_restored_state_goes_on_to_the_bit() {
    // Few values in the second column and one copied row in three: points with copies, also as they leave the window.
    let rows: Vec<[f64; 2]> =
        noise(400, 3).iter().enumerate().map(|(i, row)| if i % 3 == 0 { [0.0, 1.0] } else { *row }).collect();
    for shingle in [1, 3] {
        let forest = RobustRandomCutForest::default().num_trees(5).tree_size(32).shingle_size(shingle);
        let mut state = start(&forest, 2);
        for (index, row) in rows.iter().enumerate() {
            if [0, 1, 2, 3, 31, 33, 200].contains(&index) {
                let restored = RobustRandomCutForestState::restore(&saved(&state), 2).unwrap();
                assert_eq!(saved(&restored), saved(&state));
                let (mut one, mut other) = (state.clone(), restored);
                for row in &rows[index..index + 100] {
                    assert_eq!(one.update(row).to_bits(), other.update(row).to_bits(), "{shingle} {index}");
                }
                assert_eq!(saved(&one), saved(&other));
            }
            state.update(row);
        }
    }
}

#[test]
fn memory_does_not_grow() {
    let mut state = start(&RobustRandomCutForest::default().num_trees(3).tree_size(16).shingle_size(2), 2);
    let size =
        |state: &RobustRandomCutForestState| saved(state).tensors.values().map(|tensor| tensor.bytes.len()).sum();
    noise(60, 4).iter().for_each(|row| _ = state.update(row));
    let before: usize = size(&state);
    let held = format!("{state:?}").matches("Node {").count();
    noise(2_000, 5).iter().for_each(|row| _ = state.update(row));
    assert!(size(&state) <= before.max(3 * 31 * 4 + 3 * 15 * 8 + 17 * 32 + 16 * 4 + 16 + 24));
    assert_eq!(format!("{state:?}").matches("Node {").count(), held, "nodes are used again");
}

#[test]
fn an_outlier_stands_out_of_a_stream_and_a_shape_out_of_a_wave() {
    let forest = RobustRandomCutForest::default();
    let mut state = start(&forest, 2);
    let usual = noise(600, 6).iter().map(|row| state.update(row)).fold(0.0, f64::max);
    assert!(state.score(&[300.0, 1.0]) > 0.9);
    assert!(usual < 0.9 && state.score(&[0.0, 1.0]) < 0.1);
    // A flat piece has no unusual value, only an unusual shape.
    let wave = |i: u32| libm::sin(f64::from(i) * 0.5);
    let mut state = start(&RobustRandomCutForest::default().shingle_size(12), 1);
    let usual = (0..700).map(|i| state.update(&[wave(i)])).skip(300).fold(0.0, f64::max);
    let flat = (0..12).map(|_| state.update(&[0.3])).fold(0.0, f64::max);
    assert!(flat > 2.0 * usual, "{flat} {usual}");
}

#[test]
fn the_first_rows_score_0() {
    let mut state = start(&RobustRandomCutForest::default().tree_size(40).shingle_size(4).warm_up(8), 1);
    let mut rng = Rng::new(1, 1);
    let scores: Vec<f64> = (0..20).map(|_| state.update(&[rng.uniform()])).collect();
    // Three rows before the first point, eight points before the first score.
    assert!(
        scores[..11].iter().all(|&score| score == 0.0) && scores[11..].iter().all(|&score| score > 0.0),
        "{scores:?}"
    );
    let mut constant = start(&RobustRandomCutForest::default().tree_size(8), 1);
    assert!((0..30).all(|_| constant.update(&[2.5]) == 0.0), "equal rows displace nothing");
    assert!(constant.score(&[2.6]) == 1.0);
}

#[test]
fn a_model_updates_all_rows_or_none() {
    let frame = |rows: &[[f64; 2]]| {
        let column = |axis: usize| rows.iter().map(|row| row[axis]).collect::<Vec<_>>();
        Frame::new().with("a", column(0)).unwrap().with("b", column(1)).unwrap()
    };
    let rows = noise(900, 7);
    let ctx = Context::new();
    let forest = RobustRandomCutForest::default().num_trees(4).tree_size(64);
    let whole = forest.fit(&Table::from_frame(&frame(&rows)).unwrap()).unwrap();
    let mut parts = forest.fit(&Table::from_frame(&frame(&rows[..300])).unwrap()).unwrap();
    parts.update(&frame(&rows[300..310]).into(), &ctx).unwrap();
    let bad = Data::from(frame(&[rows[310], [f64::NAN, 0.0]]));
    assert_eq!(parts.update(&bad, &ctx).unwrap_err().kind(), ErrorKind::MissingValues);
    parts.update(&frame(&rows[310..]).into(), &ctx).unwrap();
    let probe = Data::from(frame(&noise(5, 8)));
    assert_eq!(whole.score(&probe, &ctx).unwrap(), parts.score(&probe, &ctx).unwrap());
}

#[test]
fn a_broken_state_is_refused() {
    let mut state = start(&RobustRandomCutForest::default().num_trees(2).tree_size(6).shingle_size(2), 2);
    noise(9, 9).iter().for_each(|row| _ = state.update(row));
    let store = saved(&state);
    let nodes: Vec<u32> = store.take("nodes").unwrap();
    let cuts: Vec<f64> = store.take("cuts").unwrap();
    let points: Vec<f64> = store.take("points").unwrap();
    let window: Vec<u32> = store.take("window").unwrap();
    let mut refused = 0;
    let mut refuse = |what: &str, damage: &dyn Fn(&mut Store)| {
        let mut store = store.clone();
        damage(&mut store);
        let error = RobustRandomCutForestState::restore(&store, 2).expect_err(what);
        assert_eq!(error.code(), "kp.corrupt_model", "{what}");
        refused += 1;
    };
    for name in ["trees", "shingle_size", "tree_size", "warm_up"] {
        refuse(name, &|store| store.set(name, &0).unwrap());
        refuse(name, &|store| store.set(name, &(1u64 << 40)).unwrap());
    }
    refuse("a window that is too long", &|store| store.set("tree_size", &5).unwrap());
    refuse("half a shingle", &|store| store.put("recent", &[1.0]));
    refuse("values that are not numbers", &|store| store.put("recent", &[f64::NAN, 1.0]));
    refuse("points that are left over", &|store| store.put("points", &[&points[..], &points[..4]].concat()));
    refuse("too few points", &|store| store.put("points", &points[4..]));
    refuse("equal points apart", &|store| store.put("points", &[&points[..4], &points[..20]].concat()));
    refuse("a window out of turn", &|store| store.put("window", &[&window[1..], &window[..1]].concat()));
    refuse("no generator", &|store| store.put("rng", &[1i64]));
    for index in 0..nodes.len() {
        refuse("another node", &|store| {
            let mut nodes = nodes.clone();
            nodes[index] ^= 1;
            store.put("nodes", &nodes);
        });
        refuse("a far node", &|store| {
            let mut nodes = nodes.clone();
            nodes[index] |= 1 << 20;
            store.put("nodes", &nodes);
        });
    }
    for index in 0..cuts.len() {
        refuse("a cut that parts nothing", &|store| {
            let mut cuts = cuts.clone();
            cuts[index] = if index % 2 == 0 { f64::NAN } else { 50.0 };
            store.put("cuts", &cuts);
        });
    }
    assert_eq!(refused, 16 + 2 * nodes.len() + cuts.len());
}
