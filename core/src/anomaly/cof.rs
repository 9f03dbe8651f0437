//! Connectivity-based outlier factor.

use super::matrix::{Matrix, finite};
use super::neighbors::{Nearest, TrainingRows};
use crate::component::{Component, Context, Detector, DetectorState, Parts, Store, corrupt, setters};
use crate::data::Table;
use crate::error::Result;
use crate::math::stats::squared_distance;
use libm::sqrt;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores a row by how much longer the steps are that lead from it through its nearest rows than those around them.
///
/// The k nearest rows are joined to the row one after the other, the nearest first, each to the closest of those already
/// joined; with e(i) the length of step i, the chaining distance is the sum of 2 (k + 1 - i) e(i) / (k (k + 1)), which gives the
/// first steps most. The score is a row's chaining distance divided by the mean of those of its k nearest: about 1 along
/// any pattern, a line too, more off it. Euclidean distance: bring columns to one scale before.
///
/// Input: numbers, at least two rows, none missing.
/// Output: one score a row, at least 0. Training rows get PyOD's scores, each measured to the others, and the threshold
/// comes from those; rows asked after the fit are new ones and are joined to training rows alone (PyOD looks at the new
/// rows only). A mean below 1e-10, among equal rows, counts as 1e-10. With fewer than k other rows all of them count. Of
/// rows equally far the first is nearer.
/// `explain` says how much lower the score were with the column at its median in the fit; these do not sum to the score.
///
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories, `kp.not_enough_data` for
/// a single row.
/// Cost: a search of the k nearest and k² distances a row. The model keeps the training rows.
/// Source: Tang, Chen, Fu and Cheung, Enhancing Effectiveness of Outlier Detections for Low Density Patterns, PAKDD 2002,
/// definitions 4 to 7; PyOD 3.6.7 for the order of the steps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct COF {
    /// How many of the nearest rows are looked at: k. Default 20.
    #[schemars(range(min = 1, max = 10_000))]
    pub n_neighbors: u32,
    /// Find the nearest rows by a graph (HNSW), which misses few of them: for hundreds of thousands of rows of more than 24
    /// columns. Default false.
    pub approximate: bool,
    /// The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
    /// Default 0.1.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: f64,
}

impl Default for COF {
    fn default() -> Self {
        Self { n_neighbors: 20, approximate: false, contamination: 0.1 }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::COF, component::{Context, Detector}, data::{Frame, Table}};
    /// let rows = Frame::new().with("x", vec![1.0, 2.0, 3.0, 4.0])?;
    /// let model = COF::default().n_neighbors(2u32).fit(&Table::from_frame(&rows)?)?;
    /// let scores = model.score(&Frame::new().with("x", vec![5.0, 9.0])?.into(), &Context::new())?;
    /// assert!((scores[0] - 1.0).abs() < 1e-12 && (scores[1] - 11.0 / 3.0).abs() < 1e-12);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    COF {
        /// Sets how many of the nearest rows are looked at.
        n_neighbors: u32,
        /// Sets whether the nearest rows are found by a graph, which misses few.
        approximate: bool,
        /// Sets the share of anomalies expected.
        contamination: f64,
    }
}

impl Component for COF {
    const ID: &'static str = "anomaly.cof";
    const NAME: &'static str = "COF";
    const VERSION: u32 = 1;
}

impl Detector for COF {
    type State = CofState;

    fn contamination(&self) -> Option<f64> {
        Some(self.contamination)
    }

    fn fit_table(&self, table: &Table<'_>, ctx: &Context) -> Result<CofState> {
        Ok(self.fit_scored(table, ctx)?.0)
    }

    fn fit_scored(&self, table: &Table<'_>, ctx: &Context) -> Result<(CofState, Option<Vec<f64>>)> {
        let (points, training, k) = TrainingRows::of_table(table, self.n_neighbors, self.approximate, ctx)?;
        let nearest = training.of_rows(&points, k, ctx)?;
        let chains = chains(&points, &points, &nearest, ctx)?;
        let scores = factors(&chains, &chains, &nearest);
        Ok((CofState { training, k, chains }, Some(scores)))
    }
}

