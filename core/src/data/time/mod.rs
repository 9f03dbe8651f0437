//! Points in time and the step between them.

use crate::error::{Result, err};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What one tick of a time column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// One second.
    Second,
    /// A thousandth of a second.
    Millisecond,
    /// A millionth of a second.
    Microsecond,
    /// A thousand-millionth of a second.
    Nanosecond,
}

impl TimeUnit {
    /// How many ticks a second has.
    pub const fn per_second(self) -> i64 {
        match self {
            TimeUnit::Second => 1,
            TimeUnit::Millisecond => 1_000,
            TimeUnit::Microsecond => 1_000_000,
            TimeUnit::Nanosecond => 1_000_000_000,
        }
    }

    const fn per_day(self) -> i64 {
        self.per_second() * 86_400
    }
}

/// Points in time as ticks since 1970-01-01T00:00:00 in the column's own zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Times {
    /// The points, in ticks.
    pub ticks: Vec<i64>,
    /// What one tick is.
    pub unit: TimeUnit,
    /// The zone's name, handed through untouched; calendar steps are taken on the ticks as they stand.
    pub zone: Option<String>,
}

impl Times {
    /// Points in time without a zone.
    pub fn new(ticks: Vec<i64>, unit: TimeUnit) -> Self {
        Self { ticks, unit, zone: None }
    }

    /// Other points in the same unit and zone.
    pub fn with_ticks(&self, ticks: Vec<i64>) -> Self {
        Self { ticks, unit: self.unit, zone: self.zone.clone() }
    }
}

/// The step from one observation to the next.
///
/// Written as pandas and polars write it: a count and one of `s min h D B W MS ME QS QE YS YE`
/// (`W-SUN` to `W-SAT` as well; polars' `mo`, `q`, `y`, `w`, `d`, `m` are read too), or a plain whole number for integer time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Frequency {
    /// Integer time that grows by this much.
    Step(i64),
    /// This many seconds.
    Seconds(i64),
    /// This many business days, Monday to Friday.
    BusinessDays(i64),
    /// This many months, on the same day of the month (or the month's last, where it is shorter).
    Months(i64),
    /// This many months, always on the month's last day.
    MonthEnds(i64),
}

const DAY: i64 = 86_400;
/// The greatest count of a step.
const MOST: i64 = 1_000_000_000;

impl Frequency {
    /// The tick `n` steps after `tick` (before it, where `n` is negative).
    ///
    /// # Errors
    /// `kp.invalid_data` when the result leaves the range of the unit.
    pub fn advance(self, tick: i64, n: i64, unit: Option<TimeUnit>) -> Result<i64> {
        let overflow = || err!(InvalidData, "{n} steps of '{self}' after {tick} are outside the range of time");
        let unit = unit.unwrap_or(TimeUnit::Second);
        match self {
            Frequency::Step(step) => step.checked_mul(n).and_then(|by| tick.checked_add(by)),
            Frequency::Seconds(seconds) => seconds
                .checked_mul(unit.per_second())
                .and_then(|by| by.checked_mul(n))
                .and_then(|by| tick.checked_add(by)),
            Frequency::BusinessDays(days) => days.checked_mul(n).and_then(|n| add_business_days(tick, n, unit)),
            Frequency::Months(months) => months.checked_mul(n).and_then(|n| add_months(tick, n, unit, false)),
            Frequency::MonthEnds(months) => months.checked_mul(n).and_then(|n| add_months(tick, n, unit, true)),
        }
        .ok_or_else(overflow)
    }

    /// So many steps as one; `None` where that is more than can be written.
    pub(crate) fn times(self, count: i64) -> Option<Self> {
        let more = |own: i64| own.checked_mul(count).filter(|steps| (1..=MOST).contains(steps));
        Some(match self {
            Frequency::Step(step) => Frequency::Step(more(step)?),
            Frequency::Seconds(seconds) => Frequency::Seconds(more(seconds)?),
            Frequency::BusinessDays(days) => Frequency::BusinessDays(more(days)?),
            Frequency::Months(months) => Frequency::Months(more(months)?),
            Frequency::MonthEnds(months) => Frequency::MonthEnds(more(months)?),
        })
    }

