import fc from "fast-check";
import { expect, test } from "vitest";
import { goldBar } from "#app/features/campaigns/kind-options.ts";
import { preferResults } from "#app/features/quality/prefer-posterior.ts";
import { belowBar } from "#app/features/quality/reputation.ts";
import {
  answerAccuracy,
  changeGraceMs,
  closingStep,
  graceMsOf,
  isDecided,
  mostGoldWaitMs,
  priorityOf,
  unpaidReason,
} from "#app/features/tasks/closing/closing.ts";
import { scorers } from "#app/features/tasks/kinds.ts";

const task = { sampleIds: ["one", "two"], texts: ["1", "2"], options: {} };
const rule = { kind: "prefer" as const, answersMin: 2, answersMax: 5, barPermille: 950 };
const newcomers = (...choices: ReadonlyArray<string>) =>
  choices.map((choice) => ({ answer: { choice }, accuracy: answerAccuracy(null) }));
const judged = { kind: "prefer" as const, payRule: "agreement/1" as const, task };
const noGold = { goldCorrect: 0, goldTotal: 0 };
const choices = fc.array(fc.constantFrom(...preferResults), { maxLength: 9 });
const now = new Date("2026-11-22T12:00:00Z");
const after = (ms: number) => new Date(now.getTime() + ms);

test("one answer never decides, two that agree do, two that differ do not", () => {
  expect(isDecided(newcomers("a"), task, rule)).toBe(false);
  expect(isDecided(newcomers("a", "a"), task, rule)).toBe(true);
  expect(isDecided(newcomers("a", "b"), task, rule)).toBe(false);
});

test("an answer against a decided task opens it again, and a third for it decides", () => {
  expect(isDecided(newcomers("a", "a", "b"), task, rule)).toBe(false);
  expect(isDecided(newcomers("a", "a", "b", "a"), task, rule)).toBe(true);
});

test("the most answers decide, whatever they say", () => {
  expect(isDecided(newcomers("a", "b", "tie", "bad"), task, rule)).toBe(false);
  expect(isDecided(newcomers("a", "b", "tie", "bad", "a"), task, rule)).toBe(true);
});

test("who is known to be right decides alone where one answer is enough, and outweighs two who are not", () => {
  const surely = { answer: { choice: "a" }, accuracy: answerAccuracy({ accuracy: 0.96 }) };
  expect(isDecided([surely], task, { ...rule, answersMin: 1 })).toBe(true);
  expect(isDecided([surely], task, rule)).toBe(false);
  const doubtful = { answer: { choice: "b" }, accuracy: answerAccuracy({ accuracy: 0.6 }) };
  expect(scorers.prefer.outcome([doubtful, surely, doubtful], task, 501).result).toBe("a");
});

test("an answer's weight lies within bounds: nobody's counts against itself, nobody's is certain", () => {
  expect(answerAccuracy(null)).toBe(0.75);
  expect(answerAccuracy({ accuracy: 0.8 })).toBe(0.8);
  expect(answerAccuracy({ accuracy: 0.1 })).toBe(0.55);
  expect(answerAccuracy({ accuracy: 0.999 })).toBe(0.97);
});

test("a task is fresh below the least answers; then the more open it is, the more urgent", () => {
  const priority = (...choices: ReadonlyArray<string>) => priorityOf(newcomers(...choices), task, rule);
  expect(priority("a")).toBe(0);
  expect(priority("a", "b")).toBeGreaterThan(priority("a", "a", "b"));
  expect(priority("a", "a", "b")).toBeGreaterThan(0);
});

test("at the bar an outcome stands, just below it is undecided", () => {
  const outcomeAt = (barPermille: number) => scorers.prefer.outcome(newcomers("a", "a"), task, barPermille);
  const { probability } = outcomeAt(950);
  expect(outcomeAt(Math.floor(probability * 1_000)).result).toBe("a");
  expect(outcomeAt(Math.ceil(probability * 1_000)).result).toBe("undecided");
});

test("agreement pays who agrees; of an undecided task, everybody", () => {
  const reason = (choice: string, result: string) =>
    unpaidReason({ choice }, noGold, { ...judged, outcome: { result } });
  expect(reason("a", "a")).toBe(null);
  expect(reason("tie", "a")).toBe("disagrees-with-outcome");
  expect(reason("tie", "undecided")).toBe(null);
});

test("gold pays a minority like anybody, and nobody who surely gets less than the bar right", () => {
  const reason = (goldCorrect: number, goldTotal: number) =>
    unpaidReason(
      { choice: "tie" },
      { goldCorrect, goldTotal },
      { ...judged, payRule: "gold/1", outcome: { result: "a" } },
    );
  expect(reason(0, 0)).toBe(null);
  expect(reason(0, 4)).toBe(null);
  expect(reason(0, 5)).toBe("gold-below-bar");
  expect(reason(1, 5)).toBe(null);
  expect(reason(10, 30)).toBe("gold-below-bar");
  expect(reason(11, 30)).toBe(null);
});

test("who gets the bar's part of gold right is never unpaid for it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), (total) => {
      expect(belowBar(Math.ceil(total * goldBar), total, goldBar)).toBe(false);
    }),
  );
});

test("under agreement somebody is always paid", () => {
  fc.assert(
    fc.property(choices, fc.integer({ min: 501, max: 999 }), (given, bar) => {
      const outcome = scorers.prefer.outcome(newcomers(...given), task, bar);
      const reasons = given.map((choice) => unpaidReason({ choice }, noGold, { ...judged, outcome }));
      expect(given.length === 0 || reasons.includes(null)).toBe(true);
    }),
  );
});

test("a task that is not ending stays open", () => {
  expect(closingStep({ isEnding: false, leasesUntil: [], lastAnswerAt: null, graceMs: changeGraceMs, now })).toEqual({
    step: "open",
  });
});

test("a live lease holds the closing back until it ends, an expired one does not", () => {
  const held = { isEnding: true, lastAnswerAt: after(-60_000), graceMs: changeGraceMs, now };
  expect(closingStep({ ...held, leasesUntil: [after(1)] })).toEqual({ step: "wait", until: after(1) });
  expect(closingStep({ ...held, leasesUntil: [after(0), after(-1)] })).toEqual({ step: "close" });
});

test("the last answer can be changed for a moment before the task closes", () => {
  const ending = { isEnding: true, leasesUntil: [], graceMs: changeGraceMs, now };
  expect(closingStep({ ...ending, lastAnswerAt: now })).toEqual({ step: "wait", until: after(changeGraceMs) });
  expect(closingStep({ ...ending, lastAnswerAt: after(-changeGraceMs) })).toEqual({ step: "close" });
  expect(closingStep({ ...ending, lastAnswerAt: null })).toEqual({ step: "close" });
});

test("gold waits as its seed says, from a moment to half an hour, and no other task does", () => {
  const most = 2n ** 32n - 1n;
  expect(graceMsOf({ goldId: null, seed: most })).toBe(changeGraceMs);
  expect(graceMsOf({ goldId: "g", seed: 0n })).toBe(changeGraceMs);
  expect(graceMsOf({ goldId: "g", seed: 2n ** 31n })).toBe(changeGraceMs + (mostGoldWaitMs - changeGraceMs) / 4);
  expect(graceMsOf({ goldId: "g", seed: most })).toBeLessThanOrEqual(mostGoldWaitMs);
});
