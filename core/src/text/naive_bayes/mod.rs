//! Naive Bayes on counts of n-grams.

mod complement;
mod multinomial;

pub use complement::ComplementNB;
pub use multinomial::MultinomialNB;

use super::recipe::{Features, Grams, Linear, LinearState, Recipe, Search, Seen, Source};
use super::rows::{self, Rows, Work};
use crate::component::{ClassifierState, Component, Context, Parts, Store, corrupt};
use crate::data::{Csr, Documents, Strings};
use crate::error::{Result, err};
use ndarray::Array2;

/// How counts become weights.
trait Rule: Component {
    /// How texts become features.
    fn reads(&self) -> Recipe<'_>;

    /// The weights of each class, and its intercept.
    fn weigh(&self, counts: &Counts) -> Result<(Vec<Vec<f64>>, Vec<f64>)>;
}

/// What is counted.
#[derive(Clone, Debug)]
struct Counts {
    /// The sum of each feature over the documents of each class, class by class.
    by_class: Vec<Vec<f64>>,
    /// How many documents each class has.
    documents: Vec<f64>,
}

impl Counts {
    fn new(features: usize, classes: usize) -> Self {
        Self { by_class: vec![vec![0.0; features]; classes], documents: vec![0.0; classes] }
    }

    fn features(&self) -> usize {
        self.by_class.first().map_or(0, Vec::len)
    }

    /// Adds documents, whose features are at the places that `place` says.
    fn add(&mut self, x: &Csr, labels: &[usize], place: impl Fn(i32) -> Option<usize>, ctx: &Context) -> Result<()> {
        for (row, &label) in labels.iter().enumerate() {
            if row % 4096 == 0 {
                ctx.check()?;
            }
            self.documents[label] += 1.0;
            let (columns, values) = x.row(row);
            for (&column, &value) in columns.iter().zip(values) {
                if value < 0.0 {
                    return Err(err!(InvalidData, "row {row} has the feature {value}; must be a count, 0 or above")
                        .with("row", row));
                }
                if let Some(place) = place(column) {
                    self.by_class[label][place] += value;
                }
            }
        }
        let finite = |class: &Vec<f64>| class.iter().fold(0.0, |sum, count| sum + count).is_finite();
        if !self.by_class.iter().all(finite) {
            return Err(err!(InvalidData, "the features are so large that their sum is not finite"));
        }
        Ok(())
    }

    /// The counts with their features at other places, of which there are so many.
    fn moved(&self, places: &[u32], features: usize) -> Self {
        let mut moved = Self { documents: self.documents.clone(), ..Self::new(features, self.by_class.len()) };
        for (to, from) in moved.by_class.iter_mut().zip(&self.by_class) {
            places.iter().zip(from).for_each(|(&place, &count)| to[place as usize] = count);
        }
        moved
    }
}

/// Counts the features of documents, and makes weights of them.
fn fit<R: Rule>(
    rule: &R,
    documents: &Documents,
    labels: &[usize],
    classes: usize,
    ctx: &Context,
) -> Result<NaiveBayesState<R>> {
    let recipe = Recipe { alternate_sign: false, ..rule.reads() };
    let (source, x) = recipe.read(documents, ctx)?;
    // A column that no document has is a feature with a share all the same, but a hash that no text has is not.
    let hashed = recipe.features == Features::Hashing && matches!(documents, Documents::Texts(_));
    let chosen = hashed || recipe.k_best.is_some();
    let (x, seen) = if chosen { recipe.choose(x, labels, classes)? } else { (x, None) };
    let mut counts = Counts::new(x.columns(), classes);
    counts.add(&x, labels, |column| Some(column as usize), ctx)?;
    let linear = linear(rule, &counts)?;
    let linear = LinearState { classes, source, linear, seen, search: Search { iterations: 1, converged: true } };
    Ok(NaiveBayesState { rule: rule.clone(), counts, linear })
}

fn linear<R: Rule>(rule: &R, counts: &Counts) -> Result<Linear<f64>> {
    let (weights, intercepts) = rule.weigh(counts)?;
    Ok(Linear::of_classes(&weights, &intercepts))
}

/// What is known of the classes: the counts, and what follows from them.
#[derive(Clone, Debug)]
pub struct NaiveBayesState<R> {
    rule: R,
    counts: Counts,
    linear: LinearState<f64>,
}

/// Takes in the n-grams of more texts; where the features that were counted go, and how many there are then.
fn grow(source: &mut Source, texts: &Strings, ctx: &Context) -> Result<Vec<u32>> {
    let (mut places, mut offset) = (Vec::new(), 0);
    let Source::Texts(blocks) = source else { return Ok(places) };
    for block in blocks {
        match &mut block.grams {
            Grams::Tfidf(state) => places.extend(state.grow(texts, ctx)?.into_iter().map(|column| column + offset)),
            Grams::Hashing(state) => places.extend((0..state.columns() as u32).map(|column| column + offset)),
        }
        offset = u32::try_from(offset as usize + block.columns())
            .map_err(|_| err!(InvalidData, "the texts have more than 2^32 - 1 different n-grams"))?;
    }
    Ok(places)
}

