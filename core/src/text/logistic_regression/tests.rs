use super::*;
use crate::component::ClassifierState;
use crate::data::Csr;

/// Rows of five features, each written out.
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

/// scikit-learn 1.9.1: LogisticRegression(tol=1e-12, ...).fit(ROWS, labels), its coef_ and then its intercept_; where
/// absolute values are penalised by solver "saga".
fn check(params: &LogisticRegression, labels: [usize; 6], expected: &[&[f64; 6]], threads: usize) {
    let ctx = Context::new().threads(threads);
    let params = params.clone().tol(1e-11).max_iter(100_000);
    let state = params.fit_documents(&Documents::Features(csr(&ROWS)), &labels, labels[5] + 1, &ctx).unwrap();
    let outputs = state.linear.outputs;
    assert_eq!(outputs, expected.len());
    for (output, expected) in expected.iter().enumerate() {
        for (feature, expected) in expected.iter().enumerate() {
            let found = state.linear.weights[feature * outputs + output];
            assert!((found - expected).abs() < 1e-6, "output {output}, feature {feature}: {found} and {expected}");
        }
    }
}

#[test]
fn the_optimum_is_that_of_scikit_learn() {
    let three = [0, 0, 1, 1, 1, 2];
    let plain = LogisticRegression::default();
    check(
        &plain.clone().c(2.0),
        three,
        &[
            &[
                0.9072137752286061,
                -0.2948824225212199,
                -0.708252365114599,
                -0.37478220990466915,
                0.09526504640739115,
                0.49755898964970674,
            ],
            &[
                -0.20436956566896633,
                0.881493035634564,
                0.6866055743045202,
                0.4316166725587663,
                -0.07208722341226809,
                -0.9017364427440439,
            ],
            &[
                -0.70284420955964,
                -0.586610613113344,
                0.02164679081007857,
                -0.05683446265409727,
                -0.02317782299512312,
                0.40417745309433717,
            ],
        ],
        1,
    );
    check(
        &plain.clone().fit_intercept(false),
        three,
        &[
            &[
                0.7770456351480186,
                -0.1407780936606211,
                -0.4724705194211631,
                -0.12773941015725104,
                0.10256523118374632,
                0.0,
            ],
            &[
                -0.3302287338638359,
                0.5267940486750995,
                0.43101767440488087,
                0.08592207277950989,
                -0.07733182635239623,
                0.0,
            ],
            &[
                -0.44681690128418267,
                -0.38601595501447844,
                0.04145284501628197,
                0.04181733737774145,
                -0.025233404831350073,
                0.0,
            ],
        ],
        3,
    );
    check(
        &plain.c(0.5).class_weight(ClassWeight::Balanced),
        [0, 0, 0, 0, 1, 1],
        &[&[
            -0.20852347765338894,
            -0.4708134252137605,
            0.6167299755817869,
            -0.030585666675229085,
            -0.04208585643090119,
            -0.3309707549017864,
        ]],
        1,
    );
}

/// More features than documents: those of [`ROWS`], one of each document alone, and two more.
fn wide_rows() -> Csr {
    let row = |row: usize| {
        let alone = (0..6).map(move |other| if other == row { (row as f64 + 1.0) / 2.0 } else { 0.0 });
        ROWS[row].into_iter().chain(alone).chain([(row % 2) as f64, (row % 3) as f64])
    };
    let (mut indptr, mut indices, mut values) = (vec![0], Vec::new(), Vec::new());
    for number in 0..6 {
        for (column, value) in row(number).enumerate().filter(|(_, value)| *value != 0.0) {
            indices.push(column as i32);
            values.push(value);
        }
        indptr.push(values.len() as i64);
    }
    Csr::new(13, indptr, indices, values).unwrap()
}

#[test]
fn with_more_features_than_documents_the_optimum_is_that_of_scikit_learn() {
    // scikit-learn 1.9.1: LogisticRegression(C=2, tol=1e-12).fit(X, labels), coef_ and intercept_ of each class.
    let two: &[&[f64; 14]] = &[&[
        -0.162499897,
        -0.536492642,
        0.853427525,
        -0.04581137,
        -0.039405851,
        -0.039405851,
        -0.17775391,
        -0.189725692,
        -0.156459112,
        0.432193542,
        0.865204955,
        0.032418186,
        0.318959221,
        -2.292738453,
    ]];
    let three: &[&[f64; 14]] = &[
        &[
            0.592390417,
            -0.286674341,
            -0.511085679,
            -0.215377577,
            0.093370694,
            0.093370694,
            0.294374624,
            -0.138492214,
            -0.392862601,
            -0.18866746,
            -0.3506688,
            -0.018946277,
            -0.199527846,
            1.228769552,
        ],
        &[
            -0.402531291,
            0.495843001,
            0.471576139,
            0.154714116,
            -0.080259533,
            -0.080259533,
            -0.201277953,
            0.203393363,
            0.499150679,
            0.299461983,
            -0.429475829,
            -0.094861223,
            -0.096619228,
            0.185258122,
        ],
        &[
            -0.189859126,
            -0.20916866,
            0.03950954,
            0.060663461,
            -0.013111162,
            -0.013111162,
            -0.093096671,
            -0.064901149,
            -0.106288078,
            -0.110794523,
            0.780144628,
            0.1138075,
            0.296147074,
            -1.414027673,
        ],
    ];
    for (labels, expected) in [([0, 0, 0, 0, 1, 1], two), ([0, 0, 1, 1, 1, 2], three)] {
        let params = LogisticRegression::default().c(2.0).tol(1e-9);
        let x = Documents::Features(wide_rows());
        let state = params.fit_documents(&x, &labels, labels[5] + 1, &Context::new()).unwrap();
        let outputs = state.linear.outputs;
        for (place, found) in state.linear.weights.iter().enumerate() {
            let expected = expected[place % outputs][place / outputs];
            assert!((found - expected).abs() < 1e-6, "place {place}: {found} and {expected}");
        }
    }
}

