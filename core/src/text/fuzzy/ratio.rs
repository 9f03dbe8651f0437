//! Similarities from 0 to 100, with the numbers of RapidFuzz.

use super::Scorer;
use super::edit::{Pattern, jaro_of, winkler};
use super::lanes::{LANES, Lanes};
use crate::text::unicode::{is_space, is_word};
use std::cmp::Ordering;
use std::ops::Range;

/// A text made ready to be compared with others.
#[derive(Debug)]
pub(super) struct Ready {
    /// The text, its words in order where the scorer sorts them, each once where it takes sets.
    chars: Vec<char>,
    /// Where the words lie, in order, where the scorer takes sets.
    words: Vec<Range<usize>>,
    outline: Outline,
}

/// A text against which others are read.
#[derive(Debug)]
pub(super) struct Query {
    pub(super) scorer: Scorer,
    ready: Ready,
    pattern: Pattern,
}

/// How often characters occur, several of them together: no two texts have more in common than these say.
#[derive(Debug)]
struct Outline([u8; 32]);

impl Outline {
    fn new(chars: &[char]) -> Self {
        let mut counts = [0; 32];
        if chars.len() <= usize::from(u8::MAX) {
            chars.iter().for_each(|&c| counts[c as usize % 32] += 1);
        }
        Self(counts)
    }
}

/// The most characters that two texts can have in common.
#[inline(always)]
fn most_common(a: &Ready, b: &Ready) -> usize {
    if a.chars.len().max(b.chars.len()) > usize::from(u8::MAX) {
        return a.chars.len().min(b.chars.len());
    }
    let mut sum = 0u16;
    for place in 0..32 {
        sum += u16::from(a.outline.0[place].min(b.outline.0[place]));
    }
    sum.into()
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
        let (mut chars, mut places) = (Vec::new(), Vec::new());
        match scorer {
            Scorer::TokenSortRatio => chars = joined(&words(text)),
            Scorer::TokenSetRatio => {
                let mut words = words(text);
                words.dedup();
                for word in words {
                    chars.extend((!chars.is_empty()).then_some(' '));
                    places.push(chars.len()..chars.len() + word.len());
                    chars.extend(word);
                }
            }
            _ => chars = text.chars().collect(),
        }
        let outline = Outline::new(&chars);
        Self { chars, words: places, outline }
    }

    fn word(&self, place: usize) -> &[char] {
        &self.chars[self.words[place].clone()]
    }
}

impl Query {
    pub(super) fn new(text: &str, scorer: Scorer) -> Self {
        let ready = Ready::new(text, scorer);
        let pattern = Pattern::new(&ready.chars);
        Self { scorer, ready, pattern }
    }

    /// What no score with a text that was made ready for the same scorer exceeds, by the lengths and by how often characters
    /// occur.
    #[inline(always)]
    pub(super) fn bound(&self, other: &Ready) -> f64 {
        let (a, b) = (self.ready.chars.as_slice(), other.chars.as_slice());
        match self.scorer {
            Scorer::Ratio | Scorer::TokenSortRatio => {
                let both = a.len() + b.len();
                100.0 * alike(both - 2 * most_common(&self.ready, other), both)
            }
            Scorer::Levenshtein => {
                let longer = a.len().max(b.len());
                100.0 * alike(longer - most_common(&self.ready, other), longer)
            }
            Scorer::Jaro => 100.0 * self.most_jaro(other),
            // Raised a little: rounding may not keep the order.
            Scorer::JaroWinkler => 100.0 * winkler(self.most_jaro(other), a, b) + 1e-9,
            Scorer::TokenSetRatio => 100.0,
        }
    }

    /// How alike it is to such a text, from which it may be known to be so many edits away; perhaps none where `enough` says
    /// that a bound is too little.
    #[inline]
    pub(super) fn score(&self, other: &Ready, edits: Option<usize>, enough: impl Fn(f64) -> bool) -> Option<f64> {
        let (a, b) = (self.ready.chars.as_slice(), other.chars.as_slice());
        match self.scorer {
            Scorer::Ratio | Scorer::TokenSortRatio => {
                Some(100.0 * alike(edits.unwrap_or_else(|| self.pattern.indel(b)), a.len() + b.len()))
            }
            Scorer::Levenshtein => {
                Some(100.0 * alike(edits.unwrap_or_else(|| self.pattern.levenshtein(b)), a.len().max(b.len())))
            }
            Scorer::Jaro => Some(100.0 * self.pattern.jaro(b)),
            Scorer::JaroWinkler => Some(100.0 * self.pattern.jaro_winkler(b)),
            Scorer::TokenSetRatio => self.token_set(other, enough),
        }
    }

    /// The similarity of Jaro were all common characters near and in order.
    #[inline(always)]
    fn most_jaro(&self, other: &Ready) -> f64 {
        let (a, b) = (self.ready.chars.len(), other.chars.len());
        match most_common(&self.ready, other) {
            0 => f64::from(u8::from(a == 0 && b == 0)),
            most => jaro_of(a, b, most, 0),
        }
    }

