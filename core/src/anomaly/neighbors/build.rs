//! Building the tree.

use super::{Cell, Coarse, LANES, NONE, Neighbors, Node};
use crate::anomaly::matrix::Matrix;

/// Rows of a leaf at most, unless they are equal or too wide.
const LEAF: usize = 4 * LANES;
/// Above so many columns nearly every cell would be visited.
const WIDEST: usize = 24;

/// Some rows, the smallest and largest value of each column among them, and the column to cut them in, if they are to be cut.
struct Part<'a> {
    rows: &'a mut [u32],
    low: Vec<f64>,
    high: Vec<f64>,
    cut: Option<usize>,
}

impl<'a> Part<'a> {
    fn new(points: &Matrix, rows: &'a mut [u32]) -> Self {
        let mut low = vec![f64::INFINITY; points.width];
        let mut high = vec![f64::NEG_INFINITY; points.width];
        for &row in rows.iter() {
            for ((low, high), &value) in low.iter_mut().zip(&mut high).zip(points.row(row as usize)) {
                *low = low.min(value);
                *high = high.max(value);
            }
        }
        let mut widest = (0.0, None);
        for (column, (low, high)) in low.iter().zip(&high).enumerate() {
            if high - low > widest.0 {
                widest = (high - low, Some(column));
            }
        }
        let cut = widest.1.filter(|_| rows.len() > LEAF && points.width <= WIDEST);
        Self { rows, low, high, cut }
    }

    /// The halves about the middle of a column, the first filling whole leaves.
    fn halves(self, points: &Matrix, column: usize) -> [Self; 2] {
        let middle = (self.rows.len() / 2).next_multiple_of(LEAF).min(self.rows.len() - 1);
        let value = |row: &u32| points.row(*row as usize)[column];
        self.rows.select_nth_unstable_by(middle, |a, b| value(a).total_cmp(&value(b)).then(a.cmp(b)));
        let (left, right) = self.rows.split_at_mut(middle);
        [Self::new(points, left), Self::new(points, right)]
    }
}

impl Neighbors {
    pub(in crate::anomaly) fn new(points: &Matrix) -> Self {
        let (width, rows) = (points.width, points.rows());
        let (order, blocks, nodes, boxes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (coarse, root) = (Coarse::default(), Cell::Leaf(0, 0));
        let mut built = Self { width, rows, order, blocks, coarse, root, nodes, boxes };
        let mut rows: Vec<u32> = (0..points.rows() as u32).collect();
        built.root = built.cell(points, Part::new(points, &mut rows));
        built.coarse = Coarse::new(&built);
        built
    }

    /// Lays out some rows: as a leaf, or as a node of cells, where the largest part is cut until there are enough.
    fn cell(&mut self, points: &Matrix, part: Part<'_>) -> Cell {
        if part.cut.is_none() {
            let start = self.order.len() / LANES;
            self.leaf(points, part.rows);
            return Cell::Leaf(start, self.order.len() / LANES);
        }
        let mut parts = vec![part];
        while parts.len() < LANES {
            let largest = (0..parts.len()).filter(|&at| parts[at].cut.is_some()).max_by_key(|&at| parts[at].rows.len());
            let Some(largest) = largest else { break };
            let part = parts.swap_remove(largest);
            if let Some(column) = part.cut {
                parts.extend(part.halves(points, column));
            }
        }
        let at = self.nodes.len();
        self.nodes.push(Node { cells: [self.root; LANES], count: parts.len() });
        for column in 0..points.width {
            let lane = |lane: usize| parts.get(lane).map_or((0.0, 0.0), |part| (part.low[column], part.high[column]));
            self.boxes.push(std::array::from_fn(|at| lane(at).0));
            self.boxes.push(std::array::from_fn(|at| lane(at).1));
        }
        for (place, part) in parts.into_iter().enumerate() {
            self.nodes[at].cells[place] = self.cell(points, part);
        }
        Cell::Node(at)
    }

    fn leaf(&mut self, points: &Matrix, rows: &mut [u32]) {
        rows.sort_unstable();
        for chunk in rows.chunks(LANES) {
            let row = |lane: usize| chunk.get(lane).copied().unwrap_or(NONE);
            self.order.extend((0..LANES).map(row));
            for column in 0..points.width {
                let value = |lane| chunk.get(lane).map_or(f64::NAN, |&row| points.row(row as usize)[column]);
                self.blocks.extend((0..LANES).map(value));
            }
        }
    }
}
