"""What statsforecast keeps in ``statsforecast.utils``."""

from __future__ import annotations

from dataclasses import dataclass

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
