//! Forecasters of single series.

mod arima;
mod ces;
mod classical;
mod criteria;
mod drift;
mod ets;
mod garch;
mod historic_average;
mod intermittent;
mod mfles;
mod mstl;
mod naive;
mod seasonal_exponential_smoothing;
mod seasonal_naive;
mod simple_exponential_smoothing;
mod smoothing;
mod structural;
mod tbats;
mod theta;
mod window_average;

pub use arima::{ARIMA, AutoARIMA};
pub use ces::{AutoCES, CesModel};
pub use criteria::Criterion;
pub use drift::RandomWalkWithDrift;
pub use ets::{AutoETS, ErrorType, Holt, HoltWinters};
pub use garch::{ARCH, GARCH, VarianceMean};
pub use historic_average::HistoricAverage;
pub use intermittent::{ADIDA, CrostonClassic, CrostonOptimized, CrostonSBA, IMAPA, TSB};
pub use mfles::{AutoMFLES, ErrorMeasure, MFLES};
pub use mstl::{MSTL, TrendForecaster};
pub use naive::Naive;
pub use seasonal_exponential_smoothing::SeasonalExponentialSmoothing;
pub use seasonal_naive::SeasonalNaive;
pub use simple_exponential_smoothing::SimpleExponentialSmoothing;
pub use structural::{Movement, Structural};
pub use tbats::TBATS;
pub use theta::{AutoTheta, Decomposition, DynamicOptimizedTheta, DynamicTheta, OptimizedTheta, Theta};
pub use window_average::WindowAverage;

#[cfg(test)]
mod samples;
