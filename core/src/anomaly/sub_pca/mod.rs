//! Principal components of the windows of a series.

mod space;

pub(crate) use space::{Blocks, DIMENSIONS, Space, WINDOWS};

use super::matrix_profile::of_points;
use super::window_length::{WindowMethod, own_length};
use crate::component::{Component, Context, RowReader, RowWriter, SeriesDetector, SeriesDetectorState, setters};
use crate::data::Series;
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores an observation by how badly the windows that hold it are made of the shapes that most windows are made of.
///
/// Each window of `window_size` values is a point; the directions in which the points of the fit differ most, as many
/// as hold `variance` of all they differ by, span a space. A window's error is the root of the mean square of what is
/// left of it when its part in that space is taken away. The score of an observation is the mean error of the windows
/// that hold it.
///
/// Windows of more than 48 values are read as the means of 48 blocks of equal length, so that cost and noise stay low;
/// a rest shorter than a block, at the end of a window, is left to the next windows.
///
/// Input: a panel without missing values; a series needs at least twice the window.
/// Output: one score an observation, in the unit of the series: the error of a value.
/// `explain` counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
/// Errors: `kp.missing_values` for a missing value, `kp.not_enough_data` for a shorter series.
/// Cost: O(n × 48 × directions) time; the fit reads at most 4,000 windows, evenly spread.
/// Source: reconstruction by principal components as in Paparrizos et al., TSB-UAD, VLDB 2022 (PCA over windows).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct SubPCA {
    /// How many observations a window has; from the autocorrelation of the series when absent.
    #[schemars(range(min = 4, max = 1_000_000))]
    pub window_size: Option<usize>,
    /// The share of the variance that the directions hold.
    #[schemars(range(min = 0.01, max = 0.9999))]
    pub variance: f64,
    /// Take the mean off each window first, so that only its shape and spread count, not its level.
    pub centered: bool,
    /// The share of anomalies in the data of the fit, above 0 and at most 0.5. When absent, a score is an anomaly's that is
    /// more than 12 times as far above the median of its series as the upper quartile is.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: Option<f64>,
}

impl Default for SubPCA {
    fn default() -> Self {
        Self { window_size: None, variance: 0.9, centered: false, contamination: None }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::SubPCA, component::SeriesDetector, data::{Frame, Panel, PanelSpec}};
    /// let mut y: Vec<f64> = (0..200).map(|t| libm::sin(f64::from(t) * 0.5)).collect();
    /// y[123] = 2.0;
    /// let frame = Frame::new().with("y", y)?;
    /// let panel = Panel::from_frame(&frame, PanelSpec::default())?;
    /// let model = SubPCA::default().window_size(10).fit(&panel)?;
    /// let scores = model.score(&frame.into(), &Default::default())?;
    /// assert!((0..200).all(|at| scores[at] <= scores[123]) && scores[123] > 3.0 * scores[50]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    SubPCA {
        /// Sets how many observations a window has.
        window_size: usize,
        /// Sets the share of the variance that the directions hold.
        variance: f64,
        /// Sets whether the mean is taken off each window first.
        centered: bool,
        /// Sets the share of anomalies in the data of the fit.
        contamination: f64,
    }
}

impl Component for SubPCA {
    const ID: &'static str = "anomaly.sub_pca";
    const NAME: &'static str = "SubPCA";
    const VERSION: u32 = 1;
}

/// The space of the windows of one series.
#[derive(Clone, Debug, PartialEq)]
pub struct SubPcaState(Space);

impl SeriesDetector for SubPCA {
    type State = SubPcaState;

    fn contamination(&self) -> Option<f64> {
        self.contamination
    }

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<SubPcaState> {
        let y = series.complete(8)?;
        let window = self.window_size.unwrap_or_else(|| own_length(y, WindowMethod::default()));
        let y = series.complete(2 * window)?;
        Ok(SubPcaState(Space::of(y, window, self.variance, self.centered, ctx)?))
    }
}

impl SeriesDetectorState for SubPcaState {
    fn least(&self) -> usize {
        self.0.window
    }

    fn score(&self, series: Series<'_>, _ctx: &Context) -> Result<Vec<f64>> {
        let y = series.complete(self.0.window)?;
        let errors: Vec<Option<f64>> = self.0.errors(y).into_iter().map(Some).collect();
        Ok(of_points(&errors, self.0.window).into_iter().map(|score| score.unwrap_or(0.0)).collect())
    }

    fn store(&self, row: &mut RowWriter) {
        self.0.store(row);
    }

    fn restore(row: &mut RowReader<'_>, _channels: usize) -> Result<Self> {
        Ok(Self(Space::restore(row)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_those_of_numpy() {
        // numpy 2.4: windows of y = sin(t / 3) + ((t * t) mod 7) / 10, t < 80, of 12 values; eigh of their covariance,
        // directions up to 0.9 of the variance; sqrt(mean((w - its projection)²)) of windows 0, 30 and 68.
        let y: Vec<f64> = (0..80).map(|t| libm::sin(f64::from(t) / 3.0) + f64::from(t * t % 7) / 10.0).collect();
        for (centred, expected) in NUMPY {
            let space = Space::of(&y, 12, 0.9, centred, &Context::default()).unwrap();
            let errors = space.errors(&y);
            for (at, expected) in [0, 30, 68].into_iter().zip(expected) {
                assert!((errors[at] - expected).abs() < 1e-12, "{centred} {at}: {} {expected}", errors[at]);
            }
        }
    }

    const NUMPY: [(bool, [f64; 3]); 2] = [
        (false, [0.13328586821386765, 0.13762336601745262, 0.14812205998267747]),
        (true, [0.12869896583205728, 0.1272403025246671, 0.14682504990077788]),
    ];

    #[test]
    fn a_constant_series_has_no_errors() {
        let ctx = Context::default();
        for y in [vec![0.0; 60], vec![3.0; 60], vec![-1e100; 60]] {
            let state = SubPCA::default().fit_series(Series::new(&y), &ctx).unwrap();
            assert!(state.score(Series::new(&y), &ctx).unwrap().iter().all(|&score| score <= 1e-9 * y[0].abs()));
        }
    }
}
