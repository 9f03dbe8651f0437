//! RAKE: phrases between stop words.

use super::Keyword;
use super::cut::Cut;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn keywords(cut: &Cut<'_>, stops: &BTreeSet<String>) -> Vec<Keyword> {
    let mut phrases: Vec<Vec<&str>> = Vec::new();
    for block in cut.phrases() {
        let parts = block.split(|word| stops.contains(&word.lower));
        phrases.extend(
            parts.filter(|part| !part.is_empty()).map(|part| part.iter().map(|word| word.lower.as_str()).collect()),
        );
    }
    // Degree and frequency of each word.
    let mut words: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for phrase in &phrases {
        for &word in phrase {
            let known = words.entry(word).or_default();
            *known = (known.0 + phrase.len(), known.1 + 1);
        }
    }
    let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
    for phrase in phrases {
        let name = phrase.join(" ");
        if seen.insert(name.clone()) {
            let score = |word: &&str| words.get(word).map_or(0.0, |&(degree, count)| degree as f64 / count as f64);
            found.push((name, phrase.iter().map(score).sum()));
        }
    }
    found
}
