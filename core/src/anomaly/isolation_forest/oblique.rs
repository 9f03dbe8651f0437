//! Cuts across several columns at once: extended isolation forests, and SCiForest's cuts where the gain is largest.

use super::grow::{between, partition};
use super::metric::ScoringMetric;
use super::tree::{Flat, Tree, average_path_length, depth_limit};
use super::{IsolationForestState, single};
use crate::component::{Context, Store, corrupt};
use crate::error::Result;
use crate::math::rng::Rng;
use libm::sqrt;

/// The directions that cuts are made across: what a node of a tree has in place of a column is the place of one.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Planes {
    /// How many columns each has.
    width: usize,
    columns: Vec<u32>,
    coefficients: Vec<f64>,
    /// What is taken off each column first: its mean among the rows that were cut.
    centers: Vec<f64>,
}

impl Planes {
    pub(super) fn len(&self) -> usize {
        self.columns.len() / self.width.max(1)
    }

    /// Column, coefficient and center of each part of a plane.
    pub(super) fn parts(&self, plane: u32) -> impl Iterator<Item = (usize, f64, f64)> + '_ {
        let own = plane as usize * self.width..(plane as usize + 1) * self.width;
        let numbers = self.coefficients[own.clone()].iter().zip(&self.centers[own.clone()]);
        self.columns[own].iter().zip(numbers).map(|(&column, (&factor, &center))| (column as usize, factor, center))
    }

    /// How far along a plane's direction a row lies.
    pub(super) fn place(&self, plane: u32, columns: &[&[f64]], row: usize) -> f32 {
        let along = self.parts(plane).map(|(column, factor, center)| factor * (columns[column][row] - center));
        single(along.sum())
    }

    fn push(&mut self, parts: &[(usize, f64, f64)]) {
        for at in 0..self.width {
            // Where fewer columns vary the rest counts nothing.
            let (column, factor, center) = parts.get(at).copied().unwrap_or((parts[0].0, 0.0, 0.0));
            self.columns.push(column as u32);
            self.coefficients.push(factor);
            self.centers.push(center);
        }
    }

    /// Takes over the planes of another tree; how many were there before.
    pub(super) fn append(&mut self, other: Self) -> u32 {
        let before = self.len();
        self.width = other.width;
        self.columns.extend(other.columns);
        self.coefficients.extend(other.coefficients);
        self.centers.extend(other.centers);
        before as u32
    }

    pub(super) fn store(&self, store: &mut Store) {
        store.put_shaped("plane_columns", vec![self.len(), self.width], &self.columns);
        store.put("plane_coefficients", &self.coefficients);
        store.put("plane_centers", &self.centers);
    }

    pub(super) fn restore(store: &Store, columns: usize) -> Result<Option<Self>> {
        if !store.has("plane_columns") {
            return Ok(None);
        }
        let (shape, own): (Vec<usize>, Vec<u32>) = store.take_shaped("plane_columns")?;
        let [_, width] = shape[..] else { return Err(corrupt("plane_columns", "does not have two axes")) };
        if width == 0 || own.iter().any(|&column| column as usize >= columns) {
            return Err(corrupt("plane_columns", &format!("has one that is not below {columns}, or none a plane")));
        }
        let coefficients: Vec<f64> = store.take_exactly("plane_coefficients", own.len())?;
        let centers: Vec<f64> = store.take_exactly("plane_centers", own.len())?;
        if !coefficients.iter().chain(&centers).all(|value| value.abs() <= 1e200) {
            return Err(corrupt("plane_coefficients", "has a number that none can be"));
        }
        Ok(Some(Self { width, columns: own, coefficients, centers }))
    }
}

