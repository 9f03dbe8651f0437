"""Frames of pandas and polars in the long format."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from .. import _frames
from .._errors import InvalidData, InvalidParams


def kind(frame: Any) -> str:
    """``"pandas"`` or ``"polars"``."""
    found = _frames.kind_of(frame)
    if found not in ("pandas", "polars"):
        raise InvalidParams(
            f"df is of type {type(frame).__name__}; must be a pandas or polars DataFrame", {"param": "df"}
        )
    return found


def prepared(frame: Any, *columns: str) -> Any:
    """The frame in the order of id and time, which are the first two columns named; times as text are read."""
    polars = kind(frame) == "polars"
    for name in columns:
        if name not in frame.columns:
            given = ", ".join(map(str, frame.columns))
            raise InvalidData(f"there is no column {name!r}; the columns are {given}", {"column": name})
    return by(_dated(frame, columns[1], polars), *columns[:2])


def _dated(frame: Any, column: str, polars: bool) -> Any:
    """The frame with times for text in a column."""
    times = frame[column]
    first = times[0] if polars and len(times) else None if polars else next(iter(times), None)
    if not isinstance(first, str):
        return frame
    try:
        if polars:
            return frame.with_columns(times.str.to_datetime())
        import pandas

        return frame.assign(**{column: pandas.to_datetime(times)})
    except Exception as error:
        raise InvalidData(f"column {column!r} holds text that is no time: {error}", {"column": column}) from error


def by(frame: Any, *columns: str) -> Any:
    """The frame in the order of these columns."""
    if kind(frame) == "polars":
        return frame.sort(*columns, maintain_order=True)
    return frame.sort_values(list(columns), kind="stable").reset_index(drop=True)


def beside(frames: list[Any], keys: tuple[str, ...], shared: tuple[str, ...] = ()) -> Any:
    """The columns of all frames in the rows of the first, found by the keys; those that they share once."""
    first = frames[0]
    for other in frames[1:]:
        own = [name for name in other.columns if name not in (*keys, *shared)]
        if len(first) == len(other) and all(first[key].equals(other[key]) for key in keys):
            first = with_columns(first, {name: other[name] for name in own})
        elif kind(first) == "polars":
            first = first.join(other[[*keys, *own]], on=keys, how="left", maintain_order="left")
        else:
            first = first.merge(other[[*keys, *own]], on=list(keys), how="left")
    return first


def with_columns(frame: Any, columns: dict[str, Any]) -> Any:
    """The frame with further columns, of its length, or others for those of the same names."""
    if kind(frame) == "polars":
        import polars

        return frame.with_columns(**{name: polars.Series(values) for name, values in columns.items()})
    return frame.assign(**columns)


def stacked(frames: list[Any]) -> Any:
    """The rows of all frames; columns are found by their names."""
    if len(frames) == 1:
        return frames[0]
    if kind(frames[0]) == "polars":
        import polars

        return polars.concat(frames, how="diagonal")
    import pandas

    return pandas.concat(frames, ignore_index=True)


def only(frame: Any, column: str, values: Sequence[str], but: bool = False) -> Any:
    """The rows that have one of these ids, which come as text; with ``but`` the others."""
    if kind(frame) == "polars":
        import polars

        found = polars.col(column).cast(polars.String).is_in(list(values))
        return frame.filter(~found if but else found)
    found = frame[column].astype(str).isin(values)
    return frame[~found if but else found]


def taken(frame: Any, rows: np.ndarray) -> Any:
    """These rows, by number or by a truth value each."""
    rows = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
    return frame[rows] if kind(frame) == "polars" else frame.iloc[rows].reset_index(drop=True)


def starts(frame: Any, column: str) -> np.ndarray:
    """Where in a sorted frame each series begins, and at the end the number of rows."""
    ids = np.asarray(frame[column])
    if not len(ids):
        return np.zeros(1, int)
    return np.concatenate([[0], np.flatnonzero(ids[1:] != ids[:-1]) + 1, [len(ids)]])


def short(frame: Any, columns: Sequence[str], least: int) -> list[str]:
    """The ids, as text, of the series of a sorted frame that have fewer observations, unless these are all alike."""
    borders, ids, values = starts(frame, columns[0]), np.asarray(frame[columns[0]]), np.asarray(frame[columns[2]])
    some = [(start, end) for start, end in pairwise(borders) if end - start < least]
    return [str(ids[start]) for start, end in some if len(set(values[start:end].tolist())) > 1]


def renamed(frame: Any, names: dict[str, str]) -> Any:
    """The frame with other names of columns."""
    return frame.rename(names) if kind(frame) == "polars" else frame.rename(columns=names)


def ids(frame: Any, column: str) -> Any:
    """The ids of a sorted frame."""
    if kind(frame) == "polars":
        return frame[column].unique(maintain_order=True)
    return frame[column].drop_duplicates().reset_index(drop=True)
