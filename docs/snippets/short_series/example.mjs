import { AutoTheta } from "kingpost";

// A shop of two years, by quarter, and one that opened three quarters ago.
const sales = [112, 135, 148, 119, 118, 141, 158, 129, 60, 72, 66];
const ids = [...Array(8).fill("old"), ...Array(3).fill("new")];
const table = { unique_id: ids, ds: [1, 2, 3, 4, 5, 6, 7, 8, 6, 7, 8], y: sales };
const model = await new AutoTheta().fit(table);

const forecast = await model.forecast(1);
forecast.unique_id.forEach((id, row) => {
  console.log(id, forecast.AutoTheta[row], forecast["AutoTheta-fallback"][row] ?? "AutoTheta");
});
const listed = await model.failures();
console.log(listed.unique_id[0], listed.fallback[0], listed.message[0]);

// Without the fallback it is left out.
const strict = await new AutoTheta().fit(table, { fallback: false });
console.log((await strict.forecast(1)).unique_id);
