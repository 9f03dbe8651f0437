//! Building the tree.

use super::{LANES, NONE, Neighbors, Node};
use crate::anomaly::matrix::Matrix;

/// Rows of a leaf at most, unless they are equal or too wide.
const LEAF: usize = 4 * LANES;
/// Above so many columns nearly every cell would be visited.
const WIDEST: usize = 24;

impl Neighbors {
    pub(in crate::anomaly) fn new(points: &Matrix) -> Self {
        let (width, rows) = (points.width, points.rows());
        let mut built =
            Self { width, rows, order: Vec::new(), blocks: Vec::new(), nodes: Vec::new(), boxes: Vec::new() };
        let mut rows: Vec<u32> = (0..points.rows() as u32).collect();
        built.cell(points, &mut rows);
        built
    }

    /// Lays out the cell of some rows: cut at the middle of its widest column, the halves filling whole leaves.
    fn cell(&mut self, points: &Matrix, rows: &mut [u32]) {
        let at = self.nodes.len();
        let start = self.order.len() / LANES;
        self.nodes.push(Node { start, end: start, right: None });
        let widest = self.enclose(points, rows);
        let Some(column) = widest.filter(|_| rows.len() > LEAF && points.width <= WIDEST) else {
            self.leaf(points, rows);
            self.nodes[at].end = self.order.len() / LANES;
            return;
        };
        let middle = (rows.len() / 2).next_multiple_of(LEAF).min(rows.len() - 1);
        let value = |row: &u32| points.row(*row as usize)[column];
        rows.select_nth_unstable_by(middle, |a, b| value(a).total_cmp(&value(b)).then(a.cmp(b)));
        let (left, right) = rows.split_at_mut(middle);
        self.cell(points, left);
        self.nodes[at].right = Some(self.nodes.len());
        self.cell(points, right);
        self.nodes[at].end = self.order.len() / LANES;
    }

    /// Notes the box of the rows; their widest column, or `None` where all rows are equal.
    fn enclose(&mut self, points: &Matrix, rows: &[u32]) -> Option<usize> {
        let mut low = vec![f64::INFINITY; points.width];
        let mut high = vec![f64::NEG_INFINITY; points.width];
        for &row in rows {
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
        self.boxes.extend(low);
        self.boxes.extend(high);
        widest.1
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
