import { plot, SeasonalNaive } from "kingpost";

const model = await new SeasonalNaive({ seasonLength: 4 }).fit([20, 31, 42, 25, 22, 34, 45, 27]);
const history = await model.fitted();
const picture = await plot(history, { forecasts: await model.forecast(4, { level: [80, 95] }), title: "Sales" });
const page = await plot(history, { forecasts: await model.forecast(4), format: "html" });
console.log(picture.slice(0, 4), picture.split('class="band"').length - 1, page.slice(0, 15));
