//! A smooth function and absolute values: accelerated proximal gradient steps.

use super::objective::Objective;
use crate::error::Result;
use crate::math::lbfgs::Minimum;

/// Walks from `x` downhill with momentum, of which nothing is left when it points uphill (O'Donoghue and Candès 2015, 3.2).
pub(super) fn minimise(
    objective: &Objective<'_>,
    mut x: Vec<f64>,
    tolerance: f64,
    max_iterations: usize,
) -> Result<Minimum> {
    let (mut ahead, mut gradient, mut next) = (x.clone(), vec![0.0; x.len()], x.clone());
    let (length, penalised) = (1.0 / objective.loss.steepest, objective.penalised());
    let mut momentum = 1.0f64;
    for iteration in 0..max_iterations {
        objective.value(&ahead, &mut gradient)?;
        let mut largest = 0.0f64;
        for (place, next) in next.iter_mut().enumerate() {
            let moved = ahead[place] - length * gradient[place];
            *next = if place < penalised { shrink(moved, length * objective.loss.l1) } else { moved };
            largest = largest.max((ahead[place] - *next).abs());
        }
        let uphill = (0..x.len()).fold(0.0, |sum, place| sum + (ahead[place] - next[place]) * (next[place] - x[place]));
        if largest <= tolerance * length {
            return Ok(Minimum { x: next, iterations: iteration + 1, converged: true });
        }
        let more = if uphill > 0.0 { 1.0 } else { (1.0 + (1.0 + 4.0 * momentum * momentum).sqrt()) / 2.0 };
        let share = if uphill > 0.0 { 0.0 } else { (momentum - 1.0) / more };
        for place in 0..x.len() {
            ahead[place] = next[place] + share * (next[place] - x[place]);
        }
        momentum = more;
        std::mem::swap(&mut x, &mut next);
    }
    Ok(Minimum { x, iterations: max_iterations, converged: false })
}

/// Towards 0 by so much, and no further.
fn shrink(value: f64, by: f64) -> f64 {
    if value > by {
        value - by
    } else if value < -by {
        value + by
    } else {
        0.0
    }
}
