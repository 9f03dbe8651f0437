//! Rows and columns: what tabular components take.

use super::digest::Digest;
use super::frame::{Column, Frame, wrong_kind};
use super::{Csr, Strings};
use crate::error::{Result, err};
use ndarray::ArrayView2;

/// A column of a [`Table`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Feature {
    /// Numbers; NaN is missing.
    Float(Vec<f64>),
    /// Categories, as they were written.
    Category(Strings),
}

/// Named columns of numbers or categories, column by column.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    rows: usize,
    features: Vec<(String, Feature)>,
}

impl Table {
    /// Reads every column of a frame: numbers and truth values as numbers, text as categories.
    ///
    /// # Errors
    /// `kp.invalid_data` for times, infinite values, and a frame without columns; `kp.not_enough_data` without rows.
    pub fn from_frame(frame: &Frame) -> Result<Self> {
        let mut features = Vec::with_capacity(frame.names().len());
        for (name, column) in frame.iter() {
            let feature = match column {
                Column::Str(values) => Feature::Category(values.clone()),
                other => {
                    Feature::Float(other.to_f64().ok_or_else(|| wrong_kind(name, other, "numbers or categories"))?)
                }
            };
            features.push((name.to_owned(), feature));
        }
        Self { rows: frame.rows(), features }.checked()
    }

    /// Reads a matrix, one row an observation; the columns are named `x0`, `x1`, ...
    ///
    /// # Errors
    /// As [`Table::from_frame`].
    pub fn from_array(array: ArrayView2<'_, f64>) -> Result<Self> {
        let column = |(index, values): (usize, ndarray::ArrayView1<'_, f64>)| {
            (format!("x{index}"), Feature::Float(values.to_vec()))
        };
        Self { rows: array.nrows(), features: array.columns().into_iter().enumerate().map(column).collect() }.checked()
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
                && let Some(row) = values.iter().position(|value| value.is_infinite())
            {
                return Err(err!(InvalidData, "column '{name}' has an infinite value in row {row}; must be finite")
                    .with("column", name)
                    .with("row", row));
            }
        }
        Ok(self)
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The columns' names in order.
    pub fn names(&self) -> Vec<String> {
        self.features.iter().map(|(name, _)| name.clone()).collect()
    }

    /// Names and columns in order.
    pub fn features(&self) -> &[(String, Feature)] {
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
            if let Some(row) = values.iter().position(|value| value.is_nan()) {
                return Err(err!(MissingValues, "column '{name}' has no value in row {row}; fill or drop it")
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
                Feature::Float(values) => columns.push(values.as_slice()),
                Feature::Category(_) => {
                    let message = "holds categories; this component takes numbers only: encode it or drop it";
                    return Err(err!(InvalidData, "column '{name}' {message}").with("column", name));
                }
            }
        }
        Ok(columns)
    }
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
