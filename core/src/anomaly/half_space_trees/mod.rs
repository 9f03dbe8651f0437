//! Half-space trees: how crowded is the corner of space that a row falls into, compared with the last window?

use crate::component::{Component, Context, Parts, Store, StreamDetector, StreamState, corrupt, setters};
use crate::error::Result;
use crate::math::rng::Rng;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores the rows of a stream by how empty their part of space was in the last window of rows, with random trees that
/// never change.
///
/// Each tree halves space again and again: a column is drawn, a long side more often than a short one, and cut at a
/// random place in the middle 0.7 of its range, until all leaves are `height` cuts deep. A row goes down to its leaf;
/// on its way every node counts it. After `window_size` rows the counts become the reference and new ones begin. The
/// mass of a row in a tree is the sum of count × 2^depth over the nodes of its way, down to the first node that holds
/// less than a tenth of the window; the score is 1 - (sum of masses) / (greatest possible sum).
///
/// The ranges are those of the first `window_size` rows, which also are the first reference.
///
/// Input: rows of numbers in time order, none missing.
/// Output: one score a row, 0 to 1; 0 for the first window. A row above `threshold` is an anomaly.
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
/// Cost: O(n_trees × height) a row; memory for n_trees × 2^(height + 1) counts, whatever the length of the stream.
/// Source: Tan, Ting and Liu, Fast anomaly detection for streaming data, IJCAI 2011; cuts and masses are those of river
/// 0.26.1 `anomaly.HalfSpaceTrees`, except that ranges are learned instead of given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct HalfSpaceTrees {
    /// How many trees. Default 25.
    #[schemars(range(min = 1, max = 1000))]
    pub n_trees: u32,
    /// How many cuts deep the leaves are. Default 8.
    #[schemars(range(min = 1, max = 15))]
    pub height: u32,
    /// How many rows a window has. Default 250.
    #[schemars(range(min = 2, max = 1_000_000))]
    pub window_size: u32,
    /// The score above which a row is an anomaly. Default 0.95.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub threshold: f64,
}

impl Default for HalfSpaceTrees {
    fn default() -> Self {
        Self { n_trees: 25, height: 8, window_size: 250, threshold: 0.95 }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::HalfSpaceTrees, component::StreamDetector, data::{Frame, Table}};
    /// let past = Frame::new().with("x", (0..100).map(|row| f64::from(row % 10)).collect::<Vec<_>>())?;
    /// let mut model = HalfSpaceTrees::default().window_size(50).fit(&Table::from_frame(&past)?)?;
    /// let news = Frame::new().with("x", vec![4.0, 40.0])?;
    /// let found = model.update(&news.into(), &Default::default())?;
    /// let scores = found.f64("score")?;
    /// assert!(scores[0] < scores[1]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    HalfSpaceTrees {
        /// Sets how many trees.
        n_trees: u32,
        /// Sets how many cuts deep the leaves are.
        height: u32,
        /// Sets how many rows a window has.
        window_size: u32,
        /// Sets the score above which a row is an anomaly.
        threshold: f64,
    }
}

impl Component for HalfSpaceTrees {
    const ID: &'static str = "anomaly.half_space_trees";
    const NAME: &'static str = "HalfSpaceTrees";
    const VERSION: u32 = 1;
}

impl StreamDetector for HalfSpaceTrees {
    type State = HalfSpaceTreesState;

    fn threshold(&self) -> f64 {
        self.threshold
    }

    fn start(&self, columns: usize, ctx: &Context) -> Result<HalfSpaceTreesState> {
        let [trees, height, window] = [self.n_trees, self.height, self.window_size].map(|number| number as usize);
        let shape = Shape { columns, trees, height, window, seed: ctx.get_seed() };
        Ok(HalfSpaceTreesState {
            shape,
            first: Vec::new(),
            seen: 0,
            cuts: Vec::new(),
            masses: [Vec::new(), Vec::new()],
        })
    }
}

/// What does not change.
#[derive(Clone, Debug, PartialEq)]
struct Shape {
    columns: usize,
    trees: usize,
    height: usize,
    window: usize,
    seed: u64,
}

impl Shape {
    /// How many nodes of a tree are cut.
    fn inner(&self) -> usize {
        (1 << self.height) - 1
    }

    /// How many nodes a tree has; node i has the nodes 2i + 1 and 2i + 2 below it.
    fn nodes(&self) -> usize {
        2 * self.inner() + 1
    }
}

/// A column and where it is cut.
type Cut = (u32, f64);

