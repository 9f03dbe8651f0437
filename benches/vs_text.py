"""Text: Kingpost and its peers on the same documents, agreement and accuracy beside CPU seconds."""

from importlib.metadata import version

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer, HashingVectorizer, TfidfVectorizer
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC

import kingpost

from common import cpu, data_folder, finish, header, paragraph, progress, table, verdict
from text_data import corpus, megabytes
from text_models import models
from text_rules import rules
from text_search import search
from text_sentences import sentences

KINDS = {"word 1": ("word", (1, 1)), "word 1-2": ("word", (1, 2)), "char_wb 3-5": ("char_wb", (3, 5))}
# What is asked of each: times the peer's speed, and how far values may lie apart.
VECTORIZERS = {
    "CountVectorizer": (CountVectorizer, 12, 0.0),
    "HashingVectorizer": (HashingVectorizer, 15, 0.0),
    "TfidfVectorizer": (TfidfVectorizer, 12, 1e-12),
}


def vectorizers() -> None:
    texts, _ = corpus("ag_train")
    size = megabytes(texts)
    rows = []
    for name, (theirs, faster, close) in VECTORIZERS.items():
        ours = getattr(kingpost, name)
        for kind, (analyzer, ngrams) in KINDS.items():
            progress(f"{name} {kind}")
            a, peer = cpu(lambda: theirs(analyzer=analyzer, ngram_range=ngrams).fit_transform(texts), 5)
            b, own = cpu(lambda: ours(analyzer=analyzer, ngram_range=ngrams, n_jobs=1).fit_transform(texts), 5)
            a.sort_indices()
            same = a.shape == b.shape and np.array_equal(a.indptr, b.indptr) and np.array_equal(a.indices, b.indices)
            apart = float(np.abs(a.data - b.data).max()) if same else float("nan")
            goals = verdict(
                (f"{faster}x", peer / own >= faster),
                ("bit-identical" if close == 0 else f"within {close:g}", apart <= close),
            )
            rows.append([name, kind, size / peer, size / own, f"{peer / own:.1f}x", f"{apart:.1e}", goals])
    paragraph(f"""
        `fit_transform` of {len(texts):,} documents, {size:.2f} MB; medians of five runs.
    """)
    table("vectorizer | terms | scikit-learn MB/s | Kingpost MB/s | ratio | largest difference | goals", rows)


def words() -> TfidfVectorizer:
    return TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)


def characters() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)


def classification() -> None:
    rows = []
    for name in ("ag", "banking77", "clinc", "mr", "sms") if data_folder() else ("tickets",):
        progress(f"classification: {name}")
        (train, labels), (test, truth) = corpus(f"{name}_train"), corpus(f"{name}_test")

        def work(model):
            predicted, seconds = cpu(lambda: model.fit(train, labels).predict(test), 5, 0.5)
            return seconds, float(np.mean(np.asarray(predicted).astype(str) == np.asarray(truth)))

        word = work(make_pipeline(words(), LinearSVC()))
        both = work(make_pipeline(make_union(words(), characters()), LinearSVC()))
        own = work(kingpost.LinearClassifier(n_jobs=1))
        goals = verdict(("accuracy", own[1] >= max(word[1], both[1])), ("a tenth of the CPU", 10 * own[0] <= both[0]))
        rows.append(
            [
                name,
                len(train),
                len(test),
                word[0],
                both[0],
                own[0],
                f"{both[0] / own[0]:.1f}x",
                word[1],
                both[1],
                own[1],
                goals,
            ]
        )
    paragraph("""
        Classification: LinearSVC on tf-idf of words 1-2, and of words 1-2 and characters 2-5, against
        `LinearClassifier()`; fit on the training texts and predict the test texts. The ratio is to the second.
    """)
    table(
        "set | training texts | test texts | words CPU s | words + chars CPU s | Kingpost CPU s | "
        "ratio | words accuracy | words + chars accuracy | Kingpost accuracy | goals",
        rows,
    )


def one_text() -> None:
    progress("one short text")
    texts, labels = corpus("sms_train")
    peer = make_pipeline(words(), LinearSVC()).fit(texts, labels)
    own = kingpost.LinearClassifier(char_ngrams=None, n_jobs=1).fit(texts, labels)
    short = ["are you coming home for dinner tonight"]
    rows = []
    for name, model, calls in (("scikit-learn", peer, 200), ("Kingpost", own, 5000)):
        _, seconds = cpu(lambda model=model, calls=calls: [model.predict(short) for _ in range(calls)], 5)
        rows.append([name, seconds / calls * 1e6])
    rows[0].append("")
    rows[1].append(verdict(("25 us", rows[1][1] < 25)))
    paragraph("""
        One short text: tf-idf of words 1-2 and a linear model, `predict` of a list of one text, from Python.
    """)
    table("library | us a call | goals", rows)


if __name__ == "__main__":
    peers = (
        "scikit-learn fasttext-wheel lingua-language-detector py3langid tantivy bm25s faiss-cpu hnswlib datafog "
        "phonenumbers datasketch rapidfuzz yake"
    )
    header("Text", f"kingpost {kingpost.__version__}", *(f"{name} {version(name)}" for name in peers.split()))
    vectorizers()
    classification()
    one_text()
    models()
    search()
    sentences()
    rules()
    finish("text")
