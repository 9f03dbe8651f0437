"""One class a code, each of them also the builtin that a caller would expect."""

import pickle
import subprocess
import sys

import pytest

import kingpost
from kingpost import _core, _errors

TABLE = {
    "kp.invalid_params": (kingpost.InvalidParams, ValueError),
    "kp.unknown_component": (kingpost.UnknownComponent, LookupError),
    "kp.invalid_data": (kingpost.InvalidData, ValueError),
    "kp.not_enough_data": (kingpost.NotEnoughData, ValueError),
    "kp.missing_values": (kingpost.MissingValues, ValueError),
    "kp.unsupported": (kingpost.Unsupported, NotImplementedError),
    "kp.not_fitted": (kingpost.NotFitted, AttributeError),
    "kp.corrupt_model": (kingpost.CorruptModel, ValueError),
    "kp.incompatible_model": (kingpost.IncompatibleModel, ValueError),
    "kp.device_unavailable": (kingpost.DeviceUnavailable, RuntimeError),
    "kp.io": (kingpost.Io, OSError),
    "kp.cancelled": (kingpost.Cancelled, kingpost.KingpostError),
    "kp.deadline_exceeded": (kingpost.DeadlineExceeded, TimeoutError),
    "kp.internal": (kingpost.Internal, RuntimeError),
}


def test_the_table_is_complete():
    assert sorted(TABLE) == sorted(_core.error_codes()) == sorted(_errors.CLASSES)


@pytest.mark.parametrize("code", _core.error_codes())
def test_every_code(code):
    kind, builtin = TABLE[code]
    error = _errors.from_core(code, "what went wrong", {"column": "y"}, 2)
    assert isinstance(error, kind) and isinstance(error, builtin) and isinstance(error, kingpost.KingpostError)
    assert (error.code, error.context, str(error)) == (code, {"column": "y"}, "what went wrong")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.code, again.context, str(again)) == (type(error), code, {"column": "y"}, str(error))


def test_context_names_the_place():
    with pytest.raises(kingpost.InvalidParams) as caught:
        kingpost.SeasonalNaive(season_length=0).fit([1.0])
    assert caught.value.context["param"] == "season_length"
    assert str(caught.value) == "season_length is 0; must be 1..=8784"


@pytest.mark.parametrize("place", ["call", "pool"])
@pytest.mark.parametrize("light", [True, False])
def test_a_panic_is_an_error_and_the_process_lives_on(place, light):
    for _ in range(3):
        with pytest.raises(kingpost.Internal, match="forced panic") as caught:
            kingpost._forced_panic(place, light=light)
        assert caught.value.code == "kp.internal"
    assert kingpost.Naive().fit([1.0, 2.0]).forecast(1)["Naive"].tolist() == [2.0]


def test_not_fitted_is_scikit_learns_error_where_that_is_used():
    pytest.importorskip("sklearn")
    code = """
import kingpost
def catch():
    try: kingpost.ECOD().predict([[1.0]])
    except kingpost.NotFitted as error: return error
before = catch()
from sklearn.exceptions import NotFittedError
assert not isinstance(before, NotFittedError) and isinstance(catch(), NotFittedError)
"""
    subprocess.run([sys.executable, "-c", code], check=True)
