//! What this component is, in a sentence.

use crate::component::{Component, Context, Regressor, RegressorState, Store, corrupt};
use crate::data::Documents;
use crate::error::{Result, err};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Predicts a number of a text by its length.
///
/// The mean number of a byte at the fit, times the bytes of the text.
///
/// Input: texts and a number for each, none missing.
/// Cost: O(bytes).
/// Source: name the paper and the reference implementation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct {{Class}} {}

impl Component for {{Class}} {
    const ID: &'static str = "{{id}}";
    const NAME: &'static str = "{{Class}}";
    const VERSION: u32 = 1;
}

/// The number of a byte.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    each: f64,
}

fn lengths(documents: &Documents) -> Result<Vec<f64>> {
    match documents {
        Documents::Texts(texts) => Ok(texts.iter().map(|text| text.unwrap_or_default().len() as f64).collect()),
        Documents::Features(_) => Err(err!(InvalidData, "this regressor reads texts; features were given")),
    }
}

impl Regressor for {{Class}} {
    type State = State;

    fn fit_documents(&self, documents: &Documents, targets: &[f64], _ctx: &Context) -> Result<State> {
        let bytes = lengths(documents)?.into_iter().fold(0.0, |sum, length| sum + length);
        // A byte's part of each number first: huge ones have no sum.
        let each = targets.iter().fold(0.0, |sum, target| sum + target / bytes.max(1.0));
        if each.is_finite() { Ok(State { each }) } else { Err(err!(InvalidData, "the numbers are too large")) }
    }
}

impl RegressorState for State {
    fn predict(&self, documents: &Documents, _ctx: &Context) -> Result<Vec<f64>> {
        Ok(lengths(documents)?.into_iter().map(|length| self.each * length).collect())
    }

    fn explain(&self, documents: &Documents, _top: usize, _ctx: &Context) -> Result<Vec<Vec<(String, f64)>>> {
        let why = |length| vec![("bytes".to_owned(), self.each * length)];
        Ok(lengths(documents)?.into_iter().map(why).collect())
    }

    fn columns(&self) -> Option<usize> {
        None
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("each", &self.each)
    }

    fn restore(store: &Store) -> Result<Self> {
        let each: f64 = store.get("each")?;
        if each.is_finite() { Ok(Self { each }) } else { Err(corrupt("each", "is not finite")) }
    }
}
