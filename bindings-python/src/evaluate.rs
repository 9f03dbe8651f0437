//! Metrics and the backtest.

use crate::errors::raise;
use crate::frame::Frame;
use crate::job::{CancelToken, Control, run};
use pyo3::prelude::*;

/// Computes the metric of an id from the columns of a frame; its arguments are JSON.
#[pyfunction]
#[pyo3(signature = (id, data, args=""))]
pub(crate) fn metric(py: Python<'_>, id: &str, data: &Frame, args: &str) -> PyResult<f64> {
    let frame = data.take_frame();
    py.detach(|| kingpost_host::metric(id, &frame, args)).map_err(|error| raise(py, &error))
}

/// Every metric as JSON: id, page, whether greater is better, columns.
#[pyfunction]
pub(crate) fn metrics_json() -> String {
    kingpost_host::metrics_json()
}

/// Forecasts a panel from earlier origins; parameters and options are JSON.
#[pyfunction]
#[pyo3(signature = (id, params, data, options="", *, cancel=None, progress=None))]
pub(crate) fn backtest(
    py: Python<'_>,
    id: String,
    params: String,
    data: &Frame,
    options: &str,
    cancel: Option<&CancelToken>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Frame> {
    let frame = data.take_frame();
    let control = Control { cancel, progress };
    let options = options.to_owned();
    run(py, &control, false, move |job| kingpost_host::backtest(&id, &params, &frame, &options, job)).map(Frame::from)
}
