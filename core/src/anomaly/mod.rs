//! Detectors of anomalies: rows of a table, and rows of a stream.

mod ecod;

pub use ecod::{Ecod, EcodState};
