import { randomUUID } from "node:crypto";
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import path from "node:path";

export type BytesRead = { ok: true; bytes: Uint8Array } | { ok: false; why: string };

/** A whole file. */
export function readBytes(file: string): BytesRead {
  try {
    return { ok: true, bytes: readFileSync(file) };
  } catch (error) {
    return { ok: false, why: `${file} can't be read: ${readable(error)}.` };
  }
}

/** Writes rows beside the file and renames at the end: the file is there whole or not at all. Returns what went wrong. */
export function writeRows(file: string, rows: Iterable<ReadonlyArray<string>>): string | null {
  const unfinished = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}`);
  try {
    const handle = openSync(unfinished, "wx");
    try {
      let block = "";
      for (const row of rows) {
        block += `${row.map(quoted).join(",")}\n`;
        if (block.length > 1 << 20) {
          writeSync(handle, block);
          block = "";
        }
      }
      writeSync(handle, block);
    } finally {
      closeSync(handle);
    }
    renameSync(unfinished, file);
    return null;
  } catch (error) {
    rmSync(unfinished, { force: true });
    return `${file} can't be written: ${readable(error)}.`;
  }
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

function readable(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!("code" in error)) return error.message;
  switch (error.code) {
    case "ENOENT":
      return "there is no such file or folder";
    case "EISDIR":
      return "it is a folder";
    case "EACCES":
      return "it may not be touched";
    default:
      return error.message;
  }
}
