import { type CatalogueModel, type Device, type Dtype, sizeBytes } from "#app/features/generation/models/catalogue.ts";
import type { WorkerModel } from "#workers/browser/protocol.ts";

/** The form of the weights that a device runs. */
export function dtypeFor(
  { dtypes }: Pick<CatalogueModel, "dtypes">,
  device: Device,
  gpu: { hasF16: boolean } | null,
): Dtype {
  if (device === "wasm") return dtypes.wasm;
  return gpu?.hasF16 ? dtypes.webgpuF16 : dtypes.webgpu;
}

/** What the worker is told to load for one form of the weights. */
export function workerModelFor(model: CatalogueModel, dtype: Dtype, hubUrl: string): WorkerModel {
  const { id, revision, contextTokens, source, knownAnswer } = model;
  const files = model.files[dtype] ?? [];
  const answer = dtype === "fp32" && knownAnswer ? { knownAnswer } : {};
  return { id, revision, contextTokens, source, dtype, files, totalBytes: sizeBytes(model, dtype), hubUrl, ...answer };
}
