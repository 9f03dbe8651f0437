//! Fully connected layers as plain numbers, and their forward pass in an order of its own.

use crate::component::{Store, corrupt};
use crate::error::Result;
use crate::math::rng::Rng;
use libm::sqrtf;

/// Most weights a network may have: 256 MiB of them.
pub(super) const MAX_WEIGHTS: usize = 1 << 26;

/// A multilayer perceptron: ReLU after each layer, but for the narrowest and the last.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Network {
    layers: Vec<Layer>,
}

/// out = in × weight + bias.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layer {
    pub(super) inputs: usize,
    pub(super) outputs: usize,
    pub(super) relu: bool,
    /// `inputs` rows of `outputs`.
    pub(super) weight: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

impl Network {
    /// Random weights for an autoencoder of these widths, the same on every device.
    ///
    /// He's uniform bounds before a ReLU (He et al. 2015, eq. 10), LeCun's before a linear layer; biases are zero.
    pub(super) fn random(widths: &[usize], seed: u64) -> Self {
        let mut network = Self::shaped(widths);
        for (place, layer) in network.layers.iter_mut().enumerate() {
            let mut rng = Rng::new(seed, place as u64);
            let bound = sqrtf(if layer.relu { 6.0 } else { 3.0 } / layer.inputs as f32);
            layer.weight.iter_mut().for_each(|weight| *weight = bound * (2.0 * rng.uniform() - 1.0) as f32);
        }
        network
    }

    /// All weights zero.
    fn shaped(widths: &[usize]) -> Self {
        let count = widths.len() - 1;
        let layer = |(place, pair): (usize, &[usize])| {
            let (inputs, outputs) = (pair[0], pair[1]);
            let relu = place + 1 != count && place + 1 != count.div_ceil(2);
            Layer { inputs, outputs, relu, weight: vec![0.0; inputs * outputs], bias: vec![0.0; outputs] }
        };
        Self { layers: widths.windows(2).enumerate().map(layer).collect() }
    }

    pub(super) fn layers(&self) -> &[Layer] {
        &self.layers
    }

    pub(super) fn layers_mut(&mut self) -> &mut [Layer] {
        &mut self.layers
    }

    /// The widths, from the input to the output.
    pub(super) fn widths(&self) -> Vec<usize> {
        let first = self.layers.first().map(|layer| layer.inputs);
        first.into_iter().chain(self.layers.iter().map(|layer| layer.outputs)).collect()
    }

    /// The output of one row, in `scratch`. Each sum runs over the inputs in order, so that its bits are the same on every
    /// machine and for every number of rows.
    pub(super) fn forward<'a>(&self, row: &[f32], scratch: &'a mut Scratch) -> &'a [f32] {
        let Scratch { now, next } = scratch;
        now.clear();
        now.extend_from_slice(row);
        for layer in &self.layers {
            next.clear();
            next.extend_from_slice(&layer.bias);
            for (&input, weights) in now.iter().zip(layer.weight.chunks_exact(layer.outputs)) {
                next.iter_mut().zip(weights).for_each(|(output, &weight)| *output += input * weight);
            }
            if layer.relu {
                next.iter_mut().for_each(|output| *output = if *output > 0.0 { *output } else { 0.0 });
            }
            std::mem::swap(now, next);
        }
        now
    }

    /// Writes the widths, and the weights and biases of all layers one after the other.
    pub(super) fn store(&self, store: &mut Store) {
        let widths: Vec<u32> = self.widths().into_iter().map(|width| width as u32).collect();
        store.put("widths", &widths);
        for (place, layer) in self.layers.iter().enumerate() {
            store.put_shaped(&format!("layer{place}.weight"), vec![layer.inputs, layer.outputs], &layer.weight);
            store.put(&format!("layer{place}.bias"), &layer.bias);
        }
    }

    /// Reads what [`Network::store`] wrote for an autoencoder of so many columns.
    pub(super) fn restore(store: &Store, columns: usize) -> Result<Self> {
        let widths: Vec<u32> = store.take("widths")?;
        let widths: Vec<usize> = widths.into_iter().map(|width| width as usize).collect();
        let whole = widths.len() % 2 == 1 && (3..=33).contains(&widths.len()) && !widths.contains(&0);
        if !whole || widths[0] != columns || widths[widths.len() - 1] != columns {
            return Err(corrupt("widths", &format!("is {widths:?} for a table of {columns} columns")));
        }
        // Checked before anything is allocated: the tensors of the file must be as large as the widths say.
        for (place, pair) in widths.windows(2).enumerate() {
            let name = format!("layer{place}.weight");
            if store.take_shaped::<f32>(&name)?.0 != pair {
                return Err(corrupt(&name, &format!("is not of shape {pair:?}")));
            }
        }
        let mut network = Self::shaped(&widths);
        for (place, layer) in network.layers.iter_mut().enumerate() {
            let name = |part| format!("layer{place}.{part}");
            layer.weight = finite(&name("weight"), store.take_shaped(&name("weight"))?.1)?;
            layer.bias = finite(&name("bias"), store.take_exactly(&name("bias"), layer.outputs)?)?;
        }
        Ok(network)
    }
}

