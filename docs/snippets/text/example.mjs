import { LinearClassifier, TfidfVectorizer } from "kingpost";

const texts = ["the parcel never came", "where is my parcel", "the invoice is wrong", "charged twice on one invoice"];
const teams = ["delivery", "delivery", "billing", "billing"];

const tfidf = await new TfidfVectorizer().fit(texts);
const features = await tfidf.transform(["the parcel"]);
const names = await tfidf.featureNames();
console.log("weights", ...Array.from(features.indices, (column, i) => [names[column], features.values[i]]).flat());

const model = await new LinearClassifier().fit(texts, teams);
console.log("classes", ...(await model.classes()));
console.log("predict", ...(await model.predict(["my parcel is late"])).label);
const { billing, delivery } = await model.predictProba(["my parcel is late"]);
console.log("probabilities", billing[0], delivery[0]);
const why = await model.explain(["my parcel is late"], { top: 3 });
console.log("why", ...why.feature);
