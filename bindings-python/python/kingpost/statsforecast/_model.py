"""What all models of ``statsforecast.models`` share: parameters, and the verbs for a single series."""

from __future__ import annotations

import copy
import inspect
import math
from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np

from .. import _components
from .._errors import NotFitted, Unsupported
from .._forecast import Forecaster
from .._models import get
from . import _bounds
from .utils import ConformalIntervals

#: A parameter that has to be given.
REQUIRED = inspect.Parameter.empty
#: How the reference runs its optimiser: nothing that an answer depends on.
IGNORED = "ignored"
#: Parameters that Kingpost does not have: only their default is accepted.
FIXED = "default only"


class Model:
    """A model by statsforecast's name and parameters; ``component()`` is what it is in Kingpost.

    ``fit``, ``predict``, ``predict_in_sample`` and ``forecast`` are for a single series in an array; they answer
    statsforecast's dicts of arrays. ``model_`` has the parts of the fitted component.
    """

    #: Kingpost's class.
    _class: ClassVar[str]
    #: Parameters in statsforecast's order: name, default, and what becomes of it: a name of Kingpost's, or one of
    #: the above.
    _params: ClassVar[tuple[tuple[str, Any, str], ...]]
    #: Whether the reference makes use of regressors.
    uses_exog: bool = False
    #: Whether the reference forecasts NaN for series that are too short, and raises no error.
    _nan_if_short: ClassVar[bool] = False
    #: The reference fails for fewer observations, where the component has an answer.
    _least: ClassVar[int] = 1
    #: Whether a backtest has to fit it window by window.
    one_by_one: ClassVar[bool] = False
    #: The name of its column.
    alias: str
    __signature__: ClassVar[inspect.Signature]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        given = self.__signature__.bind(*args, **kwargs)
        given.apply_defaults()
        for name, value in given.arguments.items():
            setattr(self, name, value)
        for name, default, target in self._params:
            value = getattr(self, name)
            if target == FIXED and value != default:
                raise Unsupported(
                    f"{name} is {value!r}; {type(self).__name__} of Kingpost has {default!r}", {"param": name}
                )

    def component(self) -> Forecaster:
        """The component, not fitted."""
        params: dict[str, Any] = {}
        for name, _, target in self._params:
            value = getattr(self, name)
            if target not in (IGNORED, FIXED) and value is not None:
                params[target] = value.component() if isinstance(value, Model) else value
            elif target == "season_lengths":
                # The reference takes None for no season, the component seeks them.
                params[target] = 1
        if fixed := params.get("fixed"):
            # Those that are not numbers are to be estimated.
            params["fixed"] = {name: float(value) for name, value in fixed.items() if not math.isnan(value)}
        return getattr(_components, self._class)(**params)

    def least(self) -> int:
        """The reference fails for fewer observations, unless they are all alike."""
        trend = getattr(self, "trend_forecaster", None)
        return trend.least() if isinstance(trend, Model) else self._least

    def takes_regressors(self) -> bool:
        """Whether the component makes use of regressors."""
        return bool(get(getattr(_components, self._class)._id)["takes_regressors"])

    def check_regressors(self, names: Sequence[str]) -> None:
        """Refuses regressors that change the forecasts of statsforecast and cannot change these."""
        if names and self.uses_exog and not self.takes_regressors():
            raise Unsupported(
                f"{self!r} of statsforecast makes use of the regressors {', '.join(names)}, that of Kingpost takes "
                "none; use ARIMA or AutoARIMA, or leave the columns out"
            )

    def options(self, intervals: ConformalIntervals | None = None) -> dict[str, Any]:
        """What of the parameters is an option of Kingpost's ``fit``; its own intervals go before those of the call."""
        options: dict[str, Any] = {"fallback": False}
        if isinstance(own := getattr(self, "prediction_intervals", None), ConformalIntervals):
            intervals = own
        if intervals is not None:
            options |= {"intervals": "conformal", "conformal_windows": intervals.n_windows}
        if (power := getattr(self, "blambda", None)) is not None:
            options |= {"transform": "box_cox", "box_cox_lambda": power, "bias_adjust": getattr(self, "biasadj", False)}
        return options

    def bounds(self, level: Sequence[float], conformal: bool = False) -> list[tuple[str, float]]:
        """Side and level of each bound, in statsforecast's order."""
        return _bounds.order(type(self).__name__, level, conformal or "intervals" in self.options())

    def fitted_bounds(
        self,
        model: Forecaster,
        frame: Any,
        columns: tuple[str, str, str],
        name: str,
        level: Sequence[float] | None,
    ) -> dict[str, np.ndarray]:
        """The bounds of fitted values, which are in the column of this name."""
        if level is None or not len(level):
            return {}
        parts, of, key = model.parts(output="numpy"), self, "series"
        if isinstance(trend := getattr(self, "trend_forecaster", None), Model):
            of, key = trend, "trend"
        season = getattr(of, "season_length", 1)
        return _bounds.of_fitted(type(of).__name__, parts.get(key, {}), season, frame, columns, name, level)

    def new(self) -> Model:
        """A copy."""
        return copy.copy(self)

    def fit(self, y: np.ndarray, X: np.ndarray | None = None) -> Model:
        """Fits a single series."""
        names = [] if X is None else [f"x{place}" for place in range(np.atleast_2d(np.asarray(X).T).shape[0])]
        self.check_regressors(names)
        data = _rows(0, len(y)) | {"y": np.asarray(y, float)} | self._regressors(X)
        self._of = (self.component().fit(data, freq=1, alias="mean", **self.options()), 0)
        self._seen = len(y)
        return self

    def predict(self, h: int, X: np.ndarray | None = None, level: Sequence[float] | None = None) -> dict[str, Any]:
        """Forecasts the series of ``fit``: ``mean``, and bounds such as ``lo-95`` and ``hi-95``."""
        model, _ = self._fitted()
        future = None
        if regressors := self._regressors(X):
            future = _rows(self._seen, h) | regressors
        answer = self._own(model.forecast(h, level, future=future, output="numpy"))
        name = list(answer)[2]
        bounds = {
            f"{side}-{one}": answer[f"{name}-{side}-{one:g}"]
            for side, one in self.bounds(() if level is None else level)
        }
        return {"mean": answer[name]} | bounds

    def predict_in_sample(self, level: Sequence[float] | None = None) -> dict[str, Any]:
        """The one-step forecasts of the series of ``fit``: ``fitted``, and bounds such as ``fitted-lo-95``."""
        model, _ = self._fitted()
        frame = model.fitted(output="numpy")
        name = list(frame)[-1]
        answer = self._own(frame | self.fitted_bounds(model, frame, model._columns, name, level))
        return {"fitted" + key[len(name) :]: values for key, values in answer.items() if key not in model._columns}

    def forecast(
        self,
        y: np.ndarray,
        h: int,
        X: np.ndarray | None = None,
        X_future: np.ndarray | None = None,
        level: Sequence[float] | None = None,
        fitted: bool = False,
    ) -> dict[str, Any]:
        """Fits a single series and forecasts it."""
        model = self.new().fit(y, X)
        answer = model.predict(h, X_future, level)
        return answer | model.predict_in_sample(level) if fitted else answer

    @property
    def model_(self) -> dict[str, Any]:
        """The parts of the fitted component, those of ``Forecaster.parts``: numbers, and arrays of their tables."""
        model, _ = self._fitted()
        parts: dict[str, Any] = {}
        for key, value in model.parts(output="numpy").items():
            if not isinstance(value, dict):
                continue
            own = self._own(value)
            if key == "series":
                parts |= {name: values[0] for name, values in own.items()}
            else:
                parts[key] = own
        return parts

    def of_panel(self, model: Forecaster | None, id: Any) -> Model:
        """A copy that stands for one series of a fitted panel."""
        one = self.new()
        one._of = (model, id)
        return one

    def _fitted(self) -> tuple[Forecaster, Any]:
        if not hasattr(self, "_of"):
            raise NotFitted(f"this {type(self).__name__} is not fitted; call fit first")
        return self._of

    def _own(self, frame: dict[str, Any]) -> dict[str, Any]:
        """The rows of the one series."""
        model, id = self._fitted()
        column = model._columns[0]
        if column not in frame:
            return frame
        rows = frame[column].astype(str) == str(id)
        return {name: values[rows] for name, values in frame.items()}

    def _regressors(self, X: np.ndarray | None) -> dict[str, np.ndarray]:
        if X is None or not self.takes_regressors():
            return {}
        columns = np.asarray(X, float).reshape(len(X), -1)
        return {f"x{place}": columns[:, place] for place in range(columns.shape[1])}

    def __repr__(self) -> str:
        return self.alias


def _rows(first: int, count: int) -> dict[str, np.ndarray]:
    """Id and time of a single series."""
    return {"unique_id": np.zeros(count, int), "ds": np.arange(first, first + count)}


def define(
    name: str, of: str, alias: str | None, *params: tuple[str, Any, str], last: bool = True, module: str, **more: Any
) -> type[Model]:
    """A class of statsforecast's; ``alias`` and ``prediction_intervals`` come behind its own parameters, unless they
    are among them. ``more`` are attributes of the class."""
    own = [*params]
    names = [param[0] for param in params]
    if "alias" not in names:
        own.append(("alias", alias, IGNORED))
    if last and "prediction_intervals" not in names:
        own.append(("prediction_intervals", None, IGNORED))
    signature = inspect.Signature(
        [inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=default) for name, default, _ in own]
    )
    body = more | {
        "_class": of,
        "_params": tuple(own),
        "__signature__": signature,
        "__module__": module,
        "__doc__": f"statsforecast's ``{name}``, carried out by Kingpost's ``{of}``: see there.",
    }
    return type(name, (Model,), body)
