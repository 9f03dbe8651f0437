//! Many series in the long format: an id, a time and a value in each row.

mod read;

use super::digest::Digest;
use super::frame::{Column, Frame};
use super::time::{Frequency, TimeUnit};
use super::{Clock, Times};
use crate::error::{Error, Result, err};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
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
    /// The step between observations, such as `MS`, `D`, `15min` or `1`; when absent the one that explains
    /// most gaps of the longest series.
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
    /// When they were observed: whole numbers from 0 where nothing is known.
    pub clock: Clock,
}

impl<'a> Series<'a> {
    /// A series without regressors and dates.
    pub fn new(y: &'a [f64]) -> Self {
        Self { y, regressors: &[], clock: Clock::default() }
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
        Self::read(frame, spec, true, None)
    }

    /// [`Panel::from_frame`] without the series that cannot be read, and those by id: a time that occurs twice or lies
    /// between two steps, a value out of range.
    ///
    /// # Errors
    /// As [`Panel::from_frame`]; that of the first series where no other is left.
    pub(crate) fn from_frame_apart(frame: &Frame, spec: PanelSpec) -> Result<(Self, Vec<(String, Error)>)> {
        let mut refused = Vec::new();
        let panel = Self::read(frame, spec, true, Some(&mut refused))?;
        Ok((panel, refused))
    }

    /// Reads a panel out of the columns of id, time and value of a frame; other columns may hold anything.
    ///
    /// # Errors
    /// As [`Panel::from_frame`].
    pub(crate) fn of_columns(frame: &Frame, columns: [&str; 3], freq: Option<&str>, missing: Missing) -> Result<Self> {
        Self::of_channels(frame, columns, &[], freq, missing)
    }

    /// [`Panel::of_columns`] with further columns of numbers, which must be there.
    ///
    /// # Errors
    /// As [`Panel::from_frame`].
    pub(crate) fn of_channels(
        frame: &Frame,
        columns: [&str; 3],
        further: &[String],
        freq: Option<&str>,
        missing: Missing,
    ) -> Result<Self> {
        let mut own = Frame::new();
        for name in columns {
            if let Some(column) = frame.get(name) {
                own.push(name.to_owned(), column.clone())?;
            }
        }
        further.iter().try_for_each(|name| own.push(name.clone(), frame.column(name)?.clone()))?;
        let [id_col, time_col, target_col] = columns.map(str::to_owned);
        let freq = freq.map(str::to_owned);
        Self::from_frame(&own, PanelSpec { id_col, time_col, target_col, freq, missing })
    }

    fn fill_missing(&mut self) {
        for bounds in self.offsets.windows(2) {
            read::fill(&mut self.y[bounds[0]..bounds[1]], self.spec.missing);
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
        &self.y[self.range(series)]
    }

    /// The rows of a series, in its values and regressors.
    pub(crate) fn range(&self, series: usize) -> Range<usize> {
        self.offsets[series]..self.offsets[series + 1]
    }

    /// Calls `f` with a series, regressors, clock and all.
    pub fn with_series<R>(&self, series: usize, f: impl FnOnce(Series<'_>) -> R) -> R {
        let bounds = self.range(series);
        let regressors: Vec<(&str, &[f64])> =
            self.regressors.iter().map(|(name, values)| (name.as_str(), &values[bounds.clone()])).collect();
        let clock = Clock::new(self.starts[series], self.freq, self.unit);
        f(Series { y: &self.y[bounds], regressors: &regressors, clock })
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

    /// Some of the series.
    pub(crate) fn select(&self, series: &[usize]) -> Self {
        let pick = |values: &[f64]| -> Vec<f64> {
            series.iter().flat_map(|&series| &values[self.range(series)]).copied().collect()
        };
        let mut offsets = vec![0];
        offsets.extend(series.iter().scan(0, |end, &series| {
            *end += self.range(series).len();
            Some(*end)
        }));
        Self {
            spec: self.spec.clone(),
            ids: self.ids.take(series),
            starts: series.iter().map(|&series| self.starts[series]).collect(),
            offsets,
            y: pick(&self.y),
            regressors: self.regressors.iter().map(|(name, values)| (name.clone(), pick(values))).collect(),
            freq: self.freq,
            unit: self.unit,
            zone: self.zone.clone(),
        }
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

    /// Counts time in the unit of a model: one language has milliseconds where another has nanoseconds. Times without a zone
    /// are taken for times in the model's.
    ///
    /// # Errors
    /// `kp.invalid_data` between dates and whole numbers, where a start is not a whole number of ticks, and for another zone.
    pub(crate) fn count_time_in(&mut self, unit: Option<TimeUnit>, zone: Option<&str>) -> Result<()> {
        if let Some(given) = self.zone.as_deref().filter(|&given| given != zone.unwrap_or("UTC")) {
            let own = zone.unwrap_or("no zone");
            return Err(err!(InvalidData, "the times are in the zone {given}; the model was fitted to times in {own}")
                .with("column", &self.spec.time_col));
        }
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

#[cfg(test)]
mod tests;
