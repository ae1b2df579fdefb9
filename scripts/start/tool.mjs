// Runs another program to its end.
import { spawn } from "node:child_process";
import { onInterrupt } from "./lifetime.mjs";
import { Refusal } from "./refusal.mjs";
import { root } from "./root.mjs";

const KEPT_CHARACTERS = 1_000_000;
const SHOWN_CHARACTERS = 2_000;

/**
 * Quiet while it goes well; what it said is in the error when it does not.
 * @param {string} command
 * @param {Array<string>} args
 * @param {{ env?: NodeJS.ProcessEnv }} [options]
 */
export async function runTool(command, args, { env = process.env } = {}) {
  // A group of its own, so that it can be ended with all that it started.
  const child = spawn(command, args, { cwd: root, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const done = onInterrupt(() => child.pid && endGroup(child.pid));
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (part) => {
      said = (said + part).slice(-KEPT_CHARACTERS);
    });
  }
  const code = await endOf(child);
  done();
  if (code !== 0) throw new Refusal(`${[command, ...args].join(" ")} failed:\n${shortened(said.trim())}`);
}

/**
 * The reason stands at the beginning or at the end, seldom between.
 * @param {string} said
 */
function shortened(said) {
  if (said.length <= 2 * SHOWN_CHARACTERS) return said;
  return `${said.slice(0, SHOWN_CHARACTERS)}\n…\n${said.slice(-SHOWN_CHARACTERS)}`;
}

/**
 * Speaks for itself; whoever calls decides by the exit code.
 * @param {Array<string>} args Node's
 * @param {NodeJS.ProcessEnv} env
 * @param {(message: unknown) => void} [onMessage]
 * @returns {Promise<number>}
 */
export async function runNode(args, env, onMessage) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env,
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  if (onMessage) child.on("message", onMessage);
  const done = onInterrupt(() => child.pid && endGroup(child.pid));
  const code = await endOf(child);
  done();
  return code;
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<number>}
 */
function endOf(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/** @param {number} pid */
function endGroup(pid) {
  try {
    process.kill(-pid, "SIGTERM");
  } catch {
    // It ended by itself a moment ago.
  }
}
