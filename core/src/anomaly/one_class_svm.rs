//! One-class support vector machine on random Fourier features.

use super::matrix::{Matrix, finite};
use crate::component::{Component, Context, Detector, DetectorState, Parts, Store, corrupt, setters};
use crate::data::Table;
use crate::error::Result;
use crate::math::lbfgs::{Options, dot, minimise};
use crate::math::rng::Rng;
use libm::{cos, sqrt};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores a row by how far it lies on the outer side of a surface around most of the training rows.
///
/// The Gaussian kernel exp(-gamma |x - y|²) is approximated by D random features f(x) = √(2/D) cos(w'x + b); among them
/// |v|² / 2 - r + Σ max(0, r - v'f(x)) / (nu n) is minimised over v and r, which leaves about the share `nu` of the rows
/// outside. The score is r - v'f(x). Euclidean distance: bring columns to one scale before.
///
/// Input: numbers, at least one row, none missing.
/// Output: one score a row, high for an anomaly; without `contamination` a row above 0, outside the surface, is an anomaly.
/// Scores go towards minus `decision_function` of scikit-learn's `OneClassSVM`, divided by nu n, as D grows; the
/// random features are our own.
///
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
/// Cost: fit some hundred passes of O(n_components) a row over at most `max_samples` rows, score O(d × n_components) a row.
/// Source: Schölkopf, Platt, Shawe-Taylor, Smola and Williamson, Estimating the Support of a High-Dimensional Distribution,
/// Neural Computation 13, 2001, equation 3.4; Rahimi and Recht, Random Features for Large-Scale Kernel Machines, NIPS 2007;
/// scikit-learn 1.9.1 (`SGDOneClassSVM`, `RBFSampler`) for the parameters. The sum is smoothed within 0.001 and minimised by
/// L-BFGS, not by stochastic descent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct OneClassSVM {
    /// About the share of the training rows outside, above 0 and at most 1. Default 0.5.
    #[schemars(range(max = 1.0), extend("exclusiveMinimum" = 0.0))]
    pub nu: f64,
    /// The kernel's gamma, above 0. Default null: one over columns times the variance of all values.
    #[schemars(range(max = 1e12), extend("exclusiveMinimum" = 0.0))]
    pub gamma: Option<f64>,
    /// How many random features: D. Default 100.
    #[schemars(range(min = 1, max = 10_000))]
    pub n_components: u32,
    /// How many training rows it learns from, chosen at random where there are more. Default 10,000.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub max_samples: u32,
    /// The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
    /// Default null: the threshold is 0.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: Option<f64>,
}

impl Default for OneClassSVM {
    fn default() -> Self {
        Self { nu: 0.5, gamma: None, n_components: 100, max_samples: 10_000, contamination: None }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::OneClassSVM, component::{Context, Detector}, data::{Frame, Table}};
    /// let x: Vec<f64> = (0..50).map(|i| f64::from(i % 10)).collect();
    /// let model = OneClassSVM::default().nu(0.1).gamma(0.05).fit(&Table::from_frame(&Frame::new().with("x", x)?)?)?;
    /// let scores = model.score(&Frame::new().with("x", vec![4.5, 25.0])?.into(), &Context::new())?;
    /// assert!(scores[0] < 0.1 && scores[1] > 0.2);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    OneClassSVM {
        /// Sets about the share of the training rows outside.
        nu: f64,
        /// Sets the kernel's gamma.
        gamma: f64,
        /// Sets how many random features.
        n_components: u32,
        /// Sets how many training rows it learns from.
        max_samples: u32,
        /// Sets the share of anomalies expected.
        contamination: f64,
    }
}

impl Component for OneClassSVM {
    const ID: &'static str = "anomaly.one_class_svm";
    const NAME: &'static str = "OneClassSVM";
    const VERSION: u32 = 1;
}

impl Detector for OneClassSVM {
    type State = OneClassSvmState;

    fn contamination(&self) -> Option<f64> {
        self.contamination
    }

