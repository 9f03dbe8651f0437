//! A fitted panel and its verbs.

use super::any::ForecasterKind;
use super::conformal::Calibration;
use super::fallback::{self, Fallbacks};
use super::simulate::Source;
use super::transform::Curved;
use super::{ForecastArgs, Intervals, Request, SimulateArgs, is_about_the_call};
use crate::component::failures::Failure;
use crate::component::{Body, Context, Parts, Probe, Store};
use crate::data::{Column, Data, Frame, Frequency, Panel, PanelSpec, TimeUnit};
use crate::data::{id_text, show_time, time_column};
use crate::error::{Error, Result, err};
use crate::math::rng::Rng;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::HashMap;

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Header {
    pub(super) spec: PanelSpec,
    pub(super) name: String,
    pub(super) freq: Frequency,
    pub(super) unit: Option<TimeUnit>,
    pub(super) zone: Option<String>,
    #[serde(with = "as_text")]
    pub(super) seed: u64,
    pub(super) regressors: Vec<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) non_negative: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) bootstrap: bool,
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

/// Observations and their one-step forecasts, series by series.
#[derive(Clone)]
pub(super) struct History {
    pub(super) ends: Vec<usize>,
    pub(super) y: Vec<f64>,
    pub(super) fitted: Vec<f64>,
}

impl History {
    /// Of these series of a panel, where `fitted` has a value for every observation of it. That is not copied, and nothing
    /// grows by itself, which may take twice the room.
    pub(super) fn of(panel: &Panel, kept: &[usize], mut fitted: Vec<f64>) -> Self {
        let (mut ends, mut y) = (Vec::with_capacity(kept.len()), Vec::with_capacity(panel.observations()));
        for &series in kept {
            fitted.copy_within(panel.range(series), y.len());
            y.extend_from_slice(panel.y(series));
            ends.push(y.len());
        }
        fitted.truncate(y.len());
        Self { ends, y, fitted }
    }

    fn push(&mut self, y: &[f64], fitted: &[f64]) {
        self.y.extend_from_slice(y);
        self.fitted.extend_from_slice(fitted);
        self.fitted.resize(self.y.len(), f64::NAN);
        self.ends.push(self.y.len());
    }

    pub(super) fn range(&self, series: usize) -> std::ops::Range<usize> {
        let start = if series == 0 { 0 } else { self.ends[series - 1] };
        start..self.ends[series]
    }
}

/// The fitted series of a panel.
#[derive(Clone)]
pub(super) struct FittedPanel {
    pub(super) kind: ForecasterKind,
    pub(super) header: Header,
    pub(super) ids: Column,
    pub(super) last: Vec<i64>,
    pub(super) states: Vec<Curved>,
    pub(super) failures: Vec<Failure>,
    pub(super) fallbacks: Fallbacks,
    pub(super) history: Option<History>,
    /// For conformal intervals.
    pub(super) calibration: Option<Calibration>,
}

impl FittedPanel {
    pub(super) fn facts(&self, panel: &Panel) -> Result<Map<String, Value>> {
        let ends: Vec<i64> = (0..panel.len()).map(|series| panel.last_time(series)).collect::<Result<_>>()?;
        let (first, last) = (panel.starts.iter().min().copied(), ends.into_iter().max());
        let show = |tick: Option<i64>| tick.map(|tick| show_time(tick, panel.unit));
        let facts = json!({
            "rows": panel.observations(),
            "series": self.states.len() + self.failures.len(),
            "series_failed": self.failures.len(),
            "series_fallback": self.fallbacks.len(),
            "missing": panel.y.iter().filter(|value| value.is_nan()).count(),
            "freq": panel.freq.to_string(),
            "first_time": show(first),
            "last_time": show(last),
            "data_sha256": panel.digest(),
        });
        Ok(facts.as_object().cloned().unwrap_or_default())
    }

    pub(super) fn advance(&self, tick: i64, n: usize) -> Result<i64> {
        self.header.freq.advance(tick, n as i64, self.header.unit)
    }

