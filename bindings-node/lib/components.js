"use strict";

// Written by `cargo run -p kingpost-gen`; change the component's documentation instead.

const { Forecaster, Detector, StreamDetector, Vectorizer, Classifier } = require("./estimators.js");

exports.Autoencoder = class Autoencoder extends Detector {
  constructor(params) {
    super("anomaly.autoencoder", params);
  }
};

exports.ECOD = class ECOD extends Detector {
  constructor(params) {
    super("anomaly.ecod", params);
  }
};

exports.IsolationForest = class IsolationForest extends Detector {
  constructor(params) {
    super("anomaly.isolation_forest", params);
  }
};

exports.RobustRandomCutForest = class RobustRandomCutForest extends StreamDetector {
  constructor(params) {
    super("anomaly.robust_random_cut_forest", params);
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

exports.HashingVectorizer = class HashingVectorizer extends Vectorizer {
  constructor(params) {
    super("text.hashing", params);
  }
};

exports.LinearClassifier = class LinearClassifier extends Classifier {
  constructor(params) {
    super("text.linear_classifier", params);
  }
};

exports.TfidfVectorizer = class TfidfVectorizer extends Vectorizer {
  constructor(params) {
    super("text.tfidf", params);
  }
};
