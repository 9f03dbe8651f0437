"""What statsforecast keeps in ``statsforecast.utils``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .._errors import InvalidParams


@dataclass(frozen=True)
class ConformalIntervals:
    """Prediction intervals calibrated on the end of the panel: from ``n_windows`` origins, one observation apart.

    ``h`` and ``method`` are there for statsforecast; Kingpost calibrates for each step ahead and over all series.
    """

    n_windows: int = 2
    h: int = 1
    method: str = "conformal_distribution"

    def __post_init__(self) -> None:
        if self.n_windows < 2:
            raise InvalidParams(f"n_windows is {self.n_windows}; must be at least 2", {"param": "n_windows"})


#: Passengers of international airlines, thousands a month, 1949 to 1960: Box and Jenkins, series G.
AirPassengers = np.array(
    """
    112 118 132 129 121 135 148 148 136 119 104 118 115 126 141 135 125 149 170 170 158 133 114 140
    145 150 178 163 172 178 199 199 184 162 146 166 171 180 193 181 183 218 230 242 209 191 172 194
    196 196 236 235 229 243 264 272 237 211 180 201 204 188 235 227 234 264 302 293 259 229 203 229
    242 233 267 269 270 315 364 347 312 274 237 278 284 277 317 313 318 374 413 405 355 306 271 306
    315 301 356 348 355 422 465 467 404 347 305 336 340 318 362 348 363 435 491 505 404 359 310 337
    360 342 406 396 420 472 548 559 463 407 362 405 417 391 419 461 472 535 622 606 508 461 390 432
    """.split(),  # noqa: SIM905
    float,
)


def __getattr__(name: str) -> Any:
    if name != "AirPassengersDF":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import pandas

    ds = pandas.date_range("1949-01-01", periods=len(AirPassengers), freq=pandas.offsets.MonthEnd())
    return pandas.DataFrame({"unique_id": 1.0, "ds": ds, "y": AirPassengers})


def generate_series(
    n_series: int,
    freq: str = "D",
    min_length: int = 50,
    max_length: int = 500,
    n_static_features: int = 0,
    equal_ends: bool = False,
    engine: str = "pandas",
    seed: int = 0,
) -> Any:
    """Made-up series with a season and noise, the same as statsforecast's of the same seed; with static features the
    first one scales the values."""
    if engine not in ("pandas", "polars"):
        raise InvalidParams(f"engine is {engine!r}; must be pandas or polars", {"param": "engine"})
    import pandas

    step = pandas.tseries.frequencies.to_offset(freq)
    season = {"h": 24, "H": 24, "D": 7, "MS": 12, "ME": 12, "M": 12}.get(step.freqstr, 1)
    random = np.random.RandomState(seed)
    lengths = random.randint(min_length, max_length + 1, n_series)
    total = int(lengths.sum())
    times = pandas.date_range("2000-01-01", periods=max_length, freq=step).to_numpy()
    spans = [times[-length:] if equal_ends else times[:length] for length in lengths]
    columns = {"unique_id": np.repeat(np.arange(n_series), lengths), "ds": np.concatenate(spans)}
    columns["y"] = np.arange(total) % season + 0.5 * random.rand(total)
    for place in range(n_static_features):
        columns[f"static_{place}"] = np.repeat(random.randint(0, 100, n_series), lengths)
        if place == 0:
            columns["y"] = columns["y"] * (1 + columns["static_0"])
    labels = [name for name in columns if name not in ("ds", "y")]
    if engine == "pandas":
        frame = pandas.DataFrame(columns).astype(dict.fromkeys(labels, "category"))
        return frame.assign(unique_id=frame["unique_id"].cat.as_ordered())
    import polars

    frame = polars.DataFrame(columns)
    return frame.with_columns(polars.col(labels).cast(polars.String).cast(polars.Categorical))
