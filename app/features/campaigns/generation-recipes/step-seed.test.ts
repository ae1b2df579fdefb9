import fc from "fast-check";
import { expect, test } from "vitest";
import { stepSeed } from "#app/features/campaigns/generation-recipes/step-seed.ts";

const uint32 = fc.integer({ min: 0, max: 0xffffffff });
const golden = 0x9e3779b9;

test("the first step has the slot's own seed", () => {
  fc.assert(fc.property(uint32, (seed) => stepSeed(seed, 0) === seed));
});

test("later steps mix as MurmurHash3 ends: its published hashes of nothing", () => {
  // MurmurHash3_x86_32 of the empty text by its seed.
  expect(stepSeed(1 - golden + 2 ** 32, 1)).toBe(0x514e28b7);
  expect(stepSeed(0xffffffff - golden, 1)).toBe(0x81f16f39);
});

test("what a verifier on another machine must get", () => {
  expect([1, 2, 3].map((step) => stepSeed(20_261_122, step))).toEqual([2_962_503_378, 3_098_214_128, 1_105_967_184]);
  expect(stepSeed(0xffffffff, 2)).toBe(4_230_986_166);
});

test("two slots share no seed at any step", () => {
  const two = fc.tuple(uint32, uint32).filter(([left, right]) => left !== right);
  fc.assert(
    fc.property(two, fc.integer({ min: 0, max: 8 }), ([left, right], step) => {
      const seeds = [stepSeed(left, step), stepSeed(right, step)];
      expect(seeds[0]).not.toBe(seeds[1]);
      expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff)).toBe(true);
    }),
  );
});
