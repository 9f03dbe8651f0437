//! What the classifier knows after the fit.

use super::Loss;
use super::dictionary::Dictionary;
use super::quantize::Quantized;
use super::train::{add, decide, to_chances};
use crate::component::{ClassifierState, Context, Parts, Store, corrupt};
use crate::data::Documents;
use crate::error::{Result, err};
use crate::text::analyze::Scratch;
use crate::text::rows;
use ndarray::Array2;
use serde_json::json;

/// The vectors of rows, and the weights of classes.
#[derive(Clone, Debug)]
pub struct FastTextState {
    pub(super) dictionary: Dictionary,
    pub(super) vectors: Vectors,
    /// Class by class.
    pub(super) output: Vec<f32>,
    pub(super) classes: usize,
    pub(super) loss: Loss,
}

/// The vectors of rows.
#[derive(Clone, Debug)]
pub(super) enum Vectors {
    Plain { dim: usize, rows: Vec<f32> },
    Coded(Quantized),
}

impl Vectors {
    pub(super) fn dim(&self) -> usize {
        match self {
            Vectors::Plain { dim, .. } => *dim,
            Vectors::Coded(codes) => codes.dim(),
        }
    }

    pub(super) fn rows(&self) -> usize {
        match self {
            Vectors::Plain { dim, rows } => rows.len() / dim,
            Vectors::Coded(codes) => codes.rows(),
        }
    }

    pub(super) fn add(&self, to: &mut [f32], row: usize) {
        match self {
            Vectors::Plain { dim, rows } => add(to, 1.0, &rows[row * dim..][..*dim]),
            Vectors::Coded(codes) => codes.add(to, row),
        }
    }
}

/// Buffers for one text after the other.
struct Answer {
    scratch: Scratch,
    rows: Vec<u32>,
    hidden: Vec<f32>,
    chances: Vec<f32>,
}

impl FastTextState {
    /// Calls `f` with each text's number, the text and the answer to it, and collects what it gives.
    fn each<T: Send>(
        &self,
        documents: &Documents,
        ctx: &Context,
        f: impl Fn(usize, &str, &mut Answer, &mut Vec<T>) + Sync,
    ) -> Result<Vec<T>> {
        let Documents::Texts(texts) = documents else {
            return Err(err!(InvalidData, "features were given; must be texts"));
        };
        let chunks = rows::chunks(texts, 1 << 16);
        let parts = ctx.map(chunks.len(), |chunk| {
            let (hidden, chances) = (vec![0.0; self.vectors.dim()], vec![0.0; self.classes]);
            let mut answer = Answer { scratch: Scratch::default(), rows: Vec::new(), hidden, chances };
            let mut results = Vec::new();
            for row in chunks[chunk].clone() {
                let text = texts.get(row).unwrap_or_default();
                self.answer(text, &mut answer);
                f(row, text, &mut answer, &mut results);
            }
            Ok(results)
        })?;
        Ok(parts.into_iter().flatten().collect())
    }

    /// The rows of a text, their mean and the chances of the classes.
    fn answer(&self, text: &str, answer: &mut Answer) {
        let Answer { scratch, rows, hidden, chances } = answer;
        rows.clear();
        self.dictionary.features(text, scratch, |feature| rows.extend(self.dictionary.row(&feature)));
        hidden.fill(0.0);
        rows.iter().for_each(|&row| self.vectors.add(hidden, row as usize));
        let share = 1.0 / rows.len().max(1) as f32;
        hidden.iter_mut().for_each(|value| *value *= share);
        decide(&self.output, hidden, chances);
        to_chances(self.loss, chances);
    }

    /// The weights of a class above the mean of all.
    fn above_mean(&self, class: usize) -> Vec<f32> {
        let dim = self.vectors.dim();
        let mut weights = self.output[class * dim..][..dim].to_vec();
        let share = -1.0 / self.classes as f32;
        self.output.chunks_exact(dim).for_each(|other| add(&mut weights, share, other));
        weights
    }
}

