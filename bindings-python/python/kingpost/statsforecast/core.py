"""The class ``StatsForecast``."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .._errors import InvalidData, InvalidParams, NotFitted, Unsupported
from . import _draw, _panel, _steps
from ._fit import Fit
from ._model import Model
from ._windows import Windows
from .models import aliases
from .utils import ConformalIntervals


class StatsForecast:
    """Fits several models to every series of a panel; see statsforecast for the arguments."""

    def __init__(
        self,
        models: list[Model],
        freq: str | int,
        n_jobs: int = 1,
        fallback_model: Model | None = None,
        verbose: bool = False,
    ) -> None:
        self.models = models
        self.freq = freq
        self.n_jobs = n_jobs
        self.fallback_model = fallback_model
        self.verbose = verbose
        self._names = aliases(models)
        self._freq = _steps.step(freq)

    def fit(
        self,
        df: Any,
        prediction_intervals: ConformalIntervals | None = None,
        id_col: str = "unique_id",
        time_col: str = "ds",
        target_col: str = "y",
    ) -> StatsForecast:
        """Fits every model; ``predict`` then forecasts."""
        self._columns = (id_col, time_col, target_col)
        data = self._read(df, self._columns)
        self._fits = [
            self._fit(model, name, data, self._columns, prediction_intervals)
            for model, name in zip(self.models, self._names)
        ]
        self._ids = _panel.ids(data, id_col)
        self._regressors = [name for name in data.columns if name not in self._columns]
        self._of_fitted: tuple[Sequence[float] | None] | None = None
        return self

    def predict(self, h: int, X_df: Any = None, level: Sequence[float] | None = None) -> Any:
        """Forecasts with the models of ``fit``."""
        keys = self._fitted()[:2]
        future = self._future(X_df)
        return _panel.beside([fit.forecast(h, future, level) for fit in self._fits], keys)

    def forecast(
        self,
        h: int,
        df: Any,
        X_df: Any = None,
        level: Sequence[float] | None = None,
        fitted: bool = False,
        prediction_intervals: ConformalIntervals | None = None,
        id_col: str = "unique_id",
        time_col: str = "ds",
        target_col: str = "y",
    ) -> Any:
        """Fits and forecasts at once; with ``fitted``, ``forecast_fitted_values`` has the one-step forecasts."""
        answer = self.fit(df, prediction_intervals, id_col, time_col, target_col).predict(h, X_df, level)
        self._of_fitted = (level,) if fitted else None
        return answer

    def fit_predict(
        self,
        h: int,
        df: Any,
        X_df: Any = None,
        level: Sequence[float] | None = None,
        prediction_intervals: ConformalIntervals | None = None,
        id_col: str = "unique_id",
        time_col: str = "ds",
        target_col: str = "y",
    ) -> Any:
        """Fits and forecasts at once."""
        return self.fit(df, prediction_intervals, id_col, time_col, target_col).predict(h, X_df, level)

    def forecast_fitted_values(self) -> Any:
        """The one-step forecasts of ``forecast(..., fitted=True)``."""
        asked = getattr(self, "_of_fitted", None)
        if asked is None:
            raise NotFitted("call forecast with fitted=True first")
        frames = [fit.fitted(*asked) for fit in self._fits]
        return _panel.beside(frames, self._columns[:2], self._columns[2:])

    @property
    def uids(self) -> Any:
        """The ids of the series, in order."""
        self._fitted()
        return self._ids

    @property
    def fitted_(self) -> np.ndarray:
        """A model of ``fit`` for each series (the rows) and model (the columns)."""
        self._fitted()
        found = np.empty((len(self._ids), len(self._fits)), object)
        for row, id in enumerate(self._ids):
            for column, fit in enumerate(self._fits):
                found[row, column] = fit.of_series(id)
        return found

    def simulate(
        self,
        h: int,
        df: Any,
        X_df: Any = None,
        n_paths: int = 1,
        id_col: str = "unique_id",
        time_col: str = "ds",
        target_col: str = "y",
        seed: int | None = None,
        error_distribution: str = "normal",
        error_params: dict[str, Any] | None = None,
    ) -> Any:
        """Fits, and draws ``n_paths`` paths of each series: their errors are those of the past, drawn at random, for
        ``error_distribution`` ``"normal"`` as well as for ``"bootstrap"``."""
        if error_distribution not in ("normal", "bootstrap") or error_params:
            raise Unsupported(
                f"error_distribution is {error_distribution!r}; errors are drawn from the past ones, for 'normal' and "
                "'bootstrap', without error_params",
                {"param": "error_distribution"},
            )
        self.fit(df, None, id_col, time_col, target_col)
        future = self._future(X_df)
        frames = [fit.simulate(h, n_paths, future, seed) for fit in self._fits]
        return _panel.renamed(_panel.beside(frames, (id_col, time_col, "path")), {"path": "sample_id"})

    def cross_validation(
        self,
        h: int,
        df: Any,
        n_windows: int = 1,
        step_size: int = 1,
        test_size: int | None = None,
        input_size: int | None = None,
        level: Sequence[float] | None = None,
        fitted: bool = False,
        refit: bool | int = True,
        prediction_intervals: ConformalIntervals | None = None,
        id_col: str = "unique_id",
        time_col: str = "ds",
        target_col: str = "y",
    ) -> Any:
        """Forecasts from ``n_windows`` origins, ``step_size`` apart, and puts the observations beside. With ``fitted``,
        which takes as long again, ``cross_validation_fitted_values`` has the one-step forecasts of each fit."""
        if test_size is not None:
            if (test_size - h) % step_size:
                message = f"test_size - h is {test_size - h}; must be a multiple of step_size, {step_size}"
                raise InvalidParams(message, {"param": "test_size"})
            n_windows = (test_size - h) // step_size + 1
        columns = (id_col, time_col, target_col)
        windows = Windows(
            columns,
            self._freq,
            self.fallback_model,
            prediction_intervals,
            self._how(),
            h,
            n_windows,
            step_size,
            input_size,
            refit,
        )
        data = self._read(df, columns)
        windows.check(data)

        def run(fitted: bool) -> Any:
            frames = [windows.run(model, name, data, level, fitted) for model, name in zip(self.models, self._names)]
            return _panel.beside(frames, (id_col, time_col, "cutoff"), (target_col,))

        self._cv_fitted = run(True) if fitted else None
        return _panel.by(run(False), id_col, "cutoff", time_col)

    def cross_validation_fitted_values(self) -> Any:
        """The one-step forecasts of ``cross_validation(..., fitted=True)``."""
        if getattr(self, "_cv_fitted", None) is None:
            raise NotFitted("call cross_validation with fitted=True first")
        return self._cv_fitted

    @staticmethod
    def plot(
        df: Any,
        forecasts_df: Any = None,
        unique_ids: Sequence[Any] | None = None,
        plot_random: bool = True,
        models: Sequence[str] | None = None,
        level: Sequence[float] | None = None,
        max_insample_length: int | None = None,
        plot_anomalies: bool = False,
        engine: str = "matplotlib",
        id_col: str = "unique_id",
        time_col: str = "ds",
        target_col: str = "y",
        resampler_kwargs: dict[str, Any] | None = None,
        max_ids: int = 8,
    ) -> Any:
        """Draws series and forecasts with matplotlib, or as SVG, which notebooks show, where it is not installed.

        Without ``unique_ids`` the first ``max_ids`` series are drawn. Other engines, and marks of anomalies, are not
        there.
        """
        if engine != "matplotlib" or plot_anomalies or resampler_kwargs:
            what = "plot_anomalies is True" if plot_anomalies else f"engine is {engine!r}"
            raise Unsupported(f"{what}; plot draws with matplotlib, without marks", {"param": "engine"})
        columns = (id_col, time_col, target_col)
        return _draw.draw(df, forecasts_df, columns, unique_ids, models, level, max_insample_length, max_ids)

    def save(self, path: str | Path) -> None:
        """Writes everything, the fitted models among it, to a file."""
        Path(path).write_bytes(pickle.dumps(self))

    @staticmethod
    def load(path: str | Path) -> StatsForecast:
        """Reads what ``save`` wrote; only from where you trust: it is a pickle."""
        return pickle.loads(Path(path).read_bytes())

    def __repr__(self) -> str:
        return f"StatsForecast(models=[{','.join(self._names)}])"

    def _fitted(self) -> tuple[str, str, str]:
        """The names of the columns of ``fit``."""
        if not hasattr(self, "_fits"):
            raise NotFitted("this StatsForecast is not fitted; call fit first")
        return self._columns

    def _future(self, X_df: Any) -> Any:
        """The regressors of ``fit`` in a frame of future times, by their names."""
        if X_df is None:
            return None
        columns = (*self._columns[:2], *self._regressors)
        if others := [name for name in X_df.columns if name not in (*columns, self._columns[2])]:
            raise InvalidData(f"X_df has the columns {', '.join(others)}, which the df of the fit has not")
        return _panel.prepared(X_df, *columns)[list(columns)]

    def _read(self, df: Any, columns: tuple[str, str, str]) -> Any:
        data = _panel.prepared(df, *columns)
        _steps.check(self.freq, data, *columns[:2])
        return data

    def _fit(
        self, model: Model, name: str, data: Any, columns: tuple[str, str, str], intervals: ConformalIntervals | None
    ) -> Fit:
        return Fit(model, name, data, columns, self._freq, intervals, self.fallback_model, self._how())

    def _how(self) -> dict[str, Any]:
        """How to run."""
        return {"n_jobs": self.n_jobs, "progress": self.verbose}