#[test]
fn a_search_among_documents_ends_where_one_among_features_does() {
    let x = wide_rows();
    // A row that is there twice, with two labels, and an empty one.
    let (mut indptr, mut indices, mut values) = x.clone().into_parts();
    let (columns, entries) = x.row(2);
    indices.extend(columns);
    values.extend(entries);
    indptr.extend([values.len() as i64; 2]);
    let x = Csr::new(13, indptr, indices, values).unwrap();
    let ctx = Context::new();
    for (labels, classes) in [([0, 1, 0, 0, 0, 1, 1, 0], 2), ([0, 0, 1, 1, 1, 2, 2, 0], 3)] {
        for (weight, fit_intercept) in [(None, true), (Some(ClassWeight::Balanced), true), (None, false)] {
            let params = LogisticRegression::default().c(5.0).fit_intercept(fit_intercept);
            let loss = Loss::new(&x, &labels, classes, &class_weights(weight, &labels, classes), &params).unwrap();
            let options = lbfgs::Options { tolerance: 1e-8, max_iterations: 1_000, memory: 10 };
            let mut span = Span::new(&x, &loss, &ctx).unwrap();
            let found = lbfgs::walk(vec![0.0; span.size()], options, &mut span).unwrap();
            let mut objective = Objective::new(&x, &loss, loss.unit, &ctx).unwrap();
            let other = lbfgs::walk(vec![0.0; objective.size()], options, &mut objective).unwrap();
            assert!(found.converged && other.converged);
            for (a, b) in span.weights(&found.x).iter().zip(objective.weights(other.x)) {
                assert!((a - b).abs() < 1e-5, "{a} and {b}");
            }
        }
    }
}

#[test]
fn absolute_values_draw_weights_to_zero_as_in_scikit_learn() {
    let plain = LogisticRegression::default();
    check(
        &plain.clone().c(1.5).l1_ratio(1.0),
        [0, 0, 0, 0, 1, 1],
        &[&[0.0, -0.5453673246064283, 1.0191783480872616, 0.0, 0.0, -1.2839525261588474]],
        1,
    );
    // scikit-learn's intercepts of several classes sum to 0, which leaves no probability other.
    let mixed = plain.c(3.0).l1_ratio(0.4).class_weight(ClassWeight::Balanced);
    check(
        &mixed,
        [0, 0, 1, 1, 1, 2],
        &[
            &[1.3368860779989498, 0.0, -0.8060955374056681, -0.10439620865637188, 0.0, 0.07933759683323233],
            &[0.0, 1.196073272155117, 0.6531580746013973, 0.43272449524945983, 0.0, -1.2335631525190756],
            &[-1.1108913807021552, -0.689350005603498, 0.0, 0.0, 0.0, 1.1542255556858358],
        ],
        2,
    );
}

#[test]
fn threads_do_not_change_a_bit() {
    let texts: crate::data::Strings =
        (0..2_000).map(|row| format!("w{} w{} w{}", row % 97, row % 53, row * 7 % 89)).collect();
    let labels: Vec<usize> = (0..2_000).map(|row| (row % 97 + row % 53) % 3).collect();
    let documents = Documents::Texts(texts);
    for l1_ratio in [0.0, 0.5] {
        let params = LogisticRegression::default().l1_ratio(l1_ratio).max_iter(15);
        let fit = |threads| {
            let ctx = Context::new().threads(threads);
            params.fit_documents(&documents, &labels, 3, &ctx).unwrap().predict_proba(&documents, &ctx).unwrap()
        };
        assert_eq!(fit(1), fit(3));
    }
}

#[test]
fn values_beyond_measure_are_told() {
    let mut rows = ROWS;
    rows[0][0] = 1e200;
    let fit = |rows: &[[f64; 5]]| {
        let documents = Documents::Features(csr(rows));
        LogisticRegression::default().fit_documents(&documents, &[0, 0, 0, 1, 1, 1], 2, &Context::new())
    };
    assert_eq!(fit(&rows).unwrap_err().code(), "kp.invalid_data");
    rows[0][0] = f64::NAN;
    assert_eq!(fit(&rows).unwrap_err().message(), "row 0 has a feature that is not finite");
    // Features that say nothing.
    let state = fit(&[[0.0; 5]; 6]).unwrap();
    let chances = state.predict_proba(&Documents::Features(csr(&ROWS)), &Context::new()).unwrap();
    assert!(chances.iter().all(|chance| (chance - 0.5).abs() < 1e-9));
}
