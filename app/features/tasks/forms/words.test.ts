import fc from "fast-check";
import { expect, test } from "vitest";
import { nextCursor, placeOfWords, trimmed } from "#app/features/tasks/forms/spans.ts";
import { wordDifference, wordsOf } from "#app/features/tasks/forms/words.ts";

const cut = (text: string, places: ReadonlyArray<{ start: number; end: number }>) =>
  places.map(({ start, end }) => text.slice(start, end));

test("two texts are compared word by word, in scripts without spaces too", () => {
  const [left, right] = ["The cat sat on a mat.", "The dog sat on the mat."];
  const difference = wordDifference(left, right);
  expect(cut(left, difference?.left ?? [])).toEqual(["cat", "a"]);
  expect(cut(right, difference?.right ?? [])).toEqual(["dog", "the"]);
  expect(cut("我喜欢狗", wordDifference("我喜欢猫", "我喜欢狗")?.right ?? [])).toEqual(["狗"]);
});

test("what stayed and what went is the left text, what stayed and what came the right one", () => {
  const text = fc.string({ unit: fc.constantFrom("cat", "dog", " ", "\n", "é", "👍"), maxLength: 12 });
  fc.assert(
    fc.property(text, text, (left, right) => {
      const parts = wordDifference(left, right)?.together ?? [];
      const joined = (tone: string) => parts.filter((part) => part.tone !== tone).map((part) => part.text);
      expect(joined("added").join("")).toBe(left);
      expect(joined("removed").join("")).toBe(right);
    }),
  );
});

test("texts with nothing in common are not compared for ever", () => {
  const one = Array.from({ length: 3_000 }, (_, index) => `a${index}`).join(" ");
  expect(wordDifference(one, one.replaceAll("a", "b"))).toBeNull();
});

test("the keys select a word, then more of them, and stop at the ends", () => {
  const text = "One, two three";
  const words = wordsOf(text);
  const on = { by: 1, isExtending: false, count: words.length } as const;
  const selected = (cursor: { anchor: number; head: number } | null) =>
    cut(text, cursor ? [placeOfWords(words, cursor) ?? { start: 0, end: 0 }] : [])[0];
  const first = nextCursor(null, on);
  expect(selected(first)).toBe("One");
  const two = nextCursor(first, { ...on, isExtending: true });
  expect(selected(two)).toBe("One, two");
  expect(selected(nextCursor(two, on))).toBe("three");
  expect(selected(nextCursor(first, { ...on, by: -1 }))).toBe("One");
  expect(selected(nextCursor(null, { ...on, by: -1 }))).toBe("three");
  expect(selected(nextCursor(null, on, 0))).toBe("two");
  expect(nextCursor(null, { ...on, count: 0 })).toBeNull();
});

test("a selection loses the spaces at its ends, and is none when it was nothing else", () => {
  expect(trimmed("say  hello  now", { start: 3, end: 12 })).toEqual({ start: 5, end: 10 });
  expect(trimmed("say   ", { start: 3, end: 6 })).toBeNull();
});