/// The rows of one tree, and the cuts made so far.
pub(super) struct Grower<'a> {
    rng: Rng,
    columns: &'a [&'a [f64]],
    /// The chosen columns in an order that changes: those that are known to be constant in a node come first.
    order: Vec<usize>,
    /// The sampled rows' numbers in the table.
    sampled: Vec<usize>,
    /// The sampled rows, those of a node side by side.
    rows: Vec<usize>,
    /// Where each of the rows lies along the direction of the last cut.
    places: Vec<f32>,
    planes: Planes,
    tries: usize,
    metric: ScoringMetric,
    flat: Flat,
}

/// A direction, where along it the rows are cut, and which share of the range lies below.
struct Cut {
    parts: Vec<(usize, f64, f64)>,
    threshold: f32,
    below: f64,
}

impl<'a> Grower<'a> {
    pub(super) fn new(
        columns: &'a [&'a [f64]],
        sampled: Vec<usize>,
        features: Vec<usize>,
        (ndim, tries): (usize, usize),
        metric: ScoringMetric,
        rng: Rng,
    ) -> Self {
        let planes = Planes { width: ndim.min(features.len()), ..Planes::default() };
        let (rows, places) = ((0..sampled.len()).collect(), vec![0.0; sampled.len()]);
        Self { rng, columns, order: features, sampled, rows, places, planes, tries, metric, flat: Flat::default() }
    }

    pub(super) fn grow(mut self) -> (Flat, Planes) {
        let samples = self.rows.len();
        self.node(0, samples, depth_limit(samples), 0, 0.0);
        (self.flat, self.planes)
    }

    fn node(&mut self, start: usize, end: usize, depth_left: usize, mut constant: usize, steps: f64) {
        let cut = if end - start > 1 && depth_left > 0 { self.choose(start, end, &mut constant) } else { None };
        let Some(Cut { parts, threshold, below }) = cut else {
            let typical = average_path_length(self.rows.len());
            self.flat.leaf((end - start) as u32, self.metric, self.metric.way(steps, end - start, typical));
            return;
        };
        let plane = self.planes.len() as u32;
        self.planes.push(&parts);
        self.flat.cut(plane, threshold);
        self.lay(start, end, plane);
        let places = &self.places;
        let middle = start + partition(&mut self.rows[start..end], |row| places[row] <= threshold);
        let step = |own, share| steps + self.metric.step(own, end - start, share);
        let [left, right] = [step(middle - start, below), step(end - middle, 1.0 - below)];
        self.node(start, middle, depth_left - 1, constant, left);
        self.node(middle, end, depth_left - 1, constant, right);
    }

    fn lay(&mut self, start: usize, end: usize, plane: u32) {
        for at in start..end {
            let row = self.rows[at];
            self.places[row] = self.planes.place(plane, self.columns, self.sampled[row]);
        }
    }

    /// A direction drawn at random and a place drawn evenly along it; with tries the direction and the place of the
    /// largest gain.
    fn choose(&mut self, start: usize, end: usize, constant: &mut usize) -> Option<Cut> {
        let mut best: Option<(f64, Cut)> = None;
        for _ in 0..self.tries.max(1) {
            let parts = self.direction(start, end, constant)?;
            let plane = self.planes.len();
            self.planes.push(&parts);
            self.lay(start, end, plane as u32);
            self.planes.cut_to(plane);
            let mut places: Vec<f32> = self.rows[start..end].iter().map(|&row| self.places[row]).collect();
            places.sort_unstable_by(f32::total_cmp);
            let (low, high) = (places[0], places[places.len() - 1]);
            if low >= high {
                continue;
            }
            let (gain, threshold) = match self.tries {
                0 => (0.0, between(low, high, self.rng.uniform())),
                _ => largest_gain(&places),
            };
            if best.as_ref().is_none_or(|(most, _)| gain > *most) {
                let below = (f64::from(threshold) - f64::from(low)) / (f64::from(high) - f64::from(low));
                best = Some((gain, Cut { parts, threshold, below }));
            }
        }
        best.map(|(_, cut)| cut)
    }

    /// Columns that are not constant in the node, each with a normal coefficient in units of its deviation there.
    fn direction(&mut self, start: usize, end: usize, constant: &mut usize) -> Option<Vec<(usize, f64, f64)>> {
        let (mut parts, mut at) = (Vec::with_capacity(self.planes.width), *constant);
        while parts.len() < self.planes.width && at < self.order.len() {
            let other = at + self.rng.below(self.order.len() - at);
            self.order.swap(at, other);
            let column = self.order[at];
            let values = || self.rows[start..end].iter().map(|&row| self.columns[column][self.sampled[row]]);
            let (count, first) = ((end - start) as f64, self.columns[column][self.sampled[self.rows[start]]]);
            let center = first + values().map(|value| (value - first) / count).sum::<f64>();
            let deviation = sqrt(values().map(|value| (value - center) * (value - center)).sum::<f64>() / count);
            if values().all(|value| value == first) || !(1e-100..1e200).contains(&deviation) {
                self.order.swap(at, *constant);
                *constant += 1;
            } else {
                let factor = if self.planes.width == 1 { 1.0 } else { self.rng.normal() };
                parts.push((column, factor / deviation, center));
            }
            at += 1;
        }
        if parts.is_empty() { None } else { Some(parts) }
    }
}

