"""The functions. Written by core/gen from the catalogue: do not edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from . import _core
from ._base import Progress
from ._call import call


def alerts(
    data: Any,
    *,
    clear: float | None = None,
    cool_down: int = 0,
    id_col: str = "unique_id",
    min_duration: int = 1,
    score_col: str = "score",
    threshold: float = 3.0,
    time_col: str = "ds",
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Makes alerts of scores: one for each stretch of high scores instead of one for each row.

    An alert is raised at the `min_duration`-th row in a row with a score above `threshold`. It stays until a score is
    at or below `clear`, which may be lower than the threshold so that a score that swings about it does not ring again
    and again (hysteresis). For `cool_down` rows after that no other begins. A missing score changes nothing.

    Input: id, time and the score, in any order of rows; such as the answer of a detector's `predict`.
    Output: a row an alert, series by series in order of time: id, the times `start` of its first row, `raised` and
    `end` of its last row, how many `rows` it has, and its highest score `peak`. An alert that is not over has the last
    row as its end, and `open` is true.
    Errors: `kp.invalid_params` where `clear` is above `threshold`; those of reading the table.
    Cost: O(n log n).
    Source: hysteresis as in Schmitt, A thermionic trigger, Journal of Scientific Instruments 15, 1938.

    Parameters
    ----------
    data
        Id, time and score.
    clear : float | None, default=None
        The score at or below which it ends; the threshold when absent.
    cool_down : int, default=0, 0..=1000000
        For how many rows after an alert no other begins.
    id_col : str, default="unique_id"
        The column that tells series apart.
    min_duration : int, default=1, 1..=1000000
        How many rows in a row have to be above the threshold.
    score_col : str, default="score"
        The column of scores.
    threshold : float, default=3.0
        The score above which an alert begins.
    time_col : str, default="ds"
        The column of times.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "clear": clear,
        "cool_down": cool_down,
        "id_col": id_col,
        "min_duration": min_duration,
        "score_col": score_col,
        "threshold": threshold,
        "time_col": time_col,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("anomaly.alerts", [data], params, run, output, cancel, progress)


def conformal_p_values(
    data: Any,
    calibration: Any,
    *,
    batch_col: str | None = None,
    fdr: float = 0.1,
    method: Literal["bh", "by", "storey"] = "bh",
    score_col: str = "score",
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Turns scores into p-values by scores of usual rows, and decides which rows are anomalies so that few of these are
    false.

    The p-value of a score is (1 + the number of calibration scores that are as high) / (1 + the number of calibration
    scores): where the row is like those of the calibration it is at most p with a chance of at most p. Of a batch of m
    rows those are anomalies whose `q_value` is at most `fdr`; `bh` (Benjamini and Hochberg) multiplies the i-th
    smallest p-value by m / i, and takes the least such product from there on. `by` (Benjamini and Yekutieli) also
    multiplies by 1 + 1/2 + ... + 1/m, and holds for p-values that depend on each other in any way. `storey` multiplies
    `bh` by an estimate of the share of usual rows, 2 (1 + the number of p-values above a half) / m, at most 1. The
    expected share of usual rows among the anomalies is then at most `fdr`: with `bh` also where p-values share one
    calibration, as here; with `storey` where they do not depend on each other, so with a calibration that is large
    against the batch. The smallest p-value is 1 / (1 + n) for n calibration scores: with fewer than about m / `fdr` of
    them single anomalies in a batch cannot be told.

    Input: `data`, scores of any detector; `calibration`, scores that the same model gives usual rows which it was not
    fitted to. Missing scores are left out of both.
    Output: a row a row of `data`: `score`, `p_value`, `q_value` and `anomaly`; of a missing score the values are
    missing, and it is no anomaly.
    Errors: `kp.not_enough_data` without any calibration score.
    Cost: O(n log n).
    Source: Bates, Candès, Lei, Romano and Sesia, Testing for outliers with conformal p-values, Annals of Statistics 51,
    2023; Benjamini and Hochberg, Journal of the Royal Statistical Society B 57, 1995; Storey, ibid. 64, 2002. `q_value`
    is that of scipy 1.17.1 `stats.false_discovery_control`, anomalies are those of statsmodels 0.15 `multipletests`.

    Parameters
    ----------
    data
        The scores to judge.
    calibration
        Scores of usual rows.
    batch_col : str | None, default=None
        The column of `data` that tells batches apart, each of which is controlled by itself; all rows are one when
        absent.
    fdr : float, default=0.1, 0.000001..=0.999999
        The expected share of usual rows among the anomalies of a batch, at most. Default 0.1.
    method : Literal["bh", "by", "storey"], default="bh"
        How the share is controlled.

        - ``"bh"``: Benjamini and Hochberg.

        - ``"by"``: Benjamini and Yekutieli, for any dependence.

        - ``"storey"``: Benjamini and Hochberg with Storey's estimate of the share of usual rows.
    score_col : str, default="score"
        The column of scores, in both tables.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "batch_col": batch_col,
        "fdr": fdr,
        "method": method,
        "score_col": score_col,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("anomaly.conformal_p_values", [data, calibration], params, run, output, cancel, progress, rows=True)


def discords(
    data: Any,
    *,
    freq: str | None = None,
    id_col: str = "unique_id",
    k: int = 3,
    target_col: str = "y",
    time_col: str = "ds",
    window_size: int | None = None,
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Finds the discords of series: the windows whose most alike other window is farthest away.

    The first is the window with the largest distance in the matrix profile; windows that share an observation with it
    are then left out, and so on.

    Input: id, time and value. Values may be missing: windows with a missing value are left out.
    Output: at most `k` rows a series: id, `rank` from 1, the time and the `position` (from 0) of the window's first
    observation, its `distance`, and the position `index` of the most alike window.
    Errors: `kp.not_enough_data` for a series shorter than the window.
    Cost: that of `matrix_profile_join`.
    Source: Keogh, Lin and Fu, HOT SAX, ICDM 2005, for the notion; distances agree with stumpy 1.14.1.

    Parameters
    ----------
    data
        Id, time and value.
    freq : str | None, default=None
        The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
    id_col : str, default="unique_id"
        The column that tells series apart.
    k : int, default=3, 1..=1000000
        How many discords a series has at most.
    target_col : str, default="y"
        The column of values.
    time_col : str, default="ds"
        The column of times.
    window_size : int | None, default=None, 3..=1000000
        How many observations a window has; from the autocorrelation of the first series when absent.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "freq": freq,
        "id_col": id_col,
        "k": k,
        "target_col": target_col,
        "time_col": time_col,
        "window_size": window_size,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("anomaly.discords", [data], params, run, output, cancel, progress)


def matrix_profile_join(
    data: Any,
    other: Any = None,
    *,
    exclusion: int | None = None,
    freq: str | None = None,
    id_col: str = "unique_id",
    target_col: str = "y",
    time_col: str = "ds",
    window_size: int | None = None,
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Computes the matrix profile: for each window of a series the most alike one, in the same series or in another.

    Two windows are compared after each was brought to mean 0 and variance 1. Within one series (self-join) windows that
    are at most `exclusion` steps apart do not count. With the table `other`, the windows of `data` are looked for in
    the series of the same id in `other` (AB-join), and every window counts. Two constant windows are at distance 0; a
    constant and another one at sqrt(window_size).

    Input: id, time and value; `other` has the same columns. Values may be missing: windows with a missing value are
    like none.
    Output: a row a window: id, the time of its first observation, `position` (from 0) of that observation, `distance`
    to the most alike window, and the positions `index` of that one, `left_index` of the most alike one before it and
    `right_index` after it. Where there is none the distance is missing and the position is -1; a join of two series has
    no left and right.
    Errors: `kp.not_enough_data` for a series shorter than the window, `kp.invalid_data` where `other` lacks a series.
    Cost: O(n²) time, O(n) memory; 2^16 observations take some seconds on one core.
    Source: Zhu et al., Matrix Profile II, ICDM 2016; Zimmerman et al., Matrix Profile XIV (SCAMP), SoCC 2019. Distances
    and positions agree with stumpy 1.14.1 `stump` to 1e-9.

    Parameters
    ----------
    data
        Id, time and value.
    other
        Id, time and value: the series in which windows are looked for.
    exclusion : int | None, default=None, 0..=1000000
        How many steps apart windows of one series must be more than; a quarter of the window, rounded up, when absent.
    freq : str | None, default=None
        The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
    id_col : str, default="unique_id"
        The column that tells series apart.
    target_col : str, default="y"
        The column of values.
    time_col : str, default="ds"
        The column of times.
    window_size : int | None, default=None, 3..=1000000
        How many observations a window has; from the autocorrelation of the first series when absent.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "exclusion": exclusion,
        "freq": freq,
        "id_col": id_col,
        "target_col": target_col,
        "time_col": time_col,
        "window_size": window_size,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("anomaly.matrix_profile_join", [data, other], params, run, output, cancel, progress)


def motifs(
    data: Any,
    *,
    freq: str | None = None,
    id_col: str = "unique_id",
    k: int = 3,
    target_col: str = "y",
    time_col: str = "ds",
    window_size: int | None = None,
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Finds the motifs of series: the pairs of windows that are most alike.

    The first is the pair with the smallest distance in the matrix profile; windows within a quarter of a window of
    either are then left out, and so on.

    Input: id, time and value. Values may be missing: windows with a missing value are left out.
    Output: at most `k` rows a series: id, `rank` from 1, the time and the `position` (from 0) of the first window's
    first observation, their `distance`, and the position `index` of the second window.
    Errors: `kp.not_enough_data` for a series shorter than the window.
    Cost: that of `matrix_profile_join`.
    Source: Yeh et al., Matrix Profile I, ICDM 2016; distances agree with stumpy 1.14.1.

    Parameters
    ----------
    data
        Id, time and value.
    freq : str | None, default=None
        The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
    id_col : str, default="unique_id"
        The column that tells series apart.
    k : int, default=3, 1..=1000000
        How many pairs a series has at most.
    target_col : str, default="y"
        The column of values.
    time_col : str, default="ds"
        The column of times.
    window_size : int | None, default=None, 3..=1000000
        How many observations a window has; from the autocorrelation of the first series when absent.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "freq": freq,
        "id_col": id_col,
        "k": k,
        "target_col": target_col,
        "time_col": time_col,
        "window_size": window_size,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("anomaly.motifs", [data], params, run, output, cancel, progress)


def multidimensional_profile(
    data: Any,
    *,
    discords: bool = False,
    exclusion: int | None = None,
    freq: str | None = None,
    id_col: str = "unique_id",
    target_col: str = "y",
    time_col: str = "ds",
    window_size: int | None = None,
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Computes the multi-dimensional matrix profile: for each window of a series of several channels and each number k of
    channels, the window that is most alike in its k most alike channels.

    A pair of windows has one distance a channel, that of `matrix_profile_join`. The k-dimensional distance of the pair
    is the mean of its k smallest ones, so that channels that have nothing to do with what repeats do not hide it; with
    `discords` it is the mean of its k largest ones, so that a window is far from all others when k channels at once
    are. The profile holds the least k-dimensional distance of each window to another one of the series that is more
    than `exclusion` steps away.

    Input: id, time and value, and further columns of numbers as the other channels. Values may be missing: windows with
    a missing value are infinitely far from all others in that channel.
    Output: a row a window and a number of channels: id, the time of the window's first observation, its `position`
    (from 0), `k` from 1 to the number of channels, the `distance` to the most alike window and the position `index` of
    that one; where there is none the distance is missing and the position is -1.
    Errors: `kp.not_enough_data` for a series shorter than the window, `kp.invalid_data` for a column of other than
    numbers.
    Cost: O(n² d log² d) time for d channels, O(n d) memory.
    Source: Yeh, Kavantzas and Keogh, Matrix Profile VI: meaningful multidimensional motif discovery, ICDM 2017
    (mSTAMP). Distances agree with stumpy 1.14.1 `mstump` to 1e-8; what may differ is the position where two are equally
    alike.

    Parameters
    ----------
    data
        Id, time and value, and a column for each further channel.
    discords : bool, default=False
        Take the k largest distances of a pair instead of the k smallest.
    exclusion : int | None, default=None, 0..=1000000
        How many steps apart windows must be more than; a quarter of the window, rounded up, when absent.
    freq : str | None, default=None
        The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
    id_col : str, default="unique_id"
        The column that tells series apart.
    target_col : str, default="y"
        The column of the first channel.
    time_col : str, default="ds"
        The column of times.
    window_size : int | None, default=None, 3..=1000000
        How many observations a window has; from the autocorrelation of the first series' first channel when absent.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "discords": discords,
        "exclusion": exclusion,
        "freq": freq,
        "id_col": id_col,
        "target_col": target_col,
        "time_col": time_col,
        "window_size": window_size,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("anomaly.multidimensional_profile", [data], params, run, output, cancel, progress)


def outlying_series(
    data: Any,
    *,
    id_col: str = "unique_id",
    method: Literal["dbscan", "mad", "dtw"] = "dbscan",
    rows: Literal["series", "intervals", "times"] = "series",
    sensitivity: float = 0.5,
    target_col: str = "y",
    threshold: float | None = None,
    time_col: str = "ds",
    window: int | None = None,
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Finds the series of a panel that are not as the others: the one of many machines that behaves in another way.

    `dbscan`: at each time the values of more than half of the series, each within a distance epsilon of the next, are
    the usual ones, and a series whose value is not among them is outlying; where there is no such group all are, with
    one or two values none. `mad`: a value is outlying if it is further from the median of all values of all series than
    `threshold` times 1.4826 times the median distance on its side (double median absolute deviation), medians being
    trimmed Harrell-Davis estimates. `dtw`: as `dbscan` with whole series in place of values, and their distances by
    dynamic time warping, so that what happens earlier or later is alike. A series is outlying if one of its values is.
    `sensitivity` s makes epsilon (1 - s) × 1.1 times the range of all values, or the greatest distance of two series,
    and the threshold of `mad` 7.94 - 7.10 √s.

    Input: id, time and value, in any order of rows; missing values are left out.
    Output: a row a series: id, `score` and `anomaly`. The score of `mad` is the greatest distance of a value in units
    of that median distance, at most 1e12, of `dbscan` the share of times at which the series is outlying, of `dtw` the
    distance to the nearest of the usual series over epsilon, above 1 for outlying ones; where there are none, to the
    farthest. With `rows` `intervals` a row for each stretch of times at which a series is outlying: id, the first and
    the last time `start` and `end`, how many `rows` it has, its highest score `peak`, and `open` if it goes on to the
    end of the series. With `times` a row a value that is not missing: id, time, `score`, `anomaly`, and `low` and
    `high` between which values are usual (missing where there are none).
    Errors: `kp.not_enough_data` where every value, or for `dtw` every value of a series, is missing; `kp.invalid_data`
    for infinite values; `kp.invalid_params` for `intervals` and `times` of `dtw`.
    Cost: O(n log n) in the values; `dtw` O(series² length²) time and O(series²) memory, with `window` O(series² length
    window).
    Source: augurs-outlier 0.10.3 and augurs-dtw 0.10.3, whose scores, intervals, bands and distances these are (of
    `dbscan` the score of a time is 1 or 0 there); Akinshin, Trimmed Harrell-Davis quantile estimator based on the
    highest density interval of the given width, Communications in Statistics 53, 2024; Sakoe and Chiba, Dynamic
    programming algorithm optimization for spoken word recognition, IEEE Transactions on Acoustics, Speech and Signal
    Processing 26, 1978.

    Parameters
    ----------
    data
        Id, time and value.
    id_col : str, default="unique_id"
        The column that tells series apart.
    method : Literal["dbscan", "mad", "dtw"], default="dbscan"
        What makes a series outlying.

        - ``"dbscan"``: Its value is not among those of most series at that time.

        - ``"mad"``: Its value is far from the median of all values.

        - ``"dtw"``: Its shape is not among those of most series.
    rows : Literal["series", "intervals", "times"], default="series"
        What a row of the answer is.

        - ``"series"``: A series.

        - ``"intervals"``: A stretch of times at which a series is outlying.

        - ``"times"``: A value.
    sensitivity : float, default=0.5, 0.000001..=0.999999
        How easily a series is outlying: more with a greater value.
    target_col : str, default="y"
        The column of values.
    threshold : float | None, default=None, 0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001..=10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
        The threshold of `mad`, or epsilon of the others; from `sensitivity` when absent.
    time_col : str, default="ds"
        The column of times.
    window : int | None, default=None, 0..=1000000
        How many steps apart values may be that `dtw` pairs; any when absent.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "id_col": id_col,
        "method": method,
        "rows": rows,
        "sensitivity": sensitivity,
        "target_col": target_col,
        "threshold": threshold,
        "time_col": time_col,
        "window": window,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("anomaly.outlying_series", [data], params, run, output, cancel, progress)


def window_length(
    data: Any,
    *,
    freq: str | None = None,
    id_col: str = "unique_id",
    max_length: int = 1000,
    method: Literal["autocorrelation", "dominant_frequency", "multi_window"] = "autocorrelation",
    min_length: int = 10,
    target_col: str = "y",
    time_col: str = "ds",
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Finds the length of window that detectors over a series should use: about as long as what repeats in it.

    `autocorrelation`: the lag of the highest peak of the autocorrelation. `dominant_frequency`: n / k for the k cycles
    that have the most power. `multi_window`: for each length, the logarithm of the absolute deviations of the moving
    mean from its own mean, which is least where the window holds whole periods; the mean of the first three such
    lengths, the second one halved and the third one divided by three.

    Input: id, time and value; missing values are filled by straight lines.
    Output: a row a series: id, `window_length`; missing (-1) where nothing repeats within the range of lengths.
    Errors: those of reading the table.
    Cost: O(n log n); `multi_window` O(n × lengths).
    Source: Ermshaus, Schäfer and Leser, Window size selection in unsupervised time series analytics, AALTD 2022;
    lengths agree with their package `window-size-selection`, where the second paper of the multi-window finder is Imani
    and Keogh, 2021.

    Parameters
    ----------
    data
        Id, time and value.
    freq : str | None, default=None
        The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
    id_col : str, default="unique_id"
        The column that tells series apart.
    max_length : int, default=1000, 3..=100000
        The length from which on none is taken; at most half of the series is.
    method : Literal["autocorrelation", "dominant_frequency", "multi_window"], default="autocorrelation"
        How the length is found.

        - ``"autocorrelation"``: The highest peak of the autocorrelation.

        - ``"dominant_frequency"``: The cycles that have the most power.

        - ``"multi_window"``: Where the moving mean moves least.
    min_length : int, default=10, 2..=100000
        The shortest length.
    target_col : str, default="y"
        The column of values.
    time_col : str, default="ds"
        The column of times.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "freq": freq,
        "id_col": id_col,
        "max_length": max_length,
        "method": method,
        "min_length": min_length,
        "target_col": target_col,
        "time_col": time_col,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("anomaly.window_length", [data], params, run, output, cancel, progress)


def aggregate(
    data: Any,
    hierarchy: Any,
    *,
    id_col: str = "unique_id",
    skip_missing: bool = False,
    target_col: str = "y",
    time_col: str = "ds",
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Adds the series at the bottom of a hierarchy up to all of its aggregates.

    Input: the observations of the bottom series, and the hierarchy: one row a bottom series, with its id and one column a
    level, from the widest to the narrowest, that names the aggregate which the series belongs to.
    Output: id, time and value of the aggregates and of the bottom series, in that order: what forecasters are fitted to
    before `reconcile`. An aggregate has the times at which all of its series have a row; a missing value among them makes
    its sum missing.
    Errors: `kp.invalid_data` for a series that is missing or not in the hierarchy, and for an aggregate whose series have no
    time in common.
    Cost: one addition a row and level.
    Source: none; it is addition.

    Parameters
    ----------
    data
        Id, time and value of every bottom series.
    hierarchy
        One row a bottom series: its id, and a column a level that names its aggregate.
    id_col : str, default="unique_id"
        The column that tells series apart, in both tables.
    skip_missing : bool, default=False
        Add up what there is at a time, even where some series of an aggregate have no row or no value.
    target_col : str, default="y"
        The column of values.
    time_col : str, default="ds"
        The column of times.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "id_col": id_col,
        "skip_missing": skip_missing,
        "target_col": target_col,
        "time_col": time_col,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("forecast.aggregate", [data, hierarchy], params, run, output, cancel, progress)


def calendar(
    data: Any,
    holidays: Any = None,
    *,
    features: Sequence[Literal["year", "quarter", "month", "week", "day_of_year", "day", "day_of_week", "hour", "minute", "is_weekend", "is_month_start", "is_month_end", "trend"]] = ("month", "day_of_week"),
    fourier_order: int = 1,
    freq: str | None = None,
    h: int | None = None,
    id_col: str = "unique_id",
    season_lengths: Sequence[float] = (),
    time_col: str = "ds",
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Makes regressors of the calendar: weekdays, months, Fourier terms, holidays.

    With `h` absent, every row of the table gets the features as columns behind its own: what a forecaster with regressors is
    fitted to. With `h`, the answer is id, time and features of the `h` steps that follow each series: the future values that
    its `forecast` asks for. Fourier terms are sin(2 pi k t / m) and cos(2 pi k t / m) for each season length m and order k,
    with t the steps since the first time of the series. A holiday is 1 on its day and in its window, 0 elsewhere.

    Input: id and time, and any other columns. Holidays: a row a day, with a column of times and a column `holiday` of names;
    `before` and `after`, where they are there, are the days around it that count too.
    Output: as said; every feature is a real number.
    Errors: `kp.invalid_data` for features of the calendar where times are whole numbers; `kp.invalid_params` for a step that
    cannot be inferred or more than half a season length of Fourier terms.
    Cost: one pass a feature.
    Source: ISO 8601 for weeks; Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 7.4.

    Parameters
    ----------
    data
        Id and time, and any other columns.
    holidays
        Time and `holiday`; `before` and `after` in days.
    features : Sequence[Literal["year", "quarter", "month", "week", "day_of_year", "day", "day_of_week", "hour", "minute", "is_weekend", "is_month_start", "is_month_end", "trend"]], default=("month", "day_of_week")
        What to say of each time.
    fourier_order : int, default=1, 1..=1000
        How many pairs of Fourier terms each season length has.
    freq : str | None, default=None
        The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
    h : int | None, default=None, 1..=1000000
        How many steps after the end of each series; its own times when absent.
    id_col : str, default="unique_id"
        The column that tells series apart.
    season_lengths : Sequence[float], default=()
        Season lengths of Fourier terms, in steps; none when empty.
    time_col : str, default="ds"
        The column of times.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "features": features,
        "fourier_order": fourier_order,
        "freq": freq,
        "h": h,
        "id_col": id_col,
        "season_lengths": season_lengths,
        "time_col": time_col,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("forecast.calendar", [data, holidays], params, run, output, cancel, progress)


def changepoints(
    data: Any,
    *,
    channels: Sequence[str] = (),
    cost: Literal["mean", "mean_variance", "trend", "median", "rbf"] = "mean",
    freq: str | None = None,
    gamma: float | None = None,
    id_col: str = "unique_id",
    jump: int = 1,
    min_size: int = 5,
    n_bkps: int | None = None,
    penalty: float | None = None,
    search: Literal["optimal", "binary_segmentation", "window"] = "optimal",
    target_col: str = "y",
    time_col: str = "ds",
    width: int = 100,
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Finds the observations at which the level, the spread, the trend or the distribution of a series changes.

    A series is cut into segments so that the sum of their costs and of a penalty for each cut is least, or, with
    `n_bkps`, into so many segments more. Costs, in units of the noise: `mean`, the squared errors around the mean of
    the segment over the variance of the noise; `median`, the absolute errors around its median, scaled so that a cut of
    mere normal noise saves as much as of `mean`; `trend`, the squared errors around its least-squares line;
    `mean_variance`, n log of its variance, to which a thousandth of that of the noise is added so that no run of equal
    values is infinitely likely; `rbf`, the scatter of the segment in the space of the kernel exp(-gamma (a - b)²), 2 /
    n of the sum of 1 - kernel over its pairs, over the mean of 1 - kernel of neighbours: any change of the
    distribution. The noise is read from the median of the absolute first differences, of second ones for `trend`, which
    changes of the series hardly touch. The default penalty is that of Schwarz's criterion: log n for each parameter
    that a cut adds: the cut itself, 1 for `rbf`, and a channel 2 for `mean_variance` and `trend` and 1 for the others.

    With `channels` cuts are those of several columns at once: costs are added, each in units of its own noise, and
    `rbf` takes the sum of the squared differences in these units. A channel without noise is left out.

    Searches: `optimal` finds the cuts of the least sum. With F(t) the least sum of the first t values, F(t) = min over
    s of F(s) + C(s, t) + penalty, where a start s that cannot come first any more is dropped (PELT); with `n_bkps`, for
    each number of cuts, by dynamic programming. `binary_segmentation` makes the cut that saves most, then that of the
    parts, and so on. `window` takes the places where the two halves of a window of `width` differ more than at all
    places up to half a `width` away, from the greatest difference on. The last two stop at a cut that saves no more
    than the penalty.

    Input: id, time and value, none missing.
    Output: a row a change: id, time and `position` (from 0) of the first observation of the new segment, and the mean,
    for `trend` the slope a step and for `median` the median, of the segments `before` and `after` it; of each further
    channel in columns such as `before_NAME`. Series without a change have no row; those too short for `n_bkps` changes
    have fewer, and those without any noise none.
    Errors: `kp.missing_values`, naming the series; `kp.invalid_params` for both `penalty` and `n_bkps`, and for more of
    these than the optimal search keeps totals of: 10^8 over the observations.
    Cost: O(1) a segment, for `median` O(log n). `optimal` is linear in the observations where changes are as frequent, at
    worst quadratic, and with `n_bkps` O(n² n_bkps) with O(n n_bkps) memory; `binary_segmentation` O(n log n); `window`
    O(n). `rbf` is O(n²) in the first two, and O(n width²) in the last. `jump` divides n, but not that of `rbf`.
    Source: Killick, Fearnhead and Eckley, Optimal detection of changepoints with a linear computational cost, Journal
    of the American Statistical Association 107, 2012 (PELT); Truong, Oudre and Vayatis, Selective review of offline
    change point detection methods, Signal Processing 167, 2020; Arlot, Celisse and Harchaoui, A kernel multiple
    change-point algorithm via model selection, Journal of Machine Learning Research 20, 2019. Cuts are those of
    ruptures 1.1.10, whose penalties and channels have no unit, whose `normal` looks at covariances too, and whose
    windows go on at the other end of the series.

    Parameters
    ----------
    data
        Id, time and value.
    channels : Sequence[str], default=()
        Further columns of values that change where the target does.
    cost : Literal["mean", "mean_variance", "trend", "median", "rbf"], default="mean"
        What changes.

        - ``"mean"``: The level, with the same noise everywhere.

        - ``"mean_variance"``: The level or the spread, or both.

        - ``"trend"``: The line that the series follows, with the same noise everywhere.

        - ``"median"``: The level, where single values may be far off.

        - ``"rbf"``: Anything about the distribution of the values, by a Gaussian kernel.
    freq : str | None, default=None
        The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
    gamma : float | None, default=None, 0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001..=10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
        How narrow the kernel of `rbf` is; 1 over the median of the squared differences of all values when absent. With
        `channels` these are in units of the noise.
    id_col : str, default="unique_id"
        The column that tells series apart.
    jump : int, default=1, 1..=1000000
        Cuts are tried at positions that are multiples of this only.
    min_size : int, default=5, 2..=1000000
        The fewest observations of a segment; for `trend` at least 3.
    n_bkps : int | None, default=None, 1..=1000000
        How many changes are found; as many as pay their penalty when absent.
    penalty : float | None, default=None, 0..=10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
        What a cut costs; that of Schwarz's criterion when absent.
    search : Literal["optimal", "binary_segmentation", "window"], default="optimal"
        How cuts are found.

        - ``"optimal"``: The cuts of the least total cost.

        - ``"binary_segmentation"``: One cut after the other, each where it saves most.

        - ``"window"``: Where two halves of a window that moves along differ most.
    target_col : str, default="y"
        The column of values.
    time_col : str, default="ds"
        The column of times.
    width : int, default=100, 4..=1000000
        The observations of both halves of the window, of `window`.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "channels": channels,
        "cost": cost,
        "freq": freq,
        "gamma": gamma,
        "id_col": id_col,
        "jump": jump,
        "min_size": min_size,
        "n_bkps": n_bkps,
        "penalty": penalty,
        "search": search,
        "target_col": target_col,
        "time_col": time_col,
        "width": width,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("forecast.changepoints", [data], params, run, output, cancel, progress)


def features(
    data: Any,
    *,
    feature_groups: Sequence[Literal["acf_features", "arch_stat", "crossing_points", "entropy", "flat_spots", "heterogeneity", "holt_parameters", "hurst", "hw_parameters", "intermittency", "lumpiness", "nonlinearity", "pacf_features", "series_length", "sparsity", "stability", "stl_features", "unitroot_kpss", "unitroot_pp"]] = (),
    freq: str | None = None,
    id_col: str = "unique_id",
    scale: bool = True,
    season_length: int = 1,
    target_col: str = "y",
    time_col: str = "ds",
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Describes each series by numbers: trend, season, autocorrelation, entropy, gaps in demand and more.

    They are the features of the R package tsfeatures, by its names. A series is first brought to mean 0 and standard
    deviation 1 unless `scale` is off; sparsity and intermittency always look at the values as they came. Columns that need a
    season (`seas_acf1`, `seas_pacf`, `hw_*`, `seasonal_strength`, `peak`, `trough`) are there if `season_length` is above 1.
    `adi` is the number of periods per period with demand, `cv2` the squared coefficient of variation of the demands: below
    1.32 and 0.49 demand is smooth, above both it is lumpy.

    Input: id, time and value.
    Output: a row a series: its id and a column a feature. A feature that the series is too short or too constant for is
    missing; all but `series_length`, `nperiods` and `seasonal_period` are for a series with missing values.
    Errors: those of reading the table; no series makes the others fail.
    Cost: linear in the observations but for autocorrelations (times the lags), `entropy` and `hurst` (n log n) and the
    models of `holt_parameters`, `hw_parameters` and `heterogeneity`, which are most of the time.
    Source: Hyndman, Wang and Laptev, Large-scale unusual time series detection, 2015; Kang, Hyndman and Smith-Miles,
    Visualising forecasting algorithm performance using time series instance spaces, 2017; Syntetos, Boylan and Croston, On
    the categorization of demand patterns, 2005. The numbers are those of the Python port tsfeatures 0.4.5, with these
    differences. `holt_parameters` and `hw_parameters` are of ETS(A,A,N) and ETS(A,A,A), as in R. `heterogeneity` whitens
    by the autoregression of Yule and Walker that has the least Akaike criterion and divides by the deviations of a GARCH(1,1),
    as in R; the port no longer computes it. Below 100 observations the trend without a season, Friedman's supersmoother,
    has windows of at least 5 points, where the port gives up; `hurst` leaves out the windows at the start in which nothing
    moves. Partial autocorrelations do not end at half the length. `sparsity` counts zeros before the series is scaled.

    Parameters
    ----------
    data
        Id, time and value.
    feature_groups : Sequence[Literal["acf_features", "arch_stat", "crossing_points", "entropy", "flat_spots", "heterogeneity", "holt_parameters", "hurst", "hw_parameters", "intermittency", "lumpiness", "nonlinearity", "pacf_features", "series_length", "sparsity", "stability", "stl_features", "unitroot_kpss", "unitroot_pp"]], default=()
        Which features; all when empty.
    freq : str | None, default=None
        The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
    id_col : str, default="unique_id"
        The column that tells series apart.
    scale : bool, default=True
        Whether a series is first brought to mean 0 and standard deviation 1.
    season_length : int, default=1, 1..=100000
        Observations in a season; 1 for none.
    target_col : str, default="y"
        The column of values.
    time_col : str, default="ds"
        The column of times.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "feature_groups": feature_groups,
        "freq": freq,
        "id_col": id_col,
        "scale": scale,
        "season_length": season_length,
        "target_col": target_col,
        "time_col": time_col,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("forecast.features", [data], params, run, output, cancel, progress)


def flag_anomalies(
    forecasts: Any,
    observations: Any = None,
    *,
    id_col: str = "unique_id",
    level: float = 99.0,
    model: str | None = None,
    target_col: str = "y",
    time_col: str = "ds",
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Flags observations that lie outside the intervals of their forecasts.

    `score` is how many standard deviations an observation is away from its forecast. The deviation of each row is read from
    the bounds of `level`; without bounds, as in the fitted values of a model, it is the root mean square of the series' own
    errors. An observation beyond the bounds is an anomaly. Flags of forecasts say more than those of fitted values, whose
    model has seen the observations.

    Input: forecasts with or without bounds, as `forecast`, `backtest` and `fitted` give them, and their observations in the
    same table or in one of their own; rows without an observation are left out.
    Output: a row an observation: id, time, value, forecast, `lower`, `upper`, `score`, `anomaly`.
    Errors: `kp.invalid_data` where no row of the forecasts has an observation, for a `model` or `level` that the table does
    not have, and where a model has to be named because there are several.
    Cost: one pass.
    Source: the intervals' own; Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.5.

    Parameters
    ----------
    forecasts
        Id, time, forecasts, and bounds where there are any.
    observations
        Id, time and value; absent where the forecasts have a column of values.
    id_col : str, default="unique_id"
        The column that tells series apart.
    level : float, default=99.0, > 0, < 100
        The level of the interval outside which an observation is an anomaly, in per cent; where the table has bounds, one of
        theirs.
    model : str | None, default=None
        The column of forecasts; the only one when absent.
    target_col : str, default="y"
        The column of values.
    time_col : str, default="ds"
        The column of times.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "id_col": id_col,
        "level": level,
        "model": model,
        "target_col": target_col,
        "time_col": time_col,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("forecast.flag_anomalies", [forecasts, observations], params, run, output, cancel, progress)


def plot(
    history: Any,
    forecasts: Any = None,
    *,
    format: Literal["svg", "html"] = "svg",
    height: int = 260,
    id_col: str = "unique_id",
    ids: Sequence[str] = (),
    kind: Literal["forecast", "columns"] = "forecast",
    max_ids: int = 4,
    tail: int | None = None,
    target_col: str = "y",
    time_col: str = "ds",
    title: str | None = None,
    width: int = 900,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> str:
    r"""Draws observations, forecasts and their intervals, or the parts of series, as SVG or as a page of HTML.

    One panel a series: the observations as a dark line, each forecast in a colour of its own with a band for each level,
    wider ones paler. Forecasts of a backtest (a column `cutoff`) are drawn from each origin. `kind = "columns"` draws
    instead one panel a column of the first table: the parts of a decomposition, or regressors. The picture needs no other
    file and no script, and follows the reader's light or dark mode.

    Input: the long format; times are dates and times, or whole numbers. Missing values leave a gap.
    Output: text: an `<svg>` element or a whole page.
    Errors: `kp.invalid_data` for an id that is not there, a table without values, or columns of another kind.
    Cost: one point a row drawn.
    Source: ticks are the nearest of 1, 2 and 5 times a power of ten; Heckbert, Nice numbers for graph labels, 1990.

    Parameters
    ----------
    history
        Id, time and value of the observations.
    forecasts
        Id, time and forecasts, as `forecast` or `backtest` give them.
    format : Literal["svg", "html"], default="svg"
        What comes out.

        - ``"svg"``: An `<svg>` element: a file of its own, or part of a page.

        - ``"html"``: A page of HTML.
    height : int, default=260, 80..=10000
        The height of one panel in pixels.
    id_col : str, default="unique_id"
        The column that tells series apart.
    ids : Sequence[str], default=()
        The series to draw; the first `max_ids` when empty.
    kind : Literal["forecast", "columns"], default="forecast"
        What is drawn.

        - ``"forecast"``: Observations and forecasts, one panel a series.

        - ``"columns"``: Every column of numbers, one panel a series and column.
    max_ids : int, default=4, 1..=1000
        How many series are drawn where `ids` names none.
    tail : int | None, default=None, >= 1
        How many of the last observations are drawn; all when absent.
    target_col : str, default="y"
        The column of values.
    time_col : str, default="ds"
        The column of times.
    title : str | None, default=None
        The heading.
    width : int, default=900, 200..=10000
        The width in pixels.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "format": format,
        "height": height,
        "id_col": id_col,
        "ids": ids,
        "kind": kind,
        "max_ids": max_ids,
        "tail": tail,
        "target_col": target_col,
        "time_col": time_col,
        "title": title,
        "width": width,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("forecast.plot", [history, forecasts], params, run, None, cancel, progress)


