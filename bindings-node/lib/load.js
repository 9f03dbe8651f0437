"use strict";

const { existsSync } = require("node:fs");
const path = require("node:path");
const { version } = require("../package.json");

// Plain strings, so that bundlers and tracers find the packages.
const PACKAGES = {
  "linux-x64": { "@kingpost/linux-x64-gnu": () => require("@kingpost/linux-x64-gnu") },
};

/** The native library: the file that KINGPOST_NATIVE_PATH names, the platform's package, or the file of a local build. */
function load() {
  const failures = [];
  for (const [name, open] of candidates()) {
    try {
      const native = open();
      if (native.version() === version) return native;
      throw new Error(`it is version ${native.version()}, but the package kingpost is ${version}`);
    } catch (error) {
      failures.push([name, error]);
    }
  }
  throw failure(failures);
}

function candidates() {
  const chosen = process.env.KINGPOST_NATIVE_PATH;
  if (chosen) return [[chosen, () => open(path.resolve(chosen))]];
  const platform = `${process.platform}-${process.arch}`;
  const local = path.join(__dirname, "..", `kingpost.${platform}.node`);
  const found = Object.entries(PACKAGES[platform] ?? {});
  return existsSync(local) ? [...found, [local, () => open(local)]] : found;
}

// `process.dlopen` keeps bundlers from following a path that is known only here.
function open(file) {
  const module = { exports: {} };
  process.dlopen(module, file);
  return module.exports;
}

/** Says the system's own words first, then where this is, what was tried, and what to do. */
function failure(failures) {
  const platform = `${process.platform}-${process.arch}`;
  const absent = (error) => error.code === "MODULE_NOT_FOUND";
  // A package that is there but does not load says more than one that is not there.
  const real = failures.find(([, error]) => !absent(error)) ?? failures[0];
  const cause = real?.[1];
  const supported = Object.keys(PACKAGES).join(", ");
  const lines = [
    cause ? firstLine(cause) : `there is no native library for ${platform}; there is one for ${supported}`,
    `kingpost ${version} cannot load its native library on ${platform}${libc()}, Node ${process.version}.`,
    ...failures.map(([name, error]) => `  tried ${name}: ${firstLine(error)}`),
  ];
  if (libc() === " (musl)") lines.push("There is no library for musl: use an image with glibc, such as node:22-slim.");
  else if (failures.length > 0) lines.push(`To install it: npm install ${remedy(platform)}`);
  const error = new Error(lines.join("\n"), { cause });
  error.code = "KINGPOST_NATIVE_LOAD";
  return error;
}

const firstLine = (error) => String(error?.message ?? error).split("\n")[0];

const remedy = (platform) => {
  const packages = Object.keys(PACKAGES[platform] ?? {}).map((name) => `${name}@${version}`);
  return ["--include=optional", `kingpost@${version}`, ...packages].join(" ");
};

function libc() {
  if (process.platform !== "linux") return "";
  const { glibcVersionRuntime } = process.report.getReport().header;
  return glibcVersionRuntime ? ` (glibc ${glibcVersionRuntime})` : " (musl)";
}

module.exports = load();
