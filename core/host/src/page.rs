//! The catalogue as the bindings and the generator see it.

use kingpost::Result;
use kingpost::catalog;
use kingpost::component::Entry;
use serde_json::{Value, json};

/// The whole catalogue as JSON: for each component its id, name, version, family, verbs, exactness, page, parameter and
/// option schemas, and defaults.
pub fn catalog_json() -> Result<String> {
    let entries: Result<Vec<Value>> = catalog::list().iter().map(entry_json).collect();
    Ok(Value::Array(entries?).to_string())
}

fn entry_json(entry: &Entry) -> Result<Value> {
    Ok(json!({
        "id": entry.id,
        "name": entry.name,
        "version": entry.version,
        "family": entry.family,
        "verbs": entry.verbs(),
        "exactness": entry.exactness,
        "takes_regressors": entry.takes_regressors(),
        "takes_missing": entry.takes_missing(),
        "dense": entry.dense(),
        "summary": entry.summary(),
        "doc": entry.doc(),
        "params": entry.schema(),
        "options": entry.options_schema(),
        "defaults": entry.defaults()?,
    }))
}

/// One parameter of a component, or one option of a family.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    /// Its name, in snake_case.
    pub name: String,
    /// Its page: meaning, unit.
    pub doc: String,
    /// What it holds.
    pub kind: ParamKind,
    /// Whether it may be null.
    pub nullable: bool,
    /// What it is unless it is given.
    pub default: Value,
    /// Its bounds as a user would write them, or nothing: "1..=8784".
    pub range: String,
}

/// What a parameter holds.
#[derive(Clone, Debug, PartialEq)]
pub enum ParamKind {
    /// Truth value.
    Bool,
    /// Whole number.
    Int,
    /// Number.
    Float,
    /// Text.
    Text,
    /// One of these words, each with its page.
    Choice(Vec<(String, String)>),
    /// A list of this.
    List(Box<ParamKind>),
    /// A list of this, or one.
    OneOrList(Box<ParamKind>),
    /// Anything else, as JSON.
    Json,
}

/// The properties of an object schema in the order of its fields.
pub fn params_of(schema: &Value, defaults: &Value) -> Vec<Param> {
    let Some(properties) = schema["properties"].as_object() else { return Vec::new() };
    let param = |(name, schema): (&String, &Value)| {
        let (kind, nullable) = kind_of(schema);
        Param {
            name: name.clone(),
            doc: schema["description"].as_str().unwrap_or_default().to_owned(),
            kind,
            nullable,
            default: defaults.get(name).or_else(|| schema.get("default")).cloned().unwrap_or(Value::Null),
            range: range_of(schema),
        }
    };
    properties.iter().map(param).collect()
}

fn kind_of(schema: &Value) -> (ParamKind, bool) {
    if let Some(choices) = schema.get("anyOf").and_then(Value::as_array) {
        let null = |choice: &&Value| choice["type"] == "null";
        let kinds: Vec<ParamKind> =
            choices.iter().filter(|choice| !null(choice)).map(|choice| kind_of(choice).0).collect();
        let kind = match kinds.as_slice() {
            [one] => one.clone(),
            [one, ParamKind::List(each)] if one == each.as_ref() => ParamKind::OneOrList(each.clone()),
            _ => ParamKind::Json,
        };
        return (kind, choices.iter().any(|choice| null(&choice)));
    }
    if let Some(words) = words_of(schema) {
        return (ParamKind::Choice(words), false);
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let kind = match types.iter().find(|&&kind| kind != "null") {
        Some(&"boolean") => ParamKind::Bool,
        Some(&"integer") => ParamKind::Int,
        Some(&"number") => ParamKind::Float,
        Some(&"string") => ParamKind::Text,
        Some(&"array") => ParamKind::List(Box::new(kind_of(&schema["items"]).0)),
        _ => ParamKind::Json,
    };
    (kind, types.contains(&"null"))
}

fn words_of(schema: &Value) -> Option<Vec<(String, String)>> {
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        return words.iter().map(|word| Some((word.as_str()?.to_owned(), String::new()))).collect();
    }
    let page = |choice: &Value| choice["description"].as_str().unwrap_or_default().to_owned();
    if let Some(word) = schema.get("const").and_then(Value::as_str) {
        return Some(vec![(word.to_owned(), page(schema))]);
    }
    let mut words = Vec::new();
    for choice in schema.get("oneOf")?.as_array()? {
        match words_of(choice) {
            Some(more) => words.extend(more),
            None => return None,
        }
    }
    Some(words)
}

fn range_of(schema: &Value) -> String {
    let bound = |key: &str| schema.get(key).and_then(Value::as_f64);
    match (bound("minimum"), bound("maximum")) {
        (Some(least), Some(most)) => return format!("{least}..={most}"),
        (Some(least), None) if bound("exclusiveMaximum").is_none() => return format!(">= {least}"),
        _ => {}
    }
    let limits = [("exclusiveMinimum", "> "), ("minimum", ">= "), ("exclusiveMaximum", "< "), ("maximum", "<= ")];
    let written: Vec<String> =
        limits.iter().filter_map(|(key, sign)| bound(key).map(|x| format!("{sign}{x}"))).collect();
    written.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_is_complete() {
        let catalogue: Value = serde_json::from_str(&catalog_json().unwrap()).unwrap();
        for entry in catalogue.as_array().unwrap() {
            for key in ["id", "name", "summary", "doc"] {
                assert!(entry[key].as_str().is_some_and(|text| !text.is_empty()), "{key} of {}", entry["id"]);
            }
            for param in params_of(&entry["params"], &entry["defaults"]) {
                assert!(!param.doc.is_empty(), "{} of {} has no page", param.name, entry["id"]);
            }
        }
    }

    #[test]
    fn schemas_are_read() {
        let schema = json!({"properties": {
            "alpha": {"type": ["number", "null"], "minimum": 0, "maximum": 1, "description": "Level."},
            "kind": {"oneOf": [{"const": "a", "description": "A."}, {"const": "b"}]},
            "level": {"type": "array", "items": {"type": "number"}},
            "seasons": {"anyOf": [{"type": "integer"}, {"type": "array", "items": {"type": "integer"}}]},
        }});
        let params = params_of(&schema, &json!({"kind": "a"}));
        assert_eq!(
            (params[0].kind.clone(), params[0].nullable, params[0].range.as_str()),
            (ParamKind::Float, true, "0..=1")
        );
        let words = vec![("a".to_owned(), "A.".to_owned()), ("b".to_owned(), String::new())];
        assert_eq!((params[1].kind.clone(), params[1].default.clone()), (ParamKind::Choice(words), json!("a")));
        assert_eq!(params[2].kind, ParamKind::List(Box::new(ParamKind::Float)));
        assert_eq!(params[3].kind, ParamKind::OneOrList(Box::new(ParamKind::Int)));
    }
}
