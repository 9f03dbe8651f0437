"""What all components share: parameters, saving, loading, showing."""

from __future__ import annotations

import html
import inspect
import json
import operator
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from decimal import Decimal
from typing import Any, ClassVar, TypeVar

from . import _core, _frames
from . import _numpy as np
from ._errors import InvalidParams, not_fitted
from ._frames import Form

#: ``True`` for a bar of tqdm, or a function that is called with (done, total) at most ten times a second.
Progress = bool | Callable[[int, int], object] | None
Self = TypeVar("Self", bound="Component")


def _plain(value: Any) -> Any:
    if isinstance(value, (np.generic, np.ndarray)):
        return value.tolist()
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if isinstance(value, Component):
        # A component that is a parameter of another of its family.
        return {value._family: value._id, "params": json.loads(value._core_params())}
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, Decimal):
        return float(value)
    raise InvalidParams(f"{value!r} is of type {type(value).__name__}; must be a number, a text, a list or None")


#: Made once: ``json.dumps`` makes one for every call that names a default.
_ENCODER = json.JSONEncoder(default=_plain, allow_nan=False)


def to_json(value: Any) -> str:
    """JSON text of parameters; numpy's numbers and arrays count as Python's."""
    try:
        return _ENCODER.encode(value)
    except ValueError as error:
        name, bad = next(((name, bad) for name, bad in _parts(value, "") if not _finite(bad)), ("", value))
        raise InvalidParams(f"{name or 'a parameter'} is {bad!r}; must be finite", {"param": name}) from error


def _finite(value: Any) -> bool:
    return not isinstance(value, (float, np.floating)) or bool(np.isfinite(value))


def _parts(value: Any, name: str) -> Iterator[tuple[str, Any]]:
    """The plain values inside of parameters, each with the parameter's name."""
    if isinstance(value, dict):
        for inner, part in value.items():
            yield from _parts(part, name or str(inner))
    elif isinstance(value, (list, tuple, np.ndarray)):
        for part in value:
            yield from _parts(part, name)
    else:
        yield name, value


def given(options: dict[str, Any]) -> str:
    """JSON text of the options that are not None; nothing where all are."""
    options = {name: value for name, value in options.items() if value is not None}
    return to_json(options) if options else ""


def seed_of(random_state: Any) -> int:
    """The seed in a whole number, in a generator of numpy (which moves on), or in None (0)."""
    if random_state is None:
        return 0
    if hasattr(random_state, "integers"):
        return int(random_state.integers(2**53))
    if hasattr(random_state, "randint"):
        return int(random_state.randint(2**31 - 1))
    try:
        return operator.index(random_state)
    except TypeError:
        raise InvalidParams(f"random_state is {random_state!r}; must be a whole number or a generator") from None


def shown(progress: Progress, what: str) -> AbstractContextManager[Callable[[int, int], object] | None]:
    """The function that the core reports progress to."""
    if callable(progress):
        return nullcontext(progress)
    if not progress:
        return nullcontext()
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return nullcontext()
    return _bar(tqdm(total=0, desc=what))


@contextmanager
def _bar(bar: Any) -> Iterator[Callable[[int, int], object]]:
    def show(done: int, total: int) -> None:
        bar.total, bar.n = total, done
        bar.refresh()

    try:
        yield show
    finally:
        bar.close()


