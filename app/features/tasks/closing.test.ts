import fc from "fast-check";
import { expect, test } from "vitest";
import { type PreferResult, preferResults } from "#app/features/quality/prefer-posterior.ts";
import { changeGraceMs, closingStep, isDecided, isPaidUnderAgreement, outcomeOf } from "#app/features/tasks/closing.ts";

const rule = { answersMin: 2, answersMax: 5, barPermille: 950 };
const choices = fc.array(fc.constantFrom(...preferResults), { maxLength: 9 });
const now = new Date("2026-11-22T12:00:00Z");
const after = (ms: number) => new Date(now.getTime() + ms);

test("one answer never decides, two that agree do, two that differ do not", () => {
  expect(isDecided(["a"], rule)).toBe(false);
  expect(isDecided(["a", "a"], rule)).toBe(true);
  expect(isDecided(["a", "b"], rule)).toBe(false);
});

test("an answer against a decided task opens it again, and a third for it decides", () => {
  expect(isDecided(["a", "a", "b"], rule)).toBe(false);
  expect(isDecided(["a", "a", "b", "a"], rule)).toBe(true);
});

test("the most answers decide, whatever they say", () => {
  expect(isDecided(["a", "b", "tie", "bad"], rule)).toBe(false);
  expect(isDecided(["a", "b", "tie", "bad", "a"], rule)).toBe(true);
});

test("at the bar an outcome stands, just below it is undecided", () => {
  const { probability } = outcomeOf(["a", "a"], 950);
  expect(outcomeOf(["a", "a"], Math.floor(probability * 1_000)).result).toBe("a");
  expect(outcomeOf(["a", "a"], Math.ceil(probability * 1_000)).result).toBe("undecided");
});

test("agreement pays who agrees; of an undecided task, everybody", () => {
  expect(isPaidUnderAgreement("a", { result: "a" })).toBe(true);
  expect(isPaidUnderAgreement("tie", { result: "a" })).toBe(false);
  expect(isPaidUnderAgreement("tie", { result: "undecided" })).toBe(true);
});

test("a closed set of answers has one outcome in any order, and somebody is always paid", () => {
  fc.assert(
    fc.property(
      choices.chain((given) =>
        fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length, maxLength: given.length })),
      ),
      ([given, reordered]) => {
        const outcome = outcomeOf(given, 950);
        expect(outcomeOf(reordered, 950)).toEqual(outcome);
        if (given.length > 0) expect(given.some((choice) => isPaidUnderAgreement(choice, outcome))).toBe(true);
      },
    ),
  );
});

test("unanimous answers win as soon as there are enough", () => {
  fc.assert(
    fc.property(fc.constantFrom(...preferResults), fc.integer({ min: 2, max: 9 }), (result: PreferResult, count) => {
      expect(outcomeOf(Array(count).fill(result), 950).result).toBe(result);
    }),
  );
});

test("a task that is not ending stays open", () => {
  expect(closingStep({ isEnding: false, leasesUntil: [], lastAnswerAt: null, now })).toEqual({ step: "open" });
});

test("a live lease holds the closing back until it ends, an expired one does not", () => {
  const held = { isEnding: true, lastAnswerAt: after(-60_000), now };
  expect(closingStep({ ...held, leasesUntil: [after(1)] })).toEqual({ step: "wait", until: after(1) });
  expect(closingStep({ ...held, leasesUntil: [after(0), after(-1)] })).toEqual({ step: "close" });
});

test("the last answer can be changed for a moment before the task closes", () => {
  const ending = { isEnding: true, leasesUntil: [], now };
  expect(closingStep({ ...ending, lastAnswerAt: now })).toEqual({ step: "wait", until: after(changeGraceMs) });
  expect(closingStep({ ...ending, lastAnswerAt: after(-changeGraceMs) })).toEqual({ step: "close" });
  expect(closingStep({ ...ending, lastAnswerAt: null })).toEqual({ step: "close" });
});
