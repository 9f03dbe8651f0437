//! Isolation forest: rows that few random cuts set apart are anomalies.

mod grow;
mod heap;
mod metric;
mod narrow;
mod oblique;
mod score;
mod tree;
mod wide;

use crate::component::{Component, Context, Detector, DetectorState, Parts, Store, corrupt, setters};
use crate::data::{Frame, Table};
use crate::error::Result;
use crate::math::rng::Rng;
use grow::Grower;
use libm::exp2;
pub use metric::ScoringMetric;
use oblique::Planes;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tree::{Flat, Tree, average_path_length};

/// Scores a row by how few random cuts it takes to set it apart from a random handful of the training rows.
///
/// Each tree takes `max_samples` rows and cuts them at a random place of a random column, again and again, until a row is
/// alone or ceil(log2(max_samples)) cuts are made. With h(x) the cuts on the way of a row, averaged over the trees, and
/// c(n) = 2 (ln(n - 1) + 0.5772...) - 2 (n - 1) / n the average way among n rows, the score is 2^(-h(x) / c(max_samples)).
///
/// With `ndim` above 1 a cut goes across so many columns at once (extended isolation forest): a random direction, normal
/// coefficients over the columns' deviations among the rows that are cut, and a random place along it. With `n_tries` that
/// direction of so many is taken, and that place, where the two sides together deviate least: the largest gain
/// 1 - (deviation below + deviation above) / (2 deviation) (SCiForest). `scoring_metric` says what counts on the way.
///
/// Input: numbers, at least one row, none missing. Values are compared in single precision, seven digits, so take away a
/// large offset such as a point in time first; values beyond 3.4e38 count as that. The unit of a column does not matter; a
/// constant column is never cut.
/// Output: one score a row, above 0 and at most 1; about 0.5 for a row like any other, towards 1 for an anomaly. Without
/// `contamination` a row above 0.5 is an anomaly. The densities have no bounds, and are above 0 where a row's box is emptier
/// than if rows were spread evenly; by another metric than depth a tenth of the training rows are anomalies without
/// `contamination`.
/// `explain`: what each column took off the way, in units of c: at every cut, the average way of the training rows above
/// it less that below it. The columns sum to log2(score / typical score), with the densities to score - typical score; a
/// cut across columns is shared out by how far the row is from the middle in each. `parts` has the typical score.
///
/// Scores, threshold and parameters mean what they mean in scikit-learn (whose `score_samples` is minus this score); the
/// random cuts are our own, so the numbers differ as they do between two seeds. Two details are ours: a column is constant
/// when its values are equal, where scikit-learn takes a range of 1e-7 as constant; and with `bootstrap` a row drawn twice
/// counts as two rows.
///
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
/// Cost: fit O(n_estimators × max_samples × log(max_samples)) whatever the number of rows, score O(n_estimators ×
/// log(max_samples)) a row, times `ndim`, the fit times `n_tries`; 24 bytes a node, at most 2 × max_samples nodes a tree, and
/// 20 a column of a cut across several.
/// Source: Liu, Ting and Zhou, Isolation Forest, ICDM 2008, algorithms 1 to 3; scikit-learn 1.9.1 for the semantics. Hariri,
/// Kind and Brunner, Extended Isolation Forest, TKDE 33, 2021; Liu, Ting and Zhou, On Detecting Clustered Anomalies Using
/// SCiForest, ECML 2010; Cortes, Revisiting randomized choices in isolation forests, arXiv 2110.13402, for the metrics,
/// whose package isotree has them by the same names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct IsolationForest {
    /// How many trees. Default 100.
    #[schemars(range(min = 1, max = 10_000))]
    pub n_estimators: u32,
    /// How many training rows each tree takes; all of them where there are fewer. Default null: 256.
    #[schemars(range(min = 1, max = 16_777_216))]
    pub max_samples: Option<u32>,
    /// The share of the columns that each tree takes, at least one column. Default 1.
    #[schemars(range(max = 1.0), extend("exclusiveMinimum" = 0.0))]
    pub max_features: f64,
    /// Whether a tree may take a row more than once. Default false.
    pub bootstrap: bool,
    /// Across how many columns a cut goes. Default 1.
    #[schemars(range(min = 1, max = 1000))]
    pub ndim: u32,
    /// How many directions are tried for each cut, for the one of the largest gain; 0, the default, for a random one.
    #[schemars(range(min = 0, max = 1000))]
    pub n_tries: u32,
    /// What counts on the way of a row. Default depth.
    pub scoring_metric: ScoringMetric,
    /// The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
    /// Default null: the threshold is 0.5 by depth, the share 0.1 by another metric.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: Option<f64>,
}

