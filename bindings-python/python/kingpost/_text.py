"""Vectorizers, classifiers and regressors of texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, TypeVar

from . import _core, _frames, _sparse
from . import _numpy as np
from ._base import Component, Progress, seed_of
from ._errors import InvalidData, InvalidType, Unsupported
from ._frames import Form

V = TypeVar("V", bound="Vectorizer")
C = TypeVar("C", bound="Classifier")
R = TypeVar("R", bound="Regressor")


def texts(data: Any, text_col: str) -> tuple[_core.Frame, Form]:
    """Reads texts: an iterable of str, a column, or a frame that has such a column."""
    if isinstance(data, (str, bytes)):
        raise InvalidType("Iterable over raw text documents expected, string object received.")
    if _frames.is_frame(data):
        return _frames.read(data, text_col)
    if not isinstance(data, Iterable):
        raise InvalidType(f"texts are of type {type(data).__name__}; must be a list or a column of str")
    values = np.ravel(data).tolist() if isinstance(data, np.ndarray) else list(data)
    for row, value in enumerate(values):
        if value is not None and not isinstance(value, str):
            raise InvalidType(f"row {row} is of type {type(value).__name__}; must be text", {"row": str(row)})
    frame = _core.Frame()
    frame.add_strings(text_col, values)
    return frame, Form()


class Vectorizer(Component):
    """Makes features of texts."""

    _family: ClassVar[str] = "vectorizer"
    _dense: ClassVar[bool] = False

    random_state: Any
    n_jobs: int | None
    _text_col: str

    def fit(
        self: V,
        raw_documents: Any,
        y: Any = None,
        *,
        text_col: str = "text",
        timeout_ms: int | None = None,
        cancel: _core.CancelToken | None = None,
        progress: Progress = None,
    ) -> V:
        """Learns from texts: an iterable of str, a column, or a frame with that column. ``y`` is ignored."""
        frame, form = texts(raw_documents, text_col)
        self._fit(frame, self._options(text_col, timeout_ms), cancel, progress)
        self._form, self._text_col = form.only(), text_col
        return self

    def _options(self, text_col: str, timeout_ms: int | None) -> dict[str, Any]:
        seed = seed_of(self.random_state)
        return {"text_col": text_col, "seed": seed, "n_jobs": self.n_jobs, "timeout_ms": timeout_ms}

    def transform(
        self,
        raw_documents: Any,
        *,
        timeout_ms: int | None = None,
        cancel: _core.CancelToken | None = None,
        progress: Progress = None,
    ) -> Any:
        """Features, one row a text: a ``scipy.sparse.csr_matrix``, or a ``kingpost.Csr`` without scipy; an array from a
        component whose features are dense. One that learns nothing, such as hashing, need not be fitted."""
        if not self._learns and "model_" not in self.__dict__:
            return self.fit_transform(raw_documents, timeout_ms=timeout_ms, cancel=cancel, progress=progress)
        self._model()
        frame, _ = texts(raw_documents, self._text_col)
        args = {"n_jobs": self.n_jobs, "timeout_ms": timeout_ms}
        return self._features(self._call("transform", args, frame, cancel=cancel, progress=progress))

    @property
    def _learns(self) -> bool:
        """Whether there is anything to learn from texts."""
        return self._id != "text.hashing" and getattr(self, "vocabulary", None) is None

    def _features(self, matrix: _core.Csr) -> Any:
        return _sparse.dense(matrix) if self._dense else _sparse.write(matrix)

    def update(
        self: V,
        raw_documents: Any,
        *,
        timeout_ms: int | None = None,
        cancel: _core.CancelToken | None = None,
        progress: Progress = None,
    ) -> V:
        """Learns from more texts, so that data larger than memory is fitted in parts: the model is then that of a fit
        to all texts. ``Unsupported`` where a component needs them all at once. On an error it is unchanged."""
        self._model()
        frame, _ = texts(raw_documents, self._text_col)
        self._update(frame, {"n_jobs": self.n_jobs, "timeout_ms": timeout_ms}, cancel, progress)
        return self

    def partial_fit(self: V, raw_documents: Any, y: Any = None) -> V:
        """``fit`` the first time and ``update`` from then on. ``y`` is ignored."""
        return self.update(raw_documents) if "model_" in self.__dict__ else self.fit(raw_documents)

    def fit_transform(
        self,
        raw_documents: Any,
        y: Any = None,
        *,
        text_col: str = "text",
        timeout_ms: int | None = None,
        cancel: _core.CancelToken | None = None,
        progress: Progress = None,
    ) -> Any:
        """``fit(raw_documents).transform(raw_documents)``, but the texts are read once: the same bits in less time."""
        frame, form = texts(raw_documents, text_col)
        features = self._fit_answer(frame, self._options(text_col, timeout_ms), cancel, progress)
        self._form, self._text_col = form.only(), text_col
        return self._features(features)

    def get_feature_names_out(self, input_features: Any = None) -> np.ndarray:
        """The name of each feature; ``Unsupported`` after hashing. ``input_features`` is ignored."""
        return np.array(self._call("feature_names").take()[0][2], object)

    def _adopt(self, about: dict[str, Any], form: Form) -> None:
        super()._adopt(about, form)
        self._text_col = about["fields"][0][0]

    def __sklearn_tags__(self) -> Any:
        from sklearn.utils import InputTags, Tags, TargetTags, TransformerTags

        return Tags(
            estimator_type=None,
            target_tags=TargetTags(required=False),
            transformer_tags=TransformerTags(),
            input_tags=InputTags(string=True, two_d_array=False),
        )


class Learner(Component):
    """What classifiers and regressors share: they read texts or features."""

    random_state: Any
    n_jobs: int | None
    n_features_in_: int
    _text_col: str

    def _read(self, X: Any) -> tuple[Any, Form, int | None]:
        """Texts as a frame, features as a sparse matrix; and how many features there are."""
        if _sparse.is_sparse(X):
            matrix = _sparse.read(X)
            return matrix, Form(), matrix.shape[1]
        array = X if isinstance(X, np.ndarray) else None
        if array is None and isinstance(X, (list, tuple)) and X and not isinstance(X[0], (str, type(None))):
            array = _frames.as_array(X)
        if array is None or array.dtype.kind in "UT" or (array.ndim == 1 and array.dtype.kind == "O"):
            return *texts(X, self._text_col), None
        array = _frames.numbers(array)
        if array.ndim != 2:
            raise InvalidData(f"Expected 2D array, got {array.ndim}D array instead. Reshape your data.")
        if array.shape[1] == 0 or array.shape[0] == 0:
            what = "feature(s)" if array.shape[1] == 0 else "sample(s)"
            raise InvalidData(f"0 {what} (shape={array.shape}) while a minimum of 1 is required.")
        if not np.isfinite(array).all():
            raise InvalidData("the matrix contains NaN or infinity; must be finite")
        return _core.Csr.from_dense(array), Form(), array.shape[1]

    def _rows(self, X: Any) -> tuple[Any, Form]:
        self._model()
        data, form, columns = self._read(X)
        expected = self.__dict__.get("n_features_in_")
        if columns is not None and expected is not None and columns != expected:
            name = type(self).__name__
            raise InvalidData(f"X has {columns} features, but {name} is expecting {expected} features as input")
        return data, form

    def _learn(self, columns: int | None, form: Form) -> None:
        self.__dict__.pop("n_features_in_", None)
        self._form = form.only()
        if columns is not None:
            self.n_features_in_ = columns

    def explain(self, X: Any, top: int = 10, *, output: str | None = None) -> Any:
        """The features that count most in what is predicted of each row, strongest first, at most ``top``; a frame."""
        data, form = self._rows(X)
        frame = self._call("explain", {"top": top, "n_jobs": self.n_jobs}, data)
        return self._write(frame, form.only(), output)


class Classifier(Learner):
    """Puts texts, or features of texts, into classes.

    After ``fit``: ``classes_``, in rising order, of the type that the labels had.
    """

    _family: ClassVar[str] = "classifier"

    classes_: np.ndarray
    _label_col: str

    def fit(
        self: C,
        X: Any,
        y: Any = None,
        *,
        text_col: str = "text",
        label_col: str = "label",
        timeout_ms: int | None = None,
        cancel: _core.CancelToken | None = None,
        progress: Progress = None,
    ) -> C:
        """Learns from texts or features, and one label a row: ``y``, or the column ``label_col`` of a frame."""
        self._text_col, self._label_col = text_col, label_col
        data, form, columns = self._read(X)
        target = None if y is None else _labels(y)
        _need(target, X, form)
        options = {
            "text_col": text_col,
            "label_col": label_col,
            "seed": seed_of(self.random_state),
            "n_jobs": self.n_jobs,
            "timeout_ms": timeout_ms,
        }
        self._fit(data, options, cancel, progress, target)
        self._learn(columns, form)
        return self

    def update(
        self: C,
        X: Any,
        y: Any = None,
        *,
        timeout_ms: int | None = None,
        cancel: _core.CancelToken | None = None,
        progress: Progress = None,
    ) -> C:
        """Learns from more texts and one label a text, so that data larger than memory is fitted in parts: the model is
        then that of a fit to all of them. The first part must have every class. Labels are ``y``, or the column of the
        fit's ``label_col``. ``Unsupported`` where a component needs all data at once. On an error it is unchanged."""
        self._model()
        data, _, columns = self._read(X)
        if columns is not None:
            raise InvalidData("features were given; an update takes texts")
        if y is not None:
            _frames.add(data, Form(), self._label_col, _label_values(y))
        self._update(data, {"n_jobs": self.n_jobs, "timeout_ms": timeout_ms}, cancel, progress)
        return self

    def partial_fit(self: C, X: Any, y: Any = None, classes: Any = None) -> C:
        """``fit`` the first time, on texts of every class, and ``update`` from then on. ``classes``, where they are
        given the first time, are compared with those."""
        if "model_" in self.__dict__:
            return self.update(X, y)
        if classes is not None and (absent := sorted(set(np.asarray(classes).tolist()) - set(np.asarray(y).tolist()))):
            raise Unsupported(f"the first part has no text of the classes {absent}; it must have every class")
        return self.fit(X, y)

    def _learn(self, columns: int | None, form: Form) -> None:
        super()._learn(columns, form)
        self.classes_ = _frames.write(self._call("classes"), Form())["class"]

    def predict(self, X: Any) -> np.ndarray:
        """The class of each row: the most probable, unless a ``CalibratedClassifier`` has thresholds."""
        return _frames.write(self._call("predict", {"n_jobs": self.n_jobs}, self._rows(X)[0]), Form())["label"]

    def predict_proba(self, X: Any) -> np.ndarray:
        """The probability of each class, in the order of ``classes_``, one row a row."""
        frame = self._call("predict_proba", {"n_jobs": self.n_jobs}, self._rows(X)[0])
        return np.array([column[2] for column in frame.take()]).T

    def score(self, X: Any, y: Any) -> float:
        """The share of rows whose class is predicted."""
        return float(np.mean(self.predict(X) == np.asarray(y)))

    def _adopt(self, about: dict[str, Any], form: Form) -> None:
        super()._adopt(about, form)
        fields = about["fields"]
        self._text_col, self._label_col = fields[0][0] if fields else "text", "label"
        self._learn(None, form)

    def __sklearn_tags__(self) -> Any:
        from sklearn.utils import ClassifierTags, InputTags, Tags, TargetTags

        return Tags(
            estimator_type="classifier",
            target_tags=TargetTags(required=True),
            classifier_tags=ClassifierTags(),
            input_tags=InputTags(sparse=True, string=True),
        )


