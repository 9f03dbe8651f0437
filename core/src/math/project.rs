//! Least squares where only what is left of the values is asked for.

use crate::math::lbfgs::dot;
use libm::sqrt;

/// Below this share of its size a column is taken to be a combination of those before it.
const DEPENDENT: f64 = 1e-10;

/// Makes columns orthogonal and of length 1, each against those before it (Gram and Schmidt, twice, which is exact to
/// rounding); those that depend on others become zero.
pub(crate) fn orthogonal(columns: &mut [Vec<f64>]) {
    for at in 0..columns.len() {
        let (before, rest) = columns.split_at_mut(at);
        let column = &mut rest[0];
        let size = sqrt(dot(column, column));
        take_away(before, column);
        take_away(before, column);
        let left = sqrt(dot(column, column));
        let scale = if left > DEPENDENT * size { 1.0 / left } else { 0.0 };
        column.iter_mut().for_each(|value| *value *= scale);
    }
}

/// Takes from values what orthogonal columns explain.
pub(crate) fn take_away(columns: &[Vec<f64>], values: &mut [f64]) {
    for column in columns {
        let share = dot(column, values);
        values.iter_mut().zip(column).for_each(|(value, x)| *value -= share * x);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_of_a_line() {
        let mut columns = [vec![1.0; 4], vec![1.0, 2.0, 3.0, 4.0], vec![2.0, 4.0, 6.0, 8.0]];
        orthogonal(&mut columns);
        assert!(columns[2].iter().all(|value| *value == 0.0));
        let mut y = [1.0, 2.0, 2.0, 4.0];
        take_away(&columns, &mut y);
        // By hand: slope 0.9, mean 2.25.
        for (left, expected) in y.iter().zip([0.1, 0.2, -0.7, 0.4]) {
            assert!((left - expected).abs() < 1e-12, "{y:?}");
        }
    }
}
