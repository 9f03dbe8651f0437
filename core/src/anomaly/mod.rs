//! Detectors of anomalies: rows of a table, rows of a stream, and observations of series.

mod alerts;
mod auto;
mod auto_series;
mod bagged_neighbors;
mod cblof;
mod cof;
mod conformal;
mod copod;
mod ecod;
mod ellipse;
mod ensemble;
mod forecast_error;
mod half_space_trees;
mod hbos;
mod histogram;
mod inne;
mod isolation_forest;
mod kmeans_ad;
mod knn;
mod kshape_ad;
mod loda;
mod lof;
mod mahalanobis;
mod matrix;
mod matrix_profile;
mod mcd;
mod member;
mod neighbors;
mod one_class_svm;
mod outlying;
mod pca;
mod poly_residual;
mod quantiles;
mod robust_random_cut_forest;
#[cfg(test)]
mod samples;
mod scale;
mod seasonal;
mod spectral_residual;
mod sub_pca;
mod watch;
mod window_length;

pub use alerts::Alerts;
pub use auto::{AutoDetector, AutoDetectorState};
pub use auto_series::{AutoSeries, AutoSeriesState};
pub use bagged_neighbors::{BaggedNeighbors, BaggedNeighborsState};
pub use cblof::{CBLOF, CblofState};
pub use cof::{COF, CofState};
pub use conformal::{ConformalPValues, FdrMethod};
pub use copod::{COPOD, CopodState};
pub use ecod::{ECOD, EcodState};
pub use ensemble::{Ensemble, EnsembleMethod, EnsembleState};
pub use forecast_error::{ForecastError, ForecastErrorState};
pub use half_space_trees::{HalfSpaceTrees, HalfSpaceTreesState};
pub use hbos::{HBOS, HbosState};
pub use inne::{INNE, InneState};
pub use isolation_forest::{IsolationForest, IsolationForestState, ScoringMetric};
pub use kmeans_ad::{KMeansAD, KMeansAdState};
pub use knn::{KNN, KnnState, NeighborDistance};
pub use kshape_ad::{KShapeAD, KShapeAdState};
pub use loda::{LODA, LodaState};
pub use lof::{LOF, LofState};
pub use mahalanobis::{Mahalanobis, MahalanobisState};
pub use matrix_profile::{
    Discords, MatrixProfile, MatrixProfileJoin, MatrixProfileState, Motifs, MultidimensionalProfile,
};
pub use mcd::{MCD, McdState};
pub use member::DetectorMember;
pub use one_class_svm::{OneClassSVM, OneClassSvmState};
pub use outlying::{OutlyingMethod, OutlyingRows, OutlyingSeries};
pub use pca::{PCA, PcaState};
pub use poly_residual::{PolyResidual, PolyResidualState};
pub use robust_random_cut_forest::{RobustRandomCutForest, RobustRandomCutForestState};
pub use seasonal::{STLResidual, SeasonalESD, SeasonalEsdState, StlResidualState};
pub use spectral_residual::{SpectralResidual, SpectralResidualState};
pub use sub_pca::{SubPCA, SubPcaState};
pub use watch::{
    ADWIN, BOCPD, CUSUM, ChangeDirection, DDM, EWMA, HoltWintersResidual, OnlineAR, PageHinkley, SPOT, Shewhart,
    StreamingMatrixProfile,
};
pub use window_length::{WindowLength, WindowMethod};

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
