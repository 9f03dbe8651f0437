//! The unigram language model: pieces and their probabilities by expectation and maximisation, from many to few.

use crate::component::Context;
use crate::error::Result;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Pieces to begin with: at most so many, and of so many characters.
const SEEDS: usize = 1_000_000;
const LONGEST: usize = 16;
/// Expectation and maximisation between two rounds of leaving out, and what stays of each.
const STEPS: usize = 2;
const SHRINK: f64 = 0.75;
/// What an unknown character costs beyond the least likely piece.
const PENALTY: f64 = 10.0;
/// Pieces that are expected less often are left out.
const EXPECTED: f64 = 0.5;
/// The words are summed up in so many parts, whatever the threads.
const PARTS: usize = 8;
/// What ends a word.
const END: char = '\0';

type Piece = (Vec<char>, f64);

/// A word in characters, and how often it occurs.
struct Word {
    chars: Vec<char>,
    count: f64,
}

/// The pieces of words, at most one less than `most`, and the logarithms of their probabilities, likeliest first.
pub(super) fn learn(counts: &BTreeMap<String, u64>, most: usize, ctx: &Context) -> Result<Vec<(String, f64)>> {
    let word = |(word, &count): (&String, &u64)| Word { chars: word.chars().collect(), count: count as f64 };
    let words: Vec<Word> = counts.iter().map(word).collect();
    let needed: BTreeSet<char> = words.iter().flat_map(|word| word.chars.iter().copied()).collect();
    super::check_size(most, needed.len() + 1)?;
    let wanted = most * 11 / 10;
    let mut model = Model::new(seeds(&words));
    loop {
        for _ in 0..STEPS {
            let expected = model.expect(&words, ctx)?;
            model = Model::new(model.maximised(&expected));
        }
        if model.pieces.len() < wanted {
            break;
        }
        let kept = model.pruned(&words, wanted, ctx)?;
        // Pieces that nothing can replace may be more than are wanted.
        if kept.len() == model.pieces.len() {
            break;
        }
        model = Model::new(kept);
    }
    Ok(model.finished(&needed, most - 1))
}

/// The characters, and the strings that occur with different ones behind them, with the logarithms of their shares.
fn seeds(words: &[Word]) -> Vec<Piece> {
    let mut counts: BTreeMap<char, f64> = BTreeMap::new();
    for word in words {
        word.chars.iter().for_each(|&c| *counts.entry(c).or_insert(0.0) += word.count);
    }
    let mut characters: Vec<Piece> = counts.into_iter().map(|(c, count)| (vec![c], count)).collect();
    characters.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| b.0.cmp(&a.0)));
    let mut strings = repeated(words);
    strings.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| b.0.cmp(&a.0)));
    strings.truncate(SEEDS.saturating_sub(characters.len()));
    characters.extend(strings);
    let sum = libm::log(characters.iter().map(|piece| piece.1).sum::<f64>());
    characters.iter_mut().for_each(|piece| piece.1 = libm::log(piece.1) - sum);
    characters
}

/// Strings that have at least two different characters, or a character and the end of a word, behind them, and their number times
/// their length: what neighbours in the order of all suffixes have in common.
fn repeated(words: &[Word]) -> Vec<Piece> {
    let ended: Vec<Vec<char>> =
        words.iter().map(|word| word.chars.iter().copied().chain([END]).collect::<Vec<char>>()).collect();
    let mut suffixes: Vec<&[char]> = ended.iter().flat_map(|word| (0..word.len()).map(|from| &word[from..])).collect();
    suffixes.sort_unstable();
    let mut found = Vec::new();
    // Strings that are open, each longer than the one below, and where their suffixes begin.
    let mut open: Vec<(usize, usize)> = Vec::new();
    for place in 1..=suffixes.len() {
        let common = match suffixes.get(place) {
            Some(next) => suffixes[place - 1].iter().zip(*next).take_while(|(a, b)| a == b).count(),
            None => 0,
        };
        let mut first = place - 1;
        while let Some(&(length, from)) = open.last().filter(|(length, _)| *length > common) {
            open.pop();
            first = from;
            let string = &suffixes[from][..length];
            if (2..=LONGEST).contains(&length) && !string.contains(&END) {
                found.push((string.to_vec(), ((place - from) * length) as f64));
            }
        }
        if common > 0 && open.last().is_none_or(|(length, _)| *length < common) {
            open.push((common, first));
        }
    }
    found
}

/// The derivative of the logarithm of the gamma function, by its asymptotic series at 7 and above.
fn digamma(mut x: f64) -> f64 {
    let mut result = 0.0;
    while x < 7.0 {
        result -= 1.0 / x;
        x += 1.0;
    }
    x -= 0.5;
    let square = 1.0 / (x * x);
    let fourth = square * square;
    result + libm::log(x) + square / 24.0 - 7.0 / 960.0 * fourth + 31.0 / 8_064.0 * fourth * square
        - 127.0 / 30_720.0 * fourth * fourth
}