impl Default for IsolationForest {
    fn default() -> Self {
        Self {
            n_estimators: 100,
            max_samples: None,
            max_features: 1.0,
            bootstrap: false,
            ndim: 1,
            n_tries: 0,
            scoring_metric: ScoringMetric::Depth,
            contamination: None,
        }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::IsolationForest, component::{Context, Detector}, data::{Frame, Table}};
    /// let x = (0..20).map(f64::from).chain([200.0]).collect::<Vec<_>>();
    /// let rows = Frame::new().with("x", x)?;
    /// let model = IsolationForest::default().fit(&Table::from_frame(&rows)?)?;
    /// let scores = model.score(&rows.into(), &Context::new())?;
    /// assert!((scores[20] - 0.859).abs() < 1e-3 && (scores[10] - 0.412).abs() < 1e-3);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    IsolationForest {
        /// Sets how many trees.
        n_estimators: u32,
        /// Sets how many training rows each tree takes.
        max_samples: u32,
        /// Sets the share of the columns that each tree takes.
        max_features: f64,
        /// Sets whether a tree may take a row more than once.
        bootstrap: bool,
        /// Sets across how many columns a cut goes.
        ndim: u32,
        /// Sets how many directions are tried for each cut.
        n_tries: u32,
        /// Sets what counts on the way of a row.
        scoring_metric: ScoringMetric,
        /// Sets the share of anomalies expected.
        contamination: f64,
    }
}

impl Component for IsolationForest {
    const ID: &'static str = "anomaly.isolation_forest";
    const NAME: &'static str = "IsolationForest";
    const VERSION: u32 = 1;
}

impl Detector for IsolationForest {
    type State = IsolationForestState;

    fn contamination(&self) -> Option<f64> {
        self.contamination
    }

    fn fit_table(&self, table: &Table<'_>, ctx: &Context) -> Result<IsolationForestState> {
        let columns = table.complete()?;
        let samples = table.rows().min(self.max_samples.unwrap_or(256) as usize);
        let features = ((columns.len() as f64 * self.max_features) as usize).clamp(1, columns.len());
        let (metric, cuts) = (self.scoring_metric, (self.ndim as usize, self.n_tries as usize));
        let oblique = cuts != (1, 0);
        let grown = ctx.map(self.n_estimators as usize, |number| {
            let mut rng = Rng::new(ctx.get_seed(), number as u64);
            let rows = match self.bootstrap {
                true => (0..samples).map(|_| rng.below(table.rows())).collect(),
                false => rng.sample(table.rows(), samples),
            };
            let features = if features < columns.len() { rng.sample(columns.len(), features) } else { all(&columns) };
            let (flat, planes) = match oblique {
                true => oblique::Grower::new(&columns, rows, features, cuts, metric, rng).grow(),
                false => (Grower::new(&columns, &rows, features, metric, rng).grow(), Planes::default()),
            };
            let cut = if oblique { planes.len() } else { columns.len() };
            Ok((Tree::read(&mut flat.reader(), cut, samples, metric)?, planes))
        })?;
        let (mut trees, mut planes) = (Vec::with_capacity(grown.len()), Planes::default());
        for (mut tree, own) in grown {
            if oblique {
                tree.shift(planes.append(own));
            }
            trees.push(tree);
        }
        let planes = oblique.then_some(planes);
        Ok(IsolationForestState { columns: columns.len(), samples, metric, planes, trees })
    }
}

fn all(columns: &[&[f64]]) -> Vec<usize> {
    (0..columns.len()).collect()
}

/// A value as the trees see it. What single precision cannot hold lies with its largest number.
fn single(value: f64) -> f32 {
    (value as f32).clamp(f32::MIN, f32::MAX)
}

