//! Scores of different detectors on one scale.

use super::matrix::finite;
use crate::component::{Store, corrupt};
use crate::error::Result;
use crate::math::special::normal_quantile;
use libm::log1p;

/// Distinct values that are remembered at most beside the largest ones.
const KNOTS: usize = 1_536;
/// The largest ones, all remembered: there the order matters.
const TOP: usize = 512;

/// What quantile of the training scores a score is, as that of a standard normal.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantiles {
    /// Rising scores.
    values: Vec<f64>,
    /// The normal quantile of each.
    normals: Vec<f64>,
}

impl Quantiles {
    /// Of at least one training score; equal ones share the middle of their ranks.
    pub(super) fn of(scores: &[f64]) -> Self {
        let mut sorted = scores.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let n = sorted.len() as f64;
        let (mut values, mut normals, mut start) = (Vec::new(), Vec::new(), 0);
        for equal in sorted.chunk_by(|a, b| a == b) {
            values.push(equal[0]);
            normals.push(normal_quantile((start as f64 + 0.5 * equal.len() as f64) / n));
            start += equal.len();
        }
        if values.len() > KNOTS + TOP {
            let step = (values.len() - TOP).div_ceil(KNOTS);
            let top = values.len() - TOP;
            let keep = |(at, value): (usize, &f64)| (at % step == 0 || at >= top).then_some(*value);
            normals = normals.iter().enumerate().filter_map(keep).collect();
            values = values.iter().enumerate().filter_map(keep).collect();
        }
        Self { values, normals }
    }

    /// Between two training scores in proportion; below the smallest that of the smallest; beyond the largest ln(1 + e) more,
    /// where e is how far it is beyond, in distances of the largest from the median.
    pub(super) fn normal(&self, score: f64) -> f64 {
        let last = self.values.len() - 1;
        let place = self.values.partition_point(|&value| value <= score);
        if place == 0 {
            return self.normals[0];
        }
        let (low, from) = (self.values[place - 1], self.normals[place - 1]);
        if place <= last {
            return from + (score - low) / (self.values[place] - low) * (self.normals[place] - from);
        }
        let median = self.normals.partition_point(|&normal| normal < 0.0).min(last);
        let range = low - self.values[median];
        let unit = [range, low.abs(), 1.0].into_iter().find(|&unit| unit > 0.0).unwrap_or(1.0);
        from + log1p(((score - low) / unit).min(1e300))
    }

    pub(super) fn store(&self, name: &str, store: &mut Store) {
        store.put(&format!("{name}.values"), &self.values);
        store.put(&format!("{name}.normals"), &self.normals);
    }

    pub(super) fn restore(store: &Store, name: &str) -> Result<Self> {
        let key = format!("{name}.values");
        let values: Vec<f64> = store.take(&key)?;
        let normals = finite(store, &format!("{name}.normals"), values.len())?;
        let rise = |values: &[f64]| values.is_sorted_by(|a, b| a < b);
        if values.is_empty() || !values.iter().all(|value| value.is_finite()) || !rise(&values) || !rise(&normals) {
            return Err(corrupt(&key, "is not finite numbers that rise"));
        }
        Ok(Self { values, normals })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_become_normal_quantiles() {
        let quantiles = Quantiles::of(&[3.0, 1.0, 2.0, 2.0, 5.0]);
        // scipy 1.16: norm.ppf([0.1, 0.4, 0.7, 0.9])
        let expected = [-1.2815515655446004, -0.2533471031357997, 0.5244005127080407, 1.2815515655446004];
        for (value, expected) in [1.0, 2.0, 3.0, 5.0].into_iter().zip(expected) {
            assert!((quantiles.normal(value) - expected).abs() < 1e-12);
        }
        let between = quantiles.normal(4.0);
        assert!((between - 0.5 * (expected[2] + expected[3])).abs() < 1e-12);
        assert_eq!(quantiles.normal(-7.0), quantiles.normal(1.0));
        // 2 beyond 5, which is 2 from the first score above the median.
        assert!((quantiles.normal(7.0) - expected[3] - std::f64::consts::LN_2).abs() < 1e-12);
        assert_eq!(Quantiles::of(&[4.0; 3]).normal(4.0), 0.0);
    }

    #[test]
    fn many_scores_are_remembered_by_some() {
        let scores: Vec<f64> = (0..50_000).map(f64::from).collect();
        let quantiles = Quantiles::of(&scores);
        assert!(quantiles.values.len() <= KNOTS + TOP + 1);
        for at in [1_007usize, 30_001, 49_800, 49_999] {
            let exact = normal_quantile((at as f64 + 0.5) / 50_000.0);
            assert!((quantiles.normal(at as f64) - exact).abs() < 2e-2, "{at}");
        }
    }
}
