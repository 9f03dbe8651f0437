//! Private numerics.

pub(crate) mod cholesky;
pub(crate) mod covariance;
pub(crate) mod eigen;
pub(crate) mod fft;
pub(crate) mod golden;
pub(crate) mod kmeans;
pub(crate) mod lbfgs;
pub(crate) mod nelder_mead;
pub(crate) mod pot;
pub(crate) mod project;
pub(crate) mod rng;
pub(crate) mod special;
pub(crate) mod stats;
pub(crate) mod stl;
pub(crate) mod student;
pub(crate) mod wide;
