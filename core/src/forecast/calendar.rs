//! What the calendar says about a time: regressors that are known for the future too.

use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::{Frame, Long, Panel, PanelSpec, Strings, TimeUnit, civil, days_from_civil, ticks_of, time_column};
use crate::error::{Result, err};
use libm::{cos, sin};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Makes regressors of the calendar: weekdays, months, Fourier terms, holidays.
///
/// With `h` absent, every row of the table gets the features as columns behind its own: what a forecaster with regressors is
/// fitted to. With `h`, the answer is id, time and features of the `h` steps that follow each series: the future values that
/// its `forecast` asks for. Fourier terms are sin(2 pi k t / m) and cos(2 pi k t / m) for each season length m and order k,
/// with t the steps since the first time of the series. A holiday is 1 on its day and in its window, 0 elsewhere.
///
/// Input: id and time, and any other columns. Holidays: a row a day, with a column of times and a column `holiday` of names;
/// `before` and `after`, where they are there, are the days around it that count too.
/// Output: as said; every feature is a real number.
/// Errors: `kp.invalid_data` for features of the calendar where times are whole numbers; `kp.invalid_params` for a step that
/// cannot be inferred or more than half a season length of Fourier terms.
/// Cost: one pass a feature.
/// Source: ISO 8601 for weeks; Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 7.4.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Calendar {
    /// What to say of each time.
    pub features: Vec<CalendarFeature>,
    /// Season lengths of Fourier terms, in steps; none when empty.
    #[schemars(schema_with = "periods")]
    pub season_lengths: Vec<f64>,
    /// How many pairs of Fourier terms each season length has.
    #[schemars(range(min = 1, max = 1000))]
    pub fourier_order: usize,
    /// How many steps after the end of each series; its own times when absent.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub h: Option<usize>,
    /// The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
    pub freq: Option<String>,
    /// The column that tells series apart.
    pub id_col: String,
    /// The column of times.
    pub time_col: String,
}

fn periods(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({"type": "array", "items": {"type": "number", "exclusiveMinimum": 1}})
}

/// What can be said of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CalendarFeature {
    /// Such as 2024.
    Year,
    /// 1 to 4.
    Quarter,
    /// 1 to 12.
    Month,
    /// The week of ISO 8601, 1 to 53.
    Week,
    /// 1 to 366.
    DayOfYear,
    /// The day of the month, 1 to 31.
    Day,
    /// 0 for Monday to 6 for Sunday.
    DayOfWeek,
    /// 0 to 23.
    Hour,
    /// 0 to 59.
    Minute,
    /// 1 on Saturdays and Sundays.
    IsWeekend,
    /// 1 on the first day of a month.
    IsMonthStart,
    /// 1 on the last day of a month.
    IsMonthEnd,
    /// Steps since the first time of the series.
    Trend,
}

impl Default for Calendar {
    fn default() -> Self {
        let PanelSpec { id_col, time_col, .. } = PanelSpec::default();
        let features = vec![CalendarFeature::Month, CalendarFeature::DayOfWeek];
        Self { features, season_lengths: Vec::new(), fourier_order: 1, h: None, freq: None, id_col, time_col }
    }
}

setters! {
    /// Setters.
    Calendar {
        /// Sets what to say of each time.
        features: impl Into<Vec<CalendarFeature>>,
        /// Sets the season lengths of Fourier terms.
        season_lengths: impl Into<Vec<f64>>,
        /// Sets how many pairs of Fourier terms each has.
        fourier_order: usize,
        /// Sets how many steps after the end of each series.
        h: impl Into<Option<usize>>,
        /// Sets the step between observations.
        freq: impl Into<Option<String>>,
    }
}

impl Component for Calendar {
    const ID: &'static str = "forecast.calendar";
    const NAME: &'static str = "Calendar";
    const VERSION: u32 = 1;
}

