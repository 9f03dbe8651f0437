"""Forecasting: Kingpost, statsforecast, augurs and anofox-forecast on the same series, accuracy beside CPU seconds.

KINGPOST_BENCH_SERIES limits the series of each frequency (30 by default; 0 for all); KINGPOST_BENCH_PEERS is the
program that runs the Rust crates (`cargo xtask bench forecast` builds it).
"""

import json
import os
import subprocess
import warnings
from dataclasses import dataclass, field
from importlib.metadata import version

import numpy as np
import pandas as pd
import statsforecast.models as sf
from statsforecast import StatsForecast

import kingpost

import forecast_scale
from common import ROOT, cpu, data_folder, finish, header, paragraph, progress, table, verdict

warnings.filterwarnings("ignore")
SEASON = {"Y": 1, "Q": 4, "M": 12, "W": 1, "D": 7, "H": 24, "O": 1}
LIMIT = int(os.environ.get("KINGPOST_BENCH_SERIES", "30"))
PEERS = os.environ.get("KINGPOST_BENCH_PEERS")
WINDOW = 4


@dataclass
class Contest:
    """A model of statsforecast and its counterpart here: the class of both, what ours is told besides, its fit too, and
    how many times faster the project wants to be."""

    name: str
    options: dict[str, object] = field(default_factory=dict)
    fit: dict[str, object] = field(default_factory=dict)
    goal: float | None = None
    seasonal: bool = True
    intervals: bool = True
    # Slow peers get so many series of a frequency, and none with a season beyond twelve.
    most: int | None = None
    # Whether the model takes several seasons; hours then have a day and a week; frequencies without a season no line.
    several: bool = False
    # The models of statsforecast whose median is the peer, where it has none of this name.
    median_of: tuple[str, ...] = ()

    def pair(self, m: int) -> tuple[list[object], object]:
        seasons = [m, 7 * m] if m == 24 else [m]
        if self.several:
            return [getattr(sf, self.name)(season_length=seasons)], getattr(kingpost, self.name)(season_lengths=seasons)
        shared = {"season_length": m} if self.seasonal else {"window_size": WINDOW} if not self.intervals else {}
        theirs = [getattr(sf, name)(**shared) for name in self.median_of or (self.name,)]
        return theirs, getattr(kingpost, self.name)(**shared, **self.options)

    def sample(self, parts: list["Group"]) -> list["Group"]:
        if self.several:
            return [group for group in parts if group.m > 1]
        return parts if self.most is None else [group.some(self.most) for group in parts if group.m <= 12]


#: The most accurate combination of statsforecast's models that was measured.
BEST = ("AutoETS", "AutoCES", "DynamicOptimizedTheta")
CONTESTS = {
    "Naive": Contest("Naive", seasonal=False),
    "SeasonalNaive": Contest("SeasonalNaive"),
    "ConformalSeasonalPool": Contest("ConformalSeasonalPool"),
    "RandomWalkWithDrift": Contest("RandomWalkWithDrift", seasonal=False),
    "WindowAverage": Contest("WindowAverage", seasonal=False, intervals=False),
    "AutoETS": Contest("AutoETS", goal=30),
    "AutoETS(stepwise=False)": Contest("AutoETS", {"stepwise": False}, goal=10),
    "AutoETS, conformal": Contest("AutoETS", fit={"intervals": "conformal"}),
    "AutoCES": Contest("AutoCES", goal=20),
    "AutoARIMA": Contest("AutoARIMA", goal=15, most=8),
    "Theta": Contest("Theta", goal=15),
    "OptimizedTheta": Contest("OptimizedTheta"),
    "DynamicTheta": Contest("DynamicTheta"),
    "DynamicOptimizedTheta": Contest("DynamicOptimizedTheta", goal=30),
    "AutoTheta": Contest("AutoTheta", goal=30),
    "MSTL+ETS": Contest("MSTL", goal=15, several=True),
    "MFLES": Contest("MFLES", several=True),
    "Combination": Contest("Combination", goal=20, median_of=BEST),
    "Auto": Contest("Auto", goal=20, median_of=BEST),
    "Auto, conformal": Contest("Auto", fit={"intervals": "conformal"}, median_of=BEST),
}
CRATES = [
    "augurs AutoETS",
    "augurs MSTL+ETS",
    "anofox AutoETS",
    "anofox Theta",
    "anofox OptimizedTheta",
    "anofox DynamicOptimizedTheta",
    "anofox AutoTheta",
]


