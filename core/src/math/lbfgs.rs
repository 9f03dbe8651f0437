//! Minimising a smooth function of many variables: limited-memory BFGS.

use crate::error::Result;
use std::collections::VecDeque;

/// When to stop, and how much to remember.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options {
    /// Stop when no component of the gradient is larger than this.
    pub(crate) tolerance: f64,
    /// Stop after so many steps.
    pub(crate) max_iterations: usize,
    /// How many steps the curvature is remembered from; each costs two vectors of memory.
    pub(crate) memory: usize,
}

/// Where the search ended.
#[derive(Clone, Debug)]
pub(crate) struct Minimum {
    /// The point.
    pub(crate) x: Vec<f64>,
    /// The steps taken.
    pub(crate) iterations: usize,
    /// Whether the gradient is within the tolerance.
    pub(crate) converged: bool,
}

/// A smooth function, and the space that its points and gradients are in.
pub(crate) trait Function {
    /// The value at `x`; writes as much of the gradient as its product with a direction needs.
    ///
    /// # Errors
    /// Those of the function.
    fn value(&mut self, x: &[f64], gradient: &mut [f64]) -> Result<f64>;

    /// Completes the gradient of a point that is kept; returns its largest component.
    ///
    /// # Errors
    /// Those of the function.
    fn complete(&mut self, gradient: &mut [f64]) -> Result<f64>;

    /// The inner product of two vectors, the second of them complete.
    fn dot(&self, a: &[f64], b: &[f64]) -> f64;
}

/// A function of numbers that mean themselves.
struct Plain<F>(F);

impl<F: FnMut(&[f64], &mut [f64]) -> Result<f64>> Function for Plain<F> {
    fn value(&mut self, x: &[f64], gradient: &mut [f64]) -> Result<f64> {
        (self.0)(x, gradient)
    }

    fn complete(&mut self, gradient: &mut [f64]) -> Result<f64> {
        Ok(largest(gradient))
    }

    fn dot(&self, a: &[f64], b: &[f64]) -> f64 {
        dot(a, b)
    }
}

/// A step, the change of the gradient over it, and one over their product.
struct Pair {
    step: Vec<f64>,
    change: Vec<f64>,
    rho: f64,
}

/// Walks from `x` downhill; `f` writes the gradient and returns the value.
///
/// # Errors
/// Those of `f`.
pub(crate) fn minimise(
    x: Vec<f64>,
    options: Options,
    f: impl FnMut(&[f64], &mut [f64]) -> Result<f64>,
) -> Result<Minimum> {
    walk(x, options, &mut Plain(f))
}

/// Walks from `x` downhill in the space of the function.
///
/// Two-loop recursion of Nocedal and Wright, Numerical Optimization, 2nd edition, algorithms 7.4 and 7.5; the step length
/// meets the weak Wolfe conditions by bisection (Lewis and Overton, Mathematical Programming 141, 2013). Sums run in a fixed
/// order, so the path is the same everywhere.
///
/// # Errors
/// Those of `f`.
pub(crate) fn walk(x: Vec<f64>, options: Options, f: &mut impl Function) -> Result<Minimum> {
    let size = x.len();
    let (mut x, mut gradient) = (x, vec![0.0; size]);
    let mut value = f.value(&x, &mut gradient)?;
    let mut steepest = f.complete(&mut gradient)?;
    let (mut next, mut next_gradient, mut direction) = (vec![0.0; size], vec![0.0; size], vec![0.0; size]);
    let mut pairs: VecDeque<Pair> = VecDeque::new();
    for iteration in 0..options.max_iterations {
        if steepest <= options.tolerance {
            return Ok(Minimum { x, iterations: iteration, converged: true });
        }
        descend(f, &gradient, &pairs, &mut direction);
        let mut slope = f.dot(&gradient, &direction);
        if slope >= 0.0 {
            // Rounding has spoilt the curvature: begin again with steepest descent.
            pairs.clear();
            descend(f, &gradient, &pairs, &mut direction);
            slope = f.dot(&gradient, &direction);
        }
        let first = if pairs.is_empty() { 1.0 / f.dot(&gradient, &gradient).sqrt().max(1.0) } else { 1.0 };
        let mut at = |length: f64| {
            next.iter_mut().zip(&x).zip(&direction).for_each(|((next, x), d)| *next = x + length * d);
            let value = f.value(&next, &mut next_gradient)?;
            Ok((value, f.dot(&next_gradient, &direction)))
        };
        let Some(found) = line_search(value, slope, first, &mut at)? else {
            return Ok(Minimum { x, iterations: iteration, converged: false });
        };
        value = found;
        steepest = f.complete(&mut next_gradient)?;
        remember(f, &mut pairs, options.memory, [&x, &next], [&gradient, &next_gradient]);
        std::mem::swap(&mut x, &mut next);
        std::mem::swap(&mut gradient, &mut next_gradient);
    }
    let converged = steepest <= options.tolerance;
    Ok(Minimum { x, iterations: options.max_iterations, converged })
}

