import { RandomWalkWithDrift } from "kingpost";

const dates = (...days) => days.map((day) => new Date(day));
const sales = {
  shop: ["A", "A", "A", "B", "B", "B", "B"],
  month: dates("2024-01-01", "2024-02-01", "2024-04-01", "2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"),
  sold: [10, 12, 16, 5, 5, null, 8],
};
const columns = { idCol: "shop", timeCol: "month", targetCol: "sold", freq: "MS" };
const drift = new RandomWalkWithDrift();

await drift.fit(sales, columns).catch((error) => console.log(error.code));

const model = await drift.fit(sales, { ...columns, missing: "interpolate" });
for (const row of await model.forecast(2)) {
  console.log(row.shop, row.month.getTime(), row.RandomWalkWithDrift);
}
