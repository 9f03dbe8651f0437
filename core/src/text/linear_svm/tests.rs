use super::*;
use crate::component::{ClassifierState, ExplainArgs};
use crate::data::{Column, Csr, Data, Frame, Strings};
use crate::text::CalibratedClassifier;

fn csr(rows: &[[f64; 5]]) -> Csr {
    let indptr = (0..=rows.len()).map(|row| 5 * row as i64).collect();
    let indices = (0..rows.len()).flat_map(|_| 0..5).collect();
    Csr::new(5, indptr, indices, rows.iter().flatten().copied().collect()).unwrap()
}

const ROWS: [[f64; 5]; 6] = [
    [2.0, 1.0, 0.0, 0.0, 0.5],
    [1.0, 0.0, 0.0, 1.0, 0.0],
    [0.0, 3.0, 1.0, 0.0, 0.0],
    [0.0, 1.0, 0.0, 2.0, 0.0],
    [1.0, 0.0, 4.0, 0.0, 0.0],
    [0.0, 0.0, 1.0, 1.0, 0.0],
];

/// scikit-learn 1.9.1: LinearSVC(dual=True, tol=1e-13, max_iter=10_000_000, ...).fit(ROWS, labels), its coef_ and then its
/// intercept_; with dual=False they are the same to 4e-8.
fn check(params: &LinearSVM, labels: [usize; 6], expected: &[[f64; 6]]) {
    let params = params.clone().tol(1e-11).max_iter(1_000_000);
    for threads in [1, 3] {
        let ctx = Context::new().threads(threads);
        let state = params.fit_documents(&Documents::Features(csr(&ROWS)), &labels, labels[5] + 1, &ctx).unwrap();
        let outputs = state.linear.outputs;
        assert!(state.search.converged && outputs == expected.len());
        for (place, found) in state.linear.weights.iter().enumerate() {
            let expected = expected[place % outputs][place / outputs];
            assert!((found - expected).abs() < 1e-7, "place {place}: {found} and {expected}");
        }
    }
}

const TWO: [usize; 6] = [0, 0, 0, 0, 1, 1];
const THREE: [usize; 6] = [0, 0, 1, 1, 1, 2];

#[test]
fn the_optimum_is_that_of_scikit_learn() {
    let plain = LinearSVM::default();
    check(
        &plain.clone().c(2.0),
        THREE,
        &[
            [1.002531646, -0.35443038, -0.597468354, -0.303797468, 0.0, 0.050632911],
            [-0.331995091, 1.06225948, 0.549248019, 0.304120816, -0.308135544, -1.090133755],
            [-1.205676842, -1.053010776, 0.00012422, -0.026583025, 0.0, 0.369429521],
        ],
    );
    check(
        &plain.clone().fit_intercept(false),
        THREE,
        &[
            [0.844444444, -0.311111111, -0.488888889, -0.266666667, 0.0, 0.0],
            [-0.671020581, 0.724891446, 0.334592438, -0.171285346, -0.255233523, 0.0],
            [-0.849448124, -0.723178808, 0.020309051, 0.042384106, 0.0, 0.0],
        ],
    );
    check(
        &plain.clone().c(0.5).class_weight(ClassWeight::Balanced).intercept_scaling(3.0),
        TWO,
        &[[-0.391787734, -0.505779165, 0.613088534, -0.118106372, 0.0, 0.032277752]],
    );
    check(
        &plain.class_weight(ClassWeight::Balanced),
        THREE,
        &[
            [0.835680751, -0.309859155, -0.497652582, -0.281690141, 0.0, 0.028169014],
            [-0.351429945, 0.661815534, 0.412448144, 0.137335892, -0.175368891, -0.695902306],
            [-1.120501938, -0.935596974, 0.015501015, 0.022513379, 0.0, 0.358368703],
        ],
    );
}

#[test]
fn the_optimum_of_the_hinge_loss_is_that_of_scikit_learn() {
    let hinge = LinearSVM::default().loss(SvmLoss::Hinge);
    check(&hinge.clone().c(0.3), TWO, &[[-0.261745828, -0.396790757, 0.357124519, -0.218228498, 0.0, -0.166752246]]);
    check(
        &hinge.c(0.1).class_weight(ClassWeight::Balanced),
        THREE,
        &[
            [0.268786127, -0.202890173, -0.292485549, -0.2, 0.05, -0.098843931],
            [-0.233333333, 0.166666667, 0.233333333, -0.066666667, -0.05, -0.1],
            [-0.294841879, -0.234203255, -0.135922628, -0.1, -0.029290758, -0.161467608],
        ],
    );
}

const TEXTS: [&str; 6] = [
    "I was charged twice for the order",
    "my parcel has not arrived",
    "the app crashes when I open it",
    "please send me the invoice",
    "the tracking number does not work",
    "I cannot log in with my password",
];

fn texts(texts: &[&str]) -> Documents {
    Documents::Texts(texts.iter().collect())
}

fn by_words() -> LinearSVM {
    LinearSVM::default().word_ngrams([1, 1]).tokens(Tokens::Sklearn)
}

