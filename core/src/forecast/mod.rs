//! Forecasters of single series.

mod drift;
mod ets;
mod naive;
mod seasonal_naive;
mod window_average;

pub use drift::RandomWalkWithDrift;
pub use ets::{AutoETS, Criterion};
pub use naive::Naive;
pub use seasonal_naive::SeasonalNaive;
pub use window_average::WindowAverage;
