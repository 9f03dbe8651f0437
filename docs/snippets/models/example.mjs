import { fromBytes, inspect, load, verify, WindowAverage } from "kingpost";

const model = await new WindowAverage({ windowSize: 4 }).fit([8, 9, 11, 12, 10, 9, 12, 13]);
model.setCard({ name: "Tea sold", purpose: "Ordering", owner: "Purchasing", created: "2026-11-24T09:00:00Z" });
await model.save("tea.kp.safetensors");

// Without loading the model: what is this file?
const about = await inspect("tea.kp.safetensors");
console.log(about.component, about.params.window_size, about.card.name);

// On the machine that will use it: does it answer as it did when it was saved?
const report = await verify("tea.kp.safetensors");
console.log("verified", report.ok, report.vectors);

const again = await load("tea.kp.safetensors");
console.log("same", (await again.contentId()) === (await model.contentId()), again.card.facts.rows);
console.log("forecast", ...(await again.forecast(1)).WindowAverage);

// One changed bit is found.
const bytes = await model.toBytes();
bytes[bytes.length - 1] ^= 1;
await fromBytes(bytes).catch((error) => console.log(error.code));
