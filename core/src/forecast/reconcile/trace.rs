//! The least trace of the covariance of the reconciled errors.

use super::hierarchy::Hierarchy;
use super::sheet::Centred;
use crate::error::{Result, err};
use crate::math::cholesky::Cholesky;
use crate::math::lbfgs::dot;
use crate::math::stats::positive;

/// Minimum trace in its projection form: with U' f the incoherence of f, the reconciled forecasts are
/// f - W U (U' W U)⁻¹ U' f.
///
/// W is a diagonal D plus the weighted covariance of past errors E, which is never written out: the system has as many
/// rows as there are aggregates, however many series are below them.
pub(in crate::forecast) struct Trace {
    diagonal: Vec<f64>,
    /// Weight over degrees of freedom; the errors by time and node, and their incoherence.
    weight: f64,
    errors: Vec<Vec<f64>>,
    incoherence: Vec<Vec<f64>>,
    above: Vec<Vec<usize>>,
    factor: Cholesky,
}

/// A series without errors would have a weight without bound: no variance is below this share of the greatest.
const LEAST: f64 = 1e-12;

const SINGULAR: &str = "the covariance of the errors is singular";

impl Trace {
    pub(in crate::forecast) fn new(
        hierarchy: &Hierarchy,
        mut diagonal: Vec<f64>,
        errors: Option<(f64, Centred)>,
    ) -> Result<Self> {
        let (weight, errors) =
            errors.map_or((0.0, Vec::new()), |(weight, centred)| (weight / (centred.0.len() as f64 - 1.0), centred.0));
        let greatest = diagonal.iter().fold(0.0, |most: f64, &value| most.max(value));
        diagonal.iter_mut().for_each(|value| *value = value.max(LEAST * greatest));
        let (aggregates, above) = (hierarchy.aggregates(), hierarchy.above());
        let incoherence: Vec<Vec<f64>> = errors.iter().map(|errors| hierarchy.incoherence(errors)).collect();
        let mut square = vec![0.0; aggregates * aggregates];
        for node in 0..aggregates {
            square[node * aggregates + node] = diagonal[node];
        }
        for (own, &variance) in above.iter().zip(&diagonal[aggregates..]) {
            for &row in own {
                own.iter()
                    .filter(|&&column| column <= row)
                    .for_each(|column| square[row * aggregates + column] += variance);
            }
        }
        for values in &incoherence {
            for (row, value) in values.iter().enumerate() {
                let value = value * weight;
                let target = &mut square[row * aggregates..=row * aggregates + row];
                target.iter_mut().zip(values).for_each(|(to, other)| *to += value * other);
            }
        }
        let factor = Cholesky::new(&square, aggregates).ok_or_else(|| {
            // Shrinking helps where errors are few, not where there are none.
            if greatest == 0.0 && errors.iter().flatten().all(|&error| error == 0.0) {
                return err!(NotEnoughData, "{SINGULAR}: all past errors are zero; use wls_struct or ols");
            }
            err!(NotEnoughData, "{SINGULAR}: there are too few past errors; use mint_shrink, wls_struct or ols")
        })?;
        Ok(Self { diagonal, weight, errors, incoherence, above, factor })
    }

    /// The reconciled forecasts of the bottom.
    pub(in crate::forecast) fn bottoms(&self, hierarchy: &Hierarchy, base: &[f64]) -> Vec<f64> {
        let aggregates = hierarchy.aggregates();
        let mut multipliers = hierarchy.incoherence(base);
        self.factor.solve(&mut multipliers);
        let mut bottoms = base[aggregates..].to_vec();
        for ((value, above), variance) in bottoms.iter_mut().zip(&self.above).zip(&self.diagonal[aggregates..]) {
            *value += variance * above.iter().map(|&node| multipliers[node]).sum::<f64>();
        }
        for (errors, incoherence) in self.errors.iter().zip(&self.incoherence) {
            let shared = self.weight * dot(incoherence, &multipliers);
            bottoms.iter_mut().zip(&errors[aggregates..]).for_each(|(value, error)| *value -= shared * error);
        }
        bottoms
    }

    /// The covariance of the incoherence with the sum of some bottom series: U' W of them.
    fn with_incoherence(&self, aggregates: usize, leaves: &[usize]) -> Vec<f64> {
        let mut covariance = vec![0.0; aggregates];
        for &leaf in leaves {
            self.above[leaf].iter().for_each(|&node| covariance[node] -= self.diagonal[aggregates + leaf]);
        }
        for (errors, incoherence) in self.errors.iter().zip(&self.incoherence) {
            let sum = self.weight * leaves.iter().map(|&leaf| errors[aggregates + leaf]).sum::<f64>();
            covariance.iter_mut().zip(incoherence).for_each(|(to, value)| *to += sum * value);
        }
        covariance
    }

