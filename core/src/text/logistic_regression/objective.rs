//! What is minimised, and its gradient, on several threads.

use super::LogisticRegression;
use crate::component::Context;
use crate::data::Csr;
use crate::error::{Result, err};
use crate::math::wide::wide;
use crate::text::recipe::Linear;
use libm::{exp, log, log1p};

/// How many documents, or features, are one unit of work.
const UNIT: usize = 512;

/// The mean loss and the penalties in its scale.
pub(super) struct Objective<'a> {
    x: &'a Csr,
    by_feature: Columns,
    labels: &'a [usize],
    pub(super) outputs: usize,
    /// The share of each document.
    shares: Vec<f64>,
    l2: f64,
    pub(super) l1: f64,
    fit_intercept: bool,
    /// No second derivative of the smooth part is larger in any direction.
    pub(super) steepest: f64,
}

/// The entries of a matrix feature by feature.
struct Columns {
    starts: Vec<usize>,
    rows: Vec<u32>,
    values: Vec<f64>,
}

impl Columns {
    fn of(x: &Csr) -> Self {
        let mut starts = vec![0; x.columns() + 1];
        x.indices().iter().for_each(|&column| starts[column as usize + 1] += 1);
        (0..x.columns()).for_each(|column| starts[column + 1] += starts[column]);
        let mut next = starts.clone();
        let (mut rows, mut values) = (vec![0; x.stored()], vec![0.0; x.stored()]);
        for row in 0..x.rows() {
            let (columns, entries) = x.row(row);
            for (&column, &value) in columns.iter().zip(entries) {
                let place = &mut next[column as usize];
                (rows[*place], values[*place]) = (row as u32, value);
                *place += 1;
            }
        }
        Self { starts, rows, values }
    }
}

impl<'a> Objective<'a> {
    pub(super) fn new(
        x: &'a Csr,
        labels: &'a [usize],
        classes: usize,
        class_weights: &[f64],
        params: &LogisticRegression,
    ) -> Result<Self> {
        if u32::try_from(x.rows()).is_err() {
            return Err(err!(InvalidData, "there are more than 2^32 - 1 documents"));
        }
        let all = labels.iter().fold(0.0, |sum, &label| sum + class_weights[label]);
        let shares: Vec<f64> = labels.iter().map(|&label| class_weights[label] / all).collect();
        let penalty = 1.0 / (params.c * all);
        let (l2, l1) = ((1.0 - params.l1_ratio) * penalty, params.l1_ratio * penalty);
        // The mean square of a row bounds the largest eigenvalue of the mean of its products.
        let square = |row: usize| x.row(row).1.iter().fold(0.0, |sum, value| sum + value * value);
        let mean = shares.iter().enumerate().fold(0.0, |sum, (row, share)| sum + share * (square(row) + 1.0));
        let outputs = Linear::<f64>::outputs_for(classes);
        let steepest = mean * if outputs == 1 { 0.25 } else { 0.5 } + l2;
        if !steepest.is_finite() {
            return Err(err!(InvalidData, "the features are so large that their squares are not finite; scale them"));
        }
        let by_feature = Columns::of(x);
        Ok(Self { x, by_feature, labels, outputs, shares, l2, l1, fit_intercept: params.fit_intercept, steepest })
    }

    /// How many weights there are, intercepts among them.
    pub(super) fn size(&self) -> usize {
        (self.x.columns() + 1) * self.outputs
    }

    /// How many of the weights are penalised: the first.
    pub(super) fn penalised(&self) -> usize {
        self.x.columns() * self.outputs
    }

