"""Forecasting at both ends: the first forecast of a fresh process, and panels of many series."""

import subprocess
import sys
import tempfile

from common import cold, paragraph, progress, table, verdict

LARGE_PANELS = (10_000, 100_000)
#: A panel of monthly series over five years, in a process of its own: CPU seconds, seconds and MiB.
LARGE = """
import os, sys, time
import numpy as np
import kingpost

def mib(name):
    return int(next(line.split()[1] for line in open("/proc/self/status") if line.startswith(name))) / 1024

def size(columns):
    return sum(column.nbytes for column in columns.values()) / 2**20

n, length = int(sys.argv[1]), 60
rng, month = np.random.default_rng(0), np.arange(length)
y = np.empty((n, length))
for row in y:
    swing = rng.uniform(0, 20) * np.sin(2 * np.pi * (month / 12 + rng.uniform()))
    row[:] = 100 + rng.uniform() * rng.normal(0, 3, length).cumsum() + swing + rng.normal(0, 3, length)
panel = {"unique_id": np.repeat(np.arange(n), length), "ds": np.tile(month, n), "y": y.ravel()}
before, cpu, wall = mib("VmRSS") - size(panel), time.process_time(), time.time()
model = kingpost.AutoETS(season_length=12).fit(panel, n_jobs=2)
found = model.forecast(12, level=[95], n_jobs=2)
cpu, wall, peak = time.process_time() - cpu, time.time() - wall, mib("VmHWM") - before
model.save(sys.argv[2])
same = all((kingpost.load(sys.argv[2]).forecast(12, level=[95])[name] == found[name]).all() for name in found)
print(cpu, wall, size(panel), size(found), peak, os.path.getsize(sys.argv[2]) / 2**20, same)
"""


def first_forecast() -> None:
    """A fresh process that forecasts one series, above what Python itself takes."""
    progress("first forecast in a fresh process")
    y = "[112., 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118] * 3"
    base = cold("pass")
    own = cold(f"import kingpost\nkingpost.AutoETS(season_length=12).fit({y}).forecast(3)")
    frame = f"pd.DataFrame({{'unique_id': ['a'] * 36, 'ds': range(36), 'y': {y}}})"
    peer = cold(
        "import pandas as pd\nfrom statsforecast import StatsForecast\nfrom statsforecast.models import AutoETS\n"
        f"StatsForecast(models=[AutoETS(season_length=12)], freq=1, n_jobs=1).forecast(df={frame}, h=3)"
    )
    above = [
        (name, side[0] - base[0], side[1] - base[1]) for name, side in (("statsforecast", peer), ("Kingpost", own))
    ]
    paragraph("""
        The first forecast (AutoETS, 36 months) in a fresh process, above a bare Python; goal: 50 ms and 20 MiB.
    """)
    rows = [[name, f"{1000 * seconds:.0f}", f"{memory:.0f}"] for name, seconds, memory in above]
    rows[0].append("")
    rows[1].append(verdict(("50 ms", above[1][1] <= 0.05), ("20 MiB", above[1][2] <= 20)))
    table("library | CPU ms | MiB | goals", rows)


def large_panels() -> None:
    rows = []
    for n in LARGE_PANELS:
        progress(f"{n:,} series")
        with tempfile.TemporaryDirectory() as folder:
            call = [sys.executable, "-c", LARGE, str(n), f"{folder}/panel.kp.safetensors"]
            said = subprocess.run(call, capture_output=True, text=True, check=True).stdout.split()
        cpu_s, wall, panel, found, peak, file = map(float, said[:6])
        goals = verdict(
            ("linear", cpu_s / n <= 1.1 * rows[0][1] / LARGE_PANELS[0] if rows else None),
            ("3 panels and results", peak <= 3 * panel + found),
            ("same forecasts from the file", said[6] == "True"),
        )
        rows.append([f"{n:,}", cpu_s, wall, panel, found, peak, file, goals])
    paragraph("""
        Panels of monthly series of 60 values: AutoETS, fit and forecast of 12 months with 95 % intervals, two threads,
        one run each. Memory is the peak of the process with the panel in it, above what Python and numpy had.
    """)
    table("series | CPU s | seconds | panel MiB | results MiB | peak MiB | model file MiB | goals", rows)
