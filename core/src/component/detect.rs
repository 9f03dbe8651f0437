//! Detectors: an author scores rows; this file adds columns, thresholds and labels.

use super::columns::Columns;
use super::entry::Fit;
use super::probability::{Probability, deciding_rows};
use super::typical::Typical;
use super::{
    Body, Component, Context, Entry, ExplainArgs, Family, FitInput, Model, Parts, Probe, Progress, Store, params,
};
use crate::data::{Column, Data, Frame, Table};
use crate::error::{Result, err};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A component that scores the rows of a table.
pub trait Detector: Component {
    /// What is known after the fit.
    type State: DetectorState;

    /// Whether rows may have missing values; they are refused otherwise.
    const TAKES_MISSING: bool = false;

    /// The share of anomalies expected in the training data; `None` for the detector's own threshold, or 0.1 where it
    /// has none.
    fn contamination(&self) -> Option<f64>;

    /// Fits a table.
    ///
    /// # Errors
    /// `kp.missing_values`, `kp.not_enough_data`, `kp.invalid_data`, as the component's page says.
    fn fit_table(&self, table: &Table, ctx: &Context) -> Result<Self::State>;

    /// Fits a table, and returns the scores of its rows too where they fall out of the fit.
    ///
    /// # Errors
    /// As [`Detector::fit_table`].
    fn fit_scored(&self, table: &Table<'_>, ctx: &Context) -> Result<(Self::State, Option<Vec<f64>>)> {
        Ok((self.fit_table(table, ctx)?, None))
    }

    /// Fits a table with the defaults of everything else.
    ///
    /// # Errors
    /// `kp.invalid_params` for parameters out of range, and those of [`Detector::fit_table`].
    fn fit(&self, table: &Table) -> Result<Model> {
        self.fit_with(table, &Context::default())
    }

    /// Fits a table.
    ///
    /// # Errors
    /// As [`Detector::fit`].
    fn fit_with(&self, table: &Table, ctx: &Context) -> Result<Model> {
        let params = params::check_typed(self)?;
        Ok(Model::new(Entry::detector::<Self>(), fit(self, params, table, ctx)?, ctx))
    }

    /// Fits a table and judges its rows at once: the same bits as [`Detector::fit_with`] and then [`Model::predict`],
    /// which score the rows twice; only that KNN, LOF and COF leave each row out of its own neighbours here.
    ///
    /// # Errors
    /// As [`Detector::fit`].
    fn fit_predict(&self, table: &Table, ctx: &Context) -> Result<(Model, Frame)> {
        let params = params::check_typed(self)?;
        let (fit, judged) = fit_predict(self, params, table, ctx)?;
        Ok((Model::new(Entry::detector::<Self>(), fit, ctx), judged))
    }
}

/// The state of a fitted detector.
pub trait DetectorState: Clone + Send + Sync + Sized + 'static {
    /// One score a row; higher is more anomalous. The columns are those of the fit, in their order.
    fn score(&self, table: &Table, ctx: &Context) -> Result<Vec<f64>>;

    /// The score above which a row is an anomaly when no share of anomalies is expected.
    fn own_threshold(&self) -> Option<f64> {
        None
    }

    /// Whether [`DetectorState::explain`] is the detector's own. Where it is not, the family says by how much the score were
    /// lower with the column at its median of the fit: for detectors that take numbers only, none missing.
    const EXPLAINS: bool = true;

    /// What each column adds to each row's score: one vector a column; the component's page says what their sum is.
    ///
    /// # Errors
    /// `kp.unsupported` where the detector has no such shares.
    fn explain(&self, _table: &Table, _ctx: &Context) -> Result<Vec<Vec<f64>>> {
        Err(err!(Unsupported, "this detector cannot say what a column adds to a score").with("verb", "explain"))
    }

    /// Facts and tables of its own.
    fn parts(&self) -> Result<Parts> {
        Ok(Parts::default())
    }

    /// Writes the state down.
    fn store(&self, store: &mut Store) -> Result<()>;

    /// Reads the state back for so many columns; refuses what [`DetectorState::store`] cannot have written.
    fn restore(store: &Store, columns: usize) -> Result<Self>;
}

