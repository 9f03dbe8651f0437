"use strict";

// Written by `cargo run -p kingpost-gen`; change the component's documentation instead.

const { functionOf } = require("./calling.js");

[exports.aggregate, exports.aggregateSync] = functionOf("forecast.aggregate", 2, []);
[exports.calendar, exports.calendarSync] = functionOf("forecast.calendar", 1, ["holidays"]);
[exports.flagAnomalies, exports.flagAnomaliesSync] = functionOf("forecast.flag_anomalies", 1, ["observations"]);
[exports.plot, exports.plotSync] = functionOf("forecast.plot", 1, ["forecasts"]);
[exports.reconcile, exports.reconcileSync] = functionOf("forecast.reconcile", 2, ["fitted"]);
[exports.resample, exports.resampleSync] = functionOf("forecast.resample", 1, []);
