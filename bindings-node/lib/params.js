"use strict";

const { guard, native } = require("./call.js");
const { invalidParams } = require("./error.js");

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
    this.params = { ...params };
  }
}

/** A component that is a parameter of another, as the core writes it. */
function member({ component, params }) {
  const { family, names } = entry(component);
  return { [family]: component, params: renamed(params, (key) => names.params.get(key) ?? key) };
}

let entries;

/** Every component, as the native side describes it. */
function catalog() {
  entries ??= JSON.parse(guard(() => native.catalog()));
  return entries;
}

/** A component by id, with the names of its parameters and options as JavaScript writes them. */
function entry(id) {
  if (typeof id !== "string") throw invalidParams(`the id is ${String(id)}; must be text such as "forecast.naive"`);
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
  if (typeof params !== "object" || Array.isArray(params)) throw invalidParams(`the ${what} must be an object`);
  const sent = renamed(params, (key) => names?.get(key) ?? key);
  try {
    return JSON.stringify(sent, (key, value) => plain(key, value));
  } catch (error) {
    throw error.code ? error : invalidParams(`the ${what} cannot be written as JSON: ${error.message}`);
  }
}

/** JSON would turn NaN and infinity into null, which means "the default", and drop functions. */
function plain(key, value) {
  if (value instanceof Estimator) return member(value);
  if (typeof value === "bigint" && BigInt.asIntN(54, value) === value) return Number(value);
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (["bigint", "function", "number", "symbol"].includes(typeof value)) {
    throw invalidParams(`${key} is ${String(value)}; must be a finite number, text, truth value, list or null`, { param: key });
  }
  return value;
}

/** Splits the options of a call into those that stay here and the JSON of those that go on. */
function split(options, names, ...mine) {
  if (options === undefined || options === null) options = {};
  if (typeof options !== "object") throw invalidParams("the options must be an object");
  const kept = {};
  const sent = {};
  for (const [key, value] of Object.entries(options)) {
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

module.exports = { CALL, Estimator, camelKeys, catalog, entry, signalOf, snakeKeys, split, toJson };
