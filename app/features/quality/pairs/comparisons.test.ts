import fc from "fast-check";
import { expect, test } from "vitest";
import { comparisonsOfRanking, componentsOf, countPairs, toVotes } from "#app/features/quality/pairs/comparisons.ts";

test("a pair is counted once, from its lower item's side, whichever side it was shown on", () => {
  const counts = countPairs(
    toVotes([
      { left: "b", right: "a", result: "left" },
      { left: "a", right: "b", result: "left" },
      { left: "a", right: "b", result: "right" },
      { left: "b", right: "a", result: "tie" },
      { left: "c", right: "b", result: "left" },
    ]),
  );
  expect([...counts.first]).toEqual([0, 1]);
  expect([...counts.second]).toEqual([1, 2]);
  expect([...counts.firstWins]).toEqual([1, 0]);
  expect([...counts.secondWins]).toEqual([2, 1]);
  expect([...counts.ties]).toEqual([1, 0]);
});

test("many items are counted as few are", () => {
  // A star of 1,100 items goes the way of the sort; the same pairs below 1,024 items that of the table.
  const star = (size: number) =>
    toVotes(
      Array.from({ length: 2 * size }, (_, vote) => {
        const spoke = `spoke ${String(vote % size).padStart(4, "0")}`;
        const result = vote % 3 === 0 ? ("tie" as const) : vote % 2 === 0 ? ("left" as const) : ("right" as const);
        return { left: "hub", right: spoke, result };
      }),
    );
  const [few, many] = [countPairs(star(900)), countPairs(star(1_100))];
  expect(few.first.length).toBe(900);
  expect(many.first.length).toBe(1_100);
  expect([...many.second]).toEqual(Array.from({ length: 1_100 }, (_, spoke) => spoke + 1));
  for (const counts of [few, many]) {
    expect(counts.firstWins[1] ?? 0).toBe(0);
    expect(counts.ties[0] ?? 0).toBeGreaterThan(0);
  }
  const total = (counts: typeof many) =>
    [counts.firstWins, counts.secondWins, counts.ties].flatMap((part) => [...part]).reduce((a, b) => a + b, 0);
  expect(total(few)).toBe(1_800);
  expect(total(many)).toBe(2_200);
});

test("a ranking is every pair of what it ranks: tiers beat tiers, a tier's own tie", () => {
  expect(comparisonsOfRanking([["a"], ["b", "c"]], "x")).toEqual([
    { left: "a", right: "b", result: "left", contributor: "x" },
    { left: "a", right: "c", result: "left", contributor: "x" },
    { left: "b", right: "c", result: "tie", contributor: "x" },
  ]);
  expect(comparisonsOfRanking([["a"]])).toEqual([]);
});

test("items are in one component when a chain of comparisons joins them", () => {
  const pair = fc.tuple(fc.nat(9), fc.nat(9)).filter(([left, right]) => left !== right);
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 12 }), (pairs) => {
      const component = componentsOf({
        itemCount: 10,
        first: Int32Array.from(pairs, ([left, right]) => Math.min(left, right)),
        second: Int32Array.from(pairs, ([left, right]) => Math.max(left, right)),
        firstWins: new Float64Array(pairs.length),
        secondWins: new Float64Array(pairs.length),
        ties: new Float64Array(pairs.length),
      });
      // The slow way: spread the least number along every pair until nothing changes.
      const least = Array.from({ length: 10 }, (_, item) => item);
      for (let round = 0; round < 10; round++) {
        for (const [left, right] of pairs) {
          least[left] = least[right] = Math.min(least[left] ?? 0, least[right] ?? 0);
        }
      }
      expect([...component]).toEqual(least);
    }),
  );
});
