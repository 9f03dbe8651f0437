//! Exponential smoothing in state space form, chosen among fifteen models.
//!
//! "The book" is Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing: The State Space Approach
//! (Springer, 2008).

mod fit;
mod form;
mod holt;
mod initial;
mod kernel;
mod state;
mod variance;

pub use holt::{ErrorType, Holt, HoltWinters};
use state::EtsState;

use crate::component::{Component, Context, FittedSeries, Forecaster, setters};
use crate::data::Series;
use crate::error::Result;
use crate::forecast::Criterion;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// alpha, beta and gamma of ETS(A,A,A), or of ETS(A,A,N) where there is no season; NaN for what the fit left out.
pub(super) fn rates(y: &[f64], season_length: usize, ctx: &Context) -> Result<[f64; 3]> {
    let (length, model) = (season_length as u32, if season_length > 1 { "AAA" } else { "AAN" });
    let ets = AutoETS { season_length: length, damped: Some(false), ..AutoETS::default().model(model).stepwise(false) };
    let state = ets.fit_series(Series::new(y), ctx)?.state;
    let present = |is_there: bool, value: f64| if is_there { value } else { f64::NAN };
    let (form, rates) = (state.form, state.rates);
    Ok([rates.alpha, present(form.trend, rates.beta), present(form.season.is_some(), rates.gamma)])
}

/// Exponential smoothing with the error, trend and season that suit each series best.
///
/// The models are those of Hyndman, Koehler, Ord and Snyder: an additive or multiplicative error, no trend, an additive
/// or a damped one, and no season, an additive or a multiplicative one: ETS(M,Ad,M) has a multiplicative error, a damped
/// trend and a multiplicative season. Each allowed model is fitted by maximum likelihood (Nelder-Mead over the smoothing
/// parameters and initial states, from a heuristic start, 1e-4 to 0.9999 for alpha and less for beta and gamma, 0.8 to
/// 0.98 for phi), and the one with the least information criterion is kept. Additive errors are not combined with
/// multiplicative seasons, which is unstable, and trends are never multiplicative, for such forecasts explode.
///
/// With `stepwise`, the default, models of a series with a season are compared with the seasonal states held where the
/// decomposition of the first six seasons puts them, and the best model is then fitted whole; and a model whose mean
/// absolute error is more than twice that of naive forecasts is passed over if there is another. Without, every model is
/// fitted whole: three times the work for forecasts that are no better.
///
/// Point forecasts carry the states forward without errors. Intervals are normal with the exact variance of the model
/// (chapter 6), sigma² being the sum of squares over n less the parameters, the variance and one.
///
/// Input: a panel without missing values. Models are chosen for 7 observations and more. Where `model` names trend or season
/// a series needs 2 more for each and 1 for a damping that is asked for; in any case 3 more than the parameters of the
/// smallest model. A season that is not seen once and a bit (n ≤ season_length) is left out. Values at or below zero rule
/// multiplicative models out. A series of 2 to 6 observations is smoothed without a choice, by ETS(A,N,N) from its first
/// observation with the alpha of the least squares: its `parameters` are 1. A constant series, of whatever length, is
/// continued without a search. Seasonal states of a season longer
/// than 366 are not optimised but taken from the decomposition.
/// Output: forecasts; `parts` has the model, its parameters, criteria, level and trend of each series, NaN where the model has
/// none, and in the table `parameters` the states of the season, that of the next observation first. Its table `components` has
/// the level, trend and season (`season_12`) from before each observation, which sum to its fitted value, and the error
/// (`remainder`). Of a multiplicative season it is what the season adds to level and trend. `components` of `forecast` go on so.
/// Errors: `kp.not_enough_data`; `kp.missing_values`; `kp.invalid_data` where the model named needs positive values;
/// `kp.invalid_params` for a season in `model` without a season's length, and damping without a trend.
/// Cost: per model some 100 passes over the series, without `stepwise` 1,500 at most; an update takes constant time a point. Intervals of
/// ETS(M,·,A) take O(h²), of ETS(M,·,M) O(h × season_length), of all others O(h).
/// Source: the book, chapters 2, 5 and 6. Without `stepwise` the search follows statsforecast 2.1.1 `AutoETS` step by step
/// and finds the same models. Three of its answers are not followed but the book's: forecasts of damped trends (it counts the first step
/// twice), variances of ETS(M,A,A) and ETS(M,·,M), and variances of additive seasons beyond one period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct AutoETS {
    /// Observations in a season: 12 for months in a year; 1, the default, for no season.
    #[schemars(range(min = 1, max = 8784))]
    pub season_length: u32,
    /// Error, trend and season, a letter each: N for none, A for additive, M for multiplicative, Z (the default for all
    /// three) for whichever is best. "MAZ" has a multiplicative error, an additive trend and any season.
    #[schemars(extend("enum" = &MODELS[..]))]
    pub model: String,
    /// Whether trends are damped; null, the default, tries both. With true only models with a trend are tried.
    pub damped: Option<bool>,
    /// The damping factor of damped trends; null, the default, estimates it.
    #[schemars(range(min = 0.8, max = 0.98))]
    pub phi: Option<f64>,
    /// What the models are compared by: the corrected Akaike criterion by default.
    pub criterion: Criterion,
    /// Compare seasonal models by a coarse fit and fit the best one whole; with false every model is fitted whole, as
    /// statsforecast and R's forecast do.
    pub stepwise: bool,
}

