"""Forecasting: Kingpost and statsforecast on the same series, accuracy beside CPU seconds.

KINGPOST_BENCH_SERIES limits the series of each frequency (40 by default; 0 for all).
"""

import os
import warnings
from importlib.metadata import version

import numpy as np
import pandas as pd
from common import ROOT, cpu, data_folder, header, table
from statsforecast import StatsForecast
from statsforecast.models import AutoETS, Naive, SeasonalNaive

import kingpost

warnings.filterwarnings("ignore")
SEASON = {"Y": 1, "Q": 4, "M": 12, "W": 1, "D": 7, "H": 24, "O": 1}
HORIZON = {"Y": 6, "Q": 8, "M": 18, "W": 13, "D": 14, "H": 48, "O": 8}
LIMIT = int(os.environ.get("KINGPOST_BENCH_SERIES", "40"))


def samples() -> dict[str, tuple[pd.DataFrame, pd.DataFrame]]:
    folder = data_folder()
    if folder is None:
        frame = pd.read_csv(ROOT / "examples/data/monthly.csv")
        frame["unique_id"] = "M_" + frame.unique_id
        frame["ds"] = frame.groupby("unique_id").cumcount() + 1
        last = frame.groupby("unique_id").cumcount(ascending=False) < HORIZON["M"]
        return {"sample data": (frame[~last], frame[last])}
    read = lambda name: pd.read_parquet(folder / "forecast" / f"{name}.parquet")[["unique_id", "ds", "y"]]
    return {name.upper(): (read(f"{name}_dev_train"), read(f"{name}_dev_test")) for name in ("m4", "m3")}


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


def score(train: pd.DataFrame, test: pd.DataFrame, column: str, forecast: pd.DataFrame, m: int) -> tuple[float, float]:
    """Mean sMAPE and MASE over the series."""
    smape, mase = [], []
    predicted = dict(tuple(forecast.groupby("unique_id")))
    history = dict(tuple(train.groupby("unique_id")))
    for name, rows in test.groupby("unique_id"):
        y, f = rows.y.to_numpy(float), predicted[name][column].to_numpy(float)[: len(rows)]
        past = history[name].y.to_numpy(float)
        smape.append(np.mean(200 * np.abs(y - f) / (np.abs(y) + np.abs(f) + 1e-300)))
        scale = np.mean(np.abs(past[m:] - past[:-m])) if len(past) > m else np.nan
        mase.append(np.mean(np.abs(y - f)) / scale if scale else np.nan)
    return float(np.mean(smape)), float(np.nanmean(mase))


def models(m: int) -> dict[str, tuple[object, object]]:
    return {
        "Naive": (Naive(), kingpost.Naive()),
        "SeasonalNaive": (SeasonalNaive(season_length=m), kingpost.SeasonalNaive(season_length=m)),
        "AutoETS": (AutoETS(season_length=m), kingpost.AutoETS(season_length=m)),
    }


def run() -> None:
    header("Forecasting", f"kingpost {kingpost.__version__}", f"statsforecast {version('statsforecast')}")
    rows = []
    for sample, (train, test) in samples().items():
        sums: dict[str, list] = {}
        for letter in sorted({name[0] for name in train.unique_id.unique()}):
            names = sorted(name for name in train.unique_id.unique() if name[0] == letter)
            names = names[:LIMIT] if LIMIT else names
            past, future = train[train.unique_id.isin(names)], test[test.unique_id.isin(names)]
            m, h = SEASON[letter], HORIZON[letter]
            bench = pd.concat(
                pd.DataFrame({"unique_id": name, "f": naive2(part.y.to_numpy(float), m, h)})
                for name, part in past.groupby("unique_id")
            )
            base = score(past, future, "f", bench, m)
            for model, (theirs, ours) in models(m).items():
                engine = StatsForecast(models=[theirs], freq=1, n_jobs=1)
                engine.forecast(df=past[past.unique_id == names[0]], h=1)  # warm-up
                a, peer = cpu(lambda: engine.forecast(df=past, h=h))
                b, own = cpu(lambda: ours.fit(past).forecast(h))
                column = [name for name in a.columns if name not in ("unique_id", "ds")][0]
                x, y = a[column].to_numpy(float), b[model].to_numpy(float)
                same = np.abs(x - y) <= 1e-4 * np.abs(x) + 1e-9
                worth = [score(past, future, column, a, m), score(past, future, model, b, m)]
                sums.setdefault(model, []).append((len(names), peer, own, base, worth, same.mean()))
        for model, parts in sums.items():
            weight = np.array([part[0] for part in parts], float)
            owa = []
            for side in (0, 1):
                ratio = [
                    np.average([part[4][side][k] for part in parts], weights=weight)
                    / np.average([part[3][k] for part in parts], weights=weight)
                    for k in (0, 1)
                ]
                owa.append(float(np.mean(ratio)))
            peer, own = sum(part[1] for part in parts), sum(part[2] for part in parts)
            same = float(np.average([part[5] for part in parts], weights=weight))
            rows.append([sample, int(weight.sum()), model, peer, own, f"{peer / own:.1f}x", *owa, f"{100 * same:.1f} %"])
    columns = ["sample", "series", "model", "peer CPU s", "Kingpost CPU s", "ratio", "peer OWA", "Kingpost OWA"]
    table([*columns, "forecasts equal to 1e-4"], rows)


if __name__ == "__main__":
    run()