impl Planes {
    fn cut_to(&mut self, planes: usize) {
        self.columns.truncate(planes * self.width);
        self.coefficients.truncate(planes * self.width);
        self.centers.truncate(planes * self.width);
    }
}

/// The gain 1 - (deviation below + deviation above) / (2 deviation) and the place where it is largest, of sorted values
/// that are not all equal.
fn largest_gain(places: &[f32]) -> (f64, f32) {
    let n = places.len();
    let middle = f64::from(places[n / 2]);
    let value = |at: usize| f64::from(places[at]) - middle;
    let all = (0..n).fold((0.0, 0.0), |(sum, squares), at| (sum + value(at), squares + value(at) * value(at)));
    let deviation = |(sum, squares): (f64, f64), count: usize| {
        let mean = sum / count as f64;
        sqrt((squares / count as f64 - mean * mean).max(0.0))
    };
    let whole = deviation(all, n);
    let (mut best, mut below) = ((f64::NEG_INFINITY, places[0]), (0.0, 0.0));
    for at in 0..n - 1 {
        below = (below.0 + value(at), below.1 + value(at) * value(at));
        if places[at] < places[at + 1] {
            let above = (all.0 - below.0, all.1 - below.1);
            let gain = 1.0 - (deviation(below, at + 1) + deviation(above, n - at - 1)) / (2.0 * whole);
            if gain > best.0 {
                best = (gain, between(places[at], places[at + 1], 0.5));
            }
        }
    }
    best
}

/// The score of each row.
pub(super) fn score(
    state: &IsolationForestState,
    planes: &Planes,
    columns: &[&[f64]],
    rows: usize,
    ctx: &Context,
) -> Result<Vec<f64>> {
    ctx.map(rows, |row| {
        let way = |tree: &Tree| tree.leaf(0, |plane| planes.place(plane, columns, row)).way;
        Ok(state.score_of(state.trees.iter().map(way).sum()))
    })
}

/// What each cut added, shared out among its columns by how far the row is from the middle in each.
pub(super) fn explain(planes: &Planes, tree: &Tree, columns: &[&[f64]], row: usize, added: &mut [f64]) {
    let cut = |plane: u32, less: f64| {
        let parts =
            || planes.parts(plane).map(|(at, factor, center)| (at, (factor * (columns[at][row] - center)).abs()));
        let all: f64 = parts().map(|(_, weight)| weight).sum();
        if all > 0.0 && all.is_finite() {
            parts().for_each(|(column, weight)| added[column] += less * (weight / all));
        } else if let Some((column, _)) = parts().next() {
            added[column] += less;
        }
    };
    tree.walk(|plane| planes.place(plane, columns, row), cut);
}
