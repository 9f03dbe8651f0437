import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import * as kp from "kingpost";
import { bothFail } from "./helpers.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "kingpost-models-"));
after(() => rmSync(folder, { recursive: true, force: true }));

test("every component has its class, its page and its family's models", () => {
  const bases = { forecaster: kp.Forecaster, detector: kp.Detector, series_detector: kp.SeriesDetector, stream_detector: kp.StreamDetector, vectorizer: kp.Vectorizer, classifier: kp.Classifier, regressor: kp.Regressor, index: kp.Index };
  for (const { id, name, family, summary, defaults } of kp.list()) {
    const component = new kp[name](defaults);
    assert.ok(component instanceof bases[family], name);
    assert.deepEqual([component.component, kp.get(id).name, summary.length > 0], [id, name, true]);
    assert.ok(Object.keys(defaults).every((key) => !key.includes("_")), id);
  }
  assert.ok(kp.search("last value").some(({ id }) => id === "forecast.naive"));
  assert.throws(() => new kp.ForecastModel(), { code: "kp.invalid_params" });
  assert.deepEqual([new kp.Naive(null).params, new kp.Naive().params], [{}, {}]);
  for (const bad of [5, "ab", [1]]) assert.throws(() => new kp.Naive(bad), { code: "kp.invalid_params", message: /^the parameters are / });
});

test("save, load, verify, inspect, card", async () => {
  const model = await new kp.SeasonalNaive({ seasonLength: 4 }).fit([1, 2, 3, 4, 5, 6, 7, 8]);
  model.setCard({ name: "demo", intendedUse: "tests", extra: { some_key: "kept" } });
  const file = path.join(folder, "demo.kp.safetensors");
  await model.save(file);
  for (const loaded of [await kp.load(pathToFileURL(file)), kp.loadSync(file), kp.fromBytesSync(model.toBytesSync()), await model.clone()]) {
    assert.ok(loaded instanceof kp.ForecastModel);
    assert.equal(await loaded.contentId(), model.contentIdSync());
    assert.deepEqual(await loaded.forecast(4, { level: [90] }), model.forecastSync(4, { level: [90] }));
    assert.deepEqual([loaded.card.intendedUse, loaded.card.extra.some_key, loaded.params.seasonLength], ["tests", "kept", 4]);
    assert.match(inspect(loaded), /SeasonalNaive .*seasonLength: 4/);
  }
  assert.ok((await kp.load(file, { as: kp.Model })) instanceof kp.ForecastModel);
  assert.equal((await kp.load(file, { as: kp.ForecastModel })).component, "forecast.seasonal_naive");
  const other = [(as) => kp.loadSync(file, { as }), (as) => kp.load(file, { as })];
  const { message } = await bothFail("kp.unsupported", other, kp.DetectorModel);
  assert.equal(message, "the model of forecast.seasonal_naive is a ForecastModel; must be a DetectorModel");
  for (const bad of ["ForecastModel", null, kp.Naive, Object]) await bothFail("kp.invalid_params", other, bad);
  const report = await kp.verify(file);
  assert.ok(report.ok && report.vectors > 0 && report.contentId === model.contentIdSync());
  assert.ok(model.verifySync().ok);
  assert.equal((await kp.inspect(file)).component, "forecast.seasonal_naive");
  assert.equal(kp.inspectSync(model.toBytesSync()).content_id, model.contentIdSync());
  assert.equal((await model.parts()).summary.series, 1);
});

test("update changes the model, and a copy is apart", async () => {
  const model = await new kp.Naive().fit({ ds: [1, 2], y: [1, 2] });
  const copy = await model.clone();
  assert.deepEqual([...(await model.update({ ds: [3], y: [7] }))], [{ unique_id: "series", ds: 3, y: 7, Naive: 2 }]);
  assert.deepEqual([model.forecastSync(1).Naive[0], copy.forecastSync(1).Naive[0]], [7, 2]);
});

