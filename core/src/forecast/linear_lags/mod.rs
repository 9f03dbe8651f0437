//! A regression on a series' own past, its calendar and regressors.

mod design;
mod pool;
mod ridge;
mod state;

use crate::component::{Component, Context, FittedSeries, Forecaster, PanelSeries, params, setters};
use crate::data::Series;
use crate::error::{Result, err};
use design::{Design, carried};
use pool::{Pool, Rows};
use ridge::Line;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use state::LinearLagsState;

/// Ridge regression on a series' own lags, with differences, a trend, the calendar and regressors.
///
/// With w the series after `d` differences and `seasonal_d` seasonal ones: w(t) = c + the sum of phi_l w(t-l) over the lags +
/// b t + the effects of its month and its day of the week + the weighted differences of the regressors + e(t). Columns are
/// standardised, and |w - Xb|² + ridge × n × |b|² is minimised, without a penalty on c. The default penalty is the one with
/// the least mean square of the errors of observations that are left out of the fit, which the diagonal of the hat matrix
/// gives exactly for each.
///
/// With `pooled` there is one regression for all series of the panel, of w over the root of its mean square in each
/// series: short series of one kind learn from each other. Constants, trends and effects are then those of the panel in this
/// unit, and sigma² is the mean square of a series' own errors. Of more than 2 × 10^7 numbers every so many-th row counts.
///
/// Point forecasts go on step by step, forecasts in place of what is not known yet. Intervals are normal, of the variance
/// sigma² × the sum of the squared weights of the errors to come, sigma² that mean square.
///
/// Input: a panel without missing values, at least 3 observations more a series than the differences cost and the longest
/// lag. Every column of numbers beside id, time and target is a regressor, whose future values `forecast` then needs.
/// Output: forecasts; `parts` has the penalty, sigma² and the constant. Fitted values are missing until there is a past.
/// Errors: `kp.not_enough_data`; `kp.missing_values`; `kp.invalid_params` for more than 1,000 lags, for a seasonal difference without a season's length
/// and for a month or a day of the week of whole-number time; `kp.invalid_data` where the regression grows beyond all
/// numbers within the steps that are asked for; `kp.invalid_params` for `pooled` inside another forecaster.
/// Cost: O(n p² + p³) for p columns, and O(n p) for each of 31 penalties; a forecast O(h p), its intervals O(h² + h × lag).
/// Source: Hoerl and Kennard, Ridge Regression, Technometrics 12(1), 1970; Allen, The Relationship Between Variable Selection
/// and Data Augmentation and a Method for Prediction, Technometrics 16(1), 1974. Without a penalty it is statsmodels 0.15
/// `AutoReg`; errors of left-out observations agree with scikit-learn 1.9 `RidgeCV`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct LinearLags {
    /// How many steps back the values lie that a value is regressed on: [1, 2, 12]; 1 to `season_length` when empty, the
    /// default.
    #[serde(deserialize_with = "params::one_or_list")]
    #[schemars(schema_with = "lags")]
    pub lags: Vec<u32>,
    /// Observations in a season: 12 for months in a year; 1, the default, for no season.
    #[schemars(range(min = 1, max = 8784))]
    pub season_length: u32,
    /// Differences; 1, the default, suits most series, 0 those that return to a level.
    #[schemars(range(min = 0, max = 2))]
    pub d: u32,
    /// Seasonal differences.
    #[schemars(range(min = 0, max = 2))]
    pub seasonal_d: u32,
    /// Whether there is a straight line in time.
    pub trend: bool,
    /// Whether each month of the year has an effect.
    pub month: bool,
    /// Whether each day of the week has an effect.
    pub day_of_week: bool,
    /// The penalty an observation; null, the default, finds it for each series.
    #[schemars(range(min = 0.0, max = 1e6))]
    pub ridge: Option<f64>,
    /// Whether one regression is fitted to all series of the panel instead of one to each.
    pub pooled: bool,
    /// What all series say.
    #[serde(skip)]
    pool: Option<Line>,
}

fn lags(_: &mut SchemaGenerator) -> Schema {
    params::one_or_list_schema(json_schema!({"type": "integer", "minimum": 1, "maximum": 8784}))
}

