import fc from "fast-check";
import { expect, test } from "vitest";
import {
  likeliest,
  type PreferResult,
  preferPosterior,
  preferResults,
} from "#app/features/quality/prefer-posterior.ts";

const choice = fc.constantFrom(...preferResults);
const choices = fc.array(choice, { maxLength: 40 });

function votes(counts: Partial<Record<PreferResult, number>>): Array<PreferResult> {
  return preferResults.flatMap((result) => Array.from({ length: counts[result] ?? 0 }, () => result));
}

test("two agreeing answers pass the bar of 0.95, a third against them takes it back, a fourth for them passes again", () => {
  expect(preferPosterior(votes({ a: 2 })).a).toBeCloseTo(0.964, 3);
  expect(preferPosterior(votes({ a: 2, b: 1 })).a).toBeCloseTo(0.88, 3);
  expect(preferPosterior(votes({ a: 3, b: 1 })).a).toBeCloseTo(0.985, 3);
});

test("without an answer the four results are equally probable", () => {
  expect(preferPosterior([])).toEqual({ a: 0.25, b: 0.25, tie: 0.25, bad: 0.25 });
});

test("an accuracy at chance or at certainty is refused", () => {
  expect(() => preferPosterior(["a"], 0.25)).toThrow("accuracy");
  expect(() => preferPosterior(["a"], 1)).toThrow("accuracy");
});

test("probabilities lie in [0, 1] and sum to 1", () => {
  fc.assert(
    fc.property(choices, fc.double({ min: 0.26, max: 0.999, noNaN: true }), (given, accuracy) => {
      const values = Object.values(preferPosterior(given, accuracy));
      for (const value of values) expect(value >= 0 && value <= 1).toBe(true);
      expect(values.reduce((left, right) => left + right, 0)).toBeCloseTo(1, 12);
    }),
  );
});

test("the order of the answers changes nothing, not even the last bit", () => {
  fc.assert(
    fc.property(
      choices.chain((given) =>
        fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length, maxLength: given.length })),
      ),
      ([given, reordered]) => {
        expect(preferPosterior(reordered)).toEqual(preferPosterior(given));
      },
    ),
  );
});

test("unanimous answers win, and more of them never less surely", () => {
  fc.assert(
    fc.property(choice, fc.integer({ min: 1, max: 30 }), (result, count) => {
      const posterior = preferPosterior(votes({ [result]: count }));
      expect(likeliest(posterior).result).toBe(result);
      expect(preferPosterior(votes({ [result]: count + 1 }))[result]).toBeGreaterThanOrEqual(posterior[result]);
    }),
  );
});
