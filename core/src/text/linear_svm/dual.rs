//! The dual of a support vector machine: one document after the other is moved to the best it can do.
//!
//! The weights are w = sum over documents of a_i y_i x_i. The dual minimises |w|² / 2 + sum of (a_i² d_i / 2 - a_i) with
//! 0 <= a_i <= u_i, where for the hinge loss d_i = 0 and u_i is the cost of the document, and for the squared one
//! d_i = 1 / (2 cost) without an upper bound. A document at a bound that the last pass shows to be far from leaving it rests
//! until the others have come to an end (Hsieh et al. 2008, algorithm 3).

use super::SvmLoss;
use crate::component::Context;
use crate::data::Csr;
use crate::error::{Result, err};
use crate::math::rng::Rng;

/// What all classes learn from.
pub(super) struct Problem<'a> {
    x: &'a Csr,
    /// The feature that every document has.
    constant: f64,
    loss: SvmLoss,
    /// |x|² of each document, the constant feature with it.
    squares: Vec<f64>,
}

/// What a search found.
pub(super) struct Found {
    /// Of each feature, and the intercept.
    pub(super) weights: Vec<f64>,
    pub(super) passes: usize,
    pub(super) converged: bool,
}

/// A change of a gradient below this is none.
const NOTHING: f64 = 1e-12;

impl<'a> Problem<'a> {
    pub(super) fn new(x: &'a Csr, constant: f64, loss: SvmLoss) -> Result<Self> {
        let square = |row: usize| x.row(row).1.iter().fold(constant * constant, |sum, value| sum + value * value);
        let squares: Vec<f64> = (0..x.rows()).map(square).collect();
        if squares.iter().any(|square| !square.is_finite()) {
            return Err(err!(InvalidData, "the features are so large that their squares are not finite; scale them"));
        }
        Ok(Self { x, constant, loss, squares })
    }

    /// The weights of one class, given which documents are its own and what the loss of the others and of its own costs.
    pub(super) fn solve(
        &self,
        own: &[bool],
        costs: [f64; 2],
        tolerance: f64,
        passes: usize,
        place: usize,
        ctx: &Context,
    ) -> Result<Found> {
        let bounds = costs.map(|cost| match self.loss {
            SvmLoss::Hinge => (cost, 0.0),
            SvmLoss::SquaredHinge => (f64::INFINITY, 0.5 / cost),
        });
        let mut search = Search {
            problem: self,
            own,
            bounds,
            weights: vec![0.0; self.x.columns()],
            intercept: 0.0,
            shares: vec![0.0; own.len()],
        };
        // A document without features moves nothing.
        let mut order: Vec<u32> = (0..own.len() as u32).filter(|&row| self.squares[row as usize] > 0.0).collect();
        let mut rng = Rng::new(0, place as u64);
        let mut active = order.len();
        let (mut least, mut most) = (f64::NEG_INFINITY, f64::INFINITY);
        let mut found = Found { weights: Vec::new(), passes: 0, converged: false };
        while found.passes < passes && !found.converged {
            for last in (1..active).rev() {
                order.swap(last, rng.below(last + 1));
            }
            let (mut lowest, mut highest) = (f64::INFINITY, f64::NEG_INFINITY);
            let (mut step, mut visits) = (0, 0usize);
            while step < active {
                if visits % 256 == 0 {
                    ctx.check()?;
                }
                visits += 1;
                match search.visit(order[step] as usize, least, most) {
                    Some(gradient) => {
                        (lowest, highest) = (lowest.min(gradient), highest.max(gradient));
                        step += 1;
                    }
                    None => {
                        active -= 1;
                        order.swap(step, active);
                    }
                }
            }
            found.passes += 1;
            if highest - lowest <= tolerance || active == 0 {
                // Those that rest have to agree.
                found.converged = active == order.len();
                active = order.len();
                (least, most) = (f64::NEG_INFINITY, f64::INFINITY);
            } else {
                least = if lowest < 0.0 { lowest } else { f64::NEG_INFINITY };
                most = if highest > 0.0 { highest } else { f64::INFINITY };
            }
        }
        found.weights = search.weights;
        found.weights.push(search.intercept * self.constant);
        Ok(found)
    }
}

struct Search<'a> {
    problem: &'a Problem<'a>,
    own: &'a [bool],
    /// The upper bound and the d of documents of other classes and of the own.
    bounds: [(f64, f64); 2],
    weights: Vec<f64>,
    /// The weight of the constant feature.
    intercept: f64,
    /// The a of each document.
    shares: Vec<f64>,
}

impl Search<'_> {
    /// Moves the share of a document to its best; returns the projected gradient that it had, or `None` where it should rest.
    fn visit(&mut self, row: usize, least: f64, most: f64) -> Option<f64> {
        let Problem { x, constant, squares, .. } = self.problem;
        let (columns, values) = x.row(row);
        let (bound, slope) = self.bounds[usize::from(self.own[row])];
        let sign = if self.own[row] { 1.0 } else { -1.0 };
        let pairs = columns.iter().zip(values);
        let decision = pairs
            .clone()
            .fold(self.intercept * constant, |sum, (&column, value)| sum + self.weights[column as usize] * value);
        let share = self.shares[row];
        let gradient = sign * decision - 1.0 + share * slope;
        let projected = if share == 0.0 {
            if gradient > most {
                return None;
            }
            gradient.min(0.0)
        } else if share == bound {
            if gradient < least {
                return None;
            }
            gradient.max(0.0)
        } else {
            gradient
        };
        if projected.abs() > NOTHING {
            self.shares[row] = (share - gradient / (squares[row] + slope)).clamp(0.0, bound);
            let change = (self.shares[row] - share) * sign;
            pairs.for_each(|(&column, value)| self.weights[column as usize] += change * value);
            self.intercept += change * constant;
        }
        Some(projected)
    }
}
