//! What needs no model: functions, metrics, the backtest.

use crate::errors::raise;
use crate::frame::Frame;
use crate::job::{CancelToken, Control, run};
use kingpost::component::Answer;
use kingpost::data::Data;
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

/// Calls a function of the catalogue with its tables in order; its arguments are JSON.
#[pyfunction]
#[pyo3(signature = (id, args, inputs, *, cancel=None, progress=None))]
pub(crate) fn function<'py>(
    py: Python<'py>,
    id: String,
    args: String,
    inputs: Vec<Option<PyRef<'py, Frame>>>,
    cancel: Option<&CancelToken>,
    progress: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    let inputs: Vec<Option<Data>> =
        inputs.iter().map(|input| input.as_ref().map(|frame| frame.take_frame().into())).collect();
    let control = Control { cancel, progress };
    match run(py, &control, false, move |job| kingpost_host::function(&id, &args, &inputs, job))? {
        Answer::Frame(frame) => Ok(Frame::from(frame).into_pyobject(py)?.into_any()),
        Answer::Text(text) => Ok(text.into_pyobject(py)?.into_any()),
    }
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
