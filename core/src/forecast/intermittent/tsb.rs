//! The method of Teunter, Syntetos and Babai: the chance of a demand instead of the time between demands.

use super::{constant, demand};
use crate::component::{
    Component, Context, FittedSeries, ForecastState, Forecaster, Intervals, Request, RowReader, RowWriter, corrupt,
    setters,
};
use crate::data::Series;
use crate::error::Result;
use crate::forecast::smoothing::{Errors, Level};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Forecasts demand of many zeros as the chance of a demand times its size, so that forecasts fade when demand dies
/// out.
///
/// y(n+h) = d z. The chance d is the exponential smoothing, by alpha_p, of whether there was a demand, beginning with
/// the first observation; it moves at every step, unlike Croston's interval. The size z is that of the demands, by
/// alpha_d, beginning with the first demand.
///
/// Intervals are the same at every step: normal, with the mean square of the one-step errors as variance, and cut off
/// at 0. So stocks are planned in practice (Syntetos and Boylan 2006); where sizes are skewed, high levels cover less
/// than they say, and low ones more.
///
/// Input: a panel of demands, none missing or negative; at least one observation a series. A series without a demand is
/// forecast 0.
/// Output: a constant, the demand of one step; `parts` has chance and size of each series. The first fitted value is
/// NaN, and those before the first demand are 0. An update moves chance and size on.
/// Errors: `kp.missing_values` where a value is missing, `kp.invalid_data` where one is below 0.
/// Cost: O(n) a series; constant memory; an update takes constant time a point.
/// Source: Teunter, Syntetos and Babai, Intermittent demand: linking forecasting to inventory obsolescence, European
/// Journal of Operational Research 214(3), 2011; Syntetos and Boylan, On the stock control performance of intermittent
/// demand estimators, International Journal of Production Economics 103(1), 2006. Forecasts and fitted values agree
/// with statsforecast 2.1.1 `TSB`, which has no analytic interval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct TSB {
    /// What the newest demand weighs in the size; 0.1 by default.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub alpha_d: f64,
    /// What the newest step weighs in the chance of a demand; 0.1 by default. The larger, the sooner forecasts fade.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub alpha_p: f64,
}

impl Default for TSB {
    fn default() -> Self {
        Self { alpha_d: 0.1, alpha_p: 0.1 }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::Forecaster, data::Panel, forecast::TSB};
    /// let y = Panel::from_values(&[4.0, 0.0, 0.0, 2.0])?;
    /// let forecast = TSB::default().alpha_d(0.5).alpha_p(0.5).fit(&y)?.forecast(1, &[])?;
    /// // A chance of 0.5 × 1 + 0.5 × 0.25, and a size of 3.
    /// assert_eq!(forecast.f64("TSB")?, [1.875]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    TSB {
        /// Sets what the newest demand weighs in the size.
        alpha_d: f64,
        /// Sets what the newest step weighs in the chance of a demand.
        alpha_p: f64,
    }
}

impl Component for TSB {
    const ID: &'static str = "forecast.tsb";
    const NAME: &'static str = "TSB";
    const VERSION: u32 = 1;
}

/// Chance and size after the last observation.
#[derive(Clone, Debug, PartialEq)]
pub struct TsbState {
    chance: Level,
    /// 0 before the first demand.
    size: Level,
    errors: Errors,
}

impl Forecaster for TSB {
    type State = TsbState;
    const NON_NEGATIVE: bool = true;

    fn fit_series(&self, series: Series<'_>, _ctx: &Context) -> Result<FittedSeries<TsbState>> {
        let y = demand(series, 1)?;
        let chance = Level { alpha: self.alpha_p, value: happened(y[0]) };
        let size = Level { alpha: self.alpha_d, value: y[0] };
        let mut state = TsbState { chance, size, errors: Errors::default() };
        let mut fitted = vec![f64::NAN];
        fitted.extend(state.update(Series::new(&y[1..]))?);
        Ok(FittedSeries { state, fitted })
    }
}

fn happened(value: f64) -> f64 {
    f64::from(u8::from(value > 0.0))
}

impl TsbState {
    fn mean(&self) -> f64 {
        self.chance.value * self.size.value
    }
}

impl ForecastState for TsbState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        Ok(constant(self.mean(), &self.errors, &request))
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let mut step = |&value: &f64| {
            let expected = self.mean();
            self.errors.add(value - expected);
            self.chance.learn(happened(value));
            if value > 0.0 {
                if self.size.value > 0.0 { self.size.learn(value) } else { self.size.value = value }
            }
            expected
        };
        Ok(demand(new, 0)?.iter().map(&mut step).collect())
    }

    fn store(&self, row: &mut RowWriter) {
        row.f64("alpha_p", self.chance.alpha);
        row.f64("chance", self.chance.value);
        row.f64("alpha_d", self.size.alpha);
        row.f64("size", self.size.value);
        self.errors.store(row);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let chance = Level::restore(row, "alpha_p", "chance")?;
        let size = Level::restore(row, "alpha_d", "size")?;
        if !(0.0..=1.0).contains(&chance.value) || size.value < 0.0 {
            return Err(corrupt("chance", "is no chance, or the size is below 0"));
        }
        Ok(Self { chance, size, errors: Errors::restore(row)? })
    }
}
