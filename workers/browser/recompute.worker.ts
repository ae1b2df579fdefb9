// Recomputes an epoch off the main thread: fetches the public files, tallies them and builds the tree.
import { keccak_256 } from "@noble/hashes/sha3";
import { bytesToHex } from "@noble/hashes/utils";
import {
  addLedgerFile,
  emptyTally,
  type FileProblem,
  leafDifferences,
  leavesOf,
  readClaimsFile,
} from "#app/features/payouts/recompute.ts";
import type { Recomputed, RecomputeReply, RecomputeRequest } from "#workers/browser/recompute-protocol.ts";

class FileAway extends Error {}

function reply(message: RecomputeReply): void {
  self.postMessage(message);
}

async function fetchFile(path: string): Promise<Uint8Array> {
  const response = await fetch(path).catch(() => null);
  if (!response?.ok) throw new FileAway(path);
  return new Uint8Array(await response.arrayBuffer());
}

async function recompute({ job, epoch }: RecomputeRequest): Promise<Recomputed> {
  const tally = emptyTally();
  const decoder = new TextDecoder();
  const digests: Array<string> = [];
  let problem: FileProblem | null = null;

  for (let n = 1; n <= epoch; n++) {
    const bytes = await fetchFile(`/api/v1/epochs/${n}/ledger.jsonl`);
    digests.push(`0x${bytesToHex(keccak_256(bytes))}`);
    const report = (entries: number) => reply({ type: "progress", job, entries });
    problem ??= addLedgerFile(tally, n, decoder.decode(bytes), report);
  }

  const entries = tally.entryIds.size;
  const claims = readClaimsFile(decoder.decode(await fetchFile(`/api/v1/epochs/${epoch}/claims.jsonl`)));
  if (problem || !claims.ok)
    return { digests, entries, problem: problem ?? (claims.ok ? null : claims.problem), leaves: null };

  const { leaves, root, totalWei } = leavesOf(tally);
  const differences = leafDifferences(claims.leaves, leaves);
  return { digests, entries, problem: null, leaves: { count: leaves.length, root, totalWei, differences } };
}

self.addEventListener("message", async ({ data }: MessageEvent<RecomputeRequest>) => {
  try {
    reply({ type: "done", job: data.job, recomputed: await recompute(data) });
  } catch (error) {
    reply({ type: "failed", job: data.job, file: error instanceof FileAway ? error.message : "" });
  }
});
