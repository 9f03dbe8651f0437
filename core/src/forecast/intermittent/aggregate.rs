//! Forecasts of demand summed over several steps: ADIDA with one number of steps, IMAPA with many.

use super::{ALPHA, constant, demand};
use crate::component::{
    Component, Context, FittedSeries, ForecastState, Forecaster, Intervals, Request, RowReader, RowWriter, corrupt,
};
use crate::data::Series;
use crate::error::Result;
use crate::forecast::smoothing::{Errors, Level, best_alpha};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Writes the components down: they differ in the sums that they take.
macro_rules! aggregate_components {
    ($($(#[$page:meta])* $name:ident, $id:literal, $steps:expr, $next:literal, { $(#[$source:meta])* };)*) => {$(
        $(#[$page])*
        ///
        /// Sums do not overlap, and the last ends with the last observation; what is left at the beginning is not used.
        /// Alpha is the one from 0.1 to 0.3 with the least squared errors of the sums (golden section search). Of two
        /// sums none is best; it is 0.2 then, where the reference lets rounding decide.
        ///
        /// Intervals are the same at every step: normal, with the mean square of the one-step errors as variance, and
        /// cut off at 0. So stocks are planned in practice (Syntetos and Boylan 2006); where sizes are skewed, high
        /// levels cover less than they say, and low ones more.
        ///
        /// Input: a panel of demands, none missing or negative; at least one observation a series. A series without a
        /// demand is forecast 0.
        /// Output: a constant, the demand of one step; `parts` has the longest sum's number of steps of each series.
        /// Fitted values are by the steps and parameters of the whole series, and NaN until a sum is known. An update
        /// keeps steps and parameters, and a forecast moves on whenever a sum is complete.
        /// Errors: `kp.missing_values` where a value is missing, `kp.invalid_data` where one is below 0.
        $(#[$source])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(default, deny_unknown_fields)]
        #[non_exhaustive]
        pub struct $name {}

        /// ```
        #[doc = concat!("use kingpost::{component::Forecaster, data::Panel, forecast::", stringify!($name), "};")]
        /// let y = Panel::from_values(&[0.0, 4.0, 0.0, 0.0, 2.0, 3.0, 0.0, 0.0, 5.0])?;
        #[doc = concat!("let forecast = ", stringify!($name), "::default().fit(&y)?.forecast(1, &[])?;")]
        #[doc = concat!("let next = forecast.f64(\"", stringify!($name), "\")?[0];")]
        #[doc = concat!("assert!((next - ", $next, ").abs() < 1e-6, \"{next}\");")]
        /// # Ok::<(), kingpost::Error>(())
        /// ```
        impl Component for $name {
            const ID: &'static str = $id;
            const NAME: &'static str = stringify!($name);
            const VERSION: u32 = 1;
        }

        impl Forecaster for $name {
            type State = AggregateState;
            const NON_NEGATIVE: bool = true;

            fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<AggregateState>> {
                let steps: fn(usize) -> std::ops::RangeInclusive<usize> = $steps;
                let y = demand(series, 1)?;
                AggregateState::of(steps(mean_interval(y)), y, ctx)
            }
        }
    )*};
}

aggregate_components! {
    /// Forecasts demand of many zeros by sums over as many steps as lie between demands, which are rarely zero.
    ///
    /// With k the mean number of steps between demands, rounded, y(n+h) = l / k, where l is the simple exponential
    /// smoothing of the sums over k steps each (aggregate-disaggregate intermittent demand approach).
    ADIDA, "forecast.adida", |most| most..=most, 1.924_000,
    {
        /// Cost: O(n) a series; constant memory; an update takes constant time a point.
        /// Source: Nikolopoulos, Syntetos, Boylan, Petropoulos and Assimakopoulos, An aggregate-disaggregate
        /// intermittent demand approach (ADIDA) to forecasting, Journal of the Operational Research Society 62(3),
        /// 2011; Syntetos and Boylan, On the stock control performance of intermittent demand estimators, International
        /// Journal of Production Economics 103(1), 2006. Forecasts agree with statsforecast 2.1.1 `ADIDA`, which has no
        /// analytic interval and fits anew before each fitted value.
    };

    /// Forecasts demand of many zeros by the mean of forecasts from sums over one step, two, and so on.
    ///
    /// y(n+h) is the mean of l(k) / k over k = 1 to K, where l(k) is the simple exponential smoothing of the sums over
    /// k steps each, and K the mean number of steps between demands, rounded (intermittent multiple aggregation
    /// prediction algorithm).
    IMAPA, "forecast.imapa", |most| 1..=most, 1.751_217,
    {
        /// Cost: O(n K) a series; memory in K; an update takes time in K a point.
        /// Source: Petropoulos and Kourentzes, Forecast combinations for intermittent demand, Journal of the
        /// Operational Research Society 66(6), 2015; Syntetos and Boylan, On the stock control performance of
        /// intermittent demand estimators, International Journal of Production Economics 103(1), 2006. Forecasts agree
        /// with statsforecast 2.1.1 `IMAPA`, which has no analytic interval and fits anew before each fitted value.
    };
}

/// The mean number of steps from one demand to the next, the first from the beginning; halves go to the even neighbour.
/// 1 without a demand.
fn mean_interval(y: &[f64]) -> usize {
    let demands = y.iter().filter(|&&value| value > 0.0).count();
    let last = y.iter().rposition(|&value| value > 0.0).map_or(1, |at| at + 1);
    (last as f64 / demands.max(1) as f64).round_ties_even() as usize
}

/// The smoothing of sums over so many steps.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Sums {
    steps: usize,
    level: Level,
    /// Complete sums so far, up to 1: before the first there is no level.
    known: bool,
    /// The sum that is not complete yet, and how many steps it has.
    open: f64,
    filled: usize,
}

impl Sums {
    /// Finds alpha; the filter is still to be run, from `y.len() % steps` on.
    fn new(y: &[f64], steps: usize) -> Self {
        let sums: Vec<f64> = y[y.len() % steps..].chunks_exact(steps).map(|some| some.iter().sum()).collect();
        let level = Level { alpha: best_alpha(&sums, ALPHA), value: 0.0 };
        Self { steps, level, known: false, open: 0.0, filled: 0 }
    }

    fn learn(&mut self, value: f64) {
        self.open += value;
        self.filled += 1;
        if self.filled == self.steps {
            if self.known {
                self.level.learn(self.open)
            } else {
                self.level.value = self.open
            }
            (self.known, self.open, self.filled) = (true, 0.0, 0);
        }
    }
}

/// The smoothed sums after the last observation.
#[derive(Clone, Debug, PartialEq)]
pub struct AggregateState {
    all: Vec<Sums>,
    /// Observations since the fit, at which all sums were complete.
    since: usize,
    errors: Errors,
}

impl AggregateState {
    fn of(steps: std::ops::RangeInclusive<usize>, y: &[f64], ctx: &Context) -> Result<FittedSeries<Self>> {
        let mut state = Self { all: Vec::with_capacity(steps.clone().count()), since: 0, errors: Errors::default() };
        let (mut totals, mut counts) = (vec![0.0; y.len()], vec![0.0; y.len()]);
        for steps in steps {
            ctx.check()?;
            let mut sums = Sums::new(y, steps);
            for at in y.len() % steps..y.len() {
                if sums.known {
                    totals[at] += sums.level.value / steps as f64;
                    counts[at] += 1.0;
                }
                sums.learn(y[at]);
            }
            state.all.push(sums);
        }
        let fitted: Vec<f64> = totals.iter().zip(&counts).map(|(total, count)| total / count).collect();
        let known = y.iter().zip(&fitted).filter(|(_, fitted)| !fitted.is_nan());
        known.for_each(|(value, fitted)| state.errors.add(value - fitted));
        Ok(FittedSeries { state, fitted })
    }

    fn mean(&self) -> f64 {
        let total: f64 = self.all.iter().map(|sums| sums.level.value / sums.steps as f64).sum();
        total / self.all.len() as f64
    }
}

impl ForecastState for AggregateState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        Ok(constant(self.mean(), &self.errors, &request))
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let mut step = |&value: &f64| {
            let expected = self.mean();
            self.errors.add(value - expected);
            self.all.iter_mut().for_each(|sums| sums.learn(value));
            self.since += 1;
            expected
        };
        Ok(demand(new, 0)?.iter().map(&mut step).collect())
    }

    fn store(&self, row: &mut RowWriter) {
        let list = |part: fn(&Sums) -> f64| self.all.iter().map(part).collect::<Vec<_>>();
        row.i64("steps", self.all.last().map_or(0, |sums| sums.steps) as i64);
        row.list("alpha", &list(|sums| sums.level.alpha));
        row.list("level", &list(|sums| sums.level.value));
        row.list("open", &list(|sums| sums.open));
        row.i64("since", self.since as i64);
        self.errors.store(row);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let most = row.count("steps", 1 << 53)?;
        let (alphas, levels) = (row.list("alpha")?, row.list("level")?);
        let (open, since) = (row.list("open")?, row.count("since", 1 << 53)?);
        let first = if levels.len() == 1 { most } else { 1 };
        if most == 0 || levels.len() != most + 1 - first {
            return Err(corrupt("level", "is not one for the longest sum, or one for each up to it"));
        }
        if [&alphas, &open].iter().any(|list| list.len() != levels.len()) {
            return Err(corrupt("alpha", "does not have a value for each level"));
        }
        let mut all = Vec::with_capacity(levels.len());
        for (at, steps) in (first..=most).enumerate() {
            let level = Level { alpha: alphas[at], value: levels[at] };
            let sums = Sums { steps, level, known: true, open: open[at], filled: since % steps };
            if !is_demand(sums.open) || sums.filled == 0 && sums.open > 0.0 {
                return Err(corrupt("open", "has a sum that cannot be open"));
            }
            if !(ALPHA[0]..=ALPHA[1]).contains(&level.alpha) || !is_demand(level.value) {
                return Err(corrupt("level", "is no smoothing of demands"));
            }
            all.push(sums);
        }
        Ok(Self { all, since, errors: Errors::restore(row)? })
    }
}

fn is_demand(value: f64) -> bool {
    value >= 0.0 && value.is_finite()
}
