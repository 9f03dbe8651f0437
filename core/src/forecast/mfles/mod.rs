//! Boosted decomposition: a median, lines, Fourier seasons and a smoother, round by round.

mod auto;
mod boost;
mod knots;
mod line;
mod season;
mod smooth;
mod state;

pub use auto::{AutoMFLES, ErrorMeasure};

use crate::component::{Component, Context, FittedSeries, Forecaster, params, setters};
use crate::data::Series;
use crate::error::{Result, err};
use crate::forecast::season_lengths::periods;
use boost::Boost;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use state::MflesState;

/// Forecasts a series of one or several seasons by gradient boosting of its parts.
///
/// The fit begins with the median. Each of seven rounds fits what is left: a season of waves by least squares (the seasons
/// take turns), every second round a line as well, and the last round a smoother, which follows the level. A part is added,
/// shrunk by its rate, if it lowers the mean square. The first line is one of least squares, and later ones are made of
/// straight pieces (lasso); where the series without its first season spreads more than `cov_threshold`, all are lines of
/// repeated medians (Siegel). Series above zero with a season are fitted in logarithms, others standardised. The forecast
/// is the line, its slope times the share of the variance that the first line explained, the seasons, and the last level
/// of the smoother.
///
/// Intervals are normal on the scale of the fit. Their variance 1, 2, 4, .. steps ahead is the mean square of the
/// difference between what trend and seasons leave and the smoother so many steps before, of at most a quarter of the
/// series; between and beyond it goes on straight.
///
/// Input: a panel without missing values. A season that is not seen twice (n < 2 × its length) is left out, as is a length
/// of 1. A constant and a series of less than 4 observations go on as their last value.
/// Output: forecasts; `parts` has whether a series was fitted in logarithms, level and slope, and the table `components`:
/// the trend (the smoother in it), each season (`season_24`) and the remainder, which sum to the observations; of logarithms
/// each is what it adds to those before it. `components` of `forecast` go on so. The table `parameters` has the seasons'
/// lengths. Fitted values are those of the fit, which know the observation itself, so they are closer than forecasts can be. An update holds seasons and slope and moves the smoother on. With `keep_fitted` off there are no
/// components.
/// Errors: `kp.missing_values`; `kp.invalid_data` for values of zero or below where `multiplicative` is true.
/// Cost: O(n + length × waves²) for the seasons and O(n) for the lines, O(n²) for lines of repeated medians; an update
/// takes constant time a point.
/// Source: Blume, MFLES (github.com/tblume1992/MFLES), 2024. Forecasts and fitted values agree with statsforecast 2.1.1
/// `MFLES`, except that there the shorter of two seasons starts anew after the longer one where it does not divide it, and
/// what is left out or goes on as its last value here. There are no intervals in it but conformal ones.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct MFLES {
    /// Observations in each season: [24, 168] for hours in days and weeks, 12 for months in years; 1 for no season. When
    /// empty, the default, those that SeasonLengths finds in each series, at most three.
    #[serde(deserialize_with = "params::one_or_list")]
    #[schemars(schema_with = "lengths")]
    pub season_lengths: Vec<u32>,
    /// Pairs of waves in each season; null, the default, for 5 below a length of 10, 10 below 70, else 15.
    #[schemars(range(min = 1, max = 4392))]
    pub fourier_order: Option<u32>,
    /// Rounds at most; there are never more than 7.
    #[schemars(range(min = 1, max = 1000))]
    pub max_rounds: u32,
    /// The smoother is the mean of one more than so many values; null, the default, for 1.
    #[schemars(range(min = 1, max = 8784))]
    pub ma: Option<u32>,
    /// The lasso's penalty on the bends of the trend, an observation.
    #[schemars(extend("exclusiveMinimum" = 0.0))]
    pub alpha: f64,
    /// How much of its height a piece of trend keeps instead of going to the last value; null, the default, to take that
    /// from the height itself.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub decay: Option<f64>,
    /// Whether the trend may bend.
    pub changepoints: bool,
    /// Where it may bend: at a share of the observations below 1, else at so many places; at most at every tenth.
    #[schemars(range(min = 0.0, max = 1e6))]
    pub n_changepoints: f64,
    /// What of a season is added in a round.
    #[schemars(range(max = 1.0), extend("exclusiveMinimum" = 0.0))]
    pub seasonal_lr: f64,
    /// What of a trend that may bend is added in a round.
    #[schemars(range(max = 1.0), extend("exclusiveMinimum" = 0.0))]
    pub trend_lr: f64,
    /// What of the smoother is added.
    #[schemars(range(max = 1.0), extend("exclusiveMinimum" = 0.0))]
    pub residuals_lr: f64,
    /// The spread above which lines are robust.
    #[schemars(range(min = 0.0))]
    pub cov_threshold: f64,
    /// Whether to begin with the median of each longest season instead of the one of the series.
    pub moving_medians: bool,
    /// The least rate of the exponential smoothers.
    #[schemars(range(max = 1.0), extend("exclusiveMinimum" = 0.0))]
    pub min_alpha: f64,
    /// What the rates of the exponential smoothers stay below; they are 0.05 apart.
    #[schemars(range(max = 1.0), extend("exclusiveMinimum" = 0.0))]
    pub max_alpha: f64,
    /// Whether the slope goes on only with the share of the variance that the first line explained.
    pub trend_penalty: bool,
    /// Whether to fit logarithms; null, the default, to do so where there is a season and all values are above zero.
    pub multiplicative: Option<bool>,
    /// Whether the smoother is a mean of exponential smoothers instead of a moving average.
    pub smoother: bool,
    /// Whether lines are robust; null, the default, to decide by `cov_threshold`.
    pub robust: Option<bool>,
    /// Whether later seasons count more: the first once, the second twice, ..
    pub seasonality_weights: bool,
}

