//! Arrow record batches and Arrow IPC bytes, in and out of a [`Frame`].
//!
//! | Arrow | [`Column`] |
//! |---|---|
//! | floats, decimals, null columns; whole numbers and truth values with nulls | `F64`, NaN where null |
//! | whole numbers without nulls (unsigned 64-bit ones over 2^63 become `F64`) | `I64` |
//! | booleans without nulls | `Bool` |
//! | strings, large strings, string views | `Str` |
//! | timestamps, dates, without nulls | `Time` |
//! | dictionaries | as the values they stand for |
//!
//! The way back gives `Float64`, `Int64`, `Boolean`, `Utf8` (`LargeUtf8` over 2 GiB) and `Timestamp` columns.

use super::{Column, Frame, Strings, TimeUnit, Times};
use crate::error::{Error, Result, err};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, ArrowTimestampType, Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type,
    Decimal256Type, DecimalType, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Float64Array, Int64Array, LargeStringArray, PrimitiveArray, RecordBatch,
    RecordBatchOptions, StringArray,
};
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef, TimeUnit as ArrowUnit};
use std::io::Cursor;
use std::panic::catch_unwind;
use std::sync::Arc;

/// What an Arrow IPC file starts with; a stream does not.
const FILE_MAGIC: &[u8] = b"ARROW1\0\0";

impl TryFrom<&RecordBatch> for Frame {
    type Error = Error;

    fn try_from(batch: &RecordBatch) -> Result<Frame> {
        frame_from_batches(std::slice::from_ref(batch))
    }
}

impl TryFrom<RecordBatch> for Frame {
    type Error = Error;

    fn try_from(batch: RecordBatch) -> Result<Frame> {
        Frame::try_from(&batch)
    }
}

impl TryFrom<Frame> for RecordBatch {
    type Error = Error;

    fn try_from(frame: Frame) -> Result<RecordBatch> {
        let rows = frame.rows();
        let (mut fields, mut arrays) = (Vec::new(), Vec::new());
        for (name, column) in frame.into_columns() {
            let array = to_array(column);
            fields.push(Field::new(name, array.data_type().clone(), true));
            arrays.push(array);
        }
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), arrays, &options).map_err(from_arrow)
    }
}

/// The rows of all batches, which have the same columns; no batches make an empty frame.
///
/// # Errors
/// `kp.invalid_data` for a type that no [`Column`] can hold, two columns of one name, or batches with other columns;
/// `kp.missing_values` for a point in time that is null.
pub fn frame_from_batches(batches: &[RecordBatch]) -> Result<Frame> {
    let Some(first) = batches.first() else { return Ok(Frame::new()) };
    let types = |batch: &RecordBatch| -> Vec<(String, DataType)> {
        batch.schema().fields().iter().map(|field| (field.name().clone(), field.data_type().clone())).collect()
    };
    let columns = types(first);
    if let Some(other) = batches.iter().map(types).find(|other| *other != columns) {
        return Err(err!(InvalidData, "the batches have different columns: {columns:?} and {other:?}"));
    }
    let mut frame = Frame::new();
    for (place, (name, data_type)) in columns.into_iter().enumerate() {
        let chunks: Vec<&dyn Array> = batches.iter().map(|batch| batch.column(place).as_ref()).collect();
        let column = Chunks { name: &name, data_type: &data_type, chunks }.read()?;
        frame.push(name, column)?;
    }
    Ok(frame)
}

/// Reads Arrow IPC bytes, stream or file format, not compressed.
///
/// # Errors
/// `kp.invalid_data` for bytes that are not sound Arrow IPC; and those of [`frame_from_batches`].
pub fn from_ipc(bytes: &[u8]) -> Result<Frame> {
    // Arrow checks less than it must: buffers that leave their message make it panic (arrow-ipc 60.1).
    let batches =
        catch_unwind(|| read_batches(bytes)).map_err(|_| err!(InvalidData, "Arrow: the IPC bytes are not sound"))?;
    let batches = batches.map_err(from_arrow)?;
    // Only null columns take no bytes; without this a short message could ask for any amount of memory.
    let rows = batches.iter().map(RecordBatch::num_rows).try_fold(0usize, usize::checked_add);
    if rows.is_none_or(|rows| rows / 8 > bytes.len()) {
        return Err(err!(InvalidData, "Arrow: {} bytes cannot hold so many rows", bytes.len()));
    }
    frame_from_batches(&batches)
}

