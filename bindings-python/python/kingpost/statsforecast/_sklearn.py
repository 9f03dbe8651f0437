"""``SklearnModel``: a regressor of scikit-learn for each series."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from .. import _components
from .._errors import InvalidData, KingpostError, NotEnoughData, Unsupported
from . import _panel
from ._model import IGNORED, REQUIRED, define
from .utils import ConformalIntervals

_define = partial(define, module=__name__)


class SklearnModel(
    _define(  # type: ignore[misc]
        "SklearnModel",
        "Naive",
        None,
        ("model", REQUIRED, IGNORED),
        ("prediction_intervals", None, IGNORED),
        ("alias", None, IGNORED),
        uses_exog=True,
        one_by_one=True,
    )
):
    """statsforecast's ``SklearnModel``: a regressor of scikit-learn, fitted to the regressors of each series.

    Intervals need ``prediction_intervals`` and are statsforecast's. There are no simulated paths.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.alias is None:
            self.alias = type(self.model).__name__

    def component(self) -> Any:
        """What is fitted in place of a component."""
        return Regressions(self.model)

    def takes_regressors(self) -> bool:
        """It is made of them."""
        return True

    def options(self, intervals: ConformalIntervals | None = None) -> dict[str, Any]:
        """What of the parameters is an option of the fit."""
        own = self.prediction_intervals or intervals
        return {} if own is None else {"intervals": own}


