import { ECOD } from "kingpost";

const pumps = {
  pressure: [4.1, 4.0, 4.1, 4.2, 3.9, 4.0, 4.1, 9.5],
  heat: [59, 60, 96, 60, 61, 61, 60, 95],
};
const model = await new ECOD({ contamination: 0.125 }).fit(pumps);

console.log("scores", ...(await model.score(pumps)));
console.log("threshold", (await model.parts()).summary.threshold);
const { anomaly } = await model.predict(pumps);
console.log("anomalies", ...anomaly.flatMap((is, row) => (is ? [row] : [])));
const why = await model.explain(pumps);
console.log("why row 7", why.pressure[7], why.heat[7]);

// New rows are judged by what was learnt; columns are found by name, in any order.
console.log("new", ...(await model.score({ heat: [60], pressure: [9.0] })));
