import { statSync } from "node:fs";
import { expect, test } from "vitest";
import { ortWasmBytes } from "#workers/browser/ort-wasm-size.ts";

test("the size that the download's bar counts on is that of the installed runtime", () => {
  const installed = statSync("node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify.wasm");
  expect(installed.size).toBe(ortWasmBytes);
});
