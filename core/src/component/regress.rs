//! Regressors of texts or of features: a number for each document.

use super::documents;
use super::entry::Fit;
use super::{Body, Component, Context, Entry, ExplainArgs, Family, FitInput, Model, Parts, Probe, Store, params};
use crate::data::{Column, Data, Documents, Frame, Strings};
use crate::error::{Result, err};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A component that predicts a number of each document.
pub trait Regressor: Component {
    /// What is known after the fit.
    type State: RegressorState;

    /// Learns from documents and the number of each, which is finite; there is at least one document.
    ///
    /// # Errors
    /// As the component's page says.
    fn fit_documents(&self, documents: &Documents, targets: &[f64], ctx: &Context) -> Result<Self::State>;

    /// Learns from documents and their numbers.
    ///
    /// # Errors
    /// `kp.invalid_params` for parameters out of range; `kp.invalid_data` when there is not one finite number a
    /// document; `kp.missing_values` where a number is missing.
    fn fit(&self, documents: &Documents, targets: &Column) -> Result<Model> {
        self.fit_with(documents, targets, &Context::default())
    }

    /// Learns from documents and their numbers.
    ///
    /// # Errors
    /// As [`Regressor::fit`].
    fn fit_with(&self, documents: &Documents, targets: &Column, ctx: &Context) -> Result<Model> {
        let params = params::check_typed(self)?;
        let options = RegressOptions::default();
        Ok(Model::new(Entry::regressor::<Self>(), fit(self, params, documents, targets, &options, ctx)?, ctx))
    }
}

/// The state of a fitted regressor.
pub trait RegressorState: Clone + Send + Sync + Sized + 'static {
    /// The number of each document.
    fn predict(&self, documents: &Documents, ctx: &Context) -> Result<Vec<f64>>;

    /// The features of each document that move its number most, up or down: name and contribution, strongest first, at
    /// most `top`.
    fn explain(&self, documents: &Documents, top: usize, ctx: &Context) -> Result<Vec<Vec<(String, f64)>>>;

    /// How many columns a matrix of features must have, or `None` where raw texts are expected.
    fn columns(&self) -> Option<usize>;

    /// Facts and tables of its own.
    fn parts(&self) -> Result<Parts> {
        Ok(Parts::default())
    }

    /// Writes the state down.
    fn store(&self, store: &mut Store) -> Result<()>;

    /// Reads the state back; refuses what [`RegressorState::store`] cannot have written.
    fn restore(store: &Store) -> Result<Self>;
}

/// How a regressor reads its frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RegressOptions {
    /// The column of texts; a frame with one column of text needs no name.
    pub text_col: String,
    /// The column of numbers to be predicted, where they are not given apart.
    pub target_col: String,
}

impl Default for RegressOptions {
    fn default() -> Self {
        Self { text_col: "text".into(), target_col: "y".into() }
    }
}

impl Entry {
    /// The catalogue line of a regressor.
    pub fn regressor<R: Regressor>() -> Self {
        let fit = |value: &Value, input: FitInput<'_>, ctx: &Context| {
            let component: R = params::read(R::NAME, value)?;
            let options: RegressOptions = params::read("fit", input.options)?;
            let targets = match (input.target, input.data) {
                (Some(targets), _) => targets,
                (None, Data::Frame(frame)) => frame.column(&options.target_col)?,
                (None, _) => return Err(err!(InvalidData, "a regressor needs numbers to predict; none were given")),
            };
            let documents = documents::read(input.data, &options.text_col)?;
            fit(&component, params::to_value(&component)?, &documents, targets, &options, ctx)
        };
        Self::new::<R>(Family::Regressor, params::schema_of::<RegressOptions>, fit, |_, store| {
            Ok(Box::new(Fitted { text_col: store.get("text_col")?, state: R::State::restore(store)? }))
        })
    }
}

fn fit<R: Regressor>(
    component: &R,
    params: Value,
    documents: &Documents,
    targets: &Column,
    options: &RegressOptions,
    ctx: &Context,
) -> Result<Fit> {
    documents::same_length(documents, targets.len(), "numbers")?;
    if documents.is_empty() {
        return Err(err!(NotEnoughData, "there are no documents; at least one is needed"));
    }
    let state = component.fit_documents(documents, &finite(targets)?, ctx)?;
    let body = Fitted { text_col: options.text_col.clone(), state };
    Ok(Fit { body: Box::new(body), params, facts: documents::facts(documents) })
}

/// The numbers of a column, each of which must be finite.
fn finite(targets: &Column) -> Result<Vec<f64>> {
    let numbers = targets
        .to_f64()
        .ok_or_else(|| err!(InvalidData, "what is to be predicted is {}; must be numbers", targets.kind()))?;
    match numbers.iter().position(|number| !number.is_finite()) {
        None => Ok(numbers),
        Some(row) if numbers[row].is_nan() => {
            Err(err!(MissingValues, "row {row} has no number to predict").with("row", row))
        }
        Some(row) => Err(err!(InvalidData, "row {row} is to be {}; must be finite", numbers[row]).with("row", row)),
    }
}

#[derive(Clone)]
struct Fitted<S> {
    text_col: String,
    state: S,
}

impl<S: RegressorState> Fitted<S> {
    fn read(&self, data: &Data) -> Result<Documents> {
        documents::asked(data, &self.text_col, self.state.columns())
    }
}

impl<S: RegressorState> Body for Fitted<S> {
    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("text_col", &self.text_col)?;
        self.state.store(store)
    }

    fn probes(&self) -> Result<Vec<Probe>> {
        let data = documents::probe(&self.text_col, self.state.columns())?;
        Ok(vec![Probe { verb: "predict", args: Value::Null, data: Some(data) }])
    }

    fn parts(&self) -> Result<Parts> {
        self.state.parts()
    }

    fn fields(&self) -> Vec<(String, &'static str)> {
        documents::fields(&self.text_col, self.state.columns())
    }

    fn boxed_clone(&self) -> Box<dyn Body> {
        Box::new(self.clone())
    }

    fn predict(&self, data: &Data, ctx: &Context) -> Result<Frame> {
        Frame::new().with("prediction", self.state.predict(&self.read(data)?, ctx)?)
    }

    fn explain(&self, data: &Data, args: &ExplainArgs, ctx: &Context) -> Result<Frame> {
        let reasons = self.state.explain(&self.read(data)?, args.top, ctx)?;
        let (mut rows, mut features, mut shares) = (vec![], Strings::new(), vec![]);
        for (row, reasons) in reasons.into_iter().enumerate() {
            for (feature, share) in reasons {
                rows.push(row as i64);
                features.push(&feature);
                shares.push(share);
            }
        }
        Frame::new().with("document", rows)?.with("feature", features)?.with("contribution", shares)
    }
}
