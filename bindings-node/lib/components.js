"use strict";

// Written by `cargo run -p kingpost-gen`; change the component's documentation instead.

const { Forecaster, Detector, SeriesDetector, StreamDetector, Vectorizer, Classifier, Regressor, Index } = require("./estimators.js");

exports.ADWIN = class ADWIN extends StreamDetector {
  constructor(params) {
    super("anomaly.adwin", params);
  }
};

exports.AutoDetector = class AutoDetector extends Detector {
  constructor(params) {
    super("anomaly.auto", params);
  }
};

exports.AutoSeries = class AutoSeries extends SeriesDetector {
  constructor(params) {
    super("anomaly.auto_series", params);
  }
};

exports.Autoencoder = class Autoencoder extends Detector {
  constructor(params) {
    super("anomaly.autoencoder", params);
  }
};

exports.BaggedNeighbors = class BaggedNeighbors extends Detector {
  constructor(params) {
    super("anomaly.bagged_neighbors", params);
  }
};

exports.BOCPD = class BOCPD extends StreamDetector {
  constructor(params) {
    super("anomaly.bocpd", params);
  }
};

exports.CBLOF = class CBLOF extends Detector {
  constructor(params) {
    super("anomaly.cblof", params);
  }
};

exports.COF = class COF extends Detector {
  constructor(params) {
    super("anomaly.cof", params);
  }
};

exports.COPOD = class COPOD extends Detector {
  constructor(params) {
    super("anomaly.copod", params);
  }
};

exports.CUSUM = class CUSUM extends StreamDetector {
  constructor(params) {
    super("anomaly.cusum", params);
  }
};

exports.DDM = class DDM extends StreamDetector {
  constructor(params) {
    super("anomaly.ddm", params);
  }
};

exports.ECOD = class ECOD extends Detector {
  constructor(params) {
    super("anomaly.ecod", params);
  }
};

exports.Ensemble = class Ensemble extends Detector {
  constructor(params) {
    super("anomaly.ensemble", params);
  }
};

exports.EWMA = class EWMA extends StreamDetector {
  constructor(params) {
    super("anomaly.ewma", params);
  }
};

exports.ForecastError = class ForecastError extends SeriesDetector {
  constructor(params) {
    super("anomaly.forecast_error", params);
  }
};

exports.HalfSpaceTrees = class HalfSpaceTrees extends StreamDetector {
  constructor(params) {
    super("anomaly.half_space_trees", params);
  }
};

exports.HBOS = class HBOS extends Detector {
  constructor(params) {
    super("anomaly.hbos", params);
  }
};

exports.HoltWintersResidual = class HoltWintersResidual extends StreamDetector {
  constructor(params) {
    super("anomaly.holt_winters_residual", params);
  }
};

exports.INNE = class INNE extends Detector {
  constructor(params) {
    super("anomaly.inne", params);
  }
};

exports.IsolationForest = class IsolationForest extends Detector {
  constructor(params) {
    super("anomaly.isolation_forest", params);
  }
};

exports.KMeansAD = class KMeansAD extends SeriesDetector {
  constructor(params) {
    super("anomaly.kmeans_ad", params);
  }
};

exports.KNN = class KNN extends Detector {
  constructor(params) {
    super("anomaly.knn", params);
  }
};

exports.KShapeAD = class KShapeAD extends SeriesDetector {
  constructor(params) {
    super("anomaly.kshape_ad", params);
  }
};

exports.LODA = class LODA extends Detector {
  constructor(params) {
    super("anomaly.loda", params);
  }
};

exports.LOF = class LOF extends Detector {
  constructor(params) {
    super("anomaly.lof", params);
  }
};

exports.Mahalanobis = class Mahalanobis extends Detector {
  constructor(params) {
    super("anomaly.mahalanobis", params);
  }
};

exports.MatrixProfile = class MatrixProfile extends SeriesDetector {
  constructor(params) {
    super("anomaly.matrix_profile", params);
  }
};

exports.MCD = class MCD extends Detector {
  constructor(params) {
    super("anomaly.mcd", params);
  }
};

exports.OneClassSVM = class OneClassSVM extends Detector {
  constructor(params) {
    super("anomaly.one_class_svm", params);
  }
};

exports.OnlineAR = class OnlineAR extends StreamDetector {
  constructor(params) {
    super("anomaly.online_ar", params);
  }
};

exports.PageHinkley = class PageHinkley extends StreamDetector {
  constructor(params) {
    super("anomaly.page_hinkley", params);
  }
};

exports.PCA = class PCA extends Detector {
  constructor(params) {
    super("anomaly.pca", params);
  }
};

exports.PolyResidual = class PolyResidual extends SeriesDetector {
  constructor(params) {
    super("anomaly.poly_residual", params);
  }
};

