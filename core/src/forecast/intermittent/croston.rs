//! Croston's method: the size of demands and the time between them, smoothed apart.

use super::{ALPHA, constant, demand};
use crate::component::{
    Component, Context, FittedSeries, ForecastState, Forecaster, Intervals, Request, RowReader, RowWriter, corrupt,
    setters,
};
use crate::data::Series;
use crate::error::Result;
use crate::forecast::smoothing::{Errors, Level, best_alpha};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a component smooths: the parameters of size and interval, and what their ratio is multiplied by.
struct Rule {
    size: f64,
    interval: f64,
    factor: f64,
}

impl Rule {
    fn alike(alpha: f64, factor: f64) -> Self {
        Self { size: alpha, interval: alpha, factor }
    }
}

/// Writes the components down: they differ in their smoothing parameters and in one factor.
macro_rules! croston_components {
    ($(
        $(#[$page:meta])*
        $name:ident, $id:literal, { $($(#[$field_page:meta])* $field:ident: $default:literal)? },
        $rule:expr, $next:literal, { $(#[$source:meta])* };
    )*) => {$(
        $(#[$page])*
        ///
        /// The size z and the interval p are simple exponential smoothings that move only when there is a demand; they
        /// begin at the first demand and at its place in the series.
        ///
        /// Intervals are the same at every step, for Croston's demand varies about a mean that does not move: normal,
        /// with the mean square of the one-step errors as variance, and cut off at 0. So stocks are planned in practice
        /// (Syntetos and Boylan 2006); where sizes are skewed, high levels cover less than they say, and low ones more.
        ///
        /// Input: a panel of demands, none missing or negative; at least one observation a series. A series without a
        /// demand is forecast 0.
        /// Output: a constant, the demand of one step; `parts` has sizes and intervals of each series. Fitted values
        /// are by the parameters of the whole series: the first is NaN, and those before the first demand are 0. An
        /// update keeps the parameters and moves size and interval on.
        /// Errors: `kp.missing_values` where a value is missing, `kp.invalid_data` where one is below 0.
        /// Cost: O(n) a series; constant memory; an update takes constant time a point.
        $(#[$source])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(default, deny_unknown_fields)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$field_page])*
            #[schemars(range(min = 0.0, max = 1.0))]
            pub $field: f64,)?
        }

        impl Default for $name {
            fn default() -> Self {
                Self { $($field: $default)? }
            }
        }

        setters! {
            /// ```
            #[doc = concat!("use kingpost::{component::Forecaster, data::Panel, forecast::", stringify!($name), "};")]
            /// let y = Panel::from_values(&[0.0, 4.0, 0.0, 0.0, 2.0, 3.0, 0.0])?;
            #[doc = concat!("let forecast = ", stringify!($name), "::default().fit(&y)?.forecast(1, &[])?;")]
            #[doc = concat!("let next = forecast.f64(\"", stringify!($name), "\")?[0];")]
            #[doc = concat!("assert!((next - ", $next, ").abs() < 1e-6, \"{next}\");")]
            /// # Ok::<(), kingpost::Error>(())
            /// ```
            $name {
                $(
                    /// Sets what the newest demand weighs.
                    $field: f64,
                )?
            }
        }

        impl Component for $name {
            const ID: &'static str = $id;
            const NAME: &'static str = stringify!($name);
            const VERSION: u32 = 1;
        }

        impl Forecaster for $name {
            type State = CrostonState;
            const NON_NEGATIVE: bool = true;

            fn fit_series(&self, series: Series<'_>, _ctx: &Context) -> Result<FittedSeries<CrostonState>> {
                let rule: fn(&Self, &[f64]) -> Rule = $rule;
                let y = demand(series, 1)?;
                CrostonState::of(rule(self, y), y)
            }
        }
    )*};
}

croston_components! {
    /// Forecasts demand of many zeros as the size of a demand over the time between demands.
    ///
    /// y(n+h) = z / p, with alpha for both size and interval.
    CrostonClassic, "forecast.croston_classic", {
        /// What the newest demand weighs in size and interval; 0.1 by default.
        alpha: 0.1
    }, |component, _| Rule::alike(component.alpha, 1.0), 1.869_347, {
        /// Source: Croston, Forecasting and stock control for intermittent demands, Operational Research Quarterly
        /// 23(3), 1972; Syntetos and Boylan, On the stock control performance of intermittent demand estimators,
        /// International Journal of Production Economics 103(1), 2006. Forecasts and fitted values agree with
        /// statsforecast 2.1.1 `CrostonClassic`, whose alpha is always 0.1 and which has no analytic interval.
    };

    /// Croston's method with smoothing parameters of least squares.
    ///
    /// y(n+h) = z / p. The parameter of the size is the one from 0.1 to 0.3 that would have forecast the sizes best,
    /// and so is that of the interval (golden section search). Of two demands none is best; it is 0.2 then.
    CrostonOptimized, "forecast.croston_optimized", {}, |_, y| {
        let (sizes, intervals) = parts(y);
        Rule { size: best_alpha(&sizes, ALPHA), interval: best_alpha(&intervals, ALPHA), factor: 1.0 }
    }, 1.648_241, {
        /// Source: Croston, Forecasting and stock control for intermittent demands, Operational Research Quarterly
        /// 23(3), 1972; Syntetos and Boylan, On the stock control performance of intermittent demand estimators,
        /// International Journal of Production Economics 103(1), 2006. Forecasts agree with statsforecast 2.1.1
        /// `CrostonOptimized`, which has no analytic interval, searches for new parameters before each fitted value,
        /// and lets rounding decide where no parameter is best.
    };

    /// Croston's method with Syntetos and Boylan's approximate correction of its bias.
    ///
    /// y(n+h) = (1 - alpha / 2) z / p: the ratio of two means is too large by about that much, because 1/p is curved.
    CrostonSBA, "forecast.croston_sba", {
        /// What the newest demand weighs in size and interval; 0.1 by default.
        alpha: 0.1
    }, |component, _| Rule::alike(component.alpha, 1.0 - component.alpha / 2.0), 1.775_879, {
        /// Source: Syntetos and Boylan, The accuracy of intermittent demand estimates, International Journal of
        /// Forecasting 21(2), 2005; the same, On the stock control performance of intermittent demand estimators,
        /// International Journal of Production Economics 103(1), 2006. Forecasts and fitted values agree with
        /// statsforecast 2.1.1 `CrostonSBA`, whose alpha is always 0.1 and which has no analytic interval.
    };
}

/// The sizes of demands, and the steps from each to the next, the first from the beginning.
fn parts(y: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let (mut sizes, mut intervals, mut since) = (Vec::new(), Vec::new(), 0.0);
    for &value in y {
        since += 1.0;
        if value > 0.0 {
            sizes.push(value);
            intervals.push(since);
            since = 0.0;
        }
    }
    (sizes, intervals)
}

/// Size and interval after the last observation.
#[derive(Clone, Debug, PartialEq)]
pub struct CrostonState {
    /// Both levels are 0 before the first demand.
    size: Level,
    interval: Level,
    factor: f64,
    demands: usize,
    /// Observations after the last demand.
    since: usize,
    errors: Errors,
}

impl CrostonState {
    fn of(rule: Rule, y: &[f64]) -> Result<FittedSeries<Self>> {
        let level = |alpha: f64| Level { alpha, value: 0.0 };
        let (size, interval) = (level(rule.size), level(rule.interval));
        let mut state = Self { size, interval, factor: rule.factor, demands: 0, since: 0, errors: Errors::default() };
        state.learn(y[0]);
        let mut fitted = vec![f64::NAN];
        fitted.extend(state.update(Series::new(&y[1..]))?);
        Ok(FittedSeries { state, fitted })
    }

    fn mean(&self) -> f64 {
        if self.demands == 0 { 0.0 } else { self.size.value / self.interval.value * self.factor }
    }

    fn learn(&mut self, value: f64) {
        self.since += 1;
        if value > 0.0 {
            let interval = self.since as f64;
            if self.demands == 0 {
                (self.size.value, self.interval.value) = (value, interval);
            } else {
                self.size.learn(value);
                self.interval.learn(interval);
            }
            self.demands += 1;
            self.since = 0;
        }
    }
}

impl ForecastState for CrostonState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        Ok(constant(self.mean(), &self.errors, &request))
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let mut step = |&value: &f64| {
            let expected = self.mean();
            self.errors.add(value - expected);
            self.learn(value);
            expected
        };
        Ok(demand(new, 0)?.iter().map(&mut step).collect())
    }

    fn store(&self, row: &mut RowWriter) {
        row.f64("alpha_size", self.size.alpha);
        row.f64("size", self.size.value);
        row.f64("alpha_interval", self.interval.alpha);
        row.f64("interval", self.interval.value);
        row.f64("factor", self.factor);
        row.i64("demands", self.demands as i64);
        row.i64("since", self.since as i64);
        self.errors.store(row);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let size = Level::restore(row, "alpha_size", "size")?;
        let interval = Level::restore(row, "alpha_interval", "interval")?;
        let factor = row.finite("factor")?;
        if factor != 1.0 && factor != 1.0 - size.alpha / 2.0 {
            return Err(corrupt("factor", "is neither 1 nor 1 - alpha / 2"));
        }
        let (demands, since) = (row.count("demands", 1 << 53)?, row.count("since", 1 << 53)?);
        let errors = Errors::restore(row)?;
        let begun = demands > 0;
        if demands + since > errors.count + 1 || !begun && since != errors.count + 1 {
            return Err(corrupt("demands", "does not match the number of observations"));
        }
        if size.value < 0.0 || begun != (interval.value > 0.0) || !begun && size.value > 0.0 {
            return Err(corrupt("interval", "does not match the number of demands"));
        }
        Ok(Self { size, interval, factor, demands, since, errors })
    }
}
