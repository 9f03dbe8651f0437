//! Data on its way in: copied before a call starts, so that JavaScript may change its arrays at once.
//!
//! `lib/data.js` brings whatever the user has into one of these shapes:
//! `{columns: [name, type, values, unit, name, ...]}`, `{matrix, width}`, `{csr: {columns, indptr, indices, values}}`,
//! `{arrow}`. Columns are flat because reading a named property takes longer than reading an element.

use kingpost::data::{Column, Csr, Data, Frame, Strings, TimeUnit, Times, arrow};
use kingpost::{Error, ErrorKind, Result};
use napi::bindgen_prelude::{
    Array, BigInt64ArraySlice, Float64ArraySlice, FromNapiValue, Int32ArraySlice, Object, Uint8ArraySlice,
    Uint32ArraySlice, Utf16String,
};

/// A frame or a sparse matrix.
pub(crate) fn data(object: &Object<'_>) -> Result<Data> {
    if let Some(columns) = object.get::<Array<'_>>("columns").map_err(shape)? {
        return Ok(frame(&columns)?.into());
    }
    if let Some(values) = object.get::<Float64ArraySlice<'_>>("matrix").map_err(shape)? {
        return Ok(matrix(&values, get(object, "width")?)?.into());
    }
    if let Some(matrix) = object.get::<Object<'_>>("csr").map_err(shape)? {
        return Ok(csr(&matrix)?.into());
    }
    let bytes: Uint8ArraySlice<'_> = get(object, "arrow")?;
    let frame = arrow::from_ipc(&bytes).map_err(|error| error.within("a Uint8Array is read as Arrow bytes"))?;
    Ok(frame.into())
}

fn frame(columns: &Array<'_>) -> Result<Frame> {
    let mut frame = Frame::new();
    for first in (0..columns.len()).step_by(FIELDS as usize) {
        let (name, values) = column(columns, first)?;
        frame.push(name, values)?;
    }
    Ok(frame)
}

/// Rows of `width` numbers, end to end, as columns x0, x1, ...
fn matrix(values: &[f64], width: u32) -> Result<Frame> {
    let width = width as usize;
    let mut frame = Frame::new();
    for column in 0..width {
        let values: Vec<f64> = values.iter().skip(column).step_by(width).copied().collect();
        frame.push(format!("x{column}"), values.into())?;
    }
    Ok(frame)
}

fn csr(object: &Object<'_>) -> Result<Csr> {
    let columns: u32 = get(object, "columns")?;
    let indptr: Float64ArraySlice<'_> = get(object, "indptr")?;
    let (indices, values): (Int32ArraySlice<'_>, Float64ArraySlice<'_>) =
        (get(object, "indices")?, get(object, "values")?);
    let indptr = whole(&indptr).map_err(|error| error.within("indptr"))?;
    Csr::new(columns as usize, indptr, indices.to_vec(), values.to_vec())
}

/// How many elements a column has: name, type, values, unit.
const FIELDS: u32 = 4;

/// The column whose name is the element `first`.
pub(crate) fn column(columns: &Array<'_>, first: u32) -> Result<(String, Column)> {
    let name: String = element(columns, first)?;
    match values(columns, first) {
        Ok(values) => Ok((name, values)),
        Err(error) => Err(error.within(format_args!("column '{name}'")).with("column", &name)),
    }
}

