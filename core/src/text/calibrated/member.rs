//! A classifier that is a parameter of another.

use crate::component::{Classifier, ClassifierState, Context, Parts, Store, params};
use crate::data::Documents;
use crate::error::{Result, err};
use crate::text::{ComplementNB, FastTextClassifier, LinearClassifier, LogisticRegression, MultinomialNB};
use ndarray::Array2;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// One of the classifiers of texts, as a parameter of another: its name, and the parameters that differ from its defaults.
///
/// As JSON a name alone, "LinearClassifier", "linear_classifier" or "text.linear_classifier", or with parameters
/// {"classifier": "LinearClassifier", "params": {"c": 10}}; in Rust any of them becomes one.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassifierMember {
    name: String,
    params: Map<String, Value>,
}

/// A classifier with its parameters, whichever it is.
trait AnyClassifier: Send + Sync {
    fn fit(&self, documents: &Documents, labels: &[usize], classes: usize, ctx: &Context) -> Result<Box<dyn AnyState>>;
}

/// A fitted classifier, whichever it is; the verbs are those of [`ClassifierState`].
pub(super) trait AnyState: Send + Sync {
    fn predict_proba(&self, documents: &Documents, ctx: &Context) -> Result<Array2<f64>>;
    fn explain_as(
        &self,
        documents: &Documents,
        classes: &[usize],
        top: usize,
        ctx: &Context,
    ) -> Result<Vec<Vec<(String, f64)>>>;
    fn columns(&self) -> Option<usize>;
    fn parts(&self) -> Result<Parts>;
    fn store(&self, store: &mut Store) -> Result<()>;
    fn boxed_clone(&self) -> Box<dyn AnyState>;
}

impl<C: Classifier> AnyClassifier for C {
    fn fit(&self, documents: &Documents, labels: &[usize], classes: usize, ctx: &Context) -> Result<Box<dyn AnyState>> {
        Ok(Box::new(State(self.fit_documents(documents, labels, classes, ctx)?)))
    }
}

/// What one type of classifier knows.
struct State<S>(S);

impl<S: ClassifierState> AnyState for State<S> {
    fn predict_proba(&self, documents: &Documents, ctx: &Context) -> Result<Array2<f64>> {
        self.0.predict_proba(documents, ctx)
    }

    fn explain_as(
        &self,
        documents: &Documents,
        classes: &[usize],
        top: usize,
        ctx: &Context,
    ) -> Result<Vec<Vec<(String, f64)>>> {
        self.0.explain_as(documents, classes, top, ctx)
    }

    fn columns(&self) -> Option<usize> {
        self.0.columns()
    }

    fn parts(&self) -> Result<Parts> {
        self.0.parts()
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        self.0.store(store)
    }

    fn boxed_clone(&self) -> Box<dyn AnyState> {
        Box::new(State(self.0.clone()))
    }
}

impl Clone for Box<dyn AnyState> {
    fn clone(&self) -> Self {
        (**self).boxed_clone()
    }
}

/// A kind of classifier.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    pub(super) name: &'static str,
    id: &'static str,
    read: fn(&Value) -> Result<Box<dyn AnyClassifier>>,
    pub(super) restore: fn(&Store, usize) -> Result<Box<dyn AnyState>>,
}

impl Kind {
    const fn of<C: Classifier>() -> Self {
        Self {
            name: C::NAME,
            id: C::ID,
            read: |value| Ok(Box::new(params::read::<C>(C::NAME, value)?)),
            restore: |store, classes| Ok(Box::new(State(C::State::restore(store, classes)?))),
        }
    }
}

const KINDS: [Kind; 5] = [
    Kind::of::<ComplementNB>(),
    Kind::of::<FastTextClassifier>(),
    Kind::of::<LinearClassifier>(),
    Kind::of::<LogisticRegression>(),
    Kind::of::<MultinomialNB>(),
];

/// The kind of a class name, an id, or an id without its family.
pub(super) fn kind(name: &str) -> Option<Kind> {
    let own = |kind: &Kind| name == kind.name || name == kind.id || kind.id.strip_prefix("text.") == Some(name);
    KINDS.into_iter().find(own)
}

/// A member whose parameters were read.
pub(super) struct Opened {
    pub(super) kind: Kind,
    classifier: Box<dyn AnyClassifier>,
}

impl Opened {
    pub(super) fn fit(
        &self,
        documents: &Documents,
        labels: &[usize],
        classes: usize,
        ctx: &Context,
    ) -> Result<Box<dyn AnyState>> {
        self.classifier.fit(documents, labels, classes, ctx)
    }
}

impl ClassifierMember {
    /// The classifier, its parameters checked; `field` is the parameter that names it.
    pub(super) fn open(&self, field: &str) -> Result<Opened> {
        let kind = kind(&self.name).ok_or_else(|| {
            let names = KINDS.map(|kind| kind.name).join(", ");
            err!(InvalidParams, "{field} is '{}'; must be one of {names}", self.name).with("param", field)
        })?;
        let classifier = (kind.read)(&Value::Object(self.params.clone()))
            .map_err(|error| error.within(format_args!("{field}")).with("param", field))?;
        Ok(Opened { kind, classifier })
    }
}

impl<C: Classifier> From<C> for ClassifierMember {
    fn from(component: C) -> Self {
        let object = |component: &C| match params::to_value(component) {
            Ok(Value::Object(object)) => object,
            // Every struct of parameters is an object.
            _ => Map::new(),
        };
        let (mut params, defaults) = (object(&component), object(&C::default()));
        params.retain(|name, value| defaults.get(name) != Some(value));
        Self { name: C::NAME.to_owned(), params }
    }
}

impl Serialize for ClassifierMember {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self.params.is_empty() {
            true => serializer.serialize_str(&self.name),
            false => json!({"classifier": self.name, "params": self.params}).serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for ClassifierMember {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Given {
            Name(String),
            Object {
                classifier: String,
                #[serde(default)]
                params: Map<String, Value>,
            },
        }
        Ok(match Given::deserialize(deserializer)? {
            Given::Name(name) => Self { name, params: Map::new() },
            Given::Object { classifier, params } => Self { name: classifier, params },
        })
    }
}

impl JsonSchema for ClassifierMember {
    fn schema_name() -> Cow<'static, str> {
        "ClassifierMember".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"anyOf": [
            {"type": "string"},
            {
                "type": "object",
                "properties": {"classifier": {"type": "string"}, "params": {"type": "object"}},
                "additionalProperties": false
            }
        ]})
    }
}
