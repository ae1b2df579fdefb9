// Which contributions of an epoch are audited. Anybody can draw again from the public ledger file and the chain.
import { concat, keccak256, solidityPackedKeccak256, toUtf8Bytes } from "ethers";
import { invariant } from "#app/lib/invariant.ts";

/** Of an epoch's paid contributions, in basis points… */
export const auditShareBps = 1_000;
/** …and never fewer than this, where there are as many. */
export const auditMinimum = 3;

/**
 * The seed of an epoch's audits: keccak256(block hash ‖ root). The block is the first after the epoch's proposal, so that
 * neither we nor a contributor can choose it once the contributions are fixed.
 * @param blockHash 32 bytes as hex
 * @param root the proposed root, 32 bytes as hex
 */
export function auditSeed(blockHash: string, root: string): string {
  return solidityPackedKeccak256(["bytes32", "bytes32"], [blockHash, root]);
}

/**
 * Draws without replacement: the contributions whose keccak256(seed ‖ entry id) is smallest.
 * @param seed 32 bytes as hex
 * @param entryIds ids of the epoch's paid contributions, in any order, each once
 * @returns the drawn ids, in the order of their digest, at least `auditMinimum` where there are as many
 */
export function drawnEntries(seed: string, entryIds: ReadonlyArray<string>): Array<string> {
  invariant(new Set(entryIds).size === entryIds.length, "an entry is drawn from once");
  const share = Math.ceil((entryIds.length * auditShareBps) / 10_000);
  const size = Math.min(entryIds.length, Math.max(share, auditMinimum));
  return entryIds
    .map((entryId) => ({ entryId, digest: keccak256(concat([seed, toUtf8Bytes(entryId)])) }))
    .sort((left, right) => (left.digest < right.digest ? -1 : 1))
    .slice(0, size)
    .map(({ entryId }) => entryId);
}
