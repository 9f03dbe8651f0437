"""Whatever frame goes in, the same numbers come out, in the same kind of frame."""

import datetime
import importlib.util

import numpy as np
import pytest

import kingpost


def have(*names):
    missing = [name for name in names if importlib.util.find_spec(name) is None]
    return pytest.mark.skipif(bool(missing), reason=f"{missing} not installed")


def as_pandas(panel):
    import pandas

    return pandas.DataFrame(panel)


def as_polars(panel):
    import polars

    return polars.DataFrame(
        {name: values.tolist() if name == "unique_id" else values for name, values in panel.items()}
    )


def as_pyarrow(panel):
    import pyarrow

    return pyarrow.table(panel)


def as_batch(panel):
    return as_pyarrow(panel).to_batches()[0]


def as_reader(panel):
    return as_pyarrow(panel).to_reader()


class OnlyStream:
    """A frame of a library that nobody here knows."""

    def __init__(self, panel):
        self.table = as_pyarrow(panel)

    def __arrow_c_stream__(self, requested_schema=None):
        return self.table.__arrow_c_stream__(requested_schema)


class OnlyArray:
    def __init__(self, panel):
        self.batch = as_batch(panel)

    def __arrow_c_array__(self, requested_schema=None):
        return self.batch.__arrow_c_array__(requested_schema)


KINDS = [
    pytest.param(dict, "dict", id="numpy"),
    pytest.param(as_pandas, "pandas.DataFrame", id="pandas", marks=have("pandas")),
    pytest.param(as_polars, "polars.DataFrame", id="polars", marks=have("polars")),
    pytest.param(lambda panel: as_polars(panel).lazy(), "polars.DataFrame", id="lazy", marks=have("polars")),
    pytest.param(as_pyarrow, "pyarrow.Table", id="pyarrow", marks=have("pyarrow")),
    pytest.param(as_batch, "pyarrow.RecordBatch", id="batch", marks=have("pyarrow")),
    pytest.param(as_reader, "pyarrow.RecordBatchReader", id="reader", marks=have("pyarrow")),
    pytest.param(OnlyStream, "pyarrow.Table", id="stream", marks=have("pyarrow")),
    pytest.param(OnlyArray, "pyarrow.Table", id="array", marks=have("pyarrow")),
]


def kind(frame):
    module = type(frame).__module__.partition(".")[0]
    return type(frame).__name__ if module == "builtins" else f"{module}.{type(frame).__name__}"


def columns(frame):
    """Names and values of any frame."""
    if isinstance(frame, dict):
        return {
            name: values.astype("M8[us]").tolist() if values.dtype.kind == "M" else values.tolist()
            for name, values in frame.items()
        }
    if kind(frame) == "pyarrow.RecordBatchReader":
        frame = frame.read_all()
    if kind(frame).startswith("pyarrow"):
        return frame.to_pydict()
    return {name: frame[name].to_list() for name in frame.columns}


@pytest.mark.parametrize("make, expected", KINDS)
def test_the_answer_is_of_the_callers_kind_and_the_numbers_are_the_same(panel, make, expected):
    model = kingpost.SeasonalNaive(season_length=4).fit(make(panel))
    reference = kingpost.SeasonalNaive(season_length=4).fit(panel).forecast(5, [80, 95])
    forecast = model.forecast(5, [80, 95])
    assert kind(forecast) == expected
    got = columns(forecast)
    # Nixtla's names and order, as statsforecast 2.1.1 returns them.
    lows, highs = ["SeasonalNaive-lo-95", "SeasonalNaive-lo-80"], ["SeasonalNaive-hi-80", "SeasonalNaive-hi-95"]
    assert list(got) == ["unique_id", "ds", "SeasonalNaive", *lows, *highs]
    for name in list(got)[2:]:
        assert got[name] == reference[name].tolist()
    assert got["unique_id"] == ["a"] * 5 + ["b"] * 5
    assert np.array(got["ds"], "M8[D]").tolist() == [datetime.date(2022, month, 1) for month in range(1, 6)] * 2
    assert kind(model.update(make(later(panel)))) == expected
    assert kind(model.fitted()) == kind(model.residuals()) == kind(model.failures()) == expected
    assert kind(model.forecast(1, output="numpy")) == "dict"


