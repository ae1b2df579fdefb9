import fc from "fast-check";
import { expect, test } from "vitest";
import type { JudgedSample, JudgedTask } from "#app/features/releases/judged-task.ts";
import { qualityReport } from "#app/features/releases/quality-report.ts";
import { preferenceRow, preferredPairs, unpairedRows } from "#app/features/releases/rows.ts";

function sample(id: string, text = id): JudgedSample {
  return { id, text, address: `author of ${id}`, seed: 1, provenance: {} };
}

function task(fields: Partial<JudgedTask>): JudgedTask {
  return {
    ...{ id: "t", promptId: "p", messages: [{ role: "user", content: "Pack" }], language: "en" },
    ...{ a: sample("left"), b: sample("right"), result: "a", probability: 0.96, answers: [], ...fields },
  };
}

test("the better text is chosen, whichever side it is", () => {
  const rows = preferredPairs([task({ result: "a" }), task({ result: "b" })]).pairs.map(preferenceRow);
  expect(rows.map(({ chosen, rejected }) => [chosen[0]?.content, rejected[0]?.content])).toEqual([
    ["left", "right"],
    ["right", "left"],
  ]);
});

test("only a side that won makes a pair", () => {
  const results = fc.constantFrom<JudgedTask["result"]>("a", "b", "tie", "bad", "undecided");
  fc.assert(
    fc.property(fc.array(results, { maxLength: 20 }), (outcomes) => {
      const tasks = outcomes.map((result, index) => task({ result, a: sample(`a${index}`), b: sample(`b${index}`) }));
      const won = outcomes.filter((result) => result === "a" || result === "b").length;
      expect(preferredPairs(tasks).pairs).toHaveLength(won);
    }),
  );
});

test("equal texts and a pair that is there already are counted and left out", () => {
  const same = task({ a: sample("a", "one text"), b: sample("b", "one text") });
  const { pairs, duplicates } = preferredPairs([task({}), task({ id: "again" }), same]);
  expect(pairs).toHaveLength(1);
  expect(duplicates).toBe(2);
});

test("what somebody flagged becomes no row", () => {
  const flagged = task({ answers: [{ address: "x", choice: "a", isFlagged: true }] });
  expect(preferredPairs([flagged]).pairs).toEqual([]);
  expect(unpairedRows([flagged])).toEqual([]);
});

test("a text that won here and lost there has no label of its own", () => {
  const [one, two, three] = [sample("1"), sample("2"), sample("3")];
  const ring = [task({ a: one, b: two }), task({ a: two, b: three }), task({ a: three, b: one, result: "tie" })];
  const labels = unpairedRows(ring).map(({ completion, label }) => [completion[0]?.content, label]);
  expect(labels).toEqual([
    ["1", true],
    ["3", false],
  ]);
});

test("two bad texts are both not wanted, and a tie says nothing", () => {
  expect(unpairedRows([task({ result: "bad" })]).map(({ label }) => label)).toEqual([false, false]);
  expect(unpairedRows([task({ result: "tie" }), task({ result: "undecided" })])).toEqual([]);
});

test("length bias counts pairs of unequal length only", () => {
  const tasks = [
    task({ a: sample("1", "long text"), b: sample("2", "short") }),
    task({ a: sample("3", "tiny"), b: sample("4", "longer") }),
    task({ a: sample("5", "same"), b: sample("6", "size") }),
  ];
  const report = qualityReport(tasks, preferredPairs(tasks));
  expect(report.longerChosen).toMatchObject({ count: 1, of: 2, share: 0.5 });
});

test("agreement is taken over decided comparisons; without one there is none", () => {
  const answers = [
    { address: "x", choice: "a" as const, isFlagged: false },
    { address: "y", choice: "b" as const, isFlagged: false },
  ];
  const undecided = task({ result: "undecided", answers });
  expect(qualityReport([undecided], preferredPairs([undecided])).agreement).toBeNull();
  const both = [undecided, task({ answers })];
  expect(qualityReport(both, preferredPairs(both)).agreement).toMatchObject({ count: 1, of: 2 });
});
