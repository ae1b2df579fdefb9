import fc from "fast-check";
import { expect, test } from "vitest";
import { unitsOf } from "#app/features/quality/agreement/agreement-units.ts";
import { krippendorffAgreement, krippendorffAlpha, type Level } from "#app/features/quality/agreement/krippendorff.ts";

// Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: four observers, twelve units, answers missing.
const observers = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
  [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
];
const published = Array.from({ length: 12 }, (_, unit) => observers.flatMap((observer) => observer[unit] ?? []));
const levels: ReadonlyArray<Level> = ["nominal", "ordinal", "interval"];
const units = fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 5 }), { maxLength: 20 });

test("published alphas: nominal 0.743, ordinal 0.815, interval 0.849", () => {
  expect(krippendorffAlpha(published, "nominal")).toBeCloseTo(0.743, 3);
  expect(krippendorffAlpha(published, "ordinal")).toBeCloseTo(0.815, 3);
  expect(krippendorffAlpha(published, "interval")).toBeCloseTo(0.849, 3);
});

test("published alpha of two observers and two values: 0.095", () => {
  // The same paper, section A.
  const pairs = ["01", "11", "01", "00", "00", "01", "00", "00", "10", "00"].map((pair) => [...pair].map(Number));
  const found = krippendorffAlpha(pairs, "nominal");
  expect(found).toBeCloseTo(0.095, 3);
});

test("the interval holds alpha, and counts what it rests on", () => {
  const { value, low, high, units: unitCount, values } = krippendorffAgreement({ units: published, level: "ordinal" });
  expect(value).toBeCloseTo(0.815, 3);
  expect(low ?? 1).toBeLessThan(0.8);
  expect(high ?? 0).toBeGreaterThan(0.85);
  // The last unit has a single value and says nothing.
  expect([unitCount, values]).toEqual([11, 40]);
});

test("where nothing differs, or nothing was said twice, alpha is undefined", () => {
  for (const level of levels) {
    expect(
      krippendorffAlpha(
        [
          [2, 2],
          [2, 2, 2],
        ],
        level,
      ),
    ).toBeNull();
    expect(krippendorffAgreement({ units: [[1], []], level }).value).toBeNull();
  }
});

test("full agreement is 1, its interval too", () => {
  const agreed = Array.from({ length: 40 }, (_, unit) => [unit % 3, unit % 3]);
  for (const level of levels) {
    expect(krippendorffAgreement({ units: agreed, level })).toMatchObject({ value: 1, low: 1, high: 1 });
  }
});

test("two values: every level sees the same", () => {
  fc.assert(
    fc.property(units, (given) => {
      const binary = given.map((unit) => unit.map((value) => (value > 2 ? 7 : 3)));
      const alphas = levels.map((level) => krippendorffAlpha(binary, level) ?? -9);
      for (const alpha of alphas) expect(alpha).toBeCloseTo(alphas[0] ?? 0, 9);
    }),
  );
});

test("alpha is at most 1, whatever the order of units and answers, and by ranks whatever the scale", () => {
  fc.assert(
    fc.property(units, (given) => {
      for (const level of levels) {
        const alpha = krippendorffAlpha(given, level);
        expect((alpha ?? 1) <= 1 + 1e-12).toBe(true);
        const turned = given.map((unit) => unit.toReversed()).toReversed();
        expect(krippendorffAlpha(turned, level) ?? -9).toBeCloseTo(alpha ?? -9, 9);
      }
      const stretched = given.map((unit) => unit.map((value) => value ** 3));
      expect(krippendorffAlpha(stretched, "ordinal") ?? -9).toBeCloseTo(krippendorffAlpha(given, "ordinal") ?? -9, 9);
    }),
  );
});

test("the same seed gives the same interval, which holds alpha", () => {
  fc.assert(
    fc.property(units, fc.constantFrom(...levels), fc.nat(), (given, level, seed) => {
      const agreement = krippendorffAgreement({ units: given, level }, { rounds: 50, seed });
      expect(krippendorffAgreement({ units: given, level }, { rounds: 50, seed })).toEqual(agreement);
      const { value, low, high } = agreement;
      if (value !== null && low !== null && high !== null) expect(low <= value && value <= high).toBe(true);
    }),
  );
});

test("rows become units: texts get codes in their order, numbers stay", () => {
  expect(
    unitsOf([
      { unit: "t2", value: "spam" },
      { unit: "t1", value: "ham" },
      { unit: "t2", value: "ham" },
    ]),
  ).toEqual([[0], [0, 1]]);
  expect(
    unitsOf([
      { unit: "t", value: 4 },
      { unit: "t", value: 2 },
    ]),
  ).toEqual([[2, 4]]);
});
