//! Tables in the long format whose columns mean different things to different functions.

use super::{Column, Frame, PanelSpec, TimeUnit, id_text, time_column, wrong_kind};
use crate::error::{Result, err};
use std::collections::HashMap;

/// The rows of each series in order of time, whatever the other columns hold.
pub(crate) struct Long<'a> {
    pub(crate) frame: &'a Frame,
    id_col: String,
    time_col: String,
    /// The id of each series, in order of first appearance.
    pub(crate) ids: Vec<String>,
    /// The rows of each series in order of time.
    pub(crate) rows: Vec<Vec<usize>>,
    /// The time of each row.
    pub(crate) ticks: Vec<i64>,
    /// `None` for integer time.
    pub(crate) unit: Option<TimeUnit>,
    zone: Option<String>,
}

/// The columns of ids and times. A table need have neither, but one that was asked for by a name of its own.
///
/// # Errors
/// `kp.invalid_data`, naming the columns that there are.
pub(crate) fn ids_and_times<'a>(frame: &'a Frame, id_col: &str, time_col: &str) -> Result<[Option<&'a Column>; 2]> {
    let PanelSpec { id_col: ids, time_col: times, .. } = PanelSpec::default();
    let find = |name: &str, usual: &str| match frame.get(name) {
        None if name != usual => frame.column(name).map(Some),
        found => Ok(found),
    };
    Ok([find(id_col, &ids)?, find(time_col, &times)?])
}

impl<'a> Long<'a> {
    /// Reads ids and times; without a column of ids there is one series, without one of times its rows are numbered.
    ///
    /// # Errors
    /// As [`ids_and_times`]; `kp.invalid_data` for ids or times of another kind and for a time that a series has twice, `kp.missing_values` for a
    /// missing id, `kp.not_enough_data` without rows.
    pub(crate) fn read(frame: &'a Frame, id_col: &str, time_col: &str) -> Result<Self> {
        if frame.rows() == 0 {
            return Err(err!(NotEnoughData, "the table is empty; at least one row is needed"));
        }
        let [ids, times] = ids_and_times(frame, id_col, time_col)?;
        let names = match ids {
            Some(column) => texts_of(column, id_col)?,
            None => vec!["series".to_owned(); frame.rows()],
        };
        let (mut ids, mut rows, mut known) = (Vec::new(), Vec::<Vec<usize>>::new(), HashMap::new());
        for (row, name) in names.into_iter().enumerate() {
            let series = *known.entry(name.clone()).or_insert_with(|| {
                ids.push(name);
                rows.push(Vec::new());
                ids.len() - 1
            });
            rows[series].push(row);
        }
        let (ticks, unit, zone) = match times {
            Some(column) => ticks_of(column, time_col)?,
            None => {
                let mut ticks = vec![0; frame.rows()];
                rows.iter().for_each(|rows| rows.iter().zip(0..).for_each(|(&row, tick)| ticks[row] = tick));
                (ticks, None, None)
            }
        };
        for (rows, id) in rows.iter_mut().zip(&ids) {
            rows.sort_by_key(|&row| ticks[row]);
            if let Some(pair) = rows.windows(2).find(|pair| ticks[pair[0]] == ticks[pair[1]]) {
                return Err(err!(InvalidData, "series '{id}' has one time in rows {} and {}", pair[0], pair[1])
                    .with("series", id));
            }
        }
        Ok(Self { frame, id_col: id_col.to_owned(), time_col: time_col.to_owned(), ids, rows, ticks, unit, zone })
    }

    /// The zone of the times.
    pub(crate) fn zone(&self) -> &Option<String> {
        &self.zone
    }

