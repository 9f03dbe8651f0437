use super::*;
use crate::component::ExplainArgs;
use crate::component::{ClassifierState, Store, Vectorizer};
use crate::data::{Column, Csr, Data, Frame, Strings};
use crate::text::TfidfVectorizer;
use crate::text::recipe::{Answer, Features, LinearState};

const TEXTS: [&str; 6] = [
    "the invoice is overdue, please pay",
    "please pay this invoice now",
    "an overdue payment reminder",
    "my parcel never arrived",
    "the parcel arrived broken",
    "where is my delivery",
];

fn documents() -> Documents {
    Documents::Texts(TEXTS.iter().collect())
}

fn labels() -> Column {
    Column::Str(["billing", "billing", "billing", "shipping", "shipping", "shipping"].iter().collect())
}

fn frame(texts: &[&str]) -> Data {
    Frame::new().with("text", texts.iter().collect::<Strings>()).unwrap().into()
}

#[test]
fn texts_are_told_apart_and_the_reasons_are_their_words() {
    let ctx = Context::new();
    for features in [Features::Tfidf, Features::Hashing] {
        let params = LinearClassifier::default().features(features).char_ngrams(None);
        let model = params.fit(&documents(), &labels()).unwrap();
        let unseen = frame(&["is the INVOICE due", "a broken parcel", ""]);
        let predicted = model.predict(&unseen, &ctx).unwrap();
        let found: Vec<_> = predicted.strings("label").unwrap().iter().flatten().take(2).collect();
        assert_eq!(found, ["billing", "shipping"]);
        let reasons = model.explain(&unseen, &ExplainArgs { top: 1 }, &ctx).unwrap();
        let names: Vec<_> = reasons.strings("feature").unwrap().iter().flatten().collect();
        assert_eq!(names[..2], ["invoice", "parcel"], "{features:?}");
        assert!(reasons.f64("contribution").unwrap().iter().all(|&share| share > 0.0));
    }
}

#[test]
fn shares_and_the_intercept_make_up_the_decision() {
    let labels: Vec<usize> = vec![0, 0, 1, 1, 2, 2];
    let state = LinearClassifier::default().fit_documents(&documents(), &labels, 3, &Context::new()).unwrap();
    let (mut answer, documents) = (Answer::default(), documents());
    answer.decision.resize(3, 0.0);
    answer.chances.resize(3, 0.0);
    state.read(&documents, 4, &mut answer).unwrap();
    state.answer(&mut answer);
    for class in 0..3 {
        let intercept = f64::from(state.linear.weights[state.linear.weights.len() - 3 + class]);
        let sum = state.shares(&answer, class).iter().fold(intercept, |sum, share| sum + share);
        assert!((sum - answer.decision[class]).abs() < 1e-12);
    }
    // Both kinds of n-grams are there, and say which they are.
    let reasons = &state.explain(&documents, 1_000, &Context::new()).unwrap()[4];
    assert!(reasons.iter().any(|(name, _)| name == "word:parcel arrived"), "{reasons:?}");
    assert!(reasons.iter().any(|(name, _)| name == "char:parc"), "{reasons:?}");
}

#[test]
fn features_are_taken_as_they_are() {
    let x = TfidfVectorizer::default()
        .fit(&TEXTS.iter().collect())
        .unwrap()
        .transform(&frame(&TEXTS), &Context::new())
        .unwrap();
    let params = LinearClassifier::default();
    let model = params.fit(&Documents::Features(x.clone()), &labels()).unwrap();
    let data: Data = x.clone().into();
    let predicted = model.predict(&data, &Context::new()).unwrap();
    assert_eq!(Column::Str(predicted.strings("label").unwrap().clone()), labels());
    let (indptr, indices, mut values) = x.clone().into_parts();
    values[3] = f64::NAN;
    let broken = Csr::new(x.columns(), indptr, indices, values).unwrap();
    let error = params.fit(&Documents::Features(broken.clone()), &labels()).unwrap_err();
    assert_eq!(error.message(), "row 0 has a feature that is not finite");
    assert_eq!(model.predict(&broken.into(), &Context::new()).unwrap_err().code(), "kp.invalid_data");
}

#[test]
fn a_rare_class_counts_as_much_when_balanced() {
    let texts: Strings = (0..40).map(|row| if row == 0 { "rare shared words" } else { "shared words" }).collect();
    let labels: Vec<usize> = (0..40).map(|row| usize::from(row == 0)).collect();
    let rare = |params: LinearClassifier| {
        let documents = Documents::Texts(texts.clone());
        let state = params
            .c(0.1)
            .tol(0.01)
            .weigh_features(false)
            .fit_documents(&documents, &labels, 2, &Context::new())
            .unwrap();
        state.predict_proba(&documents, &Context::new()).unwrap()[[0, 1]]
    };
    let (plain, balanced) =
        (rare(LinearClassifier::default()), rare(LinearClassifier::default().class_weight(ClassWeight::Balanced)));
    assert!(plain < 0.4 && balanced > 0.5, "{plain} and {balanced}");
}

#[test]
fn contradictions_are_told() {
    let params = LinearClassifier::default().word_ngrams(None).char_ngrams(None);
    let error = params.fit(&documents(), &labels()).unwrap_err();
    assert_eq!(error.message(), "word_ngrams and char_ngrams are both null; texts need one of them");
    let empty = Documents::Texts(["", "", "", "", "", ""].iter().collect());
    assert_eq!(LinearClassifier::default().fit(&empty, &labels()).unwrap_err().code(), "kp.not_enough_data");
    let error = LinearClassifier::default().c(0.0).fit(&documents(), &labels()).unwrap_err();
    assert_eq!(error.message(), "c is 0.0; must be a number above 0 and at most 1000000000000");
}

#[test]
fn a_state_is_read_back_and_a_changed_one_refused() {
    let ctx = Context::new();
    for features in [Features::Tfidf, Features::Hashing] {
        let params = LinearClassifier::default().features(features).n_features(500u32);
        let state = params.fit_documents(&documents(), &[0, 0, 1, 1, 2, 2], 3, &ctx).unwrap();
        let mut store = Store::default();
        state.store(&mut store).unwrap();
        let read = LinearState::<f32>::restore(&store, 3).unwrap();
        assert_eq!(read.predict_proba(&documents(), &ctx).unwrap(), state.predict_proba(&documents(), &ctx).unwrap());
        assert_eq!(LinearState::<f32>::restore(&store, 4).unwrap_err().code(), "kp.corrupt_model");
        let faults: [fn(&mut Store); 6] = [
            |store| store.put_shaped("weights", vec![1, 3], &[0f32; 3]),
            |store| store.put_shaped("weights", vec![0, 3], &[0f32; 0]),
            |store| store.put("seen", &[5u32, 5]),
            |store| store.put("seen", &[u32::MAX]),
            |store| store.set("kinds", &[("other", Features::Tfidf)]).unwrap(),
            |store| store.set("kinds", &[("word", Features::Tfidf); 3]).unwrap(),
        ];
        for (number, fault) in faults.into_iter().enumerate() {
            let mut changed = store.clone();
            fault(&mut changed);
            let error = LinearState::<f32>::restore(&changed, 3).unwrap_err();
            assert_eq!(error.code(), "kp.corrupt_model", "{features:?} fault {number}");
        }
    }
}
