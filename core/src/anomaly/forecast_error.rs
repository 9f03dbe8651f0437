//! What a forecaster did not expect.

use super::matrix_profile::{offset_of, steps_between};
use super::seasonal::deviations;
use crate::component::{
    Component, Context, RowReader, RowWriter, SeriesDetector, SeriesDetectorState, corrupt, is_about_the_call, setters,
};
use crate::data::{Clock, Series};
use crate::error::{Result, err};
use crate::forecast::{FittedMember, Member};
use libm::sqrt;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores an observation by how far it is from what a forecaster expected one step ahead, in standard errors.
///
/// The score is |y - forecast| / sigma, where sigma is the root of the mean square of the forecaster's one-step errors
/// over the series of the fit. In that series the forecasts are the fitted ones; in the observations that follow it
/// each is made from all those before it, without fitting again. So a score above 1.96 lies outside of the 95 %
/// interval of a normal error.
///
/// Input: a panel without missing values, unless the forecaster takes them. What is scored must begin with the series
/// of the fit, or directly after its end: a forecast has to know what came before.
/// Output: one score an observation, in standard errors; 0 where there was no forecast yet, at most 1e12.
/// `explain` counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
/// Errors: those of the forecaster; `kp.invalid_data` for a series that does neither begin with the fitted one nor
/// follow it.
/// Cost: that of fitting the forecaster; a score takes an update of it. The model keeps the series and its fitted
/// values.
/// Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.5, for the interval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct ForecastError {
    /// What forecasts: any forecaster, by name or with parameters; AutoETS by default.
    pub forecaster: Member,
    /// The share of anomalies in the data of the fit, above 0 and at most 0.5; scores above 5 when absent.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: Option<f64>,
}

impl Default for ForecastError {
    fn default() -> Self {
        Self { forecaster: Member::named("AutoETS"), contamination: None }
    }
}

setters! {
    /// ```
    /// use kingpost::data::{Frame, Panel, PanelSpec};
    /// use kingpost::{anomaly::ForecastError, component::SeriesDetector, forecast::Naive};
    /// let frame = Frame::new().with("y", vec![1.0, 2.0, 1.0, 2.0, 1.0, 9.0, 9.0])?;
    /// let panel = Panel::from_frame(&frame.take(&[0, 1, 2, 3, 4]), PanelSpec::default())?;
    /// let model = ForecastError::default().forecaster(Naive::default()).fit(&panel)?;
    /// let scores = model.score(&frame.into(), &Default::default())?;
    /// assert_eq!(scores, [0.0, 1.0, 1.0, 1.0, 1.0, 8.0, 0.0]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    ForecastError {
        /// Sets what forecasts.
        forecaster: impl Into<Member>,
        /// Sets the share of anomalies in the data of the fit.
        contamination: f64,
    }
}

impl Component for ForecastError {
    const ID: &'static str = "anomaly.forecast_error";
    const NAME: &'static str = "ForecastError";
    const VERSION: u32 = 1;
}

/// A fitted forecaster, and what it expected of the series of the fit.
#[derive(Clone, Debug, PartialEq)]
pub struct ForecastErrorState {
    y: Vec<f64>,
    expected: Vec<f64>,
    clock: Clock,
    sigma: f64,
    fitted: FittedMember,
}

impl SeriesDetector for ForecastError {
    type State = ForecastErrorState;

    fn contamination(&self) -> Option<f64> {
        self.contamination
    }

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<ForecastErrorState> {
        let (fitted, expected) = self.forecaster.read("forecaster")?.fit(series, ctx)?;
        let errors = series.y.iter().zip(&expected).map(|(y, expected)| y - expected).filter(|error| !error.is_nan());
        let errors: Vec<f64> = errors.collect();
        if errors.is_empty() {
            return Err(err!(NotEnoughData, "the forecaster expected nothing of {} observations", series.y.len()));
        }
        let most = errors.iter().fold(0.0_f64, |most, error| most.max(error.abs()));
        let mean = errors.iter().map(|error| (error / most) * (error / most)).sum::<f64>() / errors.len() as f64;
        let sigma = if most > 0.0 { most * sqrt(mean) } else { 0.0 };
        Ok(ForecastErrorState { y: series.y.to_vec(), expected, clock: series.clock, sigma, fitted })
    }
}

