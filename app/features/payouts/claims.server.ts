import { getAddress } from "ethers";
import type { ClaimBody } from "#app/features/payouts/api.ts";
import { leavesOf } from "#app/features/payouts/epoch-rows.server.ts";
import { type MerkleTree, merkleTree } from "#app/features/payouts/merkle.ts";
import { db } from "#app/lib/db.server.ts";
import { toWei } from "#app/lib/money.ts";

// A closed epoch's tree never changes, and nearly everybody asks for the newest: two of them are kept.
const trees = new Map<string, Promise<MerkleTree>>();
const treesKept = 2;

/** A member's leaf and proof in an epoch; null where it has none. */
export async function findClaim(n: number, address: string): Promise<ClaimBody | null> {
  const found = await db().claimLeaf.findUnique({
    where: { epochN_address: { epochN: n, address: getAddress(address) } },
    include: { epoch: { select: { root: true } } },
  });
  if (!found) return null;
  const leaf = { address: found.address, cumulativeWei: toWei(found.cumulativeWei) };
  const tree = await treeOf(n, found.epoch.root);
  return { cumulativeWei: leaf.cumulativeWei.toString(), proof: tree.proofOf(leaf), root: tree.root };
}

function treeOf(n: number, root: string): Promise<MerkleTree> {
  const known = trees.get(root);
  if (known) return known;
  const tree = leavesOf(db(), n).then(merkleTree);
  trees.set(root, tree);
  tree.catch(() => trees.delete(root));
  const oldest = trees.keys().next().value;
  if (trees.size > treesKept && oldest !== undefined) trees.delete(oldest);
  return tree;
}
