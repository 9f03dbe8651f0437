//! Cluster-based local outlier factor.

use super::matrix::{Matrix, add_parts};
use crate::component::{Component, Context, Detector, DetectorState, Parts, Store, corrupt, setters};
use crate::data::{Frame, Table};
use crate::error::Result;
use crate::math::kmeans::kmeans;
use crate::math::points::Points;
use crate::math::rng::Rng;
use libm::sqrt;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores a row by its distance to the centre of its cluster, or to the nearest large one where its own is small.
///
/// Rows are clustered by k-means. Clusters, the largest first, are large up to the first place where they hold `alpha` of
/// the rows and the next is `beta` times smaller; up to the first where one of both is so, where there is none for both
/// (`alpha` before `beta`); and all of them, where there is none for either. Euclidean distance: bring columns to one
/// scale before.
///
/// Input: numbers, at least one row, none missing.
/// Output: one score a row, at least 0. Scores are PyOD's where the clusters are; the random start of the clustering is our
/// own. PyOD fails where no cluster can be called small.
/// `explain` splits the score exactly: of a distance d, the column with the difference e has e² / d.
///
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
/// Cost: fit O(n_clusters) distances a row and iteration, at most 300 iterations; score O(n_clusters) distances a row.
/// Source: He, Xu and Deng, Discovering cluster-based local outliers, Pattern Recognition Letters 24, 2003; PyOD 3.6.7 for
/// the semantics; Arthur and Vassilvitskii, k-means++, SODA 2007, for the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct CBLOF {
    /// How many clusters; fewer where there are fewer different rows. Default 8.
    #[schemars(range(min = 1, max = 100_000))]
    pub n_clusters: u32,
    /// The share of the rows that large clusters hold. Default 0.9.
    #[schemars(range(max = 1.0), extend("exclusiveMinimum" = 0.0))]
    pub alpha: f64,
    /// How many times smaller the largest of the small clusters is than the smallest of the large ones. Default 5.
    #[schemars(range(min = 1.0, max = 1e9))]
    pub beta: f64,
    /// Whether a score is multiplied by the number of rows in the cluster. Default false.
    pub use_weights: bool,
    /// The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
    /// Default 0.1.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: f64,
}

impl Default for CBLOF {
    fn default() -> Self {
        Self { n_clusters: 8, alpha: 0.9, beta: 5.0, use_weights: false, contamination: 0.1 }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::CBLOF, component::{Context, Detector}, data::{Frame, Table}};
    /// let x = vec![1.0, 2.0, 3.0, 1.0, 2.0, 3.0, 1.0, 2.0, 3.0, 2.0, 52.0];
    /// let model = CBLOF::default().n_clusters(2u32).fit(&Table::from_frame(&Frame::new().with("x", x)?)?)?;
    /// let scores = model.score(&Frame::new().with("x", vec![3.5, 52.0])?.into(), &Context::new())?;
    /// // 52 is a small cluster: it counts from the centre of the large one, 2.
    /// assert!((scores[0] - 1.5).abs() < 1e-12 && (scores[1] - 50.0).abs() < 1e-12);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    CBLOF {
        /// Sets how many clusters.
        n_clusters: u32,
        /// Sets the share of the rows that large clusters hold.
        alpha: f64,
        /// Sets how many times smaller small clusters are.
        beta: f64,
        /// Sets whether a score is multiplied by the number of rows in the cluster.
        use_weights: bool,
        /// Sets the share of anomalies expected.
        contamination: f64,
    }
}

impl Component for CBLOF {
    const ID: &'static str = "anomaly.cblof";
    const NAME: &'static str = "CBLOF";
    const VERSION: u32 = 1;
}

impl Detector for CBLOF {
    type State = CblofState;

    fn contamination(&self) -> Option<f64> {
        Some(self.contamination)
    }

