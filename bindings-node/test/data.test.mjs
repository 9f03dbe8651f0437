import assert from "node:assert/strict";
import { test } from "node:test";
import * as kp from "kingpost";
import { ECOD, Naive, HashingVectorizer, fit, fitSync, fromArrow, fromArrowSync, KingpostError, toArrow } from "kingpost";
import { bothFail } from "./helpers.mjs";

const panel = (columns) => [(data) => new Naive().fitSync(data), (data) => new Naive().fit(data), columns];
const texts = [(data) => new HashingVectorizer().fitSync(data), (data) => new HashingVectorizer().fit(data)];
const forecast = async (data, options) => (await new Naive().fit(data, options)).forecast(1);
const refused = (code, columns) => bothFail(code, panel(), columns);

test("the same panel in every form", async () => {
  const day = (n) => new Date(Date.UTC(2024, 0, n));
  const columns = { unique_id: ["a", "a", "b", "b"], ds: [day(1), day(2), day(1), day(2)], y: [1, 2, 3, 4] };
  const expected = { unique_id: ["a", "b"], ds: [day(3), day(3)], Naive: Float64Array.of(2, 4) };
  const rows = columns.y.map((y, row) => ({ unique_id: columns.unique_id[row], ds: columns.ds[row], y }));
  const ms = columns.ds.map(Number);
  const forms = [
    columns,
    rows,
    { ...columns, y: Float32Array.from(columns.y) },
    { ...columns, y: Int8Array.from(columns.y) },
    { ...columns, y: Float64Array.of(0, ...columns.y).subarray(1) },
    { ...columns, y: new Float64Array(new SharedArrayBuffer(32)).fill(0).map((_, row) => row + 1) },
    { ...columns, ds: { type: "time", unit: "ms", values: ms } },
    { ...columns, ds: { type: "time", unit: "s", values: BigInt64Array.from(ms, (ms) => BigInt(ms / 1_000)) } },
    await toArrow(columns),
    Buffer.from(await toArrow(columns)),
  ];
  for (const data of forms) assert.deepEqual({ ...(await forecast(data)) }, expected);
});

test("times without a calendar, ids that are numbers", async () => {
  const expected = { unique_id: Float64Array.of(7), ds: Float64Array.of(3), Naive: Float64Array.of(20) };
  for (const ds of [[1, 2], Float64Array.of(1, 2), Int32Array.of(1, 2), BigInt64Array.of(1n, 2n), [1n, 2n]]) {
    assert.deepEqual({ ...(await forecast({ unique_id: [7, 7], ds, y: [10, 20] })) }, expected);
  }
  const large = await forecast({ unique_id: [2n ** 60n], ds: [1], y: [1] });
  assert.deepEqual(large.unique_id, [String(2n ** 60n)]);
  assert.deepEqual([...(await forecast([5, 6]))], [{ unique_id: "series", ds: 2, Naive: 6 }]);
});

test("null, undefined and NaN are missing numbers", async () => {
  for (const gap of [null, undefined, NaN]) {
    const y = [1, gap, 3];
    assert.equal((await refused("kp.missing_values", { y })).context.series, "series");
    assert.equal((await forecast({ y }, { missing: "interpolate" })).Naive[0], 3);
  }
});

test("an answer in JSON, and by rows", async () => {
  const model = await new Naive().fit({ ds: [new Date(0), new Date(86_400_000)], y: [1, 2] });
  const answer = await model.forecast(1, { level: [80] });
  assert.deepEqual(JSON.parse(JSON.stringify(answer)).ds, ["1970-01-03T00:00:00.000Z"]);
  assert.deepEqual(JSON.parse(JSON.stringify(await model.fitted())).Naive, [null, 1]);
  assert.deepEqual(Object.keys([...answer][0]), ["unique_id", "ds", "Naive", "Naive-lo-80", "Naive-hi-80"]);
});