class Regressions:
    """A regressor of scikit-learn for each series of a panel, with the verbs that a model asks of its component."""

    def __init__(self, estimator: Any) -> None:
        self._estimator = estimator

    def fit(
        self,
        data: Any,
        *,
        id_col: str = "unique_id",
        time_col: str = "ds",
        target_col: str = "y",
        fail_fast: bool = True,
        intervals: ConformalIntervals | None = None,
        **how: Any,
    ) -> Regressions:
        """Fits a clone to each series of a panel in the order of id and time."""
        self._columns = (id_col, time_col, target_col)
        self._regressors = [name for name in data if name not in self._columns]
        if not self._regressors:
            raise InvalidData("SklearnModel learns from regressors; the data has no columns beside id, time and value")
        self._intervals = intervals
        self._models: list[Any] = []
        self._scores: list[np.ndarray] = []
        self._failed: list[tuple[str, KingpostError]] = []
        for id, X, y in self._series(data):
            try:
                scores = None if intervals is None else _scores(self._estimator, X, y, intervals)
                model = _fitted(self._estimator, X, y)
            except (ValueError, ArithmeticError) as error:
                kind = type(error) if isinstance(error, KingpostError) else InvalidData
                failure = kind(f"series {id!r}: {error}", {"series": id})
                if fail_fast:
                    raise failure from error
                self._failed.append((id, failure))
                continue
            self._models.append(model)
            if scores is not None:
                self._scores.append(scores)
        if not self._models:
            raise self._failed[0][1]
        if self._failed:
            data = _panel.only(data, id_col, [id for id, _ in self._failed], but=True)
        self._seen = [(X, y) for _, X, y in self._series(data)]
        # Knows the times, and whether there are gaps between them.
        names = {"id_col": id_col, "time_col": time_col, "target_col": target_col}
        self._times = _components.Naive().fit(self._plain(data), fail_fast=True, **names, **how)
        return self

    def forecast(self, h: int, level: Sequence[float] | None = None, *, future: Any = None, output: Any = None) -> Any:
        """The forecasts of all series from the regressors of the next ``h`` times."""
        frame = self._times.forecast(h, output=output)
        name = list(frame)[2]
        if future is None:
            raise InvalidData(f"the future values of {', '.join(self._regressors)} are needed for {h} steps")
        keys = self._columns[:2]
        rows = future if isinstance(future, dict) else _panel.beside([frame[[*keys]], future], keys)
        X = self._features(rows)
        if len(X) != h * len(self._models) or np.isnan(X).any():
            raise InvalidData(f"regressors are missing within {h} steps after the last observation of a series")
        means = [model.predict(X[h * at : h * (at + 1)]) for at, model in enumerate(self._models)]
        columns = {name: np.concatenate(means)}
        if level is not None and len(level):
            columns |= self._bounds(name, means, h, sorted(level))
        return _with(frame, columns)

    def fitted(self, *, output: Any = None) -> Any:
        """What each regressor says of the observations that it has seen."""
        frame = self._times.fitted(output=output)
        values = [model.predict(X) for model, (X, _) in zip(self._models, self._seen)]
        return _with(frame, {list(frame)[3]: np.concatenate(values)})

    def update(self, data: Any) -> None:
        """Goes on to the observations that follow: the regressors stay as they are, the intervals learn of them."""
        self._times.update(self._plain(data))
        places = {id: at for at, (id, _, _) in enumerate(self._series(self._times.fitted()))}
        for id, more, after in self._series(data):
            at = places[id]
            X, y = (np.concatenate(both) for both in zip(self._seen[at], (more, after)))
            self._seen[at] = (X, y)
            if self._intervals is not None:
                self._scores[at] = _scores(self._estimator, X, y, self._intervals)

    def failures(self, *, output: Any = None) -> dict[str, np.ndarray]:
        """The series that were left out."""
        ids = np.array([id for id, _ in self._failed], object)
        codes = np.array([error.code for _, error in self._failed], object)
        messages = [error.message.removeprefix(f"series {id!r}: ") for id, error in self._failed]
        return {self._columns[0]: ids, "code": codes, "message": np.array(messages, object)}

    def simulate(self, *_: Any, **__: Any) -> Any:
        """There are no paths."""
        raise Unsupported("SklearnModel simulates no paths")

    def parts(self, *, output: Any = None) -> dict[str, Any]:
        """The regressors, in the order of the series."""
        return {"series": {"model": np.array([repr(model) for model in self._models], object)}}

    def _bounds(self, name: str, means: list[Any], h: int, levels: list[float]) -> dict[str, np.ndarray]:
        if self._intervals is None:
            raise Unsupported("SklearnModel has intervals only with prediction_intervals", {"param": "level"})
        most = self._scores[0].shape[1]
        if h > most:
            raise Unsupported(f"h is {h}; prediction_intervals were calibrated for {most} steps", {"param": "h"})
        method = self._intervals.method

        def bound(mean: np.ndarray, sizes: np.ndarray, sign: int, level: float) -> np.ndarray:
            if method == "conformal_error":
                return mean + sign * np.quantile(sizes, level / 100, axis=0)
            return np.quantile(np.vstack([mean - sizes, mean + sizes]), 0.5 + sign * level / 200, axis=0)

        both = list(zip(means, self._scores))
        return {
            f"{name}-{side}-{one:g}": np.concatenate([bound(mean, sizes[:, :h], sign, one) for mean, sizes in both])
            for one in levels
            for side, sign in (("lo", -1), ("hi", 1))
        }

    def _plain(self, data: Any) -> Any:
        names = list(self._columns)
        return {name: data[name] for name in names} if isinstance(data, dict) else data[names]

    def _features(self, data: Any) -> np.ndarray:
        return np.column_stack([np.asarray(data[name], float) for name in self._regressors])

    def _series(self, data: Any) -> list[tuple[str, np.ndarray, np.ndarray]]:
        """Id, regressors and values of each series."""
        ids, values = np.asarray(data[self._columns[0]]), np.asarray(data[self._columns[2]], float)
        has = all(name in data for name in self._regressors)
        X = self._features(data) if has else np.empty((len(ids), 0))
        borders = pairwise(_panel.starts(data, self._columns[0]))
        return [(str(ids[start]), X[start:end], values[start:end]) for start, end in borders]


def _fitted(estimator: Any, X: np.ndarray, y: np.ndarray) -> Any:
    from sklearn.base import clone

    return clone(estimator).fit(X, y)


def _scores(estimator: Any, X: np.ndarray, y: np.ndarray, intervals: ConformalIntervals) -> np.ndarray:
    """The sizes of the errors of each step ahead, from origins as many steps apart: a row a window."""
    h = intervals.h
    windows = min(intervals.n_windows, (len(y) - 1) // h)
    if windows < 2:
        raise NotEnoughData(f"{len(y)} observations are too few for intervals; at least {2 * h + 1} are needed")
    rows = []
    for end in range(len(y) - windows * h, len(y), h):
        expected = _fitted(estimator, X[:end], y[:end]).predict(X[end : end + h])
        rows.append(np.abs(y[end : end + h] - expected))
    return np.array(rows)


def _with(frame: Any, columns: dict[str, np.ndarray]) -> Any:
    return frame | columns if isinstance(frame, dict) else _panel.with_columns(frame, columns)
