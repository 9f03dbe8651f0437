//! How often terms occur, and which of them stay.

use super::Tfidf;
use crate::component::Context;
use crate::data::Strings;
use crate::error::{Result, err};
use crate::text::analyze::{Analysis, Scratch};
use crate::text::vocabulary::Vocabulary;
use std::ops::Range;

/// How often a term was seen.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Count {
    /// In how many texts.
    pub(super) df: u32,
    /// The last of them, counted from 1.
    pub(super) last: u32,
    /// How many times in all.
    pub(super) tf: u64,
}

/// The terms of some texts.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) terms: Vocabulary,
    pub(super) counts: Vec<Count>,
}

impl Counts {
    pub(super) fn of(analysis: &Analysis, texts: &Strings, chunk: Range<usize>, ctx: &Context) -> Result<Self> {
        let mut all = Self::default();
        let mut scratch = Scratch::default();
        for row in chunk {
            if row % 256 == 0 {
                ctx.check()?;
            }
            let mut full = false;
            let now = row as u32 + 1;
            analysis.grams(texts.get(row).unwrap_or_default(), &mut scratch, |gram| {
                match all.terms.insert_gram(gram) {
                    Some(id) => all.seen(id).add_in(now),
                    None => full = true,
                }
            });
            if full {
                return Err(too_many());
            }
        }
        Ok(all)
    }

    #[inline]
    pub(super) fn seen(&mut self, id: u32) -> &mut Count {
        if id as usize == self.counts.len() {
            self.counts.push(Count::default());
        }
        &mut self.counts[id as usize]
    }

    pub(super) fn merge(&mut self, other: &Self) -> Result<()> {
        for (id, count) in (0..).zip(&other.counts) {
            let id = self.terms.insert(other.terms.string(id)).ok_or_else(too_many)?;
            let mine = self.seen(id);
            mine.df += count.df;
            mine.tf += count.tf;
        }
        Ok(())
    }
}

impl Count {
    #[inline]
    pub(super) fn add_in(&mut self, text: u32) {
        self.df += u32::from(self.last != text);
        self.last = text;
        self.tf += 1;
    }
}

pub(super) fn too_many() -> crate::Error {
    err!(InvalidData, "the texts have more than 2,147,483,647 different terms; use shorter n-grams or hashing")
}

impl Tfidf {
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
            let count = |id: u32| all.counts[id as usize];
            let frequency = |id: u32| if self.binary { u64::from(count(id).df) } else { count(id).tf };
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