/// Every pattern: any error, N, A or Z for the trend, any season, without ETS(A,·,M).
#[rustfmt::skip]
const MODELS: [&str; 33] = [
    "ZZZ", "ZZN", "ZZA", "ZZM", "ZNZ", "ZNN", "ZNA", "ZNM", "ZAZ", "ZAN", "ZAA", "ZAM",
    "AZZ", "AZN", "AZA", "ANZ", "ANN", "ANA", "AAZ", "AAN", "AAA",
    "MZZ", "MZN", "MZA", "MZM", "MNZ", "MNN", "MNA", "MNM", "MAZ", "MAN", "MAA", "MAM",
];

impl Default for AutoETS {
    fn default() -> Self {
        Self {
            season_length: 1,
            model: "ZZZ".into(),
            damped: None,
            phi: None,
            criterion: Criterion::Aicc,
            stepwise: true,
        }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::Forecaster, data::Panel, forecast::AutoETS};
    /// let y = [112.0, 135., 148., 119., 118., 141., 158., 129., 126., 150., 167., 140.];
    /// let model = AutoETS::default().season_length(4).fit(&Panel::from_values(&y)?)?;
    /// let forecast = model.forecast(1, &[95.0])?;
    /// assert!((forecast.f64("AutoETS")?[0] - 135.106).abs() < 1e-3);
    /// assert!((forecast.f64("AutoETS-lo-95")?[0] - 127.140).abs() < 1e-3);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    AutoETS {
        /// Sets the observations in a season.
        season_length: u32,
        /// Sets error, trend and season: "ZZZ", "MAM".
        model: impl Into<String>,
        /// Sets whether trends are damped.
        damped: bool,
        /// Sets the damping factor.
        phi: f64,
        /// Sets what the models are compared by.
        criterion: Criterion,
        /// Sets whether models are compared by a coarse fit.
        stepwise: bool,
    }
}

impl Component for AutoETS {
    const ID: &'static str = "forecast.auto_ets";
    const NAME: &'static str = "AutoETS";
    const VERSION: u32 = 1;
}

impl Forecaster for AutoETS {
    type State = EtsState;

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<EtsState>> {
        let y = series.complete(1)?;
        let constant = y.iter().all(|&value| value == y[0]);
        let fit = if constant { fit::Fit::constant(y[0]) } else { fit::search(y, self, ctx)? };
        let (state, fitted) = EtsState::of(fit, y);
        Ok(FittedSeries { state, fitted })
    }
}

#[cfg(test)]
mod tests;