exports.RobustRandomCutForest = class RobustRandomCutForest extends StreamDetector {
  constructor(params) {
    super("anomaly.robust_random_cut_forest", params);
  }
};

exports.SeasonalESD = class SeasonalESD extends SeriesDetector {
  constructor(params) {
    super("anomaly.seasonal_esd", params);
  }
};

exports.Shewhart = class Shewhart extends StreamDetector {
  constructor(params) {
    super("anomaly.shewhart", params);
  }
};

exports.SpectralResidual = class SpectralResidual extends SeriesDetector {
  constructor(params) {
    super("anomaly.spectral_residual", params);
  }
};

exports.SPOT = class SPOT extends StreamDetector {
  constructor(params) {
    super("anomaly.spot", params);
  }
};

exports.STLResidual = class STLResidual extends SeriesDetector {
  constructor(params) {
    super("anomaly.stl_residual", params);
  }
};

exports.StreamingMatrixProfile = class StreamingMatrixProfile extends StreamDetector {
  constructor(params) {
    super("anomaly.streaming_matrix_profile", params);
  }
};

exports.SubPCA = class SubPCA extends SeriesDetector {
  constructor(params) {
    super("anomaly.sub_pca", params);
  }
};

exports.Additive = class Additive extends Forecaster {
  constructor(params) {
    super("forecast.additive", params);
  }
};

exports.ADIDA = class ADIDA extends Forecaster {
  constructor(params) {
    super("forecast.adida", params);
  }
};

exports.ARCH = class ARCH extends Forecaster {
  constructor(params) {
    super("forecast.arch", params);
  }
};

exports.ARIMA = class ARIMA extends Forecaster {
  constructor(params) {
    super("forecast.arima", params);
  }
};

exports.Auto = class Auto extends Forecaster {
  constructor(params) {
    super("forecast.auto", params);
  }
};

exports.AutoARIMA = class AutoARIMA extends Forecaster {
  constructor(params) {
    super("forecast.auto_arima", params);
  }
};

exports.AutoCES = class AutoCES extends Forecaster {
  constructor(params) {
    super("forecast.auto_ces", params);
  }
};

exports.AutoETS = class AutoETS extends Forecaster {
  constructor(params) {
    super("forecast.auto_ets", params);
  }
};

exports.AutoMFLES = class AutoMFLES extends Forecaster {
  constructor(params) {
    super("forecast.auto_mfles", params);
  }
};

exports.AutoTheta = class AutoTheta extends Forecaster {
  constructor(params) {
    super("forecast.auto_theta", params);
  }
};

exports.Combination = class Combination extends Forecaster {
  constructor(params) {
    super("forecast.combination", params);
  }
};

exports.ConformalSeasonalPool = class ConformalSeasonalPool extends Forecaster {
  constructor(params) {
    super("forecast.conformal_seasonal_pool", params);
  }
};

exports.Constant = class Constant extends Forecaster {
  constructor(params) {
    super("forecast.constant", params);
  }
};

exports.CrostonClassic = class CrostonClassic extends Forecaster {
  constructor(params) {
    super("forecast.croston_classic", params);
  }
};

exports.CrostonOptimized = class CrostonOptimized extends Forecaster {
  constructor(params) {
    super("forecast.croston_optimized", params);
  }
};

exports.CrostonSBA = class CrostonSBA extends Forecaster {
  constructor(params) {
    super("forecast.croston_sba", params);
  }
};

exports.RandomWalkWithDrift = class RandomWalkWithDrift extends Forecaster {
  constructor(params) {
    super("forecast.drift", params);
  }
};

exports.DynamicOptimizedTheta = class DynamicOptimizedTheta extends Forecaster {
  constructor(params) {
    super("forecast.dynamic_optimized_theta", params);
  }
};

exports.DynamicTheta = class DynamicTheta extends Forecaster {
  constructor(params) {
    super("forecast.dynamic_theta", params);
  }
};

exports.GARCH = class GARCH extends Forecaster {
  constructor(params) {
    super("forecast.garch", params);
  }
};

exports.HistoricAverage = class HistoricAverage extends Forecaster {
  constructor(params) {
    super("forecast.historic_average", params);
  }
};

exports.Holt = class Holt extends Forecaster {
  constructor(params) {
    super("forecast.holt", params);
  }
};

exports.HoltWinters = class HoltWinters extends Forecaster {
  constructor(params) {
    super("forecast.holt_winters", params);
  }
};

exports.IMAPA = class IMAPA extends Forecaster {
  constructor(params) {
    super("forecast.imapa", params);
  }
};

exports.LinearLags = class LinearLags extends Forecaster {
  constructor(params) {
    super("forecast.linear_lags", params);
  }
};

exports.MFLES = class MFLES extends Forecaster {
  constructor(params) {
    super("forecast.mfles", params);
  }
};

