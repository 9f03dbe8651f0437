//! Eigenvalues of symmetric matrices.

use super::wide::wide;
use libm::{hypot, sqrt};

/// Eigenvalues, in no order, and the eigenvectors in rows.
///
/// Householder reflections to a tridiagonal matrix, then QL steps with implicit shifts (Golub and Van Loan, Matrix
/// Computations, 4th edition, 8.3; Bowdler, Martin, Reinsch and Wilkinson, The QR and QL algorithms for symmetric matrices,
/// Numerische Mathematik 11, 1968). Errors are about the rounding of the largest eigenvalue. O(size³).
pub(crate) fn symmetric(mut a: Vec<f64>, size: usize) -> (Vec<f64>, Vec<f64>) {
    wide(
        #[inline(always)]
        || {
            let (mut diagonal, mut beside, mut vectors) = tridiagonal(&mut a, size);
            diagonalize(&mut diagonal, &mut beside, &mut vectors, size);
            (diagonal, vectors)
        },
    )
}

/// The diagonal of a tridiagonal matrix T, what is beside it, and Qᵀ with A = Q T Qᵀ.
#[inline(always)]
fn tridiagonal(a: &mut [f64], size: usize) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
    let mut beside = vec![0.0; size];
    let mut product = vec![0.0; size];
    // Column k of the reduced matrix is taken by the vector of its reflection, I - v vᵀ.
    for k in 0..size.saturating_sub(2) {
        let first = k + 1;
        let mut v: Vec<f64> = (first..size).map(|row| a[row * size + k]).collect();
        beside[k] = reflection(&mut v);
        let product = &mut product[first..];
        product.fill(0.0);
        for (row, &weight) in v.iter().enumerate() {
            add(product, &a[(first + row) * size + first..(first + row + 1) * size], weight);
        }
        let half = v.iter().zip(&*product).map(|(v, p)| v * p).sum::<f64>() / 2.0;
        add(product, &v, -half);
        for (row, (&v_row, &p_row)) in v.iter().zip(&*product).enumerate() {
            let target = &mut a[(first + row) * size + first..(first + row + 1) * size];
            for ((entry, v), p) in target.iter_mut().zip(&v).zip(&*product) {
                *entry -= v_row * p + p_row * v;
            }
            a[(first + row) * size + k] = v_row;
        }
    }
    if size > 1 {
        beside[size - 2] = a[(size - 1) * size + size - 2];
    }
    let diagonal = (0..size).map(|at| a[at * (size + 1)]).collect();
    // Q is the product of the reflections, the last one first upon the identity.
    let mut q = vec![0.0; size * size];
    (0..size).for_each(|at| q[at * (size + 1)] = 1.0);
    for k in (0..size.saturating_sub(2)).rev() {
        let first = k + 1;
        let product = &mut product[first..];
        product.fill(0.0);
        for row in first..size {
            add(product, &q[row * size + first..(row + 1) * size], a[row * size + k]);
        }
        for row in first..size {
            add(&mut q[row * size + first..(row + 1) * size], product, -a[row * size + k]);
        }
    }
    let transposed = (0..size * size).map(|at| q[at % size * size + at / size]).collect();
    (diagonal, beside, transposed)
}

/// Makes of a vector x the v of the reflection I - v vᵀ that leaves of x only its first entry; returns what that becomes.
#[inline(always)]
fn reflection(x: &mut [f64]) -> f64 {
    let most = x.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    if x[1..].iter().all(|&value| value == 0.0) {
        let first = x[0];
        x.fill(0.0);
        return first;
    }
    // Scaled, for squares may be beyond what is finite or lost below.
    x.iter_mut().for_each(|value| *value /= most);
    let norm = sqrt(x.iter().map(|value| value * value).sum());
    let first = if x[0] > 0.0 { -norm } else { norm };
    // vᵀv = 2 with v = (x - first e₁) / sqrt(norm (norm + |x₁|)).
    let scale = 1.0 / sqrt(norm * (norm + x[0].abs()));
    x[0] -= first;
    x.iter_mut().for_each(|value| *value *= scale);
    first * most
}

/// Adds a multiple of some values to others.
#[inline(always)]
fn add(to: &mut [f64], values: &[f64], weight: f64) {
    for (to, value) in to.iter_mut().zip(values) {
        *to += weight * value;
    }
}