    fn fit_table(&self, table: &Table<'_>, ctx: &Context) -> Result<CblofState> {
        let rows = Matrix::from_columns(&table.complete()?);
        let mut rng = Rng::new(ctx.get_seed(), 0);
        let found = kmeans(&rows.values, rows.width, self.n_clusters as usize, &mut rng, || ctx.check())?;
        let centres = Matrix { width: rows.width, values: found.centres };
        let mut sizes = vec![0usize; centres.rows()];
        found.labels.iter().for_each(|&label| sizes[label] += 1);
        let large = self.large(&sizes, rows.rows());
        Ok(CblofState::new(centres, sizes, large, self.use_weights))
    }
}

impl CBLOF {
    /// Which clusters are large.
    fn large(&self, sizes: &[usize], rows: usize) -> Vec<bool> {
        let mut order: Vec<usize> = (0..sizes.len()).collect();
        order.sort_by_key(|&cluster| (std::cmp::Reverse(sizes[cluster]), cluster));
        let by_alpha = |&count: &usize| {
            let held: usize = order[..count].iter().map(|&cluster| sizes[cluster]).sum();
            held as f64 >= rows as f64 * self.alpha
        };
        let by_beta = |&count: &usize| sizes[order[count - 1]] as f64 / sizes[order[count]] as f64 >= self.beta;
        let mut counts = 1..sizes.len();
        let both = counts.clone().find(|count| by_alpha(count) && by_beta(count));
        let count = both.or_else(|| counts.clone().find(by_alpha)).or_else(|| counts.find(by_beta));
        let mut large = vec![false; sizes.len()];
        order[..count.unwrap_or(sizes.len())].iter().for_each(|&cluster| large[cluster] = true);
        large
    }
}

/// The clusters.
#[derive(Clone, Debug, PartialEq)]
pub struct CblofState {
    centres: Matrix,
    sizes: Vec<usize>,
    large: Vec<bool>,
    use_weights: bool,
    points: Points,
    /// The numbers of the large clusters, and their centres.
    numbers: Vec<usize>,
    large_points: Points,
}

impl CblofState {
    fn new(centres: Matrix, sizes: Vec<usize>, large: Vec<bool>, use_weights: bool) -> Self {
        let numbers: Vec<usize> = (0..sizes.len()).filter(|&cluster| large[cluster]).collect();
        let points = Points::new(&centres.values, centres.width);
        let large_points = Points::new(&centres.take(&numbers).values, centres.width);
        Self { centres, sizes, large, use_weights, points, numbers, large_points }
    }

    /// The centre that a row is measured to, its squared distance, and what that is multiplied by.
    fn measure(&self, row: &[f64]) -> (usize, f64, f64) {
        let (own, squared) = self.points.nearest(row);
        let weight = if self.use_weights { self.sizes[own] as f64 } else { 1.0 };
        if self.large[own] {
            return (own, squared, weight);
        }
        let (place, squared) = self.large_points.nearest(row);
        (self.numbers[place], squared, weight)
    }
}

