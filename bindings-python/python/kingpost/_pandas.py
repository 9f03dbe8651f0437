"""Frames of pandas, 2 and 3, with or without pyarrow. Imported only when the caller hands one over or asks for one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from . import _core, _frames
from ._frames import Form


def read(data: Any, column: str | None) -> tuple[_core.Frame, Form]:
    """Reads a DataFrame, a Series or an Index."""
    frame, form = _core.Frame(), Form("pandas")
    if isinstance(data, pd.DataFrame):
        for position, name in enumerate(data.columns):
            add(frame, form, str(name), data.iloc[:, position])
        return frame, form
    if isinstance(data, pd.Series) and isinstance(data.index, (pd.DatetimeIndex, pd.PeriodIndex)):
        add(frame, form, "ds", data.index.to_series())
    add(frame, form, column or str(getattr(data, "name", None) or "x0"), data)
    return frame, form


def add(frame: _core.Frame, form: Form, name: str, values: Any) -> None:
    """Adds a Series or an Index as a column."""
    series = values if isinstance(values, pd.Series) else pd.Series(values)
    dtype = series.dtype
    form.types.setdefault(name, dtype)
    if isinstance(dtype, pd.CategoricalDtype):
        # Categories of numbers stay numbers; a missing one becomes a missing text or NaN.
        series = series.astype(dtype.categories.dtype if not series.isna().any() else object)
        dtype = series.dtype
    if isinstance(dtype, pd.PeriodDtype):
        series = series.dt.to_timestamp()
        dtype = series.dtype
    if isinstance(dtype, pd.DatetimeTZDtype):
        _add_zoned(frame, name, series)
    elif isinstance(dtype, np.dtype):
        _frames.add(frame, form, name, series.to_numpy())
    elif pd.api.types.is_bool_dtype(dtype) and not series.isna().any():
        frame.add_bool(name, series.to_numpy(np.bool_))
    elif pd.api.types.is_integer_dtype(dtype) and not series.isna().any():
        frame.add_i64(name, _frames.whole(series.to_numpy(dtype.type if dtype.kind == "u" else np.int64), name))
    elif pd.api.types.is_numeric_dtype(dtype):
        frame.add_f64(name, series.to_numpy(np.float64, na_value=np.nan))
    elif pd.api.types.is_datetime64_any_dtype(dtype):
        # A column of Arrow's type.
        zone = series.dt.tz
        plain = series.astype(pd.DatetimeTZDtype("ns", zone)) if zone is not None else series.astype("datetime64[ns]")
        (_add_zoned if zone is not None else _add_plain)(frame, name, plain)
    else:
        objects = series.to_numpy(object)
        objects[series.isna().to_numpy()] = None
        _frames.add_objects(frame, form, name, objects)


def _add_plain(frame: _core.Frame, name: str, series: pd.Series) -> None:
    _frames.add_times(frame, name, series.to_numpy())


def _add_zoned(frame: _core.Frame, name: str, series: pd.Series) -> None:
    """Days and months are steps of the wall clock, hours and minutes are steps of UTC: each is handed over as such."""
    local = series.dt.tz_localize(None)
    if (local == local.dt.normalize()).all():
        _frames.add_times(frame, name, local.to_numpy(), str(series.dt.tz))
    else:
        _frames.add_times(frame, name, series.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy(), "UTC")


def write(frame: _core.Frame, form: Form) -> pd.DataFrame:
    """A DataFrame whose columns have the types of the input's columns of the same names."""
    columns = {column[0]: _series(column, form.types.get(column[0])) for column in frame.take()}
    return pd.DataFrame(columns, copy=False)


def _series(column: tuple[str, str, Any, str | None, str | None], dtype: Any) -> pd.Series:
    _, kind, values, unit, zone = column
    if kind == "time":
        return _times(pd.Series(values.view(f"M8[{unit}]"), copy=False), zone, dtype)
    if kind == "f64" or kind == "bool":
        return pd.Series(values, copy=False)
    if dtype is None or (kind == "i64" and not _holds_whole(dtype)):
        return pd.Series(values, copy=False)
    return pd.Series(values, dtype=dtype) if kind == "str" else pd.Series(values).astype(dtype)


def _holds_whole(dtype: Any) -> bool:
    return isinstance(dtype, pd.CategoricalDtype) or pd.api.types.is_integer_dtype(dtype)


def _times(series: pd.Series, zone: str | None, dtype: Any) -> pd.Series:
    if zone is not None:
        series = series.dt.tz_localize(zone, ambiguous=True, nonexistent="shift_forward")
        zone_of_input = getattr(dtype, "tz", None)
        series = series.dt.tz_convert(zone_of_input) if zone_of_input is not None else series
    if isinstance(dtype, pd.PeriodDtype):
        return series.dt.to_period(dtype.freq)
    if isinstance(dtype, np.dtype) and dtype.kind == "M" and np.datetime_data(dtype)[0] == "D":
        return series.dt.date
    if dtype is None or (isinstance(dtype, np.dtype) and dtype.kind != "M"):
        return series
    return series.astype(dtype)
