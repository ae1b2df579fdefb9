import { expect, test } from "vitest";
import { byteRange } from "#app/features/releases/byte-range.ts";

test("a range is taken with both ends included, open or from the end", () => {
  expect(byteRange("bytes=0-0", 10)).toEqual({ start: 0, end: 0 });
  expect(byteRange("bytes=2-5", 10)).toEqual({ start: 2, end: 5 });
  expect(byteRange("bytes=2-", 10)).toEqual({ start: 2, end: 9 });
  expect(byteRange("bytes=-3", 10)).toEqual({ start: 7, end: 9 });
});

test("a range that reaches past the end stops there", () => {
  expect(byteRange("bytes=5-99", 10)).toEqual({ start: 5, end: 9 });
  expect(byteRange("bytes=-99", 10)).toEqual({ start: 0, end: 9 });
});

test("a range that starts behind the end can't be satisfied", () => {
  expect(byteRange("bytes=9-", 10)).toEqual({ start: 9, end: 9 });
  expect(byteRange("bytes=10-", 10)).toBe("unsatisfiable");
  expect(byteRange("bytes=-0", 10)).toBe("unsatisfiable");
  expect(byteRange("bytes=0-", 0)).toBe("unsatisfiable");
});

test("what is no single range of bytes means the whole file", () => {
  for (const header of [null, "bytes=-", "bytes=5-2", "bytes=0-1,4-5", "lines=0-1", "bytes=a-b"]) {
    expect(byteRange(header, 10)).toBeNull();
  }
});
