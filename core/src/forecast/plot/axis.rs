//! Where an axis has its ticks and what they are called.

use crate::data::{TimeUnit, civil, month_start, show_time};
use libm::{ceil, floor, log10, pow};

/// A range of values and its ticks.
#[derive(Debug)]
pub(super) struct Axis {
    pub(super) low: f64,
    pub(super) high: f64,
    /// Where, and what is written there.
    pub(super) ticks: Vec<(f64, String)>,
}

impl Axis {
    /// A range of numbers, widened to the ticks around it.
    pub(super) fn of_numbers(low: f64, high: f64, count: usize) -> Self {
        let (low, high) = if high > low { (low, high) } else { (low - 0.5, high + 0.5) };
        let step = nice((high - low) / count.max(1) as f64);
        let (first, last) = (floor(low / step), ceil(high / step));
        let decimals = (-floor(log10(step) + 1e-9)).max(0.0) as usize;
        let ticks = (0..=(last - first).min(100.0) as usize).map(|k| {
            let value = (first + k as f64) * step;
            (value, number(value, decimals))
        });
        Self { low: first * step, high: last * step, ticks: ticks.collect() }
    }

    /// A range of times; whole numbers where they have no unit.
    pub(super) fn of_times(low: i64, high: i64, unit: Option<TimeUnit>, count: usize) -> Self {
        let high = high.max(low.saturating_add(1));
        let range = |ticks: Vec<(f64, String)>| Self { low: low as f64, high: high as f64, ticks };
        let Some(unit) = unit else {
            let step = nice((high as f64 - low as f64) / count.max(1) as f64).max(1.0);
            let (first, last) = (ceil(low as f64 / step), floor(high as f64 / step));
            let ticks = (0..=(last - first).max(0.0) as usize).map(|k| (first + k as f64) * step);
            return range(ticks.map(|value| (value, number(value, 0))).collect());
        };
        let seconds = (high as f64 - low as f64) / unit.per_second() as f64;
        let ticks = match steps(seconds / count.max(1) as f64) {
            Step::Seconds(step) => by_seconds(low, high, step, unit),
            Step::Months(step) => by_months(low, high, step, unit),
        };
        range(ticks.into_iter().map(|(tick, label)| (tick as f64, label)).collect())
    }
}

/// The nearest of 1, 2, 5 and 10 times a power of ten that is not less.
fn nice(step: f64) -> f64 {
    let power = pow(10.0, floor(log10(step)));
    let mantissa = step / power;
    let nice = [1.0, 2.0, 5.0].into_iter().find(|nice| mantissa <= nice * (1.0 + 1e-9)).unwrap_or(10.0);
    nice * power
}

/// A number as a reader wants it: `1.2M` for 1,200,000.
fn number(value: f64, decimals: usize) -> String {
    for (size, suffix) in [(1e15, ""), (1e9, "G"), (1e6, "M"), (1e4, "k")] {
        if value.abs() < size {
            continue;
        }
        if suffix.is_empty() {
            return format!("{value:.1e}");
        }
        let unit = if suffix == "k" { 1e3 } else { size };
        let text = format!("{:.2}", value / unit);
        return text.trim_end_matches('0').trim_end_matches('.').to_owned() + suffix;
    }
    if decimals > 6 { format!("{value:.1e}") } else { format!("{:.decimals$}", value + 0.0) }
}

enum Step {
    Seconds(i64),
    Months(i64),
}

/// The shortest usual step of at least so many seconds.
fn steps(least: f64) -> Step {
    const DAY: i64 = 86_400;
    const SHORT: [i64; 16] = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 21_600, 43_200, DAY, 7 * DAY];
    if let Some(&step) = SHORT.iter().find(|&&step| step as f64 >= least) {
        return Step::Seconds(step);
    }
    let months = least / (30.44 * DAY as f64);
    let usual = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200];
    Step::Months(usual.into_iter().find(|&step| step as f64 >= months).unwrap_or(12_000))
}

fn by_seconds(low: i64, high: i64, step: i64, unit: TimeUnit) -> Vec<(i64, String)> {
    let Some(step) = step.checked_mul(unit.per_second()) else { return Vec::new() };
    // Weeks are counted from a Monday: 1970-01-05.
    let origin = if step == 7 * 86_400 * unit.per_second() { 4 * 86_400 * unit.per_second() } else { 0 };
    let first = (low - origin).div_euclid(step) + i64::from((low - origin).rem_euclid(step) != 0);
    let ticks = (first..).map(|k| k * step + origin).take_while(|&tick| tick <= high).take(100);
    let label = |tick| {
        let text = show_time(tick, Some(unit));
        text.split_once('T').map_or(text.clone(), |(_, time)| time.strip_suffix(":00").unwrap_or(time).to_owned())
    };
    ticks.map(|tick| (tick, label(tick))).collect()
}

fn by_months(low: i64, high: i64, step: i64, unit: TimeUnit) -> Vec<(i64, String)> {
    let (year, month, _) = civil(low, unit);
    let first = (year * 12 + month - 1).div_euclid(step) * step;
    let ticks = (0..200).map(|k| first + k * step).filter_map(|months| {
        let tick = month_start(months, unit)?;
        let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
        let label = if step % 12 == 0 { year.to_string() } else { format!("{year}-{month:02}") };
        (low <= tick && tick <= high).then_some((tick, label))
    });
    ticks.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(axis: &Axis) -> Vec<&str> {
        axis.ticks.iter().map(|(_, label)| label.as_str()).collect()
    }

    #[test]
    fn numbers_are_round() {
        assert_eq!(labels(&Axis::of_numbers(0.0, 9.3, 5)), ["0", "2", "4", "6", "8", "10"]);
        assert_eq!(labels(&Axis::of_numbers(-0.03, 0.11, 4)), ["-0.05", "0.00", "0.05", "0.10", "0.15"]);
        assert_eq!(labels(&Axis::of_numbers(0.0, 2.4e6, 3)), ["0", "1M", "2M", "3M"]);
        assert_eq!(labels(&Axis::of_numbers(7.0, 7.0, 2)), ["6.5", "7.0", "7.5"]);
        assert_eq!(labels(&Axis::of_numbers(-2e9, 0.0, 2)), ["-2G", "-1G", "0"]);
    }

    #[test]
    fn times_fall_on_years_months_days_and_hours() {
        let day = 86_400;
        let of = |low, high| Axis::of_times(low, high, Some(TimeUnit::Second), 6);
        assert_eq!(labels(&of(0, 5 * 366 * day)), ["1970", "1971", "1972", "1973", "1974", "1975"]);
        assert_eq!(labels(&of(0, 360 * day)), ["1970-01", "1970-03", "1970-05", "1970-07", "1970-09", "1970-11"]);
        assert_eq!(
            labels(&of(3 * day, 6 * day)),
            ["1970-01-04", "12:00", "1970-01-05", "12:00", "1970-01-06", "12:00", "1970-01-07"]
        );
        assert_eq!(labels(&Axis::of_times(3, 40, None, 4)), ["10", "20", "30", "40"]);
        assert_eq!(labels(&Axis::of_times(5, 5, None, 4)), ["5", "6"]);
    }
}
