//! The same few values for each of many series: a column each in a [`Store`].

use super::store::{Store, corrupt};
use crate::data::{Clock, Column, Frame, Frequency, Strings, TimeUnit};
use crate::error::Result;
use std::collections::BTreeMap;

/// How deep tables lie in tables at most: a file may not make its reader go deeper than the stack.
const DEEPEST: usize = 32;

/// Writes the same few values for each of many series, a column each.
#[derive(Debug, Default)]
pub struct RowWriter {
    rows: usize,
    columns: Vec<(&'static str, Values)>,
    next: usize,
    /// Tables of what only some rows have, or have several of; and the row that each of their rows belongs to.
    tables: BTreeMap<String, (RowWriter, Vec<i64>)>,
}

#[derive(Clone, Debug)]
enum Values {
    F64(Vec<f64>),
    I64(Vec<i64>),
    Str(Strings),
    List { values: Vec<f64>, ends: Vec<i64> },
}

impl RowWriter {
    /// A number.
    pub fn f64(&mut self, name: &'static str, value: f64) {
        if let Values::F64(column) = self.column(name, || Values::F64(Vec::new())) {
            column.push(value);
        }
    }

    /// A whole number.
    pub fn i64(&mut self, name: &'static str, value: i64) {
        if let Values::I64(column) = self.column(name, || Values::I64(Vec::new())) {
            column.push(value);
        }
    }

    /// A short text, such as the name of the chosen model.
    pub fn str(&mut self, name: &'static str, value: &str) {
        if let Values::Str(column) = self.column(name, || Values::Str(Strings::new())) {
            column.push(value);
        }
    }

    /// Numbers, as many as this series has.
    pub fn list(&mut self, name: &'static str, list: &[f64]) {
        if let Values::List { values, ends } =
            self.column(name, || Values::List { values: Vec::new(), ends: Vec::new() })
        {
            values.extend_from_slice(list);
            ends.push(values.len() as i64);
        }
    }

    /// When a series was observed.
    pub(crate) fn clock(&mut self, clock: Clock) {
        let (start, skipped) = clock.origin();
        let unit = match clock.unit() {
            None => "",
            Some(TimeUnit::Second) => "s",
            Some(TimeUnit::Millisecond) => "ms",
            Some(TimeUnit::Microsecond) => "us",
            Some(TimeUnit::Nanosecond) => "ns",
        };
        self.i64("clock_start", start);
        self.i64("clock_skipped", skipped as i64);
        self.str("clock_freq", &clock.freq().to_string());
        self.str("clock_unit", unit);
    }

    /// A row of a table of its own, which this row may have any number of.
    pub fn nested(&mut self, table: &str, write: impl FnOnce(&mut RowWriter)) {
        let (rows, owners) = self.tables.entry(table.to_owned()).or_default();
        write(rows);
        rows.end_row();
        owners.push(self.rows as i64);
    }

    /// Every row writes the same names in the same order.
    fn column(&mut self, name: &'static str, new: impl FnOnce() -> Values) -> &mut Values {
        if self.rows == 0 && self.next == self.columns.len() {
            self.columns.push((name, new()));
        }
        let (known, column) = &mut self.columns[self.next];
        assert_eq!(*known, name, "a state must store the same values in the same order for every series");
        self.next += 1;
        column
    }

    pub(crate) fn end_row(&mut self) {
        assert_eq!(self.next, self.columns.len(), "a state must store the same values for every series");
        self.rows += 1;
        self.next = 0;
    }

    pub(crate) fn store(self, store: &mut Store) {
        self.store_below("state", store);
    }

    pub(crate) fn store_below(self, place: &str, store: &mut Store) {
        for (name, (rows, owners)) in self.tables {
            let place = format!("{place}.{name}");
            store.put(&format!("{place}.owners"), &owners);
            rows.store_below(&place, store);
        }
        for (name, column) in self.columns {
            let name = format!("{place}.{name}");
            match column {
                Values::F64(values) => store.put(&name, &values),
                Values::I64(values) => store.put(&name, &values),
                Values::Str(values) => store.put_strings(&name, &values),
                Values::List { values, ends } => {
                    store.put(&format!("{name}.values"), &values);
                    store.put(&format!("{name}.ends"), &ends);
                }
            }
        }
    }