/// ln(e^a + e^b).
fn log_add(a: f64, b: f64) -> f64 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY { high } else { high + libm::log1p(libm::exp(low - high)) }
}

/// A piece where it fits in a word: from where, the number of the piece and its score.
#[derive(Clone, Copy)]
struct Fit {
    from: usize,
    piece: Option<u32>,
    score: f64,
}

struct Model {
    pieces: Vec<Piece>,
    /// Which node of the tree of pieces follows another by a character; the root is 0.
    next: HashMap<(u32, char), u32>,
    /// The piece that ends at a node.
    ends: Vec<Option<u32>>,
    unknown: f64,
}

impl Model {
    fn new(pieces: Vec<Piece>) -> Self {
        let (mut next, mut ends) = (HashMap::new(), vec![None]);
        for (id, (chars, _)) in (0u32..).zip(&pieces) {
            let mut node = 0;
            for &c in chars {
                let fresh = ends.len() as u32;
                node = *next.entry((node, c)).or_insert(fresh);
                if node == fresh {
                    ends.push(None);
                }
            }
            ends[node as usize] = Some(id);
        }
        let least = pieces.iter().map(|piece| piece.1).fold(f64::INFINITY, f64::min);
        Self { pieces, next, ends, unknown: least - PENALTY }
    }

    /// For each place of a word the pieces that end there, longest first; an unknown character is one without a number.
    fn fits(&self, chars: &[char]) -> Vec<Vec<Fit>> {
        let mut all = vec![Vec::new(); chars.len() + 1];
        for from in 0..chars.len() {
            let (mut node, mut single) = (0, false);
            for (place, &c) in chars.iter().enumerate().skip(from) {
                let Some(&after) = self.next.get(&(node, c)) else { break };
                node = after;
                if let Some(piece) = self.ends[node as usize] {
                    let score = self.pieces[piece as usize].1;
                    all[place + 1].push(Fit { from, piece: Some(piece), score });
                    single |= place == from;
                }
            }
            if !single {
                all[from + 1].push(Fit { from, piece: None, score: self.unknown });
            }
        }
        all
    }

    /// How often each piece is expected in the words, over all ways to cut them.
    fn expect(&self, words: &[Word], ctx: &Context) -> Result<Vec<f64>> {
        self.sum(words, ctx, |word, sums| {
            let (fits, length) = (self.fits(&word.chars), word.chars.len());
            let (mut before, mut behind) = (vec![f64::NEG_INFINITY; length + 1], vec![f64::NEG_INFINITY; length + 1]);
            (before[0], behind[length]) = (0.0, 0.0);
            for place in 1..=length {
                for fit in &fits[place] {
                    before[place] = log_add(before[place], before[fit.from] + fit.score);
                }
            }
            for place in (1..=length).rev() {
                for fit in &fits[place] {
                    behind[fit.from] = log_add(behind[fit.from], behind[place] + fit.score);
                }
            }
            for place in 1..=length {
                for fit in &fits[place] {
                    if let Some(piece) = fit.piece {
                        let share = libm::exp(before[fit.from] + fit.score + behind[place] - before[length]);
                        sums[piece as usize] += word.count * share;
                    }
                }
            }
        })
    }

    /// Adds up numbers of the pieces, and behind them one of unknown characters, over the words, part by part.
    fn sum(&self, words: &[Word], ctx: &Context, add: impl Fn(&Word, &mut [f64]) + Sync) -> Result<Vec<f64>> {
        let size = words.len().div_ceil(PARTS).max(1);
        let parts: Vec<&[Word]> = words.chunks(size).collect();
        let sums = ctx.map(parts.len(), |part| {
            let mut sums = vec![0.0; self.pieces.len() + 1];
            for (step, word) in parts[part].iter().enumerate() {
                if step % 256 == 255 {
                    ctx.check()?;
                }
                add(word, &mut sums);
            }
            Ok(sums)
        })?;
        let mut all = vec![0.0; self.pieces.len() + 1];
        for part in sums {
            all.iter_mut().zip(part).for_each(|(sum, more)| *sum += more);
        }
        Ok(all)
    }

    /// The pieces that are expected often enough, with probabilities that a sparse prior lowers.
    fn maximised(&self, expected: &[f64]) -> Vec<Piece> {
        let often = |&(_, &expected): &(&Piece, &f64)| expected >= EXPECTED;
        let kept: Vec<(&Piece, &f64)> = self.pieces.iter().zip(expected).filter(often).collect();
        let sum = digamma(kept.iter().map(|(_, expected)| **expected).sum());
        kept.into_iter().map(|(piece, &expected)| (piece.0.clone(), digamma(expected) - sum)).collect()
    }

