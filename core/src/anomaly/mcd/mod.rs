//! Robust covariance: the minimum covariance determinant.

mod fast;

use super::ellipse::Ellipse;
use super::matrix::Matrix;
use crate::component::{Component, Context, Detector, DetectorState, Parts, Store, setters};
use crate::data::{Frame, Table};
use crate::error::{Result, err};
use crate::math::covariance::mean_and_covariance;
use crate::math::special::{chi2_cdf, chi2_quantile};
use fast::{shortest_half, smallest_ellipse};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores a row by its squared Mahalanobis distance to the densest half of the rows.
///
/// Of all sets of h rows, that whose covariance has the smallest determinant is searched for (FastMCD); its mean m and
/// covariance S, corrected for being those of the inner rows of a normal distribution, say which rows lie within the .975
/// quantile of the chi-squared distribution; those give the final m and S, corrected again. The score is
/// (x - m)' S⁻¹ (x - m). The unit of a column does not matter.
///
/// Input: numbers, at least two rows, none missing.
/// Output: one score a row, at least 0; under normal data about a chi-squared value with a degree of freedom a column.
/// `explain` splits it exactly, (x - m) times S⁻¹ (x - m) column by column; a share may be below 0. `parts` has m and S. The scores
/// are scikit-learn's where the search finds the same rows; its random starts are our own. A covariance without full rank
/// (a constant column, columns that depend on others, fewer rows than columns) has a pseudo-inverse, as there: what leaves the plane of
/// the rows is not seen.
///
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories and where all columns of
/// the h rows are constant, `kp.not_enough_data` for a single row.
/// Cost: fit some hundred passes of O(d²) a row over at most 1,500 rows and ten over all; score O(d²) a row.
/// Source: Rousseeuw and Van Driessen, A Fast Algorithm for the Minimum Covariance Determinant Estimator, Technometrics 41,
/// 1999; Croux and Haesbroeck, Journal of Multivariate Analysis 71, 1999, equation 4.2, for the corrections; scikit-learn
/// 1.9.1 (`MinCovDet`) for the semantics.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct MCD {
    /// The share of the rows that h is. Default null: half of rows + columns + 1.
    #[schemars(range(max = 1.0), extend("exclusiveMinimum" = 0.0))]
    pub support_fraction: Option<f64>,
    /// The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
    /// Default null: 0.1.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: Option<f64>,
}

setters! {
    /// ```
    /// use kingpost::{anomaly::MCD, component::{Context, Detector}, data::{Frame, Table}};
    /// let x: Vec<f64> = (0..40).map(|i| f64::from(i % 9)).chain([60.0]).collect();
    /// let rows = Frame::new().with("x", x)?;
    /// let model = MCD::default().fit(&Table::from_frame(&rows)?)?;
    /// let scores = model.score(&rows.into(), &Context::new())?;
    /// assert!(scores[40] > 100.0 && scores[..40].iter().all(|&score| score < 5.0));
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    MCD {
        /// Sets the share of the rows that h is.
        support_fraction: f64,
        /// Sets the share of anomalies expected.
        contamination: f64,
    }
}

impl Component for MCD {
    const ID: &'static str = "anomaly.mcd";
    const NAME: &'static str = "MCD";
    const VERSION: u32 = 1;
}

impl Detector for MCD {
    type State = McdState;

    fn contamination(&self) -> Option<f64> {
        self.contamination
    }

    fn fit_table(&self, table: &Table<'_>, ctx: &Context) -> Result<McdState> {
        table.two_rows()?;
        let columns = table.complete()?;
        let rows = Matrix::from_columns(&columns);
        let (n, width) = (rows.rows(), rows.width);
        let h = match self.support_fraction {
            Some(share) => (share * n as f64) as usize,
            None => (n + width + 1).div_ceil(2),
        };
        let h = h.clamp(1, n);
        let raw = if width == 1 { shortest_half(columns[0], h) } else { smallest_ellipse(&rows, h, ctx)? };
        // No more than the rounding of the mean makes.
        let is_noise = |at: usize| raw.covariance[at * (width + 1)] <= (1e-12 * raw.mean[at]) * (1e-12 * raw.mean[at]);
        if h < n && (0..width).all(is_noise) {
            let message = "half of the rows do not differ; raise 'support_fraction' or drop constant columns";
            return Err(err!(InvalidData, "the covariance of the inner rows is 0: {message}"));
        }
        let within = chi2_quantile(0.975, width as f64) * consistency(h as f64 / n as f64, width);
        let distances = raw.score(&rows, ctx)?;
        let inner: Vec<usize> = (0..n).filter(|&row| distances[row] < within).collect();
        if inner.is_empty() {
            return Err(err!(
                InvalidData,
                "no row lies within the covariance of the inner rows; raise 'support_fraction'"
            ));
        }
        let (mean, mut covariance) = mean_and_covariance(inner.iter().map(|&row| rows.row(row)), width);
        let factor = consistency(0.975, width);
        covariance.iter_mut().for_each(|value| *value *= factor);
        Ok(McdState { ellipse: Ellipse::new(mean, covariance), inner: inner.len() })
    }
}

/// What the covariance of the inner share of normal rows is multiplied by to be that of all.
fn consistency(share: f64, width: usize) -> f64 {
    if share >= 1.0 {
        return 1.0;
    }
    let quantile = chi2_quantile(share, width as f64);
    share / chi2_cdf(quantile, width as f64 + 2.0)
}

/// The mean and the covariance of the inner rows.
#[derive(Clone, Debug, PartialEq)]
pub struct McdState {
    ellipse: Ellipse,
    inner: usize,
}

