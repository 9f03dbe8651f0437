use super::*;
use crate::component::{Store, VectorizerState};
use crate::text::Analyzer;

// Each expectation is that of scikit-learn 1.9.1: TfidfVectorizer(...).fit(TEXTS).transform(TEXTS), which sorts columns.
const TEXTS: [&str; 5] = ["the cat sat on the mat", "The dog SAT", "a Ünïcode cat 🐈 cat", "", "zebra étude sat"];

fn fit(params: &TfidfVectorizer, texts: &[&str]) -> Result<TfidfState> {
    params.fit_texts(&texts.iter().collect(), &Context::new().threads(1))
}

/// The terms, and per row the columns and the weights.
fn check(params: &TfidfVectorizer, terms: &str, rows: [(&[i32], &[f64]); 5]) {
    let state = fit(params, &TEXTS).unwrap();
    let names = state.feature_names().unwrap();
    assert_eq!(names.iter().flatten().collect::<Vec<_>>().join(" "), terms);
    let matrix = state.transform(&TEXTS.iter().collect(), &Context::new()).unwrap();
    for (row, (columns, weights)) in rows.into_iter().enumerate() {
        assert_eq!(matrix.row(row).0, columns);
        for (found, expected) in matrix.row(row).1.iter().zip(weights) {
            assert!((found - expected).abs() < 1e-12, "row {row}: {found} and {expected}");
        }
    }
}

#[test]
fn weights_are_those_of_scikit_learn() {
    let terms = "cat dog mat on sat the zebra étude ünïcode";
    let (a, b, c) = (0.4187402724516039, 0.3378370152107983, 0.2804352406913354);
    let last = [0.42799292268317357, 0.6390704413963749, 0.6390704413963749];
    check(
        &TfidfVectorizer::default(),
        terms,
        [
            (&[0, 2, 3, 4, 5], &[b, a, a, c, 0.6756740304215966]),
            (&[1, 4, 5], &[0.6901592662889633, 0.46220770413113277, 0.5568161504458247]),
            (&[0, 8], &[0.8500027502658362, 0.52677824987419]),
            (&[], &[]),
            (&[4, 6, 7], &last),
        ],
    );
    let (one, two, three) = (2.6094379124341005, 1.916290731874155, 1.5108256237659907);
    check(
        &TfidfVectorizer::default().smooth_idf(false).sublinear_tf(true).norm(None),
        terms,
        [
            (&[0, 2, 3, 4, 5], &[two, one, one, three, 3.24456224980588]),
            (&[1, 4, 5], &[one, three, two]),
            (&[0, 8], &[3.24456224980588, one]),
            (&[], &[]),
            (&[4, 6, 7], &[three, one, one]),
        ],
    );
}

#[test]
fn terms_are_kept_as_in_scikit_learn() {
    let first = [0.26109044771142487, 0.21672865686572537, 0.5221808954228497];
    let second = [0.4535788853765508, 0.5464211146234491];
    check(
        &TfidfVectorizer::default().min_df(2.0).norm(Norm::L1),
        "cat sat the",
        [(&[0, 1, 2], &first), (&[1, 2], &second), (&[0], &[1.0]), (&[], &[]), (&[1], &[1.0])],
    );
    let rows: [(&[i32], &[f64]); 5] =
        [(&[0, 1, 2], &[1.0; 3]), (&[1, 2], &[1.0; 2]), (&[0], &[1.0]), (&[], &[]), (&[1], &[1.0])];
    check(&TfidfVectorizer::default().use_idf(false).binary(true).norm(None).max_features(3), "cat sat the", rows);
    let (cat, the) = (1.6931471805599454, 3.386294361119891);
    check(
        &TfidfVectorizer::default().max_df(0.5).min_df(0.3).norm(None),
        "cat the",
        [(&[0, 1], &[cat, the]), (&[1], &[cat]), (&[0], &[the]), (&[], &[]), (&[], &[])],
    );
}

#[test]
fn an_empty_vocabulary_and_contradictions_are_told() {
    let message = |params: &TfidfVectorizer, texts: &[&str]| {
        let error = fit(params, texts).unwrap_err();
        (error.code(), error.message().to_owned())
    };
    let plain = TfidfVectorizer::default();
    assert_eq!(message(&plain, &[]).0, "kp.not_enough_data");
    let nothing = "empty vocabulary; the 2 texts have no terms beside stop words".to_owned();
    assert_eq!(message(&plain, &["", " \u{1c}"]), ("kp.not_enough_data", nothing));
    let rare = "none of 2 terms remains with min_df 2 and max_df 1; lower the first or raise the second".to_owned();
    assert_eq!(message(&plain.clone().min_df(2.0), &["aa", "bb"]), ("kp.not_enough_data", rare));
    let crossed = "max_df of 2 texts is below min_df of 3".to_owned();
    let params = plain.clone().min_df(3.0).max_df(2.0);
    assert_eq!(message(&params, &["aa"]), ("kp.invalid_params", crossed));
    let broken = "min_df is 1.5; above 1 it must be a whole number of texts".to_owned();
    assert_eq!(message(&plain.min_df(1.5), &["aa"]), ("kp.invalid_params", broken));
}

