//! Bagged nearest neighbours.

use super::matrix::{Matrix, add_parts};
use super::scale::Scaler;
use crate::component::{Component, Context, Detector, DetectorState, Parts, Store, corrupt, setters};
use crate::data::Table;
use crate::error::Result;
use crate::math::rng::Rng;
use libm::sqrt;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores a row by its mean distance to the nearest of a few random training rows, many times drawn.
///
/// Each of `n_estimators` draws takes `max_samples` training rows; the score is the mean over the draws of the distance to
/// the nearest of them. A group of anomalies has few of its own among so few rows and is found, where a nearest neighbour
/// among all rows would be another of the group; the fit does not depend on the number of rows.
///
/// Columns are brought to one scale first: less the median, divided by the interquartile range over 1.349 (by the standard
/// deviation where that is 0), at most 8 from 0, from 1,024 random rows where there are more.
/// Input: numbers and categories, at least one row. A missing number counts as the median; a category as how rare it is
/// (-ln of its share, standardised), a missing one as a category of its own, an unknown one as half a row.
/// Output: one score a row, at least 0; `explain` splits it exactly: of a distance d, the column with the difference e has
/// e² / d, averaged over the draws. A row at distance 0 from one of the drawn rows is taken to be that row, and measured to
/// the others; so training rows have the same scores in the fit and afterwards.
///
/// Errors: `kp.missing_values` for a column of numbers that are all missing.
/// Cost: fit O(1) beside the scaling, score O(n_estimators × max_samples) distances a row.
/// Source: Sugiyama and Borgwardt, Rapid Distance-Based Outlier Detection via Sampling, NIPS 2013 (one sample); Aggarwal and
/// Sathe, Theoretical Foundations and Algorithms for Outlier Ensembles, SIGKDD Explorations 17, 2015 (many).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct BaggedNeighbors {
    /// How many draws. Default 30.
    #[schemars(range(min = 1, max = 10_000))]
    pub n_estimators: u32,
    /// How many training rows each draw takes; all where there are fewer. Default 64.
    #[schemars(range(min = 2, max = 65_536))]
    pub max_samples: u32,
    /// The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
    /// Default 0.1.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: f64,
}

impl Default for BaggedNeighbors {
    fn default() -> Self {
        Self { n_estimators: 30, max_samples: 64, contamination: 0.1 }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::BaggedNeighbors, component::{Context, Detector}, data::{Frame, Table}};
    /// let rows = Frame::new().with("x", vec![1.0, 2.0, 3.0, 4.0, 5.0])?;
    /// let model = BaggedNeighbors::default().fit(&Table::from_frame(&rows)?)?;
    /// let scores = model.score(&Frame::new().with("x", vec![2.0, 9.0])?.into(), &Context::new())?;
    /// // Every draw has all five rows, and the unit is the interquartile range over 1.349: 2 / 1.349.
    /// assert!((scores[0] - 1.0 * 1.349 / 2.0).abs() < 1e-12 && (scores[1] - 4.0 * 1.349 / 2.0).abs() < 1e-12);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    BaggedNeighbors {
        /// Sets how many draws.
        n_estimators: u32,
        /// Sets how many training rows each draw takes.
        max_samples: u32,
        /// Sets the share of anomalies expected.
        contamination: f64,
    }
}

impl Component for BaggedNeighbors {
    const ID: &'static str = "anomaly.bagged_neighbors";
    const NAME: &'static str = "BaggedNeighbors";
    const VERSION: u32 = 1;
}

impl Detector for BaggedNeighbors {
    type State = BaggedNeighborsState;
    const TAKES_MISSING: bool = true;

    fn contamination(&self) -> Option<f64> {
        Some(self.contamination)
    }

    fn fit_table(&self, table: &Table<'_>, ctx: &Context) -> Result<BaggedNeighborsState> {
        let scaler = Scaler::fit(table, ctx)?;
        let bags = Bags::fit(&scaler.apply(table)?, self.n_estimators as usize, self.max_samples as usize, ctx);
        Ok(BaggedNeighborsState { scaler, bags })
    }
}

