//! How a panel is read out of a frame: rows to groups, groups to regular series, gaps to missing values.

use super::{Missing, Panel, PanelSpec, id_text};
use crate::data::frame::{Column, Frame, out_of_range, range_error, wrong_kind};
use crate::data::long::ids_and_times;
use crate::data::time::Frequency;
use crate::data::{TimeUnit, ticks_of};
use crate::error::{Error, Result, err};
use std::borrow::Cow;
use std::collections::HashMap;
use std::iter;

impl Panel {
    /// Without the target, reads the future values of regressors. Where there is a place for them, series that cannot be
    /// read go there.
    pub(crate) fn read(
        frame: &Frame,
        spec: PanelSpec,
        with_target: bool,
        mut refused: Option<&mut Vec<(String, Error)>>,
    ) -> Result<Self> {
        let rows = frame.rows();
        let target = match with_target {
            true => {
                let column = frame.column(&spec.target_col)?;
                reals(column).ok_or_else(|| wrong_kind(&spec.target_col, column, "numbers"))?
            }
            false => Cow::Owned(vec![f64::NAN; rows]),
        };
        if rows == 0 {
            return Err(err!(NotEnoughData, "the panel is empty; at least one row is needed"));
        }
        if u32::try_from(rows).is_err() {
            return Err(err!(InvalidData, "the panel has {rows} rows; must be fewer than 2^32"));
        }
        let [ids, times] = ids_and_times(frame, &spec.id_col, &spec.time_col)?;
        let (groups, ids) = group(ids, rows, &spec.id_col)?;
        let (ticks, unit, zone) = ticks_in(times, &groups, ids.len(), &spec.time_col)?;
        let order = Order::new(&groups, &ticks, ids.len());
        drop(groups);
        let freq = frequency(&spec, &ticks, &order, unit)?;

        let mut names = Vec::new();
        let mut columns = vec![target];
        for (name, column) in frame.iter() {
            if ![&spec.id_col, &spec.time_col, &spec.target_col].iter().any(|taken| *taken == name) {
                names.push(name.to_owned());
                columns.push(reals(column).ok_or_else(|| wrong_kind(name, column, "numbers, as regressors do"))?);
            }
        }
        let named = || iter::once(&spec.target_col).chain(&names).zip(&columns);
        let mut odd = false;
        for (name, column) in named() {
            if let Some(row) = column.iter().position(|&value| out_of_range(value)) {
                if refused.is_none() {
                    return Err(range_error(name, row, column[row]));
                }
                odd = true;
            }
        }
        let in_range = |rows: &[u32]| {
            for row in rows.iter().map(|&row| row as usize) {
                if let Some((name, column)) = named().find(|(_, column)| out_of_range(column[row])) {
                    return Err(range_error(name, row, column[row]));
                }
            }
            Ok(())
        };

        let mut panel = Panel {
            ids,
            starts: Vec::with_capacity(order.series()),
            offsets: vec![0],
            y: Vec::new(),
            regressors: Vec::new(),
            freq,
            unit,
            zone,
            spec: spec.clone(),
        };
        let mut kept = Vec::with_capacity(order.series());
        let mut filled: Vec<Vec<f64>> = columns.iter().map(|_| Vec::with_capacity(rows)).collect();
        for (series, rows) in order.iter().enumerate() {
            let read = if odd { in_range(rows) } else { Ok(()) };
            let read = read.and_then(|()| panel.lay_out(series, rows, &ticks, &columns, &mut filled));
            match (read, &mut refused) {
                (Ok(()), _) => {
                    kept.push(series);
                    panel.starts.push(ticks[rows[0] as usize]);
                    panel.offsets.push(filled[0].len());
                }
                (Err(error), None) => return Err(error),
                (Err(error), Some(refused)) => {
                    let known = panel.offsets.last().copied().unwrap_or_default();
                    filled.iter_mut().for_each(|column| column.truncate(known));
                    refused.push((id_text(&panel.ids, series), error));
                }
            }
        }
        if kept.len() < panel.ids.len() {
            panel.ids = panel.ids.take(&kept);
        }
        if let (true, Some(refused)) = (kept.is_empty(), refused) {
            return Err(refused.swap_remove(0).1);
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
        rows: &[u32],
        ticks: &[i64],
        columns: &[Cow<'_, [f64]>],
        filled: &mut [Vec<f64>],
    ) -> Result<()> {
        let tick = |position: usize| ticks[rows[position] as usize];
        let from = tick(0);
        let mut expected = from;
        for (position, row) in rows.iter().map(|&row| row as usize).enumerate() {
            if ticks[row] != expected {
                let previous = tick(position - 1);
                let place = || err_in(&self.ids, series, &self.spec);
                if ticks[row] == previous {
                    return Err(place()(format!("time {} occurs twice", self.show(previous))));
                }
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
            let steps = self.freq.steps_between(from, ticks[row], self.unit).unwrap_or(0);
            expected = self.freq.advance(from, steps + 1, self.unit)?;
        }
        Ok(())
    }
}

fn err_in<'a>(ids: &'a Column, series: usize, spec: &'a PanelSpec) -> impl FnOnce(String) -> Error + 'a {
    move |message| {
        let id = id_text(ids, series);
        err!(InvalidData, "series '{id}': {message}").with("series", id).with("column", &spec.time_col)
    }
}

/// The numbers of a column, copied where they are not real ones.
fn reals(column: &Column) -> Option<Cow<'_, [f64]>> {
    match column {
        Column::F64(values) => Some(Cow::Borrowed(values)),
        other => other.to_f64().map(Cow::Owned),
    }
}

/// The series number of each row, and the id of each series.
fn group(column: Option<&Column>, rows: usize, name: &str) -> Result<(Vec<u32>, Column)> {
    let pick = |ids: &[i64]| {
        let (groups, firsts) = number(ids.iter());
        (groups, Column::I64(firsts.into_iter().map(|row| ids[row]).collect()))
    };
    match column {
        None => Ok((vec![0; rows], Column::Str(["series"].into_iter().collect()))),
        Some(Column::Str(ids)) => {
            if let Some(row) = ids.iter().position(|id| id.is_none()) {
                return Err(err!(MissingValues, "column '{name}' has no id in row {row}").with("column", name));
            }
            let (groups, firsts) = number((0..rows).map(|row| ids.get(row).unwrap_or_default()));
            Ok((groups, Column::Str(ids.take(firsts))))
        }
        Some(Column::I64(ids)) => Ok(pick(ids)),
        Some(other) => match other.to_i64() {
            Some(ids) => Ok(pick(&ids)),
            None => Err(wrong_kind(name, other, "text or whole numbers")),
        },
    }
}

/// Numbers keys in order of first appearance: the number of each row, and the first row of each number.
fn number<K: std::hash::Hash + Eq + Copy>(keys: impl ExactSizeIterator<Item = K>) -> (Vec<u32>, Vec<usize>) {
    let (mut numbers, mut firsts) = (Vec::with_capacity(keys.len()), Vec::new());
    let mut known: HashMap<K, u32> = HashMap::new();
    let mut previous: Option<(K, u32)> = None;
    for (row, key) in keys.enumerate() {
        let number = match previous {
            Some((last, number)) if last == key => number,
            _ => *known.entry(key).or_insert_with(|| {
                firsts.push(row);
                firsts.len() as u32 - 1
            }),
        };
        previous = Some((key, number));
        numbers.push(number);
    }
    (numbers, firsts)
}

/// The points in time of each row, copied only where they are written otherwise; their unit and zone.
type Times<'a> = (Cow<'a, [i64]>, Option<TimeUnit>, Option<String>);

fn ticks_in<'a>(column: Option<&'a Column>, groups: &[u32], series: usize, name: &str) -> Result<Times<'a>> {
    Ok(match column {
        None => {
            let mut next = vec![0; series];
            let number = |&group: &u32| {
                next[group as usize] += 1;
                next[group as usize] - 1
            };
            (groups.iter().map(number).collect(), None, None)
        }
        Some(Column::Time(times)) => (Cow::Borrowed(&times.ticks), Some(times.unit), times.zone.clone()),
        Some(Column::I64(ticks)) => (Cow::Borrowed(ticks), None, None),
        Some(column) => {
            let (ticks, unit, zone) = ticks_of(column, name)?;
            (Cow::Owned(ticks), unit, zone)
        }
    })
}

