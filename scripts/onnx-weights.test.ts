import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { floatToHalf, halfToFloat, initializersOf, valuesOf, writeValues } from "#scripts/onnx-weights.ts";

const starter = "public/models/praca/starter/onnx/model.onnx";

test("the starter's weights are read where they lie, and written back change nothing", () => {
  const file = new Uint8Array(readFileSync(starter));
  const before = Buffer.from(file);
  const weights = initializersOf(file).filter(({ dataType }) => dataType === 10);
  expect(weights.length).toBeGreaterThan(10);
  for (const tensor of weights) {
    const count = tensor.dims.reduce((product, size) => product * size, 1);
    const values = valuesOf(tensor);
    expect(values).toHaveLength(count);
    expect(values.every(Number.isFinite)).toBe(true);
    writeValues(tensor, values);
  }
  expect(Buffer.compare(before, Buffer.from(file))).toBe(0);
});

test("every half that is a number comes back from its float", () => {
  const halves = Array.from({ length: 0x10000 }, (_unused, half) => half);
  const numbers = halves.filter((half) => !Number.isNaN(halfToFloat(half)));
  expect(numbers.filter((half) => floatToHalf(halfToFloat(half)) !== half)).toEqual([]);
});

test("a float becomes a half next to it", () => {
  fc.assert(
    fc.property(fc.double({ min: -60_000, max: 60_000, noNaN: true }), (value) => {
      const error = Math.abs(halfToFloat(floatToHalf(value)) - value);
      expect(error).toBeLessThanOrEqual(Math.max(2 ** -25, Math.abs(value) * 2 ** -11));
    }),
  );
});
