import fc from "fast-check";
import { expect, test } from "vitest";
import { fitBradleyTerry } from "#app/features/quality/pairs/bradley-terry.ts";
import { choosePairMethod } from "#app/features/quality/pairs/choose-pair-method.ts";
import { type Comparison, countPairs, toVotes } from "#app/features/quality/pairs/comparisons.ts";
import { fitCrowdBradleyTerry } from "#app/features/quality/pairs/crowd-bradley-terry.ts";
import { crowdErrors } from "#app/features/quality/pairs/crowd-errors.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";

type Character = "honest" | "inverted" | "left-handed";

/** Items 0, 1, 2 … of rising score, a step of 0.5 each; contributors of the characters given, each voting so often. */
function simulated(
  characters: ReadonlyArray<Character>,
  { seed = 1, items = 12, votesEach = 40 } = {},
): Array<Comparison> {
  const random = seededRandom(seed);
  return characters.flatMap((character, number) =>
    Array.from({ length: votesEach }, (): Comparison => {
      const left = Math.floor(random.nextFloat() * items);
      const right = (left + 1 + Math.floor(random.nextFloat() * (items - 1))) % items;
      const isLeft = random.nextFloat() < 1 / (1 + Math.exp((right - left) / 2));
      const honest = isLeft ? "left" : "right";
      const votes = { honest, inverted: isLeft ? "right" : "left", "left-handed": "left" } as const;
      const name = (item: number) => `item ${String(item).padStart(2, "0")}`;
      return { left: name(left), right: name(right), result: votes[character], contributor: `${character} ${number}` };
    }),
  );
}

function crowd(honest: number, inverted: number, leftHanded: number): Array<Character> {
  const times = (count: number, character: Character) => Array.from({ length: count }, () => character);
  return [...times(honest, "honest"), ...times(inverted, "inverted"), ...times(leftHanded, "left-handed")];
}

/** Kendall's tau between the scores and the order of the items. */
function tau(scores: Float64Array): number {
  let [sum, pairs] = [0, 0];
  for (let high = 1; high < scores.length; high++) {
    for (let low = 0; low < high; low++) {
      sum += Math.sign((scores[high] ?? 0) - (scores[low] ?? 0));
      pairs += 1;
    }
  }
  return sum / pairs;
}

test("each contributor's way is found", () => {
  const { contributors, isConverged } = fitCrowdBradleyTerry(toVotes(simulated(crowd(12, 4, 4), { votesEach: 80 })));
  expect(isConverged).toBe(true);
  for (const { contributor, honest, inverted, habit, habitLeft, votes } of contributors) {
    expect(honest + inverted + habit).toBeCloseTo(1, 9);
    expect(votes).toBe(80);
    if (contributor.startsWith("honest")) expect(honest).toBeGreaterThan(0.6);
    if (contributor.startsWith("inverted")) expect(inverted).toBeGreaterThan(0.5);
    if (contributor.startsWith("left")) expect(habit * habitLeft).toBeGreaterThan(0.5);
  }
});

test("a third of adversaries misleads plain Bradley–Terry, not the crowd's", () => {
  for (const seed of [1, 2, 3]) {
    const votes = toVotes(simulated(crowd(12, 6, 2), { seed }));
    const plain = tau(fitBradleyTerry(countPairs(votes)).scores);
    const found = tau(fitCrowdBradleyTerry(votes).scores);
    expect(found).toBeGreaterThan(plain);
    expect(found).toBeGreaterThan(0.85);
  }
});

test("with honest contributors only, the scores stay near those of plain Bradley–Terry", () => {
  const votes = toVotes(simulated(crowd(20, 0, 0)));
  expect(tau(fitCrowdBradleyTerry(votes).scores)).toBeGreaterThan(
    tau(fitBradleyTerry(countPairs(votes)).scores) - 0.07,
  );
});

test("auto takes the crowd's model when it foretells better, and plain when contributors are unknown or new", () => {
  const mixed = choosePairMethod(toVotes(simulated(crowd(12, 6, 2))));
  expect(mixed.method).toBe("noisy-bradley-terry");
  expect(mixed.heldOut?.noisy ?? -9).toBeGreaterThan(mixed.heldOut?.plain ?? 0);
  const unknown = simulated(crowd(5, 0, 0)).map(({ contributor, ...vote }) => vote);
  expect(choosePairMethod(toVotes(unknown))).toEqual({ method: "bradley-terry", heldOut: null });
  const strangers = simulated(crowd(5, 0, 0)).map((vote, number) => ({ ...vote, contributor: `stranger ${number}` }));
  expect(choosePairMethod(toVotes(strangers)).method).toBe("bradley-terry");
  expect(choosePairMethod(toVotes([])).method).toBe("bradley-terry");
});

test("the choice does not hang on the order of the votes", () => {
  const given = simulated(crowd(6, 2, 1), { votesEach: 12 });
  expect(choosePairMethod(toVotes(given.toReversed())).method).toBe(choosePairMethod(toVotes(given)).method);
});

test("intervals of 95 % hold the true scores of a mixed crowd nearly as often", () => {
  let [held, all] = [0, 0];
  for (let seed = 1; seed <= 10; seed++) {
    const votes = toVotes(simulated(crowd(12, 4, 2), { seed }));
    const fit = fitCrowdBradleyTerry(votes);
    const errors = crowdErrors(votes, fit);
    fit.scores.forEach((score, item) => {
      const truth = (item - 5.5) / 2;
      held += Math.abs(score - truth) <= 1.96 * (errors[item] ?? 0) ? 1 : 0;
      all += 1;
    });
  }
  expect(held / all).toBeGreaterThan(0.85);
});

test("whatever the votes: finite, centred, chances sum to 1, order and sides irrelevant", () => {
  const vote = fc
    .record({ left: fc.nat(4), gap: fc.integer({ min: 1, max: 4 }), by: fc.nat(3), result: fc.constantFrom(0, 1, 2) })
    .map(({ left, gap, by, result }): Comparison => {
      const results = ["left", "right", "tie"] as const;
      const [a, b] = [`item ${left}`, `item ${(left + gap) % 5}`];
      return { left: a, right: b, result: results[result] ?? "tie", contributor: `contributor ${by}` };
    });
  fc.assert(
    fc.property(fc.array(vote, { minLength: 1, maxLength: 30 }), (given) => {
      const votes = toVotes(given);
      const fit = fitCrowdBradleyTerry(votes);
      const again = fitCrowdBradleyTerry(toVotes(given.toReversed()));
      fit.scores.forEach((score, item) => {
        expect(Number.isFinite(score)).toBe(true);
        expect(again.scores[item]).toBeCloseTo(score, 6);
      });
      for (const error of crowdErrors(votes, fit)) expect(error >= 0 && Number.isFinite(error)).toBe(true);
      for (const { honest, inverted, habit, habitLeft, habitRight, habitTie } of fit.contributors) {
        expect(honest + inverted + habit).toBeCloseTo(1, 9);
        expect(habitLeft + habitRight + habitTie).toBeCloseTo(1, 9);
      }
    }),
    { numRuns: 50 },
  );
});
