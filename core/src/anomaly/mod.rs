//! Detectors of anomalies: rows of a table, and rows of a stream.

mod cof;
mod ecod;
mod isolation_forest;
mod knn;
mod lof;
mod matrix;
mod neighbors;
mod robust_random_cut_forest;
#[cfg(test)]
mod samples;

pub use cof::{COF, CofState};
pub use ecod::{ECOD, EcodState};
pub use isolation_forest::{IsolationForest, IsolationForestState};
pub use knn::{KNN, KnnState, NeighborDistance};
pub use lof::{LOF, LofState};
pub use robust_random_cut_forest::{RobustRandomCutForest, RobustRandomCutForestState};
