import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import * as kp from "kingpost";
import { bigPanel, bigTable, SLOW, sleep } from "./helpers.mjs";

const table = bigTable();
const slow = (options) => kp.fit(SLOW.component, SLOW.params, table, options);
const getEventListeners = (await import("node:events")).getEventListeners;

test("abort stops a fit at once, and its work soon", async () => {
  const controller = new AbortController();
  const reason = new Error("enough");
  const started = performance.now();
  const fitting = slow({ signal: controller.signal });
  setTimeout(() => controller.abort(reason), 100);
  await assert.rejects(fitting, (error) => error === reason);
  const took = performance.now() - started;
  assert.ok(took < 1_000, `rejected after ${took} ms`);
  assert.equal(getEventListeners(controller.signal, "abort").length, 0);
  await sleep(1_000);
  const cpu = process.cpuUsage();
  await sleep(500);
  const { user } = process.cpuUsage(cpu);
  assert.ok(user < 250_000, `${user} us of CPU time in half a second after the abort`);
});

test("a signal that was aborted before, and one that never is", async () => {
  await assert.rejects(slow({ signal: AbortSignal.abort() }), { name: "AbortError" });
  assert.throws(() => kp.fitSync("forecast.naive", {}, [1], { signal: AbortSignal.abort() }), { name: "AbortError" });
  const { signal } = new AbortController();
  const model = await kp.fit("forecast.naive", {}, [1], { signal });
  for (let at = 0; at < 1_000; at += 1) await model.forecast(1, { signal });
  assert.equal(getEventListeners(signal, "abort").length, 0);
  await assert.rejects(slow({ signal: AbortSignal.timeout(50) }), { name: "TimeoutError" });
});

test("the deadline stops a fit", async () => {
  const started = performance.now();
  await assert.rejects(slow({ timeoutMs: 100 }), { code: "kp.deadline_exceeded" });
  assert.ok(performance.now() - started < 2_000);
});

test("the event loop and libuv's threads stay free", async () => {
  const controllers = Array.from({ length: 8 }, () => new AbortController());
  const fits = controllers.map(({ signal }) => slow({ signal, nJobs: 1 }).catch((error) => error.name));
  const model = kp.fitSync("forecast.naive", {}, [1, 2]);
  // Ticks are counted rather than timed: on a busy machine the system itself delays one of them for long.
  let ticks = 0;
  const timer = setInterval(() => (ticks += 1), 10);
  const started = performance.now();
  await readFile(new URL(import.meta.url));
  assert.equal((await model.forecast(1)).Naive[0], 2, "a forecast does not wait for the fits");
  assert.ok(performance.now() - started < 3_000);
  await sleep(1_000);
  clearInterval(timer);
  controllers.forEach((controller) => controller.abort());
  assert.deepEqual(await Promise.all(fits), Array(8).fill("AbortError"));
  assert.ok(ticks >= 10, `a timer of 10 ms came ${ticks} times in a second`);
});

test("progress rises to its end, ten times a second at most", async () => {
  const seen = [];
  const started = performance.now();
  const model = await kp.fit("forecast.seasonal_naive", { seasonLength: 12 }, bigPanel(), { onProgress: (step) => seen.push(step) });
  const most = (performance.now() - started) / 100 + 2;
  assert.ok(seen.length >= 1 && seen.length <= most, `${seen.length} calls`);
  assert.deepEqual(seen.at(-1), { done: 3_000, total: 3_000 });
  assert.ok(seen.every(({ done }, at) => at === 0 || done >= seen[at - 1].done));
  model.dispose();
  const boom = new Error("in the callback");
  const throwing = () => {
    throw boom;
  };
  await assert.rejects(slow({ onProgress: throwing }), (error) => error === boom);
});

test("the same numbers from both twins, at any number of threads", async () => {
  const data = bigPanel(50, 60);
  const params = { seasonLength: 12 };
  const expected = kp.fitSync("forecast.seasonal_naive", params, data, { nJobs: 1 }).contentIdSync();
  const all = await Promise.all([1, 2, 4, -1].map((nJobs) => kp.fit("forecast.seasonal_naive", params, data, { nJobs })));
  for (const model of all) assert.equal(await model.contentId(), expected);
});
