//! Data as JSON, for the conformance cases: the one form that every language reads without help.

use kingpost::data::{Column, Csr, Data, Frame, Strings, TimeUnit, Times};
use kingpost::{ErrorKind, Result};
use serde_json::{Value, json};

fn bad(message: impl Into<String>) -> kingpost::Error {
    ErrorKind::InvalidData.error(message)
}

/// Reads `{"frame": [..]}` or `{"csr": {..}}`.
///
/// # Errors
/// `kp.invalid_data` for any other shape.
pub fn data_from_json(value: &Value) -> Result<Data> {
    if let Some(columns) = value["frame"].as_array() {
        let mut frame = Frame::new();
        for column in columns {
            let name = column["name"].as_str().ok_or_else(|| bad("a column has no name"))?;
            frame.push(name.to_owned(), column_from_json(column)?)?;
        }
        return Ok(frame.into());
    }
    let csr = &value["csr"];
    let columns = csr["columns"].as_u64().ok_or_else(|| bad("data is neither a frame nor a csr"))?;
    let values = numbers(list(csr, "values")?)?;
    Ok(Csr::new(columns as usize, whole(list(csr, "indptr")?)?, narrow(whole(list(csr, "indices")?)?)?, values)?.into())
}

/// Reads `{"type": "f64", "values": [..]}`.
///
/// # Errors
/// `kp.invalid_data` for any other shape.
pub fn column_from_json(column: &Value) -> Result<Column> {
    let values = list(column, "values")?;
    Ok(match column["type"].as_str().unwrap_or_default() {
        "f64" => Column::F64(numbers(values)?),
        "i64" => Column::I64(whole(values)?),
        "bool" => Column::Bool(
            values.iter().map(|value| value.as_bool().ok_or_else(|| bad("not a bool"))).collect::<Result<_>>()?,
        ),
        "str" => {
            let mut strings = Strings::new();
            values.iter().for_each(|value| strings.push_option(value.as_str()));
            Column::Str(strings)
        }
        "time" => {
            let unit: TimeUnit = match column["unit"].as_str().unwrap_or("ms") {
                "s" => TimeUnit::Second,
                "ms" => TimeUnit::Millisecond,
                "us" => TimeUnit::Microsecond,
                "ns" => TimeUnit::Nanosecond,
                other => return Err(bad(format!("no unit of time '{other}'"))),
            };
            Column::Time(Times::new(whole(values)?, unit))
        }
        other => return Err(bad(format!("no column type '{other}'"))),
    })
}

fn list<'a>(value: &'a Value, key: &str) -> Result<&'a [Value]> {
    value[key].as_array().map(Vec::as_slice).ok_or_else(|| bad(format!("'{key}' is not a list")))
}

fn numbers(values: &[Value]) -> Result<Vec<f64>> {
    let number = |value: &Value| match value {
        Value::Null => Ok(f64::NAN),
        Value::Number(number) => number.as_f64().ok_or_else(|| bad("not a number")),
        Value::String(text) => text.parse().map_err(|_| bad(format!("'{text}' is no number"))),
        other => Err(bad(format!("{other} is no number"))),
    };
    values.iter().map(number).collect()
}

fn whole(values: &[Value]) -> Result<Vec<i64>> {
    values.iter().map(|value| value.as_i64().ok_or_else(|| bad(format!("{value} is no whole number")))).collect()
}

fn narrow(values: Vec<i64>) -> Result<Vec<i32>> {
    values.into_iter().map(|value| value.try_into().map_err(|_| bad(format!("{value} is too large")))).collect()
}

/// Writes what [`data_from_json`] reads.
pub fn data_to_json(data: &Data) -> Value {
    match data {
        Data::Csr(csr) => json!({"csr": {
            "columns": csr.columns(),
            "indptr": csr.indptr(),
            "indices": csr.indices(),
            "values": csr.values().iter().map(|&value| number(value)).collect::<Vec<_>>(),
        }}),
        Data::Frame(frame) => {
            json!({"frame": frame.iter().map(|(name, column)| named(name, column)).collect::<Vec<_>>()})
        }
        _ => Value::Null,
    }
}

fn named(name: &str, column: &Column) -> Value {
    let unit = |unit: TimeUnit| match unit {
        TimeUnit::Second => "s",
        TimeUnit::Millisecond => "ms",
        TimeUnit::Microsecond => "us",
        TimeUnit::Nanosecond => "ns",
    };
    match column {
        Column::F64(values) => {
            json!({"name": name, "type": "f64", "values": values.iter().map(|&value| number(value)).collect::<Vec<_>>()})
        }
        Column::I64(values) => json!({"name": name, "type": "i64", "values": values}),
        Column::Bool(values) => json!({"name": name, "type": "bool", "values": values}),
        Column::Str(values) => json!({"name": name, "type": "str", "values": values.iter().collect::<Vec<_>>()}),
        Column::Time(times) => json!({"name": name, "type": "time", "unit": unit(times.unit), "values": times.ticks}),
        _ => Value::Null,
    }
}

/// A number as the shortest decimal that reads back to the same bits; NaN is null and infinities are words.
fn number(value: f64) -> Value {
    if value.is_nan() {
        Value::Null
    } else if value.is_infinite() {
        json!(if value > 0.0 { "Infinity" } else { "-Infinity" })
    } else {
        json!(value)
    }
}
