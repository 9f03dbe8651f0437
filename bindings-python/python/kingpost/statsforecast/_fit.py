"""A model fitted to a panel, with what stands in for it where it could not be fitted."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from .._errors import InvalidParams, KingpostError, NotEnoughData, Unsupported, from_core
from .._forecast import Forecaster
from . import _panel
from ._model import Model
from .models import NaNModel
from .utils import ConformalIntervals

Columns = tuple[str, str, str]


def options(model: Model, intervals: ConformalIntervals | None) -> dict[str, Any]:
    """The options of each fit of a model; its own intervals go before those of the call."""
    own = model.options()
    if intervals is not None and "intervals" not in own:
        own |= {"intervals": "conformal", "conformal_windows": intervals.n_windows}
    return own


def useful(frame: Any, columns: Columns, model: Model, warn: bool = True) -> Any:
    """The frame without the regressors that a model makes no use of."""
    others = [name for name in frame.columns if name not in columns]
    model.check_regressors(others)
    if not others or model.takes_regressors():
        return frame
    if warn:
        warnings.warn(f"{model!r} takes no regressors; {', '.join(others)} are not used", stacklevel=5)
    return frame[[name for name in frame.columns if name in columns]]


class Fit:
    """A model fitted to a sorted panel.

    Series that it cannot be fitted to are fitted by ``fallback``. Without one they are NaN, with a warning, if they are
    only too short and statsforecast has NaN for them; any other failure is raised.
    """

    def __init__(
        self,
        model: Model,
        name: str,
        data: Any,
        columns: Columns,
        freq: str,
        intervals: ConformalIntervals | None,
        fallback: Model | None,
        run: dict[str, Any],
    ) -> None:
        self.model, self.name, self.columns = model, name, columns
        self.conformal = intervals is not None
        self.main: Forecaster | None = None
        self.rest: Forecaster | None = None
        self.failed: list[str] = []
        self.only_short = fallback is None
        self.stand_in = fallback or (NaNModel() if model._nan_if_short else None)
        how = dict(zip(("id_col", "time_col", "target_col"), columns)) | {"freq": freq, "alias": name} | run
        own = useful(data, columns, model)
        id_col = columns[0]
        try:
            self.main = model.component().fit(own, fail_fast=self.stand_in is None, **how, **options(model, intervals))
        except KingpostError as error:
            # No series could be fitted.
            if not self._stands_in(error):
                raise
            self.failed = [str(id) for id in np.unique(np.asarray(data[id_col]))]
            reason = error.message
        else:
            failures = self.main.failures(output="numpy")
            for id, code, message in zip(*(failures[name] for name in (id_col, "code", "message"))):
                error = from_core(str(code), f"series {str(id)!r}: {message}", {"series": str(id)})
                if not self._stands_in(error):
                    raise error
            self.failed = [str(id) for id in failures[id_col]]
            reason = str(failures["message"][0]) if self.failed else ""
        if self.stand_in is None or not self.failed:
            return
        if self.only_short:
            some = ", ".join(self.failed[:5]) + (", .." if len(self.failed) > 5 else "")
            warnings.warn(f"{model!r} is NaN for {len(self.failed)} series, {some}: {reason}", stacklevel=4)
        rest = useful(_panel.only(data, id_col, self.failed), columns, self.stand_in, warn=False)
        self.rest = self.stand_in.component().fit(rest, **how, **self.stand_in.options())

    def forecast(self, h: int, future: Any, level: Sequence[float] | None) -> Any:
        """The forecasts of all series, with bounds in the order and by the names that statsforecast has."""
        level = level if level is not None else ()

        def ask(model: Model, fitted: Forecaster, future: Any) -> Any:
            frame = fitted.forecast(h, level, future=future if model.takes_regressors() else None)
            names = {f"{self.name}-{side}-{one:g}": f"{self.name}-{side}-{one}" for side, one in self._order(level)}
            columns = [*self.columns[:2], self.name, *names]
            frame = frame[[name for name in columns if name in frame.columns]]
            return _panel.renamed(self._blank(frame, model, 2), names)

        return self._both(ask, future)

    def fitted(self, level: Sequence[float] | None = None) -> Any:
        """The one-step forecasts of all observations, with bounds where statsforecast has them."""

        def ask(model: Model, fitted: Forecaster, _: Any) -> Any:
            frame = self._blank(fitted.fitted(), model, 3)
            return _panel.with_columns(frame, model.fitted_bounds(fitted, frame, self.columns, level))

        return self._both(ask, None)

    def simulate(self, h: int, paths: int, future: Any, seed: int | None) -> Any:
        """Paths of all series."""

        def ask(model: Model, fitted: Forecaster, future: Any) -> Any:
            frame = fitted.simulate(h, paths, future=future if model.takes_regressors() else None, seed=seed)
            return self._blank(frame, model, 3)

        return self._both(ask, future, "path")

    def update(self, rows: Any) -> None:
        """Goes on to the observations that follow."""
        if self.main is not None:
            more = _panel.only(rows, self.columns[0], self.failed, but=True) if self.failed else rows
            self.main.update(useful(more, self.columns, self.model, warn=False))
        if self.rest is not None and self.stand_in is not None:
            more = _panel.only(rows, self.columns[0], self.failed)
            self.rest.update(useful(more, self.columns, self.stand_in, warn=False))

    def of_series(self, id: Any) -> Model:
        """The model of one series."""
        if str(id) in self.failed and self.rest is not None and self.stand_in is not None:
            return self.stand_in.of_panel(self.rest, id)
        assert self.main is not None
        return self.model.of_panel(self.main, id)

    def _stands_in(self, error: KingpostError) -> bool:
        if self.only_short:
            return self.stand_in is not None and isinstance(error, NotEnoughData)
        return not isinstance(error, (InvalidParams, Unsupported))

    def _order(self, level: Sequence[float]) -> list[tuple[str, float]]:
        return self.model.bounds(level, self.conformal)

    def _blank(self, frame: Any, model: Model, first: int) -> Any:
        if not isinstance(model, NaNModel):
            return frame
        return _panel.with_columns(frame, {name: np.full(len(frame), np.nan) for name in list(frame.columns)[first:]})

    def _both(self, ask: Any, future: Any, *more: str) -> Any:
        """What the model answers, and what stands in for it, in the order of the series."""
        id_col, time_col, _ = self.columns
        frames = []
        if self.main is not None:
            some = future is not None and self.failed
            frames.append(
                ask(self.model, self.main, _panel.only(future, id_col, self.failed, but=True) if some else future)
            )
        if self.rest is not None:
            own = None if future is None else _panel.only(future, id_col, self.failed)
            frames.append(ask(self.stand_in, self.rest, own))
        return frames[0] if len(frames) == 1 else _panel.by(_panel.stacked(frames), id_col, *more, time_col)
