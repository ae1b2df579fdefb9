import { statSync } from "node:fs";
import { expect, test } from "vitest";
import { ortWasmBytes } from "#workers/browser/ort-sizes.ts";

test("the sizes that the download's bar counts on are those of the installed runtime", () => {
  const size = (build: string) =>
    statSync(`node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded${build}.wasm`).size;
  expect(ortWasmBytes).toEqual({ wasm: size(""), webgpu: size(".asyncify") });
});
