"""Detectors, vectorizers, classifiers and regressors are estimators of scikit-learn."""

import inspect
import warnings
from pathlib import Path

import numpy as np
import pytest

import kingpost

sklearn = pytest.importorskip("sklearn", minversion="1.6")

from sklearn.base import clone, is_classifier, is_outlier_detector, is_regressor  # noqa: E402
from sklearn.model_selection import GridSearchCV, cross_val_score  # noqa: E402
from sklearn.pipeline import make_pipeline  # noqa: E402
from sklearn.preprocessing import StandardScaler  # noqa: E402
from sklearn.utils.estimator_checks import parametrize_with_checks  # noqa: E402

#: The check, and why it cannot hold. The list may only shrink.
_OUTLIERS = ["check_outliers_train", "check_outliers_fit_predict"]
_STREAM = "its threshold is absolute, not a share of the rows: three clean blobs have no anomaly"
_FIRST_WINDOW = "fewer rows than its window, which has no scores: they are what the next rows are compared with"
_OWN_NEIGHBOUR = "a training row that is asked again is its own neighbour, which it is not in the fit"
EXPECTED_FAILURES: dict[str, dict[str, str]] = {
    **{
        name: dict.fromkeys(_OUTLIERS, _STREAM)
        for name in (
            "ADWIN",
            "BOCPD",
            "CUSUM",
            "DDM",
            "HoltWintersResidual",
            "OnlineAR",
            "PageHinkley",
            "RobustRandomCutForest",
            "SPOT",
            "Shewhart",
            "StreamingMatrixProfile",
        )
    },
    "HalfSpaceTrees": dict.fromkeys(_OUTLIERS, _FIRST_WINDOW),
    **{name: dict.fromkeys(_OUTLIERS, _OWN_NEIGHBOUR) for name in ("COF", "KNN", "LOF")},
}
#: They watch how a stream goes on, and a row of a table means nothing to them by itself.
WATCHERS = ("ADWIN", "BOCPD", "DDM", "HalfSpaceTrees", "PageHinkley", "SPOT", "StreamingMatrixProfile")
#: Their features are few and dense.
REDUCERS = ("LatentDirichletAllocation", "NMF", "SentenceEncoder", "TruncatedSVD", "WordVectors")

TEXTS = ["good fine nice", "bad awful poor", "nice good", "poor bad bad", "fine fine good", "awful poor"] * 5
LABELS = ["up", "down"] * 15


#: What a component cannot do without, for which there is no default.
NEEDED = {"SentenceEncoder": {"folder": str(Path(__file__).parents[2] / "core/conformance/files/tiny_bert")}}


def components(*families):
    return [getattr(kingpost, e["name"]) for e in map(kingpost.get, kingpost.list()) if e["family"] in families]


def made(cls):
    return cls(**NEEDED.get(cls.__name__, {}))


# The classes do not inherit from BaseEstimator, for then `import kingpost` would bring scikit-learn along; they have
# what it has. scikit-learn warns of that when it collects the checks.
with warnings.catch_warnings():
    warnings.filterwarnings("ignore", "Estimator .* does not inherit")
    # Of estimators of text it yields one check and skips the rest; ours follow below.
    warnings.filterwarnings("ignore", "Can.t test estimator")
    checks = parametrize_with_checks(
        [made(cls) for cls in components("detector", "stream_detector", "vectorizer")],
        expected_failed_checks=lambda estimator: EXPECTED_FAILURES.get(type(estimator).__name__, {}),
        **({"xfail_strict": True} if "xfail_strict" in inspect.signature(parametrize_with_checks).parameters else {}),
    )
    # scikit-learn 1.6 hands out a generator, which would run outside these filters.
    with_checks = pytest.mark.parametrize(checks.args[0], list(checks.args[1]), **checks.kwargs)


@with_checks
@pytest.mark.filterwarnings("default")
def test_scikit_learns_own_checks(estimator, check):
    check(estimator)


@pytest.mark.parametrize("cls", components("detector", "stream_detector"))
def test_detectors(cls, rows):
    model = cls(random_state=1)
    assert is_outlier_detector(model) and model.fit(rows) is model
    score, name = model.score(rows), cls.__name__
    # Of rows that are all far out, a one-class machine cannot say which is farther.
    finds = name not in (*WATCHERS, "OneClassSVM")
    assert score.argmax() == 199 or not finds
    assert (model.score_samples(rows) == -score).all()
    assert (model.decision_function(rows) == -score - model.offset_).all()
    assert ((model.predict(rows) == -1) == (score > -model.offset_)).all()
    assert model.predict(rows)[-1] == -1 or not finds
    higher, lower = model.predict_proba(rows).T
    assert (higher == 1 - lower).all() and (np.diff(lower[np.argsort(score)]) >= 0).all()
    # A stream may have learned that row.
    assert lower[-1] > 0.95 or not finds or isinstance(model, kingpost.StreamDetector)
    if EXPECTED_FAILURES.get(name, {}).get("check_outliers_train") != _OWN_NEIGHBOUR:
        assert (clone(model).fit_predict(rows) == model.predict(rows)).all()
        assert (clone(model).fit_score(rows) == score).all()
    assert (make_pipeline(cls(random_state=1)).fit(rows).predict(rows) == model.predict(rows)).all()
    if isinstance(model, kingpost.Detector):
        again = clone(model)
        assert (again.fit_predict(rows) == again.labels_).all()
        if model.get_params().get("contamination") is not None:
            assert (again.labels_ == model.labels_).all()