impl Default for LinearLags {
    fn default() -> Self {
        Self {
            lags: Vec::new(),
            season_length: 1,
            d: 1,
            seasonal_d: 0,
            trend: false,
            month: false,
            day_of_week: false,
            ridge: None,
            pooled: false,
            pool: None,
        }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::Forecaster, data::Panel, forecast::LinearLags};
    /// let mut y = vec![1.0, 4.0];
    /// (2..40).for_each(|t| y.push(2.0 + 0.5 * y[t - 1] - 0.8 * y[t - 2]));
    /// let model = LinearLags::default().lags([1_u32, 2]).d(0).fit(&Panel::from_values(&y)?)?;
    /// let forecast = model.forecast(1, &[])?;
    /// assert!((forecast.f64("LinearLags")?[0] - (2.0 + 0.5 * y[39] - 0.8 * y[38])).abs() < 1e-4);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    LinearLags {
        /// Sets the lags.
        lags: impl Into<Vec<u32>>,
        /// Sets the observations in a season.
        season_length: u32,
        /// Sets the differences.
        d: u32,
        /// Sets the seasonal differences.
        seasonal_d: u32,
        /// Sets whether there is a straight line in time.
        trend: bool,
        /// Sets whether each month of the year has an effect.
        month: bool,
        /// Sets whether each day of the week has an effect.
        day_of_week: bool,
        /// Sets the penalty.
        ridge: impl Into<Option<f64>>,
        /// Sets whether one regression is fitted to all series.
        pooled: bool,
    }
}

impl Component for LinearLags {
    const ID: &'static str = "forecast.linear_lags";
    const NAME: &'static str = "LinearLags";
    const VERSION: u32 = 1;
}

impl Forecaster for LinearLags {
    type State = LinearLagsState;

    const TAKES_REGRESSORS: bool = true;

    fn learn(&self, panel: &PanelSeries<'_>, ctx: &Context) -> Result<Option<Self>> {
        if !self.pooled {
            return Ok(None);
        }
        let mut pool = Pool::default();
        panel.for_each(|series| {
            ctx.check()?;
            // What is wrong with a series is said when it is fitted.
            if let Ok((_, rows)) = self.rows(&series) {
                pool.add(&rows);
            }
            Ok(())
        })?;
        Ok(Some(Self { pool: pool.line(self.ridge), ..self.clone() }))
    }

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<LinearLagsState>> {
        let (design, rows) = self.rows(&series)?;
        ctx.check()?;
        let line = match &self.pool {
            Some(pool) => rows.line_of(pool),
            None if self.pooled => {
                let message = "pooled is true inside another forecaster, which shows it one series at a time";
                return Err(err!(InvalidParams, "{message}; it must be false").with("param", "pooled"));
            }
            None => ridge::ridge(&rows.columns, &rows.y, self.ridge),
        };
        if !(line.sigma2.is_finite() && line.weights.iter().all(|weight| weight.is_finite())) {
            return Err(err!(InvalidData, "the regression on {} columns has no finite solution", design.size()));
        }
        let (state, fitted) = LinearLagsState::of(design, line, &series)?;
        Ok(FittedSeries { state, fitted })
    }
}

impl LinearLags {
    /// The columns of a series, and what they are to explain.
    fn rows(&self, series: &Series<'_>) -> Result<(Design, Rows)> {
        let design = Design::new(self, &series.clock, series.regressors.len())?;
        let (lost, reach) = (design.lost(), design.reach());
        complete(series, lost + reach + 3)?;
        let integration = design.integration();
        let difference = |values: &[f64]| -> Vec<f64> {
            (lost..values.len()).map(|step| values[step] - carried(&integration, &values[..step])).collect()
        };
        let w = difference(series.y);
        let regressors: Vec<Vec<f64>> = series.regressors.iter().map(|(_, values)| difference(values)).collect();
        let mut columns = vec![Vec::with_capacity(w.len() - reach); design.size()];
        let mut row = Vec::with_capacity(design.size());
        for at in reach..w.len() {
            let own = regressors.iter().map(|values| values[at]);
            design.row(&w[..at], &series.clock, lost + at, own, &mut row)?;
            columns.iter_mut().zip(&row).for_each(|(column, value)| column.push(*value));
        }
        let (scale, lags) = (pool::scale(&w), design.lags.len());
        Ok((design, Rows { columns, y: w[reach..].to_vec(), scale, lags }))
    }
}

/// A series without missing values, its regressors included.
fn complete(series: &Series<'_>, least: usize) -> Result<()> {
    series.complete(least)?;
    for (name, values) in series.regressors {
        Series::new(values).complete(0).map_err(|error| error.within(format_args!("regressor '{name}'")))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
