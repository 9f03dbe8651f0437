//! Forecasters of single series.

mod arima;
mod ces;
mod classical;
mod criteria;
mod drift;
mod ets;
mod naive;
mod seasonal_naive;
mod theta;
mod window_average;

pub use arima::{ARIMA, AutoARIMA};
pub use ces::{AutoCES, CesModel};
pub use criteria::Criterion;
pub use drift::RandomWalkWithDrift;
pub use ets::AutoETS;
pub use naive::Naive;
pub use seasonal_naive::SeasonalNaive;
pub use theta::{AutoTheta, Decomposition, DynamicOptimizedTheta, DynamicTheta, OptimizedTheta, Theta};
pub use window_average::WindowAverage;

#[cfg(test)]
mod samples;
