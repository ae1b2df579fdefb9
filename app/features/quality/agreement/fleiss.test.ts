import fc from "fast-check";
import { expect, test } from "vitest";
import { fleissAgreement } from "#app/features/quality/agreement/fleiss.ts";
import { rawAgreement } from "#app/features/quality/agreement/raw-agreement.ts";

function unitsOfCounts(table: ReadonlyArray<string>): Array<Array<number>> {
  return table.map((row) =>
    row.split(" ").flatMap((count, value) => Array.from({ length: Number(count) }, () => value)),
  );
}

// Fleiss, "Measuring nominal scale agreement among many raters" (1971), table 1: six psychiatrists, thirty patients, of five.
const patients = unitsOfCounts([
  ...["0 0 0 6 0", "0 3 0 0 3", "0 1 4 0 1", "0 0 0 0 6", "0 3 0 3 0", "2 0 4 0 0", "0 0 4 0 2", "2 0 3 1 0"],
  ...["2 0 0 4 0", "0 0 0 0 6", "1 0 0 5 0", "1 1 0 4 0", "0 3 3 0 0", "1 0 0 5 0", "0 2 0 3 1", "0 0 5 0 1"],
  ...["3 0 0 1 2", "5 1 0 0 0", "0 2 0 4 0", "1 0 2 0 3", "0 0 0 0 6", "0 1 0 5 0", "0 2 0 1 3", "2 0 0 4 0"],
  ...["1 0 0 4 1", "0 5 0 1 0", "4 0 0 0 2", "0 2 0 4 0", "1 0 5 0 0", "0 0 0 0 6"],
]);

test("Fleiss' own example: 0.430, with 0.556 of pairs equal", () => {
  expect(fleissAgreement(patients).value).toBeCloseTo(0.43, 3);
  expect(rawAgreement(patients).value).toBeCloseTo(0.556, 3);
});

test("a published example of fourteen raters: 0.210", () => {
  // Wikipedia, "Fleiss' kappa", worked example.
  const table = ["0 0 0 0 14", "0 2 6 4 2", "0 0 3 5 6", "0 3 9 2 0", "2 2 8 1 1"];
  const rest = ["7 7 0 0 0", "3 2 6 3 0", "2 5 3 2 2", "6 5 2 1 0", "0 2 2 3 7"];
  expect(fleissAgreement(unitsOfCounts([...table, ...rest])).value).toBeCloseTo(0.21, 3);
});

test("one value throughout: kappa is undefined, the raw share is 1", () => {
  const same = [
    [2, 2],
    [2, 2, 2],
  ];
  expect(fleissAgreement(same).value).toBeNull();
  expect(rawAgreement(same)).toMatchObject({ value: 1, low: 1, high: 1, units: 2, values: 5 });
});

test("without a unit that was answered twice nothing is known", () => {
  expect(fleissAgreement([[1], []]).value).toBeNull();
  expect(rawAgreement([[1], []])).toMatchObject({ value: null, units: 0 });
});

test("units with unlike numbers of answers, by hand", () => {
  // Agreement 1/3 and 1; shares 3/5 and 2/5, chance 13/25; (2/3 − 13/25) / (12/25).
  expect(
    fleissAgreement(
      [
        [0, 0, 1],
        [1, 1],
      ],
      { rounds: 10 },
    ).value,
  ).toBeCloseTo((2 / 3 - 0.52) / 0.48, 12);
});

test("order is irrelevant; the raw share lies in [0, 1]; kappa is at most 1; intervals hold their figures", () => {
  const units = fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 5 }), { maxLength: 12 });
  fc.assert(
    fc.property(units, (given) => {
      const turned = given.map((unit) => unit.toReversed()).toReversed();
      for (const figure of [fleissAgreement, rawAgreement]) {
        const { value, low, high } = figure(given, { rounds: 20 });
        expect(figure(turned, { rounds: 20 }).value ?? -9).toBeCloseTo(value ?? -9, 12);
        if (value === null || low === null || high === null) continue;
        expect(low <= value && value <= high && value <= 1).toBe(true);
        if (figure === rawAgreement) expect(low >= 0).toBe(true);
      }
    }),
  );
});
