import { redact, unredact } from "kingpost";

const texts = ["Please call +49 30 901820 or write to ada@example.org", "ada@example.org has paid"];
const safe = await redact({ text: texts });
console.log(safe.text[0]);
console.log(safe.text[1]);

// The keys lead back to the texts: keep them as you kept those.
const whole = await unredact(safe);
console.log(whole.text[1]);
