"""The catalogue, and models by id or out of files."""

from __future__ import annotations

import functools
import json
import os
from typing import Any

from . import _components, _core, _frames
from ._base import Component
from ._errors import InvalidParams
from ._frames import Form

_CLASSES: dict[str, type[Component]] = {cls._id: cls for cls in _components.CLASSES}


@functools.cache
def _catalog() -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in json.loads(_core.catalog_json())}


def list_ids() -> list[str]:
    """The ids of all components, in order."""
    return sorted(_catalog())


def get(id: str) -> dict[str, Any]:
    """What the catalogue says of a component: id, name, version, family, verbs, what it takes, page, schemas, defaults.

    Raises ``UnknownComponent``, naming the ids that there are.
    """
    _core.check_id(id)
    return json.loads(json.dumps(_catalog()[id]))


def search(query: str) -> list[str]:
    """The ids of the components whose id, name or page has every word of the query, in any case."""
    return _core.search(query)


def component(id: str, **params: Any) -> Component:
    """A component by its id, with these parameters, ready to be fitted."""
    _core.check_id(id)
    cls = _CLASSES[id]
    for name in params:
        if name not in cls._names():
            known = ", ".join(cls._names())
            raise InvalidParams(f"{cls.__name__} has no parameter {name!r}; it has {known}", {"param": name})
    return cls(**params)


def fit(id: str, data: Any, *args: Any, params: dict[str, Any] | None = None, **options: Any) -> Component:
    """Fits the component of an id: ``component(id, **params).fit(data, *args, **options)``."""
    return component(id, **(params or {})).fit(data, *args, **options)  # type: ignore[attr-defined]


def load(path: str | os.PathLike[str], *, output: str = "numpy") -> Any:
    """Reads a model file that any language wrote; the result is of the class that was fitted. A supervised model of
    fastText, ``.bin`` or ``.ftz``, is read as well, a ``FastTextClassifier``.

    Its answers to no frame, such as a forecast, come in the kind that ``output`` names: ``"numpy"`` for a dict of
    arrays, ``"pandas"``, ``"polars"`` or ``"pyarrow"``.
    """
    return _adopt(_core.Model.load(os.fspath(path)), output)


def loads(data: bytes | bytearray | memoryview, *, output: str = "numpy") -> Any:
    """Reads the bytes of a model file; see ``load``."""
    return _adopt(_core.Model.from_bytes(bytes(data)), output)


def verify(path: str | os.PathLike[str]) -> dict[str, Any]:
    """Reads a model file and replays its own test vectors on this machine; a report."""
    return json.loads(_core.Model.load(os.fspath(path)).verify())


def _adopt(model: _core.Model, output: str) -> Component:
    form = _frames.same_form(Form(), output)
    about = json.loads(model.describe())
    cls = _CLASSES[about["component"]]
    made = cls(**{name: value for name, value in about["params"].items() if name in cls._names()})
    made.model_ = model
    made._adopt(about, form)
    return made


def inspect(model: str | os.PathLike[str] | bytes | bytearray | memoryview) -> dict[str, Any]:
    """What a model file, by path or bytes, says of itself: component, parameters, card, data contract, digests."""
    if isinstance(model, (bytes, bytearray, memoryview)):
        return json.loads(_core.inspect(bytes(model)))
    return json.loads(_core.inspect_file(os.fspath(model)))