test("matrices", async () => {
  const rows = [[1, 2], [2, 1], [1, 1], [9, 9]];
  const expected = (await new ECOD().fit({ x0: [1, 2, 1, 9], x1: [2, 1, 1, 9] })).scoreSync({ x0: [1, 2, 1, 9], x1: [2, 1, 1, 9] });
  const flat = { data: Float64Array.from(rows.flat()), rows: 4, columns: 2 };
  for (const data of [rows, rows.map((row) => Float64Array.from(row)), flat, { ...flat, data: rows.flat() }]) {
    const model = await new ECOD().fit(data);
    assert.deepEqual(await model.score(data), expected);
    assert.equal((await model.predict(data)).anomaly[3], true);
  }
  const detect = [(data) => new ECOD().fitSync(data), (data) => new ECOD().fit(data)];
  for (const [rows, message] of [[[null, [1, 2]], "row 0 is null"], [[[1], 5], "row 1 is 5"], [[[1], "a"], 'row 1 is "a"']]) {
    assert.equal((await bothFail("kp.invalid_data", detect, rows)).message, `${message}; must be an array of numbers as the other rows`);
  }
  for (const data of [[[1, 2], [3]], { ...flat, rows: 5 }, [["a"]], { x: ["a", "b"] }, { x: [1, Infinity] }]) {
    await bothFail("kp.invalid_data", detect, data);
  }
  await bothFail("kp.missing_values", detect, [[1, 2], [NaN, 3]]);
  await bothFail("kp.not_enough_data", detect, { x: [] });
});

test("bad data is refused by name", async () => {
  const detached = Float64Array.of(1, 2);
  structuredClone(detached.buffer, { transfer: [detached.buffer] });
  assert.match((await refused("kp.invalid_data", { y: detached })).message, /'y' is detached/);
  for (const data of [
    undefined, null, 5, "text", { y: 5 }, { y: null }, { y: {} }, { y: ["a"] }, { y: [1, "2"] },
    { y: [1, Infinity] }, { x: [1] }, {}, { y: [1, 2], ds: [1] }, { y: [1, 2], ds: [1, 1] }, { y: [1, 2], ds: [0.5, 1] },
    { y: [1, 2, 3], ds: [1, 2, 2.5] }, { y: [1], unique_id: [true] }, { y: [1, 2], unique_id: ["a", 1] },
    { y: [1], ds: ["2024-01-01"] }, { y: [1], ds: [new Date(0), 5] }, { y: [2n ** 70n] }, [{ y: 1 }, { z: 1 }], [{ y: 1 }, 2],
    { y: [Symbol("s")] }, { y: [[1]] }, new DataView(new ArrayBuffer(8)), Uint8Array.of(1, 2, 3),
  ]) {
    await refused("kp.invalid_data", data);
  }
  for (const data of [new Map([["y", [1, 2]]]), new Set([1]), new ArrayBuffer(8), new Date(0), Promise.resolve([1]), [1, 2].values()]) {
    assert.match((await refused("kp.invalid_data", data)).message, /^the data is an object \(.+\); must be an object of columns, /);
  }
  assert.match((await refused("kp.invalid_data", Uint8Array.of(1, 2, 3))).message, /^a Uint8Array is read as Arrow bytes: /);
  assert.equal((await forecast({ y: Uint8Array.of(1, 2, 3) })).Naive[0], 3);
  assert.equal((await forecast(Uint8ClampedArray.of(1, 2, 3))).Naive[0], 3);
  for (const data of [[], { y: [] }, { y: new Float64Array() }]) await refused("kp.not_enough_data", data);
  for (const data of [{ y: [NaN, NaN] }, { y: [null] }, { y: [1, 2], ds: [new Date(0), new Date(NaN)] }, { y: [1, 2], unique_id: ["a", null] }]) {
    await refused("kp.missing_values", data);
  }
});

test("half a character is refused, not replaced", async () => {
  for (const bad of ["\ud800", "a\udc00b", "\ud83d"]) {
    const error = await bothFail("kp.invalid_data", texts, ["fine", bad]);
    assert.deepEqual([error.context.row, error.context.column], ["1", "text"]);
    await refused("kp.invalid_data", { unique_id: ["a", bad], y: [1, 2] });
  }
  // Two halves in neighbouring rows are two faults, not one character.
  assert.equal((await bothFail("kp.invalid_data", texts, ["\ud83d", "\ude00"])).context.row, "0");
  await bothFail("kp.missing_values", texts, ["a", null]);
  assert.equal((await new HashingVectorizer().fit(["😀", ""])).transformSync(["😀", "", "é"]).rows, 3);
});

