import { expect, test } from "vitest";
import { isRight, isWellFormed, sentenceCount } from "./judged.ts";

const known = new Set(["the", "answer", "is", "não", "sei", "you"]);

test("a finished sentence of known words is well-formed", () => {
  expect(isWellFormed("The answer is 12.", true, known, "")).toBe(true);
  expect(isWellFormed("Não sei.", true, known, "")).toBe(true);
  expect(isWellFormed("The answer is Tara.", true, known, "Tara has two.")).toBe(true);
});

test("an unfinished, garbled or repeating answer is not well-formed", () => {
  expect(isWellFormed("The answer is 12.", false, known, "")).toBe(false);
  expect(isWellFormed("The answer is", true, known, "")).toBe(false);
  expect(isWellFormed("The answder is 12.", true, known, "")).toBe(false);
  expect(isWellFormed("The the answer is 12.", true, known, "")).toBe(false);
});

test("a sum is right by its last number", () => {
  expect(isRight("4 + 5 = 9. So there are 9 eggs.", { number: 9 })).toBe(true);
  expect(isRight("4 + 5 = 9. So there are 8 eggs.", { number: 9 })).toBe(false);
});

test("sentences are counted by their ends", () => {
  expect(sentenceCount("A fox ran. It said: stop!")).toBe(2);
  expect(isRight("A fox ran.", { sentences: 2 })).toBe(false);
});

test("words are found at a word's start only", () => {
  expect(isRight("I know.", { includes: [["now"]] })).toBe(false);
  expect(isRight("Our apologies, today.", { includes: [["sorry", "apolog"], ["today"]] })).toBe(true);
  expect(isRight("Please come, or else.", { includes: [["please"]], excludes: ["or else"] })).toBe(false);
});

test("groups are right in any order, and wrong with a word missing or misplaced", () => {
  const right = { groups: { fruit: ["pear", "apple"], tools: ["saw"] } };
  expect(isRight("Fruit: apple, pear. Tools: saw. The fruit come first.", right)).toBe(true);
  expect(isRight("Fruit: apple. Tools: saw.", right)).toBe(false);
  expect(isRight("Fruit: apple, saw. Tools: pear.", right)).toBe(false);
});
