"""The adapter for sktime: sktime's own checks, and what it makes of times and regressors."""

import math

import numpy as np
import pandas as pd
import pytest

import kingpost
from kingpost import InvalidData

pytest.importorskip("sktime")
# sktime warns of changes of its own defaults.
pytestmark = pytest.mark.filterwarnings("ignore")


def adapter(*args, **options):
    from kingpost.sktime import KingpostForecaster

    return KingpostForecaster(*args, **options)


def daily(length=200):
    """A Sunday is five above the other days."""
    days = pd.date_range("2020-01-01", periods=length, freq="D")
    return pd.Series(10 + 5.0 * (days.dayofweek == 6) + 0.01 * (np.arange(length) * 37 % 11), days, name="sales")


def with_regressor():
    """Twice the regressor, over 40 months, and 10 more months of the regressor."""
    months = pd.period_range("2015-01", periods=50, freq="M")
    X = pd.DataFrame({"x": np.arange(50) * 37 % 11 * 1.0}, index=months)
    return 2 * X["x"].iloc[:40] + 0.001 * (np.arange(40) % 2), X


def test_the_adapter_passes_the_checks_of_sktime():
    from sktime.utils.estimator_checks import check_estimator

    from kingpost.sktime import KingpostForecaster

    results = check_estimator(KingpostForecaster, raise_exceptions=False, verbose=False)
    failed = {name: result for name, result in results.items() if result != "PASSED"}
    assert not failed, failed
    assert len(results) > 100


@pytest.mark.parametrize("fh", [[1, 2, 3], [2, 5], [7]])
def test_regressors_are_read_by_the_index(fh):
    y, X = with_regressor()
    forecaster = adapter("ARIMA").fit(y, X=X.iloc[:40])
    expected = 2 * X["x"].to_numpy()[39 + np.array(fh)]
    asked = X.iloc[39 + np.array(fh)]
    for rows in (X, X.iloc[40:], X.iloc[40 : 40 + fh[-1]], asked):
        np.testing.assert_allclose(forecaster.predict(fh=fh, X=rows), expected, atol=0.01)
        found = forecaster.predict_interval(fh=fh, X=rows, coverage=0.9)
        np.testing.assert_allclose(found.mean(axis=1), expected, atol=0.01)
    with pytest.raises(InvalidData, match=r"no row of 2018-(07|09|11)"):
        forecaster.predict(fh=fh, X=asked.iloc[:-1] if len(fh) > 1 else X.iloc[40:43])


def test_regressors_of_the_steps_between_are_needed_where_they_matter():
    y, X = with_regressor()
    forecaster = adapter("LinearLags", {"lags": [1]}).fit(y, X=X.iloc[:40])
    with pytest.raises(InvalidData, match="2018-05"):
        forecaster.predict(fh=[2, 5], X=X.iloc[[41, 44]])
    table = pd.DataFrame({"unique_id": "a", "ds": np.arange(50), "x": X["x"].to_numpy()})
    model = kingpost.LinearLags(lags=[1]).fit(table.iloc[:40].assign(y=y.to_numpy()))
    expected = model.forecast(5, future=table.iloc[40:45])["LinearLags"].to_numpy()
    np.testing.assert_array_equal(forecaster.predict(fh=[2, 5], X=X), expected[[1, 4]])


def test_a_missing_regressor_is_not_filled():
    y, X = with_regressor()
    # sktime itself lets them through to components that take missing values.
    forecaster = adapter("Additive").fit(y, X=X.iloc[:40])
    broken = X.iloc[40:43].copy()
    broken.iloc[1, 0] = np.nan
    with pytest.raises(InvalidData, match="regressors are missing"):
        forecaster.predict(fh=[1, 2, 3], X=broken)


@pytest.mark.parametrize("component", ["Additive", "LinearLags"])
def test_times_are_those_of_the_index(component):
    y = daily()
    params = {"day_of_week": True, "lags": [1]} if component == "LinearLags" else {}
    found = adapter(component, params).fit(y).predict(fh=range(1, 15))
    frame = pd.DataFrame({"unique_id": "a", "ds": y.index, "y": y.to_numpy()})
    expected = getattr(kingpost, component)(**params).fit(frame).forecast(14)
    np.testing.assert_array_equal(found, expected[component])
    assert found.index.tolist() == expected["ds"].tolist()
    sundays = found.index.dayofweek == 6
    assert found[sundays].min() > 14 and found[~sundays].max() < 11


@pytest.mark.parametrize(
    ("freq", "step"),
    [
        ("M", "MS"),
        ("Q-DEC", "QS"),
        ("Q-JAN", "QS"),
        ("Y-DEC", "YS"),
        ("W-SUN", "W"),
        ("D", "D"),
        ("h", "h"),
        ("2M", "2MS"),
    ],
)
def test_periods_are_times(freq, step):
    index = pd.period_range("2010-01-01", periods=60, freq=freq)
    y = pd.Series(10 + np.sin(np.arange(60) * 2 * math.pi / 12), index)
    forecaster = adapter("Additive").fit(y)
    frame = pd.DataFrame({"ds": index.to_timestamp(), "y": y.to_numpy()})
    expected = kingpost.Additive().fit(frame, freq=step).forecast(3)["Additive"]
    np.testing.assert_array_equal(forecaster.predict(fh=[1, 2, 3]), expected)
    more = pd.Series([10.0, 11.0], pd.period_range(index[-1] + 1, periods=2, freq=freq))
    forecaster.update(more, update_params=False)
    assert forecaster.predict(fh=[1]).index[0] == index[-1] + 3


@pytest.mark.parametrize("index", [pd.RangeIndex(5, 65), pd.date_range("2020-01-01", periods=60, freq="BMS")])
def test_other_indices_are_counted(index):
    y = pd.Series(np.arange(60.0) % 7, index)
    found = adapter("SeasonalNaive", {"season_length": 7}).fit(y).predict(fh=[1, 2])
    assert found.tolist() == [4.0, 5.0]


def test_the_median_is_the_forecast():
    found = adapter("Naive").fit(daily()).predict_quantiles(fh=[1, 3], alpha=[0.05, 0.5, 0.95])["sales"]
    last = daily().iloc[-1]
    assert found[0.5].tolist() == [last, last]
    np.testing.assert_allclose(found[0.95] - last, last - found[0.05])
    assert (found[0.95] > last).all()


def test_a_series_that_is_too_short_is_refused_unless_a_fallback_is_asked_for():
    y = pd.Series([1.0, 3.0, 2.0])
    with pytest.raises(kingpost.NotEnoughData):
        adapter("AutoTheta").fit(y, fh=[1])
    assert adapter("AutoTheta", fit_params={"fallback": True}).fit(y, fh=[1]).predict().notna().all()


def test_a_name_may_be_given():
    forecaster = adapter("Naive", fit_params={"alias": "z"}).fit(daily())
    last = daily().iloc[-1]
    assert forecaster.predict(fh=[-1, 0, 1]).tolist() == [*daily().iloc[-3:-1], last]
    assert forecaster.predict_interval(fh=[1], coverage=[0.9]).notna().all(axis=None)
