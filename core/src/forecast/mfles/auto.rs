//! The choice among settings, by forecasts of the last observations.

use super::boost::{Boost, FIRST_SMOOTHING};
use super::state::MflesState;
use super::{LEAST_OBSERVATIONS, MFLES, lengths, naive};
use crate::component::{Component, Context, FittedSeries, ForecastState, Forecaster, Request, params, setters};
use crate::data::Series;
use crate::error::Result;
use crate::forecast::season_lengths::periods;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What errors of forecasts are measured by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ErrorMeasure {
    /// The mean of |error| × 2 / |value + forecast|.
    #[default]
    Smape,
    /// The mean of |error / forecast|.
    Mape,
    /// The mean square.
    Mse,
    /// The mean of |error|.
    Mae,
}

impl ErrorMeasure {
    fn of(self, y: &[f64], forecast: &[f64]) -> f64 {
        let one = |(&y, &forecast): (&f64, &f64)| {
            let error: f64 = y - forecast;
            match self {
                Self::Smape => 2.0 * error.abs() / (y + forecast + 1e-6).abs(),
                Self::Mape => (error / (forecast + 1e-6)).abs(),
                Self::Mse => error * error,
                Self::Mae => error.abs(),
            }
        };
        y.iter().zip(forecast).map(one).sum::<f64>() / y.len() as f64
    }
}

/// MFLES with the settings that forecast each series' last observations best.
///
/// With a season there are 12 settings: with the season or without it, later seasons counting more or not, and as the
/// smoother a mean of exponential smoothers or a moving average over the shortest season, half of it, or two values. Without
/// a season there are 6: either smoother or, after five rounds, none, and lines robust where the series spreads more than
/// 0.5, or never. Each forecasts the last `test_size` observations, and as many that ended `step_size` before, and so on; the one of the least
/// mean error is fitted to the whole series. Whether lines are robust is decided on the longest part.
///
/// Input: a panel without missing values; as for MFLES. Where the series has not enough for `n_windows`, those that it has
/// count; without any it is the exponential smoothers, and weights on the season.
/// Output: as MFLES.
/// Errors: `kp.missing_values`.
/// Cost: that of 7 fits of MFLES with a season and two windows, of 5 without, for settings share their first rounds.
/// Source: Blume, MFLES (github.com/tblume1992/MFLES), 2024. Choices and forecasts agree with statsforecast 2.1.1
/// `AutoMFLES` where those of MFLES do; its settings cannot be given here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct AutoMFLES {
    /// Observations in each season: [24, 168] for hours in days and weeks, 12 for months in years; 1 for no season. When
    /// empty, the default, those that SeasonLengths finds in each series, at most three.
    #[serde(deserialize_with = "params::one_or_list")]
    #[schemars(schema_with = "lengths")]
    pub season_lengths: Vec<u32>,
    /// Observations in a test, best as many as are to be forecast; null, the default, for the longest season, or 6 without
    /// a season.
    #[schemars(range(min = 1, max = 100_000))]
    pub test_size: Option<u32>,
    /// Tests, each that much earlier.
    #[schemars(range(min = 1, max = 1000))]
    pub n_windows: u32,
    /// Observations from one test to the next; null, the default, for the size of a test.
    #[schemars(range(min = 1, max = 100_000))]
    pub step_size: Option<u32>,
    /// What errors are measured by.
    pub metric: ErrorMeasure,
}

impl Default for AutoMFLES {
    fn default() -> Self {
        let metric = ErrorMeasure::Smape;
        Self { season_lengths: Vec::new(), test_size: None, n_windows: 2, step_size: None, metric }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::Forecaster, data::Panel, forecast::AutoMFLES};
    /// let y: Vec<f64> = (0..48).map(|t| 9.0 + [4.0, 0.0, -4.0][t % 3]).collect();
    /// let forecast = AutoMFLES::default().season_lengths([3]).fit(&Panel::from_values(&y)?)?.forecast(3, &[])?;
    /// let next = forecast.f64("AutoMFLES")?;
    /// assert!((next[0] - 13.0).abs() < 0.1 && (next[2] - 5.0).abs() < 0.1, "{next:?}");
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    AutoMFLES {
        /// Sets the observations in each season.
        season_lengths: impl Into<Vec<u32>>,
        /// Sets the observations in a test.
        test_size: u32,
        /// Sets how many tests there are.
        n_windows: u32,
        /// Sets the observations from one test to the next.
        step_size: u32,
        /// Sets what errors are measured by.
        metric: ErrorMeasure,
    }
}

impl Component for AutoMFLES {
    const ID: &'static str = "forecast.auto_mfles";
    const NAME: &'static str = "AutoMFLES";
    const VERSION: u32 = 1;
}

