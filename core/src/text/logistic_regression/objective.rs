//! What is minimised, and its gradient, on several threads.

use super::loss::Loss;
use crate::component::Context;
use crate::data::Csr;
use crate::error::Result;
use crate::math::lbfgs::{Function, dot, largest};
use crate::math::wide::wide;
use crate::text::sums::gather;

/// How many documents, or features, are one unit of work.
pub(super) const UNIT: usize = 512;

/// The mean loss and the penalties in its scale, by the weights: feature by feature, times a unit, then the intercepts.
pub(super) struct Objective<'a> {
    pub(super) loss: &'a Loss<'a>,
    x: &'a Csr,
    by_feature: Csr,
    unit: f64,
    ctx: &'a Context,
}

/// The entries of a row.
#[inline(always)]
pub(super) fn entries((columns, values): (&[i32], &[f64])) -> impl Iterator<Item = (u32, f64)> + Clone {
    columns.iter().map(|&column| column as u32).zip(values.iter().copied())
}

impl<'a> Objective<'a> {
    pub(super) fn new(x: &'a Csr, loss: &'a Loss<'a>, unit: f64, ctx: &'a Context) -> Result<Self> {
        Ok(Self { loss, x, by_feature: x.turned()?, unit, ctx })
    }

    /// How many weights there are, intercepts among them.
    pub(super) fn size(&self) -> usize {
        (self.x.columns() + 1) * self.loss.outputs
    }

    /// How many of the weights are penalised: the first.
    pub(super) fn penalised(&self) -> usize {
        self.x.columns() * self.loss.outputs
    }

    /// The weights as they are.
    pub(super) fn weights(&self, mut w: Vec<f64>) -> Vec<f64> {
        w[..self.penalised()].iter_mut().for_each(|weight| *weight /= self.unit);
        w
    }

    /// The smooth part at `w`, and its gradient.
    pub(super) fn value(&self, w: &[f64], gradient: &mut [f64]) -> Result<f64> {
        let (outputs, rows, features) = (self.loss.outputs, self.x.rows(), self.x.columns());
        let parts = self.ctx.each(rows.div_ceil(UNIT), |unit| {
            let documents = unit * UNIT..rows.min((unit + 1) * UNIT);
            Ok(wide(
                #[inline(always)]
                || {
                    let mut pulls = self.decisions(w, documents.clone());
                    (self.loss.pulls(documents, &mut pulls), pulls)
                },
            ))
        })?;
        let mut value = 0.0;
        let mut pulls = Vec::with_capacity(rows * outputs);
        for (loss, part) in parts {
            value += loss;
            pulls.extend_from_slice(&part);
        }
        let parts = self.ctx.each(features.div_ceil(UNIT), |unit| {
            let some = unit * UNIT..features.min((unit + 1) * UNIT);
            Ok(wide(
                #[inline(always)]
                || self.slopes(w, &pulls, some),
            ))
        })?;
        let (by_weights, by_intercepts) = gradient.split_at_mut(self.penalised());
        by_weights.iter_mut().zip(parts.into_iter().flatten()).for_each(|(to, from)| *to = from);
        self.loss.by_intercepts(&pulls, by_intercepts);
        let squares = w[..self.penalised()].iter().fold(0.0, |sum, weight| sum + weight * weight);
        Ok(value + 0.5 * self.loss.l2 / self.unit * squares / self.unit)
    }

    /// The derivative by the weights of some features.
    #[inline(always)]
    fn slopes(&self, w: &[f64], pulls: &[f64], features: std::ops::Range<usize>) -> Vec<f64> {
        let outputs = self.loss.outputs;
        let own = &w[features.start * outputs..features.end * outputs];
        let mut sums: Vec<f64> = own.iter().map(|weight| self.loss.l2 * weight / self.unit).collect();
        for (feature, sums) in features.zip(sums.chunks_exact_mut(outputs)) {
            gather(entries(self.by_feature.row(feature)), pulls, sums);
            sums.iter_mut().for_each(|sum| *sum /= self.unit);
        }
        sums
    }

    /// The decisions of some documents.
    #[inline(always)]
    fn decisions(&self, w: &[f64], documents: std::ops::Range<usize>) -> Vec<f64> {
        let (weights, intercepts) = w.split_at(self.penalised());
        let intercepts: Vec<f64> = intercepts.iter().map(|intercept| self.unit * intercept).collect();
        let mut sums = intercepts.repeat(documents.len());
        for (row, sums) in documents.zip(sums.chunks_exact_mut(self.loss.outputs)) {
            gather(entries(self.x.row(row)), weights, sums);
            sums.iter_mut().for_each(|sum| *sum /= self.unit);
        }
        sums
    }
}

impl Function for Objective<'_> {
    fn value(&mut self, w: &[f64], gradient: &mut [f64]) -> Result<f64> {
        Objective::value(self, w, gradient)
    }

    fn complete(&mut self, gradient: &mut [f64]) -> Result<f64> {
        let (by_weights, by_intercepts) = gradient.split_at(self.penalised());
        Ok((self.unit * largest(by_weights)).max(largest(by_intercepts)))
    }

    fn dot(&self, a: &[f64], b: &[f64]) -> f64 {
        dot(a, b)
    }
}
