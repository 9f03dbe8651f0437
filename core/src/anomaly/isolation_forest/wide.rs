//! Many rows of many columns through many trees.

use super::tree::{Tree, depth_limit};
use super::{IsolationForestState, single};
use crate::component::Context;
use crate::error::Result;

/// Cuts that are laid out as a heap; what is deeper is walked node by node.
const LEVELS: usize = 8;
/// Cuts made for all rows of a block at once: few enough to test both sides of each.
const FIRST: usize = 3;
/// Rows that go through the heap in step, so that the processor has something to do while one waits for memory.
const LANES: usize = 16;

/// The top of a tree without pointers: node i is followed by 2i and 2i + 1. A way that ends early goes on to the left.
struct Heap {
    /// Where a row of a block finds the column of the cut, and the threshold; node 0 is not used.
    cuts: [(u32, f32); 1 << LEVELS],
    /// The whole way of a row that leaves the heap here; NaN where it goes on below.
    ways: [f64; 1 << LEVELS],
    /// The node where a row leaves the heap.
    nodes: [u32; 1 << LEVELS],
}

impl Heap {
    fn new(tree: &Tree, levels: usize, block: usize) -> Self {
        let blank = (0, f32::INFINITY);
        let mut heap = Self { cuts: [blank; 1 << LEVELS], ways: [0.0; 1 << LEVELS], nodes: [0; 1 << LEVELS] };
        heap.lay(tree, 0, 1, levels, block);
        heap
    }

    fn lay(&mut self, tree: &Tree, at: usize, place: usize, levels_left: usize, block: usize) {
        let node = &tree.nodes[at];
        if levels_left == 0 || node.is_leaf() {
            let place = (place << levels_left) & ((1 << LEVELS) - 1);
            self.ways[place] = if node.is_leaf() { node.way } else { f64::NAN };
            self.nodes[place] = at as u32;
            return;
        }
        self.cuts[place] = (node.feature * block as u32, node.threshold);
        self.lay(tree, at + 1, 2 * place, levels_left - 1, block);
        self.lay(tree, node.right as usize, 2 * place + 1, levels_left - 1, block);
    }
}

/// Rows of a block that share the caches: their columns side by side in single precision.
struct Block {
    /// Rows, a multiple of [`LANES`]; those after the table's last are zeros.
    rows: usize,
    values: Vec<f32>,
    /// Where in the heap each row is.
    places: Vec<u32>,
    /// The sum of each row's ways.
    ways: Vec<f64>,
}

impl Block {
    fn new(rows: usize, columns: &[&[f64]], start: usize, end: usize) -> Self {
        let mut values = vec![0.0; rows * columns.len()];
        for (to, column) in values.chunks_exact_mut(rows).zip(columns) {
            to.iter_mut().zip(&column[start..end]).for_each(|(to, &value)| *to = single(value));
        }
        Self { rows, values, places: vec![0; rows], ways: vec![0.0; rows] }
    }

    /// The first cuts, both sides of each, without a branch.
    fn first_cuts(&mut self, heap: &Heap) {
        let n = self.rows;
        let cut = |place: usize| {
            let (start, threshold) = heap.cuts[place];
            (&self.values[start as usize..][..n], threshold)
        };
        let [(x1, t1), (x2, t2), (x3, t3), (x4, t4), (x5, t5), (x6, t6), (x7, t7)] = [1, 2, 3, 4, 5, 6, 7].map(cut);
        let places = &mut self.places[..n];
        for row in 0..n {
            let first = x1[row] > t1;
            let (left, right) = (x2[row] > t2, x3[row] > t3);
            let second = (first & right) | (!first & left);
            let (left, right) = (x4[row] > t4, x5[row] > t5);
            let below_left = (second & right) | (!second & left);
            let (left, right) = (x6[row] > t6, x7[row] > t7);
            let below_right = (second & right) | (!second & left);
            let third = (first & below_right) | (!first & below_left);
            places[row] = 8 + 4 * u32::from(first) + 2 * u32::from(second) + u32::from(third);
        }
    }

    /// The other cuts of the heap, and where the ways end.
    fn other_cuts<const DEEP: bool>(&mut self, heap: &Heap, tree: &Tree, levels: usize) {
        const MASK: u32 = (1 << LEVELS) - 1;
        let places = self.places.as_chunks::<LANES>().0;
        let ways = self.ways.as_chunks_mut::<LANES>().0;
        for (index, (start, ways)) in places.iter().zip(ways).enumerate() {
            let values = &self.values[index * LANES..];
            let mut places = *start;
            for _ in FIRST..levels {
                for (lane, place) in places.iter_mut().enumerate() {
                    let (column, threshold) = heap.cuts[(*place & MASK) as usize];
                    *place = 2 * *place + u32::from(values[column as usize + lane] > threshold);
                }
            }
            for (lane, (way, place)) in ways.iter_mut().zip(places).enumerate() {
                let place = (place & MASK) as usize;
                let mut own = heap.ways[place];
                if DEEP && own.is_nan() {
                    let value = |feature: u32| values[feature as usize * self.rows + lane];
                    own = tree.leaf(heap.nodes[place] as usize, value).way;
                }
                *way += own;
            }
        }
    }
}

/// The score of each row.
pub(super) fn score(
    state: &IsolationForestState,
    columns: &[&[f64]],
    rows: usize,
    ctx: &Context,
) -> Result<Vec<Vec<f64>>> {
    // The values of a block and a tree should fit the first cache.
    let block = (6_000 / columns.len()).next_multiple_of(LANES).clamp(64, 1024);
    let depth = depth_limit(state.samples);
    let levels = depth.clamp(FIRST, LEVELS);
    let heaps: Vec<Heap> = state.trees.iter().map(|tree| Heap::new(tree, levels, block)).collect();
    ctx.map(rows.div_ceil(block), |number| {
        let (start, end) = (number * block, rows.min((number + 1) * block));
        let mut block = Block::new(block, columns, start, end);
        for (heap, tree) in heaps.iter().zip(&state.trees) {
            block.first_cuts(heap);
            if depth > levels {
                block.other_cuts::<true>(heap, tree, levels);
            } else {
                block.other_cuts::<false>(heap, tree, levels);
            }
        }
        Ok(block.ways[..end - start].iter().map(|&ways| state.score_of(ways)).collect::<Vec<_>>())
    })
}