    /// The best of three comparisons: the common words with either text, and the texts with one another, the common words
    /// first.
    fn token_set(&self, other: &Ready, enough: impl Fn(f64) -> bool) -> Option<f64> {
        let one = &self.ready;
        if one.words.is_empty() || other.words.is_empty() {
            return Some(0.0);
        }
        let share = |distance: usize, greatest: usize| {
            if greatest == 0 { 100.0 } else { 100.0 - 100.0 * distance as f64 / greatest as f64 }
        };
        if !one.has_common(other) {
            let both = one.chars.len() + other.chars.len();
            let most = || share(both - 2 * most_common(one, other), both);
            return enough(most()).then(|| share(self.pattern.indel(&other.chars), both));
        }
        let (shared, only_a, only_b) = one.split(other);
        if only_a.is_empty() || only_b.is_empty() {
            return Some(100.0);
        }
        let (with_a, with_b) = (shared + 1 + only_a.len(), shared + 1 + only_b.len());
        let first = share(1 + only_a.len(), shared + with_a);
        let second = share(1 + only_b.len(), shared + with_b);
        let parts = first.max(second);
        // The third is at most as good as its lengths let it be.
        let least = only_a.len().abs_diff(only_b.len());
        let most = share(least, with_a + with_b);
        if most <= parts || !enough(most) {
            return Some(parts);
        }
        let (shorter, longer) = if only_a.len() < only_b.len() { (&only_a, &only_b) } else { (&only_b, &only_a) };
        Some(parts.max(share(Pattern::new(shorter).indel(longer), with_a + with_b)))
    }
}

/// Several queries of one scorer that counts edits, against which a text is read at once.
#[derive(Debug)]
pub(super) struct Together {
    lanes: Lanes,
    substitutions: bool,
}

impl Together {
    /// Of at most [`LANES`] queries; `None` where there is nothing to gain.
    pub(super) fn new(queries: &[Query]) -> Option<Self> {
        let scorer = queries.first()?.scorer;
        let counts = matches!(scorer, Scorer::Ratio | Scorer::TokenSortRatio | Scorer::Levenshtein);
        let patterns: Vec<&Pattern> = queries.iter().filter(|_| counts).map(|query| &query.pattern).collect();
        Some(Self { lanes: Lanes::new(&patterns)?, substitutions: scorer == Scorer::Levenshtein })
    }

    /// The edits from each query to a text, where they are known.
    #[inline]
    pub(super) fn edits(&self, other: &Ready) -> [Option<usize>; LANES] {
        if self.substitutions { self.lanes.levenshtein(&other.chars) } else { self.lanes.indel(&other.chars) }
    }
}

impl Ready {
    /// Whether the texts have a word in common.
    fn has_common(&self, other: &Ready) -> bool {
        let (mut a, mut b) = (0, 0);
        while a < self.words.len() && b < other.words.len() {
            match self.word(a).cmp(other.word(b)) {
                Ordering::Less => a += 1,
                Ordering::Greater => b += 1,
                Ordering::Equal => return true,
            }
        }
        false
    }

    /// The length of the common words with spaces between, and the words that only the one and only the other has.
    fn split(&self, other: &Ready) -> (usize, Vec<char>, Vec<char>) {
        let add = |all: &mut Vec<char>, word: &[char]| {
            all.extend((!all.is_empty()).then_some(' '));
            all.extend_from_slice(word);
        };
        let (mut shared, mut only_a, mut only_b) = (0, Vec::new(), Vec::new());
        let (mut a, mut b) = (0, 0);
        while a < self.words.len() || b < other.words.len() {
            let order = match (a < self.words.len(), b < other.words.len()) {
                (true, true) => self.word(a).cmp(other.word(b)),
                (true, false) => Ordering::Less,
                _ => Ordering::Greater,
            };
            match order {
                Ordering::Less => add(&mut only_a, self.word(a)),
                Ordering::Greater => add(&mut only_b, other.word(b)),
                Ordering::Equal => shared += self.word(a).len() + usize::from(shared > 0),
            }
            a += usize::from(order != Ordering::Greater);
            b += usize::from(order != Ordering::Less);
        }
        (shared, only_a, only_b)
    }
}

/// 1 less the distance as a share of the greatest there can be; 1 where there can be none.
#[inline(always)]
fn alike(distance: usize, greatest: usize) -> f64 {
    if greatest == 0 { 1.0 } else { 1.0 - distance as f64 / greatest as f64 }
}

/// The similarity by insertions, deletions and substitutions, from 0 to 1.
pub(in crate::text) fn levenshtein(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    alike(Pattern::new(&a).levenshtein(&b), a.len().max(b.len()))
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
                let score = Query::new(a, scorer).score(&Ready::new(b, scorer), None, |_| true).unwrap();
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