    /// How many steps lead from `from` to `to`, or `None` when no whole number of steps does.
    pub fn steps_between(self, from: i64, to: i64, unit: Option<TimeUnit>) -> Option<i64> {
        let ticks = unit.unwrap_or(TimeUnit::Second);
        let guess = match self {
            Frequency::Step(step) => to.checked_sub(from)?.checked_div(step)?,
            Frequency::Seconds(seconds) => {
                to.checked_sub(from)?.checked_div(seconds.checked_mul(ticks.per_second())?)?
            }
            Frequency::BusinessDays(days) => business_days_between(from, to, ticks).checked_div(days)?,
            Frequency::Months(months) | Frequency::MonthEnds(months) => {
                (month_number(to, ticks) - month_number(from, ticks)).checked_div(months)?
            }
        };
        (self.advance(from, guess, unit).ok()? == to).then_some(guess)
    }

    /// The one step that explains most of the gaps of rising ticks, or `None` where there are fewer than two ticks.
    ///
    /// Calendar steps are recognised: months (on one day or at their ends), business days, and fixed spans. The smallest
    /// gap is the step if it explains all others, unless nine in ten are one usual step, which it is not: then the odd
    /// time is out of place.
    pub fn infer(ticks: &[i64], unit: Option<TimeUnit>) -> Option<Self> {
        let mut ticks = ticks.to_vec();
        ticks.dedup();
        let gaps: Vec<i64> = ticks.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).collect();
        let months = |unit| -> Vec<i64> {
            ticks.windows(2).map(|pair| month_number(pair[1], unit) - month_number(pair[0], unit)).collect()
        };
        let months: Vec<i64> = unit.map_or_else(Vec::new, months);
        let smallest = Self::of_gap(*gaps.iter().min()?, months.iter().min().copied(), &ticks, unit);
        // How many gaps are a whole number of steps, and how many are one.
        let tally = |step: Self| {
            let steps = |pair: &[i64]| {
                let from_first = |tick| step.steps_between(ticks[0], tick, unit);
                let by_first = || from_first(pair[1])?.checked_sub(from_first(pair[0])?);
                step.steps_between(pair[0], pair[1], unit).or_else(by_first).filter(|&steps| steps > 0)
            };
            let found = ticks.windows(2).filter_map(steps);
            found.fold((0, 0), |(whole, single), steps| (whole + 1, single + usize::from(steps == 1)))
        };
        let of_all = smallest.iter().map(|&step| (step, tally(step))).find(|(_, (whole, _))| *whole == gaps.len());
        if let Some((step, (_, single))) = of_all
            && 10 * single >= gaps.len()
        {
            return Some(step);
        }
        let usual = Self::of_gap(usual(&gaps)?, usual(&months), &ticks, unit);
        if let Some((step, _)) = of_all {
            return usual.into_iter().find(|&usual| 10 * tally(usual).1 >= 9 * gaps.len()).or(Some(step));
        }
        let mut best: Option<(Self, usize)> = None;
        for step in smallest.into_iter().chain(usual) {
            let whole = tally(step).0;
            if best.is_none_or(|(_, most)| whole > most) {
                best = Some((step, whole));
            }
        }
        best.map(|(step, _)| step)
    }

    /// The steps that a gap, so many months long, may be.
    fn of_gap(gap: i64, months: Option<i64>, ticks: &[i64], unit: Option<TimeUnit>) -> Vec<Self> {
        let Some(unit) = unit else { return vec![Frequency::Step(gap)] };
        let (per_day, mut steps) = (unit.per_day(), Vec::new());
        if let Some(months) = months.filter(|&months| months > 0 && gap >= 28 * per_day) {
            let at_ends = ticks.iter().filter(|&&tick| is_month_end(tick, unit)).count();
            steps.extend((10 * at_ends >= 9 * ticks.len()).then_some(Frequency::MonthEnds(months)));
            steps.push(Frequency::Months(months));
        }
        if gap == per_day && ticks.len() > 5 && ticks.iter().all(|&tick| weekday(tick, unit) < 5) {
            steps.push(Frequency::BusinessDays(1));
        }
        steps.extend((gap % unit.per_second() == 0).then(|| Frequency::Seconds(gap / unit.per_second())));
        steps
    }

    /// How many steps the usual season has: a day of hours, a week of days, a year of months; 1 where there is none.
    pub(crate) fn season(self) -> usize {
        match self {
            Frequency::Months(months @ 1..=12) | Frequency::MonthEnds(months @ 1..=12) => (12 / months) as usize,
            Frequency::BusinessDays(1) => 5,
            Frequency::Seconds(seconds) if seconds == DAY => 7,
            Frequency::Seconds(seconds) if seconds == 7 * DAY => 52,
            Frequency::Seconds(seconds) if seconds > 0 && seconds < DAY => (DAY / seconds) as usize,
            _ => 1,
        }
    }

    /// Whether this is a step of integer time.
    pub fn is_integer(self) -> bool {
        matches!(self, Frequency::Step(_))
    }
}

