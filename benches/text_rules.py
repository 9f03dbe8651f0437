"""Work without training: personal data, near duplicates, fuzzy matching, keywords."""

import gzip
import json
import os
import re
from collections import defaultdict

os.environ["DATAFOG_NO_TELEMETRY"] = "1"

import numpy as np
import phonenumbers
import rapidfuzz
import yake
from datafog.processing.text_processing.regex_annotator import RegexAnnotator
from datasketch import MinHash, MinHashLSH
from scipy.sparse import csr_array

import kingpost

from common import cpu, data_folder, paragraph, progress, table, verdict
from text_data import corpus, megabytes, news, rows_of, typing_errors

# Kingpost's kinds, those of the labelled set and those of datafog.
KINDS = {
    "email": ("EMAIL_ADDRESS", "EMAIL"),
    "phone": ("PHONE_NUMBER", "PHONE"),
    "credit_card": ("CREDIT_CARD", "CREDIT_CARD"),
    "iban": ("IBAN_CODE", None),
    "us_ssn": ("US_SSN", "SSN"),
    "ip_address": ("IP_ADDRESS", "IP_ADDRESS"),
    "url": ("DOMAIN_NAME", None),
    "person": ("PERSON", None),
}
REGIONS = ("US", "GB", "DE", "FR", "IL", "IN", "CA", "BR")


