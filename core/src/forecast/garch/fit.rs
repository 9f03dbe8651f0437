//! The search for coefficients.

use super::likelihood::{Coefficients, Path};
use crate::component::Context;
use crate::error::{Result, err};
use crate::math::lbfgs::{Options, minimise};
use libm::{exp, log};

/// How many weights there are, and whether the mean is searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) alphas: usize,
    pub(super) betas: usize,
    pub(super) mean: bool,
}

impl Shape {
    pub(super) fn parameters(self) -> usize {
        1 + self.alphas + self.betas + usize::from(self.mean)
    }

    /// Coefficients from numbers without bounds: the logarithms of omega and of each weight's share, all shares against
    /// that which is missing to the most, and the mean.
    fn coefficients(self, x: &[f64]) -> Coefficients {
        let weights = &x[1..=self.alphas + self.betas];
        let most = weights.iter().fold(0.0, |most: f64, value| most.max(*value));
        let sum = weights.iter().fold(exp(-most), |sum, value| sum + exp(value - most));
        let share = |value: &f64| MOST * exp(value - most) / sum;
        Coefficients {
            mean: if self.mean { x[x.len() - 1] } else { 0.0 },
            omega: exp(x[0]),
            alpha: weights[..self.alphas].iter().map(share).collect(),
            beta: weights[self.alphas..].iter().map(share).collect(),
        }
    }

    /// The numbers of weights that are alike among alphas and among betas.
    fn start(self, alpha: f64, beta: f64, mean: f64) -> Vec<f64> {
        let beta = if self.betas == 0 { 0.0 } else { beta };
        let missing = 1.0 - alpha - beta;
        let mut x = vec![log(missing)];
        x.extend(std::iter::repeat_n(log(alpha / self.alphas as f64 / missing), self.alphas));
        x.extend(std::iter::repeat_n(log(beta / self.betas.max(1) as f64 / missing), self.betas));
        if self.mean {
            x.push(mean);
        }
        x
    }
}

/// What alphas and betas sum to at most: a variance far ahead is finite.
const MOST: f64 = 1.0 - 1e-6;

/// Where the search starts: sums of alphas and of betas.
const STARTS: [[f64; 2]; 4] = [[0.05, 0.9], [0.1, 0.8], [0.2, 0.5], [0.3, 0.1]];

/// The coefficients of the greatest likelihood of a series whose variance is 1.
pub(super) fn search(y: &[f64], shape: Shape, ctx: &Context) -> Result<Coefficients> {
    let mut path = Path::default();
    let mean = y.iter().sum::<f64>() / y.len() as f64;
    let options = Options { tolerance: 1e-6, max_iterations: 500, memory: 10 };
    let mut best: Option<(f64, Coefficients)> = None;
    for [alpha, beta] in STARTS {
        ctx.check()?;
        let found = minimise(shape.start(alpha, beta, mean), options, |x, gradient| {
            let model = shape.coefficients(x);
            let (value, slope) = path.slopes(y, &model, 1.0);
            gradient[0] = slope.omega * model.omega;
            let weights = model.alpha.iter().chain(&model.beta);
            let slopes = || slope.alpha.iter().chain(&slope.beta);
            // Every share grows at the cost of the others.
            let common = weights.clone().zip(slopes()).fold(0.0, |sum, (weight, slope)| sum + weight * slope) / MOST;
            for (to, (weight, slope)) in gradient[1..].iter_mut().zip(weights.zip(slopes())) {
                *to = weight * (slope - common);
            }
            if shape.mean {
                gradient[x.len() - 1] = slope.mean;
            }
            Ok(value)
        })?;
        let model = shape.coefficients(&found.x);
        let value = path.deviance(y, &model, 1.0);
        if value.is_finite() && best.as_ref().is_none_or(|(least, _)| value < *least) {
            best = Some((value, model));
        }
    }
    let none = || err!(InvalidData, "no model of the variance could be fitted: its likelihood is not finite");
    let (mut least, mut model) = best.ok_or_else(none)?;
    // A weight that is all but none may be none.
    for at in 0..shape.alphas + shape.betas {
        let mut without = model.clone();
        match at.checked_sub(shape.alphas) {
            None => without.alpha[at] = 0.0,
            Some(at) => without.beta[at] = 0.0,
        }
        let value = path.deviance(y, &without, 1.0);
        if value <= least {
            (least, model) = (value, without);
        }
    }
    Ok(model)
}
