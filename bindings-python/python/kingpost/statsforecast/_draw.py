"""Drawing series and forecasts; matplotlib is imported when a plot is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from .. import _functions
from .._errors import InvalidParams
from . import _panel


def draw(
    df: Any,
    forecasts: Any,
    columns: tuple[str, str, str],
    ids: Sequence[Any] | None,
    models: Sequence[str] | None,
    level: Sequence[float] | None,
    tail: int | None,
    most: int,
) -> Any:
    """A figure of matplotlib, one panel a series; SVG where matplotlib is not installed."""
    id_col, time_col, target_col = columns
    data = _panel.prepared(df, *columns)
    known = [str(id) for id in _panel.ids(data, id_col)]
    chosen = known[:most] if ids is None else [str(id) for id in ids]
    if not chosen or any(id not in known for id in chosen):
        raise InvalidParams(f"unique_ids is {chosen!r}; must be some of the {len(known)} series of df")
    if forecasts is not None:
        forecasts = _shown(_panel.prepared(forecasts, id_col, time_col), columns, models, level)
    try:
        from matplotlib.figure import Figure
    except ImportError:
        return _functions.plot(
            data, forecasts, ids=chosen, tail=tail, id_col=id_col, time_col=time_col, target_col=target_col
        )
    figure = Figure(figsize=(9, 2.6 * len(chosen)), layout="constrained")
    for axes, id in zip(np.ravel(figure.subplots(len(chosen), squeeze=False)), chosen):
        past = _panel.only(data, id_col, [id])
        seen = slice(0 if tail is None else -tail, None)
        axes.plot(np.asarray(past[time_col])[seen], np.asarray(past[target_col])[seen], color="0.2", label=target_col)
        if forecasts is not None:
            _lines(axes, _panel.by(_panel.only(forecasts, id_col, [id]), time_col), columns)
        # A dollar sign would start a formula.
        axes.set_title(id.replace("$", r"\$"), loc="left")
        axes.legend(loc="upper left", frameon=False, fontsize="small")
    return figure


def _shown(frame: Any, columns: tuple[str, ...], models: Sequence[str] | None, level: Sequence[float] | None) -> Any:
    """The columns of these models, with the bounds of these levels."""
    names = [name for name in frame.columns if name not in (*columns, "cutoff")]
    shown, bounds = list(columns[:2]), [None, *(float(one) for one in level or ())]
    for name in names:
        point, bound = _bound(name)
        if (models is None or point in models) and bound in bounds:
            shown.append(name)
    if len(shown) == 2:
        raise InvalidParams(f"models is {models!r}; must be some of {', '.join(names)}", {"param": "models"})
    return frame[shown]


def _bound(name: str) -> tuple[str, float | None]:
    """Model of a column, and its level if it is a bound."""
    found = re.fullmatch(r"(.*)-(?:lo|hi)-([0-9.]+)", name)
    return (found[1], float(found[2])) if found else (name, None)


def _lines(axes: Any, frame: Any, columns: tuple[str, ...]) -> None:
    """The forecasts of one series, each with its intervals in the same colour."""
    times = np.asarray(frame[columns[1]])
    names = [name for name in frame.columns if name not in columns]
    for place, name in enumerate(name for name in names if _bound(name)[1] is None):
        colour = f"C{place}"
        axes.plot(times, np.asarray(frame[name]), color=colour, label=name)
        for low in (one for one in names if one.startswith(f"{name}-lo-")):
            high = f"{name}-hi-{low.removeprefix(f'{name}-lo-')}"
            axes.fill_between(
                times, np.asarray(frame[low]), np.asarray(frame[high]), color=colour, alpha=0.15, linewidth=0
            )
