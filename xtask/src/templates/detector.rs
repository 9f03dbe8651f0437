//! What this component is, in a sentence.

use crate::component::{Component, Context, Detector, DetectorState, Store, corrupt};
use crate::data::Table;
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores a row by its distance from the mean.
///
/// score = sum over columns of |x - mean|.
///
/// Input: a table without missing values.
/// Cost: O(n d).
/// Source: name the paper and the reference implementation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct {{Class}} {
    /// The share of anomalies expected in the training data, above 0 and at most 0.5; 0.1 when null.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: Option<f64>,
}

/// ```
/// use kingpost::{{{room}}::{{Class}}, component::{Context, Detector}, data::{Frame, Table}};
/// let rows = Frame::new().with("x", vec![1.0, 2.0, 6.0])?;
/// let model = {{Class}}::default().fit(&Table::from_frame(&rows)?)?;
/// assert_eq!(model.score(&rows.into(), &Context::new())?, [2.0, 1.0, 3.0]);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for {{Class}} {
    const ID: &'static str = "{{id}}";
    const NAME: &'static str = "{{Class}}";
    const VERSION: u32 = 1;
}

/// The mean of each column.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    means: Vec<f64>,
}

impl Detector for {{Class}} {
    type State = State;

    fn contamination(&self) -> Option<f64> {
        self.contamination
    }

    fn fit_table(&self, table: &Table, _ctx: &Context) -> Result<State> {
        let mean = |values: &&[f64]| values.iter().fold(0.0, |sum, x| sum + x) / values.len() as f64;
        Ok(State { means: table.complete()?.iter().map(mean).collect() })
    }
}

impl DetectorState for State {
    fn score(&self, table: &Table, _ctx: &Context) -> Result<Vec<f64>> {
        let mut scores = vec![0.0; table.rows()];
        for (values, mean) in table.complete()?.iter().zip(&self.means) {
            scores.iter_mut().zip(*values).for_each(|(score, x)| *score += (x - mean).abs());
        }
        Ok(scores)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        store.put("means", &self.means);
        Ok(())
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        let means: Vec<f64> = store.take_exactly("means", columns)?;
        if means.iter().all(|mean| mean.is_finite()) { Ok(Self { means }) } else { Err(corrupt("means", "is not finite")) }
    }
}
