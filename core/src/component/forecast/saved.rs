//! How a fitted panel is written down and read back: a column for each part of the states, not an object a series.

use super::any::ForecasterKind;
use super::conformal::Calibration;
use super::panel::{FittedPanel, Header, History};
use super::transform::Curved;
use crate::component::{RowReader, RowWriter, Store, corrupt, failures};
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
        let mut rows = RowWriter::default();
        for state in &self.states {
            state.store(&mut rows);
            rows.end_row();
        }
        rows.store(store);
        failures::write(&self.failures, store);
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
        let mut reader = RowReader::new(store, rows);
        let mut states = Vec::new();
        for _ in 0..rows {
            states.push(Curved::restore(kind, &mut reader)?);
            reader.next_row();
        }
        let failures = failures::read(store)?;
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
        Ok(Self { kind, header, ids, last, states, failures, history, calibration: Calibration::restore(store)? })
    }
}
