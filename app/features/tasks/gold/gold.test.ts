import { expect, test } from "vitest";
import { newcomer, reputationOf } from "#app/features/quality/reputation.ts";
import { isBadGold, isInDoubt, isTrusted } from "#app/features/tasks/gold/gold.ts";

const answers = (matching: number, missing: number, accuracy = 0.9) => [
  ...Array.from({ length: matching }, () => ({ accuracy, isMatch: true })),
  ...Array.from({ length: missing }, () => ({ accuracy, isMatch: false })),
];

test("a newcomer is not trusted, somebody who is shown to be right is", () => {
  expect(isTrusted(newcomer)).toBe(false);
  expect(isTrusted(reputationOf({ goldCorrect: 8, goldTotal: 8, agreed: 0, decided: 0 }))).toBe(false);
  expect(isTrusted(reputationOf({ goldCorrect: 20, goldTotal: 20, agreed: 0, decided: 0 }))).toBe(true);
  expect(isTrusted(reputationOf({ goldCorrect: 20, goldTotal: 30, agreed: 0, decided: 0 }))).toBe(false);
});

test("gold that trusted contributors miss together is bad, and no sooner than five say so", () => {
  expect(isBadGold(answers(0, 4))).toBe(false);
  expect(isBadGold(answers(0, 5))).toBe(true);
  expect(isBadGold(answers(2, 4))).toBe(true);
});

test("gold is in doubt where most of at least five others miss most of theirs", () => {
  expect(isInDoubt({ contributors: 4, missing: 4 })).toBe(false);
  expect(isInDoubt({ contributors: 5, missing: 3 })).toBe(true);
  expect(isInDoubt({ contributors: 6, missing: 3 })).toBe(false);
});

test("gold that half of them match is hard, not bad", () => {
  expect(isBadGold(answers(5, 5))).toBe(false);
  expect(isBadGold(answers(4, 5, 0.6))).toBe(false);
  expect(isBadGold([])).toBe(false);
});
