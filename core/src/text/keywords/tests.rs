use super::*;

const STOPS: &str = "a an and are as at be by for from has have in is it its of on or that the this to was were will with not but \
they he she we you i over all these can";

/// Written for this test.
const TEXT: &str = "Kingston Bridge was closed on Monday after a storm damaged the main cable. Engineers from the bridge authority \
inspected the main cable and the towers of Kingston Bridge. The storm will cost the city several million euros, the Bridge \
Authority said. A new cable for the bridge is on the way from NATO stores in Italy.";

fn keywords(method: KeywordMethod, text: &str) -> Vec<Keyword> {
    let stops = STOPS.split_whitespace().map(str::to_owned).collect();
    Keywords::default().method(method).k(12).of(text, &stops)
}

#[test]
fn scores_are_those_of_yake() {
    // yake 0.7.3 on Python 3.11: KeywordExtractor(n=3, dedupLim=0.9, dedupFunc="levs", top=12, stopwords=STOPS).
    let expected = [
        ("closed on monday", 0.011917407071254965),
        ("monday after", 0.011917407071254965),
        ("kingston bridge", 0.014465923192266873),
        ("bridge authority inspected", 0.023230483684414084),
        ("bridge authority", 0.0236529196133225),
        ("bridge authority said", 0.026278496024711474),
        ("main cable", 0.02933010160644753),
        ("damaged the main", 0.03517120719711248),
        ("bridge", 0.035767715881576984),
        ("storm damaged", 0.060628802279728465),
        ("monday", 0.06877765463487912),
        ("kingston", 0.07861371757785829),
    ];
    let found = keywords(KeywordMethod::Yake, TEXT);
    for ((name, score), (expected, value)) in found.iter().zip(expected) {
        assert!(name == expected && (score - value).abs() < 1e-12, "{name} {score}, not {expected} {value}");
    }
    assert_eq!(found.len(), 12);
}

#[test]
fn scores_are_those_of_rake() {
    // rake-nltk 1.0.6 on Python 3.11, the same stop words, words by \w+, one sentence.
    let found = keywords(KeywordMethod::Rake, TEXT);
    for (name, score) in [
        ("city several million euros", 16.0),
        ("bridge authority said", 8.2),
        ("bridge authority inspected", 8.2),
        ("kingston bridge", 4.2),
        ("new cable", 4.0),
        ("monday after", 4.0),
        ("storm damaged", 3.5),
        ("bridge", 2.2),
    ] {
        assert!(found.contains(&(name.to_owned(), score)), "{name} {score} in {found:?}");
    }
    assert!(found.is_sorted_by(|a, b| a.1 >= b.1));
}

#[test]
fn linked_words_rank_first() {
    // By hand: xx is linked to yy, zz and ww, yy to zz: a third of the four words, xx and yy, are chosen, and stand together once.
    let found = keywords(KeywordMethod::Textrank, "xx yy. yy zz. zz xx. ww xx.");
    assert_eq!(found.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["xx yy", "xx", "yy"]);
    let found = keywords(KeywordMethod::Textrank, TEXT);
    assert_eq!(found[0].0, "bridge authority", "{found:?}");
}

#[test]
fn strange_texts_have_no_keywords_or_finite_scores() {
    for method in [KeywordMethod::Yake, KeywordMethod::Rake, KeywordMethod::Textrank] {
        for text in [
            "",
            " ",
            "the and of",
            "!!!",
            "1 2 3",
            "🙂 👩‍🔧",
            "x",
            "word",
            "don't-stop - -x- 'a'",
            "ΑΒΓ ΔΕΖ",
            "东京 大阪",
        ] {
            assert!(keywords(method, text).iter().all(|(_, score)| score.is_finite()), "{method:?} {text}");
        }
    }
}
