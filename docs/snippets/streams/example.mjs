import { RobustRandomCutForest } from "kingpost";

// A measurement that swings between -2 and 2, and jumps once.
const stream = Array.from({ length: 200 }, (_, row) => [((7 * row) % 5) - 2]);
stream[150] = [9];

const forest = new RobustRandomCutForest({ numTrees: 20, treeSize: 64, shingleSize: 2 });
const model = await forest.fit(stream.slice(0, 100), { seed: 1 });
let row = 100;
for await (const { score, anomaly } of model.stream(stream.slice(100))) {
  if (anomaly) console.log(row, score);
  row += 1;
}
