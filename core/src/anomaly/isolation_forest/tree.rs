//! One tree, and how it is written down.

use super::metric::ScoringMetric;
use crate::component::{Store, corrupt};
use crate::error::Result;
use libm::log;

/// In place of a column: no cut follows.
const LEAF: u32 = u32::MAX;

/// A cut, or the end of a way.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    /// The column of the cut; [`LEAF`] at the end.
    pub(super) feature: u32,
    /// Rows at or below go left, to the next node; rows above go right.
    pub(super) threshold: f32,
    /// Where the rows above go.
    pub(super) right: u32,
    /// How many training rows came here.
    samples: u32,
    /// The average length of the ways through this node, from the root to the end, less that of a typical tree, so that
    /// equal rows sum to exactly 0; at a leaf, the cuts on the way and what the rows left together would still have had. By
    /// another metric than depth what that metric counts on the way.
    pub(super) way: f64,
}

impl Node {
    pub(super) fn is_leaf(&self) -> bool {
        self.feature == LEAF
    }
}

/// The average number of cuts that set a row apart from n - 1 others: that of an unsuccessful search in a binary tree.
pub(super) fn average_path_length(n: usize) -> f64 {
    const EULER_GAMMA: f64 = 0.577_215_664_901_532_9;
    match n {
        0 | 1 => 0.0,
        2 => 1.0,
        _ => {
            let others = n as f64 - 1.0;
            2.0 * (log(others) + EULER_GAMMA) - 2.0 * others / n as f64
        }
    }
}

/// ceil(log2(samples)), at least 1.
pub(super) fn depth_limit(samples: usize) -> usize {
    (samples.max(2) - 1).ilog2() as usize + 1
}

/// A tree, its nodes in pre-order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
}

impl Tree {
    /// The node where the way of a row ends.
    pub(super) fn leaf(&self, start: usize, value: impl Fn(u32) -> f32) -> &Node {
        let mut at = start;
        loop {
            let node = &self.nodes[at];
            if node.is_leaf() {
                return node;
            }
            at = if value(node.feature) > node.threshold { node.right as usize } else { at + 1 };
        }
    }

    /// The columns and thresholds of the cuts that have less than so many above them.
    pub(super) fn first_cuts(&self, levels: usize) -> Vec<(u32, f32)> {
        let (mut cuts, mut open) = (Vec::new(), vec![(0, levels)]);
        while let Some((at, levels)) = open.pop() {
            let node = &self.nodes[at];
            if levels > 0 && !node.is_leaf() {
                cuts.push((node.feature, node.threshold));
                open.extend([(at + 1, levels - 1), (node.right as usize, levels - 1)]);
            }
        }
        cuts
    }

    /// Goes the way of a row, and says of each cut its column and how much shorter it made the expected way.
    pub(super) fn walk(&self, value: impl Fn(u32) -> f32, mut cut: impl FnMut(u32, f64)) {
        let mut at = 0;
        while !self.nodes[at].is_leaf() {
            let node = &self.nodes[at];
            at = if value(node.feature) > node.threshold { node.right as usize } else { at + 1 };
            cut(node.feature, node.way - self.nodes[at].way);
        }
    }

    /// Reads the next tree. A tree in pre-order holds no indices, so none can be wrong.
    pub(super) fn read(
        reader: &mut FlatReader<'_>,
        columns: usize,
        samples: usize,
        metric: ScoringMetric,
    ) -> Result<Self> {
        let mut tree = Self { nodes: Vec::new() };
        tree.read_node(reader, columns, samples, metric, 0)?;
        match tree.nodes[0].samples as usize {
            found if found == samples => Ok(tree),
            found => Err(corrupt("leaf_samples", &format!("sum to {found} in a tree of {samples} rows"))),
        }
    }

    fn read_node(
        &mut self,
        reader: &mut FlatReader<'_>,
        columns: usize,
        rows: usize,
        metric: ScoringMetric,
        depth: usize,
    ) -> Result<usize> {
        let at = self.nodes.len();
        let feature = reader.feature()?;
        let mut node = Node { feature, threshold: 0.0, right: 0, samples: 0, way: 0.0 };
        if node.is_leaf() {
            node.samples = reader.samples()?;
            node.way = match metric {
                ScoringMetric::Depth => metric.way(depth as f64, node.samples as usize, average_path_length(rows)),
                _ => reader.way()?,
            };
            self.nodes.push(node);
            return Ok(at);
        }
        if feature as usize >= columns {
            return Err(corrupt("feature", &format!("is {feature}; must be below {columns}")));
        }
        if depth >= depth_limit(rows) {
            return Err(corrupt("feature", &format!("makes a tree of {rows} rows deeper than {depth}")));
        }
        node.threshold = reader.threshold()?;
        self.nodes.push(node);
        let left = self.read_node(reader, columns, rows, metric, depth + 1)?;
        let right = self.read_node(reader, columns, rows, metric, depth + 1)?;
        let [left, below] = [left, right].map(|child| (f64::from(self.nodes[child].samples), self.nodes[child].way));
        let samples = self.nodes[at + 1].samples.checked_add(self.nodes[right].samples);
        let node = &mut self.nodes[at];
        node.right = right as u32;
        node.samples = samples.ok_or_else(|| corrupt("leaf_samples", "sum to more than a tree can hold"))?;
        node.way = (left.0 * left.1 + below.0 * below.1) / (left.0 + below.0);
        Ok(at)
    }

