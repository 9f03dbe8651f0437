//! What a sample is like.

/// What is above 0 of a value, else 0: never -0, which `f64::max` may keep or not, as it was compiled.
pub(crate) fn positive(value: f64) -> f64 {
    if value > 0.0 { value } else { 0.0 }
}

/// The mean.
pub(crate) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The variance of a sample, with n - 1.
pub(crate) fn variance(values: &[f64]) -> f64 {
    let mean = mean(values);
    values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (values.len() as f64 - 1.0)
}

/// The squared Euclidean distance of two points.
pub(crate) fn squared_distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

/// The correlation of two samples; 0 where one is constant.
pub(crate) fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let (from, to) = (mean(a), mean(b));
    let (mut product, mut first, mut second) = (0.0, 0.0, 0.0);
    for (x, y) in a.iter().zip(b) {
        let (x, y) = (x - from, y - to);
        product += x * y;
        first += x * x;
        second += y * y;
    }
    let size = libm::sqrt(first) * libm::sqrt(second);
    if size > 0.0 { product / size } else { 0.0 }
}

/// The median of one value or more, in whatever order they are left.
pub(crate) fn median(values: &mut [f64]) -> f64 {
    let (half, odd) = (values.len() / 2, values.len() % 2 == 1);
    let (below, &mut middle, _) = values.select_nth_unstable_by(half, f64::total_cmp);
    match below.iter().copied().reduce(f64::max) {
        Some(left) if !odd => (left + middle) / 2.0,
        _ => middle,
    }
}

/// The quantile of sorted values, between two of them in proportion, as numpy's default.
pub(crate) fn quantile(sorted: &[f64], share: f64) -> f64 {
    let at = share * (sorted.len() - 1) as f64;
    let below = (at as usize).min(sorted.len() - 1);
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (at - below as f64) * (sorted[above] - sorted[below])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_numpys() {
        // numpy 2: np.median, np.var(ddof=1), np.quantile([1, 2, 4, 8], [0, 0.1, 0.5, 1])
        let mut values = [8.0, 1.0, 4.0, 2.0];
        assert_eq!((mean(&values), variance(&values), median(&mut values)), (3.75, 28.75 / 3.0, 3.0));
        // np.corrcoef([1, 2, 3], [1, 3, 2])[0, 1]
        assert!((correlation(&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0]) - 0.5).abs() < 1e-12);
        assert_eq!(correlation(&[1.0, 2.0], &[3.0, 3.0]), 0.0);
        assert_eq!(median(&mut [5.0, 9.0, 1.0]), 5.0);
        let found = [0.0, 0.1, 0.5, 1.0].map(|share| quantile(&[1.0, 2.0, 4.0, 8.0], share));
        found.iter().zip([1.0, 1.3, 3.0, 8.0]).for_each(|(x, y)| assert!((x - y).abs() < 1e-12, "{found:?}"));
    }
}