test("an update takes the options of every call", async () => {
  const model = await new kp.Naive().fit({ ds: [1, 2], y: [1, 2] });
  const twins = [(options) => model.updateSync({ ds: [3], y: [7] }, options), (options) => model.update({ ds: [3], y: [7] }, options)];
  await bothFail("kp.deadline_exceeded", twins, { timeoutMs: 0 });
  await bothFail("kp.invalid_params", twins, { seed: -1 });
  await bothFail("kp.invalid_params", twins, { level: [90] });
  assert.equal(model.forecastSync(1).Naive[0], 2, "the model is unchanged");
  await model.update({ ds: [3], y: [7] }, { seed: 3, nJobs: 1, timeoutMs: 60_000 });
  assert.equal(model.forecastSync(1).Naive[0], 7);
});

test("a model counts time as its data did", async () => {
  const seconds = { type: "time", unit: "s", values: [0, 86_400] };
  const model = await new kp.Naive().fit({ ds: seconds, y: [1, 2] });
  await model.update({ ds: [new Date(2 * 86_400_000)], y: [5] });
  assert.deepEqual([...(await model.forecast(1))], [{ unique_id: "series", ds: new Date(3 * 86_400_000), Naive: 5 }]);
});

test("dispose frees, and says so afterwards", async () => {
  const model = await new kp.Naive().fit([1, 2]);
  const pending = model.forecast(1);
  model.dispose();
  model[Symbol.dispose]();
  assert.equal((await pending).Naive[0], 2);
  await assert.rejects(model.forecast(1), { code: "kp.unsupported", message: /disposed of/ });
});

test("one interval level needs no list", async () => {
  const model = await new kp.Naive().fit([1, 2, 4, 3]);
  assert.deepEqual(await model.forecast(2, { level: 95 }), await model.forecast(2, { level: [95] }));
});

test("a detector judges the rows of its fit at once", async () => {
  const rows = { a: Float64Array.from({ length: 60 }, (_, at) => Math.sin(at)), b: Float64Array.from({ length: 60 }, (_, at) => at % 7) };
  const alone = await new kp.ECOD().fit(rows);
  for (const both of [await new kp.ECOD().fitPredict(rows), new kp.ECOD().fitPredictSync(rows)]) {
    assert.deepEqual(both.judged, await alone.predict(rows));
    assert.equal(both.model.contentIdSync(), alone.contentIdSync());
  }
  await assert.rejects(new kp.ECOD({ contamination: 2 }).fitPredict(rows), { code: "kp.invalid_params" });
});

test("a series detector judges the observations of its fit at once, and finds the odd one", async () => {
  const y = Float64Array.from({ length: 240 }, (_, at) => Math.abs((at % 24) - 12) + ((at * 37) % 11) / 10 + 9 * (at === 100));
  const stl = new kp.STLResidual({ seasonLengths: [24] });
  const alone = await stl.fit(y);
  for (const both of [await stl.fitPredict(y), stl.fitPredictSync(y)]) {
    assert.deepEqual(both.judged, await alone.predict(y));
    assert.equal(both.model.contentIdSync(), alone.contentIdSync());
    assert.deepEqual(both.judged.anomaly.flatMap((flag, at) => (flag ? [at] : [])), [100]);
    assert.equal(Math.max(...both.judged.probability), both.judged.probability[100]);
  }
});

test("texts, features and a classifier", async () => {
  const texts = ["good fine great", "bad awful poor", "fine great good", "poor bad awful"];
  const vectorizer = await new kp.TfidfVectorizer().fit(texts);
  const features = await vectorizer.transform(texts);
  assert.deepEqual([features.rows, features.columns, features.indptr.length], [4, 6, 5]);
  assert.equal((await vectorizer.featureNames()).length, 6);
  assert.deepEqual(JSON.parse(JSON.stringify(features)).indptr, [...features.indptr]);
  for (const both of [await new kp.TfidfVectorizer().fitTransform(texts), new kp.TfidfVectorizer().fitTransformSync(texts)]) {
    assert.deepEqual(both.features, features);
    assert.equal(both.model.contentIdSync(), vectorizer.contentIdSync());
  }
  await assert.rejects(new kp.TfidfVectorizer({ minDf: 9 }).fitTransform(texts), { code: "kp.invalid_params" });
  const classifier = kp.list().find(({ family }) => family === "classifier");
  if (!classifier) return;
  for (const labels of [["yes", "no", "yes", "no"], [1, 0, 1, 0], [true, false, true, false]]) {
    const model = await new kp[classifier.name]().fit(features, labels);
    assert.deepEqual(await model.classes(), [...new Set(labels)].sort());
    assert.deepEqual(Array.from((await model.predict(features)).label), labels);
    assert.ok((await model.explain(features, { top: 2 })).contribution.length > 0);
    assert.equal(Object.keys(await model.predictProba(features)).length, 2);
    assert.equal((await kp.fit(classifier.id, {}, features, { target: labels })).contentIdSync(), model.contentIdSync());
  }
});

