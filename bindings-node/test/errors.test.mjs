import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import * as kp from "kingpost";
import { bothFail } from "./helpers.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "kingpost-files-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const model = kp.fitSync("forecast.naive", {}, [1, 2, 4]);
const bytes = model.toBytesSync();
const file = (name, content) => {
  const target = path.join(folder, name);
  writeFileSync(target, content);
  return target;
};

test("every code comes alike from both twins", async () => {
  const seen = new Set();
  const both = async (code, ...rest) => {
    seen.add(code);
    return bothFail(code, ...rest);
  };
  const fits = [kp.fitSync, kp.fit];
  const on = (verb) => [(...args) => model[`${verb}Sync`](...args), (...args) => model[verb](...args)];
  await both("kp.unknown_component", fits, "forecast.nothing", {}, [1]);
  await both("kp.invalid_params", fits, "forecast.seasonal_naive", { seasonLength: 0 }, [1]);
  await both("kp.invalid_params", on("forecast"), 0);
  await both("kp.invalid_params", on("forecast"), 1, { level: [100] });
  await both("kp.invalid_params", on("save"), "x", { nJobs: 1 });
  await both("kp.invalid_data", fits, "forecast.naive", {}, { y: [Infinity] });
  await both("kp.not_enough_data", fits, "forecast.naive", {}, { y: [] });
  await both("kp.missing_values", fits, "forecast.naive", {}, [NaN]);
  await both("kp.unsupported", on("call"), "score", {}, [1]);
  await both("kp.corrupt_model", [kp.fromBytesSync, kp.fromBytes], bytes.subarray(0, 100));
  await both("kp.io", [kp.loadSync, kp.load], path.join(folder, "absent"));
  await both("kp.deadline_exceeded", fits, "forecast.naive", {}, [1], { timeoutMs: 0 });
  await both("kp.device_unavailable", fits, "anomaly.autoencoder", { device: "cuda" }, [[1, 2], [3, 4]]);
  for (const place of ["call", "pool", "export"]) {
    const error = await both("kp.internal", [kp._forcedPanicSync, kp._forcedPanic], place);
    assert.match(error.message, /forced panic/);
  }
  assert.equal((await model.forecast(1)).Naive[0], 4, "the process lives and answers");
  // Cancelling rejects with the signal's reason, no model is ever unfitted here, and a newer file is in a test below.
  const elsewhere = ["kp.cancelled", "kp.not_fitted", "kp.incompatible_model"];
  assert.deepEqual([...seen, ...elsewhere].sort(), [...kp.errorCodes].sort());
});

test("an error says what is allowed", async () => {
  const error = await kp.fit("forecast.seasonal_naive", { seasonLength: 0 }, [1]).catch((error) => error);
  assert.ok(error instanceof kp.KingpostError && error instanceof Error);
  assert.match(error.message, /season_length is 0; must be 1\.\.=/);
  assert.deepEqual([error.name, error.context.param], ["KingpostError", "season_length"]);
  assert.throws(() => kp.get("x"), { code: "kp.unknown_component" });
});

test("model files that are damaged, absent or not files", async () => {
  const loads = [kp.loadSync, kp.load];
  await bothFail("kp.io", loads, folder);
  await bothFail("kp.invalid_params", loads, 5);
  await bothFail("kp.corrupt_model", loads, file("empty", ""));
  await bothFail("kp.corrupt_model", loads, file("truncated", bytes.subarray(0, bytes.length - 1)));
  const huge = Buffer.alloc(64);
  huge.writeBigUInt64LE(2n ** 31n);
  await bothFail("kp.corrupt_model", loads, file("huge", huge));
  const newer = file("newer", Buffer.from(Buffer.from(bytes).toString("latin1").replace('\\"kp_format\\":1', '\\"kp_format\\":2'), "latin1"));
  assert.match((await bothFail("kp.incompatible_model", loads, newer)).message, /has format 2/);
  await bothFail("kp.io", [(to) => model.saveSync(to), (to) => model.save(to)], path.join(folder, "no", "such", "folder"));
  // Nobody may write there, not even root.
  await bothFail("kp.io", [(to) => model.saveSync(to), (to) => model.save(to)], "/proc/kingpost-model");
  await bothFail("kp.io", [(to) => model.saveSync(to), (to) => model.save(to)], folder);
  assert.equal(readdirSync(folder).filter((name) => /tmp/i.test(name)).length, 0, "nothing is left behind");
});

test("every single-bit flip of a file is seen", () => {
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const flipped = Uint8Array.from(bytes);
    flipped[bit >> 3] ^= 1 << (bit & 7);
    assert.throws(() => kp.fromBytesSync(flipped), { name: "KingpostError", code: /^kp\.(corrupt|incompatible)_model$/ }, `bit ${bit}`);
  }
});
