"""One script, run by statsforecast and, with its import lines changed, by Kingpost."""

import math
import warnings

import numpy as np
import pandas as pd
import pytest

from kingpost import InvalidParams, NotFitted, Unsupported
from kingpost.statsforecast import StatsForecast, models
from kingpost.statsforecast.utils import ConformalIntervals

pytest.importorskip("statsforecast")

SCRIPT = """
from statsforecast import StatsForecast
from statsforecast.models import (
    ADIDA, AutoCES, CrostonClassic, DynamicOptimizedTheta, HistoricAverage, Naive, RandomWalkWithDrift,
    SeasonalNaive, SeasonalWindowAverage, SimpleExponentialSmoothing, Theta, WindowAverage,
)

sf = StatsForecast(
    models=[
        Naive(), SeasonalNaive(season_length=12), RandomWalkWithDrift(), HistoricAverage(), Theta(season_length=12),
        DynamicOptimizedTheta(12, alias="DOT"),
    ],
    freq="MS",
)
forecast = sf.forecast(df=df, h=14, level=[80, 95], fitted=True)
fitted = sf.forecast_fitted_values()
points = StatsForecast(
    models=[
        ADIDA(), CrostonClassic(), WindowAverage(5), SeasonalWindowAverage(12, 2), SimpleExponentialSmoothing(0.3),
        AutoCES(12),
    ],
    freq="MS",
).fit(df).predict(h=3)
validation = StatsForecast(models=[Naive(), SeasonalNaive(12)], freq="MS").cross_validation(
    df=df, h=4, n_windows=3, step_size=2, level=[90]
)
rolling = StatsForecast(models=[HistoricAverage()], freq="MS").cross_validation(
    df=df, h=4, test_size=8, step_size=4, input_size=24
)
seldom = StatsForecast(models=[Theta(season_length=12), DynamicOptimizedTheta(12)], freq="MS").cross_validation(
    df=df, h=4, n_windows=4, step_size=2, refit=3
)
validated = StatsForecast(models=[Naive(), Theta(12)], freq="MS")
validated.cross_validation(df=df, h=4, n_windows=2, input_size=30, level=[90], fitted=True)
validation_fitted = validated.cross_validation_fitted_values()
"""


def frame():
    ds = pd.date_range("2015-01-01", periods=72, freq="MS")
    month = np.arange(72)
    rows = []
    for number, name in enumerate(["second", "first"]):
        y = 100 + (number + 1) * month + 15 * np.sin(2 * math.pi * (month + number) / 12) + (month * 37 % 11)
        rows.append(pd.DataFrame({"unique_id": name, "ds": ds, "y": y}))
    return pd.concat(rows, ignore_index=True)


def noise():
    """Stationary series, each value somewhat like the one before and the one four before."""
    y = [0.0] * 4
    for step in range(120):
        y.append(0.5 * y[-1] + 0.3 * y[-4] + (step * 7919 + 13) % 101 / 101 - 0.5)
    ds = pd.date_range("2015-01-01", periods=120, freq="MS")
    return pd.DataFrame({"unique_id": "noise", "ds": ds, "y": np.array(y[4:]) + 10})


@pytest.fixture(scope="module")
def answers():
    both = []
    for script in (SCRIPT, SCRIPT.replace("from statsforecast", "from kingpost.statsforecast")):
        names = {"df": frame()}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(script, names)
        both.append(names)
    return both


@pytest.mark.parametrize("name", ["forecast", "points", "validation", "rolling", "seldom"])
def test_the_same_frame_comes_out(answers, name):
    theirs, ours = (names[name] for names in answers)
    assert ours.columns.tolist() == theirs.columns.tolist()
    for column in theirs.columns:
        if column in ("unique_id", "ds", "cutoff"):
            assert ours[column].dtype.kind == theirs[column].dtype.kind
            assert ours[column].tolist() == theirs[column].tolist()
        elif "-lo-" in column or "-hi-" in column:
            # The reference simulates Theta's intervals.
            tolerance = 0.2 if column.startswith(("Theta", "DOT")) else 1e-6
            middle = theirs[column.split("-")[0]]
            widths = [(one[column] - middle).abs() for one in (theirs, ours)]
            np.testing.assert_allclose(widths[1], widths[0], rtol=tolerance)
        else:
            np.testing.assert_allclose(ours[column], theirs[column], rtol=1e-4)


MORE = """
from statsforecast import StatsForecast
from statsforecast.models import ARIMA, AutoRegressive, ConstantModel, ZeroModel

sf = StatsForecast(
    models=[
        ConstantModel(7.5), ZeroModel(), AutoRegressive([1, 4], alias="some"), AutoRegressive(3, alias="all"),
        AutoRegressive(lags=[2], fixed={"ar1": 0.4}, alias="given"),
        ARIMA(order=(1, 0, 1), fixed={"ma1": 0.25, "ar1": float("nan")}),
    ],
    freq="MS",
)
forecast = sf.forecast(df=df, h=6, level=[90])
"""


