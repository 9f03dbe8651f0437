// Makes the two npm packages of this platform: `node pack.mjs LIBRARY FOLDER`, where LIBRARY is what
// `cargo build --release -p kingpost-node` built (target/release/libkingpost_node.so).
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const [library, folder] = process.argv.slice(2).map((argument) => path.resolve(argument));
if (!folder) throw new Error("usage: node pack.mjs LIBRARY FOLDER");
const here = path.dirname(fileURLToPath(import.meta.url));
const platform = path.join(here, "platform", "linux-x64-gnu");
const read = (folder) => JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));

const [main, native] = [read(here), read(platform)];
if (main.version !== native.version || main.optionalDependencies[native.name] !== native.version) {
  throw new Error(`kingpost is ${main.version}, but ${native.name} is ${native.version}`);
}
copyFileSync(library, path.join(platform, native.main));
mkdirSync(folder, { recursive: true });
for (const from of [platform, here]) {
  const args = ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder];
  process.stdout.write(execFileSync("npm", args, { cwd: from, encoding: "utf8" }));
}
