//! The forward pass, for some texts at once: their subwords are the rows of one matrix, each text attends to its own.

use super::encoder::{Activation, Dense, Encoder, Layer, Norm};
use super::gemm::{LANES, Packed};
use super::lanes::{gelu, gelu_tanh, layer_norm, softmax};
use crate::math::wide::wide;

/// Where the numbers between two steps are.
#[derive(Default)]
pub(super) struct Scratch {
    /// One row a subword, as the other matrices.
    states: Vec<f32>,
    attention: Vec<f32>,
    attended: Vec<f32>,
    inner: Vec<f32>,
    outer: Vec<f32>,
    scores: Vec<f32>,
    keys: Packed,
    values: Packed,
}

/// A length to the end of a panel.
fn whole(width: usize) -> usize {
    width.next_multiple_of(LANES)
}

impl Encoder {
    /// The vectors of the subwords of texts; each text has at least one and at most as many as there are positions, all in the
    /// vocabulary. One row a subword, beginning `whole(hidden)` one after the other.
    pub(super) fn forward<'a>(&self, texts: &[Vec<u32>], scratch: &'a mut Scratch) -> &'a [f32] {
        wide(
            #[inline(always)]
            || {
                self.embed(texts, scratch);
                for layer in &self.layers {
                    self.layer(layer, texts, scratch);
                }
            },
        );
        &scratch.states
    }

    /// How far apart the rows of [`Encoder::forward`] are.
    pub(super) fn step(&self) -> usize {
        whole(self.shape.hidden)
    }

    #[inline(always)]
    fn embed(&self, texts: &[Vec<u32>], scratch: &mut Scratch) {
        let (hidden, step) = (self.shape.hidden, self.step());
        let rows = texts.iter().map(Vec::len).sum::<usize>();
        scratch.states.clear();
        scratch.states.resize(rows * step, 0.0);
        let mut states = scratch.states.chunks_exact_mut(step);
        for text in texts {
            for (place, &word) in text.iter().enumerate() {
                let Some(state) = states.next() else { return };
                let word = &self.words[word as usize * hidden..][..hidden];
                let position = &self.positions[(self.shape.first_position + place) * hidden..][..hidden];
                for at in 0..hidden {
                    state[at] = (word[at] + self.kind[at]) + position[at];
                }
                layer_norm(&mut state[..hidden], &self.norm.weight, &self.norm.bias, self.shape.epsilon);
            }
        }
    }

    #[inline(always)]
    fn layer(&self, layer: &Layer, texts: &[Vec<u32>], scratch: &mut Scratch) {
        let (hidden, step) = (self.shape.hidden, self.step());
        let rows = scratch.states.len() / step;
        apply(&layer.attention, &scratch.states, step, rows, &mut scratch.attention);
        self.attend(texts, scratch);
        apply(&layer.attended, &scratch.attended, hidden, rows, &mut scratch.outer);
        self.add(&scratch.outer, &layer.attended_norm, &mut scratch.states);

        apply(&layer.inner, &scratch.states, step, rows, &mut scratch.inner);
        match self.shape.activation {
            Activation::Gelu => {
                for value in &mut scratch.inner {
                    *value = gelu(*value);
                }
            }
            Activation::GeluTanh => {
                for value in &mut scratch.inner {
                    *value = gelu_tanh(*value);
                }
            }
            Activation::Relu => {
                for value in &mut scratch.inner {
                    *value = if *value > 0.0 { *value } else { 0.0 };
                }
            }
        }
        apply(&layer.outer, &scratch.inner, whole(self.shape.inner), rows, &mut scratch.outer);
        self.add(&scratch.outer, &layer.outer_norm, &mut scratch.states);
    }

    /// softmax(Q Kᵀ / √d) V, head by head of each text.
    #[inline(always)]
    fn attend(&self, texts: &[Vec<u32>], scratch: &mut Scratch) {
        let Scratch { attention, attended, scores, keys, values, .. } = scratch;
        let (hidden, step) = (self.shape.hidden, whole(3 * self.shape.hidden));
        let width = hidden / self.shape.heads;
        let scale = 1.0 / (width as f32).sqrt();
        attended.clear();
        // A panel may reach beyond the last head, where it adds 0.
        attended.resize(attention.len() / step * hidden + LANES, 0.0);
        let mut first = 0;
        for text in texts {
            let count = text.len();
            let (rows, padded) = (&attention[first * step..], whole(count));
            for head in (0..hidden).step_by(width) {
                keys.fill(&rows[hidden + head..], step, count, width);
                scores.clear();
                scores.resize(count * padded, 0.0);
                keys.add_product(&rows[head..], step, scores, padded, count);
                for row in scores.chunks_exact_mut(padded) {
                    softmax(&mut row[..count], scale);
                }
                values.fill_transposed(&rows[2 * hidden + head..], step, width, count);
                values.add_product(scores, padded, &mut attended[first * hidden + head..], hidden, count);
            }
            first += count;
        }
    }

    /// Adds and normalises.
    #[inline(always)]
    fn add(&self, outer: &[f32], norm: &Norm, states: &mut [f32]) {
        let (hidden, step) = (self.shape.hidden, self.step());
        for (state, outer) in states.chunks_exact_mut(step).zip(outer.chunks_exact(step)) {
            for at in 0..hidden {
                state[at] += outer[at];
            }
            layer_norm(&mut state[..hidden], &norm.weight, &norm.bias, self.shape.epsilon);
        }
    }
}

/// Writes x Wᵀ + b into `to`.
#[inline(always)]
fn apply(dense: &Dense, x: &[f32], step: usize, rows: usize, to: &mut Vec<f32>) {
    let (outputs, padded) = (dense.weight.outputs, whole(dense.weight.outputs));
    to.clear();
    to.resize(rows * padded, 0.0);
    for row in to.chunks_exact_mut(padded) {
        row[..outputs].copy_from_slice(&dense.bias);
    }
    dense.weight.add_product(x, step, to, padded, rows);
}
