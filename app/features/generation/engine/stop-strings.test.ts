import fc from "fast-check";
import { expect, test } from "vitest";
import { beforeStop, endsInStop, stoppingStep } from "#app/features/generation/engine/stop-strings.ts";

/** Bytes as tokens: a character may take up to four of them, and half of one reads as the replacement character. */
function textOfBytes(bytes: ReadonlyArray<number>): string {
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

test("a text is cut before the first stop string in it", () => {
  expect(beforeStop("one\n\ntwo END three", ["END", "\n\n"])).toBe("one");
  expect(beforeStop("one two", ["END"])).toBe("one two");
  expect(beforeStop("one two", [])).toBe("one two");
  expect(beforeStop("one two")).toBe("one two");
});

test("reading a tail of the tokens finds what reading all of them finds", () => {
  // Few characters, of one to four bytes, so that stop strings do come up.
  const character = fc.constantFrom("a", "b", "\n", "ç", "日", "🌱");
  const textOf = fc.array(character, { maxLength: 80 }).map((characters) => characters.join(""));
  const stopOf = fc.array(
    fc.array(character, { minLength: 1, maxLength: 4 }).map((characters) => characters.join("")),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(textOf, stopOf, (text, stop) => {
      const bytes = [...new TextEncoder().encode(text)];
      const plain = bytes.findIndex((_byte, at) =>
        stop.some((end) => textOfBytes(bytes.slice(0, at + 1)).includes(end)),
      );
      const tailwise = bytes.findIndex((_byte, at) => endsInStop(bytes.slice(0, at + 1), stop, textOfBytes));
      expect(tailwise).toBe(plain);
      expect(stoppingStep(bytes, stop, textOfBytes)).toBe(plain < 0 ? null : plain);
    }),
    { numRuns: 300 },
  );
});

test("a row given whole is settled by two readings", () => {
  let readings = 0;
  const letters = (tokens: ReadonlyArray<number>) => {
    readings++;
    return tokens.map((token) => (token === 2 ? "." : "x")).join("");
  };
  expect(stoppingStep([...Array(400).fill(1), 2], ["."], letters)).toBe(400);
  expect(readings).toBe(2);
  expect(stoppingStep(Array(400).fill(1), ["."], letters)).toBeNull();
  expect(readings).toBe(3);
  expect(stoppingStep([2], ["."], letters)).toBe(0);
});

test("only the last tokens are read while nothing stops the row", () => {
  const lengths: Array<number> = [];
  const letters = (tokens: ReadonlyArray<number>) => {
    lengths.push(tokens.length);
    return "x".repeat(tokens.length);
  };
  expect(endsInStop(Array(500).fill(1), ["\n\n"], letters)).toBe(false);
  expect(lengths).toEqual([14]);
  expect(endsInStop([1, 2, 3], [], letters)).toBe(false);
  expect(lengths).toHaveLength(1);
});
