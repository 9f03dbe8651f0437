use super::*;
use crate::anomaly::samples::frame;
use crate::component::{DetectorState, Store};
use crate::data::{Frame, Strings};

fn fitted(frame: &Frame) -> (AutoDetectorState, Vec<f64>) {
    let (state, scores) =
        AutoDetector::default().fit_scored(&Table::from_frame(frame).unwrap(), &Context::new()).unwrap();
    (state, scores.unwrap())
}

#[test]
fn the_odd_rows_stand_out_and_are_called_so() {
    let frame = frame();
    let table = Table::from_frame(&frame).unwrap();
    let (state, scores) = fitted(&frame);
    let mut order: Vec<usize> = (0..40).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    assert_eq!(
        {
            order[..2].sort_unstable();
            &order[..2]
        },
        &[7, 19]
    );
    assert_eq!(state.score(&table, &Context::new()).unwrap(), scores, "training rows have the scores of the fit");
    let reasons = state.explain(&table, &Context::new()).unwrap();
    assert!(reasons[0][7] > 0.5 && reasons[1][19] > 0.5);
    for row in 0..40 {
        assert!((reasons.iter().map(|reason| reason[row]).sum::<f64>() - 1.0).abs() < 1e-9);
    }
    let parts = state.parts().unwrap();
    assert!(parts.summary["agreement"].as_f64().unwrap() > 0.5);
    assert_eq!(parts.tables[0].1.rows(), 2);
}

#[test]
fn categories_and_missing_values_are_taken() {
    let words: Strings = (0..60).map(|i| if i == 30 { "rare" } else { ["red", "blue"][i % 2] }).collect();
    let x = (0..60).map(|i| if i % 9 == 0 { f64::NAN } else { f64::from(i % 7) }).collect::<Vec<_>>();
    let frame = Frame::new().with("word", words).unwrap().with("x", x).unwrap();
    let (_, scores) = fitted(&frame);
    assert!((0..60).all(|row| row == 30 || scores[row] < scores[30]), "{scores:?}");
}

#[test]
fn wide_tables_are_projected() {
    let mut frame = Frame::new();
    for column in 0..100u32 {
        let value = |row: u32| {
            if row == 50 && column < 60 { 9.0 } else { f64::from((row * (7 + column) + column) % 11) / 11.0 }
        };
        frame = frame.with(format!("x{column}"), (0..80).map(value).collect::<Vec<f64>>()).unwrap();
    }
    let table = Table::from_frame(&frame).unwrap();
    let (state, scores) = fitted(&frame);
    assert!((0..80).all(|row| row == 50 || scores[row] < scores[50]));
    let reasons = state.explain(&table, &Context::new()).unwrap();
    assert!(reasons[..60].iter().map(|reason| reason[50]).sum::<f64>() > 0.9);
}

#[test]
fn a_saved_state_scores_alike_and_a_broken_one_is_refused() {
    let frame = frame();
    let table = Table::from_frame(&frame).unwrap();
    let (state, scores) = fitted(&frame);
    let mut store = Store::default();
    state.store(&mut store).unwrap();
    let restored = AutoDetectorState::restore(&store, 3).unwrap();
    assert_eq!(restored.score(&table, &Context::new()).unwrap(), scores);
    let breaks: [fn(&mut Store); 4] = [
        |store| store.set("projection_seed", &"x").unwrap(),
        |store| store.put_shaped("reference_rows", vec![1, 3], &[0.0; 3]),
        |store| store.put("mahalanobis.cut", &[1.0, 2.0]),
        |store| store.put("nearest_neighbors.values", &[2.0, 1.0]),
    ];
    for damage in breaks {
        let mut store = store.clone();
        damage(&mut store);
        assert_eq!(AutoDetectorState::restore(&store, 3).unwrap_err().code(), "kp.corrupt_model");
    }
}
