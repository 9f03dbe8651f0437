"""The errors of Kingpost: one class a code, each of them also the builtin that a caller would expect."""

from __future__ import annotations

import sys
from typing import Any


class KingpostError(Exception):
    """Any error of Kingpost.

    ``code`` is the same in every language, such as ``"kp.invalid_params"``; ``context`` holds named facts about the
    place: the parameter, the series, the column.
    """

    code = "kp.internal"

    def __init__(self, message: str = "", context: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.context = dict(context or {})

    def __str__(self) -> str:
        return self.message

    def __reduce__(self) -> tuple[Any, ...]:
        return from_core, (self.code, self.message, self.context, getattr(self, "errno", None))


class InvalidParams(KingpostError, ValueError):
    """A parameter or argument is unknown, has the wrong type, or is out of its range."""

    code = "kp.invalid_params"


class UnknownComponent(KingpostError, LookupError):
    """No component of that id is in the catalogue."""

    code = "kp.unknown_component"


class InvalidData(KingpostError, ValueError):
    """The data has a wrong shape, type, order or value."""

    code = "kp.invalid_data"


class InvalidType(InvalidData, TypeError):
    """The data is of a type that cannot be read; its code is that of ``InvalidData``."""


class NotEnoughData(KingpostError, ValueError):
    """There are fewer observations than the component needs."""

    code = "kp.not_enough_data"


class MissingValues(KingpostError, ValueError):
    """Values are missing where the component needs them."""

    code = "kp.missing_values"


class Unsupported(KingpostError, NotImplementedError):
    """The component or model does not offer what was asked of it."""

    code = "kp.unsupported"


class NotFitted(KingpostError, ValueError, AttributeError):
    """The model was asked before it was fitted; also scikit-learn's ``NotFittedError`` where that is used."""

    code = "kp.not_fitted"


class CorruptModel(KingpostError, ValueError):
    """The bytes are not a model file that this library wrote, or they were changed."""

    code = "kp.corrupt_model"


class IncompatibleModel(KingpostError, ValueError):
    """The model file is sound but needs something that this release does not have."""

    code = "kp.incompatible_model"


class DeviceUnavailable(KingpostError, RuntimeError):
    """The device that was asked for is not there, or not compiled in."""

    code = "kp.device_unavailable"


class Io(KingpostError, OSError):
    """Reading or writing a file failed; ``errno`` is the system's number where there is one."""

    code = "kp.io"

    def __init__(self, message: str = "", context: dict[str, str] | None = None) -> None:
        super().__init__(message, context)
        self.errno = None


class Cancelled(KingpostError):
    """The caller cancelled the work."""

    code = "kp.cancelled"


class DeadlineExceeded(KingpostError, TimeoutError):
    """The deadline passed before the work was done."""

    code = "kp.deadline_exceeded"


class Internal(KingpostError, RuntimeError):
    """A bug in the library: a panic that was caught before it left it."""

    code = "kp.internal"


CLASSES: dict[str, type[KingpostError]] = {
    kind.code: kind
    for kind in (
        InvalidParams,
        UnknownComponent,
        InvalidData,
        NotEnoughData,
        MissingValues,
        Unsupported,
        NotFitted,
        CorruptModel,
        IncompatibleModel,
        DeviceUnavailable,
        Io,
        Cancelled,
        DeadlineExceeded,
        Internal,
    )
}

_sklearn_not_fitted: type[KingpostError] | None = None


def _not_fitted() -> type[KingpostError]:
    """``NotFitted``, which is scikit-learn's error too where the program uses scikit-learn."""
    global _sklearn_not_fitted
    exceptions = sys.modules.get("sklearn.exceptions")
    if exceptions is None:
        return NotFitted
    if _sklearn_not_fitted is None:
        bases = (NotFitted, exceptions.NotFittedError)
        _sklearn_not_fitted = type("NotFitted", bases, {"__module__": __name__, "__doc__": NotFitted.__doc__})
    return _sklearn_not_fitted


def from_core(code: str, message: str, context: dict[str, str], errno: int | None = None) -> KingpostError:
    """The exception of a code."""
    kind = _not_fitted() if code == NotFitted.code else CLASSES.get(code, KingpostError)
    error = kind(message, context)
    if code not in CLASSES:
        error.code = code
    if isinstance(error, Io):
        error.errno = errno
    return error


def not_fitted(name: str) -> KingpostError:
    """The error of a verb that was called too early."""
    return _not_fitted()(f"this {name} is not fitted yet; call fit first")