test("a regressor predicts numbers of texts and of features", async () => {
  const texts = ["good fine great", "bad awful poor", "fine great good", "poor bad awful"];
  const features = await new kp.HashingVectorizer({ nFeatures: 64 }).fitSync(texts).transform(texts);
  const stars = [5, 1.5, 4, 1];
  for (const [data, targets] of [[texts, stars], [features, Float64Array.from(stars)], [texts, [5, 1, 4, 1]]]) {
    const model = await new kp.Ridge({ alpha: 0.1 }).fit(data, targets);
    const { prediction } = await model.predict(data);
    assert.ok(prediction[0] > 4 && prediction[1] < 2 && prediction.length === 4);
    assert.equal((await model.predict([])).prediction.length, 0);
    assert.equal((await model.explain(data, { top: 1 })).contribution.length, 4);
    assert.equal(kp.fitSync("text.ridge", { alpha: 0.1 }, data, { target: targets }).contentIdSync(), model.contentIdSync());
    assert.ok(kp.fromBytesSync(model.toBytesSync(), { as: kp.RegressorModel }) instanceof kp.RegressorModel);
  }
  const inColumns = await new kp.Ridge().fit({ body: texts, stars }, undefined, { textCol: "body", targetCol: "stars" });
  assert.deepEqual(await inColumns.predict(texts), await (await new kp.Ridge().fit(texts, stars)).predict(texts));
  await assert.rejects(new kp.Ridge().fit(texts, [1, 2, NaN, 3]), { code: "kp.missing_values" });
  await assert.rejects(new kp.Ridge().fit(texts, ["a", "b", "c", "d"]), { code: "kp.invalid_data" });
});

test("indexes find texts and vectors, and grow", async () => {
  const texts = { id: ["a", "b", "c"], text: ["late invoice", "broken screen", "the invoice of the screen"] };
  const words = await new kp.BM25().fit(texts);
  const found = await words.search(["screen invoice", "nothing"], { k: 2 });
  assert.deepEqual([[...found.query], [...found.rank], found.id], [[0, 0], [1, 2], ["c", "a"]]);
  assert.deepEqual((await words.search(["invoice"], { allow: ["b", "a"] })).id, ["a"]);
  assert.deepEqual((await words.update({ id: ["d"], text: ["invoice"] })).id, ["d"]);
  assert.equal((await words.search(["invoice"], { k: 1 })).id[0], "d");
  await assert.rejects(words.update({ id: ["d"], text: ["again"] }), { code: "kp.invalid_data" });
  const vectors = Array.from({ length: 200 }, (_, row) => [Math.cos(row), Math.sin(row)]);
  const hnsw = new kp.HNSW({ m: 8, efConstruction: 100, ef: 200 }).fitSync(vectors);
  const exact = kp.fitSync("text.exact_neighbors", {}, vectors);
  assert.deepEqual(hnsw.searchSync(vectors, { k: 3 }).id, exact.searchSync(vectors, { k: 3 }).id);
  assert.equal(kp.fromBytesSync(hnsw.toBytesSync()).contentIdSync(), hnsw.contentIdSync());
  const fused = await kp.fuse(hnsw.searchSync([[1, 0]], { k: 3 }), exact.searchSync([[1, 0]], { k: 3 }), { k: 1 });
  assert.equal(fused.id[0], 0);
  await assert.rejects(exact.search([[1, 0]], { k: 0 }), { code: "kp.invalid_params" });
});

