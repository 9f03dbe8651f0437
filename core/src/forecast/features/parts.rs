//! What is said of trend, season and remainder.

use super::dependence::{correlations, first_and_ten, sum_of_squares};
use super::supersmoother;
use crate::math::lbfgs::dot;
use crate::math::project::orthogonal;
use crate::math::stats::{mean, variance};
use crate::math::stl::Stl;

/// The columns; the last three need a season.
pub(super) const NAMES: &[&str] = &[
    "nperiods",
    "seasonal_period",
    "trend",
    "spike",
    "linearity",
    "curvature",
    "e_acf1",
    "e_acf10",
    "seasonal_strength",
    "peak",
    "trough",
];

/// The features, with the first two alone where the series cannot be taken apart.
pub(super) fn stl_features(x: &[f64], season: usize) -> Vec<f64> {
    let n = x.len();
    let mut features = vec![f64::from(u8::from(season > 1)), season as f64];
    let parts = if season > 1 && n >= 2 * season && n > 2 {
        let parts = Stl::new(season, 13).decompose(x);
        Some((parts.trend, parts.seasonal))
    } else if season == 1 {
        supersmoother::smooth(x).map(|trend| (trend, vec![0.0; n]))
    } else {
        None
    };
    let Some((trend, seasonal)) = parts else { return features };
    let without = |from: &[f64], part: &[f64]| from.iter().zip(part).map(|(a, b)| a - b).collect::<Vec<f64>>();
    let detrended = without(x, &trend);
    let remainder = without(&detrended, &seasonal);
    let [all, left] = [x, remainder.as_slice()].map(variance);
    let adjusted = variance(&without(x, &seasonal));
    let share = |of: f64| (1.0 - left / of).clamp(0.0, 1.0);
    features.push(if all < f64::EPSILON || adjusted / all < 1e-10 { 0.0 } else { share(adjusted) });
    features.push(spike(&remainder, left));
    features.extend(line_and_curve(&trend));
    features.extend(first_and_ten(&correlations(&remainder, 10)));
    if season > 1 {
        let detrended = variance(&detrended);
        features.push(if all < f64::EPSILON || detrended < f64::EPSILON { 0.0 } else { share(detrended) });
        let place = |better: fn(f64, f64) -> bool| {
            let best = (1..n).fold(0, |best, at| if better(seasonal[at], seasonal[best]) { at } else { best });
            (best % season + 1) as f64
        };
        features.extend([place(|a, b| a > b), place(|a, b| a < b)]);
    }
    features
}

/// The variance of the variances that the remainder has without each of its values.
fn spike(remainder: &[f64], variance_of_all: f64) -> f64 {
    let (n, mean) = (remainder.len() as f64, mean(remainder));
    let without = |value: &f64| (variance_of_all * (n - 1.0) - (value - mean) * (value - mean)) / (n - 2.0);
    variance(&remainder.iter().map(without).collect::<Vec<f64>>())
}

/// The coefficients of the trend on orthogonal polynomials of degree 1 and 2 in time.
fn line_and_curve(trend: &[f64]) -> [f64; 2] {
    let n = trend.len();
    let centred = |at: usize| at as f64 - (n as f64 - 1.0) / 2.0;
    let of = |f: fn(f64) -> f64| (0..n).map(|at| f(centred(at))).collect::<Vec<f64>>();
    let mut columns = [of(|_| 1.0), of(|x| x), of(|x| x * x)];
    orthogonal(&mut columns);
    if n < 3 || sum_of_squares(&columns[2]) == 0.0 {
        return [f64::NAN; 2];
    }
    [dot(&columns[1], trend), dot(&columns[2], trend)]
}
