import { expect, test } from "vitest";
import { shownSignals, toSignal } from "#app/features/tasks/dashboard/dashboard-person.ts";

const evidence = { share: 0.9, pace: 0.3, longestRun: 14, expectedRun: 4, n: 40, pValue: 0.0001, members: [] };

test("each signal keeps the figures that say what was seen", () => {
  expect(shownSignals.map((reason) => toSignal(reason, evidence))).toEqual([
    { reason: "side-bias", share: 0.9, n: 40 },
    { reason: "too-fast", pace: 0.3, n: 40 },
    { reason: "straight-lining", longestRun: 14, expectedRun: 4, n: 40 },
  ]);
});

test("what is about several people, or has no figures, is not shown", () => {
  expect(toSignal("copy-ring", evidence)).toBeNull();
  expect(toSignal("side-bias", { n: 40 })).toBeNull();
  expect(toSignal("side-bias", null)).toBeNull();
});
