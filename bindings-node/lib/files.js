"use strict";

const { asynchronous, native, synchronous } = require("./call.js");
const { bytes } = require("./data.js");
const { describe, invalidParams, KingpostError } = require("./error.js");
const { Model, report, wrap } = require("./models.js");
const { fields, signalOf } = require("./params.js");
const { filePath } = require("./path.js");

/** The plan of a function of a file: its name on the native side, what it is given, what its answer becomes. */
const plan = (name, read, finish) => (input, options) => {
  const given = read(input);
  return { start: (call) => native[name](call, given), finish, options: signalOf(options) };
};

/** The plan of reading a model, of the class that the option `as` names. */
const opening = (name, read) => (input, options) => {
  const { as, ...rest } = fields(options, "options");
  if (as !== undefined && as !== Model && !(as?.prototype instanceof Model)) {
    throw invalidParams(`as is ${describe(as)}; must be a class of models such as ForecastModel`, { param: "as" });
  }
  return plan(name, read, (handle) => expected(wrap(handle), as ?? Model))(input, rest);
};

function expected(model, Class) {
  if (model instanceof Class) return model;
  const { component, constructor } = model;
  model.dispose();
  throw new KingpostError("kp.unsupported", `the model of ${component} is a ${constructor.name}; must be a ${Class.name}`);
}

const loading = opening("load", filePath);
const reading = opening("fromBytes", (input) => bytes(input, "the model file"));
const verifying = plan("verify", filePath, report);
const inspecting = (input, options) => {
  const inMemory = ArrayBuffer.isView(input);
  const read = inMemory ? (input) => bytes(input, "the model file") : filePath;
  return plan(inMemory ? "inspectBytes" : "inspect", read, JSON.parse)(input, options);
};

module.exports = {
  fromBytes: asynchronous(reading),
  fromBytesSync: synchronous(reading),
  inspect: asynchronous(inspecting),
  inspectSync: synchronous(inspecting),
  load: asynchronous(loading),
  loadSync: synchronous(loading),
  verify: asynchronous(verifying),
  verifySync: synchronous(verifying),
};
