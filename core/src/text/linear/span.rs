//! L-BFGS among the weights that are sums of rows.
//!
//! A search that begins at zero never leaves that space: gradients are sums of rows, and so is every step. With few rows
//! of many features, a vector of one number a row is far shorter than one of a number a feature, and the decisions on all
//! rows follow a step without a look at the features. The path is that of [`lbfgs::minimise`] up to rounding.

use crate::error::Result;
use crate::math::lbfgs::{self, Minimum, Options};
use std::collections::VecDeque;

/// Weights X'r for the rows X, the decisions X X'r that they make, and intercepts.
#[derive(Clone, Debug, Default)]
pub(super) struct Vector {
    pub(super) rows: Vec<f64>,
    pub(super) images: Vec<f64>,
    pub(super) intercepts: Vec<f64>,
}

impl Vector {
    fn zero(rows: usize, outputs: usize) -> Self {
        Self { rows: vec![0.0; rows * outputs], images: vec![0.0; rows * outputs], intercepts: vec![0.0; outputs] }
    }

    /// The dot product in the space of the weights; needs no images of its own.
    fn dot(&self, other: &Self) -> f64 {
        lbfgs::dot(&self.rows, &other.images) + lbfgs::dot(&self.intercepts, &other.intercepts)
    }

    fn parts(&mut self) -> [&mut [f64]; 3] {
        [&mut self.rows, &mut self.images, &mut self.intercepts]
    }

    fn add(&mut self, factor: f64, other: &Self) {
        let others = [&other.rows, &other.images, &other.intercepts];
        for (to, from) in self.parts().into_iter().zip(others) {
            to.iter_mut().zip(from).for_each(|(to, from)| *to += factor * from);
        }
    }

    fn scale(&mut self, factor: f64) {
        self.parts().into_iter().flatten().for_each(|value| *value *= factor);
    }

    fn less(mut self, other: &Self) -> Self {
        self.add(-1.0, other);
        self
    }
}

/// A step, the change of the gradient over it, and one over their product.
struct Pair {
    step: Vector,
    change: Vector,
    rho: f64,
}

/// What is minimised: a mean loss of the decisions, and half of `penalty` times the square of the weights.
pub(super) trait Objective {
    /// How many rows and outputs there are.
    fn shape(&self) -> (usize, usize);

    fn penalty(&self) -> f64;

    /// The loss of these decisions, and its derivative by each.
    fn loss(&self, decisions: &[f64]) -> Result<(f64, Vec<f64>)>;

    /// The derivative by the intercepts.
    fn intercepts(&self, residuals: &[f64]) -> Vec<f64>;

    /// Fills in the images, and returns the largest component of the weights.
    fn complete(&self, vector: &mut Vector) -> Result<f64>;
}

/// The vector at the minimum.
pub(super) fn minimise(objective: &impl Objective, options: Options) -> Result<(Vector, Minimum)> {
    let (rows, outputs) = objective.shape();
    let mut x = Vector::zero(rows, outputs);
    let mut decisions = vec![0.0; rows * outputs];
    let (mut value, residuals) = objective.loss(&decisions)?;
    let (mut gradient, mut largest) = gradient_of(objective, residuals, &x)?;
    let mut pairs: VecDeque<Pair> = VecDeque::new();
    let ended = |x, iterations, converged| Ok((x, Minimum { x: Vec::new(), iterations, converged }));
    for iteration in 0..options.max_iterations {
        if largest <= options.tolerance {
            return ended(x, iteration, true);
        }
        let mut direction = descend(&gradient, &pairs);
        if gradient.dot(&direction) >= 0.0 {
            pairs.clear();
            direction = descend(&gradient, &pairs);
        }
        let slope = gradient.dot(&direction);
        let first = if pairs.is_empty() { 1.0 / gradient.dot(&gradient).sqrt().max(1.0) } else { 1.0 };
        let mut change = direction.images.clone();
        for row in change.chunks_exact_mut(outputs) {
            row.iter_mut().zip(&direction.intercepts).for_each(|(change, intercept)| *change += intercept);
        }
        let squares =
            [(&x, &x), (&x, &direction), (&direction, &direction)].map(|(a, b)| lbfgs::dot(&a.rows, &b.images));
        let (mut next, mut last) = (Vec::new(), (0.0, Vec::new()));
        let mut at = |length: f64| {
            next.clear();
            next.extend(decisions.iter().zip(&change).map(|(decision, change)| decision + length * change));
            let (loss, residuals) = objective.loss(&next)?;
            let [xx, xd, dd] = squares;
            let here = loss + 0.5 * objective.penalty() * (xx + length * (2.0 * xd + length * dd));
            let slope = lbfgs::dot(&residuals, &change) + objective.penalty() * (xd + length * dd);
            last = (length, residuals);
            Ok((here, slope))
        };
        let Some(found) = lbfgs::line_search(value, slope, first, &mut at)? else {
            return ended(x, iteration, false);
        };
        value = found;
        let (length, residuals) = last;
        std::mem::swap(&mut decisions, &mut next);
        direction.scale(length);
        x.add(1.0, &direction);
        let (new, most) = gradient_of(objective, residuals, &x)?;
        let change = new.clone().less(&gradient);
        let product = direction.dot(&change);
        if pairs.len() >= options.memory {
            pairs.pop_front();
        }
        if product > 1e-300 {
            pairs.push_back(Pair { step: direction, change, rho: 1.0 / product });
        }
        (gradient, largest) = (new, most);
    }
    ended(x, options.max_iterations, largest <= options.tolerance)
}

/// The gradient at a point, and its largest component.
fn gradient_of(objective: &impl Objective, residuals: Vec<f64>, x: &Vector) -> Result<(Vector, f64)> {
    let intercepts = objective.intercepts(&residuals);
    let mut gradient = Vector { rows: residuals, images: Vec::new(), intercepts };
    gradient.rows.iter_mut().zip(&x.rows).for_each(|(gradient, x)| *gradient += objective.penalty() * x);
    let largest = objective.complete(&mut gradient)?;
    let largest = gradient.intercepts.iter().fold(largest, |most, value| most.max(value.abs()));
    Ok((gradient, largest))
}

/// The direction of descent, as in [`lbfgs::minimise`].
fn descend(gradient: &Vector, pairs: &VecDeque<Pair>) -> Vector {
    let mut direction = gradient.clone();
    direction.scale(-1.0);
    let mut shares = Vec::with_capacity(pairs.len());
    for pair in pairs.iter().rev() {
        let share = pair.rho * pair.step.dot(&direction);
        direction.add(-share, &pair.change);
        shares.push(share);
    }
    if let Some(last) = pairs.back() {
        direction.scale(1.0 / (last.rho * last.change.dot(&last.change)));
    }
    for (pair, share) in pairs.iter().zip(shares.into_iter().rev()) {
        let back = pair.rho * pair.change.dot(&direction);
        direction.add(share - back, &pair.step);
    }
    direction
}
