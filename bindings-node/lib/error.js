"use strict";

/** The one error of this package: `code` is the same in every language, `context` names the place. */
class KingpostError extends Error {
  constructor(code, message, context = {}, cause = undefined) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}
// On the prototype, as with the built-in errors, so that it is not listed among an error's own fields.
Object.defineProperty(KingpostError.prototype, "name", { value: "KingpostError", configurable: true, writable: true });

/** The native side throws errors whose message is JSON: the one place where they become KingpostErrors. */
function fromNative(error) {
  if (error instanceof KingpostError) return error;
  try {
    const { code, message, context, cause } = JSON.parse(error.message);
    return new KingpostError(code, message, context, cause ? new Error(cause) : undefined);
  } catch {
    return new KingpostError("kp.internal", `a bug in Kingpost: ${error.message}`, {}, error);
  }
}

/** Calls the native side. */
function guard(f) {
  try {
    return f();
  } catch (error) {
    throw fromNative(error);
  }
}

/** A value as a message shows it. */
function describe(value) {
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (Array.isArray(value)) return "an array";
  if (typeof value === "function") return `the function ${value.name}`;
  if (value instanceof RegExp) return `the RegExp ${value}`;
  if (value !== null && typeof value === "object") return `an object (${value.constructor?.name || "without a class"})`;
  return String(value);
}

const invalidData = (message, context) => new KingpostError("kp.invalid_data", message, context);
const invalidParams = (message, context) => new KingpostError("kp.invalid_params", message, context);

module.exports = { KingpostError, describe, fromNative, guard, invalidData, invalidParams };