    /// The smooth part at `w`, and its gradient.
    pub(super) fn value(&self, w: &[f64], gradient: &mut [f64], ctx: &Context) -> Result<f64> {
        let outputs = self.outputs;
        let rows = self.x.rows();
        let parts = ctx.each(rows.div_ceil(UNIT), |unit| {
            let documents = unit * UNIT..rows.min((unit + 1) * UNIT);
            Ok(wide(
                #[inline(always)]
                || self.pulls(w, documents),
            ))
        })?;
        let mut value = 0.0;
        let mut pulls = Vec::with_capacity(rows * outputs);
        for (loss, part) in parts {
            value += loss;
            pulls.extend_from_slice(&part);
        }
        let features = self.x.columns();
        let parts = ctx.each(features.div_ceil(UNIT), |unit| {
            let some = unit * UNIT..features.min((unit + 1) * UNIT);
            Ok(wide(
                #[inline(always)]
                || self.slopes(w, &pulls, some),
            ))
        })?;
        let penalised = self.penalised();
        gradient[..penalised].iter_mut().zip(parts.into_iter().flatten()).for_each(|(to, from)| *to = from);
        gradient[penalised..].fill(0.0);
        if self.fit_intercept {
            for own in pulls.chunks(outputs) {
                gradient[penalised..].iter_mut().zip(own).for_each(|(sum, pull)| *sum += pull);
            }
        }
        let squares = w[..penalised].iter().fold(0.0, |sum, weight| sum + weight * weight);
        Ok(value + 0.5 * self.l2 * squares)
    }

    /// The derivative by the weights of some features.
    #[inline(always)]
    fn slopes(&self, w: &[f64], pulls: &[f64], features: std::ops::Range<usize>) -> Vec<f64> {
        let outputs = self.outputs;
        let mut sums = Vec::with_capacity(features.len() * outputs);
        for feature in features {
            let start = sums.len();
            sums.extend(w[feature * outputs..(feature + 1) * outputs].iter().map(|weight| self.l2 * weight));
            let entries = self.by_feature.starts[feature]..self.by_feature.starts[feature + 1];
            let entries = self.by_feature.rows[entries.clone()].iter().zip(&self.by_feature.values[entries]);
            if let [only] = &mut sums[start..] {
                *only = entries.fold(*only, |sum, (&row, x)| sum + x * pulls[row as usize]);
                continue;
            }
            for (&row, &x) in entries {
                let own = &pulls[row as usize * outputs..][..outputs];
                sums[start..].iter_mut().zip(own).for_each(|(sum, pull)| *sum += x * pull);
            }
        }
        sums
    }

    /// The loss of some documents, and its derivative by each of their decisions.
    #[inline(always)]
    fn pulls(&self, w: &[f64], documents: std::ops::Range<usize>) -> (f64, Vec<f64>) {
        let outputs = self.outputs;
        let (mut loss, mut pulls) = (0.0, Vec::with_capacity(documents.len() * outputs));
        let intercepts = &w[self.penalised()..];
        for row in documents {
            let start = pulls.len();
            pulls.extend_from_slice(intercepts);
            let decision = &mut pulls[start..];
            let (columns, values) = self.x.row(row);
            let entries = columns.iter().zip(values);
            if let [only] = decision {
                *only = entries.fold(*only, |sum, (&column, value)| sum + value * w[column as usize]);
            } else {
                for (&column, &value) in entries {
                    let weights = &w[column as usize * outputs..][..outputs];
                    decision.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += value * weight);
                }
            }
            loss += self.shares[row] * loss_of(decision, self.labels[row]);
            decision.iter_mut().for_each(|pull| *pull *= self.shares[row]);
        }
        (loss, pulls)
    }
}

/// The loss of a decision, which gives way to its derivative.
fn loss_of(decision: &mut [f64], label: usize) -> f64 {
    if let [z] = decision {
        let (odds, second) = (*z, label == 1);
        let tail = exp(-odds.abs());
        let chance = if odds >= 0.0 { 1.0 / (1.0 + tail) } else { tail / (1.0 + tail) };
        *z = if second { chance - 1.0 } else { chance };
        let against = if second { -odds } else { odds };
        return against.max(0.0) + log1p(tail);
    }
    let most = decision.iter().fold(f64::NEG_INFINITY, |most: f64, &value| most.max(value));
    let own = decision[label] - most;
    decision.iter_mut().for_each(|value| *value = exp(*value - most));
    let sum = decision.iter().fold(0.0, |sum, value| sum + value);
    decision.iter_mut().for_each(|value| *value /= sum);
    decision[label] -= 1.0;
    log(sum) - own
}