    /// The names of the columns that are neither ids nor times.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &'a str> {
        self.frame.names().filter(|name| *name != self.id_col && *name != self.time_col)
    }

    /// The series of an id.
    pub(crate) fn position(&self) -> HashMap<&str, usize> {
        self.ids.iter().enumerate().map(|(series, id)| (id.as_str(), series)).collect()
    }

    /// Id and time columns of other rows: an id and a tick each.
    pub(crate) fn index(&self, ids: Vec<String>, ticks: Vec<i64>) -> Result<Frame> {
        let ids: super::Strings = ids.iter().map(String::as_str).collect();
        Frame::new().with(&self.id_col, ids)?.with(&self.time_col, time_column(ticks, self.unit, &self.zone))
    }
}

/// Points in time of a column, their unit (`None` for whole numbers) and their zone.
pub(crate) type Ticks = (Vec<i64>, Option<TimeUnit>, Option<String>);

/// The points in time of a column.
///
/// # Errors
/// `kp.invalid_data` for a column that holds neither times nor whole numbers.
pub(crate) fn ticks_of(column: &Column, name: &str) -> Result<Ticks> {
    match column {
        Column::Time(times) => Ok((times.ticks.clone(), Some(times.unit), times.zone.clone())),
        other => {
            let ticks = other.to_i64();
            Ok((ticks.ok_or_else(|| wrong_kind(name, other, "dates and times, or whole numbers"))?, None, None))
        }
    }
}

/// Points in time counted in the unit of another table.
///
/// # Errors
/// `kp.invalid_data` between dates and whole numbers.
pub(crate) fn in_unit(ticks: Vec<i64>, from: Option<TimeUnit>, to: Option<TimeUnit>) -> Result<Vec<i64>> {
    let (from, to) = match (from, to) {
        (from, to) if from == to => return Ok(ticks),
        (Some(from), Some(to)) => (i128::from(from.per_second()), i128::from(to.per_second())),
        _ => return Err(err!(InvalidData, "the times of one table are dates, those of the other whole numbers")),
    };
    Ok(ticks.into_iter().map(|tick| (i128::from(tick) * to / from) as i64).collect())
}

/// What stands behind a model's name in the column that says where another forecasts in its place.
pub(crate) const FALLBACK: &str = "-fallback";

/// The columns of point forecasts: those that neither bound nor mark another.
pub(crate) fn models_of<'a>(names: &[&'a str]) -> Vec<&'a str> {
    let says_more = |name: &str, of: &str| level_of(name, of).is_some() || name.strip_prefix(of) == Some(FALLBACK);
    names.iter().filter(|name| !names.iter().any(|model| says_more(name, model))).copied().collect()
}

/// Ids as text.
///
/// # Errors
/// `kp.missing_values` for a missing one, `kp.invalid_data` for a column that holds neither text nor whole numbers.
pub(crate) fn texts_of(column: &Column, name: &str) -> Result<Vec<String>> {
    let whole = match column {
        Column::Str(texts) => {
            if let Some(row) = texts.iter().position(|text| text.is_none()) {
                return Err(err!(MissingValues, "column '{name}' has no id in row {row}").with("column", name));
            }
            None
        }
        other => Some(Column::I64(other.to_i64().ok_or_else(|| wrong_kind(name, other, "text or whole numbers"))?)),
    };
    let ids = whole.as_ref().unwrap_or(column);
    Ok((0..ids.len()).map(|row| id_text(ids, row)).collect())
}

/// The sign and level of a column that bounds a model: `AutoETS-lo-95` of `AutoETS`.
pub(crate) fn level_of(name: &str, model: &str) -> Option<(f64, f64)> {
    let rest = name.strip_prefix(model)?;
    let (sign, level) = match rest.strip_prefix("-lo-") {
        Some(level) => (-1.0, level),
        None => (1.0, rest.strip_prefix("-hi-")?),
    };
    level.parse().ok().filter(|level| *level > 0.0 && *level < 100.0).map(|level| (sign, level))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_and_marks_are_not_models() {
        let names = ["M", "M-lo-80", "M-hi-80", "M-fallback", "M-other", "N-fallback", "M-lo-x"];
        assert_eq!(models_of(&names), ["M", "M-other", "N-fallback", "M-lo-x"]);
    }
}
