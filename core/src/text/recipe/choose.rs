//! Which features stay.

use super::Recipe;
use super::source::{Seen, keep, only_seen};
use crate::data::Csr;
use crate::error::{Result, err};

impl Recipe<'_> {
    /// The matrix without columns that are empty or not among the best, and where the others went.
    pub(in crate::text) fn choose(&self, x: Csr, labels: &[usize], classes: usize) -> Result<(Csr, Option<Seen>)> {
        self.choose_by(x, |x| chi2(x, labels, classes))
    }

    /// The same for numbers.
    pub(in crate::text) fn choose_for(&self, x: Csr, targets: &[f64]) -> Result<(Csr, Option<Seen>)> {
        self.choose_by(x, |x| Ok(correlations(x, targets)))
    }

    fn choose_by(&self, x: Csr, score: impl Fn(&Csr) -> Result<Vec<Option<f64>>>) -> Result<(Csr, Option<Seen>)> {
        let Some(most) = self.k_best.map(|most| most as usize) else { return only_seen(x) };
        let scores = score(&x)?;
        let mut order: Vec<usize> = (0..x.columns()).filter(|&column| scores[column].is_some()).collect();
        order.sort_by(|&a, &b| scores[b].unwrap_or(0.0).total_cmp(&scores[a].unwrap_or(0.0)));
        order.truncate(most);
        let mut kept = vec![false; x.columns()];
        order.into_iter().for_each(|column| kept[column] = true);
        keep(x, &kept)
    }
}

/// The chi-squared statistic of each feature against the classes, as of counts; `None` where it is 0 in every document.
///
/// The sum over classes of (observed - expected)² / expected, with observed the sum of the feature over the documents of
/// the class, and expected the share of the class among the documents times the sum over all (scikit-learn's `chi2`).
fn chi2(x: &Csr, labels: &[usize], classes: usize) -> Result<Vec<Option<f64>>> {
    let mut observed = vec![0.0; x.columns() * classes];
    let mut documents = vec![0.0; classes];
    for (row, &label) in labels.iter().enumerate() {
        documents[label] += 1.0;
        let (columns, values) = x.row(row);
        for (&column, &value) in columns.iter().zip(values) {
            if value < 0.0 {
                return Err(err!(
                    InvalidData,
                    "row {row} has the feature {value}; must be 0 or above where k_best is set"
                )
                .with("row", row));
            }
            observed[column as usize * classes + label] += value;
        }
    }
    let score = |observed: &[f64]| {
        let all = observed.iter().fold(0.0, |sum, value| sum + value);
        let term = |(&observed, &documents): (&f64, &f64)| {
            let expected = all * documents / labels.len() as f64;
            (observed - expected) * (observed - expected) / expected
        };
        (all > 0.0).then(|| observed.iter().zip(&documents).map(term).fold(0.0, |sum, term| sum + term))
    };
    Ok(observed.chunks(classes).map(score).collect())
}

/// How much each feature correlates with the numbers, up or down and up to a factor, which ranks as scikit-learn's
/// `f_regression`; `None` where it is 0 in every document, and 0 where it never varies.
fn correlations(x: &Csr, targets: &[f64]) -> Vec<Option<f64>> {
    let n = targets.len() as f64;
    let mean = crate::math::stats::mean(targets);
    // The sums of each feature, of its squares, and of its products with what is off the mean.
    let mut sums = vec![[0.0; 3]; x.columns()];
    for (row, &target) in targets.iter().enumerate() {
        let (columns, values) = x.row(row);
        for (&column, &value) in columns.iter().zip(values) {
            let [sum, squares, products] = &mut sums[column as usize];
            *sum += value;
            *squares += value * value;
            *products += value * (target - mean);
        }
    }
    let score = |[sum, squares, products]: [f64; 3]| {
        let spread = squares - sum * sum / n;
        let varies = spread > 1e-12 * squares;
        (squares > 0.0).then_some(if varies { products.abs() / libm::sqrt(spread) } else { 0.0 })
    };
    sums.into_iter().map(score).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn x() -> Csr {
        let rows = [
            [2.0, 1.0, 0.0, 0.5],
            [1.0, 0.0, 0.0, 0.0],
            [0.0, 3.0, 1.0, 0.0],
            [0.0, 1.0, 0.0, 0.0],
            [1.0, 0.0, 4.0, 0.0],
            [0.0, 0.0, 1.0, 0.0],
        ];
        let indptr = (0..=6).map(|row| 4 * row).collect();
        let indices = (0..6).flat_map(|_| 0..4).collect();
        Csr::new(4, indptr, indices, rows.concat()).unwrap()
    }

    #[test]
    fn correlations_rank_as_those_of_scikit_learn() {
        // scikit-learn 1.9.1: r_regression(X, y) ** 2 * sum((y - y.mean()) ** 2).
        let expected = [3.675, 5.051067073170733, 61.880208333333336, 0.16875];
        let found = correlations(&x(), &[3.5, -1.0, 2.0, 0.25, 10.0, 4.0]);
        for (found, expected) in found.into_iter().zip(expected) {
            assert!((found.unwrap() * found.unwrap() - expected).abs() < 1e-12);
        }
        let constant = Csr::new(2, vec![0, 1, 2], vec![1, 1], vec![3.0, 3.0]).unwrap();
        assert_eq!(correlations(&constant, &[1.0, 2.0]), [None, Some(0.0)]);
    }

    #[test]
    fn the_statistic_is_that_of_scikit_learn() {
        // scikit-learn 1.9.1: chi2(X, [0, 0, 1, 1, 1, 2]).
        let x = x();
        let expected = [3.2500000000000004, 1.9999999999999998, 3.333333333333333, 1.0000000000000002];
        let found = chi2(&x, &[0, 0, 1, 1, 1, 2], 3).unwrap();
        for (found, expected) in found.into_iter().zip(expected) {
            assert!((found.unwrap() - expected).abs() < 1e-12);
        }
        let (indptr, indices, mut values) = x.into_parts();
        values.iter_mut().skip(3).step_by(4).for_each(|value| *value = 0.0);
        let empty = Csr::new(4, indptr, indices, values).unwrap();
        assert_eq!(chi2(&empty, &[0, 0, 1, 1, 1, 2], 3).unwrap()[3], None);
    }
}
