//! Sparse matrices in compressed row form.

use super::Frame;
use crate::error::{Result, err};
use ndarray::Array2;

/// A sparse matrix: row `r` has the entries `indptr[r]..indptr[r + 1]` of `indices` (columns, rising) and `values`.
///
/// The layout is that of `scipy.sparse.csr_matrix` and `sprs::CsMat`, with 64-bit row offsets and 32-bit columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Csr {
    columns: usize,
    indptr: Vec<i64>,
    indices: Vec<i32>,
    values: Vec<f64>,
}

impl Csr {
    /// Adopts the three arrays.
    ///
    /// # Errors
    /// `kp.invalid_data` when they do not describe a matrix: offsets that fall, columns out of range or not rising.
    pub fn new(columns: usize, indptr: Vec<i64>, indices: Vec<i32>, values: Vec<f64>) -> Result<Self> {
        if indices.len() != values.len() {
            return Err(err!(InvalidData, "{} column indices for {} values", indices.len(), values.len()));
        }
        if indptr.first() != Some(&0) || indptr.last() != Some(&(values.len() as i64)) {
            return Err(err!(InvalidData, "row offsets must start at 0 and end at {}", values.len()));
        }
        // All offsets are checked before one is used: rising ones between the first and the last are in range.
        if let Some(row) = indptr.windows(2).position(|bounds| bounds[0] > bounds[1]) {
            return Err(err!(InvalidData, "row {row} ends before it starts"));
        }
        for (row, bounds) in indptr.windows(2).enumerate() {
            let entries = &indices[bounds[0] as usize..bounds[1] as usize];
            if entries.windows(2).any(|pair| pair[0] >= pair[1]) {
                return Err(err!(InvalidData, "the columns of row {row} do not rise"));
            }
            if entries.first().is_some_and(|&first| first < 0)
                || entries.last().is_some_and(|&last| last as usize >= columns)
            {
                return Err(err!(InvalidData, "row {row} has a column outside 0..{columns}"));
            }
        }
        Ok(Self { columns, indptr, indices, values })
    }

    /// Rows with all their values written out, one after the other.
    ///
    /// # Errors
    /// As [`Csr::new`], for more columns than it can count.
    pub(crate) fn from_rows(columns: usize, values: Vec<f64>) -> Result<Self> {
        let rows = values.len() / columns.max(1);
        let indptr = (0..=rows).map(|row| (row * columns) as i64).collect();
        let indices = (0..rows).flat_map(|_| 0..columns as i32).collect();
        Self::new(columns, indptr, indices, values)
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.indptr.len() - 1
    }

    /// How many columns there are.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// How many entries are stored.
    pub fn stored(&self) -> usize {
        self.values.len()
    }

    /// Where each row starts, and the end of the last.
    pub fn indptr(&self) -> &[i64] {
        &self.indptr
    }

    /// The column of each entry.
    pub fn indices(&self) -> &[i32] {
        &self.indices
    }

    /// The value of each entry.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The columns and the values of a row.
    ///
    /// # Panics
    /// When there is no such row.
    pub fn row(&self, row: usize) -> (&[i32], &[f64]) {
        let entries = self.indptr[row] as usize..self.indptr[row + 1] as usize;
        (&self.indices[entries.clone()], &self.values[entries])
    }

    /// The matrix with rows for columns.
    ///
    /// # Errors
    /// `kp.invalid_data` for more rows than columns can be counted.
    pub(crate) fn turned(&self) -> Result<Self> {
        if i32::try_from(self.rows()).is_err() {
            return Err(err!(InvalidData, "there are {} rows; must be at most {}", self.rows(), i32::MAX));
        }
        let mut starts = vec![0i64; self.columns + 1];
        self.indices.iter().for_each(|&column| starts[column as usize + 1] += 1);
        (0..self.columns).for_each(|column| starts[column + 1] += starts[column]);
        let mut next = starts.clone();
        let (mut rows, mut values) = (vec![0; self.stored()], vec![0.0; self.stored()]);
        for row in 0..self.rows() {
            let (columns, entries) = self.row(row);
            for (&column, &value) in columns.iter().zip(entries) {
                let place = &mut next[column as usize];
                (rows[*place as usize], values[*place as usize]) = (row as i32, value);
                *place += 1;
            }
        }
        // Rows rise by the way they were gone through.
        Ok(Self { columns: self.rows(), indptr: starts, indices: rows, values })
    }

    /// The three arrays: row offsets, columns, values.
    pub fn into_parts(self) -> (Vec<i64>, Vec<i32>, Vec<f64>) {
        (self.indptr, self.indices, self.values)
    }

    /// The same matrix with its zeros written out.
    pub fn to_dense(&self) -> Array2<f64> {
        let mut dense = Array2::zeros((self.rows(), self.columns));
        for row in 0..self.rows() {
            let (indices, values) = self.row(row);
            indices.iter().zip(values).for_each(|(&column, &value)| dense[[row, column as usize]] = value);
        }
        dense
    }

    /// The same matrix as a table with the columns x0, x1 and so on.
    ///
    /// # Errors
    /// None that a matrix can cause.
    pub fn to_frame(&self) -> Result<Frame> {
        let dense = self.to_dense();
        let mut frame = Frame::new();
        for (place, column) in dense.columns().into_iter().enumerate() {
            frame.push(format!("x{place}"), column.to_vec().into())?;
        }
        Ok(frame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_read_back() {
        let matrix = Csr::new(3, vec![0, 2, 2, 3], vec![0, 2, 1], vec![1.0, 2.0, 3.0]).unwrap();
        assert_eq!((matrix.rows(), matrix.columns(), matrix.stored()), (3, 3, 3));
        assert_eq!(matrix.row(0), (&[0, 2][..], &[1.0, 2.0][..]));
        assert_eq!(matrix.to_dense().into_raw_vec_and_offset().0, [1., 0., 2., 0., 0., 0., 0., 3., 0.]);
        let turned = matrix.turned().unwrap();
        assert_eq!(turned.to_dense(), matrix.to_dense().t());
        assert_eq!(Csr::new(3, turned.indptr.clone(), turned.indices.clone(), turned.values.clone()).unwrap(), turned);
    }

    #[test]
    fn arrays_that_are_no_matrix_are_refused() {
        let refused = |columns, indptr: &[i64], indices: &[i32]| {
            Csr::new(columns, indptr.to_vec(), indices.to_vec(), vec![1.0; indices.len()]).is_err()
        };
        assert!(refused(3, &[], &[]));
        assert!(refused(3, &[0, 9, 1], &[0]));
        assert!(refused(3, &[0, 2], &[1, 1]));
        assert!(refused(3, &[0, 1], &[3]));
        assert!(refused(3, &[0, 1], &[-1]));
        assert!(refused(3, &[0, 2, 1, 2], &[0, 1]));
    }
}
