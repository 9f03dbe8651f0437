use super::*;
use crate::component::ExplainArgs;
use crate::data::{Column, Csr, Data, Frame, Strings};
use crate::math::rng::Rng;
use crate::{ErrorKind, Model};

const ROWS: [[f64; 5]; 6] = [
    [2.0, 1.0, 0.0, 0.0, 0.5],
    [1.0, 0.0, 0.0, 1.0, 0.0],
    [0.0, 3.0, 1.0, 0.0, 0.0],
    [0.0, 1.0, 0.0, 2.0, 0.0],
    [1.0, 0.0, 4.0, 0.0, 0.0],
    [0.0, 0.0, 1.0, 1.0, 0.0],
];
const Y: [f64; 6] = [3.5, -1.0, 2.0, 0.25, 10.0, 4.0];
const TEXTS: [&str; 6] =
    ["the cat sat on the mat", "The dog SAT", "a quick brown cat", "", "zebra and dog sat", "the end of the mat"];

fn csr(rows: &[[f64; 5]]) -> Csr {
    let indptr = (0..=rows.len()).map(|row| 5 * row as i64).collect();
    let indices = (0..rows.len()).flat_map(|_| 0..5).collect();
    Csr::new(5, indptr, indices, rows.iter().flatten().copied().collect()).unwrap()
}

fn texts(rows: &[&str]) -> Documents {
    Documents::Texts(rows.iter().collect())
}

/// scikit-learn 1.9.1: Ridge(solver="cholesky", ...).fit(ROWS, Y), its coef_ and then its intercept_.
fn check(params: &Ridge, expected: [f64; 6]) {
    let state = params.fit_documents(&Documents::Features(csr(&ROWS)), &Y, &Context::new()).unwrap();
    assert!(state.0.search.converged);
    for (found, expected) in state.0.linear.weights.iter().zip(expected) {
        assert!((found - expected).abs() < 1e-9, "{found} and {expected}");
    }
}

#[test]
fn the_optimum_is_that_of_scikit_learn() {
    check(
        &Ridge::default(),
        [
            0.3655219130359986,
            -0.31709388843490605,
            1.9172723753817043,
            -0.6614661734979138,
            0.5862543546514128,
            1.6204141757343764,
        ],
    );
    check(
        &Ridge::default().alpha(0.01),
        [
            -1.7179870493875689,
            -0.6555647367719487,
            2.5590116949863386,
            -0.34880655511471814,
            11.682559191347961,
            1.5166080560461466,
        ],
    );
    check(
        &Ridge::default().alpha(2.5).fit_intercept(false),
        [0.8434214409846696, 0.12207724173884128, 2.0594417158247804, 0.04152733643680797, 0.3074690684166945, 0.0],
    );
}

#[test]
fn predictions_of_texts_are_those_of_scikit_learn_and_the_shares_add_up_to_them() {
    // scikit-learn 1.9.1: Ridge(alpha=0.3, solver="cholesky") on TfidfVectorizer(ngram_range=(1, 2)) of TEXTS.
    let ridge = Ridge::default().alpha(0.3).tokens(Tokens::Sklearn);
    let state = ridge.fit_documents(&texts(&TEXTS), &Y, &Context::new()).unwrap();
    let new = texts(&["the cat sat", "a brown zebra", "nothing known"]);
    let found = state.predict(&new, &Context::new()).unwrap();
    for (found, expected) in found.iter().zip([2.5475446559215023, 4.226534612113147, 1.9577062225184247]) {
        assert!((found - expected).abs() < 1e-9, "{found} and {expected}");
    }
    let reasons = state.explain(&new, 100, &Context::new()).unwrap();
    let (of_the, share) = reasons[0].iter().find(|(name, _)| name == "the").unwrap();
    assert!((share + 0.18026740693698826).abs() < 1e-9, "{of_the} {share}");
    assert!(reasons[0].windows(2).all(|pair| pair[0].1.abs() >= pair[1].1.abs()));
    let intercept = state.parts().unwrap().summary["intercept"].as_f64().unwrap();
    for (reasons, found) in reasons.iter().zip(&found) {
        let sum = reasons.iter().fold(intercept, |sum, (_, share)| sum + share);
        assert!((sum - found).abs() < 1e-12, "{sum} and {found}");
    }
    assert_eq!(state.explain(&new, 2, &Context::new()).unwrap()[0], reasons[0][..2]);
}

