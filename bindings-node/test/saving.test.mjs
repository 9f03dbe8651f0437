import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import * as kp from "kingpost";
import { sleep } from "./helpers.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "kingpost-saving-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const CHILD = `
  const kp = require("kingpost");
  const model = (name) => {
    const model = kp.fitSync("forecast.naive", {}, Float64Array.from({ length: 250_000 }, (_, at) => at));
    model.setCard({ name });
    return model;
  };
`;

/** A folder with a file, the name of the model in it, and how many files lie there. */
function saved(name) {
  const file = path.join(mkdtempSync(path.join(folder, name)), "m.kp.safetensors");
  const model = kp.fitSync("forecast.naive", {}, [1, 2]);
  model.setCard({ name: "first" });
  model.saveSync(file);
  return { file, name: () => kp.loadSync(file).card.name, files: () => readdirSync(path.dirname(file)).length };
}

test("a full disk leaves the old file", () => {
  const { file, name, files } = saved("full");
  const code = `${CHILD} try { model("new").saveSync(${JSON.stringify(file)}); } catch (error) { console.log(error.code); }`;
  // A limit on the size of files stops the writing in the middle, as a full disk does, and needs no rights.
  const shell = 'trap "" XFSZ; ulimit -f 1024; exec "$0" -e "$1"';
  const { stdout, stderr } = spawnSync("sh", ["-c", shell, process.execPath, code], { encoding: "utf8" });
  assert.equal(stdout, "kp.io\n", stderr);
  assert.deepEqual([name(), files()], ["first", 1]);
});

test("a kill during a save leaves a whole file", async () => {
  const { file, name, files } = saved("kill");
  const to = JSON.stringify(file);
  const code = `${CHILD} const [old, fresh] = [model("old"), model("new")]; for (;;) { fresh.saveSync(${to}); old.saveSync(${to}); }`;
  const names = new Set();
  for (let round = 0; round < 6; round += 1) {
    // A child that was killed leaves its temporary file behind.
    const [before, started] = [files(), performance.now()];
    const child = spawn(process.execPath, ["-e", code], { stdio: "inherit" });
    while (files() === before && performance.now() - started < 60_000) await sleep(1);
    await sleep(20 * round + 30 * Math.random());
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
    names.add(name());
  }
  assert.ok([...names].every((one) => ["first", "old", "new"].includes(one)) && !(names.size === 1 && names.has("first")), [...names]);
});
