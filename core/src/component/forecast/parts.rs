//! What `parts` says of a fitted panel beside the states.

use super::Request;
use super::panel::FittedPanel;
use crate::data::{Column, Frame, Strings};
use crate::error::{Result, err};
use std::borrow::Cow;

/// Parts that sum to a value on another scale as what each adds, on the scale of the values, to those before it: they sum to
/// `back` of their sum.
pub(crate) fn added(mut parts: Vec<(String, Vec<f64>)>, back: impl Fn(f64) -> f64) -> Vec<(String, Vec<f64>)> {
    let mut sums = vec![0.0; parts.first().map_or(0, |(_, part)| part.len())];
    let mut before = sums.clone();
    for (_, part) in parts.iter_mut().filter(|(name, _)| name != SLOPE) {
        for ((value, sum), before) in part.iter_mut().zip(&mut sums).zip(&mut before) {
            *sum += *value;
            let now = back(*sum);
            *value = now - *before;
            *before = now;
        }
    }
    parts
}

/// The part that stands beside the sum: how the level moves.
pub(crate) const SLOPE: &str = "slope";

/// One series in parts.
type Apart<'a> = Vec<(String, Cow<'a, [f64]>)>;

/// A column a part, over all series; NaN where a series, all of whose parts have so many rows, lacks a part that another has.
fn columns(each: &[Apart<'_>], lengths: &[usize]) -> Vec<(String, Vec<f64>)> {
    let mut columns: Vec<(String, Vec<f64>)> = Vec::new();
    for (name, _) in each.iter().flatten() {
        if columns.iter().all(|(known, _)| known != name) {
            columns.push((name.clone(), Vec::with_capacity(lengths.iter().sum())));
        }
    }
    for (name, column) in &mut columns {
        for (parts, &length) in each.iter().zip(lengths) {
            match parts.iter().find(|(own, _)| own == name) {
                Some((_, part)) => column.extend_from_slice(part),
                None => column.resize(column.len() + length, f64::NAN),
            }
        }
    }
    columns
}

impl FittedPanel {
    /// The observations taken apart, a column a part.
    pub(super) fn components(&self) -> Result<Option<Frame>> {
        let y = |series: usize| self.history.as_ref().map_or(&[][..], |history| &history.y[history.range(series)]);
        let each: Vec<_> = self.states.iter().enumerate().map(|(at, state)| state.components(y(at))).collect();
        if each.iter().all(Vec::is_empty) {
            return Ok(None);
        }
        let lengths: Vec<usize> = each.iter().map(|parts| parts.first().map_or(0, |(_, part)| part.len())).collect();
        let mut frame = self.index(&lengths, |series| {
            self.header.freq.advance(self.last[series], 1 - lengths[series] as i64, self.header.unit)
        })?;
        for (name, column) in columns(&each, &lengths) {
            frame.push(name, Column::F64(column))?;
        }
        Ok(Some(frame))
    }

    /// The forecast of a series taken apart; what was made of it beside the parts, cut at zero or moved to the mean, is one more.
    pub(super) fn ahead(&self, series: usize, mean: &[f64], request: Request<'_>) -> Result<Vec<(String, Vec<f64>)>> {
        let state = &self.states[series];
        let mut parts = state.components_ahead(request)?;
        if !parts.is_empty() && (self.header.non_negative || state.adjusts()) {
            let sum = |step: usize| parts.iter().fold(0.0, |sum, (_, part)| sum + part[step]);
            let rest = mean.iter().enumerate().map(|(step, mean)| mean - sum(step)).collect();
            parts.push(("adjustment".into(), rest));
        }
        Ok(parts)
    }

    /// Adds the parts of forecasts of `h` steps to them.
    pub(super) fn push_parts(&self, frame: &mut Frame, each: Vec<Vec<(String, Vec<f64>)>>, h: usize) -> Result<()> {
        // Where the fallback alone takes its series apart, the component does not.
        let (_, mut own) = self.fallbacks.split(each.len());
        if own.is_empty() {
            own.extend(0..each.len());
        }
        if own.iter().all(|&series| each[series].is_empty()) {
            return Err(err!(Unsupported, "{} takes nothing apart; its forecast has no components", self.kind.name));
        }
        let owned =
            |parts: Vec<(String, Vec<f64>)>| parts.into_iter().map(|(name, part)| (name, part.into())).collect();
        let each: Vec<Apart<'_>> = each.into_iter().map(owned).collect();
        for (part, column) in columns(&each, &vec![h; each.len()]) {
            frame.push(format!("{}-{part}", self.header.name), Column::F64(column))?;
        }
        Ok(())
    }

    /// A row a series and parameter.
    pub(super) fn parameters(&self) -> Result<Option<Frame>> {
        let (mut rows, mut names, mut values) = (Vec::new(), Vec::new(), Vec::new());
        for (series, state) in self.states.iter().enumerate() {
            for (name, value) in state.inner().parameters(&self.header.regressors) {
                rows.push(series);
                names.push(name);
                values.push(value);
            }
        }
        if rows.is_empty() {
            return Ok(None);
        }
        let names: Strings = names.iter().map(String::as_str).collect();
        let frame = Frame::new().with(&self.header.spec.id_col, self.ids.take(&rows))?;
        frame.with("parameter", names)?.with("value", values).map(Some)
    }
}
