"""Bad input ends in a typed error with a code, or in what the documentation says."""

import errno
import os
import random
import subprocess
import sys
import time
from decimal import Decimal

import numpy as np
import pytest

import kingpost
from kingpost import KingpostError


def refused(code, call):
    with pytest.raises(KingpostError) as caught:
        call()
    assert caught.value.code == code, caught.value
    assert str(caught.value)
    return caught.value


def naive(data, **options):
    return kingpost.Naive().fit(data, **options)


def test_panels_that_are_none():
    refused("kp.not_enough_data", lambda: naive([]))
    refused("kp.missing_values", lambda: naive([np.nan] * 5))
    refused("kp.missing_values", lambda: naive([1.0, np.nan, 3.0]))
    refused("kp.invalid_data", lambda: naive([1.0, np.inf]))
    refused("kp.invalid_data", lambda: naive({"ds": [1, 1], "y": [1.0, 2.0]}))
    refused("kp.invalid_data", lambda: naive({"ds": [1, 2, 2**62], "y": [1.0, 2.0, 3.0]}, freq=1))
    refused("kp.missing_values", lambda: naive({"ds": np.array(["2024-01-01", "NaT"], "M8[D]"), "y": [1.0, 2.0]}))
    refused("kp.missing_values", lambda: naive([None, None]))
    refused("kp.invalid_data", lambda: naive([1, 2, 10**30]))
    refused("kp.invalid_data", lambda: naive({"shop": [1, 2], "y": [1.0, 2.0]}, id_col="shp"))
    refused("kp.invalid_data", lambda: kingpost.ECOD().fit([["1", "2"], ["3", "4"]]))
    refused("kp.invalid_data", lambda: naive({"y": [1.0, 2.0], "ds": [1]}))
    refused("kp.invalid_data", lambda: naive({"ds": [1, 2]}))
    refused("kp.invalid_data", lambda: naive({"unique_id": np.array(["a", 1], object), "y": [1.0, 2.0]}))
    refused("kp.invalid_data", lambda: naive({"y": np.array([2**64 - 1, 1], np.uint64)}))


def test_what_is_documented_to_work():
    assert naive([5.0]).forecast(2, [95])["Naive-lo-95"].tolist() == [5.0, 5.0]
    assert naive([5.0] * 9).forecast(1, [95])["Naive-hi-95"].tolist() == [5.0]
    unsorted = naive({"ds": [3, 1, 2], "y": [30.0, 10.0, 20.0]})
    assert unsorted.forecast(1)["Naive"].tolist() == [30.0] and unsorted.forecast(1)["ds"].tolist() == [4]
    gaps = naive({"ds": [1, 2, 5], "y": [1.0, 2.0, 5.0]}, missing="interpolate")
    assert gaps.fitted()["y"].tolist() == [1.0, 2.0, 3.0, 4.0, 5.0]


def test_series_fail_apart_from_each_other():
    frame = {"unique_id": ["a", "a", "b"], "ds": [1, 2, 1], "y": [1.0, 2.0, np.nan]}
    model = naive(frame)
    assert model.forecast(1)["unique_id"].tolist() == ["a"]
    failures = model.failures()
    assert (failures["unique_id"].tolist(), failures["code"].tolist()) == (["b"], ["kp.missing_values"])
    refused("kp.missing_values", lambda: naive(frame, fail_fast=True))


def test_arguments_out_of_range():
    y = [1.0, 2.0, 3.0, 4.0]
    model = naive(y)
    for h in [0, -1, 2_000_000, 1.5, "two"]:
        refused("kp.invalid_params", lambda h=h: model.forecast(h))
    for level in [0, 100, -5, np.nan, "wide"]:
        refused("kp.invalid_params", lambda level=level: model.forecast(1, [level]))
    for season in [0, -1, 2**40, 1.5, "x", None, object(), np.nan]:
        refused("kp.invalid_params", lambda season=season: kingpost.SeasonalNaive(season_length=season).fit(y))
    refused("kp.not_enough_data", lambda: kingpost.SeasonalNaive(season_length=9).fit(y, fallback=False))
    short = kingpost.SeasonalNaive(season_length=9).fit(y)
    assert short.forecast(2)["SeasonalNaive-fallback"].tolist() == ["AutoETS", "AutoETS"]
    assert short.failures()["fallback"].tolist() == ["AutoETS"]
    refused("kp.invalid_params", lambda: naive(y, missing="ignore"))
    refused("kp.invalid_params", lambda: naive(y, freq="fortnight"))
    refused("kp.invalid_params", lambda: naive(y, seed=-1))
    refused("kp.invalid_params", lambda: naive(y, timeout_ms=-1))
    refused("kp.unknown_component", lambda: kingpost.fit("forecast.nothing", y))
    refused("kp.unknown_component", lambda: kingpost.get("forecast.nothing"))
    refused("kp.invalid_params", lambda: kingpost.Naive().set_params(depth=3))
    with pytest.raises(TypeError):
        kingpost.Naive(depth=3)


