//! Several seasons at once: decomposition by loess, and a forecaster for what is left.

pub(crate) mod decompose;
mod state;

use crate::component::{Component, Context, FittedSeries, Forecaster, params, setters};
use crate::data::Series;
use crate::error::Result;
use crate::forecast::Member;
use crate::forecast::season_lengths::periods;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use state::{MstlState, Season};

/// Forecasts a series of one or several seasons as its seasons' last turn and a forecast of what they leave.
///
/// The series is the sum of a trend, a season for each length, and a remainder. STL, with a smoother of 11, 15, 19, ..
/// seasons of local constants, finds each season, the shortest first, in what the others leave; where there are several,
/// each is found once more. Trend and remainder together are forecast by `trend_forecaster`, and every season goes on
/// as it was the last time.
///
/// Intervals are normal. Their variance is the sum of that of the trend's forecaster, for each season that of a seasonal
/// random walk (the mean square of its change over one season, times the seasons ahead, begun ones included), and the mean
/// square of the remainder: the smoothers take a part of it for season, which the trend's forecaster then never sees, and
/// the season that goes on is wrong by as much. On series of M3, M4 and Tourism the sum covers .85 to .96 where .95 is
/// asked for, the trend's alone .83 to .93.
///
/// Input: a panel without missing values, as many observations a series as the trend's forecaster needs. A season that is
/// not seen twice (n < 2 × its length) is left out, as is a length of 1; one that is to be found has to be seen three
/// times. A series without a season is forecast by the trend's forecaster alone.
/// Output: forecasts; `parts` has what the trend's forecaster has (`trend`), the table `parameters` with the seasons' lengths
/// (`season_length_1`, ..), and the table `components`: the trend, each season (`season_24`), and the remainder of the
/// observations, which sum to them; `components` of `forecast` are the trend's forecast and the seasons. Fitted values are
/// the trend's forecaster's one-step forecasts and the seasons; those seasons know later observations, so they are closer than
/// forecasts can be. An update holds the seasons and moves the trend's forecaster on; its remainder is the error. With
/// `keep_fitted` off there are no components.
/// Errors: `kp.missing_values`, and those of the trend's forecaster.
/// Cost: O(n × length) a season for the decomposition and what the trend's forecaster costs; an update takes constant time
/// a point.
/// Source: Bandara, Hyndman and Bergmeir, MSTL: A Seasonal-Trend Decomposition Algorithm for Time Series with Multiple
/// Seasonal Patterns, arXiv 2107.13462, 2021. Components agree with statsforecast 2.1.1 `mstl`, and forecasts with its
/// `MSTL` where the trend's forecaster does; its intervals are the trend's alone, which are too narrow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct MSTL {
    /// Observations in each season: [24, 168] for hours in days and weeks, 12 for months in years; 1 for no season. When
    /// empty, the default, those that SeasonLengths finds in each series, at most three.
    #[serde(deserialize_with = "params::one_or_list")]
    #[schemars(schema_with = "lengths")]
    pub season_lengths: Vec<u32>,
    /// What forecasts the series without its seasons: any forecaster, by name or with parameters; AutoETS by default.
    pub trend_forecaster: Member,
}

fn lengths(_: &mut SchemaGenerator) -> Schema {
    params::one_or_list_schema(json_schema!({"type": "integer", "minimum": 1, "maximum": 8784}))
}

impl Default for MSTL {
    fn default() -> Self {
        Self { season_lengths: Vec::new(), trend_forecaster: Member::named("AutoETS") }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::Forecaster, data::Panel, forecast::{MSTL, RandomWalkWithDrift}};
    /// let y: Vec<f64> = (0..48).map(|t| t as f64 + [0.0, 3.0][t % 2] + [4.0, 0.0, -4.0][t % 3]).collect();
    /// let component = MSTL::default().season_lengths([2, 3]).trend_forecaster(RandomWalkWithDrift::default());
    /// let forecast = component.fit(&Panel::from_values(&y)?)?.forecast(2, &[])?;
    /// let next = forecast.f64("MSTL")?;
    /// assert!((next[0] - 52.0).abs() < 0.1 && (next[1] - 52.0).abs() < 0.1, "{next:?}");
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    MSTL {
        /// Sets the observations in each season.
        season_lengths: impl Into<Vec<u32>>,
        /// Sets what forecasts the series without its seasons.
        trend_forecaster: impl Into<Member>,
    }
}

impl Component for MSTL {
    const ID: &'static str = "forecast.mstl";
    const NAME: &'static str = "MSTL";
    const VERSION: u32 = 1;
}

impl Forecaster for MSTL {
    type State = MstlState;

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<MstlState>> {
        let y = series.complete(1)?;
        let periods = periods(&self.season_lengths, y, ctx)?;
        let history = decompose::decompose(y, &periods, false, ctx)?;
        let plain: Vec<f64> = history.trend.iter().zip(&history.remainder).map(|(trend, rest)| trend + rest).collect();
        let trend_forecaster = self.trend_forecaster.read("trend_forecaster")?;
        let (trend, mut fitted) = trend_forecaster.fit(Series { y: &plain, ..series }, ctx)?;
        for season in &history.seasons {
            fitted.iter_mut().zip(season).for_each(|(fitted, season)| *fitted += season);
        }
        let squares: f64 = history.remainder.iter().map(|rest| rest * rest).sum();
        let remainder = squares / y.len() as f64;
        let last = |(&period, season): (&usize, &Vec<f64>)| Season::of(season, period);
        let seasons = periods.iter().zip(&history.seasons).map(last).collect();
        Ok(FittedSeries { state: MstlState { trend, seasons, remainder, history }, fitted })
    }
}

#[cfg(test)]
mod tests;
