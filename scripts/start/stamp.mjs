// Work that depends on files only is done again when their content changed, not when their times did.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./root.mjs";

/**
 * @param {{ stamp: string, sources: Array<string>, results: Array<string> }} what paths from the root; `results` must exist
 *   for the stamp to count
 * @param {() => Promise<void>} work
 */
export async function doIfChanged({ stamp, sources, results }, work) {
  const file = path.join(root, stamp);
  const digest = digestOf(sources);
  const isDone = existsSync(file) && readFileSync(file, "utf8") === digest;
  if (isDone && results.every((result) => existsSync(path.join(root, result)))) return;
  rmSync(file, { force: true });
  await work();
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, digest);
}

/** @param {Array<string>} sources */
function digestOf(sources) {
  const hash = createHash("sha256").update(process.version);
  for (const file of sources.flatMap(filesOf)) {
    hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest("hex");
}

/**
 * @param {string} source a file, or a folder with all in it
 * @returns {Array<string>}
 */
function filesOf(source) {
  const found = statSync(path.join(root, source), { throwIfNoEntry: false });
  if (!found) return [];
  if (found.isFile()) return [source];
  const names = readdirSync(path.join(root, source)).sort();
  return names.flatMap((name) => filesOf(path.posix.join(source, name)));
}