/// The trees and the counts of this window and the last.
#[derive(Clone, Debug, PartialEq)]
pub struct HalfSpaceTreesState {
    shape: Shape,
    /// The rows of the first window, one after the other, until it is full.
    first: Vec<f64>,
    /// The rows of this window so far.
    seen: usize,
    /// The cuts of each tree; none during the first window.
    cuts: Vec<Cut>,
    /// The counts of the last window and of this one.
    masses: [Vec<u32>; 2],
}

impl HalfSpaceTreesState {
    fn score_of(&self, row: &[f64]) -> f64 {
        if self.cuts.is_empty() {
            return 0.0;
        }
        let few = 0.1 * self.shape.window as f64;
        let (inner, nodes) = (self.shape.inner(), self.shape.nodes());
        let mut sum = 0.0;
        for (cuts, masses) in self.cuts.chunks_exact(inner).zip(self.masses[0].chunks_exact(nodes)) {
            let (mut node, mut weight) = (0, 1.0);
            loop {
                sum += f64::from(masses[node]) * weight;
                if node >= inner || f64::from(masses[node]) < few {
                    break;
                }
                node = below(node, cuts[node], row);
                weight *= 2.0;
            }
        }
        1.0 - sum / (self.shape.trees as f64 * self.shape.window as f64 * nodes as f64)
    }

    fn count(&mut self, row: &[f64]) {
        let (inner, nodes) = (self.shape.inner(), self.shape.nodes());
        for (cuts, masses) in self.cuts.chunks_exact(inner).zip(self.masses[1].chunks_exact_mut(nodes)) {
            let mut node = 0;
            masses[node] += 1;
            while node < inner {
                node = below(node, cuts[node], row);
                masses[node] += 1;
            }
        }
        self.seen += 1;
        if self.seen == self.shape.window {
            self.seen = 0;
            self.masses.swap(0, 1);
            self.masses[1].fill(0);
        }
    }

    /// Grows the trees over the ranges of the first window, and lets them count it.
    fn grow(&mut self) {
        let columns = self.shape.columns;
        let mut ranges = vec![(f64::INFINITY, f64::NEG_INFINITY); columns];
        for row in self.first.chunks_exact(columns) {
            ranges
                .iter_mut()
                .zip(row)
                .for_each(|((low, high), &value)| (*low, *high) = (low.min(value), high.max(value)));
        }
        for tree in 0..self.shape.trees {
            let mut rng = Rng::new(self.shape.seed, tree as u64);
            let mut spaces = vec![ranges.clone()];
            // Level by level: the space of each node, and its two halves behind those of the level.
            for node in 0..self.shape.inner() {
                let space = std::mem::take(&mut spaces[node]);
                let (column, at) = cut(&space, &mut rng);
                let (mut left, mut right) = (space.clone(), space);
                (left[column].1, right[column].0) = (at, at);
                spaces.extend([left, right]);
                self.cuts.push((column as u32, at));
            }
        }
        let counts = vec![0; self.shape.trees * self.shape.nodes()];
        self.masses = [counts.clone(), counts];
        let rows = std::mem::take(&mut self.first);
        rows.chunks_exact(columns).for_each(|row| self.count(row));
    }
}

/// Where a row goes on from a node.
fn below(node: usize, (column, at): Cut, row: &[f64]) -> usize {
    2 * node + if row[column as usize] < at { 1 } else { 2 }
}

/// A column, by the length of its side, and a place in the middle of it.
fn cut(space: &[(f64, f64)], rng: &mut Rng) -> (usize, f64) {
    const PADDING: f64 = 0.15;
    let all: f64 = space.iter().map(|(low, high)| high - low).sum();
    let mut left = rng.uniform() * all;
    let mut column = space.len() - 1;
    for (at, (low, high)) in space.iter().enumerate() {
        if left < high - low {
            column = at;
            break;
        }
        left -= high - low;
    }
    let (low, high) = space[column];
    let pad = PADDING * (high - low);
    (column, low + pad + rng.uniform() * (high - low - 2.0 * pad))
}

impl StreamState for HalfSpaceTreesState {
    fn score(&self, row: &[f64]) -> f64 {
        self.score_of(row)
    }

