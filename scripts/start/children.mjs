// The site's own processes: the web and the jobs.
import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isStopping, onStop } from "./lifetime.mjs";
import { endProcess } from "./processes.mjs";
import { Refusal } from "./refusal.mjs";
import { root } from "./root.mjs";
import { noteChild } from "./running.mjs";

const READY_WITHIN_MS = 180_000;
const KEPT_CHARACTERS = 3_000;

/** @typedef {{ name: string, ended: Promise<string> }} Child `ended` tells why, should it end by itself */

/**
 * @param {{ name: string, args: Array<string>, env: NodeJS.ProcessEnv, folder: string, isLogged: boolean }} options
 *   `isLogged`: what it says goes to a file and not to the terminal
 * @returns {Child}
 */
export function startChild({ name, args, env, folder, isLogged }) {
  const logFile = path.join(folder, "log", `${name}.log`);
  const output = isLogged ? openLog(logFile) : "inherit";
  // A group of its own: a terminal's Ctrl-C reaches it only through us, in its turn.
  const child = spawn(process.execPath, args, { cwd: root, env, detached: true, stdio: ["ignore", output, output] });
  if (typeof output === "number") closeSync(output);
  const pid = child.pid ?? 0;
  noteChild(folder, pid);
  onStop(() => endProcess(pid, { signal: "SIGTERM", waitMs: 15_000, lastSignal: "SIGKILL" }));

  const ended = new Promise((resolve) => {
    child.once("exit", (code, signal) => {
      const said = isLogged ? `\n${readFileSync(logFile, "utf8").slice(-KEPT_CHARACTERS).trim()}` : "";
      resolve(`The ${name} process ended by itself (${signal ?? `exit code ${code}`}).${said}`);
    });
  });
  return { name, ended };
}

/** @param {string} file */
function openLog(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  return openSync(file, "w", 0o600);
}

/**
 * @param {string} origin where the site listens
 * @param {Array<Child>} children
 */
export async function waitUntilReady(origin, children) {
  const failed = Promise.race(children.map((child) => child.ended)).then((why) => ({ why }));
  let answer = "it does not answer";
  for (const until = Date.now() + READY_WITHIN_MS; Date.now() < until && !isStopping(); ) {
    const turn = await Promise.race([failed, ask(`${origin}/readyz`)]);
    if (typeof turn === "object") throw new Refusal(turn.why);
    if (turn === "ready") return;
    answer = turn;
    await Promise.race([failed, sleep(100)]);
  }
  if (!isStopping()) throw new Refusal(`The site did not become ready: ${answer}`);
}

/**
 * @param {string} url
 * @returns {Promise<string>}
 */
async function ask(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    return response.ok ? "ready" : (await response.text()).slice(0, 500);
  } catch (error) {
    return String(error.cause ?? error);
  }
}
