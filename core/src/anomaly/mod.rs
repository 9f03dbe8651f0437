//! Detectors of anomalies: rows of a table, and rows of a stream.

mod ecod;
mod isolation_forest;
mod robust_random_cut_forest;

pub use ecod::{ECOD, EcodState};
pub use isolation_forest::{IsolationForest, IsolationForestState};
pub use robust_random_cut_forest::{RobustRandomCutForest, RobustRandomCutForestState};