fn finite(name: &str, values: Vec<f32>) -> Result<Vec<f32>> {
    if values.iter().all(|value| value.is_finite()) { Ok(values) } else { Err(corrupt(name, "is not finite")) }
}

/// Room for the values between two layers.
#[derive(Default)]
pub(super) struct Scratch {
    now: Vec<f32>,
    next: Vec<f32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forward_pass_is_the_formula() {
        let mut network = Network::random(&[2, 2, 1, 2, 2], 1);
        assert_eq!(network.layers.iter().map(|layer| layer.relu).collect::<Vec<_>>(), [true, false, true, false]);
        network.layers[0].weight = vec![1.0, -1.0, 2.0, 1.0];
        network.layers[0].bias = vec![0.5, 0.0];
        network.layers[1].weight = vec![-2.0, 3.0];
        network.layers[2].weight = vec![1.0, -1.0];
        network.layers[3].weight = vec![1.0, 2.0, 3.0, 4.0];
        network.layers[3].bias = vec![0.0, 1.0];
        // (1, 2) -> relu(5.5, 1) -> -8 -> relu(-8, 8) -> (24, 33)
        assert_eq!(network.forward(&[1.0, 2.0], &mut Scratch::default()), [24.0, 33.0]);
    }

    #[test]
    fn random_weights_fill_their_bounds() {
        let network = Network::random(&[100, 50, 10, 50, 100], 3);
        for layer in &network.layers {
            let bound = sqrtf(if layer.relu { 6.0 } else { 3.0 } / layer.inputs as f32);
            let most = layer.weight.iter().fold(0.0f32, |most, weight| most.max(weight.abs()));
            assert!(most <= bound && most > 0.9 * bound, "{most} of {bound}");
        }
        assert_ne!(network, Network::random(&[100, 50, 10, 50, 100], 4));
    }

    #[test]
    fn what_was_stored_comes_back_and_nothing_else() {
        let network = Network::random(&[3, 2, 3], 5);
        let mut store = Store::default();
        network.store(&mut store);
        assert_eq!(Network::restore(&store, 3).unwrap(), network);
        assert_eq!(Network::restore(&store, 4).unwrap_err().code(), "kp.corrupt_model");
        let broken = |change: &dyn Fn(&mut Store)| {
            let mut store = store.clone();
            change(&mut store);
            Network::restore(&store, 3).unwrap_err().code()
        };
        let changes: [&dyn Fn(&mut Store); 7] = [
            &|store| store.put("widths", &[3u32, 3]),
            &|store| store.put("widths", &[3u32, 0, 3]),
            &|store| store.put("widths", &[3u32, u32::MAX, 3]),
            &|store| store.put("widths", &[] as &[u32]),
            &|store| store.put_shaped("layer0.weight", vec![2, 3], &[0.0f32; 6]),
            &|store| store.put("layer1.bias", &[0.0f32; 2]),
            &|store| store.put("layer0.bias", &[0.0, f32::NAN]),
        ];
        for (place, change) in changes.into_iter().enumerate() {
            assert_eq!(broken(change), "kp.corrupt_model", "change {place}");
        }
    }
}
