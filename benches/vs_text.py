"""Text features: Kingpost and scikit-learn on the same documents, agreement beside CPU seconds."""

import csv
import gzip
from importlib.metadata import version

import numpy as np
from common import ROOT, cpu, data_folder, header, table
from sklearn.feature_extraction.text import HashingVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

import kingpost

KINDS = {"word 1": ("word", (1, 1)), "word 1-2": ("word", (1, 2)), "char_wb 3-5": ("char_wb", (3, 5))}


def corpus(name: str) -> tuple[list[str], list[str]]:
    folder = data_folder()
    if folder is None:
        with open(ROOT / "examples/data/tickets.csv", newline="", encoding="utf-8") as file:
            rows = [(row["text"], row["team"]) for row in csv.DictReader(file)]
        return [text for text, _ in rows] * 40, [team for _, team in rows] * 40
    with gzip.open(folder / "text" / f"{name}.tsv.gz", "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t", 1) for line in file]
    if rows[0] in (["label", "text"], ["text", "label"]):
        rows = rows[1:]
    distinct = [len({row[side] for row in rows}) for side in (0, 1)]
    label = 0 if distinct[0] < distinct[1] else 1
    return [row[1 - label] for row in rows], [row[label] for row in rows]


def vectorizers() -> None:
    texts, _ = corpus("ag_train")
    size = sum(len(text.encode()) for text in texts) / 1e6
    rows = []
    for name, theirs, ours in [
        ("HashingVectorizer", HashingVectorizer, kingpost.HashingVectorizer),
        ("TfidfVectorizer", TfidfVectorizer, kingpost.TfidfVectorizer),
    ]:
        for kind, (analyzer, ngrams) in KINDS.items():
            a, peer = cpu(lambda: theirs(analyzer=analyzer, ngram_range=ngrams).fit_transform(texts))
            b, own = cpu(lambda: ours(analyzer=analyzer, ngram_range=ngrams).fit_transform(texts), 3)
            a.sort_indices()
            same = a.shape == b.shape and np.array_equal(a.indices, b.indices)
            apart = float(np.abs(a.data - b.data).max()) if same else float("nan")
            rows.append([name, kind, size / peer, size / own, f"{peer / own:.1f}x", f"{apart:.1e}"])
    table(["vectorizer", "terms", "peer MB/s", "Kingpost MB/s", "ratio", "largest difference"], rows)


def classification() -> None:
    rows = []
    for name in ("ag", "banking77", "clinc", "mr", "sms") if data_folder() else ("tickets",):
        (train, labels), (test, truth) = corpus(f"{name}_train"), corpus(f"{name}_test")
        peer = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression(max_iter=1000, C=10))
        _, theirs = cpu(lambda: peer.fit(train, labels))
        own = kingpost.LinearClassifier()
        _, ours = cpu(lambda: own.fit(train, labels))
        right = [float(np.mean(np.asarray(model.predict(test)) == np.asarray(truth))) for model in (peer, own)]
        rows.append([name, len(train), theirs, ours, f"{theirs / ours:.1f}x", *right])
    table(["set", "documents", "peer CPU s", "Kingpost CPU s", "ratio", "peer accuracy", "Kingpost accuracy"], rows)


if __name__ == "__main__":
    header("Text", f"kingpost {kingpost.__version__}", f"scikit-learn {version('scikit-learn')}")
    vectorizers()
    classification()
