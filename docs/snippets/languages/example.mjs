import { load } from "kingpost";

// A model of 79 languages, in examples/data.
const languages = await load("languages.kp.safetensors");
const texts = ["Wo ist der Bahnhof?", "Onde fica a estação?", "Hvor er stasjonen?", "駅はどこですか。"];
console.log(languages.card.name, (await languages.classes()).length);
console.log((await languages.predict(texts)).label.join(" "));
