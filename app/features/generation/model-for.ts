import type { CatalogueModel, Device } from "#app/features/generation/catalogue.ts";

/** What the worker is told to load for a device. */
export function workerModelFor(model: CatalogueModel, device: Device, hubUrl: string) {
  const dtype = model.dtypes[device];
  const { id, revision, contextTokens, source } = model;
  return { id, revision, contextTokens, source, dtype, sizeBytes: model.sizeBytes[dtype] ?? 0, hubUrl };
}