class Regressor(Learner):
    """Predicts a number of each text, or of features of texts."""

    _family: ClassVar[str] = "regressor"

    def fit(
        self: R,
        X: Any,
        y: Any = None,
        *,
        text_col: str = "text",
        target_col: str = "y",
        timeout_ms: int | None = None,
        cancel: _core.CancelToken | None = None,
        progress: Progress = None,
    ) -> R:
        """Learns from texts or features, and one number a row: ``y``, or the column ``target_col`` of a frame."""
        self._text_col = text_col
        data, form, columns = self._read(X)
        target = None if y is None else _frames.read({"y": _column(y)})[0]
        _need(target, X, form)
        options = {
            "text_col": text_col,
            "target_col": target_col,
            "seed": seed_of(self.random_state),
            "n_jobs": self.n_jobs,
            "timeout_ms": timeout_ms,
        }
        self._fit(data, options, cancel, progress, target)
        self._learn(columns, form)
        return self

    def predict(self, X: Any) -> np.ndarray:
        """The number of each row."""
        return _frames.write(self._call("predict", {"n_jobs": self.n_jobs}, self._rows(X)[0]), Form())["prediction"]

    def score(self, X: Any, y: Any) -> float:
        """The coefficient of determination, R²: 1 for perfect predictions, 0 for those no better than the mean."""
        y = np.asarray(y, float)
        off, spread = ((y - self.predict(X)) ** 2).sum(), ((y - y.mean()) ** 2).sum()
        return float(1 - off / spread) if spread > 0 else float(off == 0)

    def _adopt(self, about: dict[str, Any], form: Form) -> None:
        super()._adopt(about, form)
        fields = about["fields"]
        self._text_col = fields[0][0] if fields else "text"
        self._learn(None, form)

    def __sklearn_tags__(self) -> Any:
        from sklearn.utils import InputTags, RegressorTags, Tags, TargetTags

        return Tags(
            estimator_type="regressor",
            target_tags=TargetTags(required=True),
            regressor_tags=RegressorTags(),
            input_tags=InputTags(sparse=True, string=True),
        )


def _need(target: _core.Frame | None, X: Any, form: Form) -> None:
    """What is to be learnt is given apart, unless the data has columns."""
    if target is None and form.kind == "numpy" and not isinstance(X, Mapping):
        raise InvalidData("requires y to be passed, but the target y is None")


def _column(y: Any) -> Any:
    """An array without its second dimension of one; other columns as they are."""
    if _frames.kind_of(y) not in (None, "numpy"):
        return y
    array = _frames.as_array(y)
    return array.ravel() if array.ndim == 2 and array.shape[1] == 1 else array


def _labels(y: Any) -> _core.Frame:
    frame, _ = _frames.read({"label": _label_values(y)})
    return frame


def _label_values(y: Any) -> Any:
    array = _column(y)
    if isinstance(array, np.ndarray):
        if array.dtype.kind == "f" and np.isfinite(array).all() and (array == np.round(array)).all():
            array = array.astype(np.int64)
        if array.dtype.kind == "f":
            raise InvalidData("Unknown label type: continuous. The labels must be text, whole numbers or truth values")
    return array
