//! The contract of a component, and the fitted model that every language holds.
//!
//! A component is a struct of parameters. Its author writes one small family trait ([`Forecaster`], [`Detector`],
//! [`SeriesDetector`], [`StreamDetector`], [`Vectorizer`], [`Classifier`] or [`Index`]) for one series or one table; the family
//! adds panels, options, thresholds, threads, saving and the verbs, once for all of its members, and hands out a [`Model`].

mod body;
mod chosen;
mod classify;
mod columns;
mod context;
mod detect;
mod documents;
mod entry;
mod failures;
mod forecast;
mod function;
mod index;
mod model;
pub mod params;
mod past;
mod probability;
mod regress;
mod rows;
mod series;
mod setters;
mod store;
mod stream;
mod typical;
mod vectorize;

pub use body::{Body, Parts, Probe};
pub(crate) use body::{Derivation, Origin, Vector};
pub use chosen::{Choices, Chosen};
pub(crate) use classify::model_of;
pub use classify::{Classifier, ClassifierState, ClassifyOptions, ExplainArgs};
pub use context::{CancelToken, Context, Progress};
pub(crate) use detect::{AnyDetector, AnyDetectorState, NestedDetector};
pub use detect::{DetectOptions, Detector, DetectorState};
pub use entry::{Entry, Exactness, Family, FitInput};
pub(crate) use failures::{Failure, frame as failed_series};
pub(crate) use forecast::{
    AnyForecaster, AnyState, ForecasterKind, SLOPE, added, fallback_column, is_about_the_call, levels,
};
pub use forecast::{
    ErrorScale, FittedSeries, ForecastArgs, ForecastOptions, ForecastState, Forecaster, IntervalMethod, Intervals,
    PanelSeries, Request, SimulateArgs, TargetTransform,
};
pub use function::{Answer, Function, FunctionEntry, Input, Inputs, Output};
pub(crate) use index::LARGEST as LARGEST_IN_VECTOR;
pub use index::{Hit, Id, Index, IndexOptions, IndexState, Items, Keeps, SearchArgs};
pub use model::{Card, Model};
pub use regress::{RegressOptions, Regressor, RegressorState};
pub use rows::{RowReader, RowWriter};
pub use series::{ChannelScore, SeriesDetectOptions, SeriesDetector, SeriesDetectorState};
pub(crate) use setters::setters;
pub(crate) use store::corrupt;
pub use store::{DType, Element, Store, Tensor};
pub use stream::{StreamDetector, StreamOptions, StreamState};
pub use vectorize::{VectorizeOptions, Vectorizer, VectorizerState};

use schemars::JsonSchema;
use serde::{Serialize, de::DeserializeOwned};

/// A component: a struct of parameters with an identity.
///
/// The struct's own doc comment is the component's page in every language, and each field's is its parameter's:
/// meaning, unit, default. Ranges are written with `#[schemars(range(..))]` and enforced from there.
pub trait Component:
    Serialize + DeserializeOwned + JsonSchema + Default + Clone + std::fmt::Debug + Send + Sync + 'static
{
    /// `family.snake_case`; never renamed.
    const ID: &'static str;
    /// The class in every language, and the column of forecasts: `AutoETS`.
    const NAME: &'static str;
    /// Goes up when saved state or returned numbers change.
    const VERSION: u32;
    /// How equal the same answer is on another machine.
    const EXACTNESS: Exactness = Exactness::Bitwise;
}
