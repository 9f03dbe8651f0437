//! k-means.

use super::points::Points;
use super::rng::Rng;
use super::stats::squared_distance;
use crate::error::Result;
use libm::log;

/// Centres, and of each row the number of the nearest.
#[derive(Clone, Debug)]
pub(crate) struct KMeans {
    pub(crate) centres: Vec<f64>,
    pub(crate) labels: Vec<usize>,
}

/// Lloyd's iterations from a greedy k-means++ start, with scikit-learn's defaults: 2 + ln(k) candidates for each centre, the
/// centres' squared moves summing to less than 1e-4 of the mean variance of the columns, at most 300 iterations. Fewer
/// centres where there are fewer different rows. `check` is asked before each iteration.
pub(crate) fn kmeans(
    values: &[f64],
    width: usize,
    k: usize,
    rng: &mut Rng,
    check: impl Fn() -> Result<()>,
) -> Result<KMeans> {
    let mut centres = start(values, width, k, rng);
    let tolerance = 1e-4 * mean_variance(values, width);
    let mut labels = Vec::new();
    for _ in 0..300 {
        check()?;
        let nearest = nearest(values, &centres, width);
        let new: Vec<usize> = nearest.iter().map(|nearest| nearest.0).collect();
        if new == labels {
            break;
        }
        labels = new;
        let moved = means(values, width, &nearest, centres.len() / width);
        let shift = squared_distance(&moved, &centres);
        centres = moved;
        if shift <= tolerance {
            break;
        }
    }
    labels = nearest(values, &centres, width).into_iter().map(|nearest| nearest.0).collect();
    Ok(KMeans { centres, labels })
}

/// The nearest centre of each row, and its squared distance.
fn nearest(values: &[f64], centres: &[f64], width: usize) -> Vec<(usize, f64)> {
    let centres = Points::new(centres, width);
    values.chunks_exact(width).map(|row| centres.nearest(row)).collect()
}

fn mean_variance(values: &[f64], width: usize) -> f64 {
    let rows = (values.len() / width) as f64;
    let (mut means, mut variances) = (vec![0.0; width], vec![0.0; width]);
    for row in values.chunks_exact(width) {
        means.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
    }
    means.iter_mut().for_each(|sum| *sum /= rows);
    for row in values.chunks_exact(width) {
        let sums = variances.iter_mut().zip(&means);
        sums.zip(row).for_each(|((sum, mean), value)| *sum += (value - mean) * (value - mean));
    }
    variances.iter().map(|sum| sum / rows).sum::<f64>() / width as f64
}

/// Centres drawn one after the other in proportion to the squared distance from those before, each the best of a few.
fn start(values: &[f64], width: usize, k: usize, rng: &mut Rng) -> Vec<f64> {
    let rows = values.len() / width;
    let row = |at: usize| &values[at * width..(at + 1) * width];
    let mut centres = row(rng.below(rows)).to_vec();
    let mut closest: Vec<f64> = (0..rows).map(|at| squared_distance(row(at), &centres)).collect();
    let trials = 2 + log(k as f64) as usize;
    while centres.len() < k * width {
        let total: f64 = closest.iter().sum();
        if total <= 0.0 {
            break;
        }
        let candidates: Vec<usize> = (0..trials).map(|_| drawn(&closest, rng.uniform() * total)).collect();
        let points: Vec<f64> = candidates.iter().flat_map(|&candidate| row(candidate)).copied().collect();
        let points = Points::new(&points, width);
        let mut left: Vec<Vec<f64>> = vec![Vec::with_capacity(rows); trials];
        for (row, &closest) in values.chunks_exact(width).zip(&closest) {
            points.squared_distances(row, |trial, square| left[trial].push(square.min(closest)));
        }
        let sums: Vec<f64> = left.iter().map(|left| left.iter().sum()).collect();
        // The first of equally good ones.
        let best = (1..trials).fold(0, |best, trial| if sums[trial] < sums[best] { trial } else { best });
        centres.extend_from_slice(row(candidates[best]));
        closest = left.swap_remove(best);
    }
    centres
}

/// The first row that the running sum of the weights passes `place` at.
fn drawn(weights: &[f64], place: f64) -> usize {
    let mut sum = 0.0;
    let past = weights.iter().position(|weight| {
        sum += weight;
        sum > place
    });
    past.or_else(|| weights.iter().rposition(|&weight| weight > 0.0)).unwrap_or(0)
}

/// The mean of each centre's rows; a centre without rows goes to the row that is farthest from its own.
fn means(values: &[f64], width: usize, nearest: &[(usize, f64)], k: usize) -> Vec<f64> {
    let (mut sums, mut counts) = (vec![0.0; k * width], vec![0.0; k]);
    for (row, &(label, _)) in values.chunks_exact(width).zip(nearest) {
        counts[label] += 1.0;
        sums[label * width..(label + 1) * width].iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
    }
    let mut far: Vec<usize> = Vec::new();
    if counts.contains(&0.0) {
        far = (0..nearest.len()).collect();
        far.sort_by(|&a, &b| nearest[b].1.total_cmp(&nearest[a].1).then(a.cmp(&b)));
    }
    let mut far = far.into_iter();
    for (centre, &count) in sums.chunks_exact_mut(width).zip(&counts) {
        match if count == 0.0 { far.next() } else { None } {
            Some(row) => centre.copy_from_slice(&values[row * width..(row + 1) * width]),
            None => centre.iter_mut().for_each(|sum| *sum /= count),
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_are_found() {
        let values = [0.0, 0.2, 0.1, 10.0, 10.4, 50.0];
        let found = kmeans(&values, 1, 3, &mut Rng::new(1, 1), || Ok(())).unwrap();
        let centre = |row: usize| found.centres[found.labels[row]];
        assert!((centre(0) - 0.1).abs() < 1e-12 && (centre(3) - 10.2).abs() < 1e-12 && centre(5) == 50.0);
        assert_eq!(found.labels[0], found.labels[2]);
        let equal = kmeans(&[1.0; 9], 1, 4, &mut Rng::new(1, 1), || Ok(())).unwrap();
        assert_eq!((equal.centres, equal.labels), (vec![1.0], vec![0; 9]));
    }
}
