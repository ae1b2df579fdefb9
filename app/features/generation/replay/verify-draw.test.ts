import { id, keccak256, solidityPacked } from "ethers";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isDrawnAgain } from "#app/features/generation/replay/verify-draw.ts";

test("the draw is keccak256 of block hash and sample id, as the chain's own tools compute it", () => {
  fc.assert(
    fc.property(fc.string(), fc.uuid(), fc.integer({ min: 0, max: 10_000 }), (blockName, sampleId, shareBps) => {
      const blockHash = id(blockName);
      const seed = BigInt(keccak256(solidityPacked(["bytes32", "string"], [blockHash, sampleId])));
      const expected = seed % 10_000n < BigInt(shareBps);
      expect(isDrawnAgain({ blockHash, sampleId }, shareBps)).toBe(expected);
    }),
  );
});

test("a share of nothing draws none and a share of all draws each", () => {
  for (let sample = 0; sample < 100; sample++) {
    const draw = { blockHash: id("block"), sampleId: `s${sample}` };
    expect(isDrawnAgain(draw, 0)).toBe(false);
    expect(isDrawnAgain(draw, 10_000)).toBe(true);
  }
});
