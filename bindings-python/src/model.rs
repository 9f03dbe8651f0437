//! Fitted models.

use crate::errors::{bad_data, raise};
use crate::frame::{Frame, column_of};
use crate::job::{CancelToken, Control, run};
use crate::matrix::Csr;
use kingpost::data::{Column, Data};
use kingpost_host::Handle;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};
use std::sync::Arc;

/// Calls on fewer values and bytes of text than this are done on the caller's thread; see `job::run`.
const LIGHT: usize = 20_000;

/// A fitted model as the core holds it. It may be used by several threads at once.
#[pyclass(frozen, module = "kingpost._core")]
pub(crate) struct Model(Arc<Handle>);

/// A frame or a sparse matrix, shared with the work that may outlive the call.
fn data_of(data: &Bound<'_, PyAny>) -> PyResult<Data> {
    if let Ok(frame) = data.cast::<Frame>() {
        return Ok(frame.get().data());
    }
    match data.cast::<Csr>() {
        Ok(matrix) => Ok(Data::Csr(matrix.get().copy())),
        Err(_) => Err(bad_data(data.py(), format!("a Frame or a Csr is needed, not {}", data.get_type()))),
    }
}

fn answer(py: Python<'_>, data: Data) -> PyResult<Py<PyAny>> {
    Ok(match data {
        Data::Frame(frame) => Bound::new(py, Frame::from(frame))?.into_any().unbind(),
        Data::Csr(matrix) => Bound::new(py, Csr::from(matrix))?.into_any().unbind(),
        _ => return Err(bad_data(py, "an answer of an unknown shape".into())),
    })
}

fn size(data: Option<&Data>) -> usize {
    match data {
        Some(Data::Frame(frame)) => {
            let bytes = |column: &Column| if let Column::Str(texts) = column { texts.text().len() } else { 0 };
            let texts: usize = frame.iter().map(|(_, column)| bytes(column)).sum();
            frame.rows().saturating_mul(frame.names().len()).saturating_add(texts)
        }
        Some(Data::Csr(matrix)) => matrix.stored(),
        _ => 0,
    }
}

impl Model {
    fn of(py: Python<'_>, handle: kingpost::Result<Handle>) -> PyResult<Self> {
        handle.map(|handle| Self(Arc::new(handle))).map_err(|error| raise(py, &error))
    }
}

#[pymethods]
impl Model {
    /// Fits the component of an id; parameters and options are JSON, the target is the only column of a frame.
    #[staticmethod]
    #[pyo3(signature = (id, params, data, target=None, options="", *, cancel=None, progress=None))]
    #[allow(clippy::too_many_arguments)]
    fn fit(
        py: Python<'_>,
        id: String,
        params: String,
        data: &Bound<'_, PyAny>,
        target: Option<&Frame>,
        options: &str,
        cancel: Option<&CancelToken>,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let (data, target) = (data_of(data)?, target.map(column_of).transpose()?);
        let options = options.to_owned();
        let control = Control { cancel, progress };
        let handle =
            run(py, &control, false, move |job| Handle::fit(&id, &params, &data, target.as_ref(), &options, job))?;
        Ok(Self(Arc::new(handle)))
    }

