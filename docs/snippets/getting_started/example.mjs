import { AutoETS, ForecastModel, load } from "kingpost";

const y = [112.0, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135];
const model = await new AutoETS().fit(y);
await model.save("sales.kp.safetensors");
const again = await load("sales.kp.safetensors", { as: ForecastModel });
const forecast = await again.forecast(3, { level: [95] });
console.log([...forecast.AutoETS]);
