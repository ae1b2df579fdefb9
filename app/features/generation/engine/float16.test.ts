import { expect, test } from "vitest";
import { floatsOfBits } from "#app/features/generation/engine/float16.ts";

test("halves are read as IEEE 754 says", () => {
  const bits = [0x0000, 0x8000, 0x3c00, 0xc000, 0x3555, 0x7bff, 0x0400, 0x03ff, 0x0001, 0x7c00, 0xfc00];
  expect([...floatsOfBits(Uint16Array.from(bits))]).toEqual([
    0,
    -0,
    1,
    -2,
    0.333251953125,
    65504,
    2 ** -14,
    (1023 / 1024) * 2 ** -14,
    2 ** -24,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ]);
  expect([...floatsOfBits(Uint16Array.of(0x7e00))]).toEqual([Number.NaN]);
});