    /// Lets the cuts be of columns so many places farther on.
    pub(super) fn shift(&mut self, by: u32) {
        self.nodes.iter_mut().filter(|node| !node.is_leaf()).for_each(|node| node.feature += by);
    }

    pub(super) fn write(&self, metric: ScoringMetric, flat: &mut Flat) {
        for node in &self.nodes {
            match node.is_leaf() {
                true => flat.leaf(node.samples, metric, node.way),
                false => flat.cut(node.feature, node.threshold),
            }
        }
    }
}

/// Trees one after the other, each in pre-order: a column for each node, a threshold for each cut, a count for each leaf.
#[derive(Debug, Default)]
pub(super) struct Flat {
    pub(super) feature: Vec<u32>,
    threshold: Vec<f32>,
    leaf_samples: Vec<u32>,
    /// The ways of the leaves, where they do not follow from depths.
    leaf_ways: Vec<f64>,
}

impl Flat {
    pub(super) fn cut(&mut self, feature: u32, threshold: f32) {
        self.feature.push(feature);
        self.threshold.push(threshold);
    }

    pub(super) fn leaf(&mut self, samples: u32, metric: ScoringMetric, way: f64) {
        self.feature.push(LEAF);
        self.leaf_samples.push(samples);
        if metric != ScoringMetric::Depth {
            self.leaf_ways.push(way);
        }
    }

    pub(super) fn store(&self, store: &mut Store) {
        store.put("feature", &self.feature);
        store.put("threshold", &self.threshold);
        store.put("leaf_samples", &self.leaf_samples);
        if !self.leaf_ways.is_empty() {
            store.put("leaf_ways", &self.leaf_ways);
        }
    }

    pub(super) fn restore(store: &Store) -> Result<Self> {
        let (feature, threshold) = (store.take("feature")?, store.take("threshold")?);
        let leaf_ways = if store.has("leaf_ways") { store.take("leaf_ways")? } else { Vec::new() };
        Ok(Self { feature, threshold, leaf_samples: store.take("leaf_samples")?, leaf_ways })
    }

    pub(super) fn reader(&self) -> FlatReader<'_> {
        let (feature, threshold) = (self.feature.iter(), self.threshold.iter());
        FlatReader { feature, threshold, leaf_samples: self.leaf_samples.iter(), leaf_ways: self.leaf_ways.iter() }
    }
}

/// Reads a [`Flat`] from front to back.
pub(super) struct FlatReader<'a> {
    feature: std::slice::Iter<'a, u32>,
    threshold: std::slice::Iter<'a, f32>,
    leaf_samples: std::slice::Iter<'a, u32>,
    leaf_ways: std::slice::Iter<'a, f64>,
}

impl FlatReader<'_> {
    fn feature(&mut self) -> Result<u32> {
        self.feature.next().copied().ok_or_else(|| corrupt("feature", "ends within a tree"))
    }

    fn threshold(&mut self) -> Result<f32> {
        match self.threshold.next() {
            Some(value) if value.is_finite() => Ok(*value),
            Some(value) => Err(corrupt("threshold", &format!("is {value}; must be finite"))),
            None => Err(corrupt("threshold", "has fewer values than there are cuts")),
        }
    }

    fn samples(&mut self) -> Result<u32> {
        match self.leaf_samples.next() {
            Some(0) => Err(corrupt("leaf_samples", "is 0; must be at least 1")),
            Some(&samples) => Ok(samples),
            None => Err(corrupt("leaf_samples", "has fewer values than there are leaves")),
        }
    }

    fn way(&mut self) -> Result<f64> {
        match self.leaf_ways.next() {
            // A cut adds at most ln(1e7) and there are fewer than a hundred on a way.
            Some(&way) if way.abs() <= 1e4 => Ok(way),
            Some(way) => Err(corrupt("leaf_ways", &format!("is {way}; must be within 1e4 of 0"))),
            None => Err(corrupt("leaf_ways", "has fewer values than there are leaves")),
        }
    }

    /// Nothing may be left over.
    pub(super) fn finish(self) -> Result<()> {
        match self.feature.len() + self.threshold.len() + self.leaf_samples.len() + self.leaf_ways.len() {
            0 => Ok(()),
            left => Err(corrupt("feature", &format!("has {left} values after the last tree"))),
        }
    }
}