/// A detector behind its parameters, for those that are made of others.
pub(crate) trait AnyDetector: Send + Sync {
    /// Fits a table; the scores of its rows too.
    fn fit_any(&self, table: &Table<'_>, ctx: &Context) -> Result<(Box<dyn AnyDetectorState>, Vec<f64>)>;
}

impl<D: Detector> AnyDetector for D {
    fn fit_any(&self, table: &Table<'_>, ctx: &Context) -> Result<(Box<dyn AnyDetectorState>, Vec<f64>)> {
        let (state, scores) = self.fit_scored(table, ctx)?;
        let scores = scores.map_or_else(|| state.score(table, ctx), Ok)?;
        Ok((Box::new(state), scores))
    }
}

/// [`DetectorState`] without its type.
pub(crate) trait AnyDetectorState: Send + Sync {
    fn score_any(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>>;
    fn store_any(&self, store: &mut Store) -> Result<()>;
    fn boxed_clone(&self) -> Box<dyn AnyDetectorState>;
}

impl<S: DetectorState> AnyDetectorState for S {
    fn score_any(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>> {
        self.score(table, ctx)
    }

    fn store_any(&self, store: &mut Store) -> Result<()> {
        self.store(store)
    }

    fn boxed_clone(&self) -> Box<dyn AnyDetectorState> {
        Box::new(self.clone())
    }
}

/// A detector that others can be made of: its line in the catalogue, and how it is read from parameters and from a file.
#[derive(Clone, Copy)]
pub struct NestedDetector {
    pub(crate) entry: Entry,
    pub(crate) read: fn(&Value) -> Result<Box<dyn AnyDetector>>,
    pub(crate) restore: fn(&Store, usize) -> Result<Box<dyn AnyDetectorState>>,
}

impl NestedDetector {
    pub(crate) fn of<D: Detector>() -> Self {
        Self {
            entry: Entry::detector::<D>(),
            read: |value| Ok(Box::new(params::read::<D>(D::NAME, value)?)),
            restore: |store, columns| Ok(Box::new(D::State::restore(store, columns)?)),
        }
    }
}

/// How a detector reads its frame: every column is a feature, so there is nothing to say yet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DetectOptions {}

impl Entry {
    /// The catalogue line of a detector.
    pub fn detector<D: Detector>() -> Self {
        let fit = |value: &Value, input: FitInput<'_>, ctx: &Context| {
            let (component, params, table) = read_input::<D>(value, input)?;
            fit(&component, params, &table, ctx)
        };
        let entry = Self::new::<D>(Family::Detector, params::schema_of::<DetectOptions>, fit, |_, store| {
            let columns = Columns::restore(store)?;
            let state = D::State::restore(store, columns.len())?;
            let (threshold, probability) = (store.get("threshold")?, Probability::restore(store)?);
            let typical = Typical::restore(store, columns.len())?;
            Ok(Box::new(Fitted { columns, threshold, probability, typical, state }))
        });
        let fit_answer = |value: &Value, input: FitInput<'_>, ctx: &Context| {
            let (component, params, table) = read_input::<D>(value, input)?;
            let (fit, judged) = fit_predict(&component, params, &table, ctx)?;
            Ok((fit, judged.into()))
        };
        Self { fit_answer: Some(fit_answer), takes_missing: D::TAKES_MISSING, ..entry }
    }
}

/// The component, its parameters written out, and the table.
fn read_input<'a, D: Detector>(value: &Value, input: FitInput<'a>) -> Result<(D, Value, Table<'a>)> {
    let component: D = params::read(D::NAME, value)?;
    let _: DetectOptions = params::read("fit", input.options)?;
    let params = params::to_value(&component)?;
    Ok((component, params, Table::from_frame(input.data.frame()?)?))
}

fn fit<D: Detector>(component: &D, params: Value, table: &Table, ctx: &Context) -> Result<Fit> {
    let (state, scores) = component.fit_scored(table, ctx)?;
    let scores = match scores {
        Some(scores) => scores,
        None if own_threshold(component, &state).is_some() => {
            // The progress is that of the fit.
            let silent = ctx.clone().report_to(&Progress::default());
            state.score(&table.take(&deciding_rows(table.rows())), &silent)?
        }
        None => state.score(table, ctx)?,
    };
    Ok(Fitted::new(component, state, &scores, table).finish(params, table))
}

fn fit_predict<D: Detector>(component: &D, params: Value, table: &Table, ctx: &Context) -> Result<(Fit, Frame)> {
    let (state, scores) = component.fit_scored(table, ctx)?;
    let scores = scores.map_or_else(|| state.score(table, ctx), Ok)?;
    let fitted = Fitted::new(component, state, &scores, table);
    let judged = fitted.judge(scores)?;
    Ok((fitted.finish(params, table), judged))
}

/// The detector's own threshold, where no share of anomalies is expected.
fn own_threshold<D: Detector>(component: &D, state: &D::State) -> Option<f64> {
    if component.contamination().is_none() { state.own_threshold() } else { None }
}

