//! Least squares with a penalty, by conjugate gradients.

use crate::component::Context;
use crate::data::Csr;
use crate::error::{Result, err};
use crate::math::lbfgs::{dot, largest};
use crate::text::recipe::Search;

/// How many rows are one unit of work.
const UNIT: usize = 512;

/// Features and numbers, each less its mean where there is an intercept; the features are not written out so.
pub(super) struct Problem<'a> {
    x: &'a Csr,
    by_feature: Csr,
    /// Of each feature.
    means: Vec<f64>,
    /// In units of the largest, so that their squares stay finite.
    targets: Vec<f64>,
    unit: f64,
    mean: f64,
    alpha: f64,
    ctx: &'a Context,
}

/// Each row of a matrix times a vector.
fn times(x: &Csr, w: &[f64], ctx: &Context) -> Result<Vec<f64>> {
    let product = |row| {
        let (columns, values) = x.row(row);
        columns.iter().zip(values).fold(0.0, |sum, (&column, &value)| sum + value * w[column as usize])
    };
    let units = ctx.each(x.rows().div_ceil(UNIT), |unit| {
        Ok((unit * UNIT..x.rows().min((unit + 1) * UNIT)).map(product).collect::<Vec<_>>())
    })?;
    Ok(units.concat())
}

fn add(to: &mut [f64], factor: f64, from: &[f64]) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += factor * from);
}

impl<'a> Problem<'a> {
    pub(super) fn new(x: &'a Csr, targets: &[f64], alpha: f64, fit_intercept: bool, ctx: &'a Context) -> Result<Self> {
        let (by_feature, rows) = (x.turned()?, x.rows() as f64);
        let size = largest(targets);
        let unit = if size > 0.0 { size } else { 1.0 };
        let mut targets: Vec<f64> = targets.iter().map(|target| target / unit).collect();
        let (mut means, mut mean) = (vec![0.0; x.columns()], 0.0);
        if fit_intercept {
            means = times(&by_feature, &vec![1.0; x.rows()], ctx)?;
            means.iter_mut().for_each(|mean| *mean /= rows);
            mean = targets.iter().fold(0.0, |sum, target| sum + target) / rows;
            targets.iter_mut().for_each(|target| *target -= mean);
        }
        Ok(Self { x, by_feature, means, targets, unit, mean, alpha, ctx })
    }

    /// The features times weights.
    fn times(&self, w: &[f64]) -> Result<Vec<f64>> {
        let mut product = times(self.x, w, self.ctx)?;
        let shift = dot(&self.means, w);
        product.iter_mut().for_each(|value| *value -= shift);
        Ok(product)
    }

    /// The features, turned over, times residuals, less alpha times the weights: half the gradient, downhill.
    fn pull(&self, residuals: &[f64], w: &[f64]) -> Result<Vec<f64>> {
        let mut pull = times(&self.by_feature, residuals, self.ctx)?;
        let sum = residuals.iter().fold(0.0, |sum, residual| sum + residual);
        add(&mut pull, -sum, &self.means);
        add(&mut pull, -self.alpha, w);
        Ok(pull)
    }

    /// The weights and then the intercept.
    pub(super) fn solve(&self, tol: f64, max_iter: usize) -> Result<(Vec<f64>, Search)> {
        let (mut w, mut residuals) = (vec![0.0; self.x.columns()], self.targets.clone());
        let mut step = self.pull(&residuals, &w)?;
        let mut height = dot(&step, &step);
        let enough = tol * tol * height;
        let mut search = Search { iterations: 0, converged: height <= enough };
        while !search.converged && search.iterations < max_iter {
            let moved = self.times(&step)?;
            let bend = dot(&moved, &moved) + self.alpha * dot(&step, &step);
            if bend <= 0.0 || !bend.is_finite() {
                height = bend;
                break;
            }
            let length = height / bend;
            add(&mut w, length, &step);
            add(&mut residuals, -length, &moved);
            let pull = self.pull(&residuals, &w)?;
            let before = std::mem::replace(&mut height, dot(&pull, &pull));
            step.iter_mut().zip(&pull).for_each(|(step, pull)| *step = pull + height / before * *step);
            search.iterations += 1;
            search.converged = height <= enough;
        }
        let intercept = self.mean - dot(&self.means, &w);
        w.push(intercept);
        w.iter_mut().for_each(|weight| *weight *= self.unit);
        let finite = height.is_finite() && w.iter().all(|weight| weight.is_finite());
        if finite {
            Ok((w, search))
        } else {
            Err(err!(InvalidData, "the features are too large: their products are not finite; scale them"))
        }
    }
}
