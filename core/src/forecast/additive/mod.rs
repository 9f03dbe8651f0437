//! An additive model: a trend that bends, waves of the calendar, and regressors.

mod shape;
mod solve;
mod state;

use crate::component::{Component, Context, FittedSeries, Forecaster, params, setters};
use crate::data::Series;
use crate::error::{Result, err};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use shape::Shape;
use solve::Found;
use state::AdditiveState;

/// How the trend of an additive model may run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Growth {
    /// Straight between the times at which it bends.
    #[default]
    Linear,
    /// A constant.
    Flat,
}

/// What seasons and regressors do to the trend.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SeasonalityMode {
    /// They are added to it.
    #[default]
    Additive,
    /// It is multiplied by 1 and their sum.
    Multiplicative,
}

/// An additive model as Prophet has it: a trend that bends, seasons of the calendar as Fourier terms, and regressors.
///
/// y(t) = trend(t) + seasons(t) + weights × regressors(t) + e(t), or trend(t) (1 + seasons(t) + weights × regressors(t)) +
/// e(t). The trend is m + k t + the sum of delta_j max(t - s_j, 0), with the bends s_j spread evenly over the observations;
/// a season of length P and order N is the sum of a_n sin(2 pi n t / P) + b_n cos(2 pi n t / P), n to N. Values are divided by
/// the largest absolute one, and time runs from 0 to 1; then m and k are normal with deviation 5, the deltas Laplace with
/// scale `changepoint_prior_scale`, the weights of waves and regressors normal with their prior scales, the deviation of the
/// errors half normal with 1/2. The estimate is the most probable one, found exactly: most deltas are 0.
///
/// A forecast goes on with the last slope. Intervals are quantiles of 1,000 futures, drawn with the seed of the fit, in
/// which the trend bends as often as there were bends and by Laplace deltas of their mean size, and errors are normal.
///
/// Input: a panel; missing values are left out of the likelihood. Every column of numbers beside id, time and target is a
/// regressor, whose future values `forecast` then needs; holidays are regressors of 0 and 1, which the function Calendar
/// makes. Others are standardised. Where time is whole numbers there are no seasons but those of `season_lengths`, in steps.
/// Output: forecasts; `parts` has the scale and the deviation of the errors, and the table `components`: the trend, each
/// season (`yearly`, `weekly`, `daily`, `season_30.5`), what `regressors` add, and the remainder, which sum to the
/// observations; `components` of `forecast` go on so. Fitted values are those of the model, which knows later observations.
/// An update only moves the end on: trend and seasons stay as they were fitted, and futures bend from the end of the fit on.
/// Errors: `kp.not_enough_data` for fewer than 2 values; `kp.missing_values` for a regressor that is missing where there is a
/// value; `kp.invalid_params` for a calendar season of whole-number time, and for season lengths that do not match their
/// orders.
/// Cost: O(n p²) for p weights, in the multiplicative mode about 10 times that; a forecast O(h p), its intervals 1,000 draws
/// a step.
/// Source: Taylor and Letham, Forecasting at Scale, The American Statistician 72(1), 2018. Forecasts agree with Prophet 1.5.0
/// to where its optimiser stops; a yearly season is left out of yearly data, where Prophet fits leap days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Additive {
    /// How the trend may run: `linear`, the default, or `flat`.
    pub growth: Growth,
    /// How often the trend may bend.
    #[schemars(range(min = 0, max = 500))]
    pub n_changepoints: u32,
    /// The share of the observations, from the first on, in which the trend may bend.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub changepoint_range: f64,
    /// How easily the trend bends: the scale of the prior of each bend.
    #[schemars(range(min = 1e-6, max = 1e6))]
    pub changepoint_prior_scale: f64,
    /// Pairs of waves in a year of 365.25 days; 0 for none. Null, the default, is 10 where the series spans 730 days, which is
    /// more than quarters can tell apart: 2 is enough for them, 6 for months.
    #[schemars(range(min = 0, max = 1000))]
    pub yearly: Option<u32>,
    /// Pairs of waves in a week; 0 for none. Null, the default, is 3 where the series spans 14 days in steps below a week.
    #[schemars(range(min = 0, max = 1000))]
    pub weekly: Option<u32>,
    /// Pairs of waves in a day; 0 for none. Null, the default, is 4 where the series spans 2 days in steps below a day.
    #[schemars(range(min = 0, max = 1000))]
    pub daily: Option<u32>,
    /// Lengths of more seasons, in days: 30.5; in steps where time is whole numbers. None when empty, the default.
    #[serde(deserialize_with = "params::one_or_list")]
    #[schemars(schema_with = "lengths")]
    pub season_lengths: Vec<f64>,
    /// Pairs of waves in each of `season_lengths`: one number a season, or one for all.
    #[serde(deserialize_with = "params::one_or_list")]
    #[schemars(schema_with = "orders")]
    pub fourier_orders: Vec<u32>,
    /// Whether seasons and regressors are added to the trend, `additive`, or are shares of it, `multiplicative`.
    pub seasonality_mode: SeasonalityMode,
    /// How large seasons may be: the deviation of the prior of their weights.
    #[schemars(range(min = 1e-6, max = 1e6))]
    pub seasonality_prior_scale: f64,
    /// How large the effects of regressors may be: the deviation of the prior of their weights.
    #[schemars(range(min = 1e-6, max = 1e6))]
    pub regressor_prior_scale: f64,
}

