//! Residuals of Holt-Winters forecasts in a stream.

use super::residual::{Deviation, off};
use super::{Watch, Watches, within};
use crate::component::{Component, Context, RowReader, RowWriter, StreamDetector, corrupt, setters};
use crate::error::{Result, err};
use crate::math::stats::{mean, median};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores a value by how many running standard deviations it is off its forecast by level, trend and season:
/// Holt-Winters smoothing, one step at a time.
///
/// With the forecast f = l + b + s and e = x - f: l = l + b + alpha e, b = b + alpha beta e, s = s + gamma e, where s
/// is the share of that place in the season. The score is |e| over the deviation so far, whose square has the weight
/// `deviation_alpha` for the newest e².
///
/// The first `warm_up` values give the start: the trend from values half of them apart in whole seasons, then level,
/// season and deviation from what is left.
///
/// With `robust` an outlier is not learned from: where |e| is above 2 deviations, level, trend and season learn from 2
/// deviations only; the square of e in the deviation is bounded (Tukey's biweight); and the start is made of medians. A
/// new level that lasts is then followed within some dozens of values, and told all the while.
///
/// Input: rows of numbers in time order and at even steps, none missing. Of several columns the score is the largest
/// over the columns.
/// Output: one score a row, 0 for the first `warm_up` rows, at most 1e12; above `threshold` a row is an anomaly.
/// Residuals within a 1e-12th of the values are rounding and score 0.
/// Errors: `kp.invalid_params` for a `warm_up` of less than two seasons; `kp.missing_values` for a missing value,
/// `kp.invalid_data` for a column of categories.
/// Cost: O(1) a value; memory for a season, and for `warm_up` values until they are complete.
/// Source: Winters, Forecasting sales by exponentially weighted moving averages, Management Science 6, 1960, in the
/// form of Hyndman and Athanasopoulos, Forecasting: Principles and Practice; Gelper, Fried and Croux, Robust
/// forecasting with exponential and Holt-Winters smoothing, Journal of Forecasting 29, 2010. Without `robust`,
/// residuals are those of statsmodels 0.14 `ExponentialSmoothing` from the same start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct HoltWintersResidual {
    /// How many values a season has; 1, the default, for no season.
    #[schemars(range(min = 1, max = 100_000))]
    pub season_length: u32,
    /// How much of a residual goes into the level. Default 0.2.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub alpha: f64,
    /// How much of a change of the level goes into the trend. Default 0.01; 0 for a trend that stays.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub beta: f64,
    /// How much of a residual goes into the season. Default 0.1.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub gamma: f64,
    /// How much of the newest squared residual goes into that of the deviation. Default 0.01.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub deviation_alpha: f64,
    /// How many values make the start; the larger of 30 and three seasons when absent.
    #[schemars(range(min = 4, max = 1_000_000))]
    pub warm_up: Option<u32>,
    /// Do not learn from outliers. Default true.
    pub robust: bool,
    /// The score above which a row is an anomaly. Default 4.
    #[schemars(range(min = 0.0, max = 1e12))]
    pub threshold: f64,
}

impl Default for HoltWintersResidual {
    fn default() -> Self {
        Self {
            season_length: 1,
            alpha: 0.2,
            beta: 0.01,
            gamma: 0.1,
            deviation_alpha: 0.01,
            warm_up: None,
            robust: true,
            threshold: 4.0,
        }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::HoltWintersResidual, component::{Context, StreamDetector}, data::{Frame, Table}};
    /// let wave = |from: u32, to: u32| (from..to).map(|t| f64::from(t * t % 12 + t)).collect::<Vec<_>>();
    /// let past = Frame::new().with("x", wave(0, 96))?;
    /// let mut model = HoltWintersResidual::default().season_length(12_u32).fit(&Table::from_frame(&past)?)?;
    /// let mut news = wave(96, 108);
    /// news[5] += 3.0;
    /// let seen = model.update(&Frame::new().with("x", news)?.into(), &Context::new())?;
    /// let told: Vec<f64> = seen.numbers("anomaly")?;
    /// assert_eq!(told.iter().position(|&told| told == 1.0), Some(5));
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    HoltWintersResidual {
        /// Sets how many values a season has.
        season_length: u32,
        /// Sets how much of a residual goes into the level.
        alpha: f64,
        /// Sets how much of a change of the level goes into the trend.
        beta: f64,
        /// Sets how much of a residual goes into the season.
        gamma: f64,
        /// Sets how much of the newest squared residual goes into that of the deviation.
        deviation_alpha: f64,
        /// Sets how many values make the start.
        warm_up: u32,
        /// Sets whether outliers are not learned from.
        robust: bool,
        /// Sets the score above which a row is an anomaly.
        threshold: f64,
    }
}

impl Component for HoltWintersResidual {
    const ID: &'static str = "anomaly.holt_winters_residual";
    const NAME: &'static str = "HoltWintersResidual";
    const VERSION: u32 = 1;
}

impl StreamDetector for HoltWintersResidual {
    type State = Watches<HoltWintersWatch>;

    fn threshold(&self) -> f64 {
        self.threshold
    }

    fn start(&self, columns: usize, _ctx: &Context) -> Result<Self::State> {
        let season = self.season_length;
        let warm_up = self.warm_up.unwrap_or((3 * season).max(30));
        if warm_up / 2 < season {
            let least = 2 * season;
            return Err(err!(InvalidParams, "warm_up is {warm_up}; must be at least two seasons: {least}")
                .with("param", "warm_up"));
        }
        let params = Self { warm_up: Some(warm_up), ..self.clone() };
        Ok(Watches::new(columns, &HoltWintersWatch { params, first: Vec::new(), smooth: None }))
    }
}

