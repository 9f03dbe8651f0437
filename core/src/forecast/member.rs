//! A forecaster that is a parameter of another: named in the parameters, fitted to a series, saved with it.

use crate::component::{
    AnyForecaster, AnyState, Context, Entry, FittedSeries, Forecaster, Intervals, Nested, Request, RowReader,
    RowWriter, Store, corrupt, params,
};
use crate::data::Series;
use crate::error::{Error, Result, err};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// One of the forecasters, as a parameter of another: its name, and the parameters that differ from its defaults.
///
/// As JSON a name alone, "AutoETS", "auto_ets" or "forecast.auto_ets", or with parameters
/// {"forecaster": "AutoETS", "params": {"model": "ANN"}}; in Rust any forecaster becomes one.
///
/// ```
/// use kingpost::forecast::{AutoETS, Member};
/// let member = Member::from(AutoETS::default().model("ANN"));
/// let text = serde_json::to_string(&member)?;
/// assert_eq!(text, r#"{"forecaster":"AutoETS","params":{"model":"ANN"}}"#);
/// assert_eq!(serde_json::from_str::<Member>(r#""AutoETS""#)?, AutoETS::default().into());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    name: String,
    params: Map<String, Value>,
}

impl Member {
    /// One by name, with its defaults.
    pub(crate) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), params: Map::new() }
    }

    /// With a parameter, unless it has one of that name or takes none.
    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        let known = |entry: &Entry| entry.schema()["properties"].get(name).is_some();
        if !self.params.contains_key(name) && entry(&self.name).is_some_and(known) {
            self.params.insert(name.to_owned(), value.into());
        }
        self
    }

    /// The forecaster, its parameters checked; `field` is the parameter that names it.
    ///
    /// # Errors
    /// `kp.invalid_params` where there is none of that name, and for parameters out of their ranges.
    pub(crate) fn open(&self, field: &str) -> Result<Opened> {
        let place = |error: Error| error.within(format_args!("{field}")).with("param", field);
        let entry = entry(&self.name).ok_or_else(|| {
            let names: Vec<&str> = super::list().iter().map(|entry| entry.name).collect();
            place(err!(InvalidParams, "there is no forecaster '{}'; there are {}", self.name, names.join(", ")))
        })?;
        let nested = nested(entry)?;
        let forecaster = (nested.read)(&Value::Object(self.params.clone())).map_err(place)?;
        Ok(Opened { entry, forecaster })
    }
}

/// The catalogue's line of a name: a class, an id, or an id without its family.
fn entry(name: &str) -> Option<&'static Entry> {
    let own =
        |entry: &&Entry| name == entry.name || name == entry.id || entry.id.strip_prefix("forecast.") == Some(name);
    super::list().iter().find(own)
}

fn nested(entry: &Entry) -> Result<&Nested> {
    entry.nested.as_ref().ok_or_else(|| err!(Internal, "{} is no forecaster of series", entry.name))
}

impl<F: Forecaster> From<F> for Member {
    fn from(component: F) -> Self {
        let object = |component: &F| match params::to_value(component) {
            Ok(Value::Object(object)) => object,
            // Every struct of parameters is an object.
            _ => Map::new(),
        };
        let (mut params, defaults) = (object(&component), object(&F::default()));
        params.retain(|name, value| defaults.get(name) != Some(value));
        Self { name: F::NAME.to_owned(), params }
    }
}

impl Serialize for Member {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self.params.is_empty() {
            true => serializer.serialize_str(&self.name),
            false => json!({"forecaster": self.name, "params": self.params}).serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Member {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Given {
            Name(String),
            Object {
                forecaster: String,
                #[serde(default)]
                params: Map<String, Value>,
            },
        }
        Ok(match Given::deserialize(deserializer)? {
            Given::Name(name) => Self { name, params: Map::new() },
            Given::Object { forecaster, params } => Self { name: forecaster, params },
        })
    }
}

impl JsonSchema for Member {
    fn schema_name() -> Cow<'static, str> {
        "Member".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"anyOf": [
            {"type": "string"},
            {
                "type": "object",
                "properties": {"forecaster": {"type": "string"}, "params": {"type": "object"}},
                "additionalProperties": false
            }
        ]})
    }
}

/// A member whose parameters were read.
pub(crate) struct Opened {
    pub(super) entry: &'static Entry,
    forecaster: Box<dyn AnyForecaster>,
}

impl Opened {
    /// Fits a series; its one-step forecasts too.
    pub(crate) fn fit(&self, series: Series<'_>, ctx: &Context) -> Result<(Fitted, Vec<f64>)> {
        let FittedSeries { state, fitted } = self.forecaster.fit(series, ctx)?;
        Ok((Fitted { entry: self.entry, state }, fitted))
    }

    pub(super) fn takes_regressors(&self) -> bool {
        self.entry.takes_regressors()
    }
}

/// A member fitted to a series.
#[derive(Clone)]
pub(crate) struct Fitted {
    pub(crate) entry: &'static Entry,
    state: Box<dyn AnyState>,
}

impl Fitted {
    pub(super) fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        self.state.forecast(request)
    }

    pub(crate) fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        self.state.update(new)
    }

    pub(crate) fn forget(&mut self) {
        self.state.forget();
    }

    /// Writes the state into a table of its own; its owner writes down whose it is.
    pub(crate) fn store(&self, table: &str, row: &mut RowWriter) {
        row.nested(table, |row| self.state.store(row));
    }

    /// Reads the state of the forecaster of an id out of its table.
    pub(crate) fn restore(id: &str, table: &str, row: &mut RowReader<'_>) -> Result<Self> {
        let entry = super::list().iter().find(|entry| entry.id == id);
        let entry = entry.ok_or_else(|| corrupt(table, &format!("is of '{id}', which is no forecaster")))?;
        let restore = nested(entry)?.restore;
        Ok(Self { entry, state: row.nested(table, restore)? })
    }

    fn written(&self) -> Store {
        let (mut rows, mut store) = (RowWriter::default(), Store::default());
        self.state.store(&mut rows);
        rows.end_row();
        rows.store(&mut store);
        store
    }
}

impl std::fmt::Debug for Fitted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a fitted {}", self.entry.name)
    }
}

/// Equal is what is saved as the same.
impl PartialEq for Fitted {
    fn eq(&self, other: &Self) -> bool {
        self.entry.id == other.entry.id && self.written() == other.written()
    }
}
