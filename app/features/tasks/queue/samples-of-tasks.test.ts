import fc from "fast-check";
import { expect, test } from "vitest";
import { taskKinds } from "#app/features/campaigns/kind-options.ts";
import { taskCount } from "#app/features/campaigns/tasks-of-prompt.ts";
import { samplesOfTasks } from "#app/features/tasks/queue/samples-of-tasks.ts";

const samples = (count: number) => Array.from({ length: count }, (_, index) => `s${index}`);

test("as many tasks as were reserved for, of accepted samples and nothing else", () => {
  fc.assert(
    fc.property(fc.constantFrom(...taskKinds), fc.integer({ min: 0, max: 40 }), (kind, count) => {
      const tasks = samplesOfTasks({ kind, options: {} }, samples(count));
      expect(tasks).toHaveLength(taskCount(kind, count));
      for (const shown of tasks) {
        expect(new Set(shown).size).toBe(shown.length);
        expect(samples(count)).toEqual(expect.arrayContaining(shown));
      }
    }),
  );
});

test("a ranking shows each sample once, in groups of two to eight", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 64 }), (count) => {
      const groups = samplesOfTasks({ kind: "rank", options: {} }, samples(count));
      expect(groups.flat()).toEqual(samples(count));
      for (const group of groups) expect(group.length >= 2 && group.length <= 8).toBe(true);
    }),
  );
});

test("a rewrite shows the first sample, an answer of one's own shows none", () => {
  expect(samplesOfTasks({ kind: "edit", options: { mode: "rewrite" } }, samples(3))).toEqual([["s0"]]);
  expect(samplesOfTasks({ kind: "edit", options: { mode: "answer" } }, samples(3))).toEqual([[]]);
  expect(samplesOfTasks({ kind: "edit", options: { mode: "answer" } }, [])).toEqual([]);
});