    fn fit_table(&self, table: &Table<'_>, ctx: &Context) -> Result<OneClassSvmState> {
        let rows = Matrix::from_columns(&table.complete()?);
        let most = self.max_samples as usize;
        let rows = match rows.rows() > most {
            true => rows.take(&Rng::new(ctx.get_seed(), 1).sample(rows.rows(), most)),
            false => rows,
        };
        let gamma = self.gamma.unwrap_or_else(|| scale(&rows));
        let features = Features::new(rows.width, self.n_components as usize, gamma, ctx.get_seed());
        let (weights, offset) = solve(&features.of_rows(&rows, ctx)?, self.nu, ctx)?;
        Ok(OneClassSvmState { gamma, features, weights, offset })
    }
}

/// One over columns times the variance of all values.
fn scale(rows: &Matrix) -> f64 {
    let count = rows.values.len() as f64;
    let mean = rows.values.iter().sum::<f64>() / count;
    let variance = rows.values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / count;
    if variance > 0.0 { 1.0 / (rows.width as f64 * variance) } else { 1.0 }
}

/// Random directions and phases, whose cosines are the features.
#[derive(Clone, Debug, PartialEq)]
struct Features {
    /// A direction a row.
    directions: Matrix,
    phases: Vec<f64>,
}

impl Features {
    fn new(width: usize, count: usize, gamma: f64, seed: u64) -> Self {
        let mut rng = Rng::new(seed, 0);
        let spread = sqrt(2.0 * gamma);
        let values = (0..width * count).map(|_| spread * rng.normal()).collect();
        let phases = (0..count).map(|_| std::f64::consts::TAU * rng.uniform()).collect();
        Self { directions: Matrix { width, values }, phases }
    }

    fn of<'a>(&'a self, row: &'a [f64]) -> impl Iterator<Item = f64> + 'a {
        let size = sqrt(2.0 / self.phases.len() as f64);
        self.directions.iter().zip(&self.phases).map(move |(direction, phase)| size * cos(dot(direction, row) + phase))
    }

    fn of_rows(&self, rows: &Matrix, ctx: &Context) -> Result<Matrix> {
        const BLOCK: usize = 256;
        let blocks = ctx.map(rows.rows().div_ceil(BLOCK), |block| {
            let own = block * BLOCK..rows.rows().min((block + 1) * BLOCK);
            Ok(own.flat_map(|row| self.of(rows.row(row))).collect::<Vec<f64>>())
        })?;
        Ok(Matrix { width: self.phases.len(), values: blocks.concat() })
    }
}

/// v and r. The corner of max(0, x) is rounded within ever less, each search beginning where the last ended; r is then the
/// exact one for v.
fn solve(features: &Matrix, nu: f64, ctx: &Context) -> Result<(Vec<f64>, f64)> {
    let (rows, width) = (features.rows(), features.width);
    let mut x = vec![0.0; width + 1];
    for row in features.iter() {
        x.iter_mut().zip(row).for_each(|(sum, value)| *sum += value / rows as f64);
    }
    x[width] = 0.5 * dot(&x[..width], &x[..width]);
    for corner in [0.1, 0.01, 0.001] {
        let options = Options { tolerance: 1e-6, max_iterations: 200, memory: 10 };
        x = minimise(x, options, |x, gradient| objective(features, nu, corner, x, gradient, ctx))?.x;
    }
    let offset = x.pop().unwrap_or_default();
    let mut inside: Vec<f64> = features.iter().map(|row| dot(row, &x)).collect();
    inside.sort_unstable_by(f64::total_cmp);
    let offset = inside.get((nu * rows as f64) as usize).copied().unwrap_or(offset);
    Ok((x, offset))
}

fn objective(features: &Matrix, nu: f64, corner: f64, x: &[f64], gradient: &mut [f64], ctx: &Context) -> Result<f64> {
    const MANY: usize = 1024;
    let (width, rows) = (features.width, features.rows());
    let (weights, offset) = (&x[..width], x[width]);
    let scale = 1.0 / (nu * rows as f64);
    let blocks = ctx.each(rows.div_ceil(MANY), |block| {
        let (mut value, mut slopes) = (0.0, vec![0.0; width + 1]);
        for row in block * MANY..rows.min((block + 1) * MANY) {
            let row = features.row(row);
            let short = offset - dot(row, weights);
            if short <= 0.0 {
                continue;
            }
            let slope = (short / corner).min(1.0);
            value += if short < corner { 0.5 * short * slope } else { short - 0.5 * corner };
            slopes.iter_mut().zip(row).for_each(|(sum, feature)| *sum -= slope * feature);
            slopes[width] += slope;
        }
        Ok((value, slopes))
    })?;
    let mut value = 0.5 * dot(weights, weights) - offset;
    gradient[..width].copy_from_slice(weights);
    gradient[width] = -1.0;
    for (part, slopes) in blocks {
        value += scale * part;
        gradient.iter_mut().zip(slopes).for_each(|(sum, slope)| *sum += scale * slope);
    }
    Ok(value)
}

