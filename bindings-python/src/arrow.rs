//! Arrow's C data interface, in and out: the only unsafe code of the binding.

use crate::errors::{bad_data, raise};
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader, StructArray};
use kingpost::data::{Column, Frame, Times, arrow};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use std::ffi::CStr;
use std::ptr::NonNull;

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";

/// Reads anything that has `__arrow_c_stream__` or `__arrow_c_array__`.
pub(crate) fn read(data: &Bound<'_, PyAny>) -> PyResult<Frame> {
    let py = data.py();
    let batches = if data.hasattr("__arrow_c_stream__")? { stream(data)? } else { vec![array(data)?] };
    let frame = py.detach(|| kingpost_host::guarded(|| arrow::frame_from_batches(&batches)));
    frame.map(in_utc).map_err(|error| raise(py, &error))
}

/// Arrow's ticks are in UTC whatever the zone they are shown in.
fn in_utc(frame: Frame) -> Frame {
    let columns = frame.into_columns().into_iter().map(|(name, column)| match column {
        Column::Time(times) => (name, Column::Time(Times { zone: times.zone.map(|_| "UTC".to_owned()), ..times })),
        other => (name, other),
    });
    let mut out = Frame::new();
    // The names were unique before.
    columns.for_each(|(name, column)| drop(out.push(name, column)));
    out
}

fn pointer<T>(capsule: &Bound<'_, PyAny>, name: &CStr) -> PyResult<NonNull<T>> {
    Ok(capsule.cast::<PyCapsule>()?.pointer_checked(Some(name))?.cast())
}

fn unreadable(py: Python<'_>, error: impl std::fmt::Display) -> PyErr {
    bad_data(py, format!("Arrow: {error}"))
}

fn stream(data: &Bound<'_, PyAny>) -> PyResult<Vec<RecordBatch>> {
    let py = data.py();
    let capsule = data.call_method0("__arrow_c_stream__")?;
    let pointer = pointer::<FFI_ArrowArrayStream>(&capsule, STREAM)?;
    // SAFETY: a capsule of this name holds an ArrowArrayStream (Arrow PyCapsule Interface); it is alive in `capsule`, and
    // moving it out marks what is left as released, so that nothing is freed twice.
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr()) };
    let reader = RecordBatchStreamReader::try_new(stream).map_err(|error| unreadable(py, error))?;
    let schema = reader.schema();
    let mut batches = Vec::new();
    for batch in reader {
        batches.push(batch.map_err(|error| unreadable(py, error))?);
    }
    if batches.is_empty() {
        batches.push(RecordBatch::new_empty(schema));
    }
    Ok(batches)
}

fn array(data: &Bound<'_, PyAny>) -> PyResult<RecordBatch> {
    let py = data.py();
    let capsules = data.call_method0("__arrow_c_array__")?.cast_into::<PyTuple>()?;
    let schema = pointer::<FFI_ArrowSchema>(&capsules.get_item(0)?, SCHEMA)?;
    let array = pointer::<FFI_ArrowArray>(&capsules.get_item(1)?, ARRAY)?;
    // SAFETY: as in `stream`; both are moved out of capsules that are alive in `capsules`.
    let (schema, array) =
        unsafe { (FFI_ArrowSchema::from_raw(schema.as_ptr()), FFI_ArrowArray::from_raw(array.as_ptr())) };
    // SAFETY: schema and array were made for each other by one call of `__arrow_c_array__`.
    let array = unsafe { from_ffi(array, &schema) }.map_err(|error| unreadable(py, error))?;
    if !matches!(array.data_type(), arrow_schema::DataType::Struct(_)) {
        return Err(unreadable(py, "a table is needed; one column was given"));
    }
    Ok(RecordBatch::from(StructArray::from(array)))
}

/// A stream of the frame, for any library that reads Arrow.
pub(crate) fn write(py: Python<'_>, frame: Frame) -> PyResult<Bound<'_, PyCapsule>> {
    let batch = RecordBatch::try_from(frame).map_err(|error| raise(py, &error))?;
    let schema = batch.schema();
    let stream = FFI_ArrowArrayStream::new(Box::new(RecordBatchIterator::new([Ok(batch)], schema)));
    PyCapsule::new_with_value(py, stream, STREAM)
}