impl DetectorState for CblofState {
    fn score(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>> {
        let rows = Matrix::from_columns(&table.complete()?);
        rows.map_rows(ctx, |row| {
            let (_, squared, weight) = self.measure(row);
            sqrt(squared) * weight
        })
    }

    fn explain(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<Vec<f64>>> {
        let rows = Matrix::from_columns(&table.complete()?);
        rows.map_parts(ctx, |row, parts| {
            let (centre, squared, weight) = self.measure(rows.row(row));
            if squared > 0.0 {
                add_parts(parts, rows.row(row), self.centres.row(centre), weight / sqrt(squared));
            }
        })
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = Parts::default();
        let sizes: Vec<i64> = self.sizes.iter().map(|&size| size as i64).collect();
        let clusters = Frame::new().with("rows", sizes)?.with("large", self.large.clone())?;
        parts.tables.push(("clusters".into(), clusters));
        Ok(parts)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        self.centres.store("centres", store);
        store.put("sizes", &self.sizes.iter().map(|&size| size as i64).collect::<Vec<_>>());
        store.put("large", &self.large.iter().map(|&large| u8::from(large)).collect::<Vec<_>>());
        store.set("use_weights", &self.use_weights)
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        let centres = Matrix::restore("centres", store, columns)?;
        let sizes: Vec<i64> = store.take_exactly("sizes", centres.rows())?;
        let large: Vec<u8> = store.take_exactly("large", centres.rows())?;
        if sizes.iter().any(|&size| !(0..1 << 48).contains(&size)) || large.iter().all(|&large| large == 0) {
            return Err(corrupt("sizes", "is out of range, or no cluster is large"));
        }
        let sizes = sizes.into_iter().map(|size| size as usize).collect();
        let large = large.into_iter().map(|large| large != 0).collect();
        Ok(Self::new(centres, sizes, large, store.get("use_weights")?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anomaly::samples::close;

    /// In Python: `[[i % 5 * .3, i % 7 * .2] for i in range(35)] + [[10 + i % 3 * .5, i % 4 * .1] for i in range(12)] + [[40, 40], [41, 40]]`.
    fn frame() -> Frame {
        let row = |i: usize| match i {
            0..35 => [(i % 5) as f64 * 0.3, (i % 7) as f64 * 0.2],
            35..47 => [10.0 + ((i - 35) % 3) as f64 * 0.5, ((i - 35) % 4) as f64 * 0.1],
            47 => [40.0, 40.0],
            _ => [41.0, 40.0],
        };
        let column = |at: usize| (0..49).map(|i| row(i)[at]).collect::<Vec<f64>>();
        Frame::new().with("a", column(0)).unwrap().with("b", column(1)).unwrap()
    }

    #[test]
    fn scores_are_those_of_pyod() {
        // PyOD 3.6.7: `c = CBLOF(n_clusters=3, use_weights=w, random_state=0).fit(X); c.decision_scores_[[0, 1, 35, 47, 48]]`
        let (frame, ctx) = (frame(), Context::new());
        let table = Table::from_frame(&frame).unwrap();
        for (weights, expected) in [(false, PLAIN), (true, WEIGHTED)] {
            let state = CBLOF::default().n_clusters(3u32).use_weights(weights).fit_table(&table, &ctx).unwrap();
            let scores = state.score(&table, &ctx).unwrap();
            close(&[0, 1, 35, 47, 48].map(|row| scores[row]), &expected);
            let shares = state.explain(&table, &ctx).unwrap();
            close(&(0..49).map(|row| shares.iter().map(|share| share[row]).sum()).collect::<Vec<f64>>(), &scores);
        }
    }

    const PLAIN: [f64; 5] =
        [0.8485281374238575, 0.5000000000000003, 0.5220153254455275, 49.58096913131086, 50.18239233037819];
    const WEIGHTED: [f64; 5] =
        [29.698484809835012, 17.50000000000001, 6.26418390534633, 99.16193826262172, 100.36478466075638];

    #[test]
    fn equal_clusters_are_all_large() {
        let cblof = CBLOF::default();
        assert_eq!(cblof.large(&[5, 5, 5], 15), [true; 3]);
        assert_eq!(cblof.large(&[5], 5), [true]);
        assert_eq!(cblof.large(&[90, 6, 4], 100), [true, false, false]);
    }

    #[test]
    fn a_broken_state_is_refused() {
        let frame = frame();
        let state = CBLOF::default().fit_table(&Table::from_frame(&frame).unwrap(), &Context::new()).unwrap();
        let mut store = Store::default();
        state.store(&mut store).unwrap();
        assert_eq!(CblofState::restore(&store, 2).unwrap(), state);
        let breaks: [fn(&mut Store); 3] = [
            |store| store.put("sizes", &[-1i64; 8]),
            |store| store.put("large", &[0u8; 8]),
            |store| store.put("large", &[1u8; 7]),
        ];
        for damage in breaks {
            let mut store = store.clone();
            damage(&mut store);
            assert_eq!(CblofState::restore(&store, 2).unwrap_err().code(), "kp.corrupt_model");
        }
    }
}
