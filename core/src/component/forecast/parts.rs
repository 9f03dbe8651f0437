//! What `parts` says of a fitted panel beside the states.

use super::panel::FittedPanel;
use crate::data::{Column, Frame, Strings};
use crate::error::Result;

impl FittedPanel {
    /// The observations taken apart, a column a part; NaN where a series lacks a part that another has.
    pub(super) fn components(&self) -> Result<Option<Frame>> {
        let y = |series: usize| self.history.as_ref().map_or(&[][..], |history| &history.y[history.range(series)]);
        let each: Vec<_> = self.states.iter().enumerate().map(|(at, state)| state.components(y(at))).collect();
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in each.iter().flatten() {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        if names.is_empty() {
            return Ok(None);
        }
        let lengths: Vec<usize> = each.iter().map(|parts| parts.first().map_or(0, |(_, part)| part.len())).collect();
        let mut frame = self.index(&lengths, |series| {
            self.header.freq.advance(self.last[series], 1 - lengths[series] as i64, self.header.unit)
        })?;
        for name in names {
            let mut column = Vec::with_capacity(frame.rows());
            for (parts, &length) in each.iter().zip(&lengths) {
                match parts.iter().find(|(own, _)| own == name) {
                    Some((_, part)) => column.extend_from_slice(part),
                    None => column.resize(column.len() + length, f64::NAN),
                }
            }
            frame.push(name.to_owned(), Column::F64(column))?;
        }
        Ok(Some(frame))
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