exports.MSTL = class MSTL extends Forecaster {
  constructor(params) {
    super("forecast.mstl", params);
  }
};

exports.Naive = class Naive extends Forecaster {
  constructor(params) {
    super("forecast.naive", params);
  }
};

exports.OptimizedTheta = class OptimizedTheta extends Forecaster {
  constructor(params) {
    super("forecast.optimized_theta", params);
  }
};

exports.SeasonalExponentialSmoothing = class SeasonalExponentialSmoothing extends Forecaster {
  constructor(params) {
    super("forecast.seasonal_exponential_smoothing", params);
  }
};

exports.SeasonalNaive = class SeasonalNaive extends Forecaster {
  constructor(params) {
    super("forecast.seasonal_naive", params);
  }
};

exports.SeasonalWindowAverage = class SeasonalWindowAverage extends Forecaster {
  constructor(params) {
    super("forecast.seasonal_window_average", params);
  }
};

exports.SimpleExponentialSmoothing = class SimpleExponentialSmoothing extends Forecaster {
  constructor(params) {
    super("forecast.simple_exponential_smoothing", params);
  }
};

exports.Structural = class Structural extends Forecaster {
  constructor(params) {
    super("forecast.structural", params);
  }
};

exports.TBATS = class TBATS extends Forecaster {
  constructor(params) {
    super("forecast.tbats", params);
  }
};

exports.TemporalHierarchy = class TemporalHierarchy extends Forecaster {
  constructor(params) {
    super("forecast.temporal_hierarchy", params);
  }
};

exports.Theta = class Theta extends Forecaster {
  constructor(params) {
    super("forecast.theta", params);
  }
};

exports.TSB = class TSB extends Forecaster {
  constructor(params) {
    super("forecast.tsb", params);
  }
};

exports.WindowAverage = class WindowAverage extends Forecaster {
  constructor(params) {
    super("forecast.window_average", params);
  }
};

exports.BM25 = class BM25 extends Index {
  constructor(params) {
    super("text.bm25", params);
  }
};

exports.CalibratedClassifier = class CalibratedClassifier extends Classifier {
  constructor(params) {
    super("text.calibrated_classifier", params);
  }
};

exports.ComplementNB = class ComplementNB extends Classifier {
  constructor(params) {
    super("text.complement_nb", params);
  }
};

exports.CountVectorizer = class CountVectorizer extends Vectorizer {
  constructor(params) {
    super("text.count", params);
  }
};

exports.ExactNeighbors = class ExactNeighbors extends Index {
  constructor(params) {
    super("text.exact_neighbors", params);
  }
};

exports.FastTextClassifier = class FastTextClassifier extends Classifier {
  constructor(params) {
    super("text.fasttext_classifier", params);
  }
};

exports.HashingVectorizer = class HashingVectorizer extends Vectorizer {
  constructor(params) {
    super("text.hashing", params);
  }
};

exports.HNSW = class HNSW extends Index {
  constructor(params) {
    super("text.hnsw", params);
  }
};

exports.LanguageIdentifier = class LanguageIdentifier extends Classifier {
  constructor(params) {
    super("text.language_identifier", params);
  }
};

exports.LatentDirichletAllocation = class LatentDirichletAllocation extends Vectorizer {
  constructor(params) {
    super("text.latent_dirichlet_allocation", params);
  }
};

exports.LinearClassifier = class LinearClassifier extends Classifier {
  constructor(params) {
    super("text.linear_classifier", params);
  }
};

exports.LinearSVM = class LinearSVM extends Classifier {
  constructor(params) {
    super("text.linear_svm", params);
  }
};

exports.LogisticRegression = class LogisticRegression extends Classifier {
  constructor(params) {
    super("text.logistic_regression", params);
  }
};

exports.MultinomialNB = class MultinomialNB extends Classifier {
  constructor(params) {
    super("text.multinomial_nb", params);
  }
};

exports.NMF = class NMF extends Vectorizer {
  constructor(params) {
    super("text.nmf", params);
  }
};

exports.Ridge = class Ridge extends Regressor {
  constructor(params) {
    super("text.ridge", params);
  }
};

exports.SentenceEncoder = class SentenceEncoder extends Vectorizer {
  constructor(params) {
    super("text.sentence_encoder", params);
  }
};

exports.TfidfVectorizer = class TfidfVectorizer extends Vectorizer {
  constructor(params) {
    super("text.tfidf", params);
  }
};

exports.TruncatedSVD = class TruncatedSVD extends Vectorizer {
  constructor(params) {
    super("text.truncated_svd", params);
  }
};

exports.WordVectors = class WordVectors extends Vectorizer {
  constructor(params) {
    super("text.word_vectors", params);
  }
};
