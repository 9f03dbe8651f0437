"""An adapter for sktime, which has to be installed: any forecaster of Kingpost as a forecaster of sktime's."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from sktime.forecasting.base import BaseForecaster

from . import _components
from ._errors import InvalidParams
from ._forecast import Forecaster
from ._models import get

#: Components that work with missing values.
_TAKES_MISSING = {"Additive", "Auto", "Structural"}


def _takes_regressors(component: str) -> bool:
    kind = getattr(_components, component, None)
    return kind is not None and get(kind._id)["takes_regressors"]


class KingpostForecaster(BaseForecaster):
    """A forecaster of Kingpost by the name of its class.

    In-sample predictions are the one-step forecasts of the fit. ``update`` moves the fitted states on, with
    ``update_params=True`` it fits again.

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
        self.model_ = kind(**(self.params or {})).fit(self._table(y, X, 0), **(self.fit_params or {}))
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
        name = type(self.model_).__name__
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
        name, variable = type(self.model_).__name__, self._get_varnames()[0]
        levels = [round(100 * share, 10) for share in coverage]
        forecast = self._forecast(steps, X, levels)
        columns = {
            (variable, share, side): forecast[f"{name}-{short}-{level:g}"][steps - 1]
            for share, level in zip(coverage, levels)
            for side, short in (("lower", "lo"), ("upper", "hi"))
        }
        frame = pd.DataFrame(columns, index=fh.to_absolute_index(self.cutoff))
        frame.columns = pd.MultiIndex.from_tuples(columns)
        return frame

    def _forecast(
        self, steps: np.ndarray, X: pd.DataFrame | None, levels: list[float] | None = None
    ) -> dict[str, np.ndarray]:
        h, ahead = int(steps.max()), steps[steps > 0]
        future = None
        if X is not None and _takes_regressors(self.component):
            known = np.arange(1, h + 1) if len(X) >= h else ahead
            # sktime gives the rows that are asked for; those between them have no part in their forecasts.
            rows = X.iloc[-len(known) :].set_axis(known).reindex(np.arange(1, h + 1)).bfill().ffill()
            future = self._table(None, rows, self._length)
        return self.model_.forecast(h, levels, future=future)

    def _table(self, y: pd.Series | None, X: pd.DataFrame | None, first: int) -> dict[str, np.ndarray]:
        """Values and regressors; time is counted, for sktime has checked its index."""
        rows = len(X) if y is None else len(y)
        table: dict[str, np.ndarray] = {"ds": np.arange(first, first + rows)}
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
