import { Auto, CrostonSBA, IMAPA, TSB } from "kingpost";

const demand = [0, 0, 3, 0, 0, 0, 2, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0];
for (const component of [new CrostonSBA(), new TSB({ alphaD: 0.2, alphaP: 0.1 }), new IMAPA()]) {
  const name = component.constructor.name;
  const model = await component.fit(demand);
  console.log(name, (await model.forecast(1))[name][0].toFixed(4));
}
const auto = await new Auto().fit(demand, { intervals: "conformal", nonNegative: true });
const forecast = await auto.forecast(4, { level: 80 });
console.log((await auto.parts()).tables.series.reason[0]);
console.log(forecast["Auto-lo-80"].every((bound) => bound >= 0) ? "True" : "False");
