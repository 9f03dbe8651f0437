import { LinearClassifier, nameCandidates, redact } from "kingpost";

const known = ["Anna", "Berg", "Paul", "Lopez", "Maria", "Stone"];
const letters = [
  "Yesterday Anna Berg called about the invoice.",
  "The parcel for Paul Lopez is in Hamburg.",
  "On Monday Maria Stone asked for a refund.",
  "I met Anna Lopez and Paul in Vienna.",
  "In March the Berlin office will be closed.",
  "On Friday Acme sent the invoice to Hamburg.",
];
const words = await nameCandidates({ text: letters });
const labels = words.text.map((word) => (known.includes(word) ? "person" : "other"));
const model = await new LinearClassifier().fit(words.context, labels);

const fresh = { text: ["On Tuesday Clara Holm called about a parcel in Berlin."] };
const found = await nameCandidates(fresh);
const { person } = await model.predictProba(found.context);
const safe = await redact(fresh, { findings: { ...found, confidence: person } });
console.log(safe.text[0]);
