//! Distance to the nearest neighbours.

use super::matrix::{Matrix, add_parts};
use super::neighbors::TrainingRows;
use crate::component::{Component, Context, Detector, DetectorState, Parts, Store, setters};
use crate::data::Table;
use crate::error::Result;
use crate::math::stats::mean;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which of the distances to the nearest rows is the score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NeighborDistance {
    /// That to the farthest of them.
    #[default]
    Largest,
    /// The mean.
    Mean,
    /// The median.
    Median,
}

/// Scores a row by its distance to the nearest rows of the training data.
///
/// The score is the distance to the k-th nearest row, or the mean or the median of the distances to the k nearest, in
/// Euclidean distance. Columns count by their unit: bring them to one scale before. With few neighbours a group of more
/// than k anomalies is not found; a k of about a hundredth of the rows finds most.
///
/// Input: numbers, at least two rows, none missing.
/// Output: one score a row, at least 0, in the unit of the columns; high is far from all others. `explain` splits the score
/// exactly: of a distance d, the column with the difference e has e² / d. The threshold comes from the training rows, each
/// measured to the others; asked again, a training row is a new one and finds itself at distance 0 among the nearest.
/// With fewer than k other rows all of them count. Of rows equally far the first is nearer.
///
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories, `kp.not_enough_data` for
/// a single row.
/// Cost: fit and score O(log n) a row for few columns, through a k-d tree, or with `approximate`; O(n) for more than 24.
/// The model keeps the training rows, and the graph of `approximate`.
/// Source: Ramaswamy, Rastogi and Shim, Efficient Algorithms for Mining Outliers from Large Data Sets, SIGMOD 2000 (largest);
/// Angiulli and Pizzuti, Fast Outlier Detection in High Dimensional Spaces, PKDD 2002 (mean); PyOD 3.6.7 for the semantics.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct KNN {
    /// How many of the nearest rows are looked at: k. Default 5.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub n_neighbors: u32,
    /// Which of the distances is the score.
    pub method: NeighborDistance,
    /// Find the nearest rows by a graph (HNSW), which misses few of them: for hundreds of thousands of rows of more than 24
    /// columns. Default false.
    pub approximate: bool,
    /// The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
    /// Default 0.1.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: f64,
}

impl Default for KNN {
    fn default() -> Self {
        Self { n_neighbors: 5, method: NeighborDistance::Largest, approximate: false, contamination: 0.1 }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::KNN, component::{Context, Detector}, data::{Frame, Table}};
    /// let rows = Frame::new().with("x", vec![1.0, 2.0, 4.0, 7.0, 50.0])?;
    /// let model = KNN::default().n_neighbors(2u32).fit(&Table::from_frame(&rows)?)?;
    /// let scores = model.score(&Frame::new().with("x", vec![3.0, 60.0])?.into(), &Context::new())?;
    /// assert_eq!(scores, [1.0, 53.0]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    KNN {
        /// Sets how many of the nearest rows are looked at.
        n_neighbors: u32,
        /// Sets which of the distances is the score.
        method: NeighborDistance,
        /// Sets whether the nearest rows are found by a graph, which misses few.
        approximate: bool,
        /// Sets the share of anomalies expected.
        contamination: f64,
    }
}

impl Component for KNN {
    const ID: &'static str = "anomaly.knn";
    const NAME: &'static str = "KNN";
    const VERSION: u32 = 1;
}

impl Detector for KNN {
    type State = KnnState;

    fn contamination(&self) -> Option<f64> {
        Some(self.contamination)
    }

    fn fit_table(&self, table: &Table<'_>, ctx: &Context) -> Result<KnnState> {
        let (_, training, k) = TrainingRows::of_table(table, self.n_neighbors, self.approximate, ctx)?;
        Ok(KnnState { training, k, method: self.method })
    }

    fn fit_scored(&self, table: &Table<'_>, ctx: &Context) -> Result<(KnnState, Option<Vec<f64>>)> {
        let (points, training, k) = TrainingRows::of_table(table, self.n_neighbors, self.approximate, ctx)?;
        let nearest = training.of_rows(&points, k, ctx)?;
        let state = KnnState { training, k, method: self.method };
        let scores = (0..points.rows()).map(|row| state.score_of(nearest.distances(row))).collect();
        Ok((state, Some(scores)))
    }
}

/// The training rows.
#[derive(Clone, Debug)]
pub struct KnnState {
    training: TrainingRows,
    k: usize,
    method: NeighborDistance,
}

impl KnnState {
    /// The first and the last of the k distances whose mean is the score.
    fn chosen(&self) -> (usize, usize) {
        match self.method {
            NeighborDistance::Largest => (self.k - 1, self.k - 1),
            NeighborDistance::Mean => (0, self.k - 1),
            NeighborDistance::Median => ((self.k - 1) / 2, self.k / 2),
        }
    }

    fn score_of(&self, distances: &[f64]) -> f64 {
        let (first, last) = self.chosen();
        mean(&distances[first..=last])
    }
}

