//! The tops of the trees, laid out for many rows at once.

use super::tree::Tree;
use std::collections::BTreeMap;
use std::ops::Range;

/// Cuts that are laid out as a heap; what is deeper is walked node by node.
pub(super) const LEVELS: usize = 8;
/// Cuts that are made on ranks, a byte a value, both sides of each: sixteen rows in one step of the processor.
pub(super) const TOP: usize = 5;
/// Cells in which the place of a value among the thresholds is looked up.
const CELLS: usize = 1024;

/// The top of a tree without pointers: node i is followed by 2i and 2i + 1. A way that ends early goes on to the left.
/// Node 0 is not used.
pub(super) struct Heap {
    /// The cuts of the first levels: the place of the column among those of the group, and the rank of the threshold.
    pub(super) top: [(u32, i8); 1 << TOP],
    /// The columns and thresholds of the other cuts, as [`key`]s.
    pub(super) columns: [u8; 1 << LEVELS],
    pub(super) keys: [u32; 1 << LEVELS],
    /// The whole way of a row that leaves the heap here; NaN where it goes on below.
    pub(super) ways: [f64; 1 << LEVELS],
    /// The node where a row leaves the heap.
    pub(super) nodes: [u32; 1 << LEVELS],
}

/// A number that sorts as the value does; the two zeros are one.
pub(super) fn key(value: f32) -> u32 {
    let bits = (value + 0.0).to_bits();
    bits ^ ((bits as i32 >> 31) as u32 | 1 << 31)
}

/// A rank as a signed byte, which the processor compares without a detour.
fn signed(rank: u8) -> i8 {
    (rank ^ 0x80) as i8
}

impl Heap {
    fn new(tree: &Tree, levels: usize, group: &[Ranks]) -> Self {
        let mut heap = Self {
            top: [(0, i8::MAX); 1 << TOP],
            columns: [0; 1 << LEVELS],
            keys: [u32::MAX; 1 << LEVELS],
            ways: [0.0; 1 << LEVELS],
            nodes: [0; 1 << LEVELS],
        };
        heap.lay(tree, 0, 1, levels, group);
        heap
    }

    fn lay(&mut self, tree: &Tree, at: usize, place: usize, levels_left: usize, group: &[Ranks]) {
        let node = &tree.nodes[at];
        if levels_left == 0 || node.is_leaf() {
            let place = (place << levels_left) & ((1 << LEVELS) - 1);
            self.ways[place] = if node.is_leaf() { node.way } else { f64::NAN };
            self.nodes[place] = at as u32;
            return;
        }
        if let Some(top) = self.top.get_mut(place) {
            let column = group.partition_point(|ranks| ranks.column < node.feature as usize);
            let below = |&cut: &f32| cut < node.threshold;
            *top = (column as u32, signed(group[column].cuts.partition_point(below) as u8));
        }
        (self.columns[place], self.keys[place]) = (node.feature as u8, key(node.threshold));
        self.lay(tree, at + 1, 2 * place, levels_left - 1, group);
        self.lay(tree, node.right as usize, 2 * place + 1, levels_left - 1, group);
    }
}

/// Where a value of a column is among the thresholds of some trees.
pub(super) struct Ranks {
    pub(super) column: usize,
    /// The thresholds, at most 255 and rising, and infinity.
    cuts: [f32; 256],
    /// How many thresholds are in cells before each.
    before: [u8; CELLS + 1],
    scale: f32,
}

impl Ranks {
    fn new(column: usize, mut thresholds: Vec<f32>) -> Self {
        thresholds.sort_unstable_by(f32::total_cmp);
        thresholds.dedup();
        let mut ranks = Self { column, cuts: [f32::INFINITY; 256], before: [0; CELLS + 1], scale: 0.0 };
        ranks.cuts[..thresholds.len()].copy_from_slice(&thresholds);
        ranks.scale = (CELLS - 1) as f32 / (thresholds[thresholds.len() - 1] - thresholds[0]);
        for &cut in &thresholds {
            ranks.before[ranks.cell(cut) + 1] += 1;
        }
        for cell in 0..CELLS {
            ranks.before[cell + 1] += ranks.before[cell];
        }
        ranks
    }

