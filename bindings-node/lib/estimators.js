"use strict";

const { asynchronous, native, synchronous, twins } = require("./call.js");
const { column, toWire } = require("./data.js");
const { fromWire } = require("./frame.js");
const { wrap } = require("./models.js");
const { Estimator, entry, fields, split, toJson } = require("./params.js");

/** The plan of a fit; `begin` may be another native function of the same arguments. */
function fitting(id, params, data, options, begin = native.fit, finish = wrap) {
  const { family, names } = entry(id);
  const targetName = { classifier: "label", regressor: "y" }[family];
  const { kept, json } = split(options, names.options, ...(targetName ? ["target"] : []));
  const wire = ofFamily(family, data, options);
  const target = kept.target === undefined ? undefined : column(targetName, kept.target);
  const written = toJson(params, names.params, "parameters");
  return { start: (call) => begin(call, id, written, wire, target, json), finish, options: kept };
}

/** A plain list is values of a panel, or one column; a list of nothing may be no observations, or no texts. */
function ofFamily(family, data, options) {
  if (family === "detector" || family === "stream_detector") return toWire(data);
  if (family !== "forecaster" && family !== "series_detector") return toWire(data, "x0", "text");
  const name = typeof options?.targetCol === "string" ? options.targetCol : "y";
  return toWire(data, name, name);
}

class Forecaster extends Estimator {}
class Detector extends Estimator {}
class SeriesDetector extends Estimator {}
class StreamDetector extends Estimator {}
class Vectorizer extends Estimator {}
class Index extends Estimator {}
for (const Class of [Forecaster, Detector, SeriesDetector, StreamDetector, Vectorizer, Index]) {
  twins(Class.prototype, "fit", function (data, options) {
    return fitting(this.component, this.params, data, options);
  });
}

const both = (call, id, params, wire, target, json) => native.fitAnswer(call, id, params, wire, json);
for (const [Class, name, what] of [
  [Vectorizer, "fitTransform", "features"],
  [Detector, "fitPredict", "judged"],
  [SeriesDetector, "fitPredict", "judged"],
]) {
  const finish = ({ model, data }) => ({ model: wrap(model), [what]: fromWire(data) });
  twins(Class.prototype, name, function (data, options) {
    return fitting(this.component, this.params, data, options, both, finish);
  });
}

class Classifier extends Estimator {}
class Regressor extends Estimator {}
for (const Class of [Classifier, Regressor]) {
  twins(Class.prototype, "fit", function (data, given, options) {
    const target = given === undefined ? {} : { target: given };
    return fitting(this.component, this.params, data, { ...fields(options, "options"), ...target });
  });
}

module.exports = {
  Classifier,
  Detector,
  Forecaster,
  Index,
  Regressor,
  SeriesDetector,
  StreamDetector,
  Vectorizer,
  fit: asynchronous(fitting),
  fitSync: synchronous(fitting),
};
