//! What a fitted model is made of when it is written down: small facts as JSON, numbers as tensors.

use super::Component;
use crate::data::{Column, Frame, Strings};
use crate::error::{Error, Result, err};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The element type of a [`Tensor`], named as safetensors names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum DType {
    F64,
    F32,
    I64,
    I32,
    U32,
    U16,
    U8,
}

impl DType {
    /// Every type, widest first.
    pub const ALL: [DType; 7] = [DType::F64, DType::F32, DType::I64, DType::I32, DType::U32, DType::U16, DType::U8];

    /// Bytes of one element.
    pub const fn size(self) -> usize {
        match self {
            DType::F64 | DType::I64 => 8,
            DType::F32 | DType::I32 | DType::U32 => 4,
            DType::U16 => 2,
            DType::U8 => 1,
        }
    }

    /// The name in a safetensors header.
    pub const fn name(self) -> &'static str {
        match self {
            DType::F64 => "F64",
            DType::F32 => "F32",
            DType::I64 => "I64",
            DType::I32 => "I32",
            DType::U32 => "U32",
            DType::U16 => "U16",
            DType::U8 => "U8",
        }
    }
}

/// A number that a tensor can hold.
pub trait Element: Copy {
    /// Its type.
    const DTYPE: DType;
    /// Appends its little-endian bytes.
    fn write(self, bytes: &mut Vec<u8>);
    /// Reads it from exactly its own bytes.
    fn read(bytes: &[u8]) -> Self;
}

macro_rules! element {
    ($($type:ty => $dtype:ident, $canonical:expr);*) => {$(
        impl Element for $type {
            const DTYPE: DType = DType::$dtype;
            fn write(self, bytes: &mut Vec<u8>) {
                let canonical: fn($type) -> $type = $canonical;
                bytes.extend_from_slice(&canonical(self).to_le_bytes());
            }
            fn read(bytes: &[u8]) -> Self {
                let mut own = [0; size_of::<$type>()];
                own.copy_from_slice(bytes);
                <$type>::from_le_bytes(own)
            }
        }
    )*};
}
// The sign and the payload of a NaN differ from CPU to CPU; in a file there is only one.
element!(
    f64 => F64, |x| if x.is_nan() { f64::NAN } else { x };
    f32 => F32, |x| if x.is_nan() { f32::NAN } else { x };
    i64 => I64, |x| x;
    i32 => I32, |x| x;
    u32 => U32, |x| x;
    u16 => U16, |x| x;
    u8 => U8, |x| x
);

/// Numbers in a shape, as little-endian bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tensor {
    /// What the numbers are.
    pub dtype: DType,
    /// The length along each axis; the last axis is contiguous.
    pub shape: Vec<usize>,
    /// The numbers.
    pub bytes: Vec<u8>,
}

impl Tensor {
    /// Numbers in a shape.
    pub fn new<T: Element>(shape: Vec<usize>, values: &[T]) -> Self {
        debug_assert_eq!(shape.iter().product::<usize>(), values.len());
        let mut bytes = Vec::with_capacity(values.len() * T::DTYPE.size());
        values.iter().for_each(|value| value.write(&mut bytes));
        Self { dtype: T::DTYPE, shape, bytes }
    }

    /// The numbers, or `None` when they are of another type.
    pub fn values<T: Element>(&self) -> Option<Vec<T>> {
        (self.dtype == T::DTYPE).then(|| self.bytes.chunks_exact(T::DTYPE.size()).map(T::read).collect())
    }
}

/// The state of a fitted model: facts by name and tensors by name.
///
/// What is read comes from a stranger: every reader returns `kp.corrupt_model` for what is absent or of another type,
/// and a model checks in its `restore` that its indices are in range and its lengths agree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Store {
    pub(crate) facts: Map<String, Value>,
    pub(crate) tensors: BTreeMap<String, Tensor>,
}

impl Store {
    /// Writes a fact.
    pub fn set(&mut self, name: &str, value: &impl Serialize) -> Result<()> {
        self.facts.insert(name.to_owned(), super::params::to_value(value)?);
        Ok(())
    }

    /// Reads a fact.
    pub fn get<T: DeserializeOwned>(&self, name: &str) -> Result<T> {
        let value = self.facts.get(name).ok_or_else(|| corrupt(name, "is absent"))?;
        T::deserialize(value).map_err(|error| corrupt(name, &error.to_string()))
    }

    /// Reads a struct of parameters that was written as a fact, and checks every range.
    pub fn params<C: Component>(&self, name: &str) -> Result<C> {
        let value: Value = self.get(name)?;
        super::params::read(C::NAME, &value).map_err(|error| corrupt(name, error.message()))
    }

    /// Writes numbers along one axis.
    pub fn put<T: Element>(&mut self, name: &str, values: &[T]) {
        self.put_shaped(name, vec![values.len()], values);
    }

    /// Writes numbers in a shape.
    pub fn put_shaped<T: Element>(&mut self, name: &str, shape: Vec<usize>, values: &[T]) {
        self.tensors.insert(name.to_owned(), Tensor::new(shape, values));
    }

    /// Reads numbers along one axis.
    pub fn take<T: Element>(&self, name: &str) -> Result<Vec<T>> {
        let (shape, values) = self.take_shaped(name)?;
        if shape.len() == 1 { Ok(values) } else { Err(corrupt(name, "has more or less than one axis")) }
    }

