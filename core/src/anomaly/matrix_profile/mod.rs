//! The matrix profile: of every window of a series, how far away the most alike other one is.

mod join;
mod multidimensional;
mod pairs;
mod profile;
mod sweep;
#[cfg(test)]
mod tests;
mod windows;

pub use join::MatrixProfileJoin;
pub use multidimensional::MultidimensionalProfile;
pub use pairs::{Discords, Motifs};
pub(crate) use profile::{join, of_points, self_join};
pub(crate) use sweep::Best;
pub(crate) use windows::{Windows, sum};

use super::window_length::{WindowMethod, own_length};
use crate::component::{
    Component, Context, RowReader, RowWriter, SeriesDetector, SeriesDetectorState, corrupt, setters,
};
use crate::data::{Clock, Series};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores an observation by how unlike all others the shapes are that it is part of.
///
/// Every window of `window_size` values is brought to mean 0 and variance 1 and compared with all windows of the series
/// that the detector was fitted to; its distance is the Euclidean one to the most alike of them. Windows that overlap
/// it by more than three quarters do not count. The score of an observation is the mean distance of the windows that
/// hold it. A constant window is at distance 0 from another and at sqrt(window_size) from any other.
///
/// Where the scored series is the fitted one, or overlaps with it in time and values, a window is not compared with
/// itself. So fit and score one series to find what is rare in it; fit what is known to be good and score what comes
/// later to find what is new in it.
///
/// With `causal` windows are compared with earlier ones only, of the fit and of the scored series: the left discords
/// that a stream would show, so that the first of two like anomalies is not hidden by the second. There is little to be
/// like at first: windows that end within the first four windows' time do not count, and what is in no other scores 0.
///
/// Input: a panel without missing values; a series needs at least twice the window.
/// Output: one score an observation, 0 to sqrt(4 window_size): 0 for a shape that occurs again exactly (but for
/// rounding: correlations above 1 - 1e-13 count as 1).
/// `explain` counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
/// Errors: `kp.missing_values` for a missing value, `kp.not_enough_data` for a shorter series.
/// Cost: O(n²) time for n observations, in blocks of 16 diagonals; O(n) memory. The model keeps the series. Products that
/// rounding would spoil, as after a value far from all others, are computed anew.
/// Source: Yeh et al., Matrix Profile I, ICDM 2016, and Zimmerman et al., Matrix Profile XIV (SCAMP), SoCC 2019, for
/// the update of products along diagonals; distances agree with stumpy 1.14.1 `stump` to 1e-9. Lu et al., DAMP, KDD
/// 2022, for left discords.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct MatrixProfile {
    /// How many observations a window has; from the autocorrelation of the series when absent.
    #[schemars(range(min = 4, max = 1_000_000))]
    pub window_size: Option<usize>,
    /// Compare with earlier windows only.
    pub causal: bool,
    /// The share of anomalies in the data of the fit, above 0 and at most 0.5. When absent, a score is an anomaly's that is
    /// more than 12 times as far above the median of its series as the upper quartile is.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: Option<f64>,
}

setters! {
    /// ```
    /// use kingpost::{anomaly::MatrixProfile, component::SeriesDetector, data::{Frame, Panel, PanelSpec}};
    /// let mut y: Vec<f64> = (0..200).map(|t| f64::from(t % 10)).collect();
    /// y[123] = 7.0;
    /// let frame = Frame::new().with("y", y)?;
    /// let panel = Panel::from_frame(&frame, PanelSpec::default())?;
    /// let model = MatrixProfile::default().window_size(10).fit(&panel)?;
    /// let scores = model.score(&frame.into(), &Default::default())?;
    /// assert!(scores[50] < 1e-6 && (scores[123] - 1.3109).abs() < 1e-3, "{}", scores[123]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    MatrixProfile {
        /// Sets how many observations a window has.
        window_size: usize,
        /// Sets whether windows are compared with earlier ones only.
        causal: bool,
        /// Sets the share of anomalies in the data of the fit.
        contamination: f64,
    }
}

impl Component for MatrixProfile {
    const ID: &'static str = "anomaly.matrix_profile";
    const NAME: &'static str = "MatrixProfile";
    const VERSION: u32 = 1;
}

/// The series of the fit, with which others are compared.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixProfileState {
    window: usize,
    causal: bool,
    y: Vec<f64>,
    clock: Clock,
}

impl SeriesDetector for MatrixProfile {
    type State = MatrixProfileState;

    fn contamination(&self) -> Option<f64> {
        self.contamination
    }