    /// Id and time columns of `length(series)` rows a series that start `first(series)` ticks in.
    pub(super) fn index(&self, lengths: &[usize], first: impl Fn(usize) -> Result<i64>) -> Result<Frame> {
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

    /// Whether no value of a series is below zero.
    fn non_negative(&self, series: usize) -> bool {
        self.header.non_negative || self.states[series].inner().least() >= 0.0
    }

    /// Calls `f` for every series; what goes wrong with one names it.
    fn each<T: Send>(&self, ctx: &Context, f: impl Fn(usize) -> Result<T> + Sync) -> Result<Vec<T>> {
        ctx.map(self.states.len(), |series| {
            f(series).map_err(|error| {
                if is_about_the_call(&error) {
                    return error;
                }
                let id = id_text(&self.ids, series);
                error.within(format_args!("series '{id}'")).with("series", id)
            })
        })
    }

    /// What the paths of a series are made from.
    fn source<'a>(&'a self, series: usize, future: &'a [(&'a str, &'a [f64])]) -> Result<Source<'a>> {
        let history = self.history()?;
        let range = history.range(series);
        let (y, fitted) = (&history.y[range.clone()], &history.fitted[range]);
        Ok(Source { state: &self.states[series], y, fitted, future, non_negative: self.header.non_negative })
    }
}

impl Body for FittedPanel {
    fn store(&self, store: &mut Store) -> Result<()> {
        self.write(store)
    }

    fn probes(&self) -> Result<Vec<Probe>> {
        // Regressors and panels of many series would make the proof larger than the model.
        if !self.header.regressors.is_empty() || self.states.len() > 1_000 {
            return Ok(Vec::new());
        }
        Ok(vec![Probe { verb: "forecast", args: json!({"h": 4, "level": [95]}), data: None }])
    }

    fn parts(&self) -> Result<Parts> {
        let ids = |series: &[usize]| Frame::new().with(&self.header.spec.id_col, self.ids.take(series));
        let summary = json!({
            "series": self.states.len(),
            "series_failed": self.failures.len(),
            "series_fallback": self.fallbacks.len(),
            "freq": self.header.freq,
        });
        let (stood_in, own) = self.fallbacks.split(self.states.len());
        let mut tables = self.rows_of(&own).into_tables("series", ids(&own)?)?;
        if !stood_in.is_empty() {
            tables.extend(self.rows_of(stood_in).into_tables("fallback", ids(stood_in)?)?);
        }
        tables.extend(self.parameters()?.map(|table| ("parameters".into(), table)));
        tables.extend(self.components()?.map(|table| ("components".into(), table)));
        Ok(Parts { summary: summary.as_object().cloned().unwrap_or_default(), tables })
    }

    fn fields(&self) -> Vec<(String, &'static str)> {
        let spec = &self.header.spec;
        let time = if self.header.unit.is_some() { "points in time" } else { "whole numbers" };
        let mut fields = vec![(spec.id_col.clone(), self.ids.kind()), (spec.time_col.clone(), time)];
        fields.push((spec.target_col.clone(), "real numbers"));
        fields.extend(self.header.regressors.iter().map(|name| (name.clone(), "real numbers")));
        fields
    }

    fn zone(&self) -> Option<&str> {
        self.header.zone.as_deref()
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
        let factors = self.calibration.as_ref().map(|calibration| calibration.factors(levels, h));
        let answers = self.each(ctx, |series| {
            let named = self.named(future.as_deref(), series);
            let mut answer = self.states[series].forecast(Request { h, levels, future: &named })?;
            let own = !self.fallbacks.has(series);
            if let (Some(factors), true) = (&factors, own) {
                answer.scale(factors);
            }
            if self.header.bootstrap && own && !levels.is_empty() {
                // The intervals of a saved model do not depend on who asks: their seed is that of the fit.
                let rng = Rng::new(self.header.seed, series as u64);
                self.source(series, &named)?.bound(&mut answer, levels, rng, ctx)?;
            }
            if self.non_negative(series) {
                answer.cut_at_zero();
            }
            let wanted = Request { h, levels: &[], future: &named };
            let parts = if args.components { self.ahead(series, &answer.mean, wanted)? } else { Vec::new() };
            Ok((answer, parts))
        })?;
        let (answers, parts): (Vec<Intervals>, Vec<_>) = answers.into_iter().unzip();
        let mut frame = self.index(&vec![h; self.states.len()], |series| self.advance(self.last[series], 1))?;
        let gather = |part: &dyn Fn(&Intervals) -> &[f64]| -> Column {
            Column::F64(answers.iter().flat_map(|answer| part(answer).iter().copied()).collect())
        };
        let name = &self.header.name;
        frame.push(name.clone(), gather(&|answer| &answer.mean))?;
        // Nixtla's order: the widest lower bound first, the widest upper bound last.
        let mut order: Vec<usize> = (0..levels.len()).collect();
        order.sort_by(|&a, &b| levels[a].total_cmp(&levels[b]));
        order.dedup_by_key(|&mut level| levels[level]);
        for &level in order.iter().rev() {
            frame.push(format!("{name}-lo-{}", levels[level]), gather(&|answer| &answer.bounds[level].0))?;
        }
        for &level in &order {
            frame.push(format!("{name}-hi-{}", levels[level]), gather(&|answer| &answer.bounds[level].1))?;
        }
        if args.components {
            self.push_parts(&mut frame, parts, h)?;
        }
        if self.fallbacks.len() > 0 {
            frame.push(fallback::column(name), Column::Str(self.fallbacks.marks(self.states.len(), h)))?;
        }
        Ok(frame)
    }