class Component:
    """A component: its parameters as plain attributes, and after ``fit`` the model in ``model_``.

    Parameters are checked by ``fit``, not by the constructor, as scikit-learn wants it.
    """

    _id: ClassVar[str]
    _family: ClassVar[str]
    #: Parameters of the class that are not the core's: they say how to run.
    _of_call: ClassVar[frozenset[str]] = frozenset({"random_state", "n_jobs"})

    model_: _core.Model
    _form: Form

    @classmethod
    def _names(cls) -> list[str]:
        return [name for name in inspect.signature(cls.__init__).parameters if name != "self"]

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The parameters by name; with ``deep`` those of components that are parameters, too: ``estimator__alpha``."""
        params = {name: getattr(self, name) for name in self._names()}
        if deep:
            for name, value in list(params.items()):
                if isinstance(value, Component):
                    params |= {f"{name}__{inner}": own for inner, own in value.get_params().items()}
        return params

    def set_params(self: Self, **params: Any) -> Self:
        """Sets parameters by name; they are checked by the next ``fit``."""
        names = self._names()
        # Components first: the parameters of a component that is set with them are its own.
        for name, value in sorted(params.items(), key=lambda item: "__" in item[0]):
            outer, _, inner = name.partition("__")
            if inner and isinstance(getattr(self, outer, None), Component):
                getattr(self, outer).set_params(**{inner: value})
                continue
            if name not in names:
                raise InvalidParams(
                    f"Invalid parameter {name!r} for estimator {self!r}. Valid parameters are: {names}", {"param": name}
                )
            setattr(self, name, value)
        return self

    def _core_params(self) -> str:
        return to_json(
            {name: value for name, value in self.get_params(deep=False).items() if name not in self._of_call}
        )

    def _fit(
        self,
        data: Any,
        options: dict[str, Any],
        cancel: _core.CancelToken | None,
        progress: Progress,
        target: _core.Frame | None = None,
    ) -> None:
        with shown(progress, type(self).__name__) as show:
            self.model_ = _core.Model.fit(
                self._id, self._core_params(), data, target, given(options), cancel=cancel, progress=show
            )

    def _fit_answer(
        self, data: Any, options: dict[str, Any], cancel: _core.CancelToken | None, progress: Progress
    ) -> Any:
        with shown(progress, type(self).__name__) as show:
            self.model_, answer = _core.Model.fit_answer(
                self._id, self._core_params(), data, given(options), cancel=cancel, progress=show
            )
        return answer

    def _model(self) -> _core.Model:
        model = self.__dict__.get("model_")
        if model is None:
            raise not_fitted(type(self).__name__)
        return model

    def __sklearn_is_fitted__(self) -> bool:
        return "model_" in self.__dict__

    def _call(
        self,
        verb: str,
        args: dict[str, Any] | None = None,
        data: Any = None,
        *,
        light: bool = True,
        cancel: _core.CancelToken | None = None,
        progress: Progress = None,
    ) -> Any:
        with shown(progress, f"{type(self).__name__}.{verb}") as show:
            return self._model().call(verb, given(args or {}), data, light=light, cancel=cancel, progress=show)

    def _update(
        self,
        data: Any,
        options: dict[str, Any],
        cancel: _core.CancelToken | None,
        progress: Progress,
    ) -> _core.Frame:
        with shown(progress, f"{type(self).__name__}.update") as show:
            return self._model().update(data, given(options), cancel=cancel, progress=show)

    def _write(self, frame: _core.Frame, form: Form | None = None, output: str | None = None) -> Any:
        return _frames.write(frame, _frames.same_form(form or self._form, output))

    def parts(self, *, output: str | None = None) -> dict[str, Any]:
        """What only this kind of model has: facts under their names, and tables as frames."""
        summary, tables = self._model().parts()
        return json.loads(summary) | {name: self._write(table, output=output) for name, table in tables.items()}

    @property
    def card(self) -> dict[str, Any]:
        """What the model says about itself; ``facts`` is what the fit found. Assign a dict to write the rest."""
        return json.loads(self._model().describe())["card"]

    @card.setter
    def card(self, card: dict[str, Any]) -> None:
        self._model().set_card(to_json(card))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the model file; ``kingpost.load`` reads it, in every language. A file that was there stays until the
        new one is complete. A ``FastTextClassifier`` is written for fastText where the name ends in ``.fasttext.bin``
        or ``.ftz``."""
        self._model().save(os.fspath(path))

    def to_bytes(self) -> bytes:
        """The bytes of the model file."""
        return self._model().to_bytes()

    def content_id(self) -> str:
        """SHA-256 of what the model is: equal models have equal ids, in every language."""
        return self._model().content_id()

    def verify(self) -> dict[str, Any]:
        """Replays the model's own test vectors on this machine; a report."""
        return json.loads(self._model().verify())

    def _adopt(self, about: dict[str, Any], form: Form) -> None:
        """Takes over what a model file says, beside the parameters."""
        self._form = form

    def __repr__(self) -> str:
        defaults = inspect.signature(type(self).__init__).parameters
        changed = (
            f"{name}={value!r}"
            for name, value in self.get_params(deep=False).items()
            if type(value) is not type(defaults[name].default) or repr(value) != repr(defaults[name].default)
        )
        return f"{type(self).__name__}({', '.join(changed)})"

    def _repr_html_(self) -> str:
        """A table for notebooks: parameters, and what the fit found."""
        rows = [(name, value, "") for name, value in self.get_params(deep=False).items()]
        if self.__sklearn_is_fitted__():
            rows += [(name, value, "facts") for name, value in self.card["facts"].items()]
        cells = "".join(
            f"<tr><th style='text-align:left'>{html.escape(str(name))}</th>"
            f"<td style='text-align:left'>{html.escape(str(value))}</td></tr>"
            for name, value, _ in rows
        )
        state = "fitted" if self.__sklearn_is_fitted__() else "not fitted"
        return f"<table><caption><b>{html.escape(repr(self))}</b> ({state})</caption>{cells}</table>"
