//! Ridge regression, its penalty by the errors of leaving each observation out.

use crate::math::eigen;
use crate::math::lbfgs::dot;
use libm::{exp, log, sqrt};

/// The line that was found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) constant: f64,
    pub(super) weights: Vec<f64>,
    /// The penalty an observation, of the weights of standardised columns.
    pub(super) penalty: f64,
    /// The mean square of the errors of observations that the line had not seen.
    pub(super) sigma2: f64,
}

/// The problem in the axes in which its columns do not depend on each other.
struct Axes {
    /// The observations less their mean.
    y: Vec<f64>,
    /// Eigenvalues that are not 0, the scores of the observations on each axis, and those times the observations.
    values: Vec<f64>,
    scores: Vec<Vec<f64>>,
    products: Vec<f64>,
    vectors: Vec<Vec<f64>>,
}

/// Penalties that are tried first, an observation: half a decade apart.
const FROM: i32 = -16;
const TO: i32 = 6;

/// Minimises |y - constant - X weights|² + penalty × n × |standardised weights|². Without a penalty, the one with the least
/// mean square of the errors e / (1 - h) is taken, h the diagonal of the hat matrix: what is wrong with each observation by the
/// line that is fitted to all others, exactly (Allen 1974).
pub(super) fn ridge(columns: &[Vec<f64>], y: &[f64], penalty: Option<f64>) -> Line {
    let n = y.len() as f64;
    let standards: Vec<[f64; 2]> = columns.iter().map(|column| standard(column)).collect();
    // Columns that do not change say nothing.
    let used: Vec<usize> = (0..columns.len()).filter(|&at| standards[at][1] > 0.0).collect();
    let scaled: Vec<Vec<f64>> = used
        .iter()
        .map(|&at| columns[at].iter().map(|value| (value - standards[at][0]) / standards[at][1]).collect())
        .collect();
    let mean = y.iter().sum::<f64>() / n;
    let axes = Axes::new(&scaled, y.iter().map(|value| value - mean).collect());
    let penalty = penalty.unwrap_or_else(|| axes.best_penalty());
    let mut weights = vec![0.0; columns.len()];
    for (at, weight) in used.iter().zip(axes.weights(n * penalty)) {
        weights[*at] = weight / standards[*at][1];
    }
    let constant = weights.iter().zip(&standards).fold(mean, |sum, (weight, [mean, _])| sum - weight * mean);
    Line { constant, weights, penalty, sigma2: axes.left_out(n * penalty) }
}

/// Mean and deviation; a deviation of 0 where the column does not change, to within rounding.
fn standard(column: &[f64]) -> [f64; 2] {
    let n = column.len() as f64;
    let mean = column.iter().sum::<f64>() / n;
    let largest = column.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
    let deviation = sqrt(column.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / n);
    [mean, if deviation > 1e-12 * largest { deviation } else { 0.0 }]
}

impl Axes {
    fn new(columns: &[Vec<f64>], y: Vec<f64>) -> Self {
        let size = columns.len();
        let mut gram = vec![0.0; size * size];
        for a in 0..size {
            for b in 0..=a {
                let value = dot(&columns[a], &columns[b]);
                (gram[a * size + b], gram[b * size + a]) = (value, value);
            }
        }
        let (all, vectors) = eigen::symmetric(gram, size);
        let largest = all.iter().fold(0.0, |most: f64, value| most.max(*value));
        let mut axes = Self { y, values: vec![], scores: vec![], products: vec![], vectors: vec![] };
        for at in (0..size).filter(|&at| all[at] > 1e-12 * largest) {
            let vector = &vectors[at * size..(at + 1) * size];
            let mut score = vec![0.0; axes.y.len()];
            for (column, weight) in columns.iter().zip(vector) {
                score.iter_mut().zip(column).for_each(|(score, value)| *score += weight * value);
            }
            axes.products.push(dot(&score, &axes.y));
            axes.values.push(all[at]);
            axes.scores.push(score);
            axes.vectors.push(vector.to_vec());
        }
        axes
    }

    /// The penalty an observation with the least errors of observations that are left out.
    fn best_penalty(&self) -> f64 {
        let at = |step: f64| exp(step * log(10.0) / 2.0);
        let mut best = (f64::INFINITY, f64::from(TO));
        let look = |step: f64, best: &mut (f64, f64)| {
            let own = self.left_out(self.y.len() as f64 * at(step));
            if own < best.0 {
                *best = (own, step);
            }
        };
        // The larger penalty where both are as good.
        (FROM..=TO).rev().for_each(|step| look(f64::from(step), &mut best));
        for part in [0.5, 0.25, 0.125, 0.0625] {
            let centre = best.1;
            look(centre + part, &mut best);
            look(centre - part, &mut best);
        }
        at(best.1)
    }

    /// The weights of the standardised columns.
    fn weights(&self, penalty: f64) -> Vec<f64> {
        let mut weights = vec![0.0; self.vectors.first().map_or(0, Vec::len)];
        for ((vector, value), product) in self.vectors.iter().zip(&self.values).zip(&self.products) {
            let share = product / (value + penalty);
            weights.iter_mut().zip(vector).for_each(|(weight, part)| *weight += share * part);
        }
        weights
    }

    /// The mean square of the errors of the observations, each left out of the fit.
    fn left_out(&self, penalty: f64) -> f64 {
        let n = self.y.len();
        let (mut errors, mut left) = (self.y.clone(), vec![1.0 - 1.0 / n as f64; n]);
        for ((score, value), product) in self.scores.iter().zip(&self.values).zip(&self.products) {
            let share = 1.0 / (value + penalty);
            for ((error, left), score) in errors.iter_mut().zip(&mut left).zip(score) {
                *error -= share * product * score;
                *left -= share * score * score;
            }
        }
        // An observation that the line goes through whatever it is says nothing of others.
        let counted = errors.iter().zip(&left).filter(|(_, left)| **left > 1e-9);
        let (sum, count) =
            counted.fold((0.0, 0), |(sum, count), (error, left)| (sum + (error / left) * (error / left), count + 1));
        if count > 0 { sum / f64::from(count) } else { f64::INFINITY }
    }
}
