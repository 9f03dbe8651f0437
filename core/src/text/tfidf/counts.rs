//! How often terms occur, and which of them stay.

use super::TfidfVectorizer;
use crate::component::Context;
use crate::data::Strings;
use crate::error::{Result, err};
use crate::text::analyze::{Analysis, Gram, Scratch};
use crate::text::memo::{Lists, Memo};
use crate::text::vocabulary::Vocabulary;
use std::ops::Range;

/// How often a term was seen.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Count {
    /// In how many texts.
    pub(super) df: u32,
    /// The last of them, counted from 1.
    last: u32,
}

/// The terms of some texts.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) terms: Vocabulary,
    pub(super) counts: Vec<Count>,
    /// How many times each term was seen in all; only where that is asked for.
    pub(super) totals: Vec<u64>,
    /// Where the terms are.
    pub(super) stream: Stream,
}

/// The terms of each text, in any order, as often as they occur.
#[derive(Debug, Default)]
pub(in crate::text) struct Stream {
    /// The terms of each text, or the words of each and the terms in each word.
    texts: Lists,
    words: Option<Lists>,
}

impl Stream {
    /// Appends the terms of a text.
    pub(super) fn extend(&self, text: usize, terms: &mut Vec<u32>) {
        match &self.words {
            None => terms.extend_from_slice(self.texts.of(text)),
            Some(words) => {
                self.texts.of(text).iter().for_each(|&word| terms.extend_from_slice(words.of(word as usize)));
            }
        }
    }

    /// Gives each term its new number and drops those without one.
    pub(super) fn renumber(&mut self, numbers: &[u32]) {
        self.words.as_mut().unwrap_or(&mut self.texts).renumber(numbers, NONE);
    }

    fn append(&mut self, other: &Self) {
        let raise = self.words.as_ref().map_or(0, |words| words.ends.len() as u32);
        self.texts.append(&other.texts, raise);
        if let (Some(words), Some(more)) = (&mut self.words, &other.words) {
            words.append(more, 0);
        }
    }
}

/// The new number of a term that is left out.
pub(super) const NONE: u32 = u32::MAX;

/// What is wanted beside the number of texts of each term.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// How often it occurs in all.
    pub(super) totals: bool,
    /// Where it occurs.
    pub(super) stream: bool,
}

impl Counts {
    pub(super) fn of(
        analysis: &Analysis,
        texts: &Strings,
        chunk: Range<usize>,
        wanted: Wanted,
        ctx: &Context,
    ) -> Result<Self> {
        let mut all = Self::default();
        let (mut scratch, mut memo, mut stream) = (Scratch::default(), Memo::default(), Lists::default());
        for row in chunk {
            if row % 256 == 0 {
                ctx.check()?;
            }
            if !wanted.stream {
                stream.numbers.clear();
            }
            let (start, mut full) = (stream.numbers.len(), false);
            let Self { terms, counts, totals, .. } = &mut all;
            let mut number = |gram: Gram<'_>| {
                let id = terms.insert_gram(gram);
                full |= id.is_none();
                id
            };
            let text = texts.get(row).unwrap_or_default();
            let mut no_word = false;
            if analysis.looks_inside() {
                analysis.words_inside(text, &mut scratch, &mut memo, number, |_, word| {
                    no_word |= word.is_none();
                    stream.numbers.extend(word);
                });
            } else {
                analysis.grams(text, &mut scratch, |gram| stream.numbers.extend(number(gram)));
            }
            if full || no_word {
                return Err(too_many());
            }
            counts.resize(terms.len(), Count::default());
            if wanted.totals {
                totals.resize(terms.len(), 0);
            }
            let now = row as u32 + 1;
            let mut add = |id: u32| {
                counts[id as usize].add_in(now);
                if wanted.totals {
                    totals[id as usize] += 1;
                }
            };
            let seen = &stream.numbers[start..];
            if analysis.looks_inside() {
                seen.iter().for_each(|&word| memo.lists.of(word as usize).iter().copied().for_each(&mut add));
            } else {
                seen.iter().copied().for_each(add);
            }
            stream.end();
        }
        if wanted.stream {
            all.stream = Stream { texts: stream, words: analysis.looks_inside().then_some(memo.lists) };
        }
        Ok(all)
    }

    /// What is known of terms already.
    pub(super) fn known(terms: &Vocabulary, df: &[u32]) -> Self {
        let counts = df.iter().map(|&df| Count { df, last: 0 }).collect();
        Self { terms: terms.clone(), counts, ..Self::default() }
    }

    /// How many texts have a term.
    pub(super) fn df(&self, term: &[u8]) -> u32 {
        self.terms.get(term).map_or(0, |id| self.counts[id as usize].df)
    }

    /// Adds what was counted in the texts that follow.
    pub(super) fn merge(&mut self, mut other: Self) -> Result<()> {
        let mut numbers = Vec::with_capacity(other.counts.len());
        for (id, count) in (0..).zip(&other.counts) {
            let number = self.terms.insert(other.terms.string(id)).ok_or_else(too_many)?;
            self.counts.resize(self.terms.len(), Count::default());
            self.counts[number as usize].df += count.df;
            if let Some(total) = other.totals.get(id as usize) {
                self.totals.resize(self.terms.len(), 0);
                self.totals[number as usize] += total;
            }
            numbers.push(number);
        }
        other.stream.renumber(&numbers);
        self.stream.append(&other.stream);
        Ok(())
    }
}