test("half a character is refused in names, ids, paths and parameters too", async () => {
  const bad = "w\ud800";
  const model = await new Naive().fit([1, 2]);
  const both = (name) => [kp[`${name}Sync`], kp[name]];
  const verb = (name) => [(...args) => model[`${name}Sync`](...args), (...args) => model[name](...args)];
  const classify = [(labels) => new kp.MultinomialNB().fitSync(["a", "b"], labels), (labels) => new kp.MultinomialNB().fit(["a", "b"], labels)];
  for (const [code, twins, ...args] of [
    ["kp.invalid_data", both("fit"), "anomaly.ecod", {}, { [bad]: [1, 2, 3, 9] }],
    ["kp.invalid_data", both("fit"), "anomaly.ecod", {}, [{ [bad]: 1 }, { [bad]: 2 }]],
    ["kp.invalid_data", both("fit"), bad, {}, [1]],
    ["kp.invalid_data", both("call"), bad, {}, []],
    ["kp.invalid_data", both("metric"), bad, { y: [1] }],
    ["kp.invalid_data", both("load"), bad],
    ["kp.invalid_data", verb("save"), bad],
    ["kp.invalid_data", verb("call"), bad],
    ["kp.invalid_data", classify, ["a", bad]],
    ["kp.invalid_params", both("fit"), "text.count", { tokenPattern: bad }, ["a"]],
    ["kp.invalid_params", both("fit"), "text.count", { stopWords: ["a", bad] }, ["a"]],
    ["kp.invalid_params", both("fit"), "forecast.naive", { [bad]: 1 }, [1]],
    ["kp.invalid_params", both("fit"), "forecast.naive", {}, [1], { alias: bad }],
    ["kp.invalid_params", verb("forecast"), 1, { [bad]: 1 }],
  ]) {
    assert.match((await bothFail(code, twins, ...args)).message, /has half a character \(\\ud800\)/);
  }
  assert.throws(() => kp.search(bad), { code: "kp.invalid_data" });
  assert.throws(() => model.setCard({ name: bad }), { code: "kp.invalid_params", message: /^name has half a character/ });
  const { message, context } = await bothFail("kp.invalid_params", both("fit"), "text.count", { stopWords: ["a", bad] }, ["a"]);
  assert.equal(message, 'stop_words has half a character (\\ud800): "w\\ud800"; must be well-formed UTF-16');
  assert.deepEqual(context, { param: "stop_words" });
});

test("a list of nothing is an empty batch", async () => {
  const rows = (answer) => answer.rows ?? Object.values(answer)[0].length;
  const texts = ["good fine", "bad awful"];
  const vectorizer = await new kp.TfidfVectorizer().fit(texts);
  const features = vectorizer.transformSync(texts);
  const empty = [
    [vectorizer, "transform"],
    [await new kp.LogisticRegression().fit(texts, ["a", "b"]), "predict"],
    [await new kp.LogisticRegression().fit(features, ["a", "b"]), "predictProba"],
    [await new kp.BM25().fit(texts), "search"],
    [await new kp.ExactNeighbors().fit([[1, 2], [3, 4]]), "search"],
    [await new kp.HNSW().fit({ id: ["a", "b"], left: [1, 2], right: [3, 5] }), "search"],
    [await new kp.BM25().fit([]), "update"],
  ];
  for (const [model, verb] of empty) {
    assert.equal(rows(await model[verb]([])), 0, verb);
    assert.equal(rows(model[`${verb}Sync`]([])), 0, verb);
  }
  for (const name of ["redact", "findPii", "keywords", "sentences"]) assert.equal(rows(await kp[name]([])), 0, name);
  assert.equal(rows(await kp.fuzzyMatch([], ["a"])), 0);
  const series = await new Naive().fit([1, 2]);
  const detector = await new ECOD().fit([[1, 2], [3, 4]]);
  const lacking = [
    () => series.update([]),
    () => detector.score([]),
    () => kp.windowLength([]),
    () => kp.backtest("forecast.naive", null, []),
  ];
  for (const call of lacking) await assert.rejects(call, { code: "kp.not_enough_data" });
});

