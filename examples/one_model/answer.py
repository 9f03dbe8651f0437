"""Loads the three models and prints what they answer, as bits.

usage: python answer.py MODELS_FOLDER
"""

import struct
import sys
from pathlib import Path

import kingpost

folder = Path(sys.argv[1])


def show(name: str, values) -> None:
    print(name, *(struct.pack(">d", value).hex() for value in values))


forecaster = kingpost.load(folder / "forecast.kp.safetensors")
print("forecast.content_id", forecaster.content_id())
forecast = forecaster.forecast(12, level=[95])
for column in ("AutoETS", "AutoETS-lo-95", "AutoETS-hi-95"):
    show(f"forecast.{column}", forecast[column])

detector = kingpost.load(folder / "anomaly.kp.safetensors")
print("anomaly.content_id", detector.content_id())
rows = [
    [17.99, 10.38, 122.8, 1001.0, 0.1184, 0.2776, 0.3001, 0.1471, 0.2419, 0.07871],
    [13.54, 14.36, 87.46, 566.3, 0.09779, 0.08129, 0.06664, 0.04781, 0.1885, 0.05766],
]
names = detector.feature_names_in_
show("anomaly.score", detector.score({name: [row[i] for row in rows] for i, name in enumerate(names)}))

classifier = kingpost.load(folder / "text.kp.safetensors")
print("text.content_id", classifier.content_id())
texts = ["my parcel never came", "Die Rechnung ist falsch", "the app crashes 👩‍🔧"]
for team, probabilities in zip(classifier.classes_, classifier.predict_proba(texts).T):
    show(f"text.{team}", probabilities)
