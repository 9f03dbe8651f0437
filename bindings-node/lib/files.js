"use strict";

const { asynchronous, native, synchronous } = require("./call.js");
const { bytes } = require("./data.js");
const { report, wrap } = require("./models.js");
const { signalOf } = require("./params.js");
const { filePath } = require("./path.js");

/** The plan of a function of a file: its name on the native side, what it is given, what its answer becomes. */
const plan = (name, read, finish) => (input, options) => {
  const given = read(input);
  return { start: (call) => native[name](call, given), finish, options: signalOf(options) };
};

const loading = plan("load", filePath, wrap);
const reading = plan("fromBytes", (input) => bytes(input, "the model file"), wrap);
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
