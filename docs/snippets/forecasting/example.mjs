import { AutoETS } from "kingpost";

// Three years of quarters, and what came after.
const y = [112, 135, 148, 119, 118, 141, 158, 129, 126, 150, 167, 140];
const model = await new AutoETS({ seasonLength: 4 }).fit(y);

const forecast = await model.forecast(2, { level: [80, 95] });
for (const column of ["AutoETS", "AutoETS-lo-80", "AutoETS-hi-80", "AutoETS-lo-95", "AutoETS-hi-95"]) {
  console.log(column, ...forecast[column]);
}

const [fitted, residuals] = [await model.fitted(), await model.residuals()];
console.log("fitted", fitted.AutoETS.at(-1), "residual", residuals.residual.at(-1));
const parts = await model.forecast(2, { components: true });
for (const column of ["AutoETS-level", "AutoETS-season_4"]) console.log(column, ...parts[column]);
console.log("model", (await model.parts()).tables.series.model[0]);

// Two new quarters: the parameters stay, the states move on.
const news = await model.update({ ds: [12, 13], y: [135, 163] });
console.log("expected", ...news.AutoETS);
console.log("next", ...(await model.forecast(1)).AutoETS);
