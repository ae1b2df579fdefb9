import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { type Leaf, merkleTree, rootOfProof } from "#app/features/payouts/merkle.ts";
import { emptyRoot, leafEncoding } from "#app/lib/chain.ts";

const folder = "contracts/vectors";
const vectorSchema = z.object({
  root: z.string(),
  leaves: z.array(
    z.object({
      address: z.string(),
      cumulativeWei: z.string().transform(BigInt),
      proof: z.array(z.string()),
    }),
  ),
});
const vectors = readdirSync(folder).filter((name) => /^merkle-\d+\.json$/.test(name));

test("there are vectors that the contracts are tested with, too", () => {
  expect(vectors.length).toBeGreaterThan(3);
});

test.each(vectors)("%s has the same root and proofs here", (name) => {
  const { root, leaves } = vectorSchema.parse(JSON.parse(readFileSync(path.join(folder, name), "utf8")));
  const tree = merkleTree(leaves);
  expect(tree.root).toBe(root);
  for (const leaf of leaves) expect(tree.proofOf(leaf)).toEqual(leaf.proof);
});

const leaves = fc
  .uniqueArray(fc.bigInt({ min: 0n, max: 2n ** 160n - 1n }), { minLength: 1, maxLength: 40 })
  .chain((numbers) =>
    fc.tuple(...numbers.map((number) => fc.tuple(fc.constant(number), fc.bigInt({ min: 0n, max: 2n ** 256n - 1n })))),
  )
  .map(
    (pairs): Array<Leaf> =>
      pairs.map(([number, cumulativeWei]) => ({
        address: `0x${number.toString(16).padStart(40, "0")}`,
        cumulativeWei,
      })),
  );

test("any tree is OpenZeppelin's, and each of its proofs leads to the root", () => {
  fc.assert(
    fc.property(leaves, (given) => {
      const theirs = StandardMerkleTree.of(
        given.map((leaf) => [leaf.address, leaf.cumulativeWei]),
        leafEncoding,
      );
      const tree = merkleTree(given);
      expect(tree.root).toBe(theirs.root);
      expect(merkleTree([...given].reverse()).root).toBe(tree.root);
      for (const [index, leaf] of given.entries()) {
        expect(tree.proofOf(leaf)).toEqual(theirs.getProof(index));
        expect(rootOfProof(leaf, tree.proofOf(leaf))).toBe(tree.root);
        expect(() => tree.proofOf({ ...leaf, cumulativeWei: leaf.cumulativeWei ^ 1n })).toThrow("no such leaf");
      }
    }),
    { numRuns: 60 },
  );
});

test("nobody has a leaf: the root is 0 and nothing can be proved", () => {
  expect(merkleTree([]).root).toBe(emptyRoot);
  expect(() => merkleTree([]).proofOf({ address: `0x${"1".repeat(40)}`, cumulativeWei: 0n })).toThrow("no such leaf");
});
