// Which device runs a model, and why. Pure: what the browser offers, keeps and remembers comes in.
import type { bytesOf, CatalogueModel, Device, Dtype } from "#app/features/generation/models/catalogue.ts";

/**
 * Why a model runs where it does. `gpu-not-raced`: comparing the two would download the weights twice; `gpu-too-small`: a weight
 * does not fit into its buffers; `gpu-software`: there is only a processor that plays a graphics processor; `gpu-wrong`: it computed
 * other scores than it should; `gpu-failed`: it could not run the model.
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

type GpuLimits = { isSoftware: boolean; maxBufferBytes: number; maxBindingBytes: number };

export type DeviceQuestion = {
  choice: Device | null;
  gpu: GpuLimits | null;
  files: CatalogueModel["files"];
  dtypes: Record<Device, Dtype>;
  /** The winner of an earlier race of this model on this adapter. */
  remembered: Device | null;
  /** Whether the files of both devices are here, or the same for both. */
  isRaceFree: boolean;
};

export type DevicePlan = { devices: ReadonlyArray<Device>; why: DeviceReason };

/** @returns the device to run on; two of them where a race is to decide */
export function devicePlan({ choice, gpu, files, dtypes, remembered, isRaceFree }: DeviceQuestion): DevicePlan {
  if (choice) return { devices: [choice], why: "chosen" };
  if (!gpu) return { devices: ["wasm"], why: "only-wasm" };
  if (gpu.isSoftware) return { devices: ["wasm"], why: "gpu-software" };
  if (!canHold(gpu, files[dtypes.webgpu] ?? [])) return { devices: ["wasm"], why: "gpu-too-small" };
  if (remembered) return { devices: [remembered], why: "remembered" };
  return isRaceFree ? { devices: ["webgpu", "wasm"], why: "raced" } : { devices: ["webgpu"], why: "gpu-not-raced" };
}

/** The largest weight of a small language model, its embedding, is at most about half of its largest file. */
function canHold(gpu: GpuLimits, files: Parameters<typeof bytesOf>[0]): boolean {
  const largest = Math.max(0, ...files.map(({ bytes }) => bytes)) / 2;
  return largest <= gpu.maxBindingBytes && largest <= gpu.maxBufferBytes;
}

/** The faster one; WASM on a tie, since it leaves the graphics processor to the page. Null when nobody arrived. */
export function raceWinner(race: ReadonlyArray<Raced>): Device | null {
  const wasmFirst = [...race].sort((left, right) => Number(right.device === "wasm") - Number(left.device === "wasm"));
  let best: Raced | null = null;
  for (const raced of wasmFirst) if (!best || raced.tokensPerSecond > best.tokensPerSecond) best = raced;
  return best?.device ?? null;
}

/** Threads on a processor: no page is to take every core, and a small model gives few of them something to do. */
export function threadsFor(parameters: number, { isIsolated, cores }: { isIsolated: boolean; cores: number }): number {
  if (!isIsolated) return 1;
  return Math.max(1, parameters > 20_000_000 ? Math.min(4, cores) : Math.min(2, Math.floor(cores / 2)));
}
