use super::*;
use crate::component::{Classifier, ClassifierState, ExplainArgs, Store};
use crate::data::{Column, Csr, Data, Frame, Strings};

const ROWS: [[f64; 5]; 6] = [
    [2.0, 1.0, 0.0, 0.0, 0.5],
    [1.0, 0.0, 0.0, 1.0, 0.0],
    [0.0, 3.0, 1.0, 0.0, 0.0],
    [0.0, 1.0, 0.0, 2.0, 0.0],
    [1.0, 0.0, 4.0, 0.0, 0.0],
    [0.0, 0.0, 1.0, 1.0, 0.0],
];
const NEW: [[f64; 5]; 2] = [[1.0, 2.0, 0.0, 0.0, 3.0], [0.0, 0.0, 1.0, 0.0, 0.0]];

fn csr(rows: &[[f64; 5]]) -> Csr {
    let (mut indptr, mut indices, mut values) = (vec![0], Vec::new(), Vec::new());
    for row in rows {
        for (column, &value) in row.iter().enumerate().filter(|(_, value)| **value != 0.0) {
            indices.push(column as i32);
            values.push(value);
        }
        indptr.push(values.len() as i64);
    }
    Csr::new(5, indptr, indices, values).unwrap()
}

/// scikit-learn 1.9.1: MultinomialNB(...) or ComplementNB(...).fit(ROWS, labels).predict_proba(NEW).
fn check(component: &impl Classifier, labels: [usize; 6], expected: &[&[f64]]) {
    let ctx = Context::new();
    let classes = labels[5] + 1;
    let state = component.fit_documents(&Documents::Features(csr(&ROWS)), &labels, classes, &ctx).unwrap();
    let found = state.predict_proba(&Documents::Features(csr(&NEW)), &ctx).unwrap();
    for (row, expected) in expected.iter().enumerate() {
        for (class, expected) in expected.iter().enumerate() {
            let found = found[[row, class]];
            assert!((found - expected).abs() < 1e-14, "row {row}, class {class}: {found} and {expected}");
        }
    }
}

#[test]
fn chances_are_those_of_scikit_learn() {
    let multinomial = MultinomialNB::default();
    check(
        &multinomial,
        [0, 0, 1, 1, 1, 2],
        &[
            &[0.8456097660654249, 0.06520482891986298, 0.08918540501471289],
            &[0.1240875912408759, 0.6897810218978102, 0.18613138686131386],
        ],
    );
    check(
        &multinomial.clone().alpha(0.3).fit_prior(false),
        [0, 0, 0, 0, 1, 1],
        &[&[0.9986729358220338, 0.0013270641779662296], &[0.1296187683284458, 0.8703812316715542]],
    );
    check(
        &multinomial.class_prior(vec![0.2, 0.5, 0.3]),
        [0, 0, 1, 1, 2, 2],
        &[
            &[0.6475123452290762, 0.3363431820333246, 0.016144472737599582],
            &[0.07547169811320759, 0.33018867924528306, 0.5943396226415094],
        ],
    );
    let complement = ComplementNB::default();
    check(
        &complement,
        [0, 0, 1, 1, 1, 2],
        &[
            &[0.7680117665604731, 0.057661055855202245, 0.17432717758432473],
            &[0.21348314606741572, 0.49157303370786515, 0.2949438202247191],
        ],
    );
    check(
        &complement.clone().alpha(0.5).norm(true),
        [0, 0, 0, 1, 1, 1],
        &[&[0.6164067865642481, 0.383593213435752], &[0.4628562239974615, 0.5371437760025385]],
    );
    check(
        &complement.norm(true),
        [0, 0, 1, 1, 2, 2],
        &[
            &[0.36251053652886717, 0.3532198017094372, 0.2842696617616956],
            &[0.316014262754452, 0.320143194927412, 0.363842542318136],
        ],
    );
}

#[test]
fn texts_are_counted_and_the_reasons_are_their_words() {
    let texts: Strings =
        ["pay the invoice", "invoice due", "parcel lost", "parcel late", "app crash", "app slow"].iter().collect();
    let labels = Column::Str(["a", "a", "b", "b", "c", "c"].iter().collect());
    let unseen: Data = Frame::new().with("text", ["my parcel"].iter().collect::<Strings>()).unwrap().into();
    let ctx = Context::new();
    for features in [Features::Count, Features::Hashing, Features::Tfidf] {
        let documents = Documents::Texts(texts.clone());
        for model in [
            MultinomialNB::default().features(features).fit(&documents, &labels).unwrap(),
            ComplementNB::default().features(features).fit(&documents, &labels).unwrap(),
        ] {
            assert_eq!(model.predict(&unseen, &ctx).unwrap().strings("label").unwrap().get(0), Some("b"));
            let reasons = model.explain(&unseen, &ExplainArgs { top: 3 }, &ctx).unwrap();
            assert_eq!(reasons.strings("feature").unwrap().get(0), Some("parcel"));
            assert!(reasons.f64("contribution").unwrap()[0] > 0.0);
        }
    }
}

