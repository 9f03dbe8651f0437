//! Holt's method and that of Holt and Winters: exponential smoothing with a trend, by name.

use super::AutoETS;
use super::state::EtsState;
use crate::component::{Component, Context, FittedSeries, Forecaster, setters};
use crate::data::Series;
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the error, and with it the season, enters a model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum ErrorType {
    /// Additive: of the same size at any level.
    #[default]
    #[serde(rename = "A")]
    Additive,
    /// Multiplicative: a share of the forecast. The values must be positive.
    #[serde(rename = "M")]
    Multiplicative,
}

/// Fits the model of that name as AutoETS does.
fn fit_series(
    series: Series<'_>,
    ctx: &Context,
    season_length: u32,
    damped: Option<bool>,
    model: &str,
) -> Result<FittedSeries<EtsState>> {
    let ets = AutoETS { season_length, damped, ..AutoETS::default().model(model).stepwise(false) };
    ets.fit_series(series, ctx)
}

/// Holt's method: exponential smoothing with a level and a trend.
///
/// y(n+h) = l(n) + h b(n), where l(t) = alpha y(t) + (1 - alpha) (l(t-1) + b(t-1)) and b(t) = r (l(t) - l(t-1)) + (1 -
/// r) b(t-1) with r = beta / alpha. With damping each step of the trend is phi times the one before. As a model this is
/// ETS(A,A,N) or, with a multiplicative error, ETS(M,A,N), and it is fitted as AutoETS fits it: parameters and initial
/// states by maximum likelihood. Intervals are normal with the exact variance of the model.
///
/// Input: a panel without missing values. At least 9 observations a series, 10 for a damped trend; a constant series,
/// of whatever length, is continued without a search.
/// Output: a straight line, or one that levels out; `parts` is that of AutoETS.
/// An update keeps the parameters and moves the states on.
/// Errors: `kp.not_enough_data`; `kp.missing_values`; `kp.invalid_data` where a multiplicative error meets a value that
/// is not positive.
/// Cost: about 300 passes over the series; an update takes constant time a point; intervals O(h).
/// Source: Holt, Forecasting seasonals and trends by exponentially weighted moving averages (1957; International
/// Journal of Forecasting 20(1), 2004); Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing
/// (2008), chapters 2, 5 and 6. The numbers agree with those of statsforecast 2.1.1 `AutoETS` of the same model. Its
/// `Holt` tries a damped trend too, as here where `damped` is null, and counts the first step of one twice, which is
/// not followed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Holt {
    /// "A", the default, for errors of the same size at any level, or "M" for errors that are a share of it.
    pub error_type: ErrorType,
    /// Whether the trend is damped: false, the default, for Holt's own method; null tries both and keeps the one with
    /// the less corrected Akaike criterion.
    pub damped: Option<bool>,
}

impl Default for Holt {
    fn default() -> Self {
        Self { error_type: ErrorType::Additive, damped: Some(false) }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::Forecaster, data::Panel, forecast::Holt};
    /// let y = [112.0, 135., 148., 119., 118., 141., 158., 129., 126., 150., 167., 140.];
    /// let forecast = Holt::default().fit(&Panel::from_values(&y)?)?.forecast(2, &[])?;
    /// let mean = forecast.f64("Holt")?;
    /// assert!((mean[0] - 152.684).abs() < 1e-3 && (mean[1] - 155.120).abs() < 1e-3, "{mean:?}");
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    Holt {
        /// Sets how the error enters.
        error_type: ErrorType,
        /// Sets whether the trend is damped.
        damped: impl Into<Option<bool>>,
    }
}

impl Component for Holt {
    const ID: &'static str = "forecast.holt";
    const NAME: &'static str = "Holt";
    const VERSION: u32 = 1;
}

impl Forecaster for Holt {
    type State = EtsState;

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<EtsState>> {
        let model = if self.error_type == ErrorType::Additive { "AAN" } else { "MAN" };
        fit_series(series, ctx, 1, self.damped, model)
    }
}

