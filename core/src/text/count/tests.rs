use super::*;
use crate::component::{Store, VectorizerState};
use crate::text::{Analyzer, StopWords, StripAccents};

// Each expectation is that of scikit-learn 1.9.1: CountVectorizer(...).fit_transform(texts), its columns sorted.
const ROOMS: [&str; 8] = [
    "the room room key desk",
    "the room lobby key desk",
    "the the room key key desk",
    "the lobby key key desk",
    "the pool lobby pool desk",
    "the pool lobby lobby",
    "the garden terrace desk",
    "the garden garden fountain view desk",
];

fn check(params: &CountVectorizer, texts: &[&str], terms: &str, rows: &[&[(i32, f64)]]) {
    let ctx = Context::new();
    let texts: Strings = texts.iter().collect();
    let (state, matrix) = params.fit_transform_texts(&texts, &ctx).unwrap();
    let names = state.feature_names().unwrap();
    assert_eq!(names.iter().flatten().collect::<Vec<_>>().join("|"), terms);
    assert_eq!(matrix, state.transform(&texts, &ctx).unwrap());
    for (row, expected) in rows.iter().enumerate() {
        let (columns, values) = matrix.row(row);
        let found: Vec<_> = columns.iter().copied().zip(values.iter().copied()).collect();
        assert_eq!(found, *expected, "row {row}");
    }
    let mut store = Store::default();
    state.store(&mut store).unwrap();
    assert_eq!(TfidfState::restore(&store).unwrap().transform(&texts, &ctx).unwrap(), matrix);
}

#[test]
fn counts_are_those_of_scikit_learn() {
    let plain = CountVectorizer::default();
    check(
        &plain,
        &ROOMS[..4],
        "desk|key|lobby|room|the",
        &[
            &[(0, 1.0), (1, 1.0), (3, 2.0), (4, 1.0)],
            &[(0, 1.0), (1, 1.0), (2, 1.0), (3, 1.0), (4, 1.0)],
            &[(0, 1.0), (1, 2.0), (3, 1.0), (4, 2.0)],
            &[(0, 1.0), (1, 2.0), (2, 1.0), (4, 1.0)],
        ],
    );
    let characters = plain.clone().analyzer(Analyzer::Char).binary(true);
    let [one, two] = [[(0, 1.0), (1, 1.0), (2, 1.0)], [(1, 1.0), (3, 1.0), (4, 1.0)]];
    check(&characters, &["aaabc", "bbde"], "a|b|c|d|e", &[&one, &two]);
    let inside = plain.analyzer(Analyzer::CharWb).ngram_range(2, 2);
    check(&inside, &["ab a  ab"], " a|a |ab|b ", &[&[(0, 3.0), (1, 1.0), (2, 2.0), (3, 2.0)]]);
}

#[test]
fn terms_are_limited_as_in_scikit_learn() {
    let plain = CountVectorizer::default();
    check(&plain.clone().min_df(4.0).max_df(0.7), &ROOMS, "key|lobby", &[&[(0, 1.0)], &[(0, 1.0), (1, 1.0)]]);
    check(&plain.clone().min_df(0.5).max_df(7.0), &ROOMS, "desk|key|lobby", &[&[(0, 1.0), (1, 1.0)]]);
    let one = [(0, 1.0), (1, 1.0), (2, 1.0)];
    check(&plain.max_features(3), &ROOMS, "desk|key|the", &[&one, &one, &[(0, 1.0), (1, 2.0), (2, 2.0)]]);
}

#[test]
fn a_vocabulary_that_is_given_keeps_its_order() {
    let given = |terms: &[&str]| Some(terms.iter().map(|&term| term.to_owned()).collect::<Vec<_>>());
    let params = CountVectorizer::default().vocabulary(given(&["view", "room", "unseen"])).min_df(3.0);
    check(&params, &ROOMS[..3], "view|room|unseen", &[&[(1, 2.0)], &[(1, 1.0)], &[(1, 1.0)]]);
    let params = CountVectorizer::default().vocabulary(given(&["a", "b", "a"]));
    let error = params.fit(&["one"].iter().collect()).unwrap_err();
    assert_eq!(error.message(), "vocabulary has 'a' twice; must have each term once");
    // TfidfVectorizer(vocabulary=["key", "room", "unseen"]): its first row, and idf of a term that no text has.
    let params = TfidfVectorizer::default().vocabulary(given(&["key", "room", "unseen"]));
    let (state, matrix) = params.fit_transform_texts(&ROOMS[..4].iter().collect(), &Context::new()).unwrap();
    let (columns, values) = matrix.row(0);
    assert_eq!(columns, [0, 1]);
    assert!((values[0] - 0.3783884897859255).abs() < 1e-12 && (values[1] - 0.925646882346355).abs() < 1e-12);
    assert_eq!(state.columns(), 3);
    let error = params.smooth_idf(false).fit(&["key"].iter().collect()).unwrap_err();
    assert_eq!(error.code(), "kp.invalid_params");
}

#[test]
fn patterns_accents_and_stop_words_are_those_of_scikit_learn() {
    let plain = CountVectorizer::default();
    let hyphens = plain.clone().token_pattern(r"(?u)\b\w+-?\w*\b".to_owned()).ngram_range(1, 2);
    check(&hyphens, &["a well-known x_1 é"], "a|a well-known|well-known|well-known x_1|x_1|x_1 é|é", &[]);
    let tags = plain.clone().token_pattern(r"#(\w+)".to_owned()).lowercase(false);
    check(&tags, &["see #this and #That", "#this"], "That|this", &[&[(0, 1.0), (1, 1.0)], &[(1, 1.0)]]);
    let words = StopWords::Words(vec!["et".into(), "l".into()]);
    let french = plain.clone().strip_accents(StripAccents::Unicode).stop_words(words);
    check(&french, &["Été et hiver l'été"], "ete|hiver", &[&[(0, 2.0), (1, 1.0)]]);
    check(&plain.strip_accents(StripAccents::Ascii), &["Été Заказ œuvre ﬁn"], "ete|fin|uvre", &[]);
}
