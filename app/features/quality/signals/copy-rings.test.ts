import fc from "fast-check";
import { expect, test } from "vitest";
import { copyRings, type KnownAnswer } from "#app/features/quality/signals/copy-rings.ts";
import { mistakesOf, sameMistakeChance } from "#app/features/quality/signals/mistakes.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";

const labels = ["a", "b", "c", "d"];

/** Twenty independent people of 75 % accuracy on tasks of unlike difficulty; `copiers` give what number 0 gives. */
function simulated(copiers: number, seed = 4): Array<KnownAnswer> {
  const random = seededRandom(seed);
  const pick = () => labels[Math.floor(random.nextFloat() * labels.length)] ?? "a";
  return Array.from({ length: 60 }, (_, task) => {
    const outcome = pick();
    const accuracy = 0.55 + 0.4 * random.nextFloat();
    const own = Array.from({ length: 20 }, () => (random.nextFloat() < accuracy ? outcome : pick()));
    return own.map((choice, number): KnownAnswer => {
      const contributor = `contributor ${String(number).padStart(2, "0")}`;
      return { contributor, task: `task ${task}`, choice: number <= copiers ? (own[0] ?? choice) : choice, outcome };
    });
  }).flat();
}

test("three who copy are one ring, and nobody else is in one", () => {
  const { rings, pairs, pairsTested } = copyRings(simulated(2));
  expect(pairsTested).toBe(190);
  expect(rings.map(({ members }) => members)).toEqual([["contributor 00", "contributor 01", "contributor 02"]]);
  expect(rings[0]?.pairs).toHaveLength(3);
  for (const { sameMistakes, expected, pValue } of rings[0]?.pairs ?? []) {
    expect(sameMistakes).toBeGreaterThan(3 * expected);
    expect(pValue).toBeLessThan(1e-3);
  }
  expect(pairs[0]?.falseDiscoveryRate).toBeLessThan(0.01);
});

test("independent people, however hard the tasks, are no ring", () => {
  for (const seed of [1, 2, 3, 4, 5]) expect(copyRings(simulated(0, seed)).rings).toEqual([]);
});

test("who is always right is never a copier", () => {
  const right = simulated(0).map((answer) => ({ ...answer, choice: answer.outcome }));
  expect(copyRings(right)).toMatchObject({ pairs: [], rings: [], pairsTested: 190 });
});

test("two who met at fewer than ten tasks are not tested", () => {
  const few = simulated(2).filter(({ task }) => Number(task.slice(5)) < 9);
  expect(copyRings(few).pairsTested).toBe(0);
  expect(copyRings([])).toEqual({ pairs: [], rings: [], pairsTested: 0 });
});

test("the chance of the same mistake, by hand", () => {
  // Three people, one task; x and y wrong with "b", z right. Error rates (1 + ½) / 2 and ½ / 2, overall 2½ / 4 = 0.625.
  const answer = (contributor: string, choice: string) => ({ contributor, task: "t", choice, outcome: "a" });
  const mistakes = mistakesOf([answer("x", "b"), answer("y", "b"), answer("z", "a")]);
  // Of x and y the only other, z, is right: difficulty (0 + 2 · 0.625) / 3; odds 5/7, against 5/3 overall: 3/7 as hard.
  const error = (3 * (3 / 7)) / (1 + 3 * (3 / 7));
  expect(sameMistakeChance(mistakes, 0, 0, 1)).toBeCloseTo(error * error, 12);
});

test("chances lie in (0, 1]; the order of the answers changes no figure", () => {
  const answer = fc.record({
    contributor: fc.constantFrom("x", "y", "z"),
    task: fc.integer({ min: 1, max: 15 }).map(String),
    choice: fc.constantFrom("a", "b", "c"),
  });
  const unlike = fc.uniqueArray(answer, {
    selector: ({ contributor, task }) => `${contributor} ${task}`,
    maxLength: 45,
  });
  fc.assert(
    fc.property(unlike, (given) => {
      const answers = given.map((one) => ({ ...one, outcome: labels[Number(one.task) % 3] ?? "a" }));
      const found = copyRings(answers, 0.5);
      const again = copyRings(answers.toReversed(), 0.5);
      expect(again.pairs.map(({ contributors }) => contributors)).toEqual(
        found.pairs.map(({ contributors }) => contributors),
      );
      found.pairs.forEach(({ pValue, expected, sameMistakes, n, falseDiscoveryRate }, at) => {
        expect(pValue > 0 && pValue <= falseDiscoveryRate && falseDiscoveryRate <= 1).toBe(true);
        expect(expected > 0 && expected < n && sameMistakes <= n).toBe(true);
        expect(again.pairs[at]?.pValue).toBeCloseTo(pValue, 12);
      });
    }),
  );
});
