//! Many rows of few columns through many trees: the first cuts are made on ranks, sixteen rows at once.

use super::heap::{Group, Heap, LEVELS, TOP, key};
use super::tree::{Tree, depth_limit};
use super::{IsolationForestState, single};
use crate::component::Context;
use crate::error::Result;
use crate::math::wide::wide;

/// Rows whose first cuts are made together.
const RUN: usize = 64;
/// Rows that go on through the heap in step, so that the processor has something to do while one waits for memory.
const LANES: usize = 4;
/// As many columns as a byte tells apart.
pub(super) const WINDOW: usize = 256;

/// Rows of a block that share the caches.
struct Block {
    /// From a value to that of the next column.
    stride: usize,
    columns: usize,
    /// The values in single precision, column by column.
    values: Vec<f32>,
    /// Their keys, row by row, and padding: from each row on there is a whole window to read.
    keys: Vec<u32>,
    /// The ranks of the values among the thresholds of a group: a run of rows in each column, then the next run.
    ranks: Vec<[i8; RUN]>,
    /// Where in the heap each row is.
    places: Vec<u8>,
    /// The sum of each row's ways.
    ways: Vec<f64>,
}

impl Block {
    /// `rows` are a multiple of [`RUN`]; those after the table's last are zeros.
    fn new(rows: usize, columns: &[&[f64]], start: usize, end: usize) -> Self {
        let count = columns.len();
        // Columns a power of two apart would crowd into the same lines of the cache.
        let stride = rows + 16;
        let mut values = vec![0.0; stride * count];
        let mut keys = vec![0; rows * count + WINDOW];
        for (to, column) in values.chunks_exact_mut(stride).zip(columns) {
            to.iter_mut().zip(&column[start..end]).for_each(|(to, &value)| *to = single(value));
        }
        for (row, to) in keys.chunks_exact_mut(count).take(rows).enumerate() {
            to.iter_mut().zip(values[row..].iter().step_by(stride)).for_each(|(to, &value)| *to = key(value));
        }
        let (ranks, places) = (vec![[0; RUN]; rows / RUN * count], vec![0; rows]);
        Self { stride, columns: count, values, keys, ranks, places, ways: vec![0.0; rows] }
    }

    #[inline(never)]
    fn rank(&mut self, group: &Group) {
        for (place, ranks) in group.ranks.iter().enumerate() {
            let values = self.values[ranks.column * self.stride..].as_chunks().0;
            let to = self.ranks[place..].iter_mut().step_by(self.columns);
            values.iter().zip(to).for_each(|(values, to)| ranks.of(values, to));
        }
    }

    /// The first cuts, both sides of each, without a branch.
    #[inline(always)]
    fn first_cuts(&mut self, heap: &Heap) {
        // All bits set where the value lies above the threshold.
        let pick = |above: i8, left: i8, right: i8| left ^ ((left ^ right) & above);
        let columns = heap.top.map(|(column, _)| (column as usize).min(self.columns - 1));
        let thresholds = heap.top.map(|(_, threshold)| threshold);
        let runs = self.ranks.chunks_exact(self.columns);
        for (ranks, to) in runs.zip(self.places.as_chunks_mut::<RUN>().0) {
            let ranks = columns.map(|column| &ranks[column]);
            let mut places = [0; RUN];
            for (lane, place) in places.iter_mut().enumerate() {
                let at = |node: usize| -i8::from(ranks[node][lane] > thresholds[node]);
                let two = |a, node| pick(a, at(node), at(node + 1));
                let four = |a, b, node| pick(a, two(b, node), two(b, node + 2));
                let eight = |a, b, c, node| pick(a, four(b, c, node), four(b, c, node + 4));
                let a = at(1);
                let b = two(a, 2);
                let c = four(a, b, 4);
                let d = eight(a, b, c, 8);
                let e = pick(a, eight(b, c, d, 16), eight(b, c, d, 24));
                *place = (1 << TOP) | ((16 & a) + (8 & b) + (4 & c) + (2 & d) + (1 & e)) as u8;
            }
            *to = places;
        }
    }

    /// The other cuts of the heap, and where the ways end.
    #[inline(never)]
    fn other_cuts<const DEEP: bool>(&mut self, heap: &Heap, tree: &Tree, levels: usize) {
        let places = self.places.as_chunks::<LANES>().0;
        let ways = self.ways.as_chunks_mut::<LANES>().0;
        let mut rest = &self.keys[..];
        for (index, (start, ways)) in places.iter().zip(ways).enumerate() {
            let Some(first) = rest.first_chunk::<WINDOW>() else { return };
            let mut windows = [first; LANES];
            for (row, window) in windows.iter_mut().enumerate() {
                let Some(own) = rest[row * self.columns..].first_chunk() else { return };
                *window = own;
            }
            rest = &rest[LANES * self.columns..];
            let mut places = start.map(u32::from);
            for _ in TOP..levels {
                for (place, window) in places.iter_mut().zip(&windows) {
                    let at = *place as usize % (1 << LEVELS);
                    let key = window[usize::from(heap.columns[at])];
                    *place = 2 * *place + u32::from(key > heap.keys[at]);
                }
            }
            for (lane, (way, place)) in ways.iter_mut().zip(places).enumerate() {
                let place = place as usize % (1 << LEVELS);
                let mut own = heap.ways[place];
                if DEEP && own.is_nan() {
                    let row = index * LANES + lane;
                    let value = |feature: u32| self.values[feature as usize * self.stride + row];
                    own = tree.leaf(heap.nodes[place] as usize, value).way;
                }
                *way += own;
            }
        }
    }
}

/// The score of each row; the groups are those of [`Group::all`].
pub(super) fn score(
    state: &IsolationForestState,
    groups: &[Group],
    columns: &[&[f64]],
    rows: usize,
    ctx: &Context,
) -> Result<Vec<Vec<f64>>> {
    // The keys and ranks of a block and a tree should fit the first cache.
    let block = (4_800 / columns.len()).next_multiple_of(RUN).clamp(RUN, 1024);
    let (depth, levels) = (depth_limit(state.samples), levels(state.samples));
    ctx.map(rows.div_ceil(block), |number| {
        let (start, end) = (number * block, rows.min((number + 1) * block));
        let mut block = Block::new(block, columns, start, end);
        for group in groups {
            block.rank(group);
            for (heap, tree) in group.heaps.iter().zip(&state.trees[group.trees.clone()]) {
                wide(
                    #[inline(always)]
                    || block.first_cuts(heap),
                );
                if depth > levels {
                    block.other_cuts::<true>(heap, tree, levels);
                } else {
                    block.other_cuts::<false>(heap, tree, levels);
                }
            }
        }
        Ok(block.ways[..end - start].iter().map(|&ways| state.score_of(ways)).collect())
    })
}

/// The levels of a heap for trees of so many rows.
pub(super) fn levels(samples: usize) -> usize {
    depth_limit(samples).clamp(TOP, LEVELS)
}
