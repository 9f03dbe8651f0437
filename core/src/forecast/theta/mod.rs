//! The theta method: half a line through the series, half its smoothing, in the forms of Fiorucci et al. (2016).
//!
//! Numbers of equations are those of the paper: Models for optimising the theta method and their relationship to state
//! space models, International Journal of Forecasting 32(4).

mod engine;
mod fit;
mod season;
mod state;
mod variance;

use crate::component::{Component, Context, FittedSeries, Forecaster, setters};
use crate::data::Series;
use crate::error::Result;
use engine::Kind;
use schemars::JsonSchema;
use season::Season;
use serde::{Deserialize, Serialize};
use state::ThetaState;

/// How a season is taken out of a series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decomposition {
    /// By division: the season is a share of the level. Additive all the same where a value is not positive.
    #[default]
    Multiplicative,
    /// By subtraction: the season has the same size at any level.
    Additive,
}

impl Decomposition {
    const fn name(self) -> &'static str {
        match self {
            Self::Multiplicative => "multiplicative",
            Self::Additive => "additive",
        }
    }
}

/// With fewer the errors would have no spread: three are burnt in.
const LEAST_OBSERVATIONS: usize = 5;

/// Fits a series: season, search, one run for the state.
fn fit_series(
    series: Series<'_>,
    period: u32,
    wanted: Decomposition,
    kinds: &[Kind],
    ctx: &Context,
) -> Result<FittedSeries<ThetaState>> {
    let y = series.complete(LEAST_OBSERVATIONS)?;
    if y.iter().all(|&value| value == y[0]) {
        let (state, fitted) = ThetaState::of(fit::Fit::constant(kinds[0], y[0]), y, None);
        return Ok(FittedSeries { state, fitted });
    }
    let season = Season::find(y, period as usize, wanted, ctx)?;
    let plain: Vec<f64> = match &season {
        None => y.to_vec(),
        Some(season) => y.iter().enumerate().map(|(i, &value)| season.remove(value, i)).collect(),
    };
    let (state, fitted) = ThetaState::of(fit::search(&plain, kinds, ctx)?, &plain, season);
    Ok(FittedSeries { state, fitted })
}

