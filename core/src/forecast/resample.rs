//! Fewer, longer periods.

use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::{Frame, Frequency, Missing, Panel, PanelSpec, TimeUnit, civil, month_start, time_column};
use crate::error::{Result, err};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Puts observations together to longer periods: days to weeks or months, hours to days, or every k steps.
///
/// With `freq`, periods are those of the calendar, each named by its first time: `h`, `D` and the like count from midnight,
/// `W` from Monday, `MS`, `QS` and `YS` from the first of a month, quarter or year. With `every`, each period has so many
/// observations, counted from the end of the series so that the last period is whole, and is named by its first time. A
/// period that the series does not cover from its first step to its last is left out.
///
/// Input: id, time and value, regular in time; a missing value makes the period missing.
/// Output: id, time and value of each period.
/// Errors: `kp.invalid_params` unless one of `freq` and `every` is given, and for periods shorter than the step of the data; `kp.invalid_data` for a series that covers no
/// period.
/// Cost: one pass.
/// Source: Athanasopoulos, Hyndman, Kourentzes and Petropoulos, Forecasting with temporal hierarchies, 2017.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Resample {
    /// The step between periods: `h`, `D`, `W`, `MS`, `QS`, `YS`, or several of one, such as `2h`.
    pub freq: Option<String>,
    /// How many observations a period has, whatever the calendar says.
    #[schemars(range(min = 2, max = 1_000_000))]
    pub every: Option<usize>,
    /// What becomes of the values of a period.
    pub how: Resampling,
    /// The step between observations; inferred from the data when absent.
    pub data_freq: Option<String>,
    /// The column that tells series apart.
    pub id_col: String,
    /// The column of times.
    pub time_col: String,
    /// The column of values.
    pub target_col: String,
}

/// What becomes of the values of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Resampling {
    /// Their sum: sales, counts.
    #[default]
    Sum,
    /// Their mean: temperatures, prices.
    Mean,
    /// The first.
    First,
    /// The last: stocks, balances.
    Last,
    /// The least.
    Min,
    /// The greatest.
    Max,
}

impl Default for Resample {
    fn default() -> Self {
        let PanelSpec { id_col, time_col, target_col, .. } = PanelSpec::default();
        Self { freq: None, every: None, how: Resampling::default(), data_freq: None, id_col, time_col, target_col }
    }
}

setters! {
    /// Setters.
    Resample {
        /// Sets the step between periods.
        freq: impl Into<Option<String>>,
        /// Sets how many observations a period has.
        every: impl Into<Option<usize>>,
        /// Sets what becomes of the values of a period.
        how: Resampling,
        /// Sets the step between observations.
        data_freq: impl Into<Option<String>>,
    }
}

impl Component for Resample {
    const ID: &'static str = "forecast.resample";
    const NAME: &'static str = "Resample";
    const VERSION: u32 = 1;
}

/// ```
/// use kingpost::component::{Answer, Context, Function};
/// use kingpost::data::Frame;
/// use kingpost::forecast::Resample;
/// let pairs = Resample::default().every(2);
/// let table = Frame::new().with("ds", vec![1i64, 2, 3, 4, 5])?.with("y", vec![1.0, 2.0, 3.0, 4.0, 5.0])?;
/// let Answer::Frame(sums) = pairs.call(&[Some(&table)], &Context::default())? else { unreachable!() };
/// assert_eq!(sums.f64("y")?, [5.0, 9.0]);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for Resample {
    const INPUTS: &'static [Input] = &[Input { name: "data", doc: "Id, time and value.", needed: true }];
    const OUTPUT: Output = Output::Frame;

    fn answer(&self, inputs: &Inputs<'_>, _ctx: &Context) -> Result<Answer> {
        let columns = [&self.id_col, &self.time_col, &self.target_col].map(String::as_str);
        let panel = Panel::of_columns(inputs.need("data")?, columns, self.data_freq.as_deref(), Missing::Keep)?;
        let (mut rows, mut ticks, mut values) = (Vec::new(), Vec::new(), Vec::new());
        for series in 0..panel.len() {
            let before = rows.len();
            for (tick, part) in self.periods(&panel, series)? {
                rows.push(series);
                ticks.push(tick);
                values.push(self.how.of(part));
            }
            if rows.len() == before {
                let id = panel.id(series);
                return Err(err!(InvalidData, "series '{id}' covers no whole period").with("series", id));
            }
        }
        let frame = Frame::new().with(&self.id_col, panel.ids().take(&rows))?;
        let frame = frame.with(&self.time_col, time_column(ticks, panel.unit, &panel.zone))?;
        Ok(frame.with(&self.target_col, values)?.into())
    }
}

impl Resample {
    /// The first time and the values of each whole period of a series.
    fn periods<'a>(&self, panel: &'a Panel, series: usize) -> Result<Vec<(i64, &'a [f64])>> {
        let y = panel.y(series);
        match (&self.freq, self.every) {
            (None, Some(every)) => {
                let first = y.len() % every;
                let periods = y[first..].chunks_exact(every).enumerate();
                periods.map(|(number, part)| Ok((panel.time(series, first + number * every)?, part))).collect()
            }
            (Some(freq), None) => {
                let unit = panel.unit.ok_or_else(|| {
                    err!(InvalidParams, "freq is '{freq}', but the times are whole numbers; use every")
                        .with("param", "freq")
                })?;
                by_calendar(panel, series, freq.parse()?, unit)
            }
            _ => Err(err!(InvalidParams, "one of freq and every is needed, and not both").with("param", "freq")),
        }
    }
}

