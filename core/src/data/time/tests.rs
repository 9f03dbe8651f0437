//! Steps, dates, and what is inferred.

use super::*;

const UNIT: Option<TimeUnit> = Some(TimeUnit::Second);

fn day(year: i64, month: i64, day: i64) -> i64 {
    days_from_civil(year, month, day) * DAY
}

#[test]
fn steps_are_taken_together() {
    let months = Frequency::Months(1);
    assert_eq!(months.times(3), Some(Frequency::Months(3)));
    assert_eq!(Frequency::Step(1 << 29).times(4), None);
    let week = Frequency::Seconds(DAY).times(7).unwrap();
    assert_eq!(week.to_string().parse::<Frequency>().unwrap(), week);
}

#[test]
fn dates_go_there_and_back() {
    assert_eq!(days_from_civil(1970, 1, 1), 0);
    assert_eq!(days_from_civil(2000, 3, 1), 11_017);
    for days in (-800_000..800_000).step_by(37) {
        let (year, month, date) = civil(days * DAY, TimeUnit::Second);
        assert_eq!(days_from_civil(year, month, date), days);
    }
}

#[test]
fn months_keep_their_day_and_ends_stay_ends() {
    let advance = |freq: &str, from: i64, n| freq.parse::<Frequency>().unwrap().advance(from, n, UNIT).unwrap();
    assert_eq!(advance("MS", day(2024, 1, 31), 1), day(2024, 2, 29));
    assert_eq!(advance("ME", day(2024, 2, 29), 1), day(2024, 3, 31));
    assert_eq!(advance("QS", day(2024, 11, 1), 2), day(2025, 5, 1));
    assert_eq!(advance("YE", day(2023, 12, 31), -3), day(2020, 12, 31));
    assert_eq!(advance("B", day(2024, 5, 3), 1), day(2024, 5, 6));
    assert_eq!(advance("B", day(2024, 5, 6), -1), day(2024, 5, 3));
    assert_eq!(advance("2W", day(2024, 5, 6), 1), day(2024, 5, 20));
}

#[test]
fn steps_are_inferred() {
    let series = |freq: &str, from| -> Vec<i64> {
        let freq: Frequency = freq.parse().unwrap();
        (0..20).map(|n| freq.advance(from, n, UNIT).unwrap()).collect()
    };
    for (freq, from) in [
        ("MS", day(2020, 1, 1)),
        ("ME", day(2020, 1, 31)),
        ("QE", day(2020, 3, 31)),
        ("YS", day(2020, 1, 1)),
        ("W", day(2020, 1, 5)),
        ("D", day(2020, 1, 1)),
        ("B", day(2020, 1, 1)),
        ("15min", 900),
        ("h", 0),
    ] {
        let mut ticks = series(freq, from);
        assert_eq!(Frequency::infer(&ticks, UNIT).unwrap().to_string(), freq);
        ticks.remove(7);
        assert_eq!(Frequency::infer(&ticks, UNIT).unwrap().to_string(), freq, "with a gap");
    }
    assert_eq!(Frequency::infer(&[1, 3, 5, 9], None), Some(Frequency::Step(2)));
    assert_eq!(Frequency::infer(&[5], None), None);
}

#[test]
fn an_odd_time_does_not_change_the_step() {
    let infer = |ticks: &[i64]| Frequency::infer(ticks, UNIT).unwrap().to_string();
    let series = |freq: &str, from| -> Vec<i64> {
        let freq: Frequency = freq.parse().unwrap();
        (0..40).map(|n| freq.advance(from, n, UNIT).unwrap()).collect()
    };
    for (freq, from) in [("MS", day(2015, 1, 1)), ("ME", day(2015, 1, 31)), ("D", day(2015, 1, 1)), ("h", 0)] {
        let ticks = series(freq, from);
        let with = |place: usize, tick: i64| [&ticks[..place], &[tick], &ticks[place..]].concat();
        assert_eq!(infer(&with(8, ticks[7])), freq, "a time twice");
        assert_eq!(infer(&with(8, ticks[7] + 1_800)), freq, "half an hour late");
        assert_eq!(infer(&with(8, (ticks[7] + ticks[8]) / 2)), freq, "between two");
        let mut moved = ticks.clone();
        moved[7] += 60;
        assert_eq!(infer(&moved), freq, "a minute late");
    }
    // The smallest gap is the step where it explains the others, however seldom it occurs by itself.
    let demand = [0, 7, 8, 19, 31, 36, 52, 60, 73, 90, 99, 117, 120].map(|days| days * DAY);
    assert_eq!(infer(&demand), "D");
    assert_eq!(Frequency::infer(&[0, 2, 6, 10, 14, 18], None), Some(Frequency::Step(2)));
    assert_eq!(Frequency::infer(&[3, 3], None), None);
}

#[test]
fn steps_between_are_whole_or_nothing() {
    let months: Frequency = "MS".parse().unwrap();
    assert_eq!(months.steps_between(day(2020, 1, 1), day(2021, 3, 1), UNIT), Some(14));
    assert_eq!(months.steps_between(day(2020, 1, 1), day(2021, 3, 2), UNIT), None);
    assert_eq!(Frequency::Step(3).steps_between(1, 10, None), Some(3));
    assert_eq!(Frequency::Step(3).steps_between(1, 9, None), None);
}

#[test]
fn nonsense_is_refused() {
    for text in ["", "0D", "D2", "fortnight", "-1", "99999999999D"] {
        assert_eq!(text.parse::<Frequency>().unwrap_err().code(), "kp.invalid_params", "{text}");
    }
    assert!(Frequency::Step(i64::MAX).advance(5, 3, None).is_err());
    assert!(Frequency::Months(1).advance(0, i64::MAX, UNIT).is_err());
}