fn lengths(_: &mut SchemaGenerator) -> Schema {
    params::one_or_list_schema(json_schema!({"type": "integer", "minimum": 1, "maximum": 8784}))
}

impl Default for MFLES {
    fn default() -> Self {
        Self {
            season_lengths: Vec::new(),
            fourier_order: None,
            max_rounds: 50,
            ma: None,
            alpha: 1.0,
            decay: None,
            changepoints: true,
            n_changepoints: 0.25,
            seasonal_lr: 0.9,
            trend_lr: 0.9,
            residuals_lr: 1.0,
            cov_threshold: 0.7,
            moving_medians: false,
            min_alpha: 0.05,
            max_alpha: 1.0,
            trend_penalty: true,
            multiplicative: None,
            smoother: false,
            robust: None,
            seasonality_weights: false,
        }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::Forecaster, data::Panel, forecast::MFLES};
    /// let y: Vec<f64> = (0..48).map(|t| t as f64 + [0.0, 3.0][t % 2] + [4.0, 0.0, -4.0][t % 3]).collect();
    /// let component = MFLES::default().season_lengths([2, 3]).multiplicative(false);
    /// let forecast = component.fit(&Panel::from_values(&y)?)?.forecast(2, &[])?;
    /// let next = forecast.f64("MFLES")?;
    /// assert!((next[0] - 52.0).abs() < 0.5 && (next[1] - 52.0).abs() < 0.5, "{next:?}");
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    MFLES {
        /// Sets the observations in each season.
        season_lengths: impl Into<Vec<u32>>,
        /// Sets the pairs of waves in each season.
        fourier_order: u32,
        /// Sets the rounds at most.
        max_rounds: u32,
        /// Sets the order of the moving average.
        ma: u32,
        /// Sets the lasso's penalty.
        alpha: f64,
        /// Sets how much of its height a piece of trend keeps.
        decay: f64,
        /// Sets whether the trend may bend.
        changepoints: bool,
        /// Sets where the trend may bend.
        n_changepoints: f64,
        /// Sets what of a season is added in a round.
        seasonal_lr: f64,
        /// Sets what of a trend that may bend is added in a round.
        trend_lr: f64,
        /// Sets what of the smoother is added.
        residuals_lr: f64,
        /// Sets the spread above which lines are robust.
        cov_threshold: f64,
        /// Sets whether to begin with a median of each season.
        moving_medians: bool,
        /// Sets the least rate of the exponential smoothers.
        min_alpha: f64,
        /// Sets what the rates of the exponential smoothers stay below.
        max_alpha: f64,
        /// Sets whether the slope goes on only in part.
        trend_penalty: bool,
        /// Sets whether to fit logarithms.
        multiplicative: bool,
        /// Sets whether the smoother is exponential.
        smoother: bool,
        /// Sets whether lines are robust.
        robust: bool,
        /// Sets whether later seasons count more.
        seasonality_weights: bool,
    }
}

impl Component for MFLES {
    const ID: &'static str = "forecast.mfles";
    const NAME: &'static str = "MFLES";
    const VERSION: u32 = 1;
}

/// Fewer go on as their last value, as a constant does.
const LEAST_OBSERVATIONS: usize = 4;

/// The series that goes on as its last value, if it does.
fn naive(y: &[f64]) -> Option<FittedSeries<MflesState>> {
    let short = y.len() < LEAST_OBSERVATIONS || y.iter().all(|&value| value == y[0]);
    short.then(|| FittedSeries { state: MflesState::naive(y), fitted: y.to_vec() })
}

impl Forecaster for MFLES {
    type State = MflesState;

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<MflesState>> {
        let y = series.complete(1)?;
        if let (Some(true), Some(value)) = (self.multiplicative, y.iter().find(|value| **value <= 0.0)) {
            return Err(err!(InvalidData, "a value is {value}; with multiplicative true all must be above 0"));
        }
        if let Some(fitted) = naive(y) {
            return Ok(fitted);
        }
        let mut boost = Boost::new(y, &periods(&self.season_lengths, y, ctx)?, self);
        boost.rounds(0, self.max_rounds as usize, self, ctx)?;
        let (state, fitted) = MflesState::of(boost)?;
        Ok(FittedSeries { state, fitted })
    }
}

#[cfg(test)]
mod tests;
