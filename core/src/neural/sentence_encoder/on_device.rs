//! The forward pass by burn, for many texts on a GPU. Texts are filled up to the longest of a batch, and what fills them is
//! masked.

use super::super::device::{Opened, caught, failed};
use super::super::train::read;
use super::Pooling;
use super::encoder::{Activation, Dense, Encoder, Norm, Shape};
use crate::error::Result;
use burn::tensor::activation::{gelu, gelu_approximate, relu, softmax};
use burn::tensor::{Device, Int, Tensor, TensorData};

/// Added to the score of what is no subword.
const MASKED: f32 = -1e9;

/// The weights on a device.
pub(super) struct OnDevice {
    opened: Opened,
    shape: Shape,
    words: Tensor<2>,
    positions: Tensor<2>,
    kind: Tensor<2>,
    norm: Normed,
    layers: Vec<DeviceLayer>,
}

/// xᵀ's factor, inputs by outputs, and what is added.
type Linear = (Tensor<2>, Tensor<2>);
/// Weight and bias.
type Normed = (Tensor<2>, Tensor<2>);

struct DeviceLayer {
    attention: Linear,
    attended: Linear,
    attended_norm: Normed,
    inner: Linear,
    outer: Linear,
    outer_norm: Normed,
}

fn matrix(values: &[f32], rows: usize, columns: usize, device: &Device) -> Tensor<2> {
    Tensor::from_data(TensorData::new(values.to_vec(), [rows, columns]), device)
}

fn row(values: &[f32], device: &Device) -> Tensor<2> {
    matrix(values, 1, values.len(), device)
}

fn linear(dense: &Dense, device: &Device) -> Linear {
    let (outputs, inputs) = (dense.weight.outputs, dense.weight.inputs);
    (matrix(&dense.weight.rows(), outputs, inputs, device).transpose(), row(&dense.bias, device))
}

fn apply(x: Tensor<2>, (weight, bias): &Linear) -> Tensor<2> {
    x.matmul(weight.clone()) + bias.clone()
}

impl OnDevice {
    /// Puts the weights there.
    ///
    /// # Errors
    /// `kp.device_unavailable` where the device fails, as one does that has too little memory.
    pub(super) fn new(encoder: &Encoder, opened: Opened) -> Result<Self> {
        let (device, shape) = (opened.device.clone(), encoder.shape.clone());
        let norm = |norm: &Norm| (row(&norm.weight, &device), row(&norm.bias, &device));
        let layers = || {
            let layer = |layer: &super::encoder::Layer| DeviceLayer {
                attention: linear(&layer.attention, &device),
                attended: linear(&layer.attended, &device),
                attended_norm: norm(&layer.attended_norm),
                inner: linear(&layer.inner, &device),
                outer: linear(&layer.outer, &device),
                outer_norm: norm(&layer.outer_norm),
            };
            (
                matrix(&encoder.words, shape.vocabulary, shape.hidden, &device),
                matrix(&encoder.positions, shape.positions, shape.hidden, &device),
                encoder.layers.iter().map(layer).collect(),
            )
        };
        let (words, positions, layers) = caught(layers).map_err(|why| failed(&opened.name, why))?;
        let (kind, norm) = (row(&encoder.kind, &device), norm(&encoder.norm));
        Ok(Self { opened, shape, words, positions, kind, norm, layers })
    }

    /// One vector a text, one after the other; each text has at least one subword.
    pub(super) fn pooled(&self, texts: &[&[u32]], pooling: Pooling) -> Result<Vec<f32>> {
        caught(|| read(self.pool(texts, pooling))).map_err(|why| failed(&self.opened.name, why))?
    }

    fn pool(&self, texts: &[&[u32]], pooling: Pooling) -> Tensor<2> {
        let (batch, hidden) = (texts.len(), self.shape.hidden);
        let longest = texts.iter().map(|text| text.len()).max().unwrap_or(1);
        let (mut words, mut there) = (Vec::new(), Vec::new());
        for text in texts {
            words.extend(text.iter().map(|&word| word as i32).chain(std::iter::repeat(0)).take(longest));
            there.extend((0..longest).map(|place| if place < text.len() { 1.0f32 } else { 0.0 }));
        }
        let device = &self.opened.device;
        let words = Tensor::<1, Int>::from_data(TensorData::new(words, [batch * longest]), device);
        let there = Tensor::<2>::from_data(TensorData::new(there, [batch, longest]), device);
        let states = self.states(words, there.clone(), batch, longest).reshape([batch, longest, hidden]);
        let there: Tensor<3> = there.reshape([batch, longest, 1]);
        match pooling {
            Pooling::Cls => states.narrow(1, 0, 1).reshape([batch, hidden]),
            Pooling::Mean => {
                let counts = there.clone().sum_dim(1);
                ((states * there).sum_dim(1) / counts).reshape([batch, hidden])
            }
            Pooling::Max => (states + (there - 1.0) * -MASKED).max_dim(1).reshape([batch, hidden]),
        }
    }

    fn states(&self, words: Tensor<1, Int>, there: Tensor<2>, batch: usize, longest: usize) -> Tensor<2> {
        let hidden = self.shape.hidden;
        let positions = self.positions.clone().narrow(0, self.shape.first_position, longest);
        let positions = positions.reshape([1, longest, hidden]).repeat_dim(0, batch).reshape([batch * longest, hidden]);
        let mask = ((there - 1.0) * -MASKED).reshape([batch, 1, 1, longest]);
        let states = self.words.clone().select(0, words) + self.kind.clone() + positions;
        let states = self.normalised(states, &self.norm);
        self.layers.iter().fold(states, |states, layer| self.layer(layer, states, &mask, batch, longest))
    }

    fn layer(
        &self,
        layer: &DeviceLayer,
        states: Tensor<2>,
        mask: &Tensor<4>,
        batch: usize,
        longest: usize,
    ) -> Tensor<2> {
        let (hidden, heads) = (self.shape.hidden, self.shape.heads);
        let width = hidden / heads;
        let all = apply(states.clone(), &layer.attention);
        let part = |number: usize| -> Tensor<4> {
            let part = all.clone().narrow(1, number * hidden, hidden);
            part.reshape([batch, longest, heads, width]).swap_dims(1, 2)
        };
        let scores = part(0).matmul(part(1).transpose()) / libm::sqrt(width as f64) + mask.clone();
        let attended = softmax(scores, 3).matmul(part(2)).swap_dims(1, 2).reshape([batch * longest, hidden]);
        let states = self.normalised(states + apply(attended, &layer.attended), &layer.attended_norm);
        let inner = apply(states.clone(), &layer.inner);
        let inner = match self.shape.activation {
            Activation::Gelu => gelu(inner),
            Activation::GeluTanh => gelu_approximate(inner),
            Activation::Relu => relu(inner),
        };
        self.normalised(states + apply(inner, &layer.outer), &layer.outer_norm)
    }

    fn normalised(&self, x: Tensor<2>, (weight, bias): &Normed) -> Tensor<2> {
        let centred = x.clone() - x.mean_dim(1);
        let variance = (centred.clone() * centred.clone()).mean_dim(1);
        centred / (variance + self.shape.epsilon).sqrt() * weight.clone() + bias.clone()
    }
}
