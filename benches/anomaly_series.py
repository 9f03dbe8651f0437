"""Series and streams: the matrix profile beside STUMPY, detectors on the UCR archive and NAB, streams beside river."""

import time
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.metrics import average_precision_score

import kingpost

from common import cpu, data_folder, paragraph, progress, table, verdict

DETECTORS = ["AutoSeries", "MatrixProfile", "KMeansAD", "SubPCA", "SpectralResidual"]
LONGEST = 40_000
NEAR = 100


@dataclass
class Series:
    name: str
    x: np.ndarray
    # How many observations at the start hold no anomaly.
    train: int
    # First and last observation of each anomaly.
    ranges: list[tuple[int, int]]

    def truth(self) -> np.ndarray:
        inside = np.zeros(len(self.x), dtype=bool)
        for start, end in self.ranges:
            inside[start : end + 1] = True
        return inside


def made_up() -> list[Series]:
    """Where there is no data: noisy waves, in each of which one cycle is another's mirror image."""
    rng = np.random.default_rng(0)
    found = []
    for k in range(6):
        t = np.arange(8000)
        x = np.sin(t / (10 + k)) + 0.5 * np.sin(t / (5 + k / 2) + k) + rng.normal(scale=0.1, size=len(t))
        start = 4000 + 500 * k
        x[start : start + 80] = x[start : start + 80][::-1]
        found.append(Series(f"wave {k}", x, 2500, [(start, start + 79)]))
    return found


def ucr(folder: Path) -> list[Series]:
    found = []
    for path in sorted((folder / "anomaly/ucr").glob("*.npz")):
        with np.load(path) as file:
            x = file["x"].astype(float)
            if len(x) <= LONGEST:
                found.append(Series(path.stem, x, int(file["train"]), [(int(file["start"]), int(file["end"]))]))
    return found


def nab(folder: Path) -> list[Series]:
    found = []
    for path in sorted((folder / "anomaly/nab").glob("*.npz")):
        with np.load(path) as file:
            inside = np.concatenate([[0], (file["y"] > 0).astype(int), [0]])
            edges = np.flatnonzero(np.diff(inside))
            ranges = [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2])]
            found.append(Series(path.stem, file["x"].astype(float), int(file["train"]), ranges))
    return found


def alarms(flags: np.ndarray) -> list[tuple[int, int]]:
    """Flagged observations, those within `NEAR` of each other as one alarm."""
    at = np.flatnonzero(flags)
    if len(at) == 0:
        return []
    return [(int(part[0]), int(part[-1])) for part in np.split(at, np.flatnonzero(np.diff(at) > NEAR) + 1)]


@dataclass
class Judgement:
    """What a detector's scores and flags are worth."""

    hit: list[bool]
    precision: list[float]
    volume: list[float]
    found: list[bool]
    false: list[int]
    seconds: float = 0.0

    def add(self, series: Series, scores: np.ndarray, flags: np.ndarray | None) -> None:
        scores = np.where(np.isfinite(scores), scores, 0.0)
        if series.ranges:
            truth = series.truth()
            top = series.train + int(np.argmax(scores[series.train :]))
            self.hit.append(any(a - NEAR <= top <= b + NEAR for a, b in series.ranges))
            self.precision.append(average_precision_score(truth, scores))
            self.volume.append(kingpost.metric("vus_pr", {"truth": truth, "score": scores}))
        if flags is None:
            return
        told = alarms(flags)
        touch = [[a - NEAR <= end and start <= b + NEAR for a, b in series.ranges] for start, end in told]
        self.found.extend(any(row[k] for row in touch) for k in range(len(series.ranges)))
        self.false.append(sum(not any(row) for row in touch))

    def cells(self) -> list[float]:
        flagged = float(np.mean(self.found)) if self.found else float("nan")
        false = float(np.mean(self.false)) if self.false else float("nan")
        clean = float(np.mean(np.array(self.false) == 0)) if self.false else float("nan")
        means = [float(np.mean(values)) for values in (self.hit, self.precision, self.volume)]
        return [*means, self.seconds, flagged, false, clean]


def peer(x: np.ndarray) -> np.ndarray:
    from pyod.models.ts_spectral_residual import SpectralResidual

    return SpectralResidual().fit(x).decision_scores_