def labelled() -> list[dict]:
    """Documents with their labelled places, or made-up ones."""
    folder = data_folder()
    if folder is not None:
        with gzip.open(folder / "text" / "pii.jsonl.gz", "rt", encoding="utf-8") as file:
            return [json.loads(line) for line in file]
    rng, documents = np.random.default_rng(3), []
    for number in range(600):
        digits = "".join(str(digit) for digit in rng.integers(2, 10, 10))
        kind, value = [
            ("PHONE_NUMBER", f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"),
            ("EMAIL_ADDRESS", f"name{digits[:3]}@example.com"),
            ("CREDIT_CARD", "4111111111111111"),
            ("IP_ADDRESS", f"10.0.{digits[0]}.{digits[1:3]}"),
        ][number % 4]
        before = "Please send the answer for this order to "
        spans = [[kind, len(before), len(before) + len(value)]]
        documents.append({"text": f"{before}{value} before noon.", "spans": spans})
    return documents


def phone_matches(text: str) -> list[tuple[int, int]]:
    """What `phonenumbers` finds as valid in any of the regions."""
    level = phonenumbers.Leniency.VALID
    found = {
        (match.start, match.end)
        for region in REGIONS
        for match in phonenumbers.PhoneNumberMatcher(text, region, leniency=level)
    }
    return sorted(found)


def right(documents: list[dict], label: str, found: dict) -> tuple[float, float]:
    """Recall and precision; a place is right where it overlaps one with the label."""
    met = labels = correct = total = 0
    for row, document in enumerate(documents):
        truth = [(start, end) for kind, start, end in document["spans"] if kind == label]
        places = found.get(row, [])
        met += sum(any(a < end and start < b for a, b in places) for start, end in truth)
        correct += sum(any(a < end and start < b for start, end in truth) for a, b in places)
        labels, total = labels + len(truth), total + len(places)
    return met / labels if labels else float("nan"), correct / total if total else float("nan")


def personal_data() -> None:
    documents = labelled()
    texts = [document["text"] for document in documents]
    own, fog, numbers = (defaultdict(lambda: defaultdict(list)) for _ in range(3))
    progress("personal data: Kingpost")
    found, seconds = cpu(lambda: kingpost.find_pii(texts, n_jobs=1), 5)
    for row, kind, start, end in zip(found["row"], found["kind"], found["start"], found["end"]):
        own[kind][row].append((start, end))
    progress("personal data: datafog")
    annotator = RegexAnnotator()
    peer, peer_seconds = cpu(lambda: [annotator.annotate_with_spans(text)[1].spans for text in texts], 5, 1)
    for row, spans in enumerate(peer):
        for span in spans:
            fog[span.label][row].append((span.start, span.end))
    progress("personal data: phonenumbers")
    places, phone_seconds = cpu(lambda: [phone_matches(text) for text in texts], 5, 1)
    numbers["phone"].update(enumerate(places))
    rows = []
    for kind, (label, theirs) in KINDS.items():
        count = sum(span[0] == label for document in documents for span in document["spans"])
        recall, precision = right(documents, label, own[kind])
        peer_scores = [right(documents, label, fog[theirs])] if theirs else []
        if kind == "phone":
            peer_scores.append(right(documents, label, numbers["phone"]))
            goals = verdict(("recall .85", recall >= 0.85), ("precision .9", precision >= 0.9))
        else:
            goals = verdict(
                ("recall", all(recall >= score[0] for score in peer_scores) if peer_scores else None),
                ("precision", all(not precision < score[1] for score in peer_scores) if peer_scores else None),
            )
        shown = [value for pair in peer_scores for value in pair] + [""] * (4 - 2 * len(peer_scores))
        if count:
            rows.append([kind, count, recall, precision, *shown, goals])
    paragraph(f"""
        Personal data in {len(texts):,} labelled documents. A finding is right where it overlaps a label of its kind.
        Peers: the regular expressions of datafog, and for telephone numbers `phonenumbers`, asked for valid numbers
        of {len(REGIONS)} regions. The goal beside that of telephone numbers is to be no worse than they are. Persons
        are found where something announces them, not elsewhere.
    """)
    table(
        "kind | labels | Kingpost recall | precision | datafog recall | precision | phonenumbers recall | precision | "
        "goals",
        rows,
    )
    size, plain = megabytes(texts), news()
    joined = ["\n".join(texts[row : row + 100]) for row in range(0, len(texts), 100)]
    rows = []
    for name, some in (("the documents", texts), ("the same, 100 in one", joined), ("news", plain)):
        progress(f"personal data: {name}")
        _, seconds = cpu(lambda: kingpost.find_pii(some, n_jobs=1), 5)
        rate = megabytes(some) / seconds
        rows.append([f"Kingpost, {name}", megabytes(some), rate, verdict(("100 MB/s", rate >= 100))])
    rows.append(["datafog, the documents", size, size / peer_seconds, ""])
    rows.append(["phonenumbers, the documents", size, size / phone_seconds, ""])
    table("personal data | MB | MB/s | goals", rows)


def similar_texts() -> list[str]:
    """The news in plain words, and a copy of every third with typing errors; no two the same."""
    rng = np.random.default_rng(4)
    texts = [" ".join(re.findall(r"\w+", text.lower().replace("_", " "))) for text in news()]
    copies = [typing_errors(text, rng.choice([0.01, 0.03, 0.1]), rng) for text in texts[::3]]
    return list(dict.fromkeys(texts + copies))


def shingles(text: str) -> set[str]:
    words = text.split()
    return {" ".join(words[place : place + 3]) for place in range(max(len(words) - 2, 1))}


def true_pairs(sets: list[set[str]]) -> set[tuple[int, int]]:
    """All pairs that have 0.8 of their word triples in common, by counting."""
    number: dict[str, int] = {}
    columns = [number.setdefault(triple, len(number)) for triples in sets for triple in triples]
    starts = np.cumsum([0, *map(len, sets)])
    matrix = csr_array((np.ones(len(columns), np.int32), columns, starts), shape=(len(sets), len(number)))
    common = (matrix @ matrix.T).tocoo()
    sizes = np.diff(starts)
    rows, others = common.coords
    alike = common.data / (sizes[rows] + sizes[others] - common.data) >= 0.8
    return {(int(a), int(b)) for a, b in zip(rows[alike], others[alike]) if a < b}


def duplicates() -> None:
    progress("near duplicates")
    texts = similar_texts()
    truth = true_pairs([shingles(text) for text in texts])

    def theirs():
        sets = [shingles(text) for text in texts]
        hashes = MinHash.bulk([[one.encode() for one in triples] for triples in sets], num_perm=128)
        index, pairs = MinHashLSH(threshold=0.8, num_perm=128), set()
        for row, hashed in enumerate(hashes):
            for other in index.query(hashed):
                if len(sets[row] & sets[other]) / len(sets[row] | sets[other]) >= 0.8:
                    pairs.add((other, row))
            index.insert(row, hashed)
        return pairs

    found, seconds = cpu(theirs, 5, 2)
    answer, own = cpu(lambda: kingpost.near_duplicates(texts, n_jobs=1), 5)
    pairs = set(zip(answer["row"].astype(int).tolist(), answer["other"].astype(int).tolist()))
    rows = []
    for library, some, time in (("datasketch", found, seconds), ("Kingpost", pairs, own)):
        recall, precision = len(some & truth) / len(truth or [0]), len(some & truth) / max(len(some), 1)
        rows.append([library, time, megabytes(texts) / time, recall, precision, "", ""])
    rows[1][-2] = f"{seconds / own:.1f}x"
    rows[1][-1] = verdict(
        ("recall no lower", rows[1][3] >= rows[0][3]), ("precision no lower", rows[1][4] >= rows[0][4])
    )
    paragraph(f"""
        Near duplicates: {len(texts):,} texts, of which some are copies with typing errors; pairs with 0.8 of their
        word triples in common, {len(truth):,} by counting. MinHash of 128 hashes in both, and candidates compared
        exactly.
    """)
    table("library | CPU s | MB/s | recall | precision | ratio | goals", rows)


def fuzzy() -> None:
    texts, choices = corpus("banking77_test")[0][:300], corpus("banking77_train")[0][:3000]
    pairs, rows = len(texts) * len(choices) / 1e6, []
    scorers = {
        "token_set_ratio": rapidfuzz.fuzz.token_set_ratio,
        "token_sort_ratio": rapidfuzz.fuzz.token_sort_ratio,
        "ratio": rapidfuzz.fuzz.ratio,
        "jaro_winkler": rapidfuzz.distance.JaroWinkler.similarity,
    }
    process = rapidfuzz.utils.default_process
    for name, scorer in scorers.items():
        progress(f"fuzzy matching: {name}")
        best, seconds = cpu(
            lambda: rapidfuzz.process.cdist(
                texts, choices, scorer=scorer, processor=process, workers=1, dtype=np.float64
            ).max(axis=1),
            5,
            1,
        )
        answer, own = cpu(lambda: kingpost.fuzzy_match(texts, choices, scorer=name, n_jobs=1), 5, 1)
        scale = 100 if name == "jaro_winkler" else 1
        apart = float(np.abs(np.asarray(answer["score"]) - best * scale).max())
        goals = verdict(("same scores", apart <= 1e-9))
        rows.append([name, pairs / seconds, pairs / own, f"{seconds / own:.1f}x", f"{apart:.1e}", goals])
    paragraph(f"""
        Fuzzy matching: the best of {len(choices):,} short texts for each of {len(texts):,}, with `process.cdist` of
        RapidFuzz and its `default_process`.
    """)
    table("scorer | RapidFuzz, million pairs a second | Kingpost | ratio | best scores apart | goals", rows)


def measure(found: list[list[str]], truth: list[list[str]]) -> float:
    """F1 of each text by exact match in lower case, in the mean."""
    values = []
    for some, wanted in zip(found, truth):
        both = len(set(some) & set(wanted))
        values.append(2 * both / (len(set(some)) + len(set(wanted))))
    return float(np.mean(values))


def by_row(answer: dict, count: int) -> list[list[str]]:
    found: list[list[str]] = [[] for _ in range(count)]
    for row, keyword in zip(answer["row"].astype(int), answer["keyword"]):
        found[row].append(keyword)
    return found


def key_phrases() -> None:
    rows = []
    sets = {"kw_inspec": 200, "kw_semeval2017": 60} if data_folder() else {"tickets": 0}
    for name, count in sets.items():
        progress(f"keywords: {name}")
        if count:
            labels, texts = zip(*rows_of(name)[:count])
            truth = [[" ".join(phrase.lower().split()) for phrase in label.split("|")] for label in labels]
        else:
            texts, truth = news(), None
        texts = list(texts)
        extractor = yake.KeywordExtractor(lan="en", n=3, top=10)
        theirs, seconds = cpu(lambda: [[key.lower() for key, _ in extractor.extract_keywords(text)] for text in texts])
        answer, own = cpu(lambda: kingpost.keywords(texts, k=10, n_jobs=1), 5)
        ours = by_row(answer, len(texts))
        stops = sorted(extractor.stopword_set)
        same = by_row(kingpost.keywords(texts, k=10, stop_words=stops, n_jobs=1), len(texts))
        alike = float(np.mean([len(set(a) & set(b)) / max(len(set(b)), 1) for a, b in zip(same, theirs)]))
        scores = [measure(some, truth) if truth else float("nan") for some in (theirs, ours, same)]
        goals = verdict(("F1 no lower", scores[1] >= scores[0] - 0.002 if truth else None))
        rows.append([name, len(texts), seconds, own, f"{seconds / own:.0f}x", *scores, alike, goals])
    paragraph("""
        Keywords: the best ten of each text by YAKE, against the phrases that people chose, by exact match; F1 is the
        mean over texts, and counts as no lower within 0.002. The last two columns are with yake's list of stop words
        in place of the default: F1, and the share of yake's keywords found. The first texts of each set, as yake is
        slow.
    """)
    table(
        "set | texts | yake CPU s | Kingpost CPU s | ratio | yake F1 | Kingpost F1 | yake's stop words | "
        "same keywords | goals",
        rows,
    )


def rules() -> None:
    personal_data()
    duplicates()
    fuzzy()
    key_phrases()
