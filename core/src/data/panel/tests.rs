use super::*;
use crate::data::Strings;

fn long(ids: &[&str], ds: &[i64], y: &[f64]) -> Frame {
    let ids: Strings = ids.iter().collect();
    Frame::new().with("unique_id", ids).unwrap().with("ds", ds.to_vec()).unwrap().with("y", y.to_vec()).unwrap()
}

fn read(frame: &Frame) -> Result<Panel> {
    Panel::from_frame(frame, PanelSpec::default())
}

#[test]
fn rows_in_any_order_become_regular_series() {
    let frame = long(&["b", "a", "b", "a", "b"], &[3, 1, 1, 2, 2], &[30., 1., 10., 2., 20.]);
    let panel = read(&frame).unwrap();
    assert_eq!((panel.id(0), panel.id(1)), ("b".into(), "a".into()));
    assert_eq!((panel.y(0), panel.y(1)), (&[10., 20., 30.][..], &[1., 2.][..]));
    assert_eq!(panel.last_time(0).unwrap(), 3);
}

#[test]
fn gaps_become_missing_values_and_are_filled_on_request() {
    let frame = long(&["a"; 4], &[1, 2, 5, 6], &[1., 2., 5., 7.]);
    let panel = read(&frame).unwrap();
    assert!(panel.y(0)[2].is_nan() && panel.y(0)[3].is_nan());
    let error = panel.with_series(0, |series| series.complete(1).unwrap_err());
    assert_eq!((error.code(), error.context()["missing"].as_str()), ("kp.missing_values", "2"));
    for (missing, expected) in [
        (Missing::Interpolate, [1., 2., 3., 4., 5., 7.]),
        (Missing::ForwardFill, [1., 2., 2., 2., 5., 7.]),
        (Missing::Zero, [1., 2., 0., 0., 5., 7.]),
    ] {
        let spec = PanelSpec { missing, ..PanelSpec::default() };
        assert_eq!(Panel::from_frame(&frame, spec).unwrap().y(0), expected);
    }
}

/// The step is that of the others, and the error names the row that is not one of them.
#[test]
fn an_odd_time_is_blamed_and_not_its_neighbours() {
    let months: Frequency = "MS".parse().unwrap();
    let start = crate::data::days_from_civil(2015, 1, 1) * 86_400;
    let with = |odd: i64| {
        let mut ticks: Vec<i64> = (0..36).map(|n| months.advance(start, n, Some(TimeUnit::Second)).unwrap()).collect();
        ticks.push(odd);
        let y = vec![1.0; ticks.len()];
        let frame = Frame::new().with("ds", Times::new(ticks, TimeUnit::Second)).unwrap().with("y", y).unwrap();
        read(&frame).unwrap_err().message().to_owned()
    };
    let day = |month: i64, day: i64| crate::data::days_from_civil(2015, month, day) * 86_400;
    assert_eq!(with(day(5, 1)), "series 'series': time 2015-05-01 occurs twice");
    let expected = "series 'series': time 2015-05-17 is not a whole number of steps of 'MS' after 2015-01-01";
    assert_eq!(with(day(5, 17)), expected);
    assert_eq!(with(day(5, 2)), expected.replace("17", "02"));
}

#[test]
fn bad_rows_are_named() {
    let message = |frame: Frame| read(&frame).unwrap_err().message().to_owned();
    assert_eq!(message(long(&["a"; 2], &[1, 1], &[1., 2.])), "series 'a': time 1 occurs twice");
    assert_eq!(
        message(long(&["a", "a", "a", "b", "b"], &[1, 3, 5, 1, 2], &[1.; 5])),
        "series 'b': time 2 is not a whole number of steps of '2' after 1"
    );
    assert_eq!(message(long(&["a"], &[1], &[f64::INFINITY])), "column 'y' has inf in row 0; must be within ±1e100");
    assert_eq!(message(long(&["a"], &[1], &[-2e300])), "column 'y' has -2e300 in row 0; must be within ±1e100");
    assert_eq!(message(long(&[], &[], &[])), "the panel is empty; at least one row is needed");
}

