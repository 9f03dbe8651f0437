//! Series detectors: an author scores one series; this file adds panels, thresholds, labels and failures.

mod fitted;

use super::entry::Fit;
use super::failures::Failure;
use super::{Body, Component, Context, Entry, Family, FitInput, Model};
use super::{RowReader, RowWriter, Store, is_about_the_call, params};
use crate::data::{Missing, Panel, PanelSpec, Series};
use crate::error::{Result, err};
use crate::math::{pot, stats};
use fitted::{Fitted, Header};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A component that scores the observations of series, one series at a time.
pub trait SeriesDetector: Component {
    /// What is known of one series after the fit.
    type State: SeriesDetectorState;

    /// Whether columns of numbers beside the target are further channels of the series; a panel that has some is
    /// refused otherwise, for they would be ignored.
    const MULTIVARIATE: bool = false;

    /// The share of anomalies expected in each series; `None` for the detector's own threshold, or where it has none
    /// one from the tail of its scores.
    fn contamination(&self) -> Option<f64>;

    /// Fits one series. Its regressors are the further channels.
    ///
    /// # Errors
    /// What is wrong with the series: `kp.not_enough_data`, `kp.missing_values`; or `kp.cancelled` by `ctx.check()`.
    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<Self::State>;

    /// Fits one series, and returns the scores of its observations too where they fall out of the fit.
    ///
    /// # Errors
    /// As [`SeriesDetector::fit_series`].
    fn fit_scored(&self, series: Series<'_>, ctx: &Context) -> Result<(Self::State, Vec<f64>)> {
        let state = self.fit_series(series, ctx)?;
        let scores = state.score(series, ctx)?;
        Ok((state, scores))
    }

    /// Fits every series of a panel with the default options.
    ///
    /// # Errors
    /// `kp.invalid_params` for parameters out of range; the first series' error when no series could be fitted.
    fn fit(&self, panel: &Panel) -> Result<Model> {
        self.fit_with(panel, &SeriesDetectOptions::default(), &Context::default())
    }

    /// Fits every series of a panel.
    ///
    /// # Errors
    /// As [`SeriesDetector::fit`]; with `fail_fast`, the first series that could not be fitted.
    fn fit_with(&self, panel: &Panel, options: &SeriesDetectOptions, ctx: &Context) -> Result<Model> {
        let params = params::check_typed(self)?;
        Ok(Model::new(Entry::series_detector::<Self>(), fit(self, params, panel, options, ctx)?, ctx))
    }
}

/// The state of a detector for one series.
pub trait SeriesDetectorState: Clone + Send + Sync + Sized + 'static {
    /// The fewest observations that can be scored.
    fn least(&self) -> usize {
        1
    }

    /// The score above which an observation is an anomaly when no share of anomalies is expected.
    fn own_threshold(&self) -> Option<f64> {
        None
    }

    /// One score an observation; higher is more anomalous. The series may be that of the fit or another stretch of it;
    /// it has at least [`SeriesDetectorState::least`] observations.
    ///
    /// # Errors
    /// `kp.missing_values` where the component needs complete series, and what else its page says.
    fn score(&self, series: Series<'_>, ctx: &Context) -> Result<Vec<f64>>;

    /// What each channel adds to each score: one vector a channel, the target first; the component's page says what
    /// their sum is.
    ///
    /// # Errors
    /// `kp.unsupported` where the detector has no such shares.
    fn explain(&self, _series: Series<'_>, _ctx: &Context) -> Result<Vec<Vec<f64>>> {
        Err(err!(Unsupported, "this detector cannot say what a channel adds to a score").with("verb", "explain"))
    }

    /// Writes the state down: the same names in the same order for every series.
    fn store(&self, row: &mut RowWriter);

    /// Reads the state back, for so many channels; refuses what [`SeriesDetectorState::store`] cannot have written.
    fn restore(row: &mut RowReader<'_>, channels: usize) -> Result<Self>;
}

/// How a series detector reads its frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SeriesDetectOptions {
    /// The column that tells series apart; without such a column the frame is one series.
    pub id_col: String,
    /// The column of times: dates and times, or whole numbers. Without such a column the rows are numbered from 0.
    pub time_col: String,
    /// The column of values; of detectors that take several channels, further columns of numbers are the others.
    pub target_col: String,
    /// The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
    pub freq: Option<String>,
    /// What to do where a value or a whole row is missing.
    pub missing: Missing,
    /// Stop at the first series that cannot be fitted, instead of listing it under `failures`.
    pub fail_fast: bool,
}