test("a stream waits for whoever reads it", async () => {
  const detector = kp.list().find(({ family }) => family === "stream_detector");
  const model = await new kp[detector.name]().fit([[1, 1], [2, 2], [1, 2], [2, 1]]);
  const twin = await model.clone();
  let produced = 0;
  async function* source() {
    for (; produced < 1_000; produced += 1) yield [produced % 3, produced % 2];
  }
  const results = [];
  for await (const result of model.stream(source())) {
    results.push(result);
    assert.ok(produced <= results.length, "the producer does not run ahead");
    if (results.length === 20) break;
  }
  const expected = twin.updateSync(results.map(({ row }) => row));
  assert.deepEqual(results.map(({ score }) => score), Array.from(expected.score));
});

test("metrics and the backtest", async () => {
  const y = Float64Array.from({ length: 40 }, (_, at) => at % 7);
  const result = await kp.backtest("forecast.seasonal_naive", { seasonLength: 7 }, { y }, { h: 7, nWindows: 2 });
  assert.deepEqual(result.SeasonalNaive, result.y);
  assert.equal(kp.backtestSync("forecast.seasonal_naive", { seasonLength: 7 }, { y }, { h: 7, nWindows: 2 }).y.length, 14);
  const drift = { h: 1, transform: "log1p", alias: "drift", level: [80], intervals: "bootstrap" };
  assert.ok((await kp.backtest("forecast.drift", null, { y }, drift))["drift-lo-80"][0] > -1);
  const refitted = async (refit) =>
    Array.from((await kp.backtest("forecast.auto_ets", { model: "ANN" }, { y }, { h: 1, nWindows: 3, refit })).AutoETS);
  const [always, once, second] = await Promise.all([true, false, 2].map(refitted));
  assert.deepEqual(second, [always[0], once[1], always[2]]);
  const { Naive, cutoff } = await kp.backtest("forecast.naive", null, { y }, { h: 2, inputSize: 3, fitted: true });
  assert.deepEqual([[...Naive], [...cutoff].map(Number)], [[NaN, 0, 1], [37, 37, 37]]);
  await assert.rejects(refitted(0), { code: "kp.invalid_params", message: /refit is 0; must be true or false or 1/ });
  const short = { unique_id: ["a", "a", "a", "a", "b"], ds: [0, 1, 2, 3, 0], y: [1, 2, 3, 4, 5] };
  const ids = (options) => kp.backtest("forecast.naive", null, short, { nWindows: 2, ...options });
  assert.deepEqual([...(await ids({})).unique_id], ["a", "a"]);
  assert.deepEqual([...(await ids({ failures: true })).code], ["kp.not_enough_data"]);
  await assert.rejects(ids({ failFast: true }), { code: "kp.not_enough_data", message: /series 'b'/ });
  const marked = await kp.backtest("forecast.theta", null, { y: y.slice(0, 7) }, { nWindows: 4 });
  assert.deepEqual(marked["Theta-fallback"], ["AutoETS", "AutoETS", null, null]);
  assert.equal((await kp.backtest("forecast.theta", null, { y: y.slice(0, 7) }, { nWindows: 2 }))["Theta-fallback"], undefined);
  assert.ok(kp.metrics().some(({ id }) => id === "mae"));
});

test("models that are dropped are freed", async () => {
  const y = new Float64Array(50_000).fill(1);
  const rss = async (times) => {
    for (let at = 0; at < times; at += 1) await kp.fit("forecast.naive", {}, y);
    globalThis.gc();
    // Node runs finalizers when the event loop comes round.
    for (let at = 0; at < 10; at += 1) await new Promise(setImmediate);
    return process.memoryUsage().rss;
  };
  const before = await rss(100);
  const grown = (await rss(500)) - before;
  assert.ok(grown < 150e6, `${grown} bytes more after 500 models of 800 kB`);
});
