//! Forecasters of single series.

mod drift;
mod naive;
mod seasonal_naive;
mod window_average;

pub use drift::RandomWalkWithDrift;
pub use naive::Naive;
pub use seasonal_naive::SeasonalNaive;
pub use window_average::WindowAverage;