/// ```
/// use kingpost::component::{Answer, Context, Function};
/// use kingpost::data::{Frame, TimeUnit, Times};
/// use kingpost::forecast::Calendar;
/// let days = Times::new(vec![19_723, 19_724, 19_725].into_iter().map(|day: i64| day * 86_400).collect(), TimeUnit::Second);
/// let table = Frame::new().with("ds", days)?;
/// let Answer::Frame(past) = Calendar::default().call(&[Some(&table)], &Context::default())? else { unreachable!() };
/// // 2024-01-01 was a Monday.
/// assert_eq!((past.f64("month")?, past.f64("day_of_week")?), (&[1.0; 3][..], &[0.0, 1.0, 2.0][..]));
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for Calendar {
    const INPUTS: &'static [Input] = &[
        Input { name: "data", doc: "Id and time, and any other columns.", needed: true },
        Input { name: "holidays", doc: "Time and `holiday`; `before` and `after` in days.", needed: false },
    ];
    const OUTPUT: Output = Output::Frame;

    fn answer(&self, inputs: &Inputs<'_>, _ctx: &Context) -> Result<Answer> {
        let frame = inputs.need("data")?;
        let mut index = Frame::new();
        for name in [&self.id_col, &self.time_col] {
            if let Some(column) = frame.get(name) {
                index.push(name.clone(), column.clone())?;
            }
        }
        let spec = PanelSpec {
            id_col: self.id_col.clone(),
            time_col: self.time_col.clone(),
            freq: self.freq.clone(),
            ..PanelSpec::default()
        };
        let panel = Panel::read(&index, spec, false, None)?;
        let (base, ticks, steps) = match self.h {
            Some(h) => self.future(&panel, h)?,
            None => self.past(frame, &panel)?,
        };
        let mut result = base;
        for &feature in &self.features {
            let values = say(feature, &ticks, &steps, panel.unit)?;
            result.push(name_of(feature), values.into())?;
        }
        for &length in &self.season_lengths {
            if self.fourier_order as f64 > length / 2.0 {
                let order = self.fourier_order;
                return Err(err!(
                    InvalidParams,
                    "fourier_order is {order}; must be at most half of the season length {length}"
                )
                .with("param", "fourier_order"));
            }
            for order in 1..=self.fourier_order {
                let at = |step: &f64| std::f64::consts::TAU * (order as f64 * step / length).fract();
                result.push(
                    format!("sin_{length}_{order}"),
                    steps.iter().map(|step| sin(at(step))).collect::<Vec<_>>().into(),
                )?;
                result.push(
                    format!("cos_{length}_{order}"),
                    steps.iter().map(|step| cos(at(step))).collect::<Vec<_>>().into(),
                )?;
            }
        }
        if let Some(holidays) = inputs.get("holidays") {
            for (name, days) in self.holidays(holidays)? {
                let unit = panel.unit.ok_or_else(|| no_calendar("holidays"))?;
                let day = |&tick: &i64| tick.div_euclid(86_400 * unit.per_second());
                let is =
                    |tick: &i64| f64::from(u8::from(days.iter().any(|&(from, to)| (from..=to).contains(&day(tick)))));
                result.push(name, ticks.iter().map(is).collect::<Vec<f64>>().into())?;
            }
        }
        Ok(result.into())
    }
}

/// A table to put features into, the tick of each row, and its steps since the start of its series.
type Rows = (Frame, Vec<i64>, Vec<f64>);

impl Calendar {
    fn future(&self, panel: &Panel, h: usize) -> Result<Rows> {
        let (mut series_of, mut ticks, mut steps) = (Vec::new(), Vec::new(), Vec::new());
        for series in 0..panel.len() {
            let length = panel.y(series).len();
            for step in length..length + h {
                series_of.push(series);
                ticks.push(panel.time(series, step)?);
                steps.push(step as f64);
            }
        }
        let frame = Frame::new().with(&self.id_col, panel.ids().take(&series_of))?;
        let times = time_column(ticks.clone(), panel.unit, &panel.zone);
        Ok((frame.with(&self.time_col, times)?, ticks, steps))
    }

    fn past(&self, frame: &Frame, panel: &Panel) -> Result<Rows> {
        let long = Long::read(frame, &self.id_col, &self.time_col)?;
        let mut steps = vec![0.0; frame.rows()];
        // The panel has its series in the same order, that of first appearance.
        for (rows, &start) in long.rows.iter().zip(&panel.starts) {
            for &row in rows {
                let step = panel.freq().steps_between(start, long.ticks[row], panel.unit).unwrap_or_default();
                steps[row] = step as f64;
            }
        }
        Ok((frame.clone(), long.ticks, steps))
    }