    /// The likeliest way to cut a word, of equally likely ones that with the longest piece last; without the word as a whole where
    /// that is said. The pieces, last first, and the score.
    fn best(&self, chars: &[char], whole: bool) -> (Vec<Option<u32>>, f64) {
        let (fits, length) = (self.fits(chars), chars.len());
        let mut best: Vec<Option<(f64, Fit)>> = vec![None; length + 1];
        for place in 1..=length {
            for &fit in fits[place].iter().filter(|fit| whole || fit.from > 0 || place < length) {
                let before = if fit.from == 0 { Some(0.0) } else { best[fit.from].map(|one| one.0) };
                let Some(before) = before else { continue };
                let score = before + fit.score;
                if best[place].is_none_or(|one| score > one.0) {
                    best[place] = Some((score, fit));
                }
            }
        }
        let score = best[length].map_or(f64::NEG_INFINITY, |one| one.0);
        let (mut path, mut place) = (Vec::new(), length);
        while let Some((_, fit)) = best[place] {
            path.push(fit.piece);
            place = fit.from;
        }
        (path, score)
    }

    /// Leaves out the pieces whose loss lowers the likelihood least.
    fn pruned(&self, words: &[Word], wanted: usize, ctx: &Context) -> Result<Vec<Piece>> {
        let used = self.sum(words, ctx, |word, sums| {
            self.best(&word.chars, true).0.into_iter().for_each(|piece| sums[self.place(piece)] += word.count);
        })?;
        let words: f64 = words.iter().map(|word| word.count).sum();
        let total: f64 = used.iter().sum();
        let losses = ctx.map(self.pieces.len(), |id| Ok(self.loss(id, &used, total, words)))?;
        let mut kept: Vec<usize> = (0..losses.len()).filter(|&id| losses[id] == Some(f64::INFINITY)).collect();
        let mut others: Vec<(usize, f64)> = losses
            .iter()
            .enumerate()
            .filter_map(|(id, loss)| Some((id, loss.filter(|loss| *loss < f64::INFINITY)?)))
            .collect();
        others.sort_by(|a, b| b.1.total_cmp(&a.1));
        let size = wanted.max(((self.pieces.len() + 1) as f64 * SHRINK) as usize);
        let room = size.saturating_sub(kept.len() + 1);
        kept.extend(others.into_iter().take(room).map(|(id, _)| id));
        Ok(kept.into_iter().map(|id| self.pieces[id].clone()).collect())
    }

    /// Where the number of a piece, or of an unknown character, is.
    fn place(&self, piece: Option<u32>) -> usize {
        piece.map_or(self.pieces.len(), |piece| piece as usize)
    }

    /// How much the likelihood loses without a piece, whose uses go to the next best way to cut it: infinite where there is none, and
    /// nothing for one that is not used.
    fn loss(&self, id: usize, used: &[f64], total: f64, words: f64) -> Option<f64> {
        let (chars, score) = &self.pieces[id];
        if chars.len() == 1 {
            return Some(f64::INFINITY);
        }
        let (path, other) = self.best(chars, false);
        if other > *score {
            return (used[id] > 0.0).then_some(f64::INFINITY);
        }
        if used[id] == 0.0 {
            return None;
        }
        let own = libm::log(used[id]) - libm::log(total);
        let whole = libm::log(total + used[id] * (path.len() as f64 - 1.0));
        let parts = path.iter().rev().map(|piece| libm::log(used[self.place(*piece)] + used[id]) - whole);
        Some(used[id] / words * (own - parts.sum::<f64>()))
    }

    /// All characters and the first pieces, likeliest first.
    fn finished(self, needed: &BTreeSet<char>, most: usize) -> Vec<(String, f64)> {
        let least = self.unknown + PENALTY;
        let single = |c: char| {
            let node = self.next.get(&(0, c))?;
            self.ends[*node as usize].map(|piece| self.pieces[piece as usize].1)
        };
        let mut missing = 0;
        let mut pieces: Vec<(String, f64)> = Vec::with_capacity(most);
        for &c in needed {
            let score = single(c).unwrap_or_else(|| {
                missing += 1;
                least + f64::from(missing - 1) * 1e-4
            });
            pieces.push((c.to_string(), score));
        }
        let longer = self.pieces.iter().filter(|(chars, _)| chars.len() > 1);
        for (chars, score) in longer.take(most.saturating_sub(needed.len())) {
            pieces.push((chars.iter().collect(), *score));
        }
        pieces.sort_by(|a, b| b.1.partial_cmp(&a.1).unwrap_or(Ordering::Equal));
        pieces
    }
}
