"""The windows of a cross-validation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .._errors import InvalidParams, KingpostError, NotEnoughData, Unsupported
from .._evaluate import backtest
from . import _panel
from ._fit import Columns, Fit, useful
from ._model import Model
from .utils import ConformalIntervals


@dataclass
class Windows:
    """``n_windows`` origins of a sorted panel, ``step_size`` apart, ``h`` steps ahead of each."""

    columns: Columns
    freq: str
    fallback: Model | None
    intervals: ConformalIntervals | None
    #: How to run: threads and progress.
    how: dict[str, Any]
    h: int
    n_windows: int
    step_size: int
    input_size: int | None
    refit: bool | int

    def check(self, data: Any) -> None:
        """Refuses series that the windows leave nothing of."""
        borders = _panel.starts(data, self.columns[0])
        needed = self.h + self.step_size * (self.n_windows - 1)
        short = np.flatnonzero(np.diff(borders) <= needed)
        if len(short):
            ids = np.asarray(data[self.columns[0]])[borders[short]].tolist()
            raise NotEnoughData(
                f"series {', '.join(map(repr, ids[:5]))}: too short; more than h + step_size * (n_windows - 1) = "
                f"{needed} observations are needed"
            )

    def run(self, model: Model, name: str, data: Any, level: Sequence[float] | None, fitted: bool) -> Any:
        """Id, time, ``cutoff``, value and forecasts of a model; with ``fitted`` its one-step forecasts."""
        seen = np.diff(_panel.starts(data, self.columns[0])) - self.h - self.step_size * (self.n_windows - 1)
        if model.one_by_one or min(seen.min(), self.input_size or len(data)) < model.least():
            return self._one_by_one(model, name, data, level, fitted)
        try:
            frame = self._at_once(model, name, data, level, fitted)
        except (InvalidParams, Unsupported):
            raise
        except KingpostError as error:
            only_short = model._nan_if_short and isinstance(error, NotEnoughData)
            if self.fallback is None and not only_short:
                raise
            return self._one_by_one(model, name, data, level, fitted)
        if fitted or level is None or not len(level):
            return frame
        order = model.bounds(level, self.intervals is not None)
        names = {f"{name}-{side}-{one:g}": f"{name}-{side}-{one}" for side, one in order}
        bounds = [bound for bound in names if bound in frame.columns]
        return _panel.renamed(frame[[*self.columns[:2], "cutoff", self.columns[2], name, *bounds]], names)

    def _at_once(self, model: Model, name: str, data: Any, level: Sequence[float] | None, fitted: bool) -> Any:
        id_col, time_col, target_col = self.columns
        return backtest(
            model.component(),
            useful(data, self.columns, model),
            self.h,
            self.n_windows,
            step_size=self.step_size,
            input_size=self.input_size,
            level=level,
            refit=self.refit or False,
            fitted=fitted,
            fail_fast=True,
            id_col=id_col,
            time_col=time_col,
            target_col=target_col,
            freq=self.freq,
            alias=name,
            **self.how,
            **model.options(self.intervals),
        )

    def _one_by_one(self, model: Model, name: str, data: Any, level: Sequence[float] | None, fitted: bool) -> Any:
        """The same where a model cannot be fitted to some series at some origins: there the fallback stands in."""
        id_col, time_col, target_col = self.columns
        borders = _panel.starts(data, id_col)
        left = np.repeat(borders[1:], np.diff(borders)) - np.arange(borders[-1])
        frames, last, fit = [], 0, None
        for window in range(self.n_windows):
            ahead = self.h + self.step_size * (self.n_windows - 1 - window)
            past = left > ahead
            if self.input_size is not None:
                past &= left <= ahead + self.input_size
            # True is a 1: at every origin.
            if fit is None or (self.refit and window % self.refit == 0):
                seen = _panel.taken(data, past)
                fit = Fit(model, name, seen, self.columns, self.freq, self.intervals, self.fallback, self.how)
            else:
                fit.update(_panel.taken(data, (left > ahead) & (left <= last)))
            last = ahead
            if fitted:
                frame = fit.fitted()
            else:
                test = _panel.taken(data, (left <= ahead) & (left > ahead - self.h))
                others = [column for column in test.columns if column != target_col]
                future = test[others] if len(others) > 2 else None
                frame = _panel.beside([test[list(self.columns)], fit.forecast(self.h, future, level)], self.columns[:2])
            ends = _panel.taken(data, left == ahead + 1)[time_col]
            rows = np.repeat(np.arange(len(ends)), np.diff(_panel.starts(frame, id_col)))
            cutoff = ends[rows] if _panel.kind(data) == "polars" else ends.iloc[rows].reset_index(drop=True)
            frame = _panel.with_columns(frame, {"cutoff": cutoff})
            rest = [column for column in frame.columns if column not in (id_col, time_col, "cutoff")]
            frames.append(frame[[id_col, time_col, "cutoff", *rest]])
        return _panel.stacked(frames)
