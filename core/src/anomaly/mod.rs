//! Detectors of anomalies: rows of a table, rows of a stream, and observations of series.

mod alerts;
mod auto_series;
mod ecod;
mod forecast_error;
mod half_space_trees;
mod isolation_forest;
mod kmeans_ad;
mod matrix_profile;
mod robust_random_cut_forest;
mod seasonal;
mod spectral_residual;
mod sub_pca;
mod watch;
mod window_length;

pub use alerts::Alerts;
pub use auto_series::{AutoSeries, AutoSeriesState};
pub use ecod::{ECOD, EcodState};
pub use forecast_error::{ForecastError, ForecastErrorState};
pub use half_space_trees::{HalfSpaceTrees, HalfSpaceTreesState};
pub use isolation_forest::{IsolationForest, IsolationForestState};
pub use kmeans_ad::{KMeansAD, KMeansAdState};
pub use matrix_profile::{Discords, MatrixProfile, MatrixProfileJoin, MatrixProfileState, Motifs};
pub use robust_random_cut_forest::{RobustRandomCutForest, RobustRandomCutForestState};
pub use seasonal::{STLResidual, SeasonalESD, SeasonalEsdState, StlResidualState};
pub use spectral_residual::{SpectralResidual, SpectralResidualState};
pub use sub_pca::{SubPCA, SubPcaState};
pub use watch::{ADWIN, CUSUM, ChangeDirection, DDM, EWMA, PageHinkley, SPOT, Shewhart};
pub use window_length::{WindowLength, WindowMethod};
