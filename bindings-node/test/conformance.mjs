// Runs the cases and saved models that all languages share: `node conformance.mjs FOLDER`.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { call, fit, fromBytes, load } from "kingpost";

const root = path.resolve(process.argv[2]);
const list = (folder, suffix) => {
  if (!existsSync(path.join(root, folder))) return [];
  const all = readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" });
  return all.filter((file) => file.endsWith(suffix)).sort().map((file) => path.join(root, folder, file));
};

const SPECIAL = { NaN: NaN, Infinity: Infinity, "-Infinity": -Infinity };
const number = (value) => (value === null ? NaN : typeof value === "string" ? SPECIAL[value] : value);

/** A column of a case as this package takes it. */
function column({ type, unit, values }) {
  if (type === "f64") return Float64Array.from(values, number);
  return { type, unit, values };
}

function data(given) {
  if (given === undefined || given === null) return undefined;
  if (given.csr) return given.csr;
  return Object.fromEntries(given.frame.map((one) => [one.name, column(one)]));
}

const PER_SECOND = { s: 1, ms: 1_000, us: 1_000_000, ns: 1_000_000_000 };
/** A value of an answer, as the case writes it. */
const plain = (value, unit) =>
  value instanceof Date ? (value.getTime() / 1_000) * PER_SECOND[unit ?? "ms"] : value === null ? NaN : value;

function equal(found, expected, tolerance) {
  if (typeof expected !== "number" || typeof found !== "number") return Object.is(found, expected);
  if (Object.is(found, expected)) return true;
  return tolerance > 0 && Math.abs(found - expected) <= tolerance * Math.max(Math.abs(expected), 1e-300);
}

function compare(what, found, expected, tolerance, unit) {
  if (found?.length !== expected.length) throw new Error(`${what}: ${found?.length} values for ${expected.length}`);
  expected.forEach((value, row) => {
    const wanted = typeof value === "string" && unit !== "text" ? number(value) : (value ?? NaN);
    if (!equal(plain(found[row], unit), wanted, tolerance)) throw new Error(`${what}[${row}] is ${found[row]}; must be ${value}`);
  });
}

function same(found, expected, tolerance) {
  if (typeof expected === "string") return compare("text", [found], [expected], 0, "text");
  if (expected.csr) {
    if (found.columns !== expected.csr.columns) throw new Error(`${found.columns} columns`);
    for (const name of ["indptr", "indices", "values"]) compare(name, found[name], expected.csr[name], tolerance);
    return;
  }
  const [has, wants] = [Object.keys(found), expected.frame.map(({ name }) => name)];
  if (has.join() !== wants.join()) throw new Error(`columns ${has}; must be ${wants}`);
  for (const { name, type, unit, values } of expected.frame) {
    compare(name, found[name], values, tolerance, type === "str" ? "text" : unit);
  }
}

async function expectError(code, call) {
  const error = await call().then(() => undefined, (error) => error);
  if (error?.code !== code) throw new Error(`${error?.code ?? "no error"} (${error?.message}); must be ${code}`);
}

async function step(model, { verb, args, data: given, expect, error }, tolerance) {
  if (verb === "save_load") return fromBytes(await model.toBytes());
  const call = () => (verb === "update" ? model.update(data(given), args) : model.call(verb, args, data(given)));
  if (error) await expectError(error, verb === "update" && !model.update ? () => model.call(verb, args, data(given)) : call);
  else if (verb === "content_id") compare(verb, [await model.contentId()], [expect], 0, "text");
  else same(await call(), expect, tolerance);
  return model;
}

async function run(file) {
  const kase = JSON.parse(readFileSync(file, "utf8"));
  if (kase.function) {
    const answer = () => call(kase.function, kase.args, kase.inputs.map(data));
    return kase.error ? expectError(kase.error, answer) : same(await answer(), kase.expect, kase.tolerance ?? 0);
  }
  const target = kase.target && { target: column(kase.target) };
  const start = () => fit(kase.component, kase.params, data(kase.data), { seed: kase.seed ?? 0, ...kase.options, ...target });
  if (kase.error) return expectError(kase.error, start);
  const saved = file.endsWith(".safetensors.json") || !kase.component;
  let model = saved ? await load(file.replace(/\.json$/, ".kp.safetensors")) : await start();
  if (saved) compare("content_id", [await model.contentId()], [kase.content_id], 0, "text");
  if (saved && !(await model.verify()).ok) throw new Error(JSON.stringify(await model.verify()));
  for (const one of kase.steps ?? []) model = await step(model, one, kase.tolerance ?? 0);
}

process.chdir(root); // what a case names is found from here
let [passed, failed] = [0, 0];
for (const file of [...list("cases", ".json"), ...list("saved", ".json")]) {
  await run(file).then(() => (passed += 1), (error) => {
    failed += 1;
    console.error(`${path.relative(root, file)}: ${error.message}`);
  });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
