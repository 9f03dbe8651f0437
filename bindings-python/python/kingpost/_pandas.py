"""Frames of pandas, 2 and 3, with or without pyarrow. Imported only when the caller hands one over or asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from . import _core, _frames
from ._frames import Form, Zones


def read(data: Any, column: str | None, zones: Zones, index: tuple[str, str] | None) -> tuple[_core.Frame, Form]:
    """Reads a DataFrame, a Series or an Index."""
    frame, form = _core.Frame(), Form("pandas")
    if isinstance(data, pd.DataFrame):
        if index is not None:
            for name, level in _levels(data, *index):
                add(frame, form, name, level, zones)
        for position, name in enumerate(data.columns):
            add(frame, form, str(name), data.iloc[:, position], zones)
        form.index = data.index
        return frame, form
    if isinstance(data, pd.Series) and isinstance(data.index, (pd.DatetimeIndex, pd.PeriodIndex)):
        add(frame, form, "ds", data.index.to_series(), zones)
    add(frame, form, column or str(getattr(data, "name", None) or "x0"), data, zones)
    form.index = getattr(data, "index", None)
    return frame, form


def _levels(data: pd.DataFrame, id_col: str, time_col: str) -> Iterator[tuple[str, pd.Series]]:
    """What of the index of a panel is its ids or times: levels of these names, or points in time without one."""
    for number, name in enumerate(data.index.names):
        values = data.index.get_level_values(number)
        if name is None and isinstance(values, (pd.DatetimeIndex, pd.PeriodIndex)):
            name = time_col
        if name in (id_col, time_col) and name not in data.columns:
            yield name, values.to_series()


def add(frame: _core.Frame, form: Form, name: str, values: Any, zones: Zones = None) -> None:
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
        form.zones[name] = _add_zoned(frame, name, series, zones)
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
        if zone is None:
            _frames.add_times(frame, name, series.astype("datetime64[ns]").to_numpy())
        else:
            form.zones[name] = _add_zoned(frame, name, series.astype(pd.DatetimeTZDtype("ns", zone)), zones)
    else:
        # A copy: the array may be the caller's own.
        objects = series.to_numpy(object, copy=True)
        objects[series.isna().to_numpy()] = None
        _frames.add_objects(frame, form, name, objects)


def _add_zoned(frame: _core.Frame, name: str, series: pd.Series, zones: Zones) -> str:
    """Adds points in time in the zone that is wanted of them; that zone."""
    own, local = _name_of(series.dt.tz), series.dt.tz_localize(None)
    zone = _frames.zone_of(zones, name, lambda: (local - local.dt.normalize()).nunique() <= 1)
    zone = own if zone == _frames.LOCAL else zone
    if zone != own:
        local = series.dt.tz_convert(zone).dt.tz_localize(None)
    _frames.add_times(frame, name, local.to_numpy(), zone)
    return zone


def _name_of(zone: Any) -> str:
    """The name of a zone; UTC for one that has none."""
    name = str(getattr(zone, "key", None) or getattr(zone, "zone", None) or zone)
    try:
        pd.Timestamp(0, tz=name)
    except Exception:
        return "UTC"
    return name


def write(frame: _core.Frame, form: Form) -> pd.DataFrame:
    """A DataFrame whose columns have the types of the input's columns of the same names."""
    columns = {column[0]: _series(column, form.types.get(column[0])) for column in frame.take()}
    result = pd.DataFrame(columns, copy=False)
    if form.index is not None:
        result.index = form.index
    return result


def _series(column: tuple[str, str, Any, str | None, str | None], dtype: Any) -> pd.Series:
    _, kind, values, unit, zone = column
    if kind == "time":
        return _times(pd.Series(values.view(f"M8[{unit}]"), copy=False), zone, dtype)
    if kind == "f64" or kind == "bool":
        return pd.Series(values, copy=False)
    if dtype is None or (kind == "i64" and not _holds_whole(dtype)):
        return pd.Series(values, copy=False)
    if isinstance(dtype, pd.CategoricalDtype) and not set(values) - {None} <= set(dtype.categories):
        # New texts are no category, which would lose them.
        return pd.Series(values, dtype=dtype.categories.dtype)
    return pd.Series(values, dtype=dtype) if kind == "str" else pd.Series(values).astype(dtype)


def _holds_whole(dtype: Any) -> bool:
    return isinstance(dtype, pd.CategoricalDtype) or pd.api.types.is_integer_dtype(dtype)


def _times(series: pd.Series, zone: str | None, dtype: Any) -> pd.Series:
    if zone is not None:
        series = series.dt.tz_localize(zone, ambiguous=True, nonexistent="shift_forward")
        zone_of_input = getattr(dtype, "tz", None)
        series = series.dt.tz_convert(zone_of_input) if zone_of_input is not None else series
    if isinstance(dtype, pd.PeriodDtype):
        return series.dt.tz_localize(None).dt.to_period(dtype.freq)
    if getattr(dtype, "tz", None) is None and series.dt.tz is not None and dtype is not None:
        # Times without a zone were given to a model of times with one: they are the wall clock of it.
        series = series.dt.tz_localize(None)
    if isinstance(dtype, np.dtype) and dtype.kind == "M" and np.datetime_data(dtype)[0] == "D":
        return series.dt.date
    if dtype is None or (isinstance(dtype, np.dtype) and dtype.kind != "M"):
        return series
    return series.astype(dtype)
