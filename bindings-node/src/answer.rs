//! Data on its way out: copied into arrays that JavaScript owns.

use kingpost::data::{Column, Csr, Data, Frame, Strings, TimeUnit};
use napi::Env;
use napi::bindgen_prelude::{Float64ArraySlice, Int32ArraySlice, Object, Uint8ArraySlice, Uint32ArraySlice};

/// Numbers up to here are exact in JavaScript.
const EXACT: u64 = 1 << 53;

/// `{columns: [...]}` or `{csr: {...}}`; `lib/data.js` makes a user's frame of it.
pub(crate) fn data<'env>(env: &'env Env, data: &Data) -> napi::Result<Object<'env>> {
    match data {
        Data::Frame(frame) => self::frame(env, frame),
        Data::Csr(matrix) => csr(env, matrix),
        _ => Err(napi::Error::from_reason("data of a kind that this package does not know")),
    }
}

/// `{facts, tables: [{name, table}]}`.
pub(crate) fn parts<'env>(env: &'env Env, facts: String, tables: &[(String, Frame)]) -> napi::Result<Object<'env>> {
    let mut list = Vec::with_capacity(tables.len());
    for (name, table) in tables {
        let mut object = Object::new(env)?;
        object.set("name", name)?;
        object.set("table", frame(env, table)?)?;
        list.push(object);
    }
    let mut object = Object::new(env)?;
    object.set("facts", facts)?;
    object.set("tables", list)?;
    Ok(object)
}

/// A Uint8Array.
pub(crate) fn bytes<'env>(env: &'env Env, bytes: &[u8]) -> napi::Result<Uint8ArraySlice<'env>> {
    Uint8ArraySlice::copy_from(env, bytes)
}

fn frame<'env>(env: &'env Env, frame: &Frame) -> napi::Result<Object<'env>> {
    let mut columns = Vec::with_capacity(frame.names().len());
    for (name, values) in frame.iter() {
        let mut object = column(env, values)?;
        object.set("name", name)?;
        columns.push(object);
    }
    let mut object = Object::new(env)?;
    object.set("columns", columns)?;
    Ok(object)
}

fn csr<'env>(env: &'env Env, matrix: &Csr) -> napi::Result<Object<'env>> {
    let mut object = Object::new(env)?;
    object.set("rows", matrix.rows() as f64)?;
    object.set("columns", matrix.columns() as f64)?;
    object.set("indptr", numbers(env, matrix.indptr())?)?;
    object.set("indices", Int32ArraySlice::copy_from(env, matrix.indices())?)?;
    object.set("values", Float64ArraySlice::copy_from(env, matrix.values())?)?;
    let mut outer = Object::new(env)?;
    outer.set("csr", object)?;
    Ok(outer)
}

fn numbers<'env>(env: &'env Env, values: &[i64]) -> napi::Result<Float64ArraySlice<'env>> {
    let values: Vec<f64> = values.iter().map(|&value| value as f64).collect();
    Float64ArraySlice::copy_from(env, values)
}

fn column<'env>(env: &'env Env, column: &Column) -> napi::Result<Object<'env>> {
    let mut object = Object::new(env)?;
    let kind = match column {
        Column::F64(values) => {
            object.set("values", Float64ArraySlice::copy_from(env, values)?)?;
            "f64"
        }
        Column::I64(values) if values.iter().all(|value| value.unsigned_abs() <= EXACT) => {
            object.set("values", numbers(env, values)?)?;
            "i64"
        }
        // Text keeps every digit of an id that is too large for a JavaScript number.
        Column::I64(values) => {
            strings(env, &mut object, &values.iter().map(i64::to_string).collect())?;
            "str"
        }
        Column::Bool(values) => {
            let bytes: Vec<u8> = values.iter().map(|&value| u8::from(value)).collect();
            object.set("values", Uint8ArraySlice::copy_from(env, bytes)?)?;
            "bool"
        }
        Column::Str(texts) => {
            strings(env, &mut object, texts)?;
            "str"
        }
        Column::Time(times) => {
            let (unit, per_second) = (times.unit, times.unit.per_second());
            let milliseconds = |&tick: &i64| match unit {
                TimeUnit::Second => tick as f64 * 1_000.0,
                _ => tick.div_euclid(per_second / 1_000) as f64,
            };
            let values: Vec<f64> = times.ticks.iter().map(milliseconds).collect();
            object.set("values", Float64ArraySlice::copy_from(env, values)?)?;
            "time"
        }
        other => return Err(napi::Error::from_reason(format!("a column of {} cannot leave", other.kind()))),
    };
    object.set("type", kind)?;
    Ok(object)
}

/// Runs of equal strings: ids come many times over.
fn strings(env: &Env, object: &mut Object<'_>, texts: &Strings) -> napi::Result<()> {
    let mut runs: Vec<Option<&str>> = Vec::new();
    let mut counts: Vec<u32> = Vec::new();
    for text in texts.iter() {
        match (runs.last(), counts.last_mut()) {
            (Some(last), Some(count)) if *last == text && *count < u32::MAX => *count += 1,
            _ => {
                runs.push(text);
                counts.push(1);
            }
        }
    }
    object.set("values", runs)?;
    object.set("counts", Uint32ArraySlice::copy_from(env, counts)?)
}
