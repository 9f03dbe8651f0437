//! What this component is, in a sentence.

use crate::component::{Component, Context, RowReader, RowWriter, SeriesDetector, SeriesDetectorState};
use crate::data::Series;
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores an observation by its distance from the mean of the series.
///
/// score = |y - mean|.
///
/// Input: a panel without missing values.
/// Cost: O(n).
/// Source: name the paper and the reference implementation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct {{Class}} {
    /// The share of anomalies in the data of the fit, above 0 and at most 0.5; from the tail of the scores when null.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: Option<f64>,
}

/// ```
/// use kingpost::{{{room}}::{{Class}}, component::{Context, SeriesDetector}, data::{Frame, Panel}};
/// let model = {{Class}}::default().fit(&Panel::from_values(&[1.0, 2.0, 6.0])?)?;
/// let rows = Frame::new().with("y", vec![1.0, 2.0, 6.0])?;
/// assert_eq!(model.score(&rows.into(), &Context::new())?, [2.0, 1.0, 3.0]);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for {{Class}} {
    const ID: &'static str = "{{id}}";
    const NAME: &'static str = "{{Class}}";
    const VERSION: u32 = 1;
}

/// The mean of one series.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    mean: f64,
}

impl SeriesDetector for {{Class}} {
    type State = State;

    fn contamination(&self) -> Option<f64> {
        self.contamination
    }

    fn fit_series(&self, series: Series<'_>, _ctx: &Context) -> Result<State> {
        let y = series.complete(1)?;
        Ok(State { mean: y.iter().fold(0.0, |sum, value| sum + value / y.len() as f64) })
    }
}

impl SeriesDetectorState for State {
    fn score(&self, series: Series<'_>, _ctx: &Context) -> Result<Vec<f64>> {
        Ok(series.complete(1)?.iter().map(|y| (y - self.mean).abs()).collect())
    }

    fn store(&self, row: &mut RowWriter) {
        row.f64("mean", self.mean);
    }

    fn restore(row: &mut RowReader<'_>, _channels: usize) -> Result<Self> {
        Ok(Self { mean: row.finite("mean")? })
    }
}
