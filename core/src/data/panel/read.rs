//! How a panel is read out of a frame: rows to groups, groups to regular series, gaps to missing values.

use super::{Missing, Panel, PanelSpec, id_text};
use crate::data::frame::{Column, Frame, out_of_range, range_error, wrong_kind};
use crate::data::time::Frequency;
use crate::data::{Ticks, TimeUnit, ticks_of};
use crate::error::{Result, err};
use std::collections::HashMap;

impl Panel {
    /// Reads the future values of regressors: a panel without the target.
    pub(crate) fn read(frame: &Frame, spec: PanelSpec, with_target: bool) -> Result<Self> {
        let rows = frame.rows();
        let target = if with_target { frame.numbers(&spec.target_col)? } else { vec![f64::NAN; rows] };
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
}

fn err_in<'a>(ids: &'a Column, series: usize, spec: &'a PanelSpec) -> impl FnOnce(String) -> crate::Error + 'a {
    move |message| {
        let id = id_text(ids, series);
        err!(InvalidData, "series '{id}': {message}").with("series", id).with("column", &spec.time_col)
    }
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
        Some(column) => ticks_of(column, name),
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
