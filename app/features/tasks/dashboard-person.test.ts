import { expect, test } from "vitest";
import { fewestAnswers, type PersonSums, toPerson } from "#app/features/tasks/dashboard-person.ts";

function sums(parts: Partial<PersonSums> = {}): PersonSums {
  return {
    ...{ address: "0xAna", answers: 100, paid: 90, flagged: 1, medianMs: 8_000, goldMatched: 7, goldTotal: 8 },
    ...{ sided: 100, firstSide: 50, timed: 100, fast: 0 },
    ...parts,
  };
}

test("nothing is said of sides or haste below the fewest answers", () => {
  const few = fewestAnswers - 1;
  const person = toPerson(sums({ sided: few, firstSide: few, timed: few, fast: few }), []);
  expect(person.firstSide).toBeNull();
  expect(person.fast).toEqual({ count: few, of: few, isOften: false });
});

test("a lean that chance gives is no evidence, one beyond three standard errors is", () => {
  expect(toPerson(sums({ firstSide: 60 }), []).firstSide?.isOneSided).toBe(false);
  expect(toPerson(sums({ firstSide: 66 }), []).firstSide?.isOneSided).toBe(true);
  expect(toPerson(sums({ firstSide: 34 }), []).firstSide?.isOneSided).toBe(true);
});

test("haste is named above one answer in ten", () => {
  expect(toPerson(sums({ fast: 10 }), []).fast.isOften).toBe(false);
  expect(toPerson(sums({ fast: 11 }), []).fast.isOften).toBe(true);
});

test("estimates and gold are carried over as they are", () => {
  const standing = { kind: "prefer" as const, accuracy: 0.8, standardError: 0.04, n: 90 };
  expect(toPerson(sums(), [standing])).toMatchObject({ standings: [standing], gold: { matched: 7, of: 8 } });
});