impl DetectorState for KnnState {
    fn score(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>> {
        let rows = Matrix::from_columns(&table.complete()?);
        self.training.map_new(&rows, self.k, ctx, |distances| self.score_of(distances))
    }

    fn explain(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<Vec<f64>>> {
        let rows = Matrix::from_columns(&table.complete()?);
        let nearest = self.training.of_new(&rows, self.k, ctx)?;
        let points = self.training.points();
        let (first, last) = self.chosen();
        rows.map_parts(ctx, |row, parts| {
            let found = nearest.distances(row).iter().zip(nearest.rows(row)).take(last + 1).skip(first);
            for (&distance, &other) in found.filter(|(distance, _)| **distance > 0.0) {
                let factor = 1.0 / (distance * (last - first + 1) as f64);
                add_parts(parts, rows.row(row), points.row(other as usize), factor);
            }
        })
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = Parts::default();
        parts.summary.insert("training_rows".into(), self.training.count().into());
        parts.summary.insert("n_neighbors".into(), self.k.into());
        Ok(parts)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("method", &self.method)?;
        self.training.store(self.k, store)
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        let (training, k) = TrainingRows::restore(store, columns)?;
        Ok(Self { training, k, method: store.get("method")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anomaly::samples::{close, frame, new_rows};
    use crate::data::{Data, Frame};

    #[test]
    fn scores_are_those_of_pyod() {
        // PyOD 3.6.7: `k = KNN(n_neighbors=4, method=m).fit(X); k.decision_scores_[[0, 1, 7, 19, 39]], k.threshold_,
        // k.decision_function(N)`
        let expected = [
            (
                NeighborDistance::Largest,
                [6.560326354122941, 2.85613132145565, 23.089028073465975, 17.207582643837572, 2.740272733159968],
                4.547129121608691,
                [2.778796685797649, 7.187330510314661, 6.0138687529160455],
            ),
            (
                NeighborDistance::Mean,
                [5.8392019051716435, 2.140282031270676, 22.337863002120947, 16.91590450757626, 2.054138439876103],
                4.057557702028046,
                [2.0434840753125467, 5.3353815688795105, 5.465849445212143],
            ),
            (
                NeighborDistance::Median,
                [6.065450646790321, 2.1417157186395483, 22.55956862579873, 17.06492126546045, 2.095327737144086],
                4.195821252904497,
                [2.0338390073636523, 5.5399753664290206, 5.339507670957236],
            ),
        ];
        let (frame, new, ctx) = (frame(), Data::from(new_rows()), Context::new());
        let table = Table::from_frame(&frame).unwrap();
        for (method, own, threshold, scores) in expected {
            let knn = KNN::default().n_neighbors(4u32).method(method);
            let found = knn.fit_scored(&table, &ctx).unwrap().1.unwrap();
            close(&[0, 1, 7, 19, 39].map(|row| found[row]), &own);
            let model = knn.fit(&table).unwrap();
            close(&[model.parts().unwrap().summary["threshold"].as_f64().unwrap()], &[threshold]);
            close(&model.score(&new, &ctx).unwrap(), &scores);
            let shares = model.explain(&new, &Default::default(), &ctx).unwrap();
            let sum = |row: usize| ["a", "b", "c"].iter().map(|name| shares.f64(name).unwrap()[row]).sum::<f64>();
            close(&[0, 1, 2].map(sum), &scores);
        }
    }

    #[test]
    fn few_rows_look_at_all_others() {
        let rows = Frame::new().with("x", vec![1.0, 4.0]).unwrap();
        let model = KNN::default().fit(&Table::from_frame(&rows).unwrap()).unwrap();
        assert_eq!(model.score(&rows.into(), &Context::new()).unwrap(), [0.0, 0.0]);
        let one = Frame::new().with("x", vec![1.0]).unwrap();
        let error = KNN::default().fit(&Table::from_frame(&one).unwrap()).unwrap_err();
        assert_eq!(error.code(), "kp.not_enough_data");
    }

    #[test]
    fn a_broken_state_is_refused() {
        let frame = frame();
        let state = KNN::default().fit_table(&Table::from_frame(&frame).unwrap(), &Context::new()).unwrap();
        let mut store = Store::default();
        state.store(&mut store).unwrap();
        KnnState::restore(&store, 3).unwrap();
        let breaks: [fn(&mut Store); 5] = [
            |store| store.set("n_neighbors", &0).unwrap(),
            |store| store.set("n_neighbors", &40).unwrap(),
            |store| store.put_shaped("points", vec![1, 3], &[1.0, 2.0, f64::NAN]),
            |store| store.put_shaped("points", vec![3, 1], &[1.0, 2.0, 3.0]),
            |store| store.put_shaped::<f64>("points", vec![0, 3], &[]),
        ];
        for damage in breaks {
            let mut store = store.clone();
            damage(&mut store);
            assert_eq!(KnnState::restore(&store, 3).unwrap_err().code(), "kp.corrupt_model");
        }
    }
}
