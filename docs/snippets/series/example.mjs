import { STLResidual } from "kingpost";

// Hours of a machine with a daily rhythm, and one hour that does not fit into it.
const y = Float64Array.from({ length: 240 }, (_, hour) => Math.abs((hour % 24) - 12) + ((hour * 37) % 11) / 10);
y[100] += 9;

const detector = new STLResidual({ seasonLengths: [24] });
const { judged } = await detector.fitPredict({ ds: [...y.keys()], y });
for (const [row, hour] of judged.ds.entries()) {
  if (judged.anomaly[row]) console.log(`hour ${hour}: ${Math.round(judged.score[row])} standard deviations`);
}
