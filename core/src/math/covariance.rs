//! Means and covariances of rows.

/// The mean of rows of so many values and their covariance, both halves, divided by the number of rows.
pub(crate) fn mean_and_covariance<'a>(
    rows: impl Iterator<Item = &'a [f64]> + Clone,
    width: usize,
) -> (Vec<f64>, Vec<f64>) {
    let mut mean = vec![0.0; width];
    let mut count = 0.0;
    for row in rows.clone() {
        mean.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
        count += 1.0;
    }
    mean.iter_mut().for_each(|sum| *sum /= count);
    let mut covariance = vec![0.0; width * width];
    let mut off = vec![0.0; width];
    for row in rows {
        off.iter_mut().zip(row).zip(&mean).for_each(|((off, value), mean)| *off = value - mean);
        for (at, own) in covariance.chunks_exact_mut(width).enumerate() {
            let value = off[at];
            own[..=at].iter_mut().zip(&off).for_each(|(sum, other)| *sum += value * other);
        }
    }
    for row in 0..width {
        for column in 0..=row {
            covariance[row * width + column] /= count;
            covariance[column * width + row] = covariance[row * width + column];
        }
    }
    (mean, covariance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_numpys() {
        // np.cov([[1, 2], [3, 5], [5, 2]], rowvar=False, bias=True)
        let rows = [[1.0, 2.0], [3.0, 5.0], [5.0, 2.0]];
        let (mean, covariance) = mean_and_covariance(rows.iter().map(|row| &row[..]), 2);
        assert_eq!(mean, [3.0, 3.0]);
        assert_eq!(covariance, [8.0 / 3.0, 0.0, 0.0, 2.0]);
    }
}
