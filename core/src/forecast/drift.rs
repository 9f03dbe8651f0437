//! A straight line through the first and the last value.

use crate::component::{
    Component, Context, FittedSeries, ForecastState, Forecaster, Intervals, Request, RowReader, RowWriter, corrupt,
};
use crate::data::Series;
use crate::error::Result;
use libm::sqrt;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Forecasts the last value plus the average step so far: a random walk with drift.
///
/// y(n+h) = y(n) + h × (y(n) - y(1)) / (n-1), with the interval sigma × sqrt(h × (1 + h / (n-1))), where sigma² is the
/// mean square of the steps about their average; the second term is the uncertainty of the drift itself.
///
/// Input: a panel without missing values, at least two observations a series. Output: a straight line. The fitted values
/// use the drift of the whole series; those of `update` use what was known at the time.
/// Errors: `kp.not_enough_data` for a series of one observation, `kp.missing_values` where one is missing.
/// Cost: O(n) a series; constant memory; an update takes constant time a point.
/// Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.2 and 5.5; the numbers agree
/// with statsforecast 2.1.1 `RandomWalkWithDrift`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct RandomWalkWithDrift {}

/// ```
/// use kingpost::{component::Forecaster, data::Panel, forecast::RandomWalkWithDrift};
/// let model = RandomWalkWithDrift::default().fit(&Panel::from_values(&[1.0, 2.0, 4.0])?)?;
/// assert_eq!(model.forecast(2, &[])?.f64("RandomWalkWithDrift")?, [5.5, 7.0]);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for RandomWalkWithDrift {
    const ID: &'static str = "forecast.drift";
    const NAME: &'static str = "RandomWalkWithDrift";
    const VERSION: u32 = 1;
}

/// The ends of the line and the spread of the steps.
#[derive(Clone, Debug, PartialEq)]
pub struct DriftState {
    first: f64,
    last: f64,
    steps: usize,
    /// Mean of the steps, and the sum of their squared distances from it (Welford 1962).
    mean: f64,
    squares: f64,
}

impl Forecaster for RandomWalkWithDrift {
    type State = DriftState;

    fn fit_series(&self, series: Series<'_>, _ctx: &Context) -> Result<FittedSeries<DriftState>> {
        let y = series.complete(2)?;
        let mut state = DriftState { first: y[0], last: y[0], steps: 0, mean: 0.0, squares: 0.0 };
        y[1..].iter().for_each(|&value| state.learn(value));
        let slope = state.slope();
        let fitted = std::iter::once(f64::NAN).chain(y[..y.len() - 1].iter().map(|value| value + slope)).collect();
        Ok(FittedSeries { state, fitted })
    }
}

impl DriftState {
    fn slope(&self) -> f64 {
        (self.last - self.first) / self.steps as f64
    }

    fn learn(&mut self, value: f64) {
        let step = value - self.last;
        self.steps += 1;
        let off = step - self.mean;
        self.mean += off / self.steps as f64;
        self.squares += off * (step - self.mean);
        self.last = value;
    }
}

impl ForecastState for DriftState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let (slope, n) = (self.slope(), self.steps as f64);
        let sigma = sqrt(self.squares / n);
        let steps = (1..=request.h).map(|step| step as f64);
        let mean = steps.clone().map(|step| slope * step + self.last).collect();
        let spread: Vec<f64> = steps.map(|step| sigma * sqrt(step * (1.0 + step / n))).collect();
        Ok(Intervals::normal(mean, &spread, request.levels))
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let y = new.complete(0)?;
        let mut step = |&value: &f64| {
            let expected = self.last + self.slope();
            self.learn(value);
            expected
        };
        Ok(y.iter().map(&mut step).collect())
    }

    fn store(&self, row: &mut RowWriter) {
        row.f64("first", self.first);
        row.f64("last", self.last);
        row.i64("steps", self.steps as i64);
        row.f64("mean", self.mean);
        row.f64("squares", self.squares);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let (first, last) = (row.finite("first")?, row.finite("last")?);
        let steps = row.count("steps", 1 << 53)?;
        if steps == 0 {
            return Err(corrupt("steps", "is 0; must be at least 1"));
        }
        Ok(Self { first, last, steps, mean: row.finite("mean")?, squares: row.finite("squares")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Panel;

    const Y: [f64; 11] = [3., 1., 4., 1., 5., 9., 2., 6., 5., 3., 5.];

    #[test]
    fn numbers_of_statsforecast() {
        // statsforecast 2.1.1: RandomWalkWithDrift().fit(Y).predict(6, level=[90]).
        let model = RandomWalkWithDrift::default().fit(&Panel::from_values(&Y).unwrap()).unwrap();
        let forecast = model.forecast(6, &[90.0]).unwrap();
        let mean = forecast.f64("RandomWalkWithDrift").unwrap();
        let lower = forecast.f64("RandomWalkWithDrift-lo-90").unwrap();
        let expected = [
            -0.962_386_544_325_437_6,
            -3.702_448_172_783_953,
            -6.003_390_213_623_092,
            -8.104_219_253_731_646,
            -10.091_007_070_936_577,
            -12.004_896_345_567_907,
        ];
        for step in 0..6 {
            assert!((mean[step] - (5.2 + 0.2 * step as f64)).abs() < 1e-12, "{mean:?}");
            assert!((lower[step] - expected[step]).abs() < 1e-9, "{lower:?}");
        }
        let fitted = model.fitted().unwrap();
        assert!((fitted.f64("RandomWalkWithDrift").unwrap()[1] - 3.2).abs() < 1e-12);
    }

    #[test]
    fn an_update_is_a_longer_fit() {
        let fit = |y: &[f64]| RandomWalkWithDrift {}.fit_series(Series::new(y), &Context::new()).unwrap().state;
        let mut state = fit(&Y[..6]);
        // (9 - 3) / 5 a step.
        assert!((state.update(Series::new(&Y[6..])).unwrap()[0] - 10.2).abs() < 1e-12);
        assert_eq!(state, fit(&Y));
    }

    #[test]
    fn one_observation_has_no_drift() {
        let error = RandomWalkWithDrift::default().fit_series(Series::new(&[1.0]), &Context::new()).unwrap_err();
        assert_eq!((error.code(), error.context()["needed"].as_str()), ("kp.not_enough_data", "2"));
    }
}
