"""The models of ``statsforecast.models``: the same names and parameters, each made as a component of Kingpost."""

from __future__ import annotations

from functools import partial

from .._errors import InvalidParams
from ._model import FIXED, IGNORED, REQUIRED, Model, define
from ._sklearn import SklearnModel  # noqa: F401
from ._special import (  # noqa: F401
    ARCH,
    ARIMA,
    BOX_COX,
    DECOMPOSITION,
    GARCH,
    INTERVALS,
    MFLES,
    MSTL,
    NORMAL,
    SEASON,
    UCM,
    AutoETS,
    AutoRegressive,
    AutoTheta,
    ConformalSeasonalPool,
    NaNModel,
)

_define = partial(define, module=__name__)
_SEASON_NEEDED = ("season_length", REQUIRED, "season_length")

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
    *BOX_COX,
    SEASON,
    NORMAL,
    uses_exog=True,
)
AutoCES = _define(
    "AutoCES", "AutoCES", "CES", SEASON, ("model", "Z", "model"), ("alias", "CES", IGNORED), INTERVALS, NORMAL
)
Theta, OptimizedTheta, DynamicTheta, DynamicOptimizedTheta = (
    _define(name, name, name, SEASON, DECOMPOSITION)
    for name in ("Theta", "OptimizedTheta", "DynamicTheta", "DynamicOptimizedTheta")
)
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
    _nan_if_short=True,
)
SeasonalExponentialSmoothingOptimized = _define(
    "SeasonalExponentialSmoothingOptimized",
    "SeasonalExponentialSmoothing",
    "SeasESOpt",
    _SEASON_NEEDED,
    _nan_if_short=True,
)
_ERROR = ("error_type", "A", "error_type")
Holt = _define("Holt", "Holt", "Holt", ("season_length", 1, IGNORED), _ERROR)
HoltWinters = _define("HoltWinters", "HoltWinters", "HoltWinters", SEASON, _ERROR)
HistoricAverage = _define("HistoricAverage", "HistoricAverage", "HistoricAverage")
Naive = _define("Naive", "Naive", "Naive")
RandomWalkWithDrift = _define("RandomWalkWithDrift", "RandomWalkWithDrift", "RWD", _nan_if_short=True)
SeasonalNaive = _define("SeasonalNaive", "SeasonalNaive", "SeasonalNaive", _SEASON_NEEDED, _nan_if_short=True)
_WINDOW = ("window_size", REQUIRED, "window_size")
WindowAverage = _define("WindowAverage", "WindowAverage", "WindowAverage", _WINDOW, _nan_if_short=True)
SeasonalWindowAverage = _define(
    "SeasonalWindowAverage", "SeasonalWindowAverage", "SeasWA", _SEASON_NEEDED, _WINDOW, _nan_if_short=True
)
ADIDA, CrostonOptimized, IMAPA = (_define(name, name, name) for name in ("ADIDA", "CrostonOptimized", "IMAPA"))
CrostonClassic, CrostonSBA = (_define(name, name, name) for name in ("CrostonClassic", "CrostonSBA"))
TSB = _define("TSB", "TSB", "TSB", ("alpha_d", REQUIRED, "alpha_d"), ("alpha_p", REQUIRED, "alpha_p"))
_SEASONS = ("season_length", REQUIRED, "season_lengths")
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
AutoMFLES = _define(
    "AutoMFLES",
    "AutoMFLES",
    "AutoMFLES",
    ("test_size", REQUIRED, "test_size"),
    ("season_length", None, "season_lengths"),
    ("n_windows", 2, "n_windows"),
    ("config", None, FIXED),
    ("step_size", None, "step_size"),
    ("metric", "smape", "metric"),
    ("verbose", False, IGNORED),
    INTERVALS,
    uses_exog=True,
)
ConstantModel = _define("ConstantModel", "Constant", "ConstantModel", ("constant", REQUIRED, "value"), last=False)
ZeroModel = _define("ZeroModel", "Constant", "ZeroModel", last=False)

#: All models.
__all__ = [name for name, value in globals().items() if isinstance(value, type) and issubclass(value, Model)]
__all__.remove("Model")


def aliases(models: list[Model]) -> list[str]:
    """The name of each model's column."""
    for model in models:
        if not isinstance(model, Model):
            raise InvalidParams(
                f"{model!r} is not a model of kingpost.statsforecast; import the models from there", {"param": "models"}
            )
    names = [model.alias for model in models]
    for name in names:
        if names.count(name) > 1:
            raise InvalidParams(f"two models are named {name!r}; give one an alias", {"param": "models"})
    return names
