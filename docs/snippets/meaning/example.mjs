import { ExactNeighbors, SentenceEncoder } from "kingpost";

const texts = ["the parcel never came.", "my delivery is missing", "the quick brown fox jumped"];
// A folder as models are published in; this one is tiny, and its weights are random.
const encoder = await new SentenceEncoder({ folder: "tiny_bert" }).fit(texts);
const vectors = await encoder.transform(texts);
console.log("dimensions", vectors.columns);

const index = await new ExactNeighbors().fit(vectors);
const found = await index.search(await encoder.transform(["The PARCEL never came."]), { k: 1 });
console.log("nearest", texts[found.id[0]], Number(found.score[0].toFixed(6)));
