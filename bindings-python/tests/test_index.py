"""Indexes: items of any kind in, frames of hits out."""

import numpy as np
import pytest

import kingpost

TEXTS = ["late invoice", "broken screen", "the invoice of the screen"]


def test_texts_are_found_by_their_words():
    index = kingpost.BM25().fit(TEXTS)
    found = index.search(["screen invoice", "nothing"], k=2)
    assert found["query"].tolist() == [0, 0]
    assert found["rank"].tolist() == [1, 2]
    assert found["id"].tolist() == [2, 0]
    assert (np.diff(found["score"]) <= 0).all()
    again = kingpost.loads(index.to_bytes())
    assert again.search(["screen"])["id"].tolist() == index.search(["screen"])["id"].tolist()


def test_ids_are_kept_allowed_and_added():
    index = kingpost.BM25().fit(TEXTS, ids=["a", "b", "c"])
    assert index.search(["invoice"], allow=["b", "a"])["id"].tolist() == ["a"]
    assert index.search(["invoice"], allow=[])["id"].tolist() == []
    index.update(["invoice"], ids=["d"])
    assert index.search(["invoice"], k=1)["id"].tolist() == ["d"]
    with pytest.raises(kingpost.InvalidData, match="in the index already"):
        index.update(["again"], ids=["d"])
    with pytest.raises(kingpost.InvalidParams):
        index.search(["invoice"], k=0)


def test_vectors_are_found_by_a_graph_as_by_looking_at_all():
    rows = np.random.default_rng(1).normal(size=(500, 8))
    exact = kingpost.ExactNeighbors(metric="l2").fit(rows)
    graph = kingpost.HNSW(metric="l2", m=8, random_state=3).fit(rows)
    found = exact.search(rows[:20], k=3)
    assert found["id"].reshape(20, 3)[:, 0].tolist() == list(range(20))
    same = graph.search(rows[:20], k=3)["id"] == found["id"]
    assert same.mean() > 0.95
    assert kingpost.HNSW(metric="l2", m=8, random_state=3, n_jobs=1).fit(rows).content_id() == graph.content_id()
    fused = kingpost.fuse(found, graph.search(rows[:20], k=3), k=1)
    assert fused["id"].tolist() == list(range(20))


def test_frames_keep_their_kind():
    pandas = pytest.importorskip("pandas")
    table = pandas.DataFrame({"id": ["x", "y"], "a": [1.0, 0.0], "b": [0.0, 1.0]})
    index = kingpost.ExactNeighbors().fit(table)
    found = index.search(pandas.DataFrame({"b": [2.0], "a": [1.0]}), k=1)
    assert isinstance(found, pandas.DataFrame)
    assert found["id"].tolist() == ["y"]


def test_the_matrices_of_vectorizers_are_taken():
    vectors = kingpost.CountVectorizer().fit(TEXTS)
    matrix = vectors.transform(TEXTS)
    index = kingpost.ExactNeighbors().fit(matrix, ids=["a", "b", "c"])
    found = index.search(vectors.transform(["broken screen"]), k=1)
    assert found["id"].tolist() == ["b"] and found["score"][0] == pytest.approx(1)
    assert index.search(matrix.toarray(), k=1)["id"].tolist() == ["a", "b", "c"]
    wide = kingpost.HashingVectorizer().fit_transform(TEXTS)
    for call in (lambda: kingpost.HNSW().fit(wide, ids=[1, 2, 3]), lambda: index.search(wide)):
        with pytest.raises(kingpost.InvalidData, match="TruncatedSVD"):
            call()
