// The public files of an epoch. They follow from its rows, so one that is missing is simply written again.
import { createHash } from "node:crypto";
import type { ReadStream } from "node:fs";
import { answersFile } from "#app/features/payouts/answers-file.server.ts";
import type { EpochFileName } from "#app/features/payouts/api.ts";
import { claimsFile, fileDigest, ledgerFile } from "#app/features/payouts/epoch-file.ts";
import { leavesOf, listEntries } from "#app/features/payouts/epoch-rows.server.ts";
import { db } from "#app/lib/db.server.ts";
import { readStoredFile, storedFileSize, writeStoredFile } from "#app/lib/files.server.ts";
import { invariant } from "#app/lib/invariant.ts";
import type { Epoch } from "#prisma/generated/client.ts";

export type EpochFile = { open: () => ReadStream; sizeBytes: number; sha256: string };

// A file never changes, so its digest is computed once a process.
const digests = new Map<string, string>();

/** @returns null where the epoch is unknown, or its answers are not public yet */
export async function openEpochFile(n: number, name: EpochFileName): Promise<EpochFile | null> {
  const epoch = await db().epoch.findUnique({ where: { n } });
  if (!epoch || (name === "answers.jsonl" && !epoch.auditsEndedAt)) return null;
  await ensureEpochFile(epoch, name);
  const path = pathOf(n, name);
  const sizeBytes = await storedFileSize(path);
  invariant(sizeBytes !== null, "a file that was just written is there");
  const sha256 = digests.get(path) ?? (await digestOf(readStoredFile(path)));
  digests.set(path, sha256);
  return { open: () => readStoredFile(path), sizeBytes, sha256 };
}

async function digestOf(stream: ReadStream): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of stream) hash.update(chunk);
  return hash.digest("hex");
}

export async function ensureEpochFile(epoch: Epoch, name: EpochFileName): Promise<void> {
  if ((await storedFileSize(pathOf(epoch.n, name))) !== null) return;
  await writeStoredFile(pathOf(epoch.n, name), await textOf(epoch, name));
}

async function textOf(epoch: Epoch, name: EpochFileName): Promise<string> {
  if (name === "claims.jsonl") return claimsFile(await leavesOf(db(), epoch.n));
  if (name === "answers.jsonl") return answersFile(epoch);
  const text = ledgerFile(await listEntries(db(), epoch));
  invariant(
    fileDigest(text) === epoch.ledgerDigest,
    `the ledger file of epoch ${epoch.n} has the digest that was fixed`,
  );
  return text;
}

function pathOf(n: number, name: EpochFileName): string {
  return `epochs/${n}/${name}`;
}
