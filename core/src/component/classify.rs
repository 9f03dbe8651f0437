//! Classifiers of texts or of features.

use super::documents;
use super::entry::Fit;
use super::vectorize::texts;
use super::{Body, Component, Context, Entry, Family, FitInput, Model, Parts, Probe, Store, params};
use crate::data::{Column, Data, Documents, Frame, Strings};
use crate::error::{Result, err};
use ndarray::{Array2, ArrayView1};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A component that puts documents into classes.
pub trait Classifier: Component {
    /// What is known after the fit.
    type State: ClassifierState;

    /// Whether a model can learn from more documents, as if it had been fitted to all at once.
    const UPDATES: bool = false;

    /// Learns from documents and the class of each, a number in 0..classes; there are at least two classes.
    ///
    /// # Errors
    /// As the component's page says.
    fn fit_documents(
        &self,
        documents: &Documents,
        labels: &[usize],
        classes: usize,
        ctx: &Context,
    ) -> Result<Self::State>;

    /// Learns from documents and their labels.
    ///
    /// # Errors
    /// `kp.invalid_params` for parameters out of range; `kp.invalid_data` when there is not one label a document or all
    /// labels are equal; `kp.missing_values` where a label is missing.
    fn fit(&self, documents: &Documents, labels: &Column) -> Result<Model> {
        self.fit_with(documents, labels, &Context::default())
    }

    /// Learns from documents and their labels.
    ///
    /// # Errors
    /// As [`Classifier::fit`].
    fn fit_with(&self, documents: &Documents, labels: &Column, ctx: &Context) -> Result<Model> {
        let params = params::check_typed(self)?;
        let options = ClassifyOptions::default();
        Ok(Model::new(Entry::classifier::<Self>(), fit(self, params, documents, labels, &options, ctx)?, ctx))
    }
}

/// The state of a fitted classifier.
pub trait ClassifierState: Clone + Send + Sync + Sized + 'static {
    /// The probability of each class, one row a document.
    fn predict_proba(&self, documents: &Documents, ctx: &Context) -> Result<Array2<f64>>;

    /// The features of each document that speak most for its most probable class: name and contribution to the
    /// decision, strongest first, at most `top`.
    fn explain(&self, documents: &Documents, top: usize, ctx: &Context) -> Result<Vec<Vec<(String, f64)>>>;

    /// [`ClassifierState::explain`] for the class that [`ClassifierState::decide`] chose for each document, where that need not be
    /// the most probable.
    fn explain_as(
        &self,
        documents: &Documents,
        _classes: &[usize],
        top: usize,
        ctx: &Context,
    ) -> Result<Vec<Vec<(String, f64)>>> {
        self.explain(documents, top, ctx)
    }

    /// The class of a document with these probabilities: the most probable, the first of equals, as numpy's argmax.
    fn decide(&self, chances: ArrayView1<'_, f64>) -> usize {
        let better = |best: (usize, f64), (class, &p): (usize, &f64)| if p > best.1 { (class, p) } else { best };
        chances.iter().enumerate().fold((0, f64::NEG_INFINITY), better).0
    }

    /// Learns from more texts and the class of each; then it is what a fit to all at once would have made. On an error nothing
    /// has changed.
    fn update(&mut self, _texts: &Strings, _labels: &[usize], _ctx: &Context) -> Result<()> {
        Err(err!(Unsupported, "this classifier learns from all documents at once; fit it again").with("verb", "update"))
    }

    /// How many columns a matrix of features must have, or `None` where raw texts are expected.
    fn columns(&self) -> Option<usize>;

    /// Facts and tables of its own.
    fn parts(&self) -> Result<Parts> {
        Ok(Parts::default())
    }

    /// Writes the state down.
    fn store(&self, store: &mut Store) -> Result<()>;

    /// Reads the state back for so many classes; refuses what [`ClassifierState::store`] cannot have written.
    fn restore(store: &Store, classes: usize) -> Result<Self>;
}

/// How a classifier reads its frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ClassifyOptions {
    /// The column of texts; a frame with one column of text needs no name.
    pub text_col: String,
    /// The column of labels, where they are not given apart.
    pub label_col: String,
}

impl Default for ClassifyOptions {
    fn default() -> Self {
        Self { text_col: "text".into(), label_col: "label".into() }
    }
}

/// The arguments of `explain`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ExplainArgs {
    /// At most so many features a document; a detector shows all its columns.
    #[schemars(range(min = 1, max = 10_000))]
    pub top: usize,
}

impl Default for ExplainArgs {
    fn default() -> Self {
        Self { top: 10 }
    }
}

