// Functions of the catalogue: promises and twins, tables that may be absent as options.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as kingpost from "kingpost";

const forecasts = { unique_id: ["all", "a", "b"], ds: [1, 1, 1], M: [10, 3, 4] };
const hierarchy = { unique_id: ["a", "b"], total: ["all", "all"] };

test("a function answers with a frame, at once or later", async () => {
  assert.deepEqual([...(await kingpost.reconcile(forecasts, hierarchy, { method: "ols" })).M], [9, 4, 5]);
  assert.deepEqual([...kingpost.reconcileSync(forecasts, hierarchy, { method: "ols" }).M], [9, 4, 5]);
  const same = await kingpost.call("forecast.reconcile", { method: "ols" }, [forecasts, hierarchy]);
  assert.deepEqual([...same.M], [9, 4, 5]);
});

test("a table that may be absent is an option", async () => {
  const picture = await kingpost.plot([1, 3, 2], { forecasts: { ds: [3, 4], Naive: [2, 2] }, maxIds: 1 });
  assert.ok(picture.startsWith("<svg") && picture.includes("Naive"));
});

test("what is wrong rejects with a code, and an abort with its reason", async () => {
  await assert.rejects(kingpost.reconcile(forecasts, hierarchy), { code: "kp.invalid_data" });
  await assert.rejects(kingpost.reconcile(forecasts), { code: "kp.invalid_data" });
  await assert.rejects(kingpost.plot([1], { shape: 3 }), { code: "kp.invalid_params" });
  assert.throws(() => kingpost.callSync("forecast.nothing", {}, []), { code: "kp.unknown_component" });
  const signal = AbortSignal.abort(new Error("enough"));
  await assert.rejects(kingpost.plot([1, 2], { signal }), { message: "enough" });
});

test("paths are simulated from the seed", async () => {
  const model = await new kingpost.Naive().fit([1, 3, 2, 5, 4]);
  const paths = await model.simulate(3, { paths: 20, seed: 1 });
  assert.equal(paths.Naive.length, 60);
  assert.deepEqual(paths, model.simulateSync(3, { paths: 20, seed: 1, nJobs: 1 }));
});

test("a component may be a parameter of another", async () => {
  const y = [20, 31, 42, 25, 22, 34, 45, 27, 25, 36, 48, 30];
  const named = { forecaster: "AutoETS", params: { season_length: 4 } };
  const of = async (member) => (await new kingpost.Combination({ models: [member, "Naive"] }).fit(y)).forecast(3);
  assert.deepEqual(await of(new kingpost.AutoETS({ seasonLength: 4 })), await of(named));
  for (const forecaster of ["AutoETS", "forecast.auto_ets"]) {
    assert.deepEqual(await of({ forecaster, params: { seasonLength: 4 } }), await of(named));
  }
  const trend = (params) => new kingpost.MSTL({ seasonLengths: [4], trendForecaster: { forecaster: "Holt", params } }).fit(y);
  await assert.rejects(trend({ seasonLength: 4 }), { code: "kp.invalid_params", message: /Holt has no parameter/ });
});
