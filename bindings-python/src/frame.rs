//! Named columns in and out: numpy arrays, and Python strings.

use crate::errors::{bad_data, raise};
use kingpost::data::{self, Column, Data, Strings, TimeUnit, Times};
use numpy::{Element, IntoPyArray, PyReadonlyArray1, PyReadonlyArray2};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyList, PyString};
use std::sync::{Mutex, PoisonError};

/// Copies an array, whatever its strides; a copy, because Python may write to it while the work goes on.
pub(crate) fn to_vec<T: Element + Copy>(array: &PyReadonlyArray1<'_, T>) -> Vec<T> {
    match array.as_slice() {
        Ok(values) => values.to_vec(),
        Err(_) => array.as_array().to_vec(),
    }
}

/// Named columns of equal length, as the core takes and returns them.
#[pyclass(frozen, module = "kingpost._core")]
#[derive(Default)]
pub(crate) struct Frame(Mutex<data::Frame>);

impl From<data::Frame> for Frame {
    fn from(frame: data::Frame) -> Self {
        Self(Mutex::new(frame))
    }
}

/// The only column of a frame.
pub(crate) fn column_of(frame: &Frame) -> PyResult<Column> {
    let mut columns = frame.with(std::mem::take).into_columns().into_iter();
    match (columns.next(), columns.next()) {
        (Some((_, column)), None) => Ok(column),
        _ => Err(Python::attach(|py| bad_data(py, "the target must be one column".into()))),
    }
}

impl Frame {
    fn with<R>(&self, f: impl FnOnce(&mut data::Frame) -> R) -> R {
        f(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What the core is given: the columns themselves, which this frame then no longer has.
    pub(crate) fn data(&self) -> Data {
        Data::Frame(self.take_frame())
    }

    /// The columns, which this frame then no longer has.
    pub(crate) fn take_frame(&self) -> data::Frame {
        self.with(std::mem::take)
    }

    fn add(&self, py: Python<'_>, name: String, column: Column) -> PyResult<()> {
        self.with(|frame| frame.push(name, column)).map_err(|error| raise(py, &error))
    }
}

fn unit_of(py: Python<'_>, unit: &str) -> PyResult<TimeUnit> {
    Ok(match unit {
        "s" => TimeUnit::Second,
        "ms" => TimeUnit::Millisecond,
        "us" => TimeUnit::Microsecond,
        "ns" => TimeUnit::Nanosecond,
        _ => return Err(bad_data(py, format!("the unit of time is '{unit}'; must be s, ms, us or ns"))),
    })
}

fn unit_name(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Second => "s",
        TimeUnit::Millisecond => "ms",
        TimeUnit::Microsecond => "us",
        TimeUnit::Nanosecond => "ns",
    }
}

#[pymethods]
impl Frame {
    #[new]
    fn new() -> Self {
        Self::default()
    }

    /// The columns of a matrix, one row an observation.
    #[staticmethod]
    fn from_matrix(py: Python<'_>, array: PyReadonlyArray2<'_, f64>, names: Vec<String>) -> PyResult<Self> {
        let frame = Self::new();
        for (name, column) in names.into_iter().zip(data::columns_of(array.as_array())) {
            frame.add(py, name, Column::F64(column))?;
        }
        Ok(frame)
    }

    /// Reads anything that has `__arrow_c_stream__` or `__arrow_c_array__`.
    #[staticmethod]
    fn from_arrow(data: &Bound<'_, PyAny>) -> PyResult<Self> {
        crate::arrow::read(data).map(Self::from)
    }

    /// The rows as an Arrow stream; the requested schema is not looked at.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        crate::arrow::write(py, self.with(|frame| frame.clone()))
    }

    /// Takes over the columns of another frame.
    fn append(&self, py: Python<'_>, other: &Frame) -> PyResult<()> {
        let columns = other.with(std::mem::take).into_columns();
        columns.into_iter().try_for_each(|(name, column)| self.add(py, name, column))
    }

    /// Sets or removes the zone of a column of times, and returns the one that it had.
    #[pyo3(signature = (name, zone))]
    fn set_zone(&self, py: Python<'_>, name: &str, zone: Option<String>) -> PyResult<Option<String>> {
        let mut had = None;
        let mut columns = self.with(std::mem::take).into_columns();
        for (other, column) in &mut columns {
            if let (true, Column::Time(times)) = (other == name, column) {
                had = std::mem::replace(&mut times.zone, zone.clone());
            }
        }
        columns.into_iter().try_for_each(|(name, column)| self.add(py, name, column))?;
        Ok(had)
    }

