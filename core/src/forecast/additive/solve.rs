//! The most probable weights: Gauss-Newton steps, each of them solved exactly by an active set of bends.

use crate::component::Context;
use crate::error::{Result, err};
use crate::math::cholesky::Cholesky;
use crate::math::lbfgs::dot;
use libm::sqrt;

/// The columns that the weights are of, at the observations that there are, and the observations.
pub(super) struct Columns {
    pub(super) y: Vec<f64>,
    /// A constant and, unless the trend is flat, the time and the time since each bend.
    pub(super) trend: Vec<Vec<f64>>,
    /// Waves and regressors.
    pub(super) others: Vec<Vec<f64>>,
    /// Whether the others multiply the trend.
    pub(super) multiplicative: bool,
}

/// What is thought of each weight beforehand: the precision of a normal distribution, or one over the scale of a Laplace one.
pub(super) struct Prior {
    pub(super) precision: Vec<f64>,
    pub(super) laplace: Vec<f64>,
}

/// The most probable weights and the standard deviation of the errors.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) theta: Vec<f64>,
    pub(super) sigma: f64,
}

/// The least standard deviation that is looked at.
const LEAST: f64 = 1e-9;
const MOST_STEPS: usize = 300;
/// How many rows of two columns are multiplied before the next two.
const BLOCK: usize = 512;

/// Minimises n log sigma + RSS / (2 sigma²) + 2 sigma² + sum precision theta² / 2 + sum laplace |theta|: sigma has a
/// normal prior of deviation 1/2.
///
/// In turns: the weights for a sigma, which is a lasso with some ridge in it, and the sigma for the weights. What is not
/// linear, a product of trend and waves, is linear about the weights so far.
pub(super) fn solve(columns: &Columns, prior: &Prior, start: Vec<f64>, ctx: &Context) -> Result<Found> {
    let mut theta = start;
    let mut rss = columns.rss(&theta);
    let mut sigma = most_probable_sigma(columns.y.len(), rss);
    let mut system = columns.linear_about(&theta);
    for step in 0..MOST_STEPS {
        ctx.check()?;
        if columns.multiplicative && step > 0 {
            system = columns.linear_about(&theta);
        }
        let mut next = theta.clone();
        system.minimise(prior, sigma, &mut next)?;
        if columns.multiplicative {
            shorten(columns, prior, sigma, &theta, &mut next);
        }
        rss = columns.rss(&next);
        let other = most_probable_sigma(columns.y.len(), rss);
        let moved = theta.iter().zip(&next).fold(0.0, |most: f64, (a, b)| most.max((a - b).abs()));
        let done = moved <= 1e-10 && (other - sigma).abs() <= 1e-10 * sigma;
        (theta, sigma) = (next, other);
        if done {
            break;
        }
    }
    if !rss.is_finite() {
        return Err(err!(InvalidData, "the values or the regressors are too large to be fitted"));
    }
    Ok(Found { theta, sigma })
}

/// Where the derivative by sigma, n / sigma - rss / sigma³ + 4 sigma, is 0.
fn most_probable_sigma(n: usize, rss: f64) -> f64 {
    let n = n as f64;
    sqrt(2.0 * rss / (n + sqrt(n * n + 16.0 * rss))).max(LEAST)
}

/// Halves a step until it lowers the value; where none does, the weights stay.
fn shorten(columns: &Columns, prior: &Prior, sigma: f64, from: &[f64], to: &mut [f64]) {
    let value = |theta: &[f64]| columns.rss(theta) / (2.0 * sigma * sigma) + prior.value(theta);
    let now = value(from);
    let most = now + 1e-12 * now.abs();
    for _ in 0..30 {
        if value(to) <= most {
            return;
        }
        to.iter_mut().zip(from).for_each(|(to, from)| *to = 0.5 * (*to + from));
    }
    to.copy_from_slice(from);
}

impl Prior {
    fn value(&self, theta: &[f64]) -> f64 {
        let parts = theta.iter().zip(self.precision.iter().zip(&self.laplace));
        parts.fold(0.0, |sum, (x, (precision, laplace))| sum + 0.5 * precision * x * x + laplace * x.abs())
    }
}

impl Columns {
    fn sum(columns: &[Vec<f64>], weights: &[f64], n: usize) -> Vec<f64> {
        let mut sum = vec![0.0; n];
        for (column, weight) in columns.iter().zip(weights).filter(|(_, weight)| **weight != 0.0) {
            sum.iter_mut().zip(column).for_each(|(sum, value)| *sum += weight * value);
        }
        sum
    }

    /// Trend, and what waves and regressors add or multiply.
    fn parts(&self, theta: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let (trend, others) = theta.split_at(self.trend.len());
        let n = self.y.len();
        (Self::sum(&self.trend, trend, n), Self::sum(&self.others, others, n))
    }

    fn rss(&self, theta: &[f64]) -> f64 {
        let (trend, others) = self.parts(theta);
        let all = self.y.iter().zip(trend.iter().zip(&others));
        all.fold(0.0, |sum, (y, (trend, others))| {
            let factor = if self.multiplicative { *trend } else { 1.0 };
            let error = y - trend - factor * others;
            sum + error * error
        })
    }

