//! The exact nearest neighbours of rows, in Euclidean distance.

mod approximate;
mod best;
mod build;
mod coarse;
mod training;

use super::matrix::Matrix;
use crate::component::Context;
use crate::error::Result;
use crate::math::wide::wide;
use best::Best;
use coarse::{Coarse, Query};
use libm::sqrt;
pub(super) use training::TrainingRows;

/// Points, or boxes of cells, whose distances are worked out side by side.
const LANES: usize = 8;
/// In place of a row: this lane is empty, or no row is to be left out.
const NONE: u32 = u32::MAX;
/// Columns after which is asked whether a block is too far already: sums only grow.
const STEP: usize = 16;
/// Queries that share the way through memory.
const GROUP: usize = 64;

/// Points in the leaves of a k-d tree; of one leaf where there are too many columns for a tree to save anything.
///
/// A distance is the sum of squares in the order of the columns, whatever the way to it, so that which rows are nearest
/// does not depend on the tree; of rows equally far the first is the nearest. A cell whose box is farther than the best
/// so far is passed by; the distance of the box is rounded as those of its points are and so is never above theirs. So is a
/// block of points that are too far in single precision by more than its rounding.
#[derive(Clone, Debug)]
pub(super) struct Neighbors {
    width: usize,
    rows: usize,
    /// The rows in the order of the leaves, some lanes [`NONE`].
    order: Vec<u32>,
    /// Block after block, in each [`LANES`] values of every column; NaN in an empty lane, which is near nothing.
    blocks: Vec<f64>,
    /// The same in single precision.
    coarse: Coarse,
    root: Cell,
    nodes: Vec<Node>,
    /// Of each node, column by column, the smallest values of its cells and the largest.
    boxes: Vec<[f64; LANES]>,
}

/// A part of the tree: a node by its number, or the blocks of a leaf, from the first to before the second.
#[derive(Clone, Copy, Debug)]
enum Cell {
    Node(usize),
    Leaf(usize, usize),
}

/// A node's cells; those that are not in use come last.
#[derive(Clone, Debug)]
struct Node {
    cells: [Cell; LANES],
    count: usize,
}

/// The nearest rows of each query, the nearest first.
#[derive(Clone, Debug)]
pub(super) struct Nearest {
    /// How many each query has.
    pub(super) k: usize,
    pub(super) distances: Vec<f64>,
    pub(super) rows: Vec<u32>,
}

impl Nearest {
    pub(super) fn distances(&self, query: usize) -> &[f64] {
        &self.distances[query * self.k..(query + 1) * self.k]
    }

    pub(super) fn rows(&self, query: usize) -> &[u32] {
        &self.rows[query * self.k..(query + 1) * self.k]
    }
}

