"use strict";

const { describe, invalidData, KingpostError } = require("./error.js");
const { packStrings, wellFormed } = require("./strings.js");

/**
 * Brings a user's data into one of the shapes that the native side reads (see src/input.rs). `only` names the column of
 * a plain list of numbers, and `empty` that of a list of nothing, which holds texts if it is called so.
 */
function toWire(data, only = "x0", empty = undefined) {
  if (data instanceof Uint8Array) return { arrow: bytes(data, "the Arrow data") };
  if (ArrayBuffer.isView(data)) return { columns: column(only, data) };
  if (Array.isArray(data)) return fromList(data, only, empty);
  if (data === null || typeof data !== "object" || isEmptyBuiltIn(data)) {
    const may = "an object of columns, an array of rows, of numbers or of texts, a matrix, or Arrow bytes";
    throw invalidData(`the data is ${describe(data)}; must be ${may}`);
  }
  if (data.indptr !== undefined && data.indices !== undefined) return { csr: csr(data) };
  if (typeof data.rows === "number" && typeof data.columns === "number") return matrix(data);
  return { columns: Object.keys(data).flatMap((name) => column(name, data[name])) };
}

/** A Map, a Set, an ArrayBuffer, a Promise and the like, which have no columns; a plain object without columns is one still. */
const isEmptyBuiltIn = (data) => Object.keys(data).length === 0 && Object.prototype.toString.call(data) !== "[object Object]";

function fromList(list, only, empty) {
  if (list.length === 0) return { columns: empty === undefined ? [] : column(empty, empty === "text" ? NO_TEXTS : list) };
  const first = list.find((value) => value !== null && value !== undefined);
  if (typeof first === "string") return { columns: column("text", list) };
  if (Array.isArray(first) || ArrayBuffer.isView(first)) return matrixOfRows(list);
  if (typeof first === "object" && !(first instanceof Date)) return columnsOfRows(list);
  return { columns: column(only, list) };
}

const NO_TEXTS = { type: "str", values: [] };

function columnsOfRows(rows) {
  const names = Object.keys(rows[0] ?? {});
  const known = new Set(names);
  rows.forEach((row, index) => {
    if (row === null || typeof row !== "object") {
      throw invalidData(`row ${index} is ${describe(row)}; must be an object as the other rows`, { row: `${index}` });
    }
    const extra = Object.keys(row).find((name) => !known.has(name));
    if (extra !== undefined) throw invalidData(`row ${index} has '${extra}', which row 0 does not have`, { row: `${index}` });
  });
  return { columns: names.flatMap((name) => column(name, rows.map((row) => row[name]))) };
}

function matrixOfRows(rows) {
  const width = rows[0]?.length ?? 0;
  const matrix = new Float64Array(rows.length * width);
  rows.forEach((row, index) => {
    if (!Array.isArray(row) && !ArrayBuffer.isView(row)) {
      throw invalidData(`row ${index} is ${describe(row)}; must be an array of numbers as the other rows`, { row: `${index}` });
    }
    if (row.length !== width) {
      throw invalidData(`row ${index} has ${row.length} values, but row 0 has ${width}`, { row: `${index}` });
    }
    matrix.set(numbers(`row ${index}`, row), index * width);
  });
  return { matrix, width };
}

/** Rows end to end. */
function matrix({ data, rows, columns }) {
  const values = numbers("data", data);
  if (!Number.isInteger(rows) || !Number.isInteger(columns) || rows * columns !== values.length) {
    throw invalidData(`the matrix has ${values.length} values; ${rows} rows of ${columns} columns need ${rows * columns}`);
  }
  return { matrix: values, width: columns };
}

function csr({ columns, indptr, indices, values }) {
  if (!Number.isInteger(columns) || columns < 0 || columns > 2 ** 31 - 1) {
    throw invalidData(`a sparse matrix has ${describe(columns)} columns; must be a whole number up to 2^31 - 1`);
  }
  return {
    columns,
    indptr: numbers("indptr", indptr),
    indices: Int32Array.from(numbers("indices", indices)),
    values: numbers("values", values),
  };
}

/** The four fields of a column, of the type that its values show; `{type, values}` says it outright. */
function column(name, given) {
  wellFormed(name, "the name of a column", invalidData, { column: name });
  const { type, values, unit } = typed(name, given);
  return [name, type, values, unit];
}

function typed(name, values) {
  if (Array.isArray(values)) return ofList(name, values);
  if (ArrayBuffer.isView(values)) return ofTyped(name, values);
  if (typeof values?.type === "string" && values.values !== undefined) return ofType(name, values);
  throw fault(name, `is ${describe(values)}; must be an array`);
}

