//! Residuals of an autoregression that is fitted as the stream goes on.

use super::residual::{Deviation, NORMAL, off};
use super::{MOST, WIDE, Watch, Watches, within};
use crate::component::{Component, Context, RowReader, RowWriter, StreamDetector, corrupt, setters};
use crate::error::{Result, err};
use crate::math::stats::median;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores a value by how many running standard deviations it is off what the last values foretell: an autoregression of
/// order `order` on the `differences`-th differences, fitted by recursive least squares with forgetting.
///
/// The values are first brought to about 0 and 1 by the median of the first ones and of their distances from it; f = w
/// · (1, the last `order` differences), and each residual e = x - f moves w by least squares in which what is k values
/// old weighs `forgetting`^k. The score is |e| over the deviation so far, whose square has the weight `deviation_alpha`
/// for the newest e².
///
/// The first `warm_up` values give a first w and the first deviation. With `robust` they are read twice, and from the
/// second time on an outlier is not learned from: where |e| is above 2 deviations, f ± 2 deviations takes the place of
/// the value, also among the last values, and the square of e in the deviation is bounded (Tukey's biweight). A new
/// behaviour that lasts is then followed within some dozens of values, and told all the while.
///
/// Input: rows of numbers in time order and at even steps, none missing. Of several columns the score is the largest
/// over the columns.
/// Output: one score a row, 0 for the first `warm_up` rows, at most 1e12; above `threshold` a row is an anomaly.
/// Residuals within a 1e-12th of the values are rounding and score 0.
/// Errors: `kp.invalid_params` for a `warm_up` of less than three times `order`, plus `differences`;
/// `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
/// Cost: O(order²) a value in time and memory; memory for `warm_up` values until they are complete.
/// Source: recursive least squares as in Haykin, Adaptive Filter Theory; autoregression on differences in the place of
/// ARIMA as in Anava, Hazan, Mannor and Shamir, Online learning for time series prediction, COLT 2013, and Liu et al.,
/// Online ARIMA algorithms for time series prediction, AAAI 2016. Without `robust`, residuals are those of padasip
/// 1.2.2 `FilterRLS` (mu = `forgetting`, eps = 0.01) over the scaled values. Bounded residuals as in Gelper, Fried and
/// Croux, Journal of Forecasting 29, 2010.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct OnlineAR {
    /// How many of the last values a value is foretold from. Default 10.
    #[schemars(range(min = 1, max = 200))]
    pub order: u32,
    /// How often differences are taken first: 0, the default, for a level that stays; 1 for one that wanders.
    #[schemars(range(min = 0, max = 2))]
    pub differences: u32,
    /// What of the weight of a value is left one value later. Default 0.999: about the last 1,000 values count.
    #[schemars(range(min = 0.5, max = 1.0))]
    pub forgetting: f64,
    /// How much of the newest squared residual goes into that of the deviation. Default 0.01.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub deviation_alpha: f64,
    /// How many values make the start; 10 `order`, and at least 100, when absent.
    #[schemars(range(min = 4, max = 1_000_000))]
    pub warm_up: Option<u32>,
    /// Do not learn from outliers. Default true.
    pub robust: bool,
    /// The score above which a row is an anomaly. Default 4.
    #[schemars(range(min = 0.0, max = 1e12))]
    pub threshold: f64,
}