impl SeriesDetectorState for ForecastErrorState {
    fn own_threshold(&self) -> Option<f64> {
        Some(5.0)
    }

    fn score(&self, series: Series<'_>, _ctx: &Context) -> Result<Vec<f64>> {
        let n = self.y.len();
        let offset = offset_of(self.clock, &self.y, series);
        let (mut expected, new) = match offset {
            Some(0) => (self.expected[..n.min(series.y.len())].to_vec(), n),
            _ if steps_between(self.clock, series.clock) == Some(n as isize) => (Vec::new(), 0),
            _ => {
                let message = "it must begin with the series of the fit, value by value, or directly after its end";
                return Err(err!(InvalidData, "{message}; times tell where it is"));
            }
        };
        if let Some(rest) = series.y.get(new..)
            && !rest.is_empty()
        {
            let mut fitted = self.fitted.clone();
            let next = Series { y: rest, regressors: &[], clock: series.clock.later(new) };
            expected.extend(fitted.update(next).map_err(|error| {
                if is_about_the_call(&error) { error } else { error.within("the observations after the fit") }
            })?);
        }
        let score = |(y, expected): (&f64, &f64)| {
            let off = y - expected;
            if off.is_nan() { 0.0 } else { deviations(off, self.sigma) }
        };
        Ok(series.y.iter().zip(&expected).map(score).collect())
    }

    fn store(&self, row: &mut RowWriter) {
        row.str("forecaster", self.fitted.entry.id);
        row.list("y", &self.y);
        row.list("expected", &self.expected);
        row.clock(self.clock);
        row.f64("sigma", self.sigma);
        self.fitted.store(self.fitted.entry.id, row);
    }

    fn restore(row: &mut RowReader<'_>, _channels: usize) -> Result<Self> {
        let id = row.str("forecaster")?;
        let (y, expected, clock) = (row.list("y")?, row.list("expected")?, row.clock()?);
        let sigma = row.finite("sigma")?;
        let wide = |value: &f64| value.is_infinite();
        if y.is_empty() || y.len() != expected.len() || sigma < 0.0 || y.iter().chain(&expected).any(wide) {
            return Err(corrupt("expected", "does not have one value an observation"));
        }
        let fitted = FittedMember::restore(&id, &id, row)?;
        Ok(Self { y, expected, clock, sigma, fitted })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::{AutoETS, SeasonalNaive};

    fn wave(n: u32) -> Vec<f64> {
        (0..n).map(|t| f64::from(t % 12) + 0.3 * f64::from(t * 7_919 % 13)).collect()
    }

    #[test]
    fn later_observations_score_as_if_they_had_been_there() {
        let mut y = wave(120);
        y[110] += 30.0;
        let ctx = Context::default();
        for detector in [
            ForecastError::default(),
            ForecastError::default().forecaster(AutoETS::default().model("ANN")),
            ForecastError::default().forecaster(SeasonalNaive::default().season_length(12_u32)),
        ] {
            let state = detector.fit_series(Series::new(&y[..100]), &ctx).unwrap();
            let whole = state.score(Series::new(&y), &ctx).unwrap();
            let rest = Series { clock: Clock::default().later(100), ..Series::new(&y[100..]) };
            assert_eq!(state.score(rest, &ctx).unwrap(), whole[100..]);
            assert!((0..110).all(|at| whole[at] < whole[110]), "{whole:?}");
        }
    }

    #[test]
    fn what_came_before_has_to_be_known() {
        let y = wave(60);
        let ctx = Context::default();
        let state = ForecastError::default().fit_series(Series::new(&y), &ctx).unwrap();
        let other: Vec<f64> = y.iter().map(|value| value + 1.0).collect();
        assert_eq!(state.score(Series::new(&other), &ctx).unwrap_err().code(), "kp.invalid_data");
        let gap = Series { clock: Clock::default().later(70), ..Series::new(&y) };
        assert_eq!(state.score(gap, &ctx).unwrap_err().code(), "kp.invalid_data");
    }
}
