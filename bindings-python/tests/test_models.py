"""Fitted models: saved, copied, shown, and the same through every door."""

import copy
import inspect
import json
import pickle

import numpy as np
import pytest

import kingpost
from kingpost import _components, _core, _forecast


@pytest.fixture(params=["forecast", "detect", "text"])
def fitted(request, panel, rows):
    if request.param == "forecast":
        return kingpost.SeasonalNaive(season_length=4).fit(panel)
    if request.param == "detect":
        return kingpost.IsolationForest(n_estimators=10, random_state=3).fit(rows)
    return kingpost.HashingVectorizer(n_features=64, ngram_range=(1, 2)).fit(["a text"])


def answer(model, rows):
    if isinstance(model, kingpost.Forecaster):
        return model.forecast(3, [80])["SeasonalNaive-hi-80"].tobytes()
    if isinstance(model, kingpost.Detector):
        return model.score(rows).tobytes() + model.predict(rows).tobytes() + np.float64(model.offset_).tobytes()
    return model.transform(["some more text"]).toarray().tobytes()


def test_save_and_load(fitted, rows, tmp_path):
    path = tmp_path / "m.kp.safetensors"
    fitted.save(path)
    loaded = kingpost.load(path)
    assert type(loaded) is type(fitted)
    expected = {name: list(v) if isinstance(v, tuple) else v for name, v in fitted.get_params().items()}
    assert loaded.get_params() == expected | {"random_state": None} if "random_state" in expected else expected
    assert answer(loaded, rows) == answer(fitted, rows)
    assert loaded.to_bytes() == fitted.to_bytes() == path.read_bytes()
    assert loaded.content_id() == fitted.content_id() == kingpost.inspect(path)["content_id"]
    assert kingpost.verify(path)["ok"] and loaded.verify()["ok"]
    assert answer(kingpost.loads(path.read_bytes()), rows) == answer(fitted, rows)


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_pickle(fitted, rows, protocol):
    again = pickle.loads(pickle.dumps(fitted, protocol))
    assert type(again) is type(fitted) and answer(again, rows) == answer(fitted, rows)
    assert repr(again) == repr(fitted)


def test_copies(fitted, rows, tmp_path):
    again = copy.deepcopy(fitted)
    assert answer(again, rows) == answer(fitted, rows) and again.model_ is not fitted.model_
    joblib = pytest.importorskip("joblib")
    joblib.dump(fitted, tmp_path / "m.joblib")
    assert answer(joblib.load(tmp_path / "m.joblib"), rows) == answer(fitted, rows)


def test_joblib_in_other_processes(rows):
    joblib = pytest.importorskip("joblib")
    model = kingpost.IsolationForest(n_estimators=10).fit(rows)
    out = joblib.Parallel(n_jobs=2)(joblib.delayed(model.score)(rows) for _ in range(4))
    assert all((scores == model.score(rows)).all() for scores in out)


def test_a_copy_is_updated_apart(panel):
    model = kingpost.Naive().fit([1.0, 2.0])
    other = copy.deepcopy(model)
    expected = other.update({"ds": [2], "y": [7.0]})
    assert expected["Naive"].tolist() == [2.0]
    assert (other.forecast(1)["Naive"].tolist(), model.forecast(1)["Naive"].tolist()) == ([7.0], [2.0])
    with pytest.raises(kingpost.InvalidData):
        other.update({"ds": [2], "y": [7.0]})


def test_an_update_takes_the_options_of_every_call():
    model = kingpost.Naive().fit([1.0, 2.0])
    new = {"ds": [2], "y": [7.0]}
    with pytest.raises(kingpost.DeadlineExceeded):
        model.update(new, timeout_ms=0)
    with pytest.raises(kingpost.InvalidParams):
        model.update(new, seed=-1)
    assert model.forecast(1)["Naive"].tolist() == [2.0], "the model is unchanged"
    model.update(new, seed=3, n_jobs=1, timeout_ms=60_000)
    assert model.forecast(1)["Naive"].tolist() == [7.0]
    stream = kingpost.RobustRandomCutForest().fit([[1.0], [2.0], [1.0]])
    with pytest.raises(kingpost.DeadlineExceeded):
        stream.update([[3.0]], timeout_ms=0)
    assert len(stream.update([[3.0]], timeout_ms=60_000, n_jobs=1)) == 1


def test_the_card(panel):
    model = kingpost.Naive().fit(panel)
    assert model.card["facts"]["series"] == 2 and model.card["facts"]["freq"] == "MS"
    model.card = {"name": "sales", "owner": "me"}
    again = kingpost.loads(model.to_bytes())
    assert (again.card["name"], again.card["facts"]["rows"]) == ("sales", 48)
    with pytest.raises(kingpost.InvalidParams):
        model.card = {"shoe_size": "43"}


def test_parts(panel):
    parts = kingpost.Naive().fit(panel).parts()
    assert parts["series"]["unique_id"].tolist() == ["a", "b"] and parts["series"]["last"].tolist() == [104.0, 23.0]


def test_a_backtest_leaves_out_what_fails():
    data = {"unique_id": ["a"] * 6 + ["b"] * 2, "ds": [*range(6), 0, 1], "y": [1.0, 2, 3, 4, 5, 6, 7, 8]}
    found = kingpost.backtest(kingpost.Naive(), data, n_windows=3)
    assert list(found["unique_id"]) == ["a"] * 3 and list(found["Naive"]) == [3.0, 4.0, 5.0]
    failures = kingpost.backtest(kingpost.Naive(), data, n_windows=3, failures=True)
    assert (list(failures["unique_id"]), list(failures["code"])) == (["b"], ["kp.not_enough_data"])
    with pytest.raises(kingpost.NotEnoughData, match="series 'b': the series has 2 observations"):
        kingpost.backtest(kingpost.Naive(), data, n_windows=3, fail_fast=True)


