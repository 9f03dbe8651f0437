//! Many series in the long format: an id, a time and a value in each row.

use super::Times;
use super::digest::Digest;
use super::frame::{Column, Frame, out_of_range, range_error, wrong_kind};
use super::time::{Frequency, TimeUnit};
use crate::error::{Result, err};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::ops::Range;

/// Which columns of a frame are the panel, and what becomes of its gaps.
///
/// The names are Nixtla's by default. Every other column of numbers is a regressor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PanelSpec {
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
}

/// What to do where a value or a whole row is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// Leave them missing: a component that cannot work with them says so (`kp.missing_values`).
    #[default]
    Keep,
    /// Repeat the last value before the gap; the first, where nothing comes before it.
    ForwardFill,
    /// A straight line across the gap; the nearest value at the ends.
    Interpolate,
    /// Zero, for demand that was not recorded because there was none.
    Zero,
}

impl Default for PanelSpec {
    fn default() -> Self {
        Self {
            id_col: "unique_id".into(),
            time_col: "ds".into(),
            target_col: "y".into(),
            freq: None,
            missing: Missing::Keep,
        }
    }
}

/// Regular series side by side.
///
/// Rows may come in any order; each series is sorted by time, and a missing row becomes a missing value (NaN). So series
/// `i` is known by its first time, the step, and its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    pub(crate) spec: PanelSpec,
    /// One row a series: `Column::Str` or `Column::I64`, as they came.
    pub(crate) ids: Column,
    /// First time of each series.
    pub(crate) starts: Vec<i64>,
    /// Where the values of each series start, and the end of the last.
    pub(crate) offsets: Vec<usize>,
    pub(crate) y: Vec<f64>,
    pub(crate) regressors: Vec<(String, Vec<f64>)>,
    pub(crate) freq: Frequency,
    /// `None` for integer time.
    pub(crate) unit: Option<TimeUnit>,
    pub(crate) zone: Option<String>,
}

/// One series of a [`Panel`].
#[derive(Clone, Copy, Debug)]
pub struct Series<'a> {
    /// The values in order of time; NaN where one is missing.
    pub y: &'a [f64],
    /// Named regressors, each as long as `y`.
    pub regressors: &'a [(&'a str, &'a [f64])],
}

impl<'a> Series<'a> {
    /// A series without regressors.
    pub fn new(y: &'a [f64]) -> Self {
        Self { y, regressors: &[] }
    }

    /// The values, none of them missing, and at least `least` of them.
    ///
    /// # Errors
    /// `kp.not_enough_data` for a shorter series, `kp.missing_values` where one is missing.
    pub fn complete(&self, least: usize) -> Result<&'a [f64]> {
        if self.y.len() < least {
            return Err(err!(
                NotEnoughData,
                "the series has {} observations; at least {least} are needed",
                self.y.len()
            )
            .with("observations", self.y.len())
            .with("needed", least));
        }
        match self.y.iter().filter(|value| value.is_nan()).count() {
            0 => Ok(self.y),
            missing => Err(err!(
                MissingValues,
                "{missing} of {} values are missing; fill them with missing = \"interpolate\", \"forward_fill\" or \"zero\"",
                self.y.len()
            )
            .with("missing", missing)),
        }
    }
}

impl Panel {
    /// One series in integer time that starts at 0; its id is "series".
    ///
    /// # Errors
    /// `kp.not_enough_data` without values, `kp.invalid_data` for one beyond ±1e100.
    pub fn from_values(y: &[f64]) -> Result<Self> {
        Self::from_frame(&Frame::new().with("y", y.to_vec())?, PanelSpec::default())
    }

    /// Reads a panel out of a frame.
    ///
    /// # Errors
    /// `kp.invalid_data` for absent or unfit columns, missing ids, a time that occurs twice in a series or lies between
    /// two steps, and values beyond ±1e100; `kp.not_enough_data` without rows; `kp.invalid_params` for a `freq` that is not
    /// one or does not fit the kind of time.
    pub fn from_frame(frame: &Frame, spec: PanelSpec) -> Result<Self> {
        Self::read(frame, spec, true)
    }