impl Entry {
    /// The catalogue line of a classifier.
    pub fn classifier<C: Classifier>() -> Self {
        let fit = |value: &Value, input: FitInput<'_>, ctx: &Context| {
            let component: C = params::read(C::NAME, value)?;
            let options: ClassifyOptions = params::read("fit", input.options)?;
            let labels = match (input.target, input.data) {
                (Some(labels), _) => labels,
                (None, Data::Frame(frame)) => frame.column(&options.label_col)?,
                (None, _) => return Err(err!(InvalidData, "a classifier needs labels; none were given")),
            };
            let documents = documents::read(input.data, &options.text_col)?;
            fit(&component, params::to_value(&component)?, &documents, labels, &options, ctx)
        };
        let entry = Self::new::<C>(Family::Classifier, params::schema_of::<ClassifyOptions>, fit, |_, store| {
            let classes = restore_classes(store)?;
            let state = C::State::restore(store, classes.len())?;
            Ok(Box::new(Fitted { options: store.get("options")?, classes, state }))
        });
        Self { updates: C::UPDATES, ..entry }
    }
}

fn fit<C: Classifier>(
    component: &C,
    params: Value,
    documents: &Documents,
    labels: &Column,
    options: &ClassifyOptions,
    ctx: &Context,
) -> Result<Fit> {
    documents::same_length(documents, labels.len(), "labels")?;
    if documents.is_empty() {
        return Err(err!(NotEnoughData, "there are no documents; at least one of each of two classes is needed"));
    }
    let (numbers, classes) = number_labels(labels)?;
    if classes.len() < 2 {
        return Err(err!(InvalidData, "every document has the same label; at least two classes are needed"));
    }
    let state = component.fit_documents(documents, &numbers, classes.len(), ctx)?;
    let mut facts = documents::facts(documents);
    facts.insert("classes".into(), json!(classes.len()));
    Ok(Fit { body: Box::new(Fitted { options: options.clone(), classes, state }), params, facts })
}

/// A model of a state that came from elsewhere, with its classes in rising order.
pub(crate) fn model_of<C: Classifier>(component: &C, classes: Strings, state: C::State) -> Result<Model> {
    let body = Fitted { options: ClassifyOptions::default(), classes: Column::Str(classes), state };
    let fit = Fit { body: Box::new(body), params: params::to_value(component)?, facts: Default::default() };
    Ok(Model::new(Entry::classifier::<C>(), fit, &Context::default()))
}

/// The class of each row, and the classes in rising order.
fn number_labels(labels: &Column) -> Result<(Vec<usize>, Column)> {
    fn number<K: Ord + Clone>(keys: impl Iterator<Item = K> + Clone) -> (Vec<usize>, Vec<K>) {
        let mut known: BTreeMap<K, usize> = keys.clone().map(|key| (key, 0)).collect();
        known.values_mut().enumerate().for_each(|(number, class)| *class = number);
        (keys.map(|key| known[&key]).collect(), known.into_keys().collect())
    }
    Ok(match labels {
        Column::Str(labels) => {
            if let Some(row) = labels.missing().iter().position(|&missing| missing) {
                return Err(err!(MissingValues, "row {row} has no label").with("row", row));
            }
            let (numbers, classes) = number((0..labels.len()).map(|row| labels.get(row).unwrap_or_default()));
            (numbers, Column::Str(classes.into_iter().collect::<Strings>()))
        }
        Column::Bool(labels) => {
            let (numbers, classes) = number(labels.iter().copied());
            (numbers, Column::Bool(classes))
        }
        other => {
            let labels = other.to_i64().ok_or_else(|| {
                err!(InvalidData, "the labels are {}; must be text, whole numbers or truth values", other.kind())
            })?;
            let (numbers, classes) = number(labels.iter().copied());
            (numbers, Column::I64(classes))
        }
    })
}

/// The place of each label among the classes that are known.
fn known_labels(labels: &Column, classes: &Column) -> Result<Vec<usize>> {
    let (numbers, own) = number_labels(labels)?;
    let (names, known) = (class_names(&own), class_names(classes));
    if own.kind() != classes.kind() {
        return Err(err!(InvalidData, "the labels are {}; those of the fit were {}", own.kind(), classes.kind()));
    }
    let place = |name: &String| {
        known.iter().position(|class| class == name).ok_or_else(|| {
            err!(InvalidData, "the label '{name}' is not among the classes of the fit: {}", known.join(", "))
                .with("label", name)
        })
    };
    let places: Vec<usize> = names.iter().map(place).collect::<Result<_>>()?;
    Ok(numbers.into_iter().map(|number| places[number]).collect())
}

fn class_names(classes: &Column) -> Vec<String> {
    match classes {
        Column::Str(names) => names.iter().map(|name| name.unwrap_or_default().to_owned()).collect(),
        Column::I64(numbers) => numbers.iter().map(i64::to_string).collect(),
        Column::Bool(values) => values.iter().map(bool::to_string).collect(),
        _ => Vec::new(),
    }
}