/// Turns neighbouring axes until nothing is left beside the diagonal.
#[inline(always)]
fn diagonalize(diagonal: &mut [f64], beside: &mut [f64], vectors: &mut [f64], size: usize) {
    let all = diagonal.iter().chain(&*beside).fold(0.0_f64, |most, value| most.max(value.abs()));
    for low in 0..size {
        // Two or three steps are usual.
        for _ in 0..60 {
            // The block from here to the first entry that is lost in the rounding of its neighbours.
            let lost = |at: &usize| {
                let near = diagonal[*at].abs() + diagonal[at + 1].abs();
                beside[*at].abs() <= f64::EPSILON * near.max(f64::EPSILON * all)
            };
            let high = (low..size - 1).find(lost).unwrap_or(size - 1);
            if high == low {
                break;
            }
            // Wilkinson's shift: of the two eigenvalues of the corner, the one that is nearer to its first entry.
            let ratio = (diagonal[low + 1] - diagonal[low]) / (2.0 * beside[low]);
            let shift = diagonal[low] - beside[low] / (ratio + hypot(ratio, 1.0).copysign(ratio));
            let (mut s, mut c, mut p, mut g) = (1.0, 1.0, 0.0, diagonal[high] - shift);
            let mut split = false;
            for at in (low..high).rev() {
                let (f, b) = (s * beside[at], c * beside[at]);
                let r = hypot(f, g);
                beside[at + 1] = r;
                if r == 0.0 {
                    // The block falls in two here.
                    diagonal[at + 1] -= p;
                    beside[high] = 0.0;
                    split = true;
                    break;
                }
                (s, c) = (f / r, g / r);
                let next = diagonal[at + 1] - p;
                let r = (diagonal[at] - next) * s + 2.0 * c * b;
                p = s * r;
                diagonal[at + 1] = next + p;
                g = c * r - b;
                let (above, below) = vectors.split_at_mut((at + 1) * size);
                for (x, y) in above[at * size..].iter_mut().zip(&mut below[..size]) {
                    (*x, *y) = (c * *x - s * *y, s * *x + c * *y);
                }
            }
            if !split {
                diagonal[low] -= p;
                beside[low] = g;
                beside[high] = 0.0;
            }
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
        assert_eq!(symmetric(vec![5.0], 1), (vec![5.0], vec![1.0]));
        assert!(symmetric(Vec::new(), 0).0.is_empty());
    }

    #[test]
    fn any_matrix_is_taken_apart() {
        // Of every size and rank, with equal eigenvalues, and at both ends of what is finite.
        let mut rng = crate::math::rng::Rng::new(7, 0);
        for (size, rank, scale) in
            [(2, 2, 1.0), (3, 1, 1e-280), (5, 5, 1e290), (17, 4, 1e-3), (40, 40, 1.0), (33, 0, 1.0)]
        {
            let points: Vec<f64> = (0..size * rank).map(|_| rng.normal()).collect();
            let entry = |i: usize, j: usize| {
                let product: f64 = (0..rank).map(|at| points[i * rank + at] * points[j * rank + at]).sum();
                scale * (product + if i == j { 2.0 } else { 0.0 })
            };
            let matrix: Vec<f64> = (0..size * size).map(|at| entry(at / size, at % size)).collect();
            let (values, vectors) = symmetric(matrix.clone(), size);
            let dot =
                |i: usize, j: usize| -> f64 { (0..size).map(|k| vectors[i * size + k] * vectors[j * size + k]).sum() };
            let largest = values.iter().copied().fold(0.0, f64::max);
            for i in 0..size {
                for j in 0..size {
                    assert!((dot(i, j) - f64::from(u8::from(i == j))).abs() < 1e-13, "{size} {i} {j}");
                    let sum: f64 =
                        (0..size).map(|k| values[k] / largest * vectors[k * size + i] * vectors[k * size + j]).sum();
                    assert!((sum - matrix[i * size + j] / largest).abs() < 1e-14 * size as f64, "{size} {i} {j}");
                }
            }
            let equal = values.iter().filter(|value| (*value / scale - 2.0).abs() < 1e-12 * largest / scale).count();
            assert!(equal >= size - rank, "{size} {rank}");
        }
    }
}
