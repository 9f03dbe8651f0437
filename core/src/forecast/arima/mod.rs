//! Autoregressive integrated moving averages with seasons and regressors.

mod filter;
mod fit;
mod order;
mod roots;
mod search;
mod state;

use crate::component::{Component, Context, FittedSeries, Forecaster, setters};
use crate::data::Series;
use crate::error::{Result, err};
use crate::forecast::Criterion;
use fit::{Differenced, fit, fit_around};
use order::{Order, place_of};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use state::ArimaState;
use std::collections::BTreeMap;

/// A seasonal ARIMA model of given orders, with regressors.
///
/// With B the step back, m the season's length and n(t) = y(t) - constant - the weighted regressors, (1 - ar B - ..) (1 -
/// seasonal_ar B^m - ..) (1-B)^d (1-B^m)^D n(t) = (1 + ma B + ..) (1 + seasonal_ma B^m + ..) e(t). The coefficients, the
/// weights and the constant are those of the greatest exact Gaussian likelihood of the differenced series; every
/// coefficient vector that is looked at is stationary and invertible. The constant is a mean without differences and a drift
/// a step with one.
///
/// Coefficients that are `fixed` are not estimated: an autoregression on the lags 1 and 12 alone has `order` [12, 0, 0] and fixes ar2
/// to ar11 at 0. The others are sought where the model is stationary and invertible with them.
///
/// Point forecasts set the errors to come to zero. Intervals are normal, of the variance sigma² × the sum of the squared
/// weights of the errors to come; that of the coefficients is not in it. Sigma² is the mean square of the one-step errors,
/// less the parameters.
///
/// Input: a panel without missing values, at least as many observations a series as the differences cost and 2 more than
/// there are parameters. Every column of numbers beside id, time and target is a regressor, whose future values `forecast`
/// then needs.
/// Output: forecasts; `parts` has the model and criteria, and the table `parameters` its coefficients: ar1, ma1, sar1 and sma1
/// and so on, the mean or drift, and the weight of each regressor under its name. The first d + D m fitted values are missing.
/// Errors: `kp.not_enough_data`; `kp.missing_values`; `kp.invalid_data` for regressors that depend on each other;
/// `kp.invalid_params` for a season in `seasonal_order` without a season's length, a drift without exactly one difference, and fixed
/// coefficients that the order does not have; `kp.invalid_data` where the given ones leave no stationary model.
/// Cost: about 30 × the number of coefficients likelihoods of O(n r), r the longest lag; a forecast O(h (r + d + D m)), an
/// update O(r) a point.
/// Source: Box, Jenkins, Reinsel and Ljung, Time Series Analysis, 5th edition, chapters 4, 5, 7 and 9. The likelihood is the
/// one of R's `arima(method = "ML")` and of statsforecast 2.1.1 `ARIMA`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct ARIMA {
    /// How many autoregressive terms, differences and moving-average terms: p, d, q.
    #[schemars(extend("items" = {"type": "integer", "minimum": 0, "maximum": 100}))]
    pub order: [u32; 3],
    /// The same for lags of whole seasons: P, D, Q.
    #[schemars(extend("items" = {"type": "integer", "minimum": 0, "maximum": 4}))]
    pub seasonal_order: [u32; 3],
    /// Observations in a season: 12 for months in a year; 1, the default, for no season.
    #[schemars(range(min = 1, max = 8784))]
    pub season_length: u32,
    /// Whether a model without differences has a mean.
    pub include_mean: bool,
    /// Whether a model with one difference, seasonal or not, has a drift.
    pub include_drift: bool,
    /// Coefficients that are given and not estimated, by name: ar1 is the first autoregressive one, ma1 the first of the moving
    /// average, sar1 and sma1 those of seasons; none by default.
    pub fixed: Option<BTreeMap<String, f64>>,
}

impl Default for ARIMA {
    fn default() -> Self {
        Self {
            order: [0, 0, 0],
            seasonal_order: [0, 0, 0],
            season_length: 1,
            include_mean: true,
            include_drift: false,
            fixed: None,
        }
    }
}

setters! {
    ARIMA {
        /// Sets whether a model without differences has a mean.
        include_mean: bool,
        /// Sets whether a model with one difference has a drift.
        include_drift: bool,
        /// Sets the coefficients that are not estimated.
        fixed: impl Into<Option<BTreeMap<String, f64>>>,
    }
}

impl ARIMA {
    /// Sets p, d and q.
    #[must_use]
    pub fn order(mut self, p: u32, d: u32, q: u32) -> Self {
        self.order = [p, d, q];
        self
    }

    /// Sets P, D, Q and the observations in a season.
    #[must_use]
    pub fn seasonal_order(mut self, p: u32, d: u32, q: u32, season_length: u32) -> Self {
        self.seasonal_order = [p, d, q];
        self.season_length = season_length;
        self
    }

