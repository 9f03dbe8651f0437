//! Distances measured by a covariance.

use super::matrix::{Matrix, finite};
use crate::component::{Context, Store, corrupt};
use crate::error::Result;
use crate::math::cholesky::{Cholesky, LANES};
use crate::math::eigen;
use crate::math::lbfgs::dot;
use libm::{log, sqrt};

/// A mean and a covariance, and what the squared distance (z - m)' S⁻¹ (z - m) is worked out by.
#[derive(Clone, Debug)]
pub(super) struct Ellipse {
    pub(super) mean: Vec<f64>,
    pub(super) covariance: Vec<f64>,
    inverse: Inverse,
}

#[derive(Clone, Debug)]
enum Inverse {
    Factor(Cholesky),
    /// Of a singular matrix: its eigenvectors in rows, each divided by the root of its eigenvalue; those of no variance
    /// are left out, which is the pseudo-inverse.
    Pseudo(Matrix),
}

impl PartialEq for Ellipse {
    fn eq(&self, other: &Self) -> bool {
        self.mean == other.mean && self.covariance == other.covariance
    }
}

impl Ellipse {
    pub(super) fn new(mean: Vec<f64>, covariance: Vec<f64>) -> Self {
        Self::with_determinant(mean, covariance).0
    }

    /// The ellipse, and the logarithm of the determinant of its covariance; minus infinity of a singular one.
    pub(super) fn with_determinant(mean: Vec<f64>, covariance: Vec<f64>) -> (Self, f64) {
        let width = mean.len();
        if let Some(factor) = Cholesky::new(&covariance, width) {
            let determinant = factor.log_determinant();
            return (Self { mean, covariance, inverse: Inverse::Factor(factor) }, determinant);
        }
        // Squares of entries beyond 1e150 would not be finite.
        let largest = covariance.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
        let scale = if largest > 0.0 { largest } else { 1.0 };
        let (values, vectors) = eigen::symmetric(covariance.iter().map(|value| value / scale).collect(), width);
        let most = values.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
        let least = most * width as f64 * f64::EPSILON;
        let known: Vec<usize> = (0..width).filter(|&at| values[at] > least).collect();
        let whitened = |&at: &usize| {
            let root = sqrt(values[at] * scale);
            vectors[at * width..(at + 1) * width].iter().map(move |entry| entry / root)
        };
        let whitened = Matrix { width, values: known.iter().flat_map(whitened).collect() };
        let determinant = match known.len() == width {
            true => known.iter().map(|&at| log(values[at]) + log(scale)).sum(),
            false => f64::NEG_INFINITY,
        };
        (Self { mean, covariance, inverse: Inverse::Pseudo(whitened) }, determinant)
    }

    /// The squared distance of each row.
    pub(super) fn score(&self, rows: &Matrix, ctx: &Context) -> Result<Vec<f64>> {
        const BLOCK: usize = 16 * LANES;
        match &self.inverse {
            Inverse::Factor(factor) => {
                let blocks = ctx.each(rows.rows().div_ceil(BLOCK), |block| {
                    let mut off = vec![[0.0; LANES]; self.mean.len()];
                    let mut squared = Vec::with_capacity(BLOCK);
                    let end = rows.rows().min((block + 1) * BLOCK);
                    for start in (block * BLOCK..end).step_by(LANES) {
                        let count = LANES.min(end - start);
                        for lane in 0..count {
                            let places = off.iter_mut().zip(rows.row(start + lane)).zip(&self.mean);
                            places.for_each(|((off, x), mean)| off[lane] = x - mean);
                        }
                        squared.extend(factor.squares(&mut off)[..count].iter().map(|squared| squared.min(1e300)));
                    }
                    Ok(squared)
                })?;
                Ok(blocks.concat())
            }
            Inverse::Pseudo(whitened) => rows.map_rows(ctx, |row| {
                let off: Vec<f64> = row.iter().zip(&self.mean).map(|(x, mean)| x - mean).collect();
                let squared: f64 = whitened.iter().map(|axis| dot(axis, &off)).map(|value| value * value).sum();
                squared.min(1e300)
            }),
        }
    }

    /// z - m and S⁻¹ (z - m) of a row.
    pub(super) fn gradient(&self, row: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let off: Vec<f64> = row.iter().zip(&self.mean).map(|(x, mean)| x - mean).collect();
        let mut solved = off.clone();
        match &self.inverse {
            Inverse::Factor(factor) => factor.solve(&mut solved),
            Inverse::Pseudo(whitened) => {
                solved.fill(0.0);
                for axis in whitened.iter() {
                    let along = dot(axis, &off);
                    solved.iter_mut().zip(axis).for_each(|(sum, entry)| *sum += along * entry);
                }
            }
        }
        (off, solved)
    }

    /// Each column's part of each row's squared distance.
    pub(super) fn explain(&self, rows: &Matrix, ctx: &Context) -> Result<Matrix> {
        let shares = ctx.each(rows.rows(), |row| {
            let (off, solved) = self.gradient(rows.row(row));
            Ok(solved.iter().zip(&off).map(|(a, b)| (a * b).clamp(-1e300, 1e300)).collect::<Vec<f64>>())
        })?;
        Ok(Matrix { width: rows.width, values: shares.concat() })
    }

    pub(super) fn store(&self, store: &mut Store) {
        store.put("mean", &self.mean);
        store.put("covariance", &self.covariance);
    }

    pub(super) fn restore(store: &Store, columns: usize) -> Result<Self> {
        let mean = finite(store, "mean", columns)?;
        let covariance = finite(store, "covariance", columns.saturating_mul(columns))?;
        let entry = |row: usize, column: usize| covariance[row * columns + column];
        let symmetric = (0..columns).all(|row| (0..row).all(|column| entry(row, column) == entry(column, row)));
        if !symmetric || (0..columns).any(|at| entry(at, at) < 0.0) {
            return Err(corrupt("covariance", "is not symmetric, or has a variance below 0"));
        }
        Ok(Self::new(mean, covariance))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_singular_covariance_has_a_pseudo_inverse() {
        // numpy: pinv([[1, 1], [1, 1]]) = [[.25, .25], [.25, .25]]
        let (ellipse, determinant) = Ellipse::with_determinant(vec![0.0; 2], vec![1.0; 4]);
        let rows = Matrix { width: 2, values: vec![3.0, 1.0, 1.0, -1.0] };
        let found = ellipse.score(&rows, &Context::new()).unwrap();
        assert!((found[0] - 4.0).abs() < 1e-12 && found[1].abs() < 1e-12 && determinant == f64::NEG_INFINITY);
        let shares = ellipse.explain(&rows, &Context::new()).unwrap();
        assert!((shares.row(0)[0] - 3.0).abs() < 1e-12 && (shares.row(0)[1] - 1.0).abs() < 1e-12);
    }
}
