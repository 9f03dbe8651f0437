"""The notebook: fits three models to real data, saves a file each, and draws the forecast.

usage: python fit.py DATA_FOLDER OUT_FOLDER
"""

import csv
import html
import io
import json
import sys
from pathlib import Path

import numpy as np

import kingpost

data, out = Path(sys.argv[1]), Path(sys.argv[2])


def read(name: str) -> dict[str, list[str]]:
    with open(data / name, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {column: [row[column] for row in rows] for column in rows[0]}


# Three monthly series: airline passengers, CO2 at Mauna Loa, the temperature of the Pacific.
monthly = read("monthly.csv")
panel = {
    "unique_id": monthly["unique_id"],
    "ds": np.array(monthly["ds"], dtype="datetime64[ms]"),
    "y": np.array(monthly["y"], dtype=float),
}
forecaster = kingpost.AutoETS(season_length=12).fit(panel, progress=True)
forecaster.save(out / "forecast.kp.safetensors")
for series, time, mean, low, high in zip(*forecaster.forecast(3, level=[95]).values()):
    print(f"{series:<20} {str(time)[:7]} {mean:8.1f} ({low:.1f} to {high:.1f})")

# Measurements of cells, some of them malignant; the labels are kept for the check only.
cells = read("cells.csv")
malignant = np.array(cells.pop("malignant"), dtype=int)
table = {name: np.array(values, dtype=float) for name, values in cells.items()}
detector = kingpost.IsolationForest(random_state=7).fit(table)
detector.save(out / "anomaly.kp.safetensors")
auc = kingpost.metric("roc_auc", {"truth": malignant, "score": detector.score(table)})
print(f"isolation forest: ROC-AUC {auc:.3f} for malignant cells, without having seen a label")

# Support tickets and the team that answers each.
tickets = read("tickets.csv")
classifier = kingpost.LinearClassifier().fit(tickets["text"], tickets["team"])
classifier.save(out / "text.kp.safetensors")
print("ticket:", classifier.predict(["my parcel never came"]))

# The plot as a picture, and as a page that needs nothing but a browser.
try:
    figure = forecaster.plot(24, level=[80, 95])
    figure.savefig(out / "forecast.png", dpi=120)
    svg = io.StringIO()
    figure.savefig(svg, format="svg")
except ImportError:
    print("no plot: matplotlib is not installed")
else:
    card = html.escape(json.dumps(forecaster.card, indent=2, default=str))
    page = f"""<!doctype html>
<meta charset="utf-8">
<title>Kingpost: three monthly series, 24 months ahead</title>
<style>body {{ font: 16px system-ui; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }} svg {{ width: 100%; height: auto }}
pre {{ overflow: auto; background: #f4f4f4; padding: 1rem }}</style>
<h1>Three monthly series, 24 months ahead</h1>
<p>AutoETS with 80 % and 95 % intervals. The model is <code>{forecaster.content_id()}</code>.</p>
{svg.getvalue().partition("?>")[2].partition(".dtd")[2].partition(">")[2]}
<h2>The model's card</h2>
<pre>{card}</pre>
"""
    (out / "forecast.html").write_text(page, encoding="utf-8")
    print(f"plot: {out / 'forecast.png'} and {out / 'forecast.html'}")
