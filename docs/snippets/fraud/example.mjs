import { AutoDetector } from "kingpost";

// Payments as they are: small amounts, by day, three channels, two countries.
const rows = [...Array(300).keys()];
const past = {
  amount: rows.map((row) => 20 + ((row * 7919) % 401) / 10),
  hour: rows.map((row) => 8 + ((row * 31) % 12)),
  channel: rows.map((row) => ["shop", "online", "phone"][row % 3]),
  country: rows.map((row) => (row % 5 === 0 ? "FR" : "DE")),
};
const model = await new AutoDetector({ contamination: 0.01 }).fit(past, { seed: 1 });

const fresh = { amount: [35, 900], hour: [12, 3], channel: ["shop", "online"], country: ["DE", "DE"] };
const { anomaly } = await model.predict(fresh);
const why = await model.explain(fresh);
for (const row of [0, 1]) {
  const [reason] = Object.keys(fresh).sort((a, b) => why[b][row] - why[a][row]);
  console.log("payment", row, anomaly[row] ? "look at it" : "fine", "because of", reason);
}
