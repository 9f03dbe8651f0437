use super::*;
use crate::component::IndexState;
use crate::data::Strings;
use crate::math::rng::Rng;

const TEXTS: [&str; 7] = [
    "The late invoice, the LATE invoice!",
    "a cat is a feline and likes to purr",
    "a dog is the human's best friend and loves to play",
    "a bird is a beautiful animal that can fly",
    "late late late cat",
    "purr purr the friend invoice",
    "dog",
];

fn items(texts: &[&str]) -> Items {
    Items::Texts(texts.iter().collect())
}

/// The scores of all texts, and what those without a term of the query have.
fn scores(state: &Bm25State, query: &str) -> Vec<Option<f64>> {
    let found = state.search(&items(&[query]), 100, None, &Context::new()).unwrap();
    let mut all = vec![None; state.len()];
    found[0].iter().for_each(|&(row, score)| all[row as usize] = Some(score));
    all
}

#[test]
fn scores_are_those_of_bm25s() {
    // bm25s, BM25(method=.., k1=1.5, b=.75, delta=.5).get_scores on Python 3.11, tokenize(.., stopwords=None).
    use Bm25Method::{Atire, Bm25Plus, Bm25l, Lucene, Robertson};
    for (method, query, expected) in [
        (Lucene, "late invoice", [1.3082890510559082, 0.0, 0.0, 0.0, 0.8383068442344666, 0.49299106001853943, 0.0]),
        (
            Lucene,
            "dog dog cat the",
            [
                0.4649159014225006,
                0.4224838316440582,
                0.9429473876953125,
                0.0,
                0.5378732085227966,
                0.3503803312778473,
                1.4799532890319824,
            ],
        ),
        (
            Robertson,
            "dog dog cat the",
            [
                0.14133676886558533,
                0.28638631105422974,
                0.546760082244873,
                0.0,
                0.36460453271865845,
                0.10651737451553345,
                1.0032061338424683,
            ],
        ),
        (
            Atire,
            "friend purr unknown",
            [0.0, 1.1375826597213745, 0.9366451501846313, 0.0, 0.0, 3.1920082569122314, 0.0],
        ),
        (
            Bm25Plus,
            "dog dog cat the",
            [
                3.9488778114318848,
                3.828693389892578,
                5.376150131225586,
                2.5698561668395996,
                4.172508716583252,
                3.609145402908325,
                6.97953987121582,
            ],
        ),
        (
            Bm25l,
            "friend purr unknown",
            [
                1.4539384841918945,
                2.107393980026245,
                1.9826433658599854,
                1.4539384841918945,
                1.4539384841918945,
                3.373455047607422,
                1.4539384841918945,
            ],
        ),
    ] {
        let state = BM25::default().method(method).fit_items(&items(&TEXTS), &Context::new()).unwrap();
        let base = expected.iter().copied().fold(f64::INFINITY, f64::min);
        for (score, expected) in scores(&state, query).into_iter().zip(expected) {
            match score {
                Some(score) => assert!((score - expected).abs() < 1e-6 * expected, "{method:?} {score} {expected}"),
                None => assert_eq!(expected, base),
            }
        }
    }
}

fn random(rows: usize, words: usize, seed: u64) -> Vec<String> {
    let mut rng = Rng::new(seed, 2);
    // Few words are common, many are rare.
    let mut word = move || format!("w{}", (rng.uniform() * rng.uniform() * rng.uniform() * 500.0) as usize);
    (0..rows).map(|_| (0..words).map(|_| word()).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn leaving_out_what_cannot_win_changes_nothing() {
    let texts: Vec<String> = random(3_000, 30, 1);
    let items = Items::Texts(texts.iter().collect());
    let ctx = Context::new();
    let queries = Items::Texts(random(200, 5, 9).iter().collect());
    let allowed: Vec<bool> = (0..3_000).map(|row| row % 3 != 0).collect();
    for method in [Bm25Method::Lucene, Bm25Method::Bm25Plus] {
        let state = BM25::default().method(method).fit_items(&items, &ctx).unwrap();
        for allowed in [None, Some(&allowed[..])] {
            let all = state.search(&queries, 3_000, allowed, &ctx).unwrap();
            let few = state.search(&queries, 10, allowed, &ctx.clone().threads(1)).unwrap();
            for (all, few) in all.iter().zip(&few) {
                assert_eq!(few[..], all[..10]);
            }
        }
    }
}

#[test]
fn adding_texts_is_fitting_all() {
    let texts = random(600, 20, 4);
    let part = |from: usize, to: usize| Items::Texts(texts[from..to].iter().collect());
    let ctx = Context::new();
    let whole = BM25::default().fit_items(&part(0, 600), &ctx).unwrap();
    let mut grown = BM25::default().fit_items(&part(0, 250), &ctx).unwrap();
    grown.add(&part(250, 600), &ctx).unwrap();
    let queries = Items::Texts(random(20, 4, 5).iter().collect::<Strings>());
    assert_eq!(whole.search(&queries, 20, None, &ctx).unwrap(), grown.search(&queries, 20, None, &ctx).unwrap());
    let none = BM25::default().fit_items(&items(&[]), &ctx).unwrap();
    assert_eq!(none.search(&queries, 5, None, &ctx).unwrap(), vec![vec![]; 20]);
}
