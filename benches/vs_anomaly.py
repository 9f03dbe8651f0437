"""Anomaly detection: Kingpost, scikit-learn and PyOD on the same tables, accuracy beside CPU seconds."""

import warnings
from importlib.metadata import version

import numpy as np
from common import ROOT, cpu, data_folder, header, table
from pyod.models.ecod import ECOD
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score

import kingpost

warnings.filterwarnings("ignore")


def sets() -> dict[str, tuple[np.ndarray, np.ndarray]]:
    folder = data_folder()
    if folder is None:
        rows = np.genfromtxt(ROOT / "examples/data/cells.csv", delimiter=",", skip_header=1)
        return {"cells": (rows[:, :-1], rows[:, -1].astype(int))}
    found = {}
    for path in sorted((folder / "anomaly/tabular").glob("*.npz")):
        with np.load(path) as file:
            found[path.stem] = (file["X"].astype(float), file["y"].astype(int))
    return found


def accuracy() -> None:
    pairs = {
        "IsolationForest": (
            lambda X: -IsolationForest(random_state=0).fit(X).score_samples(X),
            lambda X: kingpost.IsolationForest(random_state=0).fit(X).score(X),
        ),
        "ECOD": (lambda X: ECOD().fit(X).decision_scores_, lambda X: kingpost.ECOD().fit(X).score(X)),
    }
    rows = []
    for name, (theirs, ours) in pairs.items():
        auc, seconds = [[], []], [0.0, 0.0]
        theirs(np.random.default_rng(0).normal(size=(50, 2)))  # warm-up
        for X, y in sets().values():
            for side, work in enumerate((theirs, ours)):
                scores, time = cpu(lambda work=work: work(X))
                auc[side].append(roc_auc_score(y, scores))
                seconds[side] += time
        means = [float(np.mean(values)) for values in auc]
        rows.append([name, len(auc[0]), *seconds, f"{seconds[0] / seconds[1]:.1f}x", *means])
    table(["detector", "sets", "peer CPU s", "Kingpost CPU s", "ratio", "peer mean AUC", "Kingpost mean AUC"], rows)


def speed() -> None:
    rng = np.random.default_rng(0)
    rows = []
    for name, n, theirs, ours in [
        ("IsolationForest", 1_000_000, lambda X: IsolationForest(random_state=0).fit(X).score_samples(X),
         lambda X: kingpost.IsolationForest(random_state=0).fit(X).score(X)),
        ("ECOD", 100_000, lambda X: ECOD().fit(X).decision_scores_, lambda X: kingpost.ECOD().fit(X).score(X)),
    ]:
        X = rng.normal(size=(n, 10))
        peer, own = cpu(lambda: theirs(X), 3)[1], cpu(lambda: ours(X), 3)[1]
        rows.append([name, f"{n:,} x 10", peer, own, f"{peer / own:.1f}x"])
    table(["fit and score", "rows x columns", "peer CPU s", "Kingpost CPU s", "ratio"], rows)


if __name__ == "__main__":
    peers = [f"{name} {version(name)}" for name in ("scikit-learn", "pyod")]
    header("Anomaly detection", f"kingpost {kingpost.__version__}", *peers)
    accuracy()
    speed()
