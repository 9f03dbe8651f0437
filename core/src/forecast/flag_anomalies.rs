//! Observations that forecasts did not expect.

use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::{Frame, Long, PanelSpec, in_unit, level_of, models_of, texts_of, ticks_of};
use crate::error::{Result, err};
use crate::math::special::normal_quantile;
use libm::sqrt;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Flags observations that lie outside the intervals of their forecasts.
///
/// `score` is how many standard deviations an observation is away from its forecast. The deviation of each row is read from
/// the bounds of `level`; without bounds, as in the fitted values of a model, it is the root mean square of the series' own
/// errors. An observation beyond the bounds is an anomaly. Flags of forecasts say more than those of fitted values, whose
/// model has seen the observations.
///
/// Input: forecasts with or without bounds, as `forecast`, `backtest` and `fitted` give them, and their observations in the
/// same table or in one of their own; rows without an observation are left out.
/// Output: a row an observation: id, time, value, forecast, `lower`, `upper`, `score`, `anomaly`.
/// Errors: `kp.invalid_data` where no row of the forecasts has an observation, for a `model` or `level` that the table does
/// not have, and where a model has to be named because there are several.
/// Cost: one pass.
/// Source: the intervals' own; Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.5.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct FlagAnomalies {
    /// The level of the interval outside which an observation is an anomaly, in per cent; where the table has bounds, one of
    /// theirs.
    #[schemars(schema_with = "level")]
    pub level: f64,
    /// The column of forecasts; the only one when absent.
    pub model: Option<String>,
    /// The column that tells series apart.
    pub id_col: String,
    /// The column of times.
    pub time_col: String,
    /// The column of values.
    pub target_col: String,
}

fn level(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 100})
}

impl Default for FlagAnomalies {
    fn default() -> Self {
        let PanelSpec { id_col, time_col, target_col, .. } = PanelSpec::default();
        Self { level: 99.0, model: None, id_col, time_col, target_col }
    }
}

setters! {
    /// Setters.
    FlagAnomalies {
        /// Sets the level of the interval.
        level: f64,
        /// Sets the column of forecasts.
        model: impl Into<Option<String>>,
    }
}

impl Component for FlagAnomalies {
    const ID: &'static str = "forecast.flag_anomalies";
    const NAME: &'static str = "FlagAnomalies";
    const VERSION: u32 = 1;
}

/// ```
/// use kingpost::component::{Answer, Context, Forecaster, Function};
/// use kingpost::data::{Column, Frame, Panel};
/// use kingpost::forecast::{FlagAnomalies, Naive};
/// let model = Naive::default().fit(&Panel::from_values(&[5.0, 6.0, 5.0, 6.0, 5.0, 6.0])?)?;
/// let came = Frame::new().with("ds", vec![6i64, 7])?.with("y", vec![6.5, 20.0])?;
/// let forecasts = model.forecast(2, &[99.0])?;
/// let answer = FlagAnomalies::default().call(&[Some(&forecasts), Some(&came)], &Context::default())?;
/// let Answer::Frame(flags) = answer else { unreachable!() };
/// assert_eq!(flags.column("anomaly")?, &Column::Bool(vec![false, true]));
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for FlagAnomalies {
    const INPUTS: &'static [Input] = &[
        Input { name: "forecasts", doc: "Id, time, forecasts, and bounds where there are any.", needed: true },
        Input {
            name: "observations",
            doc: "Id, time and value; absent where the forecasts have a column of values.",
            needed: false,
        },
    ];
    const OUTPUT: Output = Output::Frame;

    fn answer(&self, inputs: &Inputs<'_>, _ctx: &Context) -> Result<Answer> {
        let frame = inputs.need("forecasts")?;
        let model = self.column(frame)?;
        let y = match inputs.get("observations") {
            Some(observations) => self.matched(frame, observations)?,
            None => frame.numbers(&self.target_col)?,
        };
        let forecast = frame.numbers(&model)?;
        let known: Vec<usize> = (0..y.len()).filter(|&row| y[row].is_finite() && forecast[row].is_finite()).collect();
        if known.is_empty() {
            return Err(err!(InvalidData, "no row of the forecasts has an observation"));
        }
        let z = normal_quantile(0.5 + self.level / 200.0);
        let bounds = self.bounds(frame, &model)?;
        let (lower, upper) = match bounds {
            Some(bounds) => bounds,
            None => self.bounds_of_errors(frame, &known, &y, &forecast, z)?,
        };
        let pick = |values: &[f64]| known.iter().map(|&row| values[row]).collect::<Vec<f64>>();
        let score = |&row: &usize| {
            let half = if y[row] >= forecast[row] { upper[row] - forecast[row] } else { forecast[row] - lower[row] };
            let error = (y[row] - forecast[row]).abs();
            if error == 0.0 { 0.0 } else { error / half.max(f64::MIN_POSITIVE) * z }
        };
        let outside = |&row: &usize| y[row] < lower[row] || y[row] > upper[row];
        let mut result = Frame::new();
        for name in [&self.id_col, &self.time_col] {
            if let Some(column) = frame.get(name) {
                result.push(name.clone(), column.take(&known))?;
            }
        }
        let result = result.with(&self.target_col, pick(&y))?.with(model, pick(&forecast))?;
        let result = result.with("lower", pick(&lower))?.with("upper", pick(&upper))?;
        let result =
            result.with("score", known.iter().map(score).map(|score| score.min(1e100)).collect::<Vec<f64>>())?;
        Ok(result.with("anomaly", known.iter().map(outside).collect::<Vec<bool>>())?.into())
    }
}

