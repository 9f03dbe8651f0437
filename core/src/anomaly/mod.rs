//! Detectors of anomalies: rows of a table, and rows of a stream.

mod ecod;
mod isolation_forest;

pub use ecod::{Ecod, EcodState};
pub use isolation_forest::{IsolationForest, IsolationForestState};