    fn update(&mut self, row: &[f64]) -> f64 {
        if self.cuts.is_empty() {
            self.first.extend_from_slice(row);
            if self.first.len() == self.shape.window * self.shape.columns {
                self.grow();
            }
            return 0.0;
        }
        let score = self.score_of(row);
        self.count(row);
        score
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = Parts::default();
        parts.summary.insert("rows_of_this_window".into(), self.seen.into());
        Ok(parts)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        let shape = &self.shape;
        for (name, fact) in
            [("trees", shape.trees), ("height", shape.height), ("window", shape.window), ("seen", self.seen)]
        {
            store.set(name, &fact)?;
        }
        store.set("seed", &shape.seed.to_string())?;
        store.put("first", &self.first);
        store.put("columns_cut", &self.cuts.iter().map(|cut| cut.0).collect::<Vec<_>>());
        store.put("cuts", &self.cuts.iter().map(|cut| cut.1).collect::<Vec<_>>());
        store.put("last_masses", &self.masses[0]);
        store.put("masses", &self.masses[1]);
        Ok(())
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        let fact = |name: &str, least: usize, most: usize| match store.get(name)? {
            value if (least..=most).contains(&value) => Ok(value),
            value => Err(corrupt(name, &format!("is {value}; must be {least}..={most}"))),
        };
        let (trees, height, window) = (fact("trees", 1, 1000)?, fact("height", 1, 15)?, fact("window", 2, 1_000_000)?);
        let seed: u64 = store.get::<String>("seed")?.parse().map_err(|_| corrupt("seed", "is no whole number"))?;
        let shape = Shape { columns, trees, height, window, seed };
        let seen = fact("seen", 0, window - 1)?;
        let first: Vec<f64> = store.take("first")?;
        let grown = store.take::<u32>("columns_cut")?.len();
        let (cuts, nodes) = if grown == 0 { (0, 0) } else { (trees * shape.inner(), trees * shape.nodes()) };
        let which: Vec<u32> = store.take_exactly("columns_cut", cuts)?;
        let at: Vec<f64> = store.take_exactly("cuts", cuts)?;
        let masses = [store.take_exactly("last_masses", nodes)?, store.take_exactly("masses", nodes)?];
        let filling = first.len() < window * columns && first.len().is_multiple_of(columns);
        let in_range = |value: &f64| value.abs() <= 1e101;
        if !filling || (grown > 0 && !first.is_empty()) || (grown == 0 && seen > 0) || !first.iter().all(in_range) {
            return Err(corrupt("first", "is not a part of the first window"));
        }
        if which.iter().any(|&column| column as usize >= columns) || !at.iter().all(in_range) {
            return Err(corrupt("cuts", "are not in the columns"));
        }
        if masses.iter().flatten().any(|&mass: &u32| mass as usize > window) {
            return Err(corrupt("masses", "count more rows than a window has"));
        }
        Ok(Self { shape, first, seen, cuts: which.into_iter().zip(at).collect(), masses })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masses_are_those_of_the_definition() {
        // One column of 0..=9, one tree of one cut: 10 rows at the root, those on each side of the cut in the leaves.
        let detector = HalfSpaceTrees::default().n_trees(1_u32).height(1_u32).window_size(10_u32);
        let mut state = detector.start(1, &Context::default()).unwrap();
        (0..10).for_each(|value| assert_eq!(state.update(&[f64::from(value)]), 0.0));
        let (_, at) = state.cuts[0];
        assert!((1.35..=7.65).contains(&at));
        let left = (0..10).filter(|&value| f64::from(value) < at).count() as f64;
        let expected = |leaf: f64| 1.0 - (10.0 + 2.0 * leaf) / 30.0;
        assert_eq!(state.score(&[-5.0]), expected(left));
        assert_eq!(state.score(&[50.0]), expected(10.0 - left));
    }

    #[test]
    fn what_lies_apart_scores_high_and_windows_move_on() {
        let mut rng = Rng::new(4, 0);
        let mut state = HalfSpaceTrees::default().start(2, &Context::default()).unwrap();
        let mut scores = Vec::new();
        for at in 0..1_000 {
            let far = if at == 600 { 6.0 } else { 0.0 };
            scores.push(state.update(&[rng.normal() + far, rng.normal() - far]));
        }
        assert!(scores[..250].iter().all(|&score| score == 0.0));
        let mut sorted = scores[250..].to_vec();
        sorted.sort_by(f64::total_cmp);
        assert!(scores[600] >= sorted[740], "{}", scores[600]);
        // The stream moves: what was far away becomes usual.
        let before = state.score(&[6.0, 6.0]);
        (0..500).for_each(|_| _ = state.update(&[6.0 + rng.normal(), 6.0 + rng.normal()]));
        assert!(state.score(&[6.0, 6.0]) < before);
    }
}
