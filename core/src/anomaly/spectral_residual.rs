//! The spectral residual.

use crate::component::{
    Component, Context, RowReader, RowWriter, SeriesDetector, SeriesDetectorState, corrupt, setters,
};
use crate::data::Series;
use crate::error::Result;
use crate::math::fft;
use libm::{exp, log};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores an observation by how salient it is: what stays of the series when the usual run of its spectrum is divided
/// out.
///
/// The logarithm of the sizes of the Fourier coefficients less its mean over `mag_window` coefficients gives the size
/// of each coefficient anew, with the phase that it had; going back to time gives the saliency m(t). The score is
/// |m(t) - a(t)| / a(t), where a(t) is the mean of the last `score_window` saliencies up to t. Five values that go on as the
/// last ones did are put at the end first, so that the last observation is judged like the others.
///
/// The detector learns nothing: each series is scored by itself.
///
/// Input: a panel without missing values; a series needs at least 12 observations.
/// Output: one score an observation, without unit; above 3 an observation is an anomaly unless `contamination` is
/// given.
/// `explain` counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
/// Errors: `kp.missing_values` for a missing value, `kp.not_enough_data` for a shorter series.
/// Cost: O(n log n) time.
/// Source: Ren et al., Time-series anomaly detection service at Microsoft, KDD 2019; scores are ten times those of its
/// published code (microsoft/anomalydetector, `spectral_residual.py`) before they are cut at 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct SpectralResidual {
    /// How many coefficients the usual run of the spectrum is a mean of. Default 3.
    #[schemars(range(min = 1, max = 10_000))]
    pub mag_window: usize,
    /// How many saliencies one is compared with. Default 40.
    #[schemars(range(min = 2, max = 100_000))]
    pub score_window: usize,
    /// The share of anomalies in the data of the fit, above 0 and at most 0.5; a score above 3 when absent.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: Option<f64>,
}

impl Default for SpectralResidual {
    fn default() -> Self {
        Self { mag_window: 3, score_window: 40, contamination: None }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::SpectralResidual, component::SeriesDetector, data::{Frame, Panel, PanelSpec}};
    /// let mut y: Vec<f64> = (0..200).map(|t| f64::from(t % 20)).collect();
    /// y[150] = 60.0;
    /// let frame = Frame::new().with("y", y)?;
    /// let model = SpectralResidual::default().fit(&Panel::from_frame(&frame, PanelSpec::default())?)?;
    /// let found = model.predict(&frame.into(), &Default::default())?;
    /// let anomaly = found.bools("anomaly")?;
    /// assert!(anomaly[150] && !anomaly[100]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    SpectralResidual {
        /// Sets how many coefficients the usual run of the spectrum is a mean of.
        mag_window: usize,
        /// Sets how many saliencies one is compared with.
        score_window: usize,
        /// Sets the share of anomalies in the data of the fit.
        contamination: f64,
    }
}

impl Component for SpectralResidual {
    const ID: &'static str = "anomaly.spectral_residual";
    const NAME: &'static str = "SpectralResidual";
    const VERSION: u32 = 1;
}

/// The parameters: nothing else is known.
#[derive(Clone, Debug, PartialEq)]
pub struct SpectralResidualState {
    mag_window: usize,
    score_window: usize,
}

/// The fewest observations.
const LEAST: usize = 12;
/// How many values are put at the end.
const ADDED: usize = 5;
/// What is smaller is nothing.
const SMALL: f64 = 1e-8;

impl SeriesDetector for SpectralResidual {
    type State = SpectralResidualState;

    fn contamination(&self) -> Option<f64> {
        self.contamination
    }

    fn fit_series(&self, series: Series<'_>, _ctx: &Context) -> Result<SpectralResidualState> {
        series.complete(LEAST)?;
        Ok(SpectralResidualState { mag_window: self.mag_window, score_window: self.score_window })
    }
}

impl SeriesDetectorState for SpectralResidualState {
    fn least(&self) -> usize {
        LEAST
    }

    fn own_threshold(&self) -> Option<f64> {
        Some(3.0)
    }

