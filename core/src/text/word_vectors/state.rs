//! What is known after the fit.

use super::WordVectors;
use crate::component::{Context, Parts, Store, VectorizerState, corrupt};
use crate::data::{Csr, Strings};
use crate::error::Result;
use crate::text::analyze::{Analysis, Scratch};
use crate::text::rows::chunks;
use crate::text::vocabulary::Vocabulary;
use serde_json::json;

/// Words, their vectors and weights.
#[derive(Clone, Debug)]
pub struct WordVectorsState {
    pub(super) params: WordVectors,
    pub(super) analysis: Analysis,
    pub(super) dim: usize,
    pub(super) words: Vocabulary,
    /// Word by word.
    pub(super) vectors: Vec<f32>,
    pub(super) weights: Vec<f32>,
    /// What all texts share: directions of length 1.
    pub(super) common: Vec<Vec<f64>>,
}

impl WordVectorsState {
    /// The weighted mean of the words of each text.
    pub(super) fn means(&self, texts: &Strings, ctx: &Context) -> Result<Csr> {
        self.rows(texts, ctx, |_| {})
    }

    fn rows(&self, texts: &Strings, ctx: &Context, finish: impl Fn(&mut [f64]) + Sync) -> Result<Csr> {
        let (dim, chunks) = (self.dim, chunks(texts, 1 << 16));
        let parts = ctx.map(chunks.len(), |chunk| {
            let mut scratch = Scratch::default();
            let mut values = vec![0.0; chunks[chunk].len() * dim];
            for (row, to) in chunks[chunk].clone().zip(values.chunks_mut(dim)) {
                self.mean(texts.get(row).unwrap_or_default(), &mut scratch, to);
                finish(to);
            }
            Ok(values)
        })?;
        Csr::from_rows(dim, parts.concat())
    }

    fn mean(&self, text: &str, scratch: &mut Scratch, to: &mut [f64]) {
        let (buffer, places) = self.analysis.words_of(text, scratch);
        let mut known = 0usize;
        for &(start, end) in places {
            let Some(word) = self.words.get(&buffer.as_bytes()[start..end]) else { continue };
            known += 1;
            let weight = f64::from(self.weights[word as usize]);
            let vector = &self.vectors[word as usize * self.dim..][..self.dim];
            to.iter_mut().zip(vector).for_each(|(sum, &value)| *sum += weight * f64::from(value));
        }
        let share = 1.0 / known.max(1) as f64;
        to.iter_mut().for_each(|value| *value *= share);
    }
}

impl VectorizerState for WordVectorsState {
    fn transform(&self, texts: &Strings, ctx: &Context) -> Result<Csr> {
        self.rows(texts, ctx, |row| {
            crate::math::project::take_away(&self.common, row);
            if let Some(norm) = self.params.norm {
                norm.scale(row);
            }
        })
    }

    fn feature_names(&self) -> Result<Strings> {
        Ok((0..self.dim).map(|dimension| format!("dim{dimension}")).collect())
    }

    fn parts(&self) -> Result<Parts> {
        let summary = json!({"words": self.words.len(), "dim": self.dim, "removed": self.common.len()});
        Ok(Parts { summary: summary.as_object().cloned().unwrap_or_default(), tables: Vec::new() })
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("params", &self.params)?;
        let word = |id| String::from_utf8_lossy(self.words.string(id));
        store.put_strings("words", &(0..self.words.len() as u32).map(word).collect());
        store.put_shaped("vectors", vec![self.words.len(), self.dim], &self.vectors);
        store.put("weights", &self.weights);
        store.put_shaped("common", vec![self.common.len(), self.dim], &self.common.concat());
        Ok(())
    }

    fn restore(store: &Store) -> Result<Self> {
        let params: WordVectors = store.params("params")?;
        let analysis = params.analysis().map_err(|error| corrupt("params", error.message()))?;
        let names = store.take_strings("words")?;
        let mut words = Vocabulary::with_capacity(names.len());
        names.iter().for_each(|name| {
            words.insert(name.unwrap_or_default().as_bytes());
        });
        if words.len() != names.len() || names.is_empty() {
            return Err(corrupt("words", "has a word twice, or none"));
        }
        let (shape, vectors): (Vec<usize>, Vec<f32>) = store.take_shaped("vectors")?;
        let dim = shape.get(1).copied().unwrap_or(0);
        if shape.len() != 2 || shape[0] != names.len() || !(1..=4096).contains(&dim) {
            return Err(corrupt("vectors", &format!("is of shape {shape:?} for {} words", names.len())));
        }
        let weights: Vec<f32> = store.take_exactly("weights", names.len())?;
        let (shape, common): (Vec<usize>, Vec<f64>) = store.take_shaped("common")?;
        if shape.len() != 2 || shape[1] != dim || shape[0] > 100 {
            return Err(corrupt("common", &format!("is of shape {shape:?}; {dim} columns are needed")));
        }
        let finite = vectors.iter().chain(&weights).all(|value| value.is_finite());
        if !finite || common.iter().any(|value| !value.is_finite()) {
            return Err(corrupt("vectors", "is not finite"));
        }
        let common = common.chunks(dim).map(<[f64]>::to_vec).collect();
        Ok(Self { params, analysis, dim, words, vectors, weights, common })
    }
}