def test_wrong_types_are_value_errors_or_type_errors_too():
    for data in [np.array([1 + 2j]), np.array([object()]), np.array([b"a"]), {"y": [b"a"]}, 5, None, {"y": 5}, "text"]:
        error = refused("kp.invalid_data", lambda data=data: naive(data))
        assert isinstance(error, (TypeError, ValueError))
    for rows in [np.array([[1j]]), [["a", "b"]], 5, "text", [[1.0], [1.0, 2.0]], np.zeros((2, 2, 2)), [1.0, 2.0]]:
        error = refused("kp.invalid_data", lambda rows=rows: kingpost.ECOD().fit(rows))
        assert isinstance(error, (TypeError, ValueError))


def test_tables():
    refused("kp.invalid_data", lambda: kingpost.ECOD().fit(np.zeros((0, 3))))
    refused("kp.invalid_data", lambda: kingpost.ECOD().fit(np.zeros((3, 0))))
    refused("kp.missing_values", lambda: kingpost.ECOD().fit([[1.0, np.nan]]))
    refused("kp.invalid_data", lambda: kingpost.ECOD().fit([[1.0, np.inf]]))
    model = kingpost.ECOD().fit(np.zeros((5, 2)))
    refused("kp.invalid_data", lambda: model.score(np.zeros((5, 3))))


def test_texts():
    model = kingpost.HashingVectorizer()
    refused("kp.missing_values", lambda: model.fit(["a", None]))
    refused("kp.invalid_data", lambda: model.fit(["a", 5]))
    refused("kp.invalid_data", lambda: model.fit("a"))
    refused("kp.invalid_data", lambda: model.fit(["lone \ud800 surrogate"]))
    refused("kp.invalid_data", lambda: naive({"unique_id": ["\udfff", "a"], "y": [1.0, 2.0]}))


def test_files(tmp_path):
    model = naive([1.0, 2.0, 4.0])
    path = tmp_path / "m.kp.safetensors"
    model.save(path)
    good = path.read_bytes()
    refused("kp.io", lambda: kingpost.load(tmp_path))
    refused("kp.io", lambda: kingpost.load(tmp_path / "absent"))
    error = refused("kp.io", lambda: model.save(tmp_path / "no" / "such" / "folder"))
    assert isinstance(error, OSError)
    for length in [0, 7, 8, 100, len(good) - 1]:
        refused("kp.corrupt_model", lambda length=length: kingpost.loads(good[:length]))
    refused("kp.corrupt_model", lambda: kingpost.loads((2**31).to_bytes(8, "little") + good[8:]))
    refused("kp.corrupt_model", lambda: kingpost.loads(good + b"\0"))
    newer = good.replace(b'\\"kp_format\\":1', b'\\"kp_format\\":2')
    assert newer != good
    assert "has format 2" in str(refused("kp.incompatible_model", lambda: kingpost.loads(newer)))
    # Nobody may write there, not even root.
    refused("kp.io", lambda: model.save("/proc/kingpost-model"))
    with pytest.raises(TypeError):
        kingpost.loads("text")


def test_every_flipped_bit_is_refused():
    good = naive([1.0, 2.0, 4.0], keep_fitted=False).to_bytes()
    for place in range(len(good)):
        for bit in range(8):
            bad = bytearray(good)
            bad[place] ^= 1 << bit
            with pytest.raises(KingpostError) as caught:
                kingpost.loads(bytes(bad))
            assert caught.value.code in ("kp.corrupt_model", "kp.incompatible_model")


CHILD = """
import sys
import kingpost

def model(name):
    model = kingpost.Naive().fit([float(n) for n in range(250_000)])
    model.card = {"name": name}
    return model
"""


def saves(tmp_path):
    """The file to be saved to, the name of the model that is in it, and how many files lie beside it."""
    path, scope = tmp_path / "m.kp.safetensors", {}
    exec(CHILD, scope)
    scope["model"]("first").save(path)
    return path, lambda: kingpost.load(path).card["name"], lambda: len(list(tmp_path.iterdir()))


