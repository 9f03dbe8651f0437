"""Panels that a script may bring, given to statsforecast and to its stand-in: the answers are the same."""

import math
import warnings

import numpy as np
import pandas as pd
import pytest

import kingpost.statsforecast as ours
import kingpost.statsforecast.models as our_models
from kingpost import InvalidData, InvalidParams, MissingValues, NotEnoughData, Unsupported

theirs = pytest.importorskip("statsforecast")
their_models = pytest.importorskip("statsforecast.models")
BOTH = ((theirs, their_models), (ours, our_models))


def series(name, length, level=0.0, freq="MS", start="2016-01-01"):
    step = np.arange(length)
    y = level + 8 * np.sin(2 * math.pi * step / 12) + step * 37 % 11
    return pd.DataFrame({"unique_id": name, "ds": pd.date_range(start, periods=length, freq=freq), "y": y})


def panel(*lengths, freq="MS"):
    rows = [series(name, length, 100.0 * (place + 1), freq) for place, (name, length) in enumerate(zip("abc", lengths))]
    return pd.concat(rows, ignore_index=True)


def both(run):
    """What a script answers, run by statsforecast and by Kingpost, whatever it warns of."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [run(*one) for one in BOTH]


def same(frames, rtol=1e-6):
    assert frames[0].columns.tolist() == frames[1].columns.tolist()
    for column in frames[0].columns:
        if frames[0][column].dtype.kind == "f":
            np.testing.assert_allclose(frames[1][column], frames[0][column], rtol=rtol, err_msg=column)
        else:
            assert frames[0][column].astype(str).tolist() == frames[1][column].astype(str).tolist(), column


@pytest.mark.parametrize("first", ["Naive", "AutoETS"])
def test_fitted_values_of_a_fallback_are_in_its_own_rows(first):
    def run(library, models):
        kinds = [models.Naive(), models.AutoETS(1, "ANN")]
        sf = library.StatsForecast(kinds if first == "Naive" else kinds[::-1], "MS", fallback_model=models.Naive())
        sf.forecast(df=panel(3, 40, 40), h=2, fitted=True, level=[90])
        return sf.forecast_fitted_values()

    found = both(run)
    same(found, rtol=1e-3)
    means = found[1].groupby("unique_id")[["y", "Naive", "AutoETS"]].mean()
    assert (means.sub(means["y"], axis=0).abs() < 20).all(axis=None)


def test_frames_are_joined_by_their_keys():
    from kingpost.statsforecast._panel import beside

    left = pd.DataFrame({"unique_id": ["a", "b", "b"], "ds": [1, 1, 2], "A": [1.0, 2.0, 3.0]})
    right = pd.DataFrame({"unique_id": ["b", "b"], "ds": [2, 1], "B": [30.0, 20.0]})
    found = beside([left, right], ("unique_id", "ds"))
    assert found["B"].tolist()[1:] == [20.0, 30.0] and math.isnan(found["B"][0])
    polars = pytest.importorskip("polars")
    found = beside([polars.from_pandas(left), polars.from_pandas(right)], ("unique_id", "ds"))
    assert found["B"].to_list() == [None, 20.0, 30.0]


SHORT = {
    "RandomWalkWithDrift": ((), 1),
    "SeasonalExponentialSmoothing": ((12, 0.3), 8),
    "SeasonalExponentialSmoothingOptimized": ((12,), 8),
    "SeasonalNaive": ((12,), 8),
    "SeasonalWindowAverage": ((12, 2), 14),
    "WindowAverage": ((5,), 3),
}


@pytest.mark.parametrize("name", SHORT)
def test_a_series_that_is_too_short_is_nan_and_told(name):
    args, length = SHORT[name]
    df = panel(length, 40)
    with pytest.warns(UserWarning, match=rf"NaN for 1 series, a: .*{length} observations"):
        found = ours.StatsForecast([getattr(our_models, name)(*args)], "MS").forecast(df=df, h=3)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reference = theirs.StatsForecast([getattr(their_models, name)(*args)], "MS").forecast(df=df, h=3)
    same([reference, found], rtol=1e-3)
    assert found.iloc[:3, 2].isna().all() and found.iloc[3:, 2].notna().all()
    # A fallback stands in for it, and nothing is told.
    sf = ours.StatsForecast([getattr(our_models, name)(*args)], "MS", fallback_model=our_models.Naive())
    assert sf.forecast(df=df, h=3).iloc[:3, 2].tolist() == [df["y"][length - 1]] * 3


def test_a_fallback_may_be_too_short_as_well():
    def run(library, models):
        fallback = models.SeasonalNaive(12)
        sf = library.StatsForecast([models.AutoETS(1, "ANN")], "MS", fallback_model=fallback)
        return sf.forecast(df=panel(3, 40), h=1), sf.cross_validation(df=panel(3, 40), h=1)

    expected, found = both(run)
    for one in (*expected, *found):
        assert math.isnan(one["AutoETS"][0])
    for frames in zip(expected, found):
        same([frame.iloc[1:] for frame in frames], rtol=1e-3)
    with pytest.warns(UserWarning, match="AutoETS is NaN for 1 series, a: .* at least 12 are needed"):
        fallback = our_models.SeasonalNaive(12)
        ours.StatsForecast([our_models.AutoETS()], "MS", fallback_model=fallback).fit(panel(3, 40))


def test_a_whole_panel_may_be_too_short():
    with pytest.warns(UserWarning, match="NaN for 2 series, a, b"):
        sf = ours.StatsForecast([our_models.SeasonalNaive(12)], "MS").fit(panel(5, 6))
    assert sf.predict(h=2, level=[80]).iloc[:, 2:].isna().all(axis=None)
    assert sf.predict(h=2)["ds"].astype(str).tolist() == ["2016-06-01", "2016-07-01", "2016-07-01", "2016-08-01"]


def test_other_failures_are_raised():
    df = panel(30, 40)
    df.loc[3, "y"] = np.nan
    with pytest.raises(MissingValues, match="'a'"):
        ours.StatsForecast([our_models.SeasonalNaive(12)], "MS").forecast(df=df, h=1)
    with pytest.raises(NotEnoughData, match="'a'"):
        ours.StatsForecast([our_models.AutoETS()], "MS").forecast(df=panel(3, 40), h=1)
    sf = ours.StatsForecast([our_models.AutoETS(phi=7.0)], "MS", fallback_model=our_models.Naive())
    with pytest.raises(InvalidParams, match="phi"):
        sf.forecast(df=panel(3, 40), h=1)


@pytest.mark.parametrize("more", [{}, {"refit": False}, {"refit": 2}, {"input_size": 6}, {"level": [90]}])
def test_a_validation_has_the_fallback_where_a_fit_fails(more):
    def run(library, models):
        # The first series has 2 observations at the first origin and 3 at the second, too few for either. Of several
        # levels the reference gives those of a fallback that has another order to the wrong columns.
        kinds = [models.AutoETS(1, "ANN"), models.Naive()]
        sf = library.StatsForecast(kinds, "MS", fallback_model=models.Naive())
        return sf.cross_validation(df=panel(4, 40), h=1, n_windows=2, step_size=1, **more)

    found = both(run)
    same(found, rtol=1e-3)
    assert found[1]["AutoETS"].tolist()[:2] == found[1]["Naive"].tolist()[:2]


def test_the_fallback_of_a_validation_is_that_of_the_forecasts():
    df, models = panel(9, 40, 8), our_models
    sf = ours.StatsForecast([models.AutoETS(1, "ANN")], "MS", fallback_model=models.HistoricAverage())
    for refit in (True, False):
        found = sf.cross_validation(df=df, h=2, n_windows=3, step_size=1, level=[90], refit=refit)
        assert len(found) == 3 * 3 * 2
        for window in range(3 if refit else 1):
            cut = pd.concat([one.iloc[: len(one) - 4 + window] for _, one in df.groupby("unique_id")])
            again = sf.forecast(df=cut, h=2, level=[90])
            part = pd.concat([one.iloc[2 * window : 2 * window + 2] for _, one in found.groupby("unique_id")])
            for column in again.columns[2:]:
                np.testing.assert_array_equal(part[column], again[column])
            assert part["ds"].tolist() == again["ds"].tolist()
    sf.cross_validation(df=df, h=2, n_windows=2, step_size=1, fitted=True)
    fitted = sf.cross_validation_fitted_values()
    assert fitted.groupby(["unique_id", "cutoff"]).size().tolist() == [6, 7, 37, 38, 5, 6]


def test_windows_leave_something_of_each_series():
    with pytest.raises(NotEnoughData, match=r"'a'.*= 4 "):
        ours.StatsForecast([our_models.Naive()], "MS").cross_validation(df=panel(4, 40), h=2, n_windows=3, step_size=1)


STEPS = "QE-DEC QE-JAN QS-OCT QS-FEB YS-JUL YE-JUN 2QS-FEB W-SUN W-WED B MS ME 2h 15min D"


@pytest.mark.parametrize("freq", STEPS.split())
def test_steps_of_pandas(freq):
    found = both(
        lambda library, models: library.StatsForecast([models.Naive()], freq).forecast(df=panel(9, freq=freq), h=5)
    )
    same(found)
    inferred = pd.infer_freq(panel(9, freq=freq)["ds"])
    assert ours.StatsForecast([our_models.Naive()], inferred).forecast(df=panel(9, freq=freq), h=5).equals(found[1])


@pytest.mark.parametrize(
    ("freq", "of", "hint"),
    [
        ("ME", "MS", "'MS'"),
        ("MS", "ME", "'ME'"),
        ("QS", "QS-FEB", "'QS-NOV'"),
        ("W", "W-MON", "'W-MON'"),
        ("B", "D", "'D'"),
    ],
)
def test_times_that_are_not_on_the_step_are_refused(freq, of, hint):
    df = panel(10, freq=of)
    with pytest.raises(InvalidParams, match=hint):
        ours.StatsForecast([our_models.Naive()], freq).forecast(df=df, h=1)


@pytest.mark.parametrize("freq", ["BMS", "SMS", "100ms", "D-MON", ""])
def test_steps_that_are_not_there(freq):
    with pytest.raises(Unsupported, match="freq"):
        ours.StatsForecast([our_models.Naive()], freq)


def test_times_as_text():
    def run(library, models):
        df = panel(20, 30)
        return library.StatsForecast([models.Naive()], "MS").forecast(
            df=df.assign(ds=df["ds"].dt.strftime("%Y-%m-%d")), h=2
        )

    same(both(run))
    with pytest.raises(InvalidData, match="'ds' holds text"):
        ours.StatsForecast([our_models.Naive()], "MS").forecast(df=panel(20).assign(ds="soon"), h=2)
    with pytest.raises(InvalidData, match="no column 'unique_id'"):
        ours.StatsForecast([our_models.Naive()], "MS").forecast(df=panel(20).set_index("unique_id"), h=2)
    polars = pytest.importorskip("polars")
    df = polars.from_pandas(panel(20)).with_columns(polars.col("ds").dt.strftime("%Y-%m-%d"))
    assert str(ours.StatsForecast([our_models.Naive()], "1mo").forecast(df=df, h=1)["ds"][0])[:10] == "2017-09-01"


BOUNDED = [
    lambda m: m.Naive(),
    lambda m: m.SeasonalNaive(12),
    lambda m: m.RandomWalkWithDrift(),
    lambda m: m.HistoricAverage(),
    lambda m: m.AutoETS(1, "ANN"),
    lambda m: m.Holt(),
    lambda m: m.ARIMA((1, 0, 0)),
    lambda m: m.Theta(12),
    lambda m: m.AutoCES(12),
    lambda m: m.MSTL([12], m.AutoETS(model="ANN")),
    lambda m: m.ConstantModel(3.0),
]


@pytest.mark.parametrize("place", range(len(BOUNDED)))
def test_bounds_have_the_order_and_the_fitted_values_the_bounds(place):
    # The searches of ETS and ARIMA end at slightly other parameters.

    def run(library, models):
        sf = library.StatsForecast([BOUNDED[place](models)], "MS")
        forecast = sf.forecast(df=panel(60, 70), h=2, level=[95, 80.5], fitted=True)
        return forecast, sf.forecast_fitted_values(), sf.cross_validation(df=panel(60, 70), h=2, level=[80, 95])

    (forecast, fitted, validation), found = both(run)
    assert found[0].columns.tolist() == forecast.columns.tolist()
    assert found[2].columns.tolist() == validation.columns.tolist()
    # Beside other levels the reference writes a whole one as 95.0.
    assert found[1].columns.tolist() == [name.replace("95.0", "95") for name in fitted.columns]
    name = found[1].columns[3]
    for ours_, theirs_ in zip(found[1].columns[4:], fitted.columns[4:]):
        widths = [(frame[bound] - frame[name]).to_numpy() for frame, bound in ((found[1], ours_), (fitted, theirs_))]
        known = ~np.isnan(widths[0]) & ~np.isnan(widths[1])
        assert known.sum() > 100
        np.testing.assert_allclose(widths[0][known], widths[1][known], rtol=2e-3)


def test_conformal_bounds_have_their_order():
    from statsforecast.utils import ConformalIntervals as Other

    from kingpost.statsforecast.utils import ConformalIntervals as Mine

    def run(library, models):
        of_call, of_model = ((Other if library is theirs else Mine)(n_windows=2, h=2) for _ in range(2))
        kinds = [
            models.Naive(),
            models.Theta(12),
            models.MFLES([12]),
            models.TSB(0.2, 0.2, prediction_intervals=of_model),
        ]
        sf = library.StatsForecast(kinds, "MS")
        return sf.forecast(df=panel(60), h=2, level=[80, 95], prediction_intervals=of_call).columns.tolist()

    found = both(run)
    assert found[0] == found[1]


def test_regressors_that_would_change_the_answer_are_refused():
    df = panel(60).assign(x=np.arange(60.0) % 5)
    future = pd.DataFrame({"unique_id": "a", "ds": pd.date_range("2021-01-01", periods=2, freq="MS"), "x": 1.0})
    m = our_models
    for model in (m.MFLES([12]), m.AutoMFLES(3, [12]), m.MSTL([12], m.AutoARIMA()), m.UCM()):
        for run in (
            lambda sf: sf.forecast(df=df, h=2, X_df=future),
            lambda sf: sf.fit(df),
            lambda sf: sf.cross_validation(df=df, h=2),
        ):
            with pytest.raises(Unsupported, match="regressors x,"):
                run(ours.StatsForecast([model], "MS"))
        with pytest.raises(Unsupported, match="regressors x0,"):
            model.fit(df["y"].to_numpy(), df[["x"]].to_numpy())
    with pytest.warns(UserWarning, match="x are not used"):
        ours.StatsForecast([m.MSTL([12])], "MS").forecast(df=df, h=2)
    # A fallback that takes them has them.
    sf = ours.StatsForecast([m.AutoETS(1)], "MS", fallback_model=m.ARIMA())
    short = df.head(5).assign(y=df["x"] * 2)
    with pytest.warns(UserWarning, match="not used"):
        found = sf.forecast(df=short, h=2, X_df=future.assign(ds=pd.date_range("2016-06-01", periods=2, freq="MS")))
    np.testing.assert_allclose(found["AutoETS"], 2.0, atol=1e-6)


def test_regressors_are_found_by_their_names():
    """The reference takes them by their places."""
    df = panel(60).assign(x=np.arange(60.0) % 5, w=np.arange(60.0) % 7)
    df["y"] = 3 * df["x"] - 2 * df["w"]
    ds = pd.date_range("2021-01-01", periods=2, freq="MS")
    future = pd.DataFrame({"w": [5.0, 6.0], "unique_id": "a", "y": 0.0, "ds": ds, "x": [1.0, 4.0]})
    sf = ours.StatsForecast([our_models.ARIMA()], "MS")
    np.testing.assert_allclose(sf.forecast(df=df, h=2, X_df=future)["ARIMA"], [-7.0, 0.0], atol=1e-6)
    with pytest.raises(InvalidData, match="no column 'w'"):
        sf.forecast(df=df, h=2, X_df=future[["unique_id", "ds", "x"]])
    with pytest.raises(InvalidData, match="columns w, x,"):
        sf.forecast(df=df[["unique_id", "ds", "y"]], h=2, X_df=future)
