"use strict";

const { asynchronous, native, synchronous } = require("./call.js");
const { toWire } = require("./data.js");
const { fromWire } = require("./frame.js");
const { snakeKeys, split, toJson } = require("./params.js");

const table = (given) => (given === undefined || given === null ? null : toWire(given, "y"));
const answer = (wire) => (typeof wire === "string" ? wire : fromWire(wire));

/** The plan of a function of the catalogue. */
function calling(id, params, tables, options) {
  const { kept, json } = split(snakeKeys({ ...params, ...options }), undefined);
  const wires = Array.from(tables, table);
  return { start: (call) => native.function(call, String(id), json, wires), finish: answer, options: kept };
}

/** The plan of one function: the tables that it needs come first, those that may be absent are options. */
const planOf = (id, needed, optional) => (...args) => {
  const options = { ...args[needed] };
  const more = optional.map((name) => {
    const { [name]: value } = options;
    delete options[name];
    return value;
  });
  return calling(id, {}, [...Array.from({ length: needed }, (_, at) => args[at]), ...more], options);
};
const later = (...of) => asynchronous(planOf(...of));
const now = (...of) => synchronous(planOf(...of));

module.exports = { call: asynchronous(calling), callSync: synchronous(calling), later, now };
