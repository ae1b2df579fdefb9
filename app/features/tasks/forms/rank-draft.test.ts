import fc from "fast-check";
import { expect, test } from "vitest";
import { moved, placed, placeOf, rankAnswer, rankDraft, tierCountOf } from "#app/features/tasks/forms/rank-draft.ts";

const ids = ["a", "b", "c", "d"];
const fresh = rankDraft(null);

test("empty tiers close up and samples keep the order in which they were shown", () => {
  const draft = placed(placed(placed(fresh, "d", 4), "b", 4), "a", 2);
  expect(rankAnswer(draft, ids)).toEqual({ tiers: [["a"], ["b", "d"]] });
});

test("a sample goes up to the first tier, down over the last one below the line, and back", () => {
  const first = moved(fresh, "a", -1, 1);
  expect(placeOf(first, "a")).toBe(1);
  expect(moved(first, "a", -1, 2)).toBe(first);
  const second = moved(first, "a", 1, 2);
  expect(placeOf(second, "a")).toBe(2);
  const below = moved(second, "a", 1, 2);
  expect(placeOf(below, "a")).toBe("unacceptable");
  expect(placeOf(moved(below, "a", -1, 2), "a")).toBe(2);
});

test("there is one tier more than are in use, never more than samples", () => {
  expect(tierCountOf(fresh, 4)).toBe(1);
  expect(tierCountOf(placed(fresh, "a", 2), 4)).toBe(3);
  expect(tierCountOf(placed(fresh, "a", 4), 4)).toBe(4);
});

test("whatever is moved where, every sample is named at most once and an answer reads back as it was", () => {
  const place = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constantFrom("unacceptable" as const, null));
  const steps = fc.array(fc.record({ id: fc.constantFrom(...ids), place }), { minLength: 1 });
  fc.assert(
    fc.property(steps, (moves) => {
      const draft = moves.reduce((before, move) => placed(before, move.id, move.place), fresh);
      const answer = rankAnswer(draft, ids);
      const named = [...answer.tiers.flat(), ...(answer.unacceptable ?? [])];
      expect(new Set(named).size).toBe(named.length);
      if (named.length > 0) expect(rankAnswer(rankDraft(answer), ids)).toEqual(answer);
    }),
  );
});
