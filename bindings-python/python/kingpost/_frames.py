"""Frames in and out: whatever the caller has is read, and the answer comes back in the same kind.

No frame library is imported here; one that a caller's object belongs to is already loaded.
"""

from __future__ import annotations

import datetime
import importlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import _core
from . import _numpy as np
from ._errors import InvalidData, InvalidParams, InvalidType, MissingValues

UNITS = ("s", "ms", "us", "ns")
KINDS = ("numpy", "pandas", "polars", "pyarrow")


@dataclass
class Form:
    """How a frame came: its kind, its columns' types, and what kind of table it was; answers look the same."""

    kind: str = "numpy"
    types: dict[str, Any] = field(default_factory=dict)
    shape: str = ""
    #: The zone in which the points in time of a column were handed to the core.
    zones: dict[str, str] = field(default_factory=dict)
    #: The index of a frame of pandas.
    index: Any = None

    def only(self, *names: str, rows: bool = False) -> Form:
        """The form of an answer: of the columns that came no more than these are in it, and the index only where it has
        the same ``rows``."""
        types = {name: self.types[name] for name in names if name in self.types}
        return Form(self.kind, types, self.shape, self.zones, self.index if rows else None)


#: In what zone the core gets points in time that have one: ``LOCAL``, UTC or any other by name, for one column or all.
#: Steps of days and months are taken on the wall clock, those of hours and minutes in UTC, and the core has no table of
#: zones. Where nothing is said, times of day that are always the same mean steps of days.
Zones = Mapping[str, str] | str | None
LOCAL = "local"


def zone_of(zones: Zones, name: str, always_the_same: Callable[[], bool]) -> str:
    """The zone for a column."""
    wanted = zones if zones is None or isinstance(zones, str) else zones.get(name)
    return wanted or (LOCAL if always_the_same() else "UTC")


def zones_for(freq: str | int | None) -> Zones:
    """The zone that goes with a step: steps below a day are UTC's."""
    short = freq is not None and re.fullmatch(r"\d*(ns|us|ms|s|min|m|h|S|T|H)", str(freq)) is not None
    return "UTC" if short else None


def kind_of(data: Any) -> str | None:
    """The library that a frame or column is of, or None."""
    if type(data) is np.ndarray:
        return "numpy"
    for cls in type(data).__mro__:
        root = cls.__module__.partition(".")[0]
        if root in KINDS:
            return root
    return None


def is_frame(data: Any) -> bool:
    """Whether this is a frame or a column of any library, or a dict of columns."""
    # A sparse matrix of scipy's DOK kind is a dict, too.
    if type(data) in (list, np.ndarray) or hasattr(data, "nnz"):
        return False
    arrow = hasattr(data, "__arrow_c_stream__") or hasattr(data, "__arrow_c_array__")
    return arrow or isinstance(data, Mapping) or kind_of(data) not in (None, "numpy")


def read(
    data: Any, column: str | None = None, zones: Zones = None, index: tuple[str, str] | None = None
) -> tuple[_core.Frame, Form]:
    """Reads a frame; a single column gets the name given. ``index`` names the columns of ids and times, which may be in
    the index of a frame of pandas."""
    kind = kind_of(data)
    if kind == "pandas":
        from . import _pandas

        return _pandas.read(data, column, zones, index)
    if kind in ("polars", "pyarrow") or hasattr(data, "__arrow_c_stream__") or hasattr(data, "__arrow_c_array__"):
        from . import _arrow

        return _arrow.read(data, kind, column, zones)
    frame, form = _core.Frame(), Form()
    if isinstance(data, Mapping):
        for name, values in data.items():
            add(frame, form, str(name), values, zones)
    elif column is not None:
        array = as_array(data)
        if array.dtype.names:
            for name in array.dtype.names:
                add(frame, form, name, array[name])
        elif array.ndim == 2 and array.shape[1] != 1:
            return matrix(array)
        else:
            add(frame, form, column, array.reshape(-1) if array.ndim == 2 else array)
    else:
        return matrix(data)
    return frame, form


