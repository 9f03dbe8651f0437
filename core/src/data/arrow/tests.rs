use super::*;
use crate::math::rng::Rng;
use arrow_array::builder::{Int32Builder, StringDictionaryBuilder};
use arrow_array::{
    BinaryArray, Date32Array, Date64Array, Decimal128Array, DictionaryArray, Float32Array, Int8Array, Int32Array,
    NullArray, StringViewArray, TimestampMillisecondArray, UInt8Array, UInt64Array,
};
use arrow_ipc::writer::FileWriter;

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| (name, array, true))).unwrap()
}

fn only(array: impl Array + 'static) -> Result<Column> {
    let frame = Frame::try_from(batch(vec![("x", Arc::new(array))]))?;
    Ok(frame.into_columns().remove(0).1)
}

/// NaN differs from itself, so bits are compared.
fn bits(column: Column) -> Vec<u64> {
    match column {
        Column::F64(values) => values.into_iter().map(f64::to_bits).collect(),
        other => panic!("{other:?}"),
    }
}

fn reals(values: &[f64]) -> Vec<u64> {
    values.iter().map(|value| value.to_bits()).collect()
}

fn texts(values: &[Option<&str>]) -> Column {
    let mut strings = Strings::new();
    values.iter().for_each(|value| strings.push_option(*value));
    Column::Str(strings)
}

#[test]
fn numbers_keep_their_kind_unless_some_are_missing() {
    assert_eq!(only(Int8Array::from(vec![-1, 2])).unwrap(), Column::I64(vec![-1, 2]));
    assert_eq!(bits(only(Int8Array::from(vec![Some(-1), None])).unwrap()), reals(&[-1.0, f64::NAN]));
    assert_eq!(bits(only(Float32Array::from(vec![Some(0.5), None])).unwrap()), reals(&[0.5, f64::NAN]));
    assert_eq!(only(UInt64Array::from(vec![7])).unwrap(), Column::I64(vec![7]));
    assert_eq!(only(UInt64Array::from(vec![u64::MAX])).unwrap(), Column::F64(vec![u64::MAX as f64]));
    assert_eq!(only(BooleanArray::from(vec![true, false])).unwrap(), Column::Bool(vec![true, false]));
    assert_eq!(
        bits(only(BooleanArray::from(vec![Some(true), None, Some(false)])).unwrap()),
        reals(&[1.0, f64::NAN, 0.0])
    );
    assert_eq!(bits(only(NullArray::new(2)).unwrap()), reals(&[f64::NAN; 2]));
    // 12345678901234567.89 has no double; the nearest is 12345678901234568.
    let decimals = Decimal128Array::from(vec![Some(1_234_567_890_123_456_789), Some(-5), None]);
    let decimals = decimals.with_precision_and_scale(20, 2).unwrap();
    assert_eq!(bits(only(decimals).unwrap()), reals(&[12_345_678_901_234_567.89, -0.05, f64::NAN]));
}

#[test]
fn texts_of_every_layout_and_dictionaries_are_read() {
    let values = [Some("a"), None, Some(""), Some("a text that does not fit into a view")];
    for column in [
        only(StringArray::from_iter(values)),
        only(LargeStringArray::from_iter(values)),
        only(StringViewArray::from_iter(values)),
        only(values.into_iter().collect::<DictionaryArray<Int32Type>>()),
    ] {
        assert_eq!(column.unwrap(), texts(&values));
    }
    let keys = Int32Array::from(vec![Some(1), None, Some(0)]);
    let numbers = DictionaryArray::new(keys, Arc::new(Int64Array::from(vec![10, 20])));
    assert_eq!(bits(only(numbers).unwrap()), reals(&[20.0, f64::NAN, 10.0]));
    let keys = UInt8Array::from(vec![1, 1, 0]);
    let numbers = DictionaryArray::new(keys, Arc::new(Int64Array::from(vec![10, 20])));
    assert_eq!(only(numbers).unwrap(), Column::I64(vec![20, 20, 10]));
    let keys = Int32Array::from(vec![Some(0), None]);
    let times = DictionaryArray::new(keys, Arc::new(TimestampMillisecondArray::from(vec![7])));
    assert_eq!(only(times).unwrap_err().code(), "kp.missing_values");
    let mut empty = StringDictionaryBuilder::<Int8Type>::new();
    empty.append_null();
    assert_eq!(only(empty.finish()).unwrap(), texts(&[None]));
}

#[test]
fn times_keep_their_unit_and_zone_and_must_be_there() {
    let times = TimestampMillisecondArray::from(vec![-1, 5]).with_timezone("Europe/Berlin");
    let expected = Times { ticks: vec![-1, 5], unit: TimeUnit::Millisecond, zone: Some("Europe/Berlin".into()) };
    assert_eq!(only(times).unwrap(), Column::Time(expected));
    let days = Times::new(vec![-86_400, 172_800], TimeUnit::Second);
    assert_eq!(only(Date32Array::from(vec![-1, 2])).unwrap(), Column::Time(days));
    assert_eq!(
        only(Date64Array::from(vec![86_400_000])).unwrap(),
        Column::Time(Times::new(vec![86_400_000], TimeUnit::Millisecond))
    );
    let error = only(TimestampMillisecondArray::from(vec![Some(1), None])).unwrap_err();
    assert_eq!((error.code(), error.message()), ("kp.missing_values", "column 'x' has no time in row 1; drop the row"));
}