fn read_batches(bytes: &[u8]) -> Result<Vec<RecordBatch>, ArrowError> {
    fn all<I: Iterator<Item = Result<RecordBatch, ArrowError>>>(
        reader: I,
        schema: SchemaRef,
    ) -> Result<Vec<RecordBatch>, ArrowError> {
        let mut batches = reader.collect::<Result<Vec<_>, _>>()?;
        if batches.is_empty() {
            batches.push(RecordBatch::new_empty(schema));
        }
        Ok(batches)
    }
    if bytes.starts_with(FILE_MAGIC) {
        let reader = FileReader::try_new(Cursor::new(bytes), None)?;
        let schema = reader.schema();
        all(reader, schema)
    } else {
        let reader = StreamReader::try_new(bytes, None)?;
        let schema = reader.schema();
        all(reader, schema)
    }
}

/// Writes Arrow IPC bytes in the stream format.
///
/// # Errors
/// `kp.invalid_data` where Arrow refuses the columns.
pub fn to_ipc(frame: Frame) -> Result<Vec<u8>> {
    let batch = RecordBatch::try_from(frame)?;
    let mut writer = StreamWriter::try_new(Vec::new(), &batch.schema()).map_err(from_arrow)?;
    writer.write(&batch).and_then(|()| writer.finish()).map_err(from_arrow)?;
    writer.into_inner().map_err(from_arrow)
}

fn from_arrow(error: ArrowError) -> Error {
    err!(InvalidData, "Arrow: {error}").caused_by(error)
}

/// One column of several batches.
struct Chunks<'a> {
    name: &'a str,
    data_type: &'a DataType,
    chunks: Vec<&'a dyn Array>,
}

