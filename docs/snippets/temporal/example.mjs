import { TemporalHierarchy } from "kingpost";

const quarters = [12, 31, 42, 25, 15, 34, 45, 27, 16, 36, 48, 30, 19, 38, 50, 33, 20, 41, 53, 35, 23, 43, 57, 36];
const model = await new TemporalHierarchy({ seasonLength: 4 }).fit(quarters);
const [first, second, third, fourth] = (await model.forecast(4)).TemporalHierarchy;
console.log(first.toFixed(4), (first + second).toFixed(4), (first + second + third + fourth).toFixed(4));