def later(panel):
    return {
        "unique_id": np.array(["a", "b"], object),
        "ds": np.array(["2022-01-01"] * 2, "M8[ns]"),
        "y": np.array([103.0, 24.0]),
    }


@pytest.mark.parametrize(
    "ids",
    [
        np.array(["a", "b"], object),
        np.array(["a", "b"]),
        np.array([7, 3]),
        np.array([7, 3], np.int16),
        np.array([7, 3], np.uint64),
    ],
    ids=lambda ids: str(ids.dtype),
)
@pytest.mark.parametrize("unit", ["D", "s", "ms", "us", "ns"])
def test_types_of_numpy_come_back(ids, unit):
    ds = np.array(["2024-01-01", "2024-01-02", "2024-01-03"], f"M8[{unit}]")
    frame = {"unique_id": np.repeat(ids, 3), "ds": np.tile(ds, 2), "y": np.arange(6.0)}
    forecast = kingpost.Naive().fit(frame).forecast(1)
    assert forecast["unique_id"].dtype == ids.dtype and forecast["unique_id"].tolist() == ids.tolist()
    assert forecast["ds"].dtype == ds.dtype and (forecast["ds"] == np.datetime64("2024-01-04")).all()


@have("pandas")
@pytest.mark.parametrize("ids", ["object", "str", "string", "category", "int64", "Int32", "uint8", "string[pyarrow]"])
def test_ids_of_pandas_come_back(ids):
    import pandas as pd

    if "pyarrow" in ids:
        pytest.importorskip("pyarrow")
    values = ["x", "x", "y", "y"] if ids in ("object", "str", "string", "category", "string[pyarrow]") else [2, 2, 1, 1]
    frame = pd.DataFrame({"unique_id": pd.Series(values).astype(ids), "ds": [1, 2, 1, 2], "y": [1.0, 2.0, 3.0, 4.0]})
    forecast = kingpost.Naive().fit(frame).forecast(1)
    assert forecast["unique_id"].dtype == frame["unique_id"].dtype
    assert forecast["unique_id"].tolist() == [values[0], values[2]]
    assert forecast["ds"].tolist() == [3, 3] and forecast["ds"].dtype == frame["ds"].dtype


@have("pandas")
@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("zone", [None, "UTC", "Europe/Paris", "America/New_York"])
@pytest.mark.parametrize("freq", ["D", "h", "MS"])
def test_times_of_pandas_come_back(unit, zone, freq):
    import pandas as pd

    # Across the end of summer time in Europe and in New York.
    ds = pd.date_range("2024-10-26", periods=240, freq=freq, tz=zone, unit=unit)
    frame = pd.DataFrame({"ds": ds[:200], "y": np.arange(200.0)})
    forecast = kingpost.Naive().fit(frame).forecast(40)
    assert forecast["ds"].dtype == frame["ds"].dtype
    assert (pd.DatetimeIndex(forecast["ds"]) == ds[200:]).all()


@have("polars")
@pytest.mark.parametrize("zone", [None, "Europe/Paris"])
@pytest.mark.parametrize("every", ["1d", "1h"])
def test_times_of_polars_come_back(zone, every):
    import polars as pl

    start, end = datetime.datetime(2024, 10, 20), datetime.datetime(2024, 11, 9)
    ds = pl.datetime_range(start, end, every, time_zone=zone, eager=True)
    forecast = kingpost.Naive().fit(pl.DataFrame({"ds": ds[:-5], "y": np.arange(len(ds) - 5.0)})).forecast(5)
    assert forecast["ds"].dtype == ds.dtype and forecast["ds"].to_list() == ds[-5:].to_list()


@have("polars")
def test_ids_and_dates_of_polars_come_back():
    import polars as pl

    for dtype in [pl.String, pl.Categorical, pl.Enum(["x", "y"]), pl.Int16, pl.UInt32]:
        ids = pl.Series([2, 2, 1, 1] if dtype in (pl.Int16, pl.UInt32) else ["x", "x", "y", "y"]).cast(dtype)
        ds = [datetime.date(2024, 1, 1), datetime.date(2024, 1, 2)] * 2
        frame = pl.DataFrame({"unique_id": ids, "ds": ds, "y": [1.0, 2.0, 3.0, 4.0]})
        forecast = kingpost.Naive().fit(frame).forecast(1)
        assert forecast.schema["unique_id"] == dtype and forecast.schema["ds"] == pl.Date
        assert forecast["unique_id"].to_list() == [ids[0], ids[2]]


