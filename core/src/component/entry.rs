//! A component as the catalogue knows it.

use super::{Body, Component, Context, ForecasterKind, Store, params};
use crate::data::{Column, Data};
use crate::error::Result;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What a component is for, and so which verbs its models have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Forecasts the series of a panel.
    Forecaster,
    /// Scores the rows of a table.
    Detector,
    /// Scores the observations of the series of a panel.
    SeriesDetector,
    /// Scores rows one after the other and learns from each.
    StreamDetector,
    /// Makes features of texts.
    Vectorizer,
    /// Puts texts or features into classes.
    Classifier,
    /// Predicts a number of each text or row of features.
    Regressor,
    /// Finds the texts or vectors nearest to a query.
    Index,
}

impl Family {
    /// The verbs of its models, beside `card`, `parts`, `save` and `verify`.
    pub const fn verbs(self) -> &'static [&'static str] {
        match self {
            Family::Forecaster => &["forecast", "simulate", "fitted", "residuals", "failures", "update"],
            Family::Detector => &["score", "predict", "explain"],
            Family::SeriesDetector => &["predict", "score", "explain", "failures"],
            Family::StreamDetector => &["update", "score", "predict"],
            Family::Vectorizer => &["transform", "feature_names"],
            Family::Index => &["search", "update"],
            Family::Classifier => &["predict", "predict_proba", "classes", "explain"],
            Family::Regressor => &["predict", "explain"],
        }
    }
}

/// How equal the same answer is on another machine.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exactness {
    /// To the bit, in every language and on every CPU.
    Bitwise,
    /// To the bit on one machine; elsewhere within this relative difference.
    Within(f64),
}

/// What an erased fit is given.
#[derive(Clone, Copy, Debug)]
pub struct FitInput<'a> {
    /// The data.
    pub data: &'a Data,
    /// What is to be predicted, one value a row; only for classifiers and regressors.
    pub target: Option<&'a Column>,
    /// The family's options as JSON; null for the defaults.
    pub options: &'a Value,
}

/// A fitted body, and what the card is to say of the data it was fitted to.
pub(crate) struct Fit {
    pub(crate) body: Box<dyn Body>,
    pub(crate) params: Value,
    pub(crate) facts: Map<String, Value>,
}

pub(crate) type FitFn = fn(&Value, FitInput<'_>, &Context) -> Result<Fit>;
pub(crate) type FitAnswerFn = fn(&Value, FitInput<'_>, &Context) -> Result<(Fit, Data)>;
pub(crate) type RestoreFn = fn(&Value, &Store) -> Result<Box<dyn Body>>;

/// One line of the catalogue: a component behind plain values.
#[derive(Clone, Copy)]
pub struct Entry {
    /// `family.snake_case`.
    pub id: &'static str,
    /// The class in every language.
    pub name: &'static str,
    /// The component's own version.
    pub version: u32,
    /// Which verbs it has.
    pub family: Family,
    /// How equal its answers are elsewhere.
    pub exactness: Exactness,
    pub(crate) schema: fn() -> Value,
    pub(crate) options: fn() -> Value,
    pub(crate) defaults: fn() -> Result<Value>,
    pub(crate) fit: FitFn,
    /// Only of families whose models can say something of the very data of the fit.
    pub(crate) fit_answer: Option<FitAnswerFn>,
    pub(crate) restore: RestoreFn,
    /// Only of forecasters: for those that are made of others.
    pub(crate) forecaster: Option<ForecasterKind>,
    pub(crate) takes_missing: bool,
    pub(crate) dense: bool,
    /// Only of vectorizers and classifiers, whose families need not have an update.
    pub(crate) updates: bool,
}

impl Entry {
    pub(crate) fn new<C: Component>(family: Family, options: fn() -> Value, fit: FitFn, restore: RestoreFn) -> Self {
        Self {
            id: C::ID,
            name: C::NAME,
            version: C::VERSION,
            family,
            exactness: C::EXACTNESS,
            schema: params::schema_of::<C>,
            options,
            defaults: || params::to_value(&C::default()),
            fit,
            fit_answer: None,
            restore,
            forecaster: None,
            takes_missing: false,
            dense: false,
            updates: false,
        }
    }

    /// Whether it makes use of regressors; other forecasters refuse them.
    pub fn takes_regressors(&self) -> bool {
        self.forecaster.is_some_and(|kind| kind.takes_regressors)
    }

    /// The verbs of its models, beside `card`, `parts`, `save` and `verify`.
    pub fn verbs(&self) -> Vec<&'static str> {
        let update = self.updates.then_some("update");
        self.family.verbs().iter().copied().chain(update).collect()
    }

    /// Whether it is a detector that takes missing values; other detectors refuse them.
    pub fn takes_missing(&self) -> bool {
        self.takes_missing
    }

    /// Whether it is a vectorizer that writes every feature of a text, zeros too, so that a dense matrix takes less room.
    pub fn dense(&self) -> bool {
        self.dense
    }

    /// The JSON schema of the parameters, with their documentation and ranges.
    pub fn schema(&self) -> Value {
        (self.schema)()
    }

    /// The JSON schema of the family's fit options.
    pub fn options_schema(&self) -> Value {
        (self.options)()
    }

    /// The default parameters.
    pub fn defaults(&self) -> Result<Value> {
        (self.defaults)()
    }

    /// The page of the component: its doc comment.
    pub fn doc(&self) -> String {
        params::doc_of(&self.schema())
    }

    /// The first sentence of the page.
    pub fn summary(&self) -> String {
        params::summary_of(&self.schema())
    }
}

impl std::fmt::Debug for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({}, version {})", self.id, self.name, self.version)
    }
}
