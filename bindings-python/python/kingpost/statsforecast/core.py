"""The class ``StatsForecast``."""

from __future__ import annotations

import pickle
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .. import _frames, _functions
from .._errors import InvalidParams, KingpostError, NotFitted
from .._evaluate import backtest
from .._forecast import Forecaster
from .._models import get
from .models import Model, aliases
from .utils import ConformalIntervals

#: Names of steps that pandas has given up.
_LEGACY = {"M": "ME", "Q": "QE", "Y": "YE", "A": "YE", "AS": "YS", "H": "h", "T": "min", "S": "s"}


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
        text = str(getattr(freq, "freqstr", freq))
        self._freq = _LEGACY.get(text, text)

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
        self._data = _sorted(df, id_col, time_col)
        self._models = [self._fit(model, name, prediction_intervals) for model, name in zip(self.models, self._names)]
        return self

    def predict(self, h: int, X_df: Any = None, level: Sequence[float] | None = None) -> Any:
        """Forecasts with the models of ``fit``."""
        if not hasattr(self, "_models"):
            raise NotFitted("this StatsForecast is not fitted; call fit first")
        id_col, time_col, _ = self._columns
        future = None if X_df is None else _sorted(X_df, id_col, time_col)
        return _beside([self._forecast(model, h, future, level) for model in self._models], (id_col, time_col))

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
        self._fitted = fitted
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
        if not getattr(self, "_fitted", False):
            raise NotFitted("call forecast with fitted=True first")
        return _beside([main.fitted() for main, _ in self._models], self._columns)

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
        data = _sorted(df, id_col, time_col)

        def run(fitted: bool) -> Any:
            frames = [
                backtest(
                    model.component(),
                    data if model.takes_regressors() else _without_regressors(data, columns, model),
                    h,
                    n_windows,
                    step_size=step_size,
                    input_size=input_size,
                    level=level,
                    refit=refit or False,
                    fitted=fitted,
                    fail_fast=True,
                    id_col=id_col,
                    time_col=time_col,
                    target_col=target_col,
                    freq=self._freq,
                    alias=name,
                    n_jobs=self.n_jobs,
                    progress=self.verbose,
                    **_options(model, prediction_intervals),
                )
                for model, name in zip(self.models, self._names)
            ]
            return _beside(frames, (id_col, time_col, "cutoff", target_col))

        self._cv_fitted = run(True) if fitted else None
        whole = run(False)
        # Kingpost goes window by window; here it is series by series.
        rows = np.arange(len(whole)).reshape(n_windows, -1, h).transpose(1, 0, 2).reshape(-1)
        return _taken(whole, rows)

    def cross_validation_fitted_values(self) -> Any:
        """The one-step forecasts of ``cross_validation(..., fitted=True)``."""
        if getattr(self, "_cv_fitted", None) is None:
            raise NotFitted("call cross_validation with fitted=True first")
        return self._cv_fitted

    def plot(
        self,
        df: Any,
        forecasts_df: Any = None,
        unique_ids: Sequence[str] | None = None,
        max_ids: int = 8,
        max_insample_length: int | None = None,
        id_col: str = "unique_id",
        time_col: str = "ds",
        target_col: str = "y",
        **_: Any,
    ) -> str:
        """Draws series and forecasts as SVG, which notebooks show."""
        return _functions.plot(
            df,
            forecasts_df,
            ids=[str(one) for one in unique_ids or ()],
            max_ids=max_ids,
            tail=max_insample_length,
            id_col=id_col,
            time_col=time_col,
            target_col=target_col,
        )

    def save(self, path: str | Path) -> None:
        """Writes everything, the fitted models among it, to a file."""
        Path(path).write_bytes(pickle.dumps(self))

    @staticmethod
    def load(path: str | Path) -> StatsForecast:
        """Reads what ``save`` wrote; only from where you trust: it is a pickle."""
        return pickle.loads(Path(path).read_bytes())

    def __repr__(self) -> str:
        return f"StatsForecast(models=[{','.join(self._names)}])"

    def _fit(
        self, model: Model, name: str, intervals: ConformalIntervals | None
    ) -> tuple[Forecaster, Forecaster | None]:
        """The fitted component, and the fallback fitted to the series that it failed on."""
        id_col, time_col, target_col = self._columns
        options: dict[str, Any] = dict(
            id_col=id_col, time_col=time_col, target_col=target_col, freq=self._freq, alias=name
        )
        options |= dict(n_jobs=self.n_jobs, progress=self.verbose) | _options(model, intervals)
        takes = model.takes_regressors()
        data = self._data if takes else _without_regressors(self._data, self._columns, model)
        try:
            main = model.component().fit(data, fail_fast=self.fallback_model is None, **options)
        except KingpostError:
            if self.fallback_model is None:
                raise
            return self.fallback_model.component().fit(_without_regressors(data, self._columns, None), **options), None
        failed = main.failures(output="numpy")[id_col]
        if not len(failed):
            return main, None
        rest = _without_regressors(_only(data, id_col, failed.tolist()), self._columns, None)
        return main, self.fallback_model.component().fit(rest, **options)

    def _forecast(
        self, fitted: tuple[Forecaster, Forecaster | None], h: int, future: Any, level: Sequence[float] | None
    ) -> Any:
        main, fallback = fitted
        takes = get(main._id)["takes_regressors"]
        answer = main.forecast(h, level, future=future if takes else None, n_jobs=self.n_jobs)
        if fallback is None:
            return answer
        return _sorted(_stacked(answer, fallback.forecast(h, level)), *self._columns[:2])


