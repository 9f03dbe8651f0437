"""Detectors, in the manner of scikit-learn's outlier detectors."""

from __future__ import annotations

import json
from typing import Any, ClassVar, TypeVar

from . import _core, _frames
from . import _numpy as np
from ._base import Component, Progress, seed_of
from ._errors import InvalidData
from ._frames import Form

Self = TypeVar("Self", bound="RowDetector")


class RowDetector(Component):
    """Scores the rows of a table.

    After ``fit``: ``offset_`` (minus the threshold), ``n_features_in_``, and ``feature_names_in_`` where the columns
    had names; of a detector of tables also ``labels_``, -1 for the anomalies among the rows of the fit, where a share
    of them is expected (``contamination``) or ``fit_predict`` was called.
    """

    random_state: Any
    n_jobs: int | None
    n_features_in_: int
    feature_names_in_: np.ndarray
    offset_: float

    def fit(
        self: Self,
        X: Any,
        y: Any = None,
        *,
        timeout_ms: int | None = None,
        cancel: _core.CancelToken | None = None,
        progress: Progress = None,
    ) -> Self:
        """Fits the rows of a frame or of a matrix; ``y`` is ignored."""
        self._fit_rows(X, timeout_ms, cancel, progress)
        return self

    def _fit_rows(self, X: Any, timeout_ms: int | None, cancel: _core.CancelToken | None, progress: Progress) -> None:
        frame, form = self._read(X)
        names = frame.names
        self._fit(frame, self._options(timeout_ms), cancel, progress)
        self._learn_columns(names, form)

    def _options(self, timeout_ms: int | None) -> dict[str, Any]:
        return {"seed": seed_of(self.random_state), "n_jobs": self.n_jobs, "timeout_ms": timeout_ms}

    def _learn_columns(self, names: list[str], form: Form) -> None:
        self.__dict__.pop("feature_names_in_", None)
        self._form, self._columns, self.n_features_in_ = form.only(), names, len(names)
        if form.types:
            self.feature_names_in_ = np.array(names, object)

    def _offset(self) -> float:
        return -json.loads(self._model().parts()[0])["threshold"]

    def _read(self, X: Any) -> tuple[_core.Frame, Form]:
        if _frames.is_frame(X):
            frame, form = _frames.read(X, "x0")
        else:
            frame, form = _frames.matrix(X)
        shape = (frame.rows, len(frame.names))
        if shape[1] == 0:
            raise InvalidData(f"0 feature(s) (shape={np.shape(X)}) while a minimum of 1 is required.")
        if shape[0] == 0:
            raise InvalidData(f"0 sample(s) (shape={shape}) while a minimum of 1 is required.")
        return frame, form

    def _rows(self, X: Any) -> tuple[_core.Frame, Form]:
        """The rows with the names of the fit: by name where both have names, else by place."""
        self._model()
        frame, form = self._read(X)
        names = frame.names
        if len(names) != self.n_features_in_:
            raise InvalidData(
                f"X has {len(names)} features, but {type(self).__name__} is expecting "
                f"{self.n_features_in_} features as input"
            )
        if names != self._columns and not (form.types and hasattr(self, "feature_names_in_")):
            frame.rename(self._columns)
        return frame, form

    def score(
        self,
        X: Any,
        y: Any = None,
        *,
        timeout_ms: int | None = None,
        cancel: _core.CancelToken | None = None,
        progress: Progress = None,
    ) -> np.ndarray:
        """One score a row; higher is more anomalous. ``y`` is ignored."""
        args = {"n_jobs": self.n_jobs, "timeout_ms": timeout_ms}
        frame = self._call("score", args, self._rows(X)[0], cancel=cancel, progress=progress)
        return frame.take()[0][2]

    def score_samples(self, X: Any) -> np.ndarray:
        """Minus ``score``: scikit-learn's sign, lower is more anomalous."""
        return -self.score(X)

    def decision_function(self, X: Any) -> np.ndarray:
        """``score_samples(X) - offset_``: below 0 is an anomaly."""
        return self.score_samples(X) - self.offset_

    def predict(self, X: Any) -> np.ndarray:
        """-1 for an anomaly, +1 for any other row."""
        return np.where(self.decision_function(X) < 0, -1, 1)

    def predict_proba(self, X: Any) -> np.ndarray:
        """Two columns, as PyOD's: the share of rows like those of the fit, or of the last 1,024 of a stream, that score
        higher, and the share that scores lower, which is near 1 for an anomaly."""
        frame = self._call("predict", {"n_jobs": self.n_jobs}, self._rows(X)[0])
        lower = frame.take()[2][2]
        return np.array([1.0 - lower, lower]).T

    def fit_predict(
        self,
        X: Any,
        y: Any = None,
        *,
        timeout_ms: int | None = None,
        cancel: _core.CancelToken | None = None,
        progress: Progress = None,
    ) -> np.ndarray:
        """``fit(X).predict(X)`` in less time: the rows are scored once, the same to the bit; but KNN, LOF and COF
        leave each row out of its own neighbours."""
        return np.where(self._fit_judge(X, timeout_ms, cancel, progress)[1], -1, 1)

    def fit_score(
        self,
        X: Any,
        y: Any = None,
        *,
        timeout_ms: int | None = None,
        cancel: _core.CancelToken | None = None,
        progress: Progress = None,
    ) -> np.ndarray:
        """``fit(X).score(X)`` in less time, as ``fit_predict``."""
        return self._fit_judge(X, timeout_ms, cancel, progress)[0]

    def _fit_judge(
        self, X: Any, timeout_ms: int | None, cancel: _core.CancelToken | None, progress: Progress
    ) -> tuple[np.ndarray, np.ndarray]:
        """Fits; the scores of the rows and whether they are anomalies."""
        scores = self.fit(X, timeout_ms=timeout_ms, cancel=cancel, progress=progress).score(X)
        return scores, scores > -self.offset_

    def explain(self, X: Any, *, output: str | None = None) -> Any:
        """The share of each column in the score of each row, as a frame of the kind of ``X``."""
        frame, form = self._rows(X)
        return self._write(self._call("explain", {"n_jobs": self.n_jobs}, frame), form.only(rows=True), output)

    def _adopt(self, about: dict[str, Any], form: Form) -> None:
        super()._adopt(about, form)
        names = [field[0] for field in about["fields"]]
        matrix = names == [f"x{number}" for number in range(len(names))]
        self._learn_columns(names, Form(form.kind, {} if matrix else dict.fromkeys(names)))

    def __sklearn_tags__(self) -> Any:
        from sklearn.utils import InputTags, Tags, TargetTags

        from ._models import get

        return Tags(
            estimator_type="outlier_detector",
            target_tags=TargetTags(required=False),
            input_tags=InputTags(allow_nan=get(self._id)["takes_missing"]),
        )


