//! Typical shapes by k-Shape, and how far windows are from them.

mod clusters;

use super::matrix_profile::{Windows, join, of_points};
use super::window_length::{WindowMethod, own_length};
use crate::component::{
    Component, Context, RowReader, RowWriter, SeriesDetector, SeriesDetectorState, corrupt, setters,
};
use crate::data::Series;
use crate::error::Result;
use crate::math::rng::Rng;
use clusters::{Shapes, k_shape};
use libm::sqrt;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores an observation by how far the windows that hold it are from the shapes that the series is made of, those that
/// are frequent and like the others counting most.
///
/// Stretches of four windows (of half the series at most), each brought to mean 0 and variance 1, are put into
/// `n_clusters` clusters by k-Shape: the distance of two is 1 less their largest correlation over all shifts (SBD), and
/// the shape of a cluster is the direction in which its series, moved to the last shape, are longest. A shape of share
/// f of the stretches and of the sum c of distances to the other shapes has the weight f² / c, with f and c brought to
/// 1 to 2.
///
/// The distance of a window to a shape is that of the matrix profile: the least Euclidean distance to a window of the
/// shape, each of mean 0 and variance 1. The score of a window is the weighted mean over the shapes, and that of an
/// observation the mean over the windows that hold it.
///
/// Input: a panel without missing values; a series needs at least twice the window.
/// Output: one score an observation, 0 to sqrt(4 window_size).
/// `explain` counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
/// Errors: `kp.missing_values` for a missing value, `kp.not_enough_data` for a shorter series.
/// Cost: O(n × n_clusters × window_size) time to score, O(stretches × n_clusters × window_size log window_size) a round
/// of the fit, which reads at most 1,000 stretches, in at most 100 rounds.
/// Source: Paparrizos and Gravano, k-Shape, SIGMOD 2015, clusters and shapes being those of tslearn 0.10 `KShape` from
/// the same start; Boniol et al., SAND, VLDB 2021, for weights and distances (its offline form, KShapeAD in TSB-AD).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct KShapeAD {
    /// How many observations a window has; from the autocorrelation of the series when absent.
    #[schemars(range(min = 4, max = 10_000))]
    pub window_size: Option<usize>,
    /// How many shapes there are at most. Default 6.
    #[schemars(range(min = 1, max = 100))]
    pub n_clusters: usize,
    /// The share of anomalies in the data of the fit, above 0 and at most 0.5. When absent, a score is an anomaly's
    /// that is more than 12 times as far above the median of its series as the upper quartile is.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: Option<f64>,
}

impl Default for KShapeAD {
    fn default() -> Self {
        Self { window_size: None, n_clusters: 6, contamination: None }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::KShapeAD, component::SeriesDetector, data::{Frame, Panel, PanelSpec}};
    /// let mut y: Vec<f64> = (0..600).map(|t| libm::sin(f64::from(t) / 4.0)).collect();
    /// (300..306).for_each(|t| y[t] = 0.5);
    /// let frame = Frame::new().with("y", y)?;
    /// let panel = Panel::from_frame(&frame, PanelSpec::default())?;
    /// let model = KShapeAD::default().window_size(20).fit(&panel)?;
    /// let scores = model.score(&frame.into(), &Default::default())?;
    /// let top = (0..600).fold(0, |top, at| if scores[at] > scores[top] { at } else { top });
    /// assert!((295..312).contains(&top) && scores[top] > 2.0 * scores[100], "{top}: {} {}", scores[top], scores[100]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    KShapeAD {
        /// Sets how many observations a window has.
        window_size: usize,
        /// Sets how many shapes there are at most.
        n_clusters: usize,
        /// Sets the share of anomalies in the data of the fit.
        contamination: f64,
    }
}

impl Component for KShapeAD {
    const ID: &'static str = "anomaly.kshape_ad";
    const NAME: &'static str = "KShapeAD";
    const VERSION: u32 = 1;
}

/// How many windows a stretch has.
const WINDOWS: usize = 4;
/// How many stretches are read at most, and how many values they have in all, about.
const STRETCHES: usize = 1_000;
const VALUES: usize = 1_000_000;

/// The shapes of one series.
#[derive(Clone, Debug, PartialEq)]
pub struct KShapeAdState {
    window: usize,
    /// How many values a shape has.
    length: usize,
    /// One shape after the other.
    shapes: Vec<f64>,
    /// One a shape, 1 together.
    weights: Vec<f64>,
}

impl SeriesDetector for KShapeAD {
    type State = KShapeAdState;

    fn contamination(&self) -> Option<f64> {
        self.contamination
    }

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<KShapeAdState> {
        let y = series.complete(8)?;
        let window = self.window_size.unwrap_or_else(|| own_length(y, WindowMethod::default()).min(10_000));
        let y = series.complete(2 * window)?;
        let length = (WINDOWS * window).min(y.len() / 2);
        let (rows, k) = stretches(y, length, window, self.n_clusters);
        let count = rows.len() / length;
        let first = Rng::new(ctx.get_seed(), 0).sample(count, k.min(count));
        let first: Vec<f64> =
            first.iter().flat_map(|&at| rows[at * length..(at + 1) * length].iter().copied()).collect();
        let found = k_shape(&rows, length, &first, ctx)?;
        Ok(KShapeAdState { window, length, weights: weights(&found), shapes: found.centres })
    }
}

