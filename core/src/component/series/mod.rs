//! Series detectors: an author scores one series; this file adds panels, thresholds, labels and failures.

mod any;
mod channels;
mod fitted;

use super::entry::Fit;
use super::failures::Failure;
use super::probability::Probability;
use super::{Body, Component, Context, Entry, Family, FitInput, Model};
use super::{RowReader, RowWriter, Store, is_about_the_call, params};
use crate::data::{Frame, Missing, Panel, PanelSpec, Series};
use crate::error::{Result, err};
use crate::math::stats;
use any::{AnySeriesDetector, AnyState, Kind};
pub use channels::ChannelScore;
use channels::Channels;
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
    /// one from the spread of its scores.
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
        let (fitted, _) = fit(Kind::of::<Self>(), self, panel, options, ctx)?;
        Ok(Model::new(Entry::series_detector::<Self>(), finish(fitted, params, panel)?, ctx))
    }

    /// Fits every series of a frame and judges its rows at once: the same bits as [`SeriesDetector::fit_with`] and then
    /// [`Model::predict`], which score the series twice.
    ///
    /// # Errors
    /// As [`SeriesDetector::fit_with`], and what is wrong with the frame.
    fn fit_predict(&self, frame: &Frame, options: &SeriesDetectOptions, ctx: &Context) -> Result<(Model, Frame)> {
        let params = params::check_typed(self)?;
        let (fit, judged) = fit_predict(Kind::of::<Self>(), self, params, frame, options, ctx)?;
        Ok((Model::new(Entry::series_detector::<Self>(), fit, ctx), judged))
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
    /// The column of values. With `channels` all further columns of numbers are values as well.
    pub target_col: String,
    /// How the scores of several columns become one: each column is a channel with a detector of its own. Without it a
    /// panel with further columns is refused.
    pub channels: Option<ChannelScore>,
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
        Self { id_col, time_col, target_col, channels: None, freq, missing, fail_fast: false }
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
            let (component, params, options) = read_input::<D>(value, &input)?;
            let panel = Panel::from_frame(input.data.frame()?, options.spec())?;
            finish(fit(Kind::of::<D>(), &component, &panel, &options, ctx)?.0, params, &panel)
        };
        let fit_answer = |value: &Value, input: FitInput<'_>, ctx: &Context| {
            let (component, params, options) = read_input::<D>(value, &input)?;
            let (fit, judged) = fit_predict(Kind::of::<D>(), &component, params, input.data.frame()?, &options, ctx)?;
            Ok((fit, judged.into()))
        };
        let restore = |_: &Value, store: &Store| -> Result<Box<dyn Body>> {
            Ok(Box::new(Fitted::restore(Kind::of::<D>(), store)?))
        };
        let schema = params::schema_of::<SeriesDetectOptions>;
        Self { fit_answer: Some(fit_answer), ..Self::new::<D>(Family::SeriesDetector, schema, run, restore) }
    }
}

/// The component, its parameters written out, and the options.
fn read_input<D: SeriesDetector>(value: &Value, input: &FitInput<'_>) -> Result<(D, Value, SeriesDetectOptions)> {
    let component: D = params::read(D::NAME, value)?;
    let params = params::to_value(&component)?;
    Ok((component, params, params::read("fit", input.options)?))
}

fn fit_predict(
    kind: Kind,
    component: &dyn AnySeriesDetector,
    params: Value,
    frame: &Frame,
    options: &SeriesDetectOptions,
    ctx: &Context,
) -> Result<(Fit, Frame)> {
    let panel = Panel::from_frame(frame, options.spec())?;
    let (fitted, scores) = fit(kind, component, &panel, options, ctx)?;
    let judged = fitted.judge_own(frame, scores)?;
    Ok((finish(fitted, params, &panel)?, judged))
}

fn finish(fitted: Fitted, params: Value, panel: &Panel) -> Result<Fit> {
    let facts = fitted.facts(panel)?;
    Ok(Fit { body: Box::new(fitted), params, facts })
}

/// The scores of each series of a panel; `None` for those that could not be fitted.
type Scores = Vec<Option<Vec<f64>>>;

/// Fits every series, and keeps the scores of its observations.
fn fit(
    kind: Kind,
    component: &dyn AnySeriesDetector,
    panel: &Panel,
    options: &SeriesDetectOptions,
    ctx: &Context,
) -> Result<(Fitted, Scores)> {
    let names: Vec<&str> = panel.regressor_names().collect();
    let several = !kind.multivariate && !names.is_empty();
    let method = options.channels.filter(|_| several);
    if several && method.is_none() {
        let (name, names) = (kind.name, names.join(", "));
        let message = "scores one column; drop the others, or let each be a channel by the option 'channels'";
        return Err(err!(Unsupported, "{name} {message}: {names}").with("columns", names));
    }
    let one = |series: Series<'_>| -> Result<(Box<dyn AnyState>, f64, Vec<f64>)> {
        let (state, scores): (Box<dyn AnyState>, _) = match method {
            None => component.fit_any(series, ctx)?,
            Some(method) => {
                let (state, scores) = Channels::fit(component, method, series, ctx)?;
                (Box::new(state), scores)
            }
        };
        let threshold = match (component.contamination_any(), state.own_threshold()) {
            (None, Some(threshold)) => threshold,
            (share, _) => threshold(scores.clone(), share),
        };
        Ok((state, threshold, scores))
    };
    // Cancellation ends the whole fit; what is wrong with one series is that series' own affair.
    let fits = ctx.map(panel.len(), |series| match panel.with_series(series, one) {
        Err(error) if is_about_the_call(&error) => Err(error),
        other => Ok(other),
    })?;
    let mut fitted = Fitted {
        header: Header::of(panel, method),
        next: 0,
        ids: panel.ids.take(&[]),
        thresholds: Vec::new(),
        probabilities: Vec::new(),
        states: Vec::new(),
        failures: Vec::new(),
    };
    let (mut kept, mut scores, mut first_error) = (Vec::new(), Scores::new(), None);
    for (series, fit) in fits.into_iter().enumerate() {
        match fit {
            Ok((state, threshold, own)) => {
                kept.push(series);
                fitted.states.push(state);
                fitted.thresholds.push(threshold);
                fitted.probabilities.push(Probability::of(own.clone()));
                scores.push(Some(own));
            }
            Err(error) => {
                scores.push(None);
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
    Ok((fitted, scores))
}

/// How many times as far above the median as the upper quartile a score must be when nobody chose a threshold. Half of
/// all scores decide, so that anomalies do not hide themselves; 12 found most at fewest false alarms on the UCR archive.
const FAR: f64 = 12.0;

/// The score above which an observation is an anomaly.
fn threshold(mut scores: Vec<f64>, contamination: Option<f64>) -> f64 {
    scores.sort_by(f64::total_cmp);
    match contamination {
        Some(share) => stats::quantile(&scores, 1.0 - share),
        None => {
            let median = stats::quantile(&scores, 0.5);
            median + FAR * (stats::quantile(&scores, 0.75) - median)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::threshold;

    #[test]
    fn a_few_anomalies_do_not_move_the_threshold() {
        // numpy: np.quantile(range(101), [.5, .75, .9]) is 50, 75, 90.
        let mut scores: Vec<f64> = (0..=100).map(f64::from).collect();
        assert_eq!(threshold(scores.clone(), None), 350.0);
        assert_eq!(threshold(scores.clone(), Some(0.1)), 90.0);
        scores[90..].fill(1e9);
        assert_eq!(threshold(scores, None), 350.0);
    }
}