/// Adds the columns that texts have to those with counts; where the features that were counted go.
fn see(linear: &mut LinearState<f64>, x: &Csr) -> Option<Vec<u32>> {
    let old = linear.seen.as_ref()?.columns();
    let mut columns: Vec<u32> = old.iter().copied().chain(x.indices().iter().map(|&column| column as u32)).collect();
    columns.sort_unstable();
    columns.dedup();
    let mut seen = Seen::default();
    columns.iter().for_each(|&column| seen.push(column));
    let places = old.iter().filter_map(|&column| seen.place(column as i32)).map(|place| place as u32).collect();
    // As a fit says it: none is missing.
    linear.seen = (columns.len() < x.columns()).then_some(seen);
    Some(places)
}

impl<R: Rule> ClassifierState for NaiveBayesState<R> {
    fn predict_proba(&self, documents: &Documents, ctx: &Context) -> Result<Array2<f64>> {
        self.linear.predict_proba(documents, ctx)
    }

    fn explain(&self, documents: &Documents, top: usize, ctx: &Context) -> Result<Vec<Vec<(String, f64)>>> {
        self.linear.explain(documents, top, ctx)
    }

    fn explain_as(
        &self,
        documents: &Documents,
        classes: &[usize],
        top: usize,
        ctx: &Context,
    ) -> Result<Vec<Vec<(String, f64)>>> {
        self.linear.explain_as(documents, classes, top, ctx)
    }

    fn columns(&self) -> Option<usize> {
        self.linear.columns()
    }

    fn update(&mut self, texts: &Strings, labels: &[usize], ctx: &Context) -> Result<()> {
        let recipe = self.rule.reads();
        if recipe.k_best.is_some() || recipe.features == Features::Tfidf {
            return Err(err!(
                Unsupported,
                "an update needs features that do not depend on all texts: no k_best, and not tfidf"
            )
            .with("verb", "update"));
        }
        let mut next = self.clone();
        let mut places = grow(&mut next.linear.source, texts, ctx)?;
        let columns = next.linear.source.columns();
        let append = |row: usize, work: &mut Work, rows: &mut Rows| {
            next.linear.source.append(texts.get(row).unwrap_or_default(), work, rows);
        };
        let x = rows::build(texts, columns, ctx, append)?;
        if let Some(seen) = see(&mut next.linear, &x) {
            places = seen;
        }
        let features = next.linear.seen.as_ref().map_or(columns, |seen| seen.0.len());
        next.counts = next.counts.moved(&places, features);
        let seen = next.linear.seen.take();
        let place = |column: i32| match &seen {
            Some(seen) => seen.place(column).map(|place| place as usize),
            None => Some(column as usize),
        };
        next.counts.add(&x, labels, place, ctx)?;
        next.linear.seen = seen;
        next.linear.linear = linear(&next.rule, &next.counts)?;
        *self = next;
        Ok(())
    }

    fn parts(&self) -> Result<Parts> {
        self.linear.parts()
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        self.linear.store_source(store)?;
        store.set("rule", &self.rule)?;
        let counts: Vec<f64> = self.counts.by_class.iter().flatten().copied().collect();
        store.put_shaped("counts", vec![self.counts.by_class.len(), self.counts.features()], &counts);
        store.put("documents", &self.counts.documents);
        Ok(())
    }

    fn restore(store: &Store, classes: usize) -> Result<Self> {
        let rule: R = store.params("rule")?;
        let (shape, counts): (Vec<usize>, Vec<f64>) = store.take_shaped("counts")?;
        let documents: Vec<f64> = store.take_exactly("documents", classes)?;
        let count = |&value: &f64| value.is_finite() && value >= 0.0;
        if shape.len() != 2 || shape[0] != classes || shape[1] == 0 || !counts.iter().all(count) {
            return Err(corrupt("counts", &format!("is of shape {shape:?} or has what is no count")));
        }
        if !documents.iter().all(|&value| value >= 0.0 && value.fract() == 0.0 && value < 9e15) {
            return Err(corrupt("documents", "is not a number of documents for each class"));
        }
        let counts = Counts { by_class: counts.chunks(shape[1]).map(<[f64]>::to_vec).collect(), documents };
        let weights = linear(&rule, &counts).map_err(|error| corrupt("rule", error.message()))?;
        if !weights.weights.iter().all(|weight| weight.is_finite()) {
            return Err(corrupt("counts", "gives weights that are not finite"));
        }
        Ok(Self { rule, counts, linear: LinearState::restore_source(store, classes, weights)? })
    }
}

/// The logarithm of the share of each class: as given, else as counted, else equal.
fn log_priors(given: Option<&[f64]>, fit_prior: bool, counts: &Counts) -> Result<Vec<f64>> {
    let classes = counts.documents.len();
    if let Some(given) = given {
        let sum = given.iter().fold(0.0, |sum, share| sum + share);
        if given.len() != classes || (sum - 1.0).abs() > 1e-6 {
            return Err(err!(
                InvalidParams,
                "class_prior has {} shares that sum to {sum}; must be {classes} that sum to 1",
                given.len()
            )
            .with("param", "class_prior"));
        }
        return Ok(given.iter().map(|&share| libm::log(share)).collect());
    }
    if !fit_prior {
        return Ok(vec![-libm::log(classes as f64); classes]);
    }
    let all = counts.documents.iter().fold(0.0, |sum, count| sum + count);
    Ok(counts.documents.iter().map(|&count| libm::log(count) - libm::log(all)).collect())
}

#[cfg(test)]
mod tests;
