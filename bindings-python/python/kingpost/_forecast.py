"""Forecasters."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from numbers import Real
from typing import Any, ClassVar, TypeVar

from . import _core, _frames
from ._base import Component, Progress
from ._errors import InvalidParams
from ._frames import Form

Self = TypeVar("Self", bound="Forecaster")


def levels(level: float | Sequence[float] | None) -> list[float]:
    """Interval levels as a list: there may be none, one or several."""
    if level is None:
        return []
    if isinstance(level, (bool, str)):
        raise InvalidParams(f"level is {level!r}; must be a number or a list of numbers", {"param": "level"})
    return [float(level)] if isinstance(level, (Real, Decimal)) else list(level)


class Forecaster(Component):
    """Forecasts the series of a panel."""

    _family: ClassVar[str] = "forecaster"

    def fit(
        self: Self,
        data: Any,
        *,
        id_col: str = "unique_id",
        time_col: str = "ds",
        target_col: str = "y",
        freq: str | int | None = None,
        missing: str = "keep",
        alias: str | None = None,
        keep_fitted: bool = True,
        fail_fast: bool = False,
        fallback: bool = True,
        intervals: str = "model",
        conformal_windows: int = 12,
        non_negative: bool = False,
        transform: str = "none",
        box_cox_lambda: float | None = None,
        bias_adjust: bool = False,
        seed: int | None = None,
        n_jobs: int | None = None,
        timeout_ms: int | None = None,
        cancel: _core.CancelToken | None = None,
        progress: Progress = None,
    ) -> Self:
        """Fits every series of a panel.

        Parameters
        ----------
        data
            A frame in the long format, one row an observation: pandas, polars, pyarrow, anything that speaks Arrow, or
            a dict of arrays. An array or a list of numbers is one series. Columns beside id, time and target are
            regressors.
        id_col
            The column that tells series apart; without such a column the frame is one series.
        time_col
            The column of times: dates and times, or whole numbers. Without such a column the rows are numbered from 0.
        target_col
            The column of values.
        freq
            The step between observations, such as ``"MS"``, ``"D"``, ``"15min"`` or ``1``; inferred when absent.
        missing
            What to do where a value or a row is missing: ``"keep"``, ``"forward_fill"``, ``"interpolate"``, ``"zero"``.
        alias
            The name of the forecast column; the component's name when absent.
        keep_fitted
            Keep the observations and their one-step forecasts, for ``fitted`` and ``residuals``.
        fail_fast
            Stop at the first series that cannot be read or fitted, instead of listing it under ``failures``.
        fallback
            Fit AutoETS to a series that has too few observations for the component: one is enough. Its forecasts are
            marked, with ``"AutoETS"`` in a column such as ``AutoTheta-fallback``, and ``failures`` lists it with the
            reason. Without, such a series fails.
        intervals
            Where prediction intervals come from: ``"model"``; ``"conformal"`` for the model's, scaled so that they
            would have held the last observations of the panel as often as their level says, which takes a second fit;
            or ``"bootstrap"`` for those of simulated paths.
        conformal_windows
            From how many origins, one observation apart, conformal intervals look ahead.
        non_negative
            Set forecasts and bounds below zero to zero.
        transform
            What the component learns in place of the values: ``"none"``, ``"log"``, ``"log1p"``, ``"sqrt"``,
            ``"box_cox"``.
        box_cox_lambda
            The power of ``"box_cox"``, from 0 to 2; found for each series when absent.
        bias_adjust
            Make forecasts of a transform means instead of medians.
        seed
            The seed of everything random; 0 when absent.
        n_jobs
            At most so many threads; -1 or None for all that the process may use. Results do not depend on it.
        timeout_ms
            Stop with ``DeadlineExceeded`` after so many milliseconds.
        cancel
            A token that stops the fit from another thread.
        progress
            ``True`` for a bar of tqdm, or a function that is called with (done, total).
        """
        frame, form = _frames.read(data, target_col, _frames.zones_for(freq), (id_col, time_col))
        options = {
            "id_col": id_col,
            "time_col": time_col,
            "target_col": target_col,
            "freq": None if freq is None else str(freq),
            "missing": missing,
            "alias": alias,
            "keep_fitted": keep_fitted,
            "fail_fast": fail_fast,
            "fallback": fallback,
            "intervals": intervals,
            "conformal_windows": conformal_windows,
            "non_negative": non_negative,
            "transform": transform,
            "box_cox_lambda": box_cox_lambda,
            "bias_adjust": bias_adjust,
            "seed": seed,
            "n_jobs": n_jobs,
            "timeout_ms": timeout_ms,
        }
        self._fit(frame, options, cancel, progress)
        self._form = form.only(id_col, time_col)
        self._columns, self._zone = (id_col, time_col, target_col), form.zones.get(time_col)
        return self

    def _read(self, data: Any) -> tuple[_core.Frame, Form]:
        """Reads more data in the zone of the fit."""
        self._model()
        id_col, time_col, target_col = self._columns
        return _frames.read(data, target_col, self._zone, (id_col, time_col))

    def forecast(
        self,
        h: int = 1,
        level: float | Sequence[float] | None = None,
        *,
        future: Any = None,
        components: bool = False,
        output: str | None = None,
        n_jobs: int | None = None,
        timeout_ms: int | None = None,
        cancel: _core.CancelToken | None = None,
        progress: Progress = None,
    ) -> Any:
        """Forecasts ``h`` steps ahead, with an interval for each level in per cent.

        Returns a frame of the kind that was fitted (``output`` names another: ``"numpy"`` for a dict of arrays,
        ``"pandas"``, ``"polars"``, ``"pyarrow"``): id, time, the forecast, and ``-lo-95``, ``-hi-95`` for level 95.
        ``future`` holds the future values of the regressors that the model was fitted with. With ``components`` there
        is a column for each part of the forecast as well, such as ``AutoETS-trend``; they sum to it.
        """
        wanted = levels(level)
        args = {"h": h, "level": wanted, "components": components, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
        data = None if future is None else self._read(future)[0]
        light = isinstance(h, int) and h * self._series() * (1 + 2 * len(wanted)) < 20_000
        frame = self._call("forecast", args, data, light=light, cancel=cancel, progress=progress)
        return self._write(frame, output=output)

    def simulate(
        self,
        h: int = 1,
        paths: int = 100,
        *,
        future: Any = None,
        output: str | None = None,
        seed: int | None = None,
        n_jobs: int | None = None,
        timeout_ms: int | None = None,
        cancel: _core.CancelToken | None = None,
        progress: Progress = None,
    ) -> Any:
        """Paths that each series may take ``h`` steps ahead: one-step forecasts, each with an error of the past drawn
        at random and added.

        Returns id, time, ``path`` from 0, value; path after path of each series. The other arguments are those of
        ``forecast`` and ``fit``.
        """
        args = {"h": h, "paths": paths, "seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
        data = None if future is None else self._read(future)[0]
        frame = self._call("simulate", args, data, light=False, cancel=cancel, progress=progress)
        return self._write(frame, output=output)

    def _series(self) -> int:
        """How many series there are; asked of the model once."""
        model = self._model()
        known = self.__dict__.get("_counted")
        if known is None or known[0] is not model:
            facts = json.loads(model.describe())["card"]["facts"]
            known = self._counted = (model, int(facts.get("series", 1)))
        return known[1]

    def fitted(self, *, output: str | None = None) -> Any:
        """The one-step forecasts of the observations that the model was fitted to: id, time, value, forecast."""
        return self._write(self._call("fitted"), output=output)

    def residuals(self, *, output: str | None = None) -> Any:
        """Observation less fitted value: id, time, ``residual``."""
        return self._write(self._call("residuals"), output=output)

    def failures(self, *, output: str | None = None) -> Any:
        """The series that the component could not be fitted to: id, ``code``, ``message``, ``fallback``.

        ``fallback`` is what stands in, or missing where a series is left out.
        """
        return self._write(self._call("failures"), output=output)

    def update(
        self,
        data: Any,
        *,
        output: str | None = None,
        seed: int | None = None,
        n_jobs: int | None = None,
        timeout_ms: int | None = None,
        cancel: _core.CancelToken | None = None,
        progress: Progress = None,
    ) -> Any:
        """Learns from the observations that follow the last, without fitting again, and returns what was expected of
        them, one step ahead: id, time, value, forecast. The model is unchanged if the data is refused or the work is
        stopped. ``seed``, ``n_jobs`` and ``timeout_ms`` are those of ``fit``."""
        frame, form = self._read(data)
        options = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
        return self._write(self._update(frame, options, cancel, progress), form.only(*self._columns[:2]), output)

    def plot(
        self,
        h: int = 12,
        level: float | Sequence[float] = 95,
        *,
        ids: Sequence[Any] | None = None,
        max_ids: int = 4,
        future: Any = None,
        backend: str = "matplotlib",
    ) -> Any:
        """Draws the observations, the forecasts and their intervals, one panel a series.

        ``ids`` names the series; the first ``max_ids`` otherwise. ``backend`` is ``"matplotlib"`` or ``"plotly"``,
        imported here; the figure is returned.
        """
        from . import _plot

        return _plot.forecasts(self, h, levels(level), ids, max_ids, future, backend)

    def _adopt(self, about: dict[str, Any], form: Form) -> None:
        super()._adopt(about, form)
        names = [field[0] for field in about["fields"]]
        self._columns, self._zone = (names[0], names[1], names[2]), about["zone"]
