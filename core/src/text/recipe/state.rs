//! What a classifier knows after the fit.

use super::linear::{Linear, Weight, probabilities};
use super::source::{Block, Grams, Seen, Source, restore_seen, restore_source};
use crate::component::{ClassifierState, Context, Parts, Store, corrupt};
use crate::data::Documents;
use crate::error::{Result, err};
use crate::text::rows::{self, Rows, Work};
use ndarray::Array2;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// What is known of the classes.
#[derive(Clone, Debug)]
pub struct LinearState<W> {
    pub(in crate::text) classes: usize,
    pub(in crate::text) source: Source,
    pub(in crate::text) linear: Linear<W>,
    /// The columns that the fit saw, which are those with weights; `None` when it saw all.
    pub(in crate::text) seen: Option<Seen>,
    pub(in crate::text) search: Search,
}

/// How the search for the weights ended.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::text) struct Search {
    pub(in crate::text) iterations: usize,
    pub(in crate::text) converged: bool,
}

/// Buffers for one document after the other.
#[derive(Default)]
pub(in crate::text) struct Answer {
    pub(in crate::text) work: Work,
    /// The columns and values of the document.
    pub(in crate::text) row: Rows,
    /// Where the columns are among the weights.
    pub(in crate::text) places: Vec<i32>,
    pub(in crate::text) decision: Vec<f64>,
    pub(in crate::text) chances: Vec<f64>,
}

impl<W: Weight> LinearState<W> {
    /// Calls `f` with each document's number, text and answer, and collects what it gives.
    pub(in crate::text) fn each<T: Send>(
        &self,
        documents: &Documents,
        ctx: &Context,
        f: impl Fn(usize, &str, &Answer, &mut Vec<T>) + Sync,
    ) -> Result<Vec<T>> {
        let chunks = match documents {
            Documents::Texts(texts) => rows::chunks(texts, 1 << 16),
            Documents::Features(x) => {
                (0..x.rows().div_ceil(512)).map(|chunk| chunk * 512..x.rows().min((chunk + 1) * 512)).collect()
            }
        };
        let mut parts = ctx.map(chunks.len(), |chunk| {
            let mut answer = Answer::default();
            answer.decision.resize(self.linear.outputs, 0.0);
            answer.chances.resize(self.classes, 0.0);
            let mut results = Vec::new();
            for row in chunks[chunk].clone() {
                let text = self.read(documents, row, &mut answer)?;
                self.answer(&mut answer);
                f(row, text, &answer, &mut results);
            }
            Ok(results)
        })?;
        if parts.len() == 1 {
            return Ok(parts.pop().unwrap_or_default());
        }
        Ok(parts.into_iter().flatten().collect())
    }

    /// Reads the features of a document, and returns its text.
    pub(in crate::text) fn read<'a>(
        &self,
        documents: &'a Documents,
        row: usize,
        answer: &mut Answer,
    ) -> Result<&'a str> {
        answer.row.indices.clear();
        answer.row.values.clear();
        match documents {
            Documents::Texts(texts) => {
                let text = texts.get(row).unwrap_or_default();
                self.source.append(text, &mut answer.work, &mut answer.row);
                Ok(text)
            }
            Documents::Features(x) => {
                let (columns, values) = x.row(row);
                if values.iter().any(|value| !value.is_finite()) {
                    return Err(err!(InvalidData, "row {row} has a feature that is not finite").with("row", row));
                }
                answer.row.indices.extend_from_slice(columns);
                answer.row.values.extend_from_slice(values);
                Ok("")
            }
        }
    }

    /// The decision and the probabilities of the features read; features that the fit did not see are dropped.
    pub(in crate::text) fn answer(&self, answer: &mut Answer) {
        let Answer { row, places, decision, chances, .. } = answer;
        places.clear();
        match &self.seen {
            None => places.extend_from_slice(&row.indices),
            Some(seen) => {
                let mut kept = 0;
                for entry in 0..row.indices.len() {
                    if let Some(place) = seen.place(row.indices[entry]) {
                        places.push(place);
                        (row.indices[kept], row.values[kept]) = (row.indices[entry], row.values[entry]);
                        kept += 1;
                    }
                }
                row.indices.truncate(kept);
                row.values.truncate(kept);
            }
        }
        self.linear.decide((places, &row.values), decision);
        if self.classes > 1 {
            probabilities(decision, chances);
        }
    }

    /// The share of each feature in the decision for a class.
    pub(in crate::text) fn shares(&self, answer: &Answer, class: usize) -> Vec<f64> {
        let share = |(&place, &value): (&i32, &f64)| {
            let weights = self.linear.weight(place as usize);
            match *weights {
                [second] if class == 0 && self.classes == 2 => -value * second.into(),
                [second] => value * second.into(),
                _ => value * weights[class].into(),
            }
        };
        answer.places.iter().zip(&answer.row.values).map(share).collect()
    }
}

