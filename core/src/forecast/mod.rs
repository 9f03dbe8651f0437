//! Forecasters of single series.

mod drift;
mod ets;
mod naive;
mod seasonal_naive;
mod theta;
mod window_average;

pub use drift::RandomWalkWithDrift;
pub use ets::{AutoETS, Criterion};
pub use naive::Naive;
pub use seasonal_naive::SeasonalNaive;
pub use theta::{AutoTheta, Decomposition, DynamicOptimizedTheta, DynamicTheta, OptimizedTheta, Theta};
pub use window_average::WindowAverage;