/// The quantile by linear interpolation, as numpy's default.
pub(super) fn quantile(mut values: Vec<f64>, share: f64) -> f64 {
    let place = share * (values.len() - 1) as f64;
    let part = place - place.floor();
    let (_, &mut below, after) = values.select_nth_unstable_by(place as usize, f64::total_cmp);
    let above = after.iter().copied().min_by(f64::total_cmp).unwrap_or(below);
    below + part * (above - below)
}

#[derive(Clone)]
struct Fitted<S> {
    columns: Columns,
    threshold: f64,
    probability: Probability,
    /// The median of each column, where [`DetectorState::EXPLAINS`] does not hold.
    typical: Typical,
    state: S,
}

impl<S: DetectorState> Fitted<S> {
    /// From the scores of the fit: of all rows or, where the detector has a threshold of its own, of those that decide.
    fn new<D: Detector<State = S>>(component: &D, state: S, scores: &[f64], table: &Table) -> Self {
        let share = || quantile(scores.to_vec(), 1.0 - component.contamination().unwrap_or(0.1));
        let threshold = own_threshold(component, &state).unwrap_or_else(share);
        let probability = Probability::of(deciding_rows(scores.len()).iter().map(|&row| scores[row]).collect());
        let typical = if S::EXPLAINS { Typical::default() } else { Typical::of(table) };
        Self { columns: Columns::of(table), threshold, probability, typical, state }
    }

    fn finish(self, params: Value, table: &Table) -> Fit {
        let facts = self.columns.facts(table);
        Fit { body: Box::new(self), params, facts }
    }

    fn judge(&self, scores: Vec<f64>) -> Result<Frame> {
        let probability = self.probability.of_each(&scores);
        judge(scores, self.threshold)?.with("probability", probability)
    }
}

/// `score` and `anomaly`: above the threshold.
fn judge(scores: Vec<f64>, threshold: f64) -> Result<Frame> {
    let anomaly: Vec<bool> = scores.iter().map(|&score| score > threshold).collect();
    Frame::new().with("score", scores)?.with("anomaly", anomaly)
}

impl<S: DetectorState> Body for Fitted<S> {
    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("columns", &self.columns)?;
        store.set("threshold", &self.threshold)?;
        self.probability.store(store);
        self.typical.store(store);
        self.state.store(store)
    }

    fn probes(&self) -> Result<Vec<Probe>> {
        Ok(vec![Probe { verb: "predict", args: Value::Null, data: Some(self.columns.made_up_rows(16)?) }])
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = self.state.parts()?;
        parts.summary.insert("threshold".into(), json!(self.threshold));
        Ok(parts)
    }

    fn fields(&self) -> Vec<(String, &'static str)> {
        self.columns.fields()
    }

    fn boxed_clone(&self) -> Box<dyn Body> {
        Box::new(self.clone())
    }

    fn score(&self, data: &Data, ctx: &Context) -> Result<Vec<f64>> {
        self.state.score(&self.columns.read(data)?, ctx)
    }

    fn predict(&self, data: &Data, ctx: &Context) -> Result<Frame> {
        self.judge(self.score(data, ctx)?)
    }

    fn explain(&self, data: &Data, _args: &ExplainArgs, ctx: &Context) -> Result<Frame> {
        let table = self.columns.read(data)?;
        let shares = match S::EXPLAINS {
            true => self.state.explain(&table, ctx)?,
            false => self.typical.without_each(&self.state, &table, ctx)?,
        };
        let mut frame = Frame::new();
        for (name, share) in self.columns.names().zip(shares) {
            frame.push(name.to_owned(), Column::F64(share))?;
        }
        Ok(frame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_progress_of_a_fit_is_told_to_its_end() {
        let rows = Frame::new().with("x", (0..3_000).map(f64::from).collect::<Vec<f64>>()).unwrap();
        let progress = Progress::default();
        let forest = crate::anomaly::IsolationForest::default().n_estimators(7u32);
        let ctx = Context::new().report_to(&progress);
        let alone = forest.fit_with(&Table::from_frame(&rows).unwrap(), &ctx).unwrap();
        assert_eq!(progress.get(), (7, 7));
        let (model, _) = forest.fit_predict(&Table::from_frame(&rows).unwrap(), &ctx).unwrap();
        assert_eq!(model.to_bytes().unwrap(), alone.to_bytes().unwrap());
    }

    #[test]
    fn quantiles_are_numpys() {
        // numpy.quantile([3, 1, 2, 10], [0, .5, .9, 1]) -> 1, 2.5, 7.9, 10
        let of = |share| quantile(vec![3.0, 1.0, 2.0, 10.0], share);
        assert_eq!((of(0.0), of(0.5), of(1.0)), (1.0, 2.5, 10.0));
        assert!((of(0.9) - 7.9).abs() < 1e-12);
    }
}
