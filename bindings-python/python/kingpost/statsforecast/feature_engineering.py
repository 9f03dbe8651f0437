"""What statsforecast keeps in ``statsforecast.feature_engineering``."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from .._errors import InvalidParams
from . import _panel
from .core import StatsForecast
from .models import MSTL

__all__ = ["mstl_decomposition"]


def mstl_decomposition(df: Any, model: MSTL, freq: str, h: int) -> tuple[Any, Any]:
    """Trend and seasons of each series, for models that take them as regressors: the frame with the columns ``trend``
    and ``seasonal`` (``seasonal7``, ``seasonal365`` of several), and the same columns ``h`` steps ahead."""
    if not isinstance(model, MSTL):
        raise InvalidParams(f"model is {model!r}; must be an MSTL", {"param": "model"})
    sf = StatsForecast([model], freq).fit(df)
    future = sf.predict(h)
    fitted: Any = sf._fits[0].main
    parts = fitted.parts(output="numpy")["components"]
    lengths = sorted([model.season_length] if isinstance(model.season_length, int) else model.season_length)
    seasons = {f"seasonal{length}" if len(lengths) > 1 else "seasonal": length for length in lengths}
    places = [name for name in parts if name not in ("unique_id", "ds", "trend", "remainder")]
    borders = _panel.starts(parts, "unique_id")
    known = {"trend": parts["trend"]}
    ahead = {}
    for place, (name, length) in zip(places, seasons.items()):
        known[name] = parts[place]
        # The last season goes on.
        ends = [np.resize(parts[place][max(first, end - length) : end], h) for first, end in pairwise(borders)]
        ahead[name] = np.concatenate(ends)
    trend = np.asarray(future[model.alias]) - sum(ahead.values())
    data = _panel.prepared(df, "unique_id", "ds")
    return (
        _panel.with_columns(data, known),
        _panel.with_columns(future[["unique_id", "ds"]], {"trend": trend} | ahead),
    )
