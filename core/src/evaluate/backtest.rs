//! The rolling-origin backtest: forecast again and again from earlier points of history.

use crate::component::{
    Context, Entry, Family, FitInput, ForecastArgs, ForecastOptions, IntervalMethod, Model, levels, params,
};
use crate::data::{Column, Frame, Missing, Panel, time_column};
use crate::error::{Result, err};
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
    /// How each fit is made: transforms, intervals, the name of the forecasts. How it reads its data, what it keeps and
    /// when it stops is the backtest's affair.
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
        Self { h: 1, n_windows: 1, step_size: None, input_size: None, level, refit, fitted: false, fit }
    }
}

/// Forecasts every series from `n_windows` origins before its end.
///
/// Output: one row a series, origin and step: id, time, `cutoff` (the last time that the model had seen), value, the
/// component's name, and the bounds of each level. With `fitted` one row a series, origin and observation before it, without
/// bounds.
///
/// # Errors
/// `kp.not_enough_data` when a series is too short for the first origin; `kp.unsupported` for a component that is no
/// forecaster or a panel with regressors where not every origin is fitted; and what the component says.
///
/// Cost: `n_windows` fits, or fewer and the updates.
pub fn backtest(
    entry: Entry,
    component: &Value,
    panel: &Panel,
    options: &BacktestOptions,
    ctx: &Context,
) -> Result<Frame> {
    let fit_options = fit_options(options, panel)?;
    let options: BacktestOptions = params::read("backtest", &params::to_value(options)?)?;
    if entry.family != Family::Forecaster {
        return Err(err!(Unsupported, "{} is no forecaster; only forecasters are backtested", entry.name));
    }
    let step = options.step_size.unwrap_or(options.h);
    let held_out = options.h + step * (options.n_windows - 1);
    let shortest = (0..panel.len()).map(|series| panel.y(series).len()).min().unwrap_or(0);
    if shortest <= held_out {
        return Err(err!(
            NotEnoughData,
            "the shortest series has {shortest} observations; more than h + step_size * (n_windows - 1) = {held_out} are needed"
        )
        .with("observations", shortest)
        .with("needed", held_out + 1));
    }
    let mut result: Option<Frame> = None;
    let mut model: Option<Model> = None;
    // How far before the end of each series the fit began.
    let mut from = usize::MAX;
    for window in 0..options.n_windows {
        let behind = held_out - window * step;
        let fitted = match model.take() {
            Some(mut model) if !options.refit.at(window) => {
                model.update(&slice(panel, behind + step, behind)?.into(), ctx)?;
                model
            }
            _ => {
                from = options.input_size.map_or(usize::MAX, |size| size.saturating_add(behind));
                let data = slice(panel, from, behind)?.into();
                let input = FitInput { data: &data, target: None, options: &fit_options };
                Model::fit(entry, component, input, ctx)?
            }
        };
        let rows = if options.fitted {
            with_cutoff(fitted.fitted()?, None, panel, behind, |length| length - behind - length.saturating_sub(from))?
        } else {
            let future = slice(panel, behind, behind - options.h)?;
            let forecast = forecast(&fitted, &future, panel, &options, ctx)?;
            with_cutoff(forecast, Some(&future), panel, behind, |_| options.h)?
        };
        result = Some(match result {
            None => rows,
            Some(so_far) => so_far.stack(&rows)?,
        });
        model = Some(fitted);
    }
    result.ok_or_else(|| err!(InvalidParams, "n_windows is 0; must be at least 1"))
}

/// [`backtest`] of a frame; the options are those of [`BacktestOptions`] and of [`ForecastOptions`], side by side, but
/// for `keep_fitted` and `fail_fast`.
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
    known.retain(|name, _| !["keep_fitted", "fail_fast"].contains(&name.as_str()));
    let names: Vec<String> = known.keys().cloned().collect();
    known.extend(properties(params::schema_of::<BacktestOptions>()));
    params::check("backtest", &options, &json!({"properties": known}))?;
    let mut fitting = Map::new();
    if let Some(options) = options.as_object_mut() {
        fitting.extend(names.into_iter().filter_map(|name| options.remove(&name).map(|value| (name, value))));
    }
    let fit: ForecastOptions = params::read("backtest", &Value::Object(fitting))?;
    let panel = Panel::from_frame(frame, fit.spec())?;
    let options = BacktestOptions { fit, ..params::read("backtest", &options)? };
    backtest(entry, component, &panel, &options, ctx)
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
        fail_fast: true,
        ..options.fit.clone()
    })
}