#[test]
fn threads_do_not_change_the_terms() {
    let texts: Strings = (0..20_000).map(|row| format!("w{} common w{} w{}", row % 977, row * 7 % 1013, row)).collect();
    let params = TfidfVectorizer::default().ngram_range(1, 2).min_df(2.0);
    let fit = |threads| params.fit_texts(&texts, &Context::new().threads(threads)).unwrap();
    let (one, three) = (fit(1), fit(3));
    assert_eq!(one.feature_names().unwrap(), three.feature_names().unwrap());
    assert_eq!((one.df, one.texts), (three.df, three.texts));
}

#[test]
fn fitting_and_transforming_at_once_changes_no_bit() {
    let texts: Strings = (0..20_000).map(|row| format!("w{} common w{} w{}", row % 977, row * 7 % 1013, row)).collect();
    let words = TfidfVectorizer::default().ngram_range(1, 2);
    let characters = words.clone().analyzer(Analyzer::CharWb).ngram_range(2, 3);
    for params in [words.clone(), words.min_df(2.0), characters.clone(), characters.max_features(100)] {
        let state = params.fit_texts(&texts, &Context::new().threads(1)).unwrap();
        let features = state.transform(&texts, &Context::new().threads(1)).unwrap();
        for threads in [1, 3] {
            let (both, rows) = params.fit_transform_texts(&texts, &Context::new().threads(threads)).unwrap();
            assert_eq!(both.feature_names().unwrap(), state.feature_names().unwrap());
            assert_eq!((&both.df, both.texts), (&state.df, state.texts));
            assert_eq!(rows, features);
        }
    }
}

#[test]
fn a_state_is_read_back_and_a_changed_one_refused() {
    let state = fit(&TfidfVectorizer::default().ngram_range(1, 2), &TEXTS).unwrap();
    let mut store = Store::default();
    state.store(&mut store).unwrap();
    let read = TfidfState::restore(&store).unwrap();
    let texts: Strings = TEXTS.iter().collect();
    let ctx = Context::new();
    assert_eq!(read.transform(&texts, &ctx).unwrap(), state.transform(&texts, &ctx).unwrap());
    let faults: [fn(&mut Store); 4] = [
        |store| store.put("df", &[1u32]),
        |store| store.put("df", &[0u32; 17]),
        |store| store.put_strings("terms", &vec!["same"; 17].into_iter().collect()),
        |store| store.set("texts", &1).unwrap(),
    ];
    for (number, fault) in faults.into_iter().enumerate() {
        let mut changed = store.clone();
        fault(&mut changed);
        assert_eq!(TfidfState::restore(&changed).unwrap_err().code(), "kp.corrupt_model", "fault {number}");
    }
}

#[test]
fn parts_give_what_all_texts_at_once_give() {
    let all: Vec<String> = (0..60).map(|row| format!("word{} and {} über text{row}", row % 7, row % 11)).collect();
    let part = |rows: std::ops::Range<usize>| all[rows].iter().collect::<Strings>();
    let ctx = Context::new();
    let given = vec!["word3".to_owned(), "nowhere".to_owned(), "5".to_owned()];
    for params in [
        TfidfVectorizer::default(),
        TfidfVectorizer::default().analyzer(Analyzer::CharWb).ngram_range(2, 4).sublinear_tf(true),
        TfidfVectorizer::default().vocabulary(given).min_df(5.0),
    ] {
        let whole = params.fit_texts(&part(0..60), &ctx).unwrap();
        let mut grown = params.fit_texts(&part(0..9), &ctx).unwrap();
        for rows in [9..10, 10..10, 10..43, 43..60] {
            grown.update(&part(rows), &ctx).unwrap();
        }
        assert_eq!(grown.feature_names().unwrap(), whole.feature_names().unwrap());
        assert_eq!((&grown.df, grown.texts), (&whole.df, whole.texts));
        assert_eq!(grown.transform(&part(0..60), &ctx).unwrap(), whole.transform(&part(0..60), &ctx).unwrap());
    }
    for limited in [
        TfidfVectorizer::default().min_df(2.0),
        TfidfVectorizer::default().max_df(0.9),
        TfidfVectorizer::default().max_features(9),
    ] {
        let mut state = limited.fit_texts(&part(0..60), &ctx).unwrap();
        assert_eq!(state.update(&part(0..3), &ctx).unwrap_err().code(), "kp.unsupported");
    }
}
