//! Forecasters: an author writes one series; this file makes panels of it.

mod any;
mod conformal;
mod errors;
mod fallback;
mod fit;
mod learn;
mod panel;
mod parts;
mod regressors;
mod saved;
mod simulate;
mod transform;

use super::entry::Fit;
use super::failures::Failure;
use super::{Body, Component, Context, Entry, Family, FitInput, Model, RowReader, RowWriter, Store, params};
use crate::data::{Frame, Missing, Panel, PanelSpec, Series};
use crate::error::{Error, Result, err};
use crate::math::stats::positive;
pub(crate) use any::{AnyForecaster, AnyState, ForecasterKind};
pub use errors::ErrorScale;
pub(crate) use fallback::column as fallback_column;
use fit::fit_panel;
pub(crate) use fit::is_about_the_call;
pub use learn::PanelSeries;
use panel::FittedPanel;
pub(crate) use parts::{SLOPE, added};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use serde_json::Value;
pub use simulate::SimulateArgs;
use std::borrow::Cow;
pub use transform::TargetTransform;

/// A component that forecasts series one by one.
pub trait Forecaster: Component {
    /// What is known of one series after the fit.
    type State: ForecastState;

    /// Whether regressors are used; a panel that has some is refused otherwise, for they would be ignored.
    const TAKES_REGRESSORS: bool = false;

    /// Whether the values cannot be below zero: then no bound is either.
    const NON_NEGATIVE: bool = false;

    /// Fits one series.
    ///
    /// # Errors
    /// What is wrong with the series: `kp.not_enough_data`, `kp.missing_values`; or `kp.cancelled` by `ctx.check()`.
    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<Self::State>>;

    /// Learns from all series together, before [`Forecaster::fit_series`] of each, and returns the component with what it
    /// learnt. `None`, which is usual, of one that learns from each series alone.
    ///
    /// # Errors
    /// As [`Forecaster::fit_series`]; what is wrong with one series is said when that one is fitted.
    fn learn(&self, _panel: &PanelSeries<'_>, _ctx: &Context) -> Result<Option<Self>> {
        Ok(None)
    }

    /// Fits every series of a panel with the default options.
    ///
    /// # Errors
    /// `kp.invalid_params` for parameters out of range; the first series' error when no series could be fitted.
    fn fit(&self, panel: &Panel) -> Result<Model> {
        self.fit_with(panel, &ForecastOptions::default(), &Context::default())
    }

    /// Fits every series of a panel.
    ///
    /// # Errors
    /// As [`Forecaster::fit`]; with `fail_fast`, the first series that could not be fitted.
    fn fit_with(&self, panel: &Panel, options: &ForecastOptions, ctx: &Context) -> Result<Model> {
        let params = params::check_typed(self)?;
        let fit = fit_panel(ForecasterKind::of::<Self>(), self, params, (panel, Vec::new()), options, ctx)?;
        Ok(Model::new(Entry::forecaster::<Self>(), fit, ctx))
    }
}

/// What a fit finds out about one series.
#[derive(Clone, Debug)]
pub struct FittedSeries<S> {
    /// What forecasting needs.
    pub state: S,
    /// One-step forecasts of the observations, as long as the series; NaN where there is none yet.
    pub fitted: Vec<f64>,
}

/// The state of one fitted series.
pub trait ForecastState: Clone + Send + Sync + Sized + 'static {
    /// Point forecasts and intervals.
    fn forecast(&self, request: Request<'_>) -> Result<Intervals>;

    /// Learns from the next observations and returns what was expected of each, one step ahead.
    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>>;

    /// Writes the state down: the same names in the same order for every series.
    fn store(&self, row: &mut RowWriter);

    /// Reads the state back; refuses what [`ForecastState::store`] cannot have written.
    fn restore(row: &mut RowReader<'_>) -> Result<Self>;

    /// The observations `y` taken apart, a name and a value an observation for each part, which sum to `y`; a `slope` may
    /// stand beside them. None unless the model does that. `y` is empty where no history is kept.
    fn components(&self, _y: &[f64]) -> Vec<(String, Cow<'_, [f64]>)> {
        Vec::new()
    }

    /// The point forecasts taken apart, as [`ForecastState::components`] goes on: parts that sum to them. None of a model
    /// that takes nothing apart. `request` has no levels.
    fn components_ahead(&self, _request: Request<'_>) -> Result<Vec<(String, Vec<f64>)>> {
        Ok(Vec::new())
    }

    /// What the model consists of beside single values that each series has, by name: coefficients, the states of a season.
    fn parameters(&self, _regressors: &[String]) -> Vec<(String, f64)> {
        Vec::new()
    }

    /// In which measure the errors of one-step forecasts are alike, whatever the level: so they are drawn by `simulate`.
    fn error_scale(&self) -> ErrorScale {
        ErrorScale::Same
    }

    /// How large, in that measure, the errors of the last observations `y` and of the next one are, over each other: one
    /// more than `y` has. All alike unless the model says more.
    fn error_sizes(&self, y: &[f64]) -> Vec<f64> {
        vec![1.0; y.len() + 1]
    }

    /// The least value that can be learnt; where it is not below zero, no bound is either.
    fn least(&self) -> f64 {
        f64::NEG_INFINITY
    }

    /// Lets go of what only [`ForecastState::components`] needs: the caller keeps no history.
    fn forget(&mut self) {}
}

/// What is asked of one series.
#[derive(Debug)]
pub struct Request<'a> {
    /// Steps ahead; at least 1.
    pub h: usize,
    /// Interval levels in per cent, each above 0 and below 100.
    pub levels: &'a [f64],
    /// Future regressors by name, each `h` long; empty unless the component takes them.
    pub future: &'a [(&'a str, &'a [f64])],
}

