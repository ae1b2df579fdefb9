// Public files that somebody changed on the way.
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "@playwright/test";

/** The lines as a file, one of them changed. */
export function changedFile(lines: ReadonlyArray<string>, index: number, change: (line: string) => string): string {
  return lines.map((line, at) => `${at === index ? change(line) : line}\n`).join("");
}

export function emptyFolder(): string {
  const folder = test.info().outputPath("files");
  mkdirSync(folder, { recursive: true });
  return mkdtempSync(path.join(folder, "epochs-"));
}

/** As an auditor keeps them: `3/ledger.jsonl`. */
export function putFile(folder: string, n: number, name: string, content: string): void {
  mkdirSync(path.join(folder, String(n)), { recursive: true });
  writeFileSync(path.join(folder, String(n), name), content);
}
