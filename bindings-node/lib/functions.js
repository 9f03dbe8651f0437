"use strict";

// Written by `cargo run -p kingpost-gen`; change the component's documentation instead.

const { later, now } = require("./calling.js");

exports.aggregate = later("forecast.aggregate", 2, []);
exports.aggregateSync = now("forecast.aggregate", 2, []);
exports.calendar = later("forecast.calendar", 1, ["holidays"]);
exports.calendarSync = now("forecast.calendar", 1, ["holidays"]);
exports.changepoints = later("forecast.changepoints", 1, []);
exports.changepointsSync = now("forecast.changepoints", 1, []);
exports.features = later("forecast.features", 1, []);
exports.featuresSync = now("forecast.features", 1, []);
exports.flagAnomalies = later("forecast.flag_anomalies", 1, ["observations"]);
exports.flagAnomaliesSync = now("forecast.flag_anomalies", 1, ["observations"]);
exports.plot = later("forecast.plot", 1, ["forecasts"]);
exports.plotSync = now("forecast.plot", 1, ["forecasts"]);
exports.reconcile = later("forecast.reconcile", 2, ["fitted"]);
exports.reconcileSync = now("forecast.reconcile", 2, ["fitted"]);
exports.resample = later("forecast.resample", 1, []);
exports.resampleSync = now("forecast.resample", 1, []);
exports.seasonLengths = later("forecast.season_lengths", 1, []);
exports.seasonLengthsSync = now("forecast.season_lengths", 1, []);
