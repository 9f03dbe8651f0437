//! Positive definite systems of linear equations.

use super::lbfgs::dot;
use super::wide::wide;
use libm::{log, sqrt};

/// How many vectors [`Cholesky::squares`] takes.
pub(crate) const LANES: usize = 16;

/// The lower factor L of a symmetric positive definite matrix L L': its rows up to the diagonal, one after the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cholesky {
    size: usize,
    factor: Vec<f64>,
}

impl Cholesky {
    /// The factor of a matrix of which the lower half is read, or `None` where it is not positive definite to within
    /// rounding.
    pub(crate) fn new(matrix: &[f64], size: usize) -> Option<Self> {
        let mut factor = Self { size: 0, factor: Vec::with_capacity(size * (size + 1) / 2) };
        let mut rows = matrix.chunks_exact(size.max(1)).enumerate();
        rows.all(|(at, row)| factor.grow(&row[..=at])).then_some(factor)
    }

    /// Takes in the matrix's next row, up to the diagonal; or leaves all as it is and says no where to within rounding the
    /// row is a combination of those before.
    pub(crate) fn grow(&mut self, row: &[f64]) -> bool {
        let (at, start) = (self.size, self.factor.len());
        self.factor.extend(row);
        let (above, own) = self.factor.split_at_mut(start);
        forward(above, &mut own[..at]);
        let left = own[at] - dot(&own[..at], &own[..at]);
        if left.is_nan() || left <= 1e-10 * own[at] {
            self.factor.truncate(start);
            return false;
        }
        own[at] = sqrt(left);
        self.size += 1;
        true
    }

    /// How many rows it has.
    pub(crate) fn size(&self) -> usize {
        self.size
    }

    /// Solves L y = x for the factor alone, in place: the sum of the squares of y is x' (L L')^-1 x.
    pub(crate) fn forward(&self, x: &mut [f64]) {
        forward(&self.factor, x);
    }

    /// The sums of the squares of L⁻¹ x for some x at once: `x[at]` has the value of each at one place, and is written over.
    /// Of many rows of a large factor all then take it from memory once.
    pub(crate) fn squares(&self, x: &mut [[f64; LANES]]) -> [f64; LANES] {
        wide(
            #[inline(always)]
            || {
                let (mut squares, mut rest) = ([0.0; LANES], &self.factor[..]);
                for at in 0..self.size {
                    let (row, below) = rest.split_at(at + 1);
                    let mut lanes = x[at];
                    for (factor, above) in row.iter().zip(&x[..at]) {
                        for lane in 0..LANES {
                            lanes[lane] -= factor * above[lane];
                        }
                    }
                    for lane in 0..LANES {
                        lanes[lane] /= row[at];
                        squares[lane] += lanes[lane] * lanes[lane];
                    }
                    x[at] = lanes;
                    rest = below;
                }
                squares
            },
        )
    }

    /// Solves L' y = x, in place.
    pub(crate) fn backward(&self, x: &mut [f64]) {
        let mut end = self.factor.len();
        for at in (0..self.size).rev() {
            let row = &self.factor[end - at - 1..end];
            end -= at + 1;
            x[at] /= row[at];
            let value = x[at];
            x[..at].iter_mut().zip(row).for_each(|(x, factor)| *x -= factor * value);
        }
    }

    /// Solves for one right-hand side, in place.
    pub(crate) fn solve(&self, x: &mut [f64]) {
        self.forward(x);
        self.backward(x);
    }

    /// The logarithm of the determinant of the matrix.
    pub(crate) fn log_determinant(&self) -> f64 {
        2.0 * (0..self.size).map(|at| log(self.factor[at * (at + 3) / 2])).sum::<f64>()
    }
}

/// Solves for the first numbers of x by the rows of a factor.
fn forward(factor: &[f64], x: &mut [f64]) {
    let mut rest = factor;
    for at in 0..x.len() {
        let (row, below) = rest.split_at(at + 1);
        x[at] = (x[at] - dot(&row[..at], &x[..at])) / row[at];
        rest = below;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_solved() {
        // x = (1, -2, 3)
        let matrix = [4.0, 0.0, 0.0, 2.0, 5.0, 0.0, 1.0, 3.0, 6.0];
        let mut x = vec![4.0 - 4.0 + 3.0, 2.0 - 10.0 + 9.0, 1.0 - 6.0 + 18.0];
        let cholesky = Cholesky::new(&matrix, 3).unwrap();
        cholesky.solve(&mut x);
        x.iter().zip([1.0, -2.0, 3.0]).for_each(|(x, wanted)| assert!((x - wanted).abs() < 1e-14, "{x}"));
        let mut lanes = [[1.0; LANES], [2.0; LANES], [-1.0; LANES]];
        lanes[1][7] = 3.0;
        let squares = cholesky.squares(&mut lanes);
        for (lane, second) in [(0, 2.0), (7, 3.0)] {
            let mut alone = [1.0, second, -1.0];
            cholesky.forward(&mut alone);
            assert!((squares[lane] - dot(&alone, &alone)).abs() < 1e-14);
        }
        // 4 (5 * 6 - 3 * 3) - 2 (2 * 6 - 3 * 1) + 1 (2 * 3 - 5 * 1) = 67 for the symmetric matrix of that lower half.
        assert!((cholesky.log_determinant() - log(67.0)).abs() < 1e-14);
    }

    #[test]
    fn what_is_not_positive_definite_has_no_factor() {
        assert!(Cholesky::new(&[1.0, 0.0, 1.0, 1.0], 2).is_none());
        assert!(Cholesky::new(&[-1.0], 1).is_none());
        assert!(Cholesky::new(&[f64::NAN], 1).is_none());
        let mut factor = Cholesky::default();
        assert!(factor.grow(&[2.0]) && !factor.grow(&[2.0, 2.0]) && factor.grow(&[2.0, 3.0]));
        assert_eq!(factor.size(), 2);
    }
}
