//! A fitted panel of series and its verbs.

use super::any::{AnyState, Kind};
use super::channels::{ChannelScore, Channels, Usual};
use crate::component::failures::{self, FAILED, Failure};
use crate::component::probability::Probability;
use crate::component::{Body, Context, ExplainArgs, Parts, Probe, RowReader, RowWriter, Store, corrupt};
use crate::data::{Column, Data, Frame, Frequency, Long, Panel, PanelSpec, Series, Strings, TimeUnit};
use crate::data::{id_text, show_time, time_column};
use crate::error::{Result, err};
use crate::math::rng::Rng;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// What all series have in common, and a range of each channel to make probes of.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Header {
    spec: PanelSpec,
    freq: Frequency,
    unit: Option<TimeUnit>,
    zone: Option<String>,
    channels: Vec<String>,
    /// The smallest and the largest value of the target, and of each further channel.
    ranges: Vec<Option<(f64, f64)>>,
    /// Where each channel has a state of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    method: Option<ChannelScore>,
}

impl Header {
    pub(super) fn of(panel: &Panel, method: Option<ChannelScore>) -> Self {
        let columns = std::iter::once(&panel.y).chain(panel.regressors.iter().map(|(_, values)| values));
        let range = |values: &Vec<f64>| {
            let known = values.iter().copied().filter(|value| !value.is_nan());
            let wide = |range: Option<(f64, f64)>, value: f64| {
                Some(range.map_or((value, value), |(low, high)| (low.min(value), high.max(value))))
            };
            known.fold(None, wide)
        };
        Self {
            spec: panel.spec().clone(),
            freq: panel.freq,
            unit: panel.unit,
            zone: panel.zone.clone(),
            channels: panel.regressor_names().map(str::to_owned).collect(),
            ranges: columns.map(range).collect(),
            method,
        }
    }
}

/// The fitted series of a panel.
#[derive(Clone)]
pub(super) struct Fitted {
    pub(super) header: Header,
    /// The time after the last one of the first series.
    pub(super) next: i64,
    pub(super) ids: Column,
    pub(super) thresholds: Vec<f64>,
    pub(super) probabilities: Vec<Probability>,
    pub(super) states: Vec<Box<dyn AnyState>>,
    pub(super) failures: Vec<Failure>,
}

/// New data for fitted series.
struct Given<'a> {
    long: Long<'a>,
    panel: Panel,
    /// The fitted series of each of the panel's; `None` for those that could not be fitted.
    targets: Vec<Option<usize>>,
    /// The step of each row in its series.
    steps: Vec<usize>,
}

impl Given<'_> {
    /// The values of each series as they were `found`, a vector a column, in the order of the rows; NaN for the rows of
    /// series that have none.
    fn spread(&self, columns: usize, found: &[Option<Vec<Vec<f64>>>]) -> Vec<Vec<f64>> {
        let mut answers = vec![vec![f64::NAN; self.steps.len()]; columns];
        for (rows, found) in self.long.rows.iter().zip(found) {
            for (answer, found) in answers.iter_mut().zip(found.iter().flatten()) {
                rows.iter().for_each(|&row| answer[row] = found[self.steps[row]]);
            }
        }
        answers
    }
}