impl FlagAnomalies {
    fn column(&self, frame: &Frame) -> Result<String> {
        if let Some(model) = &self.model {
            return frame.column(model).map(|_| model.clone());
        }
        let taken = [self.id_col.as_str(), &self.time_col, &self.target_col, "cutoff"];
        let names: Vec<&str> = frame.names().filter(|name| !taken.contains(name)).collect();
        let models = models_of(&names);
        match models.as_slice() {
            [model] => Ok((*model).to_owned()),
            [] => Err(err!(InvalidData, "the table 'forecasts' has no column of forecasts")),
            several => {
                Err(err!(InvalidParams, "model is needed: it must be one of {}", several.join(", "))
                    .with("param", "model"))
            }
        }
    }

    /// The bounds of the level, where the table has bounds at all.
    fn bounds(&self, frame: &Frame, model: &str) -> Result<Option<(Vec<f64>, Vec<f64>)>> {
        let levels: Vec<f64> = frame
            .names()
            .filter_map(|name| level_of(name, model))
            .filter(|(sign, _)| *sign < 0.0)
            .map(|(_, l)| l)
            .collect();
        if levels.is_empty() {
            return Ok(None);
        }
        if !levels.contains(&self.level) {
            return Err(err!(InvalidParams, "level is {}; the forecasts have bounds of {levels:?}", self.level)
                .with("param", "level"));
        }
        let bound = |side: &str| frame.numbers(&format!("{model}-{side}-{}", self.level));
        Ok(Some((bound("lo")?, bound("hi")?)))
    }

    /// Bounds as wide as the errors of each series are.
    fn bounds_of_errors(
        &self,
        frame: &Frame,
        known: &[usize],
        y: &[f64],
        forecast: &[f64],
        z: f64,
    ) -> Result<(Vec<f64>, Vec<f64>)> {
        let ids = match frame.get(&self.id_col) {
            Some(column) => texts_of(column, &self.id_col)?,
            None => vec![String::new(); frame.rows()],
        };
        let mut squares: HashMap<&str, (f64, f64)> = HashMap::new();
        for &row in known {
            let (sum, count) = squares.entry(&ids[row]).or_default();
            *sum += (y[row] - forecast[row]) * (y[row] - forecast[row]);
            *count += 1.0;
        }
        let half = |row: usize| squares.get(ids[row].as_str()).map_or(f64::NAN, |(sum, count)| z * sqrt(sum / count));
        let bound = |sign: f64| (0..y.len()).map(|row| forecast[row] + sign * half(row)).collect();
        Ok((bound(-1.0), bound(1.0)))
    }