fn forecast(model: &Model, future: &Frame, panel: &Panel, options: &BacktestOptions, ctx: &Context) -> Result<Frame> {
    let args = ForecastArgs { h: options.h, level: options.level.clone() };
    let future = (panel.regressor_names().len() > 0).then_some(future);
    model.forecast_with(&args, future, ctx)
}

/// Puts the origin and, if given, the observations beside the forecasts. All frames have the series in the panel's order,
/// and so many `rows` of one of a length.
fn with_cutoff(
    forecast: Frame,
    truth: Option<&Frame>,
    panel: &Panel,
    behind: usize,
    rows: impl Fn(usize) -> usize,
) -> Result<Frame> {
    let target = &panel.spec().target_col;
    let mut cutoffs = Vec::with_capacity(forecast.rows());
    for series in 0..panel.len() {
        let length = panel.y(series).len();
        cutoffs.extend(std::iter::repeat_n(panel.time(series, length - behind - 1)?, rows(length)));
    }
    let mut columns = forecast.into_columns().into_iter();
    let mut frame = Frame::new();
    for (name, column) in columns.by_ref().take(2) {
        frame.push(name, column)?;
    }
    frame.push("cutoff".into(), time_column(cutoffs, panel.unit, &panel.zone))?;
    if let Some(truth) = truth {
        frame.push(target.clone(), Column::F64(truth.f64(target)?.to_vec()))?;
    }
    columns.try_for_each(|(name, column)| frame.push(name, column))?;
    Ok(frame)
}