impl Neighbors {
    /// The rows in their own order.
    pub(super) fn points(&self) -> Matrix {
        let mut points = Matrix { width: self.width, values: vec![0.0; self.rows * self.width] };
        for (place, &row) in self.order.iter().enumerate().filter(|(_, row)| **row != NONE) {
            let (block, lane) = (place / LANES * self.width * LANES, place % LANES);
            for column in 0..self.width {
                points.values[row as usize * self.width + column] = self.blocks[block + column * LANES + lane];
            }
        }
        points
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// The `k` nearest rows of each row, itself left out.
    pub(super) fn of_rows(&self, points: &Matrix, k: usize, ctx: &Context) -> Result<Nearest> {
        self.search(points, k.min(points.rows().saturating_sub(1)), true, ctx)
    }

    /// The `k` nearest rows of new ones.
    pub(super) fn of_new(&self, queries: &Matrix, k: usize, ctx: &Context) -> Result<Nearest> {
        self.search(queries, k.min(self.rows), false, ctx)
    }

    /// A number made of the distances to the `k` nearest rows of each new one, without a list of them all.
    pub(super) fn map_new(
        &self,
        queries: &Matrix,
        k: usize,
        ctx: &Context,
        f: impl Fn(&[f64]) -> f64 + Sync,
    ) -> Result<Vec<f64>> {
        let (rows, k) = (queries.rows(), k.min(self.rows));
        let groups = ctx.map(rows.div_ceil(GROUP), |group| {
            let own: Vec<usize> = (group * GROUP..rows.min((group + 1) * GROUP)).collect();
            let mut best: Vec<Best> = own.iter().map(|_| Best::new(k, NONE)).collect();
            self.group(queries, &own, &mut best);
            let distances = |best: Best| best.sorted().map(|(squared, _)| sqrt(squared)).collect::<Vec<f64>>();
            Ok(best.into_iter().map(|best| f(&distances(best))).collect::<Vec<f64>>())
        })?;
        Ok(groups.concat())
    }

    fn search(&self, queries: &Matrix, k: usize, skip_self: bool, ctx: &Context) -> Result<Nearest> {
        let rows = queries.rows();
        // Rows of one leaf one after the other find their way in the cache.
        let order: Vec<usize> = match skip_self {
            true => self.order.iter().filter(|&&row| row != NONE).map(|&row| row as usize).collect(),
            false => (0..rows).collect(),
        };
        let groups = ctx.map(rows.div_ceil(GROUP), |group| {
            let own = &order[group * GROUP..rows.min((group + 1) * GROUP)];
            let mut best: Vec<Best> =
                own.iter().map(|&row| Best::new(k, if skip_self { row as u32 } else { NONE })).collect();
            self.group(queries, own, &mut best);
            Ok(best)
        })?;
        let mut nearest = Nearest { k, distances: vec![0.0; rows * k], rows: vec![0; rows * k] };
        for (best, &row) in groups.into_iter().flatten().zip(&order) {
            for (place, (squared, found)) in best.sorted().enumerate() {
                nearest.distances[row * k + place] = sqrt(squared);
                nearest.rows[row * k + place] = found;
            }
        }
        Ok(nearest)
    }

    /// Where there is no tree, some blocks at a time meet all queries while they are in the cache.
    fn group(&self, queries: &Matrix, own: &[usize], best: &mut [Best]) {
        let blocks = self.order.len() / LANES;
        if let Cell::Node(_) = self.root {
            let mut open = Vec::new();
            for (&row, best) in own.iter().zip(best) {
                let query = self.coarse.query(queries.row(row));
                wide(
                    #[inline(always)]
                    || self.visit(&query, best, &mut open),
                );
            }
            return;
        }
        let own: Vec<Query<'_>> = own.iter().map(|&row| self.coarse.query(queries.row(row))).collect();
        let step = (2_048 / (self.width * LANES)).max(1);
        for start in (0..blocks).step_by(step) {
            for (query, best) in own.iter().zip(best.iter_mut()) {
                wide(
                    #[inline(always)]
                    || self.scan(start, blocks.min(start + step), query, best),
                );
            }
        }
    }

    /// Goes through the cells that are near enough, nearer ones of a node first; `open` are those still to be seen.
    #[inline(always)]
    fn visit(&self, query: &Query<'_>, best: &mut Best, open: &mut Vec<(f64, Cell)>) {
        open.push((0.0, self.root));
        while let Some((distance, cell)) = open.pop() {
            if distance > best.bound {
                continue;
            }
            let at = match cell {
                Cell::Leaf(start, end) => {
                    self.scan(start, end, query, best);
                    continue;
                }
                Cell::Node(at) => at,
            };
            let (node, first) = (&self.nodes[at], open.len());
            for (&distance, &cell) in self.distances_of_boxes(at, query.exact).iter().zip(&node.cells).take(node.count)
            {
                if distance <= best.bound {
                    open.push((distance, cell));
                }
            }
            open[first..].sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
        }
    }

    #[inline(always)]
    fn distances_of_boxes(&self, node: usize, query: &[f64]) -> [f64; LANES] {
        let boxes = self.boxes[2 * self.width * node..2 * self.width * (node + 1)].as_chunks::<2>().0;
        let mut sums = [0.0; LANES];
        for ([low, high], &value) in boxes.iter().zip(query) {
            for lane in 0..LANES {
                let (below, above) = (low[lane] - value, value - high[lane]);
                let off = if below > above { below } else { above };
                let off = if off > 0.0 { off } else { 0.0 };
                sums[lane] += off * off;
            }
        }
        sums
    }

    #[inline(always)]
    fn scan(&self, start: usize, end: usize, query: &Query<'_>, best: &mut Best) {
        let size = self.width * LANES;
        let (blocks, coarse) = (&self.blocks[start * size..end * size], &self.coarse.blocks[start * size..end * size]);
        let blocks = blocks.chunks_exact(size).zip(coarse.chunks_exact(size));
        let mut limit = query.limit(best.bound);
        for ((block, coarse), rows) in blocks.zip(self.order[start * LANES..end * LANES].as_chunks::<LANES>().0) {
            if limit < f32::INFINITY && !query.is_near(coarse, limit) {
                continue;
            }
            let mut sums = [0.0; LANES];
            for (column, &value) in block.as_chunks::<LANES>().0.iter().zip(query.exact) {
                for lane in 0..LANES {
                    let off = column[lane] - value;
                    sums[lane] += off * off;
                }
            }
            for (&squared, &row) in sums.iter().zip(rows) {
                if squared <= best.bound {
                    best.offer(squared, row);
                    limit = query.limit(best.bound);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
