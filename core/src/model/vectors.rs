//! Conformance vectors: a few calls and their answers, saved with the model and replayed by `verify`.

use super::corrupt_file;
use crate::component::{Context, Entry, Exactness, Model, Probe, Store, Vector};
use crate::data::{Column, Csr, Data, Frame, TimeUnit, Times};
use crate::error::Result;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;

/// A probe as the manifest describes it; its numbers are the tensors `kp.conf.N.in.*` and `kp.conf.N.out.*`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProbeText {
    verb: String,
    args: Value,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    data: Option<Layout>,
    answer: Layout,
}

/// What the tensors of a piece of data are.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum Layout {
    Frame { columns: Vec<ColumnText> },
    Csr { columns: usize },
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnText {
    name: String,
    #[serde(rename = "type")]
    kind: Kind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<TimeUnit>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    zone: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Real,
    Integer,
    Boolean,
    Text,
    Time,
}

/// How far an answer may be off on another machine.
pub(super) fn tolerance(entry: &Entry) -> f64 {
    match entry.exactness {
        Exactness::Bitwise => 0.0,
        Exactness::Within(difference) => difference,
    }
}

/// The vectors of the model's file, or those that its probes give now.
pub(super) fn of(model: &Model) -> Result<Arc<Vec<Vector>>> {
    if let Some(vectors) = &model.origin.vectors {
        return Ok(vectors.clone());
    }
    let answer = |probe: Probe| {
        let answer = model.call(probe.verb, &probe.args, probe.data.as_ref(), &Context::default());
        let place = || format!("the model's own probe of '{}'", probe.verb);
        let answer = answer.map_err(|error| error.within(place()))?;
        Ok(Vector { probe, answer })
    };
    Ok(Arc::new(model.body.probes()?.into_iter().map(answer).collect::<Result<_>>()?))
}

/// Writes vectors down: their description, and their numbers.
pub(super) fn write(vectors: &[Vector], store: &mut Store) -> Vec<ProbeText> {
    let write = |(number, Vector { probe, answer }): (usize, &Vector)| ProbeText {
        verb: probe.verb.to_owned(),
        args: probe.args.clone(),
        data: probe.data.as_ref().map(|data| write_data(data, &format!("{number}.in"), store)),
        answer: write_data(answer, &format!("{number}.out"), store),
    };
    vectors.iter().enumerate().map(write).collect()
}

fn write_data(data: &Data, prefix: &str, store: &mut Store) -> Layout {
    match data {
        Data::Csr(matrix) => {
            store.put(&format!("{prefix}.indptr"), matrix.indptr());
            store.put(&format!("{prefix}.indices"), matrix.indices());
            store.put(&format!("{prefix}.values"), matrix.values());
            Layout::Csr { columns: matrix.columns() }
        }
        Data::Frame(frame) => {
            let columns = frame.iter().enumerate().map(|(place, (name, column))| {
                let kind = write_column(column, &format!("{prefix}.{place}"), store);
                let (unit, zone) = match column {
                    Column::Time(times) => (Some(times.unit), times.zone.clone()),
                    _ => (None, None),
                };
                ColumnText { name: name.to_owned(), kind, unit, zone }
            });
            Layout::Frame { columns: columns.collect() }
        }
    }
}

fn write_column(column: &Column, name: &str, store: &mut Store) -> Kind {
    match column {
        Column::F64(values) => {
            store.put(name, values);
            Kind::Real
        }
        Column::I64(values) => {
            store.put(name, values);
            Kind::Integer
        }
        Column::Bool(values) => {
            store.put(name, &values.iter().map(|&value| u8::from(value)).collect::<Vec<_>>());
            Kind::Boolean
        }
        Column::Str(values) => {
            store.put_strings(name, values);
            Kind::Text
        }
        Column::Time(times) => {
            store.put(name, &times.ticks);
            Kind::Time
        }
    }
}

