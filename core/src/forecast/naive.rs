//! The last value, carried forward.

use crate::component::{
    Component, Context, FittedSeries, ForecastState, Forecaster, Intervals, Request, RowReader, RowWriter,
};
use crate::data::Series;
use crate::error::Result;
use libm::sqrt;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Forecasts the last value: the benchmark that any other model must beat.
///
/// y(n+h) = y(n), with the interval of a random walk: sigma × sqrt(h), where sigma² is the mean square of the one-step
/// errors.
///
/// Input: a panel without missing values, at least one observation a series (two for intervals wider than a point).
/// Cost: O(n) a series.
/// Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.2 and 5.5.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Naive {}

/// ```
/// use kingpost::{component::Forecaster, data::Panel, forecast::Naive};
/// let model = Naive::default().fit(&Panel::from_values(&[1.0, 2.0, 4.0])?)?;
/// assert_eq!(model.forecast(2, &[])?.f64("Naive")?, [4.0, 4.0]);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for Naive {
    const ID: &'static str = "forecast.naive";
    const NAME: &'static str = "Naive";
    const VERSION: u32 = 1;
}

/// The last value and the size of the one-step errors.
#[derive(Clone, Debug, PartialEq)]
pub struct NaiveState {
    last: f64,
    /// Sum of the squared one-step errors, and how many there are.
    squares: f64,
    errors: usize,
}

impl Forecaster for Naive {
    type State = NaiveState;

    fn fit_series(&self, series: Series<'_>, _ctx: &Context) -> Result<FittedSeries<NaiveState>> {
        let y = series.complete(1)?;
        let mut state = NaiveState { last: y[0], squares: 0.0, errors: 0 };
        let mut fitted = vec![f64::NAN];
        fitted.extend(state.update(Series::new(&y[1..]))?);
        Ok(FittedSeries { state, fitted })
    }
}

impl ForecastState for NaiveState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let sigma = if self.errors == 0 { 0.0 } else { sqrt(self.squares / self.errors as f64) };
        let spread: Vec<f64> = (1..=request.h).map(|step| sigma * sqrt(step as f64)).collect();
        Ok(Intervals::normal(vec![self.last; request.h], &spread, request.levels))
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let y = new.complete(0)?;
        let mut step = |&value: &f64| {
            let expected = self.last;
            self.squares += (value - expected) * (value - expected);
            self.errors += 1;
            self.last = value;
            expected
        };
        Ok(y.iter().map(&mut step).collect())
    }

    fn store(&self, row: &mut RowWriter) {
        row.f64("last", self.last);
        row.f64("squares", self.squares);
        row.i64("errors", self.errors as i64);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        Ok(Self { last: row.finite("last")?, squares: row.finite("squares")?, errors: row.count("errors", 1 << 53)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Panel;

    #[test]
    fn the_last_value_with_the_interval_of_a_random_walk() {
        // One-step errors 1, -2, 3: sigma = sqrt(14 / 3); R forecast 8.24 `rwf(c(1, 2, 0, 3), h = 2, level = 95)` has
        // the same mean and 3 ± 1.959964 × 2.160247 × sqrt(h).
        let model = Naive::default().fit(&Panel::from_values(&[1.0, 2.0, 0.0, 3.0]).unwrap()).unwrap();
        let forecast = model.forecast(2, &[95.0]).unwrap();
        assert_eq!(forecast.f64("Naive").unwrap(), [3.0, 3.0]);
        let upper = forecast.f64("Naive-hi-95").unwrap();
        assert!((upper[0] - 7.234_006).abs() < 1e-6 && (upper[1] - 8.987_789).abs() < 1e-6, "{upper:?}");
    }
}
