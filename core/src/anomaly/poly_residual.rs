//! What is left of windows when a polynomial through their surroundings is taken off.

use super::matrix_profile::of_points;
use super::window_length::{WindowMethod, own_length};
use crate::component::{
    Component, Context, RowReader, RowWriter, SeriesDetector, SeriesDetectorState, corrupt, setters,
};
use crate::data::Series;
use crate::error::Result;
use libm::sqrt;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores an observation by how far the windows that hold it are from a polynomial through the values around them.
///
/// A polynomial of degree `degree` is fitted by least squares to the `neighborhood` values about a window, without
/// those of the window; the error of the window is the root of the mean square of what its values are off the
/// polynomial. Windows begin every quarter of a window; the score of an observation is the mean error of those that
/// hold it. Near the ends of a series the neighborhood is moved inside.
///
/// The detector learns nothing but the length of the window: each series is scored by itself.
///
/// Input: a panel without missing values; a series needs at least twice the window, and `degree` + 1 more than one.
/// Output: one score an observation, in the unit of the series.
/// `explain` counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
/// Errors: `kp.missing_values` for a missing value, `kp.not_enough_data` for a shorter series.
/// Cost: O(n × degree × neighborhood / window_size) time.
/// Source: POLY as in TSB-UAD (Paparrizos et al., VLDB 2022), after Li, Ma and Mei, PAKDD 2007, with overlapping
/// windows and without a volatility; polynomials are those of numpy's `polyfit`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct PolyResidual {
    /// How many observations a window has; from the autocorrelation of the series when absent.
    #[schemars(range(min = 4, max = 1_000_000))]
    pub window_size: Option<usize>,
    /// The degree of the polynomial. Default 1: a straight line.
    #[schemars(range(min = 0, max = 10))]
    pub degree: usize,
    /// Within how many observations about a window the polynomial is fitted; 10 windows, and at least 100 observations,
    /// when absent. At least two windows, and as many as the degree needs, are taken.
    #[schemars(range(min = 8, max = 10_000_000))]
    pub neighborhood: Option<usize>,
    /// The share of anomalies in the data of the fit, above 0 and at most 0.5. When absent, a score is an anomaly's
    /// that is more than 12 times as far above the median of its series as the upper quartile is.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: Option<f64>,
}

impl Default for PolyResidual {
    fn default() -> Self {
        Self { window_size: None, degree: 1, neighborhood: None, contamination: None }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::PolyResidual, component::SeriesDetector, data::{Frame, Panel, PanelSpec}};
    /// let mut y: Vec<f64> = (0..200).map(|t| f64::from(t) + f64::from(t % 3)).collect();
    /// y[123] = 60.0;
    /// let frame = Frame::new().with("y", y)?;
    /// let panel = Panel::from_frame(&frame, PanelSpec::default())?;
    /// let model = PolyResidual::default().window_size(8).fit(&panel)?;
    /// let scores = model.score(&frame.into(), &Default::default())?;
    /// assert!(scores[50] < 2.0 && scores[123] > 20.0);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    PolyResidual {
        /// Sets how many observations a window has.
        window_size: usize,
        /// Sets the degree of the polynomial.
        degree: usize,
        /// Sets within how many observations about a window the polynomial is fitted.
        neighborhood: usize,
        /// Sets the share of anomalies in the data of the fit.
        contamination: f64,
    }
}

impl Component for PolyResidual {
    const ID: &'static str = "anomaly.poly_residual";
    const NAME: &'static str = "PolyResidual";
    const VERSION: u32 = 1;
}

/// What is looked at; nothing else is known.
#[derive(Clone, Debug, PartialEq)]
pub struct PolyResidualState {
    window: usize,
    degree: usize,
    neighborhood: usize,
}

impl SeriesDetector for PolyResidual {
    type State = PolyResidualState;

    fn contamination(&self) -> Option<f64> {
        self.contamination
    }

    fn fit_series(&self, series: Series<'_>, _ctx: &Context) -> Result<PolyResidualState> {
        let y = series.complete(8)?;
        let window = self.window_size.unwrap_or_else(|| own_length(y, WindowMethod::default()));
        let wanted = self.neighborhood.unwrap_or((10 * window).max(100));
        let mut state = PolyResidualState { window, degree: self.degree, neighborhood: wanted };
        state.neighborhood = wanted.max(state.least());
        series.complete(state.least())?;
        Ok(state)
    }
}

/// Polynomials that are orthogonal over the places around a window.
struct Basis {
    /// How many places there are, and how many of them before the window.
    places: usize,
    before: usize,
    /// One polynomial after the other, at every place.
    values: Vec<f64>,
}

impl Basis {
    fn new(places: usize, before: usize, window: usize, degree: usize) -> Self {
        let middle = (places - 1) as f64 / 2.0;
        let around = |values: &[f64], other: &[f64]| -> f64 {
            let pairs = values.iter().zip(other).enumerate();
            let outside = pairs.filter(|(at, _)| *at < before || *at >= before + window);
            outside.map(|(_, (a, b))| a * b).sum()
        };
        let mut basis: Vec<Vec<f64>> = Vec::new();
        for degree in 0..=degree {
            // x times the last one is nearer to a new direction than x^degree is.
            let mut next: Vec<f64> = match basis.last() {
                None => vec![1.0; places],
                Some(last) => {
                    last.iter().enumerate().map(|(at, value)| value * (at as f64 - middle) / middle).collect()
                }
            };
            // Twice, for what rounding leaves the first time.
            for known in basis.iter().chain(&basis) {
                let part = around(&next, known);
                next.iter_mut().zip(known).for_each(|(value, known)| *value -= part * known);
            }
            let length = sqrt(around(&next, &next));
            debug_assert!(length > 0.0, "there are more places than degrees: {degree}");
            next.iter_mut().for_each(|value| *value /= length);
            basis.push(next);
        }
        Self { places, before, values: basis.concat() }
    }

