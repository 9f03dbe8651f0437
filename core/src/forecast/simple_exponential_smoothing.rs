//! A level that follows the observations.

use super::smoothing::{Errors, Level, best_alpha, constant};
use crate::component::{
    Component, Context, FittedSeries, ForecastState, Forecaster, Intervals, Request, RowReader, RowWriter, setters,
};
use crate::data::Series;
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Forecasts a weighted mean of the past whose weights shrink by the same share with every step back.
///
/// The level is l(t) = alpha y(t) + (1 - alpha) l(t-1), beginning at the first observation, and y(n+h) = l(n). Where
/// alpha is not given, it is the one from 0.01 to 0.99 with the least squared one-step errors (golden section search),
/// and 0.5 where none is better than another. The interval is sigma × sqrt(1 + (h-1) × alpha²), where sigma² is the
/// mean square of the one-step errors.
///
/// Input: a panel without missing values, at least one observation a series (two for intervals wider than a point).
/// Output: a constant; `parts` has alpha and level of each series. The first fitted value is NaN. An update keeps alpha
/// and moves the level on.
/// Errors: `kp.missing_values` where one is missing.
/// Cost: O(n) a series, about 15 passes where alpha is searched for; constant memory; an update takes constant time a
/// point.
/// Source: Holt, Forecasting seasonals and trends by exponentially weighted moving averages (1957; International
/// Journal of Forecasting 20(1), 2004); the variance from Hyndman, Koehler, Ord and Snyder, Forecasting with
/// Exponential Smoothing (2008), table 6.1. The numbers agree with statsforecast 2.1.1: with
/// `SimpleExponentialSmoothing` where alpha is given, else with `SimpleExponentialSmoothingOptimized`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct SimpleExponentialSmoothing {
    /// What the newest observation weighs in the level: 1 is the naive forecast, 0 stays at the first observation.
    /// Null, the default, searches for it.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub alpha: Option<f64>,
}

setters! {
    /// ```
    /// use kingpost::{component::Forecaster, data::Panel, forecast::SimpleExponentialSmoothing};
    /// let y = Panel::from_values(&[1.0, 5.0, 2.0, 6.0])?;
    /// let model = SimpleExponentialSmoothing::default().alpha(0.5).fit(&y)?;
    /// assert_eq!(model.forecast(2, &[])?.f64("SimpleExponentialSmoothing")?, [4.25, 4.25]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    SimpleExponentialSmoothing {
        /// Sets what the newest observation weighs.
        alpha: f64,
    }
}

impl Component for SimpleExponentialSmoothing {
    const ID: &'static str = "forecast.simple_exponential_smoothing";
    const NAME: &'static str = "SimpleExponentialSmoothing";
    const VERSION: u32 = 1;
}

/// Where alpha is searched for.
pub(super) const ALPHA: [f64; 2] = [0.01, 0.99];

/// The level and the size of the one-step errors.
#[derive(Clone, Debug, PartialEq)]
pub struct SmoothedState {
    level: Level,
    errors: Errors,
}

impl Forecaster for SimpleExponentialSmoothing {
    type State = SmoothedState;

    fn fit_series(&self, series: Series<'_>, _ctx: &Context) -> Result<FittedSeries<SmoothedState>> {
        let y = series.complete(1)?;
        let alpha = self.alpha.unwrap_or_else(|| best_alpha(y, ALPHA));
        let mut state = SmoothedState { level: Level { alpha, value: y[0] }, errors: Errors::default() };
        let mut fitted = vec![f64::NAN];
        fitted.extend(state.update(Series::new(&y[1..]))?);
        Ok(FittedSeries { state, fitted })
    }
}