@have("pyarrow")
def test_types_of_pyarrow_come_back():
    import pyarrow as pa

    for dtype in [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())]:
        for time in [pa.date32(), pa.timestamp("s"), pa.timestamp("us", "Europe/Paris")]:
            ids = pa.array(["x", "x", "y", "y"]).cast(pa.string() if pa.types.is_dictionary(dtype) else dtype)
            ids = ids.dictionary_encode() if pa.types.is_dictionary(dtype) else ids
            days = [datetime.datetime(2024, 1, day) for day in (1, 2, 1, 2)]
            ds = pa.array(days, pa.timestamp("us"))
            if pa.types.is_timestamp(time) and time.tz:
                import pyarrow.compute as pc

                ds = pc.assume_timezone(ds, time.tz)
            table = pa.table({"unique_id": ids, "ds": ds.cast(time), "y": [1.0, 2.0, 3.0, 4.0]})
            forecast = kingpost.Naive().fit(table).forecast(1)
            assert (forecast.schema.field("unique_id").type, forecast.schema.field("ds").type) == (dtype, time)
            assert str(forecast["ds"][0].as_py())[:10] == "2024-01-03"


@have("pandas")
def test_a_series_with_dates_as_index_and_periods():
    import pandas as pd

    y = pd.Series([1.0, 2.0, 3.0], pd.DatetimeIndex(["2024-01-31", "2024-02-29", "2024-03-31"]))
    assert kingpost.Naive().fit(y).forecast(1)["ds"].tolist() == [pd.Timestamp("2024-04-30")]
    frame = pd.DataFrame({"ds": pd.period_range("2024-01", periods=3, freq="M"), "y": [1, 2, 3]})
    forecast = kingpost.Naive().fit(frame).forecast(1)
    assert forecast["ds"].dtype == frame["ds"].dtype and forecast["ds"].tolist() == [pd.Period("2024-04", "M")]


@have("pandas")
def test_nullable_columns_of_pandas():
    import pandas as pd

    frame = pd.DataFrame({"y": pd.Series([1, None, 3], dtype="Int64")})
    assert kingpost.Naive().fit(frame, missing="interpolate").fitted()["y"].tolist() == [1.0, 2.0, 3.0]


@pytest.mark.parametrize(
    "dtype", [np.float16, np.float32, np.float64, ">f8", np.int8, np.uint8, np.int64, np.uint64, np.bool_]
)
def test_every_type_of_number(dtype):
    y = np.array([0, 1, 1, 0, 1]).astype(dtype)
    assert kingpost.Naive().fit(y).forecast(1)["Naive"].tolist() == [1.0]
    rows = np.column_stack([y, y[::-1]])
    assert (
        kingpost.ECOD().fit(rows).score(rows).tolist() == kingpost.ECOD().fit(rows.astype(float)).score(rows).tolist()
    )


def test_memory_of_every_layout(rows):
    expected = kingpost.ECOD().fit(rows).score(rows)
    read_only = rows.copy()
    read_only.flags.writeable = False
    big = np.zeros((400, 6))
    big[::2, ::2] = rows
    for layout in [read_only, np.asfortranarray(rows), big[::2, ::2], rows.tolist(), rows[::-1][::-1]]:
        assert (kingpost.ECOD().fit(layout).score(layout) == expected).all()
    y = np.arange(10.0)[::-2]
    y.flags.writeable = False
    assert kingpost.Naive().fit(y).forecast(1)["Naive"].tolist() == [1.0]


def test_a_load_answers_in_the_kind_asked_for(panel, tmp_path):
    path = tmp_path / "m.kp.safetensors"
    kingpost.Naive().fit(panel).save(path)
    for output in ["numpy", "pandas", "polars", "pyarrow"]:
        if output != "numpy":
            pytest.importorskip(output)
        frame = kingpost.load(path, output=output).forecast(2)
        assert columns(frame)["Naive"] == [104.0, 104.0, 23.0, 23.0]
    with pytest.raises(kingpost.InvalidParams, match="must be one of"):
        kingpost.load(path, output="excel")


