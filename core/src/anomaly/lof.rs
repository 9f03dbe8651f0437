//! Local outlier factor.

use super::matrix::{Matrix, finite};
use super::neighbors::{Nearest, TrainingRows};
use crate::component::{Component, Context, Detector, DetectorState, Parts, Store, corrupt, setters};
use crate::data::Table;
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores a row by how much thinner the data lie around it than around its nearest rows.
///
/// With k(o) the distance of a row o to its k-th nearest, the way from x to o is max(k(o), d(x, o)); the density of x is one
/// over its mean way to its k nearest, and the score is the mean density of those divided by its own: about 1 inside a
/// cluster of any density, more outside. Euclidean distance: bring columns to one scale before.
///
/// Input: numbers, at least two rows, none missing.
/// Output: one score a row, above 0; without `contamination` a row above 1.5 is an anomaly. Training rows get minus
/// scikit-learn's `negative_outlier_factor_`, each measured to the others, and the threshold comes from those; rows asked
/// after the fit are new ones, as with scikit-learn's `novelty=True`. With fewer than k other rows all of them count. More
/// than k equal rows have the density 1e10, as there. Of rows equally far the first is nearer.
/// `explain` says how much lower the score were with the column at its median in the fit; these do not sum to the score.
///
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories, `kp.not_enough_data` for
/// a single row.
/// Cost: fit and score O(log n) a row for few columns, through a k-d tree, or with `approximate`; O(n) for more than 24.
/// The model keeps the training rows, and the graph of `approximate`.
/// Source: Breunig, Kriegel, Ng and Sander, LOF: Identifying Density-Based Local Outliers, SIGMOD 2000, definitions 3 to 7;
/// scikit-learn 1.9.1 for the semantics.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct LOF {
    /// How many of the nearest rows are looked at: k. Default 20.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub n_neighbors: u32,
    /// Find the nearest rows by a graph (HNSW), which misses few of them: for hundreds of thousands of rows of more than 24
    /// columns. Default false.
    pub approximate: bool,
    /// The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
    /// Default null: the threshold is 1.5.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: Option<f64>,
}

impl Default for LOF {
    fn default() -> Self {
        Self { n_neighbors: 20, approximate: false, contamination: None }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::LOF, component::{Context, Detector}, data::{Frame, Table}};
    /// let rows = Frame::new().with("x", vec![1.0, 2.0, 3.0, 4.0])?;
    /// let model = LOF::default().n_neighbors(2u32).fit(&Table::from_frame(&rows)?)?;
    /// let scores = model.score(&Frame::new().with("x", vec![2.4, 9.0])?.into(), &Context::new())?;
    /// assert!((scores[0] - 2.0 / 3.0).abs() < 1e-6 && (scores[1] - 11.0 / 3.0).abs() < 1e-6);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    LOF {
        /// Sets how many of the nearest rows are looked at.
        n_neighbors: u32,
        /// Sets whether the nearest rows are found by a graph, which misses few.
        approximate: bool,
        /// Sets the share of anomalies expected.
        contamination: f64,
    }
}

impl Component for LOF {
    const ID: &'static str = "anomaly.lof";
    const NAME: &'static str = "LOF";
    const VERSION: u32 = 1;
}

impl Detector for LOF {
    type State = LofState;

    fn contamination(&self) -> Option<f64> {
        self.contamination
    }

    fn fit_table(&self, table: &Table<'_>, ctx: &Context) -> Result<LofState> {
        Ok(self.fit_scored(table, ctx)?.0)
    }

    fn fit_scored(&self, table: &Table<'_>, ctx: &Context) -> Result<(LofState, Option<Vec<f64>>)> {
        let (points, training, k) = TrainingRows::of_table(table, self.n_neighbors, self.approximate, ctx)?;
        let nearest = training.of_rows(&points, k, ctx)?;
        let reach: Vec<f64> = (0..points.rows()).map(|row| nearest.distances(row)[k - 1]).collect();
        let density = (0..points.rows()).map(|row| density(&reach, &nearest, row)).collect();
        let state = LofState { training, k, reach, density };
        let scores = (0..points.rows()).map(|row| state.factor(&nearest, row, state.density[row])).collect();
        Ok((state, Some(scores)))
    }
}

