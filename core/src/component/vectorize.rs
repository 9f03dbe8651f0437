//! Vectorizers: texts in, sparse features out.

use super::entry::Fit;
use super::{Body, Component, Context, Entry, Family, FitInput, Model, Parts, Probe, Store, params};
use crate::data::{Column, Csr, Data, Digest, Frame, Strings};
use crate::error::{Result, err};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// A component that makes features of texts.
pub trait Vectorizer: Component {
    /// What is known after the fit.
    type State: VectorizerState;

    /// Whether a model can learn from more texts, as if it had been fitted to all at once.
    const UPDATES: bool = false;

    /// Whether it writes every feature of a text, zeros too: languages with dense matrices make one of them.
    const DENSE: bool = false;

    /// Learns from texts.
    ///
    /// # Errors
    /// As the component's page says: an empty vocabulary, for one.
    fn fit_texts(&self, texts: &Strings, ctx: &Context) -> Result<Self::State>;

    /// Learns from texts and makes their features, the same that the state would make of them; an author who can do both
    /// at once says how.
    ///
    /// # Errors
    /// As [`Vectorizer::fit_texts`].
    fn fit_transform_texts(&self, texts: &Strings, ctx: &Context) -> Result<(Self::State, Csr)> {
        let state = self.fit_texts(texts, ctx)?;
        let features = state.transform(texts, ctx)?;
        Ok((state, features))
    }

    /// Learns from texts, none of them missing.
    ///
    /// # Errors
    /// `kp.invalid_params` for parameters out of range, `kp.missing_values`, and those of [`Vectorizer::fit_texts`].
    fn fit(&self, texts: &Strings) -> Result<Model> {
        self.fit_with(texts, &Context::default())
    }

    /// Learns from texts.
    ///
    /// # Errors
    /// As [`Vectorizer::fit`].
    fn fit_with(&self, texts: &Strings, ctx: &Context) -> Result<Model> {
        let params = params::check_typed(self)?;
        Ok(Model::new(Entry::vectorizer::<Self>(), fit(self, params, texts, "text", ctx)?, ctx))
    }

    /// Learns from texts and makes their features at once: the same bits as [`Vectorizer::fit_with`] and then
    /// [`Model::transform`], which read the texts twice.
    ///
    /// # Errors
    /// As [`Vectorizer::fit`].
    fn fit_transform(&self, texts: &Strings, ctx: &Context) -> Result<(Model, Csr)> {
        let params = params::check_typed(self)?;
        let (fit, features) = fit_transform(self, params, texts, "text", ctx)?;
        Ok((Model::new(Entry::vectorizer::<Self>(), fit, ctx), features))
    }
}

/// The state of a fitted vectorizer.
pub trait VectorizerState: Clone + Send + Sync + Sized + 'static {
    /// One row of features a text.
    fn transform(&self, texts: &Strings, ctx: &Context) -> Result<Csr>;

    /// Learns from more texts; then it is what a fit to all texts at once would have made. On an error nothing has changed.
    fn update(&mut self, _texts: &Strings, _ctx: &Context) -> Result<()> {
        Err(err!(Unsupported, "this vectorizer learns from all texts at once; fit it again").with("verb", "update"))
    }

    /// The name of each feature.
    ///
    /// # Errors
    /// `kp.unsupported` where features have no names, as after hashing.
    fn feature_names(&self) -> Result<Strings>;

    /// Facts and tables of its own.
    fn parts(&self) -> Result<Parts> {
        Ok(Parts::default())
    }

    /// Writes the state down.
    fn store(&self, store: &mut Store) -> Result<()>;

    /// Reads the state back; refuses what [`VectorizerState::store`] cannot have written.
    fn restore(store: &Store) -> Result<Self>;
}

/// How a text component reads its frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct VectorizeOptions {
    /// The column of texts; a frame with one column of text needs no name.
    pub text_col: String,
}

impl Default for VectorizeOptions {
    fn default() -> Self {
        Self { text_col: "text".into() }
    }
}

impl Entry {
    /// The catalogue line of a vectorizer.
    pub fn vectorizer<V: Vectorizer>() -> Self {
        let fit = |value: &Value, input: FitInput<'_>, ctx: &Context| {
            let (component, params, texts, text_col) = read_input::<V>(value, input)?;
            fit(&component, params, texts, &text_col, ctx)
        };
        let restore = |_: &Value, store: &Store| {
            let fitted = Fitted { text_col: store.get("text_col")?, state: V::State::restore(store)? };
            Ok(Box::new(fitted) as Box<dyn Body>)
        };
        let entry = Self::new::<V>(Family::Vectorizer, params::schema_of::<VectorizeOptions>, fit, restore);
        let fit_answer = |value: &Value, input: FitInput<'_>, ctx: &Context| {
            let (component, params, texts, text_col) = read_input::<V>(value, input)?;
            let (fit, features) = fit_transform(&component, params, texts, &text_col, ctx)?;
            Ok((fit, features.into()))
        };
        Self { fit_answer: Some(fit_answer), updates: V::UPDATES, dense: V::DENSE, ..entry }
    }
}

