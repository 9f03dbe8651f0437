"""Calls of the catalogue's functions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import _core, _frames
from ._base import Progress, shown, to_json
from ._frames import Form


class Page(str):
    """Text that notebooks show as what it is: a picture or a page."""

    def _repr_html_(self) -> str:
        return self


def call(
    id: str,
    tables: Sequence[Any],
    params: dict[str, Any],
    run: dict[str, int | None],
    output: str | None,
    cancel: _core.CancelToken | None,
    progress: Progress,
) -> Any:
    """What a function answers: text, or a frame of the kind of the first table."""
    frames, form = [], Form()
    for table in tables:
        frame, how = (None, None) if table is None else _frames.read(table, "y")
        frames.append(frame)
        form = how if len(frames) == 1 and how else form
    args = to_json(params | {name: value for name, value in run.items() if value is not None})
    with shown(progress, id) as show:
        answer = _core.function(id, args, frames, cancel=cancel, progress=show)
    return Page(answer) if isinstance(answer, str) else _frames.write(answer, _frames.same_form(form, output))