impl Chunks<'_> {
    fn read(&self) -> Result<Column> {
        match self.data_type {
            DataType::Float64 => self.reals::<Float64Type>(|x| x),
            DataType::Float32 => self.reals::<Float32Type>(f64::from),
            DataType::Float16 => self.reals::<Float16Type>(|x| x.to_f64()),
            DataType::Int8 => self.wholes::<Int8Type>(i64::from),
            DataType::Int16 => self.wholes::<Int16Type>(i64::from),
            DataType::Int32 => self.wholes::<Int32Type>(i64::from),
            DataType::Int64 => self.wholes::<Int64Type>(|x| x),
            DataType::UInt8 => self.wholes::<UInt8Type>(i64::from),
            DataType::UInt16 => self.wholes::<UInt16Type>(i64::from),
            DataType::UInt32 => self.wholes::<UInt32Type>(i64::from),
            DataType::UInt64 => self.unsigned(),
            DataType::Decimal32(_, scale) => self.decimals::<Decimal32Type>(*scale),
            DataType::Decimal64(_, scale) => self.decimals::<Decimal64Type>(*scale),
            DataType::Decimal128(_, scale) => self.decimals::<Decimal128Type>(*scale),
            DataType::Decimal256(_, scale) => self.decimals::<Decimal256Type>(*scale),
            DataType::Boolean => self.truths(),
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => self.texts(),
            DataType::Date32 => self.times::<Date32Type>(|days| i64::from(days) * 86_400, TimeUnit::Second, &None),
            DataType::Date64 => self.times::<Date64Type>(|ticks| ticks, TimeUnit::Millisecond, &None),
            DataType::Timestamp(ArrowUnit::Second, zone) => {
                self.times::<TimestampSecondType>(|ticks| ticks, TimeUnit::Second, zone)
            }
            DataType::Timestamp(ArrowUnit::Millisecond, zone) => {
                self.times::<TimestampMillisecondType>(|ticks| ticks, TimeUnit::Millisecond, zone)
            }
            DataType::Timestamp(ArrowUnit::Microsecond, zone) => {
                self.times::<TimestampMicrosecondType>(|ticks| ticks, TimeUnit::Microsecond, zone)
            }
            DataType::Timestamp(ArrowUnit::Nanosecond, zone) => {
                self.times::<TimestampNanosecondType>(|ticks| ticks, TimeUnit::Nanosecond, zone)
            }
            DataType::Null => Ok(Column::F64(vec![f64::NAN; self.rows()])),
            DataType::Dictionary(_, values) => self.dictionary(values),
            _ => Err(self.unsupported()),
        }
    }

    fn unsupported(&self) -> Error {
        let Self { name, data_type, .. } = self;
        let allowed = "numbers, truth values, text, points in time, or a dictionary of those";
        err!(InvalidData, "column '{name}' has the Arrow type {data_type}; must be {allowed}").with("column", name)
    }

    fn rows(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.len()).sum()
    }

    fn nulls(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.null_count()).sum()
    }

    fn arrays<T: ArrowPrimitiveType>(&self) -> Result<Vec<&PrimitiveArray<T>>> {
        self.chunks.iter().map(|chunk| chunk.as_primitive_opt::<T>().ok_or_else(|| self.unsupported())).collect()
    }

    fn reals<T: ArrowPrimitiveType>(&self, real: impl Fn(T::Native) -> f64) -> Result<Column> {
        let mut all = Vec::with_capacity(self.rows());
        for array in self.arrays::<T>()? {
            if array.null_count() == 0 {
                all.extend(array.values().iter().map(|&value| real(value)));
            } else {
                all.extend(array.iter().map(|value| value.map_or(f64::NAN, &real)));
            }
        }
        Ok(Column::F64(all))
    }

    fn wholes<T: ArrowPrimitiveType>(&self, whole: impl Fn(T::Native) -> i64) -> Result<Column> {
        if self.nulls() > 0 {
            return self.reals::<T>(|value| whole(value) as f64);
        }
        let mut all = Vec::with_capacity(self.rows());
        for array in self.arrays::<T>()? {
            all.extend(array.values().iter().map(|&value| whole(value)));
        }
        Ok(Column::I64(all))
    }

    fn unsigned(&self) -> Result<Column> {
        let largest = self.arrays::<UInt64Type>()?.into_iter().flat_map(|array| array.iter().flatten()).max();
        if largest.is_some_and(|largest| i64::try_from(largest).is_err()) {
            return self.reals::<UInt64Type>(|value| value as f64);
        }
        self.wholes::<UInt64Type>(|value| value as i64)
    }

    /// By way of the decimal text: the nearest real number, which dividing by a power of ten does not always give.
    fn decimals<T: DecimalType>(&self, scale: i8) -> Result<Column> {
        self.reals::<T>(|value| T::format_decimal(value, T::MAX_PRECISION, scale).parse().unwrap_or(f64::NAN))
    }

    fn truths(&self) -> Result<Column> {
        let arrays: Option<Vec<_>> = self.chunks.iter().map(|chunk| chunk.as_boolean_opt()).collect();
        let all = arrays.ok_or_else(|| self.unsupported())?.into_iter().flat_map(BooleanArray::iter);
        Ok(if self.nulls() > 0 {
            Column::F64(all.map(|value| value.map_or(f64::NAN, |value| f64::from(u8::from(value)))).collect())
        } else {
            Column::Bool(all.flatten().collect())
        })
    }

    fn texts(&self) -> Result<Column> {
        let mut all = Strings::new();
        for chunk in &self.chunks {
            if let Some(array) = chunk.as_string_opt::<i32>() {
                array.iter().for_each(|text| all.push_option(text));
            } else if let Some(array) = chunk.as_string_opt::<i64>() {
                array.iter().for_each(|text| all.push_option(text));
            } else if let Some(array) = chunk.as_string_view_opt() {
                array.iter().for_each(|text| all.push_option(text));
            } else {
                return Err(self.unsupported());
            }
        }
        Ok(Column::Str(all))
    }

    fn times<T: ArrowPrimitiveType>(
        &self,
        tick: impl Fn(T::Native) -> i64,
        unit: TimeUnit,
        zone: &Option<Arc<str>>,
    ) -> Result<Column> {
        let mut ticks = Vec::with_capacity(self.rows());
        for array in self.arrays::<T>()? {
            for value in array.iter() {
                ticks.push(tick(value.ok_or_else(|| self.no_time(ticks.len()))?));
            }
        }
        Ok(Column::Time(Times { ticks, unit, zone: zone.as_ref().map(|zone| zone.to_string()) }))
    }

    fn dictionary(&self, values: &DataType) -> Result<Column> {
        let parts: Option<Vec<_>> = self.chunks.iter().map(|chunk| chunk.as_any_dictionary_opt()).collect();
        let parts = parts.ok_or_else(|| self.unsupported())?;
        // One list of values for all chunks, and the place of each row's in it.
        let all = |data_type, chunks| Chunks { name: self.name, data_type, chunks }.read();
        let words = all(values, parts.iter().map(|part| part.values().as_ref()).collect())?;
        let mut places = Vec::with_capacity(self.rows());
        let mut start = 0;
        for part in parts {
            let keys = all(part.keys().data_type(), vec![part.keys()])?.to_f64().unwrap_or_default();
            for key in keys {
                // Keys are whole; a missing one is NaN.
                if key < 0.0 || key >= part.values().len() as f64 {
                    let (name, count) = (self.name, part.values().len());
                    return Err(err!(
                        InvalidData,
                        "column '{name}' has the key {key} in a dictionary of {count} values"
                    )
                    .with("column", name));
                }
                places.push((!key.is_nan()).then_some(start + key as usize));
            }
            start += part.values().len();
        }
        self.pick(&words, &places)
    }

    /// The values at some places of a column, missing where there is no place.
    fn pick(&self, column: &Column, places: &[Option<usize>]) -> Result<Column> {
        if let Column::Str(texts) = column {
            let mut all = Strings::new();
            places.iter().for_each(|place| all.push_option(place.and_then(|at| texts.get(at))));
            return Ok(Column::Str(all));
        }
        let Some(row) = places.iter().position(Option::is_none) else {
            return Ok(column.take(&places.iter().flatten().copied().collect::<Vec<usize>>()));
        };
        let numbers = column.to_f64().ok_or_else(|| self.no_time(row))?;
        Ok(Column::F64(places.iter().map(|place| place.map_or(f64::NAN, |at| numbers[at])).collect()))
    }

    fn no_time(&self, row: usize) -> Error {
        err!(MissingValues, "column '{}' has no time in row {row}; drop the row", self.name)
            .with("column", self.name)
            .with("row", row)
    }
}

fn to_array(column: Column) -> ArrayRef {
    match column {
        Column::F64(values) => Arc::new(Float64Array::from(values)),
        Column::I64(values) => Arc::new(Int64Array::from(values)),
        Column::Bool(values) => Arc::new(BooleanArray::from(values)),
        Column::Str(values) if i32::try_from(values.text().len()).is_ok() => {
            Arc::new(values.iter().collect::<StringArray>())
        }
        Column::Str(values) => Arc::new(values.iter().collect::<LargeStringArray>()),
        Column::Time(times) => match times.unit {
            TimeUnit::Second => to_timestamps::<TimestampSecondType>(times),
            TimeUnit::Millisecond => to_timestamps::<TimestampMillisecondType>(times),
            TimeUnit::Microsecond => to_timestamps::<TimestampMicrosecondType>(times),
            TimeUnit::Nanosecond => to_timestamps::<TimestampNanosecondType>(times),
        },
    }
}

fn to_timestamps<T: ArrowTimestampType>(times: Times) -> ArrayRef {
    Arc::new(PrimitiveArray::<T>::new(times.ticks.into(), None).with_timezone_opt(times.zone))
}

#[cfg(test)]
mod tests;