@pytest.mark.skipif(os.name == "nt", reason="limits of Unix")
def test_a_full_disk_leaves_the_old_file(tmp_path):
    path, name, files = saves(tmp_path)
    # A limit on the size of files stops the writing in the middle, as a full disk does, and needs no rights.
    code = f"""{CHILD}
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 19, 1 << 19))
try:
    model("new").save({str(path)!r})
except kingpost.Io as error:
    print(error.code, error.errno)
"""
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert child.stdout.split() == ["kp.io", str(errno.EFBIG)], child
    assert name() == "first" and files() == 1


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_a_kill_during_a_save_leaves_a_whole_file(tmp_path):
    path, name, files = saves(tmp_path)
    code = f"""{CHILD}
old, new = model("old"), model("new")
while True:
    new.save({str(path)!r})
    old.save({str(path)!r})
"""
    names = set()
    for round in range(6):
        # A child that was killed leaves its temporary file behind.
        before, started = files(), time.monotonic()
        child = subprocess.Popen([sys.executable, "-c", code])
        while files() == before and time.monotonic() - started < 60:
            time.sleep(0.001)
        time.sleep(random.uniform(0, 0.03) + 0.02 * round)
        child.kill()
        child.wait()
        names.add(name())
    assert names <= {"first", "old", "new"} and names != {"first"}


@pytest.mark.parametrize("id", kingpost.list())
def test_what_is_not_fitted_says_so(id):
    model = kingpost.component(id)
    verbs = [verb for verb in kingpost.get(id)["verbs"] if verb not in ("classes", "feature_names")]
    given = {"forecast": (1,), "simulate": (1,), "fitted": (), "residuals": (), "failures": ()}
    given |= dict.fromkeys(("search", "transform", "predict", "predict_proba"), (["a text"],))
    if id == "text.hashing":
        verbs.remove("transform")
    for verb in {*verbs, *(["plot"] if hasattr(model, "plot") else [])}:
        call = getattr(model, verb, None)
        if call is not None:
            refused("kp.not_fitted", lambda call=call, verb=verb: call(*given.get(verb, ([[1.0]],))))
    for attribute in ("card", "content_id", "to_bytes"):
        refused("kp.not_fitted", lambda attribute=attribute: getattr(model, attribute)())


def test_a_model_is_no_pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for read in (kingpost.load, kingpost.verify, kingpost.inspect):
        assert "not a regular file" in str(refused("kp.io", lambda read=read: read(tmp_path / "pipe")))
        refused("kp.io", lambda read=read: read("/dev/zero"))
        refused("kp.io", lambda read=read: read("a\0b"))


def test_parameters_are_named():
    error = refused("kp.invalid_params", lambda: kingpost.IsolationForest(contamination=np.nan).fit([[1.0], [2.0]]))
    assert error.context["param"] == "contamination" and "contamination is nan; must be finite" in str(error)
    assert kingpost.CountVectorizer(stop_words={"a", "the"}).fit(["the red car"]).get_feature_names_out().size == 2
    error = refused("kp.invalid_params", lambda: kingpost.component("forecast.naive", foo=1))
    assert "foo" in str(error) and error.context["param"] == "foo"
    refused("kp.invalid_data", lambda: kingpost.backtest(kingpost.Naive, [1.0, 2.0]))
    assert kingpost.backtest("forecast.naive", [1.0, 2.0])["Naive"].tolist() == [1.0]


def test_levels():
    model = naive([1.0, 2.0, 4.0])
    assert list(model.forecast(1, level=Decimal("80"))) == list(model.forecast(1, level=[80]))
    for level in (True, "80"):
        refused("kp.invalid_params", lambda level=level: model.forecast(1, level=level))


def test_rows_without_times_follow_the_last():
    model = naive([1.0, 2.0])
    assert model.update([3.0, 4.0])["ds"].tolist() == [2, 3] and model.forecast(1)["ds"].tolist() == [4]
    steps = naive({"ds": [10, 15, 20], "y": [1.0, 2.0, 3.0]})
    assert steps.update([4.0, 5.0])["ds"].tolist() == [25, 30] and steps.forecast(1)["ds"].tolist() == [35]
    dated = naive({"ds": np.array(["2024-01-01", "2024-01-02"], "M8[D]"), "y": [1.0, 2.0]})
    refused("kp.invalid_data", lambda: dated.update([3.0]))


def test_no_texts_are_no_error():
    model = kingpost.LogisticRegression().fit(["red car", "blue sky"], ["a", "b"])
    assert model.predict([]).tolist() == []
    assert kingpost.redact({"text": []})["text"].tolist() == [] and kingpost.redact([])["text"].tolist() == []
    assert kingpost.unredact(kingpost.redact(["mail ada@example.org"]))["text"].tolist() == ["mail ada@example.org"]
