import { Ridge } from "kingpost";

const good = ["strong and quiet", "quiet, a joy", "good but loud"];
const bad = ["loud and weak", "weak, it broke", "it broke at once"];
const stars = [5, 5, 3.5, 2, 1.5, 1];
const model = await new Ridge({ alpha: 0.1 }).fit([...good, ...bad], stars);

for (const review of ["strong but loud", "a quiet one"]) {
  const { prediction } = await model.predict([review]);
  const why = await model.explain([review], { top: 2 });
  console.log(prediction[0], "because of", ...why.feature.flatMap((feature, at) => [feature, why.contribution[at]]));
}
