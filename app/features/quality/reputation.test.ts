import fc from "fast-check";
import { expect, test } from "vitest";
import { answersADay, belowBar, goldEvery, newcomer, reputationOf } from "#app/features/quality/reputation.ts";

const none = { goldCorrect: 0, goldTotal: 0, agreed: 0, decided: 0 };

test("a newcomer is taken as right three times in four, with little certainty", () => {
  expect(newcomer).toEqual({ accuracy: 0.75, standardError: Math.sqrt((0.75 * 0.25) / 9), n: 0 });
});

test("by hand: twelve right of twelve gold answers", () => {
  // Prior 6 of 8; (6 + 12) / (8 + 12) = 0.9; √(0.9 · 0.1 / 21) = 0.0655.
  const { accuracy, standardError, n } = reputationOf({ ...none, goldCorrect: 12, goldTotal: 12 });
  expect(accuracy).toBeCloseTo(0.9, 12);
  expect(standardError).toBeCloseTo(0.0655, 4);
  expect(n).toBe(12);
});

test("an agreed outcome counts half as much as gold", () => {
  const byOutcomes = reputationOf({ ...none, agreed: 20, decided: 24 });
  const byGold = reputationOf({ ...none, goldCorrect: 10, goldTotal: 12 });
  expect(byOutcomes.accuracy).toBeCloseTo(byGold.accuracy, 12);
  expect(byOutcomes.n).toBe(24);
});

test("gold is one in 12 for a newcomer and one in 25 for somebody who is surely good", () => {
  expect(goldEvery(newcomer)).toBe(12);
  expect(goldEvery(reputationOf({ ...none, goldCorrect: 20, goldTotal: 100 }))).toBe(12);
  expect(goldEvery(reputationOf({ ...none, goldCorrect: 980, goldTotal: 1000 }))).toBe(25);
  expect(goldEvery(newcomer, 0)).toBe(0);
});

test("the daily limit grows with standing, five times at most", () => {
  expect(answersADay(newcomer)).toBe(2_000);
  expect(answersADay(reputationOf({ ...none, goldCorrect: 980, goldTotal: 1000 }), 100)).toBe(500);
});

test("one more right answer never lowers standing, one more wrong one never raises it", () => {
  const counts = fc.integer({ min: 0, max: 200 });
  fc.assert(
    fc.property(counts, counts, (right, wrong) => {
      const before = reputationOf({ ...none, goldCorrect: right, goldTotal: right + wrong });
      const better = reputationOf({ ...none, goldCorrect: right + 1, goldTotal: right + wrong + 1 });
      const worse = reputationOf({ ...none, goldCorrect: right, goldTotal: right + wrong + 1 });
      expect(better.accuracy).toBeGreaterThan(before.accuracy);
      expect(worse.accuracy).toBeLessThan(before.accuracy);
      expect(answersADay(better)).toBeGreaterThanOrEqual(answersADay(before));
    }),
  );
});

test("by hand: none right of two is below a bar of 0.8, one of two is not", () => {
  // P(X = 0) = 0.2² = 0.04 < 0.05; P(X ≤ 1) = 0.04 + 2 · 0.8 · 0.2 = 0.36.
  expect(belowBar(0, 2, 0.8)).toBe(true);
  expect(belowBar(1, 2, 0.8)).toBe(false);
  expect(belowBar(0, 1, 0.8)).toBe(false);
});

test("both sides of the boundary: 12 and 13 right of 20 against 0.8", () => {
  // Tables of the binomial (20, 0.8): P(X ≤ 12) = 0.0321, P(X ≤ 13) = 0.0867.
  expect(belowBar(12, 20, 0.8)).toBe(true);
  expect(belowBar(13, 20, 0.8)).toBe(false);
  expect(belowBar(13, 20, 0.8, 0.9)).toBe(true);
});

test("without a gold answer nobody is below, and all right is never below", () => {
  expect(belowBar(0, 0, 0.8)).toBe(false);
  expect(belowBar(5, 5, 1)).toBe(false);
  expect(belowBar(4, 5, 1)).toBe(true);
});

test("thousands of gold answers are counted without underflow", () => {
  expect(belowBar(7_900, 10_000, 0.8)).toBe(true);
  expect(belowBar(7_990, 10_000, 0.8)).toBe(false);
});
