//! What this component is, in a sentence.

use crate::component::{Component, Context, Store, StreamDetector, StreamState, corrupt};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores a row by its distance from the mean of the rows before it.
///
/// score = sum over columns of |x - mean|; 0 for the first row.
///
/// Input: a table without missing values.
/// Cost: O(d) a row, constant memory.
/// Source: name the paper and the reference implementation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct {{Class}} {
    /// The score above which a row is an anomaly, in the unit of the columns.
    #[schemars(range(min = 0.0))]
    pub threshold: f64,
}

impl Default for {{Class}} {
    fn default() -> Self {
        Self { threshold: 3.0 }
    }
}

impl Component for {{Class}} {
    const ID: &'static str = "{{id}}";
    const NAME: &'static str = "{{Class}}";
    const VERSION: u32 = 1;
}

/// The mean of each column so far.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    means: Vec<f64>,
    rows: u64,
}

impl StreamDetector for {{Class}} {
    type State = State;

    fn threshold(&self) -> f64 {
        self.threshold
    }

    fn start(&self, columns: usize, _ctx: &Context) -> Result<State> {
        Ok(State { means: vec![0.0; columns], rows: 0 })
    }
}

impl StreamState for State {
    fn score(&self, row: &[f64]) -> f64 {
        if self.rows == 0 {
            return 0.0;
        }
        row.iter().zip(&self.means).fold(0.0, |sum, (x, mean)| sum + (x - mean).abs())
    }

    fn update(&mut self, row: &[f64]) -> f64 {
        let score = self.score(row);
        self.rows += 1;
        let rows = self.rows as f64;
        self.means.iter_mut().zip(row).for_each(|(mean, x)| *mean += (x - *mean) / rows);
        score
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        store.put("means", &self.means);
        store.set("rows", &self.rows)
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        let (means, rows): (Vec<f64>, u64) = (store.take_exactly("means", columns)?, store.get("rows")?);
        if rows > 1 << 53 || means.iter().any(|mean| !mean.is_finite()) {
            return Err(corrupt("means", "is not finite, or there are too many rows"));
        }
        Ok(Self { means, rows })
    }
}
