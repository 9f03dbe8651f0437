//! The mean of all observations.

use crate::component::{
    Component, Context, FittedSeries, ForecastState, Forecaster, Intervals, Request, RowReader, RowWriter, corrupt,
};
use crate::data::Series;
use crate::error::Result;
use libm::sqrt;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Forecasts the mean of all observations so far.
///
/// y(n+h) = (y(1) + ... + y(n)) / n, with the interval sigma × sqrt(1 + 1/n), where sigma² is the sum of squares about
/// the mean over n-1; the second term is the uncertainty of the mean itself.
///
/// Input: a panel without missing values, at least one observation a series (two for intervals wider than a point).
/// Output: a constant; `parts` has the mean of each series. The fitted values are the mean of the whole series; those
/// of `update` are what was known at the time.
/// Errors: `kp.missing_values` where one is missing.
/// Cost: O(n) a series; constant memory; an update takes constant time a point.
/// Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.2 and 5.5; the numbers
/// agree with statsforecast 2.1.1 `HistoricAverage`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct HistoricAverage {}

/// ```
/// use kingpost::{component::Forecaster, data::Panel, forecast::HistoricAverage};
/// let model = HistoricAverage::default().fit(&Panel::from_values(&[1.0, 2.0, 6.0])?)?;
/// assert_eq!(model.forecast(2, &[])?.f64("HistoricAverage")?, [3.0, 3.0]);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for HistoricAverage {
    const ID: &'static str = "forecast.historic_average";
    const NAME: &'static str = "HistoricAverage";
    const VERSION: u32 = 1;
}

/// The mean and the sum of squares about it (Welford 1962).
#[derive(Clone, Debug, PartialEq)]
pub struct AverageState {
    n: usize,
    mean: f64,
    squares: f64,
}

impl Forecaster for HistoricAverage {
    type State = AverageState;

    fn fit_series(&self, series: Series<'_>, _ctx: &Context) -> Result<FittedSeries<AverageState>> {
        let y = series.complete(1)?;
        let mut state = AverageState { n: 0, mean: 0.0, squares: 0.0 };
        y.iter().for_each(|&value| state.learn(value));
        let fitted = vec![state.mean; y.len()];
        Ok(FittedSeries { state, fitted })
    }
}

impl AverageState {
    fn learn(&mut self, value: f64) {
        self.n += 1;
        let off = value - self.mean;
        self.mean += off / self.n as f64;
        self.squares += off * (value - self.mean);
    }
}

impl ForecastState for AverageState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let n = self.n as f64;
        let sigma = if self.n > 1 { sqrt(self.squares / (n - 1.0)) } else { 0.0 };
        let spread = vec![sigma * sqrt(1.0 + 1.0 / n); request.h];
        Ok(Intervals::normal(vec![self.mean; request.h], &spread, request.levels))
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let mut step = |&value: &f64| {
            let expected = self.mean;
            self.learn(value);
            expected
        };
        Ok(new.complete(0)?.iter().map(&mut step).collect())
    }

    fn store(&self, row: &mut RowWriter) {
        row.i64("n", self.n as i64);
        row.f64("mean", self.mean);
        row.f64("squares", self.squares);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let (n, mean, squares) = (row.count("n", 1 << 53)?, row.finite("mean")?, row.finite("squares")?);
        if n == 0 || squares < 0.0 || n == 1 && squares > 0.0 {
            return Err(corrupt("squares", "is no sum of squares about the mean of so many values"));
        }
        Ok(Self { n, mean, squares })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Panel;
    use crate::forecast::samples::{altered, close_to};

    const Y: [f64; 11] = [3., 1., 4., 1., 5., 9., 2., 6., 5., 3., 5.];

    #[test]
    fn numbers_of_statsforecast() {
        // statsforecast 2.1.1: HistoricAverage().fit(Y).predict(2, level=[90]).
        let model = HistoricAverage::default().fit(&Panel::from_values(&Y).unwrap()).unwrap();
        let forecast = model.forecast(2, &[90.0]).unwrap();
        close_to(forecast.f64("HistoricAverage").unwrap(), &[4.0; 2], 1e-14);
        close_to(forecast.f64("HistoricAverage-lo-90").unwrap(), &[-0.065_514_840_652_374_67; 2], 1e-12);
        close_to(model.fitted().unwrap().f64("HistoricAverage").unwrap(), &[4.0; 11], 1e-14);
    }

    #[test]
    fn an_update_is_a_longer_fit() {
        let fit = |y: &[f64]| HistoricAverage {}.fit_series(Series::new(y), &Context::new()).unwrap().state;
        let mut state = fit(&Y[..5]);
        close_to(&state.update(Series::new(&Y[5..])).unwrap()[..2], &[2.8, 23.0 / 6.0], 1e-14);
        assert_eq!(state, fit(&Y));
        assert_eq!(altered(&state, |_| ()).unwrap(), state);
        for (name, wrong) in [("mean", f64::NAN), ("squares", -1.0), ("squares", f64::INFINITY)] {
            assert!(altered(&state, |store| store.put(&format!("state.{name}"), &[wrong])).is_err());
        }
        assert!(altered(&state, |store| store.put("state.n", &[0i64])).is_err());
    }

    #[test]
    fn one_observation_is_continued() {
        let model = HistoricAverage::default().fit(&Panel::from_values(&[7.5]).unwrap()).unwrap();
        let forecast = model.forecast(3, &[95.0]).unwrap();
        assert_eq!(forecast.f64("HistoricAverage").unwrap(), forecast.f64("HistoricAverage-hi-95").unwrap());
    }
}