/// The trees.
#[derive(Clone, Debug, PartialEq)]
pub struct IsolationForestState {
    columns: usize,
    /// Training rows in each tree.
    samples: usize,
    metric: ScoringMetric,
    /// What the cuts go across, where that is not single columns.
    planes: Option<Planes>,
    trees: Vec<Tree>,
}

impl IsolationForestState {
    /// What the sum of all ways is divided by; 0 when a tree is a single row.
    fn scale(&self) -> f64 {
        self.trees.len() as f64 * if self.metric.is_depth() { average_path_length(self.samples) } else { 1.0 }
    }

    /// The score that belongs to a sum of ways, each less that of a typical tree.
    fn score_of(&self, ways: f64) -> f64 {
        let scale = self.scale();
        if !self.metric.is_depth() {
            return -ways / scale;
        }
        exp2(if scale > 0.0 { -1.0 - ways / scale } else { -1.0 })
    }

    /// The score of the average way of the training rows.
    fn typical_score(&self) -> f64 {
        self.score_of(self.trees.iter().map(|tree| tree.nodes[0].way).sum())
    }
}

impl DetectorState for IsolationForestState {
    fn score(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>> {
        score::score(self, &table.complete()?, table.rows(), ctx)
    }

    fn own_threshold(&self) -> Option<f64> {
        (self.metric == ScoringMetric::Depth).then_some(0.5)
    }

    fn explain(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<Vec<f64>>> {
        score::explain(self, &table.complete()?, table.rows(), ctx)
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = Parts::default();
        parts.summary.insert("max_samples".into(), self.samples.into());
        parts.summary.insert("typical_score".into(), self.typical_score().into());
        let mut cuts = vec![0i64; self.columns];
        for node in self.trees.iter().flat_map(|tree| &tree.nodes).filter(|node| !node.is_leaf()) {
            match &self.planes {
                None => cuts[node.feature as usize] += 1,
                Some(planes) => planes
                    .parts(node.feature)
                    .filter(|(_, factor, _)| *factor != 0.0)
                    .for_each(|(column, _, _)| cuts[column] += 1),
            }
        }
        let nodes: Vec<i64> = self.trees.iter().map(|tree| tree.nodes.len() as i64).collect();
        let typical = if self.metric.is_depth() { average_path_length(self.samples) } else { 0.0 };
        let ways: Vec<f64> = self.trees.iter().map(|tree| typical + tree.nodes[0].way).collect();
        let trees = Frame::new().with("nodes", nodes)?.with("average_way", ways)?;
        parts.tables = vec![("columns".into(), Frame::new().with("cuts", cuts)?), ("trees".into(), trees)];
        Ok(parts)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("trees", &self.trees.len())?;
        store.set("samples", &self.samples)?;
        let mut flat = Flat::default();
        self.trees.iter().for_each(|tree| tree.write(self.metric, &mut flat));
        flat.store(store);
        if self.metric != ScoringMetric::Depth {
            store.set("metric", &self.metric)?;
        }
        if let Some(planes) = &self.planes {
            planes.store(store);
        }
        Ok(())
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        let (count, samples): (usize, usize) = (store.get("trees")?, store.get("samples")?);
        let flat = Flat::restore(store)?;
        let metric = if store.has("leaf_ways") { store.get("metric")? } else { ScoringMetric::Depth };
        let planes = Planes::restore(store, columns)?;
        let cut = planes.as_ref().map_or(columns, Planes::len);
        if samples == 0 || samples > 1 << 24 {
            return Err(corrupt("samples", &format!("is {samples}; must be 1..=16777216")));
        }
        if count == 0 || count > flat.feature.len() {
            return Err(corrupt(
                "trees",
                &format!("is {count}; must be 1..={}, the number of nodes", flat.feature.len()),
            ));
        }
        let mut reader = flat.reader();
        let trees = (0..count).map(|_| Tree::read(&mut reader, cut, samples, metric)).collect::<Result<Vec<_>>>()?;
        reader.finish()?;
        Ok(Self { columns, samples, metric, planes, trees })
    }
}

#[cfg(test)]
mod tests;
