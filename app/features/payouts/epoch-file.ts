// An epoch's two public files, byte for byte: what anybody needs to compute its root again.
import { keccak256, toUtf8Bytes } from "ethers";
import { addressOf, type Entry, entryLine, memberOf } from "#app/features/ledger/entry.ts";
import type { Leaf } from "#app/features/payouts/merkle.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";

/** One line an entry, each ended by a line feed. */
export function ledgerFile(entries: Iterable<Entry>): string {
  return toLines(entries, entryLine);
}

/** One line a leaf, in the order of the addresses' lower-case text. */
export function claimsFile(leaves: ReadonlyArray<Leaf>): string {
  return toLines(sortedLeaves(leaves), ({ address, cumulativeWei }) => canonicalJson({ address, cumulativeWei }));
}

export function fileDigest(file: string): string {
  return keccak256(toUtf8Bytes(file));
}

export function sortedLeaves(leaves: ReadonlyArray<Leaf>): Array<Leaf> {
  const key = (leaf: Leaf) => leaf.address.toLowerCase();
  return [...leaves].sort((left, right) => (key(left) < key(right) ? -1 : 1));
}

/**
 * The leaves of an epoch: those of the one before, and what the epoch's entries posted to `member:…`.
 * Whoever never got anything has no leaf.
 */
export function leavesAfter(before: ReadonlyArray<Leaf>, entries: Iterable<Pick<Entry, "postings">>): Array<Leaf> {
  const granted = new Map(before.map(({ address, cumulativeWei }) => [address, cumulativeWei]));
  for (const { postings } of entries) {
    for (const { account, amountWei } of postings) {
      const address = addressOf(account);
      if (address === null || account !== memberOf(address)) continue;
      granted.set(address, (granted.get(address) ?? 0n) + amountWei);
    }
  }
  const leaves = [...granted].map(([address, cumulativeWei]) => ({ address, cumulativeWei }));
  return sortedLeaves(leaves.filter((leaf) => leaf.cumulativeWei > 0n));
}

function toLines<Item>(items: Iterable<Item>, toLine: (item: Item) => string): string {
  let text = "";
  for (const item of items) text += `${toLine(item)}\n`;
  return text;
}