/// One over the mean way of a row to its nearest.
fn density(reach: &[f64], nearest: &Nearest, row: usize) -> f64 {
    let ways = nearest.distances(row).iter().zip(nearest.rows(row)).map(|(way, &other)| way.max(reach[other as usize]));
    1.0 / (ways.sum::<f64>() / nearest.k as f64 + 1e-10)
}

/// The training rows.
#[derive(Clone, Debug)]
pub struct LofState {
    training: TrainingRows,
    k: usize,
    /// How far each training row's k-th nearest is.
    reach: Vec<f64>,
    density: Vec<f64>,
}

impl LofState {
    fn factor(&self, nearest: &Nearest, row: usize, own: f64) -> f64 {
        let ratios = nearest.rows(row).iter().map(|&other| self.density[other as usize] / own);
        ratios.sum::<f64>() / nearest.k as f64
    }
}

impl DetectorState for LofState {
    const EXPLAINS: bool = false;

    fn score(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>> {
        let rows = Matrix::from_columns(&table.complete()?);
        let nearest = self.training.of_new(&rows, self.k, ctx)?;
        Ok((0..rows.rows()).map(|row| self.factor(&nearest, row, density(&self.reach, &nearest, row))).collect())
    }

    fn own_threshold(&self) -> Option<f64> {
        Some(1.5)
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = Parts::default();
        parts.summary.insert("training_rows".into(), self.training.count().into());
        parts.summary.insert("n_neighbors".into(), self.k.into());
        Ok(parts)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        self.training.store(self.k, store)?;
        store.put("reach", &self.reach);
        store.put("density", &self.density);
        Ok(())
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        let (training, k) = TrainingRows::restore(store, columns)?;
        let reach = finite(store, "reach", training.count())?;
        let density = finite(store, "density", training.count())?;
        if reach.iter().any(|&reach| reach < 0.0) || density.iter().any(|&density| density <= 0.0) {
            return Err(corrupt("density", "or 'reach' is not above 0"));
        }
        Ok(Self { training, k, reach, density })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anomaly::samples::{close, frame, new_rows};
    use crate::data::Frame;

    #[test]
    fn scores_are_those_of_scikit_learn() {
        // scikit-learn 1.9.1: `-LocalOutlierFactor(n_neighbors=5).fit(X).negative_outlier_factor_[[0, 1, 7, 19, 39]]`,
        // `-LocalOutlierFactor(n_neighbors=5, novelty=True).fit(X).score_samples(N)`
        let (frame, new, ctx) = (frame(), new_rows(), Context::new());
        let table = Table::from_frame(&frame).unwrap();
        let (state, own) = LOF::default().n_neighbors(5u32).fit_scored(&table, &ctx).unwrap();
        let own = own.unwrap();
        let expected =
            [1.5393111504722041, 0.9775984610474687, 5.386354498218566, 3.9921711553081485, 1.020283080584427];
        close(&[0, 1, 7, 19, 39].map(|row| own[row]), &expected);
        let scores = state.score(&Table::from_frame(&new).unwrap(), &ctx).unwrap();
        close(&scores, &[1.0607251560860607, 1.7229183884321297, 1.3121771540761955]);
    }

    #[test]
    fn equal_rows_are_like_each_other() {
        let frame = Frame::new().with("x", vec![1.0; 30]).unwrap();
        let (_, own) = LOF::default().fit_scored(&Table::from_frame(&frame).unwrap(), &Context::new()).unwrap();
        assert_eq!(own.unwrap(), [1.0; 30]);
    }

    #[test]
    fn a_broken_state_is_refused() {
        let frame = frame();
        let state = LOF::default().fit_table(&Table::from_frame(&frame).unwrap(), &Context::new()).unwrap();
        let mut store = Store::default();
        state.store(&mut store).unwrap();
        LofState::restore(&store, 3).unwrap();
        for (name, values) in [("reach", vec![1.0; 39]), ("reach", vec![-1.0; 40]), ("density", vec![0.0; 40])] {
            let mut store = store.clone();
            store.put(name, &values);
            assert_eq!(LofState::restore(&store, 3).unwrap_err().code(), "kp.corrupt_model");
        }
    }
}
