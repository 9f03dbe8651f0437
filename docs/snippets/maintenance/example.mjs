import { alerts, EWMA, load } from "kingpost";

// The vibration of a pump, hour by hour: it swings between 5 and 6, and from hour 300 on its bearing wears.
const y = Array.from({ length: 420 }, (_, hour) => 5 + ((hour * 37) % 11) / 10 + Math.max(0, hour - 300) / 40);
const pump = await new EWMA({ warmUp: 200 }).fit(y.slice(0, 200).map((value) => [value]));

// On the machine beside the pump: load what was saved, and go on from there.
await pump.save("pump.kp.safetensors");
const model = await load("pump.kp.safetensors");
const { score } = await model.update(y.slice(200).map((value) => [value]));

const ds = Array.from({ length: 220 }, (_, row) => 200 + row);
const { raised, start, open } = await alerts({ ds, score }, { threshold: 4, clear: 2, minDuration: 3 });
console.log("alert at hour", Number(raised[0]), "which began at hour", Number(start[0]), "still open", Boolean(open[0]));