class Detector(RowDetector):
    """Scores the rows of a table among those of the fit."""

    _family: ClassVar[str] = "detector"

    labels_: np.ndarray

    def _learn_columns(self, names: list[str], form: Form) -> None:
        super()._learn_columns(names, form)
        self.offset_ = self._offset()

    def _fit_rows(self, X: Any, timeout_ms: int | None, cancel: _core.CancelToken | None, progress: Progress) -> None:
        self.__dict__.pop("labels_", None)
        if getattr(self, "contamination", None) is None:
            # The threshold is the detector's own, and not all rows need a score.
            super()._fit_rows(X, timeout_ms, cancel, progress)
        else:
            self._fit_judge(X, timeout_ms, cancel, progress)

    def _fit_judge(
        self, X: Any, timeout_ms: int | None, cancel: _core.CancelToken | None, progress: Progress
    ) -> tuple[np.ndarray, np.ndarray]:
        """Fits; the scores of the rows and whether they are anomalies."""
        frame, form = self._read(X)
        names = frame.names
        score, anomaly, _ = self._fit_answer(frame, self._options(timeout_ms), cancel, progress).take()
        self._learn_columns(names, form)
        self.labels_ = np.where(anomaly[2], -1, 1)
        return score[2], anomaly[2]


class StreamDetector(RowDetector):
    """Scores rows one after the other and learns from each, in memory that does not grow."""

    _family: ClassVar[str] = "stream_detector"

    @property
    def offset_(self) -> float:  # type: ignore[override]
        """Minus the threshold, which may move with the stream."""
        return self._offset()

    def update(
        self,
        X: Any,
        *,
        seed: int | None = None,
        n_jobs: int | None = None,
        timeout_ms: int | None = None,
        cancel: _core.CancelToken | None = None,
        progress: Progress = None,
    ) -> np.ndarray:
        """Learns from new rows, and returns the score of each as it was before the row was learned; higher is more
        anomalous. The model is unchanged if the rows are refused or the work is stopped, after ``timeout_ms``
        milliseconds or by ``cancel``."""
        frame, _ = self._rows(X)
        options = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
        return self._update(frame, options, cancel, progress).take()[0][2]