impl Fitted {
    pub(super) fn facts(&self, panel: &Panel) -> Result<Map<String, Value>> {
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

    pub(super) fn restore(kind: Kind, store: &Store) -> Result<Self> {
        let header: Header = store.get("panel")?;
        let channels = header.channels.len() + 1;
        if header.ranges.len() != channels {
            return Err(corrupt("panel", "does not have one range a channel"));
        }
        let thresholds: Vec<f64> = store.take("thresholds")?;
        let rows = thresholds.len();
        if thresholds.iter().any(|threshold| threshold.is_nan()) {
            return Err(corrupt("thresholds", "has one that is not a number"));
        }
        let numbers: Vec<f64> = store.take_exactly("probabilities", rows * Probability::LEN)?;
        let probabilities = numbers.chunks(Probability::LEN).map(Probability::from_numbers).collect::<Result<_>>()?;
        let ids = if store.has("ids") {
            Column::I64(store.take_exactly("ids", rows)?)
        } else {
            Column::Str(store.take_strings("ids")?)
        };
        if ids.len() != rows {
            return Err(corrupt("ids", "does not have one id a series"));
        }
        let each = if header.method.is_some() { channels } else { 1 };
        let mut reader = RowReader::new(store, rows * each);
        let mut states: Vec<Box<dyn AnyState>> = Vec::new();
        for _ in 0..rows {
            match header.method {
                Some(method) => states.push(Box::new(Channels::restore(kind, method, &mut reader, channels)?)),
                None => {
                    states.push((kind.restore)(&mut reader, channels)?);
                    reader.next_row();
                }
            }
        }
        let next = store.take_exactly::<i64>("next", 1)?[0];
        Ok(Self { header, next, ids, thresholds, probabilities, states, failures: failures::read(FAILED, store)? })
    }

    /// Reads new data: its series are found by id, its channels by name.
    fn read<'a>(&self, frame: &'a Frame) -> Result<Given<'a>> {
        let header = &self.header;
        let spec = PanelSpec { freq: Some(header.freq.to_string()), ..header.spec.clone() };
        let long = Long::read(frame, &spec.id_col, &spec.time_col)?;
        let mut panel = Panel::from_frame(frame, spec)?;
        let mut steps = vec![0; frame.rows()];
        for (series, rows) in long.rows.iter().enumerate() {
            for &row in rows {
                let step = panel.freq.steps_between(panel.starts[series], long.ticks[row], panel.unit);
                steps[row] = step.and_then(|step| usize::try_from(step).ok()).unwrap_or(0);
            }
        }
        panel.count_time_in(header.unit, header.zone.as_deref())?;
        let given: Vec<&str> = panel.regressor_names().collect();
        let same =
            given.len() == header.channels.len() && header.channels.iter().all(|name| given.contains(&name.as_str()));
        if !same {
            let (target, names) = (&header.spec.target_col, &header.channels);
            return Err(err!(
                InvalidData,
                "the columns beside '{target}' are {given:?}; those of the fit were {names:?}"
            ));
        }
        let place = |name: &str| header.channels.iter().position(|own| own == name);
        panel.regressors.sort_by_key(|(name, _)| place(name));
        let known: HashMap<String, usize> =
            (0..self.states.len()).map(|series| (id_text(&self.ids, series), series)).collect();
        let target = |series: usize| {
            let id = panel.id(series);
            match known.get(&id) {
                Some(&own) => Ok(Some(own)),
                None if self.failures.iter().any(|failure| failure.id == id) => Ok(None),
                None => Err(err!(InvalidData, "series '{id}': the model was not fitted to it").with("series", id)),
            }
        };
        let targets = (0..panel.len()).map(target).collect::<Result<_>>()?;
        Ok(Given { long, panel, targets, steps })
    }

    /// What `f` makes of each series: a value a row and column, in the order of the rows; NaN where the series could
    /// not be fitted. `f` is given the place of the state.
    fn each(
        &self,
        given: &Given<'_>,
        columns: usize,
        ctx: &Context,
        f: impl Fn(usize, Series<'_>) -> Result<Vec<Vec<f64>>> + Sync,
    ) -> Result<Vec<Vec<f64>>> {
        let found = ctx.map(given.panel.len(), |series| {
            let Some(own) = given.targets[series] else { return Ok(None) };
            let place = || format!("series '{}'", given.panel.id(series));
            let answer = given.panel.with_series(series, |series| {
                let (n, least) = (series.y.len(), self.states[own].least());
                if n < least {
                    return Err(err!(NotEnoughData, "it has {n} observations; at least {least} are needed"));
                }
                f(own, series)
            });
            answer.map(Some).map_err(|error| error.within(place()))
        })?;
        Ok(given.spread(columns, &found))
    }

    fn scores(&self, given: &Given<'_>, ctx: &Context) -> Result<Vec<f64>> {
        let scores = self.each(given, 1, ctx, |own, series| Ok(vec![self.states[own].score(series, ctx)?]))?;
        Ok(scores.into_iter().next().unwrap_or_default())
    }

    /// What is said of the rows of the fit, whose scores are known: one vector a series that could be fitted.
    pub(super) fn judge_own(&self, frame: &Frame, scores: Vec<Option<Vec<f64>>>) -> Result<Frame> {
        let given = self.read(frame)?;
        let found: Vec<_> = scores.into_iter().map(|scores| scores.map(|scores| vec![scores])).collect();
        self.judge(&given, given.spread(1, &found).swap_remove(0))
    }

    /// Id, time, score, verdict and probability of each row.
    fn judge(&self, given: &Given<'_>, scores: Vec<f64>) -> Result<Frame> {
        let (mut anomaly, mut probability) = (vec![false; scores.len()], vec![f64::NAN; scores.len()]);
        for (rows, own) in given.long.rows.iter().zip(&given.targets) {
            let Some(own) = *own else { continue };
            for &row in rows {
                anomaly[row] = scores[row] > self.thresholds[own];
                probability[row] = self.probabilities[own].at(scores[row]);
            }
        }
        let judged = self.index(given.long.frame)?.with("score", scores)?.with("anomaly", anomaly)?;
        judged.with("probability", probability)
    }

    /// Id and time of the rows as they came, where they have such columns.
    fn index(&self, frame: &Frame) -> Result<Frame> {
        let mut index = Frame::new();
        for name in [&self.header.spec.id_col, &self.header.spec.time_col] {
            if let Some(column) = frame.get(name) {
                index.push(name.clone(), column.clone())?;
            }
        }
        Ok(index)
    }
}

