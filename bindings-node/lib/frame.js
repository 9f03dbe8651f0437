"use strict";

const { invalidData } = require("./error.js");
const { unpackStrings } = require("./strings.js");

/** Columns by name. Iterating gives rows; JSON gives plain lists. */
class Frame {
  *[Symbol.iterator]() {
    const columns = Object.entries(this);
    const rows = columns[0]?.[1].length ?? 0;
    for (let row = 0; row < rows; row += 1) {
      yield Object.fromEntries(columns.map(([name, values]) => [name, values[row]]));
    }
  }
}
// Not a method of the class's own names: a column may have any name, and an own one comes first.
Object.defineProperty(Frame.prototype, "toJSON", {
  value() {
    return Object.fromEntries(Object.entries(this).map(([name, values]) => [name, Array.from(values)]));
  },
});

/** Rows that are mostly zeros, in compressed form. */
class SparseMatrix {
  constructor({ rows, columns, indptr, indices, values }) {
    Object.assign(this, { rows, columns, indptr, indices, values });
  }

  toJSON() {
    const list = ({ rows, columns, ...arrays }) => [rows, columns, arrays];
    const [rows, columns, arrays] = list(this);
    return { rows, columns, ...Object.fromEntries(Object.entries(arrays).map(([name, values]) => [name, Array.from(values)])) };
  }
}

/** What the native side gives back, as a user sees it. */
function fromWire(wire) {
  return Array.isArray(wire) ? frame(wire) : new SparseMatrix(wire.csr);
}

/** Of name, type, values and counts of each column, one after the other. */
function frame(fields) {
  const result = new Frame();
  for (let at = 0; at < fields.length; at += 4) {
    const value = column(fields[at], fields[at + 1], fields[at + 2], fields[at + 3]);
    // Defined, not assigned: a column may be called __proto__.
    Object.defineProperty(result, fields[at], { value, enumerable: true, configurable: true, writable: true });
  }
  return result;
}

function column(name, type, values, counts) {
  switch (type) {
    case "str":
      return unpackStrings(values, counts);
    case "bool":
      return Array.from(values, Boolean);
    case "time":
      return Array.from(values, (time, row) => date(name, time, row));
    default:
      return values;
  }
}

/** The last moment that a Date can be. */
const LAST = 8.64e15;

function date(name, time, row) {
  if (Math.abs(time) <= LAST) return new Date(time);
  const message = `column '${name}' has ${time} milliseconds since 1970 in row ${row}; a Date holds up to ${LAST}`;
  throw invalidData(message, { column: name, row: `${row}` });
}

module.exports = { Frame, frame, fromWire, SparseMatrix };