impl FromStr for Frequency {
    type Err = crate::Error;

    fn from_str(text: &str) -> Result<Self> {
        let bad = || {
            let units = "s, min, h, D, B, W, MS, ME, QS, QE, YS, YE";
            err!(InvalidParams, "freq is '{text}'; must be a whole number (integer time) or a count and one of {units}")
                .with("param", "freq")
        };
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (count, unit) = text.split_at(digits);
        let count: i64 = if count.is_empty() { 1 } else { count.parse().map_err(|_| bad())? };
        if count == 0 || count > MOST {
            return Err(bad());
        }
        Ok(match unit {
            "" if digits > 0 => Frequency::Step(count),
            "s" | "S" => Frequency::Seconds(count),
            "min" | "T" | "m" => Frequency::Seconds(count * 60),
            "h" | "H" => Frequency::Seconds(count * 3_600),
            "D" | "d" => Frequency::Seconds(count * DAY),
            "B" => Frequency::BusinessDays(count),
            "W" | "w" | "W-SUN" | "W-MON" | "W-TUE" | "W-WED" | "W-THU" | "W-FRI" | "W-SAT" => {
                Frequency::Seconds(count * 7 * DAY)
            }
            "MS" | "mo" => Frequency::Months(count),
            "QS" | "q" => Frequency::Months(count * 3),
            "YS" | "AS" | "y" => Frequency::Months(count * 12),
            "ME" | "M" => Frequency::MonthEnds(count),
            "QE" | "Q" => Frequency::MonthEnds(count * 3),
            "YE" | "Y" | "A" => Frequency::MonthEnds(count * 12),
            _ => return Err(bad()),
        })
    }
}

impl fmt::Display for Frequency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = match *self {
            Frequency::Step(step) => return write!(f, "{step}"),
            Frequency::BusinessDays(days) => (days, "B"),
            Frequency::Months(months) if months % 12 == 0 => (months / 12, "YS"),
            Frequency::Months(months) if months % 3 == 0 => (months / 3, "QS"),
            Frequency::Months(months) => (months, "MS"),
            Frequency::MonthEnds(months) if months % 12 == 0 => (months / 12, "YE"),
            Frequency::MonthEnds(months) if months % 3 == 0 => (months / 3, "QE"),
            Frequency::MonthEnds(months) => (months, "ME"),
            Frequency::Seconds(seconds) => [(7 * DAY, "W"), (DAY, "D"), (3_600, "h"), (60, "min"), (1, "s")]
                .into_iter()
                .find(|(size, _)| seconds % size == 0)
                .map_or((seconds, "s"), |(size, unit)| (seconds / size, unit)),
        };
        if count == 1 { f.write_str(unit) } else { write!(f, "{count}{unit}") }
    }
}