/// Random sparse rows, of columns of different sizes.
fn random(rows: usize, columns: i32) -> (Csr, Vec<f64>) {
    let mut rng = Rng::new(7, 0);
    let (mut indptr, mut indices, mut values, mut y) = (vec![0], Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rows {
        let before = indices.len();
        for column in 0..columns {
            if rng.uniform() < 0.25 {
                indices.push(column);
                values.push(rng.normal() * f64::from(1 << (column % 3)));
            }
        }
        indptr.push(indices.len() as i64);
        y.push(rng.normal() + indices[before..].iter().filter(|&&column| column % 3 == 0).count() as f64);
    }
    (Csr::new(columns as usize, indptr, indices, values).unwrap(), y)
}

#[test]
fn at_the_optimum_the_gradient_is_nothing_whatever_the_threads() {
    for (rows, columns) in [(1_500, 60), (40, 300)] {
        let (x, y) = random(rows, columns);
        let fit = |threads| {
            let ctx = Context::new().threads(threads);
            Ridge::default().alpha(0.5).fit_documents(&Documents::Features(x.clone()), &y, &ctx).unwrap().0
        };
        let state = fit(1);
        assert!(state.search.converged && state.search.iterations < 200, "{:?}", state.search);
        assert_eq!(state.linear.weights, fit(4).linear.weights);
        let (weights, intercept) = state.linear.weights.split_at(columns as usize);
        let mut gradient: Vec<f64> = weights.iter().map(|weight| -0.5 * weight).collect();
        let mut sum = 0.0;
        for (row, y) in y.iter().enumerate() {
            let entries = || x.row(row).0.iter().map(|&column| column as usize).zip(x.row(row).1);
            let residual = y - entries().fold(intercept[0], |sum, (column, value)| sum + value * weights[column]);
            entries().for_each(|(column, value)| gradient[column] += value * residual);
            sum += residual;
        }
        assert!(gradient.iter().all(|slope| slope.abs() < 1e-5), "{gradient:?}");
        assert!(sum.abs() < 1e-9);
    }
}

#[test]
fn the_unit_of_the_numbers_does_not_matter() {
    let fit = |unit: f64| {
        let y: Vec<f64> = Y.iter().map(|y| y * unit).collect();
        Ridge::default().fit_documents(&Documents::Features(csr(&ROWS)), &y, &Context::new()).unwrap().0.linear.weights
    };
    let plain = fit(1.0);
    for unit in [1e300, 1e-300] {
        for (found, plain) in fit(unit).into_iter().zip(&plain) {
            assert!((found / unit - plain).abs() < 1e-12);
        }
    }
}

#[test]
fn the_features_that_correlate_most_stay() {
    let documents = Documents::Features(csr(&ROWS));
    let state = Ridge::default().k_best(2).fit_documents(&documents, &Y, &Context::new()).unwrap();
    assert_eq!(state.0.seen.as_ref().unwrap().columns(), [2, 3]);
    assert_eq!(state.predict(&documents, &Context::new()).unwrap().len(), 6);
}

#[test]
fn a_model_is_saved_and_loaded_and_refuses_what_it_does_not_know() {
    let model = Ridge::default().fit(&texts(&TEXTS), &Column::I64(vec![3, 1, 2, 0, 10, 4])).unwrap();
    let again = Model::from_bytes(&model.to_bytes().unwrap()).unwrap();
    let words: Strings = ["the dog", ""].into_iter().collect();
    let data: Data = Frame::new().with("text", words).unwrap().into();
    let ctx = Context::new();
    assert_eq!(model.predict(&data, &ctx).unwrap(), again.predict(&data, &ctx).unwrap());
    let why = again.explain(&data, &ExplainArgs { top: 1 }, &ctx).unwrap();
    assert_eq!(why.column("document").unwrap(), &Column::I64(vec![0]));
    assert_eq!(again.predict(&csr(&ROWS).into(), &ctx).unwrap_err().kind(), ErrorKind::InvalidData);
    let fails = |column: Column| Ridge::default().fit(&texts(&TEXTS), &column).unwrap_err().kind();
    let with = |value: f64| Column::F64(vec![1.0, 2.0, value, 0.0, 0.0, 0.0]);
    assert_eq!(fails(with(f64::NAN)), ErrorKind::MissingValues);
    assert_eq!(fails(with(f64::INFINITY)), ErrorKind::InvalidData);
    assert_eq!(fails(Column::F64(vec![1.0])), ErrorKind::InvalidData);
    assert_eq!(fails(["a", "b", "c", "d", "e", "f"].into_iter().collect::<Strings>().into()), ErrorKind::InvalidData);
    let huge = csr(&ROWS.map(|row| row.map(|value| value * 1e200)));
    let error = Ridge::default().fit(&Documents::Features(huge), &Column::F64(Y.to_vec())).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidData);
}
