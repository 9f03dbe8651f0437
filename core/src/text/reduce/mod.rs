//! From texts to a few dense features: topics.

mod latent_dirichlet;
mod nmf;
mod svd;

use super::rows::{Rows, Work};
use super::tfidf::{TfidfState, TfidfVectorizer};
use crate::component::{Context, Parts, Store, VectorizerState, corrupt};
use crate::data::{Csr, Frame, Strings};
use crate::error::{Result, err};
pub use latent_dirichlet::{LatentDirichletAllocation, LdaModel};
pub use nmf::{NMF, NmfModel};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
pub(super) use svd::Decomposition;
pub use svd::{SvdModel, TruncatedSVD};

/// How many texts are one unit of work.
const UNIT: usize = 64;

/// How the features of a text become a few.
pub trait Reduction: Clone + std::fmt::Debug + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Writes the few features of one text; `to` is zero.
    fn reduce(&self, topics: &Topics, row: (&[i32], &[f64]), to: &mut [f64]);

    /// Refuses what a fit cannot have given.
    fn check(&self, topics: &Topics) -> Result<()>;

    /// What the card's reader may want to know.
    fn facts(&self) -> Value;
}

/// The weight of each term in each topic.
#[derive(Clone, Debug)]
pub struct Topics {
    /// How many topics there are.
    count: usize,
    /// Term by term.
    weights: Vec<f64>,
}

impl Topics {
    /// The weights of a term.
    fn of(&self, term: i32) -> &[f64] {
        &self.weights[term as usize * self.count..][..self.count]
    }

    fn terms(&self) -> usize {
        self.weights.len() / self.count
    }
}

/// What a reduction of texts knows after the fit.
#[derive(Clone, Debug)]
pub struct ReducedState<R> {
    terms: TfidfState,
    topics: Topics,
    model: R,
}

impl<R: Reduction> ReducedState<R> {
    /// The few features of each text, all of them written out.
    fn reduce(&self, x: &Csr, ctx: &Context) -> Result<Csr> {
        let (rows, count) = (x.rows(), self.topics.count);
        let parts = ctx.map(rows.div_ceil(UNIT), |unit| {
            let own = unit * UNIT..rows.min((unit + 1) * UNIT);
            let mut values = vec![0.0; own.len() * count];
            values.chunks_mut(count).zip(own).for_each(|(to, row)| self.model.reduce(&self.topics, x.row(row), to));
            Ok(values)
        })?;
        Csr::from_rows(count, parts.concat())
    }
}

impl<R: Reduction> VectorizerState for ReducedState<R> {
    fn transform(&self, texts: &Strings, ctx: &Context) -> Result<Csr> {
        self.reduce(&self.terms.transform(texts, ctx)?, ctx)
    }

    fn feature_names(&self) -> Result<Strings> {
        Ok((0..self.topics.count).map(|topic| format!("topic{topic}")).collect())
    }

    fn parts(&self) -> Result<Parts> {
        let mut summary = json!({"terms": self.topics.terms(), "topics": self.topics.count});
        if let (Some(summary), Value::Object(facts)) = (summary.as_object_mut(), self.model.facts()) {
            summary.extend(facts);
        }
        let (mut topics, mut terms, mut weights) = (Vec::new(), Strings::new(), Vec::new());
        for topic in 0..self.topics.count {
            let weight = |term: usize| self.topics.weights[term * self.topics.count + topic];
            let mut order: Vec<usize> = (0..self.topics.terms()).collect();
            order.sort_by(|&a, &b| weight(b).abs().total_cmp(&weight(a).abs()));
            for term in order.into_iter().take(10) {
                topics.push(topic as i64);
                terms.push(self.terms.term(term));
                weights.push(weight(term));
            }
        }
        let table = Frame::new().with("topic", topics)?.with("term", terms)?.with("weight", weights)?;
        let summary = summary.as_object().cloned().unwrap_or_default();
        Ok(Parts { summary, tables: vec![("topics".into(), table)] })
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        self.terms.store_as("terms.", store)?;
        store.set("model", &self.model)?;
        store.put_shaped("topics", vec![self.topics.terms(), self.topics.count], &self.topics.weights);
        Ok(())
    }

    fn restore(store: &Store) -> Result<Self> {
        let terms = TfidfState::restore_as("terms.", store)?;
        let (shape, weights): (Vec<usize>, Vec<f64>) = store.take_shaped("topics")?;
        let fits = shape.len() == 2 && shape[0] == terms.columns() && shape[1] > 0;
        if !fits || weights.iter().any(|weight| !weight.is_finite()) {
            return Err(corrupt(
                "topics",
                &format!("is of shape {shape:?} or not finite; {} rows are needed", terms.columns()),
            ));
        }
        let state = Self { terms, topics: Topics { count: shape[1], weights }, model: store.get("model")? };
        state.model.check(&state.topics)?;
        Ok(state)
    }
}

/// Learns terms and makes their features.
fn terms_of(vectorizer: &TfidfVectorizer, texts: &Strings, ctx: &Context) -> Result<(TfidfState, Csr)> {
    let entries = vectorizer.fit_entries(texts, ctx)?;
    let append = |row, work: &mut Work, rows: &mut Rows| entries.append(row, work, 0, rows);
    let x = super::rows::build(texts, entries.state.columns(), ctx, append)?;
    Ok((entries.state, x))
}

/// How many topics there can be: no more than texts or terms.
fn at_most(n_components: u32, x: &Csr) -> Result<usize> {
    let count = (n_components as usize).min(x.rows()).min(x.columns());
    let size = count.saturating_mul(x.rows().max(x.columns()));
    if size > isize::MAX as usize / 64 {
        return Err(err!(InvalidParams, "n_components is {n_components}; {size} numbers do not fit into memory")
            .with("param", "n_components"));
    }
    Ok(count)
}

/// The matrix times columns.
fn times(x: &Csr, columns: &[Vec<f64>], ctx: &Context) -> Result<Vec<Vec<f64>>> {
    ctx.each(columns.len(), |column| {
        let weights = &columns[column];
        let product = |row| {
            let (indices, values) = x.row(row);
            indices.iter().zip(values).fold(0.0, |sum, (&index, &value)| sum + value * weights[index as usize])
        };
        Ok((0..x.rows()).map(product).collect())
    })
}

/// The matrix, turned over, times columns.
fn turned_times(x: &Csr, columns: &[Vec<f64>], ctx: &Context) -> Result<Vec<Vec<f64>>> {
    ctx.each(columns.len(), |column| {
        let mut sums = vec![0.0; x.columns()];
        for (row, &weight) in columns[column].iter().enumerate() {
            let (indices, values) = x.row(row);
            indices.iter().zip(values).for_each(|(&index, &value)| sums[index as usize] += value * weight);
        }
        Ok(sums)
    })
}

#[cfg(test)]
mod tests;
