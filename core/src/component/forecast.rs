//! Forecasters: an author writes one series; this file makes panels of it.

use super::entry::Fit;
use super::{
    Body, Component, Context, Entry, Family, FitInput, Model, Parts, Probe, RowReader, RowWriter, Store, params,
};
use crate::data::{Column, Data, Frame, Frequency, Missing, Panel, PanelSpec, Series, Strings, TimeUnit};
use crate::data::{id_text, show_time, time_column};
use crate::error::{Error, Result, err};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// A component that forecasts series one by one.
pub trait Forecaster: Component {
    /// What is known of one series after the fit.
    type State: ForecastState;

    /// Whether regressors are used; a panel that has some is refused otherwise, for they would be ignored.
    const TAKES_REGRESSORS: bool = false;

    /// Fits one series.
    ///
    /// # Errors
    /// What is wrong with the series: `kp.not_enough_data`, `kp.missing_values`; or `kp.cancelled` by `ctx.check()`.
    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<Self::State>>;

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
        Ok(Model::new(Entry::forecaster::<Self>(), fit_panel(self, params, panel, options, ctx)?, ctx))
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
    fn update(&mut self, y: &[f64]) -> Result<Vec<f64>>;

    /// Writes the state down: the same names in the same order for every series.
    fn store(&self, row: &mut RowWriter);

    /// Reads the state back; refuses what [`ForecastState::store`] cannot have written.
    fn restore(row: &mut RowReader<'_>) -> Result<Self>;
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
}

/// The arguments of `forecast`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ForecastArgs {
    /// Steps ahead.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub h: usize,
    /// Levels of prediction intervals, in per cent: `[80, 95]`.
    #[schemars(extend("items" = {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 100}))]
    pub level: Vec<f64>,
}

impl Default for ForecastArgs {
    fn default() -> Self {
        Self { h: 1, level: Vec::new() }
    }
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
    /// The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
    pub freq: Option<String>,
    /// What to do where a value or a whole row is missing.
    pub missing: Missing,
    /// The name of the forecast column; the component's name when absent.
    pub alias: Option<String>,
    /// Keep the observations and their one-step forecasts, for `fitted` and `residuals`. They are in the saved file too:
    /// turn it off for very large panels.
    pub keep_fitted: bool,
    /// Stop at the first series that cannot be fitted, instead of listing it under `failures`.
    pub fail_fast: bool,
}

impl Default for ForecastOptions {
    fn default() -> Self {
        let PanelSpec { id_col, time_col, target_col, freq, missing } = PanelSpec::default();
        Self { id_col, time_col, target_col, freq, missing, alias: None, keep_fitted: true, fail_fast: false }
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
}

impl Entry {
    /// The catalogue line of a forecaster.
    pub fn forecaster<F: Forecaster>() -> Self {
        let fit = |value: &Value, input: FitInput<'_>, ctx: &Context| {
            let component: F = params::read(F::NAME, value)?;
            let options: ForecastOptions = params::read("fit", input.options)?;
            let panel = Panel::from_frame(input.data.frame()?, options.spec())?;
            fit_panel(&component, params::to_value(&component)?, &panel, &options, ctx)
        };
        Self::new::<F>(Family::Forecaster, params::schema_of::<ForecastOptions>, fit, |_, store| {
            Ok(Box::new(FittedPanel::<F>::restore(store)?))
        })
    }
}

