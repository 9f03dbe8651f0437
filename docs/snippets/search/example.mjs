import { BM25 } from "kingpost";

const items = { id: ["a", "b", "c"], text: ["late invoice", "broken screen", "invoice for a screen"] };
const index = await new BM25().fit(items);
for (const query of ["where is my invoice", "screen invoice"]) {
  const found = await index.search([query], { k: 2 });
  console.log(query, found.id);
}

await index.update({ id: ["d"], text: ["the invoice is wrong"] });
console.log((await index.search(["wrong invoice"], { k: 1 })).id);
// Only what this user may see.
console.log((await index.search(["invoice"], { allow: ["a", "b"] })).id);
