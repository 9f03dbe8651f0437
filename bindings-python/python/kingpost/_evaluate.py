"""Metrics and the backtest."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from . import _core, _frames
from ._base import Progress, given, shown, to_json
from ._errors import InvalidType
from ._forecast import Forecaster, levels
from ._models import component


def metrics() -> list[dict[str, Any]]:
    """Every metric: ``id``, ``doc``, ``greater_is_better``, and the ``columns`` that it reads."""
    return json.loads(_core.metrics_json())


def metric(id: str, data: Any, **args: Any) -> float:
    """Computes the metric of an id from the columns of a frame, such as ``metric("smape", {"y": y, "y_hat": f})``.

    ``metrics()`` says which columns a metric reads; ``args`` are its arguments.
    """
    return _core.metric(id, _frames.read(data)[0], to_json(args))


def backtest(
    model: Forecaster | str,
    data: Any,
    h: int = 1,
    n_windows: int = 1,
    *,
    step_size: int | None = None,
    input_size: int | None = None,
    level: float | Sequence[float] | None = None,
    refit: bool | int = True,
    fitted: bool = False,
    failures: bool = False,
    fail_fast: bool = False,
    fallback: bool = True,
    id_col: str = "unique_id",
    time_col: str = "ds",
    target_col: str = "y",
    freq: str | int | None = None,
    missing: str = "keep",
    alias: str | None = None,
    intervals: str = "model",
    conformal_windows: int = 12,
    non_negative: bool = False,
    transform: str = "none",
    box_cox_lambda: float | None = None,
    bias_adjust: bool = False,
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    """Forecasts a panel ``h`` steps ahead from ``n_windows`` earlier origins, each ``step_size`` steps (``h`` when
    absent) after the one before, with the parameters of ``model``: a forecaster, which need not be fitted and is left
    as it is, or its id.

    Only the last ``input_size`` observations before an origin are fitted where it is given. With ``refit=False`` the
    first origin is fitted and the others are reached by ``update``; with ``refit=3`` every third is fitted. What says
    how a fit reads its data and is made, from ``fallback`` to ``bias_adjust``, is as in ``Forecaster.fit``. Returns a
    frame of the kind of ``data``: id, time, ``cutoff`` (the origin's last time), value, forecast, intervals; with
    ``fitted=True`` in place of these the one-step forecasts of what each origin's model has learnt from.

    A series that is too short, or that cannot be read, fitted or forecast at one of the origins, is left out.
    ``failures=True`` returns those in place of the forecasts, with ``code`` and ``message``; with ``fail_fast=True``
    the first of them is an error.
    """
    model = component(model) if isinstance(model, str) else model
    if not isinstance(model, Forecaster):
        raise InvalidType(f"model is {model!r}; must be a forecaster, such as kingpost.AutoETS(season_length=12)")
    frame, form = _frames.read(data, target_col, _frames.zones_for(freq), (id_col, time_col))
    options = {
        "h": h,
        "n_windows": n_windows,
        "step_size": step_size,
        "input_size": input_size,
        "level": levels(level),
        "refit": refit,
        "fitted": fitted,
        "failures": failures,
        "fail_fast": fail_fast,
        "fallback": fallback,
        "id_col": id_col,
        "time_col": time_col,
        "target_col": target_col,
        "freq": None if freq is None else str(freq),
        "missing": missing,
        "alias": alias,
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
    with shown(progress, "backtest") as show:
        result = _core.backtest(model._id, model._core_params(), frame, given(options), cancel=cancel, progress=show)
    if time_col in form.types and not failures:
        form.types["cutoff"] = form.types[time_col]
    return _frames.write(result, _frames.same_form(form.only(id_col, time_col, "cutoff"), output))
