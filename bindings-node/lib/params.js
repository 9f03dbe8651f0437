"use strict";

const { guard, native } = require("./call.js");
const { describe, invalidParams } = require("./error.js");
const { wellFormed } = require("./strings.js");

const camel = (name) => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const renamed = (object, rename) => Object.fromEntries(Object.entries(object).map(([key, value]) => [rename(key), value]));
const camelKeys = (object) => renamed(object, camel);
/** The other way; `onProgress` stays in JavaScript and keeps its name. */
const snakeKeys = (object) => renamed(object, (key) => (key === "onProgress" ? key : snake(key)));

/** The knobs that every call has, as the core names them. */
const COMMON = ["seed", "n_jobs", "timeout_ms"];

/** A component and its parameters, ready to be fitted. */
class Estimator {
  constructor(component, params) {
    this.component = component;
    this.params = { ...fields(params, "parameters") };
  }
}

/** A component that is a parameter of another, as the core writes it. */
function member({ component, params }) {
  const { family, names } = entry(component);
  return { [family]: component, params: renamed(params, (key) => names.params.get(key) ?? key) };
}

/** The same written by hand, `{ forecaster: "AutoETS", params: {...} }`: by id or by class, under the names of either language. */
function memberByName(value) {
  if (value.params === null || typeof value.params !== "object") return value;
  const found = catalog().find(({ id, name, family }) => value[family] === id || value[family] === name);
  if (found === undefined) return value;
  const { names } = entry(found.id);
  return { ...value, params: renamed(value.params, (key) => names.params.get(key) ?? key) };
}

let entries;

/** Every component, as the native side describes it. */
function catalog() {
  entries ??= JSON.parse(guard(() => native.catalog()));
  return entries;
}

/** A component by id, with the names of its parameters and options as JavaScript writes them. */
function entry(id) {
  if (typeof id !== "string") throw invalidParams(`the id is ${describe(id)}; must be text such as "forecast.naive"`);
  wellFormed(id, "the id");
  guard(() => native.checkId(id));
  const found = catalog().find((entry) => entry.id === id);
  found.names ??= {
    params: names(Object.keys(found.params.properties ?? {})),
    options: names([...COMMON, ...Object.keys(found.options.properties ?? {})]),
  };
  return found;
}

const names = (keys) => new Map(keys.map((key) => [camel(key), key]));

/** Parameters as JSON, under the core's names; names that it does not know are left for it to refuse. */
function toJson(params, names, what) {
  if (params === undefined || params === null) return "";
  const sent = renamed(fields(params, what), (key) => names?.get(key) ?? key);
  let param = "";
  try {
    return JSON.stringify(sent, function (key, written) {
      if (this === sent) param = key;
      wellFormed(key, `a name in the ${what}`, invalidParams);
      return written === sent ? sent : plain(param, this === sent, written);
    });
  } catch (error) {
    throw error.code ? error : invalidParams(`the ${what} cannot be written as JSON: ${error.message}`);
  }
}

/** An object of names and values; nothing at all is one without any. */
function fields(given, what) {
  if (given === undefined || given === null) return {};
  if (typeof given === "object" && !Array.isArray(given)) return given;
  throw invalidParams(`the ${what} are ${describe(given)}; must be an object`);
}

/** JSON would turn NaN and infinity into null, which means "the default", drop functions, and make `{}` of a RegExp or a Map. */
function plain(param, direct, value) {
  const refuse = (shown) => {
    const message = direct ? `${param} is ${shown}` : `${param} has ${shown} in it`;
    return invalidParams(`${message}; must be a finite number, text, truth value, list or null`, { param });
  };
  if (value instanceof Estimator) return member(value);
  if (typeof value === "string") return wellFormed(value, param, invalidParams, { param });
  if (typeof value === "bigint" && BigInt.asIntN(54, value) === value) return Number(value);
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (["bigint", "function", "number", "symbol"].includes(typeof value)) throw refuse(String(value));
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return Array.from(value);
  if (Object.prototype.toString.call(value) !== "[object Object]") throw refuse(describe(value));
  return memberByName(value);
}

/** Splits the options of a call into those that stay here and the JSON of those that go on. */
function split(options, names, ...mine) {
  const kept = {};
  const sent = {};
  for (const [key, value] of Object.entries(fields(options, "options"))) {
    (["signal", "onProgress", ...mine].includes(key) ? kept : sent)[key] = value;
  }
  return { kept, json: toJson(sent, names, "options") };
}

/** The options of a call that can only be stopped. */
function signalOf(options) {
  const { kept, json } = split(options);
  const other = json === "" ? undefined : Object.keys(JSON.parse(json))[0];
  if (other !== undefined) throw invalidParams(`there is no option '${other}' here; there is signal`, { param: other });
  return kept;
}

const CALL = names(COMMON);

module.exports = { CALL, Estimator, camelKeys, catalog, entry, fields, signalOf, snakeKeys, split, toJson };
