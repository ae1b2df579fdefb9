import fc from "fast-check";
import { expect, test } from "vitest";
import { kendallW, kendallWOfRankings, rankAgreement } from "#app/features/quality/agreement/kendall-w.ts";

const row = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 5, maxLength: 5 });
const rows = fc.array(row, { minLength: 2, maxLength: 6 });

test("a published example without ties: four raters of strawberries from eight farms", () => {
  // influentialpoints.com, "Coefficient of concordance", worked example I.
  const found = kendallW([
    [8, 4, 2, 3, 5, 1, 6, 7],
    [7, 3, 1, 4, 5, 2, 6, 8],
    [8, 2, 5, 6, 7, 1, 4, 3],
    [8, 3, 4, 2, 5, 1, 6, 7],
  ]);
  expect(found.w).toBeCloseTo(0.744, 3);
  expect(found.chiSquare).toBeCloseTo(20.83, 2);
  expect(found.pValue).toBeCloseTo(0.004, 3);
  expect(found).toMatchObject({ degrees: 7, rankers: 4, items: 8 });
});

test("Kendall's example with ties: three rankings of ten", () => {
  // Kendall, Rank Correlation Methods, example 6.2; also the example of NAG's routine G08DAF.
  const found = kendallW([
    [1, 4.5, 2, 4.5, 3, 7.5, 6, 9, 7.5, 10],
    [2.5, 1, 2.5, 4.5, 4.5, 8, 9, 6.5, 10, 6.5],
    [2, 1, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10],
  ]);
  expect(found.w).toBeCloseTo(0.828, 3);
  expect(found.chiSquare).toBeCloseTo(22.349, 3);
  expect(found.pValue).toBeCloseTo(0.0078, 4);
});

test("one mind is 1, two opposite minds are 0", () => {
  expect(
    kendallW([
      [1, 2, 3],
      [10, 20, 30],
    ]).w,
  ).toBe(1);
  expect(
    kendallW([
      [1, 2, 3],
      [3, 2, 1],
    ]),
  ).toMatchObject({ w: 0, meanCorrelation: -1 });
});

test("one ranker, one item, or nothing but ties: undefined", () => {
  expect(kendallW([[1, 2, 3]]).w).toBeNull();
  expect(kendallW([[1], [1]]).w).toBeNull();
  expect(
    kendallW([
      [1, 1],
      [2, 2],
    ]).w,
  ).toBeNull();
  expect(kendallW([]).w).toBeNull();
});

test("rankings are compared on what every ranker ranked", () => {
  const found = kendallWOfRankings([
    [["a"], ["b", "c"], ["d"]],
    [["a"], ["c"], ["d"]],
  ]);
  expect(found).toMatchObject({ items: 3, rankers: 2 });
  expect(found.w).toBe(1);
});

test("a campaign's concordance is the mean of its tasks, over those that tell items apart", () => {
  const same = [
    [["a"], ["b"]],
    [["a"], ["b"]],
  ];
  const opposite = [
    [["a"], ["b"]],
    [["b"], ["a"]],
  ];
  const found = rankAgreement([same, opposite, [[["a", "b"]], [["a", "b"]]]]);
  expect(found.tasks).toBe(2);
  expect(found.w).toMatchObject({ value: 0.5, low: 0, high: 1 });
  expect(found.meanCorrelation.value).toBe(0);
  expect(rankAgreement([])).toMatchObject({ tasks: 0, w: { value: null, low: null, high: null } });
});

test("W lies in [0, 1], is the mean correlation in disguise, and only order counts", () => {
  fc.assert(
    fc.property(rows, (given) => {
      const { w, meanCorrelation, rankers } = kendallW(given);
      if (w === null || meanCorrelation === null) return;
      expect(w >= 0 && w <= 1).toBe(true);
      expect((1 + (rankers - 1) * meanCorrelation) / rankers).toBeCloseTo(w, 12);
      expect(kendallW(given.map((ranks) => ranks.map(Math.exp))).w).toBe(w);
      expect(kendallW(given.map((ranks) => ranks.toReversed()).toReversed()).w).toBeCloseTo(w, 12);
    }),
  );
});

test("more who say the same lower nothing", () => {
  fc.assert(
    fc.property(row, fc.integer({ min: 2, max: 6 }), (ranks, copies) => {
      const { w } = kendallW(Array.from({ length: copies }, () => ranks));
      expect(w === null || Math.abs(w - 1) < 1e-12).toBe(true);
    }),
  );
});
