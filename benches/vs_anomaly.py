"""Anomaly detection: Kingpost, scikit-learn and PyOD on the same tables, accuracy beside CPU seconds."""

import warnings
from importlib.metadata import version

import numpy as np
from pyod.models.ecod import ECOD
from sklearn.ensemble import IsolationForest
from sklearn.metrics import average_precision_score, roc_auc_score

import kingpost

from common import ROOT, cold, cpu, data_folder, finish, header, paragraph, progress, table, verdict

warnings.filterwarnings("ignore")
# Both fit a table and score its rows: name, the peer's name, rows of the speed test, goal for speed.
DETECTORS = {
    "IsolationForest": (
        "scikit-learn",
        lambda X: -IsolationForest(random_state=0).fit(X).score_samples(X),
        lambda X: kingpost.IsolationForest(random_state=0, n_jobs=1).fit_score(X),
        1_000_000,
        8,
    ),
    "ECOD": ("PyOD", lambda X: ECOD().fit(X).decision_scores_, lambda X: kingpost.ECOD(n_jobs=1).fit_score(X), 100_000, 5),
}


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
    tables = sets()
    rows = []
    for name, (peer, theirs, ours, _, _) in DETECTORS.items():
        progress(f"{name} on {len(tables)} tables")
        auc, precision, seconds = [[], []], [[], []], [0.0, 0.0]
        theirs(np.random.default_rng(0).normal(size=(50, 2)))  # warm-up
        for X, y in tables.values():
            for side, work in enumerate((theirs, ours)):
                scores, time = cpu(lambda work=work: work(X), 5, 0.3)
                auc[side].append(roc_auc_score(y, scores))
                precision[side].append(average_precision_score(y, scores))
                seconds[side] += time
        means = [float(np.mean(values)) for values in (*auc, *precision)]
        rows.append(
            [
                name,
                len(tables),
                peer,
                *seconds,
                f"{seconds[0] / seconds[1]:.1f}x",
                *means,
                verdict(("AUC within .003", means[1] >= means[0] - 0.003)),
            ]
        )
    paragraph("""
        Tables with labelled anomalies, fit and score of the same rows; means over the tables.
    """)
    table(
        "detector | tables | peer | its CPU s | Kingpost CPU s | ratio | its AUC | Kingpost AUC | "
        "its AP | Kingpost AP | goals",
        rows,
    )


def speed() -> None:
    rng = np.random.default_rng(0)
    rows = []
    for name, (peer, theirs, ours, n, goal) in DETECTORS.items():
        progress(f"{name} on {n:,} rows")
        X = rng.normal(size=(n, 10))
        a, their_time = cpu(lambda: theirs(X), 5)
        b, our_time = cpu(lambda: ours(X), 5)
        ratio = their_time / our_time
        same = float(np.corrcoef(a, b)[0, 1])
        rows.append(
            [
                name,
                f"{n:,} x 10",
                peer,
                their_time,
                our_time,
                f"{ratio:.1f}x",
                same,
                verdict((f"{goal}x", ratio >= goal)),
            ]
        )
    paragraph("""
        Fit and score of normal random numbers, medians of five runs after a warm-up.
    """)
    table("detector | rows x columns | peer | its CPU s | Kingpost CPU s | ratio | correlation of scores | goals", rows)


def first() -> None:
    progress("first scores in a fresh process")
    data = "import numpy as np\nX = np.random.default_rng(0).normal(size=(1000, 10))\n"
    base = cold(data)
    rows = []
    for name, code in {
        "PyOD ECOD": "from pyod.models.ecod import ECOD\nECOD().fit(X).decision_scores_",
        "scikit-learn IsolationForest": "from sklearn.ensemble import IsolationForest\n"
        "IsolationForest(random_state=0).fit(X).score_samples(X)",
        "Kingpost ECOD": "import kingpost\nkingpost.ECOD(n_jobs=1).fit_score(X)",
        "Kingpost IsolationForest": "import kingpost\nkingpost.IsolationForest(random_state=0, n_jobs=1).fit_score(X)",
    }.items():
        seconds, memory = cold(data + code)
        rows.append([name, f"{1000 * (seconds - base[0]):.0f}", f"{memory - base[1]:.0f}"])
    paragraph("""
        The first scores of 1,000 x 10 in a fresh process, above Python with numpy.
    """)
    table("detector | CPU ms | MiB", rows)


def stream() -> None:
    progress("a stream")
    rng = np.random.default_rng(0)
    y = np.sin(np.arange(30_000) / 10) + rng.normal(scale=0.1, size=30_000)
    model = kingpost.RobustRandomCutForest(num_trees=50, shingle_size=8, random_state=0).fit(y[:1000, None])
    sizes, times = [], []
    for start in range(1000, 11_000, 2000):
        times.append(cpu(lambda start=start: model.update(y[start : start + 2000, None]))[1] / 2000 * 1e6)
        sizes.append(len(model.to_bytes()) / 2**20)
    constant = max(sizes) <= 1.05 * min(sizes)
    paragraph("""
        A stream: RobustRandomCutForest of 50 trees, shingle 8, windows of 256 points; 2,000 points a call, median
        of five calls.
    """)
    table(
        "detector | us a point | MiB of model, least | most | goals",
        [["RobustRandomCutForest", sorted(times)[2], min(sizes), max(sizes), verdict(("constant memory", constant))]],
    )


if __name__ == "__main__":
    peers = [f"{name} {version(name)}" for name in ("scikit-learn", "pyod")]
    header("Anomaly detection", f"kingpost {kingpost.__version__}", *peers)
    accuracy()
    speed()
    first()
    stream()
    finish("anomaly")