    /// The first and last day of each time that each holiday falls.
    fn holidays(&self, frame: &Frame) -> Result<BTreeMap<String, Vec<(i64, i64)>>> {
        let (ticks, unit, _) = ticks_of(frame.column(&self.time_col)?, &self.time_col)?;
        let unit = unit.ok_or_else(|| no_calendar("holidays"))?;
        let names: &Strings = frame.strings("holiday")?;
        let around = |name: &str| -> Result<Vec<i64>> {
            let Some(column) = frame.get(name) else { return Ok(vec![0; frame.rows()]) };
            let days = column.to_i64().filter(|days| days.iter().all(|days| (0..=366).contains(days)));
            days.ok_or_else(|| err!(InvalidData, "column '{name}' must hold whole numbers of days from 0 to 366"))
        };
        let (before, after) = (around("before")?, around("after")?);
        let mut holidays: BTreeMap<String, Vec<(i64, i64)>> = BTreeMap::new();
        for row in 0..frame.rows() {
            let day = ticks[row].div_euclid(86_400 * unit.per_second());
            let name =
                names.get(row).ok_or_else(|| err!(MissingValues, "column 'holiday' has no name in row {row}"))?;
            holidays.entry(name.to_owned()).or_default().push((day - before[row], day + after[row]));
        }
        Ok(holidays)
    }
}

fn no_calendar(what: &str) -> crate::Error {
    err!(InvalidData, "{what} need dates; the times are whole numbers")
}

