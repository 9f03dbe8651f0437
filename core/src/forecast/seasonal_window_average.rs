//! The average of the last seasons.

use crate::component::{
    Component, Context, FittedSeries, ForecastState, Forecaster, Intervals, Request, RowReader, RowWriter, corrupt,
    setters,
};
use crate::data::Series;
use crate::error::Result;
use libm::sqrt;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Forecasts each place of the season by its average over the last seasons.
///
/// y(n+h) = mean of y(n+h-m), y(n+h-2m), ... over `window_size` seasons of length m, each forecast season like the one
/// before it. The interval is that of `WindowAverage`, season by season: sigma × sqrt(1 + k alpha²) in the k-th season after
/// the first, with alpha = 2 / (window_size + 1) and sigma² the mean square of the one-step errors.
///
/// Input: a panel without missing values, at least season_length × window_size observations a series (one more for intervals
/// wider than a point).
/// Cost: O(n) a series.
/// Source: statsforecast 2.1.1 `SeasonalWindowAverage`; Hyndman et al. (2008), table 6.2, for the interval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct SeasonalWindowAverage {
    /// Observations a season.
    #[schemars(range(min = 1, max = 8784))]
    pub season_length: u32,
    /// Seasons to average over.
    #[schemars(range(min = 1, max = 10_000))]
    pub window_size: u32,
}

impl Default for SeasonalWindowAverage {
    fn default() -> Self {
        Self { season_length: 1, window_size: 1 }
    }
}

setters! {
    /// Setters.
    SeasonalWindowAverage {
        /// Sets the observations a season.
        season_length: u32,
        /// Sets the seasons to average over.
        window_size: u32,
    }
}

/// ```
/// use kingpost::{component::Forecaster, data::Panel, forecast::SeasonalWindowAverage};
/// let two = SeasonalWindowAverage::default().season_length(2).window_size(2);
/// let model = two.fit(&Panel::from_values(&[1.0, 10.0, 3.0, 20.0])?)?;
/// assert_eq!(model.forecast(3, &[])?.f64("SeasonalWindowAverage")?, [2.0, 15.0, 2.0]);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for SeasonalWindowAverage {
    const ID: &'static str = "forecast.seasonal_window_average";
    const NAME: &'static str = "SeasonalWindowAverage";
    const VERSION: u32 = 1;
}

/// The last seasons as a ring, and the size of the one-step errors.
#[derive(Clone, Debug, PartialEq)]
pub struct SeasonalWindowAverageState {
    season: usize,
    /// The oldest value is at `next`.
    window: Vec<f64>,
    next: usize,
    squares: f64,
    errors: usize,
}

impl Forecaster for SeasonalWindowAverage {
    type State = SeasonalWindowAverageState;

    fn fit_series(&self, series: Series<'_>, _ctx: &Context) -> Result<FittedSeries<SeasonalWindowAverageState>> {
        let (season, length) = (self.season_length as usize, self.season_length as usize * self.window_size as usize);
        let y = series.complete(length)?;
        let window = y[..length].to_vec();
        let mut state = SeasonalWindowAverageState { season, window, next: 0, squares: 0.0, errors: 0 };
        let mut fitted = vec![f64::NAN; length];
        fitted.extend(state.update(Series::new(&y[length..]))?);
        Ok(FittedSeries { state, fitted })
    }
}

impl SeasonalWindowAverageState {
    /// The average of a place of the season, so many steps after the oldest value.
    fn mean(&self, place: usize) -> f64 {
        let length = self.window.len();
        let at = |value: usize| self.window[(self.next + place % self.season + value * self.season) % length];
        let seasons = length / self.season;
        (0..seasons).map(at).sum::<f64>() / seasons as f64
    }
}

impl ForecastState for SeasonalWindowAverageState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let sigma = if self.errors == 0 { 0.0 } else { sqrt(self.squares / self.errors as f64) };
        let alpha = 2.0 / ((self.window.len() / self.season) as f64 + 1.0);
        let spread = |step: usize| sigma * sqrt(1.0 + (step / self.season) as f64 * alpha * alpha);
        let spread: Vec<f64> = (0..request.h).map(spread).collect();
        let mean = (0..request.h).map(|step| self.mean(step)).collect();
        Ok(Intervals::normal(mean, &spread, request.levels))
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let y = new.complete(0)?;
        let mut step = |&value: &f64| {
            let expected = self.mean(0);
            self.squares += (value - expected) * (value - expected);
            self.errors += 1;
            self.window[self.next] = value;
            self.next = (self.next + 1) % self.window.len();
            expected
        };
        Ok(y.iter().map(&mut step).collect())
    }

    fn store(&self, row: &mut RowWriter) {
        row.i64("season", self.season as i64);
        row.list("window", &self.window);
        row.i64("next", self.next as i64);
        row.f64("squares", self.squares);
        row.i64("errors", self.errors as i64);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let (season, window) = (row.count("season", 8784)?, row.list("window")?);
        if season == 0
            || window.is_empty()
            || window.len() % season != 0
            || !window.iter().all(|value| value.is_finite())
        {
            return Err(corrupt("window", "is not a window of whole seasons of finite values"));
        }
        let next = row.count("next", window.len() - 1)?;
        Ok(Self { season, window, next, squares: row.finite("squares")?, errors: row.count("errors", 1 << 53)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Panel;
    use crate::forecast::{SeasonalNaive, WindowAverage};

    const Y: [f64; 11] = [3.0, 8.0, 1.0, 4.0, 9.0, 2.0, 8.0, 12.0, 0.0, 5.0, 9.5];

    #[test]
    fn the_average_is_that_of_the_reference() {
        // statsforecast 2.1.1: SeasonalWindowAverage(3, 2).forecast(np.array(Y), 5)["mean"]
        let model =
            SeasonalWindowAverage::default().season_length(3).window_size(2).fit(&Panel::from_values(&Y).unwrap());
        let forecast = model.unwrap().forecast(5, &[]).unwrap();
        assert_eq!(forecast.f64("SeasonalWindowAverage").unwrap(), [1.0, 6.5, 10.75, 1.0, 6.5]);
    }

    #[test]
    fn one_season_is_the_seasonal_naive_and_a_season_of_one_the_window_average() {
        let panel = Panel::from_values(&Y).unwrap();
        let forecast = |model: crate::component::Model, name: &str| {
            let frame = model.forecast(7, &[80.0]).unwrap();
            ["", "-lo-80", "-hi-80"].map(|side| frame.f64(&format!("{name}{side}")).unwrap().to_vec())
        };
        let naive = forecast(SeasonalNaive::default().season_length(3u32).fit(&panel).unwrap(), "SeasonalNaive");
        let one = SeasonalWindowAverage::default().season_length(3).fit(&panel).unwrap();
        assert_eq!(forecast(one, "SeasonalWindowAverage"), naive);
        let average = forecast(WindowAverage::default().window_size(4).fit(&panel).unwrap(), "WindowAverage");
        let flat = SeasonalWindowAverage::default().window_size(4).fit(&panel).unwrap();
        for (a, b) in forecast(flat, "SeasonalWindowAverage").iter().flatten().zip(average.iter().flatten()) {
            assert!((a - b).abs() < 1e-12, "{a} {b}");
        }
    }
}