def test_detectors_read_frames_by_name(rows):
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(rows, columns=["a", "b", "c"])
    model = kingpost.ECOD().fit(frame)
    assert model.feature_names_in_.tolist() == ["a", "b", "c"]
    assert (model.score(frame[["c", "a", "b"]]) == model.score(rows)).all()
    assert kind(model.explain(frame)) == "pandas.DataFrame"
    with pytest.raises(kingpost.InvalidData, match="no column 'c'"):
        model.score(frame.rename(columns={"c": "d"}))


def months(library, start, count, step, zone):
    """Times in a zone, `step` apart on the clock of the wall (days and months) or of UTC (hours), and values."""
    if library == "pandas":
        import pandas

        ds = pandas.date_range(start, periods=count, freq=step, tz=zone)
        return pandas.DataFrame({"ds": ds, "y": np.arange(float(count))})
    import polars

    step = {"MS": "1mo", "D": "1d", "h": "1h"}[step]
    end = polars.lit(start).str.to_datetime().dt.offset_by(step.replace("1", str(count - 1)))
    first = polars.lit(start).str.to_datetime()
    ds = polars.select(polars.datetime_range(first, end, step).dt.replace_time_zone(zone)).to_series()
    return polars.DataFrame({"ds": ds, "y": np.arange(float(count))})


def shown(times):
    return [str(time)[:16] for time in times]


ZONED = pytest.mark.parametrize(
    "library", [pytest.param(name, marks=have(name, "tzdata")) for name in ("pandas", "polars")]
)


@ZONED
def test_days_and_months_are_steps_of_the_clock_on_the_wall(library):
    monthly = kingpost.Naive().fit(months(library, "2024-01-01 08:00", 6, "MS", "Asia/Tokyo"), freq="MS")
    expected = ["2024-07-01 08:00", "2024-08-01 08:00", "2024-09-01 08:00"]
    assert shown(monthly.forecast(3)["ds"]) == expected
    assert shown(kingpost.loads(monthly.to_bytes(), output=library).forecast(3)["ds"]) == expected
    # Over the change of the clocks on 31 March.
    daily = kingpost.Naive().fit(months(library, "2024-03-25 06:00", 9, "D", "Europe/Berlin"))
    assert shown(daily.forecast(2)["ds"]) == ["2024-04-03 06:00", "2024-04-04 06:00"]
    # The clocks of Cairo leap over midnight.
    cairo = kingpost.Naive().fit(months(library, "2024-04-15", 10, "D", "Africa/Cairo"))
    assert shown(cairo.forecast(3)["ds"]) == ["2024-04-25 00:00", "2024-04-26 01:00", "2024-04-27 00:00"]


@ZONED
def test_hours_are_steps_of_utc_and_more_data_is_read_as_the_fit_was(library):
    data = months(library, "2024-06-01 10:00", 15, "h", "Europe/Berlin")
    model = kingpost.Naive().fit(data[:14])
    loaded = kingpost.loads(model.to_bytes(), output=library)
    # A file knows UTC alone: the same moments.
    for one, first, second in (
        (model, "2024-06-02 00:00", "2024-06-02 01:00"),
        (loaded, "2024-06-01 22:00", "2024-06-01 23:00"),
    ):
        assert shown(one.forecast(1)["ds"]) == [first]
        # Midnight by itself looks like a day.
        assert shown(one.update(data[14:])["ds"]) == ["2024-06-02 00:00"]
        assert shown(one.forecast(1)["ds"]) == [second]
    local = months(library, "2024-07-01 00:00", 3, "h", "Asia/Tokyo")
    features = kingpost.calendar(local, features=["hour", "day_of_week"])
    assert list(features["hour"]) == [0, 1, 2] and list(features["day_of_week"]) == [0, 0, 0]
    days = kingpost.resample(months(library, "2024-01-01", 48, "h", "Asia/Tokyo"), freq="D")
    assert shown(days["ds"]) == ["2024-01-01 00:00", "2024-01-02 00:00"] and list(days["y"]) == [276.0, 852.0]


