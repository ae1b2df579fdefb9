import fc from "fast-check";
import { expect, test } from "vitest";
import { expectedRest, type KindSoFar, shortfallWei } from "#app/features/tasks/dashboard/dashboard-forecast.ts";

function soFar(parts: Partial<KindSoFar> = {}): KindSoFar {
  return {
    rule: { kind: "prefer", priceWei: 100n, answersMin: 2, answersMax: 5, goldEvery: 0 },
    ...{ tasksLeft: 10, tasksClosed: 0, answers: 0, paid: 0, goldAnswers: 0 },
    ...parts,
  };
}

function restOf(kind: KindSoFar, samplesLeft = 0) {
  return expectedRest({ samplePriceWei: 30n, overheadBps: 1_000, samplesLeft, kinds: [kind] });
}

test("the rest costs what the closed tasks needed, with the overhead", () => {
  const rest = restOf(soFar({ tasksClosed: 4, answers: 10, paid: 10 }), 3);
  expect(rest.kinds[0]).toMatchObject({ meanAnswers: 2.5, expectedWei: 25n * 110n, mostWei: 50n * 110n });
  expect(rest).toMatchObject({ samplesWei: 99n, expectedWei: 25n * 110n + 99n, mostWei: 50n * 110n + 99n });
});

test("answers that are not paid cost nothing, and gold costs like any answer", () => {
  expect(restOf(soFar({ tasksClosed: 4, answers: 10, paid: 5 })).expectedWei).toBe((25n * 110n) / 2n);
  expect(restOf(soFar({ tasksClosed: 4, answers: 10, paid: 10, goldAnswers: 2 })).expectedWei).toBe(30n * 110n);
});

test("before the first closed task the middle of the bounds is counted, and no mean is claimed", () => {
  const [kind] = restOf(soFar()).kinds;
  expect(kind).toMatchObject({ meanAnswers: null, expectedWei: 35n * 110n });
});

test("with nothing left, nothing more is to pay", () => {
  expect(restOf(soFar({ tasksLeft: 0, tasksClosed: 3, answers: 6, paid: 6 }))).toMatchObject({
    expectedWei: 0n,
    mostWei: 0n,
  });
});

test("what is expected never exceeds the most, while no task took more than its most and gold keeps to its share", () => {
  const counts = fc.record({
    tasksLeft: fc.nat(1_000),
    tasksClosed: fc.nat(1_000),
    answersATask: fc.integer({ min: 2, max: 5 }),
    unpaid: fc.double({ min: 0, max: 1, noNaN: true }),
    goldEvery: fc.constantFrom(0, 5, 12, 25),
  });
  fc.assert(
    fc.property(counts, ({ tasksLeft, tasksClosed, answersATask, unpaid, goldEvery }) => {
      const answers = tasksClosed * answersATask;
      const kind = soFar({ tasksLeft, tasksClosed, answers, paid: answers - Math.floor(unpaid * answers) });
      const { expectedWei, mostWei } = restOf({ ...kind, rule: { ...kind.rule, goldEvery } });
      expect(expectedWei <= mostWei).toBe(true);
    }),
  );
});

test("money is short by what neither stands reserved nor is free", () => {
  const held = { reservedWei: "70", availableWei: "20" };
  expect(shortfallWei({ expectedWei: 100n }, held)).toBe(10n);
  expect(shortfallWei({ expectedWei: 90n }, held)).toBe(0n);
  expect(shortfallWei({ expectedWei: 1n }, held)).toBe(0n);
});
