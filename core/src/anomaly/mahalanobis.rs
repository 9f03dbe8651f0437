//! Trimmed Mahalanobis distance with shrinkage.

use super::ellipse::Ellipse;
use super::matrix::Matrix;
use super::scale::Scaler;
use crate::component::{Component, Context, Detector, DetectorState, Parts, Store, setters};
use crate::data::Table;
use crate::error::{Result, err};
use crate::math::covariance::mean_and_covariance;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores a row by its squared distance from the innermost rows, measured by their covariance.
///
/// The score is (z - m)' S⁻¹ (z - m), where m and S are the mean and the covariance of the 1 - `trim` of the rows that are
/// nearest the middle, by the distance from 0 at first and then, `n_iter` times, by the score itself; S is shrunk towards a
/// multiple of the identity, (1 - s) S + s tr(S) / d I with s the `shrinkage`, so that it can be inverted whatever the number of
/// rows. A combination of values that is rare is found though each of them is common.
///
/// Columns are brought to one scale first: less the median, divided by the interquartile range over 1.349 (by the standard
/// deviation where that is 0), at most 8 from 0, from 1,024 random rows where there are more.
/// Input: numbers and categories, at least one row. A missing number counts as the median; a category as how rare it is
/// (-ln of its share, standardised), a missing one as a category of its own, an unknown one as half a row.
/// Output: one score a row, at least 0; `explain` splits it exactly, (z - m) times S⁻¹ (z - m) column by column; a share may be
/// below 0, where a column makes the others less odd.
///
/// Errors: `kp.missing_values` for a column of numbers that are all missing.
/// Cost: fit O(d²) a row and iteration and O(d³) an iteration, score O(d²) a row.
/// Source: Gnanadesikan and Kettenring, Robust Estimates, Residuals, and Outlier Detection with Multiresponse Data,
/// Biometrics 28, 1972 (trimming); Ledoit and Wolf, A well-conditioned estimator for large-dimensional covariance matrices,
/// Journal of Multivariate Analysis 88, 2004 (the target of the shrinkage).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Mahalanobis {
    /// The share of the rows farthest out that the covariance is worked out without. Default 0.5.
    #[schemars(range(min = 0.0, max = 0.9))]
    pub trim: f64,
    /// How far the covariance is shrunk, above 0 and at most 1. Default 0.03.
    #[schemars(range(max = 1.0), extend("exclusiveMinimum" = 0.0))]
    pub shrinkage: f64,
    /// How often the innermost rows are chosen. Default 3.
    #[schemars(range(min = 1, max = 100))]
    pub n_iter: u32,
    /// The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
    /// Default 0.1.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: f64,
}

impl Default for Mahalanobis {
    fn default() -> Self {
        Self { trim: 0.5, shrinkage: 0.03, n_iter: 3, contamination: 0.1 }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::Mahalanobis, component::{Context, Detector}, data::{Frame, Table}};
    /// let x: Vec<f64> = (0..20).map(f64::from).collect();
    /// let y: Vec<f64> = x.iter().map(|x| x + (x * 7.0) % 3.0).collect();
    /// let model = Mahalanobis::default().fit(&Table::from_frame(&Frame::new().with("x", x)?.with("y", y)?)?)?;
    /// let rows = Frame::new().with("x", vec![3.0, 17.0, 17.0])?.with("y", vec![4.0, 18.0, 4.0])?;
    /// let scores = model.score(&rows.into(), &Context::new())?;
    /// assert!(scores[2] > 20.0 * scores[0] && scores[2] > 20.0 * scores[1]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    Mahalanobis {
        /// Sets the share of the rows that the covariance is worked out without.
        trim: f64,
        /// Sets how far the covariance is shrunk.
        shrinkage: f64,
        /// Sets how often the innermost rows are chosen.
        n_iter: u32,
        /// Sets the share of anomalies expected.
        contamination: f64,
    }
}

impl Component for Mahalanobis {
    const ID: &'static str = "anomaly.mahalanobis";
    const NAME: &'static str = "Mahalanobis";
    const VERSION: u32 = 1;
}

impl Detector for Mahalanobis {
    type State = MahalanobisState;
    const TAKES_MISSING: bool = true;

    fn contamination(&self) -> Option<f64> {
        Some(self.contamination)
    }

    fn fit_table(&self, table: &Table<'_>, ctx: &Context) -> Result<MahalanobisState> {
        Ok(self.fit_scored(table, ctx)?.0)
    }

    fn fit_scored(&self, table: &Table<'_>, ctx: &Context) -> Result<(MahalanobisState, Option<Vec<f64>>)> {
        let scaler = Scaler::fit(table, ctx)?;
        let (ellipse, scores) = self.fit_rows(&scaler.apply(table)?, ctx)?;
        Ok((MahalanobisState { scaler, ellipse }, Some(scores)))
    }
}