function ofTyped(name, values) {
  readable(values, `column '${name}'`);
  if (values instanceof Float64Array) return { type: "f64", values };
  if (values instanceof Float32Array) return { type: "f64", values: Float64Array.from(values) };
  if (values instanceof BigInt64Array) return { type: "i64", values };
  if (values instanceof BigUint64Array) return { type: "i64", values: bigs(name, Array.from(values)) };
  if (values instanceof DataView) throw fault(name, "is a DataView; must be an array");
  return { type: "i64", values: Float64Array.from(values) };
}

function ofList(name, values) {
  const kinds = { number: ofNumbers, string: ofStrings, bigint: ofBigs, boolean: ofBooleans, date: ofDates };
  const first = values.find((value) => value !== null && value !== undefined);
  const make = first === undefined ? ofNumbers : kinds[kind(first)];
  if (!make) throw fault(name, `holds ${describe(first)}; must hold numbers, text, dates or truth values`);
  return make(name, values);
}

const kind = (value) => (value instanceof Date ? "date" : typeof value);
const ofNumbers = (name, values) => ({ type: "f64", values: numbers(`column '${name}'`, values) });
const ofStrings = (name, values) => ({ type: "str", values: packStrings(name, values) });
const ofBigs = (name, values) => ({ type: "i64", values: bigs(name, values) });

function ofBooleans(name, values) {
  return { type: "bool", values: Uint8Array.from(values, (value, row) => Number(same("boolean", name, value, row))) };
}

function ofDates(name, values) {
  const ticks = (value, row) => {
    const time = same("date", name, value, row).getTime();
    if (Number.isNaN(time)) throw missing(name, row, "an invalid date");
    return time;
  };
  return { type: "time", unit: "ms", values: Float64Array.from(values, ticks) };
}

function bigs(name, values) {
  return BigInt64Array.from(values, (value, row) => {
    if (BigInt.asIntN(64, same("bigint", name, value, row)) === value) return value;
    throw fault(name, `has ${value} in row ${row}; must fit 64 bits`, row);
  });
}

/** The value of a column that cannot have missing values. */
function same(expected, name, value, row) {
  if (kind(value) === expected) return value;
  if (value === null || value === undefined) throw missing(name, row, `no ${expected}`);
  throw fault(name, `has ${describe(value)} in row ${row} among ${expected}s; must be of one type`, row);
}

/** A copy-free Float64Array where there is one; null and undefined are missing numbers. */
function numbers(what, values) {
  if (values instanceof Float64Array) return readable(values, what);
  if (ArrayBuffer.isView(values)) return Float64Array.from(readable(values, what), Number);
  if (!Array.isArray(values)) throw invalidData(`${what} is ${describe(values)}; must be an array of numbers`);
  return Float64Array.from(values, (value, row) => {
    if (typeof value === "number") return value;
    if (value === null || value === undefined) return NaN;
    throw invalidData(`${what} has ${describe(value)} in row ${row}; must be numbers`, { row: `${row}` });
  });
}

function ofType(name, { type, values, unit }) {
  const number = () => (values instanceof BigInt64Array ? values : numbers(`column '${name}'`, values));
  switch (type) {
    case "f64":
      return ofNumbers(name, values);
    case "i64":
      return { type, values: number() };
    case "time":
      return values[0] instanceof Date ? ofDates(name, values) : { type, unit: unit ?? "ms", values: number() };
    case "bool":
      return ofBooleans(name, Array.from(values));
    case "str":
      return ofStrings(name, Array.from(values));
    default:
      throw fault(name, `has the type ${describe(type)}; must be "f64", "i64", "bool", "str" or "time"`);
  }
}

/** A detached array has become empty; shared memory is copied, for it may change while it is read. */
function readable(values, what) {
  if (values.byteLength === 0 && isDetached(values.buffer)) throw invalidData(`${what} is detached: its memory was moved elsewhere`);
  if (typeof SharedArrayBuffer === "function" && values.buffer instanceof SharedArrayBuffer) return values.slice();
  return values;
}

function isDetached(buffer) {
  try {
    new Uint8Array(buffer);
    return false;
  } catch {
    return true;
  }
}

/** Bytes of a file. */
function bytes(values, what) {
  if (values instanceof Uint8Array) return readable(values, what);
  throw invalidData(`${what} is ${describe(values)}; must be a Uint8Array`);
}

const place = (name, row) => (row === undefined ? { column: name } : { column: name, row: `${row}` });
const fault = (name, message, row) => invalidData(`column '${name}' ${message}`, place(name, row));
const missing = (name, row, what) =>
  new KingpostError("kp.missing_values", `column '${name}' has ${what} in row ${row}`, place(name, row));

module.exports = { bytes, column, toWire };