    fn orders(&self) -> Result<Order> {
        let [p, d, q] = self.order.map(|value| value as usize);
        let [seasonal_p, seasonal_d, seasonal_q] = self.seasonal_order.map(|value| value as usize);
        let (period, taken) = (self.season_length as usize, d + seasonal_d);
        if period == 1 && seasonal_p + seasonal_d + seasonal_q > 0 {
            let given = self.seasonal_order;
            return Err(err!(
                InvalidParams,
                "seasonal_order is {given:?} and season_length is 1; a season has at least 2"
            )
            .with("param", "season_length"));
        }
        if taken > 4 {
            return Err(
                err!(InvalidParams, "{taken} differences are asked for; at most 4 are allowed").with("param", "order")
            );
        }
        if self.include_drift && taken != 1 {
            return Err(err!(
                InvalidParams,
                "include_drift is true with {taken} differences; a drift needs exactly one"
            )
            .with("param", "include_drift"));
        }
        let constant = self.include_drift || (taken == 0 && self.include_mean);
        Ok(Order { p, d, q, seasonal_p, seasonal_d, seasonal_q, period, constant })
    }

    /// The coefficients that are not estimated, in their places.
    fn given(&self, order: &Order) -> Result<Vec<Option<f64>>> {
        let mut given = vec![None; order.coefficients()];
        for (name, &value) in self.fixed.iter().flatten() {
            let place = place_of(name, order).ok_or_else(|| {
                err!(
                    InvalidParams,
                    "fixed names '{name}'; must be a coefficient of {order}, such as ar1, ma1, sar1 or sma1"
                )
                .with("param", "fixed")
            })?;
            if !value.is_finite() {
                return Err(
                    err!(InvalidParams, "fixed has {name} = {value}; must be a finite number").with("param", "fixed")
                );
            }
            given[place] = Some(value);
        }
        Ok(given)
    }
}

/// ```
/// use kingpost::{component::Forecaster, data::Panel, forecast::ARIMA};
/// let walk = ARIMA::default().order(0, 1, 0).include_drift(true);
/// let model = walk.fit(&Panel::from_values(&[1.0, 3.0, 4.0, 7.0, 9.0])?)?;
/// let forecast = model.forecast(2, &[])?;
/// assert!(forecast.f64("ARIMA")?.iter().zip([11.0, 13.0]).all(|(y, expected)| (y - expected).abs() < 1e-9));
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for ARIMA {
    const ID: &'static str = "forecast.arima";
    const NAME: &'static str = "ARIMA";
    const VERSION: u32 = 1;
}

impl Forecaster for ARIMA {
    type State = ArimaState;

    const TAKES_REGRESSORS: bool = true;

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<ArimaState>> {
        let order = self.orders()?;
        ctx.check()?;
        let regressors: Vec<&[f64]> = series.regressors.iter().map(|(_, values)| *values).collect();
        let given = self.given(&order)?;
        let free = given.iter().filter(|value| value.is_none()).count();
        let parameters = free + regressors.len() + usize::from(order.constant) + 1;
        complete(&series, order.lost() + parameters + 1)?;
        let data = Differenced::new(&order, series.y, &regressors)?;
        let none = || err!(InvalidData, "{order} could not be fitted: its likelihood is not finite anywhere near");
        let found =
            if free == given.len() { fit(&data, order, vec![0.0; free]) } else { fit_around(&data, order, &given) };
        let found = found.ok_or_else(none)?;
        let (state, fitted) = ArimaState::of(&found, &series)?;
        Ok(FittedSeries { state, fitted })
    }
}

