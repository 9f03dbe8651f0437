//! Positive definite systems of linear equations.

use super::lbfgs::dot;
use libm::{log, sqrt};

/// The lower factor L of a symmetric positive definite matrix L L', row by row.
#[derive(Clone, Debug)]
pub(crate) struct Cholesky {
    size: usize,
    factor: Vec<f64>,
}

impl Cholesky {
    /// The factor of a matrix of which the lower half is read, or `None` where it is not positive definite to within
    /// rounding.
    pub(crate) fn new(mut matrix: Vec<f64>, size: usize) -> Option<Self> {
        for row in 0..size {
            let (above, rest) = matrix.split_at_mut(row * size);
            let own = &mut rest[..size];
            for column in 0..row {
                let other = &above[column * size..=column * size + column];
                own[column] = (own[column] - dot(&own[..column], &other[..column])) / other[column];
            }
            let left = own[row] - dot(&own[..row], &own[..row]);
            if left.is_nan() || left <= 1e-10 * own[row] {
                return None;
            }
            own[row] = sqrt(left);
        }
        Some(Self { size, factor: matrix })
    }

    /// Solves L y = x for the factor alone, in place: the sum of the squares of y is x' (L L')^-1 x.
    pub(crate) fn forward(&self, x: &mut [f64]) {
        for at in 0..self.size {
            let row = &self.factor[at * self.size..(at + 1) * self.size];
            x[at] = (x[at] - dot(&row[..at], &x[..at])) / row[at];
        }
    }

    /// The logarithm of the determinant of the matrix.
    pub(crate) fn log_determinant(&self) -> f64 {
        2.0 * (0..self.size).map(|at| log(self.factor[at * (self.size + 1)])).sum::<f64>()
    }

    /// Solves for one right-hand side, in place.
    pub(crate) fn solve(&self, x: &mut [f64]) {
        self.forward(x);
        let row = |at: usize| &self.factor[at * self.size..(at + 1) * self.size];
        for at in (0..self.size).rev() {
            x[at] /= row(at)[at];
            let value = x[at];
            x[..at].iter_mut().zip(row(at)).for_each(|(x, factor)| *x -= factor * value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_solved() {
        // x = (1, -2, 3)
        let matrix = vec![4.0, 0.0, 0.0, 2.0, 5.0, 0.0, 1.0, 3.0, 6.0];
        let mut x = vec![4.0 - 4.0 + 3.0, 2.0 - 10.0 + 9.0, 1.0 - 6.0 + 18.0];
        Cholesky::new(matrix, 3).unwrap().solve(&mut x);
        x.iter().zip([1.0, -2.0, 3.0]).for_each(|(x, wanted)| assert!((x - wanted).abs() < 1e-14, "{x}"));
        // 4 (5 * 6 - 3 * 3) - 2 (2 * 6 - 3 * 1) + 1 (2 * 3 - 5 * 1) = 67 for the symmetric matrix of that lower half.
        let cholesky = Cholesky::new(vec![4.0, 0.0, 0.0, 2.0, 5.0, 0.0, 1.0, 3.0, 6.0], 3).unwrap();
        assert!((cholesky.log_determinant() - log(67.0)).abs() < 1e-14);
    }

    #[test]
    fn what_is_not_positive_definite_has_no_factor() {
        assert!(Cholesky::new(vec![1.0, 0.0, 1.0, 1.0], 2).is_none());
        assert!(Cholesky::new(vec![-1.0], 1).is_none());
        assert!(Cholesky::new(vec![f64::NAN], 1).is_none());
    }
}
