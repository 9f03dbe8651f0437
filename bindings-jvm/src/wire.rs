//! How data crosses: one little-endian block of whole 8-byte words, written and read in bulk on both sides.
//!
//! Words are i64. Every run of bytes is padded with zeros to the next word.
//!
//! ```text
//! nothing  0
//! frame    1, columns, rows, then for each column: kind, unit, name, zone, values
//! matrix   2, rows, columns, stored, row offsets, columns (i32), values
//! kinds    0 real numbers, 1 whole numbers, 2 truth values (a byte each), 3 text, 4 points in time
//! units    0 second, 1 millisecond, 2 microsecond, 3 nanosecond; 0 unless the kind is 4
//! name     length in bytes, bytes; a zone is the same, with length -1 for none
//! text     length in bytes, whether some are missing, ends, [missing (a byte each)], bytes
//! number   3, the bits of a real number
//! error    4, code, message, facts, then for each fact: name, value; all but their count as names above
//! text     5, length in bytes, bytes
//! request  name, arguments (both as names above), then any number of the first three
//! ```

use kingpost::data::{Column, Csr, Data, Frame, Strings, TimeUnit, Times};
use kingpost::{Error, ErrorKind, Result};

const NOTHING: i64 = 0;
const FRAME: i64 = 1;
const MATRIX: i64 = 2;
const NUMBER: i64 = 3;
const ERROR: i64 = 4;
const TEXT: i64 = 5;
const UNITS: [TimeUnit; 4] = [TimeUnit::Second, TimeUnit::Millisecond, TimeUnit::Microsecond, TimeUnit::Nanosecond];

/// Reads a block; `None` for the block that says nothing.
pub(crate) fn read(bytes: &[u8]) -> Result<Option<Data>> {
    Reader(bytes).data()
}

/// Reads a request: a name, arguments, tables.
pub(crate) fn request(bytes: &[u8]) -> Result<(&str, &str, Vec<Option<Data>>)> {
    let mut reader = Reader(bytes);
    let (name, args, mut tables) = (reader.name()?, reader.name()?, Vec::new());
    while !reader.0.is_empty() {
        tables.push(reader.data()?);
    }
    Ok((name, args, tables))
}

/// Writes text.
pub(crate) fn text(text: &str) -> Vec<u8> {
    let mut writer = Writer(Vec::new());
    writer.word(TEXT);
    writer.text(text);
    writer.0
}

/// Writes a number.
pub(crate) fn number(number: f64) -> Vec<u8> {
    let mut writer = Writer(Vec::new());
    writer.word(NUMBER);
    writer.word(number.to_bits() as i64);
    writer.0
}

/// Writes an error.
pub(crate) fn error(error: &Error) -> Vec<u8> {
    let mut writer = Writer(Vec::new());
    writer.word(ERROR);
    writer.text(error.code());
    writer.text(error.message());
    writer.word(error.context().len() as i64);
    for (name, value) in error.context() {
        writer.text(name);
        writer.text(value);
    }
    writer.0
}

/// Writes a block.
pub(crate) fn write(data: &Data) -> Result<Vec<u8>> {
    let mut writer = Writer(Vec::new());
    match data {
        Data::Frame(frame) => writer.frame(frame)?,
        Data::Csr(matrix) => writer.matrix(matrix),
        _ => return Err(ErrorKind::Unsupported.error("this result has no form on the JVM yet")),
    }
    Ok(writer.0)
}

