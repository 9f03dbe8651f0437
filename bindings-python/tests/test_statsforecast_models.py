"""Models by themselves, and what a script takes from beside them, as in statsforecast."""

import copy
import inspect
import pickle
import warnings

import numpy as np
import pandas as pd
import pytest

import kingpost.statsforecast as ours
import kingpost.statsforecast.models as our_models
from kingpost import InvalidParams, NotFitted, Unsupported
from kingpost.statsforecast import utils

pytest.importorskip("statsforecast")
import statsforecast as theirs
import statsforecast.models as their_models
from statsforecast import utils as their_utils

BOTH = ((theirs, their_models), (ours, our_models))
Y = their_utils.AirPassengers


def both(run):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [run(*one) for one in BOTH]


def passengers():
    return pd.DataFrame({"unique_id": "a", "ds": pd.date_range("1949-01-01", periods=144, freq="MS"), "y": Y})


@pytest.mark.parametrize("name", their_models.__all__)
def test_parameters_have_the_same_names_places_and_defaults(name):
    reference = list(inspect.signature(getattr(their_models, name)).parameters.values())
    mine = list(inspect.signature(getattr(our_models, name)).parameters.values())
    assert [one.name for one in mine] == [one.name for one in reference]
    for one, other in zip(mine, reference):
        if one.name != "trend_forecaster":
            assert one.default == other.default, one.name


SINGLE = [
    lambda m: m.Naive(),
    lambda m: m.SeasonalNaive(12),
    lambda m: m.AutoETS(1, model="ANN"),
    lambda m: m.ARIMA((1, 1, 0)),
    lambda m: m.HistoricAverage(),
    lambda m: m.Theta(12),
    lambda m: m.ConstantModel(2.5),
    lambda m: m.NaNModel(),
]


@pytest.mark.parametrize("place", range(len(SINGLE)))
def test_a_model_by_itself(place):
    def run(_, models):
        model = SINGLE[place](models)
        fitted = model.new().fit(Y)
        return (
            fitted.predict(3, level=[95, 80]),
            fitted.predict_in_sample(level=[80, 95]),
            model.forecast(Y, 3, level=[90], fitted=True),
            fitted.predict(h=2),
        )

    reference, mine = both(run)
    for expected, found in zip(reference, mine):
        # With fitted values the order is not the same for all models of the reference.
        assert list(found) == list(expected) or ("mean" in found and "fitted" in found and set(found) == set(expected))
        for name, values in expected.items():
            known = ~np.isnan(values) & ~np.isnan(found[name])
            assert known.sum() >= min(len(values), 2) * (place != 7)
            # Theta's bounds are simulated there.
            tolerance = 0.3 if place == 5 and name[:2] in ("lo", "hi") else 4e-3
            np.testing.assert_allclose(found[name][known], values[known], rtol=tolerance, atol=0.4, err_msg=name)


def test_regressors_of_a_model_by_itself():
    X = np.column_stack([np.arange(146) % 7, np.arange(146) % 3]).astype(float)

    def run(_, models):
        return models.ARIMA((1, 0, 0)).fit(X[:144] @ [3.0, 5.0] + np.log(Y), X[:144]).predict(2, X[144:])["mean"]

    expected, found = both(run)
    np.testing.assert_allclose(found, expected, rtol=1e-3)
    one = our_models.ARIMA().fit(X[:144, 0] * 2, X[:144, 0]).predict(2, X[144:, 0])["mean"]
    np.testing.assert_allclose(one, X[144:, 0] * 2, atol=1e-6)
    with pytest.raises(NotFitted, match="fit first"):
        our_models.ARIMA().predict(1)


