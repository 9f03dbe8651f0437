//! A fitted model of any component.

use super::entry::Fit;
use super::params;
use super::{Body, Context, Entry, ExplainArgs, FitInput, ForecastArgs, Origin, Parts, SearchArgs, SimulateArgs};
use crate::data::{Column, Csr, Data, Frame};
use crate::error::{Result, err};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A fitted model: what `fit` returns and `load` reads, in every language.
///
/// The verbs that it has are those of its family; any other returns `kp.unsupported`.
pub struct Model {
    pub(crate) entry: Entry,
    pub(crate) params: Value,
    pub(crate) card: Card,
    pub(crate) body: Box<dyn Body>,
    pub(crate) origin: Origin,
}

/// What a model says about itself.
///
/// The first part is the owner's to write; `facts` is filled in at fit: rows, series, columns, period, seed, the digest
/// of the data.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Card {
    /// A short name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What the model is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// Who answers for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Where it may be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intended_use: Option<String>,
    /// Where it must not be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limitations: Option<String>,
    /// The licence of the model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// When it was made, RFC 3339; the library reads no clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// Anything else.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, String>,
    /// What the library found at fit; kept when the owner writes the rest.
    pub facts: Map<String, Value>,
}

impl Model {
    /// Fits a component of the catalogue to data.
    ///
    /// # Errors
    /// `kp.invalid_params` for parameters or options out of their ranges; whatever the component says of the data.
    pub fn fit(entry: Entry, params: &Value, input: FitInput<'_>, ctx: &Context) -> Result<Self> {
        let fit = (entry.fit)(params, input, ctx)?;
        Ok(Self::new(entry, fit, ctx))
    }

    /// Fits, and says of the same data what the model says: the features of a vectorizer's texts, the scores and
    /// judgements of a detector's rows or observations. The same bits as [`Model::fit`] and then [`Model::transform`] or
    /// [`Model::predict`], in less time (see [`super::Detector::fit_predict`] for the detectors by neighbours).
    ///
    /// # Errors
    /// As [`Model::fit`]; `kp.unsupported` for a component of another family.
    pub fn fit_answer(entry: Entry, params: &Value, input: FitInput<'_>, ctx: &Context) -> Result<(Self, Data)> {
        let Some(fit_answer) = entry.fit_answer else {
            return Err(err!(
                Unsupported,
                "{} says nothing of the data of its fit; vectorizers and detectors do",
                entry.name
            )
            .with("verb", "fit_answer"));
        };
        let (fit, answer) = fit_answer(params, input, ctx)?;
        Ok((Self::new(entry, fit, ctx), answer))
    }

    pub(crate) fn new(entry: Entry, fit: Fit, ctx: &Context) -> Self {
        let mut facts = fit.facts;
        facts.insert("seed".into(), ctx.get_seed().to_string().into());
        Self {
            entry,
            params: fit.params,
            card: Card { facts, ..Card::default() },
            body: fit.body,
            origin: Origin::default(),
        }
    }

