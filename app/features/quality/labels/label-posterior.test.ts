import fc from "fast-check";
import { expect, test } from "vitest";
import { labelPosterior } from "#app/features/quality/labels/label-posterior.ts";
import { preferPosterior, preferResults } from "#app/features/quality/prefer-posterior.ts";

const labelCount = 4;
const vote = fc.record({
  label: fc.integer({ min: 0, max: labelCount - 1 }),
  accuracy: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
});
const votes = fc.array(vote, { maxLength: 30 });

test("by hand: 0.9 against 0.6 and 0.6, two labels", () => {
  // Label 0: 0.9 · 0.4 · 0.4 = 0.144; label 1: 0.1 · 0.6 · 0.6 = 0.036; 0.144 / 0.18 = 0.8.
  const given = [
    { label: 0, accuracy: 0.9 },
    { label: 1, accuracy: 0.6 },
    { label: 1, accuracy: 0.6 },
  ];
  expect(labelPosterior(given, 2)[0]).toBeCloseTo(0.8, 12);
});

test("by hand: one vote of 0.7 among three labels leaves 0.15 to each of the others", () => {
  const posterior = labelPosterior([{ label: 1, accuracy: 0.7 }], 3);
  expect(posterior[0]).toBeCloseTo(0.15, 12);
  expect(posterior[1]).toBeCloseTo(0.7, 12);
});

test("with one label it is certain, without votes every label is as probable", () => {
  expect(labelPosterior([{ label: 0, accuracy: 0.8 }], 1)).toEqual(Float64Array.of(1));
  expect(labelPosterior([], 4)).toEqual(Float64Array.of(0.25, 0.25, 0.25, 0.25));
});

test("a vote of somebody who is worse than chance speaks against its label, one at chance says nothing", () => {
  expect(labelPosterior([{ label: 0, accuracy: 0.2 }], 2)[1]).toBeCloseTo(0.8, 12);
  expect(labelPosterior([{ label: 0, accuracy: 0.25 }], 4)[0]).toBeCloseTo(0.25, 12);
});

test("equal accuracies give what a comparison's posterior gives", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...preferResults), { maxLength: 20 }), (choices) => {
      const expected = preferPosterior(choices, 0.8);
      const posterior = labelPosterior(
        choices.map((choice) => ({ label: preferResults.indexOf(choice), accuracy: 0.8 })),
        4,
      );
      preferResults.forEach((result, label) => {
        expect(posterior[label]).toBeCloseTo(expected[result], 10);
      });
    }),
  );
});

test("probabilities lie in [0, 1] and sum to 1", () => {
  fc.assert(
    fc.property(votes, (given) => {
      const posterior = labelPosterior(given, labelCount);
      for (const value of posterior) expect(value >= 0 && value <= 1).toBe(true);
      expect(posterior.reduce((left, right) => left + right, 0)).toBeCloseTo(1, 12);
    }),
  );
});

test("the order of the votes changes nothing, not even the last bit", () => {
  const reordered = votes.chain((given) =>
    fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length, maxLength: given.length })),
  );
  fc.assert(
    fc.property(reordered, ([given, other]) => {
      expect(labelPosterior(other, labelCount)).toEqual(labelPosterior(given, labelCount));
    }),
  );
});

test("a label that does not exist and an accuracy of certainty are bugs", () => {
  expect(() => labelPosterior([{ label: 4, accuracy: 0.5 }], 4)).toThrow("label");
  expect(() => labelPosterior([{ label: 0, accuracy: 1 }], 4)).toThrow("accuracy");
});