def test_models_of_a_fitted_panel():
    df = pd.concat(
        [passengers(), passengers().assign(unique_id="b", y=Y[::-1]), passengers().head(5).assign(unique_id="c")]
    )

    def run(library, models):
        kinds = [models.ARIMA((1, 1, 0)), models.AutoETS(1, "ANN")]
        sf = library.StatsForecast(kinds, "MS", fallback_model=models.Naive()).fit(df.iloc[:288])
        return sf.uids, sf.fitted_.shape, [sf.fitted_[1, place].predict(2, level=[90]) for place in (0, 1)], sf

    reference, mine = both(run)
    assert mine[0].equals(reference[0]) and mine[1] == reference[1] == (2, 2)
    for expected, found in zip(reference[2], mine[2]):
        for name, values in expected.items():
            np.testing.assert_allclose(found[name], values, rtol=1e-3, atol=0.1)
    facts = mine[3].fitted_[1, 0].model_
    np.testing.assert_allclose(facts["sigma2"], reference[3].fitted_[1, 0].model_["sigma2"], rtol=1e-3)
    assert facts["model"] == "ARIMA(1,1,0)" and mine[3].fitted_[0, 0].model_["sigma2"] != facts["sigma2"]
    # The third series is too short for the second model.
    sf = ours.StatsForecast([our_models.AutoETS()], "MS", fallback_model=our_models.Naive()).fit(df)
    assert sf.fitted_[2, 0].predict(2)["mean"].tolist() == [Y[4], Y[4]]
    assert (
        repr(sf.fitted_[2, 0]) == "Naive"
        and sf.fitted_[2, 0].predict_in_sample()["fitted"].tolist()[1:] == Y[:4].tolist()
    )
    for again in (copy.deepcopy(sf), pickle.loads(pickle.dumps(sf))):
        assert again.predict(h=2).equals(sf.predict(h=2))
    with pytest.raises(NotFitted):
        _ = ours.StatsForecast([our_models.Naive()], "MS").uids


def test_paths():
    def run(library, models):
        sf = library.StatsForecast([models.Naive(), models.RandomWalkWithDrift()], "MS")
        return sf.simulate(h=6, df=passengers(), n_paths=400, seed=7)

    expected, found = both(run)
    assert found.columns.tolist() == expected.columns.tolist()
    for column in ("unique_id", "ds", "sample_id"):
        assert found[column].tolist() == expected[column].tolist()
    for name in ("Naive", "RWD"):
        spreads = [frame[name][frame["ds"] == frame["ds"].iloc[5]].std() for frame in (expected, found)]
        assert abs(spreads[1] / spreads[0] - 1) < 0.15
    with pytest.raises(Unsupported, match="error_distribution"):
        ours.StatsForecast([our_models.Naive()], "MS").simulate(h=1, df=passengers(), error_distribution="t")


def test_parameters_that_name_another_model():
    def run(library, models):
        kinds = [models.AutoTheta(12, model=name, alias=name) for name in ("STM", "OTM", "DSTM", "DOTM")]
        orders = [((1, 0, 0), (0, 1, 1)), ((1, 1, 0), (0, 0, 0)), ((0, 1, 1), (0, 1, 1))]
        kinds += [
            models.ARIMA(order, 12, seasonal, include_constant=constant, alias=f"{order}{seasonal}{constant}")
            for order, seasonal in orders
            for constant in (True, False)
        ]
        return library.StatsForecast(kinds, "MS").forecast(df=passengers(), h=4)

    expected, found = both(run)
    assert found.columns.tolist() == expected.columns.tolist()
    for name in expected.columns[2:]:
        np.testing.assert_allclose(found[name], expected[name], rtol=5e-3, err_msg=name)
    with pytest.raises(InvalidParams, match="OTM"):
        our_models.AutoTheta(model="XTM")


