use super::dictionary::Feature;
use super::*;
use crate::component::{ClassifierState, ExplainArgs, Store};
use crate::data::{Column, Data, Frame};
use crate::text::analyze::Scratch;

const TEXTS: [&str; 6] = [
    "the invoice is overdue, please pay",
    "please pay this invoice now",
    "an overdue payment reminder",
    "my parcel never arrived",
    "the parcel arrived broken",
    "where is my delivery",
];
const LABELS: [usize; 6] = [0, 0, 0, 1, 1, 1];

fn documents() -> Documents {
    Documents::Texts(TEXTS.iter().collect())
}

#[test]
fn features_and_hashes_are_those_of_fasttext() {
    // fastText 0.9.2: train_supervised(minn=3, maxn=4, wordNgrams=2, bucket=1000), then getSubwords(word), less the number of
    // words; the n-grams of words are dictionary.cc's, in Python's integers.
    let params = FastTextClassifier::default().minn(3).maxn(4).bucket(1_000).tokens(Tokens::Whitespace);
    let (dictionary, _) = Dictionary::learn(&params, &["über zzq"].iter().collect(), &Context::new()).unwrap();
    let mut found = Vec::new();
    dictionary.features("über zzq", &mut Scratch::default(), |feature| {
        found.push(match &feature {
            Feature::Word(word) => ((*word).to_owned(), -1),
            Feature::Piece(_, hash) | Feature::Words(_, hash) => (feature.name(), i64::from(*hash)),
        });
    });
    let found: Vec<(&str, i64)> = found.iter().map(|(name, hash)| (name.as_str(), *hash)).collect();
    let expected = [
        ("über", -1),
        ("[<üb]", 82),
        ("[<übe]", 269),
        ("[übe]", 527),
        ("[über]", 527),
        ("[ber]", 366),
        ("[ber>]", 56),
        ("[er>]", 840),
        ("zzq", -1),
        ("[<zz]", 867),
        ("[<zzq]", 446),
        ("[zzq]", 92),
        ("[zzq>]", 902),
        ("[zq>]", 446),
        ("</s>", -1),
    ];
    assert_eq!(found[..15], expected);
    assert_eq!(found[15..], [("über zzq", 313), ("zzq </s>", 413)]);
}

#[test]
fn texts_are_told_apart_and_the_reasons_are_their_words() {
    let ctx = Context::new();
    let labels = Column::Str(LABELS.map(|label| ["billing", "shipping"][label]).iter().collect());
    let unseen: Data = Frame::new()
        .with("text", ["the INVOICE is due", "a broken parcel", ""].iter().collect::<Strings>())
        .unwrap()
        .into();
    let plain = FastTextClassifier::default().epoch(50).dim(10);
    for params in [
        plain.clone(),
        plain.clone().loss(Loss::Ova),
        plain.clone().minn(2).maxn(4),
        plain.clone().quantize(true),
        plain.quantize(true).dsub(3).cutoff(30),
    ] {
        let model = params.fit(&documents(), &labels).unwrap();
        let predicted = model.predict(&unseen, &ctx).unwrap();
        let found: Vec<_> = predicted.strings("label").unwrap().iter().flatten().take(2).collect();
        assert_eq!(found, ["billing", "shipping"], "{params:?}");
        let reasons = model.explain(&unseen, &ExplainArgs { top: 3 }, &ctx).unwrap();
        let names: Vec<_> = reasons.strings("feature").unwrap().iter().flatten().collect();
        assert!(names[..3].iter().any(|name| name.contains("invoice") || name.contains("nv")), "{params:?} {names:?}");
    }
}

#[test]
fn the_shares_of_all_features_make_up_the_decision() {
    let ctx = Context::new();
    let state = FastTextClassifier::default().dim(6).epoch(20).fit_documents(&documents(), &LABELS, 2, &ctx).unwrap();
    let one = Documents::Texts(["please pay"].iter().collect());
    let chances = state.predict_proba(&one, &ctx).unwrap();
    // Of two classes, half of the log-odds is above the mean.
    let half = 0.5 * libm::log(chances[[0, 0]] / chances[[0, 1]]);
    let sum: f64 = state.explain(&one, 100, &ctx).unwrap()[0].iter().map(|(_, share)| share).sum();
    // What speaks against it is not shown.
    assert!(sum >= half - 1e-5 && sum < half + 1.0, "{sum} and {half}");
}

#[test]
fn the_seed_alone_decides() {
    let fit = |seed, threads| {
        let ctx = Context::new().seed(seed).threads(threads);
        let params = FastTextClassifier::default().dim(8).quantize(true);
        params.fit_documents(&documents(), &LABELS, 2, &ctx).unwrap().predict_proba(&documents(), &ctx).unwrap()
    };
    assert_eq!(fit(1, 1), fit(1, 3));
    assert_ne!(fit(1, 1), fit(2, 1));
}

#[test]
fn contradictions_are_told_and_nothing_known_is_even() {
    let ctx = Context::new();
    let fit = |params: FastTextClassifier| params.fit_documents(&documents(), &LABELS, 2, &ctx).unwrap_err();
    assert_eq!(fit(FastTextClassifier::default().minn(4).maxn(3)).message(), "minn is 4; may not be above maxn of 3");
    let features = crate::data::Csr::new(1, vec![0], vec![], vec![]).unwrap();
    let error = FastTextClassifier::default().fit_documents(&Documents::Features(features), &[], 2, &ctx).unwrap_err();
    assert_eq!(error.message(), "features were given; must be texts");
    // No word is left: nothing is known of any text.
    let state = FastTextClassifier::default().min_count(100).word_ngrams(1).maxn(0);
    let state = state.fit_documents(&documents(), &LABELS, 2, &ctx).unwrap();
    assert!(state.predict_proba(&documents(), &ctx).unwrap().iter().all(|&chance| chance == 0.5));
}

#[test]
fn a_state_is_read_back_and_a_changed_one_refused() {
    let ctx = Context::new();
    for quantize in [false, true] {
        let params = FastTextClassifier::default().dim(5).maxn(4).quantize(quantize);
        let state = params.fit_documents(&documents(), &LABELS, 2, &ctx).unwrap();
        let mut store = Store::default();
        state.store(&mut store).unwrap();
        let read = FastTextState::restore(&store, 2).unwrap();
        assert_eq!(read.predict_proba(&documents(), &ctx).unwrap(), state.predict_proba(&documents(), &ctx).unwrap());
        let faults: [fn(&mut Store); 6] = [
            |store| store.put("output", &[1f32]),
            |store| store.put("hashes", &[u32::MAX]),
            |store| store.put("hashes", &[1u32, 1]),
            |store| store.put_strings("words", &["a", "a"].iter().collect()),
            |store| store.put_shaped("input", vec![1, 5], &[f32::NAN; 5]),
            |store| store.set("params", &serde_json::json!({"dim": 0})).unwrap(),
        ];
        for (number, fault) in faults.into_iter().enumerate() {
            let mut changed = store.clone();
            fault(&mut changed);
            let error = FastTextState::restore(&changed, 2).unwrap_err();
            assert_eq!(error.code(), "kp.corrupt_model", "fault {number}");
        }
    }
}