/// Seasonal ARIMA with the orders that suit each series best, with regressors.
///
/// The model is that of ARIMA. A strong season (the share of its variance by STL above 0.64) is differenced away, then the
/// series is differenced until it passes the test of Kwiatkowski, Phillips, Schmidt and Shin at 5 %. From four starts the
/// search goes to the first neighbour with a smaller criterion (one more or less of p, q, P, Q or of two of them, with or
/// without the constant), until there is none. Models with a root within 1.01 of the unit circle are passed over. Every
/// likelihood is exact: there is no approximation to be refitted.
///
/// Point forecasts and intervals are those of ARIMA.
///
/// Input: a panel without missing values. A series on which no other model can be fitted gets the one without
/// coefficients; a season that is not seen once and a bit (n ≤ season_length) is left out. Every column of numbers beside
/// id, time and target is a regressor, whose future values `forecast` then needs.
/// Output: forecasts; `parts` has the model and criteria of each series, and the table `parameters` its coefficients as that of
/// ARIMA. The first d + D m fitted values are missing.
/// Errors: `kp.missing_values`; `kp.invalid_data` for regressors that depend on each other or on a constant.
/// Cost: 20 to 40 fits of ARIMA a series; with `stepwise` off, all that `max_order` allows.
/// Source: Hyndman and Khandakar, Automatic Time Series Forecasting: The forecast Package for R, Journal of Statistical
/// Software 27(3), 2008, with the test for seasons and the defaults of R's `auto.arima` and of statsforecast 2.1.1
/// `AutoARIMA`. They fit the models of long series by conditional least squares first; so the chosen orders can differ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct AutoARIMA {
    /// Observations in a season: 12 for months in a year; 1, the default, for no season.
    #[schemars(range(min = 1, max = 8784))]
    pub season_length: u32,
    /// Differences; null, the default, finds them by a test.
    #[schemars(range(min = 0, max = 2))]
    pub d: Option<u32>,
    /// Seasonal differences; null, the default, finds them by a test.
    #[schemars(range(min = 0, max = 2))]
    pub seasonal_d: Option<u32>,
    /// The most autoregressive terms.
    #[schemars(range(min = 0, max = 10))]
    pub max_p: u32,
    /// The most moving-average terms.
    #[schemars(range(min = 0, max = 10))]
    pub max_q: u32,
    /// The most seasonal autoregressive terms.
    #[schemars(range(min = 0, max = 4))]
    pub max_seasonal_p: u32,
    /// The most seasonal moving-average terms.
    #[schemars(range(min = 0, max = 4))]
    pub max_seasonal_q: u32,
    /// The most terms in all; counts only when `stepwise` is off.
    #[schemars(range(min = 0, max = 28))]
    pub max_order: u32,
    /// The most differences that the test may ask for.
    #[schemars(range(min = 0, max = 2))]
    pub max_d: u32,
    /// The most seasonal differences that the test may ask for.
    #[schemars(range(min = 0, max = 2))]
    pub max_seasonal_d: u32,
    /// Autoregressive terms of the first model.
    #[schemars(range(min = 0, max = 10))]
    pub start_p: u32,
    /// Moving-average terms of the first model.
    #[schemars(range(min = 0, max = 10))]
    pub start_q: u32,
    /// Seasonal autoregressive terms of the first model.
    #[schemars(range(min = 0, max = 4))]
    pub start_seasonal_p: u32,
    /// Seasonal moving-average terms of the first model.
    #[schemars(range(min = 0, max = 4))]
    pub start_seasonal_q: u32,
    /// Whether only models without differences are tried.
    pub stationary: bool,
    /// Whether seasonal models are tried.
    pub seasonal: bool,
    /// What the models are compared by: the corrected Akaike criterion by default.
    pub criterion: Criterion,
    /// Whether neighbours of the best model so far are tried, or every model.
    pub stepwise: bool,
    /// The most models that are tried on a series.
    #[schemars(range(min = 1, max = 10000))]
    pub nmodels: u32,
    /// Whether models with one difference may have a drift.
    pub allow_drift: bool,
    /// Whether models without differences may have a mean.
    pub allow_mean: bool,
}

impl Default for AutoARIMA {
    fn default() -> Self {
        Self {
            season_length: 1,
            d: None,
            seasonal_d: None,
            max_p: 5,
            max_q: 5,
            max_seasonal_p: 2,
            max_seasonal_q: 2,
            max_order: 5,
            max_d: 2,
            max_seasonal_d: 1,
            start_p: 2,
            start_q: 2,
            start_seasonal_p: 1,
            start_seasonal_q: 1,
            stationary: false,
            seasonal: true,
            criterion: Criterion::Aicc,
            stepwise: true,
            nmodels: 94,
            allow_drift: true,
            allow_mean: true,
        }
    }
}

setters! {
    AutoARIMA {
        /// Sets the observations in a season.
        season_length: u32,
        /// Sets whether neighbours of the best model so far are tried, or every model.
        stepwise: bool,
        /// Sets what the models are compared by.
        criterion: Criterion,
    }
}

/// ```
/// use kingpost::{component::Forecaster, data::Panel, forecast::AutoARIMA};
/// let y: Vec<f64> = (0..40).map(|t| [1.0, 5.0, 2.0, 8.0][t % 4] + 0.5 * t as f64).collect();
/// let model = AutoARIMA::default().season_length(4).fit(&Panel::from_values(&y)?)?;
/// let forecast = model.forecast(3, &[])?;
/// assert!(forecast.f64("AutoARIMA")?.iter().zip([21.0, 25.5, 23.0]).all(|(y, e)| (y - e).abs() < 1e-9));
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for AutoARIMA {
    const ID: &'static str = "forecast.auto_arima";
    const NAME: &'static str = "AutoARIMA";
    const VERSION: u32 = 1;
}

impl Forecaster for AutoARIMA {
    type State = ArimaState;

    const TAKES_REGRESSORS: bool = true;

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<ArimaState>> {
        complete(&series, 1)?;
        let (state, fitted) = ArimaState::of(&search::search(&series, self, ctx)?, &series)?;
        Ok(FittedSeries { state, fitted })
    }
}

/// A series without missing values, its regressors included.
fn complete(series: &Series<'_>, least: usize) -> Result<()> {
    series.complete(least)?;
    for (name, values) in series.regressors {
        Series::new(values).complete(0).map_err(|error| error.within(format_args!("regressor '{name}'")))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