fn restore_classes(store: &Store) -> Result<Column> {
    let classes = match store.get::<String>("label_type")?.as_str() {
        "text" => Column::Str(store.take_strings("classes")?),
        "integer" => Column::I64(store.take("classes")?),
        "boolean" => Column::Bool(store.take::<u8>("classes")?.into_iter().map(|value| value != 0).collect()),
        other => return Err(super::corrupt("label_type", &format!("is '{other}'"))),
    };
    let names = class_names(&classes);
    if names.len() < 2 || names.iter().collect::<std::collections::BTreeSet<_>>().len() != names.len() {
        return Err(super::corrupt("classes", "has fewer than two classes or one twice"));
    }
    Ok(classes)
}

#[derive(Clone)]
struct Fitted<S> {
    options: ClassifyOptions,
    classes: Column,
    state: S,
}

impl<S: ClassifierState> Fitted<S> {
    fn read(&self, data: &Data) -> Result<Documents> {
        documents::asked(data, &self.options.text_col, self.state.columns())
    }

    fn best(&self, data: &Data, ctx: &Context) -> Result<Vec<(usize, f64)>> {
        let probabilities = self.state.predict_proba(&self.read(data)?, ctx)?;
        let best = |row: ArrayView1<'_, f64>| {
            let class = self.state.decide(row);
            (class, row[class])
        };
        Ok(probabilities.rows().into_iter().map(best).collect())
    }
}

impl<S: ClassifierState> Body for Fitted<S> {
    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("options", &self.options)?;
        let kind = match &self.classes {
            Column::I64(numbers) => {
                store.put("classes", numbers);
                "integer"
            }
            Column::Bool(values) => {
                store.put("classes", &values.iter().map(|&value| u8::from(value)).collect::<Vec<_>>());
                "boolean"
            }
            Column::Str(names) => {
                store.put_strings("classes", names);
                "text"
            }
            _ => "other",
        };
        store.set("label_type", &kind)?;
        self.state.store(store)
    }

    fn probes(&self) -> Result<Vec<Probe>> {
        let data = documents::probe(&self.options.text_col, self.state.columns())?;
        Ok(vec![Probe { verb: "predict_proba", args: Value::Null, data: Some(data) }])
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = self.state.parts()?;
        parts.summary.insert("classes".into(), json!(class_names(&self.classes)));
        Ok(parts)
    }

    fn fields(&self) -> Vec<(String, &'static str)> {
        documents::fields(&self.options.text_col, self.state.columns())
    }

    fn boxed_clone(&self) -> Box<dyn Body> {
        Box::new(self.clone())
    }

    fn update(&mut self, data: &Data, ctx: &Context) -> Result<Frame> {
        let frame = data.frame()?;
        let labels = frame.column(&self.options.label_col)?;
        let others: Frame = frame
            .iter()
            .filter(|(name, _)| *name != self.options.label_col)
            .try_fold(Frame::new(), |others, (name, column)| others.with(name, column.clone()))?;
        let texts = texts(&others, &self.options.text_col)?;
        if self.state.columns().is_some() {
            return Err(err!(InvalidData, "the model was fitted to features; an update takes texts"));
        }
        self.state.update(texts, &known_labels(labels, &self.classes)?, ctx)?;
        Frame::new().with("rows", vec![texts.len() as i64])
    }

    fn predict(&self, data: &Data, ctx: &Context) -> Result<Frame> {
        let best = self.best(data, ctx)?;
        let rows: Vec<usize> = best.iter().map(|&(class, _)| class).collect();
        let probabilities: Vec<f64> = best.iter().map(|&(_, p)| p).collect();
        Frame::new().with("label", self.classes.take(&rows))?.with("probability", probabilities)
    }

    fn predict_proba(&self, data: &Data, ctx: &Context) -> Result<Frame> {
        let probabilities = self.state.predict_proba(&self.read(data)?, ctx)?;
        let mut frame = Frame::new();
        for (name, column) in class_names(&self.classes).into_iter().zip(probabilities.columns()) {
            frame.push(name, Column::F64(column.to_vec()))?;
        }
        Ok(frame)
    }

    fn classes(&self) -> Result<Column> {
        Ok(self.classes.clone())
    }

    fn explain(&self, data: &Data, args: &ExplainArgs, ctx: &Context) -> Result<Frame> {
        let best = self.best(data, ctx)?;
        let chosen: Vec<usize> = best.iter().map(|&(class, _)| class).collect();
        let reasons = self.state.explain_as(&self.read(data)?, &chosen, args.top, ctx)?;
        let (mut rows, mut classes, mut features, mut shares) = (vec![], vec![], Strings::new(), vec![]);
        for (row, reasons) in reasons.into_iter().enumerate() {
            for (feature, share) in reasons {
                rows.push(row as i64);
                classes.push(best[row].0);
                features.push(&feature);
                shares.push(share);
            }
        }
        let frame = Frame::new().with("document", rows)?.with("label", self.classes.take(&classes))?;
        frame.with("feature", features)?.with("contribution", shares)
    }
}
