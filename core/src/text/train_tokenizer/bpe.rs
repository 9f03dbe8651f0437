//! Byte pair encoding: the two subwords that are neighbours most often become one.

use crate::component::Context;
use crate::error::Result;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};

/// Subwords in the order of their numbers, and which two became one.
pub(super) struct Learnt {
    pub(super) subwords: Vec<String>,
    pub(super) merges: Vec<(u32, u32)>,
}

/// A word in subwords, and how often it occurs.
struct Word {
    parts: Vec<u32>,
    count: u64,
}

/// How the place of a subword in its word is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Behind the last.
    Last(&'static str),
    /// Before every one but the first.
    Further(&'static str),
}

impl Mark {
    /// The characters of a word with their marks.
    fn characters(self, word: &str) -> impl Iterator<Item = String> {
        let last = word.char_indices().next_back().map_or(0, |(at, _)| at);
        word.char_indices().map(move |(at, c)| match self {
            Mark::Last(mark) if at == last => format!("{c}{mark}"),
            Mark::Further(mark) if at > 0 => format!("{mark}{c}"),
            _ => c.to_string(),
        })
    }

    fn joint(self, a: &str, b: &str) -> String {
        match self {
            Mark::Last(_) => format!("{a}{b}"),
            Mark::Further(mark) => format!("{a}{}", b.strip_prefix(mark).unwrap_or(b)),
        }
    }
}

/// Learns at most so many subwords of words and how often they occur.
pub(super) fn learn(
    counts: &BTreeMap<String, u64>,
    most: usize,
    min_frequency: u32,
    mark: Mark,
    ctx: &Context,
) -> Result<Learnt> {
    let marked: BTreeSet<String> = counts.keys().flat_map(|word| mark.characters(word)).collect();
    // A word may begin with any character, and these come first.
    let bare: BTreeSet<String> = match mark {
        Mark::Last(_) => BTreeSet::new(),
        Mark::Further(_) => counts.keys().flat_map(|word| word.chars()).map(String::from).collect(),
    };
    let alphabet = bare.iter().chain(marked.difference(&bare)).cloned();
    let mut subwords: Vec<String> = [super::UNKNOWN.to_owned()].into_iter().chain(alphabet).collect();
    super::check_size(most, subwords.len())?;
    let mut ids: BTreeMap<String, u32> = (0..).zip(&subwords).map(|(id, word)| (word.clone(), id)).collect();
    let known =
        |word: &String| Word { parts: mark.characters(word).map(|part| ids[&part]).collect(), count: counts[word] };
    let words: Vec<Word> = counts.keys().map(known).collect();
    let mut pairs = Pairs { words, ..Pairs::default() };
    (0..pairs.words.len()).for_each(|word| pairs.enter(word));
    pairs.queue();
    let mut merges = Vec::new();
    while subwords.len() < most {
        if merges.len() % 64 == 0 {
            ctx.check()?;
        }
        let Some((a, b)) = pairs.best(u64::from(min_frequency)) else { break };
        let joint = mark.joint(&subwords[a as usize], &subwords[b as usize]);
        // Two pairs can make the same subword.
        let id = *ids.entry(joint).or_insert_with_key(|joint| {
            subwords.push(joint.clone());
            (subwords.len() - 1) as u32
        });
        merges.push((a, b));
        pairs.join((a, b), id);
    }
    Ok(Learnt { subwords, merges })
}

/// How often subwords are neighbours.
#[derive(Default)]
struct Pairs {
    words: Vec<Word>,
    /// How often each pair occurs, and in which words it has been.
    counts: HashMap<(u32, u32), (u64, BTreeSet<usize>)>,
    /// Pairs by count, some of them outdated.
    queue: BinaryHeap<(u64, Reverse<(u32, u32)>)>,
    /// Pairs whose counts changed since they were queued.
    changed: BTreeSet<(u32, u32)>,
}

impl Pairs {
    /// Counts the pairs of a word.
    fn enter(&mut self, word: usize) {
        let Word { parts, count } = &self.words[word];
        for pair in parts.windows(2).map(|pair| (pair[0], pair[1])) {
            let known = self.counts.entry(pair).or_default();
            known.0 += count;
            known.1.insert(word);
            self.changed.insert(pair);
        }
    }

    /// Takes the pairs of a word away.
    fn leave(&mut self, word: usize) {
        let Word { parts, count } = &self.words[word];
        for pair in parts.windows(2).map(|pair| (pair[0], pair[1])) {
            if let Some(known) = self.counts.get_mut(&pair) {
                known.0 -= count;
            }
            self.changed.insert(pair);
        }
    }

    fn queue(&mut self) {
        for pair in std::mem::take(&mut self.changed) {
            let count = self.counts.get(&pair).map_or(0, |known| known.0);
            if count > 0 {
                self.queue.push((count, Reverse(pair)));
            }
        }
    }

    /// The most frequent pair, of equals the first.
    fn best(&mut self, least: u64) -> Option<(u32, u32)> {
        while let Some((count, Reverse(pair))) = self.queue.pop() {
            if self.counts.get(&pair).is_some_and(|known| known.0 == count) {
                return (count >= least).then_some(pair);
            }
        }
        None
    }

    /// Makes two neighbours one wherever they are.
    fn join(&mut self, pair: (u32, u32), id: u32) {
        let words = self.counts.get_mut(&pair).map(|known| std::mem::take(&mut known.1)).unwrap_or_default();
        for word in words {
            self.leave(word);
            let old = std::mem::take(&mut self.words[word].parts);
            let mut at = 0;
            while at < old.len() {
                let joint = old.get(at + 1).is_some_and(|&next| (old[at], next) == pair);
                self.words[word].parts.push(if joint { id } else { old[at] });
                at += if joint { 2 } else { 1 };
            }
            self.enter(word);
        }
        self.queue();
    }
}
