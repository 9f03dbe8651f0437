"""A model fitted to a panel, with what stands in for it where it could not be fitted."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .._errors import InvalidParams, KingpostError, NotEnoughData, Unsupported, from_core
from .._forecast import Forecaster
from . import _panel
from ._model import Model
from .models import NaNModel
from .utils import ConformalIntervals

Columns = tuple[str, str, str]


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
        self.failed: list[str] = []
        self.rest: Fit | None = None
        self._only_short = fallback is None
        stand_in = fallback or (NaNModel() if model._nan_if_short else None)
        how = dict(zip(("id_col", "time_col", "target_col"), columns)) | {"freq": freq, "alias": name} | run
        id_col, own = columns[0], useful(data, columns, model)
        short, reason = _panel.short(data, columns, model.least()), f"has fewer than {model.least()} observations"
        if short and stand_in is not None:
            own = _panel.only(own, id_col, short, but=True)
        try:
            if short and (stand_in is None or not len(own)):
                raise NotEnoughData(f"series {short[0]!r} {reason}", {"series": short[0]})
            self.main = model.component().fit(own, fail_fast=stand_in is None, **how, **model.options(intervals))
        except KingpostError as error:
            # No series could be fitted.
            if stand_in is None or not self._may_go_on(error):
                raise
            self.failed, reason = [str(id) for id in _panel.ids(data, id_col)], error.message
        else:
            self.failed, failures = short, self.main.failures(output="numpy")
            for id, code, message in zip(*(failures[name] for name in (id_col, "code", "message"))):
                failure = from_core(str(code), f"series {str(id)!r}: {message}", {"series": str(id)})
                if not self._may_go_on(failure):
                    raise failure
                self.failed.append(str(id))
            reason = str(failures["message"][0]) if len(failures["message"]) else reason
        if stand_in is None or not self.failed:
            return
        if self._only_short:
            some = ", ".join(self.failed[:5]) + (", .." if len(self.failed) > 5 else "")
            warnings.warn(f"{name} is NaN for {len(self.failed)} series, {some}: {reason}", stacklevel=4)
        rest = useful(_panel.only(data, id_col, self.failed), columns, stand_in, warn=False)
        self.rest = Fit(stand_in, name, rest, columns, freq, None, None, run)

    def forecast(self, h: int, future: Any, level: Sequence[float] | None) -> Any:
        """The forecasts of all series, with bounds in the order and by the names that statsforecast has."""
        level = level if level is not None else ()
        bounds = self.model.bounds(level, self.conformal)
        names = {f"{self.name}-{side}-{one:g}": f"{self.name}-{side}-{one}" for side, one in bounds}

        def ask(main: Forecaster, future: Any) -> Any:
            return _panel.renamed(self._blank(main.forecast(h, level, future=future), 2), names)

        frame = self._both(ask, lambda rest, future: rest.forecast(h, future, level), future)
        return frame[[*self.columns[:2], self.name, *names.values()]]

    def fitted(self, level: Sequence[float] | None = None) -> Any:
        """The one-step forecasts of all observations, with bounds where statsforecast has them."""

        def ask(main: Forecaster, _: Any) -> Any:
            frame = self._blank(main.fitted(), 3)
            return _panel.with_columns(frame, self.model.fitted_bounds(main, frame, self.columns, self.name, level))

        return self._both(ask, lambda rest, _: rest.fitted(level))

    def simulate(self, h: int, paths: int, future: Any, seed: int | None) -> Any:
        """Paths of all series."""

        def ask(main: Forecaster, future: Any) -> Any:
            return self._blank(main.simulate(h, paths, future=future, seed=seed), 3)

        return self._both(ask, lambda rest, future: rest.simulate(h, paths, future, seed), future, "path")

    def update(self, rows: Any) -> None:
        """Goes on to the observations that follow."""
        if self.main is not None:
            more = _panel.only(rows, self.columns[0], self.failed, but=True) if self.failed else rows
            self.main.update(useful(more, self.columns, self.model, warn=False))
        if self.rest is not None:
            self.rest.update(_panel.only(rows, self.columns[0], self.failed))

    def of_series(self, id: Any) -> Model:
        """The model of one series."""
        if self.rest is not None and str(id) in self.failed:
            return self.rest.of_series(id)
        return self.model.of_panel(self.main, id)

    def _may_go_on(self, error: KingpostError) -> bool:
        if self._only_short:
            return isinstance(error, NotEnoughData)
        return not isinstance(error, (InvalidParams, Unsupported))

    def _blank(self, frame: Any, first: int) -> Any:
        """The frame with NaN from a column on, if that is the model."""
        if not isinstance(self.model, NaNModel):
            return frame
        return _panel.with_columns(frame, {name: np.full(len(frame), np.nan) for name in list(frame.columns)[first:]})

    def _both(
        self,
        ask: Callable[[Forecaster, Any], Any],
        ask_rest: Callable[[Fit, Any], Any],
        future: Any = None,
        *more: str,
    ) -> Any:
        """What the model answers, and what stands in for it, in the order of the series."""
        id_col, time_col, _ = self.columns
        frames = []
        if self.main is not None:
            own = future if self.model.takes_regressors() else None
            if own is not None and self.failed:
                own = _panel.only(own, id_col, self.failed, but=True)
            frames.append(ask(self.main, own))
        if self.rest is not None:
            frames.append(ask_rest(self.rest, None if future is None else _panel.only(future, id_col, self.failed)))
        return frames[0] if len(frames) == 1 else _panel.by(_panel.stacked(frames), id_col, *more, time_col)
