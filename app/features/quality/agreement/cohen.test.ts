import fc from "fast-check";
import { expect, test } from "vitest";
import { cohenAgreement, cohenKappa, type KappaWeights } from "#app/features/quality/agreement/cohen.ts";

const kinds: ReadonlyArray<KappaWeights> = ["none", "linear", "quadratic"];
const value = fc.integer({ min: 1, max: 4 });
const pairsOf = fc.array(fc.tuple(value, value), { maxLength: 30 });

function pairsOfTable(table: ReadonlyArray<ReadonlyArray<number>>): Array<readonly [number, number]> {
  return table.flatMap((row, first) =>
    row.flatMap((count, second) => Array.from({ length: count }, () => [first, second] as const)),
  );
}

// Cohen, "A coefficient of agreement for nominal scales" (1960), table 1, as frequencies of 200.
const diagnoses = pairsOfTable([
  [88, 14, 18],
  [10, 40, 10],
  [2, 6, 12],
]);

test("Cohen's own example: 0.492", () => {
  expect(cohenKappa({ pairs: diagnoses, weights: "none" })).toBeCloseTo(0.492, 3);
});

test("the same table weighted, by hand: linear 1 − 0.4 / 0.76, quadratic 1 − 0.6 / 1.1", () => {
  expect(cohenKappa({ pairs: diagnoses, weights: "linear" })).toBeCloseTo(1 - 0.4 / 0.76, 12);
  expect(cohenKappa({ pairs: diagnoses, weights: "quadratic" })).toBeCloseTo(1 - 0.6 / 1.1, 12);
});

test("published values of a four-step scale: 0.129, with linear weights 0.237", () => {
  // Hout, Duncan and Sobel (1987), married couples; the example of Kappa() in R's package vcd.
  const couples = pairsOfTable([
    [7, 7, 2, 3],
    [2, 8, 3, 7],
    [1, 5, 4, 9],
    [2, 8, 9, 14],
  ]);
  expect(cohenKappa({ pairs: couples, weights: "none" })).toBeCloseTo(0.1293, 4);
  expect(cohenKappa({ pairs: couples, weights: "linear" })).toBeCloseTo(0.2374, 4);
});

test("what cannot be disagreed about is undefined", () => {
  for (const weights of kinds) {
    expect(cohenKappa({ pairs: [], weights })).toBeNull();
    expect(
      cohenKappa({
        pairs: [
          [3, 3],
          [3, 3],
        ],
        weights,
      }),
    ).toBeNull();
  }
});

test("never above 1, 1 when equal, whoever is first; with two values all weights say the same", () => {
  fc.assert(
    fc.property(pairsOf, (pairs) => {
      for (const weights of kinds) {
        const kappa = cohenKappa({ pairs, weights });
        expect((kappa ?? 1) <= 1).toBe(true);
        const turned = pairs.map(([first, second]) => [second, first] as const).toReversed();
        expect(cohenKappa({ pairs: turned, weights }) ?? -9).toBeCloseTo(kappa ?? -9, 12);
        const equal = cohenKappa({ pairs: pairs.map(([first]) => [first, first] as const), weights });
        expect(equal ?? 1).toBe(1);
      }
      const binary = pairs.map(([first, second]) => [first > 2 ? 1 : 0, second > 2 ? 1 : 0] as const);
      const found = kinds.map((weights) => cohenKappa({ pairs: binary, weights }) ?? -9);
      for (const kappa of found) expect(kappa).toBeCloseTo(found[0] ?? 0, 12);
    }),
  );
});

test("the interval holds kappa and is about as wide as theory says", () => {
  const { value, low, high, units } = cohenAgreement({ pairs: diagnoses, weights: "none" });
  // Fleiss, Cohen and Everitt (1969): the large-sample error of this table is about 0.05.
  expect(units).toBe(200);
  expect((low ?? 1) < (value ?? 0) && (value ?? 1) < (high ?? 0)).toBe(true);
  expect(((high ?? 0) - (low ?? 0)) / (2 * 1.96)).toBeCloseTo(0.05, 2);
});
