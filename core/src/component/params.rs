//! Parameters as JSON: every range is written once, in the schema, and enforced from there.

use super::Component;
use crate::error::{Error, Result, err};
use schemars::{JsonSchema, Schema, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The JSON schema of a type, nested schemas written in place.
pub fn schema_of<T: JsonSchema>() -> Value {
    let settings =
        schemars::generate::SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// The page that a schema carries.
pub(crate) fn doc_of(schema: &Value) -> String {
    schema["description"].as_str().unwrap_or_default().to_owned()
}

/// The first sentence of the page that a schema carries.
pub(crate) fn summary_of(schema: &Value) -> String {
    doc_of(schema).split("\n\n").next().unwrap_or_default().replace('\n', " ")
}

/// [`schema_of`] a type, made once: making it takes longer than a small forecast.
fn known_schema<T: JsonSchema>() -> Arc<Value> {
    static SCHEMAS: Mutex<BTreeMap<Cow<'static, str>, Arc<Value>>> = Mutex::new(BTreeMap::new());
    let mut schemas = SCHEMAS.lock().unwrap_or_else(PoisonError::into_inner);
    schemas.entry(T::schema_id()).or_insert_with(|| Arc::new(schema_of::<T>())).clone()
}

/// Reads parameters and checks each against the schema.
///
/// # Errors
/// `kp.invalid_params` with the parameter's name, its value and what is allowed.
pub(crate) fn read<T: JsonSchema + DeserializeOwned>(what: &str, value: &Value) -> Result<T> {
    check(what, value, &known_schema::<T>())?;
    let empty = Value::Object(Map::new());
    let value = if value.is_null() { &empty } else { value };
    // A whole number may be written as 2.0.
    T::deserialize(value).or_else(|error| T::deserialize(whole(value)).map_err(|_| error)).map_err(|error| {
        let message = format!("{what}: {error}");
        err!(InvalidParams, "{message}").caused_by(error)
    })
}

/// The value with whole numbers written as such.
fn whole(value: &Value) -> Value {
    match value {
        Value::Number(number) => match number.as_f64() {
            Some(x) if number.is_f64() && x.fract() == 0.0 && x.abs() < 9e15 => Value::from(x as i64),
            _ => value.clone(),
        },
        Value::Array(items) => items.iter().map(whole).collect(),
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), whole(value))).collect(),
        other => other.clone(),
    }
}

/// Checks typed parameters as if they had come as JSON.
pub(crate) fn check_typed<C: Component>(params: &C) -> Result<Value> {
    let value = to_value(params)?;
    check(C::NAME, &value, &known_schema::<C>())?;
    Ok(value)
}

/// Reads one value, or a list of them.
pub(crate) fn one_or_list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> std::result::Result<Vec<T>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Given<T> {
        One(T),
        List(Vec<T>),
    }
    Given::deserialize(deserializer).map(|given| match given {
        Given::One(value) => vec![value],
        Given::List(values) => values,
    })
}

/// The schema of what [`one_or_list`] reads, from that of one value.
pub(crate) fn one_or_list_schema(one: Schema) -> Schema {
    json_schema!({"anyOf": [one, {"type": "array", "items": one}]})
}

/// A value as JSON.
pub(crate) fn to_value<T: Serialize>(value: &T) -> Result<Value> {
    serde_json::to_value(value).map_err(|error| err!(InvalidParams, "not representable as JSON: {error}"))
}

/// Checks an object of parameters against its schema.
pub(crate) fn check(what: &str, value: &Value, schema: &Value) -> Result<()> {
    let object = match value {
        Value::Null => return Ok(()),
        Value::Object(object) => object,
        other => return Err(err!(InvalidParams, "the parameters of {what} are {other}; must be a JSON object")),
    };
    let known = schema["properties"].as_object();
    for (name, value) in object {
        let Some(schema) = known.and_then(|known| known.get(name)) else {
            return Err(unknown(what, name, known));
        };
        let allowed = Allowed(schema);
        if !allowed.holds(value) {
            return Err(err!(InvalidParams, "{name} is {}; must be {}", short(value), allowed.describe())
                .with("param", name)
                .with("value", short(value)));
        }
    }
    Ok(())
}

