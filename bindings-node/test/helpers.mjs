import assert from "node:assert/strict";

/** Many series that take some seconds to fit. */
export function bigPanel(series = 3_000, length = 200) {
  const rows = series * length;
  const [ids, ds, y] = [new Array(rows), new Float64Array(rows), new Float64Array(rows)];
  for (let row = 0; row < rows; row += 1) {
    ids[row] = `s${Math.floor(row / length)}`;
    ds[row] = row % length;
    y[row] = 100 + (row % 12) * 5 + ((row * 7919) % 13);
  }
  return { unique_id: ids, ds, y };
}

/** Rows that an isolation forest of many trees takes some seconds to learn. */
export function bigTable(rows = 20_000, columns = 8) {
  const data = Float64Array.from({ length: rows * columns }, (_, at) => (at * 7919) % 1_013);
  return { data, rows, columns };
}

/** The slow fit of these tests. */
export const SLOW = { component: "anomaly.isolation_forest", params: { nEstimators: 10_000, maxSamples: 20_000 } };

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A message without the name of the temporary file that an operating system's error may have in it. */
const lasting = (message) => message.replace(/\.kingpost-\w+/, ".kingpost");

/** Both twins must fail with this code and the same message. */
export async function bothFail(code, twins, ...args) {
  const [synchronous, asynchronous] = twins;
  const error = await asynchronous(...args).then(
    () => assert.fail(`no ${code}`),
    (error) => error,
  );
  assert.equal(error.code, code, error.message);
  assert.throws(
    () => synchronous(...args),
    (other) => {
      assert.equal(other.name, "KingpostError");
      assert.deepEqual([other.code, lasting(other.message), other.context], [code, lasting(error.message), error.context]);
      return true;
    },
  );
  return error;
}
