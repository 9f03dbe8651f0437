import { Autoencoder } from "kingpost";

// Two columns that move together; the last row breaks the rule, though each of its values is common.
const rows = [...Array.from({ length: 100 }, (_, t) => [t % 10, 2 * (t % 10)]), [1, 16]];

const network = new Autoencoder({ device: "cpu", latent: 1, epochs: 100, learningRate: 0.01, trim: 0.1 });
const model = await network.fit(rows, { seed: 3 });
const scores = await model.score(rows);
console.log("trained on", (await model.parts()).summary.device);
console.log("most anomalous row", scores.indexOf(Math.max(...scores)));

await new Autoencoder({ device: "cuda:255" }).fit(rows).catch((error) => console.log(error.code));
