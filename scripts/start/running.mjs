// Which processes belong to this data folder. After kill -9 of the starter, what it left behind is found by this note.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { endProcess, findProcess } from "./processes.mjs";
import { Refusal } from "./refusal.mjs";

/** @typedef {{ pid: number, started: string }} Mark a process, not to be taken for a later one with its number */

/**
 * Ends what a killed starter left behind, and notes that this process is the starter now.
 * @param {string} folder
 */
export async function takeFolder(folder) {
  await requireIdle(folder);
  for (const mark of readNote(folder).children) {
    if (isSame(mark)) await endProcess(mark.pid, { signal: "SIGTERM", waitMs: 5_000, lastSignal: "SIGKILL" });
  }
  writeNote(folder, { starter: markOf(process.pid), children: [] });
}

/** @param {string} folder */
export async function requireIdle(folder) {
  const { starter } = readNote(folder);
  if (starter && starter.pid !== process.pid && isSame(starter)) {
    throw new Refusal(
      `Praça already runs with the data in ${folder} (process ${starter.pid}): stop it, or set PRACA_DIR to another folder.`,
    );
  }
}

/**
 * @param {string} folder
 * @param {number} pid
 */
export function noteChild(folder, pid) {
  const note = readNote(folder);
  writeNote(folder, { ...note, children: [...note.children, markOf(pid)] });
}

/** @param {string} folder */
export function leaveFolder(folder) {
  rmSync(noteFile(folder), { force: true });
}

/**
 * @param {number} pid
 * @returns {Mark}
 */
function markOf(pid) {
  return { pid, started: findProcess(pid)?.started ?? "" };
}

/** @param {Mark} mark */
function isSame(mark) {
  return findProcess(mark.pid)?.started === mark.started;
}

/**
 * @param {string} folder
 * @returns {{ starter: Mark | null, children: Array<Mark> }}
 */
function readNote(folder) {
  const nobody = { starter: null, children: [] };
  if (!existsSync(noteFile(folder))) return nobody;
  try {
    return JSON.parse(readFileSync(noteFile(folder), "utf8"));
  } catch {
    // Cut short by a power cut: then nothing of it runs.
    return nobody;
  }
}

/**
 * @param {string} folder
 * @param {{ starter: Mark | null, children: Array<Mark> }} note
 */
function writeNote(folder, note) {
  writeFileSync(noteFile(folder), JSON.stringify(note));
}

/** @param {string} folder */
function noteFile(folder) {
  return path.join(folder, "running.json");
}
