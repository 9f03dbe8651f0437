// Tests the two packed packages as a user has them: installed offline in an empty folder outside the tree.
// `node run.mjs FOLDER` with the folder of the two tarballs; `npm ci` here first, for the compiler of the types.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const tarballs = path.resolve(process.argv[2] ?? ".");
const found = readdirSync(tarballs).filter((file) => file.endsWith(".tgz"));
if (found.length !== 2) throw new Error(`${tarballs} has ${found.length} tarballs; must be the two that pack.mjs makes`);
const tsc = path.join(here, "node_modules", "typescript", "bin", "tsc");
if (!existsSync(tsc)) throw new Error(`no TypeScript; run: npm ci --prefix ${here}`);

const folder = mkdtempSync(path.join(tmpdir(), "kingpost-npm-"));
try {
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true }));
  const install = ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"];
  execFileSync("npm", [...install, ...found.map((file) => path.join(tarballs, file))], { cwd: folder, stdio: "inherit" });
  for (const file of readdirSync(here)) {
    if (/\.(mjs|cjs|mts|cts)$/.test(file) && file !== "run.mjs") cpSync(path.join(here, file), path.join(folder, file));
  }
  const env = {
    ...process.env,
    KINGPOST_TARBALLS: tarballs,
    KINGPOST_TSC: tsc,
    KINGPOST_CONFORMANCE: path.join(here, "..", "..", "core", "conformance"),
  };
  const run = (...args) => spawnSync(process.execPath, args, { cwd: folder, env, stdio: "inherit" }).status ?? 1;
  const tests = readdirSync(folder).filter((file) => file.endsWith(".test.mjs"));
  process.exitCode = run("--expose-gc", "--test", ...tests) || run("conformance.mjs", env.KINGPOST_CONFORMANCE);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
