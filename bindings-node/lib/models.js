"use strict";

const { inspect } = require("node:util");
const { guard, twins } = require("./call.js");
const { column, toWire } = require("./data.js");
const { invalidParams } = require("./error.js");
const { frame, fromWire } = require("./frame.js");
const { CALL, camelKeys, fields, signalOf, snakeKeys, split, toJson } = require("./params.js");
const { filePath } = require("./path.js");
const { wellFormed } = require("./strings.js");

const made = Symbol("made by this package");

/** A fitted model of any family. */
class Model {
  #native;
  #facts;

  constructor(secret, native) {
    if (secret !== made) throw invalidParams("a model is made by fit or load");
    this.#native = native;
    this.#facts = describe(native);
  }

  get component() {
    return this.#facts.component;
  }

  get family() {
    return this.#facts.family;
  }

  get params() {
    return camelKeys(this.#facts.params);
  }

  get card() {
    return camelKeys(describe(this.#native).card);
  }

  setCard(card) {
    if (card === undefined || card === null) throw invalidParams(`the card is ${card}; must be an object`);
    const json = toJson(snakeKeys(fields(card, "fields of the card")), undefined, "fields of the card");
    guard(() => this.#native.setCard(json));
  }

  dispose() {
    this.#native.dispose();
  }

  [inspect.custom]() {
    return `${this.#facts.name} ${inspect(this.params, { breakLength: Infinity })}`;
  }

  static native(model) {
    return model.#native;
  }
}
if (Symbol.dispose) Model.prototype[Symbol.dispose] = Model.prototype.dispose;

const describe = (native) => JSON.parse(guard(() => native.describe()));
const { native } = Model;
delete Model.native;

/** The plan of a verb that leaves the model as it is. */
function ask(model, verb, data, options, args = {}, finish = fromWire, only = undefined) {
  const { kept, json } = split({ ...fields(options, "options"), ...fields(args, "arguments") }, CALL);
  const wire = data === undefined ? undefined : given(model, data, only);
  return { start: (call) => native(model).call(call, verb, json, wire), finish, options: kept };
}

/** Data for a model; a list of nothing has the columns of the fit, so that the answer is empty too. */
function given(model, data, only) {
  if (!Array.isArray(data) || data.length > 0) return toWire(data, only);
  if (only !== undefined) return toWire(data, only, only);
  const { columns } = describe(native(model)).card.facts ?? {};
  const ofDocuments = model instanceof ClassifierModel || model instanceof RegressorModel;
  if (ofDocuments && columns > 0) return toWire({ columns, indptr: [0], indices: [], values: [] });
  if (typeof columns === "number") return toWire({ data: [], rows: 0, columns });
  return columns === undefined ? toWire(data, only, "text") : { columns: columns.flatMap((name) => column(name, [])) };
}

/** The plan of anything else that a model does. */
function act(model, method, options, finish, ...args) {
  return { start: (call) => native(model)[method](call, ...args), finish, options: signalOf(options) };
}

const verb = (Class, name, plan) => twins(Class.prototype, name, plan);
const first = (wire) => Object.values(frame(wire))[0];
const same = (answer) => answer;
const report = (text) => camelKeys(JSON.parse(text));

verb(Model, "call", function (name, args, data, options) {
  return ask(this, wellFormed(String(name), "the verb"), data, options, args);
});
verb(Model, "parts", function (options) {
  return act(this, "parts", options, ({ facts, tables }) => ({
    summary: JSON.parse(facts),
    tables: Object.fromEntries(tables.map(({ name, table }) => [name, frame(table)])),
  }));
});
verb(Model, "toBytes", function (options) {
  return act(this, "toBytes", options, same);
});
verb(Model, "save", function (path, options) {
  return act(this, "save", options, same, filePath(path));
});
verb(Model, "contentId", function (options) {
  return act(this, "contentId", options, same);
});
verb(Model, "verify", function (options) {
  return act(this, "verify", options, report);
});
verb(Model, "clone", function (options) {
  return act(this, "duplicate", options, wrap);
});

class ForecastModel extends Model {}
for (const name of ["forecast", "simulate"]) {
  verb(ForecastModel, name, function (h, options) {
    const { future, ...rest } = fields(options, "options");
    return ask(this, name, future ?? undefined, rest, { h });
  });
}
class SeriesDetectorModel extends Model {}
for (const [Class, names] of [[ForecastModel, ["fitted", "residuals", "failures"]], [SeriesDetectorModel, ["failures"]]]) {
  for (const name of names) {
    verb(Class, name, function (options) {
      return ask(this, name, undefined, options);
    });
  }
}

class DetectorModel extends Model {}
class StreamModel extends Model {}
for (const [Class, only] of [[DetectorModel], [SeriesDetectorModel, "y"], [StreamModel]]) {
  verb(Class, "score", function (data, options) {
    return ask(this, "score", data, options, {}, first, only);
  });
  verb(Class, "predict", function (data, options) {
    return ask(this, "predict", data, options, {}, fromWire, only);
  });
}
StreamModel.prototype.stream = async function* stream(source, given) {
  const { batch = 1, ...options } = fields(given, "options");
  if (!Number.isInteger(batch) || batch < 1) throw invalidParams(`batch is ${String(batch)}; must be at least 1`, { param: "batch" });
  let rows = [];
  for await (const row of source) {
    rows.push(row);
    if (rows.length < batch) continue;
    yield* judged(rows, await this.update(rows, options));
    rows = [];
  }
  if (rows.length > 0) yield* judged(rows, await this.update(rows, options));
};
const judged = (rows, { score, anomaly }) => rows.map((row, at) => ({ row, score: score[at], anomaly: anomaly[at] }));
class IndexModel extends Model {}
verb(IndexModel, "search", function (queries, options) {
  return ask(this, "search", queries, options);
});
class VectorizerModel extends Model {}
class ClassifierModel extends Model {}
class RegressorModel extends Model {}
const UPDATED = [[ForecastModel, "y"], [StreamModel], [IndexModel], [VectorizerModel, "text"], [ClassifierModel, "text"]];
for (const [Class, only] of UPDATED) {
  verb(Class, "update", function (data, options) {
    const { kept, json } = split(options, CALL);
    const wire = given(this, data, only);
    return { start: (call) => native(this).update(call, wire, json), finish: fromWire, options: kept };
  });
}

verb(VectorizerModel, "transform", function (texts, options) {
  return ask(this, "transform", texts, options);
});
verb(VectorizerModel, "featureNames", function (options) {
  return ask(this, "feature_names", undefined, options, {}, first);
});

for (const [name, word] of [["predict", "predict"], ["predictProba", "predict_proba"]]) {
  verb(ClassifierModel, name, function (data, options) {
    return ask(this, word, data, options);
  });
}
verb(ClassifierModel, "classes", function (options) {
  return ask(this, "classes", undefined, options, {}, (wire) => Array.from(first(wire)));
});
verb(RegressorModel, "predict", function (data, options) {
  return ask(this, "predict", data, options);
});
for (const Class of [DetectorModel, SeriesDetectorModel, ClassifierModel, RegressorModel]) {
  verb(Class, "explain", function (data, options) {
    return ask(this, "explain", data, options);
  });
}

const FAMILIES = {
  forecaster: ForecastModel,
  detector: DetectorModel,
  series_detector: SeriesDetectorModel,
  stream_detector: StreamModel,
  vectorizer: VectorizerModel,
  classifier: ClassifierModel,
  regressor: RegressorModel,
  index: IndexModel,
};

/** The class of a native model. */
function wrap(handle) {
  const Class = FAMILIES[describe(handle).family] ?? Model;
  return new Class(made, handle);
}

module.exports = {
  ClassifierModel,
  DetectorModel,
  ForecastModel,
  IndexModel,
  Model,
  RegressorModel,
  SeriesDetectorModel,
  StreamModel,
  VectorizerModel,
  report,
  same,
  wrap,
};
