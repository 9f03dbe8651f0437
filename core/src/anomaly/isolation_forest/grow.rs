//! Growing one tree.

use super::metric::ScoringMetric;
use super::single;
use super::tree::{Flat, average_path_length, depth_limit};
use crate::math::rng::Rng;

/// The rows of one tree, and the cuts made so far.
pub(super) struct Grower {
    rng: Rng,
    /// The values of the sampled rows, one chosen column after the other.
    values: Vec<f32>,
    /// The chosen columns' numbers in the table.
    features: Vec<usize>,
    /// The chosen columns in an order that changes: those that are known to be constant in a node come first.
    order: Vec<usize>,
    /// The sampled rows, those of a node side by side.
    rows: Vec<usize>,
    metric: ScoringMetric,
    flat: Flat,
}

impl Grower {
    pub(super) fn new(
        columns: &[&[f64]],
        rows: &[usize],
        features: Vec<usize>,
        metric: ScoringMetric,
        rng: Rng,
    ) -> Self {
        let sampled = |&feature: &usize| rows.iter().map(move |&row| single(columns[feature][row]));
        let values = features.iter().flat_map(sampled).collect();
        let order = (0..features.len()).collect();
        Self { rng, values, features, order, rows: (0..rows.len()).collect(), metric, flat: Flat::default() }
    }

    pub(super) fn grow(mut self) -> Flat {
        let samples = self.rows.len();
        self.node(0, samples, depth_limit(samples), 0, 0.0);
        self.flat
    }

    /// Grows the node of the rows `start..end`, in which the first `constant` columns of the order are known to be
    /// constant: a column that is constant in a node is so below it, and is not looked at again.
    fn node(&mut self, start: usize, end: usize, depth_left: usize, mut constant: usize, steps: f64) {
        let cut = if end - start > 1 && depth_left > 0 { self.choose(start, end, &mut constant) } else { None };
        let Some((column, threshold, below)) = cut else {
            let typical = average_path_length(self.rows.len());
            self.flat.leaf((end - start) as u32, self.metric, self.metric.way(steps, end - start, typical));
            return;
        };
        self.flat.cut(self.features[column] as u32, threshold);
        let values = &self.values[column * self.rows.len()..][..self.rows.len()];
        let middle = start + partition(&mut self.rows[start..end], |row| values[row] <= threshold);
        let step = |own, share| steps + self.metric.step(own, end - start, share);
        let [left, right] = [step(middle - start, below), step(end - middle, 1.0 - below)];
        self.node(start, middle, depth_left - 1, constant, left);
        self.node(middle, end, depth_left - 1, constant, right);
    }

    /// A column drawn from those that are not constant in the node, a place drawn evenly within its range, and the share of
    /// the range below it.
    fn choose(&mut self, start: usize, end: usize, constant: &mut usize) -> Option<(usize, f32, f64)> {
        while *constant < self.order.len() {
            let place = *constant + self.rng.below(self.order.len() - *constant);
            let column = self.order[place];
            let values = &self.values[column * self.rows.len()..][..self.rows.len()];
            if let Some((low, high)) = range(values, &self.rows[start..end]) {
                let share = self.rng.uniform();
                return Some((column, between(low, high, share), share));
            }
            self.order.swap(place, *constant);
            *constant += 1;
        }
        None
    }
}

/// The smallest and the largest value of the rows; `None` where all are equal, which is most of the work in a wide table.
fn range(values: &[f32], rows: &[usize]) -> Option<(f32, f32)> {
    let first = values[*rows.first()?];
    if rows.iter().all(|&row| values[row] == first) {
        return None;
    }
    let extend = |(low, high): (f32, f32), &row: &usize| {
        let value = values[row];
        (if value < low { value } else { low }, if value > high { value } else { high })
    };
    Some(rows.iter().fold((first, first), extend))
}

/// A place at or above `low` and below `high`, so that each side of the cut has a row.
pub(super) fn between(low: f32, high: f32, share: f64) -> f32 {
    let exact = f64::from(low) + (f64::from(high) - f64::from(low)) * share;
    let near = exact as f32;
    let place = if f64::from(near) > exact { near.next_down() } else { near };
    if place < high { place } else { low }
}

/// Brings the rows that go left to the front, and says how many they are.
pub(super) fn partition(rows: &mut [usize], left: impl Fn(usize) -> bool) -> usize {
    let mut count = 0;
    for index in 0..rows.len() {
        if left(rows[index]) {
            rows.swap(index, count);
            count += 1;
        }
    }
    count
}
