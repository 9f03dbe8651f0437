//! Similarities from 0 to 100, with the numbers of RapidFuzz.

use super::Scorer;
use super::edit::{Pattern, jaro, jaro_winkler};
use crate::text::unicode::{is_space, is_word};

/// A text made ready to be compared with others.
#[derive(Debug)]
pub(super) struct Ready {
    scorer: Scorer,
    /// The text, its words in order where the scorer sorts them, against which others are read.
    pattern: Pattern,
    words: Vec<Vec<char>>,
}

/// Lower case, and a space for whatever is no letter or digit; none at the ends.
pub(super) fn processed(text: &str) -> String {
    // One character becomes one: a mapping to several would move places.
    let lower = |c: char| {
        let mut all = c.to_lowercase();
        match (all.next(), all.next()) {
            (Some(only), None) => only,
            (Some(first), Some(_)) => first,
            _ => c,
        }
    };
    let spaced: String = text.chars().map(|c| if is_word(c) && c != '_' { lower(c) } else { ' ' }).collect();
    spaced.trim_matches(' ').to_owned()
}

fn words(text: &str) -> Vec<Vec<char>> {
    let mut words: Vec<Vec<char>> =
        text.split(is_space).filter(|word| !word.is_empty()).map(|word| word.chars().collect()).collect();
    words.sort_unstable();
    words
}

fn joined(words: &[Vec<char>]) -> Vec<char> {
    words.join(&' ')
}

impl Ready {
    pub(super) fn new(text: &str, scorer: Scorer) -> Self {
        let (words, chars) = match scorer {
            Scorer::TokenSortRatio => (Vec::new(), joined(&words(text))),
            Scorer::TokenSetRatio => {
                let mut words = words(text);
                words.dedup();
                (words, Vec::new())
            }
            _ => (Vec::new(), text.chars().collect()),
        };
        Self { scorer, pattern: Pattern::new(&chars), words }
    }

    /// How alike two texts are that were made ready for the same scorer.
    pub(super) fn score(&self, other: &Ready) -> f64 {
        let (a, b) = (self.pattern.chars(), other.pattern.chars());
        match self.scorer {
            Scorer::Ratio | Scorer::TokenSortRatio => 100.0 * alike(self.pattern.indel(b), a.len() + b.len()),
            Scorer::Levenshtein => 100.0 * alike(self.pattern.levenshtein(b), a.len().max(b.len())),
            Scorer::Jaro => 100.0 * jaro(a, b),
            Scorer::JaroWinkler => 100.0 * jaro_winkler(a, b),
            Scorer::TokenSetRatio => token_set(&self.words, &other.words),
        }
    }
}

/// 1 less the distance as a share of the greatest there can be; 1 where there can be none.
fn alike(distance: usize, greatest: usize) -> f64 {
    if greatest == 0 { 1.0 } else { 1.0 - distance as f64 / greatest as f64 }
}

/// The similarity by insertions, deletions and substitutions, from 0 to 1.
pub(in crate::text) fn levenshtein(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    alike(Pattern::new(&a).levenshtein(&b), a.len().max(b.len()))
}

