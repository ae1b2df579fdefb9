import fc from "fast-check";
import { expect, test } from "vitest";
import { bradleyTerry, fitBradleyTerry, type Rating, toElo } from "#app/features/quality/pairs/bradley-terry.ts";
import { type Comparison, countPairs, toVotes } from "#app/features/quality/pairs/comparisons.ts";

const result = fc.constantFrom("left" as const, "right" as const, "tie" as const);
const comparison = fc
  .record({ left: fc.nat(5), gap: fc.integer({ min: 1, max: 5 }), result, contributor: fc.constantFrom("x", "y", "z") })
  .map(({ left, gap, result, contributor }): Comparison => {
    return { left: `item ${left}`, right: `item ${(left + gap) % 6}`, result, contributor };
  });
const comparisons = fc.array(comparison, { minLength: 1, maxLength: 60 });

type Row = readonly [left: string, right: string, wins: number, losses: number, ties: number];

function repeated([left, right, wins, losses, ties]: Row): Array<Comparison> {
  const times = (count: number, result: Comparison["result"]) =>
    Array.from({ length: count }, (): Comparison => ({ left, right, result }));
  return [...times(wins, "left"), ...times(losses, "right"), ...times(ties, "tie")];
}

function scoresOf(ratings: ReadonlyArray<Rating>): Record<string, number> {
  return Object.fromEntries(ratings.map(({ item, score }) => [item, score]));
}

// Davidson, "On extending the Bradley–Terry model to accommodate ties", JASA 65 (1970), table 2: brands of chocolate pudding.
const puddings: ReadonlyArray<Row> = [
  ["1", "2", 19, 22, 16],
  ["1", "3", 16, 19, 12],
  ["2", "3", 19, 19, 10],
  ["1", "4", 18, 23, 13],
  ["2", "4", 23, 19, 9],
  ["3", "4", 19, 20, 15],
  ["1", "5", 13, 19, 18],
  ["2", "5", 16, 20, 12],
  ["3", "5", 16, 15, 17],
  ["4", "5", 17, 14, 16],
  ["1", "6", 18, 21, 12],
  ["2", "6", 22, 20, 12],
  ["3", "6", 13, 18, 10],
  ["4", "6", 14, 19, 18],
  ["5", "6", 11, 21, 12],
];

// Stigler, "Citation patterns in the journals of statistics and probability" (1994), as in BradleyTerry2's documentation.
const citations: ReadonlyArray<Row> = [
  ["Biometrika", "Communications", 730, 33, 0],
  ["Biometrika", "JASA", 498, 320, 0],
  ["Biometrika", "JRSS-B", 221, 284, 0],
  ["Communications", "JASA", 68, 813, 0],
  ["Communications", "JRSS-B", 17, 276, 0],
  ["JASA", "JRSS-B", 142, 325, 0],
];

test("published strengths with ties: Davidson's puddings", () => {
  const counts = countPairs(toVotes(puddings.flatMap(repeated)));
  const fit = fitBradleyTerry(counts, 1e-9);
  const strengths = Array.from(fit.scores, Math.exp);
  const sum = strengths.reduce((left, right) => left + right, 0);
  const published = [0.1388, 0.173, 0.1617, 0.1654, 0.1587, 0.2024];
  strengths.forEach((strength, item) => {
    expect(strength / sum).toBeCloseTo(published[item] ?? 0, 4);
  });
  expect(fit.tieStrength).toBeCloseTo(0.7468, 4);
});

test("published scores without ties: citations of statistical journals", () => {
  const votes = toVotes(citations.flatMap(repeated));
  const { scores } = fitBradleyTerry(countPairs(votes), 1e-9);
  const against = (item: number) => (scores[item] ?? 0) - (scores[0] ?? 0);
  expect(against(1)).toBeCloseTo(-2.94907, 4);
  expect(against(2)).toBeCloseTo(-0.47957, 4);
  expect(against(3)).toBeCloseTo(0.26895, 4);
});

test("two items: the score is the log odds, its error that of a proportion", () => {
  const [better, worse] = bradleyTerry(repeated(["a", "b", 300, 100, 0]));
  // Half a pseudo-win each hardly moves 400 votes; centring halves the difference of scores and its error.
  expect(better?.item).toBe("a");
  expect((better?.score ?? 0) - (worse?.score ?? 0)).toBeCloseTo(Math.log(3), 1);
  expect(better?.standardError).toBeCloseTo(Math.sqrt(1 / 300 + 1 / 100) / 2, 3);
  expect(better?.votes).toBe(400);
});

test("who always won has a finite score, above who never won", () => {
  const ratings = bradleyTerry([...repeated(["a", "b", 40, 0, 0]), ...repeated(["b", "c", 40, 0, 0])]);
  expect(ratings.map(({ item }) => item)).toEqual(["a", "b", "c"]);
  for (const { score, low, high } of ratings) expect([score, low, high].every(Number.isFinite)).toBe(true);
});