impl DetectorState for McdState {
    fn score(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>> {
        self.ellipse.score(&Matrix::from_columns(&table.complete()?), ctx)
    }

    fn explain(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<Vec<f64>>> {
        Ok(self.ellipse.explain(&Matrix::from_columns(&table.complete()?), ctx)?.into_columns())
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = Parts::default();
        parts.summary.insert("inner_rows".into(), self.inner.into());
        let mut frame = Frame::new().with("mean", self.ellipse.mean.clone())?;
        let width = self.ellipse.mean.len();
        for column in 0..width {
            let values: Vec<f64> = self.ellipse.covariance.iter().skip(column).step_by(width).copied().collect();
            frame = frame.with(format!("covariance.{column}"), values)?;
        }
        parts.tables.push(("columns".into(), frame));
        Ok(parts)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("inner_rows", &self.inner)?;
        self.ellipse.store(store);
        Ok(())
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        Ok(Self { ellipse: Ellipse::restore(store, columns)?, inner: store.get("inner_rows")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anomaly::samples::{close, frame, new_rows};
    use crate::math::rng::Rng;

    #[test]
    fn scores_are_those_of_scikit_learn() {
        // PyOD 3.6.7 (scikit-learn 1.9.1's MinCovDet): `m = MCD(support_fraction=0.9, random_state=2).fit(X)`,
        // `m.decision_scores_[[0, 1, 7, 19, 39]], m.decision_function(N)`
        let (frame, new, ctx) = (frame(), new_rows(), Context::new());
        let table = Table::from_frame(&frame).unwrap();
        let state = MCD::default().support_fraction(0.9).fit_table(&table, &ctx).unwrap();
        let scores = state.score(&table, &ctx).unwrap();
        let expected =
            [10.40825448917662, 1.3376933386306789, 108.24837865796995, 59.93421300988747, 0.3350133190942233];
        close(&[0, 1, 7, 19, 39].map(|row| scores[row]), &expected);
        let scores = state.score(&Table::from_frame(&new).unwrap(), &ctx).unwrap();
        close(&scores, &[0.2453473737056794, 11.708944301481331, 14.247761936712854]);
        let shares = state.explain(&Table::from_frame(&new).unwrap(), &ctx).unwrap();
        close(&[0, 1, 2].map(|row| shares.iter().map(|share| share[row]).sum::<f64>()), &scores);
    }

    #[test]
    fn one_column_has_its_shortest_half() {
        // `MCD().fit(X[:, 1:2])`, the same rows. Of two rows equally far from the middle either may be the last of the half;
        // in this column it makes no difference.
        let (frame, ctx) = (frame(), Context::new());
        let own = Frame::new().with("b", frame.f64("b").unwrap().to_vec()).unwrap();
        let table = Table::from_frame(&own).unwrap();
        let scores = MCD::default().fit_table(&table, &ctx).unwrap().score(&table, &ctx).unwrap();
        let expected =
            [2.835618540742648, 0.13248434123791025, 9.79800781256391, 50.50632208785696, 0.0021449171722123213];
        close(&[0, 1, 7, 19, 39].map(|row| scores[row]), &expected);
    }

    #[test]
    fn many_rows_give_the_covariance_of_those_without_the_anomalies() {
        let mut rng = Rng::new(1, 1);
        let row = |at: usize, rng: &mut Rng| {
            let (x, y) = (rng.normal(), rng.normal());
            if at.is_multiple_of(5) { [30.0 + x, -30.0 + y] } else { [x, 0.8 * x + 0.6 * y] }
        };
        let values: Vec<f64> = (0..700).flat_map(|at| row(at, &mut rng)).collect();
        let array = ndarray::Array2::from_shape_vec((700, 2), values).unwrap();
        let state = MCD::default().fit_table(&Table::from_array(array.view()).unwrap(), &Context::new()).unwrap();
        assert!(state.ellipse.mean.iter().all(|mean| mean.abs() < 0.15), "{state:?}");
        assert!((state.ellipse.covariance[1] - 0.8).abs() < 0.15 && (state.ellipse.covariance[0] - 1.0).abs() < 0.15);
    }

    #[test]
    fn rows_that_are_all_equal_are_refused() {
        let frame = Frame::new().with("a", vec![1.0; 9]).and_then(|frame| frame.with("b", vec![2.0; 9])).unwrap();
        let error = MCD::default().fit_table(&Table::from_frame(&frame).unwrap(), &Context::new()).unwrap_err();
        assert_eq!(error.code(), "kp.invalid_data");
    }

    #[test]
    fn the_unit_does_not_matter() {
        let (frame, ctx) = (frame(), Context::new());
        let of = |unit: f64| {
            let mut scaled = Frame::new();
            for (name, column) in frame.iter() {
                let values: Vec<f64> = column.to_f64().unwrap().iter().map(|value| value * unit).collect();
                scaled.push(name.to_owned(), values.into()).unwrap();
            }
            let table = Table::from_frame(&scaled).unwrap();
            MCD::default().fit_table(&table, &ctx).unwrap().score(&table, &ctx).unwrap()
        };
        let own = of(1.0);
        // Powers of two change no digit, others only the last.
        for unit in [libm::exp2(-40.0), libm::exp2(60.0), libm::exp2(-200.0)] {
            assert_eq!(of(unit), own);
        }
        close(&of(1e-4), &own);
        let around =
            frame.f64("b").unwrap().iter().enumerate().map(|(at, _)| if at < 30 { 1e9 / 3.0 } else { at as f64 });
        let stuck = Frame::new().with("b", around.collect::<Vec<f64>>()).unwrap();
        let error = MCD::default().fit_table(&Table::from_frame(&stuck).unwrap(), &ctx).unwrap_err();
        assert_eq!(error.code(), "kp.invalid_data");
    }
}