/// The component, its parameters written out, the texts and their column.
fn read_input<'a, V: Vectorizer>(value: &Value, input: FitInput<'a>) -> Result<(V, Value, &'a Strings, String)> {
    let component: V = params::read(V::NAME, value)?;
    let options: VectorizeOptions = params::read("fit", input.options)?;
    let texts = texts(input.data.frame()?, &options.text_col)?;
    let params = params::to_value(&component)?;
    Ok((component, params, texts, options.text_col))
}

fn fit<V: Vectorizer>(component: &V, params: Value, texts: &Strings, text_col: &str, ctx: &Context) -> Result<Fit> {
    none_missing(texts, text_col)?;
    Ok(fitted(component.fit_texts(texts, ctx)?, params, texts, text_col))
}

fn fit_transform<V: Vectorizer>(
    component: &V,
    params: Value,
    texts: &Strings,
    text_col: &str,
    ctx: &Context,
) -> Result<(Fit, Csr)> {
    none_missing(texts, text_col)?;
    let (state, features) = component.fit_transform_texts(texts, ctx)?;
    Ok((fitted(state, params, texts, text_col), features))
}

fn fitted<S: VectorizerState>(state: S, params: Value, texts: &Strings, text_col: &str) -> Fit {
    Fit { body: Box::new(Fitted { text_col: text_col.to_owned(), state }), params, facts: facts_of_texts(texts) }
}

/// What the card says of texts.
pub(crate) fn facts_of_texts(texts: &Strings) -> Map<String, Value> {
    let mut digest = Digest::new();
    digest.strings(texts);
    let digest = digest.hex();
    let facts = json!({"rows": texts.len(), "bytes": texts.text().len(), "data_sha256": digest});
    facts.as_object().cloned().unwrap_or_default()
}

/// The column of texts: the one named, or else the only one there is.
pub(crate) fn texts<'a>(frame: &'a Frame, name: &str) -> Result<&'a Strings> {
    let mut all =
        frame.iter().filter_map(|(_, column)| if let Column::Str(texts) = column { Some(texts) } else { None });
    let texts = match (frame.get(name), all.next(), all.next()) {
        (None, Some(only), None) => only,
        _ => frame.strings(name)?,
    };
    none_missing(texts, name)?;
    Ok(texts)
}

fn none_missing(texts: &Strings, name: &str) -> Result<()> {
    match texts.missing().iter().position(|&missing| missing) {
        None => Ok(()),
        Some(row) => {
            Err(err!(MissingValues, "column '{name}' has no text in row {row}; use an empty text or drop the row")
                .with("column", name)
                .with("row", row))
        }
    }
}

/// Texts that try a tokenizer: case, accents, scripts, emoji, numbers, an empty one.
pub(crate) fn probe_texts(name: &str) -> Result<Data> {
    let texts: Strings = [
        "The quick brown fox jumps over the lazy dog.",
        "ÀÉÎÕÜ Straße ﬁn — naïve café",
        "Заказ 123 доставлен вовремя",
        "模型 日本語 テスト 👩‍🔧 42",
        "",
    ]
    .into_iter()
    .collect();
    Ok(Frame::new().with(name, texts)?.into())
}

#[derive(Clone)]
struct Fitted<S> {
    text_col: String,
    state: S,
}

impl<S: VectorizerState> Body for Fitted<S> {
    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("text_col", &self.text_col)?;
        self.state.store(store)
    }

    fn probes(&self) -> Result<Vec<Probe>> {
        Ok(vec![Probe { verb: "transform", args: Value::Null, data: Some(probe_texts(&self.text_col)?) }])
    }

    fn parts(&self) -> Result<Parts> {
        self.state.parts()
    }

    fn fields(&self) -> Vec<(String, &'static str)> {
        vec![(self.text_col.clone(), "text")]
    }

    fn boxed_clone(&self) -> Box<dyn Body> {
        Box::new(self.clone())
    }

    fn update(&mut self, data: &Data, ctx: &Context) -> Result<Frame> {
        let texts = texts(data.frame()?, &self.text_col)?;
        self.state.update(texts, ctx)?;
        Frame::new().with("rows", vec![texts.len() as i64])
    }

    fn transform(&self, data: &Data, ctx: &Context) -> Result<Csr> {
        self.state.transform(texts(data.frame()?, &self.text_col)?, ctx)
    }

    fn feature_names(&self) -> Result<Frame> {
        Frame::new().with("feature", self.state.feature_names()?)
    }
}
