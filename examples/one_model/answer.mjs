// Loads the three models and prints what they answer, as bits.
// usage: node answer.mjs MODELS_FOLDER
import { load } from "kingpost";

const folder = process.argv[2];
const bits = (value) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, "0");
};
const show = (name, values) => console.log([name, ...Array.from(values, bits)].join(" "));

const forecaster = await load(`${folder}/forecast.kp.safetensors`);
console.log("forecast.content_id", await forecaster.contentId());
const forecast = await forecaster.forecast(12, { level: [95] });
for (const column of ["AutoETS", "AutoETS-lo-95", "AutoETS-hi-95"]) show(`forecast.${column}`, forecast[column]);

const detector = await load(`${folder}/anomaly.kp.safetensors`);
console.log("anomaly.content_id", await detector.contentId());
const rows = [
  [17.99, 10.38, 122.8, 1001.0, 0.1184, 0.2776, 0.3001, 0.1471, 0.2419, 0.07871],
  [13.54, 14.36, 87.46, 566.3, 0.09779, 0.08129, 0.06664, 0.04781, 0.1885, 0.05766],
];
const names = [
  "radius", "texture", "perimeter", "area", "smoothness",
  "compactness", "concavity", "concave_points", "symmetry", "fractal_dimension",
];
const table = Object.fromEntries(names.map((name, i) => [name, rows.map((row) => row[i])]));
show("anomaly.score", await detector.score(table));

const classifier = await load(`${folder}/text.kp.safetensors`);
console.log("text.content_id", await classifier.contentId());
const texts = ["my parcel never came", "Die Rechnung ist falsch", "the app crashes 👩‍🔧"];
const probabilities = await classifier.predictProba(texts);
for (const team of await classifier.classes()) show(`text.${team}`, probabilities[team]);
