import fc from "fast-check";
import { expect, test } from "vitest";
import { changedWords, isNearCopy, wordsOf } from "#app/features/tasks/kinds/words.ts";

const sentence = fc.array(fc.constantFrom("take", "two", "shirts", "a", "coat", "soap", "and", "one"), {
  maxLength: 30,
});

test("words are letters and digits of any script; where a script has no spaces, characters", () => {
  expect(wordsOf("Don't stop: 3.5 km, não-fumante!")).toEqual(["don", "t", "stop", "3", "5", "km", "não", "fumante"]);
  expect(wordsOf("東京タワー 2024")).toEqual(["東", "京", "タ", "ワ", "ー", "2024"]);
  expect(wordsOf("हिन्दी में")).toEqual(["हिन्दी", "में"]);
  expect(wordsOf("שלום עולם")).toEqual(["שלום", "עולם"]);
  expect(wordsOf(" — … 🙂 ")).toEqual([]);
});

test("case, width, order and punctuation are no change; a word more, less or other is one", () => {
  expect(changedWords("Take two shirts.", "shirts, two TAKE!")).toBe(0);
  expect(changedWords("ｔａｋｅ", "take")).toBe(0);
  expect(changedWords("take two shirts", "take two blue shirts")).toBe(1);
  expect(changedWords("take two shirts", "take shirts")).toBe(1);
  expect(changedWords("take two shirts", "take three shirts")).toBe(1);
  expect(changedWords("", "one two three")).toBe(3);
});

test("repeating a word counts no more often than is said", () => {
  expect(changedWords("", "very very very very good")).toBe(5);
  expect(changedWords("", "very very very very good", 2)).toBe(3);
});

test("a change is as far one way as the other, and nothing to itself", () => {
  fc.assert(
    fc.property(sentence, sentence, (left, right) => {
      const [a, b] = [left.join(" "), right.join(" ")];
      expect(changedWords(a, b)).toBe(changedWords(b, a));
      expect(changedWords(a, a)).toBe(0);
      expect(changedWords(a, b)).toBeLessThanOrEqual(Math.max(left.length, right.length));
    }),
  );
});

const text = "Pack two shirts, one coat, a towel for the beach and enough soap for a week.";

test("a near copy has most rows of three words, whatever stands around them", () => {
  expect(isNearCopy(text, text)).toBe(true);
  expect(isNearCopy(`Sure, here you are!\n\n${text.toUpperCase()}`, text)).toBe(true);
  expect(isNearCopy(text.replace("towel", "blanket"), text)).toBe(true);
  expect(isNearCopy("Pack a coat and two shirts, soap, and for the beach a towel.", text)).toBe(false);
  expect(isNearCopy("", text)).toBe(false);
  expect(isNearCopy(text, "")).toBe(false);
});

test("of a text of one or two words only the same is a copy", () => {
  expect(isNearCopy("Yes.", "yes")).toBe(true);
  expect(isNearCopy("Yes, bring a coat.", "yes")).toBe(false);
});