    /// Reads exactly so many numbers along one axis.
    pub fn take_exactly<T: Element>(&self, name: &str, length: usize) -> Result<Vec<T>> {
        let values = self.take(name)?;
        if values.len() == length {
            return Ok(values);
        }
        Err(corrupt(name, &format!("has {} values where {length} are needed", values.len())))
    }

    /// Reads the shape and the numbers.
    pub fn take_shaped<T: Element>(&self, name: &str) -> Result<(Vec<usize>, Vec<T>)> {
        let tensor = self.tensors.get(name).ok_or_else(|| corrupt(name, "is absent"))?;
        let values = tensor.values().ok_or_else(|| corrupt(name, &format!("is of type {}", tensor.dtype.name())))?;
        Ok((tensor.shape.clone(), values))
    }

    /// Whether there is a tensor of that name.
    pub fn has(&self, name: &str) -> bool {
        self.tensors.contains_key(name)
    }

    /// Writes text: its bytes, the end of each string, and which are missing where any is.
    pub fn put_strings(&mut self, name: &str, strings: &Strings) {
        self.put(&format!("{name}.text"), strings.text().as_bytes());
        self.put(&format!("{name}.ends"), &strings.ends().iter().map(|&end| end as i64).collect::<Vec<_>>());
        if strings.count_missing() > 0 {
            let missing: Vec<u8> = strings.missing().iter().map(|&missing| u8::from(missing)).collect();
            self.put(&format!("{name}.missing"), &missing);
        }
    }

    /// Reads text.
    pub fn take_strings(&self, name: &str) -> Result<Strings> {
        let text = String::from_utf8(self.take(&format!("{name}.text"))?).map_err(|_| corrupt(name, "is not UTF-8"))?;
        let ends: Vec<i64> = self.take(&format!("{name}.ends"))?;
        let ends = ends.into_iter().map(|end| end.try_into().unwrap_or(usize::MAX)).collect();
        let strings = Strings::from_parts(text, ends).map_err(|error| corrupt(name, error.message()))?;
        let mask = format!("{name}.missing");
        if !self.has(&mask) {
            return Ok(strings);
        }
        let missing: Vec<u8> = self.take_exactly(&mask, strings.len())?;
        let mut read = Strings::new();
        missing.iter().zip(strings.iter()).for_each(|(&missing, text)| read.push_option(text.filter(|_| missing == 0)));
        Ok(read)
    }
}

/// `kp.corrupt_model`: the state under `name` is not what the component writes.
pub(crate) fn corrupt(name: &str, why: &str) -> Error {
    err!(CorruptModel, "the model's state '{name}' {why}").with("state", name)
}

/// Writes the same few values for each of many series, a column each.
#[derive(Debug, Default)]
pub struct RowWriter {
    rows: usize,
    columns: Vec<(&'static str, Values)>,
    next: usize,
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
        for (name, column) in self.columns {
            let name = format!("state.{name}");
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

    /// The columns of single values, as a frame.
    pub(crate) fn into_frame(self, mut frame: Frame) -> Result<Frame> {
        for (name, column) in self.columns {
            match column {
                Values::F64(values) => frame.push(name.to_owned(), Column::F64(values))?,
                Values::I64(values) => frame.push(name.to_owned(), Column::I64(values))?,
                Values::Str(values) => frame.push(name.to_owned(), Column::Str(values))?,
                Values::List { .. } => {}
            }
        }
        Ok(frame)
    }
}

/// Reads what a [`RowWriter`] wrote, row by row, in the order in which it was written.
#[derive(Debug)]
pub struct RowReader<'a> {
    store: &'a Store,
    rows: usize,
    row: usize,
    columns: BTreeMap<&'static str, Values>,
}

impl<'a> RowReader<'a> {
    pub(crate) fn new(store: &'a Store, rows: usize) -> Self {
        Self { store, rows, row: 0, columns: BTreeMap::new() }
    }

    pub(crate) fn next_row(&mut self) {
        self.row += 1;
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

    fn column(&mut self, name: &'static str, read: impl FnOnce(&Store, &str) -> Result<Values>) -> Result<&mut Values> {
        use std::collections::btree_map::Entry;
        match self.columns.entry(name) {
            Entry::Occupied(column) => Ok(column.into_mut()),
            Entry::Vacant(place) => Ok(place.insert(read(self.store, &format!("state.{name}"))?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_gives_back_what_it_was_given() {
        let mut store = Store::default();
        store.set("kind", &"A").unwrap();
        store.put_shaped("m", vec![2, 1], &[1.5, f64::MIN_POSITIVE]);
        let mut strings: Strings = ["é", ""].into_iter().collect();
        strings.push_missing();
        store.put_strings("ids", &strings);
        assert_eq!(store.get::<String>("kind").unwrap(), "A");
        assert_eq!(store.take_shaped::<f64>("m").unwrap(), (vec![2, 1], vec![1.5, f64::MIN_POSITIVE]));
        assert_eq!(store.take_strings("ids").unwrap(), strings);
        for error in [store.take::<f64>("m").unwrap_err(), store.take::<i64>("ids.text").unwrap_err()] {
            assert_eq!(error.code(), "kp.corrupt_model");
        }
        assert_eq!(store.get::<i64>("none").unwrap_err().message(), "the model's state 'none' is absent");
    }

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
}