/// The rows of each series in order of time; equal times stay in order of row.
struct Order {
    rows: Vec<u32>,
    /// Where the rows of each series start, and the end of the last.
    offsets: Vec<usize>,
}

impl Order {
    fn new(groups: &[u32], ticks: &[i64], series: usize) -> Self {
        let mut offsets = vec![0; series + 1];
        groups.iter().for_each(|&group| offsets[group as usize + 1] += 1);
        (0..series).for_each(|at| offsets[at + 1] += offsets[at]);
        let (mut rows, mut next) = (vec![0; groups.len()], offsets.clone());
        for (row, &group) in (0..).zip(groups) {
            let place = &mut next[group as usize];
            rows[*place] = row;
            *place += 1;
        }
        let tick = |row: &u32| ticks[*row as usize];
        for bounds in offsets.windows(2) {
            let own = &mut rows[bounds[0]..bounds[1]];
            if !own.is_sorted_by_key(tick) {
                own.sort_by_key(tick);
            }
        }
        Self { rows, offsets }
    }

    fn series(&self) -> usize {
        self.offsets.len() - 1
    }

    fn iter(&self) -> impl Iterator<Item = &[u32]> {
        self.offsets.windows(2).map(|bounds| &self.rows[bounds[0]..bounds[1]])
    }
}

fn frequency(spec: &PanelSpec, ticks: &[i64], order: &Order, unit: Option<TimeUnit>) -> Result<Frequency> {
    if let Some(text) = &spec.freq {
        let freq: Frequency = text.parse()?;
        if freq.is_integer() != unit.is_none() {
            let kind = if unit.is_none() { "whole numbers: freq must be one too" } else { "dates: use D, h, MS, ..." };
            return Err(err!(InvalidParams, "freq is '{text}', but the times are {kind}").with("param", "freq"));
        }
        return Ok(freq);
    }
    // The longest series knows best; an inferred step must then fit all the others.
    let longest = order.iter().fold(&[][..], |best, rows| if rows.len() > best.len() { rows } else { best });
    let sorted: Vec<i64> = longest.iter().map(|&row| ticks[row as usize]).collect();
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

pub(super) fn fill(y: &mut [f64], how: Missing) {
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
