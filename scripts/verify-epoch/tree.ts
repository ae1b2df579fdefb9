import { StandardMerkleTree } from "@openzeppelin/merkle-tree";

/** Address → all that was ever granted to it, in wei. */
export type Leaves = ReadonlyMap<string, bigint>;

/** The root of OpenZeppelin's standard tree over (address, uint256); 32 zero bytes when there is no leaf. */
export function rootOf(leaves: Leaves): string {
  if (leaves.size === 0) return `0x${"0".repeat(64)}`;
  const rows = [...leaves].map(([address, cumulative]) => [address, cumulative.toString()]);
  return StandardMerkleTree.of(rows, ["address", "uint256"]).root;
}

/** Whose leaves differ, and by how much `published` says more than `recomputed`. */
export function differences(recomputed: Leaves, published: Leaves): Array<{ address: string; byWei: bigint }> {
  const addresses = new Set([...recomputed.keys(), ...published.keys()]);
  return [...addresses]
    .map((address) => ({ address, byWei: (published.get(address) ?? 0n) - (recomputed.get(address) ?? 0n) }))
    .filter(({ address, byWei }) => byWei !== 0n || recomputed.has(address) !== published.has(address));
}
