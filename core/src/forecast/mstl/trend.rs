//! What forecasts the series without its seasons: one of the other forecasters.

use crate::component::{
    Context, FittedSeries, ForecastState, Forecaster, Intervals, Request, RowReader, RowWriter, corrupt,
};
use crate::data::Series;
use crate::error::Result;
use crate::forecast::{
    AutoARIMA, AutoCES, AutoETS, AutoTheta, DynamicOptimizedTheta, Holt, Naive, RandomWalkWithDrift,
    SimpleExponentialSmoothing,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Writes down the choice and the fitted state of the one chosen.
macro_rules! trend_forecasters {
    ($($(#[$page:meta])* $name:ident, $word:literal, $type:ty, $component:expr;)*) => {
        /// The forecaster of trend and remainder, by the name in its id.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        pub enum TrendForecaster {
            $($(#[$page])* #[serde(rename = $word)] $name,)*
        }

        impl TrendForecaster {
            fn parse(word: &str) -> Result<Self> {
                match word {
                    $($word => Ok(Self::$name),)*
                    _ => Err(corrupt("trend_forecaster", &format!("is '{word}', which is none"))),
                }
            }

            /// Fits a series without seasons; its one-step forecasts too.
            pub(super) fn fit(self, y: &[f64], ctx: &Context) -> Result<(TrendState, Vec<f64>)> {
                Ok(match self {
                    $(Self::$name => {
                        let FittedSeries { state, fitted } = $component.fit_series(Series::new(y), ctx)?;
                        (TrendState::$name(Box::new(state)), fitted)
                    })*
                })
            }
        }

        /// The fitted forecaster.
        #[derive(Clone, Debug, PartialEq)]
        pub(super) enum TrendState {
            $($name(Box<<$type as Forecaster>::State>),)*
        }

        impl TrendState {
            pub(super) fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
                match self { $(Self::$name(state) => state.forecast(request),)* }
            }

            pub(super) fn update(&mut self, y: &[f64]) -> Result<Vec<f64>> {
                match self { $(Self::$name(state) => state.update(Series::new(y)),)* }
            }

            pub(super) fn store(&self, row: &mut RowWriter) {
                match self {
                    $(Self::$name(state) => {
                        row.str("trend_forecaster", $word);
                        state.store(row);
                    })*
                }
            }

            pub(super) fn restore(row: &mut RowReader<'_>) -> Result<Self> {
                Ok(match TrendForecaster::parse(&row.common("trend_forecaster")?)? {
                    $(TrendForecaster::$name => Self::$name(Box::new(<$type as Forecaster>::State::restore(row)?)),)*
                })
            }
        }
    };
}

trend_forecasters! {
    /// AutoETS without a season ("ZZN").
    #[default]
    AutoEts, "auto_ets", AutoETS, AutoETS::default().model("ZZN");
    /// AutoARIMA.
    AutoArima, "auto_arima", AutoARIMA, AutoARIMA::default();
    /// AutoCES.
    AutoCes, "auto_ces", AutoCES, AutoCES::default();
    /// AutoTheta.
    AutoTheta, "auto_theta", AutoTheta, AutoTheta::default();
    /// DynamicOptimizedTheta.
    DynamicOptimizedTheta, "dynamic_optimized_theta", DynamicOptimizedTheta, DynamicOptimizedTheta::default();
    /// Holt's method.
    Holt, "holt", Holt, Holt::default();
    /// SimpleExponentialSmoothing.
    SimpleExponentialSmoothing, "simple_exponential_smoothing", SimpleExponentialSmoothing,
        SimpleExponentialSmoothing::default();
    /// RandomWalkWithDrift.
    Drift, "drift", RandomWalkWithDrift, RandomWalkWithDrift::default();
    /// Naive.
    Naive, "naive", Naive, Naive::default();
}