/// The features and the surface among them.
#[derive(Clone, Debug, PartialEq)]
pub struct OneClassSvmState {
    gamma: f64,
    features: Features,
    weights: Vec<f64>,
    offset: f64,
}

impl DetectorState for OneClassSvmState {
    fn score(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>> {
        let rows = Matrix::from_columns(&table.complete()?);
        rows.map_rows(ctx, |row| {
            self.offset - self.features.of(row).zip(&self.weights).map(|(x, weight)| x * weight).sum::<f64>()
        })
    }

    fn own_threshold(&self) -> Option<f64> {
        Some(0.0)
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = Parts::default();
        parts.summary.insert("gamma".into(), self.gamma.into());
        parts.summary.insert("offset".into(), self.offset.into());
        Ok(parts)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("gamma", &self.gamma)?;
        self.features.directions.store("directions", store);
        store.put("phases", &self.features.phases);
        store.put("weights", &self.weights);
        store.put("offset", &[self.offset]);
        Ok(())
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        let directions = Matrix::restore("directions", store, columns)?;
        let phases = finite(store, "phases", directions.rows())?;
        let weights = finite(store, "weights", directions.rows())?;
        let offset = finite(store, "offset", 1)?[0];
        if directions.values.iter().chain(&weights).any(|value| value.abs() > 1e160) {
            return Err(corrupt("directions", "or 'weights' is beyond all data"));
        }
        Ok(Self { gamma: store.get("gamma")?, features: Features { directions, phases }, weights, offset })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anomaly::samples::{frame, matrix};

    #[test]
    fn the_surface_is_that_of_scikit_learn() {
        // scikit-learn 1.9.1, on Z = X / 30: `o = OneClassSVM(kernel="linear", nu=0.3, tol=1e-9).fit(Z)`,
        // `o.coef_[0] / 12, o.offset_[0] / 12`; the objective of theirs and ours differ by the rounded corner.
        let mut rows = matrix();
        rows.values.iter_mut().for_each(|value| *value /= 30.0);
        let (weights, offset) = solve(&rows, 0.3, &Context::new()).unwrap();
        for (found, wanted) in weights.iter().chain([&offset]).zip(EXPECTED) {
            assert!((found - wanted).abs() < 5e-3 * wanted.abs() + 1e-3, "{weights:?} {offset} {EXPECTED:?}");
        }
    }

    const EXPECTED: [f64; 4] = [0.12809193108664194, 0.0783310814869069, 0.10912388614995594, 0.045068505491754986];

    #[test]
    fn features_make_the_kernel() {
        let rows = Matrix { width: 2, values: vec![0.0, 0.0, 1.0, 0.5] };
        let features = Features::new(2, 20_000, 0.7, 3).of_rows(&rows, &Context::new()).unwrap();
        let kernel = dot(features.row(0), features.row(1));
        assert!((kernel - libm::exp(-0.7 * 1.25)).abs() < 0.02, "{kernel}");
        assert!((dot(features.row(1), features.row(1)) - 1.0).abs() < 0.02);
    }

    #[test]
    fn the_odd_rows_are_outside() {
        let (frame, ctx) = (frame(), Context::new());
        let table = Table::from_frame(&frame).unwrap();
        let state = OneClassSVM::default().nu(0.1).fit_table(&table, &ctx).unwrap();
        let scores = state.score(&table, &ctx).unwrap();
        assert!(scores[7] > 0.0 && scores[19] > 0.0);
        assert!(scores.iter().filter(|&&score| score > 1e-9).count() <= 8);
        let mut store = Store::default();
        state.store(&mut store).unwrap();
        assert_eq!(OneClassSvmState::restore(&store, 3).unwrap(), state);
        store.put("weights", &[f64::NAN; 100]);
        assert_eq!(OneClassSvmState::restore(&store, 3).unwrap_err().code(), "kp.corrupt_model");
    }
}
