import fc from "fast-check";
import { expect, test } from "vitest";
import {
  frontOf,
  frontOfLong,
  isLongText,
  type Mark,
  textPieces,
  withHiddenNamed,
} from "#app/features/tasks/forms/text-pieces.ts";

test("what turns the order of characters round is named and not let loose", () => {
  const pieces = textPieces("pay \u202ediap\u202c now");
  expect(pieces.map(({ text, control }) => control ?? text)).toEqual(["pay ", "U+202E", "diap", "U+202C", " now"]);
  expect(withHiddenNamed("a\u0000b\u200bc\ufeff")).toBe("a[U+0000]b[U+200B]c[U+FEFF]");
});

test("line breaks, tabs, joiners of Persian and emoji, and other scripts stay as they are", () => {
  for (const text of ["a\n\tb\r\nc", "می\u200cخواهم", "👩\u200d👩\u200d👧", "日本語 العربية"]) {
    expect(textPieces(text).filter(({ control }) => control)).toEqual([]);
  }
});

test("half of a pair is named", () => {
  expect(textPieces("a\ud83d!").map(({ control }) => control)).toEqual([null, "U+D83D", null]);
});

test("marks may overlap, and each piece knows what it is marked with", () => {
  const marks: Array<Mark> = [
    { start: 0, end: 6, tone: "span" },
    { start: 4, end: 9, tone: "cursor" },
  ];
  expect(textPieces("abcdefghij", marks).map(({ text, tones }) => [text, tones])).toEqual([
    ["abcd", ["span"]],
    ["ef", ["span", "cursor"]],
    ["ghi", ["cursor"]],
    ["j", []],
  ]);
});

test("whatever the text and its marks, the pieces are the text, each where it says it begins", () => {
  const place = fc.integer({ min: -2, max: 30 });
  const mark = fc.record({ start: place, end: place, tone: fc.constant("span" as const) });
  const text = fc.string({ unit: fc.constantFrom("a", " ", "\u202e", "é", "👍", "\u0007", "\ud800"), maxLength: 24 });
  fc.assert(
    fc.property(text, fc.array(mark), (text, marks) => {
      const pieces = textPieces(text, marks);
      expect(pieces.map((piece) => piece.text).join("")).toBe(text);
      for (const piece of pieces) expect(text.slice(piece.start, piece.start + piece.text.length)).toBe(piece.text);
    }),
  );
});

test("a long text is cut without cutting a character", () => {
  expect(frontOf("ab👍", 3)).toBe("ab");
  expect(frontOf("ab👍", 4)).toBe("ab👍");
  expect(isLongText("a".repeat(1_500))).toBe(false);
  expect(isLongText("a".repeat(1_501))).toBe(true);
  expect(isLongText("a\n".repeat(25))).toBe(true);
  expect(frontOfLong("a\n".repeat(25)).split("\n")).toHaveLength(24);
});
