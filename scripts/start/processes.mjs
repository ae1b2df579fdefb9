// What the system knows about processes. Linux answers from /proc, other systems from ps.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * A process that ended but was not yet reaped counts as gone.
 * @param {number} pid
 * @returns {{ parent: number, started: string } | null} null when there is no such living process;
 *   `started` tells a process from a later one with the same number
 */
export function findProcess(pid) {
  return process.platform === "linux" ? findByProc(pid) : findByPs(pid);
}

/** @param {number} pid */
function findByProc(pid) {
  let line;
  try {
    line = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return null;
  }
  // The name in parentheses may hold spaces: fields are counted from the last parenthesis.
  const [state, parent, ...rest] = line.slice(line.lastIndexOf(")") + 2).split(" ");
  if (state === "Z" || state === "X") return null;
  return { parent: Number(parent), started: String(rest[17]) };
}

/** @param {number} pid */
function findByPs(pid) {
  try {
    const line = execFileSync("ps", ["-o", "ppid=,stat=,lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
    const [parent, state, ...started] = line.split(/\s+/);
    return line === "" || state?.startsWith("Z") ? null : { parent: Number(parent), started: started.join(" ") };
  } catch {
    return null;
  }
}

/**
 * Which living processes work in a folder. Postgres and all its children do so in their data folder.
 * @param {string} folder
 * @returns {Array<number> | null} null where the system cannot say
 */
export function processesIn(folder) {
  if (process.platform !== "linux") return null;
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => folderOf(pid) === folder && findProcess(pid) !== null);
}

/** @param {number} pid */
function folderOf(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

/**
 * Sends the first signal, then the second if that was not enough.
 * @param {number} pid
 * @param {{ signal: NodeJS.Signals, waitMs: number, lastSignal: NodeJS.Signals }} how
 */
export async function endProcess(pid, { signal, waitMs, lastSignal }) {
  signalProcess(pid, signal);
  if (await isGoneWithin(pid, waitMs)) return;
  signalProcess(pid, lastSignal);
  await isGoneWithin(pid, waitMs);
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function signalProcess(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

/**
 * @param {number} pid
 * @param {number} waitMs
 */
async function isGoneWithin(pid, waitMs) {
  for (const until = Date.now() + waitMs; Date.now() < until; await sleep(20)) {
    if (findProcess(pid) === null) return true;
  }
  return findProcess(pid) === null;
}