    /// Reads the future values of regressors: a panel without the target.
    pub(crate) fn read(frame: &Frame, spec: PanelSpec, with_target: bool) -> Result<Self> {
        let rows = frame.rows();
        let target = if with_target { numbers(frame, &spec.target_col)? } else { vec![f64::NAN; rows] };
        if rows == 0 {
            return Err(err!(NotEnoughData, "the panel is empty; at least one row is needed"));
        }
        let (groups, ids) = group(frame.get(&spec.id_col), rows, &spec.id_col)?;
        let (ticks, unit, zone) = times(frame.get(&spec.time_col), &groups, ids.len(), &spec.time_col)?;
        let order = order(&groups, &ticks, ids.len());
        let freq = frequency(&spec, &ticks, &order, unit)?;

        let mut names = Vec::new();
        let mut columns = vec![target];
        for (name, column) in frame.iter() {
            if ![&spec.id_col, &spec.time_col, &spec.target_col].iter().any(|taken| *taken == name) {
                names.push(name.to_owned());
                columns.push(column.to_f64().ok_or_else(|| wrong_kind(name, column, "numbers, as regressors do"))?);
            }
        }
        for (name, column) in std::iter::once(&spec.target_col).chain(&names).zip(&columns) {
            if let Some(row) = column.iter().position(|&value| out_of_range(value)) {
                return Err(range_error(name, row, column[row]));
            }
        }

        let mut panel = Panel {
            ids,
            starts: Vec::with_capacity(order.len()),
            offsets: vec![0],
            y: Vec::with_capacity(rows),
            regressors: Vec::new(),
            freq,
            unit,
            zone,
            spec,
        };
        let mut filled: Vec<Vec<f64>> = columns.iter().map(|_| Vec::with_capacity(rows)).collect();
        for (series, rows) in order.iter().enumerate() {
            panel.starts.push(ticks[rows[0]]);
            panel.lay_out(series, rows, &ticks, &columns, &mut filled)?;
            panel.offsets.push(filled[0].len());
        }
        let mut filled = filled.into_iter();
        panel.y = filled.next().unwrap_or_default();
        panel.regressors = names.into_iter().zip(filled).collect();
        if with_target {
            panel.fill_missing();
        }
        Ok(panel)
    }

    /// Copies the rows of one series in order of time, with NaN for the steps that no row has.
    fn lay_out(
        &self,
        series: usize,
        rows: &[usize],
        ticks: &[i64],
        columns: &[Vec<f64>],
        filled: &mut [Vec<f64>],
    ) -> Result<()> {
        let mut expected = ticks[rows[0]];
        for (position, &row) in rows.iter().enumerate() {
            if ticks[row] != expected {
                let previous = ticks[rows[position - 1]];
                let place = || err_in(&self.ids, series, &self.spec);
                if ticks[row] == previous {
                    return Err(place()(format!("time {} occurs twice", self.show(previous))));
                }
                let from = self.starts[series];
                let ahead = self.freq.steps_between(from, ticks[row], self.unit);
                let behind = self.freq.steps_between(from, previous, self.unit);
                let (Some(ahead), Some(behind)) = (ahead, behind) else {
                    let (time, freq) = (self.show(ticks[row]), self.freq);
                    let message =
                        format!("time {time} is not a whole number of steps of '{freq}' after {}", self.show(from));
                    return Err(place()(message));
                };
                let gap = (ahead - behind - 1) as usize;
                if gap > 100 * rows.len() + 10_000 {
                    let message =
                        format!("{gap} steps of '{}' are missing before {}", self.freq, self.show(ticks[row]));
                    return Err(place()(message + "; is freq right?"));
                }
                filled.iter_mut().for_each(|column| column.resize(column.len() + gap, f64::NAN));
            }
            columns.iter().zip(filled.iter_mut()).for_each(|(from, to)| to.push(from[row]));
            let steps = self.freq.steps_between(self.starts[series], ticks[row], self.unit).unwrap_or(0);
            expected = self.freq.advance(self.starts[series], steps + 1, self.unit)?;
        }
        Ok(())
    }

    fn fill_missing(&mut self) {
        for bounds in self.offsets.windows(2) {
            fill(&mut self.y[bounds[0]..bounds[1]], self.spec.missing);
        }
    }

    /// How many series there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there are no series; a panel read from a frame has at least one.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// How many observations all series have, missing ones included.
    pub fn observations(&self) -> usize {
        self.y.len()
    }

    /// How the panel was read.
    pub fn spec(&self) -> &PanelSpec {
        &self.spec
    }

