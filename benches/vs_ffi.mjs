// What calls cost through the npm package, as one line of JSON: microseconds of CPU time, the median of several rounds.
// usage: node vs_ffi.mjs PROJECT, a folder in which the package is installed.
import { createRequire } from "node:module";

const require = createRequire(`${process.argv[2]}/`);
const { Ecod, ECOD = Ecod, metricSync } = require("kingpost");
const native = createRequire(require.resolve("kingpost"))("@kingpost/linux-x64-gnu");
const MILLION = 1_000_000;

function micros(calls, call) {
  const rounds = [];
  for (let round = 0; round < 9; round++) {
    const start = process.cpuUsage();
    for (let number = 0; number < calls; number++) call();
    const { user, system } = process.cpuUsage(start);
    rounds.push((user + system) / calls);
  }
  return rounds.sort((a, b) => a - b)[4];
}

const ramp = (n) => Float64Array.from({ length: n }, (_, i) => i % 1000);
const [from, other, into] = [ramp(MILLION), ramp(MILLION), new Float64Array(MILLION)];
const one = { x0: Float64Array.of(3) };
const model = new ECOD().fitSync({ x0: ramp(100) });

console.log(
  JSON.stringify({
    memcpy_us: micros(50, () => into.set(from)),
    trivial_us: micros(200_000, () => native.version()),
    one_us: micros(20_000, () => model.scoreSync(one)),
    million_in_us: micros(5, () => metricSync("mae", { y: from, y_hat: other })),
    million_in_out_us: micros(3, () => model.scoreSync({ x0: from })),
  }),
);
