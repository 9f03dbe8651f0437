//! What this component is, in a sentence.

use crate::component::{
    Component, Context, FittedSeries, ForecastState, Forecaster, Intervals, Request, RowReader, RowWriter,
};
use crate::data::Series;
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Forecasts the mean of all observations.
///
/// y(n+h) = mean(y).
///
/// Input: a panel without missing values, at least one observation a series.
/// Cost: O(n) a series.
/// Source: name the paper and the reference implementation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct {{Class}} {}

/// ```
/// use kingpost::{component::Forecaster, data::Panel, {{room}}::{{Class}}};
/// let model = {{Class}}::default().fit(&Panel::from_values(&[1.0, 2.0, 6.0])?)?;
/// assert_eq!(model.forecast(2, &[])?.f64("{{Class}}")?, [3.0, 3.0]);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for {{Class}} {
    const ID: &'static str = "{{id}}";
    const NAME: &'static str = "{{Class}}";
    const VERSION: u32 = 1;
}

/// What is known of one series.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    sum: f64,
    squares: f64,
    count: usize,
}

impl Forecaster for {{Class}} {
    type State = State;

    fn fit_series(&self, series: Series<'_>, _ctx: &Context) -> Result<FittedSeries<State>> {
        let mut state = State { sum: 0.0, squares: 0.0, count: 0 };
        series.complete(1)?;
        let fitted = state.update(series)?;
        Ok(FittedSeries { state, fitted })
    }
}

impl ForecastState for State {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let mean = self.sum / self.count as f64;
        let sigma = libm::sqrt((self.squares / self.count as f64 - mean * mean).max(0.0));
        Ok(Intervals::normal(vec![mean; request.h], &vec![sigma; request.h], request.levels))
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let y = new.complete(0)?;
        let mut expected = Vec::with_capacity(y.len());
        for &value in y {
            expected.push(self.sum / self.count as f64);
            self.sum += value;
            self.squares += value * value;
            self.count += 1;
        }
        Ok(expected)
    }

    fn store(&self, row: &mut RowWriter) {
        row.f64("sum", self.sum);
        row.f64("squares", self.squares);
        row.i64("count", self.count as i64);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        Ok(Self { sum: row.finite("sum")?, squares: row.finite("squares")?, count: row.count("count", 1 << 53)? })
    }
}