    /// Fits a vectorizer or a detector, and returns what it says of the same data too.
    #[staticmethod]
    #[pyo3(signature = (id, params, data, options="", *, cancel=None, progress=None))]
    fn fit_answer(
        py: Python<'_>,
        id: String,
        params: String,
        data: &Bound<'_, PyAny>,
        options: &str,
        cancel: Option<&CancelToken>,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<(Self, Py<PyAny>)> {
        let (data, options) = (data_of(data)?, options.to_owned());
        let control = Control { cancel, progress };
        let (handle, said) =
            run(py, &control, false, move |job| Handle::fit_answer(&id, &params, &data, &options, job))?;
        Ok((Self(Arc::new(handle)), answer(py, said)?))
    }

    /// Calls a verb; its arguments are JSON. `light` says that the answer takes no time to speak of.
    #[pyo3(signature = (verb, args="", data=None, *, light=true, cancel=None, progress=None))]
    #[allow(clippy::too_many_arguments)]
    fn call(
        &self,
        py: Python<'_>,
        verb: String,
        args: &str,
        data: Option<&Bound<'_, PyAny>>,
        light: bool,
        cancel: Option<&CancelToken>,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Py<PyAny>> {
        let data = data.map(data_of).transpose()?;
        let light = light && size(data.as_ref()) < LIGHT;
        let (handle, args) = (self.0.clone(), args.to_owned());
        let control = Control { cancel, progress };
        let result = run(py, &control, light, move |job| handle.call(&verb, &args, data.as_ref(), job))?;
        answer(py, result)
    }

    /// Learns from new data without fitting again; the options are JSON.
    #[pyo3(signature = (data, options="", *, cancel=None, progress=None))]
    fn update(
        &self,
        py: Python<'_>,
        data: &Bound<'_, PyAny>,
        options: &str,
        cancel: Option<&CancelToken>,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Frame> {
        let data = data_of(data)?;
        let (light, handle, options) = (size(Some(&data)) < LIGHT, self.0.clone(), options.to_owned());
        run(py, &Control { cancel, progress }, light, move |job| handle.update(&data, &options, job)).map(Frame::from)
    }

    /// Facts as JSON, and frames by name.
    fn parts<'py>(&self, py: Python<'py>) -> PyResult<(String, Bound<'py, PyDict>)> {
        let (summary, tables) = py.detach(|| self.0.parts()).map_err(|error| raise(py, &error))?;
        let named = PyDict::new(py);
        for (name, table) in tables {
            named.set_item(name, Bound::new(py, Frame::from(table))?)?;
        }
        Ok((summary, named))
    }

    /// Component, parameters and card as JSON.
    fn describe(&self, py: Python<'_>) -> PyResult<String> {
        py.detach(|| self.0.describe()).map_err(|error| raise(py, &error))
    }

    /// Writes the owner's part of the card from JSON.
    fn set_card(&self, py: Python<'_>, card: &str) -> PyResult<()> {
        py.detach(|| self.0.set_card(card)).map_err(|error| raise(py, &error))
    }

    /// A copy that is updated apart from this one.
    fn duplicate(&self, py: Python<'_>) -> PyResult<Self> {
        Self::of(py, py.detach(|| self.0.duplicate()))
    }

    /// Reads a model file that is in memory.
    #[staticmethod]
    pub(crate) fn from_bytes(py: Python<'_>, bytes: &[u8]) -> PyResult<Self> {
        Self::of(py, py.detach(|| Handle::from_bytes(bytes)))
    }

    /// Reads a model file.
    #[staticmethod]
    fn load(py: Python<'_>, path: &str) -> PyResult<Self> {
        Self::of(py, py.detach(|| Handle::load(path)))
    }

    /// The bytes of the model file.
    fn to_bytes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let bytes = py.detach(|| self.0.to_bytes()).map_err(|error| raise(py, &error))?;
        Ok(PyBytes::new(py, &bytes))
    }

    /// Writes the model file; the file that was there stays until the new one is complete.
    fn save(&self, py: Python<'_>, path: &str) -> PyResult<()> {
        py.detach(|| self.0.save(path)).map_err(|error| raise(py, &error))
    }

    /// SHA-256 of what the model is, in hexadecimal.
    fn content_id(&self, py: Python<'_>) -> PyResult<String> {
        py.detach(|| self.0.content_id()).map_err(|error| raise(py, &error))
    }

    /// Replays the model's own test vectors here; a report as JSON.
    fn verify(&self, py: Python<'_>) -> PyResult<String> {
        let handle = self.0.clone();
        run(py, &Control { cancel: None, progress: None }, false, move |job| handle.verify(job))
    }

    /// Pickles as the bytes of the model file, which later releases read too.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        Ok((py.import("kingpost._core")?.getattr("_unpickle")?, (self.to_bytes(py)?,)))
    }
}
