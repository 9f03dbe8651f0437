//! From texts to lists of the texts that have a term.

use crate::component::Context;
use crate::data::Strings;
use crate::error::{Result, err};
use crate::text::analyze::{Analysis, Scratch};
use crate::text::rows::chunks;
use crate::text::vocabulary::Vocabulary;

/// For each term the texts that have it, in order, and how often.
#[derive(Clone, Debug)]
pub(super) struct Lists {
    /// Where the list of each term begins, and the end of the last.
    pub(super) offsets: Vec<usize>,
    pub(super) texts: Vec<u32>,
    pub(super) counts: Vec<u32>,
}

impl Default for Lists {
    fn default() -> Self {
        Self { offsets: vec![0], texts: Vec::new(), counts: Vec::new() }
    }
}

impl Lists {
    pub(super) fn of(&self, term: u32) -> std::ops::Range<usize> {
        self.offsets[term as usize]..self.offsets[term as usize + 1]
    }
}

/// The terms of some texts: their own numbers, text after text.
#[derive(Default)]
struct Part {
    terms: Vocabulary,
    /// Term and count, of each text those in order of first occurrence.
    entries: Vec<(u32, u32)>,
    ends: Vec<usize>,
    lengths: Vec<u32>,
}

fn read(analysis: &Analysis, texts: &Strings, rows: std::ops::Range<usize>, ctx: &Context) -> Result<Part> {
    let (mut part, mut scratch, mut full) = (Part::default(), Scratch::default(), false);
    // Where the count of each term of the current text is.
    let mut places: Vec<(u32, u32)> = Vec::new();
    for (step, row) in rows.enumerate() {
        if step % 256 == 255 {
            ctx.check()?;
        }
        let (first, mut length) = (part.entries.len(), 0u32);
        let Part { terms, entries, .. } = &mut part;
        analysis.grams(texts.get(row).unwrap_or_default(), &mut scratch, |gram| {
            let Some(term) = terms.insert_gram(gram) else {
                full = true;
                return;
            };
            if term as usize >= places.len() {
                places.resize(term as usize + 1, (u32::MAX, 0));
            }
            let place = &mut places[term as usize];
            if place.0 == step as u32 {
                entries[first + place.1 as usize].1 += 1;
            } else {
                *place = (step as u32, (entries.len() - first) as u32);
                entries.push((term, 1));
            }
            length = length.saturating_add(1);
        });
        part.ends.push(part.entries.len());
        part.lengths.push(length);
    }
    if full { Err(err!(InvalidData, "there are more than 4,294,967,295 terms")) } else { Ok(part) }
}

/// Appends texts, whose numbers go on from those that there are.
pub(super) fn append(
    analysis: &Analysis,
    texts: &Strings,
    known: (&mut Vocabulary, &mut Lists, &mut Vec<u32>),
    ctx: &Context,
) -> Result<()> {
    let (terms, lists, lengths) = known;
    let chunks = chunks(texts, 1 << 20);
    let parts = ctx.map(chunks.len(), |chunk| read(analysis, texts, chunks[chunk].clone(), ctx))?;
    // The numbers of each part's terms here, in the order in which they first occur, and how long each list becomes.
    let mut numbers = Vec::with_capacity(parts.len());
    for part in &parts {
        let mut own = Vec::with_capacity(part.terms.len());
        for term in 0..part.terms.len() {
            let number = terms.insert(part.terms.string(term as u32));
            own.push(number.ok_or_else(|| err!(InvalidData, "there are more than 4,294,967,295 terms"))?);
        }
        numbers.push(own);
    }
    let mut sizes = vec![0usize; terms.len()];
    (0..lists.offsets.len() - 1).for_each(|term| sizes[term] = lists.of(term as u32).len());
    for (part, own) in parts.iter().zip(&numbers) {
        part.entries.iter().for_each(|&(term, _)| sizes[own[term as usize] as usize] += 1);
    }
    let mut merged = Lists { offsets: Vec::with_capacity(sizes.len() + 1), ..Lists::default() };
    let mut end = 0;
    merged.offsets.push(0);
    for size in sizes {
        end += size;
        merged.offsets.push(end);
    }
    (merged.texts, merged.counts) = (vec![0; end], vec![0; end]);
    let mut next = merged.offsets[..terms.len()].to_vec();
    for (term, next) in next.iter_mut().enumerate().take(lists.offsets.len() - 1) {
        let (from, to) = (lists.of(term as u32), *next);
        merged.texts[to..to + from.len()].copy_from_slice(&lists.texts[from.clone()]);
        merged.counts[to..to + from.len()].copy_from_slice(&lists.counts[from.clone()]);
        *next += from.len();
    }
    for (part, own) in parts.iter().zip(&numbers) {
        let mut start = 0;
        for (&end, &length) in part.ends.iter().zip(&part.lengths) {
            let text = lengths.len() as u32;
            for &(term, count) in &part.entries[start..end] {
                let place = &mut next[own[term as usize] as usize];
                (merged.texts[*place], merged.counts[*place]) = (text, count);
                *place += 1;
            }
            lengths.push(length);
            start = end;
        }
    }
    *lists = merged;
    Ok(())
}