/// Reads what [`write`] wrote.
pub(super) fn read(texts: &[ProbeText], entry: &Entry, store: &Store) -> Result<Vec<Vector>> {
    let read = |(number, text): (usize, &ProbeText)| {
        let verb = entry.family.verbs().iter().copied().find(|&verb| verb == text.verb);
        let verb = verb.ok_or_else(|| corrupt_file(format!("its component has no '{}' to probe", text.verb)))?;
        let data = text.data.as_ref().map(|layout| read_data(layout, &format!("{number}.in"), store)).transpose()?;
        let answer = read_data(&text.answer, &format!("{number}.out"), store)?;
        Ok(Vector { probe: Probe { verb, args: text.args.clone(), data }, answer })
    };
    texts.iter().enumerate().map(read).collect()
}

fn read_data(layout: &Layout, prefix: &str, store: &Store) -> Result<Data> {
    match layout {
        Layout::Csr { columns } => {
            let indptr = store.take(&format!("{prefix}.indptr"))?;
            let indices = store.take(&format!("{prefix}.indices"))?;
            let matrix = Csr::new(*columns, indptr, indices, store.take(&format!("{prefix}.values"))?);
            Ok(matrix.map_err(|error| corrupt_file(error.message()))?.into())
        }
        Layout::Frame { columns } => {
            let mut frame = Frame::new();
            for (place, text) in columns.iter().enumerate() {
                let column = read_column(text, &format!("{prefix}.{place}"), store)?;
                frame.push(text.name.clone(), column).map_err(|error| corrupt_file(error.message()))?;
            }
            Ok(frame.into())
        }
    }
}

fn read_column(text: &ColumnText, name: &str, store: &Store) -> Result<Column> {
    Ok(match (text.kind, text.unit) {
        (Kind::Real, None) => Column::F64(store.take(name)?),
        (Kind::Integer, None) => Column::I64(store.take(name)?),
        (Kind::Boolean, None) => Column::Bool(store.take::<u8>(name)?.into_iter().map(|value| value != 0).collect()),
        (Kind::Text, None) => Column::Str(store.take_strings(name)?),
        (Kind::Time, Some(unit)) => Column::Time(Times { ticks: store.take(name)?, unit, zone: text.zone.clone() }),
        _ => return Err(corrupt_file(format!("column '{}' of a vector has a unit but no times", text.name))),
    })
}

/// The first difference between the saved answer and the one given now, or `None` where they agree.
pub(super) fn difference(saved: &Data, now: &Data, tolerance: f64) -> Option<String> {
    match (saved, now) {
        (Data::Frame(saved), Data::Frame(now)) => {
            if !saved.names().eq(now.names()) {
                return Some("the columns have other names".into());
            }
            saved.iter().zip(now.iter()).find_map(|((name, saved), (_, now))| {
                column_difference(saved, now, tolerance).map(|text| format!("column '{name}' {text}"))
            })
        }
        (Data::Csr(saved), Data::Csr(now)) => {
            let shape = |matrix: &Csr| (matrix.columns(), matrix.indptr().to_vec(), matrix.indices().to_vec());
            if shape(saved) != shape(now) {
                return Some("other entries of the matrix are stored".into());
            }
            numbers_difference(saved.values(), now.values(), tolerance)
        }
        _ => Some("the answer is of another kind".into()),
    }
}

fn column_difference(saved: &Column, now: &Column, tolerance: f64) -> Option<String> {
    match (saved, now) {
        (Column::F64(saved), Column::F64(now)) => numbers_difference(saved, now, tolerance),
        _ if saved == now => None,
        _ => Some("is another".into()),
    }
}

fn numbers_difference(saved: &[f64], now: &[f64], tolerance: f64) -> Option<String> {
    if saved.len() != now.len() {
        return Some(format!("has {} rows, {} were saved", now.len(), saved.len()));
    }
    let largest = saved.iter().copied().filter(|x| x.is_finite()).fold(0.0, |largest: f64, x| largest.max(x.abs()));
    let same = |a: f64, b: f64| {
        a.to_bits() == b.to_bits()
            || (a.is_nan() && b.is_nan())
            || (a - b).abs() <= tolerance * largest && tolerance > 0.0
    };
    let row = saved.iter().zip(now).position(|(&a, &b)| !same(a, b))?;
    Some(format!("row {row}: {:e} was saved, {:e} is given now", saved[row], now[row]))
}
