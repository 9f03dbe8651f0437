//! Complex exponential smoothing.

mod fit;
mod kernel;
mod state;

use crate::component::{Component, Context, FittedSeries, Forecaster, setters};
use crate::data::Series;
use crate::error::Result;
use crate::forecast::Criterion;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use state::CesState;

/// A model of complex exponential smoothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum CesModel {
    /// Whichever of the four is best.
    #[default]
    Z,
    /// No season.
    N,
    /// A simple season: a level of its own for each place in the season.
    S,
    /// A partial season: a level, and a season with real smoothing.
    P,
    /// A full season: a level, and a season with complex smoothing.
    F,
}

impl CesModel {
    /// Components and the variance: what the criteria count.
    fn parameters(self) -> usize {
        match self {
            Self::Z | Self::N | Self::S => 3,
            Self::P => 4,
            Self::F => 5,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Z => "Z",
            Self::N => "N",
            Self::S => "S",
            Self::P => "P",
            Self::F => "F",
        }
    }
}

/// Complex exponential smoothing with the season that suits each series best.
///
/// A level l and its information potential c are smoothed as one complex number: with the error e = y - forecast,
/// l' = l - (1 - a1) c + (a0 - a1) e and c' = l + (1 - a0) c + (a0 + a1) e. So trends need no term of their own. The model is
/// without a season (N), with such a pair for each place in the season (S), with a season that is smoothed by one real number
/// (P), or with one that is smoothed as a complex number too (F). Parameters are those of the least squared one-step errors
/// (Nelder-Mead, a0 to 1.8, a1 to 1.9); the start is improved by a run over the reversed series; the model is the one with
/// the least criterion.
///
/// Intervals are normal, of the exact variance of the model: sigma² × (1 + the squared effects of the errors in between).
/// Sigma² is the sum of squared errors over n less the parameters and one.
///
/// Input: a panel without missing values, at least 5 observations a series. A season that is not seen twice is left out. A
/// constant series, of whatever length, is continued without a search.
/// Output: forecasts; `parts` has the model, its parameters, criteria and level of each series.
/// Errors: `kp.not_enough_data`; `kp.missing_values`.
/// Cost: per model about 500 passes over the series at most; an update takes constant time a point, a forecast O(h).
/// Source: Svetunkov, Kourentzes and Ord, Complex exponential smoothing, Naval Research Logistics 69(8), 2022. Start, search
/// and criteria are those of statsforecast 2.1.1 `AutoCES`, and so are the forecasts; its simulated intervals, which add an
/// error to the last states alone, are not followed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct AutoCES {
    /// Observations in a season: 12 for months in a year; 1, the default, for no season.
    #[schemars(range(min = 1, max = 8784))]
    pub season_length: u32,
    /// The model: "Z", the default, for the best of "N", "S", "P" and "F".
    pub model: CesModel,
    /// What the models are compared by: the corrected Akaike criterion by default.
    pub criterion: Criterion,
}

impl Default for AutoCES {
    fn default() -> Self {
        Self { season_length: 1, model: CesModel::Z, criterion: Criterion::Aicc }
    }
}

setters! {
    AutoCES {
        /// Sets the observations in a season.
        season_length: u32,
        /// Sets the model.
        model: CesModel,
        /// Sets what the models are compared by.
        criterion: Criterion,
    }
}

/// ```
/// use kingpost::{component::Forecaster, data::Panel, forecast::AutoCES};
/// let model = AutoCES::default().fit(&Panel::from_values(&[3.0; 12])?)?;
/// assert_eq!(model.forecast(2, &[])?.f64("AutoCES")?, [3.0, 3.0]);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for AutoCES {
    const ID: &'static str = "forecast.auto_ces";
    const NAME: &'static str = "AutoCES";
    const VERSION: u32 = 1;
}

/// With fewer the corrected criterion has no value.
const LEAST_OBSERVATIONS: usize = 5;

impl Forecaster for AutoCES {
    type State = CesState;

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<CesState>> {
        let y = series.complete(1)?;
        if y.iter().all(|&value| value == y[0]) {
            return Ok(FittedSeries { state: CesState::constant(y[0], y.len()), fitted: y.to_vec() });
        }
        series.complete(LEAST_OBSERVATIONS)?;
        let (fit, fitted) = fit::search(y, self, ctx)?;
        let squares = y.iter().zip(&fitted).map(|(y, fitted)| (y - fitted) * (y - fitted)).sum();
        Ok(FittedSeries { state: CesState::of(fit, squares, y.len()), fitted })
    }
}

#[cfg(test)]
mod tests;
