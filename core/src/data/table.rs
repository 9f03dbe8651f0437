//! Rows and columns: what tabular components take.

use super::digest::Digest;
use super::frame::{Column, Frame, out_of_range, range_error, wrong_kind};
use super::{Csr, Strings};
use crate::error::{Result, err};
use ndarray::{ArrayView2, Axis};
use std::borrow::Cow;

/// A column of a [`Table`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Feature<'a> {
    /// Numbers; NaN is missing.
    Float(Cow<'a, [f64]>),
    /// Categories, as they were written.
    Category(Cow<'a, Strings>),
}

/// Named columns of numbers or categories, column by column; a view of a frame where its columns need no conversion.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<'a> {
    rows: usize,
    features: Vec<(String, Feature<'a>)>,
}

impl<'a> Table<'a> {
    /// Reads every column of a frame: numbers and truth values as numbers, text as categories.
    ///
    /// # Errors
    /// `kp.invalid_data` for times, values beyond ±1e100, and a frame without columns; `kp.not_enough_data` without rows.
    pub fn from_frame(frame: &'a Frame) -> Result<Self> {
        Self::from_columns(frame.iter())
    }

    /// Reads columns of equal length, such as those of a frame in another order.
    ///
    /// # Errors
    /// As [`Table::from_frame`].
    pub(crate) fn from_columns(columns: impl Iterator<Item = (&'a str, &'a Column)>) -> Result<Self> {
        let mut table = Self { rows: 0, features: Vec::with_capacity(columns.size_hint().0) };
        for (name, column) in columns {
            let feature = match column {
                Column::F64(values) => Feature::Float(Cow::Borrowed(values)),
                Column::Str(values) => Feature::Category(Cow::Borrowed(values)),
                other => Feature::Float(
                    other.to_f64().ok_or_else(|| wrong_kind(name, other, "numbers or categories"))?.into(),
                ),
            };
            table.rows = column.len();
            table.features.push((name.to_owned(), feature));
        }
        table.checked()
    }

    /// Reads a matrix, one row an observation; the columns are named `x0`, `x1`, ...
    ///
    /// # Errors
    /// As [`Table::from_frame`].
    pub fn from_array(array: ArrayView2<'_, f64>) -> Result<Self> {
        let columns = columns_of(array);
        let named = |(index, values): (usize, Vec<f64>)| (format!("x{index}"), Feature::Float(values.into()));
        Self { rows: array.nrows(), features: columns.into_iter().enumerate().map(named).collect() }.checked()
    }

    fn checked(self) -> Result<Self> {
        if self.features.is_empty() {
            return Err(err!(InvalidData, "the table has no columns; at least one is needed"));
        }
        if self.rows == 0 {
            return Err(err!(NotEnoughData, "the table is empty; at least one row is needed"));
        }
        for (name, feature) in &self.features {
            if let Feature::Float(values) = feature
                && let Some(row) = position(values, out_of_range)
            {
                return Err(range_error(name, row, values[row]));
            }
        }
        Ok(self)
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The rows named, in that order.
    pub(crate) fn take(&self, rows: &[usize]) -> Table<'static> {
        let take = |feature: &Feature<'a>| match feature {
            Feature::Float(values) => Feature::Float(rows.iter().map(|&row| values[row]).collect()),
            Feature::Category(values) => Feature::Category(Cow::Owned(values.take(rows.iter().copied()))),
        };
        let features = self.features.iter().map(|(name, feature)| (name.clone(), take(feature))).collect();
        Table { rows: rows.len(), features }
    }

    /// At least two rows, for detectors that see each among the others.
    ///
    /// # Errors
    /// `kp.not_enough_data`.
    pub(crate) fn two_rows(&self) -> Result<()> {
        if self.rows < 2 {
            return Err(err!(NotEnoughData, "the table has 1 sample, or row; at least 2 are needed"));
        }
        Ok(())
    }

    /// The columns' names in order.
    pub fn names(&self) -> Vec<String> {
        self.features.iter().map(|(name, _)| name.clone()).collect()
    }

    /// Names and columns in order.
    pub fn features(&self) -> &[(String, Feature<'a>)] {
        &self.features
    }

    /// SHA-256 over names and values, in hexadecimal.
    pub(crate) fn digest(&self) -> String {
        let mut digest = Digest::new();
        for (name, feature) in &self.features {
            digest.text(name);
            match feature {
                Feature::Float(values) => digest.f64(values),
                Feature::Category(values) => digest.strings(values),
            }
        }
        digest.hex()
    }

    /// The columns as numbers, none of them missing.
    ///
    /// # Errors
    /// `kp.invalid_data` for a column of categories, `kp.missing_values` where a value is missing.
    pub fn complete(&self) -> Result<Vec<&[f64]>> {
        let columns = self.floats()?;
        for ((name, _), values) in self.features.iter().zip(&columns) {
            if let Some(row) = position(values, f64::is_nan) {
                return Err(err!(MissingValues, "column '{name}' has no value (NaN) in row {row}; fill or drop it")
                    .with("column", name)
                    .with("row", row));
            }
        }
        Ok(columns)
    }

    /// The columns as numbers, with NaN where one is missing.
    ///
    /// # Errors
    /// `kp.invalid_data` for a column of categories.
    pub fn floats(&self) -> Result<Vec<&[f64]>> {
        let mut columns = Vec::with_capacity(self.features.len());
        for (name, feature) in &self.features {
            match feature {
                Feature::Float(values) => columns.push(&**values),
                Feature::Category(_) => {
                    let message = "holds categories; this component takes numbers only: encode it or drop it";
                    return Err(err!(InvalidData, "column '{name}' {message}").with("column", name));
                }
            }
        }
        Ok(columns)
    }
}

/// The columns of a matrix, one row an observation.
pub fn columns_of(array: ArrayView2<'_, f64>) -> Vec<Vec<f64>> {
    // `vec![...; n]` would copy an empty vector without its room.
    let mut columns: Vec<_> = (0..array.ncols()).map(|_| Vec::with_capacity(array.nrows())).collect();
    let Some(values) = array.as_slice().filter(|values| !values.is_empty()) else {
        // Some rows at a time: a column at a time would read a matrix that lies row by row once a column.
        for rows in array.axis_chunks_iter(Axis(0), 64) {
            columns.iter_mut().zip(rows.columns()).for_each(|(column, values)| column.extend(values));
        }
        return columns;
    };
    let width = columns.len();
    for rows in values.chunks(64 * width) {
        columns.iter_mut().zip(0..).for_each(|(column, first)| column.extend(rows[first..].iter().step_by(width)));
    }
    columns
}

/// The first value of a kind. Whole blocks are tested at once, which the compiler makes several times as fast.
fn position(values: &[f64], is: impl Fn(f64) -> bool) -> Option<usize> {
    let block = values.chunks(1024).position(|block| block.iter().fold(false, |found, &value| found | is(value)))?;
    let start = 1024 * block;
    values[start..].iter().position(|&value| is(value)).map(|place| start + place)
}

/// What text components take: documents, or a matrix of features that a vectorizer made of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Documents {
    /// Raw text, one document a row, none missing.
    Texts(Strings),
    /// Features, one document a row.
    Features(Csr),
}

