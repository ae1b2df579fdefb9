import { expect, test } from "vitest";
import { edgeOf, toleranceOf } from "#app/features/generation/replay/tolerances.ts";

const node = { dtype: "fp32", backend: "node" };
const gpu = { dtype: "fp32", backend: "webgpu" };

test("a graphics processor is given more room than the server's own processor", () => {
  expect(toleranceOf(gpu, node).passes).toBeGreaterThan(toleranceOf(node, node).passes);
});

test("a pair that nobody measured gets the widest of its kind, and coarse weights more than any", () => {
  const unknown = toleranceOf({ dtype: "fp32", backend: "npu" }, node);
  expect(unknown.passes).toBeGreaterThanOrEqual(toleranceOf(gpu, node).passes);
  const coarse = toleranceOf({ dtype: "q4f16", backend: "webgpu" }, { dtype: "q4", backend: "wasm" });
  expect(coarse.passes).toBeGreaterThan(unknown.passes);
  expect(edgeOf("q8").score).toBeGreaterThan(edgeOf("fp32").score);
});

test("what passes lies well below what fails", () => {
  for (const pair of [toleranceOf(node, node), toleranceOf(gpu, node), toleranceOf({ ...gpu, dtype: "q4" }, node)])
    expect(pair.fails).toBeGreaterThanOrEqual(2 * pair.passes);
});
