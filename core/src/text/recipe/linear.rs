//! Decisions of sparse rows, and the probabilities that they stand for.

use crate::component::Element;
use crate::math::wide::wide;
use crate::text::sums::gather;
use std::fmt::Debug;

/// Weights for each feature and output, and an intercept for each output.
///
/// Two classes share one output, the log-odds of the second; more classes have one each. What is predicted of no
/// classes but as a number counts as one class.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::text) struct Linear<W> {
    pub(in crate::text) outputs: usize,
    /// Feature by feature, then the intercepts.
    pub(in crate::text) weights: Vec<W>,
}

/// What weights are kept in: single precision halves a model whose search leaves more than that undecided.
pub trait Weight: Element + Into<f64> + Debug + Send + Sync + 'static {}

impl Weight for f32 {}
impl Weight for f64 {}

impl<W: Weight> Linear<W> {
    pub(in crate::text) fn outputs_for(classes: usize) -> usize {
        if classes == 2 { 1 } else { classes }
    }

    pub(in crate::text) fn features(&self) -> usize {
        self.weights.len() / self.outputs - 1
    }

    /// The weights of a feature.
    pub(in crate::text) fn weight(&self, feature: usize) -> &[W] {
        &self.weights[feature * self.outputs..][..self.outputs]
    }

    /// The decision of a row for each output.
    pub(in crate::text) fn decide(&self, row: (&[i32], &[f64]), decision: &mut [f64]) {
        let (columns, values) = row;
        let intercepts = &self.weights[self.weights.len() - self.outputs..];
        decision.iter_mut().zip(intercepts).for_each(|(sum, &intercept)| *sum = intercept.into());
        let entries = columns.iter().map(|&column| column as u32).zip(values.iter().copied());
        wide(
            #[inline(always)]
            || gather(entries, &self.weights, decision),
        );
    }
}

impl Linear<f64> {
    /// Weights that are given class by class: of two classes their difference, of more what they are above their mean,
    /// so that a feature's share says how much it speaks for a class. Neither changes a probability.
    pub(in crate::text) fn of_classes(classes: &[Vec<f64>], intercepts: &[f64]) -> Self {
        let outputs = Self::outputs_for(classes.len());
        let features = classes.first().map_or(0, Vec::len);
        let mut weights = vec![0.0; (features + 1) * outputs];
        let (own, last) = weights.split_at_mut(features * outputs);
        // A few features at once, of which one class after the other is written.
        for (block, rows) in own.chunks_mut(BLOCK * outputs).enumerate() {
            let of = |class: &'_ Vec<f64>| block * BLOCK..class.len().min((block + 1) * BLOCK);
            put(&classes.iter().map(|class| &class[of(class)]).collect::<Vec<_>>(), rows);
        }
        put(&intercepts.chunks(1).collect::<Vec<_>>(), last);
        Self { outputs, weights }
    }
}

/// How many features are written at once.
const BLOCK: usize = 16;

/// Writes the values of at most so many features, class by class, feature by feature.
fn put(classes: &[&[f64]], rows: &mut [f64]) {
    if let [first, second] = classes {
        rows.iter_mut().zip(*first).zip(*second).for_each(|((weight, first), second)| *weight = second - first);
        return;
    }
    let mut means = [0.0; BLOCK];
    for class in classes {
        means.iter_mut().zip(*class).for_each(|(sum, value)| *sum += value);
    }
    means.iter_mut().for_each(|mean| *mean /= classes.len() as f64);
    for (output, class) in classes.iter().enumerate() {
        let places = rows[output..].iter_mut().step_by(classes.len());
        places.zip(*class).zip(&means).for_each(|((weight, value), mean)| *weight = value - mean);
    }
}

/// Turns decisions into the probability of each class: the logistic function of one output, the softmax of several.
pub(in crate::text) fn probabilities(decision: &[f64], classes: &mut [f64]) {
    if let [log_odds] = *decision {
        let second = 1.0 / (1.0 + libm::exp(-log_odds));
        classes.copy_from_slice(&[1.0 / (1.0 + libm::exp(log_odds)), second]);
        return;
    }
    let most = decision.iter().fold(f64::NEG_INFINITY, |most: f64, &value| most.max(value));
    classes.iter_mut().zip(decision).for_each(|(class, value)| *class = libm::exp(value - most));
    let sum = classes.iter().fold(0.0, |sum, class| sum + class);
    classes.iter_mut().for_each(|class| *class /= sum);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extreme_decisions_stay_finite() {
        let mut chances = [0.0; 2];
        probabilities(&[-1e4], &mut chances);
        assert_eq!(chances, [1.0, 0.0]);
        probabilities(&[1e4, -1e4], &mut chances);
        assert_eq!(chances, [1.0, 0.0]);
    }
}
