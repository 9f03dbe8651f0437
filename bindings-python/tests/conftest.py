"""The tests run against the installed package, never against the source tree."""

from pathlib import Path

import numpy as np
import pytest

import kingpost

assert not Path(kingpost.__file__).is_relative_to(Path(__file__).parents[1]), "install the wheel first"


@pytest.fixture
def panel() -> dict[str, np.ndarray]:
    """Two monthly series in the long format."""
    months = np.arange("2020-01", "2022-01", dtype="M8[M]").astype("M8[ns]")
    y = np.concatenate([100 + np.tile([3.0, 1.0, 2.0, 4.0], 6), np.arange(24.0)])
    return {"unique_id": np.repeat(np.array(["a", "b"], object), 24), "ds": np.tile(months, 2), "y": y}


@pytest.fixture
def rows() -> np.ndarray:
    """Rows of which the last is far out."""
    rows = np.random.default_rng(0).normal(size=(200, 3))
    rows[-1] = 12.0
    return rows


@pytest.fixture
def conformance() -> Path:
    return Path(__file__).parents[2] / "core" / "conformance"
