import { KingpostError, SeasonalNaive } from "kingpost";

try {
  await new SeasonalNaive({ seasonLength: 0 }).fit([1, 2, 3]);
} catch (error) {
  if (!(error instanceof KingpostError)) throw error;
  console.log(error.code);
  console.log(error.message);
  console.log(error.context.param);
}

try {
  await new SeasonalNaive({ seasonLength: 12 }).fit([1, 2, 3], { fallback: false });
} catch (error) {
  console.log(error.code, error.context.observations, error.context.needed);
}
