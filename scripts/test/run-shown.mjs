import { spawn } from "node:child_process";
import { onInterrupt } from "../start/lifetime.mjs";
import { root } from "../start/root.mjs";

/**
 * Runs a program and shows what it says: as it comes, or only when it fails.
 * @param {string} command
 * @param {Array<string>} args
 * @param {{ env?: NodeJS.ProcessEnv, isQuiet?: boolean }} [options]
 * @returns {Promise<{ code: number, said: string }>}
 */
export function runShown(command, args, { env = process.env, isQuiet = false } = {}) {
  // A group of its own, so that it can be ended with all that it started.
  const child = spawn(command, args, { cwd: root, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const done = onInterrupt(() => child.pid && process.kill(-child.pid, "SIGTERM"));
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (part) => {
      said += part;
      if (!isQuiet) process.stdout.write(part);
    });
  }
  return new Promise((resolve) => {
    child.once("error", (error) => {
      done();
      console.error(String(error));
      resolve({ code: 1, said });
    });
    child.once("close", (code) => {
      done();
      if (isQuiet && code !== 0) process.stdout.write(said);
      resolve({ code: code ?? 1, said });
    });
  });
}
