import fc from "fast-check";
import { expect, test } from "vitest";
import {
  binomialTail,
  chiSquareTail,
  logGamma,
  normalTail,
  poissonBinomialTail,
} from "#app/features/quality/distributions.ts";

test("published critical values", () => {
  // Any table of the distributions: 5 % and 1 % points.
  expect(chiSquareTail(3.841459, 1)).toBeCloseTo(0.05, 6);
  expect(chiSquareTail(21.66599, 9)).toBeCloseTo(0.01, 6);
  expect(chiSquareTail(124.3421, 100)).toBeCloseTo(0.05, 5);
  expect(normalTail(1.959964)).toBeCloseTo(0.025, 6);
  expect(normalTail(-1.644854)).toBeCloseTo(0.95, 6);
  expect(binomialTail(8, 10, 0.5)).toBeCloseTo(56 / 1024, 12);
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12);
  expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 10);
});

test("the ends of a tail", () => {
  expect(binomialTail(0, 10, 0.3)).toBe(1);
  expect(binomialTail(11, 10, 0.3)).toBe(0);
  expect(binomialTail(1, 10, 0)).toBe(0);
  expect(binomialTail(10, 10, 1)).toBe(1);
  expect(chiSquareTail(0, 3)).toBe(1);
  expect(poissonBinomialTail(0, [])).toBe(1);
  expect(poissonBinomialTail(2, [1])).toBe(0);
});

test("equal chances: the unlike binomial is the binomial", () => {
  fc.assert(
    fc.property(
      fc.nat(40),
      fc.nat(40),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (successes, trials, chance) => {
        const chances = Array.from({ length: trials }, () => chance);
        expect(poissonBinomialTail(successes, chances)).toBeCloseTo(binomialTail(successes, trials, chance), 10);
      },
    ),
  );
});

test("a tail falls as what is asked rises, and stays a probability", () => {
  const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 });
  fc.assert(
    fc.property(chances, fc.nat(20), (given, successes) => {
      const [less, more] = [poissonBinomialTail(successes, given), poissonBinomialTail(successes + 1, given)];
      expect(more <= less + 1e-12 && less <= 1 && more >= 0).toBe(true);
    }),
  );
});
