"""Search: BM25 against tantivy and bm25s, nearest vectors against hnswlib, faiss and numpy."""

import bm25s
import faiss
import hnswlib
import numpy as np
import tantivy

import kingpost

from common import cpu, data_folder, paragraph, progress, table, verdict
from text_data import WORD, made_up, megabytes, news

QUERIES = 1000
SHAPE = {"k1": 1.2, "b": 0.75}
ITEMS, DIMENSIONS = (50_000, 384) if data_folder() else (5_000, 384)


class Tantivy:
    """An index in memory, written by one thread."""

    @staticmethod
    def build(texts: list[str]):
        fields = tantivy.SchemaBuilder()
        fields.add_text_field("text", stored=False, index_option="freq")
        fields.add_unsigned_field("id", stored=True)
        index = tantivy.Index(fields.build())
        writer = index.writer(200_000_000, 1)
        for number, text in enumerate(texts):
            writer.add_document(tantivy.Document(text=text, id=number))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        return index

    @staticmethod
    def ask(index, queries: list[str]):
        searcher = index.searcher()
        return [searcher.search(index.parse_query(query, ["text"]), 10, count=False).hits for query in queries]

    @staticmethod
    def found(index, answer):
        searcher = index.searcher()
        ids = [[searcher.doc(place)["id"][0] for _, place in hits] for hits in answer]
        return ids, [[score / (SHAPE["k1"] + 1) for score, _ in hits] for hits in answer]


class Bm25s:
    """With its own cutting into words."""

    @staticmethod
    def build(texts: list[str]):
        index = bm25s.BM25(method="lucene", backend="numpy", **SHAPE)
        index.index(bm25s.tokenize(texts, stopwords=None, show_progress=False), show_progress=False)
        return index

    @staticmethod
    def ask(index, queries: list[str]):
        words = bm25s.tokenize(queries, stopwords=None, show_progress=False)
        return index.retrieve(words, k=10, show_progress=False, n_threads=0)

    @staticmethod
    def found(index, answer):
        return answer.documents.tolist(), answer.scores.tolist()


class Own:
    @staticmethod
    def build(texts: list[str]):
        return kingpost.BM25(n_jobs=1, **SHAPE).fit(texts)

    @staticmethod
    def ask(index, queries: list[str]):
        return index.search(queries, k=10)

    @staticmethod
    def found(index, answer):
        ids, scores = [[] for _ in range(QUERIES)], [[] for _ in range(QUERIES)]
        for query, item, score in zip(answer["query"], answer["id"], answer["score"]):
            ids[query].append(item)
            scores[query].append(score)
        return ids, scores


def common_share(ids: list, truth: list) -> float:
    """How many of the true ones are found, in the mean."""
    return float(np.mean([len(set(a) & set(b)) / max(len(b), 1) for a, b in zip(ids, truth)]))


def scores_apart(scores: list, truth: list) -> float:
    """The largest difference of scores at the same rank, where both have found something."""
    return max(float(np.abs(np.subtract(a[: len(b)], b[: len(a)])).max(initial=0.0)) for a, b in zip(scores, truth))


def bm25() -> None:
    rng = np.random.default_rng(1)
    real, rows = news(), []
    for name, texts in (("news", real), ("made up", made_up(real, 50_000 if data_folder() else 5_000, rng))):
        words = [sorted(set(WORD.findall(texts[row].lower()))) for row in rng.integers(0, len(texts), QUERIES)]
        queries = [" ".join(rng.permutation(list_of)[:3]) for list_of in words]
        size, results = megabytes(texts), {}
        for library, made in (("Kingpost", Own), ("tantivy", Tantivy), ("bm25s", Bm25s)):
            progress(f"BM25: {name}, {library}")
            index, build = cpu(lambda: made.build(texts), 5, 2)
            answer, ask = cpu(lambda: made.ask(index, queries), 5, 1)
            results[library] = build, ask, *made.found(index, answer)
        build, ask, truth, scores = results["Kingpost"]
        for library, (b, a, ids, theirs) in results.items():
            row = [name, f"{len(texts):,}", size, library, size / b, QUERIES / a]
            if library == "Kingpost":
                rows.append([*row, "", "", "", "", ""])
                continue
            same, apart = common_share(ids, truth), scores_apart(theirs, scores)
            agree = ("scores within 1e-5", apart <= 1e-5) if library == "bm25s" else ("", None)
            faster = (("3x build", b >= 3 * build), ("3x queries", a >= 3 * ask)) if library == "tantivy" else ()
            rows.append([*row, f"{b / build:.1f}x", f"{a / ask:.1f}x", same, f"{apart:.1e}", verdict(*faster, agree)])
    paragraph(f"""
        BM25 (k1 1.2, b 0.75) in memory: an index of all texts, then {QUERIES:,} queries of three different words of a
        text, the best ten each. The made-up texts have 10 to 70 words, drawn as often as the news have them. Ratios
        are Kingpost's speed over the peer's; beside them the share of Kingpost's ten that the peer has as well, and
        the largest difference of scores at the same rank. bm25s has the same formula and cuts words alike; tantivy
        rounds the lengths of texts to a byte and counts words of one letter too. bm25s runs on numpy.
    """)
    table(
        "texts | number | MB | library | build MB/s | queries a second | build ratio | query ratio | "
        "same ten | scores apart | goals",
        rows,
    )