@dataclass
class Group:
    """Series of one frequency: past and future in the long format, and as rows of a matrix."""

    m: int
    names: list[str]
    frame: pd.DataFrame
    past: list[np.ndarray]
    future: np.ndarray
    bench: np.ndarray = field(init=False)
    scale: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.bench = np.stack([naive2(y, self.m, self.h) for y in self.past])
        steps = [np.abs(y[self.m :] - y[: -self.m]).mean() if len(y) > self.m else np.nan for y in self.past]
        self.scale = np.array([step if step > 0 else np.nan for step in steps])

    def some(self, most: int) -> "Group":
        """At most so many of the series, evenly over the list."""
        kept = sorted({k * len(self.names) // most for k in range(most)})
        names = [self.names[k] for k in kept]
        frame = self.frame[self.frame.unique_id.isin(names)]
        return Group(self.m, names, frame, [self.past[k] for k in kept], self.future[kept])

    @property
    def h(self) -> int:
        return self.future.shape[1]


@dataclass
class Answer:
    """Forecasts of a group, series by series; series without an answer have the benchmark's and are counted."""

    mean: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    failed: int

    @classmethod
    def of(cls, group: Group, rows: dict[str, tuple]) -> "Answer":
        nothing = np.full(group.h, np.nan)
        parts = [rows.get(name, (bench, nothing, nothing)) for name, bench in zip(group.names, group.bench)]
        mean, lower, upper = (np.stack([np.asarray(part[k], float) for part in parts]) for k in range(3))
        return cls(mean, lower, upper, sum(name not in rows for name in group.names))

    @classmethod
    def from_frame(cls, group: Group, frame: pd.DataFrame, column: str) -> "Answer":
        none = np.full(len(frame), np.nan)
        bounds = [frame.get(f"{column}-{side}-95", none) for side in ("lo", "hi")]
        values = pd.DataFrame({"id": frame["unique_id"], "mean": frame[column], "lower": bounds[0], "upper": bounds[1]})
        parts = ((name, (part["mean"], part["lower"], part["upper"])) for name, part in values.groupby("id"))
        return cls.of(group, dict(parts))


def samples() -> dict[str, list[Group]]:
    folder = data_folder()
    if folder is None:
        frame = pd.read_csv(ROOT / "examples/data/monthly.csv")
        frame["unique_id"] = "M_" + frame.unique_id
        frame["ds"] = frame.groupby("unique_id").cumcount() + 1
        last = frame.groupby("unique_id").cumcount(ascending=False) < 18
        return {"sample data": groups(frame[~last], frame[last])}
    read = lambda name: pd.read_parquet(folder / "forecast" / f"{name}.parquet")[["unique_id", "ds", "y"]]
    return {
        name: groups(read(f"{name.lower()}_dev_train"), read(f"{name.lower()}_dev_test"))
        for name in ("M4", "M3", "M1", "Tourism")
    }


def groups(train: pd.DataFrame, test: pd.DataFrame) -> list[Group]:
    found = []
    for letter in sorted({name[0] for name in train.unique_id.unique()}):
        names = sorted(name for name in train.unique_id.unique() if name[0] == letter)
        if LIMIT and len(names) > LIMIT:
            # Evenly over the whole list, for neighbours are alike.
            names = [names[k * len(names) // LIMIT] for k in range(LIMIT)]
        past = train[train.unique_id.isin(names)].sort_values(["unique_id", "ds"])
        values = {name: part.y.to_numpy(float) for name, part in past.groupby("unique_id")}
        future = {name: part.sort_values("ds").y.to_numpy(float) for name, part in test.groupby("unique_id")}
        rows = np.stack([future[name] for name in names])
        found.append(Group(SEASON[letter], names, past, [values[name] for name in names], rows))
    return found


def naive2(y: np.ndarray, m: int, h: int) -> np.ndarray:
    """M4's benchmark: naive on the multiplicatively deseasonalised series where the season is significant."""
    n = len(y)
    if m > 1 and n >= 3 * m:
        mean = y.mean()
        r = [((y[k:] - mean) * (y[: n - k] - mean)).sum() / ((y - mean) ** 2).sum() for k in range(1, m + 1)]
        if abs(r[-1]) > 1.645 * np.sqrt((1 + 2 * np.sum(np.square(r[:-1]))) / n):
            weights = np.ones(m) / m if m % 2 else np.r_[0.5, np.ones(m - 1), 0.5] / m
            trend = np.convolve(y, weights, "valid")
            ratio = np.full(n, np.nan)
            ratio[m // 2 : m // 2 + len(trend)] = y[m // 2 : m // 2 + len(trend)] / trend
            season = np.array([np.nanmean(ratio[k::m]) for k in range(m)])
            season = season / season.mean()
            return np.full(h, y[-1] / season[(n - 1) % m]) * season[(n + np.arange(h)) % m]
    return np.full(h, y[-1])


def score(sample: list[Group], answers: list[Answer]) -> dict[str, float]:
    """OWA against Naive2, and coverage and MSIS of the 95 % interval, over all series of a sample."""

    def errors(forecasts: list[np.ndarray]) -> np.ndarray:
        smape, mase = [], []
        for group, f in zip(sample, forecasts):
            y, apart = group.future, np.abs(group.future - f)
            smape.append(200 * (apart / np.maximum(np.abs(y) + np.abs(f), 1e-300)).mean(axis=1))
            mase.append(apart.mean(axis=1) / group.scale)
        return np.array([np.nanmean(np.concatenate(smape)), np.nanmean(np.concatenate(mase))])

    inside, width = [], []
    for group, answer in zip(sample, answers):
        y, low, high = group.future, answer.lower, answer.upper
        known = np.isfinite(low) & np.isfinite(high)
        inside.append(np.where(known, (low <= y) & (y <= high), np.nan).ravel())
        missed = 40 * np.maximum(low - y, 0) + 40 * np.maximum(y - high, 0)
        width.append((high - low + missed).mean(axis=1) / group.scale)
    owa = errors([answer.mean for answer in answers]) / errors([group.bench for group in sample])
    mean = lambda parts: (
        float(np.nanmean(joined)) if np.isfinite(joined := np.concatenate(parts)).any() else float("nan")
    )
    return {"owa": float(owa.mean()), "coverage": mean(inside), "msis": mean(width)}


def python_pair(contest: Contest, group: Group) -> tuple[tuple[float, Answer], tuple[float, Answer]]:
    theirs, ours = contest.pair(group.m)
    engine = StatsForecast(models=theirs, freq=1, n_jobs=1, fallback_model=sf.Naive())
    # statsforecast's window average and MFLES have no intervals of their own, nor has a median.
    level = [95] if contest.intervals and contest.name != "MFLES" and len(theirs) == 1 else None
    engine.forecast(df=group.frame[group.frame.unique_id == group.names[0]], h=1)  # warm-up
    a, peer = cpu(lambda: engine.forecast(df=group.frame, h=group.h, level=level), 5, 0.3)
    b, own = cpu(lambda: ours.fit(group.frame, n_jobs=1, **contest.fit).forecast(group.h, level=[95], n_jobs=1), 5, 0.3)
    a["peer"] = a[[model.alias for model in theirs]].median(axis=1)
    bounds = {f"{theirs[0].alias}-{side}-95": f"peer-{side}-95" for side in ("lo", "hi")}
    a = a.rename(columns=bounds if len(theirs) == 1 else {})
    return (peer, Answer.from_frame(group, a, "peer")), (own, Answer.from_frame(group, b, contest.name))


def crates(sample: list[Group]) -> dict[str, tuple[float, list[Answer], str]]:
    """What the Rust crates say: CPU seconds, answers a group, series that failed."""
    if not PEERS:
        return {}
    lines = [
        f"{name},{group.m},{group.h}," + " ".join(map(repr, y.tolist()))
        for group in sample
        for name, y in zip(group.names, group.past)
    ]
    done = subprocess.run([PEERS, *CRATES], input="\n".join(lines), capture_output=True, text=True, check=True)
    found = {}
    for model, run in json.loads(done.stdout).items():
        rows = {
            name: (row["mean"], *(row[side] or [np.nan] * len(row["mean"]) for side in ("lower", "upper")))
            for name, row in run["forecasts"].items()
        }
        why = f" ({run['why']})" if run["failed"] else ""
        found[model] = (run["cpu_s"], [Answer.of(group, rows) for group in sample], f"{run['failed']}{why}")
    return found


def run() -> None:
    peers = ["augurs 0.10.3", "anofox-forecast 0.19.0"] if PEERS else []
    header("Forecasting", f"kingpost {kingpost.__version__}", f"statsforecast {version('statsforecast')}", *peers)
    some = (
        f"at most {LIMIT} series of each frequency, taken evenly (KINGPOST_BENCH_SERIES={LIMIT})"
        if LIMIT
        else "all series"
    )
    paragraph(f"""
        Samples: {some}. CPU seconds of fit and forecast with 95 % intervals, after a warm-up; a frequency that
        takes less than 0.3 s is run five times and the median taken. AutoARIMA: at most 8 series of a frequency,
        seasons up to 12. `AutoETS(stepwise=False)` is the search of statsforecast itself;
        `AutoETS, conformal` has its intervals calibrated over the series of a frequency, which takes a second fit.
        MSTL+ETS and MFLES: frequencies with a season, hours with a day and a week. The peer of Combination and Auto is
        the median of statsforecast's AutoETS, AutoCES and DynamicOptimizedTheta.
    """)
    against, beside = [], []
    for sample, parts in samples().items():
        whole = parts
        progress(f"{sample}: Rust crates")
        rust = crates(parts)
        for name, contest in CONTESTS.items():
            progress(f"{sample}: {name}")
            parts = contest.sample(whole)
            count = sum(len(group.names) for group in parts)
            both = [python_pair(contest, group) for group in parts]
            peer, own = (sum(pair[side][0] for pair in both) for side in (0, 1))
            answers = [[pair[side][1] for pair in both] for side in (0, 1)]
            theirs, ours = (score(parts, side) for side in answers)
            same = np.concatenate(
                [np.all(np.abs(a.mean - b.mean) <= 1e-4 * np.abs(a.mean) + 1e-9, axis=1) for a, b in zip(*answers)]
            )
            place = [k for k, group in enumerate(whole) if any(group is part for part in parts)]
            twins = {
                model: (seconds, [answers[k] for k in place], failed)
                for model, (seconds, answers, failed) in rust.items()
                if model.split(" ", 1)[1] == name
            }
            best = min([theirs["owa"], *(score(parts, twin[1])["owa"] for twin in twins.values())])
            ratio, inside = peer / own, ours["coverage"]
            anofox = twins.get("anofox AutoTheta")
            against.append(
                [
                    sample,
                    count,
                    name,
                    peer,
                    own,
                    f"{ratio:.1f}x",
                    theirs["owa"],
                    ours["owa"],
                    f"{100 * same.mean():.1f} %",
                    theirs["coverage"],
                    inside,
                    theirs["msis"],
                    ours["msis"],
                    verdict(
                        *((f"{goal}x", ratio >= goal) for goal in [contest.goal] if goal),
                        ("faster than anofox", own < anofox[0] if anofox else None),
                        ("OWA", ours["owa"] <= best + 0.002),
                        ("coverage", 0.93 <= inside <= 0.97),
                        ("MSIS", ours["msis"] < theirs["msis"] if theirs["msis"] == theirs["msis"] else None),
                    ),
                ]
            )
            for model, (seconds, answer, failed) in twins.items():
                crate = score(parts, answer)
                beside.append(
                    [
                        sample,
                        name,
                        model.split(" ")[0],
                        seconds,
                        own,
                        f"{seconds / own:.1f}x",
                        crate["owa"],
                        ours["owa"],
                        crate["coverage"],
                        crate["msis"],
                        failed,
                    ]
                )
        for model, (seconds, answer, failed) in rust.items():
            crate, name = model.split(" ", 1)
            if name in CONTESTS:
                continue
            values = score(whole, answer)
            beside.append(
                [sample, name, crate, seconds, "-", "-", values["owa"], "-", values["coverage"], values["msis"], failed]
            )
    table(
        "sample | series | model | statsforecast CPU s | Kingpost CPU s | ratio | its OWA | "
        "Kingpost OWA | series equal to 1e-4 | its coverage | Kingpost coverage | its MSIS | Kingpost MSIS | goals",
        against,
    )
    paragraph("""
        Goals: the project's for speed, where it has set one; OWA no more than 0.002 above the best peer of the
        same model; coverage of the 95 % interval from .93 to .97; MSIS below statsforecast's.
    """)
    if beside:
        paragraph("""
            The Rust crates on the same series. augurs' AutoETS is run without seasons, which it has not implemented;
            the seconds of its MSTL+ETS are those of all frequencies, its accuracy that of those with a season. A series
            that a crate fails on has Naive2's forecast in its OWA.
        """)
        table(
            "sample | model | crate | its CPU s | Kingpost CPU s | ratio | its OWA | Kingpost OWA | "
            "its coverage | its MSIS | series it failed on",
            beside,
        )
    forecast_scale.first_forecast()
    forecast_scale.large_panels()
    finish("forecast")


if __name__ == "__main__":
    run()
