"""Kingpost: AI components that give the same bits in Python, Node, the JVM and Rust.

Every component is a class: its parameters are arguments of the constructor, ``fit`` learns, and a fitted one is saved
as one file that every language loads.

>>> import kingpost
>>> model = kingpost.Naive().fit([1.0, 2.0, 4.0])
>>> model.forecast(2)["Naive"].tolist()
[4.0, 4.0]
"""

from . import _components, _functions
from ._base import Component
from ._components import *  # noqa: F403
from ._core import CancelToken
from ._core import __version__ as __version__
from ._core import _forced_panic as _forced_panic
from ._detect import Detector, StreamDetector
from ._errors import (
    Cancelled,
    CorruptModel,
    DeadlineExceeded,
    DeviceUnavailable,
    IncompatibleModel,
    Internal,
    InvalidData,
    InvalidParams,
    InvalidType,
    Io,
    KingpostError,
    MissingValues,
    NotEnoughData,
    NotFitted,
    UnknownComponent,
    Unsupported,
)
from ._evaluate import backtest, metric, metrics
from ._forecast import Forecaster
from ._functions import *  # noqa: F403
from ._index import Index
from ._models import component, fit, get, inspect, load, loads, search, verify
from ._models import list_ids as list
from ._series import SeriesDetector
from ._sparse import Csr
from ._text import Classifier, Regressor, Vectorizer

version: str = __version__

__all__ = [
    "CancelToken",
    "Cancelled",
    "Classifier",
    "Component",
    "CorruptModel",
    "Csr",
    "DeadlineExceeded",
    "Detector",
    "DeviceUnavailable",
    "Forecaster",
    "IncompatibleModel",
    "Index",
    "Internal",
    "InvalidData",
    "InvalidParams",
    "InvalidType",
    "Io",
    "KingpostError",
    "MissingValues",
    "NotEnoughData",
    "NotFitted",
    "Regressor",
    "SeriesDetector",
    "StreamDetector",
    "UnknownComponent",
    "Unsupported",
    "Vectorizer",
    "backtest",
    "component",
    "fit",
    "get",
    "inspect",
    "list",
    "load",
    "loads",
    "metric",
    "metrics",
    "search",
    "verify",
    "version",
    *_components.__all__,
    *_functions.__all__,
]
