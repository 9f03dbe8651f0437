import { LinearClassifier } from "kingpost";

const good = ["a good film", "good and funny", "I loved every minute", "great acting, good story", "what a joy"];
const bad = ["not good", "a dull film", "not funny at all", "I hated every minute", "bad acting, dull story"];
const labels = [...good.map(() => "positive"), ...bad.map(() => "negative")];
const model = await new LinearClassifier().fit([...good, ...bad], labels);

for (const review of ["a great and funny story", "not a good film, dull"]) {
  const { label, probability } = await model.predict([review]);
  const why = await model.explain([review], { top: 2 });
  console.log(label[0], probability[0], "because of", ...why.feature);
}