/// The name of a feature's column: that of the parameter.
fn name_of(feature: CalendarFeature) -> String {
    serde_json::to_value(feature).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

fn say(feature: CalendarFeature, ticks: &[i64], steps: &[f64], unit: Option<TimeUnit>) -> Result<Vec<f64>> {
    if feature == CalendarFeature::Trend {
        return Ok(steps.to_vec());
    }
    let unit = unit.ok_or_else(|| no_calendar("features of the calendar"))?;
    Ok(ticks.iter().map(|&tick| of_time(feature, tick, unit) as f64).collect())
}

fn of_time(feature: CalendarFeature, tick: i64, unit: TimeUnit) -> i64 {
    let (year, month, day) = civil(tick, unit);
    let seconds = tick.div_euclid(unit.per_second());
    let days = seconds.div_euclid(86_400);
    // 1970-01-01 was a Thursday.
    let weekday = (days + 3).rem_euclid(7);
    match feature {
        CalendarFeature::Year => year,
        CalendarFeature::Quarter => (month + 2) / 3,
        CalendarFeature::Month => month,
        CalendarFeature::Week => {
            // A week belongs to the year of its Thursday.
            let thursday = days - weekday + 3;
            let (year, _, _) = civil(thursday * 86_400, TimeUnit::Second);
            (thursday - days_from_civil(year, 1, 1)) / 7 + 1
        }
        CalendarFeature::DayOfYear => days - days_from_civil(year, 1, 1) + 1,
        CalendarFeature::Day => day,
        CalendarFeature::DayOfWeek => weekday,
        CalendarFeature::Hour => seconds.rem_euclid(86_400) / 3_600,
        CalendarFeature::Minute => seconds.rem_euclid(3_600) / 60,
        CalendarFeature::IsWeekend => i64::from(weekday >= 5),
        CalendarFeature::IsMonthStart => i64::from(day == 1),
        CalendarFeature::IsMonthEnd => i64::from(civil((days + 1) * 86_400, TimeUnit::Second).2 == 1),
        CalendarFeature::Trend => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Times;

    fn run(calendar: &Calendar, tables: &[Option<&Frame>]) -> Result<Frame> {
        calendar.call(tables, &Context::default())?.frame()
    }

    fn tick(year: i64, month: i64, day: i64) -> i64 {
        days_from_civil(year, month, day) * 86_400
    }

    #[test]
    fn days_are_those_of_pythons_datetime() {
        use CalendarFeature::*;
        // Python 3.11: date.isocalendar(), date.timetuple().tm_yday, date.weekday().
        for (date, week, of_year, weekday) in [
            ((2021, 1, 3), 53, 3, 6),
            ((2024, 12, 30), 1, 365, 0),
            ((2020, 2, 29), 9, 60, 5),
            ((1969, 12, 31), 1, 365, 2),
        ] {
            let tick = tick(date.0, date.1, date.2) + 13 * 3_600 + 45 * 60;
            let found =
                [Week, DayOfYear, DayOfWeek, Hour, Minute].map(|feature| of_time(feature, tick, TimeUnit::Second));
            assert_eq!(found, [week, of_year, weekday, 13, 45], "{date:?}");
        }
        assert_eq!(of_time(IsMonthEnd, tick(2023, 2, 28), TimeUnit::Second), 1);
        assert_eq!(of_time(Quarter, tick(2023, 10, 1), TimeUnit::Second), 4);
    }

    #[test]
    fn the_future_goes_on_where_each_series_ends() {
        let ids: Strings = ["a", "a", "a", "b", "b"].into_iter().collect();
        let ticks = vec![tick(2023, 11, 1), tick(2023, 12, 1), tick(2024, 1, 1), tick(2023, 5, 1), tick(2023, 6, 1)];
        let table = Frame::new()
            .with("unique_id", ids)
            .and_then(|frame| frame.with("ds", Times::new(ticks, TimeUnit::Second)))
            .and_then(|frame| frame.with("y", vec![1.0; 5]))
            .unwrap();
        let calendar = Calendar {
            features: vec![CalendarFeature::Month, CalendarFeature::Trend],
            season_lengths: vec![4.0],
            ..Calendar::default()
        };
        let past = run(&calendar, &[Some(&table)]).unwrap();
        assert_eq!(past.names().collect::<Vec<_>>(), ["unique_id", "ds", "y", "month", "trend", "sin_4_1", "cos_4_1"]);
        assert_eq!(past.f64("trend").unwrap(), [0.0, 1.0, 2.0, 0.0, 1.0]);
        let future = run(&Calendar { h: Some(2), ..calendar }, &[Some(&table)]).unwrap();
        assert_eq!(future.f64("month").unwrap(), [2.0, 3.0, 7.0, 8.0]);
        assert_eq!(future.f64("trend").unwrap(), [3.0, 4.0, 2.0, 3.0]);
        let sin = future.f64("sin_4_1").unwrap();
        sin.iter().zip([-1.0, 0.0, 0.0, -1.0]).for_each(|(found, wanted)| assert!((found - wanted).abs() < 1e-12));
    }

    #[test]
    fn holidays_have_windows() {
        let days =
            |from: i64, count: i64| Times::new((0..count).map(|k| (from + k) * 86_400).collect(), TimeUnit::Second);
        let table = Frame::new().with("ds", days(19_712, 8)).unwrap();
        let holidays = Frame::new()
            .with("ds", days(19_716, 1))
            .and_then(|frame| frame.with("holiday", ["christmas"].into_iter().collect::<Strings>()))
            .and_then(|frame| frame.with("before", vec![1i64]))
            .and_then(|frame| frame.with("after", vec![2i64]))
            .unwrap();
        let none = Calendar { features: Vec::new(), ..Calendar::default() };
        let result = run(&none, &[Some(&table), Some(&holidays)]).unwrap();
        assert_eq!(result.f64("christmas").unwrap(), [0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 0.0]);
        let text = Frame::new()
            .with("ds", ["2023-12-25"].into_iter().collect::<Strings>())
            .and_then(|frame| frame.with("holiday", ["christmas"].into_iter().collect::<Strings>()))
            .unwrap();
        let error = run(&none, &[Some(&table), Some(&text)]).unwrap_err();
        assert!(error.message().starts_with("column 'ds' holds text; it must hold dates"), "{error}");
        let counted = Frame::new().with("ds", vec![1i64, 2]).unwrap();
        assert_eq!(run(&Calendar::default(), &[Some(&counted)]).unwrap_err().code(), "kp.invalid_data");
    }
}