def test_lags_of_a_list_and_given_coefficients():
    both = []
    for script in (MORE, MORE.replace("from statsforecast", "from kingpost.statsforecast")):
        names = {"df": noise()}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(script, names)
        both.append(names["forecast"])
    theirs, ours = both
    assert ours.columns.tolist() == theirs.columns.tolist()
    for column in theirs.columns[2:]:
        # The reference stops its search of the likelihood earlier.
        np.testing.assert_allclose(ours[column], theirs[column], rtol=1e-3, err_msg=column)


def test_lags_are_numbers():
    for lags in ("1", 1.5, []):
        with pytest.raises(InvalidParams, match="lags"):
            models.AutoRegressive(lags)
    with pytest.raises(InvalidParams, match="ma1"):
        StatsForecast(models=[models.AutoRegressive(1, fixed={"ma1": 0.5})], freq="MS").forecast(df=noise(), h=1)


def test_mfles_is_chosen_as_there():
    answer = StatsForecast(models=[models.AutoMFLES(12, season_length=12)], freq="MS").forecast(df=frame(), h=3)
    assert np.isfinite(answer["AutoMFLES"]).all()


@pytest.mark.parametrize(
    ("name", "index", "models"),
    [
        ("fitted", ["unique_id", "ds", "y"], ["Naive", "SeasonalNaive", "Theta"]),
        ("validation_fitted", ["unique_id", "ds", "cutoff", "y"], ["Naive", "Theta"]),
    ],
)
def test_fitted_values_have_the_same_rows(answers, name, index, models):
    theirs, ours = (names[name] for names in answers)
    for column in index:
        assert ours[column].tolist() == theirs[column].tolist(), column
    for model in models:
        known = theirs[model].notna() & ours[model].notna()
        assert known.sum() > 100
        np.testing.assert_allclose(ours[model][known], theirs[model][known], rtol=1e-4)


def test_polars_frames_come_back_as_polars():
    polars = pytest.importorskip("polars")
    sf = StatsForecast(models=[models.Naive()], freq="1mo")
    answer = sf.forecast(df=polars.from_pandas(frame()), h=2, level=[90])
    assert isinstance(answer, polars.DataFrame)
    assert answer.columns == ["unique_id", "ds", "Naive", "Naive-lo-90", "Naive-hi-90"]
    assert answer["unique_id"].to_list() == ["first", "first", "second", "second"]


def test_a_fallback_stands_in_for_series_that_fail():
    short = frame().groupby("unique_id").head(3)
    both = pd.concat([frame().query("unique_id == 'first'"), short.query("unique_id == 'second'")])
    sf = StatsForecast(models=[models.SeasonalNaive(12)], freq="MS", fallback_model=models.Naive())
    answer = sf.forecast(df=both, h=2)
    assert answer["unique_id"].tolist() == ["first", "first", "second", "second"]
    assert answer["SeasonalNaive"].tolist()[2:] == [both["y"].iloc[-1]] * 2
    with pytest.raises(Exception, match="second"):
        StatsForecast(models=[models.SeasonalNaive(12)], freq="MS").forecast(df=both, h=2)


def test_a_validation_is_of_the_models_as_they_are_fitted():
    data, windows = frame(), ConformalIntervals(n_windows=5, h=2)
    curved = models.AutoARIMA(season_length=12, blambda=0.0, biasadj=True, alias="curved")
    plain = models.AutoARIMA(season_length=12, alias="plain")
    sf = StatsForecast(models=[curved, plain], freq="MS")
    found = sf.cross_validation(df=data, h=2, n_windows=1, level=[90], prediction_intervals=windows)
    again = sf.forecast(df=data.groupby("unique_id").head(70), h=2, level=[90], prediction_intervals=windows)
    for column in again.columns[2:]:
        np.testing.assert_allclose(found[column], again[column], rtol=1e-12)
    assert (found["curved"] != found["plain"]).all()
    with pytest.raises(NotFitted, match="fitted=True"):
        sf.cross_validation_fitted_values()


def test_what_cannot_be_done_is_said():
    with pytest.raises(Unsupported, match="test"):
        models.AutoARIMA(test="adf")
    with pytest.raises(InvalidParams, match="alias"):
        StatsForecast(models=[models.Naive(), models.Naive()], freq="D")
    with pytest.raises(TypeError):
        models.SeasonalNaive()
    assert repr(models.AutoCES(12)) == "CES"