impl Documents {
    /// How many documents there are.
    pub fn len(&self) -> usize {
        match self {
            Documents::Texts(texts) => texts.len(),
            Documents::Features(matrix) => matrix.rows(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::Array2;

    #[test]
    fn a_matrix_becomes_columns_in_either_layout() {
        let rows = Array2::from_shape_fn((200, 3), |(row, column)| (10 * row + column) as f64);
        let table = Table::from_array(rows.view()).unwrap();
        let columns = rows.t().as_standard_layout().into_owned();
        assert_eq!(table, Table::from_array(columns.t()).unwrap());
        assert_eq!((table.rows(), table.names()), (200, vec!["x0".into(), "x1".into(), "x2".into()]));
        assert_eq!(table.complete().unwrap()[2][199], 1992.0);
    }

    #[test]
    fn the_first_bad_value_is_named_wherever_it_is() {
        for row in [0, 1023, 1024, 2999] {
            let mut values = vec![0.0; 3_000];
            values[row] = f64::INFINITY;
            let frame = Frame::new().with("a", values.clone()).unwrap();
            assert_eq!(Table::from_frame(&frame).unwrap_err().context()["row"], row.to_string());
            values[row] = f64::NAN;
            let frame = Frame::new().with("a", values).unwrap();
            let error = Table::from_frame(&frame).unwrap().complete().unwrap_err();
            assert_eq!((error.code(), error.context()["row"].as_str()), ("kp.missing_values", &*row.to_string()));
        }
    }

    #[test]
    fn a_table_of_a_frame_is_a_view() {
        let frame = Frame::new().with("a", vec![1.0]).unwrap().with("n", vec![2i64]).unwrap();
        let table = Table::from_frame(&frame).unwrap();
        assert!(matches!(&table.features()[0].1, Feature::Float(Cow::Borrowed(_))));
        assert_eq!(table.floats().unwrap(), [[1.0], [2.0]]);
    }
}
