//! Detectors of anomalies: rows of a table, and rows of a stream.

mod auto;
mod bagged_neighbors;
mod cblof;
mod cof;
mod copod;
mod ecod;
mod ellipse;
mod ensemble;
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
mod member;
mod neighbors;
mod one_class_svm;
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
pub use ensemble::{Ensemble, EnsembleMethod, EnsembleState};
pub use hbos::{HBOS, HbosState};
pub use inne::{INNE, InneState};
pub use isolation_forest::{IsolationForest, IsolationForestState};
pub use knn::{KNN, KnnState, NeighborDistance};
pub use loda::{LODA, LodaState};
pub use lof::{LOF, LofState};
pub use mahalanobis::{Mahalanobis, MahalanobisState};
pub use mcd::{MCD, McdState};
pub use member::DetectorMember;
pub use one_class_svm::{OneClassSVM, OneClassSvmState};
pub use pca::{PCA, PcaState};
pub use robust_random_cut_forest::{RobustRandomCutForest, RobustRandomCutForestState};

use crate::component::{Entry, NestedDetector};
use std::sync::LazyLock;

/// Every detector of tables that is not made of others.
static DETECTORS: LazyLock<Vec<NestedDetector>> = LazyLock::new(|| {
    vec![
        NestedDetector::of::<AutoDetector>(),
        NestedDetector::of::<BaggedNeighbors>(),
        NestedDetector::of::<CBLOF>(),
        NestedDetector::of::<COF>(),
        NestedDetector::of::<COPOD>(),
        NestedDetector::of::<ECOD>(),
        NestedDetector::of::<HBOS>(),
        NestedDetector::of::<INNE>(),
        NestedDetector::of::<IsolationForest>(),
        NestedDetector::of::<KNN>(),
        NestedDetector::of::<LODA>(),
        NestedDetector::of::<LOF>(),
        NestedDetector::of::<MCD>(),
        NestedDetector::of::<Mahalanobis>(),
        NestedDetector::of::<OneClassSVM>(),
        NestedDetector::of::<PCA>(),
    ]
});

/// The detectors that others can be made of.
fn detectors() -> &'static [NestedDetector] {
    &DETECTORS
}

/// Every detector of tables, for the catalogue.
pub(crate) fn list() -> impl Iterator<Item = Entry> {
    detectors().iter().map(|detector| detector.entry).chain([Entry::detector::<Ensemble>()])
}
