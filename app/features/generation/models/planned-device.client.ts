// Where a model will run, as far as that can be told before its files are here.
import type { CatalogueModel, Device, Dtype } from "#app/features/generation/models/catalogue.ts";
import { type DevicePlan, devicePlan } from "#app/features/generation/models/device-choice.ts";
import { rememberedDevice } from "#app/features/generation/models/device-memory.client.ts";
import { dtypeFor } from "#app/features/generation/models/model-for.ts";
import { isModelStored } from "#app/features/generation/models/model-storage.client.ts";
import type { Gpu } from "#workers/browser/protocol.ts";

export type Wanted = {
  model: CatalogueModel;
  /** The device that the person chose; null leaves it to us. */
  choice: Device | null;
  hubUrl: string;
};

export type PlannedDevice = DevicePlan &
  Pick<Wanted, "model" | "choice"> & { gpu: Gpu | null; dtypes: Record<Device, Dtype> };

export async function plannedDevice({ model, choice, hubUrl }: Wanted, gpu: Gpu | null): Promise<PlannedDevice> {
  const dtypes = { webgpu: dtypeFor(model, "webgpu", gpu), wasm: dtypeFor(model, "wasm", gpu) };
  const remembered = rememberedDevice({ model, gpu });
  const isRaceFree = await canRaceFreely({ model, hubUrl }, dtypes);
  return {
    model,
    choice,
    gpu,
    dtypes,
    ...devicePlan({ choice, gpu, files: model.files, dtypes, remembered, isRaceFree }),
  };
}

/** Whether two workers can be loaded for the bytes of one: what the first brings is kept for the second. */
async function canRaceFreely(
  { model, hubUrl }: Pick<Wanted, "model" | "hubUrl">,
  dtypes: Record<Device, Dtype>,
): Promise<boolean> {
  if (!("caches" in globalThis)) return false;
  if (dtypes.webgpu === dtypes.wasm) return true;
  const stored = [dtypes.webgpu, dtypes.wasm].map((dtype) => isModelStored(model, dtype, hubUrl).catch(() => false));
  return (await Promise.all(stored)).every(Boolean);
}
