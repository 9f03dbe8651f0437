//! Stochastic gradient descent.

use super::dictionary::Lists;
use super::{FastTextClassifier, Loss};
use crate::component::Context;
use crate::error::{Result, err};
use crate::math::rng::Rng;
use libm::expf;

/// What was learnt: the vector of each row, and the weights of each class.
pub(super) struct Trained {
    pub(super) input: Vec<f32>,
    pub(super) output: Vec<f32>,
}

/// The places of streams of random numbers: first vectors, and the order of an epoch.
const VECTORS: u64 = 1 << 40;
const ORDER: u64 = 1 << 41;

/// Goes over the texts, one after the other in an order drawn for each epoch; the step falls with each feature seen.
pub(super) fn train(
    params: &FastTextClassifier,
    lists: &Lists,
    rows: usize,
    labels: &[usize],
    classes: usize,
    ctx: &Context,
) -> Result<Trained> {
    let dim = params.dim as usize;
    let too_large = || err!(InvalidData, "{rows} rows of {dim} numbers do not fit into memory; lower dim or bucket");
    let size = rows.checked_mul(dim).filter(|&size| size <= isize::MAX as usize / 8).ok_or_else(too_large)?;
    let mut input = Vec::with_capacity(size);
    for row in 0..rows {
        let mut rng = Rng::new(ctx.get_seed(), VECTORS + row as u64);
        input.extend((0..dim).map(|_| ((2.0 * rng.uniform() - 1.0) / dim as f64) as f32));
    }
    let mut step = Step {
        trained: Trained { input, output: vec![0.0; classes * dim] },
        hidden: vec![0.0; dim],
        gradient: vec![0.0; dim],
        chances: vec![0.0; classes],
        loss: params.loss,
    };
    let epochs = params.epoch as usize;
    let all = lists.rows.len().max(1) as f64 * epochs as f64;
    let mut seen = 0;
    ctx.progress().start(epochs);
    for epoch in 0..epochs {
        let order = Rng::new(ctx.get_seed(), ORDER + epoch as u64).sample(labels.len(), labels.len());
        for (number, text) in order.into_iter().enumerate() {
            if number % 256 == 0 {
                ctx.check()?;
            }
            let own = lists.of(text);
            let rate = params.lr * (1.0 - seen as f64 / all);
            step.take(own, labels[text], rate as f32);
            seen += own.len();
        }
        ctx.progress().add(1);
    }
    Ok(step.trained)
}

struct Step {
    trained: Trained,
    hidden: Vec<f32>,
    gradient: Vec<f32>,
    chances: Vec<f32>,
    loss: Loss,
}

impl Step {
    /// One text.
    fn take(&mut self, rows: &[u32], label: usize, rate: f32) {
        if rows.is_empty() {
            return;
        }
        let Step { trained: Trained { input, output }, hidden, gradient, chances, loss } = self;
        let dim = hidden.len();
        let share = 1.0 / rows.len() as f32;
        hidden.fill(0.0);
        for same in rows.chunk_by(|a, b| a == b) {
            add(hidden, same.len() as f32, &input[same[0] as usize * dim..][..dim]);
        }
        hidden.iter_mut().for_each(|value| *value *= share);
        decide(output, hidden, chances);
        to_chances(*loss, chances);
        gradient.fill(0.0);
        for (class, (weights, chance)) in output.chunks_exact_mut(dim).zip(chances).enumerate() {
            let alpha = rate * (f32::from(u8::from(class == label)) - *chance);
            add(gradient, alpha, weights);
            add(weights, alpha, hidden);
        }
        gradient.iter_mut().for_each(|value| *value *= share);
        for same in rows.chunk_by(|a, b| a == b) {
            add(&mut input[same[0] as usize * dim..][..dim], same.len() as f32, gradient);
        }
    }
}

/// The decision of each class.
pub(super) fn decide(output: &[f32], hidden: &[f32], decision: &mut [f32]) {
    let classes = output.chunks_exact(hidden.len().max(1));
    decision.iter_mut().zip(classes).for_each(|(value, weights)| *value = dot(weights, hidden));
}

/// Turns decisions into chances.
pub(super) fn to_chances(loss: Loss, decision: &mut [f32]) {
    match loss {
        Loss::Ova => decision.iter_mut().for_each(|value| *value = 1.0 / (1.0 + expf(-*value))),
        Loss::Softmax => {
            let most = decision.iter().fold(f32::NEG_INFINITY, |most, &value| if value > most { value } else { most });
            decision.iter_mut().for_each(|value| *value = expf(*value - most));
            let sum = decision.iter().fold(0.0, |sum, value| sum + value);
            decision.iter_mut().for_each(|value| *value /= sum);
        }
    }
}

/// Adds a multiple.
pub(super) fn add(to: &mut [f32], factor: f32, from: &[f32]) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += factor * from);
}

/// The dot product in eight fixed lanes.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let ((a_blocks, a_rest), (b_blocks, b_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    let mut lanes = [0.0; 8];
    for (a, b) in a_blocks.iter().zip(b_blocks) {
        for lane in 0..8 {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    let rest = a_rest.iter().zip(b_rest).fold(0.0, |sum, (a, b)| sum + a * b);
    lanes.into_iter().fold(rest, |sum, lane| sum + lane)
}