/// Point forecasts and the interval of each level.
#[derive(Clone, Debug, PartialEq)]
pub struct Intervals {
    /// The point forecasts.
    pub mean: Vec<f64>,
    /// Lower and upper bounds, one pair a level in the order of the request.
    pub bounds: Vec<(Vec<f64>, Vec<f64>)>,
}

impl Intervals {
    /// Intervals of normal errors: mean ± z(level) × sigma, step by step.
    pub fn normal(mean: Vec<f64>, sigma: &[f64], levels: &[f64]) -> Self {
        let bounds = levels.iter().map(|&level| {
            let z = crate::math::special::normal_quantile(0.5 + level / 200.0);
            let at = |sign: f64| mean.iter().zip(sigma).map(|(mean, sigma)| mean + sign * z * sigma).collect();
            (at(-1.0), at(1.0))
        });
        Self { bounds: bounds.collect(), mean }
    }

    /// Intervals of normal errors on another scale: `back` of mean ± z(level) × sigma. `None` where a value is not finite.
    pub(crate) fn carried_back(
        mean: Vec<f64>,
        sigma: &[f64],
        levels: &[f64],
        back: impl Fn(f64) -> f64,
    ) -> Option<Self> {
        let Self { mut mean, mut bounds } = Self::normal(mean, sigma, levels);
        let sides = bounds.iter_mut().flat_map(|(lower, upper)| lower.iter_mut().chain(upper));
        let mut finite = true;
        mean.iter_mut().chain(sides).for_each(|value| {
            *value = back(*value);
            finite &= value.is_finite();
        });
        finite.then_some(Self { mean, bounds })
    }

    /// Widens the bounds by the factors of each level and step.
    fn scale(&mut self, factors: &[Vec<f64>]) {
        for (factors, (lower, upper)) in factors.iter().zip(&mut self.bounds) {
            for bound in [lower, upper] {
                for ((bound, mean), factor) in bound.iter_mut().zip(&self.mean).zip(factors) {
                    *bound = mean + factor * (*bound - mean);
                }
            }
        }
    }

    /// No value and no bound below zero.
    pub(crate) fn cut_at_zero(&mut self) {
        let bounds = self.bounds.iter_mut().flat_map(|(lower, upper)| lower.iter_mut().chain(upper));
        self.mean.iter_mut().chain(bounds).for_each(|value| *value = positive(*value));
    }
}

/// The arguments of `forecast`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ForecastArgs {
    /// Steps ahead.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub h: usize,
    /// Levels of prediction intervals, in per cent: `[80, 95]`, or one.
    #[serde(deserialize_with = "params::one_or_list")]
    #[schemars(schema_with = "levels")]
    pub level: Vec<f64>,
    /// Whether the parts of the forecast are wanted: a column each, such as `AutoETS-trend`, which sum to it.
    pub components: bool,
}

pub(crate) fn levels(_: &mut SchemaGenerator) -> Schema {
    params::one_or_list_schema(json_schema!({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 100}))
}

impl Default for ForecastArgs {
    fn default() -> Self {
        Self { h: 1, level: Vec::new(), components: false }
    }
}

/// Where prediction intervals come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IntervalMethod {
    /// From the model: right as far as the model is.
    #[default]
    Model,
    /// From the model's errors at the end of the history.
    Conformal,
    /// From simulated paths: the model's one-step errors, drawn again.
    Bootstrap,
}