def matrix(data: Any, names: list[str] | None = None) -> tuple[_core.Frame, Form]:
    """Reads a matrix of numbers, one row an observation; columns without names are x0, x1, ..."""
    array = numbers(as_array(data))
    if array.ndim != 2:
        shape = "a single number" if array.ndim == 0 else f"{array.ndim}-dimensional"
        raise InvalidData(
            f"Expected 2D array, got {shape}: one row an observation is needed. Reshape your data using "
            "array.reshape(-1, 1) if it has one column or array.reshape(1, -1) if it is one row."
        )
    if names is None:
        names = [f"x{number}" for number in range(array.shape[1])]
    return _core.Frame.from_matrix(array, names), Form()


def as_array(data: Any) -> np.ndarray:
    """An array of anything that numpy can read."""
    if isinstance(data, np.ndarray):
        return data
    if hasattr(data, "toarray") and hasattr(data, "nnz"):
        raise InvalidType("a sparse matrix was given; this component takes dense data: call .toarray()")
    if isinstance(data, (str, bytes)) or not (isinstance(data, Iterable) or hasattr(data, "__array__")):
        raise InvalidType(
            f"cannot read data of type {type(data).__name__}; give a frame, a dict of columns or an array"
        )
    if not hasattr(data, "__len__") and not hasattr(data, "__array__"):
        data = list(data)
    # Left to itself numpy gives every text the width of the longest.
    texts = isinstance(data, (list, tuple)) and isinstance(next((v for v in data if v is not None), None), str)
    try:
        return np.asarray(data, dtype=object if texts else None)
    except ValueError as error:
        raise InvalidData(f"the rows have different lengths: {error}") from None


def numbers(array: np.ndarray) -> np.ndarray:
    """The same array in double precision."""
    kind = array.dtype.kind
    if kind == "f" and array.dtype == np.float64 and array.dtype.isnative:
        return array
    if kind == "c":
        raise InvalidType(f"Complex data not supported: the array is of type {array.dtype}; must be real numbers")
    if kind in "OUST":
        for value in array.ravel():
            # numpy's texts have the method, too.
            number = hasattr(value, "__float__") and not isinstance(value, str)
            if not number and not isinstance(value, (int, float, np.number, np.bool_, type(None))):
                raise InvalidType(
                    f"argument must be a string or a number, not {type(value).__name__}: "
                    f"{value!r} is no number; this component takes numbers only"
                )
    elif kind not in "fiub":
        raise InvalidType(f"the array is of type {array.dtype}; must be real numbers")
    try:
        return array.astype(np.float64)
    except (TypeError, ValueError) as error:
        raise InvalidType(f"the array holds something that is no number: {error}") from None


def add(frame: _core.Frame, form: Form, name: str, values: Any, zones: Zones = None) -> None:
    """Adds one column, whatever it is."""
    kind = kind_of(values)
    if kind == "pandas":
        from . import _pandas

        _pandas.add(frame, form, name, values, zones)
        return
    if kind in ("polars", "pyarrow"):
        from . import _arrow

        _arrow.add(frame, form, name, values, zones)
        return
    if isinstance(values, np.ma.MaskedArray):
        kind = values.dtype.kind
        plain = np.array(values.data, np.float64 if kind in "fiub" else values.dtype if kind == "M" else object)
        plain[np.ma.getmaskarray(values)] = {"M": np.datetime64("NaT"), "O": None}.get(plain.dtype.kind, np.nan)
        values = plain
    array = as_array(values)
    if array.ndim != 1:
        raise InvalidData(f"column '{name}' has {array.ndim} dimensions; must have one", {"column": name})
    form.types.setdefault(name, array.dtype)
    kind = array.dtype.kind
    if kind == "f":
        frame.add_f64(name, array.astype(np.float64, copy=False))
    elif kind in "iu":
        frame.add_i64(name, whole(array, name))
    elif kind == "b":
        frame.add_bool(name, array.astype(np.bool_, copy=False))
    elif kind == "M":
        add_times(frame, name, array)
    elif kind in "UT":
        frame.add_strings(name, array.tolist())
    elif kind == "O":
        add_objects(frame, form, name, array)
    else:
        what = "Complex data not supported" if kind == "c" else "not supported"
        raise InvalidType(
            f"column '{name}' is of type {array.dtype}: {what}; must be numbers, truth values, text or times",
            {"column": name},
        )


