//! The search among sums of documents, where documents are fewer than features.

use super::loss::Loss;
use super::objective::{UNIT, entries};
use crate::component::Context;
use crate::data::Csr;
use crate::error::Result;
use crate::math::lbfgs::{Function, dot, largest};
use crate::math::wide::wide;
use crate::text::sums::gather;

/// The objective for weights w = Xᵀ a / unit². From w = 0 on, the search never leaves these: the gradient is
/// Xᵀ (pulls + l2 × a / unit²).
///
/// A vector is a and the intercepts, and then the decisions X Xᵀ a / unit² and the intercepts again, so that the product of two
/// is the first half of one times the second half of the other. A step along a direction needs no product with X.
pub(super) struct Span<'a> {
    loss: &'a Loss<'a>,
    x: &'a Csr,
    /// What at least two documents have: most features are of one alone.
    common: Csr,
    by_feature: Csr,
    /// Of what a document alone has, the sum of squares and the largest.
    alone: Vec<(f64, f64)>,
    /// The derivative by the weights of what is in common.
    slopes: Vec<f64>,
    /// The square of the unit.
    square: f64,
    ctx: &'a Context,
}

impl<'a> Span<'a> {
    pub(super) fn new(x: &'a Csr, loss: &'a Loss<'a>, ctx: &'a Context) -> Result<Self> {
        let (common, alone) = split(x)?;
        let slopes = vec![0.0; common.columns() * loss.outputs];
        let square = loss.unit * loss.unit;
        Ok(Self { loss, x, by_feature: common.turned()?, common, alone, slopes, square, ctx })
    }

    /// How many numbers are a vector.
    pub(super) fn size(&self) -> usize {
        2 * (self.x.rows() + 1) * self.loss.outputs
    }

    /// The weights that a vector stands for, feature by feature, then the intercepts.
    pub(super) fn weights(&self, vector: &[f64]) -> Vec<f64> {
        let (outputs, columns) = (self.loss.outputs, self.x.columns());
        let mut weights = vec![0.0; (columns + 1) * outputs];
        let [own, _] = self.halves(vector);
        for (row, own) in own.chunks_exact(outputs).take(self.x.rows()).enumerate() {
            for (feature, value) in entries(self.x.row(row)) {
                let to = &mut weights[feature as usize * outputs..][..outputs];
                to.iter_mut().zip(own).for_each(|(sum, own)| *sum += value * own);
            }
        }
        weights.iter_mut().for_each(|weight| *weight /= self.square);
        weights[columns * outputs..].copy_from_slice(&own[self.x.rows() * outputs..]);
        weights
    }

    fn halves<'v>(&self, vector: &'v [f64]) -> [&'v [f64]; 2] {
        let (first, second) = vector.split_at(vector.len() / 2);
        [first, second]
    }

    /// Rows times a table with a row a column, from what the sums begin with.
    fn times(&self, rows: &Csr, table: &[f64], start: impl Fn(usize, &mut [f64]) + Sync) -> Result<Vec<Vec<f64>>> {
        let outputs = self.loss.outputs;
        self.ctx.each(rows.rows().div_ceil(UNIT), |unit| {
            let some = unit * UNIT..rows.rows().min((unit + 1) * UNIT);
            let mut sums = vec![0.0; some.len() * outputs];
            wide(
                #[inline(always)]
                || {
                    for (row, sums) in some.zip(sums.chunks_exact_mut(outputs)) {
                        start(row, sums);
                        gather(entries(rows.row(row)), table, sums);
                    }
                },
            );
            Ok(sums)
        })
    }
}

impl Function for Span<'_> {
    fn value(&mut self, vector: &[f64], gradient: &mut [f64]) -> Result<f64> {
        let (rows, outputs) = (self.x.rows(), self.loss.outputs);
        let [own, decisions] = self.halves(vector).map(|half| half.split_at(rows * outputs));
        let parts = self.ctx.each(rows.div_ceil(UNIT), |unit| {
            let documents = unit * UNIT..rows.min((unit + 1) * UNIT);
            let mut pulls = decisions.0[documents.start * outputs..documents.end * outputs].to_vec();
            for decision in pulls.chunks_exact_mut(outputs) {
                decision.iter_mut().zip(decisions.1).for_each(|(value, intercept)| *value += intercept);
            }
            Ok((self.loss.pulls(documents, &mut pulls), pulls))
        })?;
        let (mut value, mut first) = (0.0, 0);
        for (loss, part) in parts {
            value += loss;
            gradient[first..first + part.len()].copy_from_slice(&part);
            first += part.len();
        }
        let (by_own, rest) = gradient.split_at_mut(first);
        self.loss.by_intercepts(by_own, &mut rest[..outputs]);
        let l2 = self.loss.l2 / self.square;
        by_own.iter_mut().zip(own.0).for_each(|(pull, own)| *pull += l2 * own);
        Ok(value + 0.5 * l2 * dot(own.0, decisions.0))
    }

    fn complete(&mut self, gradient: &mut [f64]) -> Result<f64> {
        let (rows, outputs) = (self.x.rows(), self.loss.outputs);
        let (own, products) = gradient.split_at_mut(gradient.len() / 2);
        let by_intercepts = &own[rows * outputs..];
        let parts = self.times(&self.by_feature, own, |_, sums| sums.fill(0.0))?;
        fill(&mut self.slopes, &parts);
        let mut most = largest(&self.slopes).max(largest(by_intercepts));
        for (own, (_, value)) in own.chunks_exact(outputs).zip(&self.alone) {
            most = most.max(value * largest(own));
        }
        let parts = self.times(&self.common, &self.slopes, |row, sums| {
            let square = self.alone[row].0;
            sums.iter_mut().zip(&own[row * outputs..]).for_each(|(sum, own)| *sum = square * own);
        })?;
        fill(products, &parts);
        products.iter_mut().for_each(|product| *product /= self.square);
        products[rows * outputs..].copy_from_slice(by_intercepts);
        Ok(most)
    }

    fn dot(&self, a: &[f64], b: &[f64]) -> f64 {
        dot(self.halves(a)[0], self.halves(b)[1])
    }
}

/// Writes parts one after the other.
fn fill(mut to: &mut [f64], parts: &[Vec<f64>]) {
    for part in parts {
        let (first, rest) = to.split_at_mut(part.len());
        first.copy_from_slice(part);
        to = rest;
    }
}

/// The features that at least two documents have, and of those of one alone the sum of squares and the largest.
fn split(x: &Csr) -> Result<(Csr, Vec<(f64, f64)>)> {
    let mut places = vec![0i32; x.columns()];
    x.indices().iter().for_each(|&column| places[column as usize] = (places[column as usize] + 1).min(2));
    let mut columns = 0;
    for place in &mut places {
        let shared = *place > 1;
        *place = if shared { columns } else { -1 };
        columns += i32::from(shared);
    }
    let mut alone = Vec::with_capacity(x.rows());
    let (mut starts, mut indices, mut values) = (vec![0], Vec::new(), Vec::new());
    for row in 0..x.rows() {
        let (mut squares, mut most) = (0.0, 0.0f64);
        for (column, value) in entries(x.row(row)) {
            let place = places[column as usize];
            if place < 0 {
                squares += value * value;
                most = most.max(value.abs());
            } else {
                indices.push(place);
                values.push(value);
            }
        }
        starts.push(indices.len() as i64);
        alone.push((squares, most));
    }
    Ok((Csr::new(columns as usize, starts, indices, values)?, alone))
}