test("a time that no Date holds is an error", async () => {
  const day = 86_400_000;
  const model = await new Naive().fit({ ds: [new Date(8.64e15 - 2 * day), new Date(8.64e15 - day)], y: [1, 2] });
  assert.equal((await model.forecast(1)).ds[0].getTime(), 8.64e15);
  const error = await bothFail("kp.invalid_data", [(h) => model.forecastSync(h), (h) => model.forecast(h)], 3);
  assert.deepEqual(error.context, { column: "ds", row: "1" });
  assert.match(error.message, /has 8640000086400000 milliseconds since 1970/);
});

test("arrays may change while a call is under way", async () => {
  const y = Float64Array.of(1, 2, 3);
  const fitting = new Naive().fit({ y });
  y.fill(9);
  assert.equal((await (await fitting).forecast(1)).Naive[0], 3);
});

test("columns may have any name", async () => {
  const names = ["__proto__", "constructor", "toJSON", "length"];
  const data = Object.fromEntries(names.map((name, column) => [name, [column, column + 1, 5]]));
  Object.defineProperty(data, "__proto__", { value: [0, 1, 5], enumerable: true });
  const shares = await (await new ECOD().fit(data)).explain(data);
  assert.deepEqual(Object.keys(shares).sort(), [...names].sort());
});

test("Arrow there and back", async () => {
  const columns = { a: Float64Array.of(1, NaN), b: ["x", null], c: [true, false], d: [new Date(0), new Date(5)], e: BigInt64Array.of(1n, 2n) };
  const back = await fromArrow(await toArrow(columns));
  assert.deepEqual({ ...back }, { ...columns, e: Float64Array.of(1, 2) });
  await bothFail("kp.invalid_data", [fromArrowSync, fromArrow], Uint8Array.of(1, 2, 3, 4));
  await bothFail("kp.invalid_data", [fromArrowSync, fromArrow], "bytes");
});

test("parameters that JSON would lose are refused", async () => {
  const twins = [(params) => fitSync("forecast.naive", params, [1]), (params) => fit("forecast.naive", params, [1])];
  for (const params of [{ a: NaN }, { a: () => 1 }, { a: 2n ** 70n }, { a: "\ud800" }, [1], "x", { nothing: 1 }]) {
    await bothFail("kp.invalid_params", twins, params);
  }
  const said = async (params) => (await bothFail("kp.invalid_params", twins, params)).message.split(";")[0];
  assert.equal(await said({ seasonLength: [1, NaN] }), "seasonLength has NaN in it");
  assert.equal(await said({ a: { b: [{ c: Infinity }] } }), "a has Infinity in it");
  assert.equal(await said({ a: /x+/ }), "a is the RegExp /x+/");
  assert.equal(await said({ a: new Map() }), "a is an object (Map)");
  const pattern = await bothFail("kp.invalid_params", [(params) => fitSync("text.count", params, ["a"]), (params) => fit("text.count", params, ["a"])], { tokenPattern: /a/ });
  assert.deepEqual(pattern.context, { param: "token_pattern" });
  const options = [(options) => fitSync("forecast.naive", {}, [1], options), (options) => fit("forecast.naive", {}, [1], options)];
  for (const bad of [{ seed: -1 }, { seed: 0.5 }, { nJobs: "2" }, { timeoutMs: -5 }, { bogus: 1 }, { signal: {} }, { signal: 0 }, { onProgress: 1 }, 7, "x", [1]]) {
    await bothFail("kp.invalid_params", options, bad);
  }
  assert.ok((await options[1]({ seed: 5n, nJobs: null, freq: undefined, signal: null, onProgress: null })).component);
  const model = await options[1](null);
  const verbs = [(options) => model.forecastSync(1, options), (options) => model.forecast(1, options)];
  for (const bad of [5, "ab", [80], { level: [NaN] }]) await bothFail("kp.invalid_params", verbs, bad);
  for (const none of [null, undefined, { signal: null }]) assert.equal((await verbs[1](none)).Naive[0], 1);
  assert.equal(verbs[0]({ level: Float64Array.of(80), future: null })["Naive-lo-80"].length, 1);
  for (const bad of [null, undefined, 5, "x", [1]]) assert.throws(() => model.setCard(bad), { code: "kp.invalid_params", message: /must be an object$/ });
  assert.ok(new KingpostError("kp.io", "m") instanceof Error);
});
