import { backtest, metric } from "kingpost";

const y = [112, 135, 148, 119, 118, 141, 158, 129, 126, 150, 167, 140, 135, 163, 178, 148];
for (const [id, name] of [["forecast.seasonal_naive", "SeasonalNaive"], ["forecast.auto_ets", "AutoETS"]]) {
  const frame = await backtest(id, { seasonLength: 4 }, y, { h: 2, nWindows: 3, level: [80] });
  const error = await metric("mae", { y: frame.y, y_hat: frame[name] });
  const inside = { y: frame.y, lo: frame[`${name}-lo-80`], hi: frame[`${name}-hi-80`] };
  console.log(name, frame.y.length, error, await metric("coverage", inside));
}
