"use strict";

// Written one by one so that ES modules see the names.
const { asynchronous, guard, native, synchronous } = require("./lib/call.js");
const { camelKeys, catalog, entry } = require("./lib/params.js");
const { frame } = require("./lib/frame.js");
const { bytes, toWire } = require("./lib/data.js");
const error = require("./lib/error.js");
const { wellFormed } = require("./lib/strings.js");
const estimators = require("./lib/estimators.js");
const models = require("./lib/models.js");

exports.version = native.version();
exports.errorCodes = Object.freeze(native.errorCodes());
exports.KingpostError = error.KingpostError;

const page = ({ defaults, names, exactness, ...facts }) => camelKeys({ ...facts, defaults: camelKeys(defaults) });
exports.list = () => catalog().map(page);
exports.get = (id) => page(entry(id));
exports.search = (query) => {
  const found = new Set(guard(() => native.search(wellFormed(String(query), "the query"))));
  return catalog().filter(({ id }) => found.has(id)).map(page);
};

exports.fit = estimators.fit;
exports.fitSync = estimators.fitSync;
exports.Forecaster = estimators.Forecaster;
exports.Detector = estimators.Detector;
exports.SeriesDetector = estimators.SeriesDetector;
exports.StreamDetector = estimators.StreamDetector;
exports.Vectorizer = estimators.Vectorizer;
exports.Classifier = estimators.Classifier;
exports.Regressor = estimators.Regressor;
exports.Index = estimators.Index;
exports.Model = models.Model;
exports.ForecastModel = models.ForecastModel;
exports.DetectorModel = models.DetectorModel;
exports.SeriesDetectorModel = models.SeriesDetectorModel;
exports.StreamModel = models.StreamModel;
exports.VectorizerModel = models.VectorizerModel;
exports.ClassifierModel = models.ClassifierModel;
exports.RegressorModel = models.RegressorModel;
exports.IndexModel = models.IndexModel;

const files = require("./lib/files.js");
exports.fromBytes = files.fromBytes;
exports.fromBytesSync = files.fromBytesSync;
exports.inspect = files.inspect;
exports.inspectSync = files.inspectSync;
exports.load = files.load;
exports.loadSync = files.loadSync;
exports.verify = files.verify;
exports.verifySync = files.verifySync;

const evaluate = require("./lib/evaluate.js");
exports.backtest = evaluate.backtest;
exports.backtestSync = evaluate.backtestSync;
exports.metric = evaluate.metric;
exports.metrics = evaluate.metrics;
exports.metricSync = evaluate.metricSync;

const toArrow = (data) => ({ start: (call) => native.toArrow(call, toWire(data)), finish: (bytes) => bytes, options: {} });
const fromArrow = (given) => {
  const read = bytes(given, "the Arrow data");
  return { start: (call) => native.fromArrow(call, read), finish: frame, options: {} };
};
exports.toArrow = asynchronous(toArrow);
exports.toArrowSync = synchronous(toArrow);
exports.fromArrow = asynchronous(fromArrow);
exports.fromArrowSync = synchronous(fromArrow);

const panic = (place) => ({ start: (call) => native.forcedPanic(call, place), finish: () => undefined, options: {} });
exports._forcedPanic = asynchronous(panic);
exports._forcedPanicSync = synchronous(panic);

const calling = require("./lib/calling.js");
exports.call = calling.call;
exports.callSync = calling.callSync;

Object.assign(exports, require("./lib/components.js"), require("./lib/functions.js"));