def _options(model: Model, intervals: ConformalIntervals | None) -> dict[str, Any]:
    """The options of each fit of a model."""
    options = model.options()
    if intervals is not None:
        options |= {"intervals": "conformal", "conformal_windows": intervals.n_windows}
    return options


def _kind(frame: Any) -> str:
    kind = _frames.kind_of(frame)
    if kind not in ("pandas", "polars"):
        raise InvalidParams(
            f"df is of type {type(frame).__name__}; must be a pandas or polars DataFrame", {"param": "df"}
        )
    return kind


def _sorted(frame: Any, id_col: str, time_col: str) -> Any:
    if _kind(frame) == "polars":
        return frame.sort(id_col, time_col)
    return frame.sort_values([id_col, time_col], kind="stable").reset_index(drop=True)


def _beside(frames: list[Any], index: tuple[str, ...]) -> Any:
    """The columns of all frames, which have the same rows; those of the index once."""
    first = frames[0]
    for other in frames[1:]:
        for name in other.columns:
            if name not in index:
                first = (
                    first.with_columns(other[name]) if _kind(first) == "polars" else first.assign(**{name: other[name]})
                )
    return first


def _stacked(above: Any, below: Any) -> Any:
    if _kind(above) == "polars":
        return above.vstack(below)
    import pandas

    return pandas.concat([above, below], ignore_index=True)


def _only(frame: Any, column: str, values: list[Any]) -> Any:
    """The rows that have one of these ids, which come as text."""
    if _kind(frame) == "polars":
        import polars

        return frame.filter(polars.col(column).cast(polars.String).is_in(values))
    return frame[frame[column].astype(str).isin(values)]


def _taken(frame: Any, rows: np.ndarray) -> Any:
    return frame[rows] if _kind(frame) == "polars" else frame.iloc[rows].reset_index(drop=True)


def _without_regressors(frame: Any, columns: tuple[str, ...], model: Model | None) -> Any:
    """The frame for a model that makes no use of regressors."""
    others = [name for name in frame.columns if name not in columns]
    if others and model is not None:
        warnings.warn(f"{model.alias} takes no regressors; {', '.join(others)} are not used", stacklevel=4)
    return frame[[name for name in frame.columns if name in columns]]
