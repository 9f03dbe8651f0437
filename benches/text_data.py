"""The texts of the benchmark, and small ones where there is no data folder."""

import csv
import gzip
import re

import numpy as np

from common import ROOT, data_folder

WORD = re.compile(r"\b\w\w+\b")


def rows_of(name: str) -> list[list[str]]:
    """The columns of a file of the data folder."""
    with gzip.open(data_folder() / "text" / f"{name}.tsv.gz", "rt", encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t", 1) for line in file]


def corpus(name: str) -> tuple[list[str], list[str]]:
    """Texts and labels; every fourth ticket of the sample data is for the test."""
    if data_folder() is None:
        with open(ROOT / "examples/data/tickets.csv", newline="", encoding="utf-8") as file:
            rows = [[row["team"], row["text"]] for row in csv.DictReader(file)]
        rows = [row for number, row in enumerate(rows) if (number % 4 == 0) == name.endswith("_test")]
    else:
        rows = rows_of(name)
    return [text for _, text in rows], [label for label, _ in rows]


def pairs() -> tuple[list[str], list[str], np.ndarray]:
    """Pairs of sentences and how alike people found them: the STS benchmark, or tickets of one team or two."""
    if data_folder() is None:
        texts, teams = corpus("tickets_train")
        ends = range(len(texts) // 2)
        alike = [float(teams[end] == teams[-1 - end]) for end in ends]
        return [texts[end] for end in ends], [texts[-1 - end] for end in ends], np.array(alike)
    with gzip.open(data_folder() / "text" / "stsb_test.tsv.gz", "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    return [row[1] for row in rows], [row[2] for row in rows], np.array([float(row[0]) for row in rows])


def news() -> list[str]:
    """All of AG News that there is, or the tickets."""
    return corpus("ag_train")[0] + corpus("ag_test")[0]


def megabytes(texts: list[str]) -> float:
    return sum(len(text.encode()) for text in texts) / 1e6


def made_up(texts: list[str], count: int, rng: np.random.Generator) -> list[str]:
    """So many texts of 10 to 70 words, drawn as often as `texts` have them."""
    words = np.array(WORD.findall(" ".join(texts).lower()))
    return [" ".join(words[rng.integers(0, len(words), length)]) for length in rng.integers(10, 71, count)]


def typing_errors(text: str, share: float, rng: np.random.Generator) -> str:
    """The text with a letter lost in this share of its words."""
    words = text.split()
    for place in np.flatnonzero(rng.random(len(words)) < share):
        letter = rng.integers(0, len(words[place]))
        words[place] = words[place][:letter] + words[place][letter + 1 :]
    return " ".join(words)
