use super::*;
use crate::text::StopList;

/// What scikit-learn 1.9.1's `CountVectorizer(...).build_analyzer()(text)` gives, sorted (CPython 3.11.7).
type Cases<'a> = &'a [(&'a str, &'a [&'a str])];

fn plain(analyzer: Analyzer, ngram_range: [u32; 2]) -> Analysis {
    Analysis::new(analyzer, ngram_range, true, None, None, Tokens::Sklearn).unwrap()
}

fn grams(analysis: &Analysis, text: &str) -> Vec<String> {
    let mut grams = Vec::new();
    let mut scratch = Scratch::default();
    // What an earlier text leaves behind must not matter.
    analysis.grams("ÉARLIER text, longer than the others", &mut scratch, |_| {});
    analysis.grams(text, &mut scratch, |gram| grams.push(String::from_utf8(gram.bytes().to_vec()).unwrap()));
    grams.sort();
    grams
}

fn check(analysis: &Analysis, cases: Cases<'_>) {
    for (text, expected) in cases {
        assert_eq!(grams(analysis, text), *expected, "{text:?}");
    }
}

#[test]
fn words_are_those_of_scikit_learn() {
    let cases: Cases<'_> = &[
        (
            "The Straße, isn't a_b x 42!",
            &["42", "a_b", "a_b 42", "isn", "isn a_b", "straße", "straße isn", "the", "the straße"],
        ),
        ("ΟΔΟΣ ΣΑΣ. İzmir", &["zmir", "οδος", "οδος σας", "σας", "σας zmir"]),
        ("नमस\u{94d}त\u{947} द\u{941}न\u{93f}य\u{93e}", &["नमस"]),
        ("a\u{1c}bc\u{1d}\u{1e}de", &["bc", "bc de", "de"]),
        ("e\u{301}te\u{301} 👩\u{200d}🔧 ok²", &["ok²", "te", "te ok²"]),
        ("Заказ №5 ё", &["заказ"]),
        ("", &[]),
        (" \t\n", &[]),
    ];
    check(&plain(Analyzer::Word, [1, 2]), cases);
}

#[test]
fn characters_are_those_of_scikit_learn() {
    let cases: Cases<'_> = &[
        ("ab  c\td", &["\td", " c", " c\t", "ab", "ab ", "b ", "b c", "c\t", "c\td"]),
        ("Éa", &["éa"]),
        ("x", &[]),
        ("\u{1c}\u{1c}", &[]),
    ];
    check(&plain(Analyzer::Char, [2, 3]), cases);
    let cases: Cases<'_> = &[
        ("ab c", &[" ab", " ab ", " c ", "ab "]),
        ("é \u{1f}abc", &[" ab", " abc", " é ", "abc", "abc ", "bc "]),
        ("a", &[" a "]),
    ];
    check(&plain(Analyzer::CharWb, [3, 4]), cases);
}

#[test]
fn accents_go_as_in_scikit_learn() {
    let text = "Straße naïve ﬁn İ Ⅷ é Ӝ";
    let strip = |how| Analysis::new(Analyzer::Word, [1, 1], true, Some(how), None, Tokens::Sklearn).unwrap();
    check(&strip(StripAccents::Ascii), &[(text, &["fin", "naive", "strae", "viii"])]);
    check(&strip(StripAccents::Unicode), &[(text, &["fin", "naive", "straße", "viii"])]);
}

#[test]
fn forms_and_folded_case_come_before_the_cut() {
    let analysis = |form, fold| plain(Analyzer::Word, [1, 1]).with_form(form, fold);
    // CPython 3.11.7: re.findall(r"\b\w\w+\b", text), with the text normalized, lower or casefold, normalized again.
    let text = "ﬁx cafe\u{301} ＡＢ Straße ΣΑΣ";
    check(&analysis(None, false), &[(text, &["cafe", "straße", "σας", "ﬁx", "ａｂ"])]);
    check(&analysis(Some(Normalization::Nfc), false), &[(text, &["caf\u{e9}", "straße", "σας", "ﬁx", "ａｂ"])]);
    check(&analysis(Some(Normalization::Nfkc), true), &[(text, &["ab", "caf\u{e9}", "fix", "strasse", "σασ"])]);
    check(&analysis(Some(Normalization::Nfkd), true), &[(text, &["ab", "cafe", "fix", "strasse", "σασ"])]);
}

#[test]
fn stop_words_go_before_n_grams_are_made() {
    let stop = |words| Analysis::new(Analyzer::Word, [1, 2], true, None, Some(&words), Tokens::Sklearn).unwrap();
    let cases: Cases<'_> = &[("The naive one is of them all but good", &["good", "naive", "naive good"])];
    check(&stop(StopWords::List(StopList::English)), cases);
    let own = StopWords::Words(vec!["one".into(), "Two".into()]);
    check(&stop(own), &[("Two one", &["two"])]);
    for (list, count) in [(StopList::English, 318), (StopList::Smart, 570)] {
        let words: Vec<&str> = list.words().collect();
        assert_eq!(words.len(), count);
        assert!(words.windows(2).all(|pair| pair[0] < pair[1]), "{list:?}");
    }
}

#[test]
fn unicode_words_keep_every_script() {
    let analysis = Analysis::new(Analyzer::Word, [1, 1], true, None, None, Tokens::Unicode).unwrap();
    // The examples of UAX 29, and a word with the vowel signs that `\w` leaves out.
    check(&analysis, &[("Can't 3.5 a 日本", &["3.5", "a", "can't", "日", "本"]), ("नमस्ते", &["नमस्ते"])]);
}

#[test]
fn words_become_stems_after_stop_words_have_gone() {
    let analysis = Analysis::new(Analyzer::Word, [1, 2], true, None, None, Tokens::Unicode).unwrap();
    // The vocabulary of the Snowball project's English test: consignment and generously.
    let cases: Cases<'_> = &[("Consignment, generously", &["consign", "consign generous", "generous"])];
    check(&analysis.with_stemmer(Some(Stemmer::English)), cases);
}

#[test]
fn a_range_that_falls_is_refused() {
    let error = Analysis::new(Analyzer::Word, [2, 1], true, None, None, Tokens::Sklearn).unwrap_err();
    assert_eq!(error.message(), "ngram_range is [2, 1]; the first may not be above the second");
}
