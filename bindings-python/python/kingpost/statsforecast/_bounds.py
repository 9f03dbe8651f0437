"""Bounds as statsforecast has them: in which order, and those of fitted values."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import NormalDist
from typing import Any

import numpy as np

from . import _panel

_THETA = ("AutoTheta", "Theta", "OptimizedTheta", "DynamicTheta", "DynamicOptimizedTheta")
#: Whose bounds are quantiles of the last errors.
_POOL = "ConformalSeasonalPool"
_CONSTANT = ("ConstantModel", "ZeroModel", "NaNModel")
_OUTWARDS = ("AutoTBATS", "TBATS", "HistoricAverage", "Naive", "RandomWalkWithDrift", "SeasonalNaive")
#: Models whose errors are not those of the values.
_WITHOUT = ("AutoTBATS", "TBATS", "UCM")


def order(name: str, level: Sequence[float], conformal: bool = False) -> list[tuple[str, float]]:
    """Side and level of each bound, as the model of a name has them in its answer."""
    if name in _THETA:
        return [(side, one) for one in level for side in ("lo", "hi")]
    levels = sorted(level)
    if name in (*_CONSTANT, "UCM"):
        return [(side, one) for one in levels for side in ("lo", "hi")]
    low = levels if name in _OUTWARDS and not conformal else levels[::-1]
    return [("lo", one) for one in low] + [("hi", one) for one in levels]


def of_fitted(
    name: str,
    parts: dict[str, Any],
    season: int,
    frame: Any,
    columns: tuple[str, str, str],
    alias: str,
    level: Sequence[float],
) -> dict[str, np.ndarray]:
    """The bounds of fitted values: a normal quantile times the standard deviation of the errors to both sides, or for
    pools of a season the quantiles of the last errors.

    ``parts`` has a row a series; ``season`` is the model's; ``columns`` are those of id, time and value.
    """
    if name in _WITHOUT:
        return {}
    levels = sorted(level)
    pairs = [(side, one) for one in levels for side in ("lo", "hi")]
    if name not in (*_CONSTANT, _POOL):
        pairs = [("lo", one) for one in levels[::-1]] + [("hi", one) for one in levels]
    fitted = np.asarray(frame[alias], float)
    errors = np.asarray(frame[columns[2]], float) - fitted
    borders = _panel.starts(frame, columns[0])
    if name == _POOL:
        ends = zip(parts["calib_frac"], pairwise(borders))
        last = [errors[max(start + season, end - int(share * (end - start))) : end] for share, (start, end) in ends]

        def off(side: str, one: float) -> np.ndarray:
            return np.repeat([_quantile(run, side, one) for run in last], np.diff(borders))
    else:
        spread = np.repeat(_spreads(name, parts, season, errors, borders), np.diff(borders))

        def off(side: str, one: float) -> np.ndarray:
            return NormalDist().inv_cdf(0.5 + (one if side == "hi" else -one) / 200) * spread

    return {f"{alias}-{side}-{one}": fitted + off(side, one) for side, one in pairs}


def _quantile(errors: np.ndarray, side: str, level: float) -> float:
    """The bound of so few errors: of the rank that holds as often as the level says."""
    if not len(errors):
        return math.nan
    share, count = 0.5 + (level if side == "hi" else -level) / 200, len(errors)
    rank = math.floor((count + 1) * share) if share < 0.5 else math.ceil((count + 1) * share)
    return float(np.quantile(errors, min(1.0, rank / count)))


def _spreads(name: str, parts: dict[str, Any], season: int, errors: np.ndarray, borders: np.ndarray) -> np.ndarray:
    """The standard deviation of the errors of each series, with the degrees of freedom that statsforecast counts."""
    sizes = np.diff(borders).astype(float)
    runs = [errors[first:end] for first, end in pairwise(borders)]
    if name in _CONSTANT:
        return np.zeros(len(runs))
    if name in _THETA:
        return np.array([np.std(run[3:], ddof=1) if len(run) > 4 else np.nan for run in runs])
    if name in ("AutoARIMA", "ARIMA", "AutoRegressive"):
        return np.sqrt(parts["sigma2"])
    free = sizes
    if name in ("AutoETS", "Holt", "HoltWinters"):
        # The variance counts as one.
        free = sizes - parts["parameters"] - 1
    elif name in ("Naive", "RandomWalkWithDrift", "HistoricAverage", "GARCH", "ARCH"):
        free = sizes - 1
    elif name == "SeasonalNaive":
        free = sizes - season
    squares = np.array([np.nansum(run**2) for run in runs])
    found = np.sqrt(np.divide(squares, free, out=np.zeros_like(squares), where=free > 0))
    return found * np.sqrt(1 + 1 / sizes) if name == "HistoricAverage" else found
