//! Exponential smoothing with trigonometric seasons, a Box-Cox transformation, ARMA errors and a trend.

mod boxcox;
mod fit;
mod harmonics;
mod kernel;
mod linear;
mod model;
mod search;
mod seeds;
mod stable;
mod state;

use crate::component::{Component, Context, FittedSeries, Forecaster, params, setters};
use crate::data::Series;
use crate::error::{Result, err};
use crate::forecast::Criterion;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use state::TbatsState;

/// Exponential smoothing for series of several, long or broken seasons: TBATS, with the parts that suit each series best.
///
/// With the error d and the observation z, transformed by Box and Cox's (y^lambda - 1) / lambda: z = l + phi b + sum of s + d,
/// l' = l + phi b + alpha d, b' = phi b + beta d. A season is the sum of waves, s of each and its companion c: s' = s cos + c
/// sin + gamma1 d, c' = c cos - s sin + gamma2 d, where a wave turns by its number × 2 pi / length a step. The errors d follow
/// an ARMA(p, q) process. A model is named TBATS(lambda, {p,q}, phi, {<length, waves>, ..}).
///
/// The number of waves is that of the least corrected Akaike criterion when waves are fitted to the series without its
/// moving average, the shortest season first; one that no wave is worthwhile for is left out, and waves that a shorter season
/// has are left to it. With them, models with and without transformation, trend and damping are fitted by their likelihood
/// (L-BFGS along exact slopes, and a simplex where that ends at the border of what is allowed). The first states are those of
/// least squares for alpha 0.09 and beta 0.05, and once more for the rates that were found with them. The model of the least criterion gets ARMA errors if that is then less: their
/// orders are AutoARIMA's for the errors d. Models whose error recursion has an eigenvalue beyond 1.01 are passed over.
///
/// Intervals are normal on the transformed scale, of the exact variance of the model, and are transformed back; the forecast is
/// the median there.
///
/// Input: a panel without missing values, at least 4 observations a series. A season that is not seen twice (n < 2 × its
/// length) is left out, as is a length below 2. Only series above 0 are transformed. A constant goes on.
/// Output: forecasts; `parts` has the model, its parameters and criteria of each series, and the table `components` of the
/// observations: level, trend, each season (`season_24`) and the remainder d, which sum to them; of a transformed series each
/// is what it adds to those before it. `components` of `forecast` go on so, with a remainder where it is ARMA. An update
/// moves the filter on with the same parameters: it is the filter over the whole series, bit by bit. With `keep_fitted` off
/// there are no components.
/// Errors: `kp.not_enough_data`; `kp.missing_values`; `kp.invalid_params` for a damped trend without a trend.
/// Cost: a pass over n observations costs O(n × waves); about 40 to 200 of them with slopes for each of at most six models, and
/// O(n × waves²) for the choice of waves and the first states; an update O(waves) a point.
/// Source: De Livera, Hyndman and Snyder, Forecasting Time Series With Complex Seasonal Patterns Using Exponential
/// Smoothing, Journal of the American Statistical Association 106(496), 2011. Likelihood and forecasts agree with those of
/// statsforecast 2.1.1 `tbats` at the same parameters and first states; choices of waves and parameters are our own, of a
/// likelihood that is mostly greater.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct TBATS {
    /// Observations in each season, whole or not: [24, 168] for hours in days and weeks, 365.25 for days in years; 1 for no
    /// season. When empty, the default, those that SeasonLengths finds in each series, at most three.
    #[serde(deserialize_with = "params::one_or_list")]
    #[schemars(schema_with = "lengths")]
    pub season_lengths: Vec<f64>,
    /// Whether to transform; null, the default, to choose.
    pub use_boxcox: Option<bool>,
    /// The least lambda.
    #[schemars(range(min = -1.0, max = 2.0))]
    pub bc_lower_bound: f64,
    /// The greatest lambda.
    #[schemars(range(min = -1.0, max = 2.0))]
    pub bc_upper_bound: f64,
    /// Whether there is a trend; null, the default, to choose.
    pub use_trend: Option<bool>,
    /// Whether a trend is damped; null, the default, to choose.
    pub use_damped_trend: Option<bool>,
    /// Whether to try ARMA errors; they are used if the criterion is then less.
    pub use_arma_errors: bool,
    /// What the models are compared by.
    pub criterion: Criterion,
}

fn lengths(_: &mut SchemaGenerator) -> Schema {
    params::one_or_list_schema(json_schema!({"type": "number", "minimum": 1, "maximum": 8784}))
}

impl Default for TBATS {
    fn default() -> Self {
        Self {
            season_lengths: Vec::new(),
            use_boxcox: None,
            bc_lower_bound: 0.0,
            bc_upper_bound: 1.0,
            use_trend: None,
            use_damped_trend: None,
            use_arma_errors: true,
            criterion: Criterion::Aicc,
        }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::Forecaster, data::Panel, forecast::TBATS};
    /// let y: Vec<f64> = (0..48).map(|t| 20.0 + [0.0, 3.0][t % 2] + [4.0, 0.0, -4.0][t % 3]).collect();
    /// let component = TBATS::default().season_lengths([2.0, 3.0]);
    /// let forecast = component.fit(&Panel::from_values(&y)?)?.forecast(2, &[])?;
    /// let next = forecast.f64("TBATS")?;
    /// assert!((next[0] - 24.0).abs() < 0.1 && (next[1] - 23.0).abs() < 0.1, "{next:?}");
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    TBATS {
        /// Sets the observations in each season.
        season_lengths: impl Into<Vec<f64>>,
        /// Sets whether to transform.
        use_boxcox: bool,
        /// Sets the least lambda.
        bc_lower_bound: f64,
        /// Sets the greatest lambda.
        bc_upper_bound: f64,
        /// Sets whether there is a trend.
        use_trend: bool,
        /// Sets whether a trend is damped.
        use_damped_trend: bool,
        /// Sets whether to try ARMA errors.
        use_arma_errors: bool,
        /// Sets what the models are compared by.
        criterion: Criterion,
    }
}

impl Component for TBATS {
    const ID: &'static str = "forecast.tbats";
    const NAME: &'static str = "TBATS";
    const VERSION: u32 = 1;
}

const LEAST_OBSERVATIONS: usize = 4;

impl Forecaster for TBATS {
    type State = TbatsState;

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<TbatsState>> {
        if self.use_trend == Some(false) && self.use_damped_trend == Some(true) {
            return Err(err!(InvalidParams, "use_damped_trend is true; must not be where use_trend is false")
                .with("param", "use_damped_trend"));
        }
        if self.bc_lower_bound >= self.bc_upper_bound {
            let (low, high) = (self.bc_lower_bound, self.bc_upper_bound);
            return Err(err!(InvalidParams, "bc_lower_bound is {low}; must be below bc_upper_bound, {high}")
                .with("param", "bc_lower_bound"));
        }
        let y = series.complete(1)?;
        if y.iter().all(|&value| value == y[0]) {
            return Ok(FittedSeries { state: TbatsState::constant(y)?, fitted: y.to_vec() });
        }
        series.complete(LEAST_OBSERVATIONS)?;
        let (state, fitted) = search::search(y, self, ctx)?;
        Ok(FittedSeries { state, fitted })
    }
}

#[cfg(test)]
mod tests;