def test_shown_in_a_pipeline(rows):
    pipeline = make_pipeline(kingpost.IsolationForest(n_estimators=5)).fit(rows)
    assert "IsolationForest" in pipeline._repr_html_()
    with sklearn.config_context(enable_metadata_routing=True):
        assert (pipeline.fit(rows).predict(rows) == pipeline.predict(rows)).all()


def vectorizers():
    return [made(cls) for cls in components("vectorizer")]


def same(a, b):
    """Whether two matrices, sparse or not, are equal to the bit."""
    return a.shape == b.shape and not np.count_nonzero((a != b).toarray() if hasattr(a, "nnz") else a != b)


@pytest.mark.parametrize("model", vectorizers(), ids=lambda model: type(model).__name__)
def test_vectorizers(model):
    if isinstance(model, kingpost.HashingVectorizer):
        assert same(clone(model).transform(TEXTS), clone(model).fit_transform(TEXTS))
    else:
        with pytest.raises(kingpost.NotFitted):
            clone(model).transform(["a"])
    out = model.fit_transform(TEXTS)
    assert model.fit(TEXTS) is model and same(model.transform(TEXTS), out)
    assert same(clone(model).fit_transform(text for text in TEXTS), out)
    assert same(clone(model).fit_transform(np.array(TEXTS)), out)
    order = np.random.default_rng(0).permutation(len(TEXTS))
    assert same(model.transform([TEXTS[place] for place in order]), out[order])
    assert same(model.transform(TEXTS[3:5]), out[3:5])
    assert out.dtype == np.float64
    assert type(model).__name__ in REDUCERS or model.transform(["", "  "]).nnz == 0
    assert model.get_params() == clone(model).get_params()
    try:
        assert len(model.get_feature_names_out()) == out.shape[1]
    except kingpost.Unsupported:
        assert type(model).__name__ == "HashingVectorizer"


def test_vectorizers_in_pipelines():
    from sklearn.compose import ColumnTransformer
    from sklearn.linear_model import LogisticRegression

    pd = pytest.importorskip("pandas")
    for model in vectorizers():
        if type(model).__name__ in REDUCERS:
            continue
        pipeline = make_pipeline(clone(model), LogisticRegression())
        assert cross_val_score(pipeline, TEXTS, LABELS, cv=3).mean() == 1.0
        name = type(model).__name__.lower()
        grid = GridSearchCV(pipeline, {f"{name}__ngram_range": [(1, 1), (1, 2)]}, n_jobs=2, cv=2)
        assert grid.fit(TEXTS, LABELS).best_score_ == 1.0
        columns = ColumnTransformer([("text", clone(model), "body")])
        out = columns.fit_transform(pd.DataFrame({"body": TEXTS, "n": range(len(TEXTS))}))
        assert out.shape[0] == len(TEXTS)


@pytest.mark.parametrize("labels", [LABELS, [1, 0] * 15, [True, False] * 15, np.array(LABELS, object)])
@pytest.mark.parametrize("cls", components("classifier"))
def test_classifiers_of_texts(cls, labels):
    model = cls(random_state=0)
    assert is_classifier(model) and model.fit(TEXTS, labels) is model
    assert model.classes_.tolist() == sorted(set(np.asarray(labels).tolist()))
    assert (model.predict(TEXTS) == np.asarray(labels)).all() and model.score(TEXTS, labels) == 1.0
    proba = model.predict_proba(TEXTS)
    assert proba.shape == (30, 2) and np.allclose(proba.sum(axis=1), 1)
    again = kingpost.loads(model.to_bytes())
    assert (again.predict(TEXTS) == model.predict(TEXTS)).all() and again.classes_.tolist() == model.classes_.tolist()
    with pytest.raises(kingpost.InvalidData):
        cls().fit(TEXTS, [1] * 30)
    with pytest.raises(kingpost.InvalidData):
        cls().fit(TEXTS, labels[:-1])


@pytest.mark.parametrize("cls", components("classifier"))
def test_classifiers_of_features(cls):
    # No signs: naive Bayes takes counts.
    hashing = kingpost.HashingVectorizer(n_features=256, alternate_sign=False)
    features = hashing.fit_transform(TEXTS)
    if cls.__name__ in ("FastTextClassifier", "LanguageIdentifier"):
        with pytest.raises(kingpost.InvalidData, match="texts"):
            cls().fit(features, LABELS)
        return
    model = cls().fit(features, LABELS)
    assert model.n_features_in_ == 256 and model.score(features, LABELS) == 1.0
    assert (model.predict_proba(features.toarray()) == model.predict_proba(features)).all()
    with pytest.raises(kingpost.InvalidData):
        model.predict(features[:, :5])
    assert cross_val_score(make_pipeline(hashing, cls()), TEXTS, LABELS, cv=3).mean() == 1.0


