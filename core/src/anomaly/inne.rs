//! Isolation by nearest neighbour ensembles.

use super::matrix::{Matrix, finite};
use crate::component::{Component, Context, Detector, DetectorState, Parts, Store, corrupt, setters};
use crate::data::Table;
use crate::error::Result;
use crate::math::points::Points;
use crate::math::rng::Rng;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores a row by the balls that hold it, drawn around a few random training rows up to the nearest of the others.
///
/// Each of `n_estimators` draws takes `max_samples` training rows; around each lies a ball through its nearest neighbour
/// among them. Of the balls that hold a row the smallest counts: it says 1 - r(neighbour)² / r² with r its radius and
/// r(neighbour) that of its neighbour's ball; a row in no ball counts as 1. The score is the mean over the draws. Unlike in
/// an isolation forest what counts is local: the same distance weighs more in a dense place. Euclidean distance: bring
/// columns to one scale before.
///
/// Input: numbers, at least two rows, none missing.
/// Output: one score a row in 0..=1, high for an anomaly. The random draws are our own, so scores differ from PyOD's as
/// they do between two seeds. Of equal radii the row drawn first counts.
/// `explain` says how much lower the score were with the column at its median in the fit; these do not sum to the score.
///
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories, `kp.not_enough_data` for
/// a single row.
/// Cost: fit O(n_estimators × max_samples²) whatever the number of rows, score O(n_estimators × max_samples) distances a
/// row.
/// Source: Bandaragoda, Ting, Albrecht, Liu, Zhu and Wells, Isolation-based anomaly detection using nearest-neighbor
/// ensembles, Computational Intelligence 34(4), 2018; PyOD 3.6.7, which takes squared radii, for the semantics.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct INNE {
    /// How many draws. Default 200.
    #[schemars(range(min = 1, max = 10_000))]
    pub n_estimators: u32,
    /// How many training rows each draw takes; all where there are fewer. Default 8.
    #[schemars(range(min = 2, max = 65_536))]
    pub max_samples: u32,
    /// The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
    /// Default 0.1.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: f64,
}

impl Default for INNE {
    fn default() -> Self {
        Self { n_estimators: 200, max_samples: 8, contamination: 0.1 }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::INNE, component::{Context, Detector}, data::{Frame, Table}};
    /// let rows = Frame::new().with("x", vec![0.0, 1.0, 5.0])?;
    /// let model = INNE::default().fit(&Table::from_frame(&rows)?)?;
    /// let scores = model.score(&Frame::new().with("x", vec![0.5, 2.0, 20.0])?.into(), &Context::new())?;
    /// // Each draw has all three rows: balls of radius 1, 1 and 4 around them; the neighbour of 5 has a ball of radius 1.
    /// assert!(scores[0] == 0.0 && scores[2] == 1.0);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    INNE {
        /// Sets how many draws.
        n_estimators: u32,
        /// Sets how many training rows each draw takes.
        max_samples: u32,
        /// Sets the share of anomalies expected.
        contamination: f64,
    }
}

impl Component for INNE {
    const ID: &'static str = "anomaly.inne";
    const NAME: &'static str = "INNE";
    const VERSION: u32 = 1;
}

impl Detector for INNE {
    type State = InneState;

    fn contamination(&self) -> Option<f64> {
        Some(self.contamination)
    }

    fn fit_table(&self, table: &Table<'_>, ctx: &Context) -> Result<InneState> {
        table.two_rows()?;
        let columns = table.complete()?;
        let samples = (self.max_samples as usize).min(table.rows());
        let draws = ctx.map(self.n_estimators as usize, |number| {
            let rows = Rng::new(ctx.get_seed(), number as u64).sample(table.rows(), samples);
            let values = rows.iter().flat_map(|&row| columns.iter().map(move |column| column[row])).collect();
            Ok(Draw::new(Matrix { width: columns.len(), values }))
        })?;
        Ok(InneState { draws })
    }
}

/// A few training rows and the balls around them.
#[derive(Clone, Debug, PartialEq)]
struct Draw {
    centres: Matrix,
    points: Points,
    /// The square of each radius.
    radii: Vec<f64>,
    ratios: Vec<f64>,
}

impl Draw {
    fn new(centres: Matrix) -> Self {
        let points = Points::new(&centres.values, centres.width);
        let mut nearest = vec![(f64::INFINITY, 0); centres.rows()];
        for (own, nearest) in nearest.iter_mut().enumerate() {
            points.squared_distances(centres.row(own), |other, square| {
                if other != own && square < nearest.0 {
                    *nearest = (square, other);
                }
            });
        }
        let ratio = |&(radius, other): &(f64, usize)| 1.0 - (nearest[other].0 + f64::EPSILON) / (radius + f64::EPSILON);
        let ratios = nearest.iter().map(ratio).collect();
        Self { radii: nearest.iter().map(|nearest| nearest.0).collect(), centres, points, ratios }
    }