/// A few random rows at a time.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bags {
    /// How many rows each has.
    size: usize,
    /// The rows of one bag after the other.
    rows: Matrix,
    /// The same, in each bag column by column, so that the distances to all of its rows are worked out side by side.
    columns: Vec<f64>,
}

impl Bags {
    pub(super) fn fit(rows: &Matrix, bags: usize, size: usize, ctx: &Context) -> Self {
        let size = size.min(rows.rows());
        let drawn = |bag: usize| Rng::new(ctx.get_seed(), bag as u64).sample(rows.rows(), size);
        Self::new(rows.take(&(0..bags).flat_map(drawn).collect::<Vec<_>>()), size)
    }

    fn new(rows: Matrix, size: usize) -> Self {
        let mut columns = Vec::with_capacity(rows.values.len());
        for bag in rows.values.chunks_exact(size * rows.width) {
            for column in 0..rows.width {
                columns.extend(bag[column..].iter().step_by(rows.width));
            }
        }
        Self { size, rows, columns }
    }

    /// The nearest row of a bag and its squared distance; the next nearest where the nearest is this row itself.
    fn nearest(&self, columns: &[f64], row: &[f64], sums: &mut [f64]) -> (usize, f64) {
        sums.fill(0.0);
        for (column, &value) in columns.chunks_exact(self.size).zip(row) {
            for (sum, &other) in sums.iter_mut().zip(column) {
                let off = other - value;
                *sum += off * off;
            }
        }
        let mut best = [(0, f64::INFINITY); 2];
        for (at, &sum) in sums.iter().enumerate() {
            if sum < best[0].1 {
                best = [(at, sum), best[0]];
            } else if sum < best[1].1 {
                best[1] = (at, sum);
            }
        }
        if best[0].1 == 0.0 && best[1].1.is_finite() { best[1] } else { best[0] }
    }

    /// What each bag says of a row: the number of the nearest row and its squared distance.
    fn all<'a>(&'a self, row: &'a [f64], sums: &'a mut [f64]) -> impl Iterator<Item = (usize, f64)> + 'a {
        let bags = self.columns.chunks_exact(self.size * self.rows.width);
        bags.enumerate().map(|(bag, columns)| {
            let (at, squared) = self.nearest(columns, row, sums);
            (bag * self.size + at, squared)
        })
    }

    fn count(&self) -> usize {
        self.rows.rows() / self.size
    }

    pub(super) fn score(&self, rows: &Matrix, ctx: &Context) -> Result<Vec<f64>> {
        const BLOCK: usize = 256;
        let each = self.size * rows.width;
        let blocks = ctx.each(rows.rows().div_ceil(BLOCK), |block| {
            let own = block * BLOCK..rows.rows().min((block + 1) * BLOCK);
            let (mut totals, mut sums) = (vec![0.0; own.len()], vec![0.0; self.size]);
            // One bag after the other: its rows stay in the cache.
            for columns in self.columns.chunks_exact(each) {
                for (total, row) in totals.iter_mut().zip(own.clone()) {
                    *total += sqrt(self.nearest(columns, rows.row(row), &mut sums).1);
                }
            }
            Ok(totals.into_iter().map(|total| total / self.count() as f64).collect::<Vec<f64>>())
        })?;
        Ok(blocks.concat())
    }

    /// Each column's part of each row's score.
    pub(super) fn explain(&self, rows: &Matrix, ctx: &Context) -> Result<Matrix> {
        let shares = ctx.each(rows.rows(), |at| {
            let (mut shares, mut sums) = (vec![0.0; rows.width], vec![0.0; self.size]);
            let row = rows.row(at);
            for (nearest, squared) in self.all(row, &mut sums).filter(|(_, squared)| *squared > 0.0) {
                let factor = 1.0 / (sqrt(squared) * self.count() as f64);
                add_parts(&mut shares, row, self.rows.row(nearest), factor);
            }
            Ok(shares)
        })?;
        Ok(Matrix { width: rows.width, values: shares.concat() })
    }

    pub(super) fn store(&self, store: &mut Store) -> Result<()> {
        store.set("bag_rows", &self.size)?;
        self.rows.store("bags", store);
        Ok(())
    }

    pub(super) fn restore(store: &Store, columns: usize) -> Result<Self> {
        let (size, rows): (usize, Matrix) = (store.get("bag_rows")?, Matrix::restore("bags", store, columns)?);
        if size == 0 || !rows.rows().is_multiple_of(size) || rows.values.iter().any(|value| value.abs() > 1e100) {
            return Err(corrupt("bags", &format!("are not bags of {size} rows of scaled values")));
        }
        Ok(Self::new(rows, size))
    }
}

