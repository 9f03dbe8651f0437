//! The search for the rows of the smallest covariance.

use crate::anomaly::ellipse::Ellipse;
use crate::anomaly::matrix::Matrix;
use crate::component::Context;
use crate::error::Result;
use crate::math::covariance::mean_and_covariance;
use crate::math::rng::Rng;
use crate::math::stats::{mean, variance};

/// The mean and the covariance of some rows.
#[derive(Clone, Debug)]
struct Candidate {
    ellipse: Ellipse,
    determinant: f64,
}

impl Candidate {
    fn of(rows: &Matrix, support: &[usize]) -> Self {
        let (mean, covariance) = mean_and_covariance(support.iter().map(|&row| rows.row(row)), rows.width);
        let (ellipse, determinant) = Ellipse::with_determinant(mean, covariance);
        Self { ellipse, determinant }
    }
}

/// The `h` rows nearest to an ellipse, in their order.
fn innermost(rows: &Matrix, ellipse: &Ellipse, h: usize, ctx: &Context) -> Result<Vec<usize>> {
    let distances = ellipse.score(rows, ctx)?;
    let mut order: Vec<usize> = (0..rows.rows()).collect();
    if h < order.len() {
        order.select_nth_unstable_by(h - 1, |&a, &b| distances[a].total_cmp(&distances[b]).then(a.cmp(&b)));
        order.truncate(h);
        order.sort_unstable();
    }
    Ok(order)
}

/// Concentration: the `h` rows nearest to the last ellipse make the next, while its determinant falls.
fn concentrate(rows: &Matrix, first: &[usize], h: usize, steps: usize, ctx: &Context) -> Result<Candidate> {
    let mut best = Candidate::of(rows, first);
    for _ in 0..steps {
        if best.determinant == f64::NEG_INFINITY {
            break;
        }
        let next = Candidate::of(rows, &innermost(rows, &best.ellipse, h, ctx)?);
        let falls = next.determinant < best.determinant;
        // Equal to rounding: the same rows again.
        let settled = (next.determinant - best.determinant).abs() <= 1e-8;
        if falls || settled {
            best = next;
        }
        if !falls {
            break;
        }
    }
    Ok(best)
}

/// The candidates of the smallest determinants.
fn smallest(mut candidates: Vec<Candidate>, count: usize) -> Vec<Candidate> {
    candidates.sort_by(|a, b| a.determinant.total_cmp(&b.determinant));
    candidates.truncate(count);
    candidates
}

/// Starts from random `h` rows.
fn from_random(rows: &Matrix, h: usize, place: u64, trials: usize, ctx: &Context) -> Result<Vec<Candidate>> {
    let found = ctx.each(trials, |trial| {
        let mut support = Rng::new(ctx.get_seed(), place + trial as u64).sample(rows.rows(), h);
        support.sort_unstable();
        concentrate(rows, &support, h, 2, ctx)
    })?;
    Ok(smallest(found, 10))
}

/// Starts from candidates that other rows gave.
fn from_candidates(
    rows: &Matrix,
    h: usize,
    starts: &[Candidate],
    count: usize,
    ctx: &Context,
) -> Result<Vec<Candidate>> {
    let found = ctx.each(starts.len(), |start| {
        let support = innermost(rows, &starts[start].ellipse, h, ctx)?;
        concentrate(rows, &support, h, 30, ctx)
    })?;
    Ok(smallest(found, count))
}

/// The ellipse of `h` rows with the smallest determinant that the search finds: in parts of about 300 rows first, then in
/// 1,500 rows, then in all.
pub(super) fn smallest_ellipse(rows: &Matrix, h: usize, ctx: &Context) -> Result<Ellipse> {
    const PART: usize = 300;
    const MERGED: usize = 1_500;
    let n = rows.rows();
    let share = h as f64 / n as f64;
    let portion = |of: usize| ((of as f64 * share).ceil() as usize).clamp(1, of);
    let starts = if n <= 500 {
        from_random(rows, h, 0, 30, ctx)?
    } else {
        let parts = n / PART;
        let (size, trials) = (n / parts, (500 / parts).max(10));
        let order = Rng::new(ctx.get_seed(), u64::MAX).sample(n, n);
        let found = ctx.map(parts, |part| {
            let own = rows.take(&order[part * size..(part + 1) * size]);
            from_random(&own, portion(size), (part * trials) as u64, trials, ctx)
        })?;
        let merged = rows.take(&Rng::new(ctx.get_seed(), u64::MAX - 1).sample(n, n.min(MERGED)));
        from_candidates(&merged, portion(merged.rows()), &found.concat(), if n > MERGED { 10 } else { 1 }, ctx)?
    };
    let best = from_candidates(rows, h, &starts, 1, ctx)?;
    // There is at least one start.
    Ok(best.into_iter().next().unwrap_or_else(|| Candidate::of(rows, &[0])).ellipse)
}

/// Of one column: the middle of its shortest intervals with `h` rows more, and the variance of the `h` rows nearest to it.
pub(super) fn shortest_half(values: &[f64], h: usize) -> Ellipse {
    if h >= values.len() {
        let n = values.len() as f64;
        return Ellipse::new(vec![mean(values)], vec![variance(values) * (n - 1.0) / n]);
    }
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let lengths: Vec<f64> = sorted.iter().zip(&sorted[h..]).map(|(low, high)| high - low).collect();
    let shortest = lengths.iter().copied().fold(f64::INFINITY, f64::min);
    let middles = lengths.iter().enumerate().filter(|(_, length)| **length == shortest);
    let middles: Vec<f64> = middles.map(|(at, _)| 0.5 * (sorted[at + h] + sorted[at])).collect();
    let middle = mean(&middles);
    let mut near = values.to_vec();
    near.sort_by(|a, b| (a - middle).abs().total_cmp(&(b - middle).abs()));
    let own = mean(&near[..h]);
    let variance = near[..h].iter().map(|value| (value - own) * (value - own)).sum::<f64>() / h as f64;
    Ellipse::new(vec![middle], vec![variance])
}