def reconcile(
    forecasts: Any,
    hierarchy: Any,
    fitted: Any = None,
    *,
    id_col: str = "unique_id",
    level: str | None = None,
    method: Literal["mint_shrink", "mint_cov", "wls_var", "wls_struct", "ols", "bottom_up", "top_down", "middle_out", "erm"] = "mint_shrink",
    non_negative: bool = False,
    proportions: Literal["forecast", "average", "of_averages"] = "forecast",
    target_col: str = "y",
    time_col: str = "ds",
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Makes the forecasts of a hierarchy or of crossed groups add up.

    Forecasts that were made one series at a time do not: the sum of the shops is not the forecast of the country. The
    methods replace all of them by S G f, where f are the forecasts, S adds the bottom series up and G says how much each
    forecast counts for each bottom series. `bottom_up` takes the bottom as it is, `top_down` splits the top, `middle_out`
    splits a level in between. The others spread every difference over all series: G = (S' W⁻¹ S)⁻¹ S' W⁻¹ has the least
    total variance if W is the covariance of the errors; they differ in the W that they take. `erm` learns G from the past.

    Bounds in the forecasts (`-lo-95`, `-hi-95`) are replaced too: the spread of each series at each step is read from its
    bounds, the correlation of the errors from `fitted` (shrunk as `mint_shrink` does; none without `fitted`), and the
    bounds are those of a normal distribution with the variance of S G f.

    Input: forecasts of every series of the hierarchy at the same times, as `forecast` gives them. The hierarchy has one
    row a bottom series: its id, and one column a level, from the widest to the narrowest, that names the aggregate which
    the series belongs to. `aggregate` makes the observations of the aggregates.
    Output: the rows and columns of the forecasts, reconciled.
    Errors: `kp.invalid_data` for series that are missing or not in the hierarchy, and where a method needs `fitted`;
    `kp.not_enough_data` where errors of too few times are known; `kp.unsupported` for shares in crossed groups.
    Cost: with a aggregates, n series and T past errors O(a³ + a² T + n T²) and for bounds O(h n² (a + T)); `bottom_up`
    and the shares are linear.
    Source: Wickramasuriya, Athanasopoulos and Hyndman (2019), Optimal forecast reconciliation for hierarchical and grouped
    time series through trace minimization; Schäfer and Strimmer (2005) for the shrinkage; Ben Taieb and Koo (2019) for
    `erm`; Athanasopoulos, Ahmed and Hyndman (2009) for the shares. The tests compare with hierarchicalforecast 1.5.3.

    Parameters
    ----------
    forecasts
        Id, time and forecasts of every series, as `forecast` gives them.
    hierarchy
        One row a bottom series: its id, and a column a level that names its aggregate.
    fitted
        Id, time, observations and fitted values of every series, as `fitted` gives them.
    id_col : str, default="unique_id"
        The column that tells series apart, in every table.
    level : str | None, default=None
        The level that `middle_out` starts from: a column of the hierarchy.
    method : Literal["mint_shrink", "mint_cov", "wls_var", "wls_struct", "ols", "bottom_up", "top_down", "middle_out", "erm"], default="mint_shrink"
        How the differences are spread.

        - ``"mint_shrink"``: Covariance of the past errors, shrunk towards its diagonal as far as the data say; needs `fitted`.

        - ``"mint_cov"``: Covariance of the past errors as it is; needs `fitted` with more times than there are aggregates.

        - ``"wls_var"``: Mean square of the past errors of each series; needs `fitted`.

        - ``"wls_struct"``: The number of bottom series that a series is the sum of.

        - ``"ols"``: Every series counts the same.

        - ``"bottom_up"``: The sums of the bottom forecasts.

        - ``"top_down"``: The forecast of the first level, split.

        - ``"middle_out"``: Sums above the level `level`, shares below it.

        - ``"erm"``: Regression of the bottom observations on all fitted values; needs `fitted` with more times than series.
    non_negative : bool, default=False
        Whether no reconciled forecast may be below zero: those nearest in the measure W of the method; `bottom_up` and
        shares count a bottom forecast below zero as zero.
    proportions : Literal["forecast", "average", "of_averages"], default="forecast"
        How `top_down` and `middle_out` split a forecast.

        - ``"forecast"``: The forecasts themselves, level by level; the levels must be nested.

        - ``"average"``: The mean of the past shares; needs `fitted`.

        - ``"of_averages"``: The share of the past means; needs `fitted`.
    target_col : str, default="y"
        The column of observations in `fitted`.
    time_col : str, default="ds"
        The column of times.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "id_col": id_col,
        "level": level,
        "method": method,
        "non_negative": non_negative,
        "proportions": proportions,
        "target_col": target_col,
        "time_col": time_col,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("forecast.reconcile", [forecasts, hierarchy, fitted], params, run, output, cancel, progress)


def resample(
    data: Any,
    *,
    data_freq: str | None = None,
    every: int | None = None,
    freq: str | None = None,
    how: Literal["sum", "mean", "first", "last", "min", "max"] = "sum",
    id_col: str = "unique_id",
    target_col: str = "y",
    time_col: str = "ds",
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Puts observations together to longer periods: days to weeks or months, hours to days, or every k steps.

    With `freq`, periods are those of the calendar, each named by its first time: `h`, `D` and the like count from midnight,
    `W` from Monday, `MS`, `QS` and `YS` from the first of a month, quarter or year. With `every`, each period has so many
    observations, counted from the end of the series so that the last period is whole, and is named by its first time. A
    period that the series does not cover from its first step to its last is left out.

    Input: id, time and value, regular in time; a missing value makes the period missing.
    Output: id, time and value of each period.
    Errors: `kp.invalid_params` unless one of `freq` and `every` is given, and for periods shorter than the step of the data; `kp.invalid_data` for a series that covers no
    period.
    Cost: one pass.
    Source: Athanasopoulos, Hyndman, Kourentzes and Petropoulos, Forecasting with temporal hierarchies, 2017.

    Parameters
    ----------
    data
        Id, time and value.
    data_freq : str | None, default=None
        The step between observations; inferred from the data when absent.
    every : int | None, default=None, 2..=1000000
        How many observations a period has, whatever the calendar says.
    freq : str | None, default=None
        The step between periods: `h`, `D`, `W`, `MS`, `QS`, `YS`, or several of one, such as `2h`.
    how : Literal["sum", "mean", "first", "last", "min", "max"], default="sum"
        What becomes of the values of a period.

        - ``"sum"``: Their sum: sales, counts.

        - ``"mean"``: Their mean: temperatures, prices.

        - ``"first"``: The first.

        - ``"last"``: The last: stocks, balances.

        - ``"min"``: The least.

        - ``"max"``: The greatest.
    id_col : str, default="unique_id"
        The column that tells series apart.
    target_col : str, default="y"
        The column of values.
    time_col : str, default="ds"
        The column of times.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "data_freq": data_freq,
        "every": every,
        "freq": freq,
        "how": how,
        "id_col": id_col,
        "target_col": target_col,
        "time_col": time_col,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("forecast.resample", [data], params, run, output, cancel, progress)


def season_lengths(
    data: Any,
    *,
    confidence: float = 0.99,
    freq: str | None = None,
    id_col: str = "unique_id",
    max_length: int | None = None,
    max_seasons: int = 3,
    min_strength: float = 0.2,
    target_col: str = "y",
    time_col: str = "ds",
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Finds the season lengths of each series, several where there are several.

    A frequency in whose power the differenced series stands out of its neighbourhood is a hint, and so are up to eight
    times its period. A hint is believed where the autocorrelation of the series, less a moving average as long as the hint,
    has a hill about it; from its top on, the nearest length whose mean season explains most is taken. Of the hints the one
    whose mean season explains most is taken, or the shortest of its divisors that explains nearly as much, 30 for 61 too,
    for a season may be no whole number long: so a multiple counts only where it adds something.
    Its season is taken out, and what is left is searched again.

    `strength` is the share of the variance without trend that the mean season explains, less what it would explain by
    chance; of later seasons, of what the earlier ones leave. `power` is that of the hint against its neighbourhood.

    Input: id, time and value; missing values are filled by straight lines.
    Output: a row a season: id, `rank` from 1, `season_length`, `strength`, `power`. A series without a season, constant or
    with fewer than 8 observations has no row. A season has to be seen three times.
    Errors: those of reading the table.
    Cost: O(n log n) a hint, of which there are usually fewer than 20.
    Source: after Vlachos, Yu and Castelli, On periodicity detection and structural periodic similarity, 2005 (AUTOPERIOD).
    Their threshold is the greatest power of permuted values; here it is the local median of the power times what chance
    exceeds with probability 1 - `confidence`, which drift does not raise and which needs no random numbers. Multiples of
    hints, differencing and the search in what is left are not theirs.

    Parameters
    ----------
    data
        Id, time and value.
    confidence : float, default=0.99, > 0, < 1
        How sure it has to be that a power is not chance, over all frequencies together.
    freq : str | None, default=None
        The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
    id_col : str, default="unique_id"
        The column that tells series apart.
    max_length : int | None, default=None, 2..=100000
        The longest season; a third of the series when absent.
    max_seasons : int, default=3, 1..=10
        How many seasons a series may have.
    min_strength : float, default=0.2, 0..=1
        The least strength of a season.
    target_col : str, default="y"
        The column of values.
    time_col : str, default="ds"
        The column of times.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "confidence": confidence,
        "freq": freq,
        "id_col": id_col,
        "max_length": max_length,
        "max_seasons": max_seasons,
        "min_strength": min_strength,
        "target_col": target_col,
        "time_col": time_col,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("forecast.season_lengths", [data], params, run, output, cancel, progress)


def detect_language(
    data: Any,
    *,
    languages: Sequence[str] | None = None,
    min_letters: int = 20,
    text_col: str = "text",
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Tells the language of texts at once, without training: 70 languages, by their alphabets and most frequent trigrams.

    The script with most characters decides where it has one language. Among the languages of the Latin, Cyrillic, Arabic,
    Devanagari and Hebrew scripts, each is scored by the share of the characters that are in its alphabet and by how near the
    ranks of the text's trigrams are to those of the language; Chinese and Japanese are told apart by the share of kana. A
    `LanguageIdentifier` trained on sentences of your languages is more accurate, above all on short texts and between
    close languages such as Danish and Norwegian; what `languages` leaves out helps as well.

    Input: texts. Output: one row a text, in order, with `row`; `language`, its code of ISO 639-3 such as "eng"; `script`, by
    name; `confidence` from 0 to 1, by how far the second language is behind; `reliable`, whether that is above 0.9. A text has no
    language, rather than a guess, where it has no letter, fewer than `min_letters` in a script of several languages, or a script
    whose language `languages` does not have; then `confidence` is missing and `reliable` is false. All of a missing text
    are missing. Han characters without kana are Chinese.
    Errors: `kp.invalid_data` without a column of texts; `kp.invalid_params` for a code that there is not.
    Cost: O(characters + languages × 300) a text; texts in parallel.
    Source: Cavnar and Trenkle, N-gram-based text categorization, 1994; whatlang 0.18.0, whose answers these are.

    Parameters
    ----------
    data
        A column of texts.
    languages : Sequence[str] | None, default=None
        The languages that may be found, by their codes of ISO 639-3; null for all.
    min_letters : int, default=20, 1..=1000000
        Texts with fewer letters have no language, unless their script has one language alone.
    text_col : str, default="text"
        The column of texts; a table with one column of text needs no name.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "languages": languages,
        "min_letters": min_letters,
        "text_col": text_col,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("text.detect_language", [data], params, run, output, cancel, progress)


def find_pii(
    data: Any,
    findings: Any = None,
    *,
    kinds: Sequence[Literal["email", "phone", "iban", "credit_card", "ip_address", "url", "date_of_birth", "person", "us_ssn", "br_cpf", "ca_sin", "de_tax_id", "es_nif", "fi_hetu", "fr_nir", "in_aadhaar", "it_fiscal_code", "nl_bsn", "pl_pesel", "se_personnummer", "uk_nhs"]] | None = None,
    min_confidence: float = 0.5,
    text_col: str = "text",
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Finds personal data in texts by rules: mail and web addresses, telephone numbers, accounts, cards, numbers of persons,
    dates of birth, names.

    Whatever has check digits must pass them. `confidence` is 0.9 and more where the form or the check digits leave little
    doubt, 0.6 to 0.9 where a usual form or a word nearby says so; it is a rule's, not a probability. Names are found where
    something announces them (a title, "my name is", a greeting, the end of a letter), not elsewhere: for free text without
    such words most names stay unfound, unless a model of yours finds them (`name_candidates`). Such words are known in
    English, German, French, Spanish, Portuguese, Italian and Dutch, and fewer in Danish, Finnish, Norwegian, Polish and
    Swedish; those of telephone numbers and births in other scripts, too.

    Input: texts; a missing one has no findings. `findings` of yours stand beside those of the rules: of two that
    overlap the surer one stays, of equally sure ones the longer; two of one kind become one, and so do parts of a name
    that follow each other.
    Output: one row a finding: `row` of the table from 0; `start` and `end` (exclusive) in Unicode code points, as Python counts;
    `start_utf16` and `end_utf16` in UTF-16 units, as JavaScript and Java count; `kind`, `text`, `confidence`. Findings do not overlap.
    Errors: `kp.invalid_data` without a column of texts, and for findings that are no part of a text or have no known
    kind.
    Cost: one pass over the bytes, 64 at once where nothing begins; documents in parallel.
    Source: ISO 13616 (IBAN), ISO/IEC 7812 (cards), ITU-T E.164 (telephone), RFC 5321, RFC 3986 and RFC 4291 (addresses), and the
    published rules of each country's numbers; rules written for this library.

    Parameters
    ----------
    data
        A column of texts.
    findings
        What is known from elsewhere, such as a model: `row`, and `start` and `end` in code points or `start_utf16` and `end_utf16`; `kind`, or each is a person; `confidence`, or each is sure. Other columns are ignored.
    kinds : Sequence[Literal["email", "phone", "iban", "credit_card", "ip_address", "url", "date_of_birth", "person", "us_ssn", "br_cpf", "ca_sin", "de_tax_id", "es_nif", "fi_hetu", "fr_nir", "in_aadhaar", "it_fiscal_code", "nl_bsn", "pl_pesel", "se_personnummer", "uk_nhs"]] | None, default=None
        The kinds to look for; null for all. Fewer may cost less; what is found of a kind does not depend on the others.
    min_confidence : float, default=0.5, 0..=1
        Findings that are less sure are left out.
    text_col : str, default="text"
        The column of texts; a table with one column of text needs no name.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "kinds": kinds,
        "min_confidence": min_confidence,
        "text_col": text_col,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("text.find_pii", [data, findings], params, run, output, cancel, progress)


def fuse(
    first: Any,
    second: Any,
    third: Any = None,
    fourth: Any = None,
    *,
    constant: float = 60.0,
    k: int = 10,
    weights: Sequence[float] | None = None,
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Puts rankings of the same queries together, such as those of words and of vectors: reciprocal rank fusion.

    An item scores w / (constant + rank) in each ranking that has it, and the sum ranks it: what several rankings have near the
    top comes first, whatever their scores are made of. Equal sums are ordered by the first ranking that has the item, and the
    item's rank there.

    Input: answers of `search`: `query`, `rank`, `id`; other columns are ignored.
    Output: at most `k` rows a query: `query`, `rank`, `id`, `score`.
    Errors: `kp.invalid_params` unless there is one positive weight a ranking; `kp.invalid_data` for ids of two kinds and for ranks below 1.
    Cost: the rows, sorted.
    Source: Cormack, Clarke and Büttcher, Reciprocal rank fusion outperforms Condorcet and individual rank learning methods, 2009.

    Parameters
    ----------
    first
        A ranking.
    second
        Another ranking of the same queries.
    third
        A third.
    fourth
        A fourth.
    constant : float, default=60.0, 0..=1000000
        How little the first ranks stand out.
    k : int, default=10, 1..=1000000
        How many items a query gets at most.
    weights : Sequence[float] | None, default=None
        The weight of each ranking; null for equal ones.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "constant": constant,
        "k": k,
        "weights": weights,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("text.fuse", [first, second, third, fourth], params, run, output, cancel, progress)


def fuzzy_match(
    data: Any,
    choices: Any,
    *,
    choice_col: str = "text",
    k: int = 1,
    min_score: float = 0.0,
    process: bool = True,
    scorer: Literal["ratio", "token_sort_ratio", "token_set_ratio", "levenshtein", "jaro", "jaro_winkler"] = "token_set_ratio",
    text_col: str = "text",
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Finds for each text the most alike among others: names in a list of customers, products in a catalogue.

    Every pair is compared, as characters (code points), by `scorer`; the best `k` choices of each text come first, equally
    good ones in the order of their rows. With `process`, both are compared in lower case, with a space for whatever is no letter,
    digit or underscore.

    Input: texts, and choices; missing ones match nothing.
    Output: at most `k` rows a text: `row` of the text, `rank` from 1, `choice` (its row), `score` from 0 to 100, `text`, `match`.
    Errors: `kp.invalid_data` without a column of texts in either table.
    Cost: texts × choices × length, 64 characters at once, and by edits eight texts of up to 256 characters at once; texts in
    parallel. A choice that cannot be as good as `min_score` or as the best so far, by its length and by how often characters
    occur, costs a look.
    Source: RapidFuzz 3.14.6, `process.extract` with `fuzz.ratio`, `token_sort_ratio`, `token_set_ratio`, and 100 times
    `Levenshtein.normalized_similarity`, `Jaro.similarity`, `JaroWinkler.similarity`; Hyyrö 2003 and 2004.

    Parameters
    ----------
    data
        A column of texts.
    choices
        A column of texts to choose from.
    choice_col : str, default="text"
        The column of choices; a table with one column of text needs no name.
    k : int, default=1, 1..=1000000
        How many choices a text gets at most.
    min_score : float, default=0.0, 0..=100
        Choices below this are left out.
    process : bool, default=True
        Compare in lower case and without punctuation.
    scorer : Literal["ratio", "token_sort_ratio", "token_set_ratio", "levenshtein", "jaro", "jaro_winkler"], default="token_set_ratio"
        How alike two texts are.

        - ``"ratio"``: Characters that stay when one is edited to the other by insertions and deletions, as a share of both.

        - ``"token_sort_ratio"``: The same after the words of each are sorted.

        - ``"token_set_ratio"``: The same of the sets of words, where common words count once: 100 where one has all words of the other.

        - ``"levenshtein"``: 1 less the edits (insertions, deletions, substitutions) as a share of the longer.

        - ``"jaro"``: Jaro's similarity: common characters at nearly the same place.

        - ``"jaro_winkler"``: Jaro's similarity, raised where the first four characters agree: short names.
    text_col : str, default="text"
        The column of texts; a table with one column of text needs no name.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "choice_col": choice_col,
        "k": k,
        "min_score": min_score,
        "process": process,
        "scorer": scorer,
        "text_col": text_col,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("text.fuzzy_match", [data, choices], params, run, output, cancel, progress)


def keywords(
    data: Any,
    *,
    dedup: float = 0.9,
    k: int = 10,
    max_ngram: int = 3,
    method: Literal["yake", "rake", "textrank"] = "yake",
    stop_words: Any | None = "smart",
    text_col: str = "text",
    window: int = 1,
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Finds the keywords of each text by itself: no training, no other texts.

    Texts are cut into sentences and words by Unicode Standard Annex 29; words with hyphens are one, "'s" is left out, and punctuation ends a
    phrase.
    `yake`: the candidates are runs of at most `max_ngram` words that neither begin nor end with a stop word and have no number; a word's score is H =
    T_position T_relatedness / (T_case + (T_frequency + T_sentence) / T_relatedness), a candidate's the product of H divided by (1 + the sum of H) and
    its frequency, where a stop word inside counts by how often it joins its neighbours. A candidate too like a better one is left out.
    `rake`: a word's score is its degree (the lengths of the phrases it is in) divided by its frequency, a phrase's the sum.
    `textrank`: words within `window` of each other are linked, ranked with damping 0.85, and of the best third those side by side
    are put together; a phrase scores the sum of its words.

    Input: texts; a missing one has no keywords.
    Output: at most `k` rows a text: `row`, `rank` from 1, `keyword` in lower case, `score`.
    Errors: `kp.invalid_data` without a column of texts.
    Cost: a text of n words n × max_ngram (yake), n (rake), n × window × iterations (textrank); texts in parallel.
    Source: Campos et al., YAKE! Keyword extraction from single documents using multiple local features, 2020; Rose et al., Automatic keyword extraction
    from individual documents, 2010; Mihalcea and Tarau, TextRank: bringing order into text, 2004. Scores equal those of yake 0.7.3 and rake-nltk 1.0.6
    where these cut a text into the same words.

    Parameters
    ----------
    data
        A column of texts.
    dedup : float, default=0.9, 0..=1
        A candidate whose Levenshtein similarity with a better one is above this is left out; only of `yake`.
    k : int, default=10, 1..=100000
        How many keywords a text gets at most.
    max_ngram : int, default=3, 1..=10
        The most words a keyword has; only of `yake`.
    method : Literal["yake", "rake", "textrank"], default="yake"
        How keywords are found.

        - ``"yake"``: By features of each word in the text: case, place, frequency, neighbours, spread. A lower score is better.

        - ``"rake"``: Phrases between stop words, by how often their words are in long phrases. A higher score is better.

        - ``"textrank"``: Words that stand beside others that do, as PageRank ranks pages. A higher score is better.
    stop_words : Any | None, default="smart"
        Words that say nothing by themselves: the name of a list, a list of words in lower case, or null for none.
    text_col : str, default="text"
        The column of texts; a table with one column of text needs no name.
    window : int, default=1, 1..=100
        How near to each other words are neighbours: 1 side by side; only of `yake` and `textrank`.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "dedup": dedup,
        "k": k,
        "max_ngram": max_ngram,
        "method": method,
        "stop_words": stop_words,
        "text_col": text_col,
        "window": window,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("text.keywords", [data], params, run, output, cancel, progress)


def name_candidates(
    data: Any,
    *,
    text_col: str = "text",
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Lists the words of texts that may be part of a name, each with what stands around it, for a classifier to decide.

    A candidate is a word with a capital that is no title and no word such as "The", and not inside of anything else
    that `find_pii` finds. Its `context` is a short text for a classifier of texts: the word, the two words before and
    behind it (`prev_`, `prev2_`, `next_`, `next2_`; marks by their names, `edge` where there is none, other findings by
    their kinds), and how it and its neighbours are written (`form_`). Fit a classifier to the contexts of texts in
    which you know the names; then give the candidates of new texts, with the probability of a name as `confidence`, to
    `find_pii` or `redact` as `findings`.

    Input: texts; a missing one has no candidates.
    Output: one row a candidate: `row` of the table from 0; `start` and `end` (exclusive) in Unicode code points, as
    Python counts; `start_utf16` and `end_utf16` in UTF-16 units, as JavaScript and Java count; `text`, `context`.
    Scripts without capitals have no candidates.
    Errors: `kp.invalid_data` without a column of texts.
    Cost: that of `find_pii`, and one more pass; texts in parallel.
    Source: the features of words that taggers of names use, Tjong Kim Sang and De Meulder, Introduction to the
    CoNLL-2003 Shared Task, 2003, section 4.

    Parameters
    ----------
    data
        A column of texts.
    text_col : str, default="text"
        The column of texts; a table with one column of text needs no name.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "text_col": text_col,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("text.name_candidates", [data], params, run, output, cancel, progress)


def near_duplicates(
    data: Any,
    *,
    max_distance: int = 3,
    method: Literal["minhash", "simhash"] = "minhash",
    ngram: int = 3,
    num_perm: int = 128,
    shape: Literal["pairs", "groups"] = "pairs",
    shingle: Literal["word", "char"] = "word",
    text_col: str = "text",
    threshold: float = 0.8,
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Finds texts that are nearly equal: the same complaint sent twice, copies with small changes.

    `minhash` compares the sets of n-grams of texts in lower case: similarity is Jaccard's, common n-grams as a share of all. Candidates
    come from locality-sensitive hashing of `num_perm` least hashes, whose bands are chosen for the threshold; the similarity of each is
    then computed exactly, so that no pair is wrong and few are missed (about one in a hundred at the threshold with the defaults, next to none
    above it). `simhash` compares fingerprints of 64 bits: similarity is 1 less the share of bits that differ, and every
    pair within `max_distance` is found.

    Input: texts; missing ones and those without a word are like nothing.
    Output: `pairs`: `row`, `other` (a later row), `similarity`, in the order of rows; of texts with the same n-grams each is paired
    with the first alone, and only the first with others. `groups`: `group` (its first row), `row`, one line a text that is in one.
    Errors: `kp.invalid_data` without a column of texts.
    Cost: texts × (length + num_perm), and a comparison a candidate; texts in parallel. The seed moves only which pairs near the threshold
    are missed.
    Source: Broder, On the resemblance and containment of documents, 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3;
    Charikar, Similarity estimation techniques from rounding algorithms, 2002; Manku, Jain and Das Sarma, Detecting near-duplicates for web
    crawling, 2007.

    Parameters
    ----------
    data
        A column of texts.
    max_distance : int, default=3, 0..=16
        The most bits in which two fingerprints differ; only of `simhash`.
    method : Literal["minhash", "simhash"], default="minhash"
        How they are found.

        - ``"minhash"``: By the share of n-grams that two texts have in common.

        - ``"simhash"``: By the bits in which two fingerprints differ.
    ngram : int, default=3, 1..=100
        How many words or characters an n-gram has.
    num_perm : int, default=128, 16..=1024
        How many hashes a signature has; only of `minhash`.
    shape : Literal["pairs", "groups"], default="pairs"
        Pairs or groups.

        - ``"pairs"``: Every pair.

        - ``"groups"``: Groups of texts that pairs connect.
    shingle : Literal["word", "char"], default="word"
        What a text is cut into.

        - ``"word"``: Words: runs of letters, digits and underscores.

        - ``"char"``: Characters; white space counts as one space.
    text_col : str, default="text"
        The column of texts; a table with one column of text needs no name.
    threshold : float, default=0.8, 0.1..=1
        The least similarity of a pair; only of `minhash`.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "max_distance": max_distance,
        "method": method,
        "ngram": ngram,
        "num_perm": num_perm,
        "shape": shape,
        "shingle": shingle,
        "text_col": text_col,
        "threshold": threshold,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("text.near_duplicates", [data], params, run, output, cancel, progress)


def normalize_text(
    data: Any,
    *,
    case_fold: bool = False,
    lowercase: bool = False,
    normalization: Literal["nfc", "nfd", "nfkc", "nfkd"] | None = "nfc",
    strip_accents: Literal["ascii", "unicode"] | None = None,
    text_col: str = "text",
    white_space: Literal["keep", "trim", "collapse"] = "keep",
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Gives texts one spelling: a normal form of Unicode, and if asked for folded case, no accents, single spaces.

    The steps, in this order: the normal form; folded or lower case; accents away; the normal form again, which the steps
    between may have left; white space. Folding is for comparison: it makes equal what differs in case alone, and its result
    need not be what one would write. It knows no language, so that the Turkish I becomes i.

    Input: texts; a missing one stays missing.
    Output: the table as it was with the texts replaced.
    Errors: `kp.invalid_data` without a column of texts.
    Cost: one pass; texts in parallel; memory for the texts once more.
    Source: Unicode Standard Annex 15 (normal forms) and The Unicode Standard, section 3.13 (case folding in full), of
    Unicode 14.0.0; characters that came later stay as they are. White space is that of Python's `str.split`.

    Parameters
    ----------
    data
        A column of texts.
    case_fold : bool, default=False
        Fold the case of texts in full, in place of lower case: "Straße" becomes "strasse", and every sigma is one.
    lowercase : bool, default=False
        Lower-case texts, by Unicode's full rules.
    normalization : Literal["nfc", "nfd", "nfkc", "nfkd"] | None, default="nfc"
        The normal form; null to leave the characters as they are spelled.

        - ``"nfc"``: Letters and their marks as one character where there is one.

        - ``"nfd"``: Letters and their marks apart.

        - ``"nfkc"``: As `nfc`, with variants replaced: ligatures, wide and narrow forms, letters in circles, superscripts.

        - ``"nfkd"``: As `nfd`, with the same variants replaced.
    strip_accents : Literal["ascii", "unicode"] | None, default=None
        What becomes of accents; null to keep them.

        - ``"ascii"``: Decompose (NFKD) and keep ASCII alone: other scripts vanish.

        - ``"unicode"``: Decompose (NFKD) and drop the combining marks.
    text_col : str, default="text"
        The column of texts; a table with one column of text needs no name.
    white_space : Literal["keep", "trim", "collapse"], default="keep"
        What becomes of white space.

        - ``"keep"``: It stays.

        - ``"trim"``: None is left at the beginning and the end.

        - ``"collapse"``: As `trim`, and a run of it between words becomes one space.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "case_fold": case_fold,
        "lowercase": lowercase,
        "normalization": normalization,
        "strip_accents": strip_accents,
        "text_col": text_col,
        "white_space": white_space,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("text.normalize_text", [data], params, run, output, cancel, progress)


def redact(
    data: Any,
    findings: Any = None,
    *,
    kinds: Sequence[Literal["email", "phone", "iban", "credit_card", "ip_address", "url", "date_of_birth", "person", "us_ssn", "br_cpf", "ca_sin", "de_tax_id", "es_nif", "fi_hetu", "fr_nir", "in_aadhaar", "it_fiscal_code", "nl_bsn", "pl_pesel", "se_personnummer", "uk_nhs"]] | None = None,
    min_confidence: float = 0.5,
    text_col: str = "text",
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Replaces personal data in texts by numbered placeholders, and keeps apart what each stands for.

    What `find_pii` finds becomes `<PHONE_1>`, `<PERSON_2>` and so on. The same value of the same kind has the same number
    in the whole table, so that texts can still be compared and counted; numbers that a text already uses are passed over. The column
    `keys` has the way back: store it apart from the texts, with the same care as the data itself; `unredact` takes both.
    Numbers are of one call: keys of another table do not fit.

    Input: texts; a missing one stays missing. `findings` as those of `find_pii`, such as names that a model found.
    Output: the table as it was with the texts replaced, and `keys`: for each row a JSON object from placeholder to value, `{}`
    where nothing was found.
    Errors: those of `find_pii`, and `kp.invalid_data` where a column is named `keys` already.
    Cost: that of `find_pii`; memory for the texts once more.
    Source: as `find_pii`.

    Parameters
    ----------
    data
        A column of texts.
    findings
        What is known from elsewhere, such as a model: `row`, and `start` and `end` in code points or `start_utf16` and `end_utf16`; `kind`, or each is a person; `confidence`, or each is sure. Other columns are ignored.
    kinds : Sequence[Literal["email", "phone", "iban", "credit_card", "ip_address", "url", "date_of_birth", "person", "us_ssn", "br_cpf", "ca_sin", "de_tax_id", "es_nif", "fi_hetu", "fr_nir", "in_aadhaar", "it_fiscal_code", "nl_bsn", "pl_pesel", "se_personnummer", "uk_nhs"]] | None, default=None
        The kinds to replace; null for all.
    min_confidence : float, default=0.5, 0..=1
        Findings that are less sure stay in the text.
    text_col : str, default="text"
        The column of texts; a table with one column of text needs no name.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "kinds": kinds,
        "min_confidence": min_confidence,
        "text_col": text_col,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("text.redact", [data, findings], params, run, output, cancel, progress, rows=True)


def sentences(
    data: Any,
    *,
    text_col: str = "text",
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Cuts texts into sentences by the rules of Unicode, and says where each is.

    A sentence ends behind a full stop, question mark or exclamation mark, or the signs of other scripts for them, with closing marks, unless
    what follows goes on with a small letter; and at the end of a paragraph. Abbreviations before a capital ("Dr. Smith") are cut, as the annex has
    no list of them. White space around a sentence is not part of it.

    Input: texts; a missing one has no sentences.
    Output: as that of `tokens`, with `sentence`.
    Errors: `kp.invalid_data` without a column of texts.
    Cost: one pass; texts in parallel.
    Source: Unicode Standard Annex 29, by the crate unicode-segmentation.

    Parameters
    ----------
    data
        A column of texts.
    text_col : str, default="text"
        The column of texts; a table with one column of text needs no name.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "text_col": text_col,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("text.sentences", [data], params, run, output, cancel, progress)


def text_similarity(
    data: Any,
    *,
    left_col: str = "left",
    process: bool = True,
    right_col: str = "right",
    scorer: Literal["ratio", "token_sort_ratio", "token_set_ratio", "levenshtein", "jaro", "jaro_winkler"] = "token_set_ratio",
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Says how alike two texts are, row by row.

    Characters are code points; `process` as in `fuzzy_match`.

    Input: two columns of texts; where one is missing, so is the score.
    Output: the table and `score`, from 0 (nothing in common) to 100 (equal).
    Errors: `kp.invalid_data` without the columns, and where a column is named `score` already.
    Cost: a row costs the product of the lengths, 64 characters at once; rows in parallel.
    Source: as `fuzzy_match`.

    Parameters
    ----------
    data
        Two columns of texts.
    left_col : str, default="left"
        One column.
    process : bool, default=True
        Compare in lower case and without punctuation.
    right_col : str, default="right"
        The other.
    scorer : Literal["ratio", "token_sort_ratio", "token_set_ratio", "levenshtein", "jaro", "jaro_winkler"], default="token_set_ratio"
        How alike two texts are.

        - ``"ratio"``: Characters that stay when one is edited to the other by insertions and deletions, as a share of both.

        - ``"token_sort_ratio"``: The same after the words of each are sorted.

        - ``"token_set_ratio"``: The same of the sets of words, where common words count once: 100 where one has all words of the other.

        - ``"levenshtein"``: 1 less the edits (insertions, deletions, substitutions) as a share of the longer.

        - ``"jaro"``: Jaro's similarity: common characters at nearly the same place.

        - ``"jaro_winkler"``: Jaro's similarity, raised where the first four characters agree: short names.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "left_col": left_col,
        "process": process,
        "right_col": right_col,
        "scorer": scorer,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("text.text_similarity", [data], params, run, output, cancel, progress, rows=True)


def text_statistics(
    data: Any,
    *,
    text_col: str = "text",
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Measures texts: lengths, kinds of characters, repetition, readability. For filters of bad texts, for drift, and as features.

    Words and sentences are those of Unicode Standard Annex 29, a word without a letter or digit left out; letters, digits and capitals
    are Unicode's. Shares are of the characters, of the words or of the lines, and 0 where there are none.

    `characters` in code points, `utf16_units`, `bytes`, `words`, `sentences`, `lines`;
    `letter_share`, `upper_share`, `digit_share`, `space_share`, `other_share` (neither letter, digit nor space), `non_ascii_share`,
      `replacement_share` (U+FFFD, what is left of broken bytes);
    `mean_word_length` in characters, `mean_sentence_length` in words, `unique_word_share`, `most_common_word_share`, `stop_word_share` (English);
    `duplicate_line_share`, `ellipsis_line_share`, `bullet_line_share`, `symbol_word_ratio` (`#` and ellipses a word);
    `character_entropy` in bits a character;
    `automated_readability_index` 4.71 c / w + 0.5 w / s - 21.43 and `coleman_liau_index` 5.88 c / w - 29.6 s / w - 15.8, with c letters and
      digits, w words and s sentences: school years of English text; 0 without a word.

    Input: texts.
    Output: one row a text, in order, with `row` and the columns above; all of a missing text are missing.
    Errors: `kp.invalid_data` without a column of texts.
    Cost: one pass for each kind of measure; texts in parallel.
    Source: Rae et al., Scaling language models: methods, analysis and insights from training Gopher, 2021, appendix A1 (rules of quality); Smith and
    Senter, Automated readability index, 1967; Coleman and Liau, A computer readability formula designed for machine scoring, 1975.

    Parameters
    ----------
    data
        A column of texts.
    text_col : str, default="text"
        The column of texts; a table with one column of text needs no name.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "text_col": text_col,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("text.text_statistics", [data], params, run, output, cancel, progress, rows=True)


def tokens(
    data: Any,
    *,
    all: bool = False,
    text_col: str = "text",
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Cuts texts into words by the rules of Unicode, in any script, and says where each is.

    Boundaries are those of Unicode Standard Annex 29; a word is what has a letter or digit between two of them. Scripts without spaces
    (Chinese, Japanese, Thai) are cut into characters or clusters, as the annex has no dictionary. With `all`, spaces and
    punctuation are pieces as well, and the pieces make up the text.

    Input: texts; a missing one has no words.
    Output: one row a word: `row` of the table from 0; `start` and `end` (exclusive) in Unicode code points, as Python counts; `start_utf16`
    and `end_utf16` in UTF-16 units, as JavaScript and Java count; `token`.
    Errors: `kp.invalid_data` without a column of texts.
    Cost: one pass; texts in parallel.
    Source: Unicode Standard Annex 29, by the crate unicode-segmentation.

    Parameters
    ----------
    data
        A column of texts.
    all : bool, default=False
        Answer every piece between two boundaries, not words alone.
    text_col : str, default="text"
        The column of texts; a table with one column of text needs no name.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "all": all,
        "text_col": text_col,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("text.tokens", [data], params, run, output, cancel, progress)


def train_tokenizer(
    data: Any,
    *,
    lowercase: bool = True,
    min_frequency: int = 2,
    model_type: Literal["bpe", "wordpiece", "unigram"] = "bpe",
    text_col: str = "text",
    vocab_size: int = 8000,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> str:
    r"""Learns the subwords of texts by byte pair encoding, as word pieces or as a unigram language model, and answers with a
    `tokenizer.json`, the `tokenizer` of vectorizers and of other libraries.

    Byte pair encoding and word pieces: a word begins as its characters. The two neighbours that occur most often together, over all
    words, become one; and again, until there are `vocab_size` subwords or no two occur `min_frequency` times. Of pairs that are equally
    frequent the one whose parts were there first is taken, the characters in the order of their code points.

    Unigram: begins with every string of up to 16 characters that occurs twice or more with different characters behind it. Twice, the
    expected number of times that each is used, over all ways to cut the words, gives their new probabilities; then the quarter
    goes whose loss matters least to the likelihood, and again, until there are 1.1 times `vocab_size`, of which the likeliest stay,
    and all characters.

    Words are runs of letters, digits and underscores, or of other characters between white space.

    Input: a column of texts, none missing. Output: text in JSON: a model of type BPE with its vocabulary and merges, WordPiece with
    its vocabulary, or Unigram with its pieces and the logarithms of their probabilities; `[UNK]` for characters that the texts do
    not have; and what cuts words in the same way.
    Errors: `kp.missing_values` for a missing text; `kp.not_enough_data` when the texts have no words; `kp.invalid_params` when
    `vocab_size` is below the number of characters.
    Cost: pairs: O(words × length + merges × words with the pair) time. Unigram: a few dozen passes over the words, each
    O(words × length × 16).
    Source: Sennrich, Haddow and Birch, Neural Machine Translation of Rare Words with Subword Units, ACL 2016, algorithm 1; Schuster
    and Nakajima 2012, with the pairs chosen as in tokenizers 0.23.1; Kudo, Subword Regularization, ACL 2018, section 3.2, with the
    numbers of the unigram trainer of tokenizers 0.23.1 where no piece has to go; where many have, a few in a hundred are others.

    Parameters
    ----------
    data
        Texts.
    lowercase : bool, default=True
        Lower-case texts first.
    min_frequency : int, default=2, 1..=4294967295
        How often a pair must occur, of byte pair encoding and word pieces.
    model_type : Literal["bpe", "wordpiece", "unigram"], default="bpe"
        How subwords are learnt: byte pair encoding, word pieces, or a unigram language model.

        - ``"bpe"``: Byte pair encoding: the two neighbours that occur most often together become one. The last subword of a word ends with `</w>`.

        - ``"wordpiece"``: Word pieces: learnt as in byte pair encoding; a word is cut into the longest that fit, from its beginning. All but the first
          begin with `##`.

        - ``"unigram"``: The unigram language model: of all frequent strings those stay whose loss would make the texts less likely; a word is cut in
          the most likely way. Words begin with `▁`.
    text_col : str, default="text"
        The column of texts.
    vocab_size : int, default=8000, 2..=10000000
        How many subwords there are at most, characters and `[UNK]` among them.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "lowercase": lowercase,
        "min_frequency": min_frequency,
        "model_type": model_type,
        "text_col": text_col,
        "vocab_size": vocab_size,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("text.train_tokenizer", [data], params, run, None, cancel, progress)


def unredact(
    data: Any,
    *,
    text_col: str = "text",
    output: str | None = None,
    seed: int | None = None,
    n_jobs: int | None = None,
    timeout_ms: int | None = None,
    cancel: _core.CancelToken | None = None,
    progress: Progress = None,
) -> Any:
    r"""Puts back what `redact` replaced.

    Each placeholder that the row's keys know becomes its value again; others stay as they are, so that a text may have been
    cut, translated or added to in between.

    Input: texts, and the column `keys` that `redact` made, row by row; a missing text stays missing, a missing key is empty.
    Output: the table with the texts as they were, without `keys`.
    Errors: `kp.invalid_data` without one of the columns, and for a key that is no JSON object of texts.
    Cost: one pass over the bytes.
    Source: the inverse of `redact`.

    Parameters
    ----------
    data
        A column of texts, and `keys`.
    text_col : str, default="text"
        The column of texts; a table with one column of text beside `keys` needs no name.
    output : str | None, default=None
        The kind of frame to return: ``"numpy"``, ``"pandas"``, ``"polars"``, ``"pyarrow"``; that of the first table when absent.
    seed : int | None, default=None
        The seed of everything random; 0 when absent.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    timeout_ms : int | None, default=None
        Stop with ``DeadlineExceeded`` after so many milliseconds.
    cancel : _core.CancelToken | None, default=None
        A token that stops the work from another thread.
    progress : Progress, default=None
        ``True`` for a bar of tqdm, or a function that is called with (done, total).
    """
    params = {
        "text_col": text_col,
    }
    run = {"seed": seed, "n_jobs": n_jobs, "timeout_ms": timeout_ms}
    return call("text.unredact", [data], params, run, output, cancel, progress, rows=True)


__all__ = [
    "alerts",
    "conformal_p_values",
    "discords",
    "matrix_profile_join",
    "motifs",
    "multidimensional_profile",
    "outlying_series",
    "window_length",
    "aggregate",
    "calendar",
    "changepoints",
    "features",
    "flag_anomalies",
    "plot",
    "reconcile",
    "resample",
    "season_lengths",
    "detect_language",
    "find_pii",
    "fuse",
    "fuzzy_match",
    "keywords",
    "name_candidates",
    "near_duplicates",
    "normalize_text",
    "redact",
    "sentences",
    "text_similarity",
    "text_statistics",
    "tokens",
    "train_tokenizer",
    "unredact",
]
