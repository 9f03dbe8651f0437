//! Sparse matrices in and out.

use crate::errors::raise;
use crate::frame::to_vec;
use kingpost::data;
use numpy::{IntoPyArray, PyArray1, PyReadonlyArray1, PyReadonlyArray2};
use pyo3::prelude::*;
use std::sync::{Mutex, PoisonError};

/// A sparse matrix in compressed row form.
#[pyclass(frozen, module = "kingpost._core")]
pub(crate) struct Csr(Mutex<data::Csr>);

impl From<data::Csr> for Csr {
    fn from(matrix: data::Csr) -> Self {
        Self(Mutex::new(matrix))
    }
}

impl Csr {
    fn with<R>(&self, f: impl FnOnce(&mut data::Csr) -> R) -> R {
        f(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What the core is given: a copy, because Python may use the matrix again.
    pub(crate) fn copy(&self) -> data::Csr {
        self.with(|matrix| matrix.clone())
    }
}

fn arrays_of(py: Python<'_>, matrix: data::Csr) -> Parts<'_> {
    let (indptr, indices, values) = matrix.into_parts();
    (indptr.into_pyarray(py), indices.into_pyarray(py), values.into_pyarray(py))
}

type Parts<'py> = (Bound<'py, PyArray1<i64>>, Bound<'py, PyArray1<i32>>, Bound<'py, PyArray1<f64>>);

#[pymethods]
impl Csr {
    /// Copies the three arrays of a matrix with so many columns.
    #[new]
    fn new(
        py: Python<'_>,
        columns: usize,
        indptr: PyReadonlyArray1<'_, i64>,
        indices: PyReadonlyArray1<'_, i32>,
        values: PyReadonlyArray1<'_, f64>,
    ) -> PyResult<Self> {
        let matrix = data::Csr::new(columns, to_vec(&indptr), to_vec(&indices), to_vec(&values));
        matrix.map(Self::from).map_err(|error| raise(py, &error))
    }

    /// Reads a dense matrix; its zeros are not stored.
    #[staticmethod]
    fn from_dense(py: Python<'_>, array: PyReadonlyArray2<'_, f64>) -> PyResult<Self> {
        let array = array.as_array();
        let (mut indptr, mut indices, mut values) = (vec![0i64], Vec::new(), Vec::new());
        for row in array.rows() {
            for (column, &value) in row.iter().enumerate() {
                if value != 0.0 {
                    indices.push(column as i32);
                    values.push(value);
                }
            }
            indptr.push(values.len() as i64);
        }
        data::Csr::new(array.ncols(), indptr, indices, values).map(Self::from).map_err(|error| raise(py, &error))
    }

    /// Rows and columns.
    #[getter]
    fn shape(&self) -> (usize, usize) {
        self.with(|matrix| (matrix.rows(), matrix.columns()))
    }

    /// Row offsets, columns and values, as arrays.
    fn arrays<'py>(&self, py: Python<'py>) -> Parts<'py> {
        arrays_of(py, self.copy())
    }

    /// As `arrays`, without a copy; the matrix then has no rows.
    fn take<'py>(&self, py: Python<'py>) -> PyResult<Parts<'py>> {
        let none = |columns| data::Csr::new(columns, vec![0], Vec::new(), Vec::new());
        let taken = self.with(|matrix| none(matrix.columns()).map(|none| std::mem::replace(matrix, none)));
        taken.map(|matrix| arrays_of(py, matrix)).map_err(|error| raise(py, &error))
    }
}
