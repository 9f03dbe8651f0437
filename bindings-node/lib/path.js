"use strict";

const { fileURLToPath } = require("node:url");
const { invalidParams } = require("./error.js");
const { wellFormed } = require("./strings.js");

/** A file's path from text or a file: URL. */
function filePath(path) {
  if (typeof path === "string") return wellFormed(path, "the path");
  if (path instanceof URL && path.protocol === "file:") return fileURLToPath(path);
  throw invalidParams(`the path is ${String(path)}; must be text or a file: URL`, { param: "path" });
}

module.exports = { filePath };