def archive(name: str, many: list[Series], goals: Callable[[Judgement], Iterable[tuple[str, bool]]]) -> None:
    rows = []
    for detector in DETECTORS:
        progress(f"{detector} on {len(many)} series of {name}")
        whole, later = (Judgement([], [], [], [], []) for _ in range(2))
        for series in many:
            answer, seconds = cpu(lambda: getattr(kingpost, detector)().fit_predict({"y": series.x}, n_jobs=1))
            whole.seconds += seconds
            whole.add(series, answer["score"], answer["anomaly"])
            model = getattr(kingpost, detector)().fit({"y": series.x[: series.train]}, n_jobs=1)
            later.add(series, model.score({"y": series.x}, n_jobs=1), None)
        said = verdict(*goals(whole)) if detector == "AutoSeries" else "no goal set"
        rows.append([detector, len(many), *whole.cells(), *later.cells()[:3], said])
    progress(f"PyOD on {len(many)} series of {name}")
    other = Judgement([], [], [], [], [])
    for series in many:
        scores, seconds = cpu(lambda: peer(series.x))
        other.seconds += seconds
        other.add(series, scores, None)
    rows.append(["PyOD SpectralResidual", len(many), *other.cells(), *[float("nan")] * 3, "-"])
    table(
        f"{name}, detector | series | hit | point AP | VUS-PR | CPU s | anomalies flagged | false alarms a series | "
        "series without one | hit, fit to train | point AP, fit to train | VUS-PR, fit to train | goals",
        rows,
    )


def archives() -> None:
    paragraph(f"""
        Series with labelled anomalies: the UCR archive's of at most {LONGEST:,} points and NAB's. Fit and score of
        the whole series with the defaults; the last three columns fit to the part at the start that is free of
        anomalies and score the whole. A hit: the highest score after that part is within {NEAR} points of an anomaly.
        Point AP: average precision over the points, nothing adjusted, mean over the series with anomalies; VUS-PR
        with buffers up to 100 points. Flagged: what `fit_predict` calls an anomaly by its own threshold; flags within
        {NEAR} points of each other are one alarm, which is true within {NEAR} points of an anomaly.
    """)
    folder = data_folder()
    if folder is None:
        archive("made-up waves", made_up(), lambda found: [])
        return
    archive("UCR", ucr(folder), lambda found: [("hit .80", np.mean(found.hit) >= 0.8)])
    archive("NAB", nab(folder), lambda found: [("point AP .40", np.mean(found.precision) >= 0.4)])


def profile() -> None:
    progress("matrix profiles")
    start = time.process_time()
    import stumpy

    imported = time.process_time() - start
    rng = np.random.default_rng(0)
    t = np.arange(2**16)
    x = np.sin(t / 20) + np.cumsum(rng.normal(scale=0.05, size=len(t))) + rng.normal(scale=0.1, size=len(t))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _, called = cpu(lambda: stumpy.stump(x[:1000], 100))
        rows = []
        for n, runs in ((2**14, 5), (2**16, 5)):
            a, theirs = cpu(lambda: stumpy.stump(x[:n], 100), runs, 10.0)
            b, here = cpu(lambda: kingpost.matrix_profile_join({"y": x[:n]}, window_size=100, n_jobs=1), runs, 10.0)
            far = float(np.max(np.abs(a[:, 0].astype(float) - b["distance"])))
            same = float(np.mean(a[:, 1].astype(int) == b["index"]))
            ratio = theirs / here
            goals = [("10x", ratio >= 10)] if n == 2**16 else []
            goals.append(("1e-9", far <= 1e-9))
            rows.append([f"{n:,}", theirs, here, f"{ratio:.1f}x", f"{far:.1e}", f"{100 * same:.2f} %", verdict(*goals)])
    paragraph(f"""
        Matrix profile of a wave on a random walk, windows of 100 points, in f64; medians of five runs, one run beyond
        ten seconds, after STUMPY's import ({imported:.1f} CPU s above what was imported before) and first call
        ({called:.1f} CPU s). Kingpost has no profile in f32, for which the goal is 18x.
    """)
    table(
        "points | STUMPY CPU s | Kingpost CPU s | ratio | largest difference of distances | same neighbour | goals",
        rows,
    )


