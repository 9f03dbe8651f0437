"""Models of texts: fastText, naive Bayes and logistic regression on equal features, languages."""

import re
import tempfile
import warnings
from pathlib import Path

import fasttext
import lingua
import numpy as np
import py3langid.langid as langid
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB, MultinomialNB
from sklearn.pipeline import make_pipeline

import kingpost

from common import cpu, data_folder, paragraph, progress, table, verdict
from text_data import corpus, rows_of

SETS = ("ag", "banking77", "clinc", "mr", "sms")
# Widely used languages that all libraries here know.
COMMON = re.findall(r"\w+", "ar bg ca cs da de el en es et fa fi fr he hi hu id it ja ko nl pl pt ro ru sv tr uk vi zh")
FAST = {"epoch": 25, "lr": 0.5, "minn": 3, "maxn": 6, "dim": 100, "bucket": 2_000_000}


def sets() -> tuple[str, ...]:
    return SETS if data_folder() else ("tickets",)


def right(predicted, truth) -> float:
    return float(np.mean(np.asarray(predicted).astype(str) == np.asarray(truth)))


def plain(text: str) -> str:
    """Words in lower case with a space between: fastText cuts at spaces alone."""
    return " ".join(re.findall(r"\w+", text.lower()))


def fast_text() -> None:
    rows = []
    for name in sets():
        progress(f"fastText: {name}")
        (train, labels), (test, truth) = corpus(f"{name}_train"), corpus(f"{name}_test")
        names = {label: f"__label__{number}" for number, label in enumerate(dict.fromkeys(labels))}

        def theirs():
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "train.txt"
                lines = [f"{names[label]} {plain(text)}" for text, label in zip(train, labels)]
                file.write_text("\n".join(lines) + "\n", encoding="utf-8")
                model = fasttext.train_supervised(
                    str(file), wordNgrams=2, loss="softmax", minCount=1, thread=1, verbose=0, **FAST
                )
            return [label[0] for label in model.predict([plain(text) for text in test])[0]]

        predicted, seconds = cpu(theirs, 5, 0.5)
        accuracy = right(predicted, [names.get(label, "") for label in truth])

        def ours(model):
            answer, time = cpu(lambda: model.fit(train, labels).predict(test), 5, 0.5)
            return time, right(answer, truth)

        fast = ours(kingpost.FastTextClassifier(n_jobs=1))
        linear = ours(kingpost.LinearClassifier(n_jobs=1))
        goals = verdict(
            ("FastTextClassifier's accuracy within .005", fast[1] >= accuracy - 0.005),
            ("its CPU no more", fast[0] <= seconds),
            ("LinearClassifier's accuracy", linear[1] >= accuracy),
            ("at a tenth of the CPU", 10 * linear[0] <= seconds),
        )
        ratios = f"{seconds / fast[0]:.1f}x", f"{seconds / linear[0]:.0f}x"
        rows.append([name, seconds, fast[0], linear[0], *ratios, accuracy, fast[1], linear[1], goals])
    paragraph("""
        fastText with the defaults of `FastTextClassifier`: 25 epochs from 0.5, words, pairs of words, and pieces of 3
        to 6 characters, 100 dimensions, 2,000,000 rows, on words in lower case; fit on the training texts and predict
        the test texts. Beside it `LinearClassifier()` on the same texts.
    """)
    table(
        "set | fastText CPU s | FastTextClassifier CPU s | LinearClassifier CPU s | its ratio | LinearClassifier's | "
        "fastText accuracy | FastTextClassifier | LinearClassifier | goals",
        rows,
    )