    /// The component's id, such as `forecast.auto_ets`.
    pub fn component(&self) -> &'static str {
        self.entry.id
    }

    /// The component.
    pub fn entry(&self) -> &Entry {
        &self.entry
    }

    /// The parameters that it was fitted with, defaults written out.
    pub fn params(&self) -> &Value {
        &self.params
    }

    /// The columns that the model expects of its data: name and kind.
    pub fn fields(&self) -> Vec<(String, &'static str)> {
        self.body.fields()
    }

    /// The zone of the points in time that the model was fitted to.
    pub fn zone(&self) -> Option<&str> {
        self.body.zone()
    }

    /// What the model says about itself.
    pub fn card(&self) -> &Card {
        &self.card
    }

    /// Writes the owner's part of the card; the facts stay as they were found.
    pub fn describe(&mut self, card: Card) {
        let facts = std::mem::take(&mut self.card.facts);
        self.card = Card { facts, ..card };
    }

    /// Named arrays and facts that only this kind of model has.
    pub fn parts(&self) -> Result<Parts> {
        self.body.parts()
    }

    /// Point forecasts `h` steps ahead, and an interval for each level in per cent.
    ///
    /// Output: `h` rows a series: id, time, the component's name, and `-lo-95`, `-hi-95` for each level.
    ///
    /// # Errors
    /// `kp.invalid_params` unless h is 1..=1,000,000 and every level is above 0 and below 100; `kp.unsupported` for a
    /// model of another family.
    pub fn forecast(&self, h: usize, levels: &[f64]) -> Result<Frame> {
        let args = ForecastArgs { h, level: levels.to_vec(), ..ForecastArgs::default() };
        self.forecast_with(&args, None, &Context::default())
    }

    /// [`Model::forecast`] with the future values of regressors, or with the parts that the forecast is the sum of.
    ///
    /// # Errors
    /// As [`Model::forecast`]; `kp.unsupported` for the components of a model that takes nothing apart.
    pub fn forecast_with(&self, args: &ForecastArgs, future: Option<&Frame>, ctx: &Context) -> Result<Frame> {
        let args: ForecastArgs = params::read("forecast", &params::to_value(args)?)?;
        self.body.forecast(&args, future, ctx)
    }

    /// Paths that each series may take: one-step forecasts, each with an error of the past drawn at random and added.
    ///
    /// Output: id, time, `path` from 0, the component's name; path after path of each series.
    ///
    /// # Errors
    /// As [`Model::forecast`]; `kp.unsupported` when the model was fitted with `keep_fitted = false`.
    pub fn simulate(&self, args: &SimulateArgs, future: Option<&Frame>, ctx: &Context) -> Result<Frame> {
        let args: SimulateArgs = params::read("simulate", &params::to_value(args)?)?;
        self.body.simulate(&args, future, ctx)
    }

    /// The one-step forecasts of the observations that the model was fitted to: id, time, value, the component's name.
    ///
    /// # Errors
    /// `kp.unsupported` when it was fitted with `keep_fitted = false`.
    pub fn fitted(&self) -> Result<Frame> {
        self.body.fitted()
    }

    /// Observation less fitted value: id, time, `residual`.
    ///
    /// # Errors
    /// As [`Model::fitted`].
    pub fn residuals(&self) -> Result<Frame> {
        self.body.residuals()
    }

    /// The series that could not be fitted: id, `code`, `message`.
    pub fn failures(&self) -> Result<Frame> {
        self.body.failures()
    }

    /// Learns from new observations without fitting again, and returns what the model expected of them (a forecaster:
    /// id, time, value, the component's name) or thought of them (a stream detector: `score`, `anomaly`, `probability`). An
    /// index takes new items in and returns their `id`.
    ///
    /// # Errors
    /// `kp.invalid_data` for unknown series and for times that do not follow the last; the model is then unchanged.
    pub fn update(&mut self, data: &Data, ctx: &Context) -> Result<Frame> {
        let answer = self.body.update(data, ctx)?;
        // The answers in the file were those of the model before.
        (self.origin.library, self.origin.vectors) = (None, None);
        Ok(answer)
    }

    /// One score a row; higher is more anomalous.
    pub fn score(&self, data: &Data, ctx: &Context) -> Result<Vec<f64>> {
        self.body.score(data, ctx)
    }

    /// A detector's `score`, `anomaly` and `probability`, a classifier's `label` and `probability`, or a regressor's
    /// `prediction`, one row a row.
    pub fn predict(&self, data: &Data, ctx: &Context) -> Result<Frame> {
        self.body.predict(data, ctx)
    }

    /// The probability of each class: a column a class, named by it.
    pub fn predict_proba(&self, data: &Data, ctx: &Context) -> Result<Frame> {
        self.body.predict_proba(data, ctx)
    }

    /// The classes in order, of the type that the labels had.
    pub fn classes(&self) -> Result<Column> {
        self.body.classes()
    }

    /// Why: what each column adds to a detector's score, or the strongest features of each document of a classifier or
    /// regressor.
    pub fn explain(&self, data: &Data, args: &ExplainArgs, ctx: &Context) -> Result<Frame> {
        self.body.explain(data, args, ctx)
    }

    /// The nearest items of each query: `query` (its row), `rank` from 1, `id`, `score` (higher is nearer), nearest first.
    ///
    /// # Errors
    /// `kp.invalid_params` unless k is 1..=1,000,000; `kp.invalid_data` for queries without the columns of the fit;
    /// `kp.unsupported` for a model of another family.
    pub fn search(&self, queries: &Data, args: &SearchArgs, ctx: &Context) -> Result<Frame> {
        let args: SearchArgs = params::read("search", &params::to_value(args)?)?;
        self.body.search(queries, &args, ctx)
    }

    /// Features of texts, one row a text.
    pub fn transform(&self, data: &Data, ctx: &Context) -> Result<Csr> {
        self.body.transform(data, ctx)
    }

    /// The name of each feature: `feature`.
    pub fn feature_names(&self) -> Result<Frame> {
        self.body.feature_names()
    }

    /// Calls a verb that does not change the model by its name: the waist through which every language goes.
    ///
    /// # Errors
    /// `kp.unsupported` for a verb that the model's family does not have; `kp.invalid_params` for bad arguments;
    /// `kp.invalid_data` where the verb needs data and none is given; and whatever the verb says.
    pub fn call(&self, verb: &str, args: &Value, data: Option<&Data>, ctx: &Context) -> Result<Data> {
        let known = self.entry.family.verbs();
        if !known.contains(&verb) {
            let name = self.entry.name;
            return Err(err!(Unsupported, "{name} has no '{verb}'; it has {}", known.join(", ")).with("verb", verb));
        }
        let given = || data.ok_or_else(|| err!(InvalidData, "'{verb}' needs data; none was given").with("verb", verb));
        let no_args = || params::read::<NoArgs>(verb, args).map(|_| ());
        if !matches!(verb, "forecast" | "simulate" | "explain" | "search") {
            no_args()?;
        }
        Ok(match verb {
            "forecast" => {
                let future = data.map(Data::frame).transpose()?;
                self.body.forecast(&params::read(verb, args)?, future, ctx)?.into()
            }
            "simulate" => {
                let future = data.map(Data::frame).transpose()?;
                self.body.simulate(&params::read(verb, args)?, future, ctx)?.into()
            }
            "fitted" => self.fitted()?.into(),
            "residuals" => self.residuals()?.into(),
            "failures" => self.failures()?.into(),
            "score" => Frame::new().with("score", self.score(given()?, ctx)?)?.into(),
            "predict" => self.predict(given()?, ctx)?.into(),
            "predict_proba" => self.predict_proba(given()?, ctx)?.into(),
            "classes" => Frame::new().with("class", self.classes()?)?.into(),
            "explain" => self.explain(given()?, &params::read(verb, args)?, ctx)?.into(),
            "search" => self.body.search(given()?, &params::read(verb, args)?, ctx)?.into(),
            "transform" => self.transform(given()?, ctx)?.into(),
            "feature_names" => self.feature_names()?.into(),
            _ => {
                return Err(
                    err!(Unsupported, "'{verb}' changes the model; it is not called but done").with("verb", verb)
                );
            }
        })
    }
}

#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct NoArgs {}

impl Clone for Model {
    fn clone(&self) -> Self {
        let (params, card, origin) = (self.params.clone(), self.card.clone(), self.origin.clone());
        Self { entry: self.entry, params, card, body: self.body.boxed_clone(), origin }
    }
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.entry.name, self.params)
    }
}