/// Stretches of a series, evenly spread, each of mean 0 and variance 1; and of how many of them there may be shapes.
fn stretches(y: &[f64], length: usize, window: usize, k: usize) -> (Vec<f64>, usize) {
    let last = y.len() - length;
    let most = STRETCHES.min(VALUES / length).max(10);
    // A window apart, nearer where there would be too few for so many shapes, and farther where there would be too
    // many.
    let step = window.min(last / (10 * k)).max(last.div_ceil(most)).max(1);
    let unit = y.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    let unit = if unit > 0.0 { unit } else { 1.0 };
    let mut rows = Vec::new();
    for at in (0..=last).step_by(step) {
        let mean = y[at..at + length].iter().map(|value| value / unit).sum::<f64>() / length as f64;
        let row = y[at..at + length].iter().map(|value| value / unit - mean);
        let square = row.clone().map(|value| value * value).sum::<f64>() / length as f64;
        // Below this, what differs is rounding.
        let scale = if square > 1e-24 { 1.0 / sqrt(square) } else { 0.0 };
        rows.extend(row.map(|value| value * scale));
    }
    (rows, k)
}

/// The weight of each shape.
fn weights(shapes: &Shapes) -> Vec<f64> {
    let mut counts = vec![0.0; shapes.apart.len()];
    shapes.labels.iter().for_each(|&label| counts[label] += 1.0);
    let scaled = |values: &[f64]| -> Vec<f64> {
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        let range = values.iter().copied().fold(f64::NEG_INFINITY, f64::max) - least;
        values.iter().map(|value| (value - least) / (range + 1e-7) + 1.0).collect()
    };
    let raw: Vec<f64> = scaled(&counts).iter().zip(scaled(&shapes.apart)).map(|(f, c)| f * f / c).collect();
    // A shape without series stands for nothing.
    let raw: Vec<f64> =
        raw.iter().zip(&counts).map(|(weight, count)| if *count > 0.0 { *weight } else { 0.0 }).collect();
    let all: f64 = raw.iter().sum();
    raw.iter().map(|weight| weight / all).collect()
}

impl SeriesDetectorState for KShapeAdState {
    fn least(&self) -> usize {
        self.window
    }

    fn score(&self, series: Series<'_>, ctx: &Context) -> Result<Vec<f64>> {
        let m = self.window;
        let windows = Windows::new(series.complete(m)?, m);
        let mut scores = vec![0.0; windows.len()];
        for (shape, weight) in self.shapes.chunks_exact(self.length).zip(&self.weights) {
            let best = join(&windows, &Windows::new(shape, m), None, ctx)?;
            for (at, score) in scores.iter_mut().enumerate() {
                *score += weight * best.distance(at, m).unwrap_or(0.0);
            }
        }
        let scores: Vec<Option<f64>> = scores.into_iter().map(Some).collect();
        Ok(of_points(&scores, m).into_iter().map(|score| score.unwrap_or(0.0)).collect())
    }

    fn store(&self, row: &mut RowWriter) {
        row.i64("window_size", self.window as i64);
        row.i64("length", self.length as i64);
        row.list("shapes", &self.shapes);
        row.list("weights", &self.weights);
    }

    fn restore(row: &mut RowReader<'_>, _channels: usize) -> Result<Self> {
        let (window, length) = (row.count("window_size", 10_000)?, row.count("length", WINDOWS * 10_000)?);
        let (shapes, weights) = (row.list("shapes")?, row.list("weights")?);
        let fits = !weights.is_empty() && weights.len() <= 100 && shapes.len() == weights.len() * length;
        if window < 4 || length < window || !fits || shapes.iter().any(|value| value.is_nan() || value.abs() > 1e6) {
            return Err(corrupt("shapes", "are not as long as windows of that size need"));
        }
        if !weights.iter().all(|weight| (0.0..=1.0).contains(weight)) {
            return Err(corrupt("weights", "are not between 0 and 1"));
        }
        Ok(Self { window, length, shapes, weights })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_series_and_a_short_one_have_scores() {
        let ctx = Context::default();
        for value in [0.0, 5.0, -1e100] {
            let y = [value; 60];
            let state = KShapeAD::default().fit_series(Series::new(&y), &ctx).unwrap();
            assert!(state.score(Series::new(&y), &ctx).unwrap().iter().all(|&score| score == 0.0));
        }
        let y = [1.0, 5.0, 2.0, 8.0, 3.0, 3.0, 9.0, 1.0];
        let state = KShapeAD::default().window_size(4).fit_series(Series::new(&y), &ctx).unwrap();
        assert!(state.score(Series::new(&y), &ctx).unwrap().iter().all(|&score| (0.0..=4.0).contains(&score)));
    }

    #[test]
    fn weights_are_those_of_frequency_and_centrality() {
        let shapes = Shapes { centres: vec![], labels: vec![0, 0, 0, 1, 2, 2], apart: vec![0.5, 1.5, 1.0] };
        // f = 2, 1, 1.5 and c = 1, 2, 1.5: f² / c = 4, 1/2, 3/2.
        for (found, expected) in weights(&shapes).into_iter().zip([4.0 / 6.0, 0.5 / 6.0, 1.5 / 6.0]) {
            assert!((found - expected).abs() < 1e-6, "{found} {expected}");
        }
    }
}