    fn score(&self, series: Series<'_>, _ctx: &Context) -> Result<Vec<f64>> {
        let y = series.complete(LEAST)?;
        // The scale of a series does not matter but for what is small.
        let most = y.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
        let unit = if most > 1e6 { most / 1e6 } else { 1.0 };
        let mut values: Vec<f64> = y.iter().map(|value| value / unit).collect();
        let next = go_on(&values);
        values.extend([next; ADDED]);
        let saliency = self.saliency(&values);
        let usual = trailing_mean(&saliency, self.score_window);
        let scores = saliency.iter().zip(&usual).map(|(own, usual)| (own - usual).abs() / usual.max(SMALL));
        Ok(scores.take(y.len()).collect())
    }

    fn store(&self, row: &mut RowWriter) {
        row.i64("mag_window", self.mag_window as i64);
        row.i64("score_window", self.score_window as i64);
    }

    fn restore(row: &mut RowReader<'_>, _channels: usize) -> Result<Self> {
        let (mag_window, score_window) = (row.count("mag_window", 10_000)?, row.count("score_window", 100_000)?);
        if mag_window < 1 || score_window < 2 {
            return Err(corrupt("score_window", "is too short"));
        }
        Ok(Self { mag_window, score_window })
    }
}

impl SpectralResidualState {
    fn saliency(&self, values: &[f64]) -> Vec<f64> {
        let sizes = fft::sizes(values);
        let logs: Vec<f64> = sizes.iter().map(|&size| if size <= SMALL { 0.0 } else { log(size) }).collect();
        let usual = trailing_mean(&logs, self.mag_window);
        let factors: Vec<f64> = (0..sizes.len())
            .map(|k| if sizes[k] <= SMALL { 0.0 } else { exp(logs[k] - usual[k]) / sizes[k] })
            .collect();
        fft::filtered(values, &factors)
    }
}

/// What comes after the last value but one, by the slopes of the five before it.
fn go_on(values: &[f64]) -> f64 {
    let tail = &values[values.len() - 7..values.len() - 1];
    let (last, before) = (tail[5], &tail[..5]);
    let slopes: f64 = before.iter().enumerate().map(|(at, value)| (last - value) / (5 - at) as f64).sum();
    tail[1] + slopes
}

/// The mean of the last so many values up to each; of fewer at the beginning.
fn trailing_mean(values: &[f64], window: usize) -> Vec<f64> {
    let mut sums = vec![0.0];
    values.iter().fold(0.0, |sum, value| {
        sums.push(sum + value);
        sum + value
    });
    (1..sums.len())
        .map(|to| {
            let from = to.saturating_sub(window);
            (sums[to] - sums[from]) / (to - from) as f64
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_those_of_the_published_code() {
        // numpy 2.4, after `spectral_residual.py` of microsoft/anomalydetector: y = (7 t) mod 13 + 0.1 t, t < 90, y[60]
        // = 40.
        let mut y: Vec<f64> = (0..90).map(|t| f64::from(t * 7 % 13) + 0.1 * f64::from(t)).collect();
        y[60] = 40.0;
        let state = SpectralResidualState { mag_window: 3, score_window: 40 };
        let scores = state.score(Series::new(&y), &Context::default()).unwrap();
        for (at, expected) in REFERENCE {
            assert!((scores[at] - expected).abs() < 1e-9 * (1.0 + expected), "{at}: {} {expected}", scores[at]);
        }
    }

    const REFERENCE: [(usize, f64); 6] = [
        (0, 0.0),
        (5, 0.5804504739068017),
        (39, 1.1195148173094542),
        (60, 7.73218705829343),
        (75, 0.7702006695407101),
        (89, 1.583049707013902),
    ];

    #[test]
    fn a_constant_series_has_no_saliency() {
        let state = SpectralResidualState { mag_window: 3, score_window: 40 };
        for value in [0.0, 3.0, -1e100] {
            let scores = state.score(Series::new(&[value; 40]), &Context::default()).unwrap();
            assert!(scores.iter().all(|score| score.is_finite()));
        }
    }
}