fn values(columns: &Array<'_>, first: u32) -> Result<Column> {
    let (kind, values): (String, u32) = (element(columns, first + 1)?, first + 2);
    Ok(match kind.as_str() {
        "f64" => Column::F64(element::<Float64ArraySlice<'_>>(columns, values)?.to_vec()),
        "i64" => Column::I64(integers(columns, values)?),
        "bool" => {
            let bytes: Uint8ArraySlice<'_> = element(columns, values)?;
            Column::Bool(bytes.iter().map(|&byte| byte != 0).collect())
        }
        "str" => Column::Str(strings(&element(columns, values)?)?),
        "time" => Column::Time(Times::new(integers(columns, values)?, unit(&element::<String>(columns, first + 3)?)?)),
        other => {
            let message = format!("the type is '{other}'; must be f64, i64, bool, str or time");
            return Err(ErrorKind::InvalidData.error(message));
        }
    })
}

fn unit(name: &str) -> Result<TimeUnit> {
    Ok(match name {
        "s" => TimeUnit::Second,
        "ms" => TimeUnit::Millisecond,
        "us" => TimeUnit::Microsecond,
        "ns" => TimeUnit::Nanosecond,
        _ => return Err(ErrorKind::InvalidData.error(format!("the unit is '{name}'; must be s, ms, us or ns"))),
    })
}

fn integers(columns: &Array<'_>, at: u32) -> Result<Vec<i64>> {
    match columns.get::<BigInt64ArraySlice<'_>>(at) {
        Ok(Some(values)) => Ok(values.to_vec()),
        _ => whole(&element::<Float64ArraySlice<'_>>(columns, at)?),
    }
}

fn whole(values: &[f64]) -> Result<Vec<i64>> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let number = |(row, &value): (usize, &f64)| {
        if value.fract() == 0.0 && value.abs() <= EXACT {
            return Ok(value as i64);
        }
        let message = format!("the value in row {row} is {value}; must be a whole number up to 2^53");
        Err(ErrorKind::InvalidData.error(message).with("row", row))
    };
    values.iter().enumerate().map(number).collect()
}

/// Runs of equal strings: the distinct ones end to end in a few large strings, the length of each in UTF-16 units
/// (2^32 - 1 for a missing one), and how often each is repeated.
fn strings(object: &Object<'_>) -> Result<Strings> {
    const MISSING: u32 = u32::MAX;
    let chunks: Vec<Utf16String> = get(object, "chunks")?;
    let (lengths, counts): (Uint32ArraySlice<'_>, Uint32ArraySlice<'_>) =
        (get(object, "lengths")?, get(object, "counts")?);
    let mut strings = Strings::new();
    let (mut chunk, mut at) = (0, 0);
    let mut text = String::new();
    for (&length, &count) in lengths.iter().zip(counts.iter()) {
        if length == MISSING {
            (0..count).for_each(|_| strings.push_missing());
            continue;
        }
        while chunks.get(chunk).is_some_and(|units| at == units.len()) && length > 0 {
            (chunk, at) = (chunk + 1, 0);
        }
        let end = at + length as usize;
        let units = if length == 0 { Some(&[][..]) } else { chunks.get(chunk).and_then(|units| units.get(at..end)) };
        let units = units.ok_or_else(|| absent("a text"))?;
        text.clear();
        for unit in char::decode_utf16(units.iter().copied()) {
            text.push(unit.map_err(|lone| lone_surrogate(strings.len(), lone.unpaired_surrogate()))?);
        }
        (0..count).for_each(|_| strings.push(&text));
        at = end;
    }
    Ok(strings)
}

fn lone_surrogate(row: usize, unit: u16) -> Error {
    let message = format!("the text in row {row} has half a character (\\u{unit:04x}); must be well-formed UTF-16");
    ErrorKind::InvalidData.error(message).with("row", row)
}

fn get<T: FromNapiValue>(object: &Object<'_>, field: &str) -> Result<T> {
    object.get::<T>(field).map_err(shape)?.ok_or_else(|| absent(field))
}

fn element<T: FromNapiValue>(list: &Array<'_>, at: u32) -> Result<T> {
    list.get::<T>(at).map_err(shape)?.ok_or_else(|| absent("a column"))
}

/// `lib/data.js` makes the shapes, so a wrong one is a bug there.
fn shape(error: napi::Error) -> Error {
    ErrorKind::Internal.error(format!("data of a wrong shape: {}", error.reason))
}

fn absent(what: &str) -> Error {
    ErrorKind::Internal.error(format!("data of a wrong shape: no '{what}'"))
}