/// How a forecaster reads its frame and what it keeps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ForecastOptions {
    /// The column that tells series apart; without such a column the frame is one series.
    pub id_col: String,
    /// The column of times: dates and times, or whole numbers. Without such a column the rows are numbered from 0.
    pub time_col: String,
    /// The column of values.
    pub target_col: String,
    /// The step between observations, such as `MS`, `D`, `15min` or `1`; when absent the one that explains
    /// most gaps of the longest series.
    pub freq: Option<String>,
    /// What to do where a value or a whole row is missing.
    pub missing: Missing,
    /// The name of the forecast column; the component's name when absent.
    pub alias: Option<String>,
    /// Keep the observations and their one-step forecasts, for `fitted` and `residuals`. They are in the saved file too:
    /// turn it off for very large panels.
    pub keep_fitted: bool,
    /// Stop at the first series that cannot be read or fitted, instead of listing it under `failures`.
    pub fail_fast: bool,
    /// Fit AutoETS to a series that has too few observations for the component: one is enough. Its forecasts are marked,
    /// with `AutoETS` in a column such as `AutoTheta-fallback`, and `failures` lists it with the reason. Its intervals are
    /// its own, and it takes no regressors. Without, such a series fails.
    pub fallback: bool,
    /// Where prediction intervals come from: `model`, the default, `conformal`, which takes a second fit, or `bootstrap`,
    /// which simulates paths and needs `keep_fitted`. Conformal ones are the model's, scaled so that they would have held
    /// the last observations of the panel as often as their level says: each series is fitted without its end, which is
    /// then forecast from one origin after another, and the errors, as shares of the model's spread, are pooled over the
    /// series for each step ahead.
    pub intervals: IntervalMethod,
    /// From how many origins, one observation apart, conformal intervals look ahead; of a short series at most a third.
    /// Steps beyond as many are scaled as the last of them.
    #[schemars(range(min = 1, max = 10_000))]
    pub conformal_windows: usize,
    /// Set forecasts and bounds below zero to zero.
    pub non_negative: bool,
    /// What the component learns in place of the values; forecasts, bounds, fitted values and components come back as values,
    /// other `parts` do not.
    pub transform: TargetTransform,
    /// The power of the transform `box_cox`; found for each series when absent.
    #[schemars(range(min = 0.0, max = 2.0))]
    pub box_cox_lambda: Option<f64>,
    /// Make forecasts of a transform means instead of medians.
    pub bias_adjust: bool,
}

impl Default for ForecastOptions {
    fn default() -> Self {
        let PanelSpec { id_col, time_col, target_col, freq, missing } = PanelSpec::default();
        Self {
            id_col,
            time_col,
            target_col,
            freq,
            missing,
            alias: None,
            keep_fitted: true,
            fail_fast: false,
            fallback: true,
            intervals: IntervalMethod::Model,
            conformal_windows: 12,
            non_negative: false,
            transform: TargetTransform::None,
            box_cox_lambda: None,
            bias_adjust: false,
        }
    }
}

impl ForecastOptions {
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

    /// The name of the forecasts' column for a component of this name.
    pub(crate) fn name<'a>(&'a self, component: &'a str) -> &'a str {
        self.alias.as_deref().unwrap_or(component)
    }

    /// Reads the panel of a component of this name; apart, the ids of series that cannot be read, and why.
    ///
    /// # Errors
    /// Those of [`Panel::from_frame`], with `fail_fast` about one series too; `kp.invalid_params` where two columns of the
    /// answers would have one name.
    pub(crate) fn panel(&self, frame: &Frame, component: &str) -> Result<(Panel, Vec<(String, Error)>)> {
        let Self { id_col, time_col, target_col, .. } = self;
        let named = [("id_col", &**id_col), ("time_col", time_col), ("target_col", target_col)];
        let named = named.into_iter().chain([("alias", self.name(component))]).collect::<Vec<_>>();
        for (at, (option, name)) in named.iter().enumerate() {
            let same = named[..at].iter().find(|(_, earlier)| earlier == name);
            if name.is_empty() || same.is_some() {
                let why = same.map_or("must not be empty".into(), |(other, _)| format!("{other} is the same"));
                return Err(err!(InvalidParams, "{option} is {name:?}; {why}").with("param", option));
            }
        }
        match self.fail_fast {
            true => Ok((Panel::from_frame(frame, self.spec())?, Vec::new())),
            false => Panel::from_frame_apart(frame, self.spec()),
        }
    }
}

impl Entry {
    /// The catalogue line of a forecaster.
    pub fn forecaster<F: Forecaster>() -> Self {
        let fit = |value: &Value, input: FitInput<'_>, ctx: &Context| {
            let component: F = params::read(F::NAME, value)?;
            fit_frame(ForecasterKind::of::<F>(), &component, params::to_value(&component)?, input, ctx)
        };
        let restore = |_: &Value, store: &Store| -> Result<Box<dyn Body>> {
            Ok(Box::new(FittedPanel::restore(ForecasterKind::of::<F>(), store)?))
        };
        let entry = Self::new::<F>(Family::Forecaster, params::schema_of::<ForecastOptions>, fit, restore);
        Self { forecaster: Some(ForecasterKind::of::<F>()), ..entry }
    }
}

fn fit_frame(
    kind: ForecasterKind,
    component: &dyn AnyForecaster,
    params: Value,
    input: FitInput<'_>,
    ctx: &Context,
) -> Result<Fit> {
    let options: ForecastOptions = params::read("fit", input.options)?;
    let frame = input.data.frame()?;
    let (panel, refused) = options.panel(frame, kind.name)?;
    let refused = refused.iter().map(|(id, error)| Failure::of_series(id, error)).collect();
    fit_panel(kind, component, params, (&panel, refused), &options, ctx)
}
