"""Anomaly detection: Kingpost, scikit-learn, PyOD, STUMPY, river and rrcf on the same data, accuracy beside CPU time.

The tables are in anomaly_tables.py, series and streams in anomaly_series.py.
"""

import warnings
from importlib.metadata import version

import kingpost

import anomaly_series
import anomaly_tables
from common import finish, header

warnings.filterwarnings("ignore")


if __name__ == "__main__":
    peers = [f"{name} {version(name)}" for name in ("scikit-learn", "pyod", "stumpy", "river", "rrcf")]
    header("Anomaly detection", f"kingpost {kingpost.__version__}", *peers)
    anomaly_tables.accuracy()
    anomaly_tables.speed()
    anomaly_tables.first()
    anomaly_series.profile()
    anomaly_series.archives()
    anomaly_series.streams()
    finish("anomaly")
