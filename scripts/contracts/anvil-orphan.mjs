// A chain whose starter was killed outright lives on and keeps writing to its state file. The next start ends it first:
// two of them on one file would each undo what the other wrote.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Notes beside the state file which process writes to it, and who started that. */
export function markRunning(stateFile, pid) {
  writeFileSync(noteOf(stateFile), JSON.stringify({ pid, startedBy: process.pid }));
}

/** Ends the process that still writes to `stateFile` when its starter is gone; refuses when the starter lives. */
export async function endOrphan(stateFile) {
  const note = readNote(stateFile);
  if (!note || !commandOf(note.pid).includes(stateFile)) return;
  if (note.startedBy !== process.pid && isAlive(note.startedBy)) {
    throw new Error(
      `a local chain already runs on ${stateFile}, started by process ${note.startedBy}: stop that one first`,
    );
  }
  process.kill(note.pid, "SIGTERM");
  for (const end = Date.now() + 5000; isAlive(note.pid) && Date.now() < end; ) await sleep(50);
  if (isAlive(note.pid)) process.kill(note.pid, "SIGKILL");
}

function noteOf(stateFile) {
  return `${stateFile}.pid`;
}

function readNote(stateFile) {
  if (!existsSync(noteOf(stateFile))) return undefined;
  try {
    const { pid, startedBy } = JSON.parse(readFileSync(noteOf(stateFile), "utf8"));
    return Number.isInteger(pid) && Number.isInteger(startedBy) ? { pid, startedBy } : undefined;
  } catch {
    return undefined;
  }
}

/** The command line of a process, empty when there is none: a number may long belong to somebody else. */
function commandOf(pid) {
  if (process.platform === "linux") {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    } catch {
      return "";
    }
  }
  return spawnSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" }).stdout ?? "";
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
