//! What this component is, in a sentence.

use crate::component::{Classifier, ClassifierState, Component, Context, Store, corrupt};
use crate::data::Documents;
use crate::error::{Result, err};
use ndarray::Array2;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Puts a text into the class whose texts are about as long.
///
/// p(class) is proportional to exp(-|bytes - mean bytes of the class|).
///
/// Input: texts and a label for each, none missing; at least two classes.
/// Cost: O(bytes).
/// Source: name the paper and the reference implementation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct {{Class}} {}

impl Component for {{Class}} {
    const ID: &'static str = "{{id}}";
    const NAME: &'static str = "{{Class}}";
    const VERSION: u32 = 1;
}

/// The mean length of each class.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    means: Vec<f64>,
}

fn lengths(documents: &Documents) -> Result<Vec<f64>> {
    match documents {
        Documents::Texts(texts) => Ok(texts.iter().map(|text| text.unwrap_or_default().len() as f64).collect()),
        Documents::Features(_) => Err(err!(InvalidData, "this classifier reads texts; features were given")),
    }
}

impl State {
    /// How far a length is from the mean of each class.
    fn distances(&self, length: f64) -> impl Iterator<Item = f64> + Clone {
        self.means.iter().map(move |mean| (length - mean).abs())
    }

    fn nearest(&self, length: f64) -> f64 {
        self.distances(length).fold(f64::INFINITY, f64::min)
    }
}

impl Classifier for {{Class}} {
    type State = State;

    fn fit_documents(&self, documents: &Documents, labels: &[usize], classes: usize, _ctx: &Context) -> Result<State> {
        let (mut means, mut counts) = (vec![0.0; classes], vec![0.0; classes]);
        for (length, &label) in lengths(documents)?.into_iter().zip(labels) {
            counts[label] += 1.0;
            means[label] += (length - means[label]) / counts[label];
        }
        Ok(State { means })
    }
}

impl ClassifierState for State {
    fn predict_proba(&self, documents: &Documents, _ctx: &Context) -> Result<Array2<f64>> {
        let lengths = lengths(documents)?;
        let mut probabilities = Array2::zeros((lengths.len(), self.means.len()));
        for (mut row, length) in probabilities.rows_mut().into_iter().zip(lengths) {
            let nearest = self.nearest(length);
            row.iter_mut().zip(self.distances(length)).for_each(|(p, far)| *p = libm::exp(nearest - far));
            let sum = row.iter().fold(0.0, |sum, p| sum + p);
            row.iter_mut().for_each(|p| *p /= sum);
        }
        Ok(probabilities)
    }

    fn explain(&self, documents: &Documents, _top: usize, _ctx: &Context) -> Result<Vec<Vec<(String, f64)>>> {
        let why = |length| vec![("bytes".to_owned(), -self.nearest(length))];
        Ok(lengths(documents)?.into_iter().map(why).collect())
    }

    fn columns(&self) -> Option<usize> {
        None
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        store.put("means", &self.means);
        Ok(())
    }

    fn restore(store: &Store, classes: usize) -> Result<Self> {
        let means: Vec<f64> = store.take_exactly("means", classes)?;
        if means.iter().all(|mean| mean.is_finite()) { Ok(Self { means }) } else { Err(corrupt("means", "is not finite")) }
    }
}
