//! What every fitted model can be asked, whatever its family.

use super::{Context, ExplainArgs, ForecastArgs, SearchArgs, SimulateArgs, Store};
use crate::data::{Column, Csr, Data, Frame};
use crate::error::{Result, err};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::sync::Arc;

/// Named arrays and facts that only this model has: ETS states, tree counts, vocabulary sizes.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// Facts by name.
    pub summary: Map<String, Value>,
    /// Tables by name.
    pub tables: Vec<(String, Frame)>,
}

/// A call whose answer is saved with the model and replayed by `verify`.
#[derive(Clone, Debug)]
pub struct Probe {
    /// What is called.
    pub verb: &'static str,
    /// With which arguments.
    pub args: Value,
    /// On which data; made for the purpose, never a row that the model was fitted to.
    pub data: Option<Data>,
}

/// A probe and the answer to it.
#[derive(Clone, Debug)]
pub(crate) struct Vector {
    pub(crate) probe: Probe,
    pub(crate) answer: Data,
}

/// Where a model comes from, as far as its file says so.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origin {
    /// The release that wrote the file; `None` for a model that was fitted or updated here.
    pub(crate) library: Option<String>,
    /// The answers that the file holds; they are what `verify` compares with.
    pub(crate) vectors: Option<Arc<Vec<Vector>>>,
    /// The models that this one was made of.
    pub(crate) derived_from: Vec<Derivation>,
}

/// A model that another was made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Derivation {
    pub(crate) content_id: String,
    pub(crate) relation: Relation,
}

/// How a model was made of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Relation {
    FineTune,
    Distil,
    Retrain,
    Migrate,
}

/// A fitted model behind its family. Verbs that a family does not have stay with their default: `kp.unsupported`.
pub trait Body: Send + Sync {
    /// Writes the state down; the family's `restore` reads it.
    fn store(&self, store: &mut Store) -> Result<()>;

    /// A few calls that show that the model answers as it did when it was saved.
    fn probes(&self) -> Result<Vec<Probe>>;

    /// Named arrays and facts.
    fn parts(&self) -> Result<Parts>;

    /// The columns that the model expects, for the data contract: name and kind.
    fn fields(&self) -> Vec<(String, &'static str)>;

    /// The zone of the points in time that it was fitted to.
    fn zone(&self) -> Option<&str> {
        None
    }

    /// A copy.
    fn boxed_clone(&self) -> Box<dyn Body>;

    /// See [`super::Model::forecast_with`].
    fn forecast(&self, _args: &ForecastArgs, _future: Option<&Frame>, _ctx: &Context) -> Result<Frame> {
        unsupported("forecast")
    }

    /// See [`super::Model::simulate`].
    fn simulate(&self, _args: &SimulateArgs, _future: Option<&Frame>, _ctx: &Context) -> Result<Frame> {
        unsupported("simulate")
    }

    /// See [`super::Model::fitted`].
    fn fitted(&self) -> Result<Frame> {
        unsupported("fitted")
    }

    /// See [`super::Model::residuals`].
    fn residuals(&self) -> Result<Frame> {
        unsupported("residuals")
    }

    /// See [`super::Model::failures`].
    fn failures(&self) -> Result<Frame> {
        unsupported("failures")
    }

    /// See [`super::Model::update`].
    fn update(&mut self, _data: &Data, _ctx: &Context) -> Result<Frame> {
        unsupported("update")
    }

    /// See [`super::Model::score`].
    fn score(&self, _data: &Data, _ctx: &Context) -> Result<Vec<f64>> {
        unsupported("score")
    }

    /// See [`super::Model::predict`].
    fn predict(&self, _data: &Data, _ctx: &Context) -> Result<Frame> {
        unsupported("predict")
    }

    /// See [`super::Model::predict_proba`].
    fn predict_proba(&self, _data: &Data, _ctx: &Context) -> Result<Frame> {
        unsupported("predict_proba")
    }

    /// See [`super::Model::classes`].
    fn classes(&self) -> Result<Column> {
        unsupported("classes")
    }

    /// See [`super::Model::explain`].
    fn explain(&self, _data: &Data, _args: &ExplainArgs, _ctx: &Context) -> Result<Frame> {
        unsupported("explain")
    }

    /// See [`super::Model::search`].
    fn search(&self, _data: &Data, _args: &SearchArgs, _ctx: &Context) -> Result<Frame> {
        unsupported("search")
    }

    /// See [`super::Model::transform`].
    fn transform(&self, _data: &Data, _ctx: &Context) -> Result<Csr> {
        unsupported("transform")
    }

    /// See [`super::Model::feature_names`].
    fn feature_names(&self) -> Result<Frame> {
        unsupported("feature_names")
    }
}

fn unsupported<T>(verb: &str) -> Result<T> {
    Err(err!(Unsupported, "this model has no '{verb}'").with("verb", verb))
}