impl Default for OnlineAR {
    fn default() -> Self {
        Self {
            order: 10,
            differences: 0,
            forgetting: 0.999,
            deviation_alpha: 0.01,
            warm_up: None,
            robust: true,
            threshold: 4.0,
        }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::OnlineAR, component::{Context, StreamDetector}, data::{Frame, Table}};
    /// let wave = |from: u32, to: u32| (from..to).map(|t| libm::sin(f64::from(t) / 3.0) + f64::from(t * t % 7) / 50.0);
    /// let past = Frame::new().with("x", wave(0, 300).collect::<Vec<_>>())?;
    /// let mut model = OnlineAR::default().fit(&Table::from_frame(&past)?)?;
    /// let mut news: Vec<f64> = wave(300, 330).collect();
    /// news[20] = 0.5;
    /// let seen = model.update(&Frame::new().with("x", news)?.into(), &Context::new())?;
    /// let told: Vec<f64> = seen.numbers("anomaly")?;
    /// assert_eq!(told.iter().position(|&told| told == 1.0), Some(20));
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    OnlineAR {
        /// Sets how many of the last values a value is foretold from.
        order: u32,
        /// Sets how often differences are taken first.
        differences: u32,
        /// Sets what of the weight of a value is left one value later.
        forgetting: f64,
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

impl Component for OnlineAR {
    const ID: &'static str = "anomaly.online_ar";
    const NAME: &'static str = "OnlineAR";
    const VERSION: u32 = 1;
}

impl StreamDetector for OnlineAR {
    type State = Watches<OnlineArWatch>;

    fn threshold(&self) -> f64 {
        self.threshold
    }

    fn start(&self, columns: usize, _ctx: &Context) -> Result<Self::State> {
        let (warm_up, least) = (self.warm_up.unwrap_or((10 * self.order).max(100)), 3 * self.order + self.differences);
        if warm_up < least {
            return Err(err!(InvalidParams, "warm_up is {warm_up}; must be at least {least} for this order")
                .with("param", "warm_up"));
        }
        let params = Self { warm_up: Some(warm_up), ..self.clone() };
        Ok(Watches::new(columns, &OnlineArWatch { params, first: Vec::new(), filter: None }))
    }
}

/// The variance of the weights before the first value, each.
const VARIANCE: f64 = 100.0;
/// The sum of the variances of weights from which on nothing is forgotten.
const WIDEST: f64 = 1e6;

/// The autoregression of one column; it begins when the first values are complete.
#[derive(Clone, Debug, PartialEq)]
pub struct OnlineArWatch {
    params: OnlineAR,
    first: Vec<f64>,
    filter: Option<Filter>,
}

/// Recursive least squares over scaled values.
#[derive(Clone, Debug, PartialEq)]
struct Filter {
    centre: f64,
    unit: f64,
    /// The last values, as many as differences are taken; the newest last.
    values: Vec<f64>,
    /// 1 and the last differences, the newest first.
    lags: Vec<f64>,
    /// How many differences there were, up to the order.
    seen: usize,
    weights: Vec<f64>,
    /// The inverse of the weighted products of lags.
    inverse: Vec<f64>,
    deviation: Deviation,
}

impl Filter {
    fn new(first: &[f64], params: &OnlineAR) -> Self {
        let centre = median(&mut first.to_vec());
        let mut away: Vec<f64> = first.iter().map(|value| (value - centre).abs()).collect();
        let most = away.iter().fold(0.0_f64, |most, &value| most.max(value));
        let middle = NORMAL * median(&mut away);
        // Where most values are equal, the others say how far values go.
        let unit = if middle > 1e-9 * most { middle } else { most };
        let unit = if unit > 1e-12 * centre.abs() { unit } else { 1.0_f64.max(centre.abs()) };
        let size = params.order as usize + 1;
        let mut lags = vec![0.0; size];
        lags[0] = 1.0;
        let mut inverse = vec![0.0; size * size];
        inverse.iter_mut().step_by(size + 1).for_each(|value| *value = VARIANCE);
        let deviation = Deviation::of(&[0.0], params.deviation_alpha, false);
        Self { centre, unit, values: Vec::new(), lags, seen: 0, weights: vec![0.0; size], inverse, deviation }
    }

    /// Reads the first values.
    fn start(first: &[f64], params: &OnlineAR) -> Self {
        // What comes before the lags are complete has no residual.
        let rest = (params.order + params.differences) as usize;
        let read = |filter: &mut Self| {
            let residuals: Vec<f64> = first.iter().map(|&value| filter.step(value, params).residual).collect();
            // Those of weights that are hardly fitted say little.
            let late = &residuals[rest + (residuals.len() - rest) / 2..];
            filter.deviation = Deviation::of(late, params.deviation_alpha, params.robust);
        };
        let mut own = Self::new(first, params);
        read(&mut own);
        if params.robust {
            let Self { weights, deviation, .. } = own;
            own = Self { weights, deviation, ..Self::new(first, params) };
            read(&mut own);
        }
        own
    }

    /// Takes the next value, and learns from it.
    fn step(&mut self, value: f64, params: &OnlineAR) -> Step {
        let scaled = ((value - self.centre) / self.unit).clamp(-MOST, MOST);
        if self.values.len() < params.differences as usize {
            self.values.push(scaled);
            return Step::default();
        }
        let level = match self.values[..] {
            [.., before, last] => 2.0 * last - before,
            [last] => last,
            [] => 0.0,
        };
        if self.seen < params.order as usize {
            self.seen += 1;
            self.take(scaled, scaled - level);
            return Step::default();
        }
        let change: f64 = self.weights.iter().zip(&self.lags).map(|(weight, lag)| weight * lag).sum();
        let forecast = (level + change).clamp(-MOST, MOST);
        let residual = off(value, self.centre + self.unit * forecast) / self.unit;
        let residual = residual.clamp(-2.0 * MOST, 2.0 * MOST);
        let score = self.deviation.score(residual);
        let learned = self.deviation.learn(residual);
        self.fit(learned, params.forgetting);
        let taken = if learned == residual { scaled } else { forecast + learned };
        self.take(taken, taken - level);
        Step { score, residual }
    }

    /// Makes a value and its difference the last ones.
    fn take(&mut self, value: f64, difference: f64) {
        if let Some(last) = self.values.last_mut() {
            let before = std::mem::replace(last, value);
            if let [first, _] = &mut self.values[..] {
                *first = before;
            }
        }
        let size = self.lags.len();
        self.lags.copy_within(1..size - 1, 2);
        self.lags[1] = difference;
    }

    /// One step of recursive least squares.
    fn fit(&mut self, residual: f64, forgetting: f64) {
        let size = self.lags.len();
        let dot = |row: &[f64]| row.iter().zip(&self.lags).map(|(a, b)| a * b).sum::<f64>();
        let along: Vec<f64> = self.inverse.chunks_exact(size).map(dot).collect();
        let whole = forgetting + dot(&along);
        let trace: f64 = self.inverse.iter().step_by(size + 1).sum();
        // Directions in which the lags do not move would otherwise grow for ever.
        let kept = if trace < WIDEST { forgetting } else { 1.0 };
        if whole < 0.5 * forgetting || self.inverse.iter().step_by(size + 1).any(|&value| value <= 0.0) {
            // Rounding has left no inverse of squares: begin anew with the weights at hand.
            self.inverse.fill(0.0);
            self.inverse.iter_mut().step_by(size + 1).for_each(|value| *value = VARIANCE);
            return;
        }
        self.weights.iter_mut().zip(&along).for_each(|(weight, along)| *weight += along / whole * residual);
        for (row, own) in self.inverse.chunks_exact_mut(size).zip(&along) {
            row.iter_mut().zip(&along).for_each(|(value, other)| *value = (*value - own * other / whole) / kept);
        }
    }

    fn restore(row: &mut RowReader<'_>, params: &OnlineAR) -> Result<Option<Self>> {
        let (centre, unit) = (within(row, "centre", -1e100, 1e100)?, within(row, "unit", 0.0, 1e101)?);
        let (values, lags) = (row.list("last")?, row.list("lags")?);
        let (weights, inverse) = (row.list("weights")?, row.list("inverse")?);
        let deviation = Deviation::restore(row, params.deviation_alpha, params.robust)?;
        let seen = params.order as usize;
        let size = if lags.is_empty() { 0 } else { seen + 1 };
        let taken = if size == 0 { 0 } else { params.differences as usize };
        if [values.len(), lags.len(), weights.len(), inverse.len()] != [taken, size, size, size * size] {
            return Err(corrupt("lags", "are not those of that order"));
        }
        let mut all = values.iter().chain(&lags).chain(&weights).chain(&inverse);
        if all.any(|value| value.is_nan() || value.abs() > WIDE) || (size > 0 && (unit <= 0.0 || lags[0] != 1.0)) {
            return Err(corrupt("lags", "have a value out of range"));
        }
        Ok((size > 0).then_some(Self { centre, unit, values, lags, seen, weights, inverse, deviation }))
    }
}

/// What a value was.
#[derive(Default)]
struct Step {
    score: f64,
    residual: f64,
}

impl Watch for OnlineArWatch {
    fn update(&mut self, value: f64) -> f64 {
        if let Some(filter) = &mut self.filter {
            return filter.step(value, &self.params).score;
        }
        self.first.push(value);
        if Some(self.first.len()) == self.params.warm_up.map(|count| count as usize) {
            self.filter = Some(Filter::start(&std::mem::take(&mut self.first), &self.params));
        }
        0.0
    }

    fn store(&self, row: &mut RowWriter) {
        let params = &self.params;
        row.i64("order", i64::from(params.order));
        row.i64("differences", i64::from(params.differences));
        row.f64("forgetting", params.forgetting);
        row.f64("deviation_alpha", params.deviation_alpha);
        row.i64("warm_up", params.warm_up.map_or(0, i64::from));
        row.i64("robust", i64::from(params.robust));
        row.list("first", &self.first);
        let filter = self.filter.as_ref();
        row.f64("centre", filter.map_or(0.0, |filter| filter.centre));
        row.f64("unit", filter.map_or(0.0, |filter| filter.unit));
        row.list("last", filter.map_or(&[], |filter| &filter.values));
        row.list("lags", filter.map_or(&[], |filter| &filter.lags));
        row.list("weights", filter.map_or(&[], |filter| &filter.weights));
        row.list("inverse", filter.map_or(&[], |filter| &filter.inverse));
        Deviation::store(filter.map(|filter| &filter.deviation), row);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let (order, differences) = (row.count("order", 200)?, row.count("differences", 2)?);
        let forgetting = within(row, "forgetting", 0.5, 1.0)?;
        let deviation_alpha = within(row, "deviation_alpha", 0.0, 1.0)?;
        let (warm_up, robust) = (row.count("warm_up", 1_000_000)?, row.count("robust", 1)? == 1);
        let first = row.list("first")?;
        if order == 0 || warm_up < (3 * order + differences).max(4) || first.len() >= warm_up {
            return Err(corrupt("first", "has more values than make the start"));
        }
        let params = OnlineAR {
            order: order as u32,
            differences: differences as u32,
            forgetting,
            deviation_alpha,
            warm_up: Some(warm_up as u32),
            robust,
            ..Default::default()
        };
        let filter = Filter::restore(row, &params)?;
        if first.iter().any(|value| !value.is_finite() || value.abs() > 1e100)
            || (filter.is_some() && !first.is_empty())
        {
            return Err(corrupt("first", "has a value out of range"));
        }
        Ok(Self { params, first, filter })
    }
}
