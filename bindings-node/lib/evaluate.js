"use strict";

const { asynchronous, guard, native, synchronous } = require("./call.js");
const { toWire } = require("./data.js");
const { fromWire } = require("./frame.js");
const { camelKeys, entry, fields, snakeKeys, split, toJson } = require("./params.js");
const { wellFormed } = require("./strings.js");

/** Every metric: id, what it is, whether more is better, the columns that it reads. */
const metrics = () => JSON.parse(guard(() => native.metrics())).map(camelKeys);

function measuring(id, data, args) {
  const wire = toWire(data);
  const json = toJson(snakeKeys(fields(args, "arguments")), undefined, "arguments");
  return { start: (call) => native.metric(call, wellFormed(String(id), "the id"), wire, json), finish: (value) => value, options: {} };
}

function backtesting(id, params, data, options) {
  const { names } = entry(id);
  const { kept, json } = split(snakeKeys(fields(options, "options")), undefined);
  const wire = toWire(data, "y", "y");
  const written = toJson(params, names.params, "parameters");
  return { start: (call) => native.backtest(call, id, written, wire, json), finish: fromWire, options: kept };
}

module.exports = {
  backtest: asynchronous(backtesting),
  backtestSync: synchronous(backtesting),
  metric: asynchronous(measuring),
  metrics,
  metricSync: synchronous(measuring),
};