impl Count {
    #[inline]
    fn add_in(&mut self, text: u32) {
        self.df += u32::from(self.last != text);
        self.last = text;
    }
}

pub(super) fn too_many() -> crate::Error {
    err!(InvalidData, "the texts have more than 2,147,483,647 different terms; use shorter n-grams or hashing")
}

impl TfidfVectorizer {
    /// The terms that stay, by code point.
    pub(super) fn keep(&self, all: &Counts, least: f64, most: f64) -> Result<Vec<u32>> {
        let in_bounds = |count: &Count| f64::from(count.df) >= least && f64::from(count.df) <= most;
        let ids = (0..).zip(&all.counts).filter(|(_, count)| in_bounds(count));
        // Most comparisons are settled by the first bytes.
        let mut kept: Vec<(u128, u32)> = ids.map(|(id, _)| (prefix(all.terms.string(id)), id)).collect();
        if kept.is_empty() {
            let terms = all.counts.len();
            return Err(err!(
                NotEnoughData,
                "none of {terms} terms remains with min_df {} and max_df {}; lower the first or raise the second",
                self.min_df,
                self.max_df
            ));
        }
        kept.sort_unstable_by(|&(a, i), &(b, j)| a.cmp(&b).then_with(|| all.terms.string(i).cmp(all.terms.string(j))));
        let mut kept: Vec<u32> = kept.into_iter().map(|(_, id)| id).collect();
        if let Some(most) = self.max_features.map(|most| most as usize)
            && kept.len() > most
        {
            let frequency = |id: u32| match all.totals.get(id as usize) {
                Some(&total) => total,
                None => u64::from(all.counts[id as usize].df),
            };
            let mut places: Vec<usize> = (0..kept.len()).collect();
            places.sort_by_key(|&place| std::cmp::Reverse(frequency(kept[place])));
            places.truncate(most);
            places.sort_unstable();
            kept = places.into_iter().map(|place| kept[place]).collect();
        }
        if kept.len() > i32::MAX as usize { Err(too_many()) } else { Ok(kept) }
    }
}

/// The first sixteen bytes as a number that sorts as they do.
pub(super) fn prefix(string: &[u8]) -> u128 {
    let mut first = [0; 16];
    let length = string.len().min(16);
    first[..length].copy_from_slice(&string[..length]);
    u128::from_be_bytes(first)
}