def vectors(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Items and queries as embeddings are: groups in 24 directions, with a little noise in all."""
    centres, spread = rng.standard_normal((200, 24)), rng.standard_normal((24, DIMENSIONS)) / 5

    def some(count: int) -> np.ndarray:
        inner = centres[rng.integers(0, len(centres), count)] + rng.standard_normal((count, 24))
        outer = (inner @ spread + 0.3 * rng.standard_normal((count, DIMENSIONS))).astype(np.float32)
        return outer / np.linalg.norm(outer, axis=1, keepdims=True)

    return some(ITEMS), some(QUERIES)


def exact(items: np.ndarray, queries: np.ndarray) -> np.ndarray:
    flat = faiss.IndexFlatIP(DIMENSIONS)
    flat.add(items)
    own = kingpost.ExactNeighbors(metric="ip", n_jobs=1).fit(items)

    def by_numpy(some: np.ndarray) -> np.ndarray:
        scores = some @ items.T
        best = np.argpartition(-scores, 10, axis=1)[:, :10]
        order = np.argsort(-np.take_along_axis(scores, best, 1), axis=1, kind="stable")
        return np.take_along_axis(best, order, 1)

    searches = {
        "Kingpost": lambda some: own.search(some, k=10)["id"].reshape(-1, 10),
        "faiss flat": lambda some: flat.search(some, 10)[1],
        "numpy": by_numpy,
    }
    rows, found, times = [], {}, {}
    for library, search in searches.items():
        progress(f"exact neighbours: {library}")
        found[library], together = cpu(lambda: search(queries), 5, 1)
        _, single = cpu(lambda: [search(queries[row : row + 1]) for row in range(20)], 5, 1)
        times[library] = QUERIES / together, 20 / single
    for library, (together, single) in times.items():
        ratios = ["", ""]
        if library != "Kingpost":
            ratios = [f"{times['Kingpost'][0] / together:.2f}x", f"{times['Kingpost'][1] / single:.2f}x"]
        rows.append([library, together, single, *ratios, common_share(found[library], found["faiss flat"])])
    paragraph(f"""
        Exact nearest neighbours: {ITEMS:,} made-up vectors of {DIMENSIONS} numbers of length 1, inner product, the
        best ten of {QUERIES:,} queries in one call, and of 20 queries one a call. Ratios are Kingpost's speed over
        the peer's.
    """)
    table("library | queries a second, together | one a call | ratio, together | ratio, one | same ten", rows)
    return found["faiss flat"]


def approximate(items: np.ndarray, queries: np.ndarray, truth: np.ndarray) -> None:
    progress("HNSW: Kingpost")
    index, own_build = cpu(lambda: kingpost.HNSW(metric="ip", n_jobs=1).fit(items))
    answer, own_ask = cpu(lambda: index.search(queries, k=10), 5, 2)
    own_recall, own_rate = common_share(answer["id"].reshape(-1, 10), truth), QUERIES / own_ask
    progress("HNSW: hnswlib")

    def theirs():
        made = hnswlib.Index("ip", DIMENSIONS)
        made.init_index(ITEMS, M=16, ef_construction=200, random_seed=0)
        made.set_num_threads(1)
        made.add_items(items)
        return made

    peer, peer_build = cpu(theirs)
    curve = []
    for ef in (16, 32, 48, 64, 96, 128, 192, 256):
        peer.set_ef(ef)
        (ids, _), seconds = cpu(lambda: peer.knn_query(queries, 10, num_threads=1), 5, 1)
        curve.append((common_share(ids, truth), QUERIES / seconds, ef))
    # The peer's rate at Kingpost's recall, on the line between the two settings around it.
    above = next((place for place, point in enumerate(curve) if point[0] >= own_recall), len(curve) - 1)
    below = max(above - 1, 0)
    rate = float(np.interp(own_recall, [curve[below][0], curve[above][0]], [curve[below][1], curve[above][1]]))
    rows = [
        ["Kingpost", 64, own_build, own_recall, own_rate, ""],
        *(["hnswlib", point[2], peer_build, point[0], point[1], ""] for point in sorted({curve[below], curve[above]})),
        ["hnswlib", "between", peer_build, own_recall, rate, ""],
    ]
    rows[0][-1] = verdict(
        ("queries within 20 % at the same recall", own_rate >= 0.8 * rate),
        ("build within 20 %", own_build <= 1.2 * peer_build),
    )
    paragraph(f"""
        Approximate nearest neighbours of the same {ITEMS:,} vectors: m 16, ef_construction 200, the best ten. hnswlib
        was asked with several `ef`; the rows are those with a recall just below and just above Kingpost's, and the
        rate on the line between them at the same recall.
    """)
    table("library | ef | build CPU s | recall of ten | queries a second | goals", rows)


def search() -> None:
    bm25()
    items, queries = vectors(np.random.default_rng(2))
    approximate(items, queries, exact(items, queries))
