//! Vectors of words by random indexing.

use super::{Corpus, WordVectors};
use crate::component::Context;
use crate::error::{Result, err};
use crate::math::rng::Rng;
use crate::text::vocabulary::Vocabulary;

/// The random vector of a word: places, and the sign of each.
type Index = Vec<(u32, f32)>;

/// Dimensions, words and their vectors, the frequent first; of equals the first by code point.
pub(super) fn learn(
    params: &WordVectors,
    corpus: &Corpus,
    all: u64,
    ctx: &Context,
) -> Result<(usize, Vocabulary, Vec<f32>)> {
    let (dim, window) = (params.dim as usize, params.window as usize);
    let mut kept: Vec<u32> = (0..corpus.words.len() as u32).collect();
    kept.retain(|&id| corpus.counts[id as usize] >= u64::from(params.min_count));
    kept.sort_by(|&a, &b| {
        let by_count = corpus.counts[b as usize].cmp(&corpus.counts[a as usize]);
        by_count.then_with(|| corpus.words.string(a).cmp(corpus.words.string(b)))
    });
    let mut words = Vocabulary::with_capacity(kept.len());
    let mut places = vec![None; corpus.words.len()];
    for (place, &id) in kept.iter().enumerate() {
        words.insert(corpus.words.string(id));
        places[id as usize] = Some(place);
    }
    let size = kept.len().checked_mul(dim).filter(|&size| size <= isize::MAX as usize / 16);
    let size =
        size.ok_or_else(|| err!(InvalidData, "{} words of {dim} dimensions do not fit into memory", kept.len()))?;
    let index = |place: usize| -> Index {
        // Its name, not its place, picks a word's random vector, so that new words leave the others alone.
        let name = words
            .string(place as u32)
            .iter()
            .fold(0xcbf2_9ce4_8422_2325, |hash: u64, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
        let mut rng = Rng::new(ctx.get_seed(), name);
        let chosen = rng.sample(dim, params.nonzeros as usize);
        chosen.into_iter().map(|at| (at as u32, if rng.next() >> 63 == 0 { 1.0 } else { -1.0 })).collect()
    };
    let indices: Vec<Index> = (0..kept.len()).map(index).collect();
    let weights: Vec<f32> = kept.iter().map(|&id| params.weight(corpus.counts[id as usize], all) as f32).collect();
    let mut vectors = vec![0.0f32; size];
    let mut start = 0;
    for (text, &end) in corpus.ends.iter().enumerate() {
        if text % 256 == 0 {
            ctx.check()?;
        }
        let own = &corpus.stream[start..end];
        for (at, &word) in own.iter().enumerate() {
            let Some(place) = places[word as usize] else { continue };
            let vector = &mut vectors[place * dim..][..dim];
            let near = at.saturating_sub(window)..own.len().min(at + window + 1);
            for other in near.filter(|&other| other != at).filter_map(|other| places[own[other] as usize]) {
                indices[other].iter().for_each(|&(at, sign)| vector[at as usize] += weights[other] * sign);
            }
        }
        start = end;
    }
    for (place, vector) in vectors.chunks_mut(dim).enumerate() {
        let square = vector.iter().fold(0.0f64, |sum, &value| sum + f64::from(value) * f64::from(value));
        if square > 0.0 {
            let scale = (1.0 / square.sqrt()) as f32;
            vector.iter_mut().for_each(|value| *value *= scale);
        } else {
            // A word that never had a neighbour stands for itself.
            let scale = (1.0 / (indices[place].len() as f64).sqrt()) as f32;
            indices[place].iter().for_each(|&(at, sign)| vector[at as usize] = scale * sign);
        }
    }
    Ok((dim, words, vectors))
}
