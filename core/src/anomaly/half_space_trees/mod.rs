//! Half-space trees: how crowded is the corner of space that a row falls into, compared with the last window?

use crate::component::{Component, Context, Parts, Store, StreamDetector, StreamState, corrupt, setters};
use crate::error::Result;
use crate::math::rng::Rng;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores the rows of a stream by how empty their part of space was in the last window of rows, with random trees that
/// never change.
///
/// Each tree halves space again and again: a column is drawn, all alike, and its range is cut in the middle, until all
/// leaves are `height` cuts deep. A row goes down to its leaf; on its way every node counts it. After `window_size` rows the
/// counts become the reference and new ones begin. The mass of a row in a tree is the sum of count × 2^depth over the
/// nodes of its way, down to the first node that holds less than a tenth of the window; the score is
/// 1 - (sum of masses) / (greatest possible sum).
///
/// The first `window_size` rows are the first reference, and say the range of each column; each tree has its own work
/// range around it, with room on both sides: with s uniform in 0..1 and the column's range as the unit, s ± 2 max(s, 1 - s).
/// So no unit matters. A column that was constant gets a range of a billionth of its value, so that any other value is far
/// from it.
///
/// Scores have no fixed scale: what is usual depends on how many columns there are and how rows lie in them. So without a
/// `threshold` a row is an anomaly where its score is among the highest of the last 1,024 after the first window, once there
/// are enough of them for the share `contamination`: 49 for 0.01.
///
/// Input: rows of numbers in time order, none missing.
/// Output: one score a row, 0 to 1; 0 for the first window. A row above `threshold` is an anomaly, or without one
/// above the 1 - `contamination` quantile of the last scores; `parts` has it.
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
/// Cost: O(n_trees × height) a row; memory for n_trees × 2^(height + 1) counts, whatever the length of the stream.
/// Source: Tan, Ting and Liu, Fast anomaly detection for streaming data, IJCAI 2011, algorithms 1 to 3; masses are summed
/// along the way as in river 0.26.1 `anomaly.HalfSpaceTrees`. The range is learned instead of given.
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
    /// The score above which a row is an anomaly; by `contamination` when absent.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub threshold: Option<f64>,
    /// The share of rows that are to be anomalies when there is no threshold, above 0 and at most 0.5. Default 0.01.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: f64,
}

impl Default for HalfSpaceTrees {
    fn default() -> Self {
        Self { n_trees: 25, height: 8, window_size: 250, threshold: None, contamination: 0.01 }
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
        /// Sets the share of rows that are to be anomalies.
        contamination: f64,
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
        self.threshold.unwrap_or(1.0)
    }

    fn contamination(&self) -> Option<f64> {
        if self.threshold.is_some() { None } else { Some(self.contamination) }
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
            let work = ranges.iter().map(|&range| work_range(range, &mut rng)).collect::<Vec<_>>();
            let mut spaces = vec![work];
            // Level by level: the space of each node, and its two halves behind those of the level.
            for node in 0..self.shape.inner() {
                let space = std::mem::take(&mut spaces[node]);
                let column = rng.below(columns);
                let at = 0.5 * (space[column].0 + space[column].1);
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

/// The range that a tree cuts up: the column's, and room on both sides.
fn work_range((low, high): (f64, f64), rng: &mut Rng) -> (f64, f64) {
    const NARROW: f64 = 1e-9;
    let s = rng.uniform();
    let reach = 2.0 * s.max(1.0 - s);
    let (low, span) = match high - low {
        span if span > 0.0 => (low, span),
        _ => {
            let span = if low == 0.0 { NARROW } else { NARROW * low.abs() };
            (low - 0.5 * span, span)
        }
    };
    (low + (s - reach) * span, low + (s + reach) * span)
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

    fn is_warm(&self) -> bool {
        !self.cuts.is_empty()
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
mod tests;
