import { Autoencoder, IsolationForest } from "kingpost";

const rows = Array.from({ length: 1000 }, (_, value) => [value % 7, value % 11]);

// The seed decides; the threads do not.
const one = await new IsolationForest().fit(rows, { seed: 7, nJobs: 1 });
const four = await new IsolationForest().fit(rows, { seed: 7, nJobs: 4 });
console.log("same model", (await one.contentId()) === (await four.contentId()));
const other = await new IsolationForest().fit(rows, { seed: 8 });
console.log("another seed", (await one.contentId()) === (await other.contentId()));

// Hours of work, but only a millisecond for it; and somebody who watches.
const steps = [];
const long = new Autoencoder({ device: "cpu", epochs: 100_000 });
try {
  await long.fit(rows, { timeoutMs: 1, onProgress: ({ done, total }) => steps.push([done, total]) });
} catch (error) {
  console.log(error.code);
}

// The signal stops the work itself; the promise rejects with the signal's reason.
const controller = new AbortController();
setTimeout(() => controller.abort(), 10);
try {
  await long.fit(rows, { signal: controller.signal });
} catch (error) {
  if (error.name === "AbortError") console.log("stopped");
}
