"use strict";

const { asynchronous, native, synchronous, twins } = require("./call.js");
const { column, toWire } = require("./data.js");
const { fromWire } = require("./frame.js");
const { wrap } = require("./models.js");
const { Estimator, entry, split, toJson } = require("./params.js");

/** The plan of a fit; `begin` may be another native function of the same arguments. */
function fitting(id, params, data, options, begin = native.fit, finish = wrap) {
  const { family, names } = entry(id);
  const { kept, json } = split(options, names.options, ...(family === "classifier" ? ["target"] : []));
  const only = family === "forecaster" || family === "series_detector" ? (options?.targetCol ?? "y") : "x0";
  const wire = family === "vectorizer" || family === "classifier" ? texts(data) : toWire(data, only);
  const target = kept.target === undefined ? undefined : column("target", kept.target);
  const written = toJson(params, names.params, "parameters");
  return { start: (call) => begin(call, id, written, wire, target, json), finish, options: kept };
}

/** No texts at all are still texts. */
const texts = (data) => toWire(Array.isArray(data) && data.length === 0 ? { text: { type: "str", values: [] } } : data);

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
twins(Classifier.prototype, "fit", function (data, labels, options) {
  const target = labels === undefined ? {} : { target: labels };
  return fitting(this.component, this.params, data, { ...options, ...target });
});

module.exports = {
  Classifier,
  Detector,
  Forecaster,
  Index,
  SeriesDetector,
  StreamDetector,
  Vectorizer,
  fit: asynchronous(fitting),
  fitSync: synchronous(fitting),
};
