use super::*;
use crate::component::ClassifierState;
use crate::data::Strings;

fn documents(texts: &[&str]) -> Documents {
    Documents::Texts(texts.iter().collect::<Strings>())
}

/// Written for this test.
const TEXTS: [(&str, usize); 9] = [
    ("The kitchen window was open and the wind came in", 0),
    ("We should have asked them what they thought of it", 0),
    ("Nothing that he said was worth the wait", 0),
    ("Das Fenster in der Küche war offen und der Wind kam herein", 1),
    ("Wir hätten sie fragen sollen, was sie davon halten", 1),
    ("Nichts von dem, was er sagte, war das Warten wert", 1),
    ("La fenêtre de la cuisine était ouverte et le vent entrait", 2),
    ("Nous aurions dû leur demander ce qu'ils en pensaient", 2),
    ("Rien de ce qu'il a dit ne valait la peine d'attendre", 2),
];

fn fitted(params: &LanguageIdentifier) -> LanguageState {
    let texts: Vec<&str> = TEXTS.iter().map(|(text, _)| *text).collect();
    let labels: Vec<usize> = TEXTS.iter().map(|(_, label)| *label).collect();
    params.fit_documents(&documents(&texts), &labels, 3, &Context::new()).unwrap()
}

#[test]
fn sentences_and_single_words_are_told_apart() {
    let state = fitted(&LanguageIdentifier::default());
    let texts = ["they were in the kitchen", "sie waren in der Küche", "ils étaient dans la cuisine", "12 + 3!", ""];
    let chances = state.predict_proba(&documents(&texts), &Context::new()).unwrap();
    for (row, language) in [0, 1, 2].into_iter().enumerate() {
        assert!(chances[(row, language)] > 0.9, "{chances}");
    }
    for row in [3, 4] {
        assert!(chances.row(row).iter().all(|chance| (chance - 1.0 / 3.0).abs() < 1e-15));
    }
    let reasons = state.explain(&documents(&["der Wind, der"]), 3, &Context::new()).unwrap();
    assert_eq!(reasons[0].len(), 3);
    assert!(reasons[0].iter().any(|(gram, _)| gram.contains("der") || gram.contains("er")), "{reasons:?}");
}

#[test]
fn weights_are_those_of_naive_bayes_up_to_a_step() {
    // With one feature a gram, so to speak: "a" 3 times in class 0, "b" once; class 1 has "b" twice.
    let params = LanguageIdentifier::default().ngram_range(1, 1).n_features(65_536).alpha(1.0);
    let state = params.fit_documents(&documents(&["a a a b", "b b"]), &[0, 1], 2, &Context::new()).unwrap();
    let chances = state.predict_proba(&documents(&["a"]), &Context::new()).unwrap();
    let (first, second) = (4.0 / (4.0 + 65_536.0), 1.0 / (2.0 + 65_536.0));
    assert!((chances[(0, 0)] - first / (first + second)).abs() < 0.002, "{chances}");
}

#[test]
fn bad_parameters_are_named() {
    let fit = |params: LanguageIdentifier| params.fit_documents(&documents(&["a", "b"]), &[0, 1], 2, &Context::new());
    let error = fit(LanguageIdentifier::default().ngram_range(3, 2)).unwrap_err();
    assert_eq!(error.message(), "ngram_range is [3, 2]; the first may not be above the second");
    let features = crate::data::Csr::new(1, vec![0, 0], vec![], vec![]).unwrap();
    let error = LanguageIdentifier::default().fit_documents(&Documents::Features(features), &[0], 2, &Context::new());
    assert_eq!(error.unwrap_err().code(), "kp.invalid_data");
}
