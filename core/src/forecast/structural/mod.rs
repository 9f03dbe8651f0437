//! Structural time series: a level, a slope and a season that move by errors of their own.
//!
//! Numbers of sections and equations are those of Durbin and Koopman, Time Series Analysis by State Space Methods, 2nd
//! edition (Oxford, 2012).

mod filter;
mod fit;
mod form;
mod smooth;
mod state;

use crate::component::{Component, Context, FittedSeries, Forecaster, setters};
use crate::data::Series;
use crate::error::{Result, err};
use fit::Moving;
use form::{Form, SeasonForm, System};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use state::StructuralState;

/// Whether a part of a series stays as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Movement {
    /// It has no errors of its own.
    Fixed,
    /// It is moved by an error at every step.
    #[default]
    Stochastic,
}

/// A level, a trend and a season that move on their own, and errors of observation; series may have gaps.
///
/// y(t) = l(t) + s(t) + e(t), l(t+1) = l(t) + b(t) + u(t), b(t+1) = b(t) + v(t). A season of length m is m effects that sum
/// to an error, s(t+1) = -s(t) - .. - s(t-m+2) + w(t), or, with `harmonics`, waves of m / 1, m / 2, .. steps whose phases
/// move. Errors are normal and independent; a part that is fixed has none. With a stochastic level alone this is the local
/// level model, with a stochastic trend too the local linear trend, with a fixed level and a stochastic trend the smooth
/// trend.
///
/// The variances are those of the greatest likelihood of the Kalman filter with an exact diffuse start: nothing is assumed
/// of the first states. The filter passes over missing values. The search (Nelder-Mead over the shares that the variances
/// have in their sum, from the two best of 4 points a share; the sum itself follows) takes variances at zero for what they are.
///
/// Intervals are normal, of the exact variance of the states and the observation; that of the variances themselves is not
/// in it.
///
/// Input: a panel; values may be missing anywhere. At least as many values a series as the model has states and variances,
/// spread so that every place in the season has one. A season that is not seen twice (n < 2 × its length) is left out.
/// Output: forecasts; `parts` has the variances, the likelihood, the criteria (states count as parameters), level and slope
/// of each series, and the table `components`: level, season (`season_12`) and error (`remainder`), which sum to the
/// observations, and beside them the `slope` by which the level moves on. They are smoothed, what all observations say of
/// each time, earlier and later ones; a missing value has all but the error. `components` of `forecast` are the level, with
/// the slope in it, and the season. Fitted values are the filter's forecasts of one step, NaN until all states are known; a
/// missing value has one too. An update moves the filter on with the same shares: it is the filter over the whole series,
/// bit by bit.
/// Errors: `kp.not_enough_data`; `kp.invalid_params` for more harmonics than half the season's length.
/// Cost: with d states, about 100 to 500 filters of O(n d²); an update O(d²) a point, a forecast O(h d²).
/// Source: Durbin and Koopman, chapters 3 to 5 and 7; Harvey, Forecasting, Structural Time Series Models and the Kalman
/// Filter (Cambridge, 1989). Likelihood, forecasts, intervals and smoothed components agree with statsmodels 0.14
/// `UnobservedComponents` with `use_exact_diffuse=True` at the same variances; its own search ends at the same likelihood or
/// a lower one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Structural {
    /// Whether the level moves by errors of its own.
    pub level: Movement,
    /// Whether there is a slope, and whether it moves; null, the default, for none.
    pub trend: Option<Movement>,
    /// Observations in a season: 12 for months in a year; 1, the default, for no season.
    #[schemars(range(min = 1, max = 366))]
    pub season_length: u32,
    /// Whether the season moves.
    pub season: Movement,
    /// The waves that make up the season, at most half its length; null, the default, for an effect of each place.
    #[schemars(range(min = 1, max = 183))]
    pub harmonics: Option<u32>,
}

impl Default for Structural {
    fn default() -> Self {
        let level = Movement::Stochastic;
        Self { level, trend: None, season_length: 1, season: Movement::Stochastic, harmonics: None }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::Forecaster, data::Panel, forecast::{Movement, Structural}};
    /// let y = [1.0, 2.0, f64::NAN, 4.0, 5.0, f64::NAN, 7.0];
    /// let component = Structural::default().level(Movement::Fixed).trend(Movement::Fixed);
    /// let forecast = component.fit(&Panel::from_values(&y)?)?.forecast(2, &[])?;
    /// let next = forecast.f64("Structural")?;
    /// assert!((next[0] - 8.0).abs() < 1e-9 && (next[1] - 9.0).abs() < 1e-9, "{next:?}");
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    Structural {
        /// Sets whether the level moves.
        level: Movement,
        /// Adds a slope.
        trend: Movement,
        /// Sets the observations in a season.
        season_length: u32,
        /// Sets whether the season moves.
        season: Movement,
        /// Sets the waves that make up the season.
        harmonics: u32,
    }
}

impl Structural {
    /// The states and the errors for a series of so many observations.
    fn model(&self, n: usize) -> Result<(Form, Moving)> {
        let period = self.season_length as usize;
        let season = match self.harmonics {
            Some(harmonics) if 2 * harmonics > self.season_length => {
                let most = self.season_length / 2;
                return Err(err!(InvalidParams, "harmonics is {harmonics}; must be at most {most}, half a season")
                    .with("param", "harmonics"));
            }
            _ if period == 1 || n < 2 * period => SeasonForm::None,
            Some(harmonics) => SeasonForm::Waves { period, harmonics: harmonics as usize },
            None => SeasonForm::Dummy { period },
        };
        let moving = Moving {
            level: self.level == Movement::Stochastic,
            slope: self.trend == Some(Movement::Stochastic),
            season: season != SeasonForm::None && self.season == Movement::Stochastic,
        };
        Ok((Form { slope: self.trend.is_some(), season }, moving))
    }
}

impl Component for Structural {
    const ID: &'static str = "forecast.structural";
    const NAME: &'static str = "Structural";
    const VERSION: u32 = 1;
}

impl Forecaster for Structural {
    type State = StructuralState;

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<StructuralState>> {
        let (form, moving) = self.model(series.y.len())?;
        let (needed, values) = (form.size() + moving.count(), series.y.iter().filter(|value| !value.is_nan()).count());
        let not_enough =
            |message: String| err!(NotEnoughData, "{message}").with("observations", values).with("needed", needed);
        if values < needed {
            return Err(not_enough(format!("the series has {values} values; at least {needed} are needed")));
        }
        let system = System::new(form);
        let variances = fit::search(series.y, &system, moving, ctx)?;
        let (state, fitted) = StructuralState::of(system, variances, moving, series.y)?;
        match state.filter.unknown {
            0 => Ok(FittedSeries { state, fitted }),
            _ => {
                Err(not_enough("values are missing in such places that the season or the trend cannot be known".into()))
            }
        }
    }
}

#[cfg(test)]
mod tests;