    /// The columns of single values beside the ids, and so each nested table under its own name.
    pub(crate) fn into_tables(self, name: &str, ids: Frame) -> Result<Vec<(String, Frame)>> {
        let mut below = Vec::new();
        for (table, (rows, owners)) in self.tables {
            let owners: Vec<usize> = owners.iter().map(|&row| row as usize).collect();
            for (inner, frame) in rows.into_tables("", ids.take(&owners))? {
                below.push((if inner.is_empty() { table.clone() } else { format!("{table}.{inner}") }, frame));
            }
        }
        let mut frame = ids;
        for (name, column) in self.columns {
            match column {
                Values::F64(values) => frame.push(name.to_owned(), Column::F64(values))?,
                Values::I64(values) => frame.push(name.to_owned(), Column::I64(values))?,
                Values::Str(values) => frame.push(name.to_owned(), Column::Str(values))?,
                Values::List { .. } => {}
            }
        }
        below.insert(0, (name.to_owned(), frame));
        Ok(below)
    }
}

/// Reads what a [`RowWriter`] wrote, row by row, in the order in which it was written.
#[derive(Debug)]
pub struct RowReader<'a> {
    store: &'a Store,
    place: String,
    depth: usize,
    rows: usize,
    row: usize,
    columns: BTreeMap<&'static str, Values>,
    tables: BTreeMap<String, (RowReader<'a>, Vec<i64>)>,
}

impl<'a> RowReader<'a> {
    pub(crate) fn new(store: &'a Store, rows: usize) -> Self {
        Self::below(store, "state".into(), rows, 0)
    }

    /// Of what was stored below a place.
    pub(crate) fn below(store: &'a Store, place: String, rows: usize, depth: usize) -> Self {
        Self { store, place, depth, rows, row: 0, columns: BTreeMap::new(), tables: BTreeMap::new() }
    }

    pub(crate) fn next_row(&mut self) {
        self.row += 1;
    }

    /// Whether such a column was written.
    pub(crate) fn has(&self, name: &'static str) -> bool {
        self.store.has(&format!("{}.{name}", self.place))
    }

    /// A number; NaN and infinities are refused with [`RowReader::finite`].
    pub fn f64(&mut self, name: &'static str) -> Result<f64> {
        let (row, rows) = (self.row, self.rows);
        match self.column(name, |store, key| Ok(Values::F64(store.take_exactly(key, rows)?)))? {
            Values::F64(values) => Ok(values[row]),
            _ => Err(corrupt(name, "is read twice")),
        }
    }

    /// A number that is neither NaN nor infinite.
    pub fn finite(&mut self, name: &'static str) -> Result<f64> {
        let value = self.f64(name)?;
        if value.is_finite() { Ok(value) } else { Err(corrupt(name, &format!("is {value}"))) }
    }

    /// A whole number.
    pub fn i64(&mut self, name: &'static str) -> Result<i64> {
        let (row, rows) = (self.row, self.rows);
        match self.column(name, |store, key| Ok(Values::I64(store.take_exactly(key, rows)?)))? {
            Values::I64(values) => Ok(values[row]),
            _ => Err(corrupt(name, "is read twice")),
        }
    }

    /// A count in 0..=most.
    pub fn count(&mut self, name: &'static str, most: usize) -> Result<usize> {
        let value = self.i64(name)?;
        match usize::try_from(value) {
            Ok(count) if count <= most => Ok(count),
            _ => Err(corrupt(name, &format!("is {value}; must be 0..={most}"))),
        }
    }

    /// A text.
    pub fn str(&mut self, name: &'static str) -> Result<String> {
        let (row, rows) = (self.row, self.rows);
        let read = |store: &Store, key: &str| match store.take_strings(key)? {
            strings if strings.len() == rows => Ok(Values::Str(strings)),
            strings => Err(corrupt(key, &format!("has {} values where {rows} are needed", strings.len()))),
        };
        match self.column(name, read)? {
            Values::Str(values) => Ok(values.get(row).unwrap_or_default().to_owned()),
            _ => Err(corrupt(name, "is read twice")),
        }
    }

    /// Numbers, as many as this series has.
    pub fn list(&mut self, name: &'static str) -> Result<Vec<f64>> {
        let (row, rows) = (self.row, self.rows);
        let read = |store: &Store, key: &str| {
            let values: Vec<f64> = store.take(&format!("{key}.values"))?;
            let ends: Vec<i64> = store.take_exactly(&format!("{key}.ends"), rows)?;
            let rising = ends.windows(2).all(|pair| pair[0] <= pair[1]) && ends.first().is_none_or(|&end| end >= 0);
            if !rising || ends.last().copied().unwrap_or(0) != values.len() as i64 {
                return Err(corrupt(key, "has ends that do not match its values"));
            }
            Ok(Values::List { values, ends })
        };
        match self.column(name, read)? {
            Values::List { values, ends } => {
                let start = if row == 0 { 0 } else { ends[row - 1] as usize };
                Ok(values[start..ends[row] as usize].to_vec())
            }
            _ => Err(corrupt(name, "is read twice")),
        }
    }

    /// When a series was observed, as [`RowWriter::clock`] wrote it.
    pub(crate) fn clock(&mut self) -> Result<Clock> {
        let start = self.i64("clock_start")?;
        let skipped = self.count("clock_skipped", 1 << 40)?;
        let freq = self.str("clock_freq")?.parse::<Frequency>();
        let freq = freq.map_err(|_| corrupt("clock_freq", "is not a step"))?;
        let unit = match self.str("clock_unit")?.as_str() {
            "" => None,
            "s" => Some(TimeUnit::Second),
            "ms" => Some(TimeUnit::Millisecond),
            "us" => Some(TimeUnit::Microsecond),
            "ns" => Some(TimeUnit::Nanosecond),
            _ => return Err(corrupt("clock_unit", "is not a unit of time")),
        };
        if freq.is_integer() != unit.is_none() {
            return Err(corrupt("clock_freq", "does not go with the unit of time"));
        }
        Ok(Clock::new(start, freq, unit).later(skipped))
    }

