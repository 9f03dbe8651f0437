"""Indexes: texts or vectors in, the nearest of them out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from . import _core, _frames, _sparse
from . import _numpy as np
from ._base import Component, Progress, seed_of
from ._errors import InvalidData
from ._frames import Form
from ._text import texts

Self = TypeVar("Self", bound="Index")


class Index(Component):
    """Finds the texts or vectors nearest to a query.

    Items are a list of texts, a matrix with a vector a row, dense or as vectorizers make it, or a frame with a column
    of ids and a column of texts or of numbers for each dimension.
    """

    _family: ClassVar[str] = "index"

    random_state: Any
    n_jobs: int | None
    _text_col: str
    _columns: list[str]

    def fit(
        self: Self,
        items: Any,
        y: Any = None,
        *,
        ids: Any = None,
        id_col: str = "id",
        text_col: str = "text",
        timeout_ms: int | None = None,
        cancel: _core.CancelToken | None = None,
        progress: Progress = None,
    ) -> Self:
        """Takes items in; ``ids`` is one id an item, text or a whole number, where the items are no frame with a
        column of them. ``y`` is ignored."""
        self._text_col, self._id_col, self._columns = text_col, id_col, []
        frame, form = self._items(items, ids)
        options = {
            "id_col": id_col,
            "text_col": text_col,
            "seed": seed_of(self.random_state),
            "n_jobs": self.n_jobs,
            "timeout_ms": timeout_ms,
        }
        self._fit(frame, options, cancel, progress)
        self._form, self._columns = form.only(), [name for name, _ in self._fields()]
        return self

    def _fields(self) -> list[Any]:
        return json.loads(self._model().describe())["fields"]

    def _items(self, items: Any, ids: Any = None) -> tuple[Any, Form]:
        """Items or queries as a frame: columns of a matrix have the names of the fit."""
        if _sparse.is_sparse(items):
            if items.shape[1] > 1 << 16:
                return _sparse.read(items), Form()  # too wide to write its zeros out: the core says what to do
            items = items.toarray()
        numbers = isinstance(items, np.ndarray) and items.dtype.kind in "fiub"
        if _frames.is_frame(items) and not numbers:
            frame, form = _frames.read(items, self._text_col)
        elif numbers or _is_table(items):
            frame, form = _frames.matrix(items, self._columns or None)
        else:
            frame, form = texts(items, self._text_col)
        if ids is not None:
            if self._id_col in frame.names:
                raise InvalidData(f"the items have a column {self._id_col!r}; ids are given as well")
            _frames.add(frame, Form(), self._id_col, np.asarray(ids))
        return frame, form

    def search(
        self,
        queries: Any,
        k: int = 10,
        *,
        allow: Sequence[int] | Sequence[str] | None = None,
        ef: int | None = None,
        output: str | None = None,
        timeout_ms: int | None = None,
        cancel: _core.CancelToken | None = None,
        progress: Progress = None,
    ) -> Any:
        """The nearest ``k`` items of each query, nearest first, as a frame of the kind of the queries: ``query`` (its
        row), ``rank`` from 1, ``id``, ``score`` (higher is nearer). With ``allow``, only items with these ids are
        found; ``ef`` is instead of that of the fit, where the index has one."""
        self._model()
        frame, form = self._items(queries)
        allowed = None if allow is None else np.asarray(allow).tolist()
        # A parameter that was set after the fit counts as well.
        ef = getattr(self, "ef", None) if ef is None else ef
        args = {"k": k, "allow": allowed, "ef": ef, "n_jobs": self.n_jobs, "timeout_ms": timeout_ms}
        answer = self._call("search", args, frame, cancel=cancel, progress=progress)
        return self._write(answer, form.only(), output)

    def update(
        self: Self,
        items: Any,
        *,
        ids: Any = None,
        n_jobs: int | None = None,
        timeout_ms: int | None = None,
        cancel: _core.CancelToken | None = None,
        progress: Progress = None,
    ) -> Self:
        """Takes more items in; the index is unchanged if they are refused or the work is stopped."""
        self._model()
        frame, _ = self._items(items, ids)
        self._update(frame, {"n_jobs": n_jobs, "timeout_ms": timeout_ms}, cancel, progress)
        return self

    def _adopt(self, about: dict[str, Any], form: Form) -> None:
        super()._adopt(about, form)
        self._columns = [field[0] for field in about["fields"]]
        self._text_col = self._columns[0] if about["fields"][0][1] == "text" else "text"
        self._id_col = "id"


def _is_table(items: Any) -> bool:
    """Whether this is a list of rows of numbers."""
    if not isinstance(items, (list, tuple)) or not items or isinstance(items, Mapping):
        return False
    return not isinstance(items[0], (str, bytes, type(None))) and np.ndim(items[0]) == 1