def test_multiplicative_trends_are_not_there():
    for model in ("MMM", "ZMZ", ["M", "M", "N"]):
        with pytest.raises(Unsupported, match="no multiplicative trends"):
            our_models.AutoETS(12, model=model)
    assert our_models.AutoETS(model=["A", "N", "N"]).model == "ANN"


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"level": "smooth trend"},
        {"level": "lltrend", "seasonal": 12},
        {"level": True, "trend": True, "stochastic_trend": False},
        {"level": True, "stochastic_level": False, "seasonal": 12, "stochastic_seasonal": False, "alias": "fixed"},
    ],
)
def test_structural_models(given):
    """The reference starts from states of a large variance and stops its search earlier."""

    def run(library, models):
        df = passengers().assign(y=np.log(Y))
        return library.StatsForecast([models.UCM(**given)], "MS").forecast(df=df, h=6)

    expected, found = both(run)
    assert found.columns.tolist() == expected.columns.tolist()
    np.testing.assert_allclose(found.iloc[:, 2], expected.iloc[:, 2], rtol=6e-3)


def test_structural_models_that_are_not_there():
    for given in (
        {"level": "random walk"},
        {"level": False},
        {"cycle": True},
        {"autoregressive": 1},
        {"irregular": False},
    ):
        with pytest.raises(Unsupported, match=next(iter(given))):
            our_models.UCM(**given)


def test_utils():
    from statsforecast.feature_engineering import mstl_decomposition as theirs_

    from kingpost.statsforecast.feature_engineering import mstl_decomposition

    np.testing.assert_array_equal(utils.AirPassengers, Y)
    pd.testing.assert_frame_equal(utils.AirPassengersDF, their_utils.AirPassengersDF)
    with pytest.raises(AttributeError):
        _ = utils.AirPassenger
    for more in (
        {},
        {"freq": "MS", "n_static_features": 2, "seed": 3},
        {"equal_ends": True, "min_length": 7, "freq": "h"},
    ):
        pd.testing.assert_frame_equal(utils.generate_series(5, **more), their_utils.generate_series(5, **more))
    pytest.importorskip("polars")
    mine, reference = (one.generate_series(3, engine="polars", n_static_features=1) for one in (utils, their_utils))
    assert mine.equals(reference) and mine.schema == reference.schema

    df = pd.concat([passengers(), passengers().assign(unique_id="b", y=Y[::-1])], ignore_index=True)
    for seasons in (12, [4, 12]):
        pairs = zip(
            theirs_(df, their_models.MSTL(seasons), "MS", 15),
            mstl_decomposition(df, our_models.MSTL(seasons), "MS", 15),
        )
        for expected, found in pairs:
            assert found.columns.tolist() == expected.columns.tolist()
            assert found["ds"].tolist() == expected["ds"].tolist()
            for name in found.columns[2:]:
                np.testing.assert_allclose(found[name], expected[name], rtol=2e-2, atol=2.0, err_msg=name)


def test_plots():
    figures = pytest.importorskip("matplotlib.figure")
    df = pd.concat([passengers(), passengers().assign(unique_id="b$", y=Y[::-1])], ignore_index=True)
    sf = ours.StatsForecast([our_models.Naive(), our_models.HistoricAverage()], "MS")
    answer = sf.forecast(df=df, h=3, level=[80, 95])
    assert isinstance(ours.StatsForecast.plot(df), figures.Figure)
    figure = sf.plot(df, answer, models=["Naive"], level=[95], unique_ids=["b$"], max_insample_length=20)
    (axes,) = figure.axes
    assert [len(line.get_xdata()) for line in axes.lines] == [20, 3] and len(axes.collections) == 1
    assert axes.lines[1].get_ydata().tolist() == answer["Naive"][3:].tolist()
    assert len(sf.plot(df, answer).axes) == 2
    for wrong in ({"engine": "plotly"}, {"plot_anomalies": True}):
        with pytest.raises(Unsupported):
            sf.plot(df, **wrong)
    for wrong in ({"unique_ids": ["c"]}, {"forecasts_df": answer, "models": ["Theta"]}):
        with pytest.raises(InvalidParams):
            sf.plot(df, **wrong)
