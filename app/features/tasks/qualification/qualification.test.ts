import { expect, test } from "vitest";
import {
  attemptRule,
  isSwapped,
  otherSides,
  qualificationState,
  retryAfterMs,
} from "#app/features/tasks/qualification/qualification.ts";

const rule = { questions: 5, pass: 4 };
const now = new Date("2026-11-22T12:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);

test("a failed attempt may be repeated after a day and no sooner", () => {
  const failed = (ms: number) => ({ state: "failed" as const, decidedAt: ago(ms) });
  const stateAfter = (ms: number) => qualificationState({ rule, available: 5, latest: failed(ms), now });
  expect(stateAfter(retryAfterMs - 1)).toBe("failed");
  expect(stateAfter(retryAfterMs)).toBe("ready");
});

test("what was passed stays passed, and what was begun goes on", () => {
  const passed = { state: "passed" as const, decidedAt: ago(400 * retryAfterMs) };
  expect(qualificationState({ rule, available: 0, latest: passed, now })).toBe("passed");
  expect(qualificationState({ rule, available: 0, latest: { state: "open", decidedAt: null }, now })).toBe("open");
});

test("without a rule there is nothing to do, and without questions nothing that could be done", () => {
  expect(qualificationState({ rule: null, available: 5, latest: null, now })).toBe("not-needed");
  expect(qualificationState({ rule, available: 0, latest: null, now })).toBe("no-questions");
  expect(qualificationState({ rule, available: 1, latest: null, now })).toBe("ready");
});

test("fewer questions than wanted: no more right answers are asked for than there are", () => {
  expect(attemptRule(rule, 9)).toEqual(rule);
  expect(attemptRule(rule, 4)).toEqual({ questions: 4, pass: 4 });
  expect(attemptRule(rule, 2)).toEqual({ questions: 2, pass: 2 });
});

test("sides are exchanged for some questions and not for others, and put back", () => {
  const sides = Array.from({ length: 16 }, (_, number) => isSwapped("0123456789abcdef", number));
  expect(new Set(sides).size).toBe(2);
  expect(otherSides("prefer", { choice: "a", strength: 2 })).toEqual({ choice: "b", strength: 2 });
  expect(otherSides("label", { labels: ["a"] })).toEqual({ labels: ["a"] });
});