#[test]
fn weights_of_words_are_those_of_scikit_learn() {
    // scikit-learn 1.9.1: LinearSVC(tol=1e-13, max_iter=10_000_000) on TfidfVectorizer() of the texts; of the words
    // "arrived", "invoice", "not", "the" and the intercept, for the classes app, billing and shipping.
    let labels = [1, 2, 0, 1, 2, 0];
    let state = by_words().tol(1e-8).fit_documents(&texts(&TEXTS), &labels, 3, &Context::new()).unwrap();
    let expected = [
        (1, [-0.2613109, -0.195622738, 0.396768903]),
        (9, [-0.24217773, 0.405677324, -0.226049324]),
        (14, [-0.378469632, -0.348913516, 0.634603295]),
        (22, [-0.162876099, 0.177953602, -0.151195782]),
        (29, [-0.2367164, -0.251610161, -0.287786044]),
    ];
    assert_eq!(state.linear.features(), 29);
    for (place, expected) in expected {
        for (found, expected) in state.linear.weight(place).iter().zip(expected) {
            assert!((found - expected).abs() < 1e-6, "{place}: {found} and {expected}");
        }
    }
}

#[test]
fn words_explain_the_class_and_scores_follow_decisions() {
    let labels: Column =
        ["billing", "shipping", "app", "billing", "shipping", "app"].iter().collect::<Strings>().into();
    let model = by_words().fit(&texts(&TEXTS), &labels).unwrap();
    let new: Strings = ["the invoice has not arrived"].iter().collect();
    let new: Data = Frame::new().with("text", new).unwrap().into();
    let ctx = Context::new();
    assert_eq!(model.predict(&new, &ctx).unwrap().strings("label").unwrap().get(0), Some("shipping"));
    let reasons = model.explain(&new, &ExplainArgs { top: 2 }, &ctx).unwrap();
    assert_eq!(reasons.strings("feature").unwrap().iter().flatten().collect::<Vec<_>>(), ["not", "arrived"]);
    let chances = model.predict_proba(&new, &ctx).unwrap();
    let sum: f64 = ["app", "billing", "shipping"].iter().map(|class| chances.f64(class).unwrap()[0]).sum();
    assert!((sum - 1.0).abs() < 1e-15);
    // A saved model says the same.
    let loaded = crate::Model::from_bytes(&model.to_bytes().unwrap()).unwrap();
    assert_eq!(loaded.predict_proba(&new, &ctx).unwrap(), chances);
}

#[test]
fn calibrated_probabilities_are_those_of_scikit_learn() {
    // scikit-learn 1.9.1: CalibratedClassifierCV(LinearSVC(tol=1e-12, max_iter=1_000_000), method="sigmoid", cv=4,
    // ensemble=False).fit(X, y).predict_proba(new)[:, 1]: the log-odds of the machine's own probability are its decision.
    let row = |i: usize| {
        let first = ((i * 7) % 5) as f64 / 2.0 - 1.0 + (i % 2) as f64 * 0.8;
        [first, ((i * 3) % 7) as f64 / 3.0 - 1.0, (i % 3) as f64 / 2.0, 0.0, 0.0]
    };
    let rows: Vec<[f64; 5]> = (0..24).map(row).collect();
    let labels: Vec<usize> = (0..24).map(|i| i % 2).collect();
    let params = CalibratedClassifier::default().estimator(LinearSVM::default().tol(1e-10)).cv(4);
    let ctx = Context::new();
    let state = params.fit_documents(&Documents::Features(csr(&rows)), &labels, 2, &ctx).unwrap();
    let new = Documents::Features(csr(&[[0.5, -0.2, 1.0, 0.0, 0.0], [-1.0, 0.4, 0.0, 0.0, 0.0]]));
    let found = state.predict_proba(&new, &ctx).unwrap();
    for (row, expected) in [0.5090708871857322, 0.372703973299927].into_iter().enumerate() {
        assert!((found[[row, 1]] - expected).abs() < 1e-6, "{row}: {}", found[[row, 1]]);
    }
}

#[test]
fn hostile_features_are_told_or_borne() {
    let fit = |rows: &[[f64; 5]], params: LinearSVM| {
        params.fit_documents(&Documents::Features(csr(rows)), &[0, 0, 0, 1, 1, 1], 2, &Context::new())
    };
    let mut rows = ROWS;
    rows[0][0] = 1e200;
    assert_eq!(fit(&rows, LinearSVM::default()).unwrap_err().code(), "kp.invalid_data");
    rows[0][0] = f64::NAN;
    assert_eq!(fit(&rows, LinearSVM::default()).unwrap_err().message(), "row 0 has a feature that is not finite");
    // Features that say nothing, with and without an intercept.
    for loss in [SvmLoss::SquaredHinge, SvmLoss::Hinge] {
        let plain = LinearSVM::default().loss(loss);
        let state = fit(&[[0.0; 5]; 6], plain.clone().fit_intercept(false)).unwrap();
        assert!(state.search.converged && state.linear.weights.iter().all(|&weight| weight == 0.0));
        let state = fit(&[[0.0; 5]; 6], plain).unwrap();
        assert!(state.linear.weights.iter().all(|weight| weight.abs() < 1e-3), "{:?}", state.linear.weights);
    }
    // A search that is cut short says so.
    let state = fit(&ROWS, LinearSVM::default().c(1e6).max_iter(2)).unwrap();
    assert!(!state.search.converged && state.search.iterations == 2);
}
