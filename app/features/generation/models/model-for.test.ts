import { expect, test } from "vitest";
import { type CatalogueModel, starter } from "#app/features/generation/models/catalogue.ts";
import { dtypeFor, workerModelFor } from "#app/features/generation/models/model-for.ts";

const dtypes = { webgpu: "q4", webgpuF16: "q4f16", wasm: "q8" } as const;

test("half precision runs only where the adapter has it, and eight bits only on a processor", () => {
  expect(dtypeFor({ dtypes }, "webgpu", { hasF16: true })).toBe("q4f16");
  expect(dtypeFor({ dtypes }, "webgpu", { hasF16: false })).toBe("q4");
  expect(dtypeFor({ dtypes }, "webgpu", null)).toBe("q4");
  expect(dtypeFor({ dtypes }, "wasm", { hasF16: true })).toBe("q8");
});

test("the worker is told the files of its form, and a known answer only for the form that gave it", () => {
  const files = [{ path: "onnx/model_q4.onnx", bytes: 100 }];
  const model: CatalogueModel = { ...starter, files: { ...starter.files, q4: files } };
  expect(workerModelFor(model, "fp32", "https://hub.example")).toMatchObject({ knownAnswer: starter.knownAnswer });
  const inFour = workerModelFor(model, "q4", "https://hub.example");
  expect(inFour).toMatchObject({ dtype: "q4", files, totalBytes: 100 });
  expect(inFour).not.toHaveProperty("knownAnswer");
});