    /// A number that never falls where the value rises, so that thresholds in cells before or after need no comparison.
    fn cell(&self, value: f32) -> usize {
        const LAST: f32 = (CELLS - 1) as f32;
        // Beyond 2^23 a single-precision number has no fraction: its last bits are the number itself.
        const WHOLE: f32 = 8_388_608.0;
        let place = (value - self.cuts[0]) * self.scale;
        let place = if place > 0.0 { place } else { 0.0 };
        let place = if place < LAST { place } else { LAST };
        (place + WHOLE).to_bits() as usize % CELLS
    }

    /// How many thresholds are below each value.
    pub(super) fn of<const N: usize>(&self, values: &[f32; N], ranks: &mut [i8; N]) {
        let cells = values.map(|value| self.cell(value));
        for ((rank, &value), cell) in ranks.iter_mut().zip(values).zip(cells) {
            let (first, end) = (self.before[cell], self.before[cell + 1]);
            let within = if end - first > 1 {
                self.cuts[first as usize..end as usize].partition_point(|&cut| value > cut) as u8
            } else {
                u8::from(value > self.cuts[first as usize])
            };
            *rank = signed(first + within);
        }
    }
}

/// Trees that share ranks.
pub(super) struct Group {
    /// The columns of the first cuts, rising.
    pub(super) ranks: Vec<Ranks>,
    pub(super) heaps: Vec<Heap>,
    pub(super) trees: Range<usize>,
}

impl Group {
    /// As many trees a group as a byte a column can tell apart.
    pub(super) fn all(trees: &[Tree], levels: usize) -> Vec<Self> {
        let (mut groups, mut cuts, mut first) = (Vec::new(), BTreeMap::<u32, Vec<f32>>::new(), 0);
        for (number, tree) in trees.iter().enumerate() {
            let own = tree.first_cuts(TOP);
            let count = |column| own.iter().filter(|(other, _)| *other == column).count();
            let full = own.iter().any(|&(column, _)| cuts.get(&column).map_or(0, Vec::len) + count(column) > 255);
            if full {
                groups.push(Self::new(trees, first..number, std::mem::take(&mut cuts), levels));
                first = number;
            }
            own.into_iter().for_each(|(column, threshold)| cuts.entry(column).or_default().push(threshold));
        }
        groups.push(Self::new(trees, first..trees.len(), cuts, levels));
        groups
    }

    fn new(trees: &[Tree], own: Range<usize>, cuts: BTreeMap<u32, Vec<f32>>, levels: usize) -> Self {
        let ranks: Vec<Ranks> =
            cuts.into_iter().map(|(column, thresholds)| Ranks::new(column as usize, thresholds)).collect();
        let heaps = trees[own.clone()].iter().map(|tree| Heap::new(tree, levels, &ranks)).collect();
        Self { ranks, heaps, trees: own }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::rng::Rng;

    #[test]
    fn keys_sort_as_values_do() {
        let values = [f32::MIN, -1.0, -1e-40, 0.0, 1e-40, 1.0, f32::MAX];
        assert!(values.windows(2).all(|pair| key(pair[0]) < key(pair[1])));
        assert_eq!(key(0.0), key(-0.0));
    }

    #[test]
    fn a_rank_is_the_number_of_thresholds_below() {
        let mut rng = Rng::new(3, 0);
        let even: Vec<f32> = (0..255).map(|_| rng.uniform() as f32).collect();
        let close: Vec<f32> = (0..200).map(|place| if place == 0 { 1e30 } else { 1.0 + place as f32 * 1e-5 }).collect();
        for thresholds in [even, close, vec![7.0], vec![f32::MIN, 0.0, f32::MAX], vec![-0.0, 0.0, 1e-44, 2e-44]] {
            let ranks = Ranks::new(0, thresholds.clone());
            let near = thresholds.iter().flat_map(|&cut| [cut.next_down(), cut, cut.next_up()]);
            let drawn = (0..100).map(|_| (rng.uniform() * 4.0 - 2.0) as f32);
            for value in near.chain(drawn).chain([f32::MIN, f32::MAX, 0.0, -0.0]).filter(|value| value.is_finite()) {
                let mut distinct = thresholds.clone();
                distinct.sort_unstable_by(f32::total_cmp);
                distinct.dedup();
                let mut found = [0];
                ranks.of(&[value], &mut found);
                let expected = distinct.iter().filter(|&&cut| value > cut).count();
                assert_eq!(found[0], signed(expected as u8), "{value} among {thresholds:?}");
            }
        }
    }
}