fn fit_panel<F: Forecaster>(
    component: &F,
    params: Value,
    panel: &Panel,
    options: &ForecastOptions,
    ctx: &Context,
) -> Result<Fit> {
    let names: Vec<&str> = panel.regressor_names().collect();
    if !F::TAKES_REGRESSORS && !names.is_empty() {
        let (name, names) = (F::NAME, names.join(", "));
        return Err(err!(Unsupported, "{name} takes no regressors; drop the columns {names}").with("columns", names));
    }
    // Cancellation ends the whole fit; what is wrong with one series is that series' own affair.
    let fits =
        ctx.map(panel.len(), |series| match panel.with_series(series, |series| component.fit_series(series, ctx)) {
            Err(error) if is_about_the_call(&error) => Err(error),
            other => Ok(other),
        })?;
    let mut fitted = FittedPanel::<F> {
        header: Header {
            spec: panel.spec().clone(),
            name: options.alias.clone().unwrap_or_else(|| F::NAME.to_owned()),
            freq: panel.freq,
            unit: panel.unit,
            zone: panel.zone.clone(),
            seed: ctx.get_seed(),
            regressors: names.into_iter().map(str::to_owned).collect(),
        },
        ids: panel.ids.take(&[]),
        last: Vec::new(),
        states: Vec::new(),
        failures: Vec::new(),
        history: options.keep_fitted.then(History::default),
    };
    let mut kept = Vec::new();
    let mut first_error = None;
    for (series, fit) in fits.into_iter().enumerate() {
        let id = panel.id(series);
        match fit {
            Ok(fit) => {
                kept.push(series);
                fitted.states.push(fit.state);
                fitted.last.push(panel.last_time(series)?);
                if let Some(history) = &mut fitted.history {
                    history.push(panel.y(series), &fit.fitted);
                }
            }
            Err(error) => {
                fitted.failures.push(Failure {
                    id: id.clone(),
                    code: error.code(),
                    message: error.message().to_owned(),
                });
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
    fitted.ids = panel.ids.take(&kept);
    let facts = fitted.facts(panel)?;
    Ok(Fit { body: Box::new(fitted), params, facts })
}

fn is_about_the_call(error: &Error) -> bool {
    use crate::ErrorKind::{Cancelled, DeadlineExceeded, DeviceUnavailable, Internal, InvalidParams};
    matches!(error.kind(), Cancelled | DeadlineExceeded | DeviceUnavailable | Internal | InvalidParams)
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    spec: PanelSpec,
    name: String,
    freq: Frequency,
    unit: Option<TimeUnit>,
    zone: Option<String>,
    #[serde(with = "as_text")]
    seed: u64,
    regressors: Vec<String>,
}

/// JSON numbers are exact up to 2^53 only.
mod as_text {
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(value: &u64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[derive(Clone)]
struct Failure {
    id: String,
    code: &'static str,
    message: String,
}

/// Observations and their one-step forecasts, series by series.
#[derive(Clone, Default)]
struct History {
    ends: Vec<usize>,
    y: Vec<f64>,
    fitted: Vec<f64>,
}

impl History {
    fn push(&mut self, y: &[f64], fitted: &[f64]) {
        self.y.extend_from_slice(y);
        self.fitted.extend_from_slice(fitted);
        self.fitted.resize(self.y.len(), f64::NAN);
        self.ends.push(self.y.len());
    }

    fn range(&self, series: usize) -> std::ops::Range<usize> {
        let start = if series == 0 { 0 } else { self.ends[series - 1] };
        start..self.ends[series]
    }
}

/// The fitted series of a panel.
struct FittedPanel<F: Forecaster> {
    header: Header,
    ids: Column,
    last: Vec<i64>,
    states: Vec<F::State>,
    failures: Vec<Failure>,
    history: Option<History>,
}

impl<F: Forecaster> Clone for FittedPanel<F> {
    fn clone(&self) -> Self {
        Self {
            header: self.header.clone(),
            ids: self.ids.clone(),
            last: self.last.clone(),
            states: self.states.clone(),
            failures: self.failures.clone(),
            history: self.history.clone(),
        }
    }
}

impl<F: Forecaster> FittedPanel<F> {
    fn facts(&self, panel: &Panel) -> Result<Map<String, Value>> {
        let ends: Vec<i64> = (0..panel.len()).map(|series| panel.last_time(series)).collect::<Result<_>>()?;
        let (first, last) = (panel.starts.iter().min().copied(), ends.into_iter().max());
        let show = |tick: Option<i64>| tick.map(|tick| show_time(tick, panel.unit));
        let facts = json!({
            "rows": panel.observations(),
            "series": panel.len(),
            "series_failed": self.failures.len(),
            "missing": panel.y.iter().filter(|value| value.is_nan()).count(),
            "freq": panel.freq.to_string(),
            "first_time": show(first),
            "last_time": show(last),
            "data_sha256": panel.digest(),
        });
        Ok(facts.as_object().cloned().unwrap_or_default())
    }

    fn restore(store: &Store) -> Result<Self> {
        let header: Header = store.get("panel")?;
        let last: Vec<i64> = store.take("last")?;
        let rows = last.len();
        let ids = if store.has("ids") {
            Column::I64(store.take_exactly("ids", rows)?)
        } else {
            Column::Str(store.take_strings("ids")?)
        };
        if ids.len() != rows {
            return Err(super::corrupt("ids", "does not have one id a series"));
        }
        let mut reader = RowReader::new(store, rows);
        let mut states = Vec::new();
        for _ in 0..rows {
            states.push(F::State::restore(&mut reader)?);
            reader.next_row();
        }
        let (failed, codes) = (store.take_strings("failed.ids")?, store.take_strings("failed.codes")?);
        let messages = store.take_strings("failed.messages")?;
        let mut failures = Vec::new();
        for ((id, code), message) in failed.iter().zip(codes.iter()).zip(messages.iter()) {
            let kind = code.and_then(crate::ErrorKind::from_code);
            let code = kind.ok_or_else(|| super::corrupt("failed.codes", "has an unknown code"))?.code();
            let (id, message) = (id.unwrap_or_default().to_owned(), message.unwrap_or_default().to_owned());
            failures.push(Failure { id, code, message });
        }
        let history = if store.has("history.y") {
            let y: Vec<f64> = store.take("history.y")?;
            let fitted = store.take_exactly("history.fitted", y.len())?;
            let ends: Vec<i64> = store.take_exactly("history.ends", rows)?;
            let ends: Vec<usize> = ends.into_iter().map(|end| usize::try_from(end).unwrap_or(usize::MAX)).collect();
            if ends.windows(2).any(|pair| pair[0] > pair[1]) || ends.last().is_some_and(|&end| end != y.len()) {
                return Err(super::corrupt("history.ends", "does not match the observations"));
            }
            Some(History { ends, y, fitted })
        } else {
            None
        };
        Ok(Self { header, ids, last, states, failures, history })
    }

    fn advance(&self, tick: i64, n: usize) -> Result<i64> {
        self.header.freq.advance(tick, n as i64, self.header.unit)
    }

    /// Id and time columns of `length(series)` rows a series that start `first(series)` ticks in.
    fn index(&self, lengths: &[usize], first: impl Fn(usize) -> Result<i64>) -> Result<Frame> {
        let mut rows = Vec::with_capacity(lengths.iter().sum());
        let mut ticks = Vec::with_capacity(rows.capacity());
        for (series, &length) in lengths.iter().enumerate() {
            let start = first(series)?;
            for step in 0..length {
                rows.push(series);
                ticks.push(self.advance(start, step)?);
            }
        }
        let times = time_column(ticks, self.header.unit, &self.header.zone);
        let spec = &self.header.spec;
        Frame::new().with(&spec.id_col, self.ids.take(&rows))?.with(&spec.time_col, times)
    }

    fn history(&self) -> Result<&History> {
        let message = "the observations were not kept; fit with keep_fitted = true";
        self.history.as_ref().ok_or_else(|| err!(Unsupported, "{message}"))
    }

    fn history_index(&self, history: &History) -> Result<Frame> {
        let lengths: Vec<usize> = (0..self.states.len()).map(|series| history.range(series).len()).collect();
        self.index(&lengths, |series| {
            self.header.freq.advance(self.last[series], 1 - lengths[series] as i64, self.header.unit)
        })
    }

    /// Future regressors as a panel in the order of the fitted series.
    fn future(&self, frame: Option<&Frame>, h: usize) -> Result<Option<Vec<Vec<Vec<f64>>>>> {
        let names = &self.header.regressors;
        let Some(frame) = frame else {
            if names.is_empty() {
                return Ok(None);
            }
            let names = names.join(", ");
            return Err(err!(InvalidData, "the future values of {names} are needed for {h} steps; none were given"));
        };
        let spec = PanelSpec { freq: Some(self.header.freq.to_string()), ..self.header.spec.clone() };
        let mut panel = Panel::read(frame, spec, false)?;
        panel.count_time_in(self.header.unit)?;
        let given: Vec<&str> = panel.regressor_names().collect();
        if given != names.iter().map(String::as_str).collect::<Vec<_>>() {
            return Err(err!(InvalidData, "the future regressors are {given:?}; the model was fitted with {names:?}"));
        }
        let known = series_by_id(&panel);
        let mut all = Vec::with_capacity(self.states.len());
        for series in 0..self.states.len() {
            let id = id_text(&self.ids, series);
            let place = |message: String| err!(InvalidData, "series '{id}': {message}").with("series", &id);
            let &other = known.get(&id).ok_or_else(|| place("no future regressors were given".into()))?;
            let first = self.advance(self.last[series], 1)?;
            if panel.starts[other] != first {
                let (first, given) =
                    (show_time(first, self.header.unit), show_time(panel.starts[other], self.header.unit));
                return Err(place(format!("future regressors start at {given}; they must start at {first}")));
            }
            let values = panel.with_series(other, |series| -> Vec<Vec<f64>> {
                series.regressors.iter().map(|(_, values)| values[..h.min(values.len())].to_vec()).collect()
            });
            if values.iter().any(|values| values.len() < h || values.iter().any(|value| value.is_nan())) {
                return Err(place(format!("future regressors are missing within {h} steps")));
            }
            all.push(values);
        }
        Ok(Some(all))
    }
}

fn series_by_id(panel: &Panel) -> HashMap<String, usize> {
    (0..panel.len()).map(|series| (panel.id(series), series)).collect()
}

impl<F: Forecaster> Body for FittedPanel<F> {
    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("panel", &self.header)?;
        match &self.ids {
            Column::I64(ids) => store.put("ids", ids),
            Column::Str(ids) => store.put_strings("ids", ids),
            _ => {}
        }
        store.put("last", &self.last);
        let mut rows = RowWriter::default();
        for state in &self.states {
            state.store(&mut rows);
            rows.end_row();
        }
        rows.store(store);
        let texts = |text: fn(&Failure) -> &str| self.failures.iter().map(text).collect::<Strings>();
        store.put_strings("failed.ids", &texts(|failure| &failure.id));
        store.put_strings("failed.codes", &texts(|failure| failure.code));
        store.put_strings("failed.messages", &texts(|failure| &failure.message));
        if let Some(history) = &self.history {
            store.put("history.y", &history.y);
            store.put("history.fitted", &history.fitted);
            store.put("history.ends", &history.ends.iter().map(|&end| end as i64).collect::<Vec<_>>());
        }
        Ok(())
    }

    fn probes(&self) -> Result<Vec<Probe>> {
        // Regressors and panels of many series would make the proof larger than the model.
        if !self.header.regressors.is_empty() || self.states.len() > 1_000 {
            return Ok(Vec::new());
        }
        Ok(vec![Probe { verb: "forecast", args: json!({"h": 4, "level": [95]}), data: None }])
    }

    fn parts(&self) -> Result<Parts> {
        let mut rows = RowWriter::default();
        for state in &self.states {
            state.store(&mut rows);
            rows.end_row();
        }
        let series = rows.into_frame(Frame::new().with(&self.header.spec.id_col, self.ids.clone())?)?;
        let summary =
            json!({"series": self.states.len(), "series_failed": self.failures.len(), "freq": self.header.freq});
        Ok(Parts { summary: summary.as_object().cloned().unwrap_or_default(), tables: vec![("series".into(), series)] })
    }

    fn fields(&self) -> Vec<(String, &'static str)> {
        let spec = &self.header.spec;
        let time = if self.header.unit.is_some() { "points in time" } else { "whole numbers" };
        let mut fields = vec![(spec.id_col.clone(), self.ids.kind()), (spec.time_col.clone(), time)];
        fields.push((spec.target_col.clone(), "real numbers"));
        fields.extend(self.header.regressors.iter().map(|name| (name.clone(), "real numbers")));
        fields
    }

    fn boxed_clone(&self) -> Box<dyn Body> {
        Box::new(self.clone())
    }

    fn forecast(&self, args: &ForecastArgs, future: Option<&Frame>, ctx: &Context) -> Result<Frame> {
        let (h, levels) = (args.h, args.level.as_slice());
        let rows = self.states.len().checked_mul(h).and_then(|rows| rows.checked_mul(1 + 2 * levels.len()));
        if rows.is_none_or(|rows| rows > 1 << 33) {
            return Err(err!(InvalidParams, "h is {h}; {} series times h is too large a result", self.states.len()));
        }
        let future = self.future(future, h)?;
        let answers = ctx.map(self.states.len(), |series| {
            let values = future.as_ref().map(|all| &all[series]);
            let named: Vec<(&str, &[f64])> = values
                .map(|values| {
                    self.header.regressors.iter().map(String::as_str).zip(values.iter().map(Vec::as_slice)).collect()
                })
                .unwrap_or_default();
            self.states[series].forecast(Request { h, levels, future: &named })
        })?;
        let mut frame = self.index(&vec![h; self.states.len()], |series| self.advance(self.last[series], 1))?;
        let gather = |part: &dyn Fn(&Intervals) -> &[f64]| -> Column {
            Column::F64(answers.iter().flat_map(|answer| part(answer).iter().copied()).collect())
        };
        let name = &self.header.name;
        frame.push(name.clone(), gather(&|answer| &answer.mean))?;
        // Nixtla's order: the widest lower bound first, the widest upper bound last.
        let mut order: Vec<usize> = (0..levels.len()).collect();
        order.sort_by(|&a, &b| levels[a].total_cmp(&levels[b]));
        for &level in order.iter().rev() {
            frame.push(format!("{name}-lo-{}", levels[level]), gather(&|answer| &answer.bounds[level].0))?;
        }
        for &level in &order {
            frame.push(format!("{name}-hi-{}", levels[level]), gather(&|answer| &answer.bounds[level].1))?;
        }
        Ok(frame)
    }

    fn fitted(&self) -> Result<Frame> {
        let history = self.history()?;
        let index = self.history_index(history)?;
        index.with(&self.header.spec.target_col, history.y.clone())?.with(&self.header.name, history.fitted.clone())
    }

    fn residuals(&self) -> Result<Frame> {
        let history = self.history()?;
        let residuals: Vec<f64> = history.y.iter().zip(&history.fitted).map(|(y, fitted)| y - fitted).collect();
        self.history_index(history)?.with("residual", residuals)
    }

    fn failures(&self) -> Result<Frame> {
        let texts = |text: fn(&Failure) -> &str| self.failures.iter().map(text).collect::<Strings>();
        let ids = Frame::new().with(&self.header.spec.id_col, texts(|failure| &failure.id))?;
        ids.with("code", texts(|failure| failure.code))?.with("message", texts(|failure| &failure.message))
    }

    fn update(&mut self, data: &Data, ctx: &Context) -> Result<Frame> {
        let spec = PanelSpec { freq: Some(self.header.freq.to_string()), ..self.header.spec.clone() };
        let mut panel = Panel::from_frame(data.frame()?, spec)?;
        panel.count_time_in(self.header.unit)?;
        let known: HashMap<String, usize> =
            (0..self.states.len()).map(|series| (id_text(&self.ids, series), series)).collect();
        let mut targets = Vec::with_capacity(panel.len());
        for series in 0..panel.len() {
            let id = panel.id(series);
            let place = |message: String| err!(InvalidData, "series '{id}': {message}").with("series", &id);
            let &own = known.get(&id).ok_or_else(|| place("the model was not fitted to it".into()))?;
            let next = self.advance(self.last[own], 1)?;
            if panel.starts[series] != next {
                let given = show_time(panel.starts[series], panel.unit);
                let message =
                    format!("the new observations start at {given}; the next is {}", show_time(next, panel.unit));
                return Err(place(message));
            }
            targets.push(own);
        }
        let updates = ctx.map(panel.len(), |series| {
            let mut state = self.states[targets[series]].clone();
            let place = || format!("series '{}'", panel.id(series));
            let expected = state.update(panel.y(series)).map_err(|error| error.within(place()))?;
            Ok((state, expected))
        })?;
        let lengths: Vec<usize> = updates.iter().map(|(_, expected)| expected.len()).collect();
        let seen = FittedPanel::<F> {
            ids: panel.ids.clone(),
            last: Vec::new(),
            states: Vec::new(),
            failures: Vec::new(),
            history: None,
            header: self.header.clone(),
        };
        let index = seen.index(&lengths, |series| Ok(panel.starts[series]))?;
        let all: Vec<f64> = updates.iter().flat_map(|(_, expected)| expected.iter().copied()).collect();
        let frame = index.with(&self.header.spec.target_col, panel.y.clone())?.with(&self.header.name, all)?;
        if let Some(history) = &mut self.history {
            let mut longer = History::default();
            let new: HashMap<usize, usize> = targets.iter().enumerate().map(|(series, &own)| (own, series)).collect();
            for own in 0..self.states.len() {
                let range = history.range(own);
                let (mut y, mut fitted) = (history.y[range.clone()].to_vec(), history.fitted[range].to_vec());
                if let Some(&series) = new.get(&own) {
                    y.extend_from_slice(panel.y(series));
                    fitted.extend_from_slice(&updates[series].1);
                }
                longer.push(&y, &fitted);
            }
            *history = longer;
        }
        for (series, (state, _)) in updates.into_iter().enumerate() {
            self.states[targets[series]] = state;
            self.last[targets[series]] = panel.last_time(series)?;
        }
        Ok(frame)
    }
}