    /// The root of the mean square of what the values of the window are off the polynomial.
    fn error(&self, y: &[f64], window: usize, unit: f64) -> f64 {
        let inside = self.before..self.before + window;
        // From the first value on, so that a constant series is 0 throughout.
        let scaled: Vec<f64> = y.iter().map(|value| (value - y[0]) / unit).collect();
        let mut off = scaled[inside.clone()].to_vec();
        for basis in self.values.chunks_exact(self.places) {
            let product = |places: std::ops::Range<usize>| -> f64 {
                scaled[places.clone()].iter().zip(&basis[places]).map(|(a, b)| a * b).sum()
            };
            let part = product(0..inside.start) + product(inside.end..self.places);
            off.iter_mut().zip(&basis[inside.clone()]).for_each(|(value, basis)| *value -= part * basis);
        }
        (sqrt(off.iter().map(|value| value * value).sum::<f64>() / window as f64) * unit).min(f64::MAX)
    }
}

impl PolyResidualState {
    /// The error of each window that is looked at.
    fn errors(&self, y: &[f64], ctx: &Context) -> Result<Vec<Option<f64>>> {
        let (n, window) = (y.len(), self.window);
        let most = y.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
        let unit = if most > 0.0 { most } else { 1.0 };
        let places = self.neighborhood.min(n);
        let mut errors = vec![None; n + 1 - window];
        let mut basis: Option<Basis> = None;
        let last = n - window;
        for (round, at) in (0..last).step_by(window.div_ceil(4)).chain([last]).enumerate() {
            if round.is_multiple_of(256) {
                ctx.check()?;
            }
            let from = (at + window / 2).saturating_sub(places / 2).min(n - places);
            let own = match basis.take().filter(|basis| basis.before == at - from) {
                Some(basis) => basis,
                None => Basis::new(places, at - from, window, self.degree),
            };
            errors[at] = Some(own.error(&y[from..from + places], window, unit));
            basis = Some(own);
        }
        Ok(errors)
    }
}

impl SeriesDetectorState for PolyResidualState {
    fn least(&self) -> usize {
        (2 * self.window).max(self.window + self.degree + 1)
    }

    fn score(&self, series: Series<'_>, ctx: &Context) -> Result<Vec<f64>> {
        let errors = self.errors(series.complete(self.least())?, ctx)?;
        Ok(of_points(&errors, self.window).into_iter().map(|score| score.unwrap_or(0.0)).collect())
    }

    fn store(&self, row: &mut RowWriter) {
        row.i64("window_size", self.window as i64);
        row.i64("degree", self.degree as i64);
        row.i64("neighborhood", self.neighborhood as i64);
    }

    fn restore(row: &mut RowReader<'_>, _channels: usize) -> Result<Self> {
        let (window, degree) = (row.count("window_size", 1_000_000)?, row.count("degree", 10)?);
        let neighborhood = row.count("neighborhood", 20_000_000)?;
        let state = Self { window, degree, neighborhood };
        if window < 4 || neighborhood < state.least() {
            return Err(corrupt("neighborhood", "is less than two windows"));
        }
        Ok(state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<f64> {
        (0..150_i32).map(|t| libm::sin(f64::from(t) / 9.0) * 3.0 + 0.02 * f64::from(t * t % 31)).collect()
    }

    #[test]
    fn errors_are_those_of_polyfit() {
        // numpy 2.4: f = polyfit(t, y, degree) over the 40 places about a window of 10 without it; sqrt(mean((y - f)²))
        // of the windows from 0, 60 and 140 on.
        for (degree, expected) in POLYFIT {
            let state = PolyResidualState { window: 10, degree, neighborhood: 40 };
            let errors = state.errors(&sample(), &Context::default()).unwrap();
            for (at, expected) in [0, 60, 140].into_iter().zip(expected) {
                let found = errors[at].unwrap();
                assert!((found - expected).abs() < 1e-9 * expected, "{degree} {at}: {found} {expected}");
            }
        }
    }

    const POLYFIT: [(usize, [f64; 3]); 3] = [
        (0, [1.0963198634951836, 1.8649185001477186, 2.810911654448773]),
        (1, [4.360096778194409, 1.7616213963777665, 4.291770835999887]),
        (4, [0.42781011871095787, 0.1982901034278327, 2.17608564790543]),
    ];

    #[test]
    fn every_observation_has_a_score() {
        let ctx = Context::default();
        for n in [8, 9, 23, 100, 150] {
            let y = &sample()[..n];
            let state = PolyResidual::default().window_size(4).degree(3).fit_series(Series::new(y), &ctx).unwrap();
            assert!(state.score(Series::new(y), &ctx).unwrap().iter().all(|&score| score > 0.0));
        }
        for value in [0.0, 5.0, -1e100] {
            let y = [value; 60];
            let state = PolyResidual::default().fit_series(Series::new(&y), &ctx).unwrap();
            assert!(state.score(Series::new(&y), &ctx).unwrap().iter().all(|&score| score == 0.0));
        }
    }
}
