//! Errors on their way to Python.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyDict;

/// The exception of an error: `kingpost._errors` knows the class of each code.
pub(crate) fn raise(py: Python<'_>, error: &kingpost::Error) -> PyErr {
    match exception(py, error) {
        Ok(exception) => PyErr::from_value(exception),
        Err(other) => other,
    }
}

fn exception<'py>(py: Python<'py>, error: &kingpost::Error) -> PyResult<Bound<'py, PyAny>> {
    static MAKE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let make = MAKE.get_or_try_init(py, || py.import("kingpost._errors")?.getattr("from_core").map(Bound::unbind))?;
    let context = PyDict::new(py);
    for (key, value) in error.context() {
        context.set_item(key, value)?;
    }
    let errno =
        error.cause().and_then(|cause| cause.downcast_ref::<std::io::Error>()).and_then(std::io::Error::raw_os_error);
    make.bind(py).call1((error.code(), error.message(), context, errno))
}

/// An error of the binding's own making.
pub(crate) fn bad_data(py: Python<'_>, message: String) -> PyErr {
    raise(py, &kingpost::ErrorKind::InvalidData.error(message))
}
