use super::*;
use crate::component::ExplainArgs;
use crate::data::{Column, Csr, Data, Frame, Strings};
use crate::text::{LogisticRegression, MultinomialNB};

#[test]
fn curves_are_those_of_scikit_learn() {
    // scikit-learn 1.9.1: calibration._sigmoid_calibration(scores, y), and IsotonicRegression(y_min=0, y_max=1,
    // out_of_bounds="clip").fit(scores, y).predict(...).
    let scores = [-3.0, -2.0, -1.5, -1.0, -0.5, 0.0, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0];
    let positive = [0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1].map(|y| y == 1);
    let Curve::Sigmoid { a, b } = Curve::sigmoid(&scores, &positive) else { panic!() };
    assert!((a + 0.5813662982531763).abs() < 1e-6 && b.abs() < 1e-6, "{a} {b}");
    let curve = Curve::isotonic(&scores, &positive);
    let third = 1.0 / 3.0;
    for (score, expected) in
        [(-4.0, 0.0), (-2.5, 0.0), (-0.7, third), (0.0, 0.5), (0.3, 0.5), (1.2, 0.7), (1.4, 0.9), (9.0, 1.0)]
    {
        assert!((curve.at(score) - expected).abs() < 1e-12, "{score}: {}", curve.at(score));
    }
    assert!(curve.is_sound());
    // All scores the same: the mean of the targets, 2 / 3 once and 1 / 5 three times.
    let curve = Curve::sigmoid(&[0.7; 4], &[true, false, false, false]);
    assert!(curve.is_sound() && (curve.at(0.7) - 19.0 / 60.0).abs() < 1e-9, "{}", curve.at(0.7));
}

#[test]
fn parts_are_those_of_scikit_learn() {
    // scikit-learn 1.9.1: StratifiedKFold(3).split(..., labels).
    let found = folds(&[1, 0, 1, 2, 0, 1, 2, 2, 0, 1, 1], 3, 3).unwrap();
    assert_eq!(found, [vec![0, 1, 2, 3], vec![4, 5, 6, 9], vec![7, 8, 10]]);
    assert_eq!(folds(&[0, 0, 1, 1, 1], 2, 5).unwrap().len(), 2);
    assert_eq!(folds(&[0, 1, 1, 1], 2, 5).unwrap_err().message(), "a class has 1 documents; each needs 2 at least");
}

#[test]
fn probabilities_are_those_of_scikit_learn() {
    // scikit-learn 1.9.1: CalibratedClassifierCV(LogisticRegression(tol=1e-12), method=..., cv=4, ensemble=False).
    let row = |i: usize| {
        let first = ((i * 7) % 5) as f64 / 2.0 - 1.0 + (i % 2) as f64 * 0.8;
        [first, ((i * 3) % 7) as f64 / 3.0 - 1.0, (i % 3) as f64 / 2.0]
    };
    let csr = |rows: &[[f64; 3]]| {
        let indptr = (0..=rows.len() as i64).map(|row| 3 * row).collect();
        let indices = (0..rows.len()).flat_map(|_| 0..3).collect();
        Documents::Features(Csr::new(3, indptr, indices, rows.concat()).unwrap())
    };
    let rows: Vec<[f64; 3]> = (0..24).map(row).collect();
    let labels: Vec<usize> = (0..24).map(|i| i % 2).collect();
    let new = csr(&[[0.5, -0.2, 1.0], [-1.0, 0.4, 0.0]]);
    let ctx = Context::new();
    for (method, expected) in [
        (Calibration::Sigmoid, [0.5182891863940305, 0.32862036835597913]),
        (Calibration::Isotonic, [0.6428571428571429, 0.0]),
    ] {
        let params = CalibratedClassifier::default().method(method).cv(4);
        let params = params.estimator(LogisticRegression::default().tol(1e-10));
        let state = params.fit_documents(&csr(&rows), &labels, 2, &ctx).unwrap();
        let found = state.predict_proba(&new, &ctx).unwrap();
        for (row, expected) in expected.into_iter().enumerate() {
            assert!((found[[row, 1]] - expected).abs() < 1e-5, "{method:?} {row}: {} {expected}", found[[row, 1]]);
        }
    }
}