/// The method of Holt and Winters: exponential smoothing with a level, a trend and a season.
///
/// Additive: y(n+h) = l(n) + h b(n) + s, where s is the last state of the season of n+h, and level, trend and season
/// follow the observations by alpha, beta and gamma. Multiplicative: y(n+h) = (l(n) + h b(n)) s. As a model this is
/// ETS(A,A,A) or ETS(M,A,M), and it is fitted as AutoETS fits it: parameters and initial states by maximum likelihood.
/// Intervals are normal with the exact variance of the model.
///
/// Input: a panel without missing values. At least 11 observations a series and 7 more than the season's length, one
/// more for a damped trend; a season that is not seen once and a bit (n ≤ season_length) is left out. A constant
/// series, of whatever length, is continued without a search.
/// Output: forecasts; `parts` is that of AutoETS. An update keeps the parameters and moves the states on.
/// Errors: `kp.not_enough_data`; `kp.missing_values`; `kp.invalid_data` where the multiplicative method meets a value
/// that is not positive.
/// Cost: about 1,500 passes over the series at most; an update takes constant time a point; intervals O(h), of the
/// multiplicative method O(h × season_length).
/// Source: Winters, Forecasting sales by exponentially weighted moving averages, Management Science 6(3), 1960;
/// Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing (2008), chapters 2, 5 and 6. The numbers
/// agree with those of statsforecast 2.1.1 `AutoETS` of the same model, but for intervals of the multiplicative method
/// and of the additive one beyond a season, which are the book's. Its `HoltWinters` tries a damped trend too, as here
/// where `damped` is null, and counts the first step of one twice, which is not followed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct HoltWinters {
    /// Observations in a season: 12 for months in a year. With 1, the default, this is Holt's method.
    #[schemars(range(min = 1, max = 8784))]
    pub season_length: u32,
    /// "A", the default, for a season and errors of the same size at any level, or "M" for a season and errors that are
    /// a share of it.
    pub error_type: ErrorType,
    /// Whether the trend is damped: false, the default, for the method's own; null tries both and keeps the one with
    /// the less corrected Akaike criterion.
    pub damped: Option<bool>,
}

impl Default for HoltWinters {
    fn default() -> Self {
        Self { season_length: 1, error_type: ErrorType::Additive, damped: Some(false) }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::Forecaster, data::Panel, forecast::HoltWinters};
    /// let y = [112.0, 135., 148., 119., 118., 141., 158., 129., 126., 150., 167., 140.];
    /// let forecast = HoltWinters::default().season_length(4).fit(&Panel::from_values(&y)?)?.forecast(2, &[])?;
    /// let mean = forecast.f64("HoltWinters")?;
    /// assert!((mean[0] - 135.936).abs() < 1e-3 && (mean[1] - 159.274).abs() < 1e-3, "{mean:?}");
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    HoltWinters {
        /// Sets the observations in a season.
        season_length: u32,
        /// Sets how error and season enter.
        error_type: ErrorType,
        /// Sets whether the trend is damped.
        damped: impl Into<Option<bool>>,
    }
}

impl Component for HoltWinters {
    const ID: &'static str = "forecast.holt_winters";
    const NAME: &'static str = "HoltWinters";
    const VERSION: u32 = 1;
}

