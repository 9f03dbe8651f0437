//! TextRank: words that stand beside important words are important.

use super::Keyword;
use super::cut::{Cut, Word};
use std::collections::{BTreeMap, BTreeSet};

const DAMPING: f64 = 0.85;

pub(super) fn keywords(cut: &Cut<'_>, stops: &BTreeSet<String>, window: usize) -> Vec<Keyword> {
    // A number, or a single letter, is about nothing.
    let counts = |word: &Word<'_>| {
        !stops.contains(&word.lower)
            && word.lower.chars().any(char::is_alphabetic)
            && word.lower.chars().nth(1).is_some()
    };
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut links: Vec<BTreeSet<usize>> = Vec::new();
    for sentence in &cut.sentences {
        let words: Vec<Option<usize>> = sentence
            .iter()
            .flatten()
            .map(|word| {
                counts(word).then(|| {
                    let next = numbers.len();
                    let number = *numbers.entry(&word.lower).or_insert(next);
                    links.resize_with(links.len().max(number + 1), BTreeSet::new);
                    number
                })
            })
            .collect();
        for (place, &one) in words.iter().enumerate() {
            for &other in words[place + 1..].iter().take(window) {
                if let (Some(one), Some(other)) = (one, other)
                    && one != other
                {
                    links[one].insert(other);
                    links[other].insert(one);
                }
            }
        }
    }
    let scores = rank(&links);
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
    let best: BTreeSet<usize> = order.into_iter().take(scores.len().div_ceil(3)).collect();
    let chosen = |word: &Word<'_>| numbers.get(word.lower.as_str()).copied().filter(|number| best.contains(number));
    let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
    for phrase in cut.phrases() {
        for run in phrase.split(|word| chosen(word).is_none()).filter(|run| !run.is_empty()) {
            let name = run.iter().map(|word| word.lower.as_str()).collect::<Vec<_>>().join(" ");
            if seen.insert(name.clone()) {
                found.push((name, run.iter().filter_map(chosen).map(|number| scores[number]).sum()));
            }
        }
    }
    found
}

/// The scores of words by their links; of a word without links what is left without damping.
fn rank(links: &[BTreeSet<usize>]) -> Vec<f64> {
    let mut scores = vec![1.0; links.len()];
    for _ in 0..200 {
        let share = |&other: &usize| scores[other] / links[other].len() as f64;
        let next: Vec<f64> =
            links.iter().map(|own| 1.0 - DAMPING + DAMPING * own.iter().map(share).sum::<f64>()).collect();
        let moved = next.iter().zip(&scores).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        scores = next;
        if moved < 1e-8 {
            break;
        }
    }
    scores
}
