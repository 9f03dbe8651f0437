//! The detector for a table that nothing is known of.

mod project;
mod state;

pub use state::AutoDetectorState;

use super::Mahalanobis;
use super::neighbors::Neighbors;
use super::quantiles::Quantiles;
use super::scale::Scaler;
use crate::component::{Component, Context, Detector, setters};
use crate::data::Table;
use crate::error::Result;
use crate::math::rng::Rng;
use crate::math::stats::{correlation, quantile};
use project::Projection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use state::{Member, distances};

/// Scores a row by how far it lies from others and how much it breaks the rules that the columns keep; nothing to tune.
///
/// Two members look at the same scaled rows: the distance to the 10th nearest of 500 random training rows, and the
/// trimmed Mahalanobis distance ([`Mahalanobis`] with its defaults). Each member's score becomes the quantile that it has
/// among the training scores, as that of a standard normal; the score is the mean of both. So neither member's unit
/// matters, and both have to find a row odd for a high score, or one of them very.
///
/// Columns are brought to one scale first: less the median, divided by the interquartile range over 1.349 (by the standard
/// deviation where that is 0), at most 8 from 0, from 1,024 random rows where there are more. More than 64 columns are
/// projected to 64 random directions.
/// Input: numbers and categories, at least two rows. A missing number counts as the median; a category as how rare it is
/// (-ln of its share, standardised), a missing one as a category of its own, an unknown one as half a row.
/// Output: one score a row, about 0 for a row like any other; above 2 for the oddest in fifty. Beyond all training scores a
/// member's quantile goes on rising, by ln(1 + e) with e how far it is beyond, in distances of the largest from the median.
/// A row at distance 0 from one of the 500 is taken to be that row, and measured to the others; so training rows have
/// the same scores in the fit and afterwards.
/// Without `contamination` the threshold comes from the members: a score is far out when its logarithm is above the upper
/// quartile by more than 1.5 interquartile ranges, and so many rows are anomalies as that says on average.
/// `explain` gives each column's part of both distances, from 0 to 1, on average; `parts` says why: of each
/// member what it looks at, what it calls far out, what share of the training rows that is, and how well they agree.
///
/// Over 23 tables of ADBench the mean AUC is in the guide.
/// Errors: `kp.missing_values` for a column of numbers that are all missing, `kp.not_enough_data` for a single row.
/// Cost: fit and score up to 500 distances a row, fewer for few columns; the model has the 500 rows.
/// Source: the members' pages; Kriegel, Kröger, Schubert and Zimek, Interpreting and Unifying Outlier Scores, SDM 2011, for
/// one scale of scores; Tukey, Exploratory Data Analysis, 1977, for what is far out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct AutoDetector {
    /// The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
    /// Default null: as many as are far out.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: Option<f64>,
}

setters! {
    /// ```
    /// use kingpost::{anomaly::AutoDetector, component::{Context, Detector}, data::{Frame, Table}};
    /// let x: Vec<f64> = (0..100).map(|i| f64::from(i % 10)).chain([9.0]).collect();
    /// let y: Vec<f64> = (0..100).map(|i| f64::from(i % 10 + i % 3)).chain([0.0]).collect();
    /// let rows = Frame::new().with("x", x)?.with("y", y)?;
    /// let model = AutoDetector::default().fit(&Table::from_frame(&rows)?)?;
    /// let scores = model.score(&rows.into(), &Context::new())?;
    /// assert!((0..100).all(|row| scores[row] < scores[100]));
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    AutoDetector {
        /// Sets the share of anomalies expected.
        contamination: f64,
    }
}

impl Component for AutoDetector {
    const ID: &'static str = "anomaly.auto";
    const NAME: &'static str = "AutoDetector";
    const VERSION: u32 = 1;
}

/// Random training rows that distances are measured to.
const REFERENCES: usize = 500;

impl Detector for AutoDetector {
    type State = AutoDetectorState;
    const TAKES_MISSING: bool = true;

    fn contamination(&self) -> Option<f64> {
        self.contamination
    }

    fn fit_table(&self, table: &Table<'_>, ctx: &Context) -> Result<AutoDetectorState> {
        Ok(self.fit_scored(table, ctx)?.0)
    }

    fn fit_scored(&self, table: &Table<'_>, ctx: &Context) -> Result<(AutoDetectorState, Option<Vec<f64>>)> {
        table.two_rows()?;
        let scaler = Scaler::fit(table, ctx)?;
        let projection = Projection::new(table.features().len(), ctx.get_seed());
        let rows = projection.apply(scaler.apply(table)?, ctx)?;
        let chosen = Rng::new(ctx.get_seed(), u64::MAX - 1).sample(rows.rows(), REFERENCES);
        let neighbors = Neighbors::new(&rows.take(&chosen));
        let near = distances(&neighbors, &rows, ctx)?;
        let (ellipse, far) = Mahalanobis::default().fit_rows(&rows, ctx)?;
        let members = [near, far].map(|scores| (Member::of(&scores), scores));
        let combined: Vec<f64> = (0..rows.rows())
            .map(|row| members.iter().map(|(member, scores)| member.quantiles.normal(scores[row])).sum::<f64>() / 2.0)
            .collect();
        let agreement = agreement(&members);
        let share = members.iter().map(|(member, _)| member.beyond).sum::<f64>() / 2.0;
        let threshold = threshold(&combined, share);
        let members = members.map(|(member, _)| member);
        let state = AutoDetectorState { scaler, projection, neighbors, ellipse, members, threshold, agreement };
        Ok((state, Some(combined)))
    }
}

/// The correlation of the members' normal quantiles.
fn agreement(members: &[(Member, Vec<f64>); 2]) -> f64 {
    let normals = |quantiles: &Quantiles, scores: &[f64]| -> Vec<f64> {
        scores.iter().map(|&score| quantiles.normal(score)).collect()
    };
    let [a, b] = [0, 1].map(|at| normals(&members[at].0.quantiles, &members[at].1));
    correlation(&a, &b)
}

/// The score that so large a share of the rows is above; the largest where that is none.
fn threshold(scores: &[f64], share: f64) -> f64 {
    let mut sorted = scores.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    quantile(&sorted, 1.0 - share)
}

#[cfg(test)]
mod tests;