/// The rows from `from` to `to` steps before the end of every series.
fn slice(panel: &Panel, from: usize, to: usize) -> Result<Frame> {
    panel.window(|length| length.saturating_sub(from)..length - to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{PanelSpec, Strings};
    use crate::forecast::Naive;

    fn panel() -> Panel {
        let ids: Strings = ["a", "a", "a", "a", "a", "b", "b", "b", "b"].into_iter().collect();
        let ds = vec![1i64, 2, 3, 4, 5, 11, 12, 13, 14];
        let y = vec![1.0, 2.0, 3.0, 4.0, 5.0, 10.0, 30.0, 20.0, 40.0];
        let frame = Frame::new().with("unique_id", ids).unwrap().with("ds", ds).unwrap().with("y", y).unwrap();
        Panel::from_frame(&frame, PanelSpec::default()).unwrap()
    }

    fn run(options: BacktestOptions) -> Result<Frame> {
        backtest(Entry::forecaster::<Naive>(), &json!({}), &panel(), &options, &Context::new())
    }

    #[test]
    fn each_origin_sees_only_what_came_before() {
        let frame = run(BacktestOptions { h: 1, n_windows: 2, ..BacktestOptions::default() }).unwrap();
        assert_eq!(frame.names().collect::<Vec<_>>(), ["unique_id", "ds", "cutoff", "y", "Naive"]);
        assert_eq!(frame.column("cutoff").unwrap(), &Column::I64(vec![3, 12, 4, 13]));
        assert_eq!(frame.f64("y").unwrap(), [4.0, 20.0, 5.0, 40.0]);
        assert_eq!(frame.f64("Naive").unwrap(), [3.0, 30.0, 4.0, 20.0]);
    }

    #[test]
    fn updating_gives_what_fitting_again_gives_where_there_is_nothing_to_fit() {
        let options =
            BacktestOptions { h: 2, n_windows: 2, step_size: Some(1), level: vec![80.0], ..BacktestOptions::default() };
        let refitted = run(options.clone()).unwrap();
        assert_eq!(refitted, run(BacktestOptions { refit: Refit::Always(false), ..options }).unwrap());
        assert_eq!(refitted.rows(), 8);
    }

    #[test]
    fn what_each_origin_has_learnt_from() {
        let of = |options: BacktestOptions| run(BacktestOptions { n_windows: 2, fitted: true, ..options }).unwrap();
        let frame = of(BacktestOptions { input_size: Some(2), ..BacktestOptions::default() });
        assert_eq!(frame.names().collect::<Vec<_>>(), ["unique_id", "ds", "cutoff", "y", "Naive"]);
        assert_eq!(frame.column("ds").unwrap(), &Column::I64(vec![2, 3, 11, 12, 3, 4, 12, 13]));
        assert_eq!(frame.column("cutoff").unwrap(), &Column::I64(vec![3, 3, 12, 12, 4, 4, 13, 13]));
        let naive = frame.f64("Naive").unwrap();
        assert!(naive.iter().step_by(2).all(|first| first.is_nan()));
        assert_eq!((naive[1], naive[3], naive[5], naive[7]), (2.0, 10.0, 3.0, 30.0));
        // An update adds to it.
        let cutoffs = [3i64, 3, 3, 12, 12, 4, 4, 4, 4, 13, 13, 13];
        let refit = Refit::Always(false);
        let frame = of(BacktestOptions { refit, ..BacktestOptions::default() });
        assert_eq!(frame.column("cutoff").unwrap(), &Column::I64(cutoffs.to_vec()));
        let frame = of(BacktestOptions { refit, input_size: Some(2), ..BacktestOptions::default() });
        assert_eq!(frame.column("ds").unwrap(), &Column::I64(vec![2, 3, 11, 12, 2, 3, 4, 11, 12, 13]));
    }

    #[test]
    fn every_second_origin_is_fitted() {
        let y: Vec<f64> = (0..30).map(|t| f64::from(t * 7919 % 31)).collect();
        let frame = Frame::new().with("y", y).unwrap();
        let of = |refit: Value| {
            let entry = Entry::forecaster::<crate::forecast::AutoETS>();
            let options = json!({"h": 1, "n_windows": 4, "refit": refit});
            let found = backtest_frame(entry, &json!({"model": "ANN"}), &frame, options, &Context::new());
            found.map(|frame| frame.f64("AutoETS").unwrap().to_vec())
        };
        let (always, once, second) = (of(json!(true)).unwrap(), of(json!(false)).unwrap(), of(json!(2)).unwrap());
        assert_eq!((second[0], second[1], second[2]), (always[0], once[1], always[2]));
        assert!(second[1] != always[1] && second[2] != once[2] && second[3] != always[3]);
        assert_eq!(of(json!(1)).unwrap(), always);
        assert_eq!(of(json!(0)).unwrap_err().message(), "refit is 0; must be true or false or 1..=1000000");
    }

    #[test]
    fn an_input_size_forgets_what_came_before() {
        let of = |input_size| {
            let options = BacktestOptions { h: 1, n_windows: 2, input_size, ..BacktestOptions::default() };
            let entry = Entry::forecaster::<crate::forecast::HistoricAverage>();
            let frame = backtest(entry, &json!({}), &panel(), &options, &Context::new()).unwrap();
            frame.f64("HistoricAverage").unwrap().to_vec()
        };
        assert_eq!(of(Some(2)), [2.5, 20.0, 3.5, 25.0]);
        assert_eq!(of(None), [2.0, 20.0, 2.5, 20.0]);
    }

    #[test]
    fn too_many_origins_are_refused() {
        let error = run(BacktestOptions { h: 2, n_windows: 2, ..BacktestOptions::default() }).unwrap_err();
        assert_eq!(error.code(), "kp.not_enough_data");
        assert_eq!(error.context()["needed"], "5");
    }

    #[test]
    fn each_fit_is_made_as_asked() {
        let y: Vec<f64> = (0..60).map(|t| libm::exp(f64::from(t) / 20.0) * (3.0 + f64::from(t * 7 % 5))).collect();
        let frame = Frame::new().with("y", y.clone()).unwrap();
        let drift = || Entry::forecaster::<crate::forecast::RandomWalkWithDrift>();
        let run = |options: Value| backtest_frame(drift(), &json!({}), &frame, options, &Context::new());
        let asked = json!({
            "h": 2, "n_windows": 3, "level": 80, "transform": "log", "intervals": "bootstrap", "alias": "rw", "freq": "1"
        });
        let found = run(asked).unwrap();
        let names = ["unique_id", "ds", "cutoff", "y", "rw", "rw-lo-80", "rw-hi-80"];
        assert_eq!(found.names().collect::<Vec<_>>(), names);
        // The drift of the logarithms.
        let log = |at: usize| libm::log(y[at]);
        let expected = libm::exp(log(53) + (log(53) - log(0)) / 53.0);
        assert!((found.f64("rw").unwrap()[0] - expected).abs() < 1e-9 * expected);
        for intervals in ["model", "conformal"] {
            let options = json!({"h": 2, "n_windows": 3, "level": 80, "intervals": intervals, "non_negative": true});
            assert!(run(options).unwrap().f64("RandomWalkWithDrift-lo-80").unwrap().iter().all(|low| *low >= 0.0));
        }
        let error = run(json!({"keep_fitted": true})).unwrap_err();
        assert!(error.code() == "kp.invalid_params" && error.message().contains("n_windows, non_negative"), "{error}");
    }
}
