"use strict";

const { describe, invalidData } = require("./error.js");

/** Text of well-formed UTF-16; half a character has no UTF-8, and would come out as another text. */
function wellFormed(text, what, refuse = invalidData, context = undefined) {
  const half = /\p{Surrogate}/u.exec(text);
  if (half === null) return text;
  const unit = half[0].charCodeAt(0).toString(16);
  throw refuse(`${what} has half a character (\\u${unit}): ${describe(text)}; must be well-formed UTF-16`, context);
}

/** As long as a string may be is 2^29 units; this leaves room for one text more. */
const CHUNK = 2 ** 26;
const MISSING = 2 ** 32 - 1;

/**
 * Packs a column of text into few large strings, because each string that crosses costs a call. Neighbours that are equal
 * are packed once: in a panel an id comes as often as its series is long.
 */
function packStrings(name, values) {
  const lengths = [];
  const counts = [];
  const chunks = [];
  let pending = [];
  let size = 0;
  let previous;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? null;
    if (row > 0 && value === previous) {
      counts[counts.length - 1] += 1;
      continue;
    }
    previous = value;
    counts.push(1);
    if (value === null) {
      lengths.push(MISSING);
      continue;
    }
    if (typeof value !== "string") {
      const message = `column '${name}' has ${String(value)} (${typeof value}) in row ${row} among texts; must be of one type`;
      throw invalidData(message, { column: name, row: `${row}` });
    }
    if (size > 0 && size + value.length > CHUNK) {
      chunks.push(pending.join(""));
      [pending, size] = [[], 0];
    }
    lengths.push(value.length);
    pending.push(value);
    size += value.length;
  }
  if (size > 0) chunks.push(pending.join(""));
  return { chunks, lengths: Uint32Array.from(lengths), counts: Uint32Array.from(counts) };
}

/** Runs of equal strings, written out. */
function unpackStrings(values, counts) {
  if (counts.every((count) => count === 1)) return values;
  const all = new Array(counts.reduce((sum, count) => sum + count, 0));
  let row = 0;
  values.forEach((value, run) => {
    all.fill(value, row, row + counts[run]);
    row += counts[run];
  });
  return all;
}

module.exports = { packStrings, unpackStrings, wellFormed };
