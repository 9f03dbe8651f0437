import kp = require("kingpost");

async function main(): Promise<void> {
  const model: kp.ForecastModel = await new kp.Naive().fit([1, 2, 3]);
  const saved: Uint8Array = await model.toBytes();
  const loaded = kp.fromBytesSync(saved);
  if (loaded instanceof kp.ForecastModel) console.log(loaded.forecastSync(1));
  const disposed = kp.fitSync("forecast.naive", null, { y: [1, 2] });
  disposed[Symbol.dispose]();
}
void main();