/// Writes the components down: they differ in the models that they try.
macro_rules! theta_components {
    ($($(#[$page:meta])* $name:ident, $id:literal, $kinds:expr, $next:literal;)*) => {$(
        $(#[$page])*
        ///
        /// With level l and the line A + B t, y(n+1) = l(n) + (1 - 1/theta) (A (1-alpha)^n + B (1 - (1-alpha)^(n+1)) /
        /// alpha) and l(n+1) = alpha y(n+1) + (1 - alpha) l(n): the larger theta, the more the line counts. Alpha (0.1
        /// to 0.99), the level before the first observation and, where it is optimised, theta (1 to 1e10) are found by
        /// least squares of the one-step errors from the fourth on (Nelder-Mead, 1,000 iterations at most).
        ///
        /// A series of at least two seasons of four or more observations is tested for a season (its autocorrelation at
        /// the season's length, at 90 %), and a season that passes is taken out by classical decomposition and put back
        /// into forecasts.
        ///
        /// Intervals are normal and exact: the errors' variance is carried through level and line, without that of the
        /// parameters. Sigma² is the variance of the one-step errors from the fourth on, without their season.
        ///
        /// Input: a panel without missing values, at least 5 observations a series. A constant one is continued without
        /// a search.
        /// Output: forecasts; `parts` has model, alpha, theta, level, the line's mean and slope of each series, and in the
        /// table `parameters` the season's indices, that of the next observation first. Fitted values of a static model use the line through the whole
        /// series. An update keeps alpha, theta and the season, and moves level and line on; what it expects of an
        /// observation is by the line through those before.
        /// Errors: `kp.not_enough_data` for a series of fewer than 5 observations, `kp.missing_values` where one is
        /// missing.
        /// Cost: about 100 passes over the series per model, and season_length passes for the test; four numbers of
        /// memory an observation during the fit; a forecast O(h); an update takes constant time a point.
        /// Source: Fiorucci et al., Models for optimising the theta method and their relationship to state space
        /// models, International Journal of Forecasting 32(4), 2016. Forecasts agree with statsforecast 2.1.1. It
        /// simulates intervals with 200 paths that move the line of static models too and count a season twice; these
        /// are not followed, nor is its stopping rule, which depends on the unit, where values vary little against their
        /// level: there the search goes on to a share of 1e-5 of the first loss.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(default, deny_unknown_fields)]
        #[non_exhaustive]
        pub struct $name {
            /// Observations in a season: 12 for months in a year; 1, the default, for no season. Below 4 none is looked
            /// for.
            #[schemars(range(min = 1, max = 8784))]
            pub season_length: u32,
            /// How a season is taken out and put back: by division, the default, or by subtraction.
            pub decomposition_type: Decomposition,
        }

        impl Default for $name {
            fn default() -> Self {
                Self { season_length: 1, decomposition_type: Decomposition::Multiplicative }
            }
        }

        setters! {
            /// ```
            #[doc = concat!("use kingpost::{component::Forecaster, data::Panel, forecast::", stringify!($name), "};")]
            /// let y = [112.0, 135., 148., 119., 118., 141., 158., 129., 126., 150., 167., 140.];
            #[doc = concat!("let component = ", stringify!($name), "::default().season_length(4);")]
            /// let forecast = component.fit(&Panel::from_values(&y)?)?.forecast(1, &[])?;
            #[doc = concat!("let next = forecast.f64(\"", stringify!($name), "\")?[0];")]
            #[doc = concat!("assert!((next - ", $next, ").abs() < 1e-3, \"{next}\");")]
            /// # Ok::<(), kingpost::Error>(())
            /// ```
            $name {
                /// Sets the observations in a season.
                season_length: u32,
                /// Sets how a season is taken out.
                decomposition_type: Decomposition,
            }
        }

        impl Component for $name {
            const ID: &'static str = $id;
            const NAME: &'static str = stringify!($name);
            const VERSION: u32 = 1;
        }

        impl Forecaster for $name {
            type State = ThetaState;

            fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<ThetaState>> {
                fit_series(series, self.season_length, self.decomposition_type, &$kinds, ctx)
            }
        }
    )*};
}

theta_components! {
    /// The theta method: simple exponential smoothing with half the slope of the line through the whole series.
    ///
    /// This is the standard theta model (STM), whose theta is 2.
    Theta, "forecast.theta", [Kind::Stm], 145.384;

    /// The theta method with the weight of the line found by least squares.
    ///
    /// This is the optimised theta model (OTM): as Theta, but theta is optimised too.
    OptimizedTheta, "forecast.optimized_theta", [Kind::Otm], 151.066;

    /// The theta method with a line that is fitted anew to the observations before each step.
    ///
    /// This is the dynamic standard theta model (DSTM), whose theta is 2. Forecasts beyond the first carry the line on
    /// through the forecasts before.
    DynamicTheta, "forecast.dynamic_theta", [Kind::Dstm], 149.291;

    /// The theta method with a line that is fitted anew at each step and a weight found by least squares.
    ///
    /// This is the dynamic optimised theta model (DOTM): as DynamicTheta, but theta is optimised too.
    DynamicOptimizedTheta, "forecast.dynamic_optimized_theta", [Kind::Dotm], 139.672;

    /// Of the four theta models the one with the least squared errors.
    ///
    /// The models are Theta, OptimizedTheta, DynamicTheta and DynamicOptimizedTheta (STM, OTM, DSTM, DOTM); of equals
    /// the first. Note that the static models' errors are measured by the line through the whole series.
    AutoTheta, "forecast.auto_theta", Kind::ALL, 151.066;
}

#[cfg(test)]
mod tests;