STARS = [4.5, 1.5, 5.0, 1.0, 4.0, 2.0] * 5


@pytest.mark.parametrize("cls", components("regressor"))
def test_regressors_of_texts(cls):
    model = cls()
    assert is_regressor(model) and not is_classifier(model) and model.fit(TEXTS, STARS) is model
    found = model.predict(TEXTS)
    assert found.dtype == np.float64 and found.shape == (30,)
    assert model.score(TEXTS, STARS) == sklearn.metrics.r2_score(STARS, found) > 0.8
    assert model.score(TEXTS, [1.0] * 30) == sklearn.metrics.r2_score([1.0] * 30, found) == 0.0
    assert (kingpost.loads(model.to_bytes()).predict(TEXTS) == found).all()
    pd = pytest.importorskip("pandas")
    for y in (np.array(STARS)[:, None], pd.Series(STARS), np.array(STARS, np.float32)):
        assert (cls().fit(TEXTS, y).predict(TEXTS) == found).all()
    frame = pd.DataFrame({"body": TEXTS, "stars": STARS})
    assert (cls().fit(frame, text_col="body", target_col="stars").predict(frame) == found).all()
    why = model.explain(TEXTS[:2], top=1)
    assert why["document"].tolist() == [0, 1] and why["contribution"][0] > 0 > why["contribution"][1]
    whole = [round(y) for y in STARS]
    assert (cls().fit(TEXTS, whole).predict(TEXTS) == cls().fit(TEXTS, np.array(whole, float)).predict(TEXTS)).all()
    for y, error in (
        (STARS[:-1], kingpost.InvalidData),
        (LABELS, kingpost.InvalidData),
        ([np.nan, *STARS[1:]], kingpost.MissingValues),
        (None, kingpost.InvalidData),
    ):
        with pytest.raises(error):
            cls().fit(TEXTS, y)


@pytest.mark.parametrize("cls", components("regressor"))
def test_regressors_of_features(cls):
    tfidf = kingpost.TfidfVectorizer()
    features = tfidf.fit_transform(TEXTS)
    model = cls().fit(features, STARS)
    assert model.n_features_in_ == features.shape[1]
    assert np.abs(model.predict(features.toarray()) - model.predict(features)).max() < 1e-12
    with pytest.raises(kingpost.InvalidData):
        model.predict(features[:, :3])
    assert cross_val_score(make_pipeline(tfidf, cls()), TEXTS, STARS, cv=3).mean() > 0.8
    grid = GridSearchCV(make_pipeline(tfidf, cls()), {"ridge__alpha": [0.1, 1e6]}, cv=3).fit(TEXTS, STARS)
    assert grid.best_params_ == {"ridge__alpha": 0.1}


def test_ridge_is_scikit_learns():
    from sklearn.linear_model import Ridge

    features = kingpost.TfidfVectorizer(ngram_range=(1, 2)).fit_transform(TEXTS)
    for alpha in (0.01, 1.0, 50.0):
        expected = Ridge(alpha=alpha, solver="cholesky").fit(features.toarray(), STARS).predict(features)
        assert np.abs(kingpost.Ridge(alpha=alpha).fit(features, STARS).predict(features) - expected).max() < 1e-9


def test_parameters_of_a_component_that_is_one():
    model = kingpost.CalibratedClassifier(estimator=kingpost.LogisticRegression(c=2.0))
    assert model.get_params()["estimator__c"] == 2.0 and "estimator__c" not in model.get_params(deep=False)
    assert model.set_params(estimator__c=3.0).estimator.c == 3.0
    assert clone(model).set_params(estimator=kingpost.MultinomialNB(), estimator__alpha=0.5).estimator.alpha == 0.5
    with pytest.raises(kingpost.InvalidParams, match="nothing"):
        model.set_params(estimator__nothing=1)


def test_thresholds_decide():
    for thresholds, expected in (([0.999, 0.001], 1), ([0.001, 0.999], 0)):
        model = kingpost.CalibratedClassifier(thresholds=thresholds).fit(TEXTS, LABELS)
        assert (model.predict(TEXTS) == model.classes_[expected]).all() and model.score(TEXTS, LABELS) == 0.5


def test_the_classes_of_a_first_part():
    model = kingpost.MultinomialNB()
    with pytest.raises(kingpost.Unsupported, match="sideways"):
        model.partial_fit(TEXTS, LABELS, classes=["down", "sideways", "up"])
    assert (
        model.partial_fit(TEXTS, LABELS, classes=["down", "up"]).partial_fit(TEXTS, LABELS).predict(["good"])[0] == "up"
    )


@pytest.mark.parametrize("model", [m for m in vectorizers() if type(m).__name__ in REDUCERS], ids=repr)
def test_dense_features_are_arrays(model):
    features = clone(model).fit_transform(TEXTS)
    assert isinstance(features, np.ndarray) and features.shape[0] == len(TEXTS)
    assert np.isfinite(StandardScaler().fit_transform(features)).all()