impl Fitted {
    /// The id of each state, and its channel where there are several.
    fn states_of(&self, ids: Frame) -> Result<Frame> {
        if self.header.method.is_none() {
            return Ok(ids);
        }
        let names = || std::iter::once(&self.header.spec.target_col).chain(&self.header.channels).map(String::as_str);
        let each = names().count();
        let channels: Strings = (0..self.states.len()).flat_map(|_| names()).collect();
        let rows: Vec<usize> = (0..self.states.len() * each).map(|row| row / each).collect();
        ids.take(&rows).with("channel", channels)
    }
}

impl Body for Fitted {
    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("panel", &self.header)?;
        match &self.ids {
            Column::I64(ids) => store.put("ids", ids),
            Column::Str(ids) => store.put_strings("ids", ids),
            _ => {}
        }
        store.put("next", &[self.next]);
        store.put("thresholds", &self.thresholds);
        store.put("probabilities", &self.probabilities.iter().flat_map(Probability::numbers).collect::<Vec<f64>>());
        let mut rows = RowWriter::default();
        self.states.iter().for_each(|state| state.store(&mut rows));
        rows.store(store);
        failures::write(FAILED, &self.failures, store);
        Ok(())
    }

    fn probes(&self) -> Result<Vec<Probe>> {
        // A long series would make the proof larger than the model.
        let rows = self.states.first().map_or(0, |state| state.least().max(64));
        if rows == 0 || rows > 4_096 {
            return Ok(Vec::new());
        }
        let header = &self.header;
        let time = |step: usize| header.freq.advance(self.next, step as i64, header.unit);
        let ticks = (0..rows).map(time).collect::<Result<Vec<i64>>>()?;
        let mut frame = Frame::new()
            .with(&header.spec.id_col, self.ids.take(&vec![0; rows]))?
            .with(&header.spec.time_col, time_column(ticks, header.unit, &header.zone))?;
        let mut rng = Rng::new(0, 0);
        for (name, range) in std::iter::once(&header.spec.target_col).chain(&header.channels).zip(&header.ranges) {
            let (low, high) = range.unwrap_or((0.0, 0.0));
            let values: Vec<f64> = (0..rows).map(|_| low + (high - low) * rng.uniform()).collect();
            frame.push(name.clone(), values.into())?;
        }
        Ok(vec![Probe { verb: "predict", args: Value::Null, data: Some(frame.into()) }])
    }

    fn parts(&self) -> Result<Parts> {
        let mut rows = RowWriter::default();
        self.states.iter().for_each(|state| state.store(&mut rows));
        let ids = Frame::new().with(&self.header.spec.id_col, self.ids.clone())?;
        let thresholds = ids.clone().with("threshold", self.thresholds.clone())?;
        let summary = json!({
            "series": self.states.len(),
            "series_failed": self.failures.len(),
            "freq": self.header.freq,
        });
        let mut tables = rows.into_tables("series", self.states_of(ids)?)?;
        tables.push(("thresholds".into(), thresholds));
        Ok(Parts { summary: summary.as_object().cloned().unwrap_or_default(), tables })
    }

    fn fields(&self) -> Vec<(String, &'static str)> {
        let spec = &self.header.spec;
        let time = if self.header.unit.is_some() { "points in time" } else { "whole numbers" };
        let mut fields = vec![(spec.id_col.clone(), self.ids.kind()), (spec.time_col.clone(), time)];
        fields.push((spec.target_col.clone(), "real numbers"));
        fields.extend(self.header.channels.iter().map(|name| (name.clone(), "real numbers")));
        fields
    }

    fn zone(&self) -> Option<&str> {
        self.header.zone.as_deref()
    }

    fn boxed_clone(&self) -> Box<dyn Body> {
        Box::new(self.clone())
    }

    fn failures(&self) -> Result<Frame> {
        failures::frame(&self.failures, &self.header.spec.id_col)
    }

    fn score(&self, data: &Data, ctx: &Context) -> Result<Vec<f64>> {
        self.scores(&self.read(data.frame()?)?, ctx)
    }

    fn predict(&self, data: &Data, ctx: &Context) -> Result<Frame> {
        let given = self.read(data.frame()?)?;
        let scores = self.scores(&given, ctx)?;
        self.judge(&given, scores)
    }

    fn explain(&self, data: &Data, _args: &ExplainArgs, ctx: &Context) -> Result<Frame> {
        let given = self.read(data.frame()?)?;
        let columns = self.header.ranges.len();
        let several = self.header.method.is_some();
        let shares = self.each(&given, columns, ctx, |own, series| {
            let scores = self.states[own].channels(series, ctx)?;
            if several {
                return Ok(scores);
            }
            let usual = Usual::of(&self.probabilities[own]);
            Ok(scores.into_iter().map(|scores| usual.deviations(scores)).collect())
        })?;
        let mut frame = self.index(given.long.frame)?;
        let names = std::iter::once(&self.header.spec.target_col).chain(&self.header.channels);
        names.zip(shares).try_for_each(|(name, share)| frame.push(name.clone(), share.into()))?;
        Ok(frame)
    }
}