impl ForecastState for SmoothedState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        Ok(constant(self.level, &self.errors, request.h, request.levels))
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let mut step = |&value: &f64| {
            let expected = self.level.value;
            self.errors.add(value - expected);
            self.level.learn(value);
            expected
        };
        Ok(new.complete(0)?.iter().map(&mut step).collect())
    }

    fn store(&self, row: &mut RowWriter) {
        row.f64("alpha", self.level.alpha);
        row.f64("level", self.level.value);
        self.errors.store(row);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        Ok(Self { level: Level::restore(row, "alpha", "level")?, errors: Errors::restore(row)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::samples::{AIR_PASSENGERS, altered, close_to};

    fn fit(component: &SimpleExponentialSmoothing, y: &[f64]) -> FittedSeries<SmoothedState> {
        component.fit_series(Series::new(y), &Context::new()).unwrap()
    }

    #[test]
    fn numbers_of_statsforecast() {
        // statsforecast 2.1.1: SimpleExponentialSmoothing(0.3).fit(AIR_PASSENGERS).predict(3, level=[90]).
        let FittedSeries { state, fitted } = fit(&SimpleExponentialSmoothing::default().alpha(0.3), &AIR_PASSENGERS);
        let forecast = state.forecast(Request { h: 3, levels: &[90.0], future: &[] }).unwrap();
        close_to(&forecast.mean, &[195.466_446_796_694_47; 3], 1e-14);
        let lower = [162.679_864_882_016_1, 161.236_250_339_819_92, 159.851_102_557_103_87];
        close_to(&forecast.bounds[0].0, &lower, 1e-9);
        assert!(fitted[0].is_nan());
        close_to(&[fitted[1], fitted[2], fitted[47]], &[112.0, 113.8, 196.094_923_995_277_84], 1e-14);
        // statsforecast 2.1.1: SimpleExponentialSmoothingOptimized().fit(air[12:] - air[:-12]).
        let growth: Vec<f64> = AIR_PASSENGERS[12..].iter().zip(&AIR_PASSENGERS).map(|(now, then)| now - then).collect();
        let state = fit(&SimpleExponentialSmoothing::default(), &growth).state;
        let found = [state.level.alpha, state.level.value, state.errors.sigma()];
        close_to(&found, &[0.470_186_742_440_089_2, 28.021_294_653_861_162, 8.472_078_151_663_592], 1e-12);
        // ... and of all of AIR_PASSENGERS, whose level follows as fast as it may.
        let state = fit(&SimpleExponentialSmoothing::default(), &AIR_PASSENGERS).state;
        close_to(&[state.level.value, state.errors.sigma()], &[193.781_918_328_779_62, 16.016_591_607_153_32], 1e-12);
    }

    #[test]
    fn an_update_is_a_longer_run_of_the_filter() {
        for component in [SimpleExponentialSmoothing::default(), SimpleExponentialSmoothing::default().alpha(0.3)] {
            let mut state = fit(&component, &AIR_PASSENGERS[..30]).state;
            let same = SimpleExponentialSmoothing::default().alpha(state.level.alpha);
            let whole = fit(&same, &AIR_PASSENGERS);
            let mut expected = state.update(Series::new(&AIR_PASSENGERS[30..31])).unwrap();
            expected.extend(state.update(Series::new(&AIR_PASSENGERS[31..])).unwrap());
            assert_eq!((state, &expected[..]), (whole.state, &whole.fitted[30..]));
        }
    }

    #[test]
    fn short_and_constant_series_are_continued() {
        for y in [&[7.0][..], &[7.0; 2], &[7.0; 9]] {
            let state = fit(&SimpleExponentialSmoothing::default(), y).state;
            assert_eq!((state.level, state.errors.sigma()), (Level { alpha: 0.5, value: 7.0 }, 0.0));
        }
    }

    #[test]
    fn a_saved_state_reads_back_and_a_changed_one_is_refused() {
        let state = fit(&SimpleExponentialSmoothing::default(), &AIR_PASSENGERS).state;
        assert_eq!(altered(&state, |_| ()).unwrap(), state);
        for (name, wrong) in [("alpha", 1.5), ("alpha", f64::NAN), ("level", f64::INFINITY), ("squares", -1.0)] {
            let error = altered(&state, |store| store.put(&format!("state.{name}"), &[wrong])).unwrap_err();
            assert_eq!(error.code(), "kp.corrupt_model");
        }
    }
}