impl Resampling {
    fn of(self, values: &[f64]) -> f64 {
        if values.iter().any(|value| value.is_nan()) {
            return f64::NAN;
        }
        match self {
            Resampling::Sum => values.iter().sum(),
            Resampling::Mean => values.iter().sum::<f64>() / values.len() as f64,
            Resampling::First => values[0],
            Resampling::Last => values[values.len() - 1],
            Resampling::Min => values.iter().copied().fold(f64::INFINITY, f64::min),
            Resampling::Max => values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        }
    }
}

fn by_calendar(panel: &Panel, series: usize, freq: Frequency, unit: TimeUnit) -> Result<Vec<(i64, &[f64])>> {
    let y = panel.y(series);
    let start = start_of(panel.time(series, 0)?, freq, unit)?;
    if freq.advance(start, 1, Some(unit))? < panel.freq().advance(start, 1, Some(unit))? {
        let message = format!("freq is '{freq}'; must be no shorter than the step of the data, '{}'", panel.freq());
        return Err(err!(InvalidParams, "{message}").with("param", "freq"));
    }
    let mut starts = Vec::with_capacity(y.len());
    for step in 0..y.len() {
        starts.push(start_of(panel.time(series, step)?, freq, unit)?);
    }
    let after = start_of(panel.time(series, y.len())?, freq, unit)?;
    let mut periods = Vec::new();
    let mut from = 0;
    for part in starts.chunk_by(|a, b| a == b) {
        let to = from + part.len();
        // Whole is what the step before the first and the step after the last are outside of.
        let begins =
            from > 0 || start_of(panel.freq().advance(panel.time(series, 0)?, -1, Some(unit))?, freq, unit)? != part[0];
        let ends = to < y.len() || after != part[0];
        if begins && ends {
            periods.push((part[0], &y[from..to]));
        }
        from = to;
    }
    Ok(periods)
}

/// The first tick of the period that a tick lies in.
fn start_of(tick: i64, freq: Frequency, unit: TimeUnit) -> Result<i64> {
    let out_of_range = || err!(InvalidData, "a period of '{freq}' is outside the range of time");
    match freq {
        Frequency::Seconds(seconds) => {
            let length =
                seconds.checked_mul(unit.per_second()).filter(|length| *length > 0).ok_or_else(out_of_range)?;
            // Weeks begin on Monday: 1970-01-05.
            let origin = if seconds % (7 * 86_400) == 0 { 4 * 86_400 * unit.per_second() } else { 0 };
            Ok((tick - origin).div_euclid(length) * length + origin)
        }
        Frequency::Months(months) | Frequency::MonthEnds(months) if months > 0 => {
            let (year, month, _) = civil(tick, unit);
            month_start((year * 12 + month - 1).div_euclid(months) * months, unit).ok_or_else(out_of_range)
        }
        other => {
            Err(err!(InvalidParams, "freq is '{other}'; must be of s, min, h, D, W, MS, QS or YS")
                .with("param", "freq"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Column, Times, days_from_civil};

    fn daily(first: i64, count: i64) -> Frame {
        let ticks = (0..count).map(|k| (first + k) * 86_400).collect();
        let y: Vec<f64> = (0..count).map(|k| k as f64).collect();
        Frame::new().with("ds", Times::new(ticks, TimeUnit::Second)).and_then(|frame| frame.with("y", y)).unwrap()
    }

    fn run(resample: &Resample, table: &Frame) -> Result<Frame> {
        resample.call(&[Some(table)], &Context::default())?.frame()
    }

    fn of(freq: &str, how: Resampling) -> Resample {
        Resample { freq: Some(freq.into()), how, ..Resample::default() }
    }

    #[test]
    fn only_whole_periods_count() {
        // From 2024-01-31 to 2024-04-01: February and March are whole.
        let first = days_from_civil(2024, 1, 31);
        let table = daily(first, 62);
        let months = run(&of("MS", Resampling::Mean), &table).unwrap();
        let Column::Time(times) = months.column("ds").unwrap() else { panic!() };
        assert_eq!(times.ticks, [(2024, 2, 1), (2024, 3, 1)].map(|(y, m, d)| days_from_civil(y, m, d) * 86_400));
        assert_eq!(months.f64("y").unwrap(), [15.0, 45.0]);
        // 2024-02-05 was a Monday, 5 days in; the last whole week begins on 2024-03-25.
        let weeks = run(&of("W", Resampling::First), &table).unwrap();
        assert_eq!((weeks.f64("y").unwrap()[0], weeks.rows()), (5.0, 8));
        // A series that ends with a month has that month.
        let months = run(&of("MS", Resampling::Last), &daily(days_from_civil(2024, 2, 1), 29)).unwrap();
        assert_eq!(months.f64("y").unwrap(), [28.0]);
    }

    #[test]
    fn a_missing_value_makes_its_period_missing_and_no_period_is_an_error() {
        let mut table = daily(days_from_civil(2024, 2, 1), 29);
        let mut y = table.f64("y").unwrap().to_vec();
        y[3] = f64::NAN;
        table =
            Frame::new().with("ds", table.column("ds").unwrap().clone()).and_then(|frame| frame.with("y", y)).unwrap();
        assert!(run(&of("MS", Resampling::Sum), &table).unwrap().f64("y").unwrap()[0].is_nan());
        assert_eq!(run(&of("YS", Resampling::Sum), &table).unwrap_err().code(), "kp.invalid_data");
        assert_eq!(run(&Resample::default(), &table).unwrap_err().code(), "kp.invalid_params");
        let error = run(&of("h", Resampling::Sum), &table).unwrap_err();
        assert!(error.message().contains("no shorter than the step of the data"), "{error}");
        assert_eq!(run(&of("D", Resampling::Sum), &table).unwrap().rows(), 29);
    }
}