    /// The ids, one a series, in order of first appearance.
    pub fn ids(&self) -> &Column {
        &self.ids
    }

    /// The id of a series, as text.
    pub fn id(&self, series: usize) -> String {
        id_text(&self.ids, series)
    }

    /// The step between observations.
    pub fn freq(&self) -> Frequency {
        self.freq
    }

    /// The names of the regressors.
    pub fn regressor_names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.regressors.iter().map(|(name, _)| name.as_str())
    }

    /// The values of a series.
    ///
    /// # Panics
    /// When there is no such series.
    pub fn y(&self, series: usize) -> &[f64] {
        &self.y[self.offsets[series]..self.offsets[series + 1]]
    }

    /// Calls `f` with a series, regressors and all.
    pub fn with_series<R>(&self, series: usize, f: impl FnOnce(Series<'_>) -> R) -> R {
        let bounds = self.offsets[series]..self.offsets[series + 1];
        let regressors: Vec<(&str, &[f64])> =
            self.regressors.iter().map(|(name, values)| (name.as_str(), &values[bounds.clone()])).collect();
        f(Series { y: &self.y[bounds], regressors: &regressors })
    }

    /// The time of an observation of a series.
    pub(crate) fn time(&self, series: usize, step: usize) -> Result<i64> {
        self.freq.advance(self.starts[series], step as i64, self.unit)
    }

    /// The time of the last observation of a series.
    pub fn last_time(&self, series: usize) -> Result<i64> {
        self.time(series, self.y(series).len() - 1)
    }

    /// Part of every series, in the long format: `steps` says of a series of some length which of its steps.
    pub(crate) fn window(&self, steps: impl Fn(usize) -> Range<usize>) -> Result<Frame> {
        let (mut series_of, mut ticks, mut rows) = (Vec::new(), Vec::new(), Vec::new());
        for series in 0..self.len() {
            for step in steps(self.y(series).len()) {
                series_of.push(series);
                ticks.push(self.time(series, step)?);
                rows.push(self.offsets[series] + step);
            }
        }
        let pick = |values: &[f64]| rows.iter().map(|&row| values[row]).collect::<Vec<f64>>();
        let frame = Frame::new().with(&self.spec.id_col, self.ids.take(&series_of))?;
        let frame = frame.with(&self.spec.time_col, time_column(ticks, self.unit, &self.zone))?;
        let mut frame = frame.with(&self.spec.target_col, pick(&self.y))?;
        self.regressors.iter().try_for_each(|(name, values)| frame.push(name.clone(), pick(values).into()))?;
        Ok(frame)
    }

    /// SHA-256 over ids, times and values as they were laid out, in hexadecimal.
    pub(crate) fn digest(&self) -> String {
        let mut digest = Digest::new();
        digest.column(&self.ids);
        digest.i64(&self.starts);
        digest.i64(&self.offsets.iter().map(|&offset| offset as i64).collect::<Vec<_>>());
        digest.f64(&self.y);
        self.regressors.iter().for_each(|(_, values)| digest.f64(values));
        digest.hex()
    }

    /// Counts time in another unit: one language has milliseconds where another has nanoseconds.
    ///
    /// # Errors
    /// `kp.invalid_data` between dates and whole numbers, and where a start is not a whole number of ticks.
    pub(crate) fn count_time_in(&mut self, unit: Option<TimeUnit>) -> Result<()> {
        let (from, to) = match (self.unit, unit) {
            (from, to) if from == to => return Ok(()),
            (Some(from), Some(to)) => (i128::from(from.per_second()), i128::from(to.per_second())),
            (given, _) => {
                let kind = |is_date| if is_date { "dates" } else { "whole numbers" };
                let (given, expected) = (kind(given.is_some()), kind(unit.is_some()));
                return Err(err!(InvalidData, "the times are {given}; the model was fitted to {expected}")
                    .with("column", &self.spec.time_col));
            }
        };
        let convert = |&tick: &i64| {
            let scaled = i128::from(tick) * to;
            (scaled % from == 0).then(|| i64::try_from(scaled / from).ok()).flatten()
        };
        let starts: Option<Vec<i64>> = self.starts.iter().map(convert).collect();
        let message = "a time cannot be counted in the unit of the data that the model was fitted to";
        self.starts = starts.ok_or_else(|| err!(InvalidData, "{message}").with("column", &self.spec.time_col))?;
        self.unit = unit;
        Ok(())
    }

    fn show(&self, tick: i64) -> String {
        show_time(tick, self.unit)
    }
}

