import fc from "fast-check";
import { expect, test } from "vitest";
import { fitBradleyTerry } from "#app/features/quality/pairs/bradley-terry.ts";
import { type Comparison, countPairs, toVotes } from "#app/features/quality/pairs/comparisons.ts";
import { defaultPriorWeight } from "#app/features/quality/pairs/logistic-prior.ts";
import { bootstrapScores } from "#app/features/quality/pairs/pair-bootstrap.ts";
import { pairErrors } from "#app/features/quality/pairs/pair-errors.ts";
import { drawPoissons, poissonTable } from "#app/features/quality/pairs/poisson.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";

const results = ["left", "right", "tie"] as const;

test("on many independent votes the bootstrap agrees with the sandwich", () => {
  const random = seededRandom(5);
  const votes = toVotes(
    Array.from({ length: 6000 }, (): Comparison => {
      const left = Math.floor(random.nextFloat() * 6);
      const right = (left + 1 + Math.floor(random.nextFloat() * 5)) % 6;
      const point = random.nextFloat();
      const isLeft = point < 0.8 / (1 + Math.exp((right - left) / 4));
      return { left: `item ${left}`, right: `item ${right}`, result: point > 0.8 ? "tie" : isLeft ? "left" : "right" };
    }),
  );
  const fit = fitBradleyTerry(countPairs(votes));
  const { low, high } = bootstrapScores(fit, { rounds: 2000 });
  pairErrors(votes, fit, defaultPriorWeight)
    .subarray(0, 6)
    .forEach((error, item) => {
      const width = (high[item] ?? 0) - (low[item] ?? 0);
      expect(width / (2 * 1.96 * error)).toBeGreaterThan(0.9);
      expect(width / (2 * 1.96 * error)).toBeLessThan(1.1);
    });
});

test("intervals hold the scores, are finite, and come again with their seed", () => {
  const vote = fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 3 }), fc.nat(2));
  fc.assert(
    fc.property(fc.array(vote, { minLength: 1, maxLength: 20 }), fc.nat(), (given, seed) => {
      const comparisons = given.map(([left, gap, result]): Comparison => {
        return { left: `item ${left}`, right: `item ${(left + gap) % 4}`, result: results[result] ?? "tie" };
      });
      const fit = fitBradleyTerry(countPairs(toVotes(comparisons)));
      const found = bootstrapScores(fit, { rounds: 30, seed });
      expect(bootstrapScores(fit, { rounds: 30, seed })).toEqual(found);
      fit.scores.forEach((score, item) => {
        const [low, high] = [found.low[item] ?? Number.NaN, found.high[item] ?? Number.NaN];
        expect(Number.isFinite(low) && low <= score && score <= high && Number.isFinite(high)).toBe(true);
      });
    }),
    { numRuns: 60 },
  );
});

test("a Poisson draw has its mean and its variance, by either method", () => {
  for (const mean of [0, 0.5, 3, 9.9, 10, 40, 2000]) {
    const random = seededRandom(3);
    const draws = new Float64Array(20_000);
    drawPoissons(poissonTable(new Float64Array(20_000).fill(mean)), random, draws);
    const average = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const variance = draws.reduce((sum, draw) => sum + (draw - average) ** 2, 0) / draws.length;
    // Five standard errors of a mean, and of a variance.
    expect(Math.abs(average - mean)).toBeLessThanOrEqual(5 * Math.sqrt(mean / draws.length));
    expect(Math.abs(variance - mean)).toBeLessThanOrEqual(5 * Math.sqrt((mean + 2 * mean * mean) / draws.length));
  }
});
