import { randomUUID } from "node:crypto";
import { createReadStream, type ReadStream } from "node:fs";
import { mkdir, rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { env } from "#app/lib/env.server.ts";
import { invariant } from "#app/lib/invariant.ts";

/** Files that are public and never change once written: epochs' ledgers, releases. */
export async function writeStoredFile(name: string, body: string | Uint8Array): Promise<void> {
  const target = locate(name);
  await mkdir(path.dirname(target), { recursive: true });
  // Written beside and renamed, so that a reader never sees half a file.
  const draft = `${target}.${randomUUID()}.draft`;
  await writeFile(draft, body);
  await rename(draft, target);
}

export async function storedFileSize(name: string): Promise<number | null> {
  return stat(locate(name)).then(
    (found) => found.size,
    () => null,
  );
}

/** @param range bytes, both ends included */
export function readStoredFile(name: string, range?: { start: number; end: number }): ReadStream {
  return createReadStream(locate(name), range);
}

function locate(name: string): string {
  const root = path.resolve(env().FILES_DIR);
  const target = path.resolve(root, name);
  invariant(target.startsWith(root + path.sep), "a stored file lies inside the files folder");
  return target;
}
