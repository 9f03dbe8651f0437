"""An adapter for sktime, which has to be installed: any forecaster of Kingpost as a forecaster of sktime's."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from sktime.forecasting.base import BaseForecaster, ForecastingHorizon

from . import _components
from ._errors import InvalidData, InvalidParams, Unsupported
from ._forecast import Forecaster
from ._models import get
from .statsforecast import _steps

#: Components that work with missing values.
_TAKES_MISSING = {"Additive", "Auto", "Structural"}
#: Components that may go from step to step, so that regressors of one step are in the forecasts of those behind it.
_STEP_BY_STEP = {"Auto", "Combination", "LinearLags"}
#: Steps of periods, which are counted from their first moments.
_STARTS = {"ME": "MS", "QE": "QS", "YE": "YS"}


def _takes_regressors(component: str) -> bool:
    kind = getattr(_components, component, None)
    return kind is not None and get(kind._id)["takes_regressors"]


def _step(index: pd.Index) -> str | None:
    """The step of an index of times, if it is one of Kingpost's."""
    if not isinstance(index, (pd.DatetimeIndex, pd.PeriodIndex)):
        return None
    freq = index.freqstr or (pd.infer_freq(index) if len(index) > 2 else None)
    try:
        step = _steps.step(freq) if freq else None
    except Unsupported:
        return None
    if isinstance(index, pd.PeriodIndex) and step:
        return next((step.replace(end, start) for end, start in _STARTS.items() if step.endswith(end)), step)
    return step


