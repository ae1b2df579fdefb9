import fc from "fast-check";
import { expect, test } from "vitest";
import { wilsonInterval } from "#app/features/quality/wilson.ts";

test("published values: 81 of 263 gives 0.2553 to 0.3662 (Newcombe, 1998)", () => {
  const { low, high } = wilsonInterval(81, 263);
  expect(low).toBeCloseTo(0.2553, 4);
  expect(high).toBeCloseTo(0.3662, 4);
});

test("without a trial nothing is known", () => {
  expect(wilsonInterval(0, 0)).toEqual({ share: 0.5, low: 0, high: 1 });
});

test("all right is not surely right", () => {
  const { share, low, high } = wilsonInterval(3, 3);
  expect(share).toBe(1);
  expect(high).toBe(1);
  expect(low).toBeCloseTo(0.4385, 4);
});

test("the interval holds the share, lies in [0, 1] and narrows with more trials", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true }), (trials, part) => {
      const successes = Math.round(trials * part);
      const { share, low, high } = wilsonInterval(successes, trials);
      expect(low >= 0 && low <= share && share <= high && high <= 1).toBe(true);
      const wider = wilsonInterval(successes * 4, trials * 4);
      expect(wider.high - wider.low).toBeLessThan(high - low);
    }),
  );
});

test("more successes than trials is a bug", () => {
  expect(() => wilsonInterval(2, 1)).toThrow("successes");
});
