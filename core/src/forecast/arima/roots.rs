//! How often a series is to be differenced.

use super::order::difference;
use crate::math::stats::variance;
use crate::math::stl::Stl;
use libm::sqrt;

/// The most that the statistic of Kwiatkowski, Phillips, Schmidt and Shin is for a stationary series, at 5 %.
const KPSS_CRITICAL: f64 = 0.463;
/// A season that is stronger than this is differenced away (Wang, Smith and Hyndman 2006; the threshold was chosen on M3
/// by the authors of R's forecast).
const STRONG_SEASON: f64 = 0.64;

/// Whether all values are the same, to within rounding.
pub(super) fn constant(values: &[f64]) -> bool {
    let largest = values.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
    values.iter().all(|value| (value - values[0]).abs() <= 1e-13 * largest)
}

/// Seasonal differences: as long as the season is strong.
pub(super) fn seasonal_differences(y: &[f64], period: usize, most: usize) -> usize {
    let (mut count, mut values) = (0, y.to_vec());
    while count < most && period > 1 && values.len() >= 2 * period && !constant(&values) {
        if season_strength(&values, period) <= STRONG_SEASON {
            break;
        }
        values = difference(&values, period);
        count += 1;
    }
    count
}

/// Differences: until the series passes for stationary.
pub(super) fn differences(y: &[f64], most: usize) -> usize {
    let (mut count, mut values) = (0, y.to_vec());
    while count < most && values.len() > 1 && !constant(&values) && kpss(&values) > KPSS_CRITICAL {
        values = difference(&values, 1);
        count += 1;
    }
    count
}

/// 1 less the share of the remainder's variance in that of season and remainder.
pub(super) fn season_strength(y: &[f64], period: usize) -> f64 {
    let stl = Stl { seasonal_degree: 0, ..Stl::new(period, 11) };
    let parts = stl.decompose(y);
    let without_trend: Vec<f64> = y.iter().zip(&parts.trend).map(|(y, trend)| y - trend).collect();
    let remainder: Vec<f64> = without_trend.iter().zip(&parts.seasonal).map(|(value, season)| value - season).collect();
    let (left, whole) = (variance(&remainder), variance(&without_trend));
    if whole > 0.0 { (1.0 - left / whole).clamp(0.0, 1.0) } else { 0.0 }
}

/// The statistic for a stationary level, with the lags that R's forecast takes: the whole part of 3 sqrt(n) / 13.
fn kpss(y: &[f64]) -> f64 {
    let n = y.len() as f64;
    let lags = (3.0 * sqrt(n) / 13.0) as usize;
    let mean = y.iter().sum::<f64>() / n;
    let off: Vec<f64> = y.iter().map(|value| value - mean).collect();
    let (mut sum, mut walk) = (0.0, 0.0);
    for value in &off {
        sum += value;
        walk += sum * sum;
    }
    let product = |lag: usize| off.iter().zip(&off[lag..]).map(|(a, b)| a * b).sum::<f64>();
    let weight = |lag: usize| 1.0 - lag as f64 / (lags as f64 + 1.0);
    let spread = product(0) + 2.0 * (1..=lags).map(|lag| weight(lag) * product(lag)).sum::<f64>();
    walk / (n * spread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_statsmodels() {
        // statsmodels 0.14 kpss(y, "c", nlags=2)[0] of the 100 values, nlags = floor(3 sqrt(100) / 13) = 2.
        let y: Vec<f64> = (0..100).map(|t| ((t * 7919) % 23) as f64 + 0.05 * t as f64).collect();
        assert!((kpss(&y) - 0.9890114189641958).abs() < 1e-12, "{}", kpss(&y));
        assert_eq!((differences(&y, 2), differences(&y[..20], 2)), (1, 0));
        assert_eq!(differences(&[3.0; 20], 2), 0);
    }

    #[test]
    fn strong_seasons_are_seen() {
        let wave: Vec<f64> = (0..60).map(|t| [9.0, 1.0, 4.0, 2.0][t % 4] + ((t * 31) % 7) as f64 / 9.0).collect();
        assert_eq!(seasonal_differences(&wave, 4, 1), 1);
        let noise: Vec<f64> = (0..60).map(|t| ((t * 31) % 37) as f64).collect();
        assert_eq!((seasonal_differences(&noise, 4, 1), seasonal_differences(&wave[..7], 4, 1)), (0, 0));
    }
}
