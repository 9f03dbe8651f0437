//! The detector of series to begin with: unusual shapes and unusual levels at once.

use super::matrix_profile::{MatrixProfileState, of_points};
use super::sub_pca::Space;
use super::window_length::{WindowMethod, own_length};
use crate::component::{
    Component, Context, RowReader, RowWriter, SeriesDetector, SeriesDetectorState, corrupt, setters,
};
use crate::data::Series;
use crate::error::Result;
use crate::math::stats::{self, positive};
use libm::sqrt;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores an observation by how unlike anything else the shapes and the swings are that it is part of; the detector to
/// begin with.
///
/// Two views of the windows of `window_size` values are combined. The shape: the distance of a window to the most alike
/// other one after both were brought to mean 0 and variance 1, in the series of the fit and in the scored one
/// (`MatrixProfile`). The swing: how far a window less its mean is from the space that holds 0.9 of the variance of the
/// windows of the fit (`SubPCA`). Each gives an observation the mean of the windows that hold it, in units of the
/// 0.9-quantile of the fit; with s and p so, the score is sqrt(s⁴ + p²), averaged over `smoothing` windows to each
/// side. A shape that occurs again is at most a little unusual, however rare its level; a swing beyond all others shows
/// whatever its shape.
///
/// No view is good for all series: unusual beats want the first, bursts and outages the second.
///
/// Input: a panel without missing values; a series needs at least twice the window.
/// Output: one score an observation, without unit: about 1 for the more unusual tenth of the data of the fit.
/// `explain` counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
/// Errors: `kp.missing_values` for a missing value, `kp.not_enough_data` for a shorter series.
/// Cost: O(n²) time for n observations scored, O(n) memory. The model keeps the series.
/// Source: of the project; the parts are those of `MatrixProfile` and `SubPCA`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct AutoSeries {
    /// How many observations a window has; from the dominant frequency of the series when absent.
    #[schemars(range(min = 4, max = 1_000_000))]
    pub window_size: Option<usize>,
    /// Over how many windows to each side scores are averaged; 0 to find the place, more to find long stretches.
    #[schemars(range(min = 0.0, max = 100.0))]
    pub smoothing: f64,
    /// The share of anomalies in the data of the fit, above 0 and at most 0.5. When absent, a score is an anomaly's that is
    /// more than 12 times as far above the median of its series as the upper quartile is.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: Option<f64>,
}

impl Default for AutoSeries {
    fn default() -> Self {
        Self { window_size: None, smoothing: 1.0, contamination: None }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::AutoSeries, component::SeriesDetector, data::{Frame, Panel, PanelSpec}};
    /// let mut y: Vec<f64> = (0..400).map(|t| f64::from(t % 20)).collect();
    /// y[240..250].fill(3.0);
    /// let frame = Frame::new().with("y", y)?;
    /// let panel = Panel::from_frame(&frame, PanelSpec::default())?;
    /// let model = AutoSeries::default().fit(&panel)?;
    /// let scores = model.score(&frame.into(), &Default::default())?;
    /// let top = (0..400).fold(0, |top, at| if scores[at] > scores[top] { at } else { top });
    /// assert!((235..255).contains(&top) && scores[top] > 3.0 * scores[100]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    AutoSeries {
        /// Sets how many observations a window has.
        window_size: usize,
        /// Sets over how many windows to each side scores are averaged.
        smoothing: f64,
        /// Sets the share of anomalies in the data of the fit.
        contamination: f64,
    }
}

impl Component for AutoSeries {
    const ID: &'static str = "anomaly.auto_series";
    const NAME: &'static str = "AutoSeries";
    const VERSION: u32 = 1;
}

/// Both views of one series, and what each is counted in.
#[derive(Clone, Debug, PartialEq)]
pub struct AutoSeriesState {
    shapes: MatrixProfileState,
    swings: Space,
    units: [f64; 2],
    reach: usize,
}

impl SeriesDetector for AutoSeries {
    type State = AutoSeriesState;

    fn contamination(&self) -> Option<f64> {
        self.contamination
    }

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<AutoSeriesState> {
        Ok(self.fit_scored(series, ctx)?.0)
    }

    fn fit_scored(&self, series: Series<'_>, ctx: &Context) -> Result<(AutoSeriesState, Vec<f64>)> {
        let y = series.complete(8)?;
        let window = self.window_size.unwrap_or_else(|| own_length(y, WindowMethod::DominantFrequency));
        let y = series.complete(2 * window)?;
        let mut state = AutoSeriesState {
            shapes: MatrixProfileState::new(series, window),
            swings: Space::of(y, window, 0.9, true, ctx)?,
            units: [1.0; 2],
            reach: (self.smoothing * window as f64) as usize,
        };
        let views = state.views(series, ctx)?;
        let spread = y.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
        // Below these, what is measured is rounding.
        let least = [1e-3 * sqrt(2.0 * window as f64), (1e-6 * spread).max(f64::MIN_POSITIVE)];
        for ((unit, view), least) in state.units.iter_mut().zip(&views).zip(least) {
            let mut sorted = view.clone();
            sorted.sort_by(f64::total_cmp);
            *unit = stats::quantile(&sorted, 0.9).max(least);
        }
        let scores = state.combine(&views);
        Ok((state, scores))
    }
}

