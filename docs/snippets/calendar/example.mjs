import { ARIMA, calendar, flagAnomalies, Naive, resample } from "kingpost";

const numbers = Array.from({ length: 45 }, (_, day) => day);
const ds = numbers.map((day) => new Date(Date.UTC(2024, 2, 1 + day)));
const sales = { ds, y: numbers.map((day) => 100 + (day % 7) * 10) };

const weeks = await resample(sales, { freq: "W" });
const past = await calendar(sales, { features: ["is_weekend", "is_month_end"] });
const future = await calendar(sales, { features: ["is_weekend", "is_month_end"], h: 2 });
const model = await new ARIMA().fit(past);
const flags = await flagAnomalies(await (await new Naive().fit(sales)).fitted(), { level: 99 });
const weekends = past.is_weekend.reduce((sum, one) => sum + one);
console.log(weeks.y[0].toFixed(1), weekends, future.is_weekend[0].toFixed(1));
console.log((await model.forecast(2, { future })).ARIMA.length, flags.anomaly.filter(Boolean).length);
