//! Detectors of anomalies: rows of a table, and rows of a stream.

mod auto;
mod bagged_neighbors;
mod cblof;
mod cof;
mod copod;
mod ecod;
mod ellipse;
mod hbos;
mod histogram;
mod inne;
mod isolation_forest;
mod knn;
mod loda;
mod lof;
mod mahalanobis;
mod matrix;
mod mcd;
mod neighbors;
mod pca;
mod quantiles;
mod robust_random_cut_forest;
#[cfg(test)]
mod samples;
mod scale;

pub use auto::{AutoDetector, AutoDetectorState};
pub use bagged_neighbors::{BaggedNeighbors, BaggedNeighborsState};
pub use cblof::{CBLOF, CblofState};
pub use cof::{COF, CofState};
pub use copod::{COPOD, CopodState};
pub use ecod::{ECOD, EcodState};
pub use hbos::{HBOS, HbosState};
pub use inne::{INNE, InneState};
pub use isolation_forest::{IsolationForest, IsolationForestState};
pub use knn::{KNN, KnnState, NeighborDistance};
pub use loda::{LODA, LodaState};
pub use lof::{LOF, LofState};
pub use mahalanobis::{Mahalanobis, MahalanobisState};
pub use mcd::{MCD, McdState};
pub use pca::{PCA, PcaState};
pub use robust_random_cut_forest::{RobustRandomCutForest, RobustRandomCutForestState};