impl From<Frequency> for String {
    fn from(frequency: Frequency) -> Self {
        frequency.to_string()
    }
}

impl TryFrom<String> for Frequency {
    type Error = crate::Error;

    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

/// The most frequent of some values; of equals the smallest.
fn usual(values: &[i64]) -> Option<i64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let runs = sorted.chunk_by(|a, b| a == b);
    runs.rev().max_by_key(|run| run.len()).map(|run| run[0])
}

/// Monday is 0.
fn weekday(tick: i64, unit: TimeUnit) -> i64 {
    (tick.div_euclid(unit.per_day()) + 3).rem_euclid(7)
}

fn add_business_days(tick: i64, n: i64, unit: TimeUnit) -> Option<i64> {
    // A weekend day counts as the Friday before it when going forward, as the Monday after it when going back.
    let day = weekday(tick, unit);
    let (origin, day) = match (day >= 5, n >= 0) {
        (false, _) => (tick, day),
        (true, true) => (tick - (day - 4) * unit.per_day(), 4),
        (true, false) => (tick + (7 - day) * unit.per_day(), 0),
    };
    let target = day.checked_add(n)?;
    let days = target.div_euclid(5).checked_mul(7)?.checked_add(target.rem_euclid(5))?.checked_sub(day)?;
    origin.checked_add(days.checked_mul(unit.per_day())?)
}

fn business_days_between(from: i64, to: i64, unit: TimeUnit) -> i64 {
    let business_day = |tick: i64| {
        let day = tick.div_euclid(unit.per_day()) + 3;
        day.div_euclid(7) * 5 + day.rem_euclid(7).min(4)
    };
    business_day(to) - business_day(from)
}

fn add_months(tick: i64, n: i64, unit: TimeUnit, to_end: bool) -> Option<i64> {
    let (year, month, day) = civil(tick, unit);
    let months = (year * 12 + month - 1).checked_add(n)?;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
    if year.abs() > 1_000_000 {
        return None;
    }
    let last = days_in_month(year, month);
    let day = if to_end { last } else { day.min(last) };
    let of_day = tick.rem_euclid(unit.per_day());
    days_from_civil(year, month, day).checked_mul(unit.per_day())?.checked_add(of_day)
}

/// The first tick of a month, counted from January of the year 0.
pub(crate) fn month_start(months: i64, unit: TimeUnit) -> Option<i64> {
    days_from_civil(months.div_euclid(12), months.rem_euclid(12) + 1, 1).checked_mul(unit.per_day())
}

fn month_number(tick: i64, unit: TimeUnit) -> i64 {
    let (year, month, _) = civil(tick, unit);
    year * 12 + month
}

fn is_month_end(tick: i64, unit: TimeUnit) -> bool {
    let (year, month, day) = civil(tick, unit);
    day == days_in_month(year, month)
}

fn days_in_month(year: i64, month: i64) -> i64 {
    let next = if month == 12 { days_from_civil(year + 1, 1, 1) } else { days_from_civil(year, month + 1, 1) };
    next - days_from_civil(year, month, 1)
}

/// Days since 1970-01-01 of a date in the proleptic Gregorian calendar; years are counted from March, so that the leap
/// day is the last of its year.
pub(crate) fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of a tick; the inverse of [`days_from_civil`].
pub(crate) fn civil(tick: i64, unit: TimeUnit) -> (i64, i64, i64) {
    let days = tick.div_euclid(unit.per_day()) + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = (shifted + 2) % 12 + 1;
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, of_year - (153 * shifted + 2) / 5 + 1)
}

#[cfg(test)]
mod tests;
