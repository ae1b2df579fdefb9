// From a model to a worker that is ready to draw with it, on the device that suits it.
import type { CatalogueModel, Device, Dtype } from "#app/features/generation/catalogue.ts";
import { dtypeFor, workerModelFor } from "#app/features/generation/model-for.ts";
import {
  type GenerateWorker,
  type LoadProgress,
  startGenerateWorker,
  type WorkerFailure,
} from "#app/features/generation/worker.client.ts";
import type { Gpu } from "#workers/browser/protocol.ts";

/**
 * Why a model runs where it does. `gpu-not-raced`: comparing the two would download the weights twice; `gpu-too-small`: a weight
 * does not fit into its buffers; `gpu-software`: there is only a processor that plays a graphics processor.
 */
export type DeviceReason =
  | "chosen"
  | "only-wasm"
  | "gpu-software"
  | "gpu-too-small"
  | "gpu-wrong"
  | "gpu-failed"
  | "gpu-not-raced"
  | "raced"
  | "remembered";

export type Raced = { device: Device; tokensPerSecond: number };

export type OpenedModel = {
  worker: GenerateWorker;
  device: Device;
  dtype: Dtype;
  gpu: Gpu | null;
  why: DeviceReason;
  /** What each device reached over a few tokens; empty where none was compared. */
  race: ReadonlyArray<Raced>;
  threads: number;
};

export type OpeningNews =
  | { phase: "checking" }
  | { phase: "loading"; gpu: Gpu | null; device: Device; dtype: Dtype; progress: LoadProgress | null }
  | { phase: "warming" }
  /** The worker failed while nothing was asked of it: open the model again. */
  | { phase: "lost"; failure: WorkerFailure };

export type Opening = {
  model: CatalogueModel;
  /** The device that the person chose; null leaves it to us. */
  choice: Device | null;
  hubUrl: string;
  on: (news: OpeningNews) => void;
  /** Ends the opening: it throws the signal's reason. */
  signal?: AbortSignal;
};

/** Throws a WorkerFailure when no device can run the model. */
export async function openModel({ model, choice, hubUrl, on }: Opening): Promise<OpenedModel> {
  on({ phase: "checking" });
  const worker = startGenerateWorker((failure) => on({ phase: "lost", failure }));
  try {
    const gpu = await worker.findGpu();
    const device = choice ?? (gpu && !gpu.isSoftware ? "webgpu" : "wasm");
    const dtype = dtypeFor(model, device, gpu);
    on({ phase: "loading", gpu, device, dtype, progress: null });
    const load = { model: workerModelFor(model, dtype, hubUrl), device, threads: 1 };
    const { threads } = await worker.load(load, (progress) =>
      on(progress === "warming" ? { phase: "warming" } : { phase: "loading", gpu, device, dtype, progress }),
    );
    return { worker, device, dtype, gpu, why: choice ? "chosen" : "only-wasm", race: [], threads };
  } catch (error) {
    worker.end();
    throw error;
  }
}
