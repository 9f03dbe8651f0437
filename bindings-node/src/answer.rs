//! Data on its way out: copied into arrays that JavaScript owns.

use kingpost::data::{Column, Csr, Data, Frame, Strings, TimeUnit};
use napi::Env;
use napi::bindgen_prelude::{
    Array, Float64ArraySlice, Int32ArraySlice, Object, ToNapiValue, Uint8ArraySlice, Uint32ArraySlice, Unknown,
};

/// Numbers up to here are exact in JavaScript.
const EXACT: u64 = 1 << 53;

/// `[name, type, values, counts, name, ...]` or `{csr: {...}}`; `lib/frame.js` makes a user's frame of it.
pub(crate) fn data<'env>(env: &'env Env, data: &Data) -> napi::Result<Unknown<'env>> {
    match data {
        Data::Frame(frame) => self::frame(env, frame)?.into_unknown(env),
        Data::Csr(matrix) => csr(env, matrix)?.into_unknown(env),
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

/// How many elements a column has; the last is there for texts alone.
const FIELDS: u32 = 4;

/// A flat list: setting a named property takes longer than setting an element.
fn frame<'env>(env: &'env Env, frame: &Frame) -> napi::Result<Array<'env>> {
    let mut list = env.create_array(FIELDS * frame.names().len() as u32)?;
    for (at, (name, values)) in (0..).step_by(FIELDS as usize).zip(frame.iter()) {
        list.set(at, name)?;
        column(env, &mut list, at + 1, values)?;
    }
    Ok(list)
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

/// Type, values and counts from the element `at` on.
fn column<'env>(env: &'env Env, list: &mut Array<'env>, at: u32, column: &Column) -> napi::Result<()> {
    let values = at + 1;
    let kind = match column {
        Column::F64(numbers) => {
            list.set(values, Float64ArraySlice::copy_from(env, numbers)?)?;
            "f64"
        }
        Column::I64(numbers) if numbers.iter().all(|number| number.unsigned_abs() <= EXACT) => {
            list.set(values, self::numbers(env, numbers)?)?;
            "i64"
        }
        // Text keeps every digit of an id that is too large for a JavaScript number.
        Column::I64(numbers) => {
            strings(env, list, values, &numbers.iter().map(i64::to_string).collect())?;
            "str"
        }
        Column::Bool(truths) => {
            let bytes: Vec<u8> = truths.iter().map(|&truth| u8::from(truth)).collect();
            list.set(values, Uint8ArraySlice::copy_from(env, bytes)?)?;
            "bool"
        }
        Column::Str(texts) => {
            strings(env, list, values, texts)?;
            "str"
        }
        Column::Time(times) => {
            let (unit, per_second) = (times.unit, times.unit.per_second());
            let milliseconds = |&tick: &i64| match unit {
                TimeUnit::Second => tick as f64 * 1_000.0,
                _ => tick.div_euclid(per_second / 1_000) as f64,
            };
            let ticks: Vec<f64> = times.ticks.iter().map(milliseconds).collect();
            list.set(values, Float64ArraySlice::copy_from(env, ticks)?)?;
            "time"
        }
        other => return Err(napi::Error::from_reason(format!("a column of {} cannot leave", other.kind()))),
    };
    list.set(at, kind)
}

/// Runs of equal strings: ids come many times over.
fn strings<'env>(env: &'env Env, list: &mut Array<'env>, at: u32, texts: &Strings) -> napi::Result<()> {
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
    list.set(at, runs)?;
    list.set(at + 1, Uint32ArraySlice::copy_from(env, counts)?)
}
