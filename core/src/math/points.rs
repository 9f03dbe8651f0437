//! Distances to a set of points.

use super::wide::wide;

/// How many points a row is measured to at once.
const LANES: usize = 8;

/// Points side by side, for a row to be measured to several at once. Each distance is added up column by column, as
/// [`squared_distance`](super::stats::squared_distance) does it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Points {
    count: usize,
    width: usize,
    /// Eight points after the other, a column an entry.
    columns: Vec<[f64; LANES]>,
}

impl Points {
    /// Of points row by row, each of so many values, one at least.
    pub(crate) fn new(values: &[f64], width: usize) -> Self {
        let count = values.len() / width;
        let mut columns = vec![[0.0; LANES]; count.div_ceil(LANES) * width];
        for (point, values) in values.chunks_exact(width).enumerate() {
            let block = &mut columns[point / LANES * width..][..width];
            block.iter_mut().zip(values).for_each(|(lanes, &value)| lanes[point % LANES] = value);
        }
        Self { count, width, columns }
    }

    /// Calls `each` with the number of each point and the squared distance of a row to it, in their order.
    pub(crate) fn squared_distances(&self, row: &[f64], mut each: impl FnMut(usize, f64)) {
        wide(
            #[inline(always)]
            || {
                for (block, columns) in self.columns.chunks_exact(self.width).enumerate() {
                    let mut sums = [0.0; LANES];
                    for (column, value) in columns.iter().zip(row) {
                        for lane in 0..LANES {
                            let off = column[lane] - value;
                            sums[lane] += off * off;
                        }
                    }
                    let first = block * LANES;
                    for (lane, &sum) in sums.iter().enumerate().take(self.count - first) {
                        each(first + lane, sum);
                    }
                }
            },
        );
    }

    /// The nearest point, the first of equally near ones, and its squared distance.
    pub(crate) fn nearest(&self, row: &[f64]) -> (usize, f64) {
        let mut best = (0, f64::INFINITY);
        self.squared_distances(row, |point, square| {
            if square < best.1 {
                best = (point, square);
            }
        });
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::stats::squared_distance;

    #[test]
    fn distances_are_the_same_to_the_bit() {
        let values: Vec<f64> = (0..19 * 5).map(|at| libm::sin(at as f64) * 3.0).collect();
        let (row, points) = ([0.1, -0.2, 0.3, 0.7, -0.9], Points::new(&values, 5));
        let expected: Vec<(usize, f64)> =
            values.chunks_exact(5).map(|point| squared_distance(point, &row)).enumerate().collect();
        let mut found = Vec::new();
        points.squared_distances(&row, |point, square| found.push((point, square)));
        assert_eq!(found, expected);
        let nearest = expected.iter().copied().min_by(|a, b| a.1.total_cmp(&b.1));
        assert_eq!(Some(points.nearest(&row)), nearest);
    }
}
