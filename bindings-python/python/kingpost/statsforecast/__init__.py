"""Scripts written for statsforecast, run by Kingpost: change ``from statsforecast`` to ``from kingpost.statsforecast``.

Same frames in, same columns out, for pandas and polars. The numbers of a model are those of Kingpost's component of
that name; what a component takes no notice of (how an optimiser is run) is accepted, and what would change the answer
and cannot be done raises ``Unsupported``.
"""

from . import models, utils
from .core import StatsForecast
from .models import *  # noqa: F403

__all__ = ["StatsForecast", "models", "utils", *models.__all__]