class KingpostForecaster(BaseForecaster):
    """A forecaster of Kingpost by the name of its class.

    In-sample predictions are the one-step forecasts of the fit. ``update`` moves the fitted states on, with
    ``update_params=True`` it fits again. ``X`` of ``predict`` is read by the horizon's index.

    Parameters
    ----------
    component : str
        The class, such as ``"AutoETS"``.
    params : dict, optional
        Its parameters, such as ``{"season_length": 12}``.
    fit_params : dict, optional
        Options of its ``fit``, such as ``{"intervals": "conformal"}``.

    Examples
    --------
    >>> from sktime.datasets import load_airline
    >>> from kingpost.sktime import KingpostForecaster
    >>> forecaster = KingpostForecaster("AutoETS", {"season_length": 12})
    >>> forecaster.fit(load_airline())
    KingpostForecaster(...)
    >>> forecast = forecaster.predict(fh=[1, 2, 3])
    """

    _tags = {  # noqa: RUF012
        "authors": ["kingpost"],
        "python_dependencies": ["kingpost"],
        "scitype:y": "univariate",
        "y_inner_mtype": "pd.Series",
        "X_inner_mtype": "pd.DataFrame",
        "requires-fh-in-fit": False,
        "capability:exogenous": True,
        "capability:insample": True,
        "capability:pred_int": True,
        "capability:pred_int:insample": False,
        "capability:missing_values": False,
        "capability:random_state": False,
        "capability:update": True,
    }

    def __init__(
        self,
        component: str = "AutoETS",
        params: dict[str, Any] | None = None,
        fit_params: dict[str, Any] | None = None,
    ) -> None:
        self.component = component
        self.params = params
        self.fit_params = fit_params
        super().__init__()
        self.set_tags(
            **{
                "capability:exogenous": _takes_regressors(component),
                "capability:missing_values": component in _TAKES_MISSING,
            }
        )

    def _fit(self, y: pd.Series, X: pd.DataFrame | None = None, fh: Any = None) -> KingpostForecaster:
        kind = getattr(_components, self.component, None)
        if not (isinstance(kind, type) and issubclass(kind, Forecaster)):
            raise InvalidParams(f"component is {self.component!r}; must be the class of a forecaster of Kingpost")
        self._length = len(y)
        self._name = y.name
        self._freq = _step(y.index)
        # A forecast of sktime's has no place to say that another forecaster stands in.
        options: dict[str, Any] = {"freq": self._freq or 1, "fallback": False} | (self.fit_params or {})
        self._column = options.get("alias") or self.component
        self.model_ = kind(**(self.params or {})).fit(self._table(y, X, 0), **options)
        return self

    def _update(self, y: pd.Series, X: pd.DataFrame | None = None, update_params: bool = True) -> KingpostForecaster:
        # sktime keeps the data unless it is told not to.
        known = getattr(self, "_y", None)
        if update_params and known is not None:
            return self._fit(known, self._X)
        # Some of the rows may have been seen.
        seen = 0 if known is None else max(0, self._length - (len(known) - len(y)))
        new = y.iloc[seen:]
        if len(new):
            self.model_.update(self._table(new, None if X is None else X.loc[new.index], self._length))
            self._length += len(new)
        return self

    def _predict(self, fh: Any, X: pd.DataFrame | None = None) -> pd.Series:
        steps = np.asarray(fh.to_relative(self.cutoff)).astype(int)
        name = self._column
        values = np.full(len(steps), np.nan)
        if (past := steps <= 0).any():
            fitted = self.model_.fitted()[name]
            places = self._length - 1 + steps[past]
            values[past] = np.where(places >= 0, fitted[np.maximum(places, 0)], np.nan)
        if (ahead := steps > 0).any():
            values[ahead] = self._forecast(steps, X)[name][steps[ahead] - 1]
        return pd.Series(values, index=fh.to_absolute_index(self.cutoff), name=self._name)

    def _predict_interval(self, fh: Any, X: pd.DataFrame | None, coverage: list[float]) -> pd.DataFrame:
        steps = np.asarray(fh.to_relative(self.cutoff)).astype(int)
        name, variable = self._column, self._get_varnames()[0]
        levels = [round(100 * share, 10) for share in coverage]
        forecast = self._forecast(steps, X, [level for level in levels if level])
        # An interval that holds nothing is at the median, the forecast.
        columns = {
            (variable, share, side): forecast[f"{name}-{short}-{level:g}" if level else name][steps - 1]
            for share, level in zip(coverage, levels)
            for side, short in (("lower", "lo"), ("upper", "hi"))
        }
        frame = pd.DataFrame(columns, index=fh.to_absolute_index(self.cutoff))
        frame.columns = pd.MultiIndex.from_tuples(columns)
        return frame

    def _forecast(
        self, steps: np.ndarray, X: pd.DataFrame | None, levels: list[float] | None = None
    ) -> dict[str, np.ndarray]:
        h, future = int(steps.max()), None
        if X is not None and _takes_regressors(self.component):
            index = ForecastingHorizon(np.arange(1, h + 1), is_relative=True).to_absolute_index(self.cutoff)
            there = index.isin(X.index)
            wanted = there | ~np.isin(np.arange(1, h + 1), steps) & (self.component not in _STEP_BY_STEP)
            if not wanted.all():
                raise InvalidData(
                    f"X has no row of {index[~wanted][0]}; it must have one of each step that is forecast"
                )
            rows = X.reindex(index)
            # Those between have no part in the forecasts.
            rows = rows.where(pd.Series(there, index), rows.bfill(), axis=0)
            future = self._table(None, rows, self._length)
        return self.model_.forecast(h, levels, future=future)

    def _table(self, y: pd.Series | None, X: pd.DataFrame | None, first: int) -> dict[str, Any]:
        """Times, values and regressors; where the index has no step of Kingpost's, time is counted."""
        index = X.index if y is None else y.index
        table: dict[str, Any] = {"ds": index if self._freq else np.arange(first, first + len(index))}
        if y is not None:
            table["y"] = y.to_numpy(dtype=float)
        if X is not None and _takes_regressors(self.component):
            table |= {f"x_{name}": X[name].to_numpy(dtype=float) for name in X.columns}
        return table

    @classmethod
    def get_test_params(cls, parameter_set: str = "default") -> list[dict[str, Any]]:
        """Parameters for sktime's own checks."""
        return [
            {"component": "AutoETS"},
            {"component": "ARIMA", "params": {"order": (1, 0, 0)}},
            {"component": "Naive", "fit_params": {"non_negative": True}},
        ]
