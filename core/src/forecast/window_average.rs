//! The mean of the last few values.

use crate::component::{
    Component, Context, FittedSeries, ForecastState, Forecaster, Intervals, Request, RowReader, RowWriter, corrupt,
    setters,
};
use crate::data::Series;
use crate::error::Result;
use libm::sqrt;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Forecasts the mean of the last `window_size` values.
///
/// y(n+h) = (y(n) + ... + y(n-w+1)) / w. A window of w values is as old on average as exponential smoothing with
/// alpha = 2 / (w+1), so the interval is that of simple exponential smoothing: sigma × sqrt(1 + (h-1) × alpha²), where
/// sigma² is the mean square of the one-step errors. A window of 1 is the naive forecast with its interval, and the
/// wider the window, the steadier the level is taken to be.
///
/// Input: a panel without missing values, at least one window a series (one observation more for intervals wider than a
/// point). Output: a constant. The first `window_size` fitted values are NaN.
/// Errors: `kp.not_enough_data` for a series shorter than the window, `kp.missing_values` where one is missing.
/// Cost: O(n) a series; a window of memory; an update takes constant time a point on average.
/// Source: point forecasts as in statsforecast 2.1.1 `WindowAverage`, which has no analytic interval; equal average age
/// from Brown, Smoothing, Forecasting and Prediction (1963), 7; the variance from Hyndman, Koehler, Ord and Snyder,
/// Forecasting with Exponential Smoothing (2008), table 6.1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct WindowAverage {
    /// Observations in the mean; 1 by default, the naive forecast.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub window_size: u32,
}

impl Default for WindowAverage {
    fn default() -> Self {
        Self { window_size: 1 }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::Forecaster, data::Panel, forecast::WindowAverage};
    /// let model = WindowAverage::default().window_size(2).fit(&Panel::from_values(&[1.0, 3.0, 5.0])?)?;
    /// assert_eq!(model.forecast(1, &[])?.f64("WindowAverage")?, [4.0]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    WindowAverage {
        /// Sets the observations in the mean.
        window_size: u32,
    }
}

impl Component for WindowAverage {
    const ID: &'static str = "forecast.window_average";
    const NAME: &'static str = "WindowAverage";
    const VERSION: u32 = 1;
}

/// The window and the size of the one-step errors.
#[derive(Clone, Debug, PartialEq)]
pub struct WindowAverageState {
    /// The window as a ring; `next` is the place of the oldest value.
    window: Vec<f64>,
    next: usize,
    /// Sum of the window, counted afresh once a turn of the ring so that rounding cannot pile up.
    sum: f64,
    /// Sum of the squared one-step errors, and how many there are.
    squares: f64,
    errors: usize,
}

impl Forecaster for WindowAverage {
    type State = WindowAverageState;

    fn fit_series(&self, series: Series<'_>, _ctx: &Context) -> Result<FittedSeries<WindowAverageState>> {
        let size = self.window_size as usize;
        let y = series.complete(size)?;
        let window = y[..size].to_vec();
        let sum = window.iter().sum();
        let mut state = WindowAverageState { window, next: 0, sum, squares: 0.0, errors: 0 };
        let mut fitted = vec![f64::NAN; size];
        fitted.extend(state.update(Series::new(&y[size..]))?);
        Ok(FittedSeries { state, fitted })
    }
}

impl WindowAverageState {
    fn mean(&self) -> f64 {
        self.sum / self.window.len() as f64
    }
}

