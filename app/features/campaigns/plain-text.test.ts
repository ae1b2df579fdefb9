import fc from "fast-check";
import { expect, test } from "vitest";
import { textProblem } from "#app/features/campaigns/plain-text.ts";

test("writing of every direction is plain, marks and closed isolates included", () => {
  for (const text of ["", "tabs\tand\r\nlines", "שלום\u200f", "\u2067مرحبا\u2069", "🏳️‍🌈 é e\u0301", "a\u00a0b"]) {
    expect(textProblem(text)).toBeNull();
  }
});

test("what nobody sees, what reorders and what is no character is named", () => {
  expect(textProblem("a\u0000b")).toBe("control-characters");
  expect(textProblem("\u001b[31mred")).toBe("control-characters");
  expect(textProblem("next\u0085line")).toBe("control-characters");
  expect(textProblem("pay \u202e001\u202c")).toBe("bidi-control");
  expect(textProblem("\u2066open\nto the end\u2069")).toBe("bidi-control");
  expect(textProblem("closed\u2069")).toBe("bidi-control");
  expect(textProblem("half \ud83d")).toBe("broken-characters");
});

test("every well-formed text without control characters is plain", () => {
  const visible = fc.string({ unit: "grapheme" }).filter((text) => !/[\p{Cc}\p{Bidi_Control}]/u.test(text));
  fc.assert(fc.property(visible, (text) => textProblem(text) === null));
});
