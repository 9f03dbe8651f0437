"""The models of ``statsforecast.models``: the same names and parameters, each made as a component of Kingpost."""

from __future__ import annotations

import inspect
import math
from typing import Any, ClassVar

from .. import _components
from .._errors import InvalidParams, Unsupported
from .._forecast import Forecaster
from .._models import get
from .utils import ConformalIntervals

#: A parameter that has to be given.
REQUIRED = inspect.Parameter.empty
#: How the reference runs its optimiser: nothing that an answer depends on.
IGNORED = "ignored"
#: Parameters that Kingpost does not have: only their default is accepted.
FIXED = "default only"


class Model:
    """A model by statsforecast's name and parameters; ``component()`` is what it is in Kingpost."""

    #: Kingpost's class.
    _class: ClassVar[str]
    #: Parameters in statsforecast's order: name, default, and what becomes of it: a name of Kingpost's, or one of
    #: the above.
    _params: ClassVar[tuple[tuple[str, Any, str], ...]]
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
        if fixed := params.get("fixed"):
            # Those that are not numbers are to be estimated.
            params["fixed"] = {name: float(value) for name, value in fixed.items() if not math.isnan(value)}
        return getattr(_components, self._class)(**params)

    def takes_regressors(self) -> bool:
        """Whether the component makes use of regressors."""
        return bool(get(getattr(_components, self._class)._id)["takes_regressors"])

    def options(self) -> dict[str, Any]:
        """What of the parameters is an option of Kingpost's ``fit``."""
        options: dict[str, Any] = {}
        if isinstance(intervals := getattr(self, "prediction_intervals", None), ConformalIntervals):
            options |= {"intervals": "conformal", "conformal_windows": intervals.n_windows}
        if (power := getattr(self, "blambda", None)) is not None:
            options |= {"transform": "box_cox", "box_cox_lambda": power, "bias_adjust": getattr(self, "biasadj", False)}
        return options

    def __repr__(self) -> str:
        return self.alias


def _define(
    name: str,
    of: str,
    alias: str,
    *params: tuple[str, Any, str],
    last: bool = True,
) -> type[Model]:
    """A class of statsforecast's; ``alias`` and ``prediction_intervals`` come behind its own parameters."""
    own = [*params, ("alias", alias, IGNORED)]
    if last:
        own.append(("prediction_intervals", None, IGNORED))
    signature = inspect.Signature(
        [inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=default) for name, default, _ in own]
    )
    body = {
        "_class": of,
        "_params": tuple(own),
        "__signature__": signature,
        "__module__": __name__,
        "__doc__": f"statsforecast's ``{name}``, carried out by Kingpost's ``{of}``: see there.",
    }
    return type(name, (Model,), body)


_SEASON = ("season_length", 1, "season_length")
_SEASON_NEEDED = ("season_length", REQUIRED, "season_length")
_NORMAL = ("distribution", "normal", FIXED)
_BOX_COX = (("blambda", None, IGNORED), ("biasadj", False, IGNORED))

AutoARIMA = _define(
    "AutoARIMA",
    "AutoARIMA",
    "AutoARIMA",
    ("d", None, "d"),
    ("D", None, "seasonal_d"),
    *((f"max_{letter}", default, f"max_{letter}") for letter, default in (("p", 5), ("q", 5))),
    *((f"max_{letter}", 2, f"max_seasonal_{letter.lower()}") for letter in "PQ"),
    ("max_order", 5, "max_order"),
    ("max_d", 2, "max_d"),
    ("max_D", 1, "max_seasonal_d"),
    ("start_p", 2, "start_p"),
    ("start_q", 2, "start_q"),
    ("start_P", 1, "start_seasonal_p"),
    ("start_Q", 1, "start_seasonal_q"),
    ("stationary", False, "stationary"),
    ("seasonal", True, "seasonal"),
    ("ic", "aicc", "criterion"),
    ("stepwise", True, "stepwise"),
    ("nmodels", 94, "nmodels"),
    ("trace", False, IGNORED),
    ("approximation", False, IGNORED),
    ("method", None, IGNORED),
    ("truncate", None, IGNORED),
    ("test", "kpss", FIXED),
    ("test_kwargs", None, FIXED),
    ("seasonal_test", "seas", FIXED),
    ("seasonal_test_kwargs", None, FIXED),
    ("allowdrift", True, "allow_drift"),
    ("allowmean", True, "allow_mean"),
    *_BOX_COX,
    _SEASON,
    _NORMAL,
)
AutoETS = _define(
    "AutoETS",
    "AutoETS",
    "AutoETS",
    _SEASON,
    ("model", "ZZZ", "model"),
    ("damped", None, "damped"),
    ("phi", None, "phi"),
)
AutoCES = _define("AutoCES", "AutoCES", "CES", _SEASON, ("model", "Z", "model"))
_DECOMPOSITION = ("decomposition_type", "multiplicative", "decomposition_type")
AutoTheta = _define("AutoTheta", "AutoTheta", "AutoTheta", _SEASON, _DECOMPOSITION, ("model", None, FIXED))
Theta, OptimizedTheta, DynamicTheta, DynamicOptimizedTheta = (
    _define(name, name, name, _SEASON, _DECOMPOSITION)
    for name in ("Theta", "OptimizedTheta", "DynamicTheta", "DynamicOptimizedTheta")
)
ARIMA = _define(
    "ARIMA",
    "ARIMA",
    "ARIMA",
    ("order", (0, 0, 0), "order"),
    _SEASON,
    ("seasonal_order", (0, 0, 0), "seasonal_order"),
    ("include_mean", True, "include_mean"),
    ("include_drift", False, "include_drift"),
    ("include_constant", None, FIXED),
    *_BOX_COX,
    ("method", "CSS-ML", IGNORED),
    ("fixed", None, "fixed"),
    _NORMAL,
)


