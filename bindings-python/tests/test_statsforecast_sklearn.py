"""``SklearnModel`` and ``ConformalSeasonalPool``, run by statsforecast and by Kingpost."""

import pickle
import warnings

import numpy as np
import pandas as pd
import pytest

import kingpost.statsforecast as ours
import kingpost.statsforecast.models as our_models
from kingpost import InvalidData, Unsupported
from kingpost.statsforecast import utils

pytest.importorskip("statsforecast")
pytest.importorskip("sklearn")
import statsforecast as theirs
import statsforecast.models as their_models
from sklearn.linear_model import LinearRegression, Ridge
from statsforecast import utils as their_utils

BOTH = ((theirs, their_models, their_utils), (ours, our_models, utils))


def both(run):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [run(*one) for one in BOTH]


def frame(length=60):
    t = np.arange(length)
    rows = [
        pd.DataFrame(
            {
                "unique_id": name,
                "ds": pd.date_range("2019-01-01", periods=length, freq="MS"),
                "y": 20 + scale * (t % 12) + 0.3 * t + (t * 37 % 11),
                "month": (t % 12).astype(float),
                "trend": t.astype(float),
            }
        )
        for name, scale in (("b", 2.0), ("a", 5.0))
    ]
    return pd.concat(rows, ignore_index=True)


def parts(h=6):
    df = frame()
    last = df.groupby("unique_id").tail(h)
    return df.drop(last.index).reset_index(drop=True), last.drop(columns="y").reset_index(drop=True)


def same(reference, mine):
    for expected, found in zip(reference, mine):
        assert found.columns.tolist() == expected.columns.tolist()
        for column in expected.columns:
            if expected[column].dtype.kind == "f":
                np.testing.assert_allclose(found[column], expected[column], rtol=1e-9, atol=1e-9, err_msg=column)
            else:
                assert found[column].tolist() == expected[column].tolist(), column


def test_a_panel_of_regressions():
    df, future = parts()

    def run(library, models, tools):
        intervals = tools.ConformalIntervals(n_windows=3, h=6, method="conformal_error")
        kinds = [models.SklearnModel(LinearRegression()), models.SklearnModel(Ridge(10.0), intervals, alias="ridge")]
        sf = library.StatsForecast(kinds, "MS").fit(df, prediction_intervals=tools.ConformalIntervals(4, 6))
        forecast = sf.predict(h=6, X_df=future, level=[80, 95])
        fitted = library.StatsForecast(kinds[1:], "MS")
        fitted.forecast(df=df, h=6, X_df=future, fitted=True, level=[90])
        validation = library.StatsForecast([models.SklearnModel(Ridge(1.0)), models.Naive()], "MS").cross_validation(
            df=df, h=4, n_windows=3, step_size=2
        )
        bounded = library.StatsForecast(kinds[1:], "MS").cross_validation(df=df, h=6, n_windows=2, level=[90], refit=2)
        return forecast, fitted.forecast_fitted_values(), validation, bounded

    same(*both(run))


def test_a_regression_of_a_single_series():
    X = np.column_stack([np.arange(40) % 5, np.arange(40)]).astype(float)
    y = X[:36] @ [2.0, 0.5] + np.arange(36) * 7 % 4

    def run(_, models, tools):
        model = models.SklearnModel(Ridge(2.0), tools.ConformalIntervals(2, 4)).fit(y, X[:36])
        return model.predict(4, X[36:], level=[90]), model.predict_in_sample(level=[80, 90]), repr(model)

    reference, mine = both(run)
    assert mine[2] == reference[2] == "Ridge"
    for expected, found in zip(reference[:2], mine[:2]):
        assert list(found) == list(expected)
        for name, values in expected.items():
            np.testing.assert_allclose(found[name], values, rtol=1e-9, err_msg=name)


def test_regressions_that_cannot_be():
    df, future = parts()
    sf = ours.StatsForecast([our_models.SklearnModel(LinearRegression())], "MS").fit(df)
    with pytest.raises(InvalidData, match="future values of month, trend"):
        sf.predict(h=6)
    for wrong in (future.iloc[1:], future.assign(month=[np.nan, *future["month"][1:]]), future.head(6)):
        with pytest.raises(InvalidData, match="regressors are missing"):
            sf.predict(h=6, X_df=wrong)
    with pytest.raises(Unsupported, match="prediction_intervals"):
        sf.predict(h=6, X_df=future, level=[90])
    with pytest.raises(Unsupported, match="paths"):
        ours.StatsForecast([our_models.SklearnModel(LinearRegression())], "MS").simulate(6, df, X_df=future)
    with pytest.raises(InvalidData, match="no columns beside"):
        ours.StatsForecast([our_models.SklearnModel(LinearRegression())], "MS").fit(df[["unique_id", "ds", "y"]])
    gap = df.assign(month=df["month"].where(df.index != 3))
    with pytest.raises(InvalidData, match=r"series 'b': .*NaN"):
        ours.StatsForecast([our_models.SklearnModel(LinearRegression())], "MS").fit(gap)
    stood_in = ours.StatsForecast(
        [our_models.SklearnModel(LinearRegression())], "MS", fallback_model=our_models.Naive()
    )
    answer = stood_in.fit(gap).predict(h=6, X_df=future)
    assert answer["LinearRegression"][answer["unique_id"] == "b"].nunique() == 1
    assert pickle.loads(pickle.dumps(sf)).predict(h=6, X_df=future).equals(sf.predict(h=6, X_df=future))


@pytest.mark.parametrize("given", [{}, {"variant": "fixed", "decay": 0.05}, {"calib_frac": 0.3}])
def test_pools_of_a_season(given):
    df = frame().drop(columns=["month", "trend"])

    def run(library, models, _):
        # The quantiles of so many samples are those of all.
        pool = models.ConformalSeasonalPool(12, n_samples=200_000, **given)
        sf = library.StatsForecast([pool], "MS")
        forecast = sf.forecast(df=df, h=14, level=[75, 92])
        sf.forecast(df=df, h=1, fitted=True)
        # With a level statsforecast fails here, but not for a single series.
        alone = pool.fit(df["y"].to_numpy()[:60])
        return forecast, sf.forecast_fitted_values(), pd.DataFrame(alone.predict_in_sample([75, 92]))

    same(*both(run))


def test_the_name_of_a_pool():
    assert repr(our_models.ConformalSeasonalPool(12)) == "CSP-Adaptive"
    assert repr(our_models.ConformalSeasonalPool(12, variant="fixed")) == "CSP-Fixed"