@ZONED
def test_times_of_another_zone_are_carried_over_or_refused(library):
    model = kingpost.Naive().fit(months(library, "2024-01-01", 5, "D", "Europe/Berlin"))
    before = model.content_id()
    plain = kingpost.Naive().fit(months(library, "2024-01-01", 5, "D", None))
    with pytest.raises(kingpost.InvalidData, match="the zone Europe/Berlin; the model was fitted to times in no zone"):
        plain.update(months(library, "2024-01-06", 1, "D", "Europe/Berlin"))
    assert model.content_id() == before
    # The same moment, told by another clock; and the clock on the wall without a zone.
    assert shown(model.update(months(library, "2024-01-06 08:00", 1, "D", "Asia/Tokyo"))["ds"]) == ["2024-01-06 08:00"]
    assert shown(model.update(months(library, "2024-01-07", 1, "D", None))["ds"]) == ["2024-01-07 00:00"]
    assert shown(model.forecast(1)["ds"]) == ["2024-01-08 00:00"]


@have("pandas")
def test_a_frame_of_pandas_is_left_as_it_is():
    import pandas

    frame = pandas.DataFrame({"a": np.arange(6.0), "c": ["x", "y", None, "x", "y", "x"]})
    before = frame.copy(deep=True)
    model = kingpost.AutoDetector().fit(frame)
    assert frame.isna().equals(before.isna()) and frame.equals(before)
    assert model.score(frame).tobytes() == model.score(before).tobytes()
    for missing in (pandas.NA, None, np.nan):
        objects = pandas.DataFrame({"a": np.arange(6.0), "c": np.array(["x", "y", missing, "x", "y", "x"], object)})
        assert model.score(objects).tobytes() == model.score(before).tobytes()


@have("pandas")
def test_rows_keep_their_index_and_new_texts_are_no_category():
    import pandas

    texts = ["write to ada@example.org", "nothing", "or bob@example.org"]
    frame = pandas.DataFrame({"text": pandas.Categorical(texts)}, index=[2, 1, 0])
    safe = kingpost.redact(frame)
    assert safe.index.tolist() == [2, 1, 0] and safe["text"][2] == "write to <EMAIL_1>"
    back = kingpost.unredact(safe)
    assert back["text"].tolist() == texts and back.index.tolist() == [2, 1, 0]
    pairs = pandas.DataFrame({"a": ["x", "y"], "b": ["x", "z"]}, index=["p", "q"])
    assert kingpost.text_similarity(pairs, left_col="a", right_col="b").index.tolist() == ["p", "q"]
    assert kingpost.keywords(pandas.DataFrame({"text": ["red car", "blue car"]}, index=[5, 6])).index[0] == 0
    rows = pandas.DataFrame({"a": [1.0, 2.0, 9.0], "b": [3.0, 4.0, 5.0]}, index=[7, 8, 9])
    assert kingpost.ECOD().fit(rows).explain(rows).index.tolist() == [7, 8, 9]


@have("pandas")
def test_a_panel_may_have_ids_and_times_in_its_index():
    import pandas

    ds = pandas.date_range("2024-01-01", periods=4, freq="MS")
    frame = pandas.DataFrame({"unique_id": ["a"] * 4 + ["b"] * 4, "ds": [*ds, *ds], "y": np.arange(8.0)})
    expected = kingpost.Naive().fit(frame).forecast(1)
    for index in (["unique_id"], ["ds"], ["unique_id", "ds"]):
        assert kingpost.Naive().fit(frame.set_index(index)).forecast(1).equals(expected)
    alone = pandas.DataFrame({"y": [1.0, 2.0, 3.0, 4.0]}, index=ds)
    assert kingpost.Naive().fit(alone).forecast(1)["ds"].tolist() == [pandas.Timestamp("2024-05-01")]


def test_masked_arrays():
    times = np.ma.masked_array(np.array(["2024-01-01", "2024-01-02"], "M8[D]"), [False, False])
    assert kingpost.Naive().fit({"ds": times, "y": [1.0, 2.0]}).forecast(1)["ds"][0] == np.datetime64("2024-01-03")
    with pytest.raises(kingpost.MissingValues, match="row 1"):
        kingpost.Naive().fit({"ds": np.ma.masked_array(times.data, [False, True]), "y": [1.0, 2.0]})
    with pytest.raises(kingpost.MissingValues, match="no id in row 0"):
        kingpost.Naive().fit({"unique_id": np.ma.masked_array(["a", "b"], [True, False]), "y": [1.0, 2.0]})
    values = np.ma.masked_array([1, 2, 3], [False, True, False])
    assert kingpost.Naive().fit({"y": values}, missing="zero").fitted()["y"].tolist() == [1.0, 0.0, 3.0]
