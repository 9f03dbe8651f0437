"use strict";

const { asynchronous, native, synchronous } = require("./call.js");
const { toWire } = require("./data.js");
const { fromWire } = require("./frame.js");
const { fields, snakeKeys, split } = require("./params.js");
const { wellFormed } = require("./strings.js");

const answer = (wire) => (typeof wire === "string" ? wire : fromWire(wire));

/** The plan of a function of the catalogue. */
function calling(id, params, tables, options) {
  const name = wellFormed(String(id), "the id");
  const { kept, json } = split(snakeKeys({ ...fields(params, "parameters"), ...fields(options, "options") }), undefined);
  const empty = name.startsWith("text.") ? "text" : "y";
  const wires = Array.from(tables, (table) => (table === undefined || table === null ? null : toWire(table, "y", empty)));
  return { start: (call) => native.function(call, name, json, wires), finish: answer, options: kept };
}

/** The plan of one function: the tables that it needs come first, those that may be absent are options. */
const planOf = (id, needed, optional) => (...args) => {
  const options = { ...fields(args[needed], "options") };
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
