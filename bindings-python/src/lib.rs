//! `kingpost._core`: what the Python package calls. It translates values and keeps Python responsive; the rest is in
//! `kingpost-host`, which all bindings share, and in the Python files beside it.

#![deny(unsafe_code)]

#[allow(unsafe_code)]
mod arrow;
mod errors;
mod evaluate;
mod frame;
mod job;
mod matrix;
mod model;

use errors::raise;
use pyo3::prelude::*;
use std::path::PathBuf;

/// Every component as JSON: id, name, family, verbs, page, schemas, defaults.
#[pyfunction]
fn catalog_json(py: Python<'_>) -> PyResult<String> {
    py.detach(kingpost_host::catalog_json).map_err(|error| raise(py, &error))
}

/// The codes of all errors.
#[pyfunction]
fn error_codes() -> Vec<&'static str> {
    kingpost::ErrorKind::ALL.iter().map(|kind| kind.code()).collect()
}

/// The component of an id, its page found.
#[pyfunction]
fn check_id(py: Python<'_>, id: &str) -> PyResult<()> {
    kingpost::catalog::get(id).map(|_| ()).map_err(|error| raise(py, &error))
}

/// The ids of the components whose id, name or page has every word of the query.
#[pyfunction]
fn search(query: &str) -> Vec<&'static str> {
    kingpost::catalog::search(query).iter().map(|entry| entry.id).collect()
}

/// What a model file says of itself, as JSON, without making a model of it.
#[pyfunction]
fn inspect(py: Python<'_>, bytes: &[u8]) -> PyResult<String> {
    let about = py.detach(|| kingpost_host::guarded(|| kingpost::model::inspect(bytes)));
    about.map(|about| about.to_string()).map_err(|error| raise(py, &error))
}

/// The same of a file.
#[pyfunction]
fn inspect_file(py: Python<'_>, path: PathBuf) -> PyResult<String> {
    let about = py.detach(|| kingpost_host::guarded(|| kingpost::model::inspect_file(path)));
    about.map(|about| about.to_string()).map_err(|error| raise(py, &error))
}

/// A model out of the bytes that it was pickled as.
#[pyfunction]
fn _unpickle(py: Python<'_>, bytes: &[u8]) -> PyResult<model::Model> {
    model::Model::from_bytes(py, bytes)
}

/// Panics on purpose in the call (`call`) or in a thread of the pool (`pool`), to test the fence; light work is done on the
/// caller's thread, other work on one of its own.
#[pyfunction]
#[pyo3(signature = (place, *, light=true))]
fn _forced_panic(py: Python<'_>, place: &str, light: bool) -> PyResult<()> {
    let (place, control) = (place.to_owned(), job::Control { cancel: None, progress: None });
    job::run(py, &control, light, move |_| kingpost_host::forced_panic(&place))
}

/// Whether this thread computes with denormal numbers, for a test of the float guard.
#[pyfunction]
fn _denormals_survive() -> bool {
    kingpost_host::denormals_survive()
}

#[pymodule(gil_used = false)]
fn _core(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<frame::Frame>()?;
    module.add_class::<matrix::Csr>()?;
    module.add_class::<model::Model>()?;
    module.add_class::<job::CancelToken>()?;
    module.add_function(wrap_pyfunction!(catalog_json, module)?)?;
    module.add_function(wrap_pyfunction!(error_codes, module)?)?;
    module.add_function(wrap_pyfunction!(check_id, module)?)?;
    module.add_function(wrap_pyfunction!(search, module)?)?;
    module.add_function(wrap_pyfunction!(inspect, module)?)?;
    module.add_function(wrap_pyfunction!(inspect_file, module)?)?;
    module.add_function(wrap_pyfunction!(evaluate::metric, module)?)?;
    module.add_function(wrap_pyfunction!(evaluate::metrics_json, module)?)?;
    module.add_function(wrap_pyfunction!(evaluate::backtest, module)?)?;
    module.add_function(wrap_pyfunction!(evaluate::function, module)?)?;
    module.add_function(wrap_pyfunction!(_unpickle, module)?)?;
    module.add_function(wrap_pyfunction!(_forced_panic, module)?)?;
    module.add_function(wrap_pyfunction!(_denormals_survive, module)?)?;
    Ok(())
}