def test_one_level_needs_no_list(panel):
    model = kingpost.Naive().fit(panel)
    expected = list(model.forecast(2, level=[95]))
    assert expected[-2:] == ["Naive-lo-95", "Naive-hi-95"]
    assert all(list(model.forecast(2, level=level)) == expected for level in (95, np.int64(95), np.array([95])))
    with pytest.raises(kingpost.InvalidParams, match="level"):
        model.forecast(2, level=100)


def test_a_series_detector_judges_its_own_data_at_once():
    y = [abs(hour % 24 - 12) + hour * 37 % 11 / 10 + 9 * (hour == 100) for hour in range(240)]
    data, detector = {"ds": list(range(240)), "y": y}, kingpost.STLResidual(season_lengths=[24])
    judged = detector.fit_predict(data)
    assert list(judged) == ["ds", "score", "anomaly", "probability"] and list(judged["anomaly"].nonzero()[0]) == [100]
    again = kingpost.STLResidual(season_lengths=[24]).fit(data).predict(data)
    assert (detector.fit_predict(data, freq=None)["score"] == detector.fit_predict(data, freq=1)["score"]).all()
    assert all((again[name] == judged[name]).all() for name in judged)
    with pytest.raises(kingpost.InvalidParams, match="freqency"):
        detector.fit_predict(data, freqency=1)


def test_shown_in_a_notebook():
    frame = {"unique_id": ["<script>alert(1)</script>"] * 3, "ds": [1, 2, 3], "y": [1.0, 2.0, 3.0]}
    model = kingpost.Naive().fit(frame, alias="<b>")
    assert "<script" not in model._repr_html_() and "fitted" in model._repr_html_()
    model = kingpost.SeasonalNaive(season_length="<script>")
    assert "<script" not in model._repr_html_() and "not fitted" in model._repr_html_()
    assert repr(kingpost.SeasonalNaive(season_length=12)) == "SeasonalNaive(season_length=12)"


def test_plots(panel, tmp_path):
    pytest.importorskip("matplotlib")
    model = kingpost.SeasonalNaive(season_length=4).fit(panel)
    figure = model.plot(6, [80, 95])
    figure.savefig(tmp_path / "p.png")
    assert len(figure.axes) == 2 and (tmp_path / "p.png").stat().st_size > 5_000
    assert len(model.plot(3, ids=["b"]).axes) == 1
    for wrong in [{"backend": "ascii"}, {"ids": ["zz"]}, {"ids": []}]:
        with pytest.raises(kingpost.InvalidParams):
            model.plot(3, **wrong)
    pytest.importorskip("plotly")
    assert len(model.plot(3, backend="plotly").data) == 6


def test_the_classes_are_those_of_the_catalogue():
    generated = {cls._id: cls for cls in _components.CLASSES}
    assert set(kingpost.list()) <= set(generated)
    for entry in map(kingpost.get, kingpost.list()):
        cls = generated[entry["id"]]
        assert (cls.__name__, cls._family, getattr(kingpost, cls.__name__)) == (entry["name"], entry["family"], cls)
        params = {name: value for name, value in cls().get_params().items() if name not in cls._of_call}
        # What a model does not keep is not written down when it is absent or as always.
        usual = {name: schema.get("default") for name, schema in entry["params"].get("properties", {}).items()}
        params = {name: value for name, value in params.items() if name in entry["defaults"] or value != usual[name]}
        assert json.loads(json.dumps(params)) == entry["defaults"]
        assert entry["summary"].split()[0] in cls.__doc__
        for name, parameter in inspect.signature(cls).parameters.items():
            assert parameter.kind is inspect.Parameter.KEYWORD_ONLY and f"    {name} : " in cls.__doc__


def test_the_options_of_fit_are_those_of_the_catalogue():
    of_calls = {
        "self",
        "data",
        "X",
        "y",
        "raw_documents",
        "items",
        "ids",
        "seed",
        "n_jobs",
        "timeout_ms",
        "cancel",
        "progress",
    }
    for entry in map(kingpost.get, kingpost.list()):
        cls = getattr(kingpost, entry["name"])
        given = set(inspect.signature(cls.fit).parameters) - of_calls
        assert given == set(entry["options"].get("properties", {})), entry["id"]
    fit = inspect.signature(_forecast.Forecaster.fit).parameters
    for name, schema in kingpost.get("forecast.naive")["options"]["properties"].items():
        assert fit[name].default == schema.get("default"), name


def test_the_catalogue():
    assert kingpost.list() == sorted(kingpost.list()) and "forecast.naive" in kingpost.list()
    assert "forecast.naive" in kingpost.search("NAIVE last") and not kingpost.search("no such words")
    model = kingpost.fit("forecast.seasonal_naive", [1.0, 2.0, 3.0], params={"season_length": 2})
    assert isinstance(model, kingpost.SeasonalNaive) and model.season_length == 2
    assert kingpost.version == kingpost.__version__


def test_everything_public_has_a_page_and_a_signature():
    for name in kingpost.__all__:
        thing = getattr(kingpost, name)
        if callable(thing):
            assert thing.__doc__, name
            inspect.signature(thing)
    for thing in [_core.Frame, _core.Model, _core.Csr, _core.CancelToken]:
        for name, method in inspect.getmembers(thing, callable):
            if not name.startswith("__"):
                assert method.__doc__, f"{thing.__name__}.{name}"
                inspect.signature(method)