#[test]
fn a_column_that_was_named_has_to_be_there() {
    let frame = long(&["a", "b"], &[1, 1], &[1., 2.]);
    for (id_col, time_col, absent) in [("shop", "ds", "shop"), ("unique_id", "when", "when")] {
        let spec = PanelSpec { id_col: id_col.into(), time_col: time_col.into(), ..PanelSpec::default() };
        let error = Panel::from_frame(&frame, spec).unwrap_err();
        assert_eq!(error.context()["column"], absent);
        assert!(error.message().contains("there is no column"), "{error}");
    }
}

#[test]
fn other_columns_are_regressors() {
    let frame = long(&["a"; 2], &[2, 1], &[2., 1.]).with("price", vec![20i64, 10]).unwrap();
    let panel = read(&frame).unwrap();
    panel.with_series(0, |series| assert_eq!(series.regressors, [("price", &[10., 20.][..])]));
    let frame = frame.with("city", ["x", "y"].into_iter().collect::<Strings>()).unwrap();
    assert_eq!(read(&frame).unwrap_err().message(), "column 'city' holds text; it must hold numbers, as regressors do");
}

#[test]
fn real_numbers_that_are_whole_serve_as_ids_and_times() {
    let frame = |ids: [f64; 2], ds: [f64; 2]| {
        let frame = Frame::new().with("unique_id", ids.to_vec()).unwrap().with("ds", ds.to_vec()).unwrap();
        frame.with("y", vec![1., 2.]).unwrap()
    };
    let panel = read(&frame([7., 7.], [1., 2.])).unwrap();
    assert_eq!((panel.ids(), panel.starts.as_slice()), (&Column::I64(vec![7]), &[1][..]));
    let message = |frame| read(&frame).unwrap_err().message().to_owned();
    assert!(message(frame([7., 7.5], [1., 2.])).contains("must hold text or whole numbers"));
    assert!(message(frame([7., 7.], [1., f64::NAN])).contains("must hold dates and times, or whole numbers"));
}

#[test]
fn time_is_counted_in_the_unit_of_the_model() {
    let of = |ticks: Vec<i64>, unit| {
        let frame = Frame::new().with("ds", Times::new(ticks, unit)).unwrap().with("y", vec![1., 2.]).unwrap();
        read(&frame).unwrap()
    };
    let mut panel = of(vec![86_400_000, 172_800_000], TimeUnit::Millisecond);
    panel.count_time_in(Some(TimeUnit::Nanosecond), None).unwrap();
    assert_eq!(panel, of(vec![86_400_000_000_000, 172_800_000_000_000], TimeUnit::Nanosecond));
    panel.count_time_in(Some(TimeUnit::Second), None).unwrap();
    assert_eq!(panel.starts, [86_400]);
    assert!(panel.count_time_in(None, None).unwrap_err().message().contains("fitted to whole numbers"));
    panel.count_time_in(Some(TimeUnit::Second), Some("Europe/Berlin")).unwrap();
    panel.zone = Some("UTC".into());
    panel.count_time_in(Some(TimeUnit::Second), None).unwrap();
    let error = panel.count_time_in(Some(TimeUnit::Second), Some("Europe/Berlin")).unwrap_err();
    assert_eq!(error.message(), "the times are in the zone UTC; the model was fitted to times in Europe/Berlin");
    let mut odd = of(vec![500, 1_500], TimeUnit::Millisecond);
    assert_eq!(odd.count_time_in(Some(TimeUnit::Second), None).unwrap_err().code(), "kp.invalid_data");
}

#[test]
fn a_calendar_gap_of_months_is_seen() {
    let day = |month| super::super::time::days_from_civil(2024, month, 1) * 86_400_000;
    let times = Times::new(vec![day(1), day(2), day(4)], TimeUnit::Millisecond);
    let frame = Frame::new().with("ds", times).unwrap().with("y", vec![1., 2., 4.]).unwrap();
    let panel = read(&frame).unwrap();
    assert_eq!((panel.freq().to_string().as_str(), panel.observations()), ("MS", 4));
}