fn broken() -> Error {
    ErrorKind::InvalidData.error("the data block from Java is not as the native library reads it")
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn bytes(&mut self, length: usize) -> Result<&'a [u8]> {
        let padded = length.checked_next_multiple_of(8).ok_or_else(broken)?;
        let (taken, rest) = self.0.split_at_checked(padded).ok_or_else(broken)?;
        self.0 = rest;
        Ok(&taken[..length])
    }

    fn word(&mut self) -> Result<i64> {
        let bytes = self.bytes(8)?.first_chunk().ok_or_else(broken)?;
        Ok(i64::from_le_bytes(*bytes))
    }

    fn count(&mut self) -> Result<usize> {
        usize::try_from(self.word()?).map_err(|_| broken())
    }

    /// `rows` numbers of N bytes each.
    fn numbers<const N: usize, T>(&mut self, rows: usize, of: impl Fn([u8; N]) -> T) -> Result<Vec<T>> {
        let bytes = self.bytes(rows.checked_mul(N).ok_or_else(broken)?)?;
        Ok(bytes.as_chunks().0.iter().map(|&chunk| of(chunk)).collect())
    }

    fn data(&mut self) -> Result<Option<Data>> {
        Ok(match self.word()? {
            NOTHING => None,
            FRAME => Some(self.frame()?.into()),
            MATRIX => Some(self.matrix()?.into()),
            _ => return Err(broken()),
        })
    }

    fn text(&mut self, length: usize) -> Result<&'a str> {
        std::str::from_utf8(self.bytes(length)?).map_err(|_| broken())
    }

    fn name(&mut self) -> Result<&'a str> {
        let length = self.count()?;
        self.text(length)
    }

    fn frame(&mut self) -> Result<Frame> {
        let (columns, rows) = (self.count()?, self.count()?);
        let mut frame = Frame::new();
        for _ in 0..columns {
            let (kind, unit) = (self.word()?, self.count()?);
            let name = self.name()?;
            let zone = match self.word()? {
                -1 => None,
                length => Some(self.text(usize::try_from(length).map_err(|_| broken())?)?.to_owned()),
            };
            let column = match kind {
                0 => Column::F64(self.numbers(rows, f64::from_le_bytes)?),
                1 => Column::I64(self.numbers(rows, i64::from_le_bytes)?),
                2 => Column::Bool(self.numbers(rows, |[byte]: [u8; 1]| byte != 0)?),
                3 => Column::Str(self.strings(rows)?),
                4 => {
                    let unit = *UNITS.get(unit).ok_or_else(broken)?;
                    Column::Time(Times { ticks: self.numbers(rows, i64::from_le_bytes)?, unit, zone })
                }
                _ => return Err(broken()),
            };
            frame.push(name.to_owned(), column)?;
        }
        Ok(frame)
    }

    fn strings(&mut self, rows: usize) -> Result<Strings> {
        let (length, some_missing) = (self.count()?, self.word()? != 0);
        let ends: Vec<usize> = self.numbers(rows, |bytes| i64::from_le_bytes(bytes) as usize)?;
        let missing = if some_missing { self.bytes(rows)? } else { &[] };
        let strings = Strings::from_parts(self.text(length)?.to_owned(), ends)?;
        if !some_missing {
            return Ok(strings);
        }
        let mut marked = Strings::new();
        for (row, &missing) in missing.iter().enumerate() {
            marked.push_option(strings.get(row).filter(|_| missing == 0));
        }
        Ok(marked)
    }

    fn matrix(&mut self) -> Result<Csr> {
        let (rows, columns, stored) = (self.count()?, self.count()?, self.count()?);
        let offsets = self.numbers(rows.checked_add(1).ok_or_else(broken)?, i64::from_le_bytes)?;
        let indices = self.numbers(stored, i32::from_le_bytes)?;
        Csr::new(columns, offsets, indices, self.numbers(stored, f64::from_le_bytes)?)
    }
}

struct Writer(Vec<u8>);

impl Writer {
    fn word(&mut self, word: i64) {
        self.0.extend_from_slice(&word.to_le_bytes());
    }

    fn pad(&mut self) {
        self.0.resize(self.0.len().next_multiple_of(8), 0);
    }

    fn numbers<const N: usize, T: Copy>(&mut self, values: &[T], bytes: impl Fn(T) -> [u8; N]) {
        let start = self.0.len();
        self.0.resize(start + values.len() * N, 0);
        let target = self.0[start..].as_chunks_mut().0;
        target.iter_mut().zip(values).for_each(|(to, &value)| *to = bytes(value));
        self.pad();
    }

    fn text(&mut self, text: &str) {
        self.word(text.len() as i64);
        self.0.extend_from_slice(text.as_bytes());
        self.pad();
    }