    fn score(&self, row: &[f64]) -> f64 {
        let mut smallest = (f64::INFINITY, 1.0);
        self.points.squared_distances(row, |at, square| {
            if self.radii[at] < smallest.0 && square <= self.radii[at] {
                smallest = (self.radii[at], self.ratios[at]);
            }
        });
        smallest.1
    }
}

/// The draws.
#[derive(Clone, Debug, PartialEq)]
pub struct InneState {
    draws: Vec<Draw>,
}

impl DetectorState for InneState {
    const EXPLAINS: bool = false;

    fn score(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>> {
        let rows = Matrix::from_columns(&table.complete()?);
        let count = self.draws.len() as f64;
        rows.map_rows(ctx, |row| self.draws.iter().map(|draw| draw.score(row)).sum::<f64>() / count)
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = Parts::default();
        let samples = self.draws.first().map_or(0, |draw| draw.radii.len());
        parts.summary.insert("max_samples".into(), samples.into());
        Ok(parts)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("draws", &self.draws.len())?;
        let width = self.draws.first().map_or(0, |draw| draw.centres.width);
        let values = self.draws.iter().flat_map(|draw| draw.centres.values.iter().copied()).collect();
        Matrix { width, values }.store("centres", store);
        let radii: Vec<f64> = self.draws.iter().flat_map(|draw| draw.radii.iter().copied()).collect();
        let ratios: Vec<f64> = self.draws.iter().flat_map(|draw| draw.ratios.iter().copied()).collect();
        store.put("radii", &radii);
        store.put("ratios", &ratios);
        Ok(())
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        let (count, centres): (usize, Matrix) = (store.get("draws")?, Matrix::restore("centres", store, columns)?);
        if count == 0 || !centres.rows().is_multiple_of(count) {
            return Err(corrupt("draws", &format!("is {count}, which does not part the {} centres", centres.rows())));
        }
        let (radii, ratios) = (finite(store, "radii", centres.rows())?, finite(store, "ratios", centres.rows())?);
        if radii.iter().any(|&radius| radius < 0.0) || ratios.iter().any(|ratio| !(0.0..=1.0).contains(ratio)) {
            return Err(corrupt("ratios", "or 'radii' is out of its range"));
        }
        let each = centres.rows() / count;
        let draw = |at: usize| {
            let own = at * each..(at + 1) * each;
            let centres = centres.take(&own.clone().collect::<Vec<_>>());
            let points = Points::new(&centres.values, columns);
            Draw { centres, points, radii: radii[own.clone()].to_vec(), ratios: ratios[own].to_vec() }
        };
        Ok(Self { draws: (0..count).map(draw).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anomaly::samples::{close, frame};

    #[test]
    fn a_draw_is_pyods() {
        // PyOD 3.6.7, the centroids set to these: `i._ratio[0]`, and the scores of (0.5, 0), (2, 2), (9, 9).
        let centres = Matrix { width: 2, values: vec![0.0, 0.0, 1.0, 0.0, 4.0, 4.0, 6.0, 4.0] };
        let draw = Draw::new(centres);
        assert_eq!(draw.radii, [1.0, 1.0, 4.0, 4.0]);
        close(&draw.ratios, &[0.0; 4]);
        assert_eq!([[0.5, 0.0], [2.0, 2.0], [9.0, 9.0]].map(|row| draw.score(&row)), [0.0, 1.0, 1.0]);
        let draw = Draw::new(Matrix { width: 1, values: vec![0.0, 1.0, 5.0] });
        close(&draw.ratios, &[0.0, 0.0, 15.0 / 16.0]);
        close(&[draw.score(&[3.0])], &[15.0 / 16.0]);
    }

    #[test]
    fn the_odd_rows_stand_out() {
        let (frame, ctx) = (frame(), Context::new());
        let table = Table::from_frame(&frame).unwrap();
        let state = INNE::default().fit_table(&table, &ctx).unwrap();
        let scores = state.score(&table, &ctx).unwrap();
        let mut order: Vec<usize> = (0..40).collect();
        order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
        assert!(order[..2] == [7, 19] || order[..2] == [19, 7], "{order:?}");
    }

    #[test]
    fn a_broken_state_is_refused() {
        let frame = frame();
        let state = INNE::default().fit_table(&Table::from_frame(&frame).unwrap(), &Context::new()).unwrap();
        let mut store = Store::default();
        state.store(&mut store).unwrap();
        assert_eq!(InneState::restore(&store, 3).unwrap(), state);
        let breaks: [fn(&mut Store); 4] = [
            |store| store.set("draws", &7).unwrap(),
            |store| store.set("draws", &0).unwrap(),
            |store| store.put("radii", &[-1.0; 1600]),
            |store| store.put("ratios", &[2.0; 1600]),
        ];
        for damage in breaks {
            let mut store = store.clone();
            damage(&mut store);
            assert_eq!(InneState::restore(&store, 3).unwrap_err().code(), "kp.corrupt_model");
        }
    }
}