    fn fit_series(&self, series: Series<'_>, _ctx: &Context) -> Result<MatrixProfileState> {
        let y = series.complete(8)?;
        let window = match self.window_size {
            Some(window) => window,
            None => own_length(y, WindowMethod::default()),
        };
        series.complete(2 * window)?;
        Ok(MatrixProfileState { causal: self.causal, ..MatrixProfileState::new(series, window) })
    }
}

/// How many windows' time passes before the first window that is compared with earlier ones only.
const WARM_UP: usize = 4;

/// How many windows next to one do not count as its like: a quarter of its length.
pub(crate) fn exclusion(window: usize) -> usize {
    window.div_ceil(4)
}

impl MatrixProfileState {
    pub(crate) fn new(series: Series<'_>, window: usize) -> Self {
        Self { window, causal: false, y: series.y.to_vec(), clock: series.clock }
    }

    pub(crate) fn window(&self) -> usize {
        self.window
    }

    /// The distance of each window to the most alike one of the fitted series, and of the scored series too with
    /// `itself`.
    pub(crate) fn distances(&self, series: Series<'_>, itself: bool, ctx: &Context) -> Result<Vec<Option<f64>>> {
        let m = self.window;
        let y = series.complete(m)?;
        let offset = offset_of(self.clock, &self.y, series);
        let own = |ctx: &Context| -> Result<Best> {
            let [mut before, after] = self_join(&Windows::new(y, m), exclusion(m), ctx)?;
            if !self.causal {
                before.merge(&after);
            }
            Ok(before)
        };
        let same = offset == Some(0) && y.len() == self.y.len();
        let holds = offset.is_some_and(|offset| {
            let before = usize::try_from(-offset);
            before.is_ok_and(|before| before + self.y.len() <= y.len())
        });
        let itself = itself || self.causal;
        let alone = same || (itself && holds);
        let best = if alone {
            own(ctx)?
        } else {
            let overlap = offset.map(|offset| (offset, exclusion(m)));
            let mut best = join(&Windows::new(y, m), &Windows::new(&self.y, m), overlap, ctx)?;
            if itself {
                best.merge(&own(ctx)?);
            }
            best
        };
        // How many windows do not count: those that end before four times as many values came.
        let warm_up = if self.causal { (WARM_UP - 1) * m + 1 } else { 0 };
        let first = warm_up.saturating_sub(if alone { 0 } else { self.y.len() });
        Ok((0..best.index.len()).map(|at| best.distance(at, m).filter(|_| at >= first)).collect())
    }
}

/// How many steps after one clock another starts.
pub(crate) fn steps_between(own: Clock, given: Clock) -> Option<isize> {
    let (from, to) = (own.tick(0).ok()?, given.tick(0).ok()?);
    let steps = |from, to| own.freq().steps_between(from, to, own.unit()).and_then(|n| isize::try_from(n).ok());
    if to >= from { steps(from, to) } else { Some(-steps(to, from)?) }
}

/// How many steps after a fitted series another starts, where both have the same values at the same times.
pub(crate) fn offset_of(clock: Clock, y: &[f64], series: Series<'_>) -> Option<isize> {
    let offset = steps_between(clock, series.clock)?;
    let (skip, skip_given) = (usize::try_from(offset).unwrap_or(0), usize::try_from(-offset).unwrap_or(0));
    let (own, given) = (y.get(skip..)?, series.y.get(skip_given..)?);
    let shared = own.len().min(given.len());
    let same = |(a, b): (&f64, &f64)| a == b || (a.is_nan() && b.is_nan());
    (shared > 0 && own.iter().zip(given).all(same)).then_some(offset)
}

impl SeriesDetectorState for MatrixProfileState {
    fn least(&self) -> usize {
        self.window
    }

    fn score(&self, series: Series<'_>, ctx: &Context) -> Result<Vec<f64>> {
        let distances = self.distances(series, false, ctx)?;
        // Every window has another more than its exclusion away, for there are more than twice as many; but not an
        // earlier one.
        Ok(of_points(&distances, self.window).into_iter().map(|score| score.unwrap_or(0.0)).collect())
    }

    fn store(&self, row: &mut RowWriter) {
        row.i64("window_size", self.window as i64);
        row.i64("causal", i64::from(self.causal));
        row.list("y", &self.y);
        row.clock(self.clock);
    }

    fn restore(row: &mut RowReader<'_>, _channels: usize) -> Result<Self> {
        let (window, causal) = (row.count("window_size", 1_000_000)?, row.count("causal", 1)? == 1);
        let y = row.list("y")?;
        if window < 4 || y.len() < 2 * window || y.iter().any(|value| !value.is_finite() || value.abs() > 1e100) {
            return Err(corrupt("y", "is not a complete series of at least two windows"));
        }
        Ok(Self { window, causal, y, clock: row.clock()? })
    }
}
