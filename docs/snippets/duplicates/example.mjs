import { fuzzyMatch, nearDuplicates } from "kingpost";

const complaints = [
  "My parcel has not arrived, and nobody answers the phone. Order 4711.",
  "The invoice for March is wrong.",
  "my parcel has not arrived and nobody answers the phone!! order 4712",
  "The screen stays black after the update.",
];
const { row, other, similarity } = await nearDuplicates({ text: complaints });
console.log("alike", Number(row[0]), Number(other[0]), similarity[0].toFixed(4));

// What people mistype, found in a list of what there is.
const found = await fuzzyMatch({ text: ["Mnuich", "Hambrug"] }, { text: ["Berlin", "Hamburg", "Munich"] }, { k: 1 });
console.log("meant", ...found.match);
