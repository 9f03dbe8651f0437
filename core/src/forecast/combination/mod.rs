//! Several forecasters as one.

mod origins;
mod pool;
mod state;
mod weights;

pub(super) use origins::{Trials, default_horizon};
pub(super) use pool::Pool;
pub(super) use state::CombinationState;
pub(super) use weights::Rule;

use crate::component::{Component, Context, FittedSeries, Forecaster, setters};
use crate::data::Series;
use crate::error::Result;
use crate::forecast::Member;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How forecasts become one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CombinationMethod {
    /// The median of the members, step by step: no weights, and no member can spoil it alone.
    #[default]
    Median,
    /// The mean.
    Mean,
    /// A weighted mean: weights are as one over the mean squared error from the rolling origins.
    InverseError,
    /// A weighted mean: of all weights that are not negative and sum to 1, those of the least squared error from the
    /// rolling origins.
    Stacking,
    /// The first member that can be fitted; those after it are for series that are too short or too odd for it.
    First,
}

/// Forecasts each series with several forecasters and combines them into one forecast.
///
/// The forecast of a step is the median or a weighted mean of the members' forecasts of that step, or with `first` that of
/// the first member that can be fitted to the series: the others are its fallbacks, and `parts` says which it was and why. Intervals are those of
/// the mixture of the members' distributions as far as its variance goes: the weighted mean (the mean, for the median) of
/// the squared half widths, and of the squared distances of the members' forecasts from the combined one, z² times. On
/// series of M3, M4 and Tourism those of the default cover .90, .93 and .91 where .95 is asked for.
///
/// Weights of `inverse_error` and `stacking` come from the series itself: every member is
/// fitted without the end of the history, forecasts `horizon` steps from each of the last `windows` origins, learning the
/// observation between one and the next without a new fit, and weights compare those errors. Stacking solves
/// min |E w|² over w >= 0 with sum 1 exactly (E: a column of errors a member), by non-negative least squares.
///
/// Input: a panel as the members take it. Regressors are shown to the members that use them; one at least must. A member
/// that cannot be fitted to a series is left out there; a history too short for rolling origins (half of it stays before
/// the first) gives equal weights.
/// Output: forecasts; `parts` has the table `members`: for each series and member its weight, its share (the mean weight of
/// its one-step forecasts in the combined ones; for the median, how often it was the median), the root of its mean
/// squared error from the rolling origins, and why it was left out; and a table of each member with what its `parts` have.
/// Errors: those of the first member where all fail; `kp.invalid_params` for a forecaster that there is not or parameters
/// that it does not take; `kp.unsupported` for regressors that no member uses.
/// Cost: the sum of the members' costs; `inverse_error` and `stacking` take a second fit. An update costs what the members'
/// updates do.
/// Source: Bates and Granger, The Combination of Forecasts, Operational Research Quarterly 20(4), 1969, for weights of one
/// over the error variance; Breiman, Stacked Regressions, Machine Learning 24, 1996; Petropoulos and Svetunkov, A simple
/// combination of univariate models, International Journal of Forecasting 36(1), 2020, for the median of models close to
/// the default ones.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Combination {
    /// The members: forecasters by name, or with parameters: {"forecaster": "AutoETS", "params": {"model": "ANN"}}.
    /// By default AutoETS, AutoCES and DynamicOptimizedTheta.
    #[schemars(length(min = 1, max = 100))]
    pub models: Vec<Member>,
    /// How forecasts become one.
    pub method: CombinationMethod,
    /// Observations in a season: 12 for months in a year; 1, the default, for no season. Members whose parameters do not
    /// say another are given it.
    #[schemars(range(min = 1, max = 8784))]
    pub season_length: u32,
    /// From how many origins, one observation apart, weights look ahead; fewer where the history is short.
    #[schemars(range(min = 1, max = 10_000))]
    pub windows: u32,
    /// How many steps ahead weights look: by default one and a half seasons, at least 6; of a short history a quarter.
    #[schemars(range(min = 1, max = 10_000))]
    pub horizon: Option<u32>,
}

impl Default for Combination {
    fn default() -> Self {
        let models = ["AutoETS", "AutoCES", "DynamicOptimizedTheta"].map(Member::named).to_vec();
        Self { models, method: CombinationMethod::Median, season_length: 1, windows: 8, horizon: None }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::Forecaster, data::Panel, forecast::{Combination, CombinationMethod, HistoricAverage, Naive}};
    /// let component = Combination::default().models([HistoricAverage::default().into(), Naive::default().into()]);
    /// let model = component.method(CombinationMethod::Mean).fit(&Panel::from_values(&[1.0, 2.0, 6.0])?)?;
    /// assert_eq!(model.forecast(2, &[])?.f64("Combination")?, [4.5, 4.5]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    Combination {
        /// Sets the members.
        models: impl Into<Vec<Member>>,
        /// Sets how forecasts become one.
        method: CombinationMethod,
        /// Sets the observations in a season.
        season_length: u32,
        /// Sets from how many origins weights look ahead.
        windows: u32,
        /// Sets how many steps ahead weights look.
        horizon: impl Into<Option<u32>>,
    }
}

impl Component for Combination {
    const ID: &'static str = "forecast.combination";
    const NAME: &'static str = "Combination";
    const VERSION: u32 = 1;
}

impl Forecaster for Combination {
    type State = CombinationState;

    const TAKES_REGRESSORS: bool = true;

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<CombinationState>> {
        let models: Vec<Member> =
            self.models.iter().map(|member| member.clone().with("season_length", self.season_length)).collect();
        let mut pool = Pool::open(&models, "models", series)?;
        if self.method == CombinationMethod::First {
            let (member, fitted) = pool.fit_first(series, ctx)?;
            return Ok(FittedSeries { state: member, fitted });
        }
        let rule = match self.method {
            CombinationMethod::Median => Rule::Median,
            _ => Rule::Weighted,
        };
        if matches!(self.method, CombinationMethod::InverseError | CombinationMethod::Stacking) {
            let horizon = self.horizon.unwrap_or(default_horizon(self.season_length)) as usize;
            let trials = Trials::of(&pool, series, [self.windows as usize, 1], horizon, ctx)?;
            let weights = match self.method {
                CombinationMethod::Stacking => trials.stacking(),
                _ => trials.inverse_errors(),
            };
            pool.judge(&trials, weights);
        }
        let (members, fitted) = pool.fit(rule, series, ctx)?;
        Ok(FittedSeries { state: members, fitted })
    }
}

#[cfg(test)]
mod tests;