    fn simulate(&self, args: &SimulateArgs, future: Option<&Frame>, ctx: &Context) -> Result<Frame> {
        let (h, paths) = (args.h, args.paths);
        let rows = self.states.len().checked_mul(h).and_then(|rows| rows.checked_mul(paths));
        if rows.is_none_or(|rows| rows > 1 << 31) {
            let series = self.states.len();
            return Err(err!(
                InvalidParams,
                "paths is {paths}; {series} series times h times paths is too large a result"
            ));
        }
        let future = self.future(future, h)?;
        let values = self.each(ctx, |series| {
            let named = self.named(future.as_deref(), series);
            self.source(series, &named)?.paths(h, paths, Rng::new(ctx.get_seed(), series as u64), ctx)
        })?;
        let steps = self.index(&vec![h; self.states.len()], |series| self.advance(self.last[series], 1))?;
        let rows: Vec<usize> = (0..self.states.len())
            .flat_map(|series| (0..paths).flat_map(move |_| series * h..(series + 1) * h))
            .collect();
        let numbers = (0..self.states.len()).flat_map(|_| (0..paths).flat_map(|path| vec![path as i64; h]));
        steps.take(&rows).with("path", numbers.collect::<Vec<i64>>())?.with(&self.header.name, values.concat())
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
        self.fallbacks.beside(&self.failures, &self.header.spec.id_col)
    }

    fn update(&mut self, data: &Data, ctx: &Context) -> Result<Frame> {
        let (mut panel, unnumbered) = self.read_more(data.frame()?, true)?;
        self.same_regressors(&mut panel)?;
        let known: HashMap<String, usize> =
            (0..self.states.len()).map(|series| (id_text(&self.ids, series), series)).collect();
        let mut targets = Vec::with_capacity(panel.len());
        for series in 0..panel.len() {
            let id = panel.id(series);
            let place = |message: String| err!(InvalidData, "series '{id}': {message}").with("series", &id);
            let &own = known.get(&id).ok_or_else(|| place("the model was not fitted to it".into()))?;
            let next = self.advance(self.last[own], 1)?;
            if unnumbered {
                panel.starts[series] = next;
            }
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
            let id = panel.id(series);
            let place = |error: Error| error.within(format_args!("series '{id}'")).with("series", &id);
            let expected = panel.with_series(series, |new| state.update(new)).map_err(place)?;
            Ok((state, expected))
        })?;
        let lengths: Vec<usize> = updates.iter().map(|(_, expected)| expected.len()).collect();
        let seen = FittedPanel {
            kind: self.kind,
            ids: panel.ids.clone(),
            last: Vec::new(),
            states: Vec::new(),
            failures: Vec::new(),
            fallbacks: Fallbacks::default(),
            history: None,
            calibration: None,
            header: self.header.clone(),
        };
        let index = seen.index(&lengths, |series| Ok(panel.starts[series]))?;
        let all: Vec<f64> = updates.iter().flat_map(|(_, expected)| expected.iter().copied()).collect();
        let frame = index.with(&self.header.spec.target_col, panel.y.clone())?.with(&self.header.name, all)?;
        if let Some(history) = &mut self.history {
            let room = || Vec::with_capacity(history.y.len() + panel.observations());
            let mut longer = History { ends: Vec::new(), y: room(), fitted: room() };
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