impl Mahalanobis {
    pub(super) fn fit_rows(&self, rows: &Matrix, ctx: &Context) -> Result<(Ellipse, Vec<f64>)> {
        let kept = ((rows.rows() as f64 * (1.0 - self.trim)).ceil() as usize).clamp(1, rows.rows());
        let mut scores: Vec<f64> = rows.iter().map(|row| row.iter().map(|value| value * value).sum()).collect();
        let mut order: Vec<usize> = (0..rows.rows()).collect();
        let mut ellipse = None;
        for _ in 0..self.n_iter {
            let by_score = |a: &usize, b: &usize| scores[*a].total_cmp(&scores[*b]).then(a.cmp(b));
            order.select_nth_unstable_by(kept - 1, by_score);
            order[..kept].sort_unstable();
            let inner = order[..kept].iter().map(|&row| rows.row(row));
            let (mean, covariance) = mean_and_covariance(inner, rows.width);
            let found = Ellipse::new(mean, self.shrunk(covariance, rows.width));
            scores = found.score(rows, ctx)?;
            ellipse = Some(found);
        }
        let ellipse = ellipse.ok_or_else(|| err!(InvalidParams, "n_iter is 0; must be at least 1"))?;
        Ok((ellipse, scores))
    }

    fn shrunk(&self, mut covariance: Vec<f64>, width: usize) -> Vec<f64> {
        let trace: f64 = covariance.iter().step_by(width + 1).sum();
        // Rows that are all equal, but for rounding, are measured as they are: columns have a scale of about 1.
        const ROUNDING: f64 = 1e-20;
        let target = if trace > ROUNDING * width as f64 { self.shrinkage * trace / width as f64 } else { 1.0 };
        covariance.iter_mut().for_each(|value| *value *= 1.0 - self.shrinkage);
        covariance.iter_mut().step_by(width + 1).for_each(|value| *value += target);
        covariance
    }
}

/// The innermost rows' mean and covariance.
#[derive(Clone, Debug, PartialEq)]
pub struct MahalanobisState {
    scaler: Scaler,
    ellipse: Ellipse,
}

impl DetectorState for MahalanobisState {
    fn score(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>> {
        self.ellipse.score(&self.scaler.apply(table)?, ctx)
    }

    fn explain(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<Vec<f64>>> {
        Ok(self.ellipse.explain(&self.scaler.apply(table)?, ctx)?.into_columns())
    }

    fn parts(&self) -> Result<Parts> {
        Ok(Parts::default())
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        self.scaler.store(store);
        self.ellipse.store(store);
        Ok(())
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        Ok(Self { scaler: Scaler::restore(store, columns)?, ellipse: Ellipse::restore(store, columns)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anomaly::samples::{close, frame};

    #[test]
    fn scores_are_numpys() {
        // numpy 2.4: three rounds of `keep = argsort(d)[:20]; m = Z[keep].mean(0); C = .97 * cov(Z[keep].T, bias=True)`
        // `+ .03 * trace(cov) / 3 * eye(3); d = ((Z - m) @ inv(C) * (Z - m)).sum(1)` from d = (Z**2).sum(1), where
        // Z = clip((X - median) / (iqr / 1.349), -8, 8); d[[0, 1, 7, 19, 39]].
        let (frame, ctx) = (frame(), Context::new());
        let table = Table::from_frame(&frame).unwrap();
        let (state, scores) = Mahalanobis::default().fit_scored(&table, &ctx).unwrap();
        let scores = scores.unwrap();
        close(&[0, 1, 7, 19, 39].map(|row| scores[row]), &EXPECTED);
        assert_eq!(state.score(&table, &ctx).unwrap(), scores);
        let shares = state.explain(&table, &ctx).unwrap();
        close(&(0..40).map(|row| shares.iter().map(|share| share[row]).sum()).collect::<Vec<f64>>(), &scores);
    }

    const EXPECTED: [f64; 5] =
        [19.166735001101404, 2.8189110210717576, 157.10413964631215, 165.8758456042912, 0.7658853973822084];

    #[test]
    fn a_broken_state_is_refused() {
        let frame = frame();
        let state = Mahalanobis::default().fit_table(&Table::from_frame(&frame).unwrap(), &Context::new()).unwrap();
        let mut store = Store::default();
        state.store(&mut store).unwrap();
        assert_eq!(MahalanobisState::restore(&store, 3).unwrap(), state);
        for (name, values) in [("mean", vec![0.0; 2]), ("covariance", vec![-1.0; 9]), ("covariance", vec![f64::NAN; 9])]
        {
            let mut store = store.clone();
            store.put(name, &values);
            assert_eq!(MahalanobisState::restore(&store, 3).unwrap_err().code(), "kp.corrupt_model");
        }
    }

    #[test]
    fn rows_without_spread_are_not_measured_by_rounding() {
        // Three rows in four are the same, of values that no binary fraction is.
        let column =
            |usual: f64| (0..80).map(|at| if at % 4 == 0 { f64::from(at) } else { usual }).collect::<Vec<f64>>();
        let frame = crate::data::Frame::new().with("a", column(0.1)).unwrap().with("b", column(1.0 / 3.0)).unwrap();
        let (table, ctx) = (Table::from_frame(&frame).unwrap(), Context::new());
        let (_, scores) = Mahalanobis::default().fit_scored(&table, &ctx).unwrap();
        let scores = scores.unwrap();
        for (row, score) in scores.iter().enumerate().skip(4) {
            assert!(if row % 4 == 0 { *score > 1e-3 } else { *score < 1e-15 }, "{row}: {score}");
        }
    }
}
