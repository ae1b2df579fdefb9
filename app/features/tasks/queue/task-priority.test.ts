import fc from "fast-check";
import { expect, test } from "vitest";
import { taskPriority } from "#app/features/tasks/queue/task-priority.ts";

test("an even split is worth the most, certainty next to nothing", () => {
  expect(taskPriority({ probability: 0.5, alternatives: 2 })).toBe(1_000);
  expect(taskPriority({ probability: 0.25, alternatives: 4 })).toBe(1_000);
  expect(taskPriority({ probability: 1, alternatives: 4 })).toBe(1);
});

test("by hand: two results, 0.9 sure, an answerer who is right three times in four", () => {
  // H(0.9 · 0.75 + 0.1 · 0.25) − H(0.75) = H(0.7) − H(0.75) = 0.88129 − 0.81128; of 1 − 0.81128 at an even split.
  expect(taskPriority({ probability: 0.9, alternatives: 2, accuracy: 0.75 })).toBe(371);
});

test("the surer the result, the less one more answer tells; it is always something", () => {
  const shares = fc.double({ min: 0, max: 1, noNaN: true });
  const ability = fc.double({ min: 0.6, max: 0.99, noNaN: true });
  fc.assert(
    fc.property(shares, shares, fc.integer({ min: 2, max: 40 }), ability, (one, other, alternatives, accuracy) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      const unsure = taskPriority({ probability: less, alternatives, accuracy });
      const sure = taskPriority({ probability: more, alternatives, accuracy });
      expect(unsure).toBeGreaterThanOrEqual(sure);
      expect(sure).toBeGreaterThanOrEqual(1);
      expect(unsure).toBeLessThanOrEqual(1_000);
    }),
  );
});