fn lengths(_: &mut SchemaGenerator) -> Schema {
    params::one_or_list_schema(json_schema!({"type": "number", "exclusiveMinimum": 0, "maximum": 1_000_000}))
}

fn orders(_: &mut SchemaGenerator) -> Schema {
    params::one_or_list_schema(json_schema!({"type": "integer", "minimum": 1, "maximum": 1000}))
}

impl Default for Additive {
    fn default() -> Self {
        Self {
            growth: Growth::Linear,
            n_changepoints: 25,
            changepoint_range: 0.8,
            changepoint_prior_scale: 0.05,
            yearly: None,
            weekly: None,
            daily: None,
            season_lengths: Vec::new(),
            fourier_orders: vec![3],
            seasonality_mode: SeasonalityMode::Additive,
            seasonality_prior_scale: 10.0,
            regressor_prior_scale: 10.0,
        }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::Forecaster, data::Panel, forecast::Additive};
    /// let y: Vec<f64> = (0..60).map(|t| 20.0 + 0.5 * t as f64 + [0.0, 3.0, -2.0, 1.0][t % 4]).collect();
    /// let component = Additive::default().season_lengths([4.0]).fourier_orders([2_u32]);
    /// let forecast = component.fit(&Panel::from_values(&y)?)?.forecast(2, &[])?;
    /// let next = forecast.f64("Additive")?;
    /// assert!((next[0] - 50.0).abs() < 0.1 && (next[1] - 53.5).abs() < 0.1, "{next:?}");
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    Additive {
        /// Sets how the trend may run.
        growth: Growth,
        /// Sets how often the trend may bend.
        n_changepoints: u32,
        /// Sets the share of the observations in which the trend may bend.
        changepoint_range: f64,
        /// Sets how easily the trend bends.
        changepoint_prior_scale: f64,
        /// Sets the pairs of waves in a year.
        yearly: impl Into<Option<u32>>,
        /// Sets the pairs of waves in a week.
        weekly: impl Into<Option<u32>>,
        /// Sets the pairs of waves in a day.
        daily: impl Into<Option<u32>>,
        /// Sets the lengths of more seasons.
        season_lengths: impl Into<Vec<f64>>,
        /// Sets the pairs of waves in each of them.
        fourier_orders: impl Into<Vec<u32>>,
        /// Sets what seasons and regressors do to the trend.
        seasonality_mode: SeasonalityMode,
        /// Sets how large seasons may be.
        seasonality_prior_scale: f64,
        /// Sets how large the effects of regressors may be.
        regressor_prior_scale: f64,
    }
}

impl Component for Additive {
    const ID: &'static str = "forecast.additive";
    const NAME: &'static str = "Additive";
    const VERSION: u32 = 1;
}

impl Forecaster for Additive {
    type State = AdditiveState;

    const TAKES_REGRESSORS: bool = true;

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<AdditiveState>> {
        let y = series.y;
        let known: Vec<usize> = (0..y.len()).filter(|&step| !y[step].is_nan()).collect();
        if known.len() < 2 {
            return Err(err!(NotEnoughData, "the series has {} values; at least 2 are needed", known.len())
                .with("observations", known.len())
                .with("needed", 2));
        }
        complete(&series, &known)?;
        let largest = known.iter().fold(0.0, |most: f64, &step| most.max(y[step].abs()));
        let scale = if largest > 0.0 { largest } else { 1.0 };
        let shape = Shape::new(self, &series, &known)?;
        let columns = shape.columns(&series, &known, scale)?;
        let (first, last) = (columns.y[0], columns.y[known.len() - 1]);
        let mut start = vec![0.0; shape.size()];
        start[0] = first;
        if !shape.flat {
            start[1] = last - first;
        }
        // Nothing is to be learnt of a constant, and it has no errors.
        let found = match columns.y.iter().all(|&value| value == first) {
            true => Found { theta: start, sigma: 1e-9 },
            false => solve::solve(&columns, &shape.prior(self), start, ctx)?,
        };
        let Found { theta, sigma } = found;
        let (seen, seed) = (y.len(), ctx.get_seed());
        let mut state = AdditiveState { shape, theta, sigma, scale, seen, seed, history: true, effects: Vec::new() };
        state.effects = state.effects(seen, series.regressors);
        let fitted = state.expect(0, y.len(), series.regressors)?;
        Ok(FittedSeries { state, fitted })
    }
}

/// Refuses a series whose regressors are missing at some of its steps.
fn complete(series: &Series<'_>, steps: &[usize]) -> Result<()> {
    for (name, values) in series.regressors {
        let missing = steps.iter().filter(|&&step| values[step].is_nan()).count();
        if missing > 0 {
            return Err(err!(MissingValues, "regressor '{name}': {missing} of {} values are missing", steps.len())
                .with("missing", missing));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
