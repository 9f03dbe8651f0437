import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

const run = (code, ...flags) => spawnSync(process.execPath, [...flags, "--input-type=module", "-e", code], { encoding: "utf8" });

const WORKER = `
  import { createRequire } from "node:module";
  const kp = createRequire(process.cwd() + "/")("kingpost");
  import { parentPort } from "node:worker_threads";
  const data = { data: Float64Array.from({ length: 80_000 }, (_, at) => (at * 7919) % 1_013), rows: 10_000, columns: 8 };
  parentPort.postMessage("started");
  await kp.fit("anomaly.isolation_forest", { nEstimators: 3_000, maxSamples: 10_000 }, data, { nJobs: 1 });
  parentPort.postMessage("done");
`;

test("workers fit at once, some end in the middle, and nothing breaks", () => {
  const code = `
    import { Worker } from "node:worker_threads";
    import { once } from "node:events";
    const url = new URL("data:text/javascript," + encodeURIComponent(${JSON.stringify(WORKER)}));
    for (let loop = 0; loop < 10; loop += 1) {
      const workers = Array.from({ length: 4 }, () => new Worker(url));
      await Promise.all(workers.map((worker) => once(worker, "message")));
      await new Promise((resolve) => setTimeout(resolve, 5 * loop));
      await Promise.all(workers.map((worker) => worker.terminate()));
    }
    console.log("alive");
  `;
  const { status, signal, stdout, stderr } = run(code);
  assert.deepEqual([status, signal, stdout], [0, null, "alive\n"], stderr);
});

test("a panic in a worker is an error in the worker", () => {
  const code = `
    import { Worker } from "node:worker_threads";
    import { once } from "node:events";
    const work = \`
      const kp = require("kingpost");
      const { parentPort } = require("node:worker_threads");
      (async () => {
        const codes = [];
        for (const place of ["call", "pool", "export"]) {
          codes.push(await kp._forcedPanic(place).catch((error) => error.code));
          try { kp._forcedPanicSync(place); } catch (error) { codes.push(error.code); }
        }
        parentPort.postMessage([...new Set(codes)].join());
      })();
    \`;
    const worker = new Worker(work, { eval: true, execArgv: [] });
    console.log((await once(worker, "message"))[0]);
    await worker.terminate();
  `;
  const { status, stdout, stderr } = run(code);
  assert.deepEqual([status, stdout], [0, "kp.internal\n"], stderr);
});

test("a process may end in the middle of a fit", () => {
  const fit = `
    import { fit } from "kingpost";
    const data = Array.from({ length: 5_000 }, (_, at) => [at % 17, at % 29]);
    const fitting = fit("anomaly.isolation_forest", { nEstimators: 10_000, maxSamples: 5_000 }, data);
  `;
  const { status, signal } = run(`${fit} setTimeout(() => process.exit(7), 50);`);
  assert.deepEqual([status, signal], [7, null]);
});

test("a process waits for its calls, and ends after them", () => {
  const { status, stdout } = run(`import { fit } from "kingpost"; fit("forecast.naive", {}, [1]).then((m) => console.log(m.component));`);
  assert.deepEqual([status, stdout], [0, "forecast.naive\n"]);
  assert.equal(run(`await import("kingpost");`).status, 0, "an import alone holds nothing open");
});

test("10,000 models fit in 128 MB of heap", () => {
  const code = `
    import { fit } from "kingpost";
    const y = new Float64Array(2_000).fill(1);
    for (let at = 0; at < 10_000; at += 1) (await fit("forecast.naive", {}, y)).forecastSync(1);
    console.log(Math.round(process.memoryUsage().rss / 1e6));
  `;
  const { status, stdout } = run(code, "--max-old-space-size=128");
  assert.equal(status, 0);
  assert.ok(Number(stdout) < 300, `${stdout.trim()} MB`);
});