/// Beyond what level, trend and season do not grow, whatever the weights.
const FAR: f64 = 1e105;

/// Level, trend and season of one column; they begin when the first values are complete.
#[derive(Clone, Debug, PartialEq)]
pub struct HoltWintersWatch {
    params: HoltWintersResidual,
    first: Vec<f64>,
    smooth: Option<Smooth>,
}

#[derive(Clone, Debug, PartialEq)]
struct Smooth {
    level: f64,
    trend: f64,
    season: Vec<f64>,
    /// The place of the next value in the season.
    place: usize,
    deviation: Deviation,
}

impl Smooth {
    /// The start: as if the first values had been smoothed.
    fn of(y: &[f64], params: &HoltWintersResidual) -> Self {
        let (n, length) = (y.len(), params.season_length as usize);
        let middle = |mut values: Vec<f64>| if params.robust { median(&mut values) } else { mean(&values) };
        let apart = length * (n / (2 * length));
        let slopes = (apart..n).map(|t| (y[t] - y[t - apart]) / apart as f64);
        let trend = middle(slopes.collect());
        let mut left: Vec<f64> = y.iter().enumerate().map(|(t, value)| value - trend * t as f64).collect();
        // Whole seasons, so that no place of the season counts more than others.
        let level = middle(left[n % length..].to_vec());
        left.iter_mut().for_each(|value| *value -= level);
        let season = if length > 1 {
            (0..length).map(|place| middle(left.iter().skip(place).step_by(length).copied().collect())).collect()
        } else {
            vec![0.0]
        };
        let residual = |(t, &value): (usize, &f64)| off(value, level + trend * t as f64 + season[t % length]);
        let residuals: Vec<f64> = y.iter().enumerate().map(residual).collect();
        let deviation = Deviation::of(&residuals, params.deviation_alpha, params.robust);
        Self { level: level + trend * (n - 1) as f64, trend, season, place: n % length, deviation }
    }

    /// The score of a value, and then learns from it.
    fn update(&mut self, value: f64, params: &HoltWintersResidual) -> f64 {
        let forecast = self.level + self.trend + self.season[self.place];
        let residual = off(value, forecast);
        let score = self.deviation.score(residual);
        let learned = self.deviation.learn(residual);
        let near = |value: f64| value.clamp(-FAR, FAR);
        self.level = near(self.level + self.trend + params.alpha * learned);
        self.trend = near(self.trend + params.alpha * params.beta * learned);
        if self.season.len() > 1 {
            self.season[self.place] = near(self.season[self.place] + params.gamma * learned);
            self.place = (self.place + 1) % self.season.len();
        }
        score
    }
}

impl Watch for HoltWintersWatch {
    fn update(&mut self, value: f64) -> f64 {
        if let Some(smooth) = &mut self.smooth {
            return smooth.update(value, &self.params);
        }
        self.first.push(value);
        if Some(self.first.len()) == self.params.warm_up.map(|count| count as usize) {
            self.smooth = Some(Smooth::of(&std::mem::take(&mut self.first), &self.params));
        }
        0.0
    }

    fn store(&self, row: &mut RowWriter) {
        let params = &self.params;
        row.i64("season_length", i64::from(params.season_length));
        row.f64("alpha", params.alpha);
        row.f64("beta", params.beta);
        row.f64("gamma", params.gamma);
        row.f64("deviation_alpha", params.deviation_alpha);
        row.i64("warm_up", params.warm_up.map_or(0, i64::from));
        row.i64("robust", i64::from(params.robust));
        row.list("first", &self.first);
        let smooth = self.smooth.as_ref();
        row.f64("level", smooth.map_or(0.0, |smooth| smooth.level));
        row.f64("trend", smooth.map_or(0.0, |smooth| smooth.trend));
        row.list("season", smooth.map_or(&[], |smooth| &smooth.season));
        row.i64("place", smooth.map_or(0, |smooth| smooth.place as i64));
        Deviation::store(smooth.map(|smooth| &smooth.deviation), row);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let length = row.count("season_length", 100_000)?;
        let (alpha, beta) = (within(row, "alpha", 0.0, 1.0)?, within(row, "beta", 0.0, 1.0)?);
        let (gamma, deviation_alpha) = (within(row, "gamma", 0.0, 1.0)?, within(row, "deviation_alpha", 0.0, 1.0)?);
        let (warm_up, robust) = (row.count("warm_up", 1_000_000)?, row.count("robust", 1)? == 1);
        let first = row.list("first")?;
        let (level, trend) = (within(row, "level", -FAR, FAR)?, within(row, "trend", -FAR, FAR)?);
        let (season, place) = (row.list("season")?, row.count("place", length)?);
        let deviation = Deviation::restore(row, deviation_alpha, robust)?;
        if length == 0 || warm_up / 2 < length || first.len() >= warm_up {
            return Err(corrupt("first", "has more values than make the start"));
        }
        if first.iter().any(|value| !value.is_finite() || value.abs() > 1e100) {
            return Err(corrupt("first", "has a value out of range"));
        }
        let begun = !season.is_empty();
        let finite = season.iter().all(|value| value.abs() <= FAR);
        if (begun && (season.len() != length || place >= length || !first.is_empty())) || !finite {
            return Err(corrupt("season", "is not a season of that length"));
        }
        let params = HoltWintersResidual {
            season_length: length as u32,
            alpha,
            beta,
            gamma,
            deviation_alpha,
            warm_up: Some(warm_up as u32),
            robust,
            ..Default::default()
        };
        let smooth = begun.then_some(Smooth { level, trend, season, place, deviation });
        Ok(Self { params, first, smooth })
    }
}
