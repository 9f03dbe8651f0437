"""Detectors over series."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from . import _core, _frames
from . import _numpy as np
from ._base import Component, Progress
from ._frames import Form

Self = TypeVar("Self", bound="SeriesDetector")


class SeriesDetector(Component):
    """Scores the observations of the series of a panel."""

    _family: ClassVar[str] = "series_detector"

    def fit(
        self: Self,
        data: Any,
        *,
        id_col: str = "unique_id",
        time_col: str = "ds",
        target_col: str = "y",
        freq: str | int | None = None,
        missing: str = "keep",
        fail_fast: bool = False,
        channels: str | None = None,
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
            a dict of arrays. An array or a list of numbers is one series. With ``channels`` columns beside id, time and
            target are values as well.
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
        fail_fast
            Stop at the first series that cannot be fitted, instead of listing it under ``failures``.
        channels
            How the scores of several columns become one: ``"largest"`` or ``"mean"``, each counted in deviations of its
            channel's scores; a panel with further columns is refused when absent.
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
        options = {
            "id_col": id_col,
            "time_col": time_col,
            "target_col": target_col,
            "freq": None if freq is None else str(freq),
            "missing": missing,
            "fail_fast": fail_fast,
            "channels": channels,
            "seed": seed,
            "n_jobs": n_jobs,
            "timeout_ms": timeout_ms,
        }
        frame, form = _frames.read(data, target_col, _frames.zones_for(freq), (id_col, time_col))
        self._fit(frame, options, cancel, progress)
        self._learn_columns(options, form)
        return self

    def fit_predict(
        self,
        data: Any,
        *,
        output: str | None = None,
        cancel: _core.CancelToken | None = None,
        progress: Progress = None,
        **options: Any,
    ) -> Any:
        """``fit(data, **options).predict(data)`` in less time: each series is scored once, the same to the bit."""
        names = {"id_col": "unique_id", "time_col": "ds", "target_col": "y"}
        options = names | options
        if options.get("freq") is not None:
            options["freq"] = str(options["freq"])
        index = (options["id_col"], options["time_col"])
        frame, form = _frames.read(data, options["target_col"], _frames.zones_for(options.get("freq")), index)
        answer = self._fit_answer(frame, options, cancel, progress)
        self._learn_columns(options, form)
        return self._write(answer, form.only(*self._columns[:2], rows=True), output)

    def _learn_columns(self, options: dict[str, Any], form: Form) -> None:
        self._columns = (options["id_col"], options["time_col"], options["target_col"])
        self._form, self._zone = form.only(*self._columns[:2]), form.zones.get(options["time_col"])

    def score(
        self,
        data: Any,
        *,
        n_jobs: int | None = None,
        timeout_ms: int | None = None,
        cancel: _core.CancelToken | None = None,
        progress: Progress = None,
    ) -> np.ndarray:
        """One score a row, in the order of the rows; higher is more anomalous. Rows of a series that could not be
        fitted get NaN."""
        args = {"n_jobs": n_jobs, "timeout_ms": timeout_ms}
        frame = self._call("score", args, self._rows(data)[0], cancel=cancel, progress=progress)
        return frame.take()[0][2]

    def predict(
        self,
        data: Any,
        *,
        output: str | None = None,
        n_jobs: int | None = None,
        timeout_ms: int | None = None,
        cancel: _core.CancelToken | None = None,
        progress: Progress = None,
    ) -> Any:
        """Id and time of each row, its ``score``, whether it is an ``anomaly``: above the threshold of its series, and
        the ``probability`` of a lower score, which is the share of such among those of the fit.

        Returns a frame of the kind of ``data`` (``output`` names another: ``"numpy"`` for a dict of arrays,
        ``"pandas"``, ``"polars"``, ``"pyarrow"``).
        """
        args = {"n_jobs": n_jobs, "timeout_ms": timeout_ms}
        frame, form = self._rows(data)
        answer = self._call("predict", args, frame, cancel=cancel, progress=progress)
        return self._write(answer, form.only(*self._columns[:2], rows=True), output)

    def explain(self, data: Any, *, output: str | None = None) -> Any:
        """How far the score of each channel is above the median of its scores in the fit, in deviations: (upper
        quartile less median) / 0.6745."""
        frame, form = self._rows(data)
        return self._write(self._call("explain", None, frame), form.only(*self._columns[:2], rows=True), output)

    def failures(self, *, output: str | None = None) -> Any:
        """The series that could not be fitted: id, ``code``, ``message``."""
        return self._write(self._call("failures"), output=output)

    def _rows(self, data: Any) -> tuple[_core.Frame, Form]:
        self._model()
        id_col, time_col, target_col = self._columns
        return _frames.read(data, target_col, self._zone, (id_col, time_col))

    def _adopt(self, about: dict[str, Any], form: Form) -> None:
        super()._adopt(about, form)
        names = [field[0] for field in about["fields"]]
        self._columns, self._zone = (names[0], names[1], names[2]), about["zone"]
