//! A transformer of BERT's kind: its shape and its weights.

use super::gemm::Packed;
use crate::component::{Store, corrupt};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is between the two layers of a feed-forward step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Activation {
    Gelu,
    GeluTanh,
    Relu,
}

/// How the vectors of a text's subwords become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Pooling {
    /// Their mean.
    Mean,
    /// The vector of the first, which stands for the text.
    Cls,
    /// The largest number of each dimension.
    Max,
}

/// The numbers that say how large everything is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shape {
    pub(super) vocabulary: usize,
    pub(super) positions: usize,
    /// The position of a text's first subword: 0, but for RoBERTa.
    pub(super) first_position: usize,
    pub(super) hidden: usize,
    pub(super) inner: usize,
    pub(super) heads: usize,
    pub(super) layers: usize,
    pub(super) epsilon: f32,
    pub(super) activation: Activation,
}

impl Shape {
    /// Whether these are sizes of a transformer, and within reason.
    pub(super) fn check(&self) -> Result<(), String> {
        let sizes = [self.vocabulary, self.positions, self.hidden, self.inner, self.heads, self.layers];
        let most = [1 << 24, 1 << 20, 1 << 14, 1 << 16, 1 << 10, 1 << 10];
        if sizes.iter().zip(most).any(|(&size, most)| size == 0 || size > most) {
            return Err(format!("sizes (vocabulary, positions, hidden, inner, heads, layers) are {sizes:?}"));
        }
        if !self.hidden.is_multiple_of(self.heads) {
            return Err(format!("{} heads do not share {} numbers evenly", self.heads, self.hidden));
        }
        if self.first_position >= self.positions || !(self.epsilon > 0.0 && self.epsilon < 1.0) {
            return Err(format!("the first position is {}, epsilon is {}", self.first_position, self.epsilon));
        }
        Ok(())
    }

    /// How many subwords of a text there is a place for.
    pub(super) fn longest(&self) -> usize {
        self.positions - self.first_position
    }
}

/// x Wᵀ + b.
#[derive(Clone, Debug)]
pub(super) struct Dense {
    pub(super) weight: Packed,
    pub(super) bias: Vec<f32>,
}

/// The weight and the bias of a layer norm.
#[derive(Clone, Debug)]
pub(super) struct Norm {
    pub(super) weight: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

/// One layer: attention and a feed-forward step, each added to its input and normalised.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    /// Queries, keys and values, one after the other.
    pub(super) attention: Dense,
    pub(super) attended: Dense,
    pub(super) attended_norm: Norm,
    pub(super) inner: Dense,
    pub(super) outer: Dense,
    pub(super) outer_norm: Norm,
}

/// All weights.
#[derive(Clone, Debug)]
pub(super) struct Encoder {
    pub(super) shape: Shape,
    /// A vector a subword and a position, and the one that all have in common.
    pub(super) words: Vec<f32>,
    pub(super) positions: Vec<f32>,
    pub(super) kind: Vec<f32>,
    pub(super) norm: Norm,
    pub(super) layers: Vec<Layer>,
}

/// Where weights come from: a name and the shape that is needed.
pub(super) trait Source {
    fn take(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>>;

    fn dense(&self, name: &str, outputs: usize, inputs: usize) -> Result<Dense> {
        let weight = self.take(&format!("{name}.weight"), &[outputs, inputs])?;
        let bias = self.take(&format!("{name}.bias"), &[outputs])?;
        Ok(Dense { weight: Packed::new(&weight, inputs, outputs, inputs), bias })
    }

    fn norm(&self, name: &str, width: usize) -> Result<Norm> {
        let part = |part: &str| self.take(&format!("{name}.{part}"), &[width]);
        Ok(Norm { weight: part("weight")?, bias: part("bias")? })
    }
}

impl Encoder {
    /// Weights under the names that [`Encoder::store`] gives them.
    pub(super) fn new(shape: Shape, source: &impl Source) -> Result<Self> {
        let (hidden, inner) = (shape.hidden, shape.inner);
        let layer = |number: usize| {
            let name = |part: &str| format!("layer{number}.{part}");
            Ok(Layer {
                attention: source.dense(&name("attention"), 3 * hidden, hidden)?,
                attended: source.dense(&name("attended"), hidden, hidden)?,
                attended_norm: source.norm(&name("attended_norm"), hidden)?,
                inner: source.dense(&name("inner"), inner, hidden)?,
                outer: source.dense(&name("outer"), hidden, inner)?,
                outer_norm: source.norm(&name("outer_norm"), hidden)?,
            })
        };
        Ok(Self {
            words: source.take("words", &[shape.vocabulary, hidden])?,
            positions: source.take("positions", &[shape.positions, hidden])?,
            kind: source.take("kind", &[hidden])?,
            norm: source.norm("norm", hidden)?,
            layers: (0..shape.layers).map(layer).collect::<Result<_>>()?,
            shape,
        })
    }

    pub(super) fn store(&self, store: &mut Store) -> Result<()> {
        store.set("shape", &self.shape)?;
        store.put_shaped("words", vec![self.shape.vocabulary, self.shape.hidden], &self.words);
        store.put_shaped("positions", vec![self.shape.positions, self.shape.hidden], &self.positions);
        store.put("kind", &self.kind);
        let mut norm = |name: &str, norm: &Norm| {
            store.put(&format!("{name}.weight"), &norm.weight);
            store.put(&format!("{name}.bias"), &norm.bias);
        };
        norm("norm", &self.norm);
        for (number, layer) in self.layers.iter().enumerate() {
            norm(&format!("layer{number}.attended_norm"), &layer.attended_norm);
            norm(&format!("layer{number}.outer_norm"), &layer.outer_norm);
        }
        for (number, layer) in self.layers.iter().enumerate() {
            let parts = [("attention", &layer.attention), ("attended", &layer.attended)];
            for (name, dense) in parts.into_iter().chain([("inner", &layer.inner), ("outer", &layer.outer)]) {
                let shape = vec![dense.weight.outputs, dense.weight.inputs];
                store.put_shaped(&format!("layer{number}.{name}.weight"), shape, &dense.weight.rows());
                store.put(&format!("layer{number}.{name}.bias"), &dense.bias);
            }
        }
        Ok(())
    }

    pub(super) fn restore(store: &Store) -> Result<Self> {
        let shape: Shape = store.get("shape")?;
        shape.check().map_err(|why| corrupt("shape", &why))?;
        Self::new(shape, store)
    }
}

impl Source for Store {
    fn take(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>> {
        let (found, values) = self.take_shaped::<f32>(name)?;
        if found != shape {
            return Err(corrupt(name, &format!("is of shape {found:?} where {shape:?} is needed")));
        }
        // Far from the largest number, so that no product of what a model may hold leaves the range at once.
        if values.iter().any(|value| value.is_nan() || value.abs() >= 1e6) {
            return Err(corrupt(name, "has a number that is not finite, or beyond 1e6"));
        }
        Ok(values)
    }
}