    /// Adds what each forecast counts for the sum of some bottom series.
    pub(super) fn weights(&self, hierarchy: &Hierarchy, leaves: &[usize], weights: &mut [f64]) {
        let aggregates = hierarchy.aggregates();
        let mut shares = self.with_incoherence(aggregates, leaves);
        self.factor.solve(&mut shares);
        weights[..aggregates].iter_mut().zip(&shares).for_each(|(weight, share)| *weight -= share);
        for (weight, above) in weights[aggregates..].iter_mut().zip(&self.above) {
            *weight += above.iter().map(|&node| shares[node]).sum::<f64>();
        }
        leaves.iter().for_each(|leaf| weights[aggregates + leaf] += 1.0);
    }

    /// The covariance of one reconciled bottom series with each of them.
    fn reconciled_covariance(&self, aggregates: usize, leaf: usize) -> Vec<f64> {
        let mut shares = self.with_incoherence(aggregates, &[leaf]);
        self.factor.solve(&mut shares);
        let bottoms = self.above.len();
        let mut covariance: Vec<f64> = (0..bottoms)
            .map(|other| {
                self.diagonal[aggregates + other] * self.above[other].iter().map(|&node| shares[node]).sum::<f64>()
            })
            .collect();
        covariance[leaf] += self.diagonal[aggregates + leaf];
        for (errors, incoherence) in self.errors.iter().zip(&self.incoherence) {
            let shared = self.weight * (errors[aggregates + leaf] - dot(incoherence, &shares));
            covariance.iter_mut().zip(&errors[aggregates..]).for_each(|(to, error)| *to += shared * error);
        }
        covariance
    }

    /// The reconciled forecasts of the bottom that are nearest to the forecasts, in the measure W, among those that are not
    /// below zero.
    ///
    /// Block principal pivoting (Kim and Park 2011): the set of series that are zero is exchanged as a whole while that
    /// helps, and one by one when it does not.
    pub(super) fn above_zero(&self, hierarchy: &Hierarchy, base: &[f64]) -> Result<Vec<f64>> {
        let aggregates = hierarchy.aggregates();
        let free = self.bottoms(hierarchy, base);
        let scale = free.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
        let slack = 1e-12 * scale;
        let mut columns: Vec<Option<Vec<f64>>> = vec![None; free.len()];
        let mut is_zero = vec![false; free.len()];
        let (mut fewest, mut patience) = (usize::MAX, 3);
        for _ in 0..10 * free.len() + 100 {
            let zeros: Vec<usize> = (0..free.len()).filter(|&leaf| is_zero[leaf]).collect();
            for &leaf in &zeros {
                columns[leaf].get_or_insert_with(|| self.reconciled_covariance(aggregates, leaf));
            }
            let column = |leaf: usize| columns[leaf].as_deref().unwrap_or_default();
            let entries = |&row: &usize| zeros.iter().map(move |&other| column(row)[other]);
            let square: Vec<f64> = zeros.iter().flat_map(entries).collect();
            let factor = Cholesky::new(&square, zeros.len())
                .ok_or_else(|| err!(NotEnoughData, "{SINGULAR}; use wls_struct or ols"))?;
            let mut pushes: Vec<f64> = zeros.iter().map(|&leaf| free[leaf]).collect();
            factor.solve(&mut pushes);
            let mut values = free.clone();
            for (&leaf, push) in zeros.iter().zip(&pushes) {
                values.iter_mut().zip(column(leaf)).for_each(|(value, covariance)| *value -= push * covariance);
            }
            // A series that is held at zero must be pulled down by the others, and the others must be above it.
            let wrong_zeros = zeros.iter().zip(&pushes).filter(|(_, push)| **push > 0.0).map(|(&leaf, _)| leaf);
            let wrong_others = (0..free.len()).filter(|&leaf| !is_zero[leaf] && values[leaf] < -slack);
            let mut wrong: Vec<usize> = wrong_zeros.chain(wrong_others).collect();
            if wrong.is_empty() {
                zeros.iter().for_each(|&leaf| values[leaf] = 0.0);
                return Ok(values.into_iter().map(positive).collect());
            }
            if wrong.len() < fewest {
                (fewest, patience) = (wrong.len(), 3);
            } else if patience > 0 {
                patience -= 1;
            } else {
                let last = wrong.iter().copied().max().unwrap_or(0);
                wrong = vec![last];
            }
            wrong.iter().for_each(|&leaf| is_zero[leaf] = !is_zero[leaf]);
        }
        Err(err!(Unsupported, "no set of series at zero was found to be right; use another method"))
    }
}