impl Forecaster for HoltWinters {
    type State = EtsState;

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<EtsState>> {
        let model = match (self.error_type, self.season_length) {
            (ErrorType::Additive, 1) => "AAN",
            (ErrorType::Additive, _) => "AAA",
            (ErrorType::Multiplicative, 1) => "MAN",
            (ErrorType::Multiplicative, _) => "MAM",
        };
        fit_series(series, ctx, self.season_length, self.damped, model)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::component::{ForecastState, Request};
    use crate::forecast::samples::{AIR_PASSENGERS, altered, close_to};
    use ErrorType::{Additive, Multiplicative};

    fn fit(component: &impl Forecaster<State = EtsState>, y: &[f64]) -> FittedSeries<EtsState> {
        component.fit_series(Series::new(y), &Context::new()).unwrap()
    }

    fn twelve(state: &EtsState, levels: &[f64]) -> crate::component::Intervals {
        state.forecast(Request { h: 12, levels, future: &[] }).unwrap()
    }

    /// statsforecast 2.1.1: `AutoETS(m, model, damped=False).fit(AIR_PASSENGERS).predict(12, level=[90])`, of which the
    /// first, second and last mean and the upper bounds of the first step (0 where it is not the book's).
    #[test]
    fn numbers_of_statsforecast() {
        let check = |fitted: FittedSeries<EtsState>, name: &str, mean: [f64; 3], upper: f64, last_fitted: f64| {
            assert_eq!(fitted.state.form.to_string(), name);
            let forecast = twelve(&fitted.state, &[90.0]);
            close_to(&[forecast.mean[0], forecast.mean[1], forecast.mean[11]], &mean, 1e-8);
            close_to(&[fitted.fitted[47]], &[last_fitted], 1e-8);
            if upper > 0.0 {
                close_to(&[forecast.bounds[0].1[0]], &[upper], 1e-7);
            }
        };
        let holt = Holt::default();
        let winters = HoltWinters::default().season_length(12);
        check(
            fit(&holt, &AIR_PASSENGERS),
            "ETS(A,A,N)",
            [195.735_685_847_460_93, 197.473_397_918_939_78, 214.850_518_633_728_3],
            223.390_764_454_413_03,
            173.737_759_820_875_08,
        );
        check(
            fit(&holt.error_type(Multiplicative), &AIR_PASSENGERS),
            "ETS(M,A,N)",
            [197.368_961_210_144_65, 200.739_785_300_434_93, 234.448_026_203_337_63],
            231.492_955_828_214_92,
            175.371_198_543_768_77,
        );
        check(
            fit(&winters, &AIR_PASSENGERS),
            "ETS(A,A,A)",
            [196.764_154_916_368_2, 202.478_408_039_605_37, 215.140_034_041_056_1],
            210.540_544_391_830_45,
            190.744_629_054_516_17,
        );
        check(
            fit(&winters.error_type(Multiplicative), &AIR_PASSENGERS),
            "ETS(M,A,M)",
            [189.355_822_289_507_47, 198.976_915_938_400_28, 206.263_060_866_372_48],
            0.0,
            184.947_045_653_755_42,
        );
    }

    #[test]
    fn a_season_of_one_is_holt_and_null_tries_a_damped_trend_too() {
        for error_type in [Additive, Multiplicative] {
            let holt = Holt::default().error_type(error_type);
            let winters = HoltWinters::default().error_type(error_type);
            assert_eq!(fit(&holt, &AIR_PASSENGERS).state, fit(&winters, &AIR_PASSENGERS).state);
        }
        // As in the table of AutoETS: a damped trend and its season are AICc's choice.
        let name = |damped: Option<bool>| {
            let component = HoltWinters::default().season_length(12).damped(damped);
            fit(&component, &AIR_PASSENGERS).state.form.to_string()
        };
        assert_eq!([name(Some(true)), name(None)], ["ETS(A,Ad,A)"; 2]);
        assert_eq!(fit(&Holt::default().damped(true), &AIR_PASSENGERS).state.form.to_string(), "ETS(A,Ad,N)");
    }

    #[test]
    fn an_update_goes_on_and_a_saved_state_reads_back() {
        let component = HoltWinters::default().season_length(12).error_type(Multiplicative);
        let state = fit(&component, &AIR_PASSENGERS[..40]).state;
        let (mut whole, mut parts) = (state.clone(), altered(&state, |_| ()).unwrap());
        let expected = whole.update(Series::new(&AIR_PASSENGERS[40..])).unwrap();
        let mut found = parts.update(Series::new(&AIR_PASSENGERS[40..43])).unwrap();
        found.extend(parts.update(Series::new(&AIR_PASSENGERS[43..])).unwrap());
        assert_eq!((found, twelve(&parts, &[80.0])), (expected, twelve(&whole, &[80.0])));
        assert!(altered(&state, |store| store.put("state.alpha", &[0.0])).is_err());
    }

    #[test]
    fn short_and_odd_series_have_the_documented_outcome() {
        let error = |component: &dyn Fn(&[f64]) -> Result<FittedSeries<EtsState>>, y: &[f64]| {
            let error = component(y).unwrap_err();
            (error.code(), error.context().get("needed").cloned().unwrap_or_default())
        };
        let ctx = Context::new();
        let holt = |y: &[f64]| Holt::default().fit_series(Series::new(y), &ctx);
        let damped = |y: &[f64]| Holt::default().damped(true).fit_series(Series::new(y), &ctx);
        let winters = |y: &[f64]| HoltWinters::default().season_length(12).fit_series(Series::new(y), &ctx);
        assert_eq!(error(&holt, &AIR_PASSENGERS[..8]), ("kp.not_enough_data", "9".into()));
        assert_eq!(error(&damped, &AIR_PASSENGERS[..9]), ("kp.not_enough_data", "10".into()));
        assert_eq!(error(&winters, &AIR_PASSENGERS[..18]), ("kp.not_enough_data", "19".into()));
        assert!(holt(&AIR_PASSENGERS[..9]).is_ok() && winters(&AIR_PASSENGERS[..19]).is_ok());
        assert_eq!(winters(&AIR_PASSENGERS[..12]).unwrap().state.form.to_string(), "ETS(A,A,N)");
        let relative = |y: &[f64]| Holt::default().error_type(Multiplicative).fit_series(Series::new(y), &ctx);
        let zeros: Vec<f64> = (0..30).map(|t| f64::from(t % 5)).collect();
        assert_eq!(error(&relative, &zeros).0, "kp.invalid_data");
        assert_eq!(twelve(&holt(&[7.5; 3]).unwrap().state, &[]).mean, [7.5; 12]);
    }
}