fn unknown(what: &str, name: &str, known: Option<&Map<String, Value>>) -> Error {
    let names: Vec<&str> = known.map(|known| known.keys().map(String::as_str).collect()).unwrap_or_default();
    let list = if names.is_empty() { "takes none".to_owned() } else { format!("takes {}", names.join(", ")) };
    err!(InvalidParams, "{what} has no parameter '{name}'; it {list}").with("param", name)
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// The schema of one value: the part of JSON Schema that schemars writes for parameter structs.
struct Allowed<'a>(&'a Value);

impl<'a> Allowed<'a> {
    fn choices(&self) -> Option<Vec<Allowed<'a>>> {
        let list = self.0.get("anyOf").or_else(|| self.0.get("oneOf"))?.as_array()?;
        Some(list.iter().map(Allowed).collect())
    }

    fn types(&self) -> Vec<&'a str> {
        match self.0.get("type") {
            Some(Value::String(one)) => vec![one],
            Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        }
    }

    fn holds(&self, value: &Value) -> bool {
        if let Some(choices) = self.choices() {
            return choices.iter().any(|choice| choice.holds(value));
        }
        if let Some(only) = self.0.get("const") {
            return only == value;
        }
        if let Some(list) = self.0.get("enum").and_then(Value::as_array) {
            return list.contains(value);
        }
        let types = self.types();
        let kind = match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
            Value::Number(number) if number.is_f64() && number.as_f64().is_some_and(|x| x.fract() != 0.0) => "number",
            Value::Number(_) => "integer",
        };
        let fits = types.is_empty() || types.contains(&kind) || (kind == "integer" && types.contains(&"number"));
        fits && match value {
            Value::Number(number) => number.as_f64().is_some_and(|x| self.in_range(x)),
            Value::Array(items) => self.holds_items(items),
            Value::Object(object) => self.holds_fields(object),
            Value::String(text) => self.in_length(text.chars().count(), "minLength", "maxLength"),
            _ => true,
        }
    }

    fn holds_items(&self, items: &[Value]) -> bool {
        let each = self.0.get("items").map(Allowed);
        self.in_length(items.len(), "minItems", "maxItems")
            && items.iter().all(|item| each.as_ref().is_none_or(|each| each.holds(item)))
    }

    fn holds_fields(&self, object: &Map<String, Value>) -> bool {
        let known = self.0.get("properties").and_then(Value::as_object);
        object.iter().all(|(name, value)| match known.and_then(|known| known.get(name)) {
            Some(schema) => Allowed(schema).holds(value),
            None => self.0.get("additionalProperties") != Some(&json!(false)),
        })
    }

    fn in_length(&self, length: usize, least: &str, most: &str) -> bool {
        let bound = |key| self.0.get(key).and_then(Value::as_u64).map(|bound| bound as usize);
        bound(least).is_none_or(|least| length >= least) && bound(most).is_none_or(|most| length <= most)
    }

    fn bound(&self, key: &str) -> Option<f64> {
        self.0.get(key).and_then(Value::as_f64)
    }

    fn in_range(&self, x: f64) -> bool {
        self.bound("minimum").is_none_or(|bound| x >= bound)
            && self.bound("maximum").is_none_or(|bound| x <= bound)
            && self.bound("exclusiveMinimum").is_none_or(|bound| x > bound)
            && self.bound("exclusiveMaximum").is_none_or(|bound| x < bound)
    }

    /// "1..=8784", "one of \"A\", \"B\"", "true or false".
    fn describe(&self) -> String {
        if let Some(choices) = self.choices() {
            if let [one, list] = choices.as_slice()
                && list.0.get("items") == Some(one.0)
            {
                return format!("{}, or a list of such", one.describe());
            }
            return choices.iter().map(Allowed::describe).collect::<Vec<_>>().join(" or ");
        }
        if let Some(only) = self.0.get("const") {
            return only.to_string();
        }
        if let Some(list) = self.0.get("enum").and_then(Value::as_array) {
            let names: Vec<String> = list.iter().map(Value::to_string).collect();
            return format!("one of {}", names.join(", "));
        }
        let types: Vec<String> = self.types().into_iter().map(|kind| self.describe_type(kind)).collect();
        types.join(" or ")
    }

    fn describe_type(&self, kind: &str) -> String {
        match kind {
            "boolean" => "true or false".into(),
            "string" => "text".into(),
            "array" => match self.0.get("items").map(Allowed) {
                Some(each) => format!("a list of {}", each.describe()),
                None => "a list".into(),
            },
            "integer" | "number" => {
                let noun = if kind == "integer" { "a whole number" } else { "a number" };
                let above = self.bound("exclusiveMinimum").map(|x| format!("above {x}"));
                let least = self.bound("minimum").map(|x| format!("at least {x}"));
                let below = self.bound("exclusiveMaximum").map(|x| format!("below {x}"));
                let most = self.bound("maximum").map(|x| format!("at most {x}"));
                if let (Some(least), Some(most), "integer") = (self.bound("minimum"), self.bound("maximum"), kind) {
                    return format!("{least}..={most}");
                }
                let limits: Vec<String> = [above, least, below, most].into_iter().flatten().collect();
                if limits.is_empty() { noun.into() } else { format!("{noun} {}", limits.join(" and ")) }
            }
            other => other.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        /// One.
        #[default]
        First,
        /// Two.
        Second,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
    #[serde(default, deny_unknown_fields)]
    struct Sample {
        #[schemars(range(min = 1, max = 8784))]
        season_length: u32,
        #[schemars(range(min = 0.0, max = 1.0))]
        alpha: Option<f64>,
        kind: Kind,
        damped: Option<bool>,
        #[serde(deserialize_with = "one_or_list")]
        #[schemars(schema_with = "crate::component::levels")]
        level: Vec<f64>,
    }

    impl Default for Sample {
        fn default() -> Self {
            Self { season_length: 1, alpha: None, kind: Kind::First, damped: None, level: vec![] }
        }
    }

    fn message(value: Value) -> String {
        read::<Sample>("Sample", &value).unwrap_err().message().to_owned()
    }

    #[test]
    fn good_parameters_are_read() {
        let value = json!({"season_length": 12, "alpha": 0.5, "kind": "second", "damped": null, "level": [80, 95.5]});
        let sample: Sample = read("Sample", &value).unwrap();
        let level = vec![80.0, 95.5];
        assert_eq!(read::<Sample>("Sample", &json!({"level": 80})).unwrap().level, [80.0]);
        assert_eq!(sample, Sample { season_length: 12, alpha: Some(0.5), kind: Kind::Second, damped: None, level });
        assert_eq!(read::<Sample>("Sample", &Value::Null).unwrap(), Sample::default());
    }

    #[test]
    fn bad_parameters_say_what_is_allowed() {
        assert_eq!(message(json!({"season_length": 0})), "season_length is 0; must be 1..=8784");
        assert_eq!(message(json!({"season_length": 1.5})), "season_length is 1.5; must be 1..=8784");
        assert_eq!(message(json!({"alpha": 2})), "alpha is 2; must be a number at least 0 and at most 1 or null");
        assert_eq!(message(json!({"kind": "third"})), "kind is \"third\"; must be \"first\" or \"second\"");
        assert_eq!(message(json!({"damped": 1})), "damped is 1; must be true or false or null");
        assert_eq!(
            message(json!({"level": [100]})),
            "level is [100]; must be a number above 0 and below 100, or a list of such"
        );
        let takes = "it takes alpha, damped, kind, level, season_length";
        assert_eq!(message(json!({"sesaon": 1})), format!("Sample has no parameter 'sesaon'; {takes}"));
        assert_eq!(message(json!([1])), "the parameters of Sample are [1]; must be a JSON object");
    }

    #[test]
    fn a_whole_float_is_a_whole_number() {
        use crate::component::ForecastArgs;
        let of = |value: Value| read::<ForecastArgs>("forecast", &value);
        let args = of(json!({"h": 2.0, "level": [80.0, 95]})).unwrap();
        assert_eq!((args.h, args.level), (2, vec![80.0, 95.0]));
        assert_eq!(of(json!({"h": 2.5})).unwrap_err().message(), "h is 2.5; must be 1..=1000000");
        assert_eq!(of(json!({"h": 1e300})).unwrap_err().code(), "kp.invalid_params");
        assert_eq!(of(json!({"h": -2.0})).unwrap_err().code(), "kp.invalid_params");
    }
}
