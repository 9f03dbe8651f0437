//! Forecasters of single series.

mod additive;
mod arima;
mod auto;
mod calendar;
mod ces;
mod changepoints;
mod classical;
mod combination;
mod conformal_seasonal_pool;
mod constant;
mod criteria;
mod drift;
mod ets;
mod features;
mod flag_anomalies;
mod garch;
mod historic_average;
mod intermittent;
mod linear_lags;
mod member;
mod mfles;
mod mstl;
mod naive;
mod plot;
mod reconcile;
mod resample;
mod season_lengths;
mod seasonal_exponential_smoothing;
mod seasonal_naive;
mod seasonal_window_average;
mod simple_exponential_smoothing;
mod smoothing;
mod structural;
mod tbats;
mod temporal_hierarchy;
mod theta;
mod window_average;

pub use additive::{Additive, Growth, SeasonalityMode};
pub use arima::{ARIMA, AutoARIMA};
pub use auto::Auto;
pub use calendar::{Calendar, CalendarFeature};
pub use ces::{AutoCES, CesModel};
pub use changepoints::{ChangeCost, ChangeSearch, Changepoints};
pub use combination::{Combination, CombinationMethod};
pub use conformal_seasonal_pool::{ConformalSeasonalPool, PoolVariant};
pub use constant::Constant;
pub use criteria::Criterion;
pub use drift::RandomWalkWithDrift;
pub use ets::{AutoETS, ErrorType, Holt, HoltWinters};
pub use features::{FeatureGroup, Features};
pub use flag_anomalies::FlagAnomalies;
pub use garch::{ARCH, GARCH, VarianceMean};
pub use historic_average::HistoricAverage;
pub use intermittent::{ADIDA, CrostonClassic, CrostonOptimized, CrostonSBA, IMAPA, TSB};
pub use linear_lags::LinearLags;
pub(crate) use member::Fitted as FittedMember;
pub use member::Member;
pub use mfles::{AutoMFLES, ErrorMeasure, MFLES};
pub use mstl::MSTL;
pub(crate) use mstl::decompose::decompose;
pub use naive::Naive;
pub use plot::{Plot, PlotFormat, PlotKind};
pub use reconcile::{Aggregate, Proportions, Reconcile, ReconcileMethod};
pub use resample::{Resample, Resampling};
pub use season_lengths::SeasonLengths;
pub use seasonal_exponential_smoothing::SeasonalExponentialSmoothing;
pub use seasonal_naive::SeasonalNaive;
pub use seasonal_window_average::SeasonalWindowAverage;
pub use simple_exponential_smoothing::SimpleExponentialSmoothing;
pub use structural::{Movement, Structural};
pub use tbats::TBATS;
pub use temporal_hierarchy::{TemporalHierarchy, TemporalMethod};
pub use theta::{AutoTheta, Decomposition, DynamicOptimizedTheta, DynamicTheta, OptimizedTheta, Theta};
pub use window_average::WindowAverage;

use crate::component::Entry;
use std::sync::LazyLock;

/// Every forecaster: those that are made of others choose from this list, and the catalogue has it in its own.
static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    vec![
        Entry::forecaster::<ADIDA>(),
        Entry::forecaster::<Additive>(),
        Entry::forecaster::<ARCH>(),
        Entry::forecaster::<ARIMA>(),
        Entry::forecaster::<Auto>(),
        Entry::forecaster::<AutoARIMA>(),
        Entry::forecaster::<AutoCES>(),
        Entry::forecaster::<AutoETS>(),
        Entry::forecaster::<AutoMFLES>(),
        Entry::forecaster::<AutoTheta>(),
        Entry::forecaster::<Combination>(),
        Entry::forecaster::<ConformalSeasonalPool>(),
        Entry::forecaster::<Constant>(),
        Entry::forecaster::<CrostonClassic>(),
        Entry::forecaster::<CrostonOptimized>(),
        Entry::forecaster::<CrostonSBA>(),
        Entry::forecaster::<DynamicOptimizedTheta>(),
        Entry::forecaster::<DynamicTheta>(),
        Entry::forecaster::<GARCH>(),
        Entry::forecaster::<HistoricAverage>(),
        Entry::forecaster::<Holt>(),
        Entry::forecaster::<HoltWinters>(),
        Entry::forecaster::<IMAPA>(),
        Entry::forecaster::<LinearLags>(),
        Entry::forecaster::<MFLES>(),
        Entry::forecaster::<MSTL>(),
        Entry::forecaster::<Naive>(),
        Entry::forecaster::<OptimizedTheta>(),
        Entry::forecaster::<RandomWalkWithDrift>(),
        Entry::forecaster::<SeasonalExponentialSmoothing>(),
        Entry::forecaster::<SeasonalNaive>(),
        Entry::forecaster::<SeasonalWindowAverage>(),
        Entry::forecaster::<SimpleExponentialSmoothing>(),
        Entry::forecaster::<Structural>(),
        Entry::forecaster::<TBATS>(),
        Entry::forecaster::<TemporalHierarchy>(),
        Entry::forecaster::<TSB>(),
        Entry::forecaster::<Theta>(),
        Entry::forecaster::<WindowAverage>(),
    ]
});

/// Every forecaster.
pub(crate) fn list() -> &'static [Entry] {
    &ENTRIES
}

#[cfg(test)]
mod apart;
#[cfg(test)]
mod samples;
