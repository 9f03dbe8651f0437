//! The loss of a document, and how much each counts.

use super::LogisticRegression;
use crate::data::Csr;
use crate::error::{Result, err};
use crate::math::lbfgs::dot;
use crate::math::stats::positive;
use crate::text::recipe::Linear;
use libm::{exp, log1p, sqrt};
use std::ops::Range;

/// The mean loss, and how strong the penalties are in its scale.
pub(super) struct Loss<'a> {
    labels: &'a [usize],
    pub(super) outputs: usize,
    /// The share of a document of each class.
    shares: Vec<f64>,
    pub(super) l2: f64,
    pub(super) l1: f64,
    pub(super) fit_intercept: bool,
    /// How long the mean document is. Most of the curvature is along it and the intercepts, and L-BFGS takes a third of the
    /// steps when features are divided by it, so that both are bent alike.
    pub(super) unit: f64,
    /// No second derivative of the smooth part is larger in any direction.
    pub(super) steepest: f64,
}

impl<'a> Loss<'a> {
    pub(super) fn new(
        x: &Csr,
        labels: &'a [usize],
        classes: usize,
        class_weights: &[f64],
        params: &LogisticRegression,
    ) -> Result<Self> {
        let all = labels.iter().fold(0.0, |sum, &label| sum + class_weights[label]);
        let shares: Vec<f64> = class_weights.iter().map(|weight| weight / all).collect();
        let penalty = 1.0 / (params.c * all);
        let (l2, l1) = ((1.0 - params.l1_ratio) * penalty, params.l1_ratio * penalty);
        // The mean square of a row bounds the largest eigenvalue of the mean of its products.
        let square = |row: usize| x.row(row).1.iter().fold(0.0, |sum, value| sum + value * value);
        let mean = labels.iter().enumerate().fold(0.0, |sum, (row, &label)| sum + shares[label] * square(row));
        let outputs = Linear::<f64>::outputs_for(classes);
        let steepest = (mean + 1.0) * if outputs == 1 { 0.25 } else { 0.5 } + l2;
        if !steepest.is_finite() {
            return Err(err!(InvalidData, "the features are so large that their squares are not finite; scale them"));
        }
        let unit = unit(x, labels, &shares, mean);
        Ok(Self { labels, outputs, shares, l2, l1, fit_intercept: params.fit_intercept, unit, steepest })
    }

    /// The sum of the losses of some documents, whose decisions give way to the derivatives.
    #[inline(always)]
    pub(super) fn pulls(&self, documents: Range<usize>, decisions: &mut [f64]) -> f64 {
        let mut losses = vec![Logs::default(); self.shares.len()];
        for (row, decision) in documents.zip(decisions.chunks_exact_mut(self.outputs)) {
            let label = self.labels[row];
            pull(decision, label, &mut losses[label]);
            decision.iter_mut().for_each(|pull| *pull *= self.shares[label]);
        }
        losses.iter().zip(&self.shares).fold(0.0, |sum, (loss, share)| sum + share * loss.sum())
    }

    /// The derivative by the intercepts.
    pub(super) fn by_intercepts(&self, pulls: &[f64], gradient: &mut [f64]) {
        gradient.fill(0.0);
        if self.fit_intercept {
            for own in pulls.chunks_exact(self.outputs) {
                gradient.iter_mut().zip(own).for_each(|(sum, pull)| *sum += pull);
            }
        }
    }
}

/// The length of the mean document. At least that which documents have along each axis in the mean; their axes are at most as
/// many as there are documents, or features.
fn unit(x: &Csr, labels: &[usize], shares: &[f64], square: f64) -> f64 {
    let mut mean = vec![0.0; x.columns()];
    for (row, &label) in labels.iter().enumerate() {
        let (columns, values) = x.row(row);
        columns.iter().zip(values).for_each(|(&column, value)| mean[column as usize] += shares[label] * value);
    }
    let least = square / x.rows().min(x.columns()).max(1) as f64;
    let unit = sqrt(dot(&mean, &mean).max(least));
    // Of less the inverse square may be infinite.
    if unit > 1e-100 { unit } else { 1.0 }
}

/// A sum of numbers, and of logarithms of numbers of 1 or more by one logarithm for many.
#[derive(Clone, Copy, Debug, Default)]
struct Logs {
    sum: f64,
    /// The product of the numbers, less 1: so nothing of what is little above 1 is lost.
    above: f64,
}

impl Logs {
    /// Adds a number, and the logarithm of 1 + `above`.
    #[inline(always)]
    fn add(&mut self, number: f64, above: f64) {
        self.sum += number;
        self.above += above + self.above * above;
        if self.above > 1e150 {
            *self = Self { sum: self.sum(), above: 0.0 };
        }
    }

    fn sum(&self) -> f64 {
        self.sum + log1p(self.above)
    }
}

/// Adds the loss of a decision, which gives way to its derivative.
#[inline(always)]
fn pull(decision: &mut [f64], label: usize, loss: &mut Logs) {
    if let [z] = decision {
        let (odds, second) = (*z, label == 1);
        let tail = exp(-odds.abs());
        let chance = if odds >= 0.0 { 1.0 / (1.0 + tail) } else { tail / (1.0 + tail) };
        *z = if second { chance - 1.0 } else { chance };
        return loss.add(positive(if second { -odds } else { odds }), tail);
    }
    let most = decision.iter().fold(f64::NEG_INFINITY, |most: f64, &value| most.max(value));
    let own = decision[label] - most;
    decision.iter_mut().for_each(|value| *value = exp(*value - most));
    let sum = decision.iter().fold(0.0, |sum, value| sum + value);
    decision.iter_mut().for_each(|value| *value /= sum);
    decision[label] -= 1.0;
    loss.add(-own, sum - 1.0);
}
