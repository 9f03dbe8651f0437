"""The steps of time that statsforecast takes from pandas and polars, in Kingpost's names."""

from __future__ import annotations

import re
from typing import Any

from .._errors import InvalidParams, Unsupported
from . import _panel

#: Names that pandas has given up.
_OLD = {"M": "ME", "Q": "QE", "Y": "YE", "A": "YE", "AS": "YS", "H": "h", "T": "min", "S": "s"}
#: Names that may have an anchor behind them; it is in the times already.
_ANCHORED = ("QS", "QE", "YS", "YE")
#: All others, those of polars among them.
_PLAIN = ("", "s", "min", "m", "h", "D", "d", "B", "W", "w", "MS", "ME", "mo", "q", "y")


def _parts(freq: Any) -> tuple[str, str, str]:
    """Count, name and anchor."""
    text = str(getattr(freq, "freqstr", freq))
    found = re.fullmatch(r"(\d*)([A-Za-z]*)(-[A-Z]{3})?", text)
    count, name, anchor = found.groups("") if found else ("", text, "")
    name = _OLD.get(name, name)
    anchored = name in _ANCHORED or (name == "W" and anchor)
    if not text or name not in (*_PLAIN, *_ANCHORED) or (anchor and not anchored):
        raise Unsupported(
            f"freq is {text!r}; Kingpost steps by s, min, h, D, B, W, MS, ME, QS, QE, YS and YE, several of them, and "
            "quarters and years of any first month. For other steps number the rows of each series, give freq=1, and "
            "put the times to the forecasts",
            {"param": "freq"},
        )
    return count, name, anchor


def step(freq: Any) -> str:
    """Kingpost's name of a step: that of pandas, old or new, or of polars; an offset of pandas; or a whole number."""
    count, name, anchor = _parts(freq)
    return count + name + (anchor if name == "W" else "")


def check(freq: Any, frame: Any, id_col: str, time_col: str) -> None:
    """Refuses the times of a sorted frame of pandas that are not on the step: statsforecast would forecast times that
    are closer to the last than the step, Kingpost goes on from the last."""
    count, name, anchor = _parts(freq)
    if _panel.kind(frame) == "polars" or name in ("", "s", "min", "m", "h", "D", "d") or not len(frame):
        return
    import pandas

    if not pandas.api.types.is_datetime64_any_dtype(frame[time_col].dtype):
        return
    offset = pandas.tseries.frequencies.to_offset(name + anchor)
    borders = _panel.starts(frame, id_col)
    off = next((time for time in frame[time_col].iloc[borders[1:] - 1].unique() if not offset.is_on_offset(time)), None)
    if off is None:
        return
    try:
        fits = pandas.infer_freq(frame[time_col].iloc[borders[0] : borders[1]])
    except ValueError:
        fits = None
    hint = f"the times step by {fits!r}: give that" if fits else "give the step of the times, or move them"
    raise InvalidParams(
        f"freq is {count + name + anchor!r}, and {pandas.Timestamp(off)} is not one of its times; {hint}",
        {"param": "freq"},
    )