def equal_features() -> None:
    own = {"tokens": "sklearn", "n_jobs": 1}
    models = {
        "MultinomialNB": (
            lambda: make_pipeline(CountVectorizer(ngram_range=(1, 2)), MultinomialNB()),
            lambda: kingpost.MultinomialNB(**own),
        ),
        "ComplementNB": (
            lambda: make_pipeline(CountVectorizer(ngram_range=(1, 2)), ComplementNB()),
            lambda: kingpost.ComplementNB(**own),
        ),
        "LogisticRegression": (
            lambda: make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression(max_iter=1000)),
            lambda: kingpost.LogisticRegression(**own),
        ),
    }
    rows = []
    for model, (theirs, ours) in models.items():
        for name in sets():
            (train, labels), (test, truth) = corpus(f"{name}_train"), corpus(f"{name}_test")
            if model == "LogisticRegression" and len(set(labels)) > 20:
                continue
            progress(f"{model}: {name}")
            a, peer = cpu(lambda: theirs().fit(train, labels).predict(test), 5, 0.5)
            b, time = cpu(lambda: ours().fit(train, labels).predict(test), 5, 0.5)
            same = float(np.mean(np.asarray(a).astype(str) == np.asarray(b).astype(str)))
            scores = right(a, truth), right(b, truth)
            goals = verdict(("accuracy", scores[1] >= scores[0]), ("a tenth of the CPU", 10 * time <= peer))
            rows.append([model, name, peer, time, f"{peer / time:.1f}x", *scores, same, goals])
    paragraph("""
        The same models on the same features: counts of words 1-2 for naive Bayes, their tf-idf for logistic
        regression; scikit-learn's with its defaults (and 1,000 iterations at most). Logistic regression on sets of up
        to 20 classes, as scikit-learn's takes minutes on the others. Fit on the training texts and predict the test
        texts.
    """)
    table(
        "model | set | scikit-learn CPU s | Kingpost CPU s | ratio | scikit-learn accuracy | Kingpost accuracy | "
        "same answers | goals",
        rows,
    )


def languages() -> None:
    if data_folder() is None:
        paragraph("Language identification is measured with the data folder alone.")
        return
    progress("languages: Kingpost")
    sentences = rows_of("lid_sentences")
    (train, test), words = (sentences[0::2], sentences[1::2]), rows_of("lid_single_words")
    codes, texts = zip(*test)
    texts = list(texts)
    model, fit = cpu(
        lambda: kingpost.LanguageIdentifier(n_jobs=1).fit([text for _, text in train], [c for c, _ in train])
    )
    detector = lingua.LanguageDetectorBuilder.from_all_languages().build()
    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)

    def by_lingua(some: list[str]) -> list[str]:
        found = (detector.detect_language_of(text) for text in some)
        return [one.iso_code_639_1.name.lower() if one else "" for one in found]

    def by_langid(some: list[str]) -> list[str]:
        return [identifier.classify(text)[0] for text in some]

    libraries = {
        "Kingpost": (lambda some: model.predict(some), set(codes)),
        "lingua": (by_lingua, {one.iso_code_639_1.name.lower() for one in lingua.Language.all()}),
        "py3langid": (by_langid, set(identifier.labels)),
    }
    common = np.isin(codes, COMMON)
    size, rows = len(model.to_bytes()) / 1e6, []
    for library, (detect, known) in libraries.items():
        progress(f"languages: {library}")
        detect(texts[::20])  # Models are read at the first call.
        found, seconds = cpu(lambda: detect(texts), 5, 1)
        hits = np.asarray(found).astype(str) == np.asarray(codes)
        knows = np.isin(codes, sorted(known))
        some = words[::4]
        short = right(detect([text for _, text in some]), [code for code, _ in some])
        scores = [float(hits.mean()), float(hits[common].mean()), float(hits[knows].mean()), short]
        rows.append([library, len(known & set(codes)), *scores, len(texts) / seconds, "", ""])
    progress("languages: the common ones alone")
    usual = [row for row in train if row[0] in COMMON]
    model = kingpost.LanguageIdentifier(n_jobs=1).fit([text for _, text in usual], [code for code, _ in usual])
    detector = lingua.LanguageDetectorBuilder.from_iso_codes_639_1(
        *(getattr(lingua.IsoCode639_1, code.upper()) for code in COMMON)
    ).build()
    identifier.set_languages(sorted(set(COMMON) & set(identifier.labels)))
    few = [text for text, one in zip(texts, common) if one]
    for row, (detect, _) in zip(rows, libraries.values()):
        row.insert(4, right(detect(few), [code for code, one in zip(codes, common) if one]))
    rows[0][-2:] = (
        f"{size:.2f}",
        verdict(
            (".97", rows[0][2] >= 0.97),
            ("common .99", rows[0][3] >= 0.99),
            ("5 MB", size < 5),
        ),
    )
    paragraph(f"""
        Language identification: every second sentence of {len(set(codes))} languages, {len(texts):,}, and every
        fourth of the single words. `LanguageIdentifier` is fit on the other sentences of the set ({fit:.2f} CPU s),
        the peers come trained on texts of their own and do not know all languages; common are {len(COMMON)} widely
        used ones, where answers may be any language, or these alone: then `LanguageIdentifier` is fit on them alone.
        Speed is after a first call that reads the models.
    """)
    table(
        "library | languages known | accuracy | common | common alone | those known | single words | "
        "sentences a CPU second | MB | goals",
        rows,
    )


def models() -> None:
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    fast_text()
    equal_features()
    languages()
