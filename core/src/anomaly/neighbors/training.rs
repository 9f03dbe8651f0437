//! The training rows of detectors that look at the nearest.

use super::approximate::Approximate;
use super::{Nearest, Neighbors};
use crate::anomaly::matrix::Matrix;
use crate::component::{Context, Store, corrupt};
use crate::data::Table;
use crate::error::Result;

/// The training rows, and how the nearest of them are found.
#[derive(Clone, Debug)]
pub(in crate::anomaly) enum TrainingRows {
    Exact(Neighbors),
    Approximate(Box<Approximate>),
}

impl TrainingRows {
    /// Of a detector that looks at the `k` nearest others, or at all others where they are fewer.
    ///
    /// # Errors
    /// `kp.not_enough_data` for a single row, `kp.missing_values` for a missing value.
    pub(in crate::anomaly) fn of_table(
        table: &Table<'_>,
        k: u32,
        approximate: bool,
        ctx: &Context,
    ) -> Result<(Matrix, Self, usize)> {
        table.two_rows()?;
        let points = Matrix::from_columns(&table.complete()?);
        let k = (k as usize).min(points.rows() - 1);
        let rows = match approximate {
            true => Self::Approximate(Box::new(Approximate::new(points.clone(), ctx)?)),
            false => Self::Exact(Neighbors::new(&points)),
        };
        Ok((points, rows, k))
    }

    /// The rows in their own order.
    pub(in crate::anomaly) fn points(&self) -> Matrix {
        match self {
            Self::Exact(neighbors) => neighbors.points(),
            Self::Approximate(approximate) => approximate.points.clone(),
        }
    }

    /// How many there are.
    pub(in crate::anomaly) fn count(&self) -> usize {
        match self {
            Self::Exact(neighbors) => neighbors.rows(),
            Self::Approximate(approximate) => approximate.points.rows(),
        }
    }

    /// The `k` nearest rows of each row, itself left out.
    pub(in crate::anomaly) fn of_rows(&self, points: &Matrix, k: usize, ctx: &Context) -> Result<Nearest> {
        match self {
            Self::Exact(neighbors) => neighbors.of_rows(points, k, ctx),
            Self::Approximate(approximate) => approximate.search(points, k, true, ctx),
        }
    }

    /// The `k` nearest rows of new ones.
    pub(in crate::anomaly) fn of_new(&self, queries: &Matrix, k: usize, ctx: &Context) -> Result<Nearest> {
        match self {
            Self::Exact(neighbors) => neighbors.of_new(queries, k, ctx),
            Self::Approximate(approximate) => approximate.search(queries, k, false, ctx),
        }
    }

    /// A number made of the distances to the `k` nearest rows of each new one.
    pub(in crate::anomaly) fn map_new(
        &self,
        queries: &Matrix,
        k: usize,
        ctx: &Context,
        f: impl Fn(&[f64]) -> f64 + Sync,
    ) -> Result<Vec<f64>> {
        match self {
            Self::Exact(neighbors) => neighbors.map_new(queries, k, ctx, f),
            Self::Approximate(approximate) => {
                let nearest = approximate.search(queries, k, false, ctx)?;
                Ok((0..queries.rows()).map(|query| f(nearest.distances(query))).collect())
            }
        }
    }

    /// Writes the rows and how many are looked at.
    pub(in crate::anomaly) fn store(&self, k: usize, store: &mut Store) -> Result<()> {
        store.set("n_neighbors", &k)?;
        match self {
            Self::Exact(neighbors) => neighbors.points().store("points", store),
            Self::Approximate(approximate) => approximate.store(store)?,
        }
        Ok(())
    }

    pub(in crate::anomaly) fn restore(store: &Store, columns: usize) -> Result<(Self, usize)> {
        let (k, points): (usize, Matrix) = (store.get("n_neighbors")?, Matrix::restore("points", store, columns)?);
        if k == 0 || k >= points.rows() {
            return Err(corrupt("n_neighbors", &format!("is {k}; must be at least 1 and below {}", points.rows())));
        }
        let rows = match store.has("links") {
            true => Self::Approximate(Box::new(Approximate::restore(points, store)?)),
            false => Self::Exact(Neighbors::new(&points)),
        };
        Ok((rows, k))
    }
}
