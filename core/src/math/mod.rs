//! Private numerics.

pub(crate) mod rng;
pub(crate) mod special;