class AutoRegressive(
    _define(  # type: ignore[misc]
        "AutoRegressive",
        "ARIMA",
        "AutoRegressive",
        ("lags", REQUIRED, IGNORED),
        ("include_mean", True, "include_mean"),
        ("include_drift", False, "include_drift"),
        *_BOX_COX,
        ("method", "CSS-ML", IGNORED),
        ("fixed", None, "fixed"),
    )
):
    """statsforecast's ``AutoRegressive``, by Kingpost's ``ARIMA``: lags up to a number, or those of a list."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not (isinstance(self.lags, int) or (isinstance(self.lags, list) and self.lags)):
            raise InvalidParams(f"lags is {self.lags!r}; must be a number or a list of numbers", {"param": "lags"})
        last, left_out = self.lags, {}
        if isinstance(self.lags, list):
            last = max(self.lags)
            left_out = {f"ar{lag}": 0.0 for lag in range(1, last) if lag not in self.lags}
        self.order, self.fixed = (last, 0, 0), left_out | (self.fixed or {})

    def component(self) -> Forecaster:
        """The component, not fitted."""
        own = {name: getattr(self, name) for name in ("order", "include_mean", "include_drift", "fixed")}
        return ARIMA(**own).component()


SimpleExponentialSmoothing = _define(
    "SimpleExponentialSmoothing", "SimpleExponentialSmoothing", "SES", ("alpha", REQUIRED, "alpha")
)
SimpleExponentialSmoothingOptimized = _define(
    "SimpleExponentialSmoothingOptimized", "SimpleExponentialSmoothing", "SESOpt"
)
SeasonalExponentialSmoothing = _define(
    "SeasonalExponentialSmoothing",
    "SeasonalExponentialSmoothing",
    "SeasonalES",
    _SEASON_NEEDED,
    ("alpha", REQUIRED, "alpha"),
)
SeasonalExponentialSmoothingOptimized = _define(
    "SeasonalExponentialSmoothingOptimized", "SeasonalExponentialSmoothing", "SeasESOpt", _SEASON_NEEDED
)
_ERROR = ("error_type", "A", "error_type")
Holt = _define("Holt", "Holt", "Holt", ("season_length", 1, IGNORED), _ERROR)
HoltWinters = _define("HoltWinters", "HoltWinters", "HoltWinters", _SEASON, _ERROR)
HistoricAverage = _define("HistoricAverage", "HistoricAverage", "HistoricAverage")
Naive = _define("Naive", "Naive", "Naive")
RandomWalkWithDrift = _define("RandomWalkWithDrift", "RandomWalkWithDrift", "RWD")
SeasonalNaive = _define("SeasonalNaive", "SeasonalNaive", "SeasonalNaive", _SEASON_NEEDED)
WindowAverage = _define("WindowAverage", "WindowAverage", "WindowAverage", ("window_size", REQUIRED, "window_size"))
SeasonalWindowAverage = _define(
    "SeasonalWindowAverage", "SeasonalWindowAverage", "SeasWA", _SEASON_NEEDED, ("window_size", REQUIRED, "window_size")
)
ADIDA, CrostonOptimized, IMAPA = (_define(name, name, name) for name in ("ADIDA", "CrostonOptimized", "IMAPA"))
CrostonClassic, CrostonSBA = (_define(name, name, name) for name in ("CrostonClassic", "CrostonSBA"))
TSB = _define("TSB", "TSB", "TSB", ("alpha_d", REQUIRED, "alpha_d"), ("alpha_p", REQUIRED, "alpha_p"))
_SEASONS = ("season_length", REQUIRED, "season_lengths")
MSTL = _define(
    "MSTL",
    "MSTL",
    "MSTL",
    _SEASONS,
    ("trend_forecaster", AutoETS(model="ZZN"), "trend_forecaster"),
    ("stl_kwargs", None, FIXED),
)
_TBATS = (("bc_lower_bound", 0.0, "bc_lower_bound"), ("bc_upper_bound", 1.0, "bc_upper_bound"))
AutoTBATS = _define(
    "AutoTBATS",
    "TBATS",
    "AutoTBATS",
    _SEASONS,
    ("use_boxcox", None, "use_boxcox"),
    *_TBATS,
    ("use_trend", None, "use_trend"),
    ("use_damped_trend", None, "use_damped_trend"),
    ("use_arma_errors", True, "use_arma_errors"),
    last=False,
)
TBATS = _define(
    "TBATS",
    "TBATS",
    "TBATS",
    _SEASONS,
    ("use_boxcox", True, "use_boxcox"),
    *_TBATS,
    ("use_trend", True, "use_trend"),
    ("use_damped_trend", False, "use_damped_trend"),
    ("use_arma_errors", False, "use_arma_errors"),
    last=False,
)
_MFLES_SEASONS = ("season_length", None, "season_lengths")
MFLES = _define(
    "MFLES",
    "MFLES",
    "MFLES",
    _MFLES_SEASONS,
    ("fourier_order", None, "fourier_order"),
    ("max_rounds", 50, "max_rounds"),
    ("ma", None, "ma"),
    ("alpha", 1.0, "alpha"),
    ("decay", None, "decay"),
    ("changepoints", True, "changepoints"),
    ("n_changepoints", 0.25, "n_changepoints"),
    ("seasonal_lr", 0.9, "seasonal_lr"),
    ("trend_lr", 0.9, "trend_lr"),
    ("exogenous_lr", 1.0, IGNORED),
    ("residuals_lr", 1.0, "residuals_lr"),
    ("cov_threshold", 0.7, "cov_threshold"),
    ("moving_medians", False, "moving_medians"),
    ("min_alpha", 0.05, "min_alpha"),
    ("max_alpha", 1.0, "max_alpha"),
    ("trend_penalty", True, "trend_penalty"),
    ("multiplicative", None, "multiplicative"),
    ("smoother", False, "smoother"),
    ("robust", None, "robust"),
    ("verbose", False, IGNORED),
)
AutoMFLES = _define(
    "AutoMFLES",
    "AutoMFLES",
    "AutoMFLES",
    ("test_size", REQUIRED, "test_size"),
    _MFLES_SEASONS,
    ("n_windows", 2, "n_windows"),
    ("config", None, FIXED),
    ("step_size", None, "step_size"),
    ("metric", "smape", "metric"),
    ("verbose", False, IGNORED),
    ("prediction_intervals", None, IGNORED),
    last=False,
)
GARCH = _define("GARCH", "GARCH", "GARCH", ("p", 1, "p"), ("q", 1, "q"))
ARCH = _define("ARCH", "ARCH", "ARCH", ("p", 1, "p"))
ConstantModel = _define("ConstantModel", "Constant", "ConstantModel", ("constant", REQUIRED, "value"), last=False)
ZeroModel = _define("ZeroModel", "Constant", "ZeroModel", last=False)

#: All models; statsforecast's ``SklearnModel``, ``ConformalSeasonalPool`` and ``NaNModel`` have no counterpart.
__all__ = [name for name, value in globals().items() if isinstance(value, type) and issubclass(value, Model)]
__all__.remove("Model")


def aliases(models: list[Model]) -> list[str]:
    """The name of each model's column."""
    for model in models:
        if not isinstance(model, Model):
            raise InvalidParams(
                f"{model!r} is not a model of kingpost.statsforecast; import the models from there", {"param": "models"}
            )
    names = [
        f"{model.alias}({model.p}{f',{model.q}' if getattr(model, 'q', 0) else ''})"
        if isinstance(model, (ARCH, GARCH))
        else model.alias
        for model in models
    ]
    for name in names:
        if names.count(name) > 1:
            raise InvalidParams(f"two models are named {name!r}; give one an alias", {"param": "models"})
    return names
