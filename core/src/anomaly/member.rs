//! A detector that is a parameter of another: named in the parameters, fitted to the same table, saved with it.

use super::detectors;
use crate::component::{AnyDetector, AnyDetectorState, Context, Detector, NestedDetector, Store, corrupt, params};
use crate::data::Table;
use crate::error::{Error, Result, err};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// One of the detectors, as a parameter of another: its name, and the parameters that differ from its defaults.
///
/// As JSON a name alone, "IsolationForest", "isolation_forest" or "anomaly.isolation_forest", or with parameters
/// {"detector": "KNN", "params": {"n_neighbors": 10}}; in Rust any detector of the list becomes one.
///
/// ```
/// use kingpost::anomaly::{DetectorMember, KNN};
/// let member = DetectorMember::from(KNN::default().n_neighbors(10u32));
/// let text = serde_json::to_string(&member)?;
/// assert_eq!(text, r#"{"detector":"KNN","params":{"n_neighbors":10}}"#);
/// assert_eq!(serde_json::from_str::<DetectorMember>(r#""KNN""#)?, KNN::default().into());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DetectorMember {
    name: String,
    params: Map<String, Value>,
}

impl DetectorMember {
    /// One by name, with its defaults.
    pub(super) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), params: Map::new() }
    }

    /// The detector, its parameters checked; `field` is the parameter that names it.
    ///
    /// # Errors
    /// `kp.invalid_params` where there is none of that name, and for parameters out of their ranges.
    pub(super) fn open(&self, field: &str) -> Result<Opened> {
        let place = |error: Error| error.within(format_args!("{field}")).with("param", field);
        let kind = kind(&self.name).ok_or_else(|| {
            let names: Vec<&str> = detectors().iter().map(|kind| kind.entry.name).collect();
            place(err!(InvalidParams, "there is no detector '{}'; there are {}", self.name, names.join(", ")))
        })?;
        let detector = (kind.read)(&Value::Object(self.params.clone())).map_err(place)?;
        Ok(Opened { kind, detector })
    }
}

/// The detector of a name: a class, an id, or an id without its family.
fn kind(name: &str) -> Option<&'static NestedDetector> {
    detectors().iter().find(|kind| {
        let (class, id) = (kind.entry.name, kind.entry.id);
        name == class || name == id || id.strip_prefix("anomaly.") == Some(name)
    })
}

impl<D: Detector> From<D> for DetectorMember {
    fn from(component: D) -> Self {
        let object = |component: &D| match params::to_value(component) {
            Ok(Value::Object(object)) => object,
            // Every struct of parameters is an object.
            _ => Map::new(),
        };
        let (mut params, defaults) = (object(&component), object(&D::default()));
        params.retain(|name, value| defaults.get(name) != Some(value));
        Self { name: D::NAME.to_owned(), params }
    }
}

impl Serialize for DetectorMember {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self.params.is_empty() {
            true => serializer.serialize_str(&self.name),
            false => json!({"detector": self.name, "params": self.params}).serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for DetectorMember {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Given {
            Name(String),
            Object {
                detector: String,
                #[serde(default)]
                params: Map<String, Value>,
            },
        }
        Ok(match Given::deserialize(deserializer)? {
            Given::Name(name) => Self { name, params: Map::new() },
            Given::Object { detector, params } => Self { name: detector, params },
        })
    }
}

impl JsonSchema for DetectorMember {
    fn schema_name() -> Cow<'static, str> {
        "DetectorMember".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"anyOf": [
            {"type": "string"},
            {
                "type": "object",
                "properties": {"detector": {"type": "string"}, "params": {"type": "object"}},
                "additionalProperties": false
            }
        ]})
    }
}

/// A member whose parameters were read.
pub(super) struct Opened {
    kind: &'static NestedDetector,
    detector: Box<dyn AnyDetector>,
}

impl Opened {
    /// Fits a table; the scores of its rows too.
    pub(super) fn fit(&self, table: &Table<'_>, ctx: &Context) -> Result<(FittedMember, Vec<f64>)> {
        let (state, scores) = self.detector.fit_any(table, ctx)?;
        Ok((FittedMember { kind: self.kind, state }, scores))
    }
}

/// A member fitted to a table.
pub(super) struct FittedMember {
    kind: &'static NestedDetector,
    state: Box<dyn AnyDetectorState>,
}

impl Clone for FittedMember {
    fn clone(&self) -> Self {
        Self { kind: self.kind, state: self.state.boxed_clone() }
    }
}

impl std::fmt::Debug for FittedMember {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a fitted {}", self.kind.entry.name)
    }
}

impl FittedMember {
    pub(super) fn name(&self) -> &'static str {
        self.kind.entry.name
    }

    pub(super) fn score(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>> {
        self.state.score_any(table, ctx)
    }

    /// Writes the state and whose it is under a name.
    pub(super) fn store(&self, place: &str, store: &mut Store) -> Result<()> {
        let mut own = Store::default();
        self.state.store_any(&mut own)?;
        own.set("detector", &self.kind.entry.id)?;
        store.nest(&format!("{place}."), own);
        Ok(())
    }

    pub(super) fn restore(place: &str, store: &Store, columns: usize) -> Result<Self> {
        let own = store.nested(&format!("{place}."));
        let id: String = own.get("detector")?;
        let kind = detectors().iter().find(|kind| kind.entry.id == id);
        let kind = kind.ok_or_else(|| corrupt(place, &format!("is of '{id}', which is no detector of tables")))?;
        Ok(Self { kind, state: (kind.restore)(&own, columns)? })
    }
}
