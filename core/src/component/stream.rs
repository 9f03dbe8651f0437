//! Stream detectors: score a row, then learn from it.

use super::columns::Columns;
use super::entry::Fit;
use super::past::Past;
use super::{Body, Component, Context, Entry, Family, FitInput, Model, Parts, Probe, Store, corrupt, params};
use crate::data::{Data, Frame, Table};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A component that scores rows one after the other and learns from each in constant memory.
pub trait StreamDetector: Component {
    /// What it knows so far.
    type State: StreamState;

    /// The score above which a row is an anomaly.
    fn threshold(&self) -> f64;

    /// The share of rows that are to be anomalies, where scores have no scale that a threshold could be on: the threshold is
    /// then that quantile of the last 1,024 scores, or [`StreamDetector::threshold`] while there are too few. `None` for
    /// the latter always.
    fn contamination(&self) -> Option<f64> {
        None
    }

    /// The state before the first row, for so many columns.
    fn start(&self, columns: usize, ctx: &Context) -> Result<Self::State>;

    /// Learns from a table, row by row.
    ///
    /// # Errors
    /// `kp.invalid_params` for parameters out of range; `kp.missing_values` where a row is incomplete.
    fn fit(&self, table: &Table) -> Result<Model> {
        self.fit_with(table, &Context::default())
    }

    /// Learns from a table, row by row.
    ///
    /// # Errors
    /// As [`StreamDetector::fit`].
    fn fit_with(&self, table: &Table, ctx: &Context) -> Result<Model> {
        let params = params::check_typed(self)?;
        Ok(Model::new(Entry::stream_detector::<Self>(), fit(self, params, table, ctx)?, ctx))
    }
}

/// The state of a stream detector.
pub trait StreamState: Clone + Send + Sync + Sized + 'static {
    /// The score of a row as things stand; higher is more anomalous.
    fn score(&self, row: &[f64]) -> f64;

    /// The score of a row as things stand, and then learns from it.
    fn update(&mut self, row: &[f64]) -> f64;

    /// Whether scores mean something by now; others are not remembered as what is usual.
    fn is_warm(&self) -> bool {
        true
    }

    /// Facts and tables of its own.
    fn parts(&self) -> Result<Parts> {
        Ok(Parts::default())
    }

    /// Writes the state down, down to the random numbers that come next.
    fn store(&self, store: &mut Store) -> Result<()>;

    /// Reads the state back for so many columns; refuses what [`StreamState::store`] cannot have written.
    fn restore(store: &Store, columns: usize) -> Result<Self>;
}

/// How a stream detector reads its frame: every column is a feature, so there is nothing to say yet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StreamOptions {}

impl Entry {
    /// The catalogue line of a stream detector.
    pub fn stream_detector<D: StreamDetector>() -> Self {
        let fit = |value: &Value, input: FitInput<'_>, ctx: &Context| {
            let component: D = params::read(D::NAME, value)?;
            let _: StreamOptions = params::read("fit", input.options)?;
            let table = Table::from_frame(input.data.frame()?)?;
            fit(&component, params::to_value(&component)?, &table, ctx)
        };
        Self::new::<D>(Family::StreamDetector, params::schema_of::<StreamOptions>, fit, |_, store| {
            let columns = Columns::restore(store)?;
            let state = D::State::restore(store, columns.len())?;
            let (threshold, contamination) = (store.get("threshold")?, restore_share(store)?);
            let learned = Learned { state, past: Past::restore(store)?, threshold, contamination };
            Ok(Box::new(Fitted { columns, learned }))
        })
    }
}

fn fit<D: StreamDetector>(component: &D, params: Value, table: &Table, ctx: &Context) -> Result<Fit> {
    let columns = Columns::of(table);
    let facts = columns.facts(table);
    let (threshold, contamination) = (component.threshold(), component.contamination());
    let state = component.start(columns.len(), ctx)?;
    let mut learned = Learned { state, past: Past::default(), threshold, contamination };
    learned.learn(table, ctx)?;
    Ok(Fit { body: Box::new(Fitted { columns, learned }), params, facts })
}

/// The share of anomalies of a model that has one.
fn restore_share(store: &Store) -> Result<Option<f64>> {
    if !store.has("contamination") {
        return Ok(None);
    }
    match store.take_exactly("contamination", 1)?[0] {
        share if share > 0.0 && share <= 0.5 => Ok(Some(share)),
        share => Err(corrupt("contamination", &format!("is {share}; must be above 0 and at most 0.5"))),
    }
}

