//! How a fitted panel is written down and read back: a column for each part of the states, not an object a series.

use super::any::ForecasterKind;
use super::conformal::Calibration;
use super::fallback::{self, Fallbacks};
use super::panel::{FittedPanel, Header, History};
use super::transform::Curved;
use crate::component::failures::{self, FAILED};
use crate::component::{RowReader, RowWriter, Store, corrupt};
use crate::data::Column;
use crate::error::Result;

impl FittedPanel {
    pub(super) fn write(&self, store: &mut Store) -> Result<()> {
        store.set("panel", &self.header)?;
        match &self.ids {
            Column::I64(ids) => store.put("ids", ids),
            Column::Str(ids) => store.put_strings("ids", ids),
            _ => {}
        }
        store.put("last", &self.last);
        let (stood_in, own) = self.fallbacks.split(self.states.len());
        self.rows_of(&own).store(store);
        self.rows_of(stood_in).store_below(fallback::STATES, store);
        self.fallbacks.write(store);
        failures::write(FAILED, &self.failures, store);
        if let Some(history) = &self.history {
            store.put("history.y", &history.y);
            store.put("history.fitted", &history.fitted);
            store.put("history.ends", &history.ends.iter().map(|&end| end as i64).collect::<Vec<_>>());
        }
        if let Some(calibration) = &self.calibration {
            calibration.write(store);
        }
        Ok(())
    }

    /// The states of some series, all of one forecaster.
    pub(super) fn rows_of(&self, series: &[usize]) -> RowWriter {
        let mut rows = RowWriter::default();
        for &series in series {
            self.states[series].store(&mut rows);
            rows.end_row();
        }
        rows
    }

    pub(super) fn restore(kind: ForecasterKind, store: &Store) -> Result<Self> {
        let header: Header = store.get("panel")?;
        let last: Vec<i64> = store.take("last")?;
        let rows = last.len();
        let ids = if store.has("ids") {
            Column::I64(store.take_exactly("ids", rows)?)
        } else {
            Column::Str(store.take_strings("ids")?)
        };
        if ids.len() != rows {
            return Err(corrupt("ids", "does not have one id a series"));
        }
        let fallbacks = Fallbacks::read(store, rows)?;
        let mut own = RowReader::new(store, rows - fallbacks.len());
        let mut stood_in = RowReader::below(store, fallback::STATES.into(), fallbacks.len(), 0);
        let mut states = Vec::new();
        for series in 0..rows {
            let (kind, reader) = if fallbacks.has(series) { (fallback::KIND, &mut stood_in) } else { (kind, &mut own) };
            states.push(Curved::restore(kind, reader)?);
            reader.next_row();
        }
        let failures = failures::read(FAILED, store)?;
        let history = if store.has("history.y") {
            let y: Vec<f64> = store.take("history.y")?;
            let fitted = store.take_exactly("history.fitted", y.len())?;
            let ends: Vec<i64> = store.take_exactly("history.ends", rows)?;
            let ends: Vec<usize> = ends.into_iter().map(|end| usize::try_from(end).unwrap_or(usize::MAX)).collect();
            if ends.windows(2).any(|pair| pair[0] > pair[1]) || ends.last().is_some_and(|&end| end != y.len()) {
                return Err(corrupt("history.ends", "does not match the observations"));
            }
            Some(History { ends, y, fitted })
        } else {
            None
        };
        let calibration = Calibration::restore(store)?;
        Ok(Self { kind, header, ids, last, states, failures, fallbacks, history, calibration })
    }
}