impl FastTextState {
    /// What speaks for the classes, or for the most probable one of each document.
    fn reasons(
        &self,
        documents: &Documents,
        classes: Option<&[usize]>,
        top: usize,
        ctx: &Context,
    ) -> Result<Vec<Vec<(String, f64)>>> {
        self.each(documents, ctx, |row, text, answer, reasons| {
            let chances = &answer.chances;
            let best = |best: usize, class: usize| if chances[class] > chances[best] { class } else { best };
            let class = classes.and_then(|classes| classes.get(row).copied());
            let weights = self.above_mean(class.unwrap_or_else(|| (1..self.classes).fold(0, best)));
            let (dim, count) = (self.vectors.dim(), answer.rows.len().max(1) as f64);
            let mut shares: Vec<(String, f64)> = Vec::new();
            let mut places = std::collections::BTreeMap::new();
            let mut vector = vec![0.0f32; dim];
            self.dictionary.features(text, &mut answer.scratch, |feature| {
                let Some(row) = self.dictionary.row(&feature) else { return };
                vector.fill(0.0);
                self.vectors.add(&mut vector, row as usize);
                let share =
                    vector.iter().zip(&weights).fold(0.0, |sum, (a, b)| sum + f64::from(*a) * f64::from(*b)) / count;
                let place = *places.entry(feature.name()).or_insert(shares.len());
                if place == shares.len() {
                    shares.push((feature.name(), 0.0));
                }
                shares[place].1 += share;
            });
            shares.retain(|(_, share)| *share > 0.0);
            shares.sort_by(|a, b| b.1.total_cmp(&a.1));
            shares.truncate(top);
            reasons.push(shares);
        })
    }
}

impl ClassifierState for FastTextState {
    fn predict_proba(&self, documents: &Documents, ctx: &Context) -> Result<Array2<f64>> {
        let chances = self.each(documents, ctx, |_, _, answer, chances: &mut Vec<f64>| {
            let all = answer.chances.iter().map(|&chance| f64::from(chance));
            match self.loss {
                Loss::Ova => chances.extend(all),
                Loss::Softmax => {
                    // The rounding of single precision goes.
                    let sum = all.clone().fold(0.0, |sum, chance| sum + chance);
                    chances.extend(all.map(|chance| chance / sum));
                }
            }
        })?;
        Array2::from_shape_vec((documents.len(), self.classes), chances)
            .map_err(|error| err!(Internal, "probabilities of another shape").caused_by(error))
    }

    fn explain(&self, documents: &Documents, top: usize, ctx: &Context) -> Result<Vec<Vec<(String, f64)>>> {
        self.reasons(documents, None, top, ctx)
    }

    fn explain_as(
        &self,
        documents: &Documents,
        classes: &[usize],
        top: usize,
        ctx: &Context,
    ) -> Result<Vec<Vec<(String, f64)>>> {
        self.reasons(documents, Some(classes), top, ctx)
    }

    fn columns(&self) -> Option<usize> {
        None
    }

    fn parts(&self) -> Result<Parts> {
        let coded = matches!(self.vectors, Vectors::Coded(_));
        let summary = json!({"rows": self.vectors.rows(), "dim": self.vectors.dim(), "quantized": coded});
        Ok(Parts { summary: summary.as_object().cloned().unwrap_or_default(), tables: Vec::new() })
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        self.dictionary.store(store)?;
        store.set("loss", &self.loss)?;
        match &self.vectors {
            Vectors::Plain { dim, rows } => store.put_shaped("input", vec![rows.len() / dim, *dim], rows),
            Vectors::Coded(codes) => codes.store(store)?,
        }
        store.put("output", &self.output);
        Ok(())
    }

    fn restore(store: &Store, classes: usize) -> Result<Self> {
        let dictionary = Dictionary::restore(store)?;
        let vectors = if store.has("input") {
            let (shape, rows): (Vec<usize>, Vec<f32>) = store.take_shaped("input")?;
            let dim = shape.get(1).copied().unwrap_or(0);
            if shape.len() != 2 || shape[0] != dictionary.rows() || !(1..=4096).contains(&dim) {
                return Err(corrupt("input", &format!("is of shape {shape:?} for {} rows", dictionary.rows())));
            }
            if rows.iter().any(|value| !value.is_finite()) {
                return Err(corrupt("input", "is not finite"));
            }
            Vectors::Plain { dim, rows }
        } else {
            Vectors::Coded(Quantized::restore(store, dictionary.rows())?)
        };
        let output: Vec<f32> = store.take_exactly("output", vectors.dim().saturating_mul(classes))?;
        if output.iter().any(|value| !value.is_finite()) {
            return Err(corrupt("output", "is not finite"));
        }
        Ok(Self { dictionary, vectors, output, classes, loss: store.get("loss")? })
    }
}
