import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(path.join(tmpdir(), "kingpost-loader-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const modules = path.join(process.cwd(), "node_modules");
const platform = `${process.platform}-${process.arch}`;
const { version } = JSON.parse(readFileSync(path.join(modules, "kingpost", "package.json"), "utf8"));
const native = path.join(modules, "@kingpost", "linux-x64-gnu", "kingpost.node");

/** Requires the package in a copy of the installation that `change` has changed; returns what the error says. */
function failure(name, change, env = {}) {
  const copy = path.join(folder, name);
  cpSync(modules, path.join(copy, "node_modules"), { recursive: true });
  change(path.join(copy, "node_modules", "@kingpost", "linux-x64-gnu"));
  const code = `
    try { require("kingpost"); console.log("{}"); } catch ({ code, message, cause }) {
      console.log(JSON.stringify({ code, cause: cause && cause.message, lines: message.split("\\n") }));
    }
  `;
  const result = spawnSync(process.execPath, ["-e", code], { cwd: copy, encoding: "utf8", env: { ...process.env, ...env } });
  assert.equal(result.status, 0, result.stderr);
  return JSON.parse(result.stdout);
}

const place = new RegExp(`^kingpost ${version} cannot load its native library on ${platform} \\(glibc .*\\), Node ${process.version}\\.$`);
const remedy = `To install it: npm install --include=optional kingpost@${version} @kingpost/linux-x64-gnu@${version}`;

test("the platform's package is missing", () => {
  const { code, cause, lines } = failure("missing", (at) => rmSync(at, { recursive: true }));
  assert.equal(code, "KINGPOST_NATIVE_LOAD");
  assert.match(cause, /Cannot find module '@kingpost\/linux-x64-gnu'/);
  assert.match(lines[0], /^Cannot find module '@kingpost\/linux-x64-gnu'/);
  assert.match(lines[1], place);
  assert.match(lines[2], /^ {2}tried @kingpost\/linux-x64-gnu: Cannot find module/);
  assert.equal(lines[3], remedy);
});

test("the library is corrupt: the system's own words come first", () => {
  const { code, lines } = failure("corrupt", (at) => writeFileSync(path.join(at, "kingpost.node"), "a pointer of Git LFS"));
  assert.equal(code, "KINGPOST_NATIVE_LOAD");
  assert.match(lines[0], /kingpost\.node: (file too short|invalid ELF header)$/);
  assert.match(lines[1], place);
  assert.equal(lines.at(-1), remedy);
});

test("the library is of another system", () => {
  const { lines } = failure("other", (at) => {
    const bytes = readFileSync(path.join(at, "kingpost.node"));
    bytes.writeUInt16LE(183, 18); // the ELF machine of aarch64
    writeFileSync(path.join(at, "kingpost.node"), bytes);
  });
  assert.match(lines[0], /kingpost\.node: .*(wrong|cannot open shared object file|ELF)/i);
});

test("KINGPOST_NATIVE_PATH names the library", () => {
  const gone = (at) => rmSync(at, { recursive: true });
  assert.deepEqual(failure("chosen", gone, { KINGPOST_NATIVE_PATH: native }), {});
  const { code, lines } = failure("unchosen", () => {}, { KINGPOST_NATIVE_PATH: "/no/such/library.node" });
  assert.equal(code, "KINGPOST_NATIVE_LOAD");
  assert.match(lines[0], /^\/no\/such\/library\.node: cannot open shared object file/);
});

test("the manifest says what the library needs", () => {
  const manifest = JSON.parse(readFileSync(path.join(path.dirname(native), "package.json"), "utf8"));
  assert.deepEqual([manifest.os, manifest.cpu, manifest.libc], [["linux"], ["x64"], ["glibc"]]);
  const needed = execFileSync("readelf", ["-d", native], { encoding: "utf8" }).match(/NEEDED.*\[(.*)\]/g).join();
  assert.match(needed, /libc\.so\.6/);
  assert.doesNotMatch(needed, /musl|libstdc|libgomp|libssl/);
});

test("the packages are small and run nothing on install", () => {
  const tarballs = process.env.KINGPOST_TARBALLS;
  for (const file of readdirSync(tarballs).filter((name) => name.endsWith(".tgz"))) {
    assert.ok(statSync(path.join(tarballs, file)).size < 10e6, `${file} is over 10 MB`);
  }
  for (const name of ["kingpost", "@kingpost/linux-x64-gnu"]) {
    assert.equal(JSON.parse(readFileSync(path.join(modules, name, "package.json"), "utf8")).scripts, undefined);
  }
});