test("nothing but ties is finite and equal", () => {
  const ratings = bradleyTerry(repeated(["a", "b", 0, 0, 30]));
  for (const { score, high } of ratings) {
    expect(score).toBeCloseTo(0, 9);
    expect(Number.isFinite(high)).toBe(true);
  }
});

test("groups that never met are each centred, and named by their first item", () => {
  const ratings = bradleyTerry([...repeated(["a", "b", 3, 1, 0]), ...repeated(["c", "d", 90, 10, 0])]);
  expect(ratings.find(({ item }) => item === "b")?.component).toBe("a");
  expect(ratings.find(({ item }) => item === "d")?.component).toBe("c");
  const scores = scoresOf(ratings);
  expect((scores.a ?? 0) + (scores.b ?? 0)).toBeCloseTo(0, 12);
  expect((scores.c ?? 0) + (scores.d ?? 0)).toBeCloseTo(0, 12);
});

test("no vote, no rating", () => {
  expect(bradleyTerry([])).toEqual([]);
});

test("an item compared with itself is refused", () => {
  expect(() => bradleyTerry([{ left: "a", right: "a", result: "tie" }])).toThrow("itself");
});

test("a contributor's repeated vote is less than as many contributors'", () => {
  const by = (contributor: (vote: number) => string) =>
    Array.from({ length: 60 }, (_, vote): Comparison => {
      const isFirst = Math.floor(vote / 20) < 2;
      return { left: "a", right: "b", result: isFirst ? "left" : "right", contributor: contributor(vote) };
    });
  const [alone] = bradleyTerry(by((vote) => `contributor ${vote}`));
  const [copied] = bradleyTerry(by((vote) => `contributor ${Math.floor(vote / 20)}`));
  expect(copied?.score).toBe(alone?.score);
  expect(copied?.standardError).toBeGreaterThan(2 * (alone?.standardError ?? 0));
});

test("400 points are odds of ten to one", () => {
  expect(toElo(Math.log(10)) - toElo(0)).toBeCloseTo(400, 9);
  expect(toElo(0)).toBe(1000);
});

test("the order of the votes and their sides change nothing, not even the last bit", () => {
  const swapped = { left: "right", right: "left", tie: "tie" } as const;
  fc.assert(
    fc.property(comparisons, (given) => {
      const turned = given.toReversed().map(({ left, right, result, contributor }): Comparison => {
        return { left: right, right: left, result: swapped[result], contributor };
      });
      expect(scoresOf(bradleyTerry(turned))).toEqual(scoresOf(bradleyTerry(given)));
    }),
  );
});

test("scores are finite, centred in each component and inside their intervals", () => {
  fc.assert(
    fc.property(comparisons, (given) => {
      const sums = new Map<string, number>();
      for (const { score, low, high, component } of bradleyTerry(given)) {
        expect(Number.isFinite(low) && low <= score && score <= high && Number.isFinite(high)).toBe(true);
        sums.set(component, (sums.get(component) ?? 0) + score);
      }
      for (const sum of sums.values()) expect(sum).toBeCloseTo(0, 9);
    }),
  );
});

test("each vote and its mirror: all scores are equal", () => {
  const swapped = { left: "right", right: "left", tie: "tie" } as const;
  fc.assert(
    fc.property(comparisons, (given) => {
      const both = [...given, ...given.map((vote) => ({ ...vote, result: swapped[vote.result] }))];
      for (const { score } of bradleyTerry(both)) expect(score).toBeCloseTo(0, 9);
    }),
  );
});

test("in a round robin the order is that of the points won, and repeating it keeps it", () => {
  const items = ["a", "b", "c", "d"];
  const pairs = items.flatMap((left, at) => items.slice(at + 1).map((right) => ({ left, right })));
  fc.assert(
    fc.property(fc.array(result, { minLength: 6, maxLength: 6 }), (results) => {
      const given = pairs.map(({ left, right }, at): Comparison => ({ left, right, result: results[at] ?? "tie" }));
      const points = (item: string) =>
        given.reduce((sum, { left, right, result }) => {
          if (item !== left && item !== right) return sum;
          return sum + (result === "tie" ? 0.5 : (result === "left") === (item === left) ? 1 : 0);
        }, 0);
      for (const times of [1, 3]) {
        const scores = scoresOf(bradleyTerry(Array.from({ length: times }, () => given).flat()));
        for (const { left, right } of pairs) {
          const gap = (scores[left] ?? 0) - (scores[right] ?? 0);
          const lead = points(left) - points(right);
          expect(lead === 0 ? Math.abs(gap) < 1e-9 : Math.sign(gap) === Math.sign(lead)).toBe(true);
        }
      }
    }),
  );
});
