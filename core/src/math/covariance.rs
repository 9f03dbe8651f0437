//! Means and covariances of rows.

use super::wide::wide;

const LANES: usize = 8;

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
    let mut block = Vec::with_capacity(BLOCK * width);
    for row in rows {
        block.extend(row.iter().zip(&mean).map(|(value, mean)| value - mean));
        if block.len() == BLOCK * width {
            add_products(&mut covariance, &block, width);
            block.clear();
        }
    }
    add_products(&mut covariance, &block, width);
    for row in 0..width {
        for column in 0..=row {
            covariance[row * width + column] /= count;
            covariance[column * width + row] = covariance[row * width + column];
        }
    }
    (mean, covariance)
}

/// So many rows are added at once: a matrix beyond the cache is then read and written once for all of them.
const BLOCK: usize = 16;

/// Adds the products of the values of each row to the lower half, row after row.
fn add_products(sums: &mut [f64], rows: &[f64], width: usize) {
    wide(
        #[inline(always)]
        || {
            for (at, own) in sums.chunks_exact_mut(width).enumerate() {
                let (own, rest) = own[..=at].as_chunks_mut::<LANES>();
                for (place, sum) in own.iter_mut().enumerate() {
                    let mut lanes = *sum;
                    for row in rows.chunks_exact(width) {
                        let others = &row[place * LANES..(place + 1) * LANES];
                        for lane in 0..LANES {
                            lanes[lane] += row[at] * others[lane];
                        }
                    }
                    *sum = lanes;
                }
                let start = own.len() * LANES;
                for row in rows.chunks_exact(width) {
                    for (sum, other) in rest.iter_mut().zip(&row[start..]) {
                        *sum += row[at] * other;
                    }
                }
            }
        },
    );
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

    #[test]
    fn blocks_and_lanes_add_up_like_one_row_after_the_other() {
        let (rows, width) = (2 * BLOCK + 3, 2 * LANES + 3);
        let values: Vec<f64> = (0..rows * width).map(|i| f64::from((i * i % 101) as u32) / 7.0).collect();
        let (mean, covariance) = mean_and_covariance(values.chunks_exact(width), width);
        for (at, found) in covariance.iter().enumerate() {
            let (i, j) = (at / width, at % width);
            let product = |row: &[f64]| (row[i] - mean[i]) * (row[j] - mean[j]);
            let sum = values.chunks_exact(width).fold(0.0, |sum, row| sum + product(row));
            assert_eq!(*found, sum / rows as f64);
        }
    }
}
