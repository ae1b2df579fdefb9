// What was started is stopped in the opposite order, once, whether a person, a failure or a dead child asks for it.

/** @type {Array<() => Promise<void>>} */
const stops = [];
/** @type {Promise<void> | null} */
let stopping = null;
/** @type {Promise<unknown>} */
let current = Promise.resolve();

/** Thrown out of a step that ended after somebody had asked to stop. */
export class Stopped extends Error {}

/** @param {() => Promise<void>} stop what undoes the thing that was just started */
export function onStop(stop) {
  stops.push(stop);
}

export function isStopping() {
  return stopping !== null;
}

/**
 * Says what is done, does it, and says how long it took.
 * @template Result
 * @param {string} title
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function step(title, work) {
  const since = performance.now();
  process.stdout.write(`${title} … `);
  const doing = work();
  current = doing.catch(() => undefined);
  try {
    const result = await doing;
    if (stopping) throw new Stopped();
    process.stdout.write(`${seconds(performance.now() - since)}\n`);
    return result;
  } catch (error) {
    if (stopping) throw new Stopped();
    process.stdout.write("failed\n");
    throw error;
  }
}

/** @param {number} ms */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 0)} s`;
}

/** Waits for the step that is under way, so that nothing starts behind its back. */
export function stopAll() {
  stopping ??= stopInTurn();
  return stopping;
}

async function stopInTurn() {
  for (const interrupt of interrupts) interrupt();
  await current;
  for (const stop of stops.reverse()) await stop().catch((error) => console.error(String(error)));
}

/** @type {Set<() => void>} */
const interrupts = new Set();

/**
 * @param {() => void} interrupt ends the work of the present step early
 * @returns {() => void} to be called when that work is over
 */
export function onInterrupt(interrupt) {
  if (stopping) interrupt();
  interrupts.add(interrupt);
  return () => void interrupts.delete(interrupt);
}

/**
 * A terminal sends Ctrl-C to us and npm sends it again: the second is no other wish.
 * @param {number} exitCode with which to end when asked to stop
 */
export function stopOnSignals(exitCode) {
  const stop = () => {
    if (!stopping) process.stdout.write("\nStopping.\n");
    stopAll().then(() => process.exit(exitCode));
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  if (process.env.npm_lifecycle_event) whenOrphaned(stop);
}

/**
 * npm runs us by a shell, which passes no SIGTERM on: it ends, and we see that it is gone.
 * @param {() => void} stop
 */
function whenOrphaned(stop) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(), 200).unref();
}
