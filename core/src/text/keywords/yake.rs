//! YAKE: what a word looks like where it stands.

use super::cut::Cut;
use super::{Keyword, Keywords};
use crate::text::fuzzy::levenshtein_similarity;
use std::collections::{BTreeMap, BTreeSet};

/// What a word is by its looks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    /// Letters with digits, or several marks.
    Odd,
    Acronym,
    /// With a capital, not at the start of a sentence.
    Proper,
    Plain,
}

impl Kind {
    fn is_word(self) -> bool {
        !matches!(self, Kind::Number | Kind::Odd)
    }
}

fn kind(word: &str, place: usize) -> Kind {
    let (mut digits, mut letters, mut marks, mut upper, mut lower) = (0, 0, 0, 0, 0);
    for c in word.chars() {
        digits += usize::from(c.is_numeric());
        letters += usize::from(c.is_alphabetic());
        marks += usize::from(c.is_ascii_punctuation());
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    let number = digits > 0 && word.chars().all(|c| c.is_numeric() || c == ',' || c == '.');
    if number && word.matches('.').count() < 2 {
        return Kind::Number;
    }
    if (digits > 0 && letters > 0) || (digits == 0 && letters == 0) || marks > 1 {
        return Kind::Odd;
    }
    if upper > 0 && lower == 0 {
        return Kind::Acronym;
    }
    let capital = word.chars().next().is_some_and(char::is_uppercase) && word.chars().nth(1).is_some();
    if capital && place > 0 && upper == 1 { Kind::Proper } else { Kind::Plain }
}

/// A word without its plural s, and where it stands.
#[derive(Default)]
struct Term {
    stop: bool,
    count: usize,
    acronyms: usize,
    proper: usize,
    /// The sentences that have it, in order.
    sentences: Vec<usize>,
    /// How often which word stands behind it or before it.
    right: BTreeMap<usize, usize>,
    left: BTreeMap<usize, usize>,
    score: f64,
}

struct Candidate {
    terms: Vec<usize>,
    count: usize,
    valid: bool,
    name: String,
}

#[derive(Default)]
struct Document {
    numbers: BTreeMap<String, usize>,
    terms: Vec<Term>,
    candidates: Vec<Candidate>,
    by_name: BTreeMap<String, usize>,
}

/// The best candidates, lowest score first.
pub(super) fn keywords(cut: &Cut<'_>, stops: &BTreeSet<String>, params: &Keywords) -> Vec<Keyword> {
    let mut document = Document::default();
    for (sentence, phrases) in cut.sentences.iter().enumerate() {
        for phrase in phrases {
            let mut block: Vec<(Kind, usize, &str)> = Vec::new();
            for word in phrase {
                let kind = kind(word.text, word.place);
                let term = document.term(&word.lower, stops);
                document.see(term, kind, sentence);
                if kind.is_word() {
                    let before = block.len().saturating_sub(params.window);
                    for &(_, other, _) in block[before..].iter().filter(|other| other.0.is_word()) {
                        *document.terms[other].right.entry(term).or_default() += 1;
                        *document.terms[term].left.entry(other).or_default() += 1;
                    }
                }
                block.push((kind, term, &word.lower));
                for first in (block.len().saturating_sub(params.max_ngram)..block.len()).rev() {
                    document.propose(&block[first..]);
                }
            }
        }
    }
    document.score_terms(cut.sentences.len());
    let mut scored: Vec<(&str, f64)> =
        document.candidates.iter().filter(|one| one.valid).map(|one| document.score(one)).collect();
    scored.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut kept: Vec<Keyword> = Vec::new();
    for (name, score) in scored {
        if kept.len() == params.k {
            break;
        }
        let alike = |other: &Keyword| levenshtein_similarity(name, &other.0) > params.dedup;
        if params.dedup >= 1.0 || !kept.iter().any(alike) {
            kept.push((name.to_owned(), score));
        }
    }
    kept
}

impl Document {
    fn term(&mut self, lower: &str, stops: &BTreeSet<String>) -> usize {
        let stop = stops.contains(lower);
        let long = lower.chars().nth(3).is_some();
        let singular = if long { lower.strip_suffix('s').unwrap_or(lower) } else { lower };
        if let Some(&known) = self.numbers.get(singular) {
            return known;
        }
        let short = singular.chars().filter(|c| !c.is_ascii_punctuation()).count() < 3;
        self.numbers.insert(singular.to_owned(), self.terms.len());
        self.terms.push(Term { stop: stop || short || stops.contains(singular), ..Term::default() });
        self.terms.len() - 1
    }

    fn see(&mut self, term: usize, kind: Kind, sentence: usize) {
        let term = &mut self.terms[term];
        term.count += 1;
        term.acronyms += usize::from(kind == Kind::Acronym);
        term.proper += usize::from(kind == Kind::Proper);
        if term.sentences.last() != Some(&sentence) {
            term.sentences.push(sentence);
        }
    }

    fn propose(&mut self, words: &[(Kind, usize, &str)]) {
        let name = words.iter().map(|word| word.2).collect::<Vec<_>>().join(" ");
        let stop = |place: usize| self.terms[words[place].1].stop;
        let valid = words.iter().all(|word| word.0.is_word()) && !stop(0) && !stop(words.len() - 1);
        match self.by_name.get(&name) {
            Some(&known) => {
                self.candidates[known].count += 1;
                self.candidates[known].valid |= valid;
            }
            None => {
                self.by_name.insert(name.clone(), self.candidates.len());
                let terms = words.iter().map(|word| word.1).collect();
                self.candidates.push(Candidate { terms, count: 1, valid, name });
            }
        }
    }

    fn score_terms(&mut self, sentences: usize) {
        let counts: Vec<f64> = self.terms.iter().filter(|term| !term.stop).map(|term| term.count as f64).collect();
        if counts.is_empty() {
            return;
        }
        let mean = counts.iter().sum::<f64>() / counts.len() as f64;
        let spread =
            (counts.iter().map(|count| (count - mean) * (count - mean)).sum::<f64>() / counts.len() as f64).sqrt();
        let most = self.terms.iter().map(|term| term.count).max().unwrap_or(1) as f64;
        for term in &mut self.terms {
            let count = term.count as f64;
            // How many different neighbours there are, as a share of all.
            let share = |neighbours: &BTreeMap<usize, usize>| match neighbours.values().sum::<usize>() {
                0 => 0.0,
                all => neighbours.len() as f64 / all as f64,
            };
            let related = (0.5 + share(&term.left) * (count / most)) + (0.5 + share(&term.right) * (count / most));
            let frequency = count / (mean + spread);
            let spread = term.sentences.len() as f64 / sentences as f64;
            let case = term.acronyms.max(term.proper) as f64 / (1.0 + libm::log(count));
            let position = libm::log(libm::log(3.0 + median(&term.sentences)));
            term.score = position * related / (case + frequency / related + spread / related);
        }
    }

    fn score<'a>(&self, candidate: &'a Candidate) -> (&'a str, f64) {
        let (mut sum, mut product) = (0.0, 1.0);
        for (place, &number) in candidate.terms.iter().enumerate() {
            let term = &self.terms[number];
            if !term.stop {
                sum += term.score;
                product *= term.score;
                continue;
            }
            // How likely the neighbours are joined by this word.
            let joined = |before: usize, after: usize, of: usize| {
                let times = self.terms[before].right.get(&after).copied().unwrap_or(0);
                times as f64 / self.terms[of].count as f64
            };
            let left =
                if place > 0 { joined(candidate.terms[place - 1], number, candidate.terms[place - 1]) } else { 0.0 };
            let right = candidate.terms.get(place + 1).map_or(0.0, |&next| joined(number, next, next));
            let chance = left * right;
            product *= 2.0 - chance;
            sum -= 1.0 - chance;
        }
        (&candidate.name, product / ((sum + 1.0) * candidate.count as f64))
    }
}

fn median(sorted: &[usize]) -> f64 {
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => 0.0,
        length if length % 2 == 1 => sorted[middle] as f64,
        _ => (sorted[middle - 1] + sorted[middle]) as f64 / 2.0,
    }
}
