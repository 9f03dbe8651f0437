"""Calls of the catalogue's functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from . import _core, _frames
from ._base import Progress, shown, to_json
from ._frames import Form


class Page(str):
    """Text that notebooks show as what it is: a picture or a page."""

    def _repr_html_(self) -> str:
        return self


#: Functions that read the clock on the wall: days and hours are those of the zone.
_CLOCK: dict[str, Callable[[dict[str, Any]], _frames.Zones]] = {
    "forecast.calendar": lambda params: _frames.LOCAL,
    "forecast.resample": lambda params: _frames.zones_for(params["freq"]) or _frames.LOCAL,
}


def call(
    id: str,
    tables: Sequence[Any],
    params: dict[str, Any],
    run: dict[str, int | None],
    output: str | None,
    cancel: _core.CancelToken | None,
    progress: Progress,
    rows: bool = False,
) -> Any:
    """What a function answers: text, or a frame of the kind of the first table; with ``rows`` it has the same rows."""
    column = params.get("text_col") or params.get("target_col") or "y"
    index = (params["id_col"], params["time_col"]) if "id_col" in params and "time_col" in params else None
    zones: _frames.Zones = _CLOCK[id](params) if id in _CLOCK else None
    frames, form = [], Form()
    for table in tables:
        frame, how = (None, None) if table is None else _frames.read(table, column, zones, index)
        frames.append(frame)
        if len(frames) == 1 and how:
            # What is compared has to be in one zone.
            form, zones = how, zones or how.zones
    form = form.only(*form.types, rows=rows)
    args = to_json(params | {name: value for name, value in run.items() if value is not None})
    with shown(progress, id) as show:
        answer = _core.function(id, args, frames, cancel=cancel, progress=show)
    return Page(answer) if isinstance(answer, str) else _frames.write(answer, _frames.same_form(form, output))
