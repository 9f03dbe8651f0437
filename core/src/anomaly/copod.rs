//! Copula-based outlier detection.

use super::ecod::{EcodState, Rule};
use crate::component::{Component, Context, Detector, DetectorState, Parts, Store, setters};
use crate::data::Table;
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores a row by how far out in the tails of its columns it lies, in the tail that each column's skew points to.
///
/// With F(x) the share of training rows at or below x and G(x) the share at or above it, column j adds
/// O(j) = max(s(x), (-ln F(x) - ln G(x)) / 2), where s(x) is -ln F(x) for a column skewed to the left, -ln G(x) for one
/// skewed to the right, and the sum of both without skew. The score is the sum over the columns. How columns go together
/// is not looked at: the copula of the name is that of independence.
///
/// Input: numbers, at least one row, none missing.
/// Output: one score a row, at least 0; `explain` gives O(j), which sum to the score.
/// Training rows get the scores of PyOD. New rows are scored against the training rows alone, so that a row's score does
/// not depend on what else is asked in the same call (PyOD puts the new rows into the distribution); a value beyond all
/// training values counts like the outermost one.
///
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
/// Cost: fit O(n log n) a column, score O(log n) a value; the model keeps the distinct values of each column.
/// Source: Li, Zhao, Botta, Ionescu and Hu, COPOD: Copula-Based Outlier Detection, ICDM 2020, algorithm 1; PyOD 3.6.7 for
/// the maximum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct COPOD {
    /// The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
    /// Default 0.1.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: f64,
}

impl Default for COPOD {
    fn default() -> Self {
        Self { contamination: 0.1 }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::COPOD, component::{Context, Detector}, data::{Frame, Table}};
    /// let rows = Frame::new().with("x", vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 50.0])?;
    /// let model = COPOD::default().fit(&Table::from_frame(&rows)?)?;
    /// let scores = model.score(&rows.into(), &Context::new())?;
    /// assert!((scores[7] - 8f64.ln()).abs() < 1e-12 && (scores[0] - 8f64.ln() / 2.0).abs() < 1e-12);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    COPOD {
        /// Sets the share of anomalies expected.
        contamination: f64,
    }
}

impl Component for COPOD {
    const ID: &'static str = "anomaly.copod";
    const NAME: &'static str = "COPOD";
    const VERSION: u32 = 1;
}

impl Detector for COPOD {
    type State = CopodState;

    fn contamination(&self) -> Option<f64> {
        Some(self.contamination)
    }

    fn fit_table(&self, table: &Table<'_>, ctx: &Context) -> Result<CopodState> {
        Ok(self.fit_scored(table, ctx)?.0)
    }

    fn fit_scored(&self, table: &Table<'_>, ctx: &Context) -> Result<(CopodState, Option<Vec<f64>>)> {
        let (state, scores) = EcodState::of_table(table, Rule::Skewed, ctx)?;
        Ok((CopodState(state), Some(scores)))
    }
}

/// The distribution of each column.
#[derive(Clone, Debug, PartialEq)]
pub struct CopodState(EcodState);

impl DetectorState for CopodState {
    fn score(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>> {
        self.0.score(table, ctx)
    }

    fn explain(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<Vec<f64>>> {
        self.0.explain(table, ctx)
    }

    fn parts(&self) -> Result<Parts> {
        self.0.parts()
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        self.0.store(store)
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        Ok(Self(EcodState::restore_with(store, columns, Rule::Skewed)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anomaly::samples::{close, frame};
    use crate::data::Data;

    #[test]
    fn training_rows_have_the_scores_of_pyod() {
        // PyOD 3.6.7: `c = COPOD().fit(X); c.decision_scores_[[0, 1, 7, 19, 39]], c.threshold_`
        let (data, ctx) = (Data::from(frame()), Context::new());
        let model = COPOD::default().fit(&Table::from_frame(data.frame().unwrap()).unwrap()).unwrap();
        let found = model.score(&data, &ctx).unwrap();
        let expected = [6.331826877388676, 2.339879521489582, 6.486063298449103, 5.4608362960458114, 2.253044933563142];
        close(&[0, 1, 7, 19, 39].map(|row| found[row]), &expected);
        close(&[model.parts().unwrap().summary["threshold"].as_f64().unwrap()], &[5.622138605448131]);
    }

    #[test]
    fn a_saved_state_has_its_rule() {
        let frame = frame();
        let state = COPOD::default().fit_table(&Table::from_frame(&frame).unwrap(), &Context::new()).unwrap();
        let mut store = Store::default();
        state.store(&mut store).unwrap();
        assert_eq!(CopodState::restore(&store, 3).unwrap(), state);
    }
}
