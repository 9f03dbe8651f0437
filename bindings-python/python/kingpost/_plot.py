"""Drawing forecasts. matplotlib and plotly are imported here, when a plot is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ._errors import InvalidParams, Unsupported

if TYPE_CHECKING:
    from ._forecast import Forecaster

BACKENDS = ("matplotlib", "plotly")


def forecasts(
    model: Forecaster,
    h: int,
    levels: list[float],
    ids: Sequence[Any] | None,
    max_ids: int,
    future: Any,
    backend: str,
) -> Any:
    """One panel a series: observations, forecasts, intervals."""
    if backend not in BACKENDS:
        raise InvalidParams(f"backend is {backend!r}; must be one of {', '.join(BACKENDS)}", {"param": "backend"})
    ahead = model.forecast(h, levels, future=future, output="numpy")
    id_col, time_col, target_col = model._columns
    try:
        seen = model.fitted(output="numpy")
    except Unsupported:
        seen = None
    known = list(dict.fromkeys(ahead[id_col].tolist()))
    chosen = known[:max_ids] if ids is None else list(ids)
    if not chosen or any(one not in known for one in chosen):
        raise InvalidParams(f"ids is {chosen!r}; must be some of the model's {len(known)} series", {"param": "ids"})
    name = next(column for column in ahead if column not in (id_col, time_col))
    panels = []
    for one in chosen:
        rows = ahead[id_col] == one
        bands = [(level, ahead[f"{name}-lo-{level:g}"][rows], ahead[f"{name}-hi-{level:g}"][rows]) for level in levels]
        past = None
        if seen is not None:
            of_series = seen[id_col] == one
            past = (seen[time_col][of_series], seen[target_col][of_series])
        panels.append((str(one), past, (ahead[time_col][rows], ahead[name][rows]), sorted(bands, reverse=True)))
    return (_matplotlib if backend == "matplotlib" else _plotly)(panels, name)


def _matplotlib(panels: list[Any], name: str) -> Any:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 2.6 * len(panels)), layout="constrained")
    for axes, (title, past, (times, mean), bands) in zip(
        np.ravel(figure.subplots(len(panels), squeeze=False)), panels, strict=True
    ):
        if past is not None:
            axes.plot(*past, color="0.2", linewidth=1, label="observed")
        for level, low, high in bands:
            axes.fill_between(times, low, high, color="C0", alpha=0.2, linewidth=0, label=f"{level:g} %")
        axes.plot(times, mean, color="C0", label=name)
        # A dollar sign would start a formula.
        axes.set_title(title.replace("$", r"\$"), loc="left")
        axes.legend(loc="upper left", frameon=False, fontsize="small")
    return figure


def _plotly(panels: list[Any], name: str) -> Any:
    from html import escape

    from plotly.subplots import make_subplots

    figure = make_subplots(rows=len(panels), cols=1, subplot_titles=[escape(panel[0]) for panel in panels])
    for row, (_, past, (times, mean), bands) in enumerate(panels, 1):
        once = {"row": row, "col": 1}
        show = row == 1
        if past is not None:
            figure.add_scatter(x=past[0], y=past[1], name="observed", line_color="#444", showlegend=show, **once)
        for level, low, high in bands:
            band = {"x": np.concatenate([times, times[::-1]]), "y": np.concatenate([high, low[::-1]])}
            look = {"fill": "toself", "line_width": 0, "opacity": 0.3, "fillcolor": "#1f77b4"}
            figure.add_scatter(**band, **look, name=f"{level:g} %", showlegend=show, **once)
        figure.add_scatter(x=times, y=mean, name=name, line_color="#1f77b4", showlegend=show, **once)
    figure.update_layout(height=280 * len(panels), template="plotly_white")
    return figure
