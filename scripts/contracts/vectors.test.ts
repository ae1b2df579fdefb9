import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { expect, test } from "vitest";
import { z } from "zod";
import { leafEncoding } from "#app/lib/chain.ts";

const folder = join(import.meta.dirname, "../../contracts/vectors");
const vectorSchema = z.strictObject({
  root: z.string(),
  totalWei: z.string(),
  leaves: z.array(z.strictObject({ address: z.string(), cumulativeWei: z.string(), proof: z.array(z.string()) })),
});

const vectors = readdirSync(folder)
  .filter((name) => name.startsWith("merkle-"))
  .map((name) => ({ name, vector: vectorSchema.parse(JSON.parse(readFileSync(join(folder, name), "utf8"))) }));

test("the sizes at which trees change shape are there", () => {
  expect(vectors.map(({ vector }) => vector.leaves.length).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 7, 8, 33]);
});

test.each(vectors)("$name is the tree of its leaves, in whatever order they come", ({ vector }) => {
  const rows = vector.leaves.map((leaf) => [leaf.address, leaf.cumulativeWei]);
  expect(StandardMerkleTree.of(rows, leafEncoding).root).toBe(vector.root);
  expect(StandardMerkleTree.of(rows.toReversed(), leafEncoding).root).toBe(vector.root);
});

test.each(vectors)("$name proves each leaf and no other amount", ({ vector }) => {
  for (const { address, cumulativeWei, proof } of vector.leaves) {
    const isProof = (wei: string) => StandardMerkleTree.verify(vector.root, leafEncoding, [address, wei], proof);
    expect(isProof(cumulativeWei)).toBe(true);
    expect(isProof((BigInt(cumulativeWei) + 1n).toString())).toBe(false);
  }
});

test.each(vectors)("the total of $name is the sum of its leaves", ({ vector }) => {
  const sum = vector.leaves.reduce((total, leaf) => total + BigInt(leaf.cumulativeWei), 0n);
  expect(sum.toString()).toBe(vector.totalWei);
});