/// Settings that differ in the smoother alone, so that their first rounds are the same.
struct Group {
    seasonal: bool,
    /// Those of fewer rounds first.
    smoothers: Vec<MFLES>,
}

/// Never robust.
const NO_THRESHOLD: f64 = 10_000.0;

/// The settings in the order in which the first of several that are equally good is taken.
fn groups(shortest: Option<u32>) -> Vec<Group> {
    let group = |seasonal: bool, start: MFLES, orders: &[u32]| {
        let averages = orders.iter().map(|&order| start.clone().ma(order));
        let smoothers = std::iter::once(start.clone().smoother(true)).chain(averages).collect();
        Group { seasonal, smoothers }
    };
    let without_season = |most: f64| {
        let mut group = group(false, MFLES::default().cov_threshold(most), &[1]);
        group.smoothers.insert(0, MFLES::default().cov_threshold(most).max_rounds(5_u32));
        group
    };
    match shortest {
        Some(shortest) => {
            let orders = [shortest, shortest / 2, 1];
            vec![
                group(true, MFLES::default().seasonality_weights(true), &orders),
                group(false, MFLES::default(), &orders),
                group(true, MFLES::default(), &orders),
            ]
        }
        None => vec![without_season(0.5), without_season(NO_THRESHOLD)],
    }
}

impl AutoMFLES {
    /// The errors of each setting of a group, one setting after the other.
    fn errors(&self, y: &[f64], periods: &[usize], group: &Group, ctx: &Context) -> Result<Vec<f64>> {
        let size = self.size(periods);
        let step = self.step_size.map_or(size, |step| step as usize);
        let windows = (1 + (y.len() - size - LEAST_OBSERVATIONS) / step).min(self.n_windows as usize);
        let mut errors = vec![0.0; group.smoothers.len()];
        let mut robust = None;
        for window in 0..windows {
            let n = y.len() - size - window * step;
            let (train, test) = (&y[..n], &y[n..n + size]);
            let own: Vec<usize> = periods.iter().copied().filter(|&period| group.seasonal && period <= n).collect();
            let naive = naive(train);
            let mut start = Boost::new(train, &own, &group.smoothers[0]);
            start.robust = robust;
            let mut done = 0;
            for (error, component) in errors.iter_mut().zip(&group.smoothers) {
                let state = if let Some(fitted) = &naive {
                    fitted.state.clone()
                } else {
                    let (common, all) =
                        (FIRST_SMOOTHING.min(component.max_rounds as usize), component.max_rounds as usize);
                    start.rounds(done, common, component, ctx)?;
                    (done, robust) = (common, start.robust);
                    let mut boost = start.clone();
                    boost.rounds(common, all, component, ctx)?;
                    MflesState::of(boost)?.0
                };
                let forecast = state.forecast(Request { h: size, levels: &[], future: &[] });
                *error += forecast.map_or(f64::INFINITY, |forecast| self.metric.of(test, &forecast.mean));
            }
        }
        Ok(errors)
    }

    fn size(&self, periods: &[usize]) -> usize {
        self.test_size.map_or_else(|| periods.last().copied().unwrap_or(6), |size| size as usize)
    }

    /// The settings that forecast best, and whether they have a season.
    fn best(&self, y: &[f64], periods: &[usize], ctx: &Context) -> Result<(MFLES, bool)> {
        let groups = groups(periods.first().map(|&period| period as u32));
        if y.len() < self.size(periods) + LEAST_OBSERVATIONS {
            return Ok((groups[0].smoothers[0].clone(), groups[0].seasonal));
        }
        let errors: Vec<Vec<f64>> =
            groups.iter().map(|group| self.errors(y, periods, group, ctx)).collect::<Result<_>>()?;
        let mut best = (f64::INFINITY, 0, 0);
        for smoother in 0..groups[0].smoothers.len() {
            for (at, errors) in errors.iter().enumerate() {
                if errors[smoother] < best.0 {
                    best = (errors[smoother], at, smoother);
                }
            }
        }
        Ok((groups[best.1].smoothers[best.2].clone(), groups[best.1].seasonal))
    }
}

impl Forecaster for AutoMFLES {
    type State = MflesState;

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<MflesState>> {
        let y = series.complete(1)?;
        if let Some(fitted) = naive(y) {
            return Ok(fitted);
        }
        let periods = periods(&self.season_lengths, y, ctx)?;
        let (component, seasonal) = self.best(y, &periods, ctx)?;
        let mut boost = Boost::new(y, if seasonal { &periods } else { &[] }, &component);
        boost.rounds(0, component.max_rounds as usize, &component, ctx)?;
        let (state, fitted) = MflesState::of(boost)?;
        Ok(FittedSeries { state, fitted })
    }
}