impl ForecastState for WindowAverageState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let sigma = if self.errors == 0 { 0.0 } else { sqrt(self.squares / self.errors as f64) };
        let alpha = 2.0 / (self.window.len() as f64 + 1.0);
        let spread: Vec<f64> = (0..request.h).map(|step| sigma * sqrt(1.0 + step as f64 * alpha * alpha)).collect();
        Ok(Intervals::normal(vec![self.mean(); request.h], &spread, request.levels))
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let y = new.complete(0)?;
        let mut step = |&value: &f64| {
            let expected = self.mean();
            self.squares += (value - expected) * (value - expected);
            self.errors += 1;
            self.sum += value - std::mem::replace(&mut self.window[self.next], value);
            self.next += 1;
            if self.next == self.window.len() {
                self.next = 0;
                self.sum = self.window.iter().sum();
            }
            expected
        };
        Ok(y.iter().map(&mut step).collect())
    }

    fn store(&self, row: &mut RowWriter) {
        // The ring as it lies: the place of its start decides when the sum is counted afresh.
        row.list("window", &self.window);
        row.i64("next", self.next as i64);
        row.f64("sum", self.sum);
        row.f64("squares", self.squares);
        row.i64("errors", self.errors as i64);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let window = row.list("window")?;
        if window.is_empty() || !window.iter().all(|value| value.is_finite()) {
            return Err(corrupt("window", "is not a window of finite values"));
        }
        let next = row.count("next", window.len() - 1)?;
        let (sum, squares) = (row.finite("sum")?, row.finite("squares")?);
        Ok(Self { window, next, sum, squares, errors: row.count("errors", 1 << 53)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Panel;
    use crate::forecast::Naive;

    const Y: [f64; 11] = [3., 1., 4., 1., 5., 9., 2., 6., 5., 3., 5.];

    #[test]
    fn the_mean_of_the_window() {
        // statsforecast 2.1.1: WindowAverage(3).fit(Y).predict(2) is 4.33333333 twice.
        let model = WindowAverage::default().window_size(3).fit(&Panel::from_values(&Y).unwrap()).unwrap();
        let forecast = model.forecast(2, &[]).unwrap();
        let mean = forecast.f64("WindowAverage").unwrap();
        assert!((mean[0] - 13.0 / 3.0).abs() < 1e-12 && mean[0] == mean[1], "{mean:?}");
    }

    #[test]
    fn the_interval_grows_as_that_of_exponential_smoothing() {
        // Window 3: alpha = 1/2. One-step errors of 1, 2, 3, 10, 5 are 10 - 2 and 5 - 5.
        let y = [1., 2., 3., 10., 5.];
        let model = WindowAverage::default().window_size(3).fit(&Panel::from_values(&y).unwrap()).unwrap();
        let forecast = model.forecast(5, &[95.0]).unwrap();
        let upper = forecast.f64("WindowAverage-hi-95").unwrap();
        let sigma = 32f64.sqrt();
        assert!((upper[0] - (6.0 + 1.959_963_985 * sigma)).abs() < 1e-6, "{upper:?}");
        assert!((upper[4] - (6.0 + 1.959_963_985 * sigma * 2f64.sqrt())).abs() < 1e-6, "{upper:?}");
    }

    #[test]
    fn a_window_of_one_is_naive() {
        let panel = Panel::from_values(&Y).unwrap();
        let window = WindowAverage::default().fit(&panel).unwrap().forecast(4, &[80.0]).unwrap();
        let naive = Naive::default().fit(&panel).unwrap().forecast(4, &[80.0]).unwrap();
        for end in ["", "-lo-80", "-hi-80"] {
            let of = |frame: &crate::data::Frame, name: &str| frame.f64(&format!("{name}{end}")).unwrap().to_vec();
            assert_eq!(of(&window, "WindowAverage"), of(&naive, "Naive"));
        }
    }

    #[test]
    fn an_update_is_a_longer_fit_and_rounding_does_not_pile_up() {
        let component = WindowAverage::default().window_size(4);
        let fit = |y: &[f64]| component.fit_series(Series::new(y), &Context::new()).unwrap().state;
        let mut state = fit(&Y[..6]);
        state.update(Series::new(&Y[6..])).unwrap();
        assert_eq!(state, fit(&Y));
        state.update(Series::new(&[1e17, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0])).unwrap();
        assert_eq!(state.mean(), 1.0);
    }
}
