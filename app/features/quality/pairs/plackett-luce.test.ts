import fc from "fast-check";
import { expect, test } from "vitest";
import { bradleyTerry } from "#app/features/quality/pairs/bradley-terry.ts";
import type { Comparison } from "#app/features/quality/pairs/comparisons.ts";
import { plackettLuce } from "#app/features/quality/pairs/plackett-luce.ts";
import type { Ranking } from "#app/features/quality/pairs/ranking-choices.ts";

/** "a b > c" is a tier of two above a tier of one. */
function ranking(text: string, contributor?: string): Ranking {
  return { tiers: text.split(" > ").map((tier) => tier.split(" ")), contributor };
}

function repeated(count: number, text: string): Array<Ranking> {
  return Array.from({ length: count }, () => ranking(text));
}

const tiers = fc
  .tuple(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }), fc.constantFrom("x", "y", "z"))
  .map(([levels, contributor]): Ranking => {
    const items = ["a", "b", "c", "d"];
    return { tiers: [1, 2, 3].map((level) => items.filter((_, item) => levels[item] === level)), contributor };
  });
const rankings = fc.array(tiers, { minLength: 1, maxLength: 15 });

test("rankings in the very proportions of strengths 0.5, 0.3, 0.2 give those strengths back", () => {
  // By hand: P(a > b > c) = 0.5 · 0.3 / 0.5 = 84 / 280, and so on; ten times over, the prior hardly shows.
  const counts = {
    "a > b > c": 84,
    "a > c > b": 56,
    "b > a > c": 60,
    "b > c > a": 24,
    "c > a > b": 35,
    "c > b > a": 21,
  };
  const given = Object.entries(counts).flatMap(([text, count]) => repeated(10 * count, text));
  const { ratings, tieStrengths } = plackettLuce(given);
  const strengths = ratings.map(({ score }) => Math.exp(score));
  const sum = strengths.reduce((left, right) => left + right, 0);
  expect(ratings.map(({ item }) => item)).toEqual(["a", "b", "c"]);
  [0.5, 0.3, 0.2].forEach((share, at) => {
    expect((strengths[at] ?? 0) / sum).toBeCloseTo(share, 3);
  });
  expect(tieStrengths).toEqual([]);
});

test("rankings of two are comparisons: scores, errors and tie strength are those of Bradley–Terry with ties", () => {
  const pair = fc.record({
    left: fc.constantFrom("a", "b"),
    right: fc.constantFrom("c", "d"),
    result: fc.constantFrom("left" as const, "right" as const, "tie" as const),
    contributor: fc.constantFrom("x", "y", "z"),
  });
  fc.assert(
    fc.property(fc.array(pair, { minLength: 1, maxLength: 30 }), (given: Array<Comparison>) => {
      const ranked = given.map(({ left, right, result, contributor }): Ranking => {
        const order = { left: [[left], [right]], right: [[right], [left]], tie: [[right, left]] };
        return { tiers: order[result], contributor };
      });
      const plain = new Map(bradleyTerry(given).map((rating) => [rating.item, rating]));
      for (const { item, score, standardError, votes, component } of plackettLuce(ranked).ratings) {
        expect(score).toBeCloseTo(plain.get(item)?.score ?? 9, 6);
        expect(standardError).toBeCloseTo(plain.get(item)?.standardError ?? 9, 6);
        expect([votes, component]).toEqual([plain.get(item)?.votes, plain.get(item)?.component]);
      }
    }),
    { numRuns: 40 },
  );
});

test("what is unacceptable stands last, below what was ranked", () => {
  const { ratings } = plackettLuce(repeated(10, "a > b > c d"));
  expect(ratings.map(({ item }) => item)).toEqual(["a", "b", "c", "d"]);
  expect(ratings[2]?.score).toBeCloseTo(ratings[3]?.score ?? 9, 9);
});

test("an item that was left out is not thought worse for it", () => {
  const { ratings } = plackettLuce([...repeated(20, "a > b > c"), ...repeated(20, "d > a")]);
  expect(ratings[0]?.item).toBe("d");
  expect(ratings.find(({ item }) => item === "d")?.votes).toBe(20);
});

test("rankings of one, of nothing, and none at all", () => {
  expect(plackettLuce([]).ratings).toEqual([]);
  expect(plackettLuce([{ tiers: [] }]).ratings).toEqual([]);
  expect(plackettLuce([ranking("a")]).ratings).toMatchObject([{ item: "a", score: 0, votes: 1 }]);
});

test("an item in two tiers, or thirteen items, are refused", () => {
  expect(() => plackettLuce([ranking("a > a")])).toThrow("one tier");
  expect(() => plackettLuce([ranking("a b c d e f g h i j k l m")])).toThrow("twelve");
});

test("everything in one tier, always: finite and equal", () => {
  const { ratings, tieStrengths } = plackettLuce(repeated(30, "a b c d e f g h"));
  expect(tieStrengths).toHaveLength(7);
  for (const { score, high } of ratings) {
    expect(score).toBeCloseTo(0, 9);
    expect(Number.isFinite(high)).toBe(true);
  }
});

test("finite, centred, inside the intervals; the order of rankings and within tiers changes nothing", () => {
  fc.assert(
    fc.property(rankings, (given) => {
      const { ratings } = plackettLuce(given);
      const turned = given.toReversed().map(({ tiers, contributor }): Ranking => {
        return { tiers: tiers.map((tier) => tier.toReversed()), contributor };
      });
      const again = new Map(plackettLuce(turned).ratings.map(({ item, score }) => [item, score]));
      const sums = new Map<string, number>();
      for (const { item, score, low, high, component } of ratings) {
        expect(Number.isFinite(low) && low <= score && score <= high && Number.isFinite(high)).toBe(true);
        expect(again.get(item)).toBe(score);
        sums.set(component, (sums.get(component) ?? 0) + score);
      }
      for (const sum of sums.values()) expect(sum).toBeCloseTo(0, 9);
    }),
    { numRuns: 50 },
  );
});

test("of two items always ranked together, the one that more often stands higher scores higher", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }), (given) => {
      const { ratings } = plackettLuce(given.map((isFirst) => ranking(isFirst ? "a > b > c" : "b > a > c")));
      const scores = Object.fromEntries(ratings.map(({ item, score }) => [item, score]));
      const lead = given.filter(Boolean).length * 2 - given.length;
      const gap = (scores.a ?? 0) - (scores.b ?? 0);
      expect(lead === 0 ? Math.abs(gap) < 1e-9 : Math.sign(gap) === Math.sign(lead)).toBe(true);
    }),
  );
});
