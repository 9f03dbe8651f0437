"""sktime's own checks of a forecaster, on the adapter."""

import pytest

pytest.importorskip("sktime")


# Its checks warn on purpose, and of changes of its own defaults.
@pytest.mark.filterwarnings("ignore")
def test_the_adapter_passes_the_checks_of_sktime():
    from sktime.utils.estimator_checks import check_estimator

    from kingpost.sktime import KingpostForecaster

    results = check_estimator(KingpostForecaster, raise_exceptions=False, verbose=False)
    failed = {name: result for name, result in results.items() if result != "PASSED"}
    assert not failed, failed
    assert len(results) > 100