/// The direction of descent: minus the inverse curvature times the gradient.
fn descend(f: &impl Function, gradient: &[f64], pairs: &VecDeque<Pair>, direction: &mut [f64]) {
    direction.iter_mut().zip(gradient).for_each(|(d, g)| *d = -g);
    let mut shares = Vec::with_capacity(pairs.len());
    for pair in pairs.iter().rev() {
        let share = pair.rho * f.dot(&pair.step, direction);
        add(direction, -share, &pair.change);
        shares.push(share);
    }
    if let Some(last) = pairs.back() {
        let scale = 1.0 / (last.rho * f.dot(&last.change, &last.change));
        direction.iter_mut().for_each(|d| *d *= scale);
    }
    for (pair, share) in pairs.iter().zip(shares.into_iter().rev()) {
        let back = pair.rho * f.dot(&pair.change, direction);
        add(direction, share - back, &pair.step);
    }
}

/// A step length that lowers the value enough and flattens the slope enough, and the value there; `at` gives value and
/// slope at a length and leaves its point behind. `None` when rounding leaves nothing to gain.
fn line_search(
    value: f64,
    slope: f64,
    first: f64,
    at: &mut impl FnMut(f64) -> Result<(f64, f64)>,
) -> Result<Option<f64>> {
    let (mut low, mut high, mut length) = (0.0, f64::INFINITY, first);
    for _ in 0..40 {
        let (here, slope_here) = at(length)?;
        // NaN counts as too high.
        let lower = here <= value + 1e-4 * length * slope;
        if !lower {
            high = length;
        } else if slope_here < 0.9 * slope {
            low = length;
        } else {
            return Ok(Some(here));
        }
        length = if high.is_finite() { 0.5 * (low + high) } else { 2.0 * low };
    }
    Ok(None)
}

fn remember(
    f: &impl Function,
    pairs: &mut VecDeque<Pair>,
    memory: usize,
    [x, next]: [&[f64]; 2],
    [gradient, next_gradient]: [&[f64]; 2],
) {
    // The oldest pair's vectors serve again.
    let old = if pairs.len() >= memory.max(1) { pairs.pop_front() } else { None };
    let (mut step, mut change) = old.map(|pair| (pair.step, pair.change)).unwrap_or_default();
    let difference = |to: &mut Vec<f64>, a: &[f64], b: &[f64]| {
        to.clear();
        to.extend(a.iter().zip(b).map(|(a, b)| a - b));
    };
    difference(&mut step, next, x);
    difference(&mut change, next_gradient, gradient);
    let product = f.dot(&step, &change);
    if product > 1e-300 {
        pairs.push_back(Pair { step, change, rho: 1.0 / product });
    }
}

fn add(to: &mut [f64], factor: f64, from: &[f64]) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += factor * from);
}

/// The largest without its sign.
pub(crate) fn largest(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |most: f64, value| most.max(value.abs()))
}

/// The dot product in eight fixed lanes.
#[inline(always)]
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let (a_blocks, a_rest) = a.as_chunks::<8>();
    let (b_blocks, b_rest) = b.as_chunks::<8>();
    let mut lanes = [0.0; 8];
    for (a, b) in a_blocks.iter().zip(b_blocks) {
        for lane in 0..8 {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    let rest = a_rest.iter().zip(b_rest).fold(0.0, |sum, (a, b)| sum + a * b);
    lanes.into_iter().fold(rest, |sum, lane| sum + lane)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPTIONS: Options = Options { tolerance: 1e-9, max_iterations: 500, memory: 10 };

    #[test]
    fn the_valley_of_rosenbrock_is_followed_to_its_end() {
        // The extended Rosenbrock function has its minimum, 0, where every coordinate is 1.
        let valley = |x: &[f64], gradient: &mut [f64]| {
            let mut value = 0.0;
            for (x, g) in x.chunks(2).zip(gradient.chunks_mut(2)) {
                let (a, b) = (1.0 - x[0], x[1] - x[0] * x[0]);
                value += a * a + 100.0 * b * b;
                (g[0], g[1]) = (-2.0 * a - 400.0 * x[0] * b, 200.0 * b);
            }
            Ok(value)
        };
        let found = minimise([-1.2, 1.0].repeat(10), OPTIONS, valley).unwrap();
        assert!(
            found.converged && found.x.iter().all(|x| (x - 1.0).abs() < 1e-6) && found.iterations < 100,
            "{found:?}"
        );
        assert!(found.x.iter().all(|x| (x - 1.0).abs() < 1e-7));
    }

    #[test]
    fn a_quadratic_is_solved_with_little_memory_and_a_limit_is_kept() {
        let quadratic = |x: &[f64], gradient: &mut [f64]| {
            let scale = |i: usize| 1.0 + i as f64;
            x.iter().zip(gradient).enumerate().for_each(|(i, (x, g))| *g = scale(i) * (x - 3.0));
            Ok(x.iter().enumerate().fold(0.0, |sum, (i, x)| sum + 0.5 * scale(i) * (x - 3.0) * (x - 3.0)))
        };
        let found = minimise(vec![0.0; 30], Options { memory: 2, ..OPTIONS }, quadratic).unwrap();
        assert!(found.converged && found.x.iter().all(|x| (x - 3.0).abs() < 1e-8), "{found:?}");
        let found = minimise(vec![0.0; 30], Options { max_iterations: 3, ..OPTIONS }, quadratic).unwrap();
        assert!(!found.converged && found.iterations == 3);
    }

    #[test]
    fn a_function_that_breaks_off_does_not_hang() {
        let found = minimise(vec![1.0], OPTIONS, |x, gradient| {
            gradient[0] = 1.0;
            Ok(if x[0] == 1.0 { 0.0 } else { f64::NAN })
        });
        assert!(!found.unwrap().converged);
    }
}