    /// Adds real numbers; NaN is a missing one.
    fn add_f64(&self, py: Python<'_>, name: String, array: PyReadonlyArray1<'_, f64>) -> PyResult<()> {
        self.add(py, name, Column::F64(to_vec(&array)))
    }

    /// Adds whole numbers.
    fn add_i64(&self, py: Python<'_>, name: String, array: PyReadonlyArray1<'_, i64>) -> PyResult<()> {
        self.add(py, name, Column::I64(to_vec(&array)))
    }

    /// Adds truth values.
    fn add_bool(&self, py: Python<'_>, name: String, array: PyReadonlyArray1<'_, bool>) -> PyResult<()> {
        self.add(py, name, Column::Bool(to_vec(&array)))
    }

    /// Adds points in time: ticks since 1970 in the column's own zone.
    #[pyo3(signature = (name, array, unit, zone=None))]
    fn add_times(
        &self,
        py: Python<'_>,
        name: String,
        array: PyReadonlyArray1<'_, i64>,
        unit: &str,
        zone: Option<String>,
    ) -> PyResult<()> {
        let times = Times { ticks: to_vec(&array), unit: unit_of(py, unit)?, zone };
        self.add(py, name, Column::Time(times))
    }

    /// Adds text; None is missing.
    fn add_strings(&self, py: Python<'_>, name: String, values: &Bound<'_, PyList>) -> PyResult<()> {
        let mut strings = Strings::new();
        for (row, value) in values.iter().enumerate() {
            if value.is_none() {
                strings.push_missing();
                continue;
            }
            let wrong = |what: &str| bad_data(py, format!("column '{name}' has {what} in row {row}"));
            let text = value.cast::<PyString>().map_err(|_| wrong("something that is not text"))?;
            strings.push(text.to_str().map_err(|_| wrong("text that is not Unicode (a lone surrogate)"))?);
        }
        self.add(py, name, Column::Str(strings))
    }

    /// Gives the columns other names, in order.
    fn rename(&self, py: Python<'_>, names: Vec<String>) -> PyResult<()> {
        let columns = self.with(std::mem::take).into_columns();
        columns.into_iter().zip(names).try_for_each(|((_, column), name)| self.add(py, name, column))
    }

    /// How many rows there are.
    #[getter]
    fn rows(&self) -> usize {
        self.with(|frame| frame.rows())
    }

    /// The names in order.
    #[getter]
    fn names(&self) -> Vec<String> {
        self.with(|frame| frame.names().map(str::to_owned).collect())
    }

    /// Takes the columns out, in order: name, kind, values, and the unit and zone of times. Nothing is left behind.
    fn take<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let columns = self.with(std::mem::take).into_columns();
        let out = PyList::empty(py);
        for (name, column) in columns {
            let none: (Option<&str>, Option<String>) = (None, None);
            let (kind, values, (unit, zone)) = match column {
                Column::F64(values) => ("f64", values.into_pyarray(py).into_any(), none),
                Column::I64(values) => ("i64", values.into_pyarray(py).into_any(), none),
                Column::Bool(values) => ("bool", values.into_pyarray(py).into_any(), none),
                Column::Str(values) => ("str", strings_out(py, &values)?.into_any(), none),
                Column::Time(times) => {
                    ("time", times.ticks.into_pyarray(py).into_any(), (Some(unit_name(times.unit)), times.zone))
                }
                _ => return Err(bad_data(py, format!("column '{name}' is of an unknown kind"))),
            };
            out.append((name, kind, values, unit, zone))?;
        }
        Ok(out)
    }

    fn __repr__(&self) -> String {
        self.with(|frame| format!("Frame({} rows: {})", frame.rows(), frame.names().collect::<Vec<_>>().join(", ")))
    }
}

/// Python strings; rows that repeat the one before share it, as the ids of a panel do.
fn strings_out<'py>(py: Python<'py>, strings: &Strings) -> PyResult<Bound<'py, PyList>> {
    let out = PyList::empty(py);
    let mut last: Option<(&str, Bound<'py, PyString>)> = None;
    for value in strings.iter() {
        match (value, &last) {
            (None, _) => out.append(py.None())?,
            (Some(text), Some((known, object))) if text == *known => out.append(object)?,
            (Some(text), _) => {
                let object = PyString::new(py, text);
                out.append(&object)?;
                last = Some((text, object));
            }
        }
    }
    Ok(out)
}
