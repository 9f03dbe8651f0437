"use strict";

const native = require("./load.js");
const { fromNative, guard, invalidParams } = require("./error.js");

/**
 * A plan is what a verb is about to do: `start` hands it to the native side, with a call if it is to run on a thread, `finish` makes the answer of what comes
 * back, `options` has `signal` and `onProgress`. Both twins of a verb carry out the same plan.
 */
const synchronous = (plan) =>
  function (...args) {
    const { start, finish, options } = plan.apply(this, args);
    check(options);
    // Without a call the native side answers at once.
    return guard(() => finish(start(undefined)));
  };

const asynchronous = (plan) =>
  function (...args) {
    // What is wrong with the arguments rejects too; data is copied before this function returns.
    return new Promise((resolve, reject) => submit(plan.apply(this, args), resolve, reject));
  };

/** Gives a class a verb that returns a promise, and its twin that does not. */
function twins(target, name, plan) {
  const method = (name, value) => {
    Object.defineProperty(value, "name", { value: name });
    Object.defineProperty(target, name, { value, configurable: true, writable: true });
  };
  method(name, asynchronous(plan));
  method(`${name}Sync`, synchronous(plan));
}

const waiting = new Map();
let bridge;
let tickets = 0;
let pulse;

function submit({ start, finish, options }, resolve, reject) {
  check(options);
  const { signal, onProgress } = options;
  bridge ??= new native.Bridge(done);
  const ticket = (tickets = (tickets + 1) >>> 0);
  const call = new native.Call(bridge, ticket);
  const close = () => {
    waiting.delete(ticket);
    signal?.removeEventListener("abort", abort);
    if (waiting.size === 0) pulse = void clearInterval(pulse);
  };
  const stop = (error) => {
    close();
    call.cancel();
    reject(error);
  };
  const abort = () => stop(signal.reason);
  const settle = () => {
    close();
    try {
      resolve(finish(guard(() => call.take())));
    } catch (error) {
      reject(error);
    }
  };
  guard(() => start(call));
  signal?.addEventListener("abort", abort, { once: true });
  waiting.set(ticket, { settle, beat: onProgress && (() => report(call, onProgress, stop)) });
  // The native side does not hold the event loop open; this timer does, for as long as somebody waits.
  pulse ??= setInterval(beat, 100);
}

/** The native side says that a call is done; one that was aborted is no longer waited for. */
function done(ticket) {
  const entry = waiting.get(ticket);
  if (!entry) return;
  entry.beat?.();
  if (waiting.has(ticket)) entry.settle();
}

function beat() {
  for (const entry of [...waiting.values()]) entry.beat?.();
}

function report(call, onProgress, stop) {
  const [done, total] = call.progress();
  if (total === 0) return;
  try {
    onProgress({ done, total });
  } catch (error) {
    stop(error);
  }
}

function check(options) {
  const { signal, onProgress } = options;
  // Null is none, as in fetch.
  if (signal !== undefined && signal !== null && typeof signal.addEventListener !== "function") {
    throw invalidParams("signal must be an AbortSignal", { param: "signal" });
  }
  if (onProgress !== undefined && onProgress !== null && typeof onProgress !== "function") {
    throw invalidParams("onProgress must be a function", { param: "onProgress" });
  }
  signal?.throwIfAborted();
}

module.exports = { asynchronous, fromNative, guard, native, synchronous, twins };