#[derive(Clone)]
struct Fitted<S> {
    columns: Columns,
    learned: Learned<S>,
}

/// What was learned so far.
#[derive(Clone)]
struct Learned<S> {
    state: S,
    past: Past,
    threshold: f64,
    /// See [`StreamDetector::contamination`].
    contamination: Option<f64>,
}

/// What is said of a row: its score, whether it is an anomaly, and the probability of a lower score.
type Judged = (f64, bool, f64);

fn frame(judged: Vec<Judged>) -> Result<Frame> {
    let scores: Vec<f64> = judged.iter().map(|row| row.0).collect();
    let anomaly: Vec<bool> = judged.iter().map(|row| row.1).collect();
    let probability: Vec<f64> = judged.iter().map(|row| row.2).collect();
    Frame::new().with("score", scores)?.with("anomaly", anomaly)?.with("probability", probability)
}

/// How many rows are done between two looks at the deadline.
const ROWS: usize = 256;

impl<S: StreamState> Learned<S> {
    /// What is said of each row before it was learned. All rows are learned or none: the state changes only when every row
    /// was read.
    fn learn(&mut self, table: &Table, ctx: &Context) -> Result<Vec<Judged>> {
        if table.rows() <= ROWS {
            // Nothing can stop the work after the first row, so that a copy of the state is not needed.
            return each_row(table, ctx, |row| self.update(row));
        }
        let mut next = self.clone();
        let judged = each_row(table, ctx, |row| next.update(row))?;
        *self = next;
        Ok(judged)
    }

    fn update(&mut self, row: &[f64]) -> Judged {
        let warm = self.state.is_warm();
        let score = self.state.update(row);
        let judged = self.judge(score);
        if warm {
            self.past.push(score);
        }
        judged
    }

    fn judge(&self, score: f64) -> Judged {
        (score, score > self.limit(), self.past.probability(score))
    }

    /// The score above which a row is an anomaly.
    fn limit(&self) -> f64 {
        self.contamination.and_then(|share| self.past.quantile_above(share)).unwrap_or(self.threshold)
    }
}

fn each_row<T>(table: &Table, ctx: &Context, mut f: impl FnMut(&[f64]) -> T) -> Result<Vec<T>> {
    let columns = table.complete()?;
    let mut row = vec![0.0; columns.len()];
    ctx.progress().start(table.rows());
    let mut answers = Vec::with_capacity(table.rows());
    for start in (0..table.rows()).step_by(ROWS) {
        ctx.check()?;
        let end = table.rows().min(start + ROWS);
        for index in start..end {
            row.iter_mut().zip(&columns).for_each(|(value, column)| *value = column[index]);
            answers.push(f(&row));
        }
        ctx.progress().add(end - start);
    }
    Ok(answers)
}

impl<S: StreamState> Body for Fitted<S> {
    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("columns", &self.columns)?;
        store.set("threshold", &self.learned.threshold)?;
        if let Some(share) = self.learned.contamination {
            store.put("contamination", &[share]);
        }
        self.learned.past.store(store);
        self.learned.state.store(store)
    }

    fn probes(&self) -> Result<Vec<Probe>> {
        Ok(vec![Probe { verb: "score", args: Value::Null, data: Some(self.columns.made_up_rows(16)?) }])
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = self.learned.state.parts()?;
        parts.summary.insert("threshold".into(), json!(self.learned.limit()));
        Ok(parts)
    }

    fn fields(&self) -> Vec<(String, &'static str)> {
        self.columns.fields()
    }

    fn boxed_clone(&self) -> Box<dyn Body> {
        Box::new(self.clone())
    }

    fn score(&self, data: &Data, ctx: &Context) -> Result<Vec<f64>> {
        each_row(&self.columns.read(data)?, ctx, |row| self.learned.state.score(row))
    }

    fn predict(&self, data: &Data, ctx: &Context) -> Result<Frame> {
        let scores = self.score(data, ctx)?;
        frame(scores.into_iter().map(|score| self.learned.judge(score)).collect())
    }

    fn update(&mut self, data: &Data, ctx: &Context) -> Result<Frame> {
        let table = self.columns.read(data)?;
        frame(self.learned.learn(&table, ctx)?)
    }
}
