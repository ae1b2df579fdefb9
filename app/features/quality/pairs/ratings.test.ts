import fc from "fast-check";
import { expect, test } from "vitest";
import { fitRatings, type GivenRating } from "#app/features/quality/pairs/ratings.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";

const scale = { least: 1, most: 5 };

type Rater = { name: string; bias: number; noise: number };

/** Items of quality −2 to 2, rated by everybody with their bias and noise, cut into five steps. */
function simulated(raters: ReadonlyArray<Rater>, { items = 30, seed = 1 } = {}): Array<GivenRating> {
  const random = seededRandom(seed);
  const noise = () => Math.log(1 / (1 - random.nextFloat()) - 1 || 1e-9);
  return Array.from({ length: items }, (_, item) => item).flatMap((item) =>
    raters.map(({ name, bias, noise: size }): GivenRating => {
      const quality = (4 * item) / (items - 1) - 2;
      const felt = quality + bias + size * noise() * 0.5;
      const score = Math.max(1, Math.min(5, Math.round(3 + felt)));
      return { item: `item ${String(item).padStart(2, "0")}`, contributor: name, score };
    }),
  );
}

/** How often two items stand in their true order by a figure; ties count half. */
function ordered(figures: ReadonlyMap<string, number>): number {
  const values = [...figures].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
  let [right, pairs] = [0, 0];
  values.forEach((high, at) => {
    for (const low of values.slice(0, at)) {
      right += high > low ? 1 : high === low ? 0.5 : 0;
      pairs += 1;
    }
  });
  return right / pairs;
}

const careful: Array<Rater> = ["ann", "bea", "cleo"].map((name) => ({ name, bias: 0, noise: 0.6 }));

test("leanings and precision of contributors are found", () => {
  const raters = [...careful, { name: "kind", bias: 1.2, noise: 0.6 }, { name: "lot", bias: 0, noise: 6 }];
  const { contributors, isConverged } = fitRatings(simulated(raters, { items: 80 }), scale);
  expect(isConverged).toBe(true);
  const found = Object.fromEntries(contributors.map((contributor) => [contributor.contributor, contributor]));
  expect(found.kind?.bias).toBeGreaterThan(0.4);
  expect(found.ann?.bias).toBeLessThan(found.kind?.bias ?? 0);
  expect(found.lot?.precision).toBeLessThan(0.6 * (found.ann?.precision ?? 0));
  expect(found.lot?.n).toBe(80);
});

test("with careless contributors the order is nearer the truth than that of plain means", () => {
  const raters = [...careful, ...["x", "y", "z"].map((name) => ({ name, bias: 0, noise: 8 }))];
  for (const seed of [1, 2, 3, 4]) {
    const { items } = fitRatings(simulated(raters, { seed }), scale);
    const fitted = ordered(new Map(items.map(({ item, mean }) => [item, mean])));
    const plain = ordered(new Map(items.map(({ item, plainMean }) => [item, plainMean])));
    expect(fitted).toBeGreaterThan(plain);
  }
});

test("whom one was rated by matters less: the kind contributor's items are not lifted", () => {
  // Two items of one quality; one is rated by the kind one too, the other not. Both share the careful ones.
  const raters = [...careful, { name: "kind", bias: 1.5, noise: 0.6 }];
  const given = simulated(raters, { items: 60 }).filter(({ item, contributor }) => {
    return (
      !(contributor === "kind" && Number(item.slice(5)) % 2 === 0) &&
      !(contributor === "ann" && Number(item.slice(5)) % 2 === 1)
    );
  });
  const { items } = fitRatings(given, scale);
  const lift = (figure: "mean" | "plainMean") => {
    const of = (parity: number) => items.filter(({ item }) => Number(item.slice(5)) % 2 === parity);
    const mean = (list: typeof items) => list.reduce((sum, item) => sum + item[figure], 0) / list.length;
    return mean(of(1)) - mean(of(0));
  };
  expect(lift("plainMean")).toBeGreaterThan(0.3);
  expect(Math.abs(lift("mean"))).toBeLessThan(lift("plainMean") / 2);
});

test("unanimous items stand in the order of their scores, near them", () => {
  const given = [1, 2, 3, 4, 5].flatMap((score) =>
    ["ann", "bea", "cleo", "dora"].map((contributor): GivenRating => ({ item: `all ${score}`, contributor, score })),
  );
  const { items } = fitRatings(given, scale);
  expect(items.map(({ item }) => item)).toEqual(["all 5", "all 4", "all 3", "all 2", "all 1"]);
  for (const { mean, plainMean } of items) expect(Math.abs(mean - plainMean)).toBeLessThan(0.5);
});

test("more ratings narrow the interval", () => {
  const rated = (count: number) =>
    Array.from({ length: count }, (_, number): GivenRating => {
      return { item: "often", contributor: `contributor ${number}`, score: 3 + (number % 2) };
    });
  const width = (count: number) => {
    const [item] = fitRatings(
      [...rated(count), { item: "other", contributor: "contributor 0", score: 1 }],
      scale,
    ).items;
    return (item?.high ?? 0) - (item?.low ?? 0);
  };
  expect(width(40)).toBeLessThan(width(10));
  expect(width(10)).toBeLessThan(width(2));
});

test("nothing rated; a score that is not on the scale is refused", () => {
  expect(fitRatings([], scale)).toEqual({ items: [], contributors: [], isConverged: true });
  expect(() => fitRatings([{ item: "a", contributor: "x", score: 6 }], scale)).toThrow("scale");
  expect(() => fitRatings([{ item: "a", contributor: "x", score: 2.5 }], scale)).toThrow("scale");
});

test("means and intervals lie on the scale, in order; the order of the ratings changes not a bit", () => {
  const rating = fc.record({
    item: fc.constantFrom("a", "b", "c", "d"),
    contributor: fc.constantFrom("x", "y", "z"),
    score: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(
    fc.property(fc.array(rating, { minLength: 1, maxLength: 15 }), (given) => {
      const found = fitRatings(given, scale);
      expect(fitRatings(given.toReversed(), scale)).toEqual(found);
      for (const { mean, low, high } of found.items) {
        expect(low >= 1 && low <= mean && mean <= high && high <= 5).toBe(true);
      }
      for (const { bias, precision } of found.contributors) expect(Number.isFinite(bias) && precision > 0).toBe(true);
    }),
    { numRuns: 25 },
  );
});