#[test]
fn what_is_no_count_is_refused() {
    let ctx = Context::new();
    let mut rows = ROWS;
    rows[3][2] = -1.0;
    let error = MultinomialNB::default().fit_documents(&Documents::Features(csr(&rows)), &[0, 0, 0, 1, 1, 1], 2, &ctx);
    assert_eq!(error.unwrap_err().message(), "row 3 has the feature -1; must be a count, 0 or above");
    rows[3][2] = f64::MAX;
    rows[3][1] = f64::MAX;
    let error = ComplementNB::default().fit_documents(&Documents::Features(csr(&rows)), &[0, 0, 0, 1, 1, 1], 2, &ctx);
    assert_eq!(error.unwrap_err().code(), "kp.invalid_data");
    let params = MultinomialNB::default().class_prior(vec![0.5, 0.4]);
    let error = params.fit_documents(&Documents::Features(csr(&ROWS)), &[0, 0, 0, 1, 1, 1], 2, &ctx).unwrap_err();
    assert_eq!(error.message(), "class_prior has 2 shares that sum to 0.9; must be 2 that sum to 1");
}

#[test]
fn a_state_is_read_back_and_a_changed_one_refused() {
    let ctx = Context::new();
    let documents = Documents::Texts(["a cat", "a dog", "the cat"].iter().collect());
    let state = MultinomialNB::default().fit_documents(&documents, &[0, 1, 2], 3, &ctx).unwrap();
    let mut store = Store::default();
    state.store(&mut store).unwrap();
    let read = NaiveBayesState::<MultinomialNB>::restore(&store, 3).unwrap();
    assert_eq!(read.predict_proba(&documents, &ctx).unwrap(), state.predict_proba(&documents, &ctx).unwrap());
    let features = state.counts.features();
    for (shape, value) in
        [(vec![1, 3], 0.0), (vec![3, 1], 1.0), (vec![3, features], -1.0), (vec![3, features], f64::NAN)]
    {
        store.put_shaped("counts", shape.clone(), &vec![value; shape.iter().product()]);
        let error = NaiveBayesState::<MultinomialNB>::restore(&store, 3).unwrap_err();
        assert_eq!(error.code(), "kp.corrupt_model", "{shape:?} of {value}");
    }
}

#[test]
fn parts_give_what_all_documents_at_once_give() {
    let text =
        |row: usize| format!("word{} and {} text{} {}", row % 7, row % 11, row * row % 31, ["a", "b b"][row % 2]);
    let label = |row: usize| ["x", "y", "z"][row % 3 * (row % 5) % 3];
    let frame = |rows: std::ops::Range<usize>| {
        let texts: Strings = rows.clone().map(text).collect();
        Frame::new().with("text", texts).unwrap().with("label", rows.map(label).collect::<Strings>()).unwrap()
    };
    let ctx = Context::new();
    let all = frame(0..90);
    fn parts<C: Classifier>(
        component: &C,
        all: &Frame,
        frame: &dyn Fn(std::ops::Range<usize>) -> Frame,
        ctx: &Context,
    ) {
        let fit = |frame: &Frame| {
            let texts = Documents::Texts(frame.strings("text").unwrap().clone());
            component.fit(&texts, frame.column("label").unwrap()).unwrap()
        };
        let (whole, mut grown) = (fit(all), fit(&frame(0..20)));
        for rows in [20..21, 21..21, 21..60] {
            let count = rows.len() as f64;
            assert_eq!(grown.update(&frame(rows).into(), ctx).unwrap().numbers("rows").unwrap(), [count]);
        }
        // A loaded model goes on where the saved one was.
        let mut grown = crate::Model::from_bytes(&grown.to_bytes().unwrap()).unwrap();
        grown.update(&frame(60..90).into(), ctx).unwrap();
        let data = all.clone().into();
        assert_eq!(grown.predict_proba(&data, ctx).unwrap(), whole.predict_proba(&data, ctx).unwrap());
        let before = grown.predict_proba(&data, ctx).unwrap();
        let other: Strings = ["new"].into_iter().collect();
        let other = Frame::new().with("text", other.clone()).unwrap().with("label", other).unwrap();
        let error = grown.update(&other.into(), ctx).unwrap_err();
        assert_eq!(error.message(), "the label 'new' is not among the classes of the fit: x, y, z");
        assert_eq!(grown.predict_proba(&data, ctx).unwrap(), before);
    }
    for features in [Features::Count, Features::Hashing] {
        for n_features in [8, 1 << 12] {
            let multinomial = MultinomialNB::default().features(features).char_ngrams([2, 3]).n_features(n_features);
            parts(&multinomial, &all, &frame, &ctx);
        }
        parts(&ComplementNB::default().features(features).norm(true), &all, &frame, &ctx);
    }
    for component in [MultinomialNB::default().k_best(4), MultinomialNB::default().features(Features::Tfidf)] {
        let texts = Documents::Texts(all.strings("text").unwrap().clone());
        let mut model = component.fit(&texts, all.column("label").unwrap()).unwrap();
        assert_eq!(model.update(&frame(0..5).into(), &ctx).unwrap_err().code(), "kp.unsupported");
    }
    let mut model = crate::text::LogisticRegression::default()
        .fit(&Documents::Texts(all.strings("text").unwrap().clone()), all.column("label").unwrap())
        .unwrap();
    assert_eq!(model.update(&frame(0..5).into(), &ctx).unwrap_err().code(), "kp.unsupported");
}