fn texts() -> (Documents, Column, Vec<usize>) {
    let words = [["invoice", "pay", "due"], ["parcel", "late", "lost"], ["crash", "screen", "slow"]];
    let text = |row: usize| format!("the {} and {} today", words[row % 3][row % 2], words[row % 3][(row / 3) % 3]);
    let texts: Strings = (0..30).map(text).collect();
    let labels: Vec<usize> = (0..30).map(|row| row % 3).collect();
    let names: Strings = labels.iter().map(|&label| ["billing", "shipping", "app"][label]).collect();
    (Documents::Texts(texts), Column::Str(names), labels)
}

#[test]
fn thresholds_decide_and_reasons_follow() {
    let ctx = Context::new();
    let (documents, labels, _) = texts();
    let plain = CalibratedClassifier::default().estimator(MultinomialNB::default());
    let data: Data = Frame::new().with("text", ["pay for the parcel"].iter().collect::<Strings>()).unwrap().into();
    // The classes are app, billing and shipping.
    for (thresholds, label, word) in [([0.5, 0.01, 0.5], "billing", "pay"), ([0.5, 0.5, 0.01], "shipping", "parcel")] {
        let model = plain.clone().thresholds(thresholds.to_vec()).fit(&documents, &labels).unwrap();
        assert_eq!(model.predict(&data, &ctx).unwrap().strings("label").unwrap().get(0), Some(label));
        let reasons = model.explain(&data, &ExplainArgs { top: 1 }, &ctx).unwrap();
        assert_eq!(reasons.strings("feature").unwrap().get(0), Some(word));
        assert_eq!(reasons.strings("label").unwrap().get(0), Some(label));
    }
    let error = plain.clone().thresholds(vec![0.5]).fit(&documents, &labels).unwrap_err();
    assert_eq!(error.message(), "thresholds has 1 values; must have one for each of 3 classes");
    let params: CalibratedClassifier = serde_json::from_value(json!({"estimator": "Naive"})).unwrap();
    assert!(
        params
            .fit(&documents, &labels)
            .unwrap_err()
            .message()
            .starts_with("estimator: there is no classifier 'Naive'; there are")
    );
}

#[test]
fn the_best_threshold_is_found() {
    // From 0.4 on: 3 of 3 hits and 1 miss, F1 6 / 7; from 0.6 on 2 hits and none, 4 / 5.
    let (chances, labels) = ([0.9, 0.6, 0.5, 0.4, 0.1], [1, 1, 0, 1, 0]);
    assert_eq!(best_threshold(&chances, &labels, 1, ThresholdMetric::F1), 0.4);
    // Balanced accuracy: 2/3 and 1 give 5/6, 1 and 1/2 give 3/4.
    assert_eq!(best_threshold(&chances, &labels, 1, ThresholdMetric::BalancedAccuracy), 0.6);
}

#[test]
fn a_state_is_read_back_and_a_changed_one_refused() {
    let ctx = Context::new();
    let (documents, _, labels) = texts();
    for estimator in [LinearClassifier::default().into(), ClassifierMember::from(MultinomialNB::default())] {
        let params = CalibratedClassifier::default().estimator(estimator).tune(ThresholdMetric::F1);
        let params = params.method(Calibration::Isotonic).cv(3);
        let state = params.fit_documents(&documents, &labels, 3, &ctx).unwrap();
        let mut store = Store::default();
        state.store(&mut store).unwrap();
        let read = CalibratedState::restore(&store, 3).unwrap();
        assert_eq!(read.predict_proba(&documents, &ctx).unwrap(), state.predict_proba(&documents, &ctx).unwrap());
        assert_eq!(read.thresholds, state.thresholds);
        let faults: [fn(&mut Store); 4] = [
            |store| store.set("estimator", &"Naive").unwrap(),
            |store| store.set("curves", &[Curve::Sigmoid { a: 1.0, b: 1.0 }]).unwrap(),
            |store| {
                let (scores, chances) = (vec![1.0, 0.0], vec![0.0, 1.0]);
                store.set("curves", &vec![Curve::Isotonic { scores, chances }; 3]).unwrap();
            },
            |store| store.set("thresholds", &[0.0, 0.5, 0.5]).unwrap(),
        ];
        for (number, fault) in faults.into_iter().enumerate() {
            let mut changed = store.clone();
            fault(&mut changed);
            let error = CalibratedState::restore(&changed, 3).map(drop).unwrap_err();
            assert_eq!(error.code(), "kp.corrupt_model", "fault {number}");
        }
    }
}
