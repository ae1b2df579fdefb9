import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom, shuffled } from "#app/lib/seeded-random.ts";

// Computed with arbitrary-precision integers from the published algorithms (SplitMix32, xoshiro128** 1.1).
const vectors = [
  { seed: 0, draws: [1789933344, 44971166, 2521387044, 3848737593, 1138324114, 749234105], float: 0.41675133265905573 },
  {
    seed: 1,
    draws: [393288148, 2174103013, 3814759091, 2092745082, 1865176206, 2179171167],
    float: 0.09156953175513294,
  },
  {
    seed: 0xffffffff,
    draws: [4104197751, 1825856343, 1152209388, 2427537429, 3685145430, 609215610],
    float: 0.9555830018603452,
  },
];

test("the generator gives the draws of its reference", () => {
  for (const { seed, draws, float } of vectors) {
    const random = seededRandom(seed);
    expect(draws.map(() => random.nextUint32())).toEqual(draws);
    expect(seededRandom(seed).nextFloat()).toBe(float);
  }
});

test("a float lies in [0, 1) and takes two draws", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffffff }), (seed) => {
      const floats = seededRandom(seed);
      const integers = seededRandom(seed);
      const point = floats.nextFloat();
      integers.nextUint32();
      integers.nextUint32();
      expect(point).toBeGreaterThanOrEqual(0);
      expect(point).toBeLessThan(1);
      expect(floats.nextUint32()).toBe(integers.nextUint32());
    }),
  );
});

test("shuffling keeps every item and leaves the original as it was", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer({ min: 0, max: 0xffffffff }), (items, seed) => {
      const before = [...items];
      const result = shuffled(items, seededRandom(seed));
      expect(items).toEqual(before);
      expect(result.toSorted((a, b) => a - b)).toEqual(items.toSorted((a, b) => a - b));
      expect(result).toEqual(shuffled(items, seededRandom(seed)));
    }),
  );
});
