//! Rows that lie side by side in memory.

use crate::component::{Context, Store, corrupt};
use crate::error::Result;

/// A matrix of finite numbers, row by row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Matrix {
    pub(super) width: usize,
    pub(super) values: Vec<f64>,
}

impl Matrix {
    /// The rows of a table's columns.
    pub(super) fn from_columns(columns: &[&[f64]]) -> Self {
        Self::from_columns_with(columns, |_, value| value)
    }

    /// The rows of a table's columns, each value changed by a function of its column and itself.
    pub(super) fn from_columns_with(columns: &[&[f64]], change: impl Fn(usize, f64) -> f64) -> Self {
        let (width, rows) = (columns.len(), columns.first().map_or(0, |column| column.len()));
        let mut values = vec![0.0; width * rows];
        // Some rows at a time: the rows that are being written should stay in the cache.
        for start in (0..rows).step_by(256) {
            let end = rows.min(start + 256);
            for (index, column) in columns.iter().enumerate() {
                for (row, &value) in (start..end).zip(&column[start..end]) {
                    values[row * width + index] = change(index, value);
                }
            }
        }
        Self { width, values }
    }

    /// A number of each row, worked out on the context's threads.
    pub(super) fn map_rows(&self, ctx: &Context, f: impl Fn(&[f64]) -> f64 + Sync) -> Result<Vec<f64>> {
        const BLOCK: usize = 256;
        let blocks = ctx.map(self.rows().div_ceil(BLOCK), |block| {
            let own = block * BLOCK..self.rows().min((block + 1) * BLOCK);
            Ok(own.map(|row| f(self.row(row))).collect::<Vec<f64>>())
        })?;
        Ok(blocks.concat())
    }

    /// Each column's part of a number of each row: `f` adds to the parts, which begin at 0; column by column.
    pub(super) fn map_parts(&self, ctx: &Context, f: impl Fn(usize, &mut [f64]) + Sync) -> Result<Vec<Vec<f64>>> {
        let parts = ctx.map(self.rows(), |row| {
            let mut parts = vec![0.0; self.width];
            f(row, &mut parts);
            Ok(parts)
        })?;
        Ok(Self { width: self.width, values: parts.concat() }.into_columns())
    }

    /// The columns.
    pub(super) fn into_columns(self) -> Vec<Vec<f64>> {
        (0..self.width).map(|column| self.values.iter().skip(column).step_by(self.width).copied().collect()).collect()
    }

    /// A copy of some rows.
    pub(super) fn take(&self, rows: &[usize]) -> Self {
        let values = rows.iter().flat_map(|&row| self.row(row)).copied().collect();
        Self { width: self.width, values }
    }

    pub(super) fn rows(&self) -> usize {
        self.values.len() / self.width.max(1)
    }

    pub(super) fn row(&self, row: usize) -> &[f64] {
        &self.values[row * self.width..(row + 1) * self.width]
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[f64]> {
        self.values.chunks_exact(self.width.max(1))
    }

    pub(super) fn store(&self, name: &str, store: &mut Store) {
        store.put_shaped(name, vec![self.rows(), self.width], &self.values);
    }

    /// Reads at least one row of so many finite numbers.
    pub(super) fn restore(name: &str, store: &Store, width: usize) -> Result<Self> {
        let (shape, values) = store.take_shaped::<f64>(name)?;
        if shape.len() != 2 || shape[0] == 0 || shape[1] != width {
            return Err(corrupt(name, &format!("has the shape {shape:?}; must be rows of {width}")));
        }
        if !values.iter().all(|value| value.is_finite()) {
            return Err(corrupt(name, "is not finite"));
        }
        Ok(Self { width, values })
    }
}

/// Adds what each column has of the squared distance between two rows, times a factor. Of a distance d the column with the
/// difference e has e² / d, as the squares sum to d².
pub(super) fn add_parts(parts: &mut [f64], x: &[f64], y: &[f64], factor: f64) {
    parts.iter_mut().zip(x).zip(y).for_each(|((part, x), y)| *part += (x - y) * (x - y) * factor);
}

/// Finite numbers of a name, exactly so many.
pub(super) fn finite(store: &Store, name: &str, length: usize) -> Result<Vec<f64>> {
    let values: Vec<f64> = store.take_exactly(name, length)?;
    if values.iter().all(|value| value.is_finite()) { Ok(values) } else { Err(corrupt(name, "is not finite")) }
}

/// A finite fact that is at least 0.
pub(super) fn at_least_zero(store: &Store, name: &str) -> Result<f64> {
    let value: f64 = store.get(name)?;
    match value >= 0.0 && value.is_finite() {
        true => Ok(value),
        false => Err(corrupt(name, &format!("is {value}; must be finite and at least 0"))),
    }
}
