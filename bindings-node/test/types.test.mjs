import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import * as esm from "kingpost";

const require = createRequire(import.meta.url);
const here = path.dirname(fileURLToPath(import.meta.url));

test("ES modules and CommonJS share one class", () => {
  const cjs = require("kingpost");
  const names = Object.keys(cjs).sort();
  assert.deepEqual(Object.keys(esm).sort(), names);
  for (const name of names) assert.equal(esm[name], cjs[name], name);
  assert.ok(cjs.fitSync("forecast.naive", {}, [1]) instanceof esm.ForecastModel);
});

const OPTIONS = {
  strict: true, noEmit: true, exactOptionalPropertyTypes: true, isolatedModules: true, types: [], target: "es2022",
  noUncheckedIndexedAccess: true, skipLibCheck: false,
};
for (const [module, moduleResolution] of [["node16", "node16"], ["nodenext", "nodenext"], ["esnext", "bundler"]]) {
  for (const lib of [["es2022", "dom"], ["esnext", "dom"]]) {
    test(`the types hold under ${moduleResolution} with ${lib[0]}`, () => {
      const config = path.join(here, `tsconfig.${moduleResolution}.json`);
      const files = moduleResolution === "bundler" ? ["consumer.mts"] : ["consumer.mts", "consumer.cts"];
      writeFileSync(config, JSON.stringify({ compilerOptions: { ...OPTIONS, module, moduleResolution, lib }, files }));
      const { status, stdout } = spawnSync(process.execPath, [require.resolve("typescript/bin/tsc"), "-p", config], { encoding: "utf8" });
      assert.equal(status, 0, stdout);
    });
  }
}

test("the README's lines compile as TypeScript", () => {
  const readme = readFileSync(path.join(path.dirname(require.resolve("kingpost")), "README.md"), "utf8");
  const lines = Array.from(readme.matchAll(/^```js\n([^]*?)^```/gm), (block) => block[1]).join("");
  assert.match(lines, /load\([^]*KingpostError/);
  const file = path.join(here, "readme.mts");
  // The first lines of the project's own README too.
  writeFileSync(file, `${lines}\n{
    const again = await load("sales.kp.safetensors", { as: ForecastModel });
    const forecast = await again.forecast(3, { level: [95] });
    console.log([...forecast.AutoETS]);
  }`);
  const flags = ["--strict", "--noEmit", "--module", "nodenext", "--target", "es2022", "--lib", "es2022,dom", file];
  const { status, stdout } = spawnSync(process.execPath, [require.resolve("typescript/bin/tsc"), ...flags], { encoding: "utf8" });
  assert.equal(status, 0, stdout);
});

test("the types name no bigint and no enum, and every export has one", () => {
  const at = path.join(path.dirname(require.resolve("kingpost")), "/");
  const types = ["index.d.ts", "lib/components.d.ts", "lib/functions.d.ts"].map((file) => readFileSync(at + file, "utf8")).join("\n");
  assert.doesNotMatch(types, /\bbigint\b|\benum\b/);
  for (const name of Object.keys(esm).filter((name) => !name.startsWith("_"))) {
    assert.match(types, new RegExp(`export declare (abstract )?(class|const|function) ${name}\\b`), name);
  }
  for (const code of esm.errorCodes) assert.ok(types.includes(`"${code}"`), code);
  for (const { id, name } of esm.list()) assert.match(types, new RegExp(`"${id}": \\{ params: ${name}Params;`));
});