/// A time as a user would write it.
pub(crate) fn show_time(tick: i64, unit: Option<TimeUnit>) -> String {
    let Some(unit) = unit else { return tick.to_string() };
    let (year, month, day) = super::time::civil(tick, unit);
    let seconds = tick.div_euclid(unit.per_second()).rem_euclid(86_400);
    let date = format!("{year:04}-{month:02}-{day:02}");
    if seconds == 0 {
        return date;
    }
    format!("{date}T{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

/// A column of times, or of whole numbers where time is integer.
pub(crate) fn time_column(ticks: Vec<i64>, unit: Option<TimeUnit>, zone: &Option<String>) -> Column {
    match unit {
        None => Column::I64(ticks),
        Some(unit) => Column::Time(Times { ticks, unit, zone: zone.clone() }),
    }
}

/// The id in a row of an id column, as text.
pub(crate) fn id_text(ids: &Column, row: usize) -> String {
    match ids {
        Column::I64(ids) => ids[row].to_string(),
        Column::Str(ids) => ids.get(row).unwrap_or_default().to_owned(),
        _ => String::new(),
    }
}

fn err_in<'a>(ids: &'a Column, series: usize, spec: &'a PanelSpec) -> impl FnOnce(String) -> crate::Error + 'a {
    move |message| {
        let id = id_text(ids, series);
        err!(InvalidData, "series '{id}': {message}").with("series", id).with("column", &spec.time_col)
    }
}

fn numbers(frame: &Frame, name: &str) -> Result<Vec<f64>> {
    let column = frame.column(name)?;
    column.to_f64().ok_or_else(|| wrong_kind(name, column, "numbers"))
}

/// The series number of each row, and the id of each series.
fn group(column: Option<&Column>, rows: usize, name: &str) -> Result<(Vec<usize>, Column)> {
    let Some(column) = column else {
        return Ok((vec![0; rows], Column::Str(["series"].into_iter().collect())));
    };
    match column {
        Column::Str(ids) => {
            if let Some(row) = ids.iter().position(|id| id.is_none()) {
                return Err(err!(MissingValues, "column '{name}' has no id in row {row}").with("column", name));
            }
            let (groups, firsts) = number((0..rows).map(|row| ids.get(row).unwrap_or_default()));
            Ok((groups, Column::Str(ids.take(firsts))))
        }
        other => {
            let ids = other.to_i64().ok_or_else(|| wrong_kind(name, other, "text or whole numbers"))?;
            let (groups, firsts) = number(ids.iter());
            Ok((groups, Column::I64(firsts.into_iter().map(|row| ids[row]).collect())))
        }
    }
}

/// Numbers keys in order of first appearance: the number of each row, and the first row of each number.
fn number<K: std::hash::Hash + Eq + Copy>(keys: impl Iterator<Item = K>) -> (Vec<usize>, Vec<usize>) {
    let (mut numbers, mut firsts) = (Vec::new(), Vec::new());
    let mut known: HashMap<K, usize> = HashMap::new();
    let mut previous: Option<(K, usize)> = None;
    for (row, key) in keys.enumerate() {
        let number = match previous {
            Some((last, number)) if last == key => number,
            _ => *known.entry(key).or_insert_with(|| {
                firsts.push(row);
                firsts.len() - 1
            }),
        };
        previous = Some((key, number));
        numbers.push(number);
    }
    (numbers, firsts)
}

type Ticks = (Vec<i64>, Option<TimeUnit>, Option<String>);

fn times(column: Option<&Column>, groups: &[usize], series: usize, name: &str) -> Result<Ticks> {
    match column {
        None => {
            let mut next = vec![0; series];
            let number = |&group: &usize| {
                next[group] += 1;
                next[group] - 1
            };
            Ok((groups.iter().map(number).collect(), None, None))
        }
        Some(Column::Time(times)) => Ok((times.ticks.clone(), Some(times.unit), times.zone.clone())),
        Some(other) => {
            let ticks = other.to_i64().ok_or_else(|| wrong_kind(name, other, "dates and times, or whole numbers"))?;
            Ok((ticks, None, None))
        }
    }
}

/// The rows of each series in order of time; equal times stay in order of row.
fn order(groups: &[usize], ticks: &[i64], series: usize) -> Vec<Vec<usize>> {
    let mut order = vec![Vec::new(); series];
    groups.iter().enumerate().for_each(|(row, &group)| order[group].push(row));
    for rows in &mut order {
        if rows.windows(2).any(|pair| ticks[pair[0]] > ticks[pair[1]]) {
            rows.sort_by_key(|&row| ticks[row]);
        }
    }
    order
}

fn frequency(spec: &PanelSpec, ticks: &[i64], order: &[Vec<usize>], unit: Option<TimeUnit>) -> Result<Frequency> {
    if let Some(text) = &spec.freq {
        let freq: Frequency = text.parse()?;
        if freq.is_integer() != unit.is_none() {
            let kind = if unit.is_none() { "whole numbers: freq must be one too" } else { "dates: use D, h, MS, ..." };
            return Err(err!(InvalidParams, "freq is '{text}', but the times are {kind}").with("param", "freq"));
        }
        return Ok(freq);
    }
    // The longest series knows best; an inferred step must then fit all the others.
    let longest = order.iter().fold(&order[0], |best, rows| if rows.len() > best.len() { rows } else { best });
    let sorted: Vec<i64> = longest.iter().map(|&row| ticks[row]).collect();
    match (Frequency::infer(&sorted, unit), unit) {
        (Some(freq), _) => Ok(freq),
        (None, None) => Ok(Frequency::Step(1)),
        (None, Some(_)) if longest.len() < 2 => {
            Err(err!(InvalidParams, "freq cannot be inferred from one observation; give it, such as freq = \"D\"")
                .with("param", "freq"))
        }
        (None, Some(_)) => {
            Err(err!(InvalidParams, "freq cannot be inferred; give it, such as freq = \"D\"").with("param", "freq"))
        }
    }
}

fn fill(y: &mut [f64], how: Missing) {
    let Some(first) = y.iter().position(|value| !value.is_nan()) else { return };
    match how {
        Missing::Keep => {}
        Missing::Zero => y.iter_mut().filter(|value| value.is_nan()).for_each(|value| *value = 0.0),
        Missing::ForwardFill => {
            let mut last = y[first];
            for value in y {
                if value.is_nan() { *value = last } else { last = *value }
            }
        }
        Missing::Interpolate => {
            let mut before = first;
            let value = y[first];
            y[..first].fill(value);
            for at in first + 1..y.len() {
                if y[at].is_nan() {
                    continue;
                }
                let (from, to, span) = (y[before], y[at], (at - before) as f64);
                (before + 1..at).for_each(|k| y[k] = from + (to - from) * ((k - before) as f64 / span));
                before = at;
            }
            let last = y[before];
            y[before + 1..].fill(last);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Strings;

    fn long(ids: &[&str], ds: &[i64], y: &[f64]) -> Frame {
        let ids: Strings = ids.iter().collect();
        Frame::new().with("unique_id", ids).unwrap().with("ds", ds.to_vec()).unwrap().with("y", y.to_vec()).unwrap()
    }

    fn read(frame: &Frame) -> Result<Panel> {
        Panel::from_frame(frame, PanelSpec::default())
    }

    #[test]
    fn rows_in_any_order_become_regular_series() {
        let frame = long(&["b", "a", "b", "a", "b"], &[3, 1, 1, 2, 2], &[30., 1., 10., 2., 20.]);
        let panel = read(&frame).unwrap();
        assert_eq!((panel.id(0), panel.id(1)), ("b".into(), "a".into()));
        assert_eq!((panel.y(0), panel.y(1)), (&[10., 20., 30.][..], &[1., 2.][..]));
        assert_eq!(panel.last_time(0).unwrap(), 3);
    }

    #[test]
    fn gaps_become_missing_values_and_are_filled_on_request() {
        let frame = long(&["a"; 4], &[1, 2, 5, 6], &[1., 2., 5., 7.]);
        let panel = read(&frame).unwrap();
        assert!(panel.y(0)[2].is_nan() && panel.y(0)[3].is_nan());
        let error = panel.with_series(0, |series| series.complete(1).unwrap_err());
        assert_eq!((error.code(), error.context()["missing"].as_str()), ("kp.missing_values", "2"));
        for (missing, expected) in [
            (Missing::Interpolate, [1., 2., 3., 4., 5., 7.]),
            (Missing::ForwardFill, [1., 2., 2., 2., 5., 7.]),
            (Missing::Zero, [1., 2., 0., 0., 5., 7.]),
        ] {
            let spec = PanelSpec { missing, ..PanelSpec::default() };
            assert_eq!(Panel::from_frame(&frame, spec).unwrap().y(0), expected);
        }
    }

    #[test]
    fn bad_rows_are_named() {
        let message = |frame: Frame| read(&frame).unwrap_err().message().to_owned();
        assert_eq!(message(long(&["a"; 2], &[1, 1], &[1., 2.])), "series 'a': time 1 occurs twice");
        assert_eq!(
            message(long(&["a", "a", "a", "b", "b"], &[1, 3, 5, 1, 2], &[1.; 5])),
            "series 'b': time 2 is not a whole number of steps of '2' after 1"
        );
        assert_eq!(message(long(&["a"], &[1], &[f64::INFINITY])), "column 'y' has inf in row 0; must be within ±1e100");
        assert_eq!(message(long(&[], &[], &[])), "the panel is empty; at least one row is needed");
    }

    #[test]
    fn other_columns_are_regressors() {
        let frame = long(&["a"; 2], &[2, 1], &[2., 1.]).with("price", vec![20i64, 10]).unwrap();
        let panel = read(&frame).unwrap();
        panel.with_series(0, |series| assert_eq!(series.regressors, [("price", &[10., 20.][..])]));
        let frame = frame.with("city", ["x", "y"].into_iter().collect::<Strings>()).unwrap();
        assert_eq!(
            read(&frame).unwrap_err().message(),
            "column 'city' holds text; it must hold numbers, as regressors do"
        );
    }

    #[test]
    fn real_numbers_that_are_whole_serve_as_ids_and_times() {
        let frame = |ids: [f64; 2], ds: [f64; 2]| {
            let frame = Frame::new().with("unique_id", ids.to_vec()).unwrap().with("ds", ds.to_vec()).unwrap();
            frame.with("y", vec![1., 2.]).unwrap()
        };
        let panel = read(&frame([7., 7.], [1., 2.])).unwrap();
        assert_eq!((panel.ids(), panel.starts.as_slice()), (&Column::I64(vec![7]), &[1][..]));
        let message = |frame| read(&frame).unwrap_err().message().to_owned();
        assert!(message(frame([7., 7.5], [1., 2.])).contains("must hold text or whole numbers"));
        assert!(message(frame([7., 7.], [1., f64::NAN])).contains("must hold dates and times, or whole numbers"));
    }

    #[test]
    fn time_is_counted_in_the_unit_of_the_model() {
        let of = |ticks: Vec<i64>, unit| {
            let frame = Frame::new().with("ds", Times::new(ticks, unit)).unwrap().with("y", vec![1., 2.]).unwrap();
            read(&frame).unwrap()
        };
        let mut panel = of(vec![86_400_000, 172_800_000], TimeUnit::Millisecond);
        panel.count_time_in(Some(TimeUnit::Nanosecond)).unwrap();
        assert_eq!(panel, of(vec![86_400_000_000_000, 172_800_000_000_000], TimeUnit::Nanosecond));
        panel.count_time_in(Some(TimeUnit::Second)).unwrap();
        assert_eq!(panel.starts, [86_400]);
        assert!(panel.count_time_in(None).unwrap_err().message().contains("fitted to whole numbers"));
        let mut odd = of(vec![500, 1_500], TimeUnit::Millisecond);
        assert_eq!(odd.count_time_in(Some(TimeUnit::Second)).unwrap_err().code(), "kp.invalid_data");
    }

    #[test]
    fn a_calendar_gap_of_months_is_seen() {
        let day = |month| super::super::time::days_from_civil(2024, month, 1) * 86_400_000;
        let times = Times::new(vec![day(1), day(2), day(4)], TimeUnit::Millisecond);
        let frame = Frame::new().with("ds", times).unwrap().with("y", vec![1., 2., 4.]).unwrap();
        let panel = read(&frame).unwrap();
        assert_eq!((panel.freq().to_string().as_str(), panel.observations()), ("MS", 4));
    }
}