impl<W: Weight> LinearState<W> {
    /// What speaks for the classes, or for the most probable one of each document.
    fn reasons(
        &self,
        documents: &Documents,
        classes: Option<&[usize]>,
        top: usize,
        ctx: &Context,
    ) -> Result<Vec<Vec<(String, f64)>>> {
        self.each(documents, ctx, |row, text, answer, reasons| {
            let best =
                |best: usize, class: usize| if answer.chances[class] > answer.chances[best] { class } else { best };
            let class = classes.and_then(|classes| classes.get(row).copied());
            let class = class.unwrap_or_else(|| (1..self.classes).fold(0, best));
            let mut shares = self.shares(answer, class);
            // What speaks against the class is no reason for it.
            shares.iter_mut().for_each(|share| *share = share.max(0.0));
            reasons.push(self.strongest(text, answer, &shares, top));
        })
    }

    /// The features read with the largest shares by size, those of none left out.
    pub(in crate::text) fn strongest(
        &self,
        text: &str,
        answer: &Answer,
        shares: &[f64],
        top: usize,
    ) -> Vec<(String, f64)> {
        let mut order: Vec<usize> = (0..shares.len()).filter(|&entry| shares[entry] != 0.0).collect();
        order.sort_by(|&a, &b| shares[b].abs().total_cmp(&shares[a].abs()));
        order.truncate(top);
        let names = self.source.names(text, &answer.row.indices);
        order.into_iter().map(|entry| (names[entry].clone(), shares[entry])).collect()
    }
}

impl<W: Weight> ClassifierState for LinearState<W> {
    fn predict_proba(&self, documents: &Documents, ctx: &Context) -> Result<Array2<f64>> {
        let chances = self.each(documents, ctx, |_, _, answer, chances| chances.extend_from_slice(&answer.chances))?;
        Array2::from_shape_vec((documents.len(), self.classes), chances)
            .map_err(|error| err!(Internal, "probabilities of another shape").caused_by(error))
    }

    fn explain(&self, documents: &Documents, top: usize, ctx: &Context) -> Result<Vec<Vec<(String, f64)>>> {
        self.reasons(documents, None, top, ctx)
    }

    fn explain_as(
        &self,
        documents: &Documents,
        classes: &[usize],
        top: usize,
        ctx: &Context,
    ) -> Result<Vec<Vec<(String, f64)>>> {
        self.reasons(documents, Some(classes), top, ctx)
    }

    fn columns(&self) -> Option<usize> {
        match self.source {
            Source::Matrix(columns) => Some(columns),
            Source::Texts(_) => None,
        }
    }

    fn parts(&self) -> Result<Parts> {
        let Search { iterations, converged } = self.search;
        let summary = json!({"features": self.linear.features(), "iterations": iterations, "converged": converged});
        Ok(Parts { summary: summary.as_object().cloned().unwrap_or_default(), tables: Vec::new() })
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        self.store_source(store)?;
        let shape = vec![self.linear.features() + 1, self.linear.outputs];
        store.put_shaped("weights", shape, &self.linear.weights);
        Ok(())
    }

    fn restore(store: &Store, classes: usize) -> Result<Self> {
        let (shape, weights): (Vec<usize>, Vec<W>) = store.take_shaped("weights")?;
        let outputs = Linear::<W>::outputs_for(classes);
        if shape.len() != 2
            || shape[0] == 0
            || shape[1] != outputs
            || weights.iter().any(|&weight| !weight.into().is_finite())
        {
            return Err(corrupt(
                "weights",
                &format!("is of shape {shape:?} or not finite; {outputs} columns are needed"),
            ));
        }
        Self::restore_source(store, classes, Linear { outputs, weights })
    }
}

impl<W: Weight> LinearState<W> {
    /// Writes down everything but the weights.
    pub(in crate::text) fn store_source(&self, store: &mut Store) -> Result<()> {
        let mut kinds = Vec::new();
        match &self.source {
            Source::Matrix(columns) => store.set("columns", columns)?,
            Source::Texts(blocks) => {
                for Block { kind, grams } in blocks {
                    let prefix = format!("{kind}.");
                    kinds.push((*kind, grams.features()));
                    match grams {
                        Grams::Tfidf(state) => state.store_as(&prefix, store)?,
                        Grams::Hashing(state) => state.store_as(&prefix, store)?,
                    }
                }
            }
        }
        store.set("kinds", &kinds)?;
        store.set("search", &self.search)?;
        if let Some(seen) = &self.seen {
            store.put("seen", &seen.columns());
        }
        Ok(())
    }

    /// Reads back everything but the weights, which are given.
    pub(in crate::text) fn restore_source(store: &Store, classes: usize, linear: Linear<W>) -> Result<Self> {
        let source = restore_source(store)?;
        let columns = source.columns();
        let seen = if store.has("seen") { Some(restore_seen(store, columns)?) } else { None };
        let features = seen.as_ref().map_or(columns, |seen| seen.0.len());
        if linear.features() != features {
            let rows = linear.features() + 1;
            return Err(corrupt("weights", &format!("has {rows} rows; {} are needed", features + 1)));
        }
        Ok(Self { classes, source, linear, seen, search: store.get("search")? })
    }
}
