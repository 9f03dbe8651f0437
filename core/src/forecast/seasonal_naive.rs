//! The value of the same season, one period ago.

use crate::component::{
    Component, Context, FittedSeries, ForecastState, Forecaster, Intervals, Request, RowReader, RowWriter, corrupt,
    setters,
};
use crate::data::Series;
use crate::error::Result;
use libm::sqrt;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Forecasts the last value of the same season: last January for January.
///
/// y(n+h) = y(n+h-m(k+1)), where m is the season's length and k the whole seasons in h-1; the interval is that of a
/// seasonal random walk: sigma × sqrt(k+1), where sigma² is the mean square of the one-season errors.
///
/// Input: a panel without missing values, at least one season a series (one observation more for intervals wider than a
/// point). Output: the last season, repeated.
/// Errors: `kp.not_enough_data` for a series shorter than a season, `kp.missing_values` where one is missing.
/// Cost: O(n) a series; a season of memory; an update takes constant time a point.
/// Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.2 and 5.5; the numbers agree
/// with statsforecast 2.1.1 `SeasonalNaive`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct SeasonalNaive {
    /// Observations in a season: 12 for months in a year. With 1, the default, this is the naive forecast.
    #[schemars(range(min = 1, max = 8784))]
    pub season_length: u32,
}

impl Default for SeasonalNaive {
    fn default() -> Self {
        Self { season_length: 1 }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::Forecaster, data::Panel, forecast::SeasonalNaive};
    /// let y = Panel::from_values(&[1.0, 5.0, 2.0, 6.0])?;
    /// let model = SeasonalNaive::default().season_length(2).fit(&y)?;
    /// assert_eq!(model.forecast(3, &[])?.f64("SeasonalNaive")?, [2.0, 6.0, 2.0]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    SeasonalNaive {
        /// Sets the observations in a season.
        season_length: u32,
    }
}

impl Component for SeasonalNaive {
    const ID: &'static str = "forecast.seasonal_naive";
    const NAME: &'static str = "SeasonalNaive";
    const VERSION: u32 = 1;
}

/// The last season and the size of the one-season errors.
#[derive(Clone, Debug, PartialEq)]
pub struct SeasonalNaiveState {
    /// The last season as a ring; `next` is the place of the oldest value, which is the next forecast.
    season: Vec<f64>,
    next: usize,
    /// Sum of the squared one-season errors, and how many there are.
    squares: f64,
    errors: usize,
}

impl Forecaster for SeasonalNaive {
    type State = SeasonalNaiveState;

    fn fit_series(&self, series: Series<'_>, _ctx: &Context) -> Result<FittedSeries<SeasonalNaiveState>> {
        let period = self.season_length as usize;
        let y = series.complete(period)?;
        let mut state = SeasonalNaiveState { season: y[..period].to_vec(), next: 0, squares: 0.0, errors: 0 };
        let mut fitted = vec![f64::NAN; period];
        fitted.extend(state.update(Series::new(&y[period..]))?);
        Ok(FittedSeries { state, fitted })
    }
}

impl SeasonalNaiveState {
    /// The last season, oldest value first.
    fn oldest_first(&self) -> impl Iterator<Item = f64> + Clone {
        self.season[self.next..].iter().chain(&self.season[..self.next]).copied()
    }
}

impl ForecastState for SeasonalNaiveState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let sigma = if self.errors == 0 { 0.0 } else { sqrt(self.squares / self.errors as f64) };
        let mean = self.oldest_first().cycle().take(request.h).collect();
        let spread: Vec<f64> = (0..request.h).map(|step| sigma * sqrt((step / self.season.len() + 1) as f64)).collect();
        Ok(Intervals::normal(mean, &spread, request.levels))
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let y = new.complete(0)?;
        let mut step = |&value: &f64| {
            let expected = std::mem::replace(&mut self.season[self.next], value);
            self.squares += (value - expected) * (value - expected);
            self.errors += 1;
            self.next = (self.next + 1) % self.season.len();
            expected
        };
        Ok(y.iter().map(&mut step).collect())
    }

    fn store(&self, row: &mut RowWriter) {
        row.list("season", &self.oldest_first().collect::<Vec<_>>());
        row.f64("squares", self.squares);
        row.i64("errors", self.errors as i64);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let season = row.list("season")?;
        if !(1..=8784).contains(&season.len()) || !season.iter().all(|value| value.is_finite()) {
            return Err(corrupt("season", "is not a season of finite values"));
        }
        Ok(Self { season, next: 0, squares: row.finite("squares")?, errors: row.count("errors", 1 << 53)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Panel;

    const Y: [f64; 11] = [3., 1., 4., 1., 5., 9., 2., 6., 5., 3., 5.];

    fn close(actual: &[f64], expected: &[f64]) {
        assert_eq!(actual.len(), expected.len());
        for (a, b) in actual.iter().zip(expected) {
            assert!((a - b).abs() < 1e-9, "{actual:?} and {expected:?}");
        }
    }

    #[test]
    fn numbers_of_statsforecast() {
        // statsforecast 2.1.1: SeasonalNaive(4).fit(Y).predict(6, level=[90]).
        let model = SeasonalNaive::default().season_length(4).fit(&Panel::from_values(&Y).unwrap()).unwrap();
        let forecast = model.forecast(6, &[90.0]).unwrap();
        assert_eq!(forecast.f64("SeasonalNaive").unwrap(), [6., 5., 3., 5., 6., 5.]);
        let lower = [
            -1.408_365_642_796_263,
            -2.408_365_642_796_263,
            -4.408_365_642_796_263,
            -2.408_365_642_796_263,
            -4.477_011_167_061_349,
            -5.477_011_167_061_349,
        ];
        close(forecast.f64("SeasonalNaive-lo-90").unwrap(), &lower);
        let fitted = model.fitted().unwrap();
        let fitted = fitted.f64("SeasonalNaive").unwrap();
        assert!(fitted[..4].iter().all(|value| value.is_nan()));
        assert_eq!(fitted[4..], [3., 1., 4., 1., 5., 9., 2.]);
    }

    #[test]
    fn an_update_is_a_longer_fit() {
        let component = SeasonalNaive::default().season_length(4);
        let fit = |y: &[f64]| component.fit_series(Series::new(y), &Context::new()).unwrap().state;
        let mut state = fit(&Y[..6]);
        assert_eq!(state.update(Series::new(&Y[6..])).unwrap(), [4., 1., 5., 9., 2.]);
        assert_eq!(state, fit(&Y));
    }

    #[test]
    fn less_than_a_season_is_refused_with_numbers() {
        let error =
            SeasonalNaive::default().season_length(12).fit_series(Series::new(&Y), &Context::new()).unwrap_err();
        assert_eq!((error.code(), error.context()["needed"].as_str()), ("kp.not_enough_data", "12"));
        let error = SeasonalNaive::default().season_length(0).fit(&Panel::from_values(&Y).unwrap()).unwrap_err();
        assert_eq!(error.code(), "kp.invalid_params");
    }
}
