//! Forecasters of single series.

mod naive;

pub use naive::Naive;
