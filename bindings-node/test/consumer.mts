// Compiles, and is not run: what a TypeScript user may and may not write.
import { ECOD, fit, type Frame, HashingVectorizer, KingpostError, list, load, type AnyModel, Naive, SeasonalNaive } from "kingpost";
import * as kp from "kingpost";

const data = { unique_id: ["a", "a"], ds: [new Date(0), new Date(1)], y: Float64Array.of(1, 2) };
const controller = new AbortController();

const model = await new SeasonalNaive({ seasonLength: 12 }).fit(data, { seed: 1, nJobs: 2, signal: controller.signal, idCol: "unique_id" });
const forecast: Frame = await model.forecast(12, { level: [80, 95] });
for (const row of forecast) console.log(row["ds"], row["SeasonalNaive"]);
await model.update(data, { seed: 1, nJobs: 1, timeoutMs: 60_000, signal: AbortSignal.timeout(60_000) });
const residual: Float64Array = model.residualsSync().residual;

const byId = await fit("anomaly.ecod", { contamination: 0.1 }, { data: [1, 2, 3, 4], rows: 2, columns: 2 });
const scores: Float64Array = await byId.score([[1, 2], [3, 4]]);
const flags: boolean[] = byId.predictSync({ x0: [1, 2], x1: [3, 4] }).anomaly;
await kp.backtest("forecast.auto_ets", { seasonLength: 12 }, data, { h: 1, nWindows: 3, refit: 2 });
const features = new HashingVectorizer().fitSync(["a", "b"]).transformSync(["a"]);
const columns: number = features.columns;

function answer(any: AnyModel): Promise<unknown> {
  switch (any.family) {
    case "forecaster":
      return any.forecast(1);
    case "detector":
    case "series_detector":
    case "stream_detector":
      return any.score([1, 2]);
    case "vectorizer":
      return any.transform(["a"]);
    case "classifier":
    case "regressor":
      return any.predict(["a"]);
    case "index":
      return any.search(["a"], { k: 1, allow: ["b"] });
  }
}
await answer(await load(new URL("file:///tmp/model")));
const sales = await load("sales.kp.safetensors", { as: kp.ForecastModel });
const three: Frame = await sales.forecast(3, { level: [95], signal: null });
const judged: boolean[] = kp.fromBytesSync(new Uint8Array(), { as: kp.DetectorModel, signal: controller.signal }).predictSync([[1, 2]]).anomaly;
const unchecked: string[] = await (await load<kp.VectorizerModel>("words.kp.safetensors")).featureNames();
const loaded = kp.loadSync("sales.kp.safetensors", { signal: null });
if (loaded instanceof kp.ForecastModel) await loaded.forecast(1);

try {
  await new Naive().fit([1, null, 3], { missing: "interpolate", onProgress: ({ done, total }) => console.log(done / total) });
} catch (error) {
  if (error instanceof KingpostError && error.code === "kp.missing_values") console.log(error.context["series"]);
}
console.log(three, judged, unchecked, residual, scores, flags, columns, list()[0]?.summary, kp.version);

// @ts-expect-error no such parameter
new SeasonalNaive({ seasonality: 12 });
// @ts-expect-error of the wrong type
new SeasonalNaive({ seasonLength: "12" });
// @ts-expect-error no such component
await fit("forecast.nothing", {}, data);
// @ts-expect-error no such word
await new Naive().fit(data, { missing: "guess" });
// @ts-expect-error of the wrong type
kp.backtestSync("forecast.naive", null, data, { refit: "often" });
// @ts-expect-error a detector does not forecast
await byId.forecast(1);
// @ts-expect-error of whatever family
await loaded.forecast(1);
// @ts-expect-error a vectorizer does not forecast
await (await load("words.kp.safetensors", { as: kp.VectorizerModel })).forecast(1);
// @ts-expect-error no class of models
await load("words.kp.safetensors", { as: "ForecastModel" });
// @ts-expect-error no such code
new KingpostError("kp.nothing", "message");
// @ts-expect-error made by fit and load only
new kp.ForecastModel();
new ECOD({ contamination: 0.5 });