/// The bags.
#[derive(Clone, Debug, PartialEq)]
pub struct BaggedNeighborsState {
    scaler: Scaler,
    bags: Bags,
}

impl DetectorState for BaggedNeighborsState {
    fn score(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>> {
        self.bags.score(&self.scaler.apply(table)?, ctx)
    }

    fn explain(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<Vec<f64>>> {
        Ok(self.bags.explain(&self.scaler.apply(table)?, ctx)?.into_columns())
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = Parts::default();
        parts.summary.insert("max_samples".into(), self.bags.size.into());
        Ok(parts)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        self.scaler.store(store);
        self.bags.store(store)
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        Ok(Self { scaler: Scaler::restore(store, columns)?, bags: Bags::restore(store, columns)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anomaly::samples::{close, frame};

    #[test]
    fn a_score_is_the_mean_distance_to_the_nearest_of_each_bag() {
        let (frame, ctx) = (frame(), Context::new());
        let table = Table::from_frame(&frame).unwrap();
        let state = BaggedNeighbors::default().n_estimators(7u32).max_samples(5u32).fit_table(&table, &ctx).unwrap();
        let rows = state.scaler.apply(&table).unwrap();
        let scores = state.score(&table, &ctx).unwrap();
        for (row, &score) in scores.iter().enumerate() {
            let to = |other: &[f64]| sqrt(other.iter().zip(rows.row(row)).map(|(x, y)| (x - y) * (x - y)).sum());
            let of_bag = |bag: usize| {
                let distances = (bag * 5..bag * 5 + 5).map(|at| to(state.bags.rows.row(at)));
                distances.filter(|&distance: &f64| distance > 0.0).fold(f64::INFINITY, f64::min)
            };
            close(&[score], &[(0..7).map(of_bag).sum::<f64>() / 7.0]);
        }
        let shares = state.explain(&table, &ctx).unwrap();
        close(&(0..40).map(|row| shares.iter().map(|share| share[row]).sum()).collect::<Vec<f64>>(), &scores);
    }

    #[test]
    fn a_group_of_anomalies_is_found() {
        let x: Vec<f64> = (0..300).map(|i| f64::from(i % 17) + if i % 30 == 0 { 100.0 } else { 0.0 }).collect();
        let frame = crate::data::Frame::new().with("x", x).unwrap();
        let table = Table::from_frame(&frame).unwrap();
        let model = BaggedNeighbors::default().max_samples(8u32).fit_table(&table, &Context::new()).unwrap();
        let scores = model.score(&table, &Context::new()).unwrap();
        let most = (0..300).filter(|i| i % 30 != 0).map(|i| scores[i]).fold(0.0, f64::max);
        assert!((0..300).step_by(30).all(|i| scores[i] > most));
    }

    #[test]
    fn a_broken_state_is_refused() {
        let frame = frame();
        let state = BaggedNeighbors::default().fit_table(&Table::from_frame(&frame).unwrap(), &Context::new()).unwrap();
        let mut store = Store::default();
        state.store(&mut store).unwrap();
        assert_eq!(BaggedNeighborsState::restore(&store, 3).unwrap(), state);
        for size in [0usize, 7, usize::MAX] {
            store.set("bag_rows", &size).unwrap();
            assert_eq!(BaggedNeighborsState::restore(&store, 3).unwrap_err().code(), "kp.corrupt_model");
        }
    }
}