#[test]
fn other_types_and_columns_are_refused_by_name() {
    let error = only(BinaryArray::from(vec![&b"x"[..]])).unwrap_err();
    assert_eq!(error.code(), "kp.invalid_data");
    assert!(error.message().starts_with("column 'x' has the Arrow type Binary; must be numbers"), "{error}");
    let one = |name| batch(vec![(name, Arc::new(Int64Array::from(vec![1])))]);
    assert_eq!(frame_from_batches(&[one("a"), one("b")]).unwrap_err().code(), "kp.invalid_data");
    let twice = Schema::new(vec![Field::new("a", DataType::Int64, true), Field::new("a", DataType::Int64, true)]);
    let array: ArrayRef = Arc::new(Int64Array::from(vec![1]));
    let twice = RecordBatch::try_new(Arc::new(twice), vec![array.clone(), array]).unwrap();
    assert_eq!(Frame::try_from(twice).unwrap_err().message(), "two columns are named 'a'");
}

#[test]
fn slices_and_chunks_are_read_where_they_are() {
    let mut numbers = Int32Builder::new();
    (0..10).for_each(|i| if i == 7 { numbers.append_null() } else { numbers.append_value(i) });
    let words: Vec<String> = (0..10).map(|i| format!("word {i}")).collect();
    let all = batch(vec![
        ("n", Arc::new(numbers.finish())),
        ("w", Arc::new(StringArray::from(words.clone()))),
        ("d", Arc::new(words.iter().map(String::as_str).collect::<DictionaryArray<Int8Type>>())),
        ("b", Arc::new((0..10).map(|i| Some(i % 3 == 0)).collect::<BooleanArray>())),
    ]);
    let frame = frame_from_batches(&[all.slice(1, 2), all.slice(0, 0), all.slice(6, 3)]).unwrap();
    assert_eq!(bits(frame.column("n").unwrap().clone()), reals(&[1.0, 2.0, 6.0, f64::NAN, 8.0]));
    let expected = texts(&["word 1", "word 2", "word 6", "word 7", "word 8"].map(Some));
    assert_eq!((frame.column("w").unwrap(), frame.column("d").unwrap()), (&expected, &expected));
    assert_eq!(frame.column("b").unwrap(), &Column::Bool(vec![false, false, true, false, false]));
    assert_eq!(frame_from_batches(&[]).unwrap(), Frame::new());
}

fn every_kind() -> Frame {
    let times = Times { ticks: vec![1, 2, 3], unit: TimeUnit::Nanosecond, zone: Some("UTC".into()) };
    let frame = Frame::new().with("y", vec![0.5, -0.0, 1e300]).unwrap().with("n", vec![i64::MIN, 0, i64::MAX]).unwrap();
    let frame = frame.with("b", vec![true, false, true]).unwrap().with("ds", times).unwrap();
    frame.with("id", texts(&[Some("é"), None, Some("")])).unwrap()
}

#[test]
fn frames_go_there_and_back() {
    let frame = every_kind();
    assert_eq!(Frame::try_from(RecordBatch::try_from(frame.clone()).unwrap()).unwrap(), frame);
    assert_eq!(from_ipc(&to_ipc(frame.clone()).unwrap()).unwrap(), frame);
    let batch = RecordBatch::try_from(frame.clone()).unwrap();
    let mut file = FileWriter::try_new(Vec::new(), &batch.schema()).unwrap();
    file.write(&batch).unwrap();
    file.write(&batch.slice(0, 1)).unwrap();
    assert_eq!(from_ipc(&file.into_inner().unwrap()).unwrap(), frame.take(&[0, 1, 2, 0]));
    for empty in [Frame::new(), frame.take(&[])] {
        assert_eq!(from_ipc(&to_ipc(empty.clone()).unwrap()).unwrap(), empty);
    }
}

#[test]
fn malformed_ipc_is_an_error_and_never_a_panic() {
    let dictionary: DictionaryArray<Int8Type> = ["a", "b", "a"].into_iter().collect();
    let view = StringViewArray::from_iter([Some("a text that does not fit into a view"), None, Some("b")]);
    let mut columns: Vec<(String, ArrayRef)> = vec![("d".into(), Arc::new(dictionary)), ("v".into(), Arc::new(view))];
    columns.extend(every_kind().into_columns().into_iter().map(|(name, column)| (name, to_array(column))));
    let all = RecordBatch::try_from_iter(columns).unwrap();
    let mut stream = StreamWriter::try_new(Vec::new(), &all.schema()).unwrap();
    stream.write(&all).unwrap();
    let mut file = FileWriter::try_new(Vec::new(), &all.schema()).unwrap();
    file.write(&all).unwrap();
    for bytes in [stream.into_inner().unwrap(), file.into_inner().unwrap()] {
        assert_eq!(from_ipc(&bytes).unwrap().rows(), 3);
        for length in (0..bytes.len()).step_by(9) {
            // A stream that ends between two messages is whole as far as it goes.
            if let Err(error) = from_ipc(&bytes[..length]) {
                assert_eq!(error.code(), "kp.invalid_data");
            }
        }
        let mut rng = Rng::new(7, 0);
        for _ in 0..300 {
            let mut changed = bytes.clone();
            for _ in 0..=rng.below(3) {
                let place = rng.below(changed.len());
                changed[place] =
                    if rng.below(2) == 0 { rng.next() as u8 } else { changed[place] ^ (1 << rng.below(8)) };
            }
            if let Err(error) = from_ipc(&changed) {
                assert!(matches!(error.code(), "kp.invalid_data" | "kp.missing_values"), "{error}");
            }
        }
    }
}
