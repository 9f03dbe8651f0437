import { aggregate, AutoETS, reconcile } from "kingpost";

const north = [20, 31, 42, 25, 22, 34, 45, 27, 25, 36, 48, 30];
const south = [50, 41, 33, 47, 52, 44, 35, 49, 55, 45, 37, 52];
const sales = {
  unique_id: [...north.map(() => "north"), ...south.map(() => "south")],
  ds: [...north.keys(), ...south.keys()],
  y: [...north, ...south],
};
const hierarchy = { unique_id: ["north", "south"], country: ["all", "all"] };

const everything = await aggregate(sales, hierarchy);
const model = await new AutoETS({ seasonLength: 4 }).fit(everything);
const forecasts = await model.forecast(1, { level: [80] });
const coherent = await reconcile(forecasts, hierarchy, { fitted: await model.fitted() });
const [total, ...parts] = coherent.AutoETS;
console.log(coherent.unique_id[0], total, parts[0] + parts[1]);
console.log(coherent["AutoETS-lo-80"][0]);
