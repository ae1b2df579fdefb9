// OpenZeppelin's standard Merkle tree over (address, cumulative wei): leaves are hashed twice and sorted, pairs are sorted.
// Same shape as their StandardMerkleTree, on flat bytes, since an epoch may have a hundred thousand leaves.
import { keccak_256 } from "@noble/hashes/sha3";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils";
import { emptyRoot } from "#app/lib/chain.ts";
import { invariant } from "#app/lib/invariant.ts";

export type Leaf = { address: string; cumulativeWei: bigint };

export type MerkleTree = {
  root: string;
  /** The siblings from the leaf up. Throws for a leaf that the tree does not hold. */
  proofOf: (leaf: Leaf) => Array<string>;
};

const nodeBytes = 32;

/** @param leaves one an address, in any order; none gives the root 0 */
export function merkleTree(leaves: ReadonlyArray<Leaf>): MerkleTree {
  const digests = leaves.map(leafDigest).sort(compareBytes);
  if (digests.length === 0) return { root: emptyRoot, proofOf: () => unknownLeaf() };
  const nodes = heapOf(digests);

  return {
    root: toHex(nodeAt(nodes, 0)),
    proofOf(leaf) {
      const position = positionOf(digests, leafDigest(leaf));
      const proof: Array<string> = [];
      for (let index = 2 * digests.length - 2 - position; index > 0; index = (index - 1) >> 1) {
        proof.push(toHex(nodeAt(nodes, index % 2 === 1 ? index + 1 : index - 1)));
      }
      return proof;
    },
  };
}

/** The root that a leaf and its proof lead to. */
export function rootOfProof(leaf: Leaf, proof: ReadonlyArray<string>): string {
  let node = leafDigest(leaf);
  for (const sibling of proof) node = pairDigest(node, hexToBytes(sibling.slice(2)));
  return toHex(node);
}

/** keccak256 twice over the ABI's (address, uint256), so that no inner node can be passed off as a leaf. */
function leafDigest({ address, cumulativeWei }: Leaf): Uint8Array {
  invariant(/^0x[0-9a-fA-F]{40}$/.test(address), `${address} is an address`);
  invariant(cumulativeWei >= 0n && cumulativeWei < 2n ** 256n, "an amount has 256 bits");
  const encoded = new Uint8Array(2 * nodeBytes);
  encoded.set(hexToBytes(address.slice(2)), nodeBytes - 20);
  encoded.set(hexToBytes(cumulativeWei.toString(16).padStart(2 * nodeBytes, "0")), nodeBytes);
  return keccak_256(keccak_256(encoded));
}

/** A heap: node i has its children at 2i+1 and 2i+2; the leaves stand at the end, the smallest last. */
function heapOf(digests: ReadonlyArray<Uint8Array>): Uint8Array {
  const nodes = new Uint8Array((2 * digests.length - 1) * nodeBytes);
  digests.forEach((digest, position) => {
    nodes.set(digest, (2 * digests.length - 2 - position) * nodeBytes);
  });
  for (let index = digests.length - 2; index >= 0; index--) {
    nodes.set(pairDigest(nodeAt(nodes, 2 * index + 1), nodeAt(nodes, 2 * index + 2)), index * nodeBytes);
  }
  return nodes;
}

function nodeAt(nodes: Uint8Array, index: number): Uint8Array {
  return nodes.subarray(index * nodeBytes, (index + 1) * nodeBytes);
}

function pairDigest(one: Uint8Array, other: Uint8Array): Uint8Array {
  const pair = new Uint8Array(2 * nodeBytes);
  const isOrdered = compareBytes(one, other) <= 0;
  pair.set(isOrdered ? one : other);
  pair.set(isOrdered ? other : one, nodeBytes);
  return keccak_256(pair);
}

function compareBytes(one: Uint8Array, other: Uint8Array): number {
  for (let index = 0; index < nodeBytes; index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** By halving: the digests are sorted. */
function positionOf(digests: ReadonlyArray<Uint8Array>, wanted: Uint8Array): number {
  let [low, high] = [0, digests.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = digests[middle];
    if (!found) break;
    const order = compareBytes(found, wanted);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return unknownLeaf();
}

function unknownLeaf(): never {
  throw new Error("the tree holds no such leaf");
}

function toHex(bytes: Uint8Array): string {
  return `0x${bytesToHex(bytes)}`;
}
