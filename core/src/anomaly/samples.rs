//! Rows that tests and the peers' numbers share.

use super::matrix::Matrix;
use crate::data::Frame;

/// In Python: `[[(37*i + 91*j + i*i*(j+3)) % 101 / 10 + (7919*i + 104729*j) % 1009 / 1e5 for j in range(3)] for i in range(40)]`,
/// then `X[7] = [30, -5, 2]` and `X[19, 1] = 25`.
pub(super) fn matrix() -> Matrix {
    let value = |i: usize, j: usize| match (i, j) {
        (7, _) => [30.0, -5.0, 2.0][j],
        (19, 1) => 25.0,
        _ => ((37 * i + 91 * j + i * i * (j + 3)) % 101) as f64 / 10.0 + ((7919 * i + 104_729 * j) % 1009) as f64 / 1e5,
    };
    Matrix { width: 3, values: (0..120).map(|at| value(at / 3, at % 3)).collect() }
}

pub(super) fn frame() -> Frame {
    let matrix = matrix();
    let column = |column: usize| matrix.iter().map(|row| row[column]).collect::<Vec<f64>>();
    Frame::new()
        .with("a", column(0))
        .and_then(|frame| frame.with("b", column(1)))
        .unwrap()
        .with("c", column(2))
        .unwrap()
}

/// Rows that the models were not fitted to.
pub(super) fn new_rows() -> Frame {
    Frame::new()
        .with("a", vec![5.0, 0.5, 12.0])
        .and_then(|frame| frame.with("b", vec![5.0, 9.0, -3.0]))
        .and_then(|frame| frame.with("c", vec![5.0, 0.0, 4.0]))
        .unwrap()
}

/// That numbers are equal but for rounding.
pub(super) fn close(found: &[f64], wanted: &[f64]) {
    assert_eq!(found.len(), wanted.len());
    let near = |(x, y): (&f64, &f64)| (x - y).abs() <= 1e-9 * (1.0 + y.abs());
    assert!(found.iter().zip(wanted).all(near), "{found:?} {wanted:?}");
}
