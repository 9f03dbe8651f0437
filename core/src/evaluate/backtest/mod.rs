//! The rolling-origin backtest: forecast again and again from earlier points of history.

mod run;

use crate::component::{
    Context, Entry, Failure, Family, ForecastOptions, IntervalMethod, failed_series, levels, params,
};
use crate::data::{Frame, Missing, Panel};
use crate::error::{Error, Result, err};
use run::{Plan, Run};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// Where the origins lie, and what is forecast from each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct BacktestOptions {
    /// Steps ahead from each origin.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub h: usize,
    /// How many origins.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub n_windows: usize,
    /// Steps from one origin to the next; `h` when absent, so that no observation is forecast twice.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub step_size: Option<usize>,
    /// How many observations before an origin are fitted; all when absent.
    #[schemars(range(min = 1))]
    pub input_size: Option<usize>,
    /// Levels of prediction intervals, in per cent, or one.
    #[serde(deserialize_with = "params::one_or_list")]
    #[schemars(schema_with = "levels")]
    pub level: Vec<f64>,
    /// Fit at every origin, or at every n-th; or with false at the first alone. Origins between are reached by
    /// `update`.
    pub refit: Refit,
    /// Give the one-step forecasts of what each origin's model has learnt from, in place of the forecasts from there.
    pub fitted: bool,
    /// Give the series that are left out, for they are too short or cannot be fitted or forecast, in place of the
    /// forecasts: id, `code` and `message`.
    pub failures: bool,
    /// How each fit is made: transforms, intervals, the name of the forecasts. How it reads its data and what it keeps is
    /// the backtest's affair.
    #[serde(skip)]
    pub fit: ForecastOptions,
}

/// When a backtest fits anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Refit {
    /// At every origin, or at the first alone.
    Always(bool),
    /// At the first origin and every n-th after it.
    Every(#[schemars(range(min = 1, max = 1_000_000))] u32),
}

impl Refit {
    fn at(self, window: usize) -> bool {
        match self {
            Self::Always(refit) => refit || window == 0,
            Self::Every(count) => window.is_multiple_of(count as usize),
        }
    }
}

impl Default for BacktestOptions {
    fn default() -> Self {
        let (level, refit, fit) = (Vec::new(), Refit::Always(true), ForecastOptions::default());
        Self {
            h: 1,
            n_windows: 1,
            step_size: None,
            input_size: None,
            level,
            refit,
            fitted: false,
            failures: false,
            fit,
        }
    }
}

/// Forecasts every series from `n_windows` origins before its end.
///
/// Output: one row a series, origin and step: id, time, `cutoff` (the last time that the model had seen), value, the
/// component's name, and the bounds of each level. With `fitted` one row a series, origin and observation before it,
/// without bounds. A series that the fallback stands in for at an origin is marked there, as by `forecast`; one that cannot
/// be read, that is too short for the first origin, or that cannot be fitted or forecast at one of them, is left out; with
/// `failures` the output is those: id, `code` and `message`.
///
/// # Errors
/// What is wrong with the first series where none is left, and with `fail_fast` of the fit where one is;
/// `kp.unsupported` for a component that is no forecaster or a panel with regressors where not every origin is fitted; and
/// what the component says of the call.
///
/// Cost: `n_windows` fits, or fewer and the updates.
pub fn backtest(
    entry: Entry,
    component: &Value,
    panel: &Panel,
    options: &BacktestOptions,
    ctx: &Context,
) -> Result<Frame> {
    backtest_read(entry, component, (panel, Vec::new()), options, ctx)
}

/// [`backtest`] where some series could not be read.
fn backtest_read(
    entry: Entry,
    component: &Value,
    (panel, refused): (&Panel, Vec<(String, Error)>),
    options: &BacktestOptions,
    ctx: &Context,
) -> Result<Frame> {
    let (fit_options, fail_fast) = (fit_options(options, panel)?, options.fit.fail_fast);
    let options: BacktestOptions = params::read("backtest", &params::to_value(options)?)?;
    if entry.family != Family::Forecaster {
        return Err(err!(Unsupported, "{} is no forecaster; only forecasters are backtested", entry.name));
    }
    let failures = options.failures;
    let mut run = Run::new(panel, Plan { entry, component, options, fit_options, fail_fast });
    let result = run.all(ctx)?;
    if failures {
        let mut all: Vec<Failure> = refused.iter().map(|(id, error)| Failure::of_series(id, error)).collect();
        all.extend(run.failures());
        return failed_series(&all, &panel.spec().id_col);
    }
    match (result, run.first_failure()) {
        (Some(frame), _) => Ok(frame),
        (None, Some(error)) => Err(error),
        (None, None) => Err(err!(InvalidParams, "n_windows is 0; must be at least 1")),
    }
}

/// [`backtest`] of a frame; the options are those of [`BacktestOptions`] and of [`ForecastOptions`], side by side, but
/// for `keep_fitted`.
///
/// # Errors
/// As [`backtest`] and [`Panel::from_frame`].
pub fn backtest_frame(
    entry: Entry,
    component: &Value,
    frame: &Frame,
    mut options: Value,
    ctx: &Context,
) -> Result<Frame> {
    let properties = |mut schema: Value| match schema["properties"].take() {
        Value::Object(properties) => properties,
        _ => Map::new(),
    };
    let mut known = properties(params::schema_of::<ForecastOptions>());
    known.retain(|name, _| name != "keep_fitted");
    let names: Vec<String> = known.keys().cloned().collect();
    known.extend(properties(params::schema_of::<BacktestOptions>()));
    params::check("backtest", &options, &json!({"properties": known}))?;
    let mut fitting = Map::new();
    if let Some(options) = options.as_object_mut() {
        fitting.extend(names.into_iter().filter_map(|name| options.remove(&name).map(|value| (name, value))));
    }
    let fit: ForecastOptions = params::read("backtest", &Value::Object(fitting))?;
    let (panel, refused) = fit.panel(frame, entry.name)?;
    let options = BacktestOptions { fit, ..params::read("backtest", &options)? };
    backtest_read(entry, component, (&panel, refused), &options, ctx)
}

/// The options of each fit to a part of the panel, which is complete and has a step.
fn fit_options(options: &BacktestOptions, panel: &Panel) -> Result<Value> {
    let spec = panel.spec();
    params::to_value(&ForecastOptions {
        id_col: spec.id_col.clone(),
        time_col: spec.time_col.clone(),
        target_col: spec.target_col.clone(),
        freq: Some(panel.freq().to_string()),
        missing: Missing::Keep,
        // Bootstrapped paths are made of the errors of the fit.
        keep_fitted: options.fitted || options.fit.intervals == IntervalMethod::Bootstrap,
        ..options.fit.clone()
    })
}

#[cfg(test)]
mod tests;