/// The best of three comparisons: the common words with either text, and the texts with one another, the common words first.
fn token_set(a: &[Vec<char>], b: &[Vec<char>]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let has = |words: &[Vec<char>], word: &Vec<char>| words.binary_search(word).is_ok();
    let common: Vec<Vec<char>> = a.iter().filter(|word| has(b, word)).cloned().collect();
    let only =
        |words: &[Vec<char>]| joined(&words.iter().filter(|word| !has(&common, word)).cloned().collect::<Vec<_>>());
    let (only_a, only_b) = (only(a), only(b));
    if !common.is_empty() && (only_a.is_empty() || only_b.is_empty()) {
        return 100.0;
    }
    let shared = joined(&common).len();
    let space = usize::from(shared > 0);
    let (with_a, with_b) = (shared + space + only_a.len(), shared + space + only_b.len());
    let share = |distance: usize, greatest: usize| {
        if greatest == 0 { 100.0 } else { 100.0 - 100.0 * distance as f64 / greatest as f64 }
    };
    let both = share(Pattern::new(&only_a).indel(&only_b), with_a + with_b);
    if shared == 0 {
        return both;
    }
    let first = share(space + only_a.len(), shared + with_a);
    let second = share(space + only_b.len(), shared + with_b);
    both.max(first).max(second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_those_of_rapidfuzz() {
        // RapidFuzz 3.14.6 on Python 3.11: fuzz.ratio, token_sort_ratio, token_set_ratio; 100 times
        // Levenshtein.normalized_similarity, Jaro.similarity and JaroWinkler.similarity.
        let long = "The quick brown fox jumps over the lazy dog and then goes home to sleep for a long time";
        let other = "A quick brown dog jumps over the lazy fox and went home to sleep for a very long time indeed";
        for (a, b, expected) in [
            (
                "this is a test",
                "this is a test!",
                [
                    96.55172413793103,
                    96.55172413793103,
                    96.55172413793103,
                    93.33333333333333,
                    97.77777777777779,
                    98.66666666666667,
                ],
            ),
            (
                "fuzzy wuzzy was a bear",
                "wuzzy fuzzy was a bear",
                [90.9090909090909, 100.0, 100.0, 90.9090909090909, 98.48484848484848, 98.48484848484848],
            ),
            (
                "fuzzy was a bear",
                "fuzzy fuzzy was a bear",
                [84.21052631578947, 84.21052631578947, 100.0, 72.72727272727273, 84.65909090909092, 90.79545454545455],
            ),
            ("", "", [100.0, 100.0, 0.0, 100.0, 100.0, 100.0]),
            ("a", "", [0.0; 6]),
            (" ", "x", [0.0; 6]),
            (
                "MARTHA",
                "MARHTA",
                [
                    83.33333333333334,
                    83.33333333333334,
                    83.33333333333333,
                    66.66666666666667,
                    94.44444444444446,
                    96.11111111111111,
                ],
            ),
            (
                "DIXON",
                "DICKSONX",
                [61.53846153846154, 61.53846153846154, 61.53846153846154, 50.0, 76.66666666666666, 81.33333333333333],
            ),
            (
                "naïve café 👩‍🔧",
                "naive cafe 👩",
                [
                    76.92307692307692,
                    76.92307692307692,
                    76.92307692307692,
                    71.42857142857143,
                    84.92063492063492,
                    87.93650793650794,
                ],
            ),
            (
                "new york mets",
                "new york yankees",
                [75.86206896551724, 62.06896551724138, 76.19047619047619, 68.75, 84.4551282051282, 90.67307692307692],
            ),
            (
                long,
                other,
                [81.56424581005587, 82.68156424581005, 91.25, 71.73913043478262, 77.66625946286116, 77.66625946286116],
            ),
            (
                "Müller & Söhne GmbH",
                "mueller soehne gmbh",
                [
                    57.89473684210527,
                    57.89473684210527,
                    57.89473684210526,
                    52.63157894736843,
                    65.86921850079746,
                    65.86921850079746,
                ],
            ),
            ("abc def", "abc", [60.0, 60.0, 100.0, 42.85714285714286, 80.95238095238096, 86.66666666666669]),
        ] {
            for (scorer, expected) in Scorer::ALL.into_iter().zip(expected) {
                let score = Ready::new(a, scorer).score(&Ready::new(b, scorer));
                assert!((score - expected).abs() < 1e-12 * 100.0, "{scorer:?} of {a} and {b}: {score}, not {expected}");
            }
        }
    }

    #[test]
    fn processing_is_that_of_rapidfuzz() {
        // rapidfuzz.utils.default_process.
        assert_eq!(processed(" Hello_World! Ünï-Ş İ "), "hello world  ünï ş i");
    }
}
