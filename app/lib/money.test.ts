import fc from "fast-check";
import { expect, test } from "vitest";
import { exactTokens, parseTokens, shortTokens, splitByWeight, sumOf } from "#app/lib/money.ts";

test("a split pays every unit and invents none", () => {
  const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 30n }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), weights, (total, given) => {
      fc.pre(given.some((weight) => weight > 0n));
      const shares = splitByWeight(total, given);
      expect(sumOf(shares)).toBe(total);
      expect(shares.every((share, index) => share >= 0n && (given[index] !== 0n || share === 0n))).toBe(true);
    }),
  );
});

test("the largest remainder gets the odd unit, the earlier payee in a tie", () => {
  expect(splitByWeight(10n, [1n, 1n, 1n])).toEqual([4n, 3n, 3n]);
  expect(splitByWeight(10n, [1n, 2n])).toEqual([3n, 7n]);
});

test("nobody to pay is an error", () => {
  expect(() => splitByWeight(1n, [0n])).toThrow("nobody to pay");
});

test("exact amounts read back", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), (wei) => {
      expect(parseTokens(exactTokens(wei))).toBe(wei);
    }),
  );
});

test("short amounts never say more than there is, and never nought for something", () => {
  expect(shortTokens(parseTokens("12.3456789"))).toBe("12.3456");
  expect(shortTokens(parseTokens("0.0199999999"))).toBe("0.019999");
  expect(shortTokens(parseTokens("1234567.89"))).toBe("1234567");
  expect(shortTokens(1n)).toBe("<0.000001");
  expect(shortTokens(0n)).toBe("0");
  expect(shortTokens(-parseTokens("0.5"))).toBe("-0.5");
});
