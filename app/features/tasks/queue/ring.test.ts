import fc from "fast-check";
import { expect, test } from "vitest";
import { ringSize } from "#app/features/campaigns/tasks-of-prompt.ts";
import { ringPairs } from "#app/features/tasks/queue/ring.ts";

test("three samples make three pairs, two make one, one makes none", () => {
  expect(ringPairs(["x", "y", "z"])).toEqual([
    ["x", "y"],
    ["y", "z"],
    ["z", "x"],
  ]);
  expect(ringPairs(["x", "y"])).toEqual([["x", "y"]]);
  expect(ringPairs(["x"])).toEqual([]);
  expect(ringPairs([])).toEqual([]);
});

test("as many pairs as were reserved, none of an item with itself, none twice", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 32 }), (size) => {
      const pairs = ringPairs(Array.from({ length: size }, (_, index) => index));
      expect(pairs).toHaveLength(ringSize(size));
      const named = pairs.map(([left, right]) => `${Math.min(left, right)}-${Math.max(left, right)}`);
      expect(new Set(named).size).toBe(pairs.length);
      expect(pairs.every(([left, right]) => left !== right)).toBe(true);
    }),
  );
});
