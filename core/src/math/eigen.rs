//! Eigenvalues of symmetric matrices.

use libm::sqrt;

/// Eigenvalues, in no order, and the eigenvectors in rows.
///
/// Cyclic Jacobi rotations (Golub and Van Loan, Matrix Computations, 4th edition, 8.5), until what is off the diagonal is lost
/// in rounding. O(size³) a sweep, of which there are 6 to 10.
pub(crate) fn symmetric(mut a: Vec<f64>, size: usize) -> (Vec<f64>, Vec<f64>) {
    let mut vectors = vec![0.0; size * size];
    (0..size).for_each(|at| vectors[at * (size + 1)] = 1.0);
    let all: f64 = a.iter().map(|value| value * value).sum();
    for _ in 0..60 {
        let mut off = 0.0;
        for p in 0..size {
            for q in p + 1..size {
                let value = a[p * size + q];
                off += value * value;
                if value.abs() > 1e-300 {
                    rotate(&mut a, &mut vectors, size, p, q);
                }
            }
        }
        if off <= 1e-30 * all {
            break;
        }
    }
    ((0..size).map(|at| a[at * (size + 1)]).collect(), vectors)
}

/// Turns rows and columns p and q until their common entry is 0.
fn rotate(a: &mut [f64], vectors: &mut [f64], size: usize, p: usize, q: usize) {
    let theta = (a[q * (size + 1)] - a[p * (size + 1)]) / (2.0 * a[p * size + q]);
    let t = 1.0_f64.copysign(theta) / (theta.abs() + sqrt(theta * theta + 1.0));
    let c = 1.0 / sqrt(t * t + 1.0);
    let s = t * c;
    for at in 0..size {
        let (x, y) = (a[at * size + p], a[at * size + q]);
        (a[at * size + p], a[at * size + q]) = (c * x - s * y, s * x + c * y);
    }
    for matrix in [a, vectors] {
        let (above, below) = matrix.split_at_mut(q * size);
        for (x, y) in above[p * size..(p + 1) * size].iter_mut().zip(&mut below[..size]) {
            (*x, *y) = (c * *x - s * *y, s * *x + c * *y);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_times_values_are_the_matrix() {
        // The second difference of 12 numbers: 2 - 2 cos(k pi / 13).
        let size = 12;
        let entry = |i: usize, j: usize| [2.0, -1.0, 0.0][i.abs_diff(j).min(2)];
        let matrix: Vec<f64> = (0..size * size).map(|at| entry(at / size, at % size)).collect();
        let (mut values, vectors) = symmetric(matrix, size);
        for i in 0..size {
            for j in 0..size {
                let sum: f64 = (0..size).map(|k| values[k] * vectors[k * size + i] * vectors[k * size + j]).sum();
                assert!((sum - entry(i, j)).abs() < 1e-13);
            }
        }
        values.sort_by(f64::total_cmp);
        for (k, value) in values.iter().enumerate() {
            let expected = 2.0 - 2.0 * libm::cos((k + 1) as f64 * std::f64::consts::PI / 13.0);
            assert!((value - expected).abs() < 1e-13);
        }
        assert_eq!(symmetric(vec![0.0; 4], 2).0, [0.0; 2]);
        assert!(symmetric(Vec::new(), 0).0.is_empty());
    }
}
