"""Functions of the catalogue: tables of any kind in, the kind of the first out."""

import inspect

import numpy as np
import pytest

import kingpost
from kingpost import _functions


@pytest.fixture
def forecasts():
    return {"unique_id": ["all", "a", "b"], "ds": [1, 1, 1], "M": [10.0, 3.0, 4.0]}


HIERARCHY = {"unique_id": ["a", "b"], "total": ["all", "all"]}


def test_every_function_has_a_page_and_the_arguments_of_a_call():
    assert set(_functions.__all__) >= {"aggregate", "calendar", "flag_anomalies", "plot", "reconcile", "resample"}
    for name in _functions.__all__:
        function = getattr(kingpost, name)
        assert "Parameters" in function.__doc__
        assert {"seed", "n_jobs", "timeout_ms", "cancel", "progress"} <= set(inspect.signature(function).parameters)


def test_an_answer_is_of_the_kind_of_the_first_table(forecasts):
    answer = kingpost.reconcile(forecasts, HIERARCHY, method="ols")
    assert answer["M"].tolist() == [9.0, 4.0, 5.0]
    assert isinstance(answer["M"], np.ndarray)
    pandas = pytest.importorskip("pandas")
    answer = kingpost.reconcile(pandas.DataFrame(forecasts), HIERARCHY, method="ols")
    assert isinstance(answer, pandas.DataFrame)
    assert answer["M"].tolist() == [9.0, 4.0, 5.0]
    polars = pytest.importorskip("polars")
    answer = kingpost.reconcile(polars.DataFrame(forecasts), HIERARCHY, method="ols")
    assert isinstance(answer, polars.DataFrame)
    assert isinstance(kingpost.reconcile(forecasts, HIERARCHY, method="ols", output="polars"), polars.DataFrame)


def test_dates_stay_dates():
    pandas = pytest.importorskip("pandas")
    days = pandas.DataFrame({"ds": pandas.date_range("2024-01-01", periods=14), "y": range(14)})
    weeks = kingpost.resample(days, freq="W", how="last")
    assert weeks["ds"].tolist() == [pandas.Timestamp("2024-01-01"), pandas.Timestamp("2024-01-08")]
    assert weeks["y"].tolist() == [6.0, 13.0]


def test_text_is_shown_by_notebooks():
    picture = kingpost.plot([1.0, 3.0, 2.0])
    assert isinstance(picture, str)
    assert picture.startswith("<svg")
    assert picture._repr_html_() is picture


def test_what_is_wrong_is_an_error(forecasts):
    with pytest.raises(kingpost.InvalidData, match="fitted"):
        kingpost.reconcile(forecasts, HIERARCHY)
    with pytest.raises(kingpost.InvalidParams, match="method"):
        kingpost.reconcile(forecasts, HIERARCHY, method="magic")
    with pytest.raises(TypeError):
        kingpost.reconcile(forecasts)
    with pytest.raises(kingpost.DeadlineExceeded):
        kingpost.reconcile(forecasts, HIERARCHY, method="ols", timeout_ms=0)


def test_simulated_paths_depend_on_the_seed_alone():
    model = kingpost.Naive().fit([1.0, 3.0, 2.0, 5.0, 4.0])
    first = model.simulate(3, 20, seed=1)
    assert list(first) == ["unique_id", "ds", "path", "Naive"]
    assert first["path"].tolist() == [path for path in range(20) for _ in range(3)]
    assert first["Naive"].tolist() == model.simulate(3, 20, seed=1, n_jobs=1)["Naive"].tolist()
    assert first["Naive"].tolist() != model.simulate(3, 20, seed=2)["Naive"].tolist()


def test_a_component_may_be_a_parameter_of_another():
    y = [20, 31, 42, 25, 22, 34, 45, 27, 25, 36, 48, 30.0]
    named = {"forecaster": "AutoETS", "params": {"season_length": 4}}
    members = [kingpost.AutoETS(season_length=4), named]
    one, two = (kingpost.Combination(models=[member, "Naive"]).fit(y).forecast(3) for member in members)
    assert one["Combination"].tolist() == two["Combination"].tolist()