impl Default for SeriesDetectOptions {
    fn default() -> Self {
        let PanelSpec { id_col, time_col, target_col, freq, missing } = PanelSpec::default();
        Self { id_col, time_col, target_col, freq, missing, fail_fast: false }
    }
}

impl SeriesDetectOptions {
    /// The part that says how to read a panel.
    pub fn spec(&self) -> PanelSpec {
        PanelSpec {
            id_col: self.id_col.clone(),
            time_col: self.time_col.clone(),
            target_col: self.target_col.clone(),
            freq: self.freq.clone(),
            missing: self.missing,
        }
    }
}

impl Entry {
    /// The catalogue line of a series detector.
    pub fn series_detector<D: SeriesDetector>() -> Self {
        let run = |value: &Value, input: FitInput<'_>, ctx: &Context| {
            let component: D = params::read(D::NAME, value)?;
            let options: SeriesDetectOptions = params::read("fit", input.options)?;
            let panel = Panel::from_frame(input.data.frame()?, options.spec())?;
            fit(&component, params::to_value(&component)?, &panel, &options, ctx)
        };
        let restore =
            |_: &Value, store: &Store| -> Result<Box<dyn Body>> { Ok(Box::new(Fitted::<D::State>::restore(store)?)) };
        Self::new::<D>(Family::SeriesDetector, params::schema_of::<SeriesDetectOptions>, run, restore)
    }
}

fn fit<D: SeriesDetector>(
    component: &D,
    params: Value,
    panel: &Panel,
    options: &SeriesDetectOptions,
    ctx: &Context,
) -> Result<Fit> {
    let names: Vec<&str> = panel.regressor_names().collect();
    if !D::MULTIVARIATE && !names.is_empty() {
        let (name, names) = (D::NAME, names.join(", "));
        return Err(err!(Unsupported, "{name} scores one column; drop the columns {names}").with("columns", names));
    }
    let one = |series: Series<'_>| -> Result<(D::State, f64)> {
        let (state, scores) = component.fit_scored(series, ctx)?;
        let threshold = match (component.contamination(), state.own_threshold()) {
            (None, Some(threshold)) => threshold,
            (share, _) => threshold(scores, share),
        };
        Ok((state, threshold))
    };
    // Cancellation ends the whole fit; what is wrong with one series is that series' own affair.
    let fits = ctx.map(panel.len(), |series| match panel.with_series(series, one) {
        Err(error) if is_about_the_call(&error) => Err(error),
        other => Ok(other),
    })?;
    let mut fitted = Fitted {
        header: Header::of(panel),
        next: 0,
        ids: panel.ids.take(&[]),
        thresholds: Vec::new(),
        states: Vec::new(),
        failures: Vec::new(),
    };
    let (mut kept, mut first_error) = (Vec::new(), None);
    for (series, fit) in fits.into_iter().enumerate() {
        match fit {
            Ok((state, threshold)) => {
                kept.push(series);
                fitted.states.push(state);
                fitted.thresholds.push(threshold);
            }
            Err(error) => {
                let id = panel.id(series);
                fitted.failures.push(Failure::new(&id, &error));
                let error = error.within(format_args!("series '{id}'")).with("series", id);
                if options.fail_fast {
                    return Err(error);
                }
                first_error.get_or_insert(error);
            }
        }
    }
    if let (true, Some(error)) = (kept.is_empty(), first_error) {
        return Err(error);
    }
    if let Some(&first) = kept.first() {
        fitted.next = panel.time(first, panel.y(first).len())?;
    }
    fitted.ids = panel.ids.take(&kept);
    let facts = fitted.facts(panel)?;
    Ok(Fit { body: Box::new(fitted), params, facts })
}

/// How often a score of the training data may pass a threshold that nobody chose.
const RISK: f64 = 1e-3;
/// From which quantile on scores are the tail.
const TAIL: f64 = 0.98;

/// The score above which an observation is an anomaly.
fn threshold(mut scores: Vec<f64>, contamination: Option<f64>) -> f64 {
    match contamination {
        None => pot::threshold(&scores, TAIL, RISK),
        Some(share) => {
            scores.sort_by(f64::total_cmp);
            stats::quantile(&scores, 1.0 - share)
        }
    }
}
