"""The components. Written by core/gen from the catalogue: do not edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from ._detect import Detector, StreamDetector
from ._forecast import Forecaster
from ._text import Classifier, Vectorizer


class ECOD(Detector):
    r"""Scores a row by how far out in the tails of its columns it lies; no parameters to tune, and every score explains itself.

    Column j adds O(j) = max(-ln F(x), -ln G(x)), where F(x) is the share of training rows at or below x and G(x) the
    share at or above it; a column without skew adds -ln F(x) - ln G(x). The score is the sum over the columns: 0 for a
    table of constants, at most ln(n) a column (2 ln(n) without skew). Columns count alike whatever their unit; how they
    go together is not looked at, so a rare combination of common values is not found.

    Input: numbers, at least one row, none missing.
    Output: one score a row, at least 0; `explain` gives O(j), which sum to the score.
    Training rows get the scores of PyOD. New rows are scored against the training rows alone, so that a row's score does
    not depend on what else is asked in the same call (PyOD puts the new rows into the distribution); a value beyond all
    training values counts like the outermost one.

    Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
    Cost: fit O(n log n) a column, score O(log n) a value; the model keeps the distinct values of each column.
    Source: Li, Zhao, Hu, Botta, Ionescu and Chen, ECOD: Unsupervised Outlier Detection Using Empirical Cumulative
    Distribution Functions, IEEE TKDE 2022, algorithm 1, with the columns taken one by one as PyOD 3.6.7 does.

    Parameters
    ----------
    contamination : float, default=0.1, > 0, <= 0.5
        The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
        Default 0.1.
    random_state : Any, default=None
        Seed of everything random: a whole number, a generator of numpy, or None for 0.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    """

    _id = "anomaly.ecod"

    def __init__(
        self,
        *,
        contamination: float = 0.1,
        random_state: Any = None,
        n_jobs: int | None = None,
    ) -> None:
        self.contamination = contamination
        self.random_state = random_state
        self.n_jobs = n_jobs


class IsolationForest(Detector):
    r"""Scores a row by how few random cuts it takes to set it apart from a random handful of the training rows.

    Each tree takes `max_samples` rows and cuts them at a random place of a random column, again and again, until a row is
    alone or ceil(log2(max_samples)) cuts are made. With h(x) the cuts on the way of a row, averaged over the trees, and
    c(n) = 2 (ln(n - 1) + 0.5772...) - 2 (n - 1) / n the average way among n rows, the score is 2^(-h(x) / c(max_samples)).

    Input: numbers, at least one row, none missing. Values are compared in single precision, seven digits, so take away a
    large offset such as a point in time first. The unit of a column does not matter; a constant column is never cut.
    Output: one score a row, above 0 and at most 1; about 0.5 for a row like any other, towards 1 for an anomaly. Without
    `contamination` a row above 0.5 is an anomaly.
    `explain`: what each column took off the way, in units of c: at every cut, the average way of the training rows above
    it less that below it. The columns sum to log2(score / typical score); `parts` has the typical score.

    Scores, threshold and parameters mean what they mean in scikit-learn (whose `score_samples` is minus this score); the
    random cuts are our own, so the numbers differ as they do between two seeds. Two details are ours: a column is constant
    when its values are equal, where scikit-learn takes a range of 1e-7 as constant; and with `bootstrap` a row drawn twice
    counts as two rows.

    Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
    Cost: fit O(n_estimators × max_samples × log(max_samples)) whatever the number of rows, score O(n_estimators ×
    log(max_samples)) a row; 24 bytes a node, at most 2 × max_samples nodes a tree.
    Source: Liu, Ting and Zhou, Isolation Forest, ICDM 2008, algorithms 1 to 3; scikit-learn 1.9.1 for the semantics.

    Parameters
    ----------
    bootstrap : bool, default=False
        Whether a tree may take a row more than once. Default false.
    contamination : float | None, default=None, > 0, <= 0.5
        The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
        Default null: the threshold is 0.5.
    max_features : float, default=1.0, > 0, <= 1
        The share of the columns that each tree takes, at least one column. Default 1.
    max_samples : int | None, default=None, 1..=16777216
        How many training rows each tree takes; all of them where there are fewer. Default null: 256.
    n_estimators : int, default=100, 1..=10000
        How many trees. Default 100.
    random_state : Any, default=None
        Seed of everything random: a whole number, a generator of numpy, or None for 0.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    """

    _id = "anomaly.isolation_forest"

    def __init__(
        self,
        *,
        bootstrap: bool = False,
        contamination: float | None = None,
        max_features: float = 1.0,
        max_samples: int | None = None,
        n_estimators: int = 100,
        random_state: Any = None,
        n_jobs: int | None = None,
    ) -> None:
        self.bootstrap = bootstrap
        self.contamination = contamination
        self.max_features = max_features
        self.max_samples = max_samples
        self.n_estimators = n_estimators
        self.random_state = random_state
        self.n_jobs = n_jobs


class RandomWalkWithDrift(Forecaster):
    r"""Forecasts the last value plus the average step so far: a random walk with drift.

    y(n+h) = y(n) + h × (y(n) - y(1)) / (n-1), with the interval sigma × sqrt(h × (1 + h / (n-1))), where sigma² is the
    mean square of the steps about their average; the second term is the uncertainty of the drift itself.

    Input: a panel without missing values, at least two observations a series. Output: a straight line. The fitted values
    use the drift of the whole series; those of `update` use what was known at the time.
    Errors: `kp.not_enough_data` for a series of one observation, `kp.missing_values` where one is missing.
    Cost: O(n) a series; constant memory; an update takes constant time a point.
    Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.2 and 5.5; the numbers agree
    with statsforecast 2.1.1 `RandomWalkWithDrift`.
    """

    _id = "forecast.drift"

    def __init__(self) -> None:
        pass


class Naive(Forecaster):
    r"""Forecasts the last value: the benchmark that any other model must beat.

    y(n+h) = y(n), with the interval of a random walk: sigma × sqrt(h), where sigma² is the mean square of the one-step
    errors.

    Input: a panel without missing values, at least one observation a series (two for intervals wider than a point).
    Cost: O(n) a series.
    Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.2 and 5.5.
    """

    _id = "forecast.naive"

    def __init__(self) -> None:
        pass


class SeasonalNaive(Forecaster):
    r"""Forecasts the last value of the same season: last January for January.

    y(n+h) = y(n+h-m(k+1)), where m is the season's length and k the whole seasons in h-1; the interval is that of a
    seasonal random walk: sigma × sqrt(k+1), where sigma² is the mean square of the one-season errors.

    Input: a panel without missing values, at least one season a series (one observation more for intervals wider than a
    point). Output: the last season, repeated.
    Errors: `kp.not_enough_data` for a series shorter than a season, `kp.missing_values` where one is missing.
    Cost: O(n) a series; a season of memory; an update takes constant time a point.
    Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.2 and 5.5; the numbers agree
    with statsforecast 2.1.1 `SeasonalNaive`.

    Parameters
    ----------
    season_length : int, default=1, 1..=8784
        Observations in a season: 12 for months in a year. With 1, the default, this is the naive forecast.
    """

    _id = "forecast.seasonal_naive"

    def __init__(
        self,
        *,
        season_length: int = 1,
    ) -> None:
        self.season_length = season_length


class WindowAverage(Forecaster):
    r"""Forecasts the mean of the last `window_size` values.

    y(n+h) = (y(n) + ... + y(n-w+1)) / w. A window of w values is as old on average as exponential smoothing with
    alpha = 2 / (w+1), so the interval is that of simple exponential smoothing: sigma × sqrt(1 + (h-1) × alpha²), where
    sigma² is the mean square of the one-step errors. A window of 1 is the naive forecast with its interval, and the
    wider the window, the steadier the level is taken to be.

    Input: a panel without missing values, at least one window a series (one observation more for intervals wider than a
    point). Output: a constant. The first `window_size` fitted values are NaN.
    Errors: `kp.not_enough_data` for a series shorter than the window, `kp.missing_values` where one is missing.
    Cost: O(n) a series; a window of memory; an update takes constant time a point on average.
    Source: point forecasts as in statsforecast 2.1.1 `WindowAverage`, which has no analytic interval; equal average age
    from Brown, Smoothing, Forecasting and Prediction (1963), 7; the variance from Hyndman, Koehler, Ord and Snyder,
    Forecasting with Exponential Smoothing (2008), table 6.1.

    Parameters
    ----------
    window_size : int, default=1, 1..=1000000
        Observations in the mean; 1 by default, the naive forecast.
    """

    _id = "forecast.window_average"

    def __init__(
        self,
        *,
        window_size: int = 1,
    ) -> None:
        self.window_size = window_size


class HashingVectorizer(Vectorizer):
    r"""Counts the n-grams of a text in columns that a hash picks: nothing is learnt or stored, and any text has features.

    Each n-gram has the column |h| mod n_features, where h is its signed 32-bit MurmurHash3 with seed 0; it counts 1, or
    -1 where h is negative and `alternate_sign` is set, so that n-grams that meet in a column cancel on average.

    Input: texts, none missing. Output: one sparse row a text; bit-identical to scikit-learn's HashingVectorizer with
    its default token pattern. Rows have no names: `feature_names` is `kp.unsupported`.
    Errors: `kp.invalid_params` when the first number of `ngram_range` is above the second.
    Cost: O(bytes × lengths of n-grams) time; memory for the result alone.
    Source: Weinberger et al., Feature Hashing for Large Scale Multitask Learning, ICML 2009; scikit-learn 1.9.1,
    `HashingVectorizer`. Characters are those of Unicode 14.0.0.

    Parameters
    ----------
    alternate_sign : bool, default=True
        Half of the n-grams count -1.
    analyzer : Literal["word", "char", "char_wb"], default="word"
        What the n-grams are made of: words, characters, or characters inside words.

        - ``"word"``: Words.

        - ``"char"``: Characters, across words; a run of white space counts as one space.

        - ``"char_wb"``: Characters inside words, each word with a space before and after it.
    binary : bool, default=False
        Every count that is stored becomes 1 before scaling.
    lowercase : bool, default=True
        Lower-case the text first, by Unicode's full rules.
    n_features : int, default=1048576, 1..=2147483647
        How many columns there are; fewer columns make more n-grams meet.
    ngram_range : Sequence[int], default=(1, 1)
        The least and the greatest length of the n-grams, in words or characters; the least may not be above the
        greatest.
    norm : Literal["l1", "l2"] | None, default="l2"
        Each row is scaled to length 1 by this norm; null to leave the counts.

        - ``"l1"``: The absolute values sum to 1.

        - ``"l2"``: The squares sum to 1.
    stop_words : Any | None, default=None
        Words to leave out: the name of a list, a list of words, or null for none; only where n-grams are of words.
    strip_accents : Literal["ascii", "unicode"] | None, default=None
        What becomes of accents; null to keep them.

        - ``"ascii"``: Decompose (NFKD) and keep ASCII alone: other scripts vanish.

        - ``"unicode"``: Decompose (NFKD) and drop the combining marks.
    tokens : Literal["sklearn", "unicode"], default="sklearn"
        Where words begin and end; only where n-grams are of words.

        - ``"sklearn"``: Runs of two or more letters, digits and underscores: scikit-learn's default pattern `(?u)\b\w\w+\b`. It cuts Indic
          scripts at their vowel signs and drops words of one character.

        - ``"unicode"``: The words of Unicode Standard Annex 29, of any length and in any script.
    random_state : Any, default=None
        Seed of everything random: a whole number, a generator of numpy, or None for 0.
    n_jobs : int | None, default=None
        At most so many threads; -1 or None for all. Results do not depend on it.
    """

    _id = "text.hashing"

    def __init__(
        self,
        *,
        alternate_sign: bool = True,
        analyzer: Literal["word", "char", "char_wb"] = "word",
        binary: bool = False,
        lowercase: bool = True,
        n_features: int = 1048576,
        ngram_range: Sequence[int] = (1, 1),
        norm: Literal["l1", "l2"] | None = "l2",
        stop_words: Any | None = None,
        strip_accents: Literal["ascii", "unicode"] | None = None,
        tokens: Literal["sklearn", "unicode"] = "sklearn",
        random_state: Any = None,
        n_jobs: int | None = None,
    ) -> None:
        self.alternate_sign = alternate_sign
        self.analyzer = analyzer
        self.binary = binary
        self.lowercase = lowercase
        self.n_features = n_features
        self.ngram_range = ngram_range
        self.norm = norm
        self.stop_words = stop_words
        self.strip_accents = strip_accents
        self.tokens = tokens
        self.random_state = random_state
        self.n_jobs = n_jobs


#: Every component, in the order of their ids.
CLASSES: list[type[Detector | Forecaster | Vectorizer | Classifier]] = [
    ECOD,
    IsolationForest,
    RandomWalkWithDrift,
    Naive,
    SeasonalNaive,
    WindowAverage,
    HashingVectorizer,
]

__all__ = [
    "ECOD",
    "IsolationForest",
    "RandomWalkWithDrift",
    "Naive",
    "SeasonalNaive",
    "WindowAverage",
    "HashingVectorizer",
]