def whole(array: np.ndarray, name: str) -> np.ndarray:
    """Whole numbers of 64 bits."""
    if array.dtype.kind == "u" and array.dtype.itemsize == 8 and array.size and array.max() > np.iinfo(np.int64).max:
        raise InvalidData(f"column '{name}' has a value above 2^63 - 1", {"column": name})
    return array.astype(np.int64, copy=False)


def add_times(frame: _core.Frame, name: str, array: np.ndarray, zone: str | None = None) -> None:
    """Adds an array of datetime64."""
    unit, count = np.datetime_data(array.dtype)
    if unit not in UNITS or count != 1:
        array, unit = array.astype("M8[s]"), "s"
    if missing := np.flatnonzero(np.isnat(array)).tolist():
        raise MissingValues(f"column '{name}' has no time (NaT) in row {missing[0]}", {"column": name})
    native = array.astype(array.dtype.newbyteorder("="), copy=False)
    frame.add_times(name, native.view(np.int64), unit, zone)


def is_missing(value: Any) -> bool:
    """Whether a Python object stands for a missing value: None, pandas' NA, or what does not equal itself."""
    if value is None or type(value).__name__ == "NAType":
        return True
    return not isinstance(value, np.ndarray) and bool(value != value)


def add_objects(frame: _core.Frame, form: Form, name: str, array: np.ndarray) -> None:
    """Adds Python objects of one type, with None or NaN where one is missing."""
    values = [None if is_missing(value) else value for value in array.tolist()]
    types = {type(value) for value in values if value is not None}
    if not types or types <= {str, np.str_}:
        frame.add_strings(name, values)
    elif types <= {bool, np.bool_} and None not in values:
        frame.add_bool(name, np.array(values, np.bool_))
    elif all(issubclass(kind, (int, np.integer)) and kind is not bool for kind in types) and None not in values:
        try:
            frame.add_i64(name, np.array(values, np.int64))
        except OverflowError:
            large = next(value for value in values if not -(2**63) <= value < 2**63)
            message = f"column '{name}' has the whole number {large}; must be within -2^63..2^63 - 1"
            raise InvalidData(message, {"column": name}) from None
    elif all(issubclass(kind, (int, float, np.number, np.bool_)) or hasattr(kind, "__float__") for kind in types):
        frame.add_f64(name, np.array([np.nan if value is None else float(value) for value in values]))
    elif all(issubclass(kind, (datetime.date, np.datetime64)) for kind in types):
        if any(getattr(value, "tzinfo", None) for value in values):
            raise InvalidType(f"column '{name}' holds datetime objects with a zone; use a frame", {"column": name})
        unit = "us" if any(issubclass(kind, datetime.datetime) for kind in types) else "D"
        form.types[name] = np.dtype(f"M8[{unit}]")
        add_times(frame, name, np.array([np.datetime64("NaT") if v is None else v for v in values], f"M8[{unit}]"))
    else:
        found = ", ".join(sorted(kind.__name__ for kind in types))
        raise InvalidType(
            f"column '{name}' holds objects of type {found}; must be all text, all numbers or all times",
            {"column": name},
        )


def write(frame: _core.Frame, form: Form) -> Any:
    """The frame in the caller's kind."""
    if form.kind == "numpy":
        return {column[0]: _array(column, form.types.get(column[0])) for column in frame.take()}
    module = "_pandas" if form.kind == "pandas" else "_arrow"
    return importlib.import_module(f".{module}", __package__).write(frame, form)


def _array(column: tuple[str, str, Any, str | None, str | None], dtype: Any) -> np.ndarray:
    """One column as an array, of the type that the input column of that name had."""
    _, kind, values, unit, _ = column
    had = dtype.kind if isinstance(dtype, np.dtype) else ""
    if kind == "str":
        if had == "T":
            return np.array(values, dtype)
        array = np.empty(len(values), object)
        array[:] = values
        return array.astype(np.str_) if had == "U" else array
    if kind == "time":
        values = values.view(f"M8[{unit}]")
        return values.astype(dtype) if had == "M" else values
    return values.astype(dtype) if kind == "i64" and had in tuple("iu") else values


def same_form(form: Form, output: str | None) -> Form:
    """The form in another kind; its column types then say nothing."""
    if output is None or output == form.kind:
        return form
    if output not in KINDS:
        raise InvalidParams(f"output is {output!r}; must be one of {', '.join(KINDS)}", {"param": "output"})
    return Form(output)
