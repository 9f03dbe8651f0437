"""The models whose parameters need more than another name."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from .. import _components
from .._errors import InvalidParams, Unsupported
from .._forecast import Forecaster
from ._model import FIXED, IGNORED, REQUIRED, define

_define = partial(define, module=__name__)
SEASON = ("season_length", 1, "season_length")
DECOMPOSITION = ("decomposition_type", "multiplicative", "decomposition_type")
NORMAL = ("distribution", "normal", FIXED)
INTERVALS = ("prediction_intervals", None, IGNORED)
BOX_COX = (("blambda", None, IGNORED), ("biasadj", False, IGNORED))


class AutoETS(
    _define(  # type: ignore[misc]
        "AutoETS",
        "AutoETS",
        "AutoETS",
        SEASON,
        ("model", "ZZZ", "model"),
        ("damped", None, "damped"),
        ("phi", None, "phi"),
        ("alias", "AutoETS", IGNORED),
        INTERVALS,
        NORMAL,
    )
):
    """statsforecast's ``AutoETS``, carried out by Kingpost's ``AutoETS``, which has no multiplicative trends."""

    _least = 7

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A list of the three letters will do as well.
        self.model = "".join(self.model)
        if self.model[1:2] == "M":
            other = f"{self.model[0]}A{self.model[2:]}"
            raise Unsupported(
                f"model is {self.model!r}; Kingpost has no multiplicative trends, whose forecasts explode: an additive "
                f"one is {other!r}",
                {"param": "model"},
            )


class AutoTheta(
    _define(  # type: ignore[misc]
        "AutoTheta",
        "AutoTheta",
        "AutoTheta",
        SEASON,
        DECOMPOSITION,
        ("model", None, IGNORED),
        ("alias", "AutoTheta", IGNORED),
        INTERVALS,
        NORMAL,
    )
):
    """statsforecast's ``AutoTheta``, carried out by Kingpost's ``AutoTheta`` or by the one that ``model`` names."""

    _SINGLE = {  # noqa: RUF012
        "STM": "Theta",
        "OTM": "OptimizedTheta",
        "DSTM": "DynamicTheta",
        "DOTM": "DynamicOptimizedTheta",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.model is not None and self.model not in self._SINGLE:
            one = ", ".join(self._SINGLE)
            raise InvalidParams(f"model is {self.model!r}; must be None or one of {one}", {"param": "model"})

    def component(self) -> Forecaster:
        """The component, not fitted."""
        if self.model is None:
            return super().component()
        kind = getattr(_components, self._SINGLE[self.model])
        return kind(season_length=self.season_length, decomposition_type=self.decomposition_type)


class ARIMA(
    _define(  # type: ignore[misc]
        "ARIMA",
        "ARIMA",
        "ARIMA",
        ("order", (0, 0, 0), "order"),
        SEASON,
        ("seasonal_order", (0, 0, 0), "seasonal_order"),
        ("include_mean", True, "include_mean"),
        ("include_drift", False, "include_drift"),
        ("include_constant", None, IGNORED),
        *BOX_COX,
        ("method", "CSS-ML", IGNORED),
        ("fixed", None, "fixed"),
        NORMAL,
        uses_exog=True,
    )
):
    """statsforecast's ``ARIMA``, carried out by Kingpost's ``ARIMA``: see there."""

    def component(self) -> Forecaster:
        """The component, not fitted; ``include_constant`` is the mean, or the drift of what is differenced once."""
        component: Any = super().component()
        if self.include_constant is not None:
            once = self.order[1] + self.seasonal_order[1] == 1
            component.include_mean = bool(self.include_constant)
            component.include_drift = bool(self.include_constant) and (once or self.include_drift)
        return component


class AutoRegressive(
    _define(  # type: ignore[misc]
        "AutoRegressive",
        "ARIMA",
        "AutoRegressive",
        ("lags", REQUIRED, IGNORED),
        ("include_mean", True, "include_mean"),
        ("include_drift", False, "include_drift"),
        *BOX_COX,
        ("method", "CSS-ML", IGNORED),
        ("fixed", None, "fixed"),
        uses_exog=True,
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


class MSTL(
    _define(  # type: ignore[misc]
        "MSTL",
        "MSTL",
        "MSTL",
        ("season_length", REQUIRED, "season_lengths"),
        ("trend_forecaster", AutoETS(model="ZZN"), "trend_forecaster"),
        ("stl_kwargs", None, FIXED),
    )
):
    """statsforecast's ``MSTL``, carried out by Kingpost's ``MSTL``: see there."""

    @property
    def uses_exog(self) -> bool:
        """Whether the forecaster of the trend makes use of regressors."""
        return self.trend_forecaster.uses_exog


class MFLES(
    _define(  # type: ignore[misc]
        "MFLES",
        "MFLES",
        "MFLES",
        ("season_length", None, "season_lengths"),
        ("fourier_order", None, "fourier_order"),
        ("max_rounds", 50, "max_rounds"),
        ("ma", None, "ma"),
        ("alpha", 1.0, "alpha"),
        ("decay", -1.0, "decay"),
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
        INTERVALS,
        uses_exog=True,
    )
):
    """statsforecast's ``MFLES``, carried out by Kingpost's ``MFLES``: see there."""

    def component(self) -> Forecaster:
        """The component, not fitted; for a decay the reference writes -1 where there is none."""
        component: Any = super().component()
        if self.decay == -1:
            component.decay = None
        return component


class UCM(
    _define(  # type: ignore[misc]
        "UCM",
        "Structural",
        None,
        ("level", "local level", IGNORED),
        ("trend", False, IGNORED),
        ("seasonal", None, "season_length"),
        ("cycle", False, FIXED),
        ("autoregressive", None, FIXED),
        ("irregular", True, FIXED),
        ("stochastic_level", True, IGNORED),
        ("stochastic_trend", True, IGNORED),
        ("stochastic_seasonal", True, IGNORED),
        ("stochastic_cycle", False, FIXED),
        ("damped_cycle", False, FIXED),
        ("cycle_period_bounds", None, FIXED),
        ("use_exact_diffuse", False, IGNORED),
        ("fit_method", "lbfgs", IGNORED),
        ("maxiter", 500, IGNORED),
        uses_exog=True,
        last=False,
    )
):
    """statsforecast's ``UCM``, carried out by Kingpost's ``Structural``, which assumes nothing of the first states."""

    #: What moves: the level, and the trend where there is one.
    _MOVES = {  # noqa: RUF012
        "local level": (True, None),
        "llevel": (True, None),
        "local linear trend": (True, True),
        "lltrend": (True, True),
        "local linear deterministic trend": (True, False),
        "lldtrend": (True, False),
        "smooth trend": (False, True),
        "strend": (False, True),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.level is not True and self.level not in self._MOVES:
            raise Unsupported(
                f"level is {self.level!r}; must be True or one of {', '.join(self._MOVES)}", {"param": "level"}
            )
        if self.alias is None:
            name = self.level.replace(" ", "_") if self.level is not True else "level_trend" if self.trend else "level"
            self.alias = f"UCM_{name}" + (f"_s{self.seasonal}" if self.seasonal else "")

    def component(self) -> Forecaster:
        """The component, not fitted."""
        if self.level is True:
            moves = (self.stochastic_level, self.stochastic_trend if self.trend else None)
        else:
            moves = self._MOVES[self.level]
        word: dict[bool | None, Any] = {True: "stochastic", False: "fixed", None: None}
        return _components.Structural(
            level=word[moves[0]],
            trend=word[moves[1]],
            season=word[self.stochastic_seasonal],
            season_length=self.seasonal or 1,
        )


class _Volatility:
    """Adds the orders to the alias."""

    alias: str
    p: int
    q: int

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.alias += f"({self.p},{self.q})" if getattr(self, "q", 0) else f"({self.p})"


class GARCH(_Volatility, _define("GARCH", "GARCH", "GARCH", ("p", 1, "p"), ("q", 1, "q"))):  # type: ignore[misc]
    """statsforecast's ``GARCH``, carried out by Kingpost's ``GARCH``: see there."""


class ARCH(_Volatility, _define("ARCH", "ARCH", "ARCH", ("p", 1, "p"))):  # type: ignore[misc]
    """statsforecast's ``ARCH``, carried out by Kingpost's ``ARCH``: see there."""


class ConformalSeasonalPool(
    _define(  # type: ignore[misc]
        "ConformalSeasonalPool",
        "ConformalSeasonalPool",
        None,
        ("season_length", REQUIRED, "season_length"),
        ("n_samples", 100, IGNORED),
        ("variant", "adaptive", "variant"),
        ("calib_frac", 0.5, "calib_frac"),
        ("decay", 0.01, "decay"),
        last=False,
        _nan_if_short=True,
    )
):
    """statsforecast's ``ConformalSeasonalPool``, by Kingpost's: quantiles of all samples that there may be."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.alias is None:
            self.alias = f"CSP-{str(self.variant).capitalize()}"


class NaNModel(_define("NaNModel", "Constant", "NaNModel", last=False)):  # type: ignore[misc]
    """Forecasts NaN; as a fallback it lets a panel go on without the series that cannot be fitted."""

    def _own(self, frame: dict[str, Any]) -> dict[str, Any]:
        columns = self._fitted()[0]._columns
        own = super()._own(frame)
        return {name: values if name in columns else np.full(len(values), np.nan) for name, values in own.items()}