    /// The normal equations of the model that is linear about these weights.
    fn linear_about(&self, theta: &[f64]) -> System {
        if !self.multiplicative {
            let columns: Vec<&[f64]> = self.trend.iter().chain(&self.others).map(Vec::as_slice).collect();
            return System::new(&columns, &self.y);
        }
        let (trend, others) = self.parts(theta);
        let times = |column: &Vec<f64>, factor: &[f64], more: f64| -> Vec<f64> {
            column.iter().zip(factor).map(|(value, factor)| value * (more + factor)).collect()
        };
        let mut columns: Vec<Vec<f64>> = self.trend.iter().map(|column| times(column, &others, 1.0)).collect();
        columns.extend(self.others.iter().map(|column| times(column, &trend, 0.0)));
        let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
        let y: Vec<f64> = self.y.iter().zip(trend.iter().zip(&others)).map(|(y, (a, b))| y + a * b).collect();
        System::new(&columns, &y)
    }
}

/// X'X and X'y.
struct System {
    size: usize,
    gram: Vec<f64>,
    right: Vec<f64>,
}

impl System {
    fn new(columns: &[&[f64]], y: &[f64]) -> Self {
        let (size, n) = (columns.len(), y.len());
        let (mut gram, mut right) = (vec![0.0; size * size], vec![0.0; size]);
        for from in (0..n).step_by(BLOCK) {
            let rows = from..(from + BLOCK).min(n);
            for (a, column) in columns.iter().enumerate() {
                let column = &column[rows.clone()];
                right[a] += dot(column, &y[rows.clone()]);
                for (b, other) in columns[..=a].iter().enumerate() {
                    gram[a * size + b] += dot(column, &other[rows.clone()]);
                }
            }
        }
        for a in 0..size {
            for b in 0..a {
                gram[b * size + a] = gram[a * size + b];
            }
        }
        Self { size, gram, right }
    }

    /// The weights that minimise |y - X theta|² / 2 + sigma² (the prior), from weights that are near.
    ///
    /// Bends that are not 0 keep their sign until one of them gets to 0 on the way to the minimum for those signs; then the
    /// bend that would gain most leaves 0. Each turn lowers the value, so none comes twice (Lee, Battle, Raina and Ng 2007).
    fn minimise(&self, prior: &Prior, sigma: f64, theta: &mut [f64]) -> Result<()> {
        let variance = sigma * sigma;
        let free = |at: usize| prior.laplace[at] == 0.0;
        let mut signs: Vec<f64> =
            theta.iter().map(|&value| if value == 0.0 { 0.0 } else { 1.0_f64.copysign(value) }).collect();
        let mut refused = vec![false; self.size];
        let mut new = None;
        for _ in 0..20 * self.size + 100 {
            let active: Vec<usize> = (0..self.size).filter(|&at| free(at) || signs[at] != 0.0).collect();
            let best = self.best(prior, variance, &active, &signs)?;
            let (mut share, mut blocked) = (1.0, None);
            for (&at, &value) in active.iter().zip(&best).filter(|&(&at, _)| !free(at)) {
                if value * signs[at] < 0.0 {
                    let own = (theta[at] / (theta[at] - value)).clamp(0.0, 1.0);
                    if own < share || blocked.is_none() {
                        (share, blocked) = (own, Some(at));
                    }
                }
            }
            active.iter().zip(&best).for_each(|(&at, value)| theta[at] += share * (value - theta[at]));
            if let Some(at) = blocked {
                (theta[at], signs[at]) = (0.0, 0.0);
                // Only rounding takes back a bend that has just left 0.
                refused[at] |= new == Some(at) && share == 0.0;
                continue;
            }
            active.iter().zip(&best).for_each(|(&at, &value)| theta[at] = value);
            new = self.worst(prior, variance, theta, &signs, &refused);
            match new {
                Some(at) => signs[at] = if self.slope(theta, at) > 0.0 { -1.0 } else { 1.0 },
                None => return Ok(()),
            }
        }
        Ok(())
    }

    /// The derivative of |y - X theta|² / 2 by a weight.
    fn slope(&self, theta: &[f64], at: usize) -> f64 {
        dot(&self.gram[at * self.size..(at + 1) * self.size], theta) - self.right[at]
    }

    /// The bend at 0 that would lower the value most if it were not.
    fn worst(&self, prior: &Prior, variance: f64, theta: &[f64], signs: &[f64], refused: &[bool]) -> Option<usize> {
        let mut worst = (0.0, None);
        for at in (0..self.size).filter(|&at| prior.laplace[at] > 0.0 && signs[at] == 0.0 && !refused[at]) {
            let bound = variance * prior.laplace[at];
            let excess = self.slope(theta, at).abs() - bound * (1.0 + 1e-9) - 1e-13 * self.right[at].abs();
            if excess > worst.0 {
                worst = (excess, Some(at));
            }
        }
        worst.1
    }

    /// The minimum over the active weights for the signs that they have.
    fn best(&self, prior: &Prior, variance: f64, active: &[usize], signs: &[f64]) -> Result<Vec<f64>> {
        let size = active.len();
        // A prior that is lost in the rounding of long columns cannot tell two alike columns apart: a larger one can.
        for ridge in [0.0, 1e-9, 1e-7, 1e-5] {
            let mut matrix = vec![0.0; size * size];
            for (a, &row) in active.iter().enumerate() {
                for (b, &column) in active[..=a].iter().enumerate() {
                    matrix[a * size + b] = self.gram[row * self.size + column];
                }
                let own = &mut matrix[a * size + a];
                *own = *own * (1.0 + ridge) + variance * prior.precision[row];
            }
            if let Some(factor) = Cholesky::new(&matrix, size) {
                let right = |&at: &usize| self.right[at] - variance * prior.laplace[at] * signs[at];
                let mut best: Vec<f64> = active.iter().map(right).collect();
                factor.solve(&mut best);
                return Ok(best);
            }
        }
        Err(err!(InvalidData, "the values or the regressors are too large to be fitted"))
    }
}
