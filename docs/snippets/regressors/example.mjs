import { ARIMA, Naive } from "kingpost";

const sales = {
  ds: Array.from({ length: 12 }, (_, row) => row),
  y: [71, 65, 74, 80, 69, 62, 77, 74, 66, 81, 72, 68],
  price: [10, 12, 9, 7, 11, 13, 8, 9, 12, 7, 10, 11],
};
const model = await new ARIMA({ order: [1, 0, 0] }).fit(sales);

// What the price will be must be known for every step that is forecast.
const future = { ds: [12, 13], price: [8, 12] };
console.log(...(await model.forecast(2, { future })).ARIMA);

await model.forecast(2).catch((error) => console.log(error.code));
await new Naive().fit(sales).catch((error) => console.log(error.message));