def one_by_one(learn: Callable[[float], object], values: np.ndarray, runs: int = 1) -> float:
    """Microseconds a point of a peer that takes one at a time."""
    _, seconds = cpu(lambda: [learn(value) for value in values.tolist()], runs)
    return seconds / len(values) * 1e6


def river(name: str) -> Callable[[float], object] | None:
    from river import anomaly, drift

    if name == "HalfSpaceTrees":
        trees = anomaly.HalfSpaceTrees(n_trees=25, height=8, window_size=250, limits={"y": (-2, 2)}, seed=0)
        return lambda value: (trees.score_one({"y": value}), trees.learn_one({"y": value}))
    watch = {"ADWIN": drift.ADWIN, "PageHinkley": drift.PageHinkley, "DDM": drift.binary.DDM}.get(name)
    if watch is None:
        return None
    model = watch()
    return (lambda value: model.update(value > 0.5)) if name == "DDM" else model.update


def cut_forest() -> Callable[[float], object]:
    """rrcf's trees as its documentation uses them: 50 of 256 points, shingle 8."""
    import rrcf

    trees = [rrcf.RCTree(random_state=k) for k in range(50)]
    window: list[float] = []
    count = 0

    def learn(value: float) -> float:
        nonlocal count
        window.append(value)
        if len(window) < 8:
            return 0.0
        point = np.array(window[-8:])
        for tree in trees:
            if len(tree.leaves) >= 256:
                tree.forget_point(count - 256)
            tree.insert_point(point, index=count)
        count += 1
        return sum(tree.codisp(count - 1) for tree in trees) / len(trees)

    return learn


def streams() -> None:
    rng = np.random.default_rng(0)
    y = np.sin(np.arange(61_000) / 10) + rng.normal(scale=0.1, size=61_000)
    shown = {"RobustRandomCutForest": {"num_trees": 50, "shingle_size": 8}}
    rows = []
    for name in (
        "RobustRandomCutForest",
        "HalfSpaceTrees",
        "SPOT",
        "ADWIN",
        "PageHinkley",
        "DDM",
        "CUSUM",
        "EWMA",
        "Shewhart",
    ):
        progress(f"{name} on a stream")
        values = (y > 1.1).astype(float) if name == "DDM" else y
        model = getattr(kingpost, name)(**shown.get(name, {}), random_state=0).fit(values[:1000, None])
        step = 2000 if name == "RobustRandomCutForest" else 12_000
        times, sizes, singles = [], [], []
        for start in range(1000, 1000 + 5 * step, step):
            times.append(cpu(lambda: model.update(values[start : start + step, None]))[1] / step * 1e6)
            sizes.append(len(model.to_bytes()) / 2**10)
        for start in range(0, 1000, 200):
            one = cpu(lambda: [model.update(values[k : k + 1, None]) for k in range(start, start + 200)])[1]
            singles.append(one / 200 * 1e6)
        if name == "RobustRandomCutForest":
            learn, other = cut_forest(), "rrcf"
            one_by_one(learn, values[:300])
            theirs = one_by_one(learn, values[1200:1300])
        else:
            learn = river(name)
            theirs = one_by_one(learn, values[1000:6000], 5) if learn else float("nan")
            other = "river" if learn else "-"
        here = float(np.median(times))
        constant = max(sizes) <= 1.05 * min(sizes) + 1
        rows.append(
            [
                name,
                other,
                theirs,
                here,
                f"{theirs / here:.1f}x" if learn else "-",
                float(np.median(singles)),
                f"{min(sizes):.0f} to {max(sizes):.0f}",
                verdict(("constant memory", constant)),
            ]
        )
    paragraph("""
        Streams, one column: microseconds a point, medians of five calls of `update` with 12,000 points each (the
        forest of 50 trees, shingle 8 and 256 points: 2,000), and with one point a call; peers take one point at a
        time. Memory: what the model's file has after each call.
    """)
    table(
        "detector | peer | its us a point | us a point | ratio | us a point, one a call | KiB of model | goals",
        rows,
    )