    fn frame(&mut self, frame: &Frame) -> Result<()> {
        self.word(FRAME);
        self.word(frame.iter().len() as i64);
        self.word(frame.rows() as i64);
        for (name, column) in frame.iter() {
            let (kind, unit, zone) = match column {
                Column::F64(_) => (0, 0, None),
                Column::I64(_) => (1, 0, None),
                Column::Bool(_) => (2, 0, None),
                Column::Str(_) => (3, 0, None),
                Column::Time(times) => {
                    (4, UNITS.iter().position(|&unit| unit == times.unit).unwrap_or(0) as i64, times.zone.as_deref())
                }
                _ => return Err(ErrorKind::Unsupported.error(format!("column '{name}' has no form on the JVM yet"))),
            };
            self.word(kind);
            self.word(unit);
            self.text(name);
            match zone {
                Some(zone) => self.text(zone),
                None => self.word(-1),
            }
            match column {
                Column::F64(values) => self.numbers(values, f64::to_le_bytes),
                Column::I64(values) => self.numbers(values, i64::to_le_bytes),
                Column::Bool(values) => self.numbers(values, |value| [u8::from(value)]),
                Column::Time(times) => self.numbers(&times.ticks, i64::to_le_bytes),
                Column::Str(values) => self.strings(values),
                _ => {}
            }
        }
        Ok(())
    }

    fn strings(&mut self, strings: &Strings) {
        let some_missing = !strings.missing().is_empty();
        self.word(strings.text().len() as i64);
        self.word(i64::from(some_missing));
        self.numbers(strings.ends(), |end| (end as i64).to_le_bytes());
        if some_missing {
            self.numbers(strings.missing(), |missing| [u8::from(missing)]);
        }
        self.0.extend_from_slice(strings.text().as_bytes());
        self.pad();
    }

    fn matrix(&mut self, matrix: &Csr) {
        self.word(MATRIX);
        [matrix.rows(), matrix.columns(), matrix.stored()].into_iter().for_each(|count| self.word(count as i64));
        self.numbers(matrix.indptr(), i64::to_le_bytes);
        self.numbers(matrix.indices(), i32::to_le_bytes);
        self.numbers(matrix.values(), f64::to_le_bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples() -> Vec<Data> {
        let mut strings: Strings = ["a", "é", ""].into_iter().collect();
        strings = strings.take([0, 1, 2]);
        strings.push_missing();
        let times = Times { ticks: vec![1, -2, 3, 4], unit: TimeUnit::Nanosecond, zone: Some("UTC".into()) };
        let frame = Frame::new()
            .with("x", vec![1.5, -0.0, f64::NAN, f64::INFINITY])
            .and_then(|frame| frame.with("n", vec![i64::MIN, -1, 0, i64::MAX]))
            .and_then(|frame| frame.with("b", vec![true, false, true, true]))
            .and_then(|frame| frame.with("s", strings))
            .and_then(|frame| frame.with("t", times))
            .unwrap();
        let matrix = Csr::new(3, vec![0, 2, 2, 3], vec![0, 2, 1], vec![1.0, 2.0, 3.0]).unwrap();
        vec![frame.into(), matrix.into(), Frame::new().into()]
    }

    #[test]
    fn blocks_read_back() {
        for data in samples() {
            let bytes = write(&data).unwrap();
            assert_eq!(bytes.len() % 8, 0);
            let back = read(&bytes).unwrap().unwrap();
            // NaN is not equal to itself, its text is.
            assert_eq!(format!("{back:?}"), format!("{data:?}"));
        }
        assert!(read(&[0; 8]).unwrap().is_none());
    }

    #[test]
    fn cut_and_changed_blocks_are_errors_or_other_data() {
        for data in samples() {
            let bytes = write(&data).unwrap();
            for length in 0..bytes.len() {
                assert!(read(&bytes[..length]).is_err(), "{length} of {}", bytes.len());
            }
            for bit in 0..bytes.len() * 8 {
                let mut changed = bytes.clone();
                changed[bit / 8] ^= 1 << (bit % 8);
                let _ = read(&changed);
            }
        }
    }
}
