//! A component that is a parameter of another: its name, and the parameters that differ from its defaults.

use super::{Component, params};
use crate::error::{Error, Result, err};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::marker::PhantomData;

/// The components that a parameter may choose from.
pub trait Choices: 'static {
    /// What one of them is called, and the key of its name in JSON, such as `forecaster`.
    const WORD: &'static str;
    /// What [`Chosen`] of them is called in schemas.
    const TYPE: &'static str;
    /// What is known of one of them.
    type Entry: 'static;

    /// All of them.
    fn all() -> &'static [Self::Entry];

    /// The class name of one, and its id.
    fn names(entry: &Self::Entry) -> (&'static str, &'static str);
}

/// One component out of `K`, as a parameter of another.
///
/// As JSON a name alone, such as "AutoETS", "auto_ets" or "forecast.auto_ets", or with parameters
/// {"forecaster": "AutoETS", "params": {"model": "ANN"}}; in Rust any component of the kind becomes one by `into()`.
pub struct Chosen<K> {
    name: String,
    params: Map<String, Value>,
    kind: PhantomData<fn() -> K>,
}

impl<K: Choices> Chosen<K> {
    /// One by name, with its defaults.
    pub(crate) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), params: Map::new(), kind: PhantomData }
    }

    /// A component as it is.
    pub(crate) fn of<C: Component>(component: &C) -> Self {
        let object = |component: &C| match params::to_value(component) {
            Ok(Value::Object(object)) => object,
            // Every struct of parameters is an object.
            _ => Map::new(),
        };
        let (mut params, defaults) = (object(component), object(&C::default()));
        params.retain(|name, value| defaults.get(name) != Some(value));
        Self { params, ..Self::named(C::NAME) }
    }

    /// With a parameter, unless it is given already.
    pub(crate) fn set(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.entry(name).or_insert_with(|| value.into());
        self
    }

    /// With a parameter, in place of what it is.
    pub(crate) fn put(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    /// A parameter that differs from its default.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.params.get(name)
    }

    /// What is known of the one of this name: a class, an id, or an id without its family.
    pub(crate) fn entry(&self) -> Option<&'static K::Entry> {
        K::all().iter().find(|entry| {
            let (class, id) = K::names(entry);
            let short = id.split_once('.').map_or(id, |(_, short)| short);
            [class, id, short].contains(&self.name.as_str())
        })
    }

    /// The one of this name and what `read` makes of its parameters; `field` is the parameter that names it.
    ///
    /// # Errors
    /// `kp.invalid_params` where there is none of that name, and for parameters out of their ranges.
    pub(crate) fn open<T>(
        &self,
        field: &str,
        read: impl FnOnce(&'static K::Entry, &Value) -> Result<T>,
    ) -> Result<(&'static K::Entry, T)> {
        let place = |error: Error| error.within(format_args!("{field}")).with("param", field);
        let entry = self.entry().ok_or_else(|| {
            let names: Vec<&str> = K::all().iter().map(|entry| K::names(entry).0).collect();
            place(err!(InvalidParams, "there is no {} '{}'; there are {}", K::WORD, self.name, names.join(", ")))
        })?;
        Ok((entry, read(entry, &Value::Object(self.params.clone())).map_err(place)?))
    }
}

impl<K> Clone for Chosen<K> {
    fn clone(&self) -> Self {
        Self { name: self.name.clone(), params: self.params.clone(), kind: PhantomData }
    }
}

impl<K> PartialEq for Chosen<K> {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.params == other.params
    }
}

impl<K> std::fmt::Debug for Chosen<K> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.name, Value::from(self.params.clone()))
    }
}

impl<K: Choices> Serialize for Chosen<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self.params.is_empty() {
            true => serializer.serialize_str(&self.name),
            false => json!({K::WORD: self.name, "params": self.params}).serialize(serializer),
        }
    }
}

impl<'de, K: Choices> Deserialize<'de> for Chosen<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let unfit = |found: &Value| {
            let word = K::WORD;
            de::Error::custom(format!(
                "{found} names no {word}; must be a name, or {{\"{word}\": name, \"params\": {{...}}}}"
            ))
        };
        let given = Value::deserialize(deserializer)?;
        let (name, params) = match &given {
            Value::String(name) => (Some(name.as_str()), Some(Map::new())),
            Value::Object(object) => {
                let params =
                    object.get("params").map_or_else(|| Some(Map::new()), |params| params.as_object().cloned());
                let known = object.keys().all(|key| key == K::WORD || key == "params");
                (object.get(K::WORD).and_then(Value::as_str).filter(|_| known), params)
            }
            _ => (None, None),
        };
        let (name, params) = name.zip(params).ok_or_else(|| unfit(&given))?;
        Ok(Self { params, ..Self::named(name) })
    }
}

impl<K: Choices> JsonSchema for Chosen<K> {
    fn schema_name() -> Cow<'static, str> {
        K::TYPE.into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"anyOf": [
            {"type": "string"},
            {
                "type": "object",
                "properties": {K::WORD: {"type": "string"}, "params": {"type": "object"}},
                "additionalProperties": false
            }
        ]})
    }
}
