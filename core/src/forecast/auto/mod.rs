//! The forecaster for those who do not want to choose one.

mod look;
mod state;

use crate::component::{Component, Context, FittedSeries, Forecaster, setters};
use crate::data::Series;
use crate::error::Result;
use crate::forecast::combination::{Pool, Rule, Trials, default_horizon};
use look::{Kind, Look};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use state::AutoState;

/// Looks at each series, chooses forecasters that suit it, combines them, and says why.
///
/// What a series looks like decides its members, the first that holds:
/// `gaps` (values are missing): Structural, or Additive where there are regressors;
/// `regressors`: AutoARIMA and LinearLags, which use them, and AutoETS and DynamicOptimizedTheta, which do not;
/// `constant`: Naive;
/// `short` (fewer than 8 observations): Naive, RandomWalkWithDrift and SimpleExponentialSmoothing;
/// `intermittent` (no value below 0, and demand in fewer than 1 of 1.32 periods on average): CrostonSBA, TSB, ADIDA and IMAPA;
/// `seasons` (a season of 24 or more, or a second one): AutoETS, AutoCES, DynamicOptimizedTheta (for seasons up to 60),
/// MSTL with AutoETS and with DynamicOptimizedTheta, of the season and of both seasons, and SeasonalNaive of each;
/// `season`: AutoETS, AutoCES, DynamicOptimizedTheta and MSTL with DynamicOptimizedTheta;
/// `plain`: AutoETS, AutoCES, DynamicOptimizedTheta, RandomWalkWithDrift and SimpleExponentialSmoothing.
/// The second season of 24, 48, 96, 144, 288 and 1440 is the week, 7 times as long, and that of 7 is the year of 365,
/// where it is seen three times.
///
/// Members of `seasons` and `regressors` are weighted by one over their mean squared error from rolling origins a season
/// apart, as `inverse_error` of Combination does; a second season of 7 is believed only where it lowers the error by a fifth. All others are combined by
/// their median: rolling origins say too little of a series of usual length, and choosing by them made forecasts worse on
/// series of M3, M4 and Tourism.
///
/// Input: a panel. Missing values are allowed. Every column of numbers beside id, time and target is a regressor, whose
/// future values `forecast` then needs.
/// Output: forecasts and the intervals of Combination; `parts` has the kind of each series, the reason, the share of zeros and
/// the strength of the season (0 for none, 1 for nothing else; NaN where it is not seen twice), and the table `members` of
/// Combination with weights, shares and errors.
/// Errors: those of the members where all fail; `kp.missing_values` where all values are.
/// Cost: that of the members; of `seasons` and `regressors` twice as much. An update costs what the members' updates do.
/// Source: Fiorucci and Louzada, GROEC: Combination method via generalized rolling origin evaluation, International Journal of
/// Forecasting 36(1), 2020, and Petropoulos and Svetunkov (see Combination) for the members and the median; Syntetos, Boylan
/// and Croston, On the categorization of demand patterns, Journal of the Operational Research Society 56(5), 2005, for 1.32;
/// Wang, Smith and Hyndman, Characteristic-Based Clustering for Time Series Data, Data Mining and Knowledge Discovery 13,
/// 2006, for the strength of a season.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Auto {
    /// Observations in a season: 12 for months in a year, 24 for hours in a day; 1, the default, for no season.
    #[schemars(range(min = 1, max = 8784))]
    pub season_length: u32,
    /// From how many origins, a season apart, weights look ahead; fewer where the history is short. Eight days, the default,
    /// see a whole week.
    #[schemars(range(min = 1, max = 10_000))]
    pub windows: u32,
    /// How many steps ahead weights look: by default one and a half seasons, at least 6; of a short history a quarter.
    #[schemars(range(min = 1, max = 10_000))]
    pub horizon: Option<u32>,
}

impl Default for Auto {
    fn default() -> Self {
        Self { season_length: 1, windows: 8, horizon: None }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::Forecaster, data::Panel, forecast::Auto};
    /// let y = [0.0, 0.0, 3.0, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 4.0, 0.0, 0.0];
    /// let model = Auto::default().fit(&Panel::from_values(&y)?)?;
    /// let parts = model.parts()?;
    /// assert_eq!(parts.tables[0].1.strings("kind")?.get(0), Some("intermittent"));
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    Auto {
        /// Sets the observations in a season.
        season_length: u32,
        /// Sets from how many origins weights look ahead.
        windows: u32,
        /// Sets how many steps ahead weights look.
        horizon: impl Into<Option<u32>>,
    }
}

impl Component for Auto {
    const ID: &'static str = "forecast.auto";
    const NAME: &'static str = "Auto";
    const VERSION: u32 = 1;
}

/// By how much a year must lower the error of a series of days.
const BELIEVED: f64 = 0.8;

/// Whether the best member with a second season, from `second` on, is so much better than the best without.
fn helps(trials: &Trials, second: usize, members: usize) -> bool {
    let least = |from: usize, to: usize| (from..to).map(|at| trials.error(at)).fold(f64::NAN, f64::min);
    // NaN, of a history too short for trials, believes nothing.
    least(second, members) <= BELIEVED * least(0, second)
}

impl Forecaster for Auto {
    type State = AutoState;

    const TAKES_REGRESSORS: bool = true;

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<AutoState>> {
        let mut look = Look::at(series, self.season_length as usize)?;
        let mut rule = Rule::Median;
        let mut pool = Pool::open(&look.members(), "models", series)?;
        if matches!(look.kind, Kind::Seasons | Kind::Regressors) {
            let horizon = self.horizon.unwrap_or(default_horizon(self.season_length)) as usize;
            let origins = [self.windows, self.season_length].map(|number| number as usize);
            let trials = Trials::of(&pool, series, origins, horizon, ctx)?;
            if look.doubtful() && !helps(&trials, look.first_of_second(), look.members().len()) {
                look = look.without_second();
                pool = Pool::open(&look.members(), "models", series)?;
            } else if let Some(weights) = trials.inverse_errors() {
                rule = Rule::Weighted;
                pool.judge(&trials, Some(weights));
            }
        }
        let (members, fitted) = pool.fit(rule, series, ctx)?;
        Ok(FittedSeries { state: AutoState::of(look, rule, members), fitted })
    }
}

#[cfg(test)]
mod tests;