/// The chaining distance of each row.
fn chains(points: &Matrix, rows: &Matrix, nearest: &Nearest, ctx: &Context) -> Result<Vec<f64>> {
    const BLOCK: usize = 64;
    let blocks = ctx.each(rows.rows().div_ceil(BLOCK), |block| {
        let own = block * BLOCK..rows.rows().min((block + 1) * BLOCK);
        Ok(own.map(|row| chain(points, rows.row(row), nearest.distances(row), nearest.rows(row))).collect::<Vec<_>>())
    })?;
    Ok(blocks.concat())
}

fn chain(points: &Matrix, row: &[f64], distances: &[f64], others: &[u32]) -> f64 {
    let k = others.len() as f64;
    let mut sum = 0.0;
    for (step, (&other, &direct)) in others.iter().zip(distances).enumerate() {
        let here = points.row(other as usize);
        let to = |joined: &u32| squared_distance(here, points.row(*joined as usize));
        let shortest = others[..step].iter().map(to).fold(squared_distance(here, row), f64::min);
        let length = if step == 0 { direct } else { sqrt(shortest) };
        sum += 2.0 * (k - step as f64) / ((k + 1.0) * k) * length;
    }
    sum
}

/// Each row's chaining distance over the mean of those of its nearest.
fn factors(own: &[f64], known: &[f64], nearest: &Nearest) -> Vec<f64> {
    let factor = |(row, own): (usize, &f64)| {
        let sum: f64 = nearest.rows(row).iter().map(|&other| known[other as usize]).sum();
        own / (sum / nearest.k as f64).max(1e-10)
    };
    own.iter().enumerate().map(factor).collect()
}

/// The training rows.
#[derive(Clone, Debug)]
pub struct CofState {
    training: TrainingRows,
    k: usize,
    /// The chaining distance of each training row.
    chains: Vec<f64>,
}

impl DetectorState for CofState {
    const EXPLAINS: bool = false;

    fn score(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>> {
        let rows = Matrix::from_columns(&table.complete()?);
        let nearest = self.training.of_new(&rows, self.k, ctx)?;
        let own = chains(&self.training.points(), &rows, &nearest, ctx)?;
        Ok(factors(&own, &self.chains, &nearest))
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = Parts::default();
        parts.summary.insert("training_rows".into(), self.training.count().into());
        parts.summary.insert("n_neighbors".into(), self.k.into());
        Ok(parts)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        self.training.store(self.k, store)?;
        store.put("chains", &self.chains);
        Ok(())
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        let (training, k) = TrainingRows::restore(store, columns)?;
        let chains = finite(store, "chains", training.count())?;
        match chains.iter().all(|&chain| chain >= 0.0) {
            true => Ok(Self { training, k, chains }),
            false => Err(corrupt("chains", "is below 0")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anomaly::samples::{close, frame};
    use crate::data::Frame;

    #[test]
    fn scores_are_those_of_pyod() {
        // PyOD 3.6.7: `c = COF(n_neighbors=5).fit(X); c.decision_scores_[[0, 1, 7, 19, 39]]`
        let (frame, ctx) = (frame(), Context::new());
        let table = Table::from_frame(&frame).unwrap();
        let (state, own) = COF::default().n_neighbors(5u32).fit_scored(&table, &ctx).unwrap();
        let own = own.unwrap();
        let expected =
            [1.6164531073426944, 1.2886762973283397, 4.623761134403467, 3.6869464655290973, 1.1425669807174035];
        close(&[0, 1, 7, 19, 39].map(|row| own[row]), &expected);
        let far =
            Frame::new().with("a", vec![90.0]).unwrap().with("b", vec![1.0]).unwrap().with("c", vec![1.0]).unwrap();
        assert!(state.score(&Table::from_frame(&far).unwrap(), &ctx).unwrap()[0] > 5.0);
    }

    #[test]
    fn equal_rows_have_no_factor() {
        let frame = Frame::new().with("x", vec![1.0; 30]).unwrap();
        let (_, own) = COF::default().fit_scored(&Table::from_frame(&frame).unwrap(), &Context::new()).unwrap();
        assert_eq!(own.unwrap(), [0.0; 30]);
    }
}