impl AutoSeriesState {
    /// How unusual each observation is in shape and in swing.
    fn views(&self, series: Series<'_>, ctx: &Context) -> Result<[Vec<f64>; 2]> {
        let m = self.swings.window;
        let y = series.complete(m)?;
        let points = |windows: &[Option<f64>]| -> Vec<f64> {
            of_points(windows, m).into_iter().map(|score| score.unwrap_or(0.0)).collect()
        };
        let shapes = points(&self.shapes.distances(series, true, ctx)?);
        let swings: Vec<Option<f64>> = self.swings.errors(y).into_iter().map(Some).collect();
        Ok([shapes, points(&swings)])
    }

    fn combine(&self, views: &[Vec<f64>; 2]) -> Vec<f64> {
        let pairs = views[0].iter().zip(&views[1]);
        let together: Vec<f64> = pairs
            .map(|(shape, swing)| {
                let (shape, swing) = (shape / self.units[0], (swing / self.units[1]).min(1e100));
                sqrt(shape * shape * shape * shape + swing * swing)
            })
            .collect();
        smooth(&together, self.reach)
    }
}

/// The mean over the values up to so many places away.
fn smooth(values: &[f64], reach: usize) -> Vec<f64> {
    if reach == 0 {
        return values.to_vec();
    }
    let most = values.iter().fold(f64::MIN_POSITIVE, |most: f64, value| most.max(*value));
    let mut sums = vec![0.0];
    values.iter().fold(0.0, |sum, value| {
        sums.push(sum + value / most);
        sum + value / most
    });
    let n = values.len();
    let mean = |at: usize| {
        let (from, to) = (at.saturating_sub(reach), n.min(at.saturating_add(reach + 1)));
        positive((sums[to] - sums[from]) / (to - from) as f64) * most
    };
    (0..n).map(mean).collect()
}

impl SeriesDetectorState for AutoSeriesState {
    fn least(&self) -> usize {
        self.swings.window
    }

    fn score(&self, series: Series<'_>, ctx: &Context) -> Result<Vec<f64>> {
        Ok(self.combine(&self.views(series, ctx)?))
    }

    fn store(&self, row: &mut RowWriter) {
        self.shapes.store(row);
        row.f64("shape_unit", self.units[0]);
        row.f64("swing_unit", self.units[1]);
        row.i64("reach", self.reach as i64);
        row.nested("swings", |row| self.swings.store(row));
    }

    fn restore(row: &mut RowReader<'_>, channels: usize) -> Result<Self> {
        let shapes = MatrixProfileState::restore(row, channels)?;
        let units = [row.finite("shape_unit")?, row.finite("swing_unit")?];
        let reach = row.count("reach", 100_000_000)?;
        let swings = row.nested("swings", |row| Space::restore(row))?;
        if units.iter().any(|unit| *unit <= 0.0) || swings.window != shapes.window() {
            return Err(corrupt("swings", "are not of the same windows as the shapes"));
        }
        Ok(Self { shapes, swings, units, reach })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::rng::Rng;

    #[test]
    fn a_strange_beat_and_a_burst_are_found() {
        let mut rng = Rng::new(5, 0);
        let mut y: Vec<f64> = (0..1_000)
            .map(|t| {
                let phase = f64::from(t % 50);
                if phase < 25.0 { phase } else { 50.0 - phase }.mul_add(0.2, 0.3 * rng.normal())
            })
            .collect();
        // Two beats where there is one.
        (700..750).for_each(|t| y[t] = 0.2 * ((2 * t) % 25) as f64);
        let state = AutoSeries::default();
        let ctx = Context::default();
        let (state, scores) = state.fit_scored(Series::new(&y[..500]), &ctx).unwrap();
        assert_eq!(scores.len(), 500);
        let top = |y: &[f64]| {
            let scores = state.score(Series::new(y), &ctx).unwrap();
            (0..y.len()).fold(0, |top, at| if scores[at] > scores[top] { at } else { top })
        };
        assert!((680..770).contains(&top(&y)), "{}", top(&y));
        let mut y = y[..650].to_vec();
        (600..610).for_each(|t| y[t] += 20.0);
        assert!((560..650).contains(&top(&y)), "{}", top(&y));
    }

    #[test]
    fn means_of_neighbours() {
        assert_eq!(smooth(&[1.0, 2.0, 6.0, 1.0], 1), [1.5, 3.0, 3.0, 3.5]);
        assert_eq!(smooth(&[1.0, 2.0], 0), [1.0, 2.0]);
        assert_eq!(smooth(&[0.0; 3], 2), [0.0; 3]);
    }
}