    /// The observation of each row of the forecasts; NaN where there is none.
    fn matched(&self, forecasts: &Frame, observations: &Frame) -> Result<Vec<f64>> {
        let came = Long::read(observations, &self.id_col, &self.time_col)?;
        let y = came.frame.numbers(&self.target_col)?;
        let mut values: HashMap<(&str, i64), f64> = HashMap::new();
        for (id, rows) in came.ids.iter().zip(&came.rows) {
            rows.iter().for_each(|&row| _ = values.insert((id, came.ticks[row]), y[row]));
        }
        let ids = match (forecasts.get(&self.id_col), observations.get(&self.id_col)) {
            (Some(column), Some(_)) => texts_of(column, &self.id_col)?,
            _ => vec!["series".to_owned(); forecasts.rows()],
        };
        let (ticks, unit, _) = ticks_of(forecasts.column(&self.time_col)?, &self.time_col)?;
        let ticks = in_unit(ticks, unit, came.unit)?;
        let of = |(id, tick): (&String, &i64)| values.get(&(id.as_str(), *tick)).copied().unwrap_or(f64::NAN);
        Ok(ids.iter().zip(&ticks).map(of).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::component::Forecaster;
    use crate::data::{Column, Panel};
    use crate::forecast::{AutoTheta, Naive};

    fn run(flags: &FlagAnomalies, tables: &[Option<&Frame>]) -> Result<Frame> {
        flags.call(tables, &Context::default())?.frame()
    }

    #[test]
    fn fitted_values_are_judged_by_their_own_errors() {
        let mut y = vec![1.0; 50];
        y[30] = 9.0;
        let fitted = Naive::default().fit(&Panel::from_values(&y).unwrap()).unwrap().fitted().unwrap();
        let flags = run(&FlagAnomalies::default(), &[Some(&fitted)]).unwrap();
        // 49 errors, two of them 8: the root mean square is 8 sqrt(2 / 49).
        let sigma = 8.0 * sqrt(2.0 / 49.0);
        assert_eq!(flags.rows(), 49);
        let wanted: Vec<bool> = (1..50).map(|t| t == 30 || t == 31).collect();
        assert_eq!(flags.column("anomaly").unwrap(), &Column::Bool(wanted));
        let score = flags.f64("score").unwrap();
        assert!((score[29] - 8.0 / sigma).abs() < 1e-12 && score[0] == 0.0);
    }

    #[test]
    fn observations_are_found_by_id_and_time() {
        let model = Naive::default().fit(&Panel::from_values(&[1.0, 2.0, 1.0, 2.0]).unwrap()).unwrap();
        let forecasts = model.forecast(3, &[90.0, 99.0]).unwrap();
        let came = Frame::new().with("ds", vec![6i64, 4]).and_then(|frame| frame.with("y", vec![-9.0, 2.5])).unwrap();
        let flags = run(&FlagAnomalies::default(), &[Some(&forecasts), Some(&came)]).unwrap();
        assert_eq!(
            (flags.f64("y").unwrap(), flags.column("anomaly").unwrap()),
            (&[2.5, -9.0][..], &Column::Bool(vec![false, true]))
        );
        let score = flags.f64("score").unwrap();
        assert!((score[0] - 0.5).abs() < 1e-12 && (score[1] - 11.0 / sqrt(3.0)).abs() < 1e-12, "{score:?}");
    }

    #[test]
    fn forecasts_of_a_fallback_are_of_one_model() {
        let model = AutoTheta::default().fit(&Panel::from_values(&[1.0, 2.0, 1.0]).unwrap()).unwrap();
        let forecasts = model.forecast(1, &[99.0]).unwrap();
        assert!(forecasts.get("AutoTheta-fallback").is_some());
        let came = Frame::new().with("ds", vec![3i64]).and_then(|frame| frame.with("y", vec![50.0])).unwrap();
        let flags = run(&FlagAnomalies::default(), &[Some(&forecasts), Some(&came)]).unwrap();
        assert_eq!(flags.column("anomaly").unwrap(), &Column::Bool(vec![true]));
    }

    #[test]
    fn what_the_table_does_not_have_is_named() {
        let model = Naive::default().fit(&Panel::from_values(&[1.0, 2.0, 1.0]).unwrap()).unwrap();
        let forecasts = model.forecast(1, &[80.0]).unwrap();
        let came = Frame::new().with("ds", vec![3i64]).and_then(|frame| frame.with("y", vec![2.5])).unwrap();
        let error = run(&FlagAnomalies::default(), &[Some(&forecasts), Some(&came)]).unwrap_err();
        assert!(error.message().contains("level is 99; the forecasts have bounds of [80.0]"), "{error}");
        let two = forecasts.clone().with("Other", vec![1.0]).unwrap();
        let error = run(&FlagAnomalies::default(), &[Some(&two), Some(&came)]).unwrap_err();
        assert!(error.message().contains("Naive, Other"), "{error}");
        let later = Frame::new().with("ds", vec![9i64]).and_then(|frame| frame.with("y", vec![2.5])).unwrap();
        let flags = FlagAnomalies { level: 80.0, ..FlagAnomalies::default() };
        assert!(run(&flags, &[Some(&forecasts), Some(&later)]).unwrap_err().message().contains("no row"));
    }
}
