import { WindowAverage } from "kingpost";

// A level that wanders: the mean of the last four values takes its errors for independent.
const y = [20, 21, 19, 20, 22, 23, 22, 24, 25, 24, 26, 27, 25, 24, 22, 21, 22, 20, 19, 17, 18, 16, 15, 17];
const average = new WindowAverage({ windowSize: 4 });
const byModel = await average.fit(y);
const conformal = await average.fit(y, { intervals: "conformal", conformalWindows: 8, nonNegative: true });

for (const model of [byModel, conformal]) {
  const forecast = await model.forecast(3, { level: [80] });
  console.log(...forecast["WindowAverage-lo-80"], ...forecast["WindowAverage-hi-80"]);
}