    /// How many rows of a nested table this row has that were not read yet.
    pub fn count_nested(&mut self, table: &str) -> Result<usize> {
        let row = self.row as i64;
        let (rows, owners) = self.table(table)?;
        Ok(owners[rows.row..].iter().take_while(|&&owner| owner == row).count())
    }

    /// The next row of a nested table, which must be one of this row's.
    pub fn nested<T>(&mut self, table: &str, read: impl FnOnce(&mut RowReader<'a>) -> Result<T>) -> Result<T> {
        if self.count_nested(table)? == 0 {
            return Err(corrupt(table, "lacks a row"));
        }
        let (rows, _) = self.table(table)?;
        let value = read(rows)?;
        rows.next_row();
        Ok(value)
    }

    fn table(&mut self, name: &str) -> Result<&mut (RowReader<'a>, Vec<i64>)> {
        use std::collections::btree_map::Entry;
        match self.tables.entry(name.to_owned()) {
            Entry::Occupied(table) => Ok(table.into_mut()),
            Entry::Vacant(vacant) => {
                let place = format!("{}.{name}", self.place);
                let key = format!("{place}.owners");
                let owners: Vec<i64> = if self.store.has(&key) { self.store.take(&key)? } else { Vec::new() };
                let rows = self.rows as i64;
                if !owners.is_sorted() || !owners.iter().all(|owner| (0..rows).contains(owner)) {
                    return Err(corrupt(&key, "is not rising rows"));
                }
                if self.depth == DEEPEST {
                    return Err(corrupt(&key, "lies too deep"));
                }
                let rows = RowReader::below(self.store, place, owners.len(), self.depth + 1);
                Ok(vacant.insert((rows, owners)))
            }
        }
    }

    fn column(&mut self, name: &'static str, read: impl FnOnce(&Store, &str) -> Result<Values>) -> Result<&mut Values> {
        use std::collections::btree_map::Entry;
        match self.columns.entry(name) {
            Entry::Occupied(column) => Ok(column.into_mut()),
            Entry::Vacant(vacant) => Ok(vacant.insert(read(self.store, &format!("{}.{name}", self.place))?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_row_by_row() {
        let mut writer = RowWriter::default();
        for (level, season) in [(1.0, &[1.0, 2.0][..]), (2.0, &[]), (3.0, &[3.0])] {
            writer.f64("level", level);
            writer.list("season", season);
            writer.str("model", "ANN");
            writer.end_row();
        }
        let mut store = Store::default();
        writer.store(&mut store);
        let mut reader = RowReader::new(&store, 3);
        let mut read = || {
            let row = (reader.f64("level").unwrap(), reader.list("season").unwrap(), reader.str("model").unwrap());
            reader.next_row();
            row
        };
        assert_eq!(read(), (1.0, vec![1.0, 2.0], "ANN".into()));
        assert_eq!(read(), (2.0, vec![], "ANN".into()));
        assert_eq!(read(), (3.0, vec![3.0], "ANN".into()));
        assert_eq!(RowReader::new(&store, 4).f64("level").unwrap_err().code(), "kp.corrupt_model");
    }

    #[test]
    fn a_row_has_any_number_of_rows_of_another_table() {
        let mut writer = RowWriter::default();
        for (level, members) in [(1.0, &[("a", 0.5), ("b", 0.25)][..]), (2.0, &[]), (3.0, &[("a", 4.0)])] {
            for (table, weight) in members {
                writer.nested(table, |row| row.nested("inner", |row| row.f64("weight", *weight)));
            }
            writer.f64("level", level);
            writer.end_row();
        }
        let mut store = Store::default();
        writer.store(&mut store);
        let mut reader = RowReader::new(&store, 3);
        let mut read = |table: &str| {
            reader.nested(table, |row| row.nested("inner", |row| row.f64("weight"))).map_err(|error| error.code())
        };
        assert_eq!((read("a"), read("b"), read("a")), (Ok(0.5), Ok(0.25), Err("kp.corrupt_model")));
        reader.next_row();
        assert_eq!((reader.count_nested("a").unwrap(), reader.f64("level").unwrap()), (0, 2.0));
        reader.next_row();
        assert_eq!((reader.count_nested("a").unwrap(), reader.count_nested("b").unwrap()), (1, 0));
        for wrong in [&[1i64, 0][..], &[0, 3], &[-1, 0]] {
            store.put("state.a.owners", wrong);
            assert_eq!(RowReader::new(&store, 3).count_nested("a").unwrap_err().code(), "kp.corrupt_model");
        }
    }
}
